"""Slides and sheets with little ruled: a title with its number, labels outside of boxes, indicators as text, bars."""

import pytest

from plansheets.conversion import load_rules
from plansheets.extract.readers.text import text_source
from plansheets.extract.ruled.title_line import parts_of
from plansheets.extract.span import whole

from ..layout.board import Board
from .forms import Form
from .pages import rows_on as table

BODY = ["#概要", ("窓口を一つにまとめる。", 5)]


def slide(number: int, title: str, office: str = "市民課", kpi: str = "なし") -> Form:
    form = Form(number).head(title, 16).head("基本方針１　暮らしを便利にする")
    form.text(400, form.at - 8, f"担当課：{office}", 10)
    return form.rows(BODY, ["#KPI", (kpi, 5)])


@pytest.mark.parametrize(("line", "number", "title"), [
    ("取組１－２　窓口の整備", "１－２", "窓口の整備"), ("取組項目　12　使用料の見直し", "12", "使用料の見直し"),
    ("施策1-2-3 道の整備", "1-2-3", "道の整備"), ("No.3 道の整備", "No.3", "道の整備"),
    ("03-015 松林団地", "03-015", "松林団地"),
    ("（２）道の整備", "（２）", "道の整備"), ("【事業12】道の整備", "12", "道の整備"), ("② 道の整備", "②", "道の整備"),
    ("推進項目Ⅰ-1-(2)　道の整備", "Ⅰ-1-(2)", "道の整備"), ("道の整備", None, "道の整備"),
    ("25周年の式典", None, "25周年の式典"),
    ("■道の整備", None, "道の整備"), ("事業名：道の整備", None, "道の整備"), ("◆ 12 道の整備", "12", "道の整備"),
    ("令和７年度の取組", None, "令和７年度の取組"), ("防災２０３０　道の整備", None, "防災２０３０　道の整備"),
])  # fmt: skip
def test_the_number_of_a_title(line: str, number: str | None, title: str) -> None:
    found, rest = parts_of(whole(text_source(line, "a.txt")), load_rules(()).lexicon)
    assert (found.raw if found else None, rest.raw) == (number, title)


def test_a_slide_is_named_by_its_title_and_says_its_office_in_a_line() -> None:
    slides = slide(1, "取組１－１　申請の拡大"), slide(2, "取組１－２　窓口の整備", "市民課、税務課")
    assert table("sheets", "sheet_no number title level1_label level1_number level1_title", *slides) == [
        (1, "1-1", "申請の拡大", "基本方針", "1", "暮らしを便利にする"),
        (2, "1-2", "窓口の整備", "基本方針", "1", "暮らしを便利にする"),
    ]  # fmt: skip
    assert table("offices", "sheet office", *slides) == [(1, "市民課"), (2, "市民課"), (2, "税務課")]


def test_the_office_of_a_whole_document_is_no_sheet_s() -> None:
    first = Form(1).head("計画", 16).head("計画期間：令和７年度～令和９年度").rows(["#事業名", ("道の整備", 5)], BODY)
    first.rows(["#事業名", ("橋の整備", 5)], BODY, gap=20)
    assert table("fields", "sheet label", first) == [(1, "概要"), (2, "概要")]


KPIS = [
    ("・申請率　現状 12.4%（R5）　→　目標 60%（R10）",
     [("申請率", 2023, "baseline", 12.4, "%"), ("申請率", 2028, "target", 60.0, "%")]),
    ("申請率：60％（R8）", [("申請率", 2026, "target", 60.0, "%")]),
    ("1人当たりの件数　令和5年度 12件 → 令和10年度 20件",
     [("1人当たりの件数", 2023, "baseline", 12.0, "件"), ("1人当たりの件数", 2028, "target", 20.0, "件")]),
    ("申請率\n【現状】5%（R5）→【目標】8%（R9）",
     [("申請率", 2023, "baseline", 5.0, "%"), ("申請率", 2027, "target", 8.0, "%")]),
    ("申請率 －（R5）→ 80%（R10）", [("申請率", 2023, "baseline", None, "%"), ("申請率", 2028, "target", 80.0, "%")]),
    ("相談 10件（R8）、講座 20回（R8）", [("相談", 2026, "target", 10.0, "件"), ("講座", 2026, "target", 20.0, "回")]),
    ("窓口を一つにまとめる。", []), ("3つの窓口を2つにする", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), KPIS)
def test_indicators_in_a_text(text: str, expected: list[tuple[object, ...]]) -> None:
    form = slide(1, "窓口の整備", kpi=text)
    assert table("indicators", "indicator fiscal_year value_type value unit", form) == expected
    labels = [label for (label,) in table("fields", "label", form)]
    assert labels == (["概要"] if expected else ["概要", "KPI"])


def test_what_is_no_indicator_in_such_a_text_is_a_field() -> None:
    form = slide(1, "窓口の整備", kpi="申請率 5%（R5）→ 8%（R9）\n毎年度公表する。")
    assert table("fields", "label text", form)[1] == ("KPI", "毎年度公表する。")


def arrow(board: Board, x0: float, x1: float, top: float, text: str) -> None:
    board.shape((x0, top), (x1 - 10, top), (x1, top + 10), (x1 - 10, top + 20), (x0, top + 20), color=0x336699)
    board.text(x0 + 4, top + 14, text)


def test_block_arrows_in_lanes_over_years() -> None:
    form = Form().rows(["#事業名", ("道の整備", 5)], ["令和7年度", "令和8年度", "令和9年度"])
    top = form.at
    for x in (30, 210, 390):
        form.box(x, top, x + 180, top + 80)
    arrow(form, 35, 205, top + 10, "調査")
    arrow(form, 215, 565, top + 10, "工事の実施")
    arrow(form, 395, 565, top + 45, "公開")
    assert table("schedule", "fiscal_year text is_continued", form) == [
        (2025, "調査", False), (2026, "工事の実施", False), (2027, "工事の実施", True), (2027, "公開", False),
    ]  # fmt: skip


def test_a_title_that_comes_again_is_a_heading_over_the_sheets() -> None:
    form = Form()
    for item, name in (("1 歳入の確保", "納税の推進"), ("1 歳入の確保", "土地の売却"), ("2 人の育成", "研修の充実")):
        form.rows(["#推進項目", (item, 5)], ["#取組名", (name, 5)], BODY, gap=20)
    assert table("sheets", "title level1_label level1_number level1_title", form) == [
        ("納税の推進", "推進項目", "1", "歳入の確保"), ("土地の売却", "推進項目", "1", "歳入の確保"),
        ("研修の充実", "推進項目", "2", "人の育成"),
    ]  # fmt: skip


def test_a_running_head_and_a_heading_on_one_line() -> None:
    pages = []
    for number, (item, title) in enumerate(((3, "12　料金の見直し"), (3, "13　土地の売却"), (4, "14　窓口の委託")), 1):
        page = Form(number)
        page.text(30, 40, "改革プラン", 9).text(350, 40, f"推進項目{item}　財政の確立{item}", 9)
        pages.append(page.head(f"取組項目　{title}", 16).rows(["#担当課", ("財政課", 5)], BODY))
    assert table("sheets", "page_from page_to number title level1_label level1_number level1_title", *pages) == [
        (1, 1, "12", "料金の見直し", "推進項目", "3", "財政の確立3"),
        (2, 2, "13", "土地の売却", "推進項目", "3", "財政の確立3"),
        (3, 3, "14", "窓口の委託", "推進項目", "4", "財政の確立4"),
    ]  # fmt: skip
