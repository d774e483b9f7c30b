"""Ruled tables: from rulings to cells with row and column spans."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.rulings import Rulings
from plansheets.extract.source import Floats, Ints

TOUCH: Final = 3.0
"""Points by which two rulings may miss each other and still meet."""
APART: Final = 2.5
"""Points between two rulings that bound a column or row of their own; closer ones are one border drawn twice."""


class Region(NamedTuple):
    """One cell: grid row and column of its top left corner, rows and columns that it covers."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, eq=False)
class RuledTable:
    """A table of rulings. `xs` and `ys` are the borders of its columns and rows, in points; `regions` its cells.

    `index` (rows, columns) gives the region of each place of the grid; -1 where the table leaves a corner out.
    """

    xs: Floats
    ys: Floats
    regions: tuple[Region, ...]
    index: Ints
    open_below: bool = False
    open_above: bool = False
    parts: list[object] = field(default_factory=list)

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        return float(self.xs[0]), float(self.ys[0]), float(self.xs[-1]), float(self.ys[-1])

    def box_of(self, number: int) -> tuple[float, float, float, float]:
        """The box of a region."""
        r = self.regions[number]
        return (float(self.xs[r.column]), float(self.ys[r.row]),
                float(self.xs[r.column + r.column_span]), float(self.ys[r.row + r.row_span]))  # fmt: skip

    @cached_property
    def boxes(self) -> Floats:
        """The boxes of its regions; (n, 4)."""
        row, column, rows, columns = np.array(self.regions, np.intp).reshape(-1, 4).T
        sides = self.xs[column], self.ys[row], self.xs[column + columns], self.ys[row + rows]
        return np.stack(sides, 1).astype(np.float32)

    @property
    def is_box(self) -> bool:
        """Is it nothing but a frame around something?"""
        return len(self.regions) == 1


def tables_of(rulings: Rulings) -> list[RuledTable]:
    """All tables and frames of a page, largest first."""
    level, upright = rulings.level, rulings.upright
    if not len(level) or not len(upright):
        return []
    tables = []
    for rows, columns in _components(level, upright):
        if len(rows) >= 2 or len(columns) >= 2:
            table = _table(level[rows], upright[columns])
            if table is not None:
                tables.append(table)
    return sorted(tables, key=lambda t: ((t.box[0] - t.box[2]) * (t.box[3] - t.box[1]), t.box))


def _components(level: Floats, upright: Floats) -> list[tuple[list[int], list[int]]]:
    """Rulings that touch each other, as indices of level and of upright ones."""
    y, x0, x1 = level.T
    x, y0, y1 = upright.T
    meet = (
        (x[None, :] >= x0[:, None] - TOUCH) & (x[None, :] <= x1[:, None] + TOUCH)
        & (y[:, None] >= y0[None, :] - TOUCH) & (y[:, None] <= y1[None, :] + TOUCH)
    )  # fmt: skip
    left = set(range(len(level)))
    found = []
    while left:
        rows, columns = [min(left)], []
        left.discard(rows[0])
        seen = np.zeros(len(upright), bool)
        fresh = np.array(rows)
        while len(fresh):
            new_columns = np.flatnonzero(meet[fresh].any(0) & ~seen)
            seen[new_columns] = True
            columns += new_columns.tolist()
            touched = meet[:, new_columns].any(1) if len(new_columns) else np.zeros(len(level), bool)
            fresh = np.array(sorted(left.intersection(np.flatnonzero(touched).tolist())), dtype=np.intp)
            left.difference_update(fresh.tolist())
            rows += fresh.tolist()
        if columns:
            found.append((sorted(rows), sorted(columns)))
    return found


def _borders(places: Floats, low: float, high: float) -> Floats:
    """Borders of columns or rows: places of rulings, near ones as one; and the outer edges where none is drawn."""
    places = np.sort(places)
    group = np.concatenate(([0], np.cumsum(np.diff(places) > APART)))
    borders = np.bincount(group, places) / np.bincount(group)
    if low < borders[0] - TOUCH:
        borders = np.concatenate(([low], borders))
    if high > borders[-1] + TOUCH:
        borders = np.concatenate((borders, [high]))
    return borders.astype(np.float32)


def _table(level: Floats, upright: Floats) -> RuledTable | None:
    xs = _borders(upright[:, 0], float(level[:, 1].min()), float(level[:, 2].max()))
    ys = _borders(level[:, 0], float(upright[:, 1].min()), float(upright[:, 2].max()))
    if len(xs) < 2 or len(ys) < 2:
        return None
    beside = _ruled(upright, xs, ys)  # (borders of columns, rows)
    between = _ruled(level, ys, xs)  # (borders of rows, columns)
    group = _flood(beside, between)
    outside = _outside(group, beside, between)
    index, regions = _regions(group, outside)
    if not regions:
        return None
    return RuledTable(xs, ys, tuple(regions), index,
                      open_below=not between[-1].any(), open_above=not between[0].any())  # fmt: skip


def _ruled(segments: Floats, places: Floats, across: Floats) -> NDArray[np.bool_]:
    """Which borders are drawn: (places, strips across); a strip's border is drawn where its middle is."""
    middle = (across[:-1] + across[1:]) / 2
    at = np.abs(places[None, :] - segments[:, :1]).argmin(1)
    covers = (segments[:, 1:2] <= middle) & (segments[:, 2:] >= middle)
    found = np.zeros((len(places), len(middle)), bool)
    for k in range(len(segments)):
        found[at[k]] |= covers[k]
    return found


def _flood(beside: NDArray[np.bool_], between: NDArray[np.bool_]) -> Ints:
    """Group numbers (rows, columns): places of the grid that no border parts have the same."""
    rows, columns = beside.shape[1], between.shape[1]
    walls, floors = beside.tolist(), between.tolist()  # lists: single numbers of an array take five times as long
    group = [[-1] * columns for _ in range(rows)]
    number = 0
    for row in range(rows):
        for column in range(columns):
            if group[row][column] >= 0:
                continue
            group[row][column] = number
            stack = [(row, column)]
            while stack:
                i, j = stack.pop()
                near = []
                if j + 1 < columns and not walls[j + 1][i]:
                    near.append((i, j + 1))
                if j > 0 and not walls[j][i]:
                    near.append((i, j - 1))
                if i + 1 < rows and not floors[i + 1][j]:
                    near.append((i + 1, j))
                if i > 0 and not floors[i][j]:
                    near.append((i - 1, j))
                for a, b in near:
                    if group[a][b] < 0:
                        group[a][b] = number
                        stack.append((a, b))
            number += 1
    return np.array(group, np.int32).reshape(rows, columns)


def _outside(group: Ints, beside: NDArray[np.bool_], between: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which groups lie outside of the table though within its box: at a corner, two of their sides not drawn.

    One open side is that of a cell that a page's end cuts; a side that is nowhere drawn is the table's open edge.
    """
    count = int(group.max()) + 1
    open_sides = np.zeros(count, int)
    edges = ((beside[0], group[:, 0]), (beside[-1], group[:, -1]), (between[0], group[0]), (between[-1], group[-1]))
    for drawn, along in edges:
        if drawn.any():
            open_sides += (np.bincount(along, minlength=count) > 0) & (np.bincount(along, drawn, count) == 0)
    return open_sides >= 2 if count > 1 else np.zeros(1, bool)


def _regions(group: Ints, outside: NDArray[np.bool_]) -> tuple[Ints, list[Region]]:
    """Groups as rectangles; one of another form is cut into rectangles by rows."""
    index = np.full(group.shape, -1, np.int32)
    regions: list[Region] = []
    order = np.argsort(group, axis=None, kind="stable")
    size = np.bincount(group.ravel())
    starts = np.cumsum(size) - size
    rows, columns = np.divmod(order, group.shape[1])
    bounds = [at.tolist() for at in (
        np.minimum.reduceat(rows, starts), np.minimum.reduceat(columns, starts),
        np.maximum.reduceat(rows, starts) + 1, np.maximum.reduceat(columns, starts) + 1)]  # fmt: skip
    for number, (top, left, bottom, right) in enumerate(zip(*bounds, strict=True)):
        if outside[number]:
            continue
        boxes = [(top, left, bottom - top, right - left)]
        if size[number] != (bottom - top) * (right - left):
            boxes = _rectangles(group == number)
        for row, column, row_span, column_span in boxes:
            index[row : row + row_span, column : column + column_span] = len(regions)
            regions.append(Region(row, column, row_span, column_span))
    by_place = sorted(range(len(regions)), key=regions.__getitem__)
    number_of = np.full(len(regions) + 1, -1, np.int32)
    number_of[by_place] = np.arange(len(by_place))
    return number_of[index], [regions[n] for n in by_place]


def _rectangles(mine: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """A form of several rectangles, cut by rows: equal runs below each other are one."""
    done: list[tuple[int, int, int, int]] = []
    for row in range(mine.shape[0]):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], mine[row].view(np.int8), [0]))))
        for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            for k, (r, c, height, width) in enumerate(done):
                if r + height == row and (c, width) == (start, stop - start):
                    done[k] = (r, c, height + 1, width)
                    break
            else:
                done.append((row, start, 1, stop - start))
    return done
