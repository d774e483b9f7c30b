"""Lists with headings across them, rows of sums, and years under a group."""

import pytest

from plansheets.extract.ruled.bands import Bands, Shape, style_of
from plansheets.extract.ruled.totals import is_total

from .drawn import page, pick, read

HEADS = [["事業名", "事業概要", "担当課", "事業費", "<", "<"], ["^", "^", "^", "R7", "R8", "計"]]
WIDTHS = [120.0, 200.0, 80.0, 60.0, 60.0, 60.0]


def band(text: str) -> list[str]:
    return [text, "<", "<", "<", "<", "<"]


BODY = [
    band("第1章 安心して暮らす"),
    band("第1節 福祉"),
    ["見守り事業", "名簿を作る。", "福祉課", "120", "130", "250"],
    ["相談事業", "窓口を置く。", "福祉課", "－", "未定", "－"],
    ["節 計", "", "", "120", "130", "250"],
    band("第2節 防災"),
    ["備蓄事業", "倉庫を置く。", "危機管理室", "40", "50", "90"],
    ["小計", "", "", "40", "50", "90"],
    ["章計", "", "", "160", "180", "340"],
    band("第2章 学び"),
    ["図書事業", "本を買う。", "生涯学習課", "7", "8", "15"],
    ["合計", "", "", "167", "188", "355"],
]


def test_sums_are_no_sheets_and_headings_nest() -> None:
    rows = read(page([*HEADS, *BODY], WIDTHS, title="実施計画（単位：千円）"))
    assert pick(rows, "sheets", "title", "level1_number", "level1_title", "level2_number", "level2_title") == [
        ("見守り事業", "第1章", "安心して暮らす", "第1節", "福祉"),
        ("相談事業", "第1章", "安心して暮らす", "第1節", "福祉"),
        ("備蓄事業", "第1章", "安心して暮らす", "第2節", "防災"),
        ("図書事業", "第2章", "学び", None, None),
    ]
    assert pick(rows, "fields", "sheet", "label", "text") == [
        (1, "事業概要", "名簿を作る。"), (2, "事業概要", "窓口を置く。"), (3, "事業概要", "倉庫を置く。"),
        (4, "事業概要", "本を買う。"),
    ]  # fmt: skip
    assert [r for r in rows["residue"] if r["kind"] == "unread"] == []


def test_years_under_a_group_are_amounts_of_it() -> None:
    rows = read(page([*HEADS, *BODY], WIDTHS, title="実施計画（単位：千円）"))
    found = pick(rows, "indicators", "sheet", "indicator", "unit", "fiscal_year", "period", "value_type", "value")
    assert found[:6] == [
        (1, "事業費", "千円", 2025, "R7", "plan", 120), (1, "事業費", "千円", 2026, "R8", "plan", 130),
        (1, "事業費", "千円", None, "計", "plan", 250), (2, "事業費", "千円", 2025, "R7", "plan", None),
        (2, "事業費", "千円", 2026, "R8", "plan", None), (2, "事業費", "千円", None, "計", "plan", None),
    ]  # fmt: skip
    sums = pick(rows, "indicators", "sheet", "indicator", "level1_number", "fiscal_year", "value")
    assert [s for s in sums if s[0] is None and s[3] == 2025] == [
        (None, "節計", "第1章", 2025, 120), (None, "小計", "第1章", 2025, 40), (None, "章計", "第1章", 2025, 160),
        (None, "合計", "第2章", 2025, 167),
    ]  # fmt: skip
    states = pick(rows, "indicators", "sheet", "value_status")
    assert [status for sheet, status in states if sheet == 2] == ["nil", "undetermined", "nil"]


def test_a_report_shows_what_was_spent() -> None:
    rows = read(page([*HEADS, *BODY[:4]], WIDTHS, title="主要事業 実績報告書（単位：千円）"))
    assert {r["value_type"] for r in rows["indicators"]} == {"actual"}


def test_headings_without_numbers_nest_by_fill_and_indent() -> None:
    body = [
        band("福祉"), band("高齢者"), ["見守り事業", "名簿を作る。", "福祉課", "1", "2", "3"],
        band("子ども"), ["遊び場事業", "場を作る。", "子ども課", "1", "2", "3"],
        band("防災"), band("備え"), ["備蓄事業", "倉庫を置く。", "危機管理室", "4", "5", "9"],
    ]  # fmt: skip
    shades = {0: 0xCCDDEE, 1: 0xCCDDEE, 2: 0xFFCC99, 3: 0xFFEECC, 5: 0xFFEECC, 7: 0xFFCC99, 8: 0xFFEECC}
    for seen in ({"shades": shades}, {"indents": {3: 10.0, 5: 10.0, 8: 10.0}}):
        rows = read(page([*HEADS, *body], WIDTHS, **seen))  # type: ignore[arg-type]
        assert pick(rows, "sheets", "title", "level1_title", "level2_title") == [
            ("見守り事業", "福祉", "高齢者"), ("遊び場事業", "福祉", "子ども"), ("備蓄事業", "防災", "備え"),
        ]  # fmt: skip


def test_a_heading_in_the_first_cell_alone() -> None:
    body = [
        ["第1章 福祉", "", "", "", "", ""], ["見守り事業", "名簿を作る。", "福祉課", "1", "2", "3"],
        ["第2章 防災", "", "", "", "", ""], ["備蓄事業", "倉庫を置く。", "危機管理室", "4", "5", "9"],
    ]  # fmt: skip
    rows = read(page([*HEADS, *body], WIDTHS))
    assert pick(rows, "sheets", "title", "level1_number", "level1_title") == [
        ("見守り事業", "第1章", "福祉"), ("備蓄事業", "第2章", "防災"),
    ]  # fmt: skip


def test_a_note_below_the_rows_is_no_heading() -> None:
    rows = read(page([*HEADS, *BODY[1:4], band("※ 金額は見込みを含む。")], WIDTHS))
    assert [r["title"] for r in rows["sheets"]] == ["見守り事業", "相談事業"]
    assert "金額は見込みを含む。" in "".join(r["text"] for r in rows["sections"])


def test_an_amount_of_one_year_is_its_own_indicator() -> None:
    head = ["事業名", "担当課", "指標", "単位", "R5実績", "R6目標", "令和6年度\n決算額（千円）"]
    body = [["見守り事業", "福祉課", "登録者数", "人", "10", "20", "1,280"]]
    rows = read(page([head, *body, ["備蓄事業", "危機管理室", "倉庫数", "箇所", "1", "2", "90"]],
                     [120, 80, 100, 40, 60, 60, 90]))  # fmt: skip
    assert pick(rows, "indicators", "sheet", "indicator", "unit", "fiscal_year", "value_type", "value") == [
        (1, "登録者数", "人", 2023, "actual", 10), (1, "登録者数", "人", 2024, "target", 20),
        (1, "令和6年度決算額（千円）", "千円", 2024, "actual", 1280),
        (2, "倉庫数", "箇所", 2023, "actual", 1), (2, "倉庫数", "箇所", 2024, "target", 2),
        (2, "令和6年度決算額（千円）", "千円", 2024, "actual", 90),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "is_sum"), [
    ("計", True), ("小 計", True), ("節　計", True), ("合計", True), ("【合計】", True), ("総合計", True),
    ("計 12事業", True),
    ("福祉課 計", True), ("第1節 小計", True), ("基本設計", False), ("一般会計", False), ("総合計画", False),
    ("統計", False), ("家計", False), ("集計", False), ("推計", False), ("人口統計", False),
])  # fmt: skip
def test_what_names_a_sum(text: str, is_sum: bool) -> None:
    assert is_total(text) is is_sum


@pytest.mark.parametrize(("text", "style"), [
    ("第1章 福祉", "章"), ("第２節 防災", "節"), ("基本目標１ 働く", "基本目標"), ("高齢者", ""),
])  # fmt: skip
def test_the_counter_of_a_heading(text: str, style: str) -> None:
    assert style_of(text) == style


def test_a_higher_unit_that_comes_later_stands_above() -> None:
    bands = Bands()
    for unit in ("節", "章", "節"):
        bands.add(Shape(unit, 0, 10, 0), {})
    assert len(bands.cells()) == 2


def test_amounts_without_a_year_are_of_the_documents() -> None:
    rows = read(page([
        ["番号", "事業名", "本年度予算額（千円）", "前年度予算額（千円）", "増減", "総事業費", "担当課"],
        ["1", "見守り事業", "1,280", "1,200", "80", "9,000", "福祉課"],
        ["2", "備蓄事業", "90", "－", "90", "90", "危機管理室"],
    ], [40, 120, 110, 110, 60, 70, 80], title="令和７年度 当初予算 主要事業"))  # fmt: skip
    assert pick(rows, "indicators", "sheet", "indicator", "unit", "fiscal_year", "value_type", "value") == [
        (1, "本年度予算額（千円）", "千円", 2025, "plan", 1280),
        (1, "前年度予算額（千円）", "千円", 2024, "plan", 1200),
        (2, "本年度予算額（千円）", "千円", 2025, "plan", 90),
        (2, "前年度予算額（千円）", "千円", 2024, "plan", None),
    ]
    assert pick(rows, "fields", "label", "text") == [
        ("増減", "80"), ("総事業費", "9,000"), ("増減", "90"), ("総事業費", "90"),
    ]  # fmt: skip
