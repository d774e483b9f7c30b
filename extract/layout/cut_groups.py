"""Labels of groups that reach over a page's end: empty below it, empty above it, or cut by it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from plansheets.extract.blocks import Cell
from plansheets.extract.span import Span, join

LEADING: Final = 3
"""Columns at the left that may hold groups, at most."""
SHORT: Final = 30
"""Characters of a group's label."""
Rows = list[tuple[Cell, ...]]


def join_groups(rows: Rows, at: int, upper: Mapping[int, Cell], may_go_on: Callable[[Cell], bool]) -> Rows:
    """The rows with each group whole whose cell the page's end cuts; `at` is the first row of the lower part.

    `upper` is the cell that covers each column in the last row above; `may_go_on` tells whether a text fills its line.
    """
    first = next((row for row in rows[at:] if row), ())
    made: dict[int, Cell] = {}
    gone: set[int] = set()
    for cell in first[:LEADING]:
        above = upper.get(cell.column)
        if above is None or above.column_span != cell.column_span:
            break
        whole = _whole(rows, at, above, cell, upper, may_go_on)
        if whole is None:
            break
        made[id(above)] = whole
        gone.add(id(cell))
    return [tuple(made.get(id(c), c) for c in row if id(c) not in gone) for row in rows]


def _whole(
    rows: Rows, at: int, above: Cell, below: Cell, upper: Mapping[int, Cell], may_go_on: Callable[[Cell], bool]
) -> Cell | None:
    """Both parts as one cell; None where they are two."""
    rows_covered = below.row + below.row_span - above.row
    if not below:
        is_group = above.row_span > 1 or below.row_span > 1
        return replace(above, row_span=rows_covered) if above and is_group else None
    if not above:
        is_named_below = _are_groups(rows, above, below)
        return replace(below, row=above.row, row_span=rows_covered) if is_named_below else None
    beside = [c for c in upper.values() if c and c.column >= above.column + above.column_span]
    after = [c for c in next(row for row in rows[at:] if row) if c and c.column >= below.column + below.column_span]
    if not (_is_cut(above, below, beside, after) and may_go_on(above)):
        return None
    span = Span(above.span.source, join([above.span, below.span]).ranges)
    return replace(above, span=span, row_span=rows_covered)


def _are_groups(rows: Rows, above: Cell, below: Cell) -> bool:
    """Do the other cells of the column all say something, some of them over several rows?"""
    mine = [c for row in rows for c in row if c.column == below.column and c.column_span == below.column_span]
    others = [c for c in mine if c is not above and c is not below]
    is_tall = any(c.row_span > 1 for c in mine)
    return is_tall and len(others) > 1 and all(others) and all(len(c.raw) <= 2 * SHORT for c in mine)


def _is_cut(above: Cell, below: Cell, beside: Sequence[Cell], after: Sequence[Cell]) -> bool:
    """Does the label end lower than all else in its row, and its rest begin higher than all else in its own?"""
    if not beside or not after or len(above.raw) > SHORT or len(below.raw) > SHORT:
        return False
    glyphs = above.span.source.glyphs
    half = float(glyphs.size[above.span.start]) / 2
    lowest = max(_bottom(c) for c in beside)
    highest = min(_top(c) for c in after)
    return _bottom(above) > lowest + half and _top(below) < highest - half


def _bottom(cell: Cell) -> float:
    return float(cell.span.source.glyphs.bottom[cell.span.ranges[-1][1] - 1])


def _top(cell: Cell) -> float:
    return float(cell.span.source.glyphs.top[cell.span.start])
