"""What a document's page shows, as plain data for JSON: its tables, its values and where they were read."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from plansheets.provenance import row_key
from plansheets.reviewer.problems import told_by_checks
from plansheets.stored import DocumentName, Stored
from plansheets.tables import table, tables

Values = dict[str, Any]
SHOWN = tuple(name for name in tables() if name not in ("provenance", "residue", "problems", "checks"))
"""Tables whose rows the page shows as they are."""
HIDDEN = ("document_id", "sheet_id")
"""Columns that say where a row belongs: the page shows it there."""
CHECKED = {"years-consecutive": ("schedule", "indicators"), "numbers-without-gaps": ("sheets",),
           "sheets-as-in-contents": ("sections", "sheets")}  # fmt: skip
"""Tables that the row keys of a check may point into; the first that has the key. All others: indicators."""


@dataclass
class DocumentData:
    """One document. `values` are [table, row, column, confidence, rule, *places]; `places` [page, x0, top, x1, bottom,
    raw] or, in a text, [from, to, raw]; rules and raws are numbers of `strings`.
    """

    row: Values
    tables: list[Values] = field(default_factory=list)
    values: list[list[Any]] = field(default_factory=list)
    places: list[list[Any]] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    residue: list[Values] = field(default_factory=list)
    problems: list[Values] = field(default_factory=list)
    checks: list[Values] = field(default_factory=list)
    recognised: set[int] = field(default_factory=set)
    """Pages that were read as images."""

    def __post_init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._place_numbers: dict[tuple[Any, ...], int] = {}

    @property
    def is_text(self) -> bool:
        """Do places point into a text, and not to boxes on pages?"""
        return self.row["pages"] is None and self.row["media_type"] != "application/pdf"

    def string(self, text: str) -> int:
        """The number of a string."""
        if text not in self._numbers:
            self._numbers[text] = len(self.strings)
            self.strings.append(text)
        return self._numbers[text]

    def place(self, row: Values) -> int | None:
        """The number of a place; None for a row that names none."""
        if row["page"] is None and row["char_from"] is None:
            return None
        if row["page"] is not None:
            at: tuple[Any, ...] = (row["page"], *(round(row[edge], 1) for edge in ("x0", "top", "x1", "bottom")))
        else:
            at = row["char_from"], row["char_to"]
        key = (*at, self.string(row["raw"]))
        if key not in self._place_numbers:
            self._place_numbers[key] = len(self.places)
            self.places.append(list(key))
        return self._place_numbers[key]


def document_data(stored: Stored, document: DocumentName) -> DocumentData:
    """All that the tables hold of a document."""
    [row] = stored.rows("documents", document)
    data = DocumentData(plain(row))
    rows = {name: stored.rows(name, document) for name in SHOWN}
    sheets = {sheet["sheet_id"]: at for at, sheet in enumerate(rows["sheets"])}
    at_row: dict[tuple[str, str], tuple[int, int]] = {}
    for name, found in rows.items():
        if found:
            data.tables.append(_table(name, found, sheets))
            at_row |= {(name, key): (len(data.tables) - 1, n) for n, key in enumerate(data.tables[-1]["keys"])}
    _add_values(data, stored, document, at_row)
    _add_residue(data, stored, document)
    data.checks = [_check(check, at_row, sheets) for check in stored.rows("checks", document)]
    data.problems = [_problem(problem, sheets) for problem in stored.rows("problems", document)
                     if not told_by_checks(problem, data.checks)]  # fmt: skip
    return data


def _table(name: str, rows: Sequence[Values], sheets: dict[str, int]) -> Values:
    """A table's rows; `sheets` tells of each row the sheet that it belongs to, or -1."""
    columns = [column for column in table(name).column_names if column not in HIDDEN]
    return {"name": name, "cols": columns, "rows": [[plain_value(row[column]) for column in columns] for row in rows],
            "keys": [row_key(name, row) for row in rows],
            "sheets": [sheets.get(row.get("sheet_id") or "", -1) for row in rows]}  # fmt: skip


def _add_values(
    data: DocumentData, stored: Stored, document: DocumentName, at_row: dict[tuple[str, str], tuple[int, int]]
) -> None:
    """The values, each with its places: parts of one value follow each other."""
    found = stored.rows("provenance", document)
    for (name, key, column), parts in groupby(found, key=lambda row: (row["table"], row["row_key"], row["column"])):
        if (name, key) not in at_row:
            continue
        number, row = at_row[name, key]
        columns = data.tables[number]["cols"]
        if column not in columns:
            continue
        several = list(parts)
        for part in several:
            if part["page"] is not None and part["rule"].endswith("@ocr"):
                data.recognised.add(part["page"])
        confidence = min(round(float(part["confidence"]), 3) for part in several)
        places = [at for part in several if (at := data.place(part)) is not None]
        rule = data.string(several[0]["rule"])
        data.values.append([number, row, columns.index(column), confidence, rule, *places])


def _add_residue(data: DocumentData, stored: Stored, document: DocumentName) -> None:
    for row in stored.rows("residue", document):
        data.residue.append(
            {"kind": row["kind"], "page": row["page"], "raw": data.string(row["raw"]), "place": data.place(row)}
        )


def _check(check: Values, at_row: dict[tuple[str, str], tuple[int, int]], sheets: dict[str, int]) -> Values:
    """A check with the rows that it compares, as [table, row]."""
    names = CHECKED.get(check["check"], ("indicators", "assessments", "fields"))
    keys = check["where"].split(", ")
    rows = [next((at_row[name, key] for name in names if (name, key) in at_row), None) for key in keys]
    return {"check": check["check"], "passed": check["passed"], "expected": check["expected"], "found": check["found"],
            "where": check["where"], "rows": [row for row in rows if row],
            "sheet": sheets.get(check["sheet_id"] or "", -1)}  # fmt: skip


def _problem(problem: Values, sheets: dict[str, int]) -> Values:
    kept = ("severity", "code", "message", "page", "raw")
    return {name: problem[name] for name in kept} | {"sheet": sheets.get(problem["sheet_id"] or "", -1)}


def plain(row: Values) -> Values:
    """A row as JSON can hold it."""
    return {name: plain_value(value) for name, value in row.items()}


def plain_value(value: Any) -> Any:
    """Dates as ISO, numbers that JSON does not know as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return value
