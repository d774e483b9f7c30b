"""What the whole program makes of pages drawn for a test."""

from typing import Any

from plansheets.conversion import _converted, load_rules
from plansheets.extract.arranged import Arranged

from ..layout.board import Board, arranged


def rows_of(found: Arranged, name: str, columns: str) -> list[tuple[Any, ...]]:
    """The rows of one table, in these columns; `sheet` is the sheet's number."""
    made = _converted(found, b"a", "a.pdf", load_rules(()), ()).rows.get(name, ())
    return [
        tuple((int(str(row["sheet_id"])[-4:]) if row["sheet_id"] else None) if c == "sheet" else row[c]
              for c in columns.split())
        for row in made
    ]  # fmt: skip


def rows_on(name: str, columns: str, *boards: Board) -> list[tuple[Any, ...]]:
    return rows_of(arranged(*boards), name, columns)
