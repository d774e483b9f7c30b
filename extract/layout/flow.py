"""Lines of text: glyphs of one cell or block in the order in which they are read."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.glyphs import Seen
from plansheets.extract.source import Ints

DROP: Final = 0.5
"""Em between two base lines from which on they are two lines."""
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
    """Leaves whose glyphs stand below each other: most of their ink is in such runs, or in lines of one glyph.

    Latin digits set upright two by two (tate-chu-yoko) stand in short level runs between.
    """
    count = int(leaf.max(initial=-1)) + 1
    ink = inside[seen.ink[inside]]
    stacked = np.bincount(leaf[ink], weights=seen.upright[seen.chunk[ink]], minlength=count)
    total = np.bincount(leaf[ink], minlength=count)
    return (stacked >= 0.5 * total) & (total > 1)


def _lines(seen: Seen, leaf: Ints, at: NDArray[np.intp]) -> tuple[NDArray[np.intp], Ints]:
    """Level lines: sorted by leaf, base line and place."""
    if not len(at):
        return at, np.zeros(0, np.int32)
    order = at[np.lexsort((seen.base[at], leaf[at]))]
    base, size, of = seen.base[order], seen.size[order], leaf[order]
    new = np.diff(of) != 0
    breaks = new | (np.diff(base) > DROP * np.minimum(size[1:], size[:-1]))
    number = np.concatenate(([0], np.cumsum(breaks)))
    order = order[np.lexsort((seen.x0[order], number))]
    first = np.concatenate(([0], np.flatnonzero(new) + 1))
    start = np.zeros(len(order), np.int64)
    start[first] = number[first]
    return order, (number - np.maximum.accumulate(start)).astype(np.int32)


def _columns(seen: Seen, at: NDArray[np.intp]) -> tuple[NDArray[np.intp], Ints]:
    """Columns of stacked glyphs, the right one first; glyphs side by side in one column are read from left to right."""
    size = float(np.median(seen.size[at]))
    by_x = at[np.argsort(-seen.cx[at], kind="stable")]
    column = np.concatenate(([0], np.cumsum(-np.diff(seen.cx[by_x]) > 0.8 * size)))
    place = np.zeros(len(by_x), np.int64)
    for number in range(int(column[-1]) + 1):
        mine = np.flatnonzero(column == number)
        down = mine[np.argsort(seen.cy[by_x[mine]], kind="stable")]
        row = np.concatenate(([0], np.cumsum(np.diff(seen.cy[by_x[down]]) > DROP * size)))
        place[down] = row
    order = np.lexsort((seen.x0[by_x], place, column))
    return by_x[order], column[order].astype(np.int32)
