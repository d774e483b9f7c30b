"""Rows of nothing but dashes in a table of figures; a table's name and its unit on one line."""

from ..layout.board import Board
from .pages import rows_on


def page() -> Board:
    board = Board().grid([30, 110, 300, 380, 570], [60, 80], [["事業番号", "211", "事業名", "空き家の活用"]])
    board.text(30, 110, "事業費の推移").text(490, 110, "（単位：千円）", 9)
    return board.grid([30, 170, 300, 430, 570], [120, 140, 160, 180], [
        ["区分", "令和４年度決算", "令和５年度決算", "令和６年度予算"], ["事業費", "－", "－", "6,500"],
        ["地方債", "－", "－", "－"]])  # fmt: skip


def test_a_dash_in_place_of_a_figure_makes_no_yearly_plan() -> None:
    assert rows_on("indicators", "sheet indicator unit fiscal_year value_type value value_status", page()) == [
        (1, "事業費", "千円", 2022, "actual", None, "nil"), (1, "事業費", "千円", 2023, "actual", None, "nil"),
        (1, "事業費", "千円", 2024, "plan", 6500.0, "number"), (1, "地方債", "千円", 2022, "actual", None, "nil"),
        (1, "地方債", "千円", 2023, "actual", None, "nil"), (1, "地方債", "千円", 2024, "plan", None, "nil"),
    ]  # fmt: skip
    assert rows_on("schedule", "sheet text", page()) == []


def test_a_name_and_a_unit_on_one_line_are_a_caption_and_no_field() -> None:
    assert rows_on("fields", "sheet label text", page()) == []
    assert rows_on("sections", "kind text", page()) == [("caption", "事業費の推移（単位：千円）")]
