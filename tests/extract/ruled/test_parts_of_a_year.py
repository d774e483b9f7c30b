"""Months, quarters and halves as heads within a form: of the year that the document is about."""

import pytest

from .forms import Form
from .grids import named, ruled
from .pages import rows_on

MONTHS = ["4", "5", "6", "7", "8", "9", "10", "11", "12", "1", "2", "3"]


@pytest.mark.parametrize(("heads", "periods"), [
    ("#4月 | #5月 | #6月 | #7月", ["4月", "5月", "6月", "7月"]),
    ("#第1四半期 | #第2四半期 | #第3四半期 | #第4四半期", ["第1四半期", "第2四半期", "第3四半期", "第4四半期"]),
    ("第１四半期 | 第２四半期 | 第３四半期 | 第４四半期", ["第1四半期", "第2四半期", "第3四半期", "第4四半期"]),
])  # fmt: skip
@pytest.mark.parametrize("label", ["#取組", "#実施内容", "#スケジュール"])
def test_a_plan_by_parts_of_one_year(heads: str, periods: list[str], label: str) -> None:
    form = named(Form().head("令和6年度 事業計画書"))
    form.at += 8
    ruled(form, f"{label} | {heads}\n茶会 | 募る | 開く | → | _\n講座 | _ | _ | 備える | 終える", "2 1 1 1 1")
    assert rows_on("sheets", "title", form) == [("見守りの事業",)]
    assert rows_on("schedule", "sheet fiscal_year period value_type text is_continued", form) == [
        (1, 2024, period, "plan", text, is_continued)
        for row in (
            [("募る", False), ("開く", False), ("開く", True), (None, False)],
            [(None, False), (None, False), ("備える", False), ("終える", False)],
        )
        for period, (text, is_continued) in zip(periods, row, strict=True)
    ]


def test_twelve_bare_months_and_two_halves() -> None:
    form = named(Form(1, 900, 600).head("令和6年度 事業計画書"))
    form.at += 8
    ruled(form, f"#工程 | {' | '.join('#' + m for m in MONTHS)}\n茶会 | 募る{' | _' * 11}", f"3{' 1' * 12}")
    form.at += 8
    ruled(form, "#工程 | #上半期 | #下半期\n講座 | 備える | 開く")
    found = rows_on("schedule", "fiscal_year period text", form)
    assert [period for _, period, _ in found] == [*MONTHS, "上半期", "下半期"]
    assert [text for _, _, text in found if text] == ["募る", "備える", "開く"]
    assert {year for year, _, _ in found} == {2024}


def test_numbers_that_are_no_months_stay_values() -> None:
    form = ruled(named(Form()), "#点検 | 4 | 5 | 6\n#修繕 | 7 | 8 | 9")
    assert rows_on("schedule", "text", form) == []
