"""Boards of boxes and arrows drawn on a canvas."""

from __future__ import annotations

from reportlab.lib.colors import HexColor, black
from reportlab.pdfgen.canvas import Canvas

from pdf.cells import wrapped
from pdf.fonts import advance, draw_line
from pdf.model import Board, Box, Flow


def draw(canvas: Canvas, board: Board, corner: tuple[float, float], font: str) -> None:
    """The board with its left top at `corner` (y from the page's bottom)."""
    for item in board.items:
        if isinstance(item, Flow):
            _flow(canvas, item, corner)
    for item in board.items:
        if isinstance(item, Box):
            _box(canvas, item, corner, font, board.size)


def _box(canvas: Canvas, box: Box, corner: tuple[float, float], font: str, size: float) -> None:
    x, top = corner[0] + box.x, corner[1] - box.y
    color = HexColor(box.color)
    canvas.setStrokeColor(color)
    canvas.setLineWidth(1.2)
    canvas.setDash([3, 2] if box.dashed else [])
    if box.round:
        canvas.roundRect(x, top - box.height, box.width, box.height, 8)
    else:
        canvas.rect(x, top - box.height, box.width, box.height)
    canvas.setDash([])
    y = top - 4
    if box.title:
        canvas.setFillColor(color)
        canvas.setFillAlpha(0.2)
        canvas.rect(x, top - size * 1.9, box.width, size * 1.9, stroke=1, fill=1)
        canvas.setFillAlpha(1)
        wide = advance(box.title, font, size + 1.5)
        draw_line(canvas, box.title, (x + (box.width - wide) / 2, top - size * 1.4), font, size + 1.5)
        y -= size * 1.9
    if box.vertical:
        text = "".join(box.lines)
        y = top - (box.height - len(text) * size * 1.2) / 2
        for char in text:
            y -= size * 1.2
            draw_line(canvas, char, (x + (box.width - advance(char, font, size)) / 2, y), font, size)
        return
    _lines(canvas, box, (x, y), font, size)


def _lines(canvas: Canvas, box: Box, at: tuple[float, float], font: str, size: float) -> None:
    x, y = at
    for text in box.lines:
        for line in wrapped(text, box.width - 12, font, size):
            y -= size * 1.4
            left = x + (box.width - advance(line, font, size)) / 2 if box.centred else x + 6
            draw_line(canvas, line, (left, y), font, size)
    if y < at[1] - box.height:
        raise ValueError(f"the text of the box {box.title!r} is higher than the box")


def _flow(canvas: Canvas, flow: Flow, corner: tuple[float, float]) -> None:
    x0, y0, x1, y1 = corner[0] + flow.x0, corner[1] - flow.y0, corner[0] + flow.x1, corner[1] - flow.y1
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    if flow.block:
        half = length / 2
        along = [(0, 6), (half, 6), (half, 12), (length, 0), (half, -12), (half, -6), (0, -6)]
        canvas.setFillColor(HexColor(flow.color))
    else:
        canvas.setStrokeColor(black)
        canvas.setLineWidth(1.2)
        canvas.line(x0, y0, x1 - 5 * dx, y1 - 5 * dy)
        along = [(length - 7, 4), (length, 0), (length - 7, -4)]
        canvas.setFillColor(black)
    path = canvas.beginPath()
    for i, (a, b) in enumerate(along):
        (path.lineTo if i else path.moveTo)(x0 + a * dx - b * dy, y0 + a * dy + b * dx)
    path.close()
    canvas.drawPath(path, stroke=int(flow.block), fill=1)
