"""Checks that a document itself makes possible: sums, rates, counts, years. Pure functions over rows; no value changes.

`add_checks` is the front door: the rows of table `checks`, and doubt on what a failed check compares.
"""

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from typing import Any

from plansheets.checks.baselines import baselines
from plansheets.checks.check import Check, Rows
from plansheets.checks.rates import rates
from plansheets.checks.sequences import consecutive_years, cumulative_values
from plansheets.checks.sheet_list import sheet_numbers, sheets_in_contents
from plansheets.checks.totals import totals
from plansheets.columnar import ColumnRows
from plansheets.problems import problem
from plansheets.tables import table

__all__ = ["Check", "add_checks", "run_checks"]

CHECKS: tuple[Callable[[Rows], Iterator[Check]], ...] = (
    totals, rates, sheets_in_contents, sheet_numbers, consecutive_years, cumulative_values, baselines,
)  # fmt: skip
DOUBT = 0.5
"""What a failed check leaves of the confidence of each value that it compares."""
SHOWN_KEYS = 6
"""Row keys that a problem's message names."""


def run_checks(rows: Rows) -> list[Check]:
    """All checks that the rows of one document make possible, by name, then by where (numbers by value)."""
    made = {(one.name, one.where, one.expected, one.found): one for check in CHECKS for one in check(rows)}
    return sorted(made.values(), key=lambda one: (one.name, _by_number(one.where), one.expected, one.found))


def _by_number(text: str) -> str:
    return re.sub(r"[0-9]+", lambda digits: digits[0].zfill(20), text)


def add_checks(
    rows: MutableMapping[str, Sequence[dict[str, Any]]], checks: Sequence[Check], document_id: str, source: str
) -> None:
    """Fill table `checks`; a failed one halves the confidence of what it compares and is a note in `problems`.

    `rows` has all other tables of the document, `provenance` as ColumnRows. Each value is doubted once, however many
    checks fail on it.
    """
    blank = table("checks").blank() | {"document_id": document_id}
    rows["checks"] = [
        blank | {"sheet_id": one.sheet_id, "ordinal": n, "check": one.name, "passed": one.passed,
                 "expected": one.expected, "found": one.found, "where": one.where}
        for n, one in enumerate(checks, 1)
    ]  # fmt: skip
    failed = [one for one in checks if not one.passed]
    if failed:
        _doubt(rows.get("provenance"), {place for one in failed for place in one.places})
        rows["problems"] = [
            *rows.get("problems", ()),
            *_notes(failed, document_id, source, len(rows.get("problems", ()))),
        ]


def _doubt(provenance: Sequence[dict[str, Any]] | None, places: set[tuple[str, str, str]]) -> None:
    if not isinstance(provenance, ColumnRows):
        return
    columns = provenance.columns
    confidence = columns["confidence"]
    for at, place in enumerate(zip(columns["table"], columns["row_key"], columns["column"], strict=True)):
        if place in places:
            confidence[at] = round(confidence[at] * DOUBT, 3)


def _notes(failed: Sequence[Check], document_id: str, source: str, before: int) -> Iterator[dict[str, Any]]:
    """Severity note: the document was read; it is the document, or a value read wrongly, that disagrees with itself."""
    for n, one in enumerate(failed, before + 1):
        keys = one.where.split(", ")
        where = ", ".join(keys[:SHOWN_KEYS]) + (", …" if len(keys) > SHOWN_KEYS else "")
        message = f"{one.name}: {one.expected} expected, {one.found} found at {where}; compare with the print"
        yield problem(source, document_id, "note", "failed-check", message) | {"sheet_id": one.sheet_id, "ordinal": n}
