"""corrections.csv: a line a value that a person corrected. Lines in any order mean the same."""

import csv
import hashlib
import io
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any, Final

from plansheets.corrections.line import Correction, column_of, parse
from plansheets.errors import InputError
from plansheets.problems import problem

COLUMNS: Final = ("document", "table", "row", "column", "right_value", "who", "why")
"""The columns that the file must have, in any order."""
OPTIONAL: Final = ("printed", "read_value")
SHEET_KEY: Final = re.compile(r"[0-9a-f]{16}-([0-9]{4,})((?:/.*)?)", re.DOTALL)
"""The row key of a sheet's row: the document's id, the sheet's number, what follows."""


@dataclass(frozen=True)
class Mistake:
    """A line that cannot be applied: where it stands, and what is wrong with it."""

    where: str
    """File, line and column."""
    what: str
    """Document, table, row and column."""
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


class Corrections:
    """The corrections of one file or of several. Iterates over the lines that can be applied, in their own order."""

    def __init__(self, lines: Iterable[Correction] = (), mistakes: Iterable[Mistake] = (), name: str = "") -> None:
        self.name = name
        self.mistakes = tuple(mistakes)
        self._by_document: dict[str, list[Correction]] = defaultdict(list)
        for line in sorted(set(lines)):
            self._by_document[line.document].append(line)

    @classmethod
    def of_files(cls, paths: str | Path | Sequence[str | Path] | None) -> "Corrections":
        """One file, several, or none. InputError as `load`."""
        return cls.load(*([paths] if isinstance(paths, str | Path) else paths or ()))

    @classmethod
    def load(cls, *paths: str | Path) -> "Corrections":
        """Reads the files. InputError where one is missing or lacks a column; a wrong line is one of `mistakes`."""
        lines: list[Correction] = []
        mistakes: list[Mistake] = []
        for path in map(Path, paths):
            _read(path, lines, mistakes)
        return cls(lines, mistakes, ", ".join(sorted({Path(path).name for path in paths})))

    def __iter__(self) -> Iterator[Correction]:
        return (line for name in sorted(self._by_document) for line in self._by_document[name])

    def __len__(self) -> int:
        return sum(map(len, self._by_document.values()))

    def of(self, document_id: str, sources: Iterable[str] = ()) -> tuple[Correction, ...]:
        """The corrections of a document, named by its id or by a path that it was read from."""
        found = [line for name in {document_id, *map(_nfc, sources)} for line in self._by_document.get(name, ())]
        return tuple(sorted(found))

    def resolved(self, ids_of: Callable[[str], Iterable[str]]) -> "Corrections":
        """The same with every document named by its id; `ids_of` finds the ids of a name, none for one unknown."""
        lines: list[Correction] = []
        for name, found in self._by_document.items():
            ids = list(ids_of(name))
            lines += [replace(line, document=document_id) for document_id in ids or [name] for line in found]
        return Corrections(lines, self.mistakes, self.name)

    def digest(self, document_id: str, sources: Iterable[str] = ()) -> str:
        """Of the corrections of a document, however they are ordered; "" where it has none."""
        found = self.of(document_id, sources)
        return hashlib.sha256(json.dumps([astuple(line) for line in found]).encode()).hexdigest() if found else ""

    def problems(self, is_known: Callable[[str], object]) -> list[dict[str, Any]]:
        """Rows of table problems for what belongs to no document of the run, and for lines that cannot be applied.

        `is_known` says whether the run has a document of an id or path. The rows name no line: they do not depend on
        the order of the lines.
        """
        rows = [
            _problem(self.name, "error", "correction-invalid", f"{mistake.what}: not applied: {mistake.message}")
            for mistake in self.mistakes
        ]
        for name, lines in self._by_document.items():
            if not is_known(name):
                what = ", ".join(dict.fromkeys(line.named for line in lines))
                message = (
                    f"{name} is no document of this run, corrections of {what} are not applied; a file that changed "
                    "has another id: look at it again"
                )
                rows.append(_problem(self.name, "warning", "correction-unmatched", message))
        rows.sort(key=lambda row: (row["code"], row["message"]))
        return [row | {"ordinal": n} for n, row in enumerate(rows, 1)]


def _read(path: Path, lines: list[Correction], mistakes: list[Mistake]) -> None:
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    end = 0
    try:
        names = [name.strip() for name in next(reader, [])]
        if missing := [name for name in COLUMNS if name not in names]:
            raise InputError(
                f"{path}: has no column {', '.join(missing)}; its first line must name {', '.join(COLUMNS)}"
            )
        end = reader.line_num
        for cells in reader:
            begin, end = end + 1, reader.line_num
            if not any(cells):
                continue
            row = dict(zip(names, cells, strict=False))
            try:
                if len(cells) != len(names):
                    raise _CellError(
                        names[-1], f"has {len(cells)} cells, not {len(names)}; quote cells that hold commas"
                    )
                lines.append(_line(row))
            except _CellError as error:
                what = " ".join(row.get(name) or "-" for name in ("document", "table", "row", "column"))
                mistakes.append(Mistake(f"{path}, line {begin}, column {error.column}", what, str(error)))
    except csv.Error as error:
        raise InputError(
            f"{path}, line {end + 1}: is no CSV ({error}); quote cells that hold commas or quotes"
        ) from error


def _text(path: Path) -> str:
    """UTF-8, or what a Japanese Excel saves."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path}: cannot be opened ({error.strerror}); check that it is there and may be read"
        ) from error
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path}: is neither UTF-8 nor CP932; save it as CSV UTF-8")


class _CellError(ValueError):
    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def _line(row: Mapping[str, str]) -> Correction:
    """A line of the file. _CellError."""
    cells = {name: row.get(name, "").replace("\r\n", "\n") for name in (*COLUMNS, *OPTIONAL)}
    for name in ("document", "table", "row", "column"):
        cells[name] = cells[name].strip()
    for name in ("document", "table", "column"):
        if not cells[name]:
            raise _CellError(name, "is empty; say what is corrected")
    try:
        column = column_of(cells["table"], cells["column"])
    except ValueError as error:
        raise _CellError("table" if "no table" in str(error) else "column", str(error)) from error
    try:
        parse(column, cells["right_value"])
    except ValueError as error:
        raise _CellError("right_value", str(error)) from error
    optional = {name: cells[name] or None for name in OPTIONAL}
    who = " ".join(cells["who"].split())
    return Correction(
        _nfc(cells["document"]), cells["table"], short_row(cells["row"]), cells["column"], cells["right_value"], who,
        cells["why"].strip(), **optional,
    )  # fmt: skip


def short_row(key: str) -> str:
    """A row key without the id of its document, which stands before a sheet's number."""
    found = SHEET_KEY.fullmatch(key)
    return found[1] + found[2] if found else key


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _problem(name: str, severity: str, code: str, message: str) -> dict[str, Any]:
    return problem(name, None, severity, code, message)
