"""An image of a page brought to one scale, its light made even, and turned straight."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.ocr import deskew, ink

FINEST: Final = 300.0
"""Dots an inch; of more, nothing is read better."""
COARSEST: Final = 240.0
"""Dots an inch; an image of fewer is enlarged."""
MOST_PIXELS: Final = 20_000_000
"""Of a page larger than A3 the image is coarser: memory is bounded."""
POINTS_PER_INCH: Final = 72.0


def straight_image(image: NDArray[np.uint8], width: float) -> NDArray[np.uint8]:
    """The image (h, w, 3) of a page `width` points wide as the reader looks at it: it gives coordinates of this."""
    return straightened(scaled(image, width))


def scaled(image: NDArray[np.uint8], width: float) -> ink.Grey:
    """The image at a scale that is good to read, its paper white."""
    dpi = image.shape[1] / width * POINTS_PER_INCH
    scale = min(FINEST, max(COARSEST, dpi)) / dpi
    scale = min(scale, (MOST_PIXELS / (image.shape[0] * image.shape[1])) ** 0.5)
    if abs(scale - 1) > 0.003:
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=how).astype(np.uint8)
    return ink.flatten(image)


def straightened(flat: ink.Grey) -> ink.Grey:
    """Turned by the few degrees that a scan lies askew."""
    grey = ink.calm(cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY).astype(np.uint8))
    return deskew.turn(flat, deskew.skew(ink.darker(grey, ink.ground(grey, 31), ink.CONTRAST)))


def turned(flat: ink.Grey, quarters: int) -> ink.Grey:
    """Turned clockwise by quarters."""
    return np.ascontiguousarray(np.rot90(flat, -quarters))
