"""Where the values of one document stand, from its rows of table provenance; read when first asked for."""

from functools import cached_property
from typing import Any

from plansheets.compare.changes import NOWHERE, Place
from plansheets.stored import DocumentName, Stored

Values = dict[str, Any]
BOX = ("x0", "top", "x1", "bottom")
Where = tuple[str, str, str]
"""Table, row key, column."""


class Places:
    """The places of a document's values."""

    def __init__(self, stored: Stored, name: DocumentName) -> None:
        self._stored, self._name = stored, name

    @cached_property
    def _parts(self) -> dict[Where, list[Values]]:
        parts: dict[Where, list[Values]] = {}
        for row in self._stored.rows("provenance", self._name):
            parts.setdefault((row["table"], row["row_key"], row["column"]), []).append(row)
        return parts

    @cached_property
    def _of_rows(self) -> dict[tuple[str, str], Where]:
        """Of each row the first of its values, on the page from the top."""
        first: dict[tuple[str, str], Where] = {}
        for at in self._parts:
            first.setdefault(at[:2], at)
        return first

    def has(self, table: str, key: str, column: str) -> bool:
        return (table, key, column) in self._parts

    def of(self, table: str, key: str, column: str, row: Values | None = None) -> Place:
        """The place of a value: its first part, the raw text of all. Without one, that of its row."""
        parts = self._parts.get((table, key, column))
        if parts or table == "documents":  # a document's other values say nothing of where its size stands
            return _place(parts) if parts else NOWHERE
        return self.of_row(table, key, row or {})

    def of_row(self, table: str, key: str, row: Values) -> Place:
        """The place of a row: of its first value; rows of residue, problems and sections tell their own."""
        if (table, key) in self._of_rows:
            return _place(self._parts[self._of_rows[table, key]])
        return _place([row]) if row.get("page") is not None or row.get("char_from") is not None else NOWHERE

    def boxes(self, table: str, key: str, column: str) -> list[tuple[Any, ...]]:
        """Page and box (to a tenth of a point) or offsets of all parts of a value."""
        return [
            (
                part["page"],
                part["char_from"],
                part["char_to"],
                *(None if part[n] is None else round(part[n], 1) for n in BOX),
            )
            for part in self._parts.get((table, key, column), ())
        ]


def _place(parts: list[Values]) -> Place:
    first = parts[0]
    box = [first.get(name) for name in BOX]
    chars = first.get("char_from"), first.get("char_to")
    raw = [part["raw"] for part in parts if part.get("raw") is not None]
    return Place(
        first.get("page"),
        None if None in box else tuple(round(float(x), 2) for x in box),  # type: ignore[arg-type]
        None if None in chars else chars,  # type: ignore[arg-type]
        "\n".join(raw) if raw else None,
        first.get("rule"),
        None if first.get("confidence") is None else round(float(first["confidence"]), 4),
    )
