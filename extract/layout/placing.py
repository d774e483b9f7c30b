"""Which cell each glyph stands in. A run of text that overflows its cell stays one text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.glyphs import Seen
from plansheets.extract.layout.tables import RuledTable
from plansheets.extract.source import Ints

PARTED: Final = 0.15
"""Em between two glyphs on both sides of a ruling that make two texts of them."""
OVER: Final = 0.75
"""Em by which the middle of a line may lie beyond its cell when the lines before or after it in the file lie inside."""


@dataclass(frozen=True, eq=False)
class Placed:
    """Table and region of each seen glyph, both (n,), -1 outside of all; and its run, anew where a ruling parts one."""

    table: Ints
    region: Ints
    run: Ints


def place_glyphs(seen: Seen, tables: Sequence[RuledTable]) -> Placed:
    """Sort the glyphs into cells. Tables are given largest first, so that a table in a cell of another one wins."""
    table = np.full(len(seen), -1, np.int32)
    region = np.full(len(seen), -1, np.int32)
    for number, each in enumerate(tables):
        row = np.searchsorted(each.ys, seen.cy) - 1
        column = np.searchsorted(each.xs, seen.cx) - 1
        inside = (row >= 0) & (row < len(each.ys) - 1) & (column >= 0) & (column < len(each.xs) - 1)
        where = np.flatnonzero(inside)
        found = each.index[row[where], column[where]]
        where, found = where[found >= 0], found[found >= 0]
        table[where], region[where] = number, found
    run = _runs(seen, table, region)
    _rejoin(seen, tables, table, region, run)
    return Placed(table, region, run)


def _runs(seen: Seen, table: Ints, region: Ints) -> Ints:
    """Chunks, parted where a ruling stands in a gap between two glyphs."""
    if not len(seen):
        return seen.chunk
    gap_x = seen.x0[1:] - seen.x1[:-1]
    gap_y = seen.top[1:] - seen.bottom[:-1]
    em = np.minimum(seen.size[1:], seen.size[:-1])
    crosses = (np.diff(table) != 0) | (np.diff(region) != 0)
    is_upright = seen.upright[seen.chunk[1:]]
    gap = np.where(is_upright, gap_y, gap_x)
    blank = ~(seen.ink[1:] & seen.ink[:-1])
    cut = (np.diff(seen.chunk) != 0) | (crosses & ((gap >= PARTED * em) | blank))
    return np.concatenate(([0], np.cumsum(cut))).astype(np.int32)


def _rejoin(seen: Seen, tables: Sequence[RuledTable], table: Ints, region: Ints, run: Ints) -> None:
    """Give each run that lies in several cells to one of them; changes `table` and `region` in place."""
    if not len(run):
        return
    starts = np.flatnonzero(np.concatenate(([True], np.diff(run) > 0)))
    stops = np.concatenate((starts[1:], [len(run)]))
    key = table.astype(np.int64) * 1_000_003 + region
    torn = np.flatnonzero(np.minimum.reduceat(key, starts) != np.maximum.reduceat(key, starts))
    filled = _filled(key, seen.ink, run, torn)
    for number in torn.tolist():
        part = slice(int(starts[number]), int(stops[number]))
        home = _home(seen, tables, table[part], region[part], part, filled)
        table[part], region[part] = home


def _filled(key: NDArray[np.int64], ink: NDArray[np.bool_], run: Ints, torn: NDArray[np.intp]) -> set[int]:
    """Keys of the cells that hold text besides the torn runs."""
    if not len(torn):
        return set()
    return set(np.unique(key[ink & ~np.isin(run, torn)]).tolist())


def _home(
    seen: Seen, tables: Sequence[RuledTable], table: Ints, region: Ints, part: slice, filled: set[int]
) -> tuple[int, int]:
    """The cell of a run that overflows: the only one that is else empty or fits; where it begins, when in doubt."""
    keys = [(int(t), int(r)) for t, r in zip(table, region, strict=True)]
    counts = {k: keys.count(k) for k in dict.fromkeys(keys)}
    inside = {k: n for k, n in counts.items() if k[0] >= 0}
    if not inside:
        return keys[0]
    em = float(seen.size[part].max())
    first, last = keys[0], keys[-1]
    most = max(inside, key=lambda k: inside[k])
    if inside[most] >= 0.8 * len(keys):
        return most
    x0, x1 = float(seen.x0[part][0]), float(seen.x1[part][-1])
    if first in inside and x0 - tables[first[0]].box_of(first[1])[0] <= em:
        return first
    if last in inside and tables[last[0]].box_of(last[1])[2] - x1 <= em:
        return last
    empty = [k for k in inside if k[0] * 1_000_003 + k[1] not in filled]
    if len(empty) == 1:
        return empty[0]
    return first if first in inside else most
