"""The ink of a page that is text: without rulings, what is left of them, and drawings. Lengths in pixels."""

from typing import Final

import cv2
import numpy as np

from plansheets.extract.readers.ocr.rulings import Ruled
from plansheets.extract.source import Mask

EDGE: Final = 0.35
"""Points around a ruling that are its own."""
SLIVER: Final = 1.0
"""Points around a ruling in which what is left is left of it."""
MOST: Final = 0.75
"""Share of a piece that lies so close to a ruling where it is a part of it."""
DRAWING: Final = 42.0
"""Points of a piece of ink that is larger than letters are, so that it is a drawing unless it is dense."""
SPARSE: Final = 0.18
"""Share of its box that such a drawing's ink covers at most; letters that run together cover more."""


def text_ink(ink: Mask, ruled: Ruled, point: float) -> Mask:
    """The text in a page's ink (h, w); `point` is the pixels a point."""
    text = ink & ~_around(ink.shape, ruled, max(1, round(EDGE * point)))
    close = _around(ink.shape, ruled, max(2, round(SLIVER * point)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(text.astype(np.uint8), connectivity=8)
    part_of = np.bincount(labels[close], minlength=count) / np.maximum(stats[:, 4], 1)
    large = stats[:, 2:4].max(axis=1) > DRAWING * point
    drawing = large & (stats[:, 4] < SPARSE * stats[:, 2] * stats[:, 3])
    keep = (part_of < MOST) & ~drawing
    keep[0] = False
    kept: Mask = keep[labels]
    return kept


def _around(shape: tuple[int, ...], ruled: Ruled, edge: int) -> Mask:
    mask = np.zeros(shape, np.bool_)
    for x0, top, x1, bottom in ruled.boxes.round().astype(int):
        mask[max(0, top - edge) : bottom + edge, max(0, x0 - edge) : x1 + edge] = True
    return mask
