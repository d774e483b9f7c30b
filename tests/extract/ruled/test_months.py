"""Lists whose plan is one of months, which name no year themselves."""

import pytest

from .drawn import page, pick, read

MONTHS = ["4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月", "1月", "2月", "3月"]
WIDTHS = [120.0, 80.0, *[40.0] * 12]


@pytest.mark.parametrize(("title", "year"), [("令和7年度 年間スケジュール", 2025), ("年間スケジュール", None)])
def test_months_are_columns_of_the_documents_year(title: str, year: int | None) -> None:
    bridge = ["橋の点検", "土木課", "準備", "", "点検", *[""] * 9]
    road = ["道の舗装", "土木課", *[""] * 10, "工事", "→"]
    rows = read(page([["事業名", "担当課", *MONTHS], bridge, road], WIDTHS, title=title))
    assert pick(rows, "sheets", "title") == [("橋の点検",), ("道の舗装",)]
    said = [row for row in pick(rows, "schedule", "sheet", "fiscal_year", "period", "text", "is_continued") if row[3]]
    assert said == [
        (1, year, "4月", "準備", False), (1, year, "6月", "点検", False), (2, year, "2月", "工事", False),
        (2, year, "3月", "工事", True),
    ]  # fmt: skip
    assert len(rows["schedule"]) == 24


def test_a_month_or_two_head_no_plan() -> None:
    rows = read(page([["事業名", "担当課", "4月", "9月"], ["橋の点検", "土木課", "準備", "点検"]], WIDTHS[:4]))
    assert not rows.get("schedule")
