"""Changes for a program: one a line, as CSV or JSON."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import IO, Any, Literal

from plansheets.compare.changes import Change, Place
from plansheets.errors import OutputError
from plansheets.harmless import harmless

FIRST = ("kind", "source", "document_old", "document_new", "table", "sheet", "about", "row_old", "row_new", "column")
PLACE = ("page", "x0", "top", "x1", "bottom", "char_from", "char_to", "raw", "rule", "confidence")
COLUMNS = (*FIRST, "old", "new", *(f"{name}_{side}" for side in ("old", "new") for name in PLACE))


def write(changes: Iterable[Change], to: Literal["csv", "jsonl"], path: Path | None, limit: int | None = None) -> None:
    """Writes the changes to a file, or to standard output; all are taken, no more than `limit` written.

    A value that is no text, and all values of a row that came or went, stand as JSON. In CSV cells are made harmless
    for spreadsheets. OutputError where the file cannot be written.
    """
    rows = (flat(change) for n, change in enumerate(changes) if limit is None or n < limit)
    with _opened(path, bom=to == "csv") as file:
        if to == "jsonl":
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")
            return
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow([_cell(row[column]) for column in COLUMNS])


def flat(change: Change) -> dict[str, Any]:
    """A change as one row of COLUMNS."""
    row = {name: getattr(change, name) for name in (*FIRST, "old", "new")}
    for side, place in (("old", change.place_old), ("new", change.place_new)):
        row |= {f"{name}_{side}": value for name, value in _place(place).items()}
    return row


def _place(place: Place) -> dict[str, Any]:
    x0, top, x1, bottom = place.box or (None,) * 4
    char_from, char_to = place.chars or (None,) * 2
    named = asdict(place) | {"x0": x0, "top": top, "x1": x1, "bottom": bottom}
    return {name: (named | {"char_from": char_from, "char_to": char_to})[name] for name in PLACE}


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool | dict | list):
        value = json.dumps(value, ensure_ascii=False, default=_plain)
    return harmless(value) if isinstance(value, str) else value


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


@contextmanager
def _opened(path: Path | None, *, bom: bool) -> Iterator[IO[str]]:
    """The file, or standard output in UTF-8: Excel reads a CSV as UTF-8 only with its mark."""
    if path is None:
        out = sys.stdout
        if hasattr(out, "reconfigure"):
            out.reconfigure(encoding="utf-8", newline="")
        yield out
        return
    try:
        with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); name another file") from error
