"""A document drawn stroke by stroke, from the top of each page downwards. Lengths are points."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pdf.cells import wrapped
from pdf.fonts import advance, draw_line, font
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

Align = Literal["left", "centre", "right"]
Frame = tuple[float, float, float, float]
"""Left, top, width, height."""
BLACK, WHITE = "#000000", "#ffffff"
SHARE = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Strokes:
    """The pages of a document in one font."""

    def __init__(self, path: Path, page: tuple[float, float], name: str) -> None:
        self.canvas = Canvas(str(path), pagesize=page, invariant=1, pageCompression=1)
        self.height, self.font = page[1], font(name)

    def text(self, at: tuple[float, float], text: str, size: float, align: Align = "left", color: str = BLACK) -> None:
        """One line that stands on `at`."""
        x, y = at
        x -= SHARE[align] * advance(text, self.font, size)
        draw_line(self.canvas, text, (x, self.height - y), self.font, size, HexColor(color))

    def box(
        self,
        frame: Frame,
        text: str = "",
        size: float = 9,
        align: Align = "left",
        *,
        fill: str = "",
        edge: str = "",
        color: str = BLACK,
        at_top: bool = False,
        leading: float = 1.3,
        pad: float = 3,
        radius: float = 0,
    ) -> None:
        """A rectangle with wrapped text, in the middle or at its top; without `fill` and `edge` only the text."""
        left, top, width, height = frame
        self._pens(fill, edge)
        if fill or edge:
            shape = (left, self.height - top - height, width, height)
            self.canvas.roundRect(*shape, radius, stroke=bool(edge), fill=bool(fill))
        lines = wrapped(text, width - 2 * pad, self.font, size) if text else []
        y = top + (pad if at_top else (height - size * leading * len(lines)) / 2) + 0.92 * size
        x = left + pad + SHARE[align] * (width - 2 * pad)
        for number, line in enumerate(lines):
            self.text((x, y + number * size * leading), line, size, align, color)

    def arrow(self, frame: Frame, text: str, size: float, fill: str) -> None:
        """A block whose right end is a point, with white text at its middle."""
        left, top, width, height = frame
        shaft = left + width - min(16, width * 0.15)
        self._pens(fill, "")
        path = self.canvas.beginPath()
        path.moveTo(left, self.height - top)
        for x, y in ((shaft, top), (left + width, top + height / 2), (shaft, top + height), (left, top + height)):
            path.lineTo(x, self.height - y)
        path.close()
        self.canvas.drawPath(path, stroke=0, fill=1)
        self.box(frame, text, size, "centre", color=WHITE, pad=8)

    def line(self, x0: float, y0: float, x1: float, y1: float, edge: str) -> None:
        """A broken line."""
        self._pens("", edge)
        self.canvas.setDash(3, 3)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)
        self.canvas.setDash()

    def turn(self) -> None:
        """End the page."""
        self.canvas.showPage()

    def save(self) -> None:
        self.canvas.save()

    def _pens(self, fill: str, edge: str) -> None:
        self.canvas.setLineWidth(0.6)
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        if edge:
            self.canvas.setStrokeColor(HexColor(edge))
