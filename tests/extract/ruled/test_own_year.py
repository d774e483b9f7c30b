"""Values that name their own year, in tables whose heads say only of what kind they are."""

import pytest

from plansheets.extract.heads import period_in

from .forms import Form
from .grids import named, ruled
from .pages import rows_on

COLUMNS = "indicator unit fiscal_year value_type value value_text"
FOUND = [
    ("耐震化率", "%", 2023, "baseline", 84.2, "84.2%"), ("耐震化率", "%", 2028, "target", 92.0, "92.0%"),
    ("消火栓の数", "基", 2024, "baseline", 12.0, "12基"), ("消火栓の数", "基", 2028, "target", 15.0, "15基"),
]  # fmt: skip


def chapter(text: str) -> Form:
    return ruled(Form().head("第5章 進め方").head("1-1 倒壊を防ぐ", 10), text)


@pytest.mark.parametrize("wrap", [
    "{value}（{year}）", "{value}/（{year}）", "{value}【{year}】", "{year}：{value}", "{year}/{value}",
    "（{year}）/{value}", "{value}（{year}年度）", "{value}（{year}年度末現在）", "{value}（{year}実績）",
])  # fmt: skip
@pytest.mark.parametrize("heads", [
    "#指標 | #現状値 | #目標値", "指標名 | 現状 | 目標", "#重要業績指標（KPI） | #基準値 | #目標値",
    "#取組 | #現状 | #目標",
])  # fmt: skip
def test_years_in_the_values(wrap: str, heads: str) -> None:
    def cell(value: str, year: str) -> str:
        return wrap.format(value=value, year=year)

    form = chapter(
        f"{heads}\n耐震化率 | {cell('84.2%', 'R5')} | {cell('92.0%', 'R10')}\n"
        f"・消火栓の数 | {cell('12基', 'R6')} | {cell('15基', 'R10')}"
    )
    assert rows_on("indicators", COLUMNS, form) == FOUND
    assert rows_on("indicators", "sheet level1_title", form)[0] == (None, "倒壊を防ぐ")
    assert rows_on("sheets", "title", form) == []
    assert rows_on("schedule", "text", form) == []


def test_who_is_in_charge_of_an_indicator_makes_no_sheet() -> None:
    form = chapter(
        "#指標 | #現状値 | #目標値 | #担当課\n耐震化率 | 84.2%（R5） | 92.0%（R10） | 建築課\n"
        "消火栓の数 | 12基（R6） | 15基（R10） | 警防課"
    )
    assert rows_on("indicators", COLUMNS, form) == FOUND
    assert rows_on("sheets", "title", form) == []
    assert [text for _, text in rows_on("sections", "kind text", form)] == [
        "進め方", "倒壊を防ぐ", "担当課", "建築課", "警防課",
    ]  # fmt: skip


def test_a_year_of_its_own_replaces_that_of_the_head() -> None:
    form = chapter(
        "#指標 | #現状値（R5） | #目標値（R10）\n耐震化率 | 84.2%（R5） | 92.0%\n消火栓の数 | 12基（R4） | 15基（R11）"
    )
    assert rows_on("indicators", "fiscal_year period value_text", form) == [
        (2023, "現状値（R5）", "84.2%（R5）"), (2028, "目標値（R10）", "92.0%"),
        (2022, "R4", "12基"), (2029, "R11", "15基"),
    ]  # fmt: skip


def test_states_and_dashes() -> None:
    form = chapter("#指標 | #現状 | #目標\n計画の策定 | 未策定（R5） | 策定（R7）\n耐震化率 | －（R5） | 90%（R10）")
    assert rows_on("indicators", "indicator fiscal_year value_text value_status", form) == [
        ("計画の策定", 2023, "未策定", "text"), ("計画の策定", 2025, "策定", "text"),
        ("耐震化率", 2023, "－", "nil"), ("耐震化率", 2028, "90%", "number"),
    ]  # fmt: skip


def test_kinds_without_any_year() -> None:
    form = chapter(
        "#指標名 | #単位 | #現状値 | #中間目標 | #目標値\n耐震化率 | % | 84.2 | 88 | 92\n消火栓の数 | 基 | 12 | 13 | 15"
    )
    assert rows_on("indicators", "indicator unit fiscal_year period value_type value", form) == [
        (name, unit, None, period, kind, value)
        for name, unit, values in (("耐震化率", "%", (84.2, 88, 92)), ("消火栓の数", "基", (12, 13, 15)))
        for period, kind, value in zip(
            ("現状値", "中間目標", "目標値"), ("baseline", "target", "target"), values, strict=True
        )
    ]


def test_lists_and_forms_read_such_values_too() -> None:
    listed = ruled(
        Form(), "#No. | #事業名 | #担当課 | #指標 | #現状値 | #目標値\n"
        "1 | 耐震の補助 | 建築課 | 耐震化率 | 84.2%（R5） | 92.0%（R10）\n"
        "2 | 消防の水 | 警防課 | 消火栓の数 | 12基（R6） | 15基（R10）", "1 3 2 3 2 2"
    )  # fmt: skip
    assert rows_on("indicators", COLUMNS, listed) == FOUND
    told = ruled(named(Form()), "#指標 | 耐震化率 | < | <\n#現状値 | 84.2%（R5） | #目標値 | 92.0%（R10）")
    assert rows_on("indicators", COLUMNS, told) == FOUND[:2]


@pytest.mark.parametrize(("text", "period"), [
    ("84.2％（R5）", None), ("R5：84.2%", None), ("2箇所（R6）", None), ("令和5年度\n84.2%", None),
    ("策定済（R5）", None), ("2024(R6)年度", "2024(R6)年度"), ("現状値（R5）", "R5"), ("5年目（R9）", "R9"),
    ("第2期（R5）", "R5"), ("令和5年度 第2四半期", "令和5年度"),
])  # fmt: skip
def test_a_value_with_a_year_is_no_period(text: str, period: str | None) -> None:
    assert period_in(text) == period
