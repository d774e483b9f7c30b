"""A row of figures at the top of a page: only what names it at its left goes on from the page before."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.span import Span, join

FIGURE = regex.compile(r"[▲△\-－]?\s*[0-9０-９][0-9０-９,，.．]*\s*[%％]?")
Rows = list[tuple[Cell, ...]]


def is_row_of_its_own(pairs: Sequence[tuple[Cell | None, Cell]]) -> bool:
    """Do two figures stand above each other in the cells at the page's end? No figure goes on over it."""
    return any(u and FIGURE.fullmatch(u.raw.strip()) and FIGURE.fullmatch(c.raw.strip()) for u, c in pairs)


def with_cut_names(rows: Rows, at: int, upper: dict[int, Cell]) -> Rows:
    """The rows, in which the cells over rows go on at the left of the figures, and the name of an item that is cut.

    計画 at the foot of a page and 実績 at the top of the next are rows of one item.
    """
    grown: dict[int, Cell] = {}
    dropped: set[int] = set()
    row = rows[at]
    filled = [c for c in row if c]
    words = next((k for k, c in enumerate(filled) if FIGURE.fullmatch(c.raw.strip())), len(filled))
    for cell in row:
        above = upper.get(cell.column)
        if not above or (above.column, above.column_span) != (cell.column, cell.column_span):
            continue
        is_name = words > 1 and cell is filled[0] and above.row_span == 1
        if not cell and (above.row_span > 1 or cell.column < filled[0].column):
            grown[id(above)] = replace(above, row_span=cell.row + cell.row_span - above.row)
        elif is_name:
            span = Span(above.span.source, join([above.span, cell.span]).ranges)
            grown[id(above)] = replace(above, span=span, row_span=cell.row + cell.row_span - above.row)
        else:
            continue
        dropped.add(id(cell))
    return [tuple(grown.get(id(c), c) for c in each if id(c) not in dropped) for each in rows]
