"""How far a scan is turned, and the scan turned back."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.ocr.ink import WHITE, Grey
from plansheets.extract.source import Mask

MOST: Final = 4.0
"""Degrees up to which a page lies askew; beyond it was meant."""
SMALL: Final = 1100
"""Pixels of the longer side at which the angle is sought."""
LEVEL: Final = 0.02
"""Degrees below which turning changes nothing."""


def skew(ink: Mask) -> float:
    """Degrees by which a page (h, w) must be turned clockwise to be straight; from -MOST to MOST.

    Rulings and lines of text give a profile with sharp steps when seen along them: the angle with the sharpest counts.
    """
    scale = min(1.0, SMALL / max(ink.shape))
    shape = (max(1, round(ink.shape[1] * scale)), max(1, round(ink.shape[0] * scale)))
    small = cv2.resize(ink.astype(np.float32), shape, interpolation=cv2.INTER_AREA)
    margin = max(2, round(min(small.shape) * 0.02))
    small[:margin] = small[-margin:] = 0
    small[:, :margin] = small[:, -margin:] = 0
    y, x = np.nonzero(small > 0.15)
    if len(y) < 50:
        return 0.0
    weight = small[y, x].astype(np.float64)
    best, step = 0.0, 0.5
    angles = np.arange(-MOST, MOST + step / 2, step)
    while step >= LEVEL / 2:
        best = float(max(angles, key=lambda a: sharpness(x, y, weight, float(a))))
        angles = best + np.arange(-1, 1.01, 0.25) * step
        step /= 4
    return best if abs(best) < MOST else 0.0


def sharpness(x: NDArray[np.intp], y: NDArray[np.intp], weight: NDArray[np.float64], angle: float) -> float:
    """How sharp the steps are in the profiles of points turned by `angle` degrees."""
    cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    total = 0.0
    for place in (x * sin + y * cos, x * cos - y * sin):
        profile = np.bincount((place - place.min()).astype(np.intp), weight)
        total += float((np.diff(profile) ** 2).sum())
    return total


def turn(image: Grey, degrees: float) -> Grey:
    """The image turned clockwise about its middle, its size kept; what comes in from outside is paper."""
    if abs(degrees) < LEVEL:
        return image
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    turned: Grey = cv2.warpAffine(
        image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(WHITE,) * 3
    ).astype(np.uint8)
    return turned
