"""Tables with periods in their head: heads of one and two levels, kinds of value, arrows, what ends the body."""

from typing import Any

import pytest

from .test_document import pick, read

SHEET = "整理番号\t1\t担当課\t協働推進課\n事業名\t広場の運営\t\t\n目的\t場をつくる。\t\t\n"


def values(text: str) -> list[tuple[Any, ...]]:
    """(indicator, fiscal year, kind of value, value) of every row."""
    return pick(text, "indicators", "indicator", "fiscal_year", "value_type", "value")


def test_plan_and_actual_under_years() -> None:
    text = "指標\t単位\t令和6年度\t\t令和7年度\t\n\t\t計画\t実績\t計画\t実績\n参加者数\t人\t10\t12\t20\t18\n"
    assert values(text) == [
        ("参加者数", 2024, "plan", 10), ("参加者数", 2024, "actual", 12), ("参加者数", 2025, "plan", 20),
        ("参加者数", 2025, "actual", 18),
    ]  # fmt: skip


def test_a_head_of_two_levels_beside_heads_of_one() -> None:
    text = (
        "指標\t単位\t現状(令和4年度)\t令和6年度\t\t目標(令和10年度)\n\t\t\t計画\t実績\t\n参加者数\t人\t5\t10\t12\t30\n"
    )
    assert values(text) == [
        ("参加者数", 2022, "baseline", 5), ("参加者数", 2024, "plan", 10), ("参加者数", 2024, "actual", 12),
        ("参加者数", 2028, "target", 30),
    ]  # fmt: skip


@pytest.mark.parametrize(("head", "year", "to", "is_open", "kind"), [
    ("令和6年度", 2024, 2024, False, "actual"), ("R6実績", 2024, 2024, False, "actual"),
    ("R6計画", 2024, 2024, False, "plan"),
    ("現状(令和4年度)", 2022, 2022, False, "baseline"), ("目標(令和10年度)", 2028, 2028, False, "target"),
    ("令和9年度以降", 2027, None, True, "outlook"), ("平成31年度", 2019, 2019, False, "actual"),
    ("令和元年度", 2019, 2019, False, "actual"), ("2026年度", 2026, 2026, False, "actual"),
    ("令和7年度見込み", 2025, 2025, False, "outlook"),
])  # fmt: skip
def test_what_a_head_says(head: str, year: int, to: int | None, is_open: bool, kind: str) -> None:
    text = f"指標\t単位\t令和2年度\t{head}\n参加者数\t人\t1\t2\n"
    found = pick(text, "indicators", "fiscal_year", "fiscal_year_to", "is_open_ended", "value_type", "period")
    assert found[1] == (year, to, is_open, kind, head)


def test_rows_of_numbers_with_running_numbers_and_units() -> None:
    text = "\t指標\t単位\t令和4年度\t令和10年度\n1\t参加者数\t人\t41\t61\n2\t認知度\t%\t—\t90\n"
    assert pick(text, "indicators", "indicator_no", "ordinal", "indicator", "unit", "value", "value_status") == [
        (1, 1, "参加者数", "人", 41, "number"), (1, 2, "参加者数", "人", 61, "number"),
        (2, 1, "認知度", "%", None, "nil"),
        (2, 2, "認知度", "%", 90, "number"),
    ]  # fmt: skip


def test_an_empty_cell_is_a_row_without_a_value() -> None:
    text = "指標\t単位\t令和4年度\t令和5年度\t令和6年度\n参加者数\t人\t41\t\t61\n"
    assert pick(text, "indicators", "fiscal_year", "value", "value_text", "value_status") == [
        (2022, 41, "41", "number"), (2023, None, None, "blank"), (2024, 61, "61", "number"),
    ]  # fmt: skip


def schedule(years: str, *rows: str) -> list[tuple[Any, ...]]:
    """(year, text, is_continued) of a yearly plan on a sheet."""
    text = SHEET + f"年次計画\t{years}\n" + "".join(f"\t{row}\n" for row in rows)
    return pick(text, "schedule", "fiscal_year", "text", "is_continued")


@pytest.mark.parametrize(("cells", "rows"), [
    ("検討\t→\t実施", [(2024, "検討", False), (2025, "検討", True), (2026, "実施", False)]),
    ("実施\t→\t→", [(2024, "実施", False), (2025, "実施", True), (2026, "実施", True)]),
    ("検討\t\t実施", [(2024, "検討", False), (2025, None, False), (2026, "実施", False)]),
    ("\t準備\t⇒", [(2024, None, False), (2025, "準備", False), (2026, "準備", True)]),
    ("検討\t〃\t実施", [(2024, "検討", False), (2025, "検討", True), (2026, "実施", False)]),
    ("実施\t\t→", [(2024, "実施", False), (2025, None, False), (2026, "実施", True)]),
])  # fmt: skip
def test_arrows_go_on_with_the_text_before(cells: str, rows: list[tuple[Any, ...]]) -> None:
    assert schedule("R6\tR7\tR8", cells) == rows


def test_an_arrow_with_nothing_before_it_is_a_doubt() -> None:
    done = read(SHEET + "年次計画\tR6\tR7\tR8\n\t→\t実施\t→\n")
    assert [(r["text"], r["is_continued"]) for r in done.rows["schedule"]] == \
        [(None, True), ("実施", False), ("実施", True)]  # fmt: skip
    assert "arrow-without-text" in [p["code"] for p in done.rows["problems"]]


def test_bare_years_take_the_era_of_the_document() -> None:
    text = (
        "計画期間は令和6年度から令和8年度までとする。\n\n" + SHEET + "年次計画\t6年度\t7年度\t8年度\n\t検討\t→\t実施\n"
    )
    assert pick(text, "schedule", "fiscal_year", "period") == [(2024, "6年度"), (2025, "7年度"), (2026, "8年度")]


def test_the_next_head_ends_a_body() -> None:
    text = "指標\t令和4年度\t令和5年度\n参加者数\t1人\t2人\n指標\t令和6年度\t令和7年度\n講座数\t3回\t4回\n"
    assert pick(text, "indicators", "table_no", "indicator", "fiscal_year", "value") == [
        (1, "参加者数", 2022, 1), (1, "参加者数", 2023, 2), (2, "講座数", 2024, 3), (2, "講座数", 2025, 4),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [
    "区分\t内容\n令和4年度\t見守り\n", "目的\t令和4年度から令和6年度まで取り組む。\n", "指標\t単位\n参加者数\t人\n",
    "指標\t令和4年度\t令和5年度\n",
], ids=["years in a column", "a sentence", "no years", "no body"])  # fmt: skip
def test_other_tables_are_no_matrices(text: str) -> None:
    assert pick(text, "indicators", "indicator") == []
