"""A table as CSV for Excel, or as JSON lines for programs."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from plansheets.dictionary import Lang
from plansheets.exports.batches import rows
from plansheets.exports.heads import heads
from plansheets.harmless import harmless
from plansheets.stored import Stored
from plansheets.tables import table


def write_csv(stored: Stored, name: str, path: Path, lang: Lang | None = None) -> None:
    """UTF-8 with BOM, CRLF, nulls empty, true and false, dates ISO, lists as JSON; text that a spreadsheet would run
    begins with an apostrophe, numbers do not."""
    forms = [_form(column.type) for column in table(name).columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(heads(name, lang))
        for row in rows(stored, name):
            writer.writerow(
                ["" if cell is None else form(cell) if form else cell for form, cell in zip(forms, row, strict=True)]
            )


def write_jsonl(stored: Stored, name: str, path: Path) -> None:
    """One object a row, all columns, nulls and lists as they are, dates ISO, UTF-8."""
    names = table(name).column_names
    with path.open("w", encoding="utf-8", newline="") as file:
        for row in rows(stored, name):
            cells = dict(zip(names, row, strict=True))
            file.write(json.dumps(cells, ensure_ascii=False, allow_nan=False, default=_iso) + "\n")


def _form(kind: str) -> Callable[[Any], str] | None:
    """How cells of a type are written where it is not as Python does."""
    forms: dict[str, Callable[[Any], str]] = {
        "string": harmless,
        "bool": lambda cell: "true" if cell else "false",
        "list<string>": lambda cell: json.dumps(cell, ensure_ascii=False),
        "float": repr,
        "double": repr,
    }
    return forms.get(kind)


def _iso(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
