"""Tables that go on over a page's end."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from plansheets.extract.blocks import Cell, Grid, Line
from plansheets.extract.claims import Ledger
from plansheets.extract.layout.cut_groups import join_groups
from plansheets.extract.layout.cut_items import is_row_of_its_own, with_cut_names
from plansheets.extract.layout.same_form import begins_like, is_same_form
from plansheets.extract.span import Span, join
from plansheets.normalize import match_key

SAME: Final = 3.0
"""Points by which borders of columns may differ from page to page."""
HEAD_ROWS: Final = 4
"""Rows of a head that a table repeats on each page, at most."""
REGULAR: Final = 4
"""Rows from which on a table that is cut alike all over shows that it is a list."""
TEXT: Final = 20
"""Characters from which on a cell over the whole width is a text and no label."""
ENDS: Final = frozenset("。！？!?）)」』】］")
"""What the last line of a cell may end with; a cell that ends otherwise may go on."""


def join_over_pages(items: Sequence[Line | Grid], ledger: Ledger, rule: str) -> list[Line | Grid]:
    """Tables with nothing but a page's end between them become one where the second goes on with the first.

    A head that the second repeats is claimed as furniture; a row that the page's end cuts is made whole.
    """
    done: list[Line | Grid] = []
    last_page = 0
    kept = _without_page_heads(items, ledger, rule)
    tops: dict[int, Grid] = {}
    for item in kept:
        if isinstance(item, Grid):
            tops.setdefault(item.page, item)
    for item in kept:
        before = done[-1] if done else None
        if isinstance(item, Grid) and isinstance(before, Grid) and item.borders and before.borders:
            is_next = item.page == last_page + 1 and not _begins_form(tops.get(last_page), before, item)
            joined = _joined(before, item, ledger, rule) if is_next else None
            if joined:
                done[-1] = joined
                last_page = item.page
                continue
        done.append(item)
        last_page = item.page
    return done


def _begins_form(top: Grid | None, before: Grid, item: Grid) -> bool:
    """Does a table begin a form of several tables, as the first one of the page before does?"""
    return top is not None and top is not before and begins_like(top, item) and not _repeated_head(top, item)


def _without_page_heads(items: Sequence[Line | Grid], ledger: Ledger, rule: str) -> list[Line | Grid]:
    """The items without the head that each page of a sheet repeats, tables included; where it comes first, it stays."""
    pages: dict[int, list[Line | Grid]] = {}
    for item in items:
        pages.setdefault(item.page, []).append(item)
    gone: set[int] = set()
    for page, mine in pages.items():
        head = _page_head(pages.get(page - 1, []), mine)
        gone |= {id(item) for item in head}
        for item in head:
            for span in (cell.span for cell in item.cells()) if isinstance(item, Grid) else (item.span,):
                ledger.claim(span, "furniture", f"{rule}/page-head")
    return [item for item in items if id(item) not in gone]


def _page_head(before: Sequence[Line | Grid], page: Sequence[Line | Grid]) -> list[Line | Grid]:
    """What a page begins with that the page before begins with too: tables, and lines between them."""
    tables = [item for item in before if isinstance(item, Grid)]
    lines = {item.raw for item in before if isinstance(item, Line)}
    head: list[Line | Grid] = []
    found = 0
    for at, item in enumerate(page):
        if isinstance(item, Grid):
            if found >= len(tables) or not any(item.cells()) or _texts(tables[found]) != _texts(item):
                break
            found += 1
            head = list(page[: at + 1])
        elif item.raw not in lines:
            break
    goes_on = len(head) < len(page) and isinstance(page[len(head)], Grid)
    return head if goes_on and found < len(tables) else []


def _texts(grid: Grid) -> list[str]:
    return [cell.raw for cell in grid.cells()]


def _joined(above: Grid, below: Grid, ledger: Ledger, rule: str) -> Grid | None:
    """Both as one grid; None where the second does not go on with the first."""
    if not _same_edges(above, below):
        return None
    head = _repeated_head(above, below)
    if not head and _begins_anew(above, below):
        return None
    if head and (head == len(below.rows) or is_same_form(above, below, head)):
        return None
    for row in below.rows[:head]:
        for cell in row:
            if cell:
                ledger.claim(cell.span, "furniture", f"{rule}/repeated-head")
    borders = _union(above.borders, below.borders)
    upper = _placed(above, borders, 0, 0)
    lower = _placed(below, borders, len(above.rows) - head, head)
    rows = [*upper.rows, *lower.rows[len(above.rows) :]]
    rows = _mended(rows, len(above.rows), borders)
    upper_end = _last_row(rows, len(above.rows))
    rows = join_groups(rows, len(above.rows), upper_end, lambda cell: _may_go_on(cell, borders))
    return Grid(tuple(tuple(row) for row in rows), above.kind, borders, above.page, (*above.bars, *below.bars))


def _same_edges(above: Grid, below: Grid) -> bool:
    """The same left and right edge, and the borders of one among those of the other."""
    a, b = np.array(above.borders), np.array(below.borders)
    if abs(a[0] - b[0]) > SAME or abs(a[-1] - b[-1]) > SAME:
        return False
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    if bool((np.abs(few[:, None] - many[None, :]).min(1) <= SAME).all()):
        return True
    return len(few) > 4 and not (_is_regular(above) or _is_regular(below))


def _is_regular(grid: Grid) -> bool:
    """Are all rows cut at the same borders, as those of a list are? What is cut elsewhere is no part of it."""
    if len(grid.rows) < REGULAR or not grid.rows[0]:
        return False
    ends = [c.row + c.row_span for row in grid.rows for c in row]
    cells = sum(c.row_span for row in grid.rows for c in row)
    width = len(grid.borders) - 1
    return all(c.column_span == 1 for row in grid.rows for c in row) and cells == width * max(ends)


def _keys(row: Sequence[Cell]) -> list[str]:
    return [match_key(cell.raw) for cell in row if cell]


def _repeated_head(above: Grid, below: Grid) -> int:
    """Rows at the top of both grids with the same texts; 0 where they are no head."""
    count = 0
    for a, b in zip(above.rows[:HEAD_ROWS], below.rows[:HEAD_ROWS], strict=False):
        if not _keys(a) or _keys(a) != _keys(b):
            break
        count += 1
    return count if count and count < len(below.rows) and _is_head(below, count) else 0


def _is_head(grid: Grid, count: int) -> bool:
    """Do the first rows head columns: the row below them is cut at the same borders?"""
    over, under = ([c.column for c in _covering(grid, row)] for row in (count - 1, count))
    return len(over) >= 2 and over == under


def _covering(grid: Grid, row: int) -> list[Cell]:
    """The cells that cover a row, from left to right."""
    cells = [c for each in grid.rows[: row + 1] for c in each if c.row <= row < c.row + c.row_span]
    return sorted(cells, key=lambda c: c.column)


def _begins_anew(above: Grid, below: Grid) -> bool:
    """The second begins with the same label as the first: another sheet of the same form."""
    first, second = _keys(above.rows[0]), _keys(below.rows[0])
    return bool(first and second) and first[0] == second[0]


def _union(a: Sequence[float], b: Sequence[float]) -> tuple[float, ...]:
    """All borders, near ones as one."""
    found: list[float] = []
    for border in sorted((*a, *b)):
        if not found or border - found[-1] > SAME:
            found.append(border)
    return tuple(found)


def _placed(grid: Grid, borders: Sequence[float], rows: int, skip: int) -> Grid:
    """The grid with the columns of other borders, `rows` rows lower; its first `skip` rows are left out."""
    at = [int(np.abs(np.array(borders) - border).argmin()) for border in grid.borders]
    done: list[tuple[Cell, ...]] = [() for _ in range(rows + skip)]
    for number, row in enumerate(grid.rows[skip:], skip):
        moved = []
        for cell in row:
            start, stop = at[cell.column], at[min(cell.column + cell.column_span, len(at) - 1)]
            moved.append(replace(cell, row=number + rows, column=start, column_span=max(stop - start, 1)))
        done.append(tuple(moved))
    return Grid(tuple(done), grid.kind, tuple(borders), grid.page)


def _last_row(rows: Sequence[Sequence[Cell]], stop: int) -> dict[int, Cell]:
    """The cell that covers each column at the end of the upper part."""
    found: dict[int, Cell] = {}
    for row in rows[:stop]:
        for cell in row:
            if cell.row + cell.row_span >= stop:
                found |= dict.fromkeys(cell.columns, cell)
    return found


def _mended(rows: list[tuple[Cell, ...]], at: int, borders: Sequence[float]) -> list[tuple[Cell, ...]]:
    """A row that the page's end cuts, made whole: its rest stands below it, with empty cells where all was said."""
    if at >= len(rows):
        return rows
    rest = [c for c in rows[at] if c]
    upper = _last_row(rows, at)
    if len(rows[at]) == 1 and rest and _is_one_text(upper.get(rest[0].column), rest[0]):
        return _whole(rows, at, [(upper[rest[0].column], rest[0])])
    if not rest or not rows[at] or rows[at][0]:
        return rows
    pairs = [(upper.get(c.column), c) for c in rest]
    if is_row_of_its_own(pairs):
        return with_cut_names(rows, at, upper)
    whole = all(u is not None and u and u.column == c.column and u.column_span == c.column_span for u, c in pairs)
    if not whole or not all(_may_go_on(u, borders) for u, _ in pairs if u):
        return rows
    return _whole(rows, at, [(u, c) for u, c in pairs if u])


def _is_one_text(above: Cell | None, below: Cell) -> bool:
    """A text over the whole width that goes on in a cell like its own; a label would be short, or shaded."""
    return (
        above is not None and bool(above) and (above.column, above.column_span) == (below.column, below.column_span)
        and above.shade == below.shade and min(len(above.raw), len(below.raw)) > TEXT and "。" in above.raw
    )  # fmt: skip


def _whole(rows: list[tuple[Cell, ...]], at: int, pairs: Sequence[tuple[Cell, Cell]]) -> list[tuple[Cell, ...]]:
    """The rows with each upper cell and its rest as one cell, the rest's row taken out."""
    gone = {id(c): replace(u, span=Span(u.span.source, join([u.span, c.span]).ranges)) for u, c in pairs}
    by_upper = {id(u): gone[id(c)] for u, c in pairs}
    mended = [tuple(by_upper.get(id(cell), cell) for cell in row) for row in rows[:at]]
    height = min(cell.row_span for cell in rows[at])
    lower = [tuple(replace(c, row=c.row - height) for c in row) for row in rows[at + height :]]
    return [*mended, *lower]


def _may_go_on(cell: Cell, borders: Sequence[float]) -> bool:
    """Does the last line of a cell reach its right border, as a line that wraps does, or end with a comma?"""
    glyphs = cell.span.source.glyphs
    last = cell.span.ranges[-1][1] - 1
    border = borders[min(cell.column + cell.column_span, len(borders) - 1)]
    text = cell.raw.rstrip()
    return text[-1:] in "、,・" or bool(glyphs.x1[last] >= border - 2.5 * glyphs.size[last]) or _is_cut_off(text)


def _is_cut_off(text: str) -> bool:
    """A sentence that has begun, with other sentences before it, and has not ended."""
    return "。" in text and text[-1:] not in ENDS
