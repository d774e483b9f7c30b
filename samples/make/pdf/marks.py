"""Marks drawn in place of characters: arrows, ticked squares, hatching."""

from __future__ import annotations

from reportlab.lib.colors import HexColor, black, white
from reportlab.pdfgen.canvas import Canvas


def arrow(canvas: Canvas, x0: float, x1: float, y: float, kind: str) -> None:
    """From x0 to x1 at height y: a `line` with a filled head, an `open` head of two strokes, or a `block` arrow."""
    canvas.setStrokeColor(black)
    canvas.setFillColor(black)
    if kind == "block":
        canvas.setFillColor(HexColor("#9dc3e6"))
        points = [
            (x0, y - 2.5),
            (x1 - 8, y - 2.5),
            (x1 - 8, y - 5),
            (x1, y),
            (x1 - 8, y + 5),
            (x1 - 8, y + 2.5),
            (x0, y + 2.5),
        ]
        _outline(canvas, points, stroke=1)
        return
    canvas.setLineWidth(1.2)
    if kind == "dashed":
        canvas.setDash([4, 2])
    canvas.line(x0, y, x1 - (0 if kind == "open" else 6), y)
    canvas.setDash([])
    if kind == "open":
        canvas.line(x1 - 6, y + 3.5, x1, y)
        canvas.line(x1 - 6, y - 3.5, x1, y)
    else:
        _outline(canvas, [(x1 - 7, y + 3.5), (x1, y), (x1 - 7, y - 3.5)], stroke=0)


def _outline(canvas: Canvas, points: list[tuple[float, float]], stroke: int) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=stroke, fill=1)


def square(canvas: Canvas, x: float, y: float, size: float, ticked: bool, crossed: bool) -> None:
    """A box for a tick, filled (or crossed) when it is ticked."""
    canvas.setLineWidth(0.7)
    canvas.setStrokeColor(black)
    canvas.setFillColor(black if ticked and not crossed else white)
    canvas.rect(x, y, size, size, stroke=1, fill=1)
    if ticked and crossed:
        canvas.line(x, y, x + size, y + size)
        canvas.line(x, y + size, x + size, y)


def hatch(canvas: Canvas, box: tuple[float, float, float, float], *, struck: bool) -> None:
    """Not applicable: slanted strokes all over the box, or one from corner to corner."""
    x0, y0, x1, y1 = box
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x0, y0, x1 - x0, y1 - y0)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setLineWidth(0.5)
    canvas.setStrokeColor(HexColor("#444444"))
    height = y1 - y0
    if struck:
        canvas.line(x0, y0, x1, y1)
    else:
        at = x0 - height
        while at < x1:
            canvas.line(at, y0, at + height, y1)
            at += 5
    canvas.restoreState()
