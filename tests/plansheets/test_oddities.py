"""Values that no right reading gives: hand-made rows, and the tables that they speak against."""

from typing import Any

import numpy as np
import pytest

from plansheets.columnar import ColumnRows
from plansheets.conversion import load_rules
from plansheets.oddities import odd_tables
from plansheets.provenance import COLUMNS
from plansheets.tables import table
from plansheets.trust import earn

Values = dict[str, Any]
LEXICON = load_rules(()).lexicon


def sheets(*titles: str | None, **cells: Any) -> list[Values]:
    return [table("sheets").blank() | {"sheet_id": f"a-{k:04d}", "number": str(k), "title": title} | cells
            for k, title in enumerate(titles, 1)]  # fmt: skip


def rows_of(name: str, column: str, *texts: str, **cells: Any) -> list[Values]:
    return [table(name).blank() | {column: text} | cells for text in texts]


@pytest.mark.parametrize(("name", "rows"), [
    ("sheets", sheets("橋の点検", "目的", "取組内容")),
    ("sheets", sheets("橋の点検", "道を直す。", "人を育てる。")),
    ("sheets", sheets("橋の点検", None, None)),
    ("sheets", [*sheets("橋の点検", "道の整備"), *sheets("利用者数", "経費", number=None)]),
    ("schedule", rows_of("schedule", "text", "土木課", "消防本部総務課", period="令和5年度")),
    ("schedule", rows_of("schedule", "period", "84.2%（R5）", "92%（R10）", text="調べる")),
    ("indicators", rows_of("indicators", "indicator", "目標値", "18,420", value_type="plan")),
    ("indicators", rows_of("indicators", "indicator", "居宅介護見込量", "訪問の見込み", value_type="actual")),
    ("fields", rows_of("fields", "text", "目的", "事業内容")),
])  # fmt: skip
def test_tables_with_several_odd_values(name: str, rows: list[Values]) -> None:
    assert name in odd_tables({name: rows}, LEXICON)


def test_a_few_of_many_may_be_slips() -> None:
    names = ("目標値", "18,420", *(f"指標{k}" for k in range(98)))
    found = rows_of("indicators", "indicator", *names, value_type="plan")
    assert odd_tables({"indicators": found}, LEXICON) == frozenset()


@pytest.mark.parametrize("rows", [
    {"sheets": sheets("橋の点検", "道の整備", "目的")},  # one may be a slip
    {"sheets": sheets(None, None, None)},  # none has a name
    {"sheets": sheets("橋の点検", "道の整備"), "fields": rows_of("fields", "text", "道を直す。", "調べる。")},
    {"indicators": rows_of("indicators", "indicator", "居宅介護見込量", "訪問の見込み", value_type="plan")},
])  # fmt: skip
def test_what_may_be_right(rows: dict[str, list[Values]]) -> None:
    assert odd_tables(rows, LEXICON) == frozenset()


def test_nothing_on_misread_sheets_is_given_nine_tenths() -> None:
    office = table("offices").blank() | {"sheet_id": "a-0001", "ordinal": 1, "office": "土木課"}
    rows = {"sheets": sheets("橋の点検", "目的", "取組内容"), "offices": [office]}
    odd = odd_tables(rows, LEXICON)
    assert {"sheets", "offices", "indicators"} <= odd
    for names in ((), odd):
        provenance = ColumnRows(COLUMNS)
        provenance.append(dict.fromkeys(COLUMNS) | {
            "table": "offices", "row_key": "a-0001/1", "column": "office", "rule": "generic/office", "confidence": 1.0
        })  # fmt: skip
        earn(rows, provenance, set(), np.array([True]), odd=names)
        assert (provenance.columns["confidence"][0] < 0.9) is bool(names)
