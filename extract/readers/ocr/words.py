"""A line of the image as letters: what each is, where it stands, how sure that is. Lengths in pixels."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from plansheets.extract.readers.ocr.circled import with_circled
from plansheets.extract.readers.ocr.engine import recognise
from plansheets.extract.readers.ocr.ink import WHITE, Grey, spans
from plansheets.extract.readers.ocr.letter import Box, Letter
from plansheets.extract.readers.ocr.lines import Line
from plansheets.extract.readers.ocr.marks import find_marks, is_reference_mark, is_solid, shape_of
from plansheets.extract.readers.ocr.settle import is_bar, is_dash, is_squared, settled
from plansheets.extract.source import Floats, Mask, display_width, is_printed

Range = tuple[int, int]
"""From and to."""

SIDE: Final = 0.3
"""Ems of paper that the recogniser is given left and right of a line."""
ABOVE: Final = 0.12
"""Ems of paper above and below it."""
BEYOND: Final = 0.2
"""Ems that the recogniser's places are off by at most."""
STROKE: Final = 0.07
"""Ems that a stroke is thick: cutting one costs as much as .."""
FAR: Final = 3.0
""".. being off the middle by a third of an em."""
UNREAD: Final = 0.62
"""Ems between the middle of a piece of ink and the next letter from which the letter does not account for it."""
UNREAD_NARROW: Final = 0.45
"""The same for letters that are half as wide."""
SMALLEST: Final = 0.3
"""Ems of unread ink that is worth a second look."""
SMALLEST_MARK: Final = 0.5
"""Ems of a mark that the recogniser left out."""
BARE: Final = 0.6
"""Confidence of a single stroke that the recogniser left out."""
SQUARED: Final = (0.6, 1.1)
"""Ems of ㎡, which the recogniser does not know."""
TRUSTED: Final = 0.35
"""Confidence of a second look from which it counts."""


def read_line(grey: Grey, ink: Mask, line: Line) -> list[Letter]:
    """The letters of a line in reading order."""
    if line.stack:
        return settled(_read_stack(grey, line), ink, line)
    x0, top, x1, bottom = line.box
    letters: list[Letter] = []
    start = x0
    for mark in find_marks(ink[top:bottom, x0:x1], grey[top:bottom, x0:x1], line.em):
        box = (x0 + mark.box[0], top + mark.box[1], x0 + mark.box[2], top + mark.box[3])
        letters += _read_piece(grey, ink, replace(line, box=(start, top, box[0], bottom)))
        letters.append(_letter(mark.char, box, line, 1.0))
        start = box[2]
    letters += _read_piece(grey, ink, replace(line, box=(start, top, x1, bottom)))
    return settled(with_circled(letters, grey, ink), ink, line)


def _read_piece(grey: Grey, ink: Mask, line: Line) -> list[Letter]:
    """A piece of a line between marks."""
    x0, top, x1, bottom = line.box
    columns = np.flatnonzero(ink[top:bottom, x0:x1].any(axis=0))
    if not len(columns):
        return []
    line = replace(line, box=(x0 + int(columns[0]), top, x0 + int(columns[-1]) + 1, bottom))
    letters, unread = _recognised(grey, ink, line)
    for start, stop in unread:
        letters += _second_look(grey, ink, replace(line, box=(start, top, stop, bottom)))
    return sorted(letters, key=lambda letter: letter.box[0])


def _second_look(grey: Grey, ink: Mask, line: Line) -> list[Letter]:
    """What the recogniser left out: a mark by its shape, else read on its own."""
    x0, top, x1, bottom = line.box
    box = _tight(ink[top:bottom, x0:x1], 0, x1 - x0)
    placed = (x0 + box[0], top + box[1], x0 + box[2], top + box[3])
    part = ink[placed[1] : placed[3], placed[0] : placed[2]]
    mark = shape_of(part, part) or ("※" if is_reference_mark(part) else None)
    if mark in ("■", "●") and not is_solid(grey[placed[1] : placed[3], placed[0] : placed[2]]):
        mark = None
    if mark and max(part.shape) >= SMALLEST_MARK * line.em:
        return [_letter(mark, placed, line, 0.9)]
    if is_bar(part, line.em):
        return [_letter("Ⅰ", placed, line, BARE)]
    if is_dash(part, line.em):
        return [_letter("-", placed, line, BARE)]
    if SQUARED[0] * line.em < min(part.shape) and max(part.shape) < SQUARED[1] * line.em and is_squared(part):
        return [_letter("㎡", placed, line, BARE)]
    return [letter for letter in _recognised(grey, ink, line)[0] if letter.confidence >= TRUSTED]


def _recognised(grey: Grey, ink: Mask, line: Line) -> tuple[list[Letter], list[Range]]:
    """The letters of a piece of a line, and from where to where ink is left that no letter accounts for.

    Each character takes the ink around its place, up to the thinnest place between it and its neighbours.
    """
    x0, top, x1, bottom = line.box
    part = ink[top:bottom, x0:x1]
    strip = _on_paper(grey[top:bottom, x0:x1], part, line.em)
    reading = recognise(strip, line.em)
    places: Floats = reading.places * strip.shape[1] - (strip.shape[1] - (x1 - x0)) / 2
    columns = part.sum(axis=0)
    kept = [i for i, char in enumerate(reading.text) if is_printed(char)]
    between = [_cut(columns, float(places[a]), float(places[b]), line.em) for a, b in pairwise(kept)]
    cuts = [0, *sorted(between), x1 - x0]
    letters: list[Letter] = []
    unread = [] if kept else [(0, x1 - x0)]
    for i, (start, stop) in zip(kept, pairwise(cuts), strict=False):
        reach = (UNREAD if display_width(reading.text[i]) == 2 else UNREAD_NARROW) * line.em
        (x_start, x_stop), left = _own(columns, (start, max(stop, start + 1)), float(places[i]), reach, line.em)
        box = _tight(part, x_start, x_stop)
        placed = (x0 + box[0], top + box[1], x0 + box[2], top + box[3])
        letters.append(_letter(reading.text[i], placed, line, float(reading.confidence[i])))
        unread += left
    return letters, [(x0 + a, x0 + b) for a, b in _joined(unread, line.em) if _is_large(part[:, a:b], line.em)]


def _own(columns: np.ndarray, cuts: Range, place: float, reach: float, em: float) -> tuple[Range, list[Range]]:
    """Where a letter's ink is between its cuts, and the pieces of ink too far from its place to be part of it."""
    start, stop = cuts
    pieces = [(start + a, start + b) for a, b in spans(columns[start:stop] > 0, max(1, round(0.06 * em)))]
    near = [piece for piece in pieces if abs(sum(piece) / 2 - place) <= reach]
    near = near or sorted(pieces, key=lambda piece: abs(sum(piece) / 2 - place))[:1]
    if not near:
        return cuts, []
    return (near[0][0], near[-1][1]), [piece for piece in pieces if piece not in near]


def _joined(pieces: list[Range], em: float) -> list[Range]:
    """Pieces of one character."""
    joined: list[Range] = []
    for start, stop in sorted(pieces):
        if joined and start - joined[-1][1] < 0.35 * em:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined


def _letter(char: str, ink: Box, line: Line, confidence: float) -> Letter:
    """All letters of a line are as high as the line, so that it is seen as one."""
    top, bottom = float(line.box[1]), float(line.box[3])
    box = (float(ink[0]), top, float(ink[2]), bottom)
    return Letter(char, box, ink, line.em, bottom - 0.06 * line.em, confidence)


def _on_paper(part: Grey, ink: Mask, em: float) -> Grey:
    """A piece of the page with white around it, at least an em high; neighbouring lines are left out."""
    height, width = part.shape
    above = max(round(ABOVE * em), round((em * (1 + 2 * ABOVE) - height) / 2))
    side = round(SIDE * em)
    behind = float(np.median(part[~ink])) if (~ink).any() else WHITE
    sheet = np.full((height + 2 * above, width + 2 * side), behind, np.uint8)
    sheet[above : above + height, side : side + width] = part
    return sheet


def _cut(columns: np.ndarray, start: float, stop: float, em: float) -> int:
    """Between two places, or a little beyond: where little ink is cut, not far from their middle."""
    low, high = max(0, round(start - BEYOND * em)), min(len(columns), round(stop + BEYOND * em) + 1)
    if high - low < 2:
        return min(max(0, round((start + stop) / 2)), len(columns))
    at = np.arange(low, high)
    cost = columns[low:high] / (STROKE * em) + FAR * np.abs(at - (start + stop) / 2) / em
    return int(at[int(cost.argmin())])


def _tight(part: Mask, start: int, stop: int) -> Box:
    """The box of the ink between two cuts; of the whole place where there is none."""
    piece = part[:, start:stop]
    rows, columns = np.flatnonzero(piece.any(axis=1)), np.flatnonzero(piece.any(axis=0))
    if not len(columns):
        return start, 0, stop, len(part)
    return start + int(columns[0]), int(rows[0]), start + int(columns[-1]) + 1, int(rows[-1]) + 1


def _is_large(piece: Mask, em: float) -> bool:
    rows = np.flatnonzero(piece.any(axis=1))
    return max(piece.shape[1], int(rows[-1] - rows[0]) + 1) >= SMALLEST * em


def _read_stack(grey: Grey, line: Line) -> list[Letter]:
    """Characters of a vertical text, set side by side for the recogniser: it reads better in context."""
    size = round(line.em)
    sheet = np.full((size, size * len(line.stack)), int(WHITE), np.uint8)
    for number, (x0, top, x1, bottom) in enumerate(line.stack):
        part = grey[top:bottom, x0:x1][:size, :size]
        y, x = (size - part.shape[0]) // 2, number * size + (size - part.shape[1]) // 2
        sheet[y : y + part.shape[0], x : x + part.shape[1]] = part
    around = round(ABOVE * line.em)
    strip = np.pad(sheet, ((around, around), (2 * around, 2 * around)), constant_values=int(WHITE))
    reading = recognise(strip, line.em)
    number = ((reading.places * strip.shape[1] - 2 * around) // size).astype(int)
    letters: list[Letter] = []
    for order, box in enumerate(line.stack):
        for i in np.flatnonzero(number == order):
            if is_printed(reading.text[i]):
                letters.append(_stack_letter(reading.text[i], box, line, float(reading.confidence[i])))
    return letters


def _stack_letter(char: str, ink: Box, line: Line, confidence: float) -> Letter:
    middle = (ink[1] + ink[3]) / 2
    top, bottom = middle - line.em / 2, middle + line.em / 2
    return Letter(char, (float(ink[0]), top, float(ink[2]), bottom), ink, line.em, bottom - 0.06 * line.em, confidence)
