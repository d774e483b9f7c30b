"""One file: bytes in, rows of every table out. Knows nothing of folders, output or batches."""

import hashlib
import mimetypes
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from plansheets.checks import add_checks, run_checks
from plansheets.columnar import ColumnRows
from plansheets.corrections import Correction, apply_values, record
from plansheets.errors import InputError, InternalError, PlanSheetsError
from plansheets.extract.arranged import Arranged, PageDoubt
from plansheets.extract.document import read_document
from plansheets.extract.readers import reader_for
from plansheets.extract.readers.options import DEFAULTS, ReadOptions
from plansheets.extract.reading import Reading
from plansheets.extract.span import Span
from plansheets.normalize import match_key
from plansheets.oddities import odd_tables
from plansheets.problems import problem
from plansheets.provenance import place
from plansheets.rows import make_rows, sheet_id
from plansheets.rules.families import Family, load_families
from plansheets.rules.lexicon import Lexicon, load_lexicon
from plansheets.second_reading import disagreements, second_reading
from plansheets.tables import table
from plansheets.trust import earn

Values = dict[str, Any]
ID_DIGITS = 16
"""Hex digits of a document_id."""
UNREAD_SHARE = 0.01
"""Share of unread characters above which a document's status is partial."""


@dataclass(frozen=True)
class Rules:
    """The lexicon and the families that a run reads with."""

    lexicon: Lexicon
    families: tuple[Family, ...]


def load_rules(dirs: tuple[Path, ...] = ()) -> Rules:
    """The built-in rules with a user's own over them, which may change while the program runs. Raises RuleError."""
    files = sorted(file for folder in dirs if folder.is_dir() for file in folder.iterdir())
    return _load_rules(dirs, tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files))


@lru_cache(maxsize=4)
def _load_rules(dirs: tuple[Path, ...], state: tuple[tuple[Path, int, int], ...]) -> Rules:
    return Rules(load_lexicon(match_key, dirs), tuple(load_families(dirs)))


@dataclass
class Converted:
    """The rows of one file by table; and what was made of it, for those who want to look at more than rows."""

    document_id: str
    rows: dict[str, Sequence[Values]] = field(default_factory=dict)
    reading: Reading | None = None
    matched: str | None = None
    """Id of the family that the document was recognised as, whether its rule fitted or not."""
    unread: int = 0
    """Printed characters that stand in residue of kind unread."""

    @property
    def values(self) -> int:
        """Values that stand in tables, each counted once however many places it is read from."""
        found = self.rows.get("provenance")
        if not isinstance(found, ColumnRows):
            return 0
        return len(set(zip(*(found.columns[name] for name in ("table", "row_key", "column")), strict=True)))


def document_id_of(data: bytes) -> str:
    """First 16 hex digits of the SHA-256 of the file's bytes."""
    return hashlib.sha256(data).hexdigest()[:ID_DIGITS]


def convert_bytes(
    data: bytes,
    source: str,
    rules: Rules,
    also_at: Sequence[str] = (),
    options: ReadOptions = DEFAULTS,
    corrections: Sequence[Correction] = (),
) -> Converted:
    """One file, with the corrections of it. An unreadable one gives a failed document and a row in problems.

    Raises RuleError (a pattern of a family takes too long), MemoryError and, for what is a bug of plansheets,
    InternalError.
    """
    try:
        arranged = reader_for(source)(data, source, options)
    except InputError as error:
        return failed(document_id_of(data), source, data, error, also_at, corrections)
    try:
        return _converted(arranged, data, source, rules, also_at, options, corrections)
    except (PlanSheetsError, MemoryError):
        raise
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}:{frame.lineno}"
        raise InternalError(f"{source}: {type(error).__name__} at {where} ({error}); please report it") from error


def _converted(
    arranged: Arranged,
    data: bytes,
    source: str,
    rules: Rules,
    also_at: Sequence[str],
    options: ReadOptions = DEFAULTS,
    corrections: Sequence[Correction] = (),
) -> Converted:
    document_id, read = document_id_of(data), arranged.source
    reading = read_document(arranged, rules.lexicon, rules.families)
    used, total = reading.ledger.used(), read.characters
    residue = list(reading.ledger.residue())
    unread = sum(int(read.printed[a:b].sum()) for kind, span in residue if kind == "unread" for a, b in span.ranges)
    doubtful = any(
        severity != "note"
        for severity in (*(d.severity for d in reading.ledger.doubts), *(d.severity for d in arranged.doubts))
    )
    made = make_rows(reading, document_id, {
        "source": source, "also_at": list(also_at), "bytes": len(data), "media_type": read.media_type,
        "pages": None if read.has_offsets else len(read.pages), "reader": read.reader,
        "family": reading.family.id if reading.family else "generic", "sheet_count": len(reading.sheets),
        "characters": total, "characters_used": used, "characters_left": total - used,
        "status": "partial" if doubtful or unread > UNREAD_SHARE * total else "ok",
    })  # fmt: skip
    rows = dict(made.rows) | {"provenance": made.provenance, "residue": _residue(residue, document_id)}
    rows["problems"] = _problems(reading, arranged.doubts, document_id, source, unread, total)
    corrected = apply_values(rows, corrections)
    checks = run_checks(rows)
    told = second_reading(made.provenance, data, source, options) if options.second_reader else None
    if reading.family is None and reading.in_cell is not None:
        doubts = sum(doubt.severity != "note" for doubt in reading.ledger.doubts)
        passed = {place for check in checks if check.passed for place in check.places}
        odd = odd_tables(made.rows, reading.lexicon)
        earn(made.rows, made.provenance, passed, reading.in_cell[np.array(made.starts, np.intp)], told, doubts, odd)
    if told is not None:
        rows["problems"] = [
            *rows["problems"],
            *disagreements(made.provenance, told, document_id, source, len(rows["problems"])),
        ]
    add_checks(rows, checks, document_id, source)
    record(rows, corrected, document_id, source)
    matched = reading.recognised.id if reading.recognised else None
    return Converted(document_id, rows, reading, matched, unread)


def failed(
    document_id: str,
    source: str,
    data: bytes,
    error: InputError,
    also_at: Sequence[str] = (),
    corrections: Sequence[Correction] = (),
) -> Converted:
    """The rows of a file that could not be read."""
    media_type = mimetypes.guess_type(source)[0] or "application/octet-stream"
    document = table("documents").blank() | {
        "document_id": document_id, "source": source, "also_at": list(also_at), "bytes": len(data),
        "media_type": media_type, "reader": "none", "sheet_count": 0, "characters": 0, "characters_used": 0,
        "characters_left": 0, "status": "failed",
    }  # fmt: skip
    problems = [problem(source, document_id, "error", error.problem_code, str(error))]
    rows: dict[str, Sequence[Values]] = {"documents": [document], "problems": problems}
    record(rows, apply_values(rows, corrections), document_id, source)
    return Converted(document_id, rows)


def _residue(residue: Sequence[tuple[str, Span]], document_id: str) -> list[Values]:
    blank = table("residue").blank() | {"document_id": document_id}
    return [blank | {"ordinal": n, "kind": kind} | place(span.source, *span.ranges[0])
            for n, (kind, span) in enumerate(residue, 1)]  # fmt: skip


def _problems(
    reading: Reading, doubts: Sequence[PageDoubt], document_id: str, source: str, unread: int, total: int
) -> list[Values]:
    rows = [
        problem(source, document_id, doubt.severity, doubt.code, doubt.message) | {"page": doubt.page}
        for doubt in doubts
    ]
    for doubt in reading.ledger.doubts:
        row = problem(source, document_id, doubt.severity, doubt.code, doubt.message)
        row["sheet_id"] = sheet_id(document_id, doubt.sheet)
        if doubt.span is not None and doubt.span.ranges:
            where = place(reading.source, *doubt.span.ranges[0])
            row["page"], row["raw"] = where["page"], doubt.span.raw
        rows.append(row)
    if unread > UNREAD_SHARE * total:
        rows.append(problem(source, document_id, "warning", "unread-text",
                            f"{unread} of {total} characters stand in no table; see residue (unread)"))  # fmt: skip
    return [row | {"ordinal": n} for n, row in enumerate(rows, 1)]
