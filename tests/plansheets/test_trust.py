"""Confidence is earned by signs that agree: hand-made rows, and what each of their values must get."""

from typing import Any

import numpy as np
import pytest

from plansheets.columnar import ColumnRows
from plansheets.provenance import COLUMNS
from plansheets.tables import table
from plansheets.trust import earn

Values = dict[str, Any]
DOC = "0123456789abcdef"


def sheet(at: int, **cells: Any) -> Values:
    return table("sheets").blank() | {
        "document_id": DOC, "sheet_id": f"{DOC}-{at:04d}", "sheet_no": at, "number": str(at),
        "title": f"事業{at}"} | cells  # fmt: skip


def office(number: int, name: str) -> Values:
    return table("offices").blank() | {
        "document_id": DOC, "sheet_id": f"{DOC}-{number:04d}", "ordinal": 1, "office": name}  # fmt: skip


def cell(line: int, ordinal: int, year: int | None, status: str, **cells: Any) -> Values:
    return table("indicators").blank() | {
        "document_id": DOC, "table_no": 1, "indicator_no": line, "ordinal": ordinal, "indicator": f"指標{line}",
        "period": f"R{ordinal}", "fiscal_year": year, "value_type": "plan", "value_status": status} | cells  # fmt: skip


def confidence(
    rows: dict[str, list[Values]],
    place: tuple[str, str, str],
    rule: str = "generic/value",
    *,
    given: float = 1.0,
    in_cell: bool = True,
    passed: bool = False,
    doubts: int = 0,
) -> float:
    """The confidence of one value that a rule believed as `given`."""
    provenance = ColumnRows(COLUMNS)
    blank: Values = dict.fromkeys(COLUMNS)
    provenance.append(
        blank | dict(zip(("table", "row_key", "column"), place, strict=True)) | {"rule": rule, "confidence": given}
    )
    earn(rows, provenance, {place} if passed else set(), np.array([in_cell]), doubts=doubts)
    return float(provenance.columns["confidence"][0])


NUMBERS = {"indicators": [cell(1, n, 2020 + n, "number") for n in (1, 2, 3)]}
VALUE = ("indicators", "1/1/2", "value")


@pytest.mark.parametrize(
    ("in_cell", "passed", "expected"),
    [(False, False, 0.97), (True, False, 0.99), (True, True, 0.99)],
    ids=["label, type, neighbours", "and a cell", "and a check"],
)
def test_signs_that_agree_add_up(in_cell: bool, passed: bool, expected: float) -> None:
    assert confidence(NUMBERS, VALUE, in_cell=in_cell, passed=passed) == expected


def test_a_text_among_numbers_is_doubted() -> None:
    rows = {"indicators": [*NUMBERS["indicators"], *(cell(1, n, 2020 + n, "number") for n in (4, 5)),
                           cell(1, 6, 2026, "text")]}  # fmt: skip
    assert confidence(rows, VALUE) == 0.99
    assert confidence(rows, ("indicators", "1/1/6", "value_text")) == 0.85


def test_one_period_twice_in_a_line_makes_its_table_doubtful() -> None:
    twice = {"indicators": [cell(1, 1, 2021, "number"), cell(1, 2, 2021, "number", period="R1")]}
    assert confidence(twice, ("indicators", "1/1/1", "value"), in_cell=False) == 0.75


def test_no_value_is_believed_more_than_its_rule_believes_it() -> None:
    assert confidence(NUMBERS, VALUE, given=0.6) == 0.6


def test_an_office_that_is_named_like_none_is_doubted() -> None:
    rows = {"sheets": [sheet(1)], "offices": [office(1, "協働推進課"), office(1, "公園を歩く")]}
    rows["offices"][1]["ordinal"] = 2
    assert confidence(rows, ("offices", f"{DOC}-0001/1", "office"), "generic/offices") == 0.97
    assert confidence(rows, ("offices", f"{DOC}-0001/2", "office"), "generic/offices") == 0.75


def test_a_sheet_unlike_the_others_is_doubted() -> None:
    """Three sheets have an office each, the fourth is nothing but a title: a total row, perhaps."""
    rows = {"sheets": [sheet(1), sheet(2), sheet(3), sheet(4, number=None)],
            "offices": [office(n, "財政課") for n in (1, 2, 3)]}  # fmt: skip
    assert confidence(rows, ("sheets", f"{DOC}-0001", "title"), "generic/title") == 0.99
    assert confidence(rows, ("sheets", f"{DOC}-0004", "title"), "generic/title") == 0.85


def test_a_guess_by_look_alone_is_less_than_a_label() -> None:
    rows = {"sheets": [sheet(1)]}
    assert confidence(rows, ("sheets", f"{DOC}-0001", "title"), "generic/title") == 0.97
    assert confidence(rows, ("sheets", f"{DOC}-0001", "title"), "generic/title-line") == 0.75


def test_a_recognised_character_counts_as_read() -> None:
    assert confidence(NUMBERS, VALUE, "generic/value@ocr", given=0.95) == 0.95


def test_a_document_with_much_that_was_not_understood_is_doubted() -> None:
    assert confidence(NUMBERS, VALUE, doubts=1) == 0.88
