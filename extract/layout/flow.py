"""Lines of text: glyphs of one cell or block in the order in which they are read."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.glyphs import Seen
from plansheets.extract.source import Ints

DROP: Final = 0.5
"""Em between two base lines from which on they are two lines."""
COLUMN: Final = 0.75
"""Em between the middles of glyphs that stand in one upright column, digits side by side included."""
ASCENT, DESCENT, MIDDLE = 0.88, 0.12, 0.38
"""Em that a glyph's box reaches over and under its base line, and its middle over it."""
BESIDE: Final = 1.0
"""Em between a glyph and a small one, raised or lowered, that belongs to it."""
SIDES: Final = 4
"""Columns side by side in one leaf, at most."""
MANY_LINES: Final = 10_000


@dataclass(frozen=True, eq=False)
class Flow:
    """Reading order. `order` (n,) indexes Seen; `leaf` and `line` (n,) go with it: a line's number in its leaf.

    `stacked` (n,) says that the line is one of glyphs below each other.
    """

    order: NDArray[np.intp]
    leaf: Ints
    line: Ints
    stacked: NDArray[np.bool_]


def flow(seen: Seen, leaf: Ints, side: Ints) -> Flow:
    """Sort glyphs by leaf (the number of their cell or block in reading order; -1 is left out), line and place.

    `side` (n,) numbers the columns that stand side by side in one leaf; each is read to its end.
    """
    found = _flow(seen, np.where(leaf >= 0, leaf * SIDES + side, -1).astype(np.int32))
    line = found.line + found.leaf % SIDES * MANY_LINES
    return Flow(found.order, found.leaf // SIDES, line, found.stacked)


def _flow(seen: Seen, leaf: Ints) -> Flow:
    inside = np.flatnonzero(leaf >= 0)
    upright_leaf = _upright_leaves(seen, leaf, inside)
    flat = inside[~upright_leaf[leaf[inside]]] if len(inside) else inside
    order, line = _lines(seen, leaf, flat)
    found = [(order, leaf[order], line, np.zeros(len(order), bool))]
    for number in np.flatnonzero(upright_leaf).tolist():
        mine = inside[leaf[inside] == number]
        order, line = _columns(seen, mine)
        found.append((order, leaf[order], line, np.ones(len(order), bool)))
    order, leaves, lines, stacked = (np.concatenate(each) for each in zip(*found, strict=True))
    by_leaf = np.argsort(leaves, kind="stable")
    return Flow(order[by_leaf], leaves[by_leaf], lines[by_leaf].astype(np.int32), stacked[by_leaf])


def _upright_leaves(seen: Seen, leaf: Ints, inside: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Leaves whose glyphs stand below each other: most of their ink is in such runs, or some of it in one column.

    Latin digits set upright two by two (tate-chu-yoko) stand in short level runs between.
    """
    count = int(leaf.max(initial=-1)) + 1
    ink = inside[seen.ink[inside]]
    stacked = np.bincount(leaf[ink], weights=seen.upright[seen.chunk[ink]], minlength=count)
    total = np.bincount(leaf[ink], minlength=count)
    found = (stacked >= 0.5 * total) & (total > 1)
    for number in np.flatnonzero((stacked > 0) & ~found).tolist():
        mine = ink[leaf[ink] == number]
        found[number] = np.ptp(seen.cx[mine]) <= COLUMN * seen.size[mine].max()
    return found


def _lines(seen: Seen, leaf: Ints, at: NDArray[np.intp]) -> tuple[NDArray[np.intp], Ints]:
    """Level lines: sorted by leaf, base line and place."""
    if not len(at):
        return at, np.zeros(0, np.int32)
    order = at[np.lexsort((seen.base[at], leaf[at]))]
    base, size, of = seen.base[order], seen.size[order], leaf[order]
    new = np.diff(of) != 0
    breaks = new | (np.diff(base) > DROP * np.minimum(size[1:], size[:-1]))
    breaks[_raised(seen, order, np.flatnonzero(breaks), new)] = False
    number = np.concatenate(([0], np.cumsum(breaks)))
    order = order[np.lexsort((seen.x0[order], number))]
    first = np.concatenate(([0], np.flatnonzero(new) + 1))
    start = np.zeros(len(order), np.int64)
    start[first] = number[first]
    return order, (number - np.maximum.accumulate(start)).astype(np.int32)


def _raised(seen: Seen, order: NDArray[np.intp], breaks: NDArray[np.intp], new: NDArray[np.bool_]) -> list[int]:
    """The breaks between a line and small glyphs that stand raised or lowered beside its own: they are on the line.

    Where small glyphs stand above and below and over one another, they are two lines beside something large.
    """
    base, size = seen.base[order], seen.size[order]
    one, other = breaks, breaks + 1
    small, large = np.where(size[one] < size[other], (one, other), (other, one))
    middle, em = base[small] - MIDDLE * size[small], size[large]
    inside = (middle >= base[large] - ASCENT * em) & (middle <= base[large] + DESCENT * em)
    chosen = np.flatnonzero(inside & (size[one] != size[other]) & ~new[one])
    starts, stops = np.concatenate(([0], other)), np.concatenate((other, [len(order)]))
    found: list[int] = []
    above: tuple[int, NDArray[np.intp]] | None = None
    for k in chosen.tolist():
        upper, lower = order[starts[k] : stops[k]], order[starts[k + 1] : stops[k + 1]]
        if not (_beside(seen, upper, lower) if small[k] == one[k] else _beside(seen, lower, upper)):
            continue
        if small[k] == one[k]:
            above = k + 1, upper
        elif above is not None and above[0] == k and _overlap(seen, above[1], lower).any():
            found.remove(int(one[k - 1]))
            continue
        found.append(int(one[k]))
    return found


def _beside(seen: Seen, small: NDArray[np.intp], large: NDArray[np.intp]) -> bool:
    """Do all runs of small glyphs stand right beside large ones, and none over or under one?"""
    if _overlap(seen, small, large).any():
        return False
    runs = seen.chunks[np.unique(seen.chunk[small])]
    after = runs[:, None, 0] - seen.x1[large][None, :]
    before = seen.x0[large][None, :] - runs[:, None, 2]
    gap = np.maximum(after, before).min(axis=1)
    return bool((gap <= BESIDE * seen.size[large].max()).all())


def _overlap(seen: Seen, one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which glyphs of the one stand over or under one of the other."""
    order = other[np.argsort(seen.x0[other], kind="stable")]
    reach = np.maximum.accumulate(seen.x1[order])
    at = np.searchsorted(seen.x0[order], seen.cx[one]) - 1
    return (at >= 0) & (reach[at] > seen.cx[one])


def _columns(seen: Seen, at: NDArray[np.intp]) -> tuple[NDArray[np.intp], Ints]:
    """Columns of stacked glyphs, the right one first; glyphs side by side in one column are read from left to right.

    Text that lies on its left side is read upwards, its left line first.
    """
    size = float(np.median(seen.size[at]))
    sign = -1.0 if seen.upwards[at].mean() > 0.5 else 1.0
    cx, cy = sign * seen.cx, sign * seen.cy
    by_x = at[np.argsort(-cx[at], kind="stable")]
    column = np.concatenate(([0], np.cumsum(-np.diff(cx[by_x]) > 0.8 * size)))
    place = np.zeros(len(by_x), np.int64)
    for number in range(int(column[-1]) + 1):
        mine = np.flatnonzero(column == number)
        down = mine[np.argsort(cy[by_x[mine]], kind="stable")]
        row = np.concatenate(([0], np.cumsum(np.diff(cy[by_x[down]]) > DROP * size)))
        place[down] = row
    order = np.lexsort((seen.x0[by_x], place, column))
    return by_x[order], column[order].astype(np.int32)
