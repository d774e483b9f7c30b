"""Tables drawn on a canvas: rows over columns and pages, fills, text, marks, and the rulings by a pen."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor, black

from pdf.cells import GAP, LINE, PAD, Grid, Placed, grid_of
from pdf.fonts import advance, draw_line
from pdf.marks import arrow, hatch, square
from pdf.model import Table
from pdf.pens import Pen
from pdf.stock import Stock

Rect = tuple[float, float, float, float]


class Ruled:
    """Draws one table from the top of what is free."""

    def __init__(self, stock: Stock, table: Table) -> None:
        self.stock, self.table, self.look = stock, table, stock.look
        self.canvas, self.font = stock.canvas, stock.gothic
        self.grid: Grid = grid_of(table, stock.width - table.inset, self.font, table.size or stock.look.size)

    def draw(self) -> None:
        """All rows; those that do not fit go to the next column or page, under the repeated head rows."""
        stock, grid, table = self.stock, self.grid, self.table
        if table.split == "whole":
            stock.room(grid.ys[-1])
        start = 0
        while start < len(table.rows):
            head = grid.head if start else 0.0
            stock.room(head + grid.height(start, next(e for e in grid.ends if e > start)))
            fitting = [e for e in grid.ends if e > start and head + grid.height(start, e) <= stock.free]
            end = max(fitting, default=next(e for e in grid.ends if e > start))
            self._rows([*(range(table.heads) if start else ()), *range(start, end)])
            start = end
            if start < len(table.rows):
                stock.next()
        stock.top += GAP

    def _rows(self, rows: Sequence[int]) -> None:
        """The cells that begin in `rows`."""
        grid, stock = self.grid, self.stock
        tops: dict[int, float] = {}
        for row in rows:
            tops[row] = stock.y
            stock.top += grid.height(row, row + 1)
        cells = [(one, self._rect(one, tops[one.row])) for one in grid.cells if one.row in tops]
        pen = Pen(self.canvas, self.look.pens, self.look.ruling)
        left = stock.left + self.table.inset
        for one, rect in cells:
            if one.cell.dotted:
                pen.dotted((rect[0], rect[1], rect[0], rect[3]))
        for one, rect in cells:
            self._cell(one, rect)
            self.canvas.setStrokeColor(black)
            self.canvas.setFillColor(black)
            pen.cell(rect, (left, left + grid.xs[-1]))
        for one, rect in cells:
            if one.cell.arrow:
                self._arrow(one, rect)

    def _rect(self, one: Placed, top: float) -> Rect:
        grid, left = self.grid, self.stock.left + self.table.inset
        bottom = top - grid.height(one.row, one.row + one.cell.rows)
        return left + grid.xs[one.column], bottom, left + grid.xs[one.column + one.cell.cols], top

    def _arrow(self, one: Placed, rect: Rect) -> None:
        """Over whole cells, or from the middle of the first one under its text."""
        x0, y0, x1, y1 = rect
        grid, under = self.grid, one.cell.arrow < 0
        end = self.stock.left + self.table.inset + grid.xs[one.column + abs(one.cell.arrow) * one.cell.cols]
        start = (x0 + x1) / 2 if under else x0 + 3
        arrow(self.canvas, start, end - 3, y1 - (y1 - y0) * (0.82 if under else 0.5), self.look.arrow)

    def _cell(self, one: Placed, rect: Rect) -> None:
        x0, y0, x1, y1 = rect
        cell, size = one.cell, one.size
        if cell.role != "value" and self.look.label_fill:
            self.canvas.setFillColor(HexColor(self.look.label_fill))
            self.canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)
        if cell.hatched:
            hatch(self.canvas, rect, struck="struck" in self.look.pens)
        if cell.vertical:
            self._vertical(cell.text, rect, size)
            return
        y = (y0 + y1) / 2 + len(one.lines) * size * LINE / 2 - size * 1.05 + (size * 0.45 if cell.arrow < 0 else 0)
        for line in one.lines:
            over = x1 - x0 - advance(line, self.font, size)
            x = x0 + (over / 2 if cell.centred else over - PAD if cell.right else PAD)
            for shift in (0, 0.25) if cell.bold else (0,):
                draw_line(self.canvas, line, (x + shift, y), self.font, size)
            y -= size * LINE
        self._options(cell.options, x0 + 5, (y0 + y1) / 2 - size * 0.4, size)

    def _options(self, options: Sequence[tuple[bool, str]], x: float, y: float, size: float) -> None:
        """Squares drawn before the names, filled or crossed where they are ticked."""
        for ticked, name in options:
            square(self.canvas, x, y, size * 0.85, ticked, "cross" in self.look.pens)
            draw_line(self.canvas, name, (x + size * 1.1, y), self.font, size)
            x += size * 2.1 + advance(name, self.font, size)

    def _vertical(self, text: str, rect: Rect, size: float) -> None:
        """Glyphs stacked in the middle of a narrow cell."""
        x0, y0, x1, y1 = rect
        pitch = min(size * 1.25, (y1 - y0 - 4) / max(len(text), 1))
        y = (y0 + y1) / 2 + pitch * len(text) / 2 - size
        for char in text:
            draw_line(self.canvas, char, ((x0 + x1 - advance(char, self.font, size)) / 2, y), self.font, size)
            y -= pitch
