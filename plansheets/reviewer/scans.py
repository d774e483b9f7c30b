"""A scanned page as it was recognised: made straight, and turned by the quarters that its boxes tell."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.ocr import is_installed

DARK: Final = 140
"""Brightness below which a pixel is ink."""
BETTER: Final = 1.5
"""How many times more ink the boxes must hold for another turn to be believed."""


def as_recognised(
    pixels: NDArray[np.uint8], width: float, height: float, boxes: NDArray[np.float64]
) -> tuple[NDArray[np.uint8], int]:
    """The image (h, w, 3) of a page of `width` by `height` points that shows what `boxes` (n, 4) were read from, and
    by how many quarters clockwise it was turned for that: the tables do not say it, most ink in the boxes does.
    """
    turns = {quarters: _ink_share(np.rot90(pixels, -quarters), width, height, quarters, boxes) for quarters in range(4)}
    best = max(turns, key=lambda quarters: (turns[quarters], -quarters))
    quarters = best if turns[best] > BETTER * turns[0] else 0
    turned = np.ascontiguousarray(np.rot90(pixels, -quarters))
    return (_straight(turned, height if quarters % 2 else width) if is_installed() else turned), quarters


def _ink_share(
    image: NDArray[np.uint8], width: float, height: float, quarters: int, boxes: NDArray[np.float64]
) -> float:
    """Share of the boxes' area that is ink; a box beyond the page holds none."""
    if quarters % 2:
        width, height = height, width
    scale = image.shape[1] / max(width, 1.0), image.shape[0] / max(height, 1.0)
    total = np.zeros((image.shape[0] + 1, image.shape[1] + 1), np.int64)
    total[1:, 1:] = (image.min(axis=2) < DARK).cumsum(0).cumsum(1)
    x0, top, x1, bottom = (boxes * np.array([*scale, *scale])).astype(int).T
    area = float(((x1 - x0) * (bottom - top)).sum())
    x0, x1 = x0.clip(0, image.shape[1]), x1.clip(0, image.shape[1])
    top, bottom = top.clip(0, image.shape[0]), bottom.clip(0, image.shape[0])
    ink = total[bottom, x1] - total[top, x1] - total[bottom, x0] + total[top, x0]
    return float(ink.sum()) / max(area, 1.0)


def _straight(image: NDArray[np.uint8], width: float) -> NDArray[np.uint8]:
    """Turned by the few degrees that a scan lies askew, at the size that it has."""
    from PIL import Image

    from plansheets.extract.readers.ocr.straight import straight_image

    straight = Image.fromarray(straight_image(image, width))
    return np.asarray(straight.resize((image.shape[1], image.shape[0]), Image.Resampling.BOX))
