"""A run over many files: one bad file is a row in problems, never the end of the run."""

import gc
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from plansheets.conversion import (
    ID_DIGITS,
    Converted,
    Rules,
    convert_bytes,
    document_id_of,
    failed,
    load_rules,
)
from plansheets.datapackage import write_datapackage
from plansheets.errors import InputError, OutputError, PlanSheetsError
from plansheets.extract.readers.options import Engine, Ocr, ReadOptions
from plansheets.gate import gate
from plansheets.inputs import Input, find_inputs
from plansheets.parquet import TableWriter, table_path
from plansheets.problems import problem
from plansheets.tables import tables

Progress = Callable[[int, int, str], None]
"""(files done, files in all, name of the last one)"""


@dataclass
class Summary:
    """What a run did."""

    files: int = 0
    documents: int = 0
    failed: int = 0
    sheets: int = 0
    values: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    characters: int = 0
    unread: int = 0

    @property
    def share_read(self) -> float:
        """Share of the printed characters that are not unread."""
        return 1 - self.unread / self.characters if self.characters else 0.0

    def add(self, converted: Converted) -> None:
        """Count one document."""
        rows = converted.rows
        self.documents += 1
        self.failed += sum(row["status"] == "failed" for row in rows["documents"])
        self.sheets += len(rows.get("sheets", ()))
        self.values += converted.values
        self.characters += sum(row["characters"] for row in rows["documents"])
        self.unread += converted.unread
        self.count_problems(rows.get("problems", ()))

    def count_problems(self, rows: Iterable[dict[str, object]]) -> None:
        for row in rows:
            name = {"error": "errors", "warning": "warnings", "note": "notes"}[str(row["severity"])]
            setattr(self, name, getattr(self, name) + 1)


def convert(
    paths: Iterable[str | Path] | str | Path,
    out: str | Path = "out",
    *,
    rules: Sequence[str | Path] = (),
    overwrite: bool = False,
    progress: Progress | None = None,
    password: str | None = None,
    reader: Engine = "pdfium",
    ocr: Ocr = "auto",
    second_reader: bool = False,
) -> Summary:
    """Convert files, folders and globs into the tables of the contract under `out`.

    `password` opens encrypted PDFs, `reader` reads their text layers, `ocr` says which pages are recognised as images;
    with `second_reader` the other library reads them too, and values that it reads otherwise are doubted.

    Raises UsageError (no such path), InputError (nothing to read), OutputError (`out` cannot be written or holds
    tables already), RuleError. A file that cannot be read is counted as failed and stands in problems.
    """
    named = [paths] if isinstance(paths, str | Path) else list(paths)
    inputs = find_inputs(named)
    if not inputs:
        raise InputError(
            f"{', '.join(map(str, named))}: no document that plansheets reads; give a text file or a folder of them",
            "no-documents",
        )
    ruleset = load_rules(tuple(Path(r) for r in rules))
    folder = check_output(Path(out), overwrite=overwrite)
    gc.freeze()  # rules and libraries stay: the collector need not walk them again for every document
    return _run(inputs, ruleset, folder, progress, ReadOptions(password, reader, ocr, second_reader))


def check_output(out: Path, *, overwrite: bool) -> Path:
    """The output folder, made where it is missing. Raises OutputError where it cannot be, or holds tables already."""
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out}: is a file; name a folder for the output")
    if not overwrite and any(table_path(out, name).exists() for name in tables()):
        raise OutputError(f"{out}: holds tables already; name another folder or add --overwrite")
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".plansheets-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}); name another folder") from error
    return out


def _run(inputs: Sequence[Input], rules: Rules, out: Path, progress: Progress | None, options: ReadOptions) -> Summary:
    by_id, unreadable = _by_content(inputs)
    summary = Summary(files=len(inputs))
    ordinals: dict[str, int] = {}
    done = 0
    # Arrow's own allocator would not reuse what the document before left free: a third more at the peak.
    pa.set_memory_pool(pa.system_memory_pool())
    with TableWriter(out) as writer:
        if unreadable:
            rows = _numbered(unreadable, ordinals)
            summary.count_problems(rows)
            summary.failed += len(rows)
            writer.append(gate({"problems": rows}))
        for document_id in sorted(by_id):
            first, *others = by_id[document_id]
            converted, data = _convert(first, [other.source for other in others], rules, options, ordinals)
            summary.add(converted)
            writer.append(data)
            done += 1 + len(others)
            if progress:
                progress(done, len(inputs), first.source)
    write_datapackage(out)
    return summary


def _convert(
    given: Input, also_at: Sequence[str], rules: Rules, options: ReadOptions, ordinals: dict[str, int]
) -> tuple[Converted, dict[str, pa.Table]]:
    """One file, gated. What cannot be converted gives a failed document: one file must not end the run of thousands."""
    data = given.path.read_bytes()
    try:
        converted = convert_bytes(data, given.source, rules, also_at, options)
        converted.rows["problems"] = _numbered(converted.rows.get("problems", []), ordinals)
        converted.reading = None  # the glyphs and claims of a long document take more room than its rows
        return converted, gate(converted.rows)
    except PlanSheetsError as error:
        converted = failed(document_id_of(data), given.source, data, InputError(str(error), error.code), also_at)
        converted.rows["problems"] = _numbered(converted.rows["problems"], ordinals)
        return converted, gate(converted.rows)


def _by_content(inputs: Sequence[Input]) -> tuple[dict[str, list[Input]], list[dict[str, object]]]:
    """Files by document_id; and a row of problems for each that cannot be opened."""
    by_id: dict[str, list[Input]] = {}
    unreadable: list[dict[str, object]] = []
    for given in inputs:
        try:
            with given.path.open("rb") as file:
                document_id = hashlib.file_digest(file, "sha256").hexdigest()[:ID_DIGITS]
        except OSError as error:
            message = f"{given.source}: cannot be opened ({error.strerror}); check that it is there and may be read"
            unreadable.append(problem(given.source, None, "error", "unreadable-file", message))
            continue
        by_id.setdefault(document_id, []).append(given)
    return by_id, unreadable


def _numbered(rows: Sequence[dict[str, object]], ordinals: dict[str, int]) -> list[dict[str, object]]:
    """Ordinals that stay unique where two inputs have the same name."""
    for row in rows:
        source = str(row["source"])
        ordinals[source] = ordinals.get(source, 0) + 1
        row["ordinal"] = ordinals[source]
    return list(rows)
