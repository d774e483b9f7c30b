"""Dark bars and arrows with light text, turned into dark text on paper. Lengths in pixels."""

from typing import Final

import cv2
import numpy as np

from plansheets.extract.readers.ocr.ink import WHITE, Grey, calm
from plansheets.extract.source import Mask

DARK: Final = 0.72
"""Share of the paper's brightness below which a surface is dark."""
STROKE: Final = 3.4
"""Points: surfaces are thicker than the strokes of letters and than rulings."""
BAR: Final = 17.0
"""Points of the longer side of a surface; a filled square that is a tick is smaller."""
SLIM: Final = 1.7
"""A solid shape so many times longer than wide is a bar although it is short."""
TEXT: Final = 0.75
"""Share of light in a hole of a dark surface up to which the hole is text; a cell with paper in it has more."""
LETTER: Final = 40.0
"""Points up to which a hole is one stroke of a large letter, unless it is a rectangle."""
SMALL: Final = 14.0
"""Points up to which it is one stroke or letter of the text."""
RAGGED: Final = 0.85
"""Share of its box from which a hole is a rectangle."""
SMOOTH: Final = 26
"""Steps of grey between neighbours in a surface at most, grain of the scan included."""
LIGHTER: Final = 45
"""Steps of grey by which text is told from its surface."""


def dark_surfaces(grey: Grey, point: float) -> Mask:
    """Where a page (h, w) is covered by dark bars, cells and arrows, the text on them included."""
    dark = (calm(grey) < DARK * WHITE).astype(np.uint8)
    size = max(3, round(STROKE * point))
    solid = _without_lumps(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((size, size), np.uint8)), grey)
    small = np.ones((round(2 * point), round(2 * point)), np.uint8)
    solid = _without_small(cv2.morphologyEx(solid, cv2.MORPH_CLOSE, small), point)
    return _with_text(solid, dark, point)


def _without_lumps(solid: Grey, grey: Grey) -> Grey:
    """Letters that run into each other are a dark lump, but of every grey; a surface is smooth."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=4)
    rough = cv2.morphologyEx(calm(grey), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > SMOOTH
    share = np.bincount(labels[rough], minlength=count) / np.maximum(stats[:, 4], 1)
    keep = share < 0.5
    keep[0] = False
    kept: Grey = keep[labels].astype(np.uint8)
    return kept


def _without_small(solid: Grey, point: float) -> Grey:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=4)
    long, short = stats[:, 2:4].max(axis=1), stats[:, 2:4].min(axis=1)
    filled = stats[:, 4] > 0.5 * stats[:, 2] * stats[:, 3]
    keep = (long >= BAR * point) | ((long >= 10 * point) & (long >= SLIM * short) & filled)
    keep[0] = False
    kept: Grey = keep[labels].astype(np.uint8) if count > 1 else solid
    return kept


def _with_text(solid: Grey, dark: Grey, point: float) -> Mask:
    """The surfaces with those of their holes that hold text."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - solid, connectivity=4)
    if count <= 2:
        return solid > 0
    light = np.bincount(labels[dark == 0], minlength=count) / np.maximum(stats[:, 4], 1)
    inside = (stats[:, 0] > 0) & (stats[:, 1] > 0)
    inside &= (stats[:, 0] + stats[:, 2] < solid.shape[1]) & (stats[:, 1] + stats[:, 3] < solid.shape[0])
    longest = stats[:, 2:4].max(axis=1)
    letters = (longest < LETTER * point) & (stats[:, 4] < RAGGED * stats[:, 2] * stats[:, 3])
    letters |= longest < SMALL * point
    holes = inside & ((light < TEXT) | letters)
    holes[0] = False
    mask: Mask = (solid > 0) | holes[labels]
    return mask


def inverted(grey: Grey, surfaces: Mask, point: float) -> Grey:
    """The page (h, w) with what stands on dark surfaces as dark text on paper, their edges gone."""
    if not surfaces.any():
        return grey
    size = round(9 * point)
    inner = np.where(surfaces, grey, 0).astype(np.uint8)
    opened = cv2.morphologyEx(inner, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    # In the tips of arrows nothing of that size fits: they are as dark as what is next to them.
    level = np.where(opened > 0, opened, cv2.dilate(opened, np.ones((2 * size + 1,) * 2, np.uint8))).astype(np.int16)
    result = grey.copy()
    count, labels, stats, _ = cv2.connectedComponentsWithStats(surfaces.astype(np.uint8), connectivity=4)
    edge = np.ones((3, 3), np.uint8)
    for number, (left, top, wide, high, _area) in enumerate(stats[1:count], start=1):
        box = (slice(max(0, top - 2), top + high + 2), slice(max(0, left - 2), left + wide + 2))
        mask = (labels[box] == number).astype(np.uint8)
        core = cv2.erode(mask, edge, iterations=2, borderValue=0).astype(bool)
        around = cv2.dilate(mask, edge, iterations=2).astype(bool)
        result[box][around] = int(WHITE)
        result[box][core] = _as_text(grey[box][core], level[box][core])
    return result


def _as_text(grey: Grey, level: np.ndarray) -> Grey:
    """The pixels (n,) of one surface; text may be lighter than it or darker."""
    middle = float(np.median(grey))
    if (grey < middle - LIGHTER).mean() > (grey > middle + LIGHTER).mean():
        return np.clip(grey * (WHITE / max(middle, 1.0)), 0, WHITE).astype(np.uint8)
    level = np.where(level > 0, level, middle)
    light = max(float(np.percentile(grey, 99.5)), middle + 2 * LIGHTER)
    rise = np.clip((grey - level - 8) / np.maximum(light - level - 8, 1), 0, 1)
    return ((1 - rise) * WHITE).astype(np.uint8)
