"""Rectangles with holes: a border that one path draws as the rectangle around it and the one inside."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]

SMALLEST: Final = 1.0
"""Points that a rectangle with a hole measures at least."""
MANY: Final = 500
"""Rectangles of one path; more are a drawing, and no border of a table."""


def turn_of(one: tuple[float, float], other: tuple[float, float], third: tuple[float, float]) -> int:
    """1 or -1: which way round an outline goes, by three of its corners; 0 where they lie in a row."""
    area = (other[0] - one[0]) * (third[1] - one[1]) - (third[0] - one[0]) * (other[1] - one[1])
    return (area > 0) - (area < 0)


def without_holes(boxes: Sequence[Box], turns: Sequence[int]) -> list[Box]:
    """The rectangles of one path; where some lie in another they may be holes in it, and what is left are bars.

    `turns` are 1 or -1 by the way a rectangle is drawn: what both ways go around is a hole. All 2 for the even-odd
    rule: a hole is what two rectangles go around.
    """
    found = np.array(boxes, np.float64).reshape(-1, 4)
    sides = found[:, 2:] - found[:, :2]
    if not 2 <= len(found) <= MANY or sides.min(axis=1).max() < SMALLEST:
        return list(boxes)
    inside = _inside(found)
    outer = np.flatnonzero(inside.any(axis=0) & ~inside.any(axis=1))
    if not len(outer):
        return list(boxes)
    family: NDArray[np.bool_] = np.logical_or.reduce(inside[:, outer], axis=1)
    family[outer] = True
    left = [box for box, is_of_one in zip(boxes, family.tolist(), strict=True) if not is_of_one]
    around = np.array(turns)
    for k in outer.tolist():
        members = np.append(np.flatnonzero(inside[:, k]), k)
        left += _bars(found[members], around[members])
    return left


def _inside(boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which box (row) lies in which other one (column), and is smaller."""
    low = (boxes[:, None, :2] >= boxes[None, :, :2]).all(axis=2)
    high = (boxes[:, None, 2:] <= boxes[None, :, 2:]).all(axis=2)
    same = (boxes[:, None] == boxes[None, :]).all(axis=2)
    found: NDArray[np.bool_] = low & high & ~same
    return found


def _bars(boxes: NDArray[np.float64], turns: NDArray[np.intp]) -> list[Box]:
    """What the boxes fill, as rectangles from the top: equal ones below each other are one."""
    xs, ys = np.unique(boxes[:, [0, 2]]), np.unique(boxes[:, [1, 3]])
    covered = np.zeros((len(ys) - 1, len(xs) - 1), np.intp)
    for (x0, top, x1, bottom), turn in zip(boxes, turns.tolist(), strict=True):
        covered[np.searchsorted(ys, top) : np.searchsorted(ys, bottom),
                np.searchsorted(xs, x0) : np.searchsorted(xs, x1)] += turn  # fmt: skip
    covered = covered % 4 if (np.abs(turns) == 2).all() else covered
    done: list[Box] = []
    open_bars: dict[tuple[int, int], float] = {}
    for row in range(len(ys)):
        filled = covered[row] != 0 if row < len(covered) else np.zeros(len(xs) - 1, np.bool_)
        edges = np.flatnonzero(np.diff(np.concatenate(([0], filled.view(np.int8), [0])))).reshape(-1, 2)
        runs = {(int(start), int(stop)) for start, stop in edges}
        for start, stop in sorted(open_bars.keys() - runs):
            done.append((float(xs[start]), open_bars.pop((start, stop)), float(xs[stop]), float(ys[row])))
        for run in sorted(runs - open_bars.keys()):
            open_bars[run] = float(ys[row])
    return done
