"""Tables drawn for a test, with merged cells; and the rows that the general reader makes of them."""

from collections.abc import Sequence
from typing import Any

from plansheets.conversion import Rules, _converted, load_rules

from ..layout.board import Board, arranged

LEFT, TOP, HEIGHT, SIZE = 20.0, 60.0, 30.0, 8.0
MERGED = "<^"
"""What stands for a cell that is one with that left of it (<), or above it (^)."""


def page(
    cells: Sequence[Sequence[str]],
    widths: Sequence[float],
    number: int = 1,
    title: str = "",
    shades: dict[int, int] | None = None,
    indents: dict[int, float] | None = None,
) -> Board:
    """A page with one table; `shades` and `indents` (points) by row."""
    board = Board(number, 1200, 900)
    xs = [LEFT]
    for width in widths:
        xs.append(xs[-1] + width)
    if title:
        board.text(LEFT, TOP - 20, title, 12)
    for r, row in enumerate(cells):
        y = TOP + HEIGHT * r
        if shades and r in shades:
            board.fill(xs[0], y, xs[-1], y + HEIGHT, shades[r])
        for c, text in enumerate(row):
            below = cells[r + 1][c] if r + 1 < len(cells) else ""
            beside = row[c + 1] if c + 1 < len(row) else ""
            if r == 0:
                board.line(xs[c], y, xs[c + 1], y)
            if c == 0:
                board.line(xs[0], y, xs[0], y + HEIGHT)
            if below != "^":
                board.line(xs[c], y + HEIGHT, xs[c + 1], y + HEIGHT)
            if beside != "<":
                board.line(xs[c + 1], y, xs[c + 1], y + HEIGHT)
            if text in MERGED:
                continue
            for k, line in enumerate(text.split("\n")):
                board.text(xs[c] + 3 + (indents or {}).get(r, 0.0), y + 11 + SIZE * k, line, SIZE)
    return board


def read(*boards: Board) -> dict[str, Sequence[dict[str, Any]]]:
    """All tables of pages, as the general reader sees them."""
    return _converted(arranged(*boards), b"", "a.pdf", Rules(load_rules().lexicon, ()), ()).rows


def pick(rows: dict[str, Sequence[dict[str, Any]]], table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of one table; `sheet` is the sheet's number."""
    return [tuple(_value(row, c) for c in columns) for row in rows.get(table, [])]


def _value(row: dict[str, Any], column: str) -> Any:
    if column != "sheet":
        return row[column]
    return int(row["sheet_id"][-4:]) if row["sheet_id"] else None
