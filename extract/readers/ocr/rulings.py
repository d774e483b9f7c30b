"""Rulings and the cells between them, seen in the image of a straight page. Lengths in pixels."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from plansheets.extract.readers.ocr.ink import FAINT, Grey
from plansheets.extract.readers.ocr.strokes import dashed_strokes, level_strokes
from plansheets.extract.source import Floats, Ints, Mask

LEVEL_RUN: Final = 20.0
"""Points that a level ruling has at least: more than a stroke of a heading's letter."""
UPRIGHT_RUN: Final = 11.0
"""Points that an upright ruling has at least: the height of the lowest row."""
ALONE: Final = 45.0
"""Points from which a ruling needs no other that it meets, unless it is dashed (leaders are)."""
MEET: Final = 2.5
"""Points by which two rulings may miss each other and still meet."""
LAST_DASH: Final = 6.0
"""The same for the ends of a dashed one: a gap may come last."""


@dataclass(frozen=True, eq=False)
class Ruled:
    """Level rulings and upright ones, each (n, 5): x0, top, x1, bottom, 1 where dashed."""

    level: Floats
    upright: Floats

    @property
    def boxes(self) -> Floats:
        """All of them, (n, 4)."""
        return np.concatenate([self.level, self.upright])[:, :4]


def find_rulings(depth: Grey, behind: Grey, point: float) -> Ruled:
    """The rulings of a page (h, w); see `level_strokes`."""
    level = level_strokes(depth, behind, point, LEVEL_RUN)
    mirrored = level_strokes(np.ascontiguousarray(depth.T), np.ascontiguousarray(behind.T), point, UPRIGHT_RUN)
    upright = _mirrored(mirrored)
    rest = depth > behind * FAINT
    for x0, top, x1, bottom in np.concatenate([level, upright])[:, :4].round().astype(int):
        rest[max(0, top - 1) : bottom + 1, max(0, x0 - 1) : x1 + 1] = False
    level = np.concatenate([level, dashed_strokes(rest, point)])
    upright = np.concatenate([upright, _mirrored(dashed_strokes(np.ascontiguousarray(rest.T), point))])
    return _meeting(level, upright, point)


def _mirrored(boxes: Floats) -> Floats:
    return boxes[:, [1, 0, 3, 2, 4]]


def _meeting(level: Floats, upright: Floats, point: float) -> Ruled:
    """Without short ones that meet no ruling of the other direction: they are strokes of letters."""
    for _ in range(3):
        kept_level = _meets(level, upright, point)
        kept_upright = _mirrored(_meets(_mirrored(upright), _mirrored(kept_level), point))
        if len(kept_level) == len(level) and len(kept_upright) == len(upright):
            break
        level, upright = kept_level, kept_upright
    return Ruled(level, upright)


def _meets(level: Floats, upright: Floats, point: float) -> Floats:
    if not len(level):
        return level
    x = (upright[:, 0] + upright[:, 2])[None] / 2
    y = (level[:, 1] + level[:, 3])[:, None] / 2
    reach = MEET * point
    ends = np.where(level[:, 4] > 0, LAST_DASH, MEET)[:, None] * point
    across = (y >= upright[None, :, 1] - reach) & (y <= upright[None, :, 3] + reach)
    at_start = across & (np.abs(x - level[:, 0, None]) <= ends)
    at_stop = across & (np.abs(x - level[:, 2, None]) <= ends)
    within = across & (x >= level[:, 0, None] - reach) & (x <= level[:, 2, None] + reach)
    alone = (level[:, 2] - level[:, 0] >= ALONE * point) & (level[:, 4] == 0)
    kept = level.copy()
    for i in np.flatnonzero(level[:, 4]):
        met = x[0, at_start[i] | at_stop[i]]
        kept[i, 0], kept[i, 2] = min([level[i, 0], *met]), max([level[i, 2], *met])
    return kept[alone | (at_start.any(1) & at_stop.any(1)) | (within.sum(1) >= 3)]


def cells(ruled: Ruled, dark: Mask, point: float) -> Ints:
    """The number of the cell (h, w) that each pixel stands in: 0 on rulings, else what they enclose, of any shape.

    The edge of a dark surface (h, w) parts like a ruling.
    """
    free = np.ones(dark.shape, np.uint8)
    reach = round(1.5 * point)
    for x0, top, x1, bottom in ruled.level[:, :4].round().astype(int):
        free[max(0, top) : bottom + 1, max(0, x0 - reach) : x1 + reach] = 0
    for x0, top, x1, bottom in ruled.upright[:, :4].round().astype(int):
        free[max(0, top - reach) : bottom + reach, max(0, x0) : x1 + 1] = 0
    if dark.any():
        outlines, _ = cv2.findContours(dark.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(free, outlines, -1, 0, 1)
    _, labels = cv2.connectedComponents(free, connectivity=4)
    found: Ints = labels.astype(np.int32)
    return found
