"""Boards of boxes and arrows as HTML and SVG."""

from __future__ import annotations

import html
from collections.abc import Iterator

from pdf.model import Board, Box, Flow


def board_html(board: Board, style: str) -> str:
    """The board; `style` is not empty when it begins a page."""
    boxes = "".join(_box(item, board.size) for item in board.items if isinstance(item, Box))
    flows = "".join(part for item in board.items if isinstance(item, Flow) for part in _flow(item))
    view = f"0 0 {board.width} {board.height}"
    svg = f'<svg width="{board.width}pt" height="{board.height}pt" viewBox="{view}">{flows}</svg>'
    size = f"width: {board.width}pt; height: {board.height}pt; font-size: {board.size}pt;"
    return f'<div class=board style="{size}{"break-before: page" if style else ""}">{svg}{boxes}</div>'


def _box(box: Box, size: float) -> str:
    css = f"left: {box.x}pt; top: {box.y}pt; width: {box.width}pt; height: {box.height}pt;"
    css += f"border: 1.2pt {'dashed' if box.dashed else 'solid'} {box.color}; border-radius: {8 * box.round}pt;"
    if box.vertical:
        css += "writing-mode: vertical-rl; text-orientation: upright; text-align: center; padding: 2pt;"
    look = f"background: {box.color}22; border-bottom: 1pt solid {box.color}; font-size: {size + 2}pt"
    band = f'<div class=t style="{look}">'
    title = f"{band}{html.escape(box.title)}</div>" if box.title else ""
    align = "text-align: center" if box.centred or box.vertical else "padding: 4pt 6pt"
    lines = "".join(f"<p>{html.escape(line).replace('　', '&emsp;')}</p>" for line in box.lines)
    return f'<div style="{css}">{title}<div style="{align}">{lines}</div></div>'


def _flow(flow: Flow) -> Iterator[str]:
    """A line with a head, or a block arrow; both run along one axis."""
    x0, y0, x1, y1 = flow.x0, flow.y0, flow.x1, flow.y1
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    if not flow.block:
        yield f'<line x1="{x0}" y1="{y0}" x2="{x1 - 4 * dx}" y2="{y1 - 4 * dy}" stroke="#000" stroke-width="1.2"/>'
        along, fill = [(length - 7, 4.0), (length, 0.0), (length - 7, -4.0)], "#000"
    else:
        neck, half = length / 2, 14.0
        along = [
            (0.0, half / 2),
            (neck, half / 2),
            (neck, half),
            (length, 0.0),
            (neck, -half),
            (neck, -half / 2),
            (0.0, -half / 2),
        ]
        fill = flow.color
    points = " ".join(f"{x0 + a * dx - b * dy:.2f},{y0 + a * dy + b * dx:.2f}" for a, b in along)
    yield f'<polygon points="{points}" fill="{fill}" stroke="#555" stroke-width=".5"/>'
