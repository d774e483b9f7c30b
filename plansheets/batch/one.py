"""One document of a run, from where its bytes lie to what the ledger keeps of it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from plansheets.batch.packed import pack
from plansheets.batch.recipe import BROKEN, recognised_by
from plansheets.batch.task import Begun, Counts, Lost, Outcome, Setup, Task
from plansheets.conversion import Converted, convert_bytes, document_id_of, failed, load_rules
from plansheets.errors import InputError, PlanSheetsError
from plansheets.gate import gate
from plansheets.places import read_bytes

SEVERITIES = {"error": "errors", "warning": "warnings", "note": "notes"}


def convert_one(task: Task, setup: Setup, tell: Callable[[Begun], None]) -> Outcome:
    """Convert a document. What is wrong with it is in the outcome; only MemoryError, and bugs, are raised."""
    begun = time.perf_counter()
    rules = load_rules(setup.rules)
    data = b""
    try:
        data = read_bytes(task.place)
        if document_id_of(data) != task.document_id:
            raise InputError(f"{task.source}: was changed while the run went on; run again", "changed-file")
        options = replace(setup.options, on_page=lambda *at: tell(Begun(*at)))
        converted = convert_bytes(data, task.source, rules, options=options, corrections=task.corrections)
        text = recognised_by(converted)
        converted.reading = None  # the glyphs and claims of a long document take more room than its rows
        tables = gate(converted.rows)
    except PlanSheetsError as error:
        code = error.problem_code if isinstance(error, InputError) else error.code
        said = InputError(str(error), code)
        converted = failed(task.document_id, task.source, data, said, corrections=task.corrections)
        converted.matched = None if isinstance(error, InputError) else BROKEN
        tables, text = gate(converted.rows), b""
    return _outcome(task, converted, tables, text, time.perf_counter() - begun)


def lost_outcome(lost: Lost) -> Outcome:
    """The outcome of a document that its worker did not survive."""
    error = InputError(f"{lost.task.source}: {lost.says}", lost.code)
    try:
        data = read_bytes(lost.task.place)
    except InputError:
        data = b""
    task = lost.task
    converted = failed(task.document_id, task.source, data, error, corrections=task.corrections)
    first, *others = converted.rows["problems"]
    converted.rows["problems"] = [first | {"page": lost.page}, *others]
    found = _outcome(lost.task, converted, gate(converted.rows), b"", 0.0)
    return replace(found, by_limits=True)


def _outcome(task: Task, converted: Converted, tables: dict[str, pa.Table], text: bytes, seconds: float) -> Outcome:
    problems = tables.pop("problems")
    row = converted.rows["documents"][0]
    return Outcome(
        task.document_id, task.source, row["status"],
        code=problems["code"][0].as_py() if row["status"] == "failed" else None,
        matched=converted.matched, counts=_counts(converted, row, problems["severity"].to_pylist()), text=text,
        problems=pack({"problems": problems}), tables=pack(tables), seconds=seconds,
    )  # fmt: skip


def _counts(converted: Converted, row: dict[str, Any], severities: Sequence[str]) -> Counts:
    counts = Counts(
        sheets=len(converted.rows.get("sheets", ())), values=converted.values, characters=row["characters"],
        unread=converted.unread, pages=row["pages"] or 0,
    )  # fmt: skip
    for severity in severities:
        setattr(counts, SEVERITIES[severity], getattr(counts, SEVERITIES[severity]) + 1)
    return counts
