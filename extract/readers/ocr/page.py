"""A page's image → its PageContent: made straight, cut into cells and lines, recognised line by line."""

from itertools import groupby
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.ocr import context, dark, deskew, fills, ink, lines, rulings, words
from plansheets.extract.readers.ocr.letter import Letter
from plansheets.extract.readers.ocr.textink import text_ink
from plansheets.extract.readers.page import Drawn, PageContent
from plansheets.extract.source import Floats, Glyphs

FINEST: Final = 300.0
"""Dots an inch; of more, nothing is read better."""
COARSEST: Final = 240.0
"""Dots an inch; an image of fewer is enlarged."""


def read_image(image: NDArray[np.uint8], number: int, width: float, height: float, dpi: float) -> PageContent:
    """The page on an image (h, w, 3) RGB; see `recognise_page`."""
    flat = ink.flatten(_scaled(image, dpi))
    flat = _straight(flat)
    point = flat.shape[1] / width
    grey = cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY).astype(np.uint8)
    surfaces = dark.dark_surfaces(grey, point)
    grey = dark.inverted(grey, surfaces, point)
    smooth = ink.calm(grey)
    behind = ink.ground(smooth, round(14 * point))
    ruled = rulings.find_rulings(cv2.subtract(behind, smooth).astype(np.uint8), behind, point)
    labels = rulings.cells(ruled, surfaces, point)
    found = fills.find_fills(flat, surfaces, labels, point)
    text = text_ink(ink.darker(smooth, behind, ink.CONTRAST), ruled, point)
    em = lines.em_of(text, point)
    letters = _letters(grey, text, lines.find_lines(text, labels, em))
    return _content(letters, _drawn(ruled, found, point), number, width, height, point)


def _letters(grey: ink.Grey, text: ink.Mask, found: list[lines.Line]) -> list[Letter]:
    """All letters of a page, cell by cell, line by line."""
    letters: list[Letter] = []
    for _, cell in groupby(found, key=lambda line: line.cell):
        read = [words.read_line(grey, text, line) for line in cell]
        letters += [letter for line in context.in_context(read) for letter in line]
    return letters


def _scaled(image: NDArray[np.uint8], dpi: float) -> ink.Grey:
    wanted = min(FINEST, max(COARSEST, dpi))
    if abs(wanted - dpi) < 0.5:
        return image
    scale = wanted / dpi
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled: ink.Grey = cv2.resize(image, None, fx=scale, fy=scale, interpolation=how).astype(np.uint8)
    return scaled


def _straight(flat: ink.Grey) -> ink.Grey:
    grey = ink.calm(cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY).astype(np.uint8))
    return deskew.turn(flat, deskew.skew(ink.darker(grey, ink.ground(grey, 31), ink.CONTRAST)))


def _drawn(ruled: rulings.Ruled, found: fills.Fills, point: float) -> Drawn:
    level, upright = ruled.level, ruled.upright
    y, x = (level[:, 1] + level[:, 3]) / 2, (upright[:, 0] + upright[:, 2]) / 2
    strokes = np.concatenate(
        [np.stack([level[:, 0], y, level[:, 2], y], 1), np.stack([x, upright[:, 1], x, upright[:, 3]], 1)]
    )
    widths = np.concatenate([level[:, 3] - level[:, 1], upright[:, 2] - upright[:, 0]])
    count = len(strokes)
    return Drawn(
        lines=(strokes / point).astype(np.float32),
        widths=(widths / point).astype(np.float32),
        dashed=np.concatenate([level[:, 4], upright[:, 4]]) > 0,
        line_colors=np.zeros(count, np.uint32),
        fills=(found.boxes / point).astype(np.float32),
        fill_colors=found.colors,
        shapes=tuple((shape / point).astype(np.float32) for shape in found.shapes),
        shape_colors=found.shape_colors,
    )


def _content(
    letters: list[Letter], drawn: Drawn, number: int, width: float, height: float, point: float
) -> PageContent:
    count = len(letters)
    codes = np.array([ord(letter.char) for letter in letters], np.uint32)
    boxes: Floats = (np.array([letter.box for letter in letters], np.float32).reshape(-1, 4) / point).astype(np.float32)
    size = (np.array([letter.em for letter in letters], np.float32) / point).astype(np.float32)
    base = (np.array([letter.base for letter in letters], np.float32) / point).astype(np.float32)
    sure = np.array([letter.confidence for letter in letters], np.float32).clip(0, 1)
    whole = np.full(count, number, np.int32)
    glyphs = Glyphs(
        page=whole, x0=boxes[:, 0], top=boxes[:, 1], x1=boxes[:, 2], bottom=boxes[:, 3], size=size,
        weight=np.full(count, 400, np.int32), angle=np.zeros(count, np.float32), x=boxes[:, 0], y=base,
        font=np.zeros(count, np.int32), confidence=sure,
    )  # fmt: skip
    flags = np.zeros(count, np.uint8)
    return PageContent(number, width, height, "ocr", codes, codes, flags, glyphs, ("ocr",), drawn)
