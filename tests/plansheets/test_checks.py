"""Checks on rows made by hand, sums worked out by hand: what must be made, what must fail, what must not be made."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.checks import Check, add_checks, run_checks
from plansheets.checks.sheet_list import led_title
from plansheets.columnar import ColumnRows
from plansheets.tables import table

DOC = "0123456789abcdef"
Values = dict[str, Any]
YEN = {"千円": 1000.0, "百万円": 1e6, "円": 1.0}


def sheet(no: int, number: str | None = None, title: str | None = None) -> Values:
    return table("sheets").blank() | {
        "document_id": DOC, "sheet_id": f"{DOC}-{no:04d}", "sheet_no": no, "number": number, "title": title,
    }  # fmt: skip


def line(no: int, name: str, values: dict[Any, Any], unit: str | None = "千円", *, table_no: int = 1, sheet_no: int = 1,
         cumulative: bool = False) -> list[Values]:  # fmt: skip
    """A line of indicators. Key: year, (year, value type), or a period's text; value: number, None (blank), text."""
    rows = []
    for ordinal, (column, value) in enumerate(values.items(), 1):
        year, value_type = column if isinstance(column, tuple) else (column, "plan")
        is_year = isinstance(year, int)
        is_number = isinstance(value, int | float)
        status = "number" if is_number else "blank" if value is None else "nil" if value == "-" else "text"
        rows.append(table("indicators").blank() | {
            "document_id": DOC, "sheet_id": f"{DOC}-{sheet_no:04d}", "table_no": table_no, "indicator_no": no,
            "ordinal": ordinal, "indicator": name, "unit": unit, "is_cumulative": cumulative,
            "fiscal_year": year if is_year else None, "fiscal_year_to": year if is_year else None,
            "is_open_ended": False, "period": f"{year}年度" if is_year else year, "value_type": value_type,
            "value": float(value) if is_number else None, "value_status": status,
            "base_value": value * YEN.get(unit or "", 1.0) if is_number else None,
            "base_unit": "円" if unit in YEN else unit, "value_text": None if value is None else f"{value}",
        })  # fmt: skip
    return rows


def cells(years: list[int], sheet_no: int = 1, value_type: str = "plan") -> list[Values]:
    return [table("schedule").blank() | {
        "document_id": DOC, "sheet_id": f"{DOC}-{sheet_no:04d}", "ordinal": n, "fiscal_year": year,
        "fiscal_year_to": year, "is_open_ended": False, "period": f"{year}年度", "value_type": value_type,
        "is_continued": False} for n, year in enumerate(years, 1)]  # fmt: skip


def field(ordinal: int, label: str, text: str | None, sheet_no: int = 1) -> Values:
    return table("fields").blank() | {
        "document_id": DOC,
        "sheet_id": f"{DOC}-{sheet_no:04d}",
        "ordinal": ordinal,
        "label": label,
        "text": text,
    }


def section(ordinal: int, text: str, marker: str | None = None, kind: str = "item", depth: int = 1) -> Values:
    return table("sections").blank() | {"document_id": DOC, "ordinal": ordinal, "depth": depth, "kind": kind,
                                        "marker": marker, "text": text}  # fmt: skip


def made(name: str, **rows: Any) -> list[Check]:
    return [check for check in run_checks(rows) if check.name == name]


def seen(checks: list[Check]) -> list[tuple[bool, str, str, str]]:
    return [(check.passed, check.expected, check.found, check.where) for check in checks]


# --- total-of-parts ------------------------------------------------------------------------------------------------

FUNDS = ("国庫支出金", "地方債", "一般財源")


def cost(
    total: Any, *parts: Any, names: tuple[str, ...] = FUNDS, name: str = "事業費", unit: str = "千円"
) -> list[Values]:
    rows = line(1, name, {2024: total}, unit)
    for no, (fund, value) in enumerate(zip(names, parts, strict=True), 2):
        rows += line(no, fund, {2024: value}, unit)
    return rows


@pytest.mark.parametrize("rows", [
    cost(100, 50, 20, 30),
    cost(100, 50, "-", 50),
    cost(100, 50, 20, 30, name="事業費（千円）"),
    cost(100, 50, 20, 30, name="総事業費 A"),
    cost(100, 50, 20, 30, names=("財源内訳 / 国庫支出金", "財源内訳 / 市債", "財源内訳 / 一般財源")),
    cost(100, 50, 20, 30, names=("国・府支出金", "その他", "一般財源")),
    cost(101, 50, 20, 30),  # 49.6 + 20.4 + 30.6 = 100.6 thousand yen, each rounded
    cost(42.6, 12.5, 0.1, 30.0, unit="百万円"),
])  # fmt: skip
def test_a_cost_is_the_sum_of_its_funds(rows: list[Values]) -> None:
    checks = made("total-of-parts", indicators=rows)
    assert [check.passed for check in checks] == [True]
    assert checks[0].where == "1/1/1, 1/2/1, 1/3/1, 1/4/1"


def test_a_cost_that_its_funds_do_not_make_up_fails() -> None:
    assert seen(made("total-of-parts", indicators=cost(120, 50, 20, 30))) == [
        (False, "100", "120", "1/1/1, 1/2/1, 1/3/1, 1/4/1")]  # fmt: skip
    assert seen(made("total-of-parts", indicators=cost(101, 50, 20, 30, unit="円")))[0][:3] == (False, "100", "101")


def test_each_period_is_a_check_and_a_part_of_a_part_is_left_out() -> None:
    rows = [
        *line(1, "事業費", {2024: 10, 2025: 20}), *line(2, "委託料", {2024: 7, 2025: 9}),
        *line(3, "その他", {2024: 4, 2025: 4}), *line(4, "うち受益者負担", {2024: 3, 2025: 3}),
        *line(5, "一般財源", {2024: 6, 2025: 60}),
    ]  # fmt: skip
    assert seen(made("total-of-parts", indicators=rows)) == [
        (True, "10", "10", "1/1/1, 1/3/1, 1/5/1"), (False, "64", "20", "1/1/2, 1/3/2, 1/5/2")]  # fmt: skip


@pytest.mark.parametrize("rows", [
    cost(120, 50, None, 30),  # a blank part may be anything
    cost(120, 50, "調整中", 30),
    cost(120, 50, 30, names=("国庫支出金", "地方債")),  # without 一般財源 the funds need not be all
    cost(120, 50, names=("一般財源",)),
    cost(120, 50, 20, 30, names=("特定財源", "国庫支出金", "一般財源")),  # a sum among its parts
    cost(120, 50, 20, 30, name="延べ利用者数"),
    cost(120, 50, 20, 30)[:2] + line(3, "地方債", {2024: 5}, "百万円") + line(4, "一般財源", {2024: 3}),
    line(1, "事業費", {2024: 9}) + line(2, "国費", {2024: 5}, table_no=2) + line(3, "一般財源", {2024: 3}, table_no=2),
    line(1, "光熱水費", {2024: 5}) + line(2, "委託料", {2024: 6}) + line(3, "支出計", {2024: 30}),  # never adds up
    line(1, "出生者数", {2024: 5}, "人") + line(2, "死亡者数", {2024: 6}, "人") + line(3, "合計", {2024: 11}, "人"),
    line(1, "印刷費", {2024: 5}) + line(2, "委託料", {2024: 6}) + line(3, "統計", {2024: 11}),
])  # fmt: skip
def test_no_sum_is_checked_that_is_not_meant(rows: list[Values]) -> None:
    assert made("total-of-parts", indicators=rows) == []


def test_a_total_below_its_parts_is_checked_where_it_mostly_adds_up() -> None:
    rows = [
        *line(1, "光熱水費", {2022: 10, 2023: 20, 2024: 30}), *line(2, "委託料", {2022: 1, 2023: 2, 2024: 3}),
        *line(3, "支出計", {2022: 11, 2023: 22, 2024: 53}),
    ]  # fmt: skip
    assert [(c.passed, c.expected, c.found) for c in made("total-of-parts", indicators=rows)] == [
        (True, "11", "11"), (True, "22", "22"), (False, "33", "53")]  # fmt: skip


def test_a_total_over_years() -> None:
    good = line(1, "事業費", {2024: 10, 2025: 20, 2026: 30, "3か年合計": 60})
    assert seen(made("total-of-parts", indicators=good)) == [(True, "60", "60", "1/1/4, 1/1/1, 1/1/2, 1/1/3")]
    bad = line(1, "事業費", {2024: 10, 2025: 20, 2026: 30, "3か年合計": 70})
    assert seen(made("total-of-parts", indicators=bad))[0][:3] == (False, "60", "70")
    five = line(1, "事業費", {2024: 10, 2025: 20, 2026: 30, "5か年合計": 90})
    assert made("total-of-parts", indicators=five) == []
    bare = line(1, "参加者数", {2024: 10, 2025: 20, "合計": 70}, "人")
    assert made("total-of-parts", indicators=bare) == []


# --- rate-of-actual-to-target -------------------------------------------------------------------------------------


def test_a_rate_in_the_fields_beside_its_indicator() -> None:
    rows = line(1, "利用者数", {(2024, "target"): 300, (2024, "actual"): 200}, "人")
    good = made("rate-of-actual-to-target", indicators=rows, fields=[field(1, "達成率", "66.7%")])
    assert seen(good) == [(True, "66.7%", "66.7%", f"{DOC}-0001/1, 1/1/2, 1/1/1")]
    bad = made("rate-of-actual-to-target", indicators=rows, fields=[field(1, "達成率（％）", "76.7")])
    assert [(c.passed, c.expected, c.found) for c in bad] == [(False, "66.67%", "76.7%")]


@pytest.mark.parametrize("text", ["66%", "67%", "66.6%", "66.67%", "150%"])
def test_a_rate_may_be_cut_rounded_or_of_less_is_better(text: str) -> None:
    rows = line(1, "苦情件数", {(2024, "target"): 300, (2024, "actual"): 200}, "件")
    assert [c.passed for c in made("rate-of-actual-to-target", indicators=rows, fields=[field(1, "達成率", text)])] == [
        True
    ]


def test_a_rate_from_the_baseline_on_and_a_capped_one() -> None:
    rows = line(1, "会員数", {(2020, "baseline"): 100, (2024, "target"): 200, (2024, "actual"): 150}, "人")
    assert made("rate-of-actual-to-target", indicators=rows, fields=[field(1, "達成率", "50%")])[0].passed
    rows = line(1, "会員数", {(2024, "target"): 100, (2024, "actual"): 150}, "人")
    assert made("rate-of-actual-to-target", indicators=rows, fields=[field(1, "達成率", "100%")])[0].passed


def test_rates_in_a_line_below_and_in_a_column() -> None:
    below = line(1, "利用者数", {(2024, "plan"): 50, (2024, "actual"): 40}, "人")
    below += line(2, "達成率", {(2024, "actual"): 80}, "%")
    assert seen(made("rate-of-actual-to-target", indicators=below)) == [(True, "80%", "80%", "1/2/1, 1/1/2, 1/1/1")]
    column = line(1, "利用者数", {(2024, "target"): 50, (2024, "actual"): 40}, "人")
    rate = line(1, "利用者数", {("2024年度達成率", "actual"): 90}, "%")[0]
    column.append(rate | {"ordinal": 3, "fiscal_year": 2024, "fiscal_year_to": 2024})
    assert seen(made("rate-of-actual-to-target", indicators=column)) == [(False, "80%", "90%", "1/1/3, 1/1/2, 1/1/1")]


def test_rates_of_different_years_need_others_that_agree() -> None:
    def document(*texts: str) -> list[Check]:
        rows, fields = [], []
        for n, text in enumerate(texts, 1):
            rows += line(1, "人数", {(2023, "actual"): 40, (2024, "target"): 50}, "人", table_no=n, sheet_no=n)
            fields.append(field(1, "達成率", text, n))
        return made("rate-of-actual-to-target", indicators=rows, fields=fields)

    assert document("70%") == []
    assert [c.passed for c in document("80%", "80%", "80%", "70%")] == [True, True, True, False]


@pytest.mark.parametrize(("label", "text"), [
    ("達成率", None), ("達成率", "A"), ("達成率", "0.667"), ("前年度比", "90%"), ("執行率", "90%"), ("進捗状況", "90%"),
])  # fmt: skip
def test_no_rate_is_checked_that_is_not_meant(label: str, text: str | None) -> None:
    rows = line(1, "利用者数", {(2024, "target"): 300, (2024, "actual"): 200}, "人")
    assert made("rate-of-actual-to-target", indicators=rows, fields=[field(1, label, text)]) == []


def test_a_rate_is_not_checked_where_it_may_belong_to_another_indicator() -> None:
    values = {(2024, "target"): 300, (2024, "actual"): 200}
    rows = line(1, "利用者数", values, "人") + line(2, "講座数", values, "回")
    assert made("rate-of-actual-to-target", indicators=rows, fields=[field(1, "達成率", "90%")]) == []


# --- sheets ---------------------------------------------------------------------------------------------------------


def test_numbers_without_gaps() -> None:
    def numbers(*found: str | None) -> list[tuple[bool, str, str]]:
        checks = made("numbers-without-gaps", sheets=[sheet(n, number) for n, number in enumerate(found, 1)])
        return [(c.passed, c.expected, c.found) for c in checks]

    assert numbers("1", "2", "3") == [(True, "1-3", "1-3")]
    assert numbers("1", "1", "2", "3") == [(True, "1-3", "1-3")]  # a sheet over two forms
    assert numbers("1", "2", "4", "5") == [(False, "1-5", "1-2, 4-5")]
    assert numbers("(1)", "(2)", "(3)", "(1)", "(2)", "(1)", "(2)", "(3)", "(4)") == [
        (True, "1-3", "1-3"),
        (True, "1-4", "1-4"),
    ]
    assert numbers("111", "112", "113") == []
    assert numbers("12", "27", "41") == []
    assert numbers("1", "7", "44") == []
    assert numbers("1", "2") == []
    assert numbers("1", "2", "3-1", "4") == []
    assert numbers(None, None, None) == []


def test_a_gap_names_the_sheets_beside_it() -> None:
    checks = made("numbers-without-gaps", sheets=[sheet(n, no) for n, no in enumerate(("1", "2", "3", "5", "6"), 1)])
    assert checks[0].where == f"{DOC}-0003, {DOC}-0004"


def contents(*titles: str) -> list[Values]:
    rows = [section(1, "目次", kind="heading", depth=0), section(2, "第1章 はじめに ........ 1", "第1章", depth=0)]
    return rows + [section(n, f"{title}..........{n}", f"({n})") for n, title in enumerate(titles, 3)]


def test_sheets_as_in_contents() -> None:
    sheets = [sheet(n, None, title) for n, title in enumerate(("橋の点検", "道の補修", "川の掃除"), 1)]
    good = made("sheets-as-in-contents", sheets=sheets, sections=contents("橋の点検", "道の補修", "川の掃除"))
    assert [(c.passed, c.expected, c.found) for c in good] == [(True, "3 titles", "3 titles, 3 of the contents")]
    more = made(
        "sheets-as-in-contents", sheets=sheets, sections=contents("橋の点検", "道の補修", "川の掃除", "森の手入れ")
    )
    assert seen(more) == [(False, "4 titles", "3 titles, 3 of the contents", "6")]
    other = contents("背景", "目的", "期間", "体制", "橋の点検")
    assert made("sheets-as-in-contents", sheets=sheets, sections=other) == []
    assert made("sheets-as-in-contents", sheets=sheets, sections=other[1:]) == []


@pytest.mark.parametrize(("line", "title"), [
    ("橋の点検........12", "橋の点検"), ("橋の点検……… p.12", "橋の点検"), ("橋の点検\t12", "橋の点検"),
    ("橋の点検…3", "橋の点検"), ("橋の点検 ・・・・・ ", "橋の点検"),
    ("橋の点検 12", None), ("橋の点検を行う。", None), ("", None),
])  # fmt: skip
def test_a_line_of_the_contents(line: str, title: str | None) -> None:
    assert led_title(line) == title


# --- years ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("years", "expected"), [
    ([2024, 2025, 2026], [(True, "2024-2026", "2024-2026")]),
    ([2026, 2025, 2024], [(True, "2024-2026", "2024-2026")]),
    ([2024, 2025, 2024, 2025], [(True, "2024-2025", "2024-2025")]),  # two rows of cells
    ([2022, 2023, 2025], [(False, "2022-2025", "2022-2023, 2025")]),
    ([2024], []),
    ([2010, 2015, 2020], []),  # every five years
])  # fmt: skip
def test_years_of_a_schedule(years: list[int], expected: list[tuple[bool, str, str]]) -> None:
    checks = made("years-consecutive", schedule=cells(years))
    assert [(c.passed, c.expected, c.found) for c in checks] == expected


def test_years_of_an_indicator_by_value_type() -> None:
    rows = line(1, "人数", {(2018, "baseline"): 1, (2022, "actual"): 2, (2023, "actual"): 3, (2030, "target"): 4}, "人")
    assert seen(made("years-consecutive", indicators=rows)) == [(True, "2022-2023", "2022-2023", "1/1/2, 1/1/3")]
    rows = line(1, "人数", {2022: 1, 2023: 2, 2024: 3}, "人")
    rows.append(rows[1] | {"ordinal": 4})
    assert seen(made("years-consecutive", indicators=rows))[0][:3] == (False, "2022-2024", "2022, 2023, 2024, 2023")


def test_a_total_and_two_budgets_of_a_year_are_no_repeat() -> None:
    rows = line(1, "事業費", {2024: 1, 2025: 2, "合計": 3})
    rows[2] |= {"fiscal_year": 2024, "fiscal_year_to": 2025}
    rows.append(rows[1] | {"ordinal": 4, "period": "2025年度補正"})
    assert [c.passed for c in made("years-consecutive", indicators=rows)] == [True]


def test_a_cumulative_value_does_not_fall() -> None:
    def check(*values: Any, cumulative: bool = True, value_type: str = "actual") -> list[Check]:
        columns = {(2020 + n, value_type): value for n, value in enumerate(values)}
        return made("cumulative-not-falling", indicators=line(1, "累計", columns, "人", cumulative=cumulative))

    assert seen(check(5, 5, 9)) == [(True, "not falling", "5, 5, 9", "1/1/1, 1/1/2, 1/1/3")]
    assert seen(check(5, 9, None, 7))[0][:3] == (False, "at least 9", "7")
    assert check(5, 9, 7, cumulative=False) == []
    assert check(9, 7, value_type="plan") == []
    assert check(9) == []


# --- same-baseline --------------------------------------------------------------------------------------------------


def test_a_baseline_on_two_sheets() -> None:
    def check(first: Values, second: Values, titles: tuple[str, str]) -> list[Check]:
        rows = line(1, "橋の数", first, "橋") + line(1, "橋の数", second, "橋", table_no=2, sheet_no=2)
        return made("same-baseline", indicators=rows, sheets=[sheet(1, "1", titles[0]), sheet(2, "2", titles[1])])

    base = (2020, "baseline")
    assert seen(check({base: 37}, {base: 37}, ("橋", "橋"))) == [(True, "37", "37", "1/1/1, 2/1/1")]
    assert seen(check({base: 37}, {base: 73}, ("橋", "橋"))) == [(False, "37", "73", "1/1/1, 2/1/1")]
    target = (2025, "target")
    assert seen(check({base: 37, target: 50}, {base: 73, target: 50}, ("橋", "道")))[0][0] is False
    assert check({base: 37, target: 50}, {base: 73, target: 60}, ("橋", "道")) == []
    assert check({base: 37}, {(2021, "baseline"): 73}, ("橋", "橋")) == []


# --- what a failed check does -------------------------------------------------------------------------------------


def document() -> dict[str, Any]:
    rows: dict[str, Any] = {"indicators": cost(120, 50, 20, 30), "sheets": [sheet(1)], "problems": []}
    provenance = ColumnRows(table("provenance").column_names)
    for row in rows["indicators"]:
        key = f"1/{row['indicator_no']}/1"
        for column in ("indicator", "value", "value_text"):
            provenance.append(table("provenance").blank() | {"table": "indicators", "row_key": key, "column": column,
                                                             "confidence": 0.9})  # fmt: skip
    return rows | {"provenance": provenance}


def test_a_failed_check_doubts_the_values_and_changes_none() -> None:
    rows = document()
    before = copy.deepcopy(rows["indicators"])
    add_checks(rows, run_checks(rows), DOC, "a.pdf")
    assert rows["indicators"] == before
    assert rows["provenance"].columns["confidence"] == [0.9, 0.45, 0.45] * 4
    (row,) = rows["checks"]
    assert row == {"document_id": DOC, "sheet_id": f"{DOC}-0001", "ordinal": 1, "check": "total-of-parts",
                   "passed": False, "expected": "100", "found": "120",
                   "where": "1/1/1, 1/2/1, 1/3/1, 1/4/1"}  # fmt: skip
    (problem,) = rows["problems"]
    assert (problem["severity"], problem["code"], problem["ordinal"]) == ("note", "failed-check", 1)
    assert problem["sheet_id"] == f"{DOC}-0001"
    assert "100 expected, 120 found" in problem["message"]


def test_a_passed_check_doubts_nothing() -> None:
    rows = document()
    rows["indicators"][0] |= {"value": 100.0, "base_value": 100000.0}
    add_checks(rows, run_checks(rows), DOC, "a.pdf")
    assert [row["passed"] for row in rows["checks"]] == [True]
    assert set(rows["provenance"].columns["confidence"]) == {0.9}
    assert rows["problems"] == []


def test_checks_are_in_order_and_lines_by_number() -> None:
    rows: list[Values] = []
    for no in (10, 2):
        rows += line(no, "人数", {(2020, "actual"): 1, (2021, "actual"): 2}, "人", cumulative=True)
    checks = run_checks({"indicators": rows, "schedule": cells([2020, 2021])})
    assert [(c.name, c.where.split(",")[0]) for c in checks] == [
        ("cumulative-not-falling", "1/2/1"), ("cumulative-not-falling", "1/10/1"), ("years-consecutive", "1/2/1"),
        ("years-consecutive", "1/10/1"), ("years-consecutive", f"{DOC}-0001/1")]  # fmt: skip


NAMES = st.sampled_from(
    [
        "事業費",
        "国庫支出金",
        "一般財源",
        "その他",
        "支出計",
        "委託料",
        "達成率",
        "人数（累計）",
        "",
        " ",
        "/",
        "A",
        "目次",
    ]
)
PERIODS = st.sampled_from(["令和6年度", "合計", "3か年合計", "達成率", "", "0か年合計"])
YEAR = st.none() | st.integers(2018, 2026)
ROW = st.fixed_dictionaries({
    "table_no": st.integers(1, 2), "indicator_no": st.integers(1, 4), "ordinal": st.integers(1, 9),
    "sheet_id": st.sampled_from([None, f"{DOC}-0001", f"{DOC}-0002"]), "indicator": NAMES,
    "unit": st.sampled_from([None, "%", "千円", "人"]), "is_cumulative": st.booleans(), "fiscal_year": YEAR,
    "fiscal_year_to": YEAR, "is_open_ended": st.booleans(), "period": PERIODS,
    "value_type": st.sampled_from(["baseline", "plan", "actual", "target", "outlook"]),
    "value": st.none() | st.floats(allow_nan=True, allow_infinity=True), "base_value": st.none() | st.floats(),
    "base_unit": st.sampled_from([None, "円"]), "value_text": st.none() | st.text(max_size=5),
    "value_status": st.sampled_from(["number", "nil", "blank", "text"]), "qualifiers": st.none() | st.just("approx"),
})  # fmt: skip
SHEET = st.fixed_dictionaries(
    {
        "number": st.none() | st.sampled_from(["1", "2", "3", "5", "(1)", "(2)", "９", "x", "0"]),
        "title": st.none() | NAMES,
    }
)
LABELLED = st.fixed_dictionaries(
    {"label": NAMES, "text": st.none() | st.sampled_from(["80%", "1,,%", "-5%", "", "90"]) | st.text(max_size=4)}
)
SECTION = st.fixed_dictionaries({"text": NAMES | st.just("人数.....3"), "marker": st.none() | st.just("(1)")})


@given(st.lists(ROW, max_size=12), st.lists(SHEET, max_size=6), st.lists(LABELLED, max_size=4),
       st.lists(SECTION, max_size=6), st.lists(YEAR, max_size=6))  # fmt: skip
def test_whatever_the_rows_nothing_is_raised_and_no_value_changes(
    indicators: list[Values],
    sheets: list[Values],
    fields: list[Values],
    sections: list[Values],
    years: list[int | None],
) -> None:
    rows: dict[str, Any] = {
        "indicators": [table("indicators").blank() | row for row in indicators],
        "sheets": [sheet(n) | row for n, row in enumerate(sheets, 1)],
        "fields": [field(n, "", None) | row for n, row in enumerate(fields, 1)],
        "sections": [section(n, "") | row for n, row in enumerate(sections, 1)],
        "schedule": [cells([0])[0] | {"fiscal_year": year, "ordinal": n} for n, year in enumerate(years, 1)],
        "provenance": ColumnRows(table("provenance").column_names), "problems": [],
    }  # fmt: skip
    before = repr({name: rows[name] for name in ("indicators", "sheets", "fields", "sections", "schedule")})
    add_checks(rows, run_checks(rows), DOC, "a.pdf")
    assert repr({name: rows[name] for name in ("indicators", "sheets", "fields", "sections", "schedule")}) == before
    assert [row["ordinal"] for row in rows["checks"]] == list(range(1, len(rows["checks"]) + 1))
    assert all(row["expected"] and row["found"] and row["where"] for row in rows["checks"])
    assert sum(not row["passed"] for row in rows["checks"]) == len(rows["problems"])
