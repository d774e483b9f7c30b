"""Sheets of a 施策: named by 施策名, prose under numbered headings, the programmes in a small table of figures."""

from ..layout.board import Board
from .pages import rows_on


def sheet(page: int, number: str, name: str, aim: str, grade: str) -> Board:
    board = Board(page).text(30, 40, "令和８年度　施策評価シート", 14)
    board.grid([30, 110, 300, 380, 570], [60, 80], [["施策番号", number, "施策名", name]])
    board.text(30, 110, "１　施策の目的", 12).text(40, 130, aim).text(30, 160, "２　施策の評価", 12)
    board.grid([30, 110, 160, 570], [170, 190], [["総合評価", grade, "おおむね順調に進んでいる"]])
    board.text(30, 210, "（１）現状と課題", 11).text(40, 230, "担い手が減り、").text(
        40, 244, "活動が続かない地区がある。"
    )
    board.text(30, 265, "（２）今後の方向性", 11).text(40, 285, "講座を増やす。")
    board.text(30, 310, "３　構成する事業", 12).text(470, 322, "（単位：千円）", 9)
    board.grid([30, 200, 330, 460, 570], [330, 350, 370, 390], [
        ["事業名", "令和６年度決算額", "令和７年度決算額", "今後の方向"],
        [f"{name}講座", "8,412", "8,960", "拡充"], [f"{name}広報", "24", "30", "継続"]])  # fmt: skip
    return board


def pages() -> list[Board]:
    return [sheet(1, "３－２", "協働の推進", "誰もが参加できるまちにする。", "Ｂ"),
            sheet(2, "３－３", "防災の推進", "災害に強いまちにする。", "Ｃ")]  # fmt: skip


def test_the_name_of_the_measure_is_the_title_where_nothing_else_is() -> None:
    assert rows_on("sheets", "sheet_no number title kind", *pages()) == [
        (1, "3-2", "協働の推進", None), (2, "3-3", "防災の推進", None),
    ]  # fmt: skip


def test_prose_under_a_known_heading_is_a_field_of_the_sheet() -> None:
    assert rows_on("fields", "sheet field text", *pages())[:2] == [
        (1, "purpose", "誰もが参加できるまちにする。"),
        (1, "background", "担い手が減り、活動が続かない地区がある。"),
    ]


def test_a_grade_in_a_cell_of_its_own_and_a_column_beside_the_figures() -> None:
    assert rows_on("assessments", "sheet aspect grade text", *pages())[:4] == [
        (1, "総合評価", "B", "おおむね順調に進んでいる"), (1, "（2）今後の方向性", None, "講座を増やす。"),
        (1, "今後の方向", None, "拡充"), (1, "今後の方向", None, "継続"),
    ]  # fmt: skip


def test_the_rows_of_a_table_of_figures_are_no_sheets() -> None:
    found = rows_on("indicators", "sheet indicator unit fiscal_year value", *pages())
    assert found[:2] == [(1, "協働の推進講座", "千円", 2024, 8412.0), (1, "協働の推進講座", "千円", 2025, 8960.0)]
    assert [row[0] for row in found] == [1] * 4 + [2] * 4


def test_a_heading_over_a_table_or_an_unknown_one_stays_a_heading() -> None:
    board = sheet(1, "３－２", "協働の推進", "誰もが参加できるまちにする。", "Ｂ")
    board.text(30, 430, "４　その他に知らせたいこと", 12).text(40, 450, "地区の会議は毎月開かれる。")
    assert rows_on("sections", "kind text", board)[-2:] == [
        ("heading", "その他に知らせたいこと"), ("paragraph", "地区の会議は毎月開かれる。"),
    ]  # fmt: skip
