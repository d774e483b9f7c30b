"""Heads on two rows in a text: empty cells stand for what a drawn table would have merged."""

from collections.abc import Callable
from dataclasses import replace

from plansheets.extract.blocks import Cell, Grid
from plansheets.extract.ruled.view import end

FEWEST = 2
"""Heads that stand for both rows."""


def with_merged_heads(grid: Grid, is_head: Callable[[Cell], bool]) -> Grid:
    """The grid with heads over both rows, and over the columns right of them, where two rows of heads fill each other's
    gaps (事業名 | 事業費 | empty over empty | R7 | R8).
    """
    rows = list(grid.rows)
    for at in range(len(rows) - 2):
        merged = _merged(rows[at], rows[at + 1], is_head)
        if merged:
            rows[at], rows[at + 1] = merged
    return replace(grid, rows=tuple(rows))


def _merged(
    upper: tuple[Cell, ...], lower: tuple[Cell, ...], is_head: Callable[[Cell], bool]
) -> tuple[tuple[Cell, ...], tuple[Cell, ...]] | None:
    """Both rows with merged cells; None where they are no head of two rows."""
    below = {c.column: c for c in lower if c}
    if len(below) < FEWEST or not all(is_head(c) for c in below.values()):
        return None
    made: list[Cell] = []
    tall = gaps = 0
    for cell in upper:
        if cell and cell.column not in below:
            made.append(replace(cell, row_span=2))
            tall += 1
        elif cell:
            made.append(cell)
        elif cell.column in below and made and made[-1].row_span == 1 and end(made[-1]) == cell.column:
            made[-1] = replace(made[-1], column_span=made[-1].column_span + 1)
            gaps += 1
        else:
            return None
    if tall < FEWEST or not gaps or not all(is_head(c) for c in made):
        return None
    return tuple(made), tuple(below.values())
