"""The grid of a table: lines of text in each cell, widths of columns, heights of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from typeset import NO_LINE_START

from pdf.fonts import advance
from pdf.model import Cell, Table, placed

GAP = 14.0
LINE = 1.3
PAD = 4.0


@dataclass(frozen=True)
class Placed:
    """A cell at its place, its text broken into lines of `size` points."""

    row: int
    column: int
    cell: Cell
    lines: list[str]
    size: float


@dataclass(frozen=True)
class Grid:
    """`xs` and `ys` are the edges of columns and rows from the table's corner, `head` the height of repeated rows.

    `ends` are the rows (counted past the end) after which no cell goes on.
    """

    xs: list[float]
    ys: list[float]
    cells: list[Placed]
    head: float
    ends: list[int]

    def height(self, start: int, end: int) -> float:
        return self.ys[end] - self.ys[start]


def wrapped(text: str, width: float, font: str, size: float) -> list[str]:
    """`text` in lines of at most `width` points; closing marks hang, Latin words stay whole where they can."""
    return [line for part in text.split("\n") for line in _wrapped(part, width, font, size)]


def _wrapped(text: str, width: float, font: str, size: float) -> list[str]:
    lines, line, used = [], "", 0.0
    for char in text:
        step = advance(char, font, size)
        if line and used + step > width and char not in NO_LINE_START:
            lines.append(line)
            line, used = "", 0.0
        line += char
        used += step
    return [*lines, line]


def grid_of(table: Table, width: float, font: str, size: float) -> Grid:
    """The table set to `width` points."""
    scale = width / sum(table.widths)
    xs = [0.0, *accumulate(w * scale for w in table.widths)]
    cells = []
    for row, column, cell in placed(table.rows, len(table.widths)):
        own = cell.size or size
        room = xs[column + cell.cols] - xs[column] - 2 * PAD
        lines = [] if cell.vertical or not cell.text else wrapped(cell.text, room, font, own)
        cells.append(Placed(row, column, cell, lines, own))
    heights = _heights(table, cells, size)
    ys = [0.0, *accumulate(heights)]
    covered = {r for one in cells for r in range(one.row + 1, one.row + one.cell.rows)}
    ends = [r for r in range(1, len(heights) + 1) if r not in covered]
    return Grid(xs, ys, cells, ys[table.heads], ends)


def _heights(table: Table, cells: Sequence[Placed], size: float) -> list[float]:
    """Each row as high as its highest cell; a cell over several rows stretches the last of them."""
    heights = [max(table.tall, size * LINE + 6)] * len(table.rows)
    for one in sorted(cells, key=lambda c: c.cell.rows):
        last = one.row + one.cell.rows
        lines = len(one.cell.text) if one.cell.vertical else len(one.lines)
        need = lines * one.size * (1.1 if one.cell.vertical else LINE) + 6 + (7 if one.cell.arrow < 0 else 0)
        heights[last - 1] += max(0.0, need - sum(heights[one.row : last]))
    return heights
