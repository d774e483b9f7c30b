"""A ruled grid as a plane: which cell covers which place, and what stands beside, above and below a cell."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.blocks import Cell, Grid


class View:
    """One grid. Rows and columns count from 0; `at[row, column]` is the index of the cell there, -1 for none."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.cells = [cell for row in grid.rows for cell in row]
        self.height = max((c.row + c.row_span for c in self.cells), default=0)
        self.width = max((c.column + c.column_span for c in self.cells), default=0)

    @cached_property
    def at(self) -> NDArray[np.int32]:
        """Index of the cell at each place; (rows, columns)."""
        found = np.full((self.height, self.width), -1, np.int32)
        for number, cell in enumerate(self.cells):
            found[cell.row : cell.row + cell.row_span, cell.column : cell.column + cell.column_span] = number
        return found

    @cached_property
    def _rows(self) -> list[list[int]]:
        return self.at.tolist()  # type: ignore[no-any-return]

    @cached_property
    def _columns(self) -> list[list[int]]:
        return self.at.T.tolist()  # type: ignore[no-any-return]

    def _distinct(self, part: Iterable[int]) -> list[Cell]:
        return [self.cells[n] for n in dict.fromkeys(part) if n >= 0]

    def row(self, row: int, start: int = 0, stop: int | None = None) -> list[Cell]:
        """The cells that cover a row between two columns, from left to right."""
        return self._distinct(self._rows[row][start:stop]) if 0 <= row < self.height else []

    def starting(self, row: int, start: int = 0, stop: int | None = None) -> list[Cell]:
        """Those of them that begin in this row."""
        return [c for c in self.row(row, start, stop) if c.row == row]

    def right(self, cell: Cell) -> list[Cell]:
        """The cells right of a cell, from top to bottom."""
        column = cell.column + cell.column_span
        return self._distinct(self._columns[column][cell.row : foot(cell)]) if column < self.width else []

    def below(self, cell: Cell) -> list[Cell]:
        """The cells right below a cell, from left to right."""
        row = cell.row + cell.row_span
        return self._distinct(self._rows[row][cell.column : end(cell)]) if row < self.height else []

    def left(self, cell: Cell) -> list[Cell]:
        """The cells left of a cell, from top to bottom."""
        return self._distinct(self._columns[cell.column - 1][cell.row : foot(cell)]) if cell.column else []

    def above(self, cell: Cell) -> list[Cell]:
        """The cells right above a cell, from left to right."""
        return self._distinct(self._rows[cell.row - 1][cell.column : end(cell)]) if cell.row else []

    def filled(self) -> Iterator[Cell]:
        """All cells that hold text, row by row."""
        return (cell for cell in self.cells if cell)


def end(cell: Cell) -> int:
    """The column behind a cell."""
    return cell.column + cell.column_span


def foot(cell: Cell) -> int:
    """The row below a cell."""
    return cell.row + cell.row_span


def innermost(names: Sequence[Cell]) -> Cell | None:
    """Of cells side by side under one head the last one of the first's height: 活動 | 講座の数 names the second."""
    return next((c for c in reversed(names) if (c.row, c.row_span) == (names[0].row, names[0].row_span)), None)
