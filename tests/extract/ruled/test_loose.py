"""Tables of figures in a document without sheets: the heading above them, names over several rows, verdicts."""

from ..layout.board import Board
from .pages import rows_on


def page() -> Board:
    board = Board().text(30, 40, "歩くまちの計画", 14).text(30, 70, "１ 歩く", 12).text(30, 90, "（1）指標の状況", 11)
    board.grid([30, 170, 230, 350, 430, 500], [100, 120, 140, 160], [
        ["指標", "対象", "ベースライン（H30）", "目標（R10）", "評価"],
        ["", "男性", "41.0%", "61%", "○"], ["", "女性", "39.5%", "増加", "△"]])  # fmt: skip
    board.strokes = [s for s in board.strokes if s != (30, 140, 500, 140)]
    return board.line(170, 140, 500, 140).text(35, 145, "歩く人の割合")


def test_a_table_belongs_to_the_heading_above_it_and_not_to_its_caption() -> None:
    found = rows_on("indicators", "sheet level1_number level1_title indicator fiscal_year value_type value", page())
    assert found == [
        (None, "1", "歩く", "歩く人の割合男性", 2018, "baseline", 41.0),
        (None, "1", "歩く", "歩く人の割合男性", 2028, "target", 61.0),
        (None, "1", "歩く", "歩く人の割合女性", 2018, "baseline", 39.5),
        (None, "1", "歩く", "歩く人の割合女性", 2028, "target", None),
    ]


def test_what_is_no_figure_stays_a_row_of_the_outline() -> None:
    assert [row for row in rows_on("sections", "kind text", page()) if row[0] == "table"] == [
        ("table", "○"), ("table", "△"),
    ]  # fmt: skip
