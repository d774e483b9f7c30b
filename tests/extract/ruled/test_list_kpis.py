"""Lists in which one cell tells several indicators with their values, and one cell offers verdicts to tick."""

from collections.abc import Sequence
from typing import Any

import pytest

from .drawn import page, pick, read

WIDTHS = [30.0, 100.0, 80.0, 300.0, 150.0]
VERDICTS = "☐大いに効果があった\n☑効果があった\n☐効果がなかった"


def told(head: str, *cells: str) -> dict[str, Sequence[dict[str, Any]]]:
    body = [[str(k), name, "福祉課", cell, VERDICTS]
            for k, (name, cell) in enumerate(zip(("茶の販売", "花の育成"), cells, strict=False), 1)]  # fmt: skip
    return read(page([["No.", "事業名", "担当課", head, "評価"], *body], WIDTHS, title="効果の検証"))


def values(rows: dict[str, Sequence[dict[str, Any]]]) -> list[tuple[Any, ...]]:
    return pick(rows, "indicators", "sheet", "indicator", "unit", "fiscal_year", "value_type", "value")


FOUND = [
    (1, "輸出額", "千円", 2024, "target", 12000), (1, "輸出額", "千円", 2024, "actual", 15480),
    (2, "会員数（累計）", "人", 2024, "target", None), (2, "会員数（累計）", "人", 2024, "actual", 21),
]  # fmt: skip


@pytest.mark.parametrize(("head", "first", "second"), [
    ("重要業績評価指標（KPI）〔令和６年度〕", "KPI① 輸\n出額\n目標 12,000千円 実績 15,480千円",
     "KPI① 会員数（累計）\n目標 －\n実績 21人"),
    ("KPI（令和6年度）", "①輸出額　目標：12,000千円　実績：15,480千円", "①会員数（累計）\n目標：－\n実績：21人"),
    ("KPI", "指標1：輸出額\n【目標】12,000千円（R6）\n【実績】15,480千円（R6）",
     "会員数（累計）\n目標（R6） －\n実績（R6） 21人"),
])  # fmt: skip
def test_indicators_in_one_cell(head: str, first: str, second: str) -> None:
    rows = told(head, first, second)
    assert values(rows) == FOUND
    assert pick(rows, "fields", "label", "text") == []
    assert [r for r in rows["residue"] if r["kind"] == "unread"] == []


def test_several_indicators_in_one_cell() -> None:
    rows = told("KPI（令和6年度）", "①講座 目標 3回 実績 4回\n②協力 目標 6社／実績 7社", "KPI① 来場\n者 目標 5人")
    assert values(rows) == [
        (1, "講座", "回", 2024, "target", 3), (1, "講座", "回", 2024, "actual", 4),
        (1, "協力", "社", 2024, "target", 6),
        (1, "協力", "社", 2024, "actual", 7), (2, "来場者", "人", 2024, "target", 5),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["(1) ", "1. ", "・", "①", "KPI1 ", "成果指標② "])
def test_what_counts_an_indicator_is_no_part_of_its_name(mark: str) -> None:
    rows = told("KPI（令和6年度）", f"{mark}講座の数 目標 3回", "会員を増やす。")
    assert values(rows) == [(1, "講座の数", "回", 2024, "target", 3)]


def test_the_ticked_verdict_is_the_evaluation() -> None:
    rows = told("成果指標", "講座を開く。", "会員を増やす。")
    assert pick(rows, "assessments", "sheet", "aspect", "text") == [(n, "評価", "効果があった") for n in (1, 2)]
    assert values(rows) == []
