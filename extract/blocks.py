"""Blocks: what a page is made of, in reading order. A grid of cells, or a paragraph of lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plansheets.extract.span import Span, join
from plansheets.normalize import clean_text, unwrap


@dataclass(frozen=True)
class Line:
    """One printed line: its span (stripped), its number in the source, left and right edge, page, blanks before.

    Lines of one `column` are set to one measure; `edge` is the right edge that a full line of it reaches, where the
    box around it shows that; `in_frame`: there is a box around it.
    """

    span: Span
    number: int
    x0: float
    x1: float
    page: int
    blanks: int
    column: int = 0
    edge: float | None = None
    in_frame: bool = False

    @cached_property
    def raw(self) -> str:
        return self.span.raw

    @property
    def size(self) -> float:
        """Font size of its first glyph, in the source's unit."""
        return float(self.span.source.glyphs.size[self.span.start])


@dataclass(frozen=True)
class Paragraph:
    """Lines that no wider gap parts."""

    lines: tuple[Line, ...]

    @cached_property
    def span(self) -> Span:
        return join(line.span for line in self.lines)


@dataclass(frozen=True)
class Cell:
    """One cell: its place in the grid, how many rows and columns it covers, its text (may be empty).

    `shade` is the colour that it is filled with, 0xRRGGBB, 0 for paper. `is_upright`: its glyphs stand one
    below the other.
    """

    row: int
    column: int
    span: Span
    row_span: int = 1
    column_span: int = 1
    shade: int = 0
    is_upright: bool = False

    @cached_property
    def raw(self) -> str:
        return self.span.raw

    @cached_property
    def plain(self) -> str:
        """Its text cleaned and on one line, as labels and heads are compared."""
        return clean_text(unwrap(self.raw))

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.column_span)

    @cached_property
    def _is_filled(self) -> bool:
        return bool(self.span)

    def __bool__(self) -> bool:
        """Does it hold text?"""
        return self._is_filled


@dataclass(frozen=True)
class Grid:
    """Cells by row, each row from left to right. `kind` says what made the cells: tabs, pipes, columns, rulings.

    `borders` are the borders of its columns in points, `page` the page on which it begins, `bars` the boxes
    (x0, top, x1, bottom) of filled bars with text that lie in its cells; of ruled grids only.
    """

    rows: tuple[tuple[Cell, ...], ...]
    kind: str
    borders: tuple[float, ...] = ()
    page: int = 0
    bars: tuple[tuple[float, float, float, float], ...] = ()

    @cached_property
    def span(self) -> Span:
        return join(cell.span for row in self.rows for cell in row)

    def cells(self) -> Iterator[Cell]:
        """All cells that hold text, in reading order."""
        return (cell for row in self.rows for cell in row if cell)

    def slice(self, start: int, stop: int) -> "Grid":
        """The rows from start to stop."""
        return Grid(self.rows[start:stop], self.kind, self.borders, self.page, self.bars)


Block = Grid | Paragraph
