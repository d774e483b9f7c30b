"""Squares, circles and dots told by their shape: the recogniser takes □ for 口, ○ for O, and leaves out ■."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from plansheets.extract.readers.ocr.ink import Grey
from plansheets.extract.readers.ocr.letter import Box
from plansheets.extract.source import Mask

SMALLEST: Final = 0.42
"""Ems of a mark's side at least."""
LARGEST: Final = 1.2
"""Ems of a mark's side at most."""
LOPSIDED: Final = 1.14
"""Ratio of a mark's sides at most."""
ROUND: Final = (0.70, 0.84)
"""Share of its box that a disc covers: pi / 4, and the grain of the scan."""
SQUARE: Final = 0.88
"""Share of its box that a square covers, frayed as it may be."""
STRAIGHT: Final = 0.93
"""The same for one of which only the outline is printed."""
CERTAIN: Final = ("■", "□", "●")
"""Marks that are cut out of the line before it is read; of a circle the recogniser is asked too."""

BLACK: Final = 100.0
"""Grey, of 250, up to which ink is solid."""


@dataclass(frozen=True)
class Mark:
    """A mark and its box, x0, top, x1, bottom."""

    char: str
    box: Box


def find_marks(part: Mask, grey: Grey, em: float) -> list[Mark]:
    """The marks in the ink (h, w) and the brightness of a line that need no second opinion, from left to right."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(part.astype(np.uint8), connectivity=8)
    found = []
    alone = part.shape[1] < LARGEST * em
    for number, (left, top, wide, high, _area) in enumerate(stats[1:count], start=1):
        if not (SMALLEST * em <= min(wide, high) and max(wide, high) <= LARGEST * em):
            continue
        box = (slice(top, top + high), slice(left, left + wide))
        char = shape_of(labels[box] == number, part[box])
        if char == "□" and not (alone or _has_room(part, int(left), int(left + wide), em)):
            continue
        if char in CERTAIN and (char == "□" or is_solid(grey[box])):
            found.append(Mark(char, (int(left), int(top), int(left + wide), int(top + high))))
    return sorted(found, key=lambda mark: mark.box)


def is_solid(grey: Grey) -> bool:
    """Is it (h, w) as dark in its middle as ink can be? Strokes of a small letter that run together are not."""
    high, wide = grey.shape
    core = grey[high // 4 : -(high // 4) or None, wide // 4 : -(wide // 4) or None]
    return float(np.percentile(core, 85)) < BLACK


def _has_room(part: Mask, x0: int, x1: int, em: float) -> bool:
    """Does white or the line's end stand before it, as before a tick box? 口 stands within words."""
    room = round(0.3 * em)
    return x0 < room or not part[:, max(0, x0 - room) : max(0, x0 - 2)].any()


def shape_of(shape: Mask, inside: Mask) -> str | None:
    """■ □ ● ○ ◎ ◆ ◇ by the shape (h, w) of one piece of ink, and all the ink in its box; None for what is no mark."""
    high, wide = shape.shape
    if max(high, wide) > LOPSIDED * min(high, wide):
        return None
    outline = _outlined(shape)
    covered, ink = float(outline.mean()), float(shape.mean())
    if covered < ROUND[0] and ink < covered + 0.2:
        outline = _outlined(_closed(shape))
        covered = float(outline.mean())
    if covered > SQUARE:
        return _square(inside, ink)
    if ROUND[0] <= covered <= ROUND[1] and _is_round(outline):
        return _circle(inside, ink)
    if 0.45 <= covered <= 0.6 and _is_diamond(outline):
        return "◆" if ink > 0.4 else "◇"
    return None


def is_ring(part: Mask) -> bool:
    """Is there a circle around what stands in this box?"""
    high, wide = part.shape
    if max(high, wide) > LOPSIDED * min(high, wide) or min(high, wide) < 12:
        return False
    outline = _outlined(_closed(part))
    return ROUND[0] <= float(outline.mean()) <= ROUND[1] and _is_round(outline) and float(part.mean()) < 0.66


def _closed(shape: Mask) -> Mask:
    """The shape with gaps of a pixel or two bridged, where a thin stroke is badly printed."""
    padded = np.pad(shape.astype(np.uint8), 3)
    closed: Mask = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((4, 4), np.uint8))[3:-3, 3:-3] > 0
    return closed


def _outlined(shape: Mask) -> Mask:
    """The shape with its holes filled."""
    edges, _ = cv2.findContours(shape.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled: Mask = cv2.drawContours(np.zeros(shape.shape, np.uint8), edges, -1, 1, cv2.FILLED) > 0
    return filled


def _square(inside: Mask, ink: float) -> str | None:
    high, wide = inside.shape
    core = inside[high // 4 : -(high // 4) or None, wide // 4 : -(wide // 4) or None]
    if ink > 0.8:
        return "■" if float(core.mean()) > 0.9 else None
    frame = (
        ink < 0.6
        and float(_outlined(inside).mean()) > STRAIGHT
        and all(float(side.max(axis=axis).mean()) > 0.95 for side, axis in _sides(inside))
    )
    if not frame or not _is_straight(inside):
        return None
    return "□" if float(core.mean()) < 0.03 else None


def _sides(inside: Mask) -> list[tuple[Mask, int]]:
    """The outer fifths of a box, each with the axis across it."""
    high, wide = inside.shape
    y, x = max(1, high // 6), max(1, wide // 6)
    return [(inside[:y], 0), (inside[-y:], 0), (inside[:, :x], 1), (inside[:, -x:], 1)]


def _is_straight(inside: Mask) -> bool:
    """Do the outermost rows and columns run from edge to edge? The legs of 口 end below its last stroke."""
    rows, columns = inside.mean(axis=1), inside.mean(axis=0)
    reach = max(1, round(0.06 * len(rows)))
    return min(rows[:reach].max(), rows[-reach:].max(), columns[:reach].max(), columns[-reach:].max()) > 0.85


def _is_round(outline: Mask) -> bool:
    """Does the edge stay as far from the middle all around?"""
    high, wide = outline.shape
    edges, _ = cv2.findContours(outline.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = np.concatenate(edges).reshape(-1, 2).astype(np.float64)
    radius = np.hypot((points[:, 0] - (wide - 1) / 2) / (wide / 2), (points[:, 1] - (high - 1) / 2) / (high / 2))
    return bool(np.percentile(radius, 5) > 0.84 and np.percentile(radius, 95) < 1.1)


def is_reference_mark(part: Mask) -> bool:
    """Is it ※: two strokes that cross, and a dot between each two of their arms?"""
    high, wide = part.shape
    if max(high, wide) > 1.3 * min(high, wide) or min(high, wide) < 10 or float(part.mean()) > 0.6:
        return False
    y, x = (np.mgrid[0:high, 0:wide] + 0.5) / np.array([high, wide]).reshape(2, 1, 1) * 2 - 1
    arms = (np.abs(np.abs(x) - np.abs(y)) < 0.12) & (np.maximum(np.abs(x), np.abs(y)) < 0.85)
    if float(part[arms].mean()) < 0.6:
        return False
    near, off = np.maximum(np.abs(x), np.abs(y)), np.minimum(np.abs(x), np.abs(y))
    between = (off < 0.3) & (near > 0.45)
    sides = (x > np.abs(y), -x > np.abs(y), y > np.abs(x), -y > np.abs(x))
    return all(float(part[between & side].mean()) > 0.15 for side in sides)


def _is_diamond(outline: Mask) -> bool:
    """Do its corners lie in the middle of its box's sides?"""
    high, wide = outline.shape
    y, x = (np.abs((np.mgrid[0:high, 0:wide] + 0.5) / np.array([high, wide]).reshape(2, 1, 1) * 2 - 1)).tolist()
    off = np.array(x) + np.array(y)
    return bool(outline[off < 0.85].mean() > 0.95 and outline[off > 1.15].mean() < 0.05)


def _circle(inside: Mask, ink: float) -> str | None:
    high, wide = inside.shape
    y, x = (np.mgrid[0:high, 0:wide] + 0.5) / np.array([high, wide]).reshape(2, 1, 1) * 2 - 1
    radius = np.hypot(y, x)
    middle = inside[radius < 0.68]
    if ink > 0.66:
        return "●" if float(middle.mean()) > 0.97 else None
    if float(middle.mean()) < 0.02 and float(inside[(radius > 0.75) & (radius < 1)].mean()) > 0.3:
        return "○"
    if _is_ringed(inside, radius):
        return "◎"
    return None


def _is_ringed(inside: Mask, radius: np.ndarray) -> bool:
    """Is there a second ring or a disc about the middle, with white between? A digit is not as far all around."""
    if min(inside.shape) < 12:
        return False
    around = [float(inside[(radius >= r) & (radius < r + 0.12)].mean()) for r in np.arange(0.4, 0.84, 0.08)]
    white = int(np.argmin(around))
    if around[white] > 0.15:
        return False
    core = inside & (radius < 0.44 + 0.08 * white)
    if not core.any():
        return False
    rows, columns = np.flatnonzero(core.any(axis=1)), np.flatnonzero(core.any(axis=0))
    part = core[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    high, wide = part.shape
    if max(high, wide) > LOPSIDED * min(high, wide) or min(high, wide) < 5:
        return False
    outline = _outlined(part)
    return bool(ROUND[0] - 0.05 <= float(outline.mean()) <= ROUND[1] + 0.05 and _is_round(outline))
