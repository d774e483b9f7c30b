"""Blocks drawn stroke by stroke on a canvas: page breaks, wrapping and rulings are our own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.colors import HexColor, black, white
from reportlab.pdfgen.canvas import Canvas

from pdf import boards
from pdf.cells import GAP, grid_of, wrapped
from pdf.fonts import advance, draw_line
from pdf.model import Block, Board, Break, Look, Table, Text
from pdf.ruled import Ruled
from pdf.stock import Stock

SIZES = {"title": 15.0, "h1": 11.0, "h2": 10.0, "h3": 10.0, "note": 8.5}
HEADINGS = ("h1", "h2", "h3")
LEADING = 1.5


def write(path: Path, blocks: Sequence[Block], look: Look) -> None:
    """Draw `blocks` to `path`."""
    canvas = Canvas(str(path), pagesize=look.page, invariant=1, pageCompression=1)
    stock = Stock(canvas, look)
    for i, block in enumerate(blocks):
        match block:
            case Break():
                stock.turn(wide=block.landscape)
            case Text(kind="leader"):
                _leader(stock, block.text)
            case Text():
                _text(stock, block, _following(stock, blocks[i + 1 :]) if block.kind in HEADINGS else 0)
            case Table():
                Ruled(stock, block).draw()
            case Board():
                stock.room(block.height)
                boards.draw(canvas, block, (stock.left, stock.y), stock.gothic)
                stock.top += block.height + GAP
    stock.finish()
    canvas.save()


def _following(stock: Stock, blocks: Sequence[Block]) -> float:
    """The height that a heading must have under it: more headings, and a table that is not parted."""
    need = 0.0
    for block in blocks:
        if isinstance(block, Table) and block.split == "whole":
            return need + grid_of(block, stock.width, stock.gothic, block.size or stock.look.size).ys[-1]
        need += 40
        if not (isinstance(block, Text) and block.kind in HEADINGS):
            break
    return need


def _text(stock: Stock, block: Text, keep: float) -> None:
    """A paragraph; `keep` is the height that must be free under it."""
    kind, look = block.kind, stock.look
    size = SIZES.get(kind, look.size + 1)
    name = stock.gothic if kind in SIZES and kind != "note" else stock.mincho
    indent = {"item": 2 * size, "h1": 8, "h2": 10}.get(kind, 0)
    lines = wrapped(("　" if kind == "body" else "") + block.text, stock.width - indent, name, size)
    height = len(lines) * size * LEADING
    stock.room(height + keep + 10)
    stock.top += 8 if kind in HEADINGS else 2
    left, bottom = stock.left, stock.y
    if kind in ("h1", "h2"):
        width, pad = (stock.width, 3.0) if kind == "h1" else (5.0, 1.0)
        stock.canvas.setFillColor(HexColor(look.band_fill))
        stock.canvas.rect(left, bottom - height - pad, width, height + 2 * pad, stroke=0, fill=1)
    for i, line in enumerate(lines):
        over = stock.width - advance(line, name, size)
        x = left + {"title": over / 2, "centre": over / 2, "right": over}.get(kind, indent)
        y = bottom - size * (LEADING * i + 1.15)
        draw_line(stock.canvas, line, (x, y), name, size, white if kind == "h1" else black)
    stock.top += height + (8 if kind in ("h1", "h2", "title") else 2)


def _leader(stock: Stock, text: str) -> None:
    """A line of the contents: title, dots as characters, page number at the right."""
    size, name = stock.look.size + 1, stock.mincho
    title, _, number = text.partition("\t")
    stock.room(size * 1.6)
    dots = int((stock.width - advance(title, name, size) - 4 * size) // size)
    y = stock.y - size
    draw_line(stock.canvas, f"{title} {'…' * dots}", (stock.left, y), name, size)
    draw_line(stock.canvas, number, (stock.left + stock.width - advance(number, name, size), y), name, size)
    stock.top += size * 1.6
