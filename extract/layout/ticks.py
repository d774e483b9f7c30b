"""Tick boxes that are drawn: squares about as large as a character, outlined or filled, and what ticks them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.page import HIDDEN, Drawn, PageContent
from plansheets.extract.source import Floats, Mask, ink_of

Box = tuple[float, float, float, float]

SIDE: Final = (4.0, 15.0)
"""Points that the side of a tick box measures."""
FLAT: Final = 0.8
"""Points by which the ends of a side may differ across it; a fill that is not thicker than twice that is a side."""
DARK: Final = 0x90
"""Level of each colour up to which a fill is ink."""
LARGEST_TICK: Final = 1.8
"""Times a box's side that the size of a character which ticks it may be."""

FULL, EMPTY, TICKED = (0x25A0, 0x25A6), (0x25A1, 0x25A6), (0x2611, 0x25A6)
"""Code points: what the mark stands for, how it was drawn."""
TICKS: Final = np.array([ord(char) for char in "レﾚ✓✔✕✖✗✘☓×╳●■"], np.uint32)
"""Characters that tick a box in which they are set."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its code points and its box in points."""

    codes: tuple[int, int]
    box: Box


def tick_boxes(drawn: Drawn, free_lines: Mask, free_fills: Mask) -> list[Mark]:
    """The tick boxes of a page; what they are drawn with is no longer free."""
    small = _small_fills(drawn)
    strokes, of_fill = _strokes(drawn)
    x0, y0, x1, y1 = strokes.T
    width, height = x1 - x0, y1 - y0
    level = np.flatnonzero((width >= SIDE[0]) & (width <= SIDE[1]) & (height < FLAT))
    upright = np.flatnonzero((height >= SIDE[0]) & (height <= SIDE[1]) & (width < FLAT))
    used = np.zeros(len(strokes), bool)
    found: list[Mark] = []
    for top in level.tolist():
        sides = _sides(strokes, top, level, upright, used)
        if used[top] or not sides:
            continue
        box = (float(x0[top]), float(y0[top]), float(x1[top]), float(y0[sides[1]]))
        if _goes_on(strokes, box):
            continue
        used[sides] = True
        crossing = ~used & (np.minimum(width, height) > FLAT) & _within(strokes, box, 2.0)
        inside = small[_within(drawn.fills[small], box, 1.0)]
        shapes = any(_within(_bounds(shape), box, 1.5).all() for shape in drawn.shapes)
        free_fills[inside] = False
        used |= crossing
        found.append(Mark(FULL if len(inside) else TICKED if crossing.any() or shapes else EMPTY, box))
    lines = of_fill < 0
    free_lines[used[lines]] = False
    free_fills[of_fill[used & ~lines]] = False
    return found + _squares(drawn.fills, small, free_fills)


def _small_fills(drawn: Drawn) -> NDArray[np.intp]:
    """Dark fills, nearly square, that may fill a tick box."""
    width, height = drawn.fills[:, 2] - drawn.fills[:, 0], drawn.fills[:, 3] - drawn.fills[:, 1]
    side, other = np.minimum(width, height), np.maximum(width, height)
    square = (side >= 0.4 * SIDE[0]) & (other <= SIDE[1]) & (side > 0.75 * other)
    return np.flatnonzero(_dark(drawn.fill_colors) & square)


def _strokes(drawn: Drawn) -> tuple[Floats, NDArray[np.intp]]:
    """Strokes (n, 4) as boxes, and thin fills by their middle; and of which fill each is, -1 for a line."""
    lines, fills = drawn.lines, drawn.fills
    boxes = np.concatenate([np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])], axis=1)
    thin = np.flatnonzero((fills[:, 2:] - fills[:, :2]).min(axis=1, initial=np.inf) <= 2 * FLAT)
    middle = (fills[thin, :2] + fills[thin, 2:]) / 2
    flat = (fills[thin, 3] - fills[thin, 1] <= 2 * FLAT)[:, None] & np.array([False, True])
    ends = np.where(flat, middle, fills[thin, :2]), np.where(flat, middle, fills[thin, 2:])
    tall = (fills[thin, 2] - fills[thin, 0] <= 2 * FLAT)[:, None] & ~flat[:, 1:] & np.array([True, False])
    sides = np.concatenate([np.where(tall, middle, ends[0]), np.where(tall, middle, ends[1])], axis=1)
    return np.concatenate([boxes, sides]), np.concatenate([np.full(len(lines), -1, np.intp), thin])


def _sides(strokes: Floats, top: int, level: NDArray[np.intp], upright: NDArray[np.intp], used: Mask) -> list[int]:
    """The strokes of the box whose upper side is `top`: that one, the lower ones and the upright ones; or none."""
    a, y, b, _ = strokes[top].tolist()
    size = b - a
    x0, y0, x1, _ = strokes[level].T
    same = (np.abs(x0 - a) < 1) & (np.abs(x1 - b) < 1) & (np.abs(y0 - y - size) < 0.25 * size)
    below = [k for k in level[same & ~used[level]].tolist() if k != top]
    x, start, _, end = strokes[upright].T
    beside = (np.minimum(np.abs(x - a), np.abs(x - b)) < 1) & (np.abs(start - y) < 1.5)
    beside &= (np.abs(end - start - size) < 0.3 * size) & ~used[upright]
    sides = upright[beside].tolist()
    if not below or len({bool(abs(strokes[k, 0] - a) < 1) for k in sides}) < 2:
        return []
    return [top, *below, *sides]


def _goes_on(strokes: Floats, box: Box) -> bool:
    """Does a side go on beyond a corner: is the square a cell of a table?"""
    for across, along in ((1, 0), (0, 1)):
        low, high = strokes[:, along], strokes[:, along + 2]
        flat = strokes[:, across + 2] - strokes[:, across] < FLAT
        at_side = np.minimum(np.abs(strokes[:, across] - box[across]), np.abs(strokes[:, across] - box[across + 2])) < 1
        before = (low < box[along] - 2) & (high > box[along] - 1)
        after = (high > box[along + 2] + 2) & (low < box[along + 2] + 1)
        if (flat & at_side & (before | after)).any():
            return True
    return False


def _squares(fills: Floats, small: NDArray[np.intp], free_fills: Mask) -> list[Mark]:
    """Filled squares without an outline, as large as a tick box."""
    found = []
    for k in small[free_fills[small]].tolist():
        x0, top, x1, bottom = fills[k].tolist()
        if min(x1 - x0, bottom - top) >= SIDE[0]:
            free_fills[k] = False
            found.append(Mark(FULL, (x0, top, x1, bottom)))
    return found


def _dark(colors: NDArray[np.uint32]) -> Mask:
    level = colors.astype(np.int64)
    return np.maximum(np.maximum(level >> 16, (level >> 8) & 255), level & 255) <= DARK


def _within(boxes: Floats, outer: Box, slack: float) -> Mask:
    """Which boxes (n, 4) lie in another one."""
    x0, y0, x1, y1 = boxes.T
    left, top, right, bottom = outer
    return (x0 >= left - slack) & (y0 >= top - slack) & (x1 <= right + slack) & (y1 <= bottom + slack)


def _bounds(shape: Floats) -> Floats:
    return np.concatenate([shape.min(axis=0), shape.max(axis=0)])[None, :]


def ticked_by_text(page: PageContent, marks: Sequence[Mark]) -> tuple[PageContent, list[Mark]]:
    """Empty boxes with a tick set in them as text: the character stands for both, and the box is no mark."""
    left = list(marks)
    g = page.glyphs
    x, y = (g.x0 + g.x1) / 2, (g.top + g.bottom) / 2
    seen = ((page.flags & HIDDEN) == 0) & ink_of(page.codes)
    codes = page.codes.copy()
    for mark in marks:
        if mark.codes != EMPTY:
            continue
        x0, top, x1, bottom = mark.box
        at = np.flatnonzero(seen & (x > x0) & (x < x1) & (y > top) & (y < bottom))
        if len(at) == 1 and codes[at[0]] in TICKS and g.size[at[0]] <= LARGEST_TICK * (x1 - x0):
            codes[at] = TICKED[0]
            left.remove(mark)
    return (replace(page, codes=codes), left) if len(left) < len(marks) else (page, left)
