"""Rulings as one producer or another draws them.

Oddities: `twice` (each cell draws its own four edges), `thin` (filled rectangles in place of strokes), `dashed` (inner
upright rulings), `open` (no left and right outer edge), `hair` (rulings broken by a hair at every crossing), `over`
(rulings that go a hair too far), `flat` (level rulings only), `bare` (no rulings at all).
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

Edge = tuple[float, float, float, float]


class Pen:
    """Draws the edges of cells on a canvas; y counts from the bottom of the page, as PDF does."""

    def __init__(self, canvas: Canvas, kinds: Sequence[str], width: float) -> None:
        self.canvas, self.kinds, self.width = canvas, set(kinds), width
        self.drawn: set[tuple[float, ...]] = set()
        self.closed: set[tuple[float, ...]] = set()

    def cell(self, rect: Edge, frame: tuple[float, float]) -> None:
        """The edges of one cell (x0, y0, x1, y1); `frame` is the left and right of its table."""
        x0, y0, x1, y1 = rect
        if "bare" in self.kinds:
            return
        for level in ((x0, y1, x1, y1), (x0, y0, x1, y0)):
            self._edge(level, [])
        for upright in ((x0, y0, x0, y1), (x1, y0, x1, y1)):
            outer = any(abs(upright[0] - x) < 0.1 for x in frame)
            if not ("flat" in self.kinds or (outer and "open" in self.kinds)):
                self._edge(upright, [3, 1.5] if "dashed" in self.kinds and not outer else [])

    def dotted(self, edge: Edge) -> None:
        """A dotted line where no cell may draw its ruling any more."""
        self._stroke(edge, [0.8, 1.6])
        self.closed.add(_key(edge))

    def _edge(self, edge: Edge, dash: list[float]) -> None:
        """One edge, once, or every time that it is asked for."""
        key = _key(edge)
        if key in self.closed or ("twice" not in self.kinds and key in self.drawn):
            return
        self.drawn.add(key)
        x0, y0, x1, y1 = self._trimmed(edge)
        if dash or "thin" not in self.kinds:
            self._stroke((x0, y0, x1, y1), dash)
        else:
            half = self.width / 2
            self.canvas.rect(x0 - half, y0 - half, x1 - x0 + 2 * half, y1 - y0 + 2 * half, stroke=0, fill=1)

    def _trimmed(self, edge: Edge) -> Edge:
        x0, y0, x1, y1 = edge
        cut = 0.45 if "hair" in self.kinds else -0.3 if "over" in self.kinds else 0.0
        return (x0, y0 + cut, x1, y1 - cut) if x0 == x1 else (x0 + cut, y0, x1 - cut, y1)

    def _stroke(self, edge: Edge, dash: list[float]) -> None:
        self.canvas.setLineWidth(self.width)
        self.canvas.setDash(dash)
        self.canvas.line(*edge)
        self.canvas.setDash([])


def _key(edge: Edge) -> tuple[float, ...]:
    return tuple(round(v, 1) for v in edge)
