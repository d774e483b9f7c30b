"""One correction, and the right value in the type of its column."""

import datetime
import re
import unicodedata
from dataclasses import astuple, dataclass
from typing import Any, Final

from plansheets.tables import Column, Table, hint, tables

UNREAD: Final = frozenset({"provenance", "residue", "problems", "checks"})
"""Tables that say what was made of a document: nothing in them is a value that was read."""
FIXED: Final = frozenset(
    {
        *("source", "also_at", "bytes", "media_type", "pages", "reader", "family", "sheet_count", "status"),
        *("characters", "characters_used", "characters_left", "page", "page_from", "page_to", "parent", "depth"),
    }
)
"""Columns that tell of the file or of the table itself, beside keys."""
TRUTH: Final = {"true": True, "false": False, "1": True, "0": False}
WHOLE: Final = re.compile(r"[+-]?[0-9]+")
NUMBER: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
GROUPED: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


@dataclass(frozen=True)
class Correction:
    """What a person says is right. `row` is a row key as in provenance, without the document's id before a sheet's
    number; `value` has the type of the column. `printed` is the raw text that stood there when it was written."""

    document: str
    table: str
    row: str
    column: str
    right_value: str
    who: str
    why: str
    printed: str | None = None
    read_value: str | None = None

    def __lt__(self, other: "Correction") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, ...]:
        return tuple("" if cell is None else cell for cell in astuple(self))

    @property
    def place(self) -> tuple[str, str, str]:
        """Table, row and column: what is corrected."""
        return self.table, self.row, self.column

    @property
    def value(self) -> Any:
        return parse(tables()[self.table].column(self.column), self.right_value)

    @property
    def rule(self) -> str:
        """What provenance calls it."""
        return f"correction:{self.who}" if self.who else "correction"

    @property
    def named(self) -> str:
        """What a message calls it."""
        return f"{self.table} {self.row or '(document)'}, {self.column}"


def column_of(name: str, column: str) -> Column:
    """The column that is corrected. ValueError, with what to do, where there is none or it is no read value."""
    if name not in tables():
        raise ValueError(f"there is no table {name!r}{hint(name, tables())}")
    spec = tables()[name]
    if column not in spec.column_names:
        raise ValueError(f"table {name} has no column {column!r}{hint(column, spec.column_names)}")
    if name in UNREAD or column in FIXED or column in _keys(spec):
        can = [] if name in UNREAD else [c for c in spec.column_names if c not in FIXED | _keys(spec)]
        instead = f"; give one of {', '.join(can)}" if can else "; correct the value itself"
        raise ValueError(f"{name}.{column} is no value that is read from a sheet{instead}")
    return spec.column(column)


def parse(column: Column, text: str) -> Any:
    """The text as the type of the column; nothing for an empty one. ValueError, with what to do."""
    if text == "":
        if column.required:
            raise ValueError(f"{column.name} cannot be empty; give its value")
        return None
    value = _typed(column, text)
    if column.codes and not column.codes.is_open:
        for word in text.split(" ") if column.many else (text,):
            if word not in column.codes.values:
                near = hint(word, column.codes.values)
                raise ValueError(f"{word!r} is none of {', '.join(column.codes.values)}{near}")
    return value


def _typed(column: Column, text: str) -> Any:
    if column.type == "string":
        return text
    plain = GROUPED.sub("", unicodedata.normalize("NFKC", text).strip().replace("−", "-"))
    if column.type == "bool" and plain.lower() in TRUTH:
        return TRUTH[plain.lower()]
    if column.type in ("int32", "int64") and WHOLE.fullmatch(plain):
        bits = int(column.type.removeprefix("int")) - 1
        if -(2**bits) <= int(plain) < 2**bits:
            return int(plain)
    if column.type in ("float", "double") and NUMBER.fullmatch(plain) and abs(float(plain)) < float("inf"):
        return float(plain)
    if column.type == "date32" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain):
        return datetime.date.fromisoformat(plain)
    raise ValueError(f"{text!r} is no {column.type}; give {FORMS[column.type]}")


FORMS: Final = {
    "bool": "true or false",
    "int32": "a whole number",
    "int64": "a whole number",
    "float": "a number",
    "double": "a number",
    "date32": "a day as 2024-04-01",
    "list<string>": "nothing: lists are not corrected",
}


def _keys(spec: Table) -> frozenset[str]:
    return frozenset({*spec.key, "document_id", "sheet_id"})
