"""The paper that a canvas is printed on: where the next block goes, page after page, column after column."""

from __future__ import annotations

from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import Canvas

from pdf.fonts import font
from pdf.model import Look

GUTTER = 24.0


class Stock:
    """`top` is the y, from the page's top, at which the next block begins; columns are filled from the left."""

    def __init__(self, canvas: Canvas, look: Look) -> None:
        self.canvas, self.look = canvas, look
        self.page, self.number, self.top, self.column = look.page, 1, look.margin, 0
        self.gothic, self.mincho = font(look.gothic), font(look.mincho)

    @property
    def width(self) -> float:
        """Width of a column."""
        columns = self.look.columns
        return (self.page[0] - 2 * self.look.margin - GUTTER * (columns - 1)) / columns

    @property
    def left(self) -> float:
        return self.look.margin + self.column * (self.width + GUTTER)

    @property
    def free(self) -> float:
        """Height that is left in the column."""
        return self.page[1] - self.look.margin - self.top

    @property
    def y(self) -> float:
        """Where the next block begins, from the page's bottom."""
        return self.page[1] - self.top

    def room(self, height: float) -> None:
        """Go on in the next column or page unless `height` is free."""
        if height > self.free and self.top > self.look.margin:
            self.next()

    def next(self) -> None:
        """The next column, or the next page."""
        if self.column + 1 < self.look.columns:
            self.column += 1
            self.top = self.look.margin
        else:
            self.turn(wide=self.page == self.look.wide)

    def turn(self, *, wide: bool) -> None:
        """A new page; at the very beginning only its size changes."""
        if self.top > self.look.margin or self.column or self.number > 1:
            self.finish()
            self.number += 1
        self.page = self.look.wide if wide else self.look.page
        self.canvas.setPageSize(self.page)
        self.top, self.column = self.look.margin, 0

    def finish(self) -> None:
        """Running head and foot, and the end of the page."""
        look = self.look
        self.canvas.setFillColor(black)
        self.canvas.setFont(self.mincho, 8)
        if look.foot:
            foot = look.foot.format(page=self.number, pages="?")
            self.canvas.drawCentredString(self.page[0] / 2, look.margin * 0.45, foot)
        if look.head:
            self.canvas.drawRightString(self.page[0] - look.margin, self.page[1] - look.margin * 0.65, look.head)
        self.canvas.showPage()
