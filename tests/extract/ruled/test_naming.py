"""Sheets named by the heading that they are of, under headings whose label the lexicon need not know."""

from .drawn import page, pick, read
from .forms import Form
from .pages import rows_on as table

KPI = (["#指標", "#R5年度", "#R6年度", "#R7年度"], ["拠点の数", "1", "2", "3"])


def form(number: int, *names: str, label: str = "#施策", chapter: str | None = None) -> Form:
    drawn = Form(number)
    if chapter:
        drawn.head(chapter)
    for name in names:
        drawn.rows([label, (name, 3)], *KPI, gap=20)
    return drawn


def test_a_heading_numbered_in_front_of_each_name_names_the_sheets() -> None:
    pages = (form(1, "１－１　光の利用", "１－２　省エネ", chapter="環境目標１　脱炭素のまち"),
             form(2, "２－１　ごみの減量", chapter="環境目標２　循環するまち"))  # fmt: skip
    assert table("sheets", "number title level1_label level1_number level1_title", *pages) == [
        ("1-1", "光の利用", "環境目標", "1", "脱炭素のまち"), ("1-2", "省エネ", "環境目標", "1", "脱炭素のまち"),
        ("2-1", "ごみの減量", "環境目標", "2", "循環するまち"),
    ]  # fmt: skip


def test_a_name_that_comes_again_is_a_heading_over_the_sheets() -> None:
    drawn = Form(1)
    for name in ("名簿づくり", "見回り"):
        drawn.rows(["#施策", ("１－１　備える", 3)], ["#事業名", (name, 3)], *KPI, gap=20)
    assert table("sheets", "title level1_title", drawn) == [("名簿づくり", "備える"), ("見回り", "備える")]


def test_one_label_of_a_rank_is_no_chapter() -> None:
    """Its number does not go on: the name of a plan, perhaps."""
    drawn = form(1, "１－１　光の利用", "１－２　省エネ", chapter="行動戦略２　環境のまち")
    assert table("sheets", "number title level1_label", drawn) == [("1-1", "光の利用", None), ("1-2", "省エネ", None)]


def test_a_measure_of_the_thing_listed_is_no_name_of_an_indicator() -> None:
    rows = read(page([
        ["No", "施設名", "延床面積（㎡）", "前期（R3～R7）", "後期（R8～R12）"],
        ["1", "東公民館", "1,284.5", "大規模改修", "－"],
        ["2", "西公民館", "640.0", "－", "建替え"],
    ], [40, 120, 100, 120, 120]))  # fmt: skip
    assert pick(rows, "indicators", "indicator") == []
    assert pick(rows, "fields", "sheet", "field", "text") == [(1, "floor_area", "1,284.5"), (2, "floor_area", "640.0")]
    assert pick(rows, "schedule", "sheet", "fiscal_year", "fiscal_year_to", "text") == [
        (1, 2021, 2025, "大規模改修"), (1, 2026, 2030, None), (2, 2021, 2025, None), (2, 2026, 2030, "建替え"),
    ]  # fmt: skip
