"""What was read and seen in an image as a PageContent, in points."""

import numpy as np

from plansheets.extract.readers.ocr.fills import Fills
from plansheets.extract.readers.ocr.letter import Letter
from plansheets.extract.readers.ocr.rulings import Ruled
from plansheets.extract.readers.page import Drawn, PageContent
from plansheets.extract.source import Floats, Glyphs

REGULAR = 400
"""Weight of all letters: boldness is not looked for."""


def content_of(
    letters: list[Letter], ruled: Ruled, found: Fills, page: tuple[int, float, float, int], point: float
) -> PageContent:
    """`page` is its number, width and height in points, and the degrees clockwise that it was turned by."""
    number, width, height, rotation = page
    count = len(letters)
    codes = np.array([ord(letter.char) for letter in letters], np.uint32)
    boxes = _points(np.array([letter.box for letter in letters], np.float32).reshape(-1, 4), point)
    glyphs = Glyphs(
        page=np.full(count, number, np.int32),
        x0=boxes[:, 0],
        top=boxes[:, 1],
        x1=boxes[:, 2],
        bottom=boxes[:, 3],
        size=_points(np.array([letter.em for letter in letters], np.float32), point),
        weight=np.full(count, REGULAR, np.int32),
        angle=np.zeros(count, np.float32),
        x=boxes[:, 0],
        y=_points(np.array([letter.base for letter in letters], np.float32), point),
        font=np.zeros(count, np.int32),
        confidence=np.array([letter.confidence for letter in letters], np.float32).clip(0, 1),
    )
    flags = np.zeros(count, np.uint8)
    drawn = _drawn(ruled, found, point)
    return PageContent(number, width, height, "ocr", codes, codes, flags, glyphs, ("ocr",), drawn, rotation)


def _drawn(ruled: Ruled, found: Fills, point: float) -> Drawn:
    """Rulings as strokes along their middles."""
    level, upright = ruled.level, ruled.upright
    y, x = (level[:, 1] + level[:, 3]) / 2, (upright[:, 0] + upright[:, 2]) / 2
    strokes = np.concatenate(
        [np.stack([level[:, 0], y, level[:, 2], y], 1), np.stack([x, upright[:, 1], x, upright[:, 3]], 1)]
    )
    widths = np.concatenate([level[:, 3] - level[:, 1], upright[:, 2] - upright[:, 0]])
    return Drawn(
        lines=_points(strokes, point),
        widths=_points(widths, point),
        dashed=np.concatenate([level[:, 4], upright[:, 4]]) > 0,
        line_colors=np.zeros(len(strokes), np.uint32),
        fills=_points(found.boxes, point),
        fill_colors=found.colors,
        shapes=tuple(_points(shape, point) for shape in found.shapes),
        shape_colors=found.shape_colors,
    )


def _points(pixels: Floats, point: float) -> Floats:
    points: Floats = (pixels / point).astype(np.float32)
    return points
