"""A page drawn for a test: texts, strokes, fills, outlines in points from the left and top; and what is made of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from plansheets.extract.arranged import Arranged
from plansheets.extract.blocks import Grid, Line
from plansheets.extract.layout import arrange_pages
from plansheets.extract.layout.rulings import Rulings, rulings_of
from plansheets.extract.readers.page import Drawn, PageContent
from plansheets.extract.source import Glyphs

Box = tuple[float, float, float, float]
Points = Sequence[tuple[float, float]]
GREY = 0xDDDDDD
CellBox = tuple[int, int, int, int]


@dataclass
class Board:
    """What is put on it stays in its order; glyphs are one em wide, Latin ones half, 0.88 up and 0.12 down."""

    number: int = 1
    width: float = 600.0
    height: float = 800.0
    glyphs: list[tuple[str, float, float, float]] = field(default_factory=list)
    strokes: list[Box] = field(default_factory=list)
    fills: list[tuple[Box, int]] = field(default_factory=list)
    shapes: list[tuple[Points, int]] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10.0) -> "Board":
        """A line that begins at `x` and has its base line at `y`."""
        for char in text:
            self.glyphs.append((char, x, y, size))
            x += size / 2 if char.isascii() else size
        return self

    def down(self, x: float, y: float, text: str, size: float = 10.0) -> "Board":
        """A text from top to bottom; the first base line at `y`."""
        for i, char in enumerate(text):
            self.text(x, y + i * size, char, size)
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> "Board":
        self.strokes.append((x0, y0, x1, y1))
        return self

    def box(self, x0: float, top: float, x1: float, bottom: float) -> "Board":
        """Four strokes."""
        for side in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
            self.strokes.append(side)
        return self

    def fill(self, x0: float, top: float, x1: float, bottom: float, color: int = GREY) -> "Board":
        self.fills.append(((x0, top, x1, bottom), color))
        return self

    def shape(self, *points: tuple[float, float], color: int = 0) -> "Board":
        self.shapes.append((points, color))
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float], texts: Sequence[Sequence[str]] = ()) -> "Board":
        """A table with all its rulings; each text begins 5 points right of its cell's left and 14 under its top."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for y, row in zip(ys, texts, strict=False):
            for x, text in zip(xs, row, strict=False):
                self.text(x + 5, y + 14, text)
        return self

    def drawn(self) -> Drawn:
        lines = np.array(self.strokes, np.float32).reshape(-1, 4)
        count = len(lines)
        return Drawn(
            lines=lines,
            widths=np.ones(count, np.float32),
            dashed=np.zeros(count, np.bool_),
            line_colors=np.zeros(count, np.uint32),
            fills=np.array([box for box, _ in self.fills], np.float32).reshape(-1, 4),
            fill_colors=np.array([color for _, color in self.fills], np.uint32),
            shapes=tuple(np.array(points, np.float32) for points, _ in self.shapes),
            shape_colors=np.array([color for _, color in self.shapes], np.uint32),
        )

    def page(self) -> PageContent:
        n = len(self.glyphs)
        codes = np.array([ord(g[0]) for g in self.glyphs], np.uint32)
        x, y, size = (np.array([g[k] for g in self.glyphs], np.float32) for k in (1, 2, 3))
        x1 = (x + np.where(codes < 0x80, size / 2, size)).astype(np.float32)
        whole, none = np.ones(n, np.int32), np.zeros(n, np.float32)
        glyphs = Glyphs(
            whole * self.number, x, y - 0.88 * size, x1, y + 0.12 * size, size, whole * 400, none, x, y, 0 * whole,
            none + 1,
        )  # fmt: skip
        return PageContent(
            self.number, self.width, self.height, "pdfium", codes, codes.copy(), np.zeros(n, np.uint8), glyphs, ("f",),
            self.drawn(),
        )  # fmt: skip

    def rulings(self) -> Rulings:
        """Of all that is drawn."""
        drawn = self.drawn()
        return rulings_of(drawn, np.ones(len(drawn.lines), np.bool_), np.ones(len(drawn.fills), np.bool_))


def arranged(*boards: Board) -> Arranged:
    return arrange_pages((board.page() for board in boards), "a.pdf", "application/pdf")


def rows(grid: Grid) -> list[list[str]]:
    """The text of every cell by row, empty cells too."""
    return [[cell.raw for cell in row] for row in grid.rows]


def places(grid: Grid) -> dict[str, CellBox]:
    """Row, column, rows and columns covered, of every cell with text."""
    return {cell.raw: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells()}


def grids(found: Arranged) -> list[Grid]:
    return [item for item in found.items if isinstance(item, Grid)]


def lines(found: Arranged) -> list[Line]:
    return [item for item in found.items if isinstance(item, Line)]
