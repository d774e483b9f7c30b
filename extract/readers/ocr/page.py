"""A page's image → its PageContent: made straight, cut into cells and lines, recognised line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.ocr import context, dark, fills, ink, lines, rulings, straight, widths, words
from plansheets.extract.readers.ocr.advance import placed
from plansheets.extract.readers.ocr.content import content_of
from plansheets.extract.readers.ocr.letter import Letter
from plansheets.extract.readers.ocr.textink import text_ink
from plansheets.extract.readers.page import PageContent
from plansheets.extract.source import Mask

BEHIND: Final = 14.0
"""Points of what is a surface behind the ink; ink is narrower."""
SAMPLE: Final = 10
"""Lines that are read to see whether the page stands upright."""
DOUBT: Final = 0.8
"""Mean confidence of a page below which it may not stand upright."""
ALONE: Final = 0.5
"""Share of letters that stand alone or below each other above which it may lie on its side."""
LONG: Final = 6
"""Letters of a line of text at least."""
BETTER: Final = 0.08
"""By how much more confidence the lines must be read for the page to be turned."""


@dataclass(frozen=True, eq=False)
class Seen:
    """What is seen on a straight page before anything is recognised: pixels (h, w), `point` of them a point."""

    flat: ink.Grey
    grey: ink.Grey
    text: Mask
    ruled: rulings.Ruled
    fills: fills.Fills
    lines: list[lines.Line]
    point: float


def read_image(image: NDArray[np.uint8], number: int, width: float, height: float) -> PageContent:
    """The page on an image (h, w, 3) RGB; see `recognise_page`."""
    scaled = straight.scaled(image, width)
    seen = _see(straight.straightened(scaled), width)
    read = _read(seen)
    turns = 0
    if _is_doubtful(read, seen.lines):
        turns = _turns(scaled, width, seen)
        if turns:
            width, height = (width, height) if turns == 2 else (height, width)
            seen = _see(straight.straightened(straight.turned(scaled, turns)), width)
            read = _read(seen)
    letters = [letter for line in read for letter in line]
    return content_of(letters, seen.ruled, seen.fills, (number, width, height, 90 * turns), seen.point)


def _see(flat: ink.Grey, width: float) -> Seen:
    point = flat.shape[1] / width
    grey = cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY).astype(np.uint8)
    surfaces = dark.dark_surfaces(grey, point)
    grey = dark.inverted(grey, surfaces, point)
    smooth = ink.calm(grey)
    behind = ink.ground(smooth, max(3, round(BEHIND * point)))
    ruled = rulings.find_rulings(cv2.subtract(behind, smooth).astype(np.uint8), behind, point)
    labels = rulings.cells(ruled, surfaces, point)
    found = fills.find_fills(flat, surfaces, labels, point)
    text = text_ink(ink.darker(smooth, behind, ink.CONTRAST), ruled, point)
    return Seen(flat, grey, text, ruled, found, lines.find_lines(text, labels, lines.em_of(text, point)), point)


def _read(seen: Seen) -> list[list[Letter]]:
    """All lines of a page, cell by cell, each from above down."""
    read: list[list[Letter]] = []
    for _, cell in groupby(seen.lines, key=lambda line: line.cell):
        read += context.in_context([words.read_line(seen.grey, seen.text, line) for line in cell])
    widened = widths.widened(read)
    return [line if place.stack else placed(line) for line, place in zip(widened, seen.lines, strict=True)]


def _is_doubtful(read: Sequence[Sequence[Letter]], found: Sequence[lines.Line]) -> bool:
    """Does it read as a page does that lies on its side (letter below letter) or upside down?"""
    letters = [letter for line in read for letter in line]
    if len(found) < 3:
        return False
    alone = sum(len(line) for line, place in zip(read, found, strict=True) if len(line) == 1 or place.stack)
    return not letters or alone > ALONE * len(letters) or float(np.mean([x.confidence for x in letters])) < DOUBT


def _turns(scaled: ink.Grey, width: float, seen: Seen) -> int:
    """Quarter turns clockwise that make the page readable, by a sample of its lines."""
    height = width * scaled.shape[0] / scaled.shape[1]
    best, turns = _sampled(seen) + BETTER, 0
    for quarter in (1, 2, 3):
        other = straight.straightened(straight.turned(scaled, quarter))
        trust = _sampled(_see(other, width if quarter == 2 else height))
        if trust > best:
            best, turns = trust, quarter
    return turns


def _sampled(seen: Seen) -> float:
    """Mean confidence of the longest level lines; less where they are short, or hardly anything is read of them."""
    level = [line for line in seen.lines if not line.stack]
    longest = sorted(level, key=lambda line: line.box[0] - line.box[2])[:SAMPLE]
    trust = [letter.confidence for line in longest for letter in words.read_line(seen.grey, seen.text, line)]
    room = sum((line.box[2] - line.box[0]) / line.em for line in longest)
    if not trust:
        return 0.0
    return float(np.mean(trust)) * min(1.0, 2 * len(trust) / room) * min(1.0, len(trust) / len(longest) / LONG)
