"""Reading order and the separators between glyphs: spaces, tabs between cells, line breaks. Glyphs are ten points."""

import pytest

from plansheets.extract.layout.assemble import lay
from plansheets.extract.layout.parts import parts_of

from .board import Board, arranged, grids, lines, places, rows


def text(board: Board) -> str:
    return arranged(board).source.text


@pytest.mark.parametrize(
    ("gap", "between"),
    [(0, ""), (2.9, ""), (3.1, " "), (17, " "), (18, "    "), (40, "        ")],
)
def test_white_between_ideographs(gap: float, between: str) -> None:
    # A third of an em is a space; from 1.75 em on there are as many as half ems fit.
    assert text(Board().text(50, 50, "甲").text(60 + gap, 50, "乙")) == f"甲{between}乙"


@pytest.mark.parametrize(("gap", "between"), [(1.5, ""), (1.7, " ")])
def test_white_between_latin_letters_is_narrower(gap: float, between: str) -> None:
    assert text(Board().text(50, 50, "a").text(55 + gap, 50, "b")) == f"a{between}b"


def test_a_printed_space_is_not_doubled() -> None:
    assert text(Board().text(50, 50, "甲 乙")) == "甲 乙"


def test_lines_are_read_from_top_to_bottom_and_left_to_right_whatever_the_files_order() -> None:
    board = Board().text(50, 80, "丙").text(60, 50, "乙").text(50, 50, "甲")
    assert text(board) == "甲乙\n丙"


def test_a_raised_glyph_stays_on_its_line() -> None:
    assert text(Board().text(50, 50, "面積").text(70, 46, "2", 6.0)) == "面積2"


def test_a_lowered_glyph_stays_on_its_line() -> None:
    assert text(Board().text(50, 50, "CO").text(60, 53.2, "2", 6.0).text(63, 50, "を減らす")) == "CO2を減らす"


def test_raised_and_lowered_glyphs_on_one_line() -> None:
    board = Board().text(50, 50, "注").text(60, 45, "1", 5.0).text(70, 50, "語る").text(90, 53, "2", 5.0)
    assert text(board.text(50, 65, "次")) == "注1 語る2\n次"


def test_a_small_text_far_from_a_line_is_a_line_of_its_own() -> None:
    assert text(Board().text(50, 46, "案", 6.0).text(300, 50, "目次")) == "案\n目次"


def test_two_small_lines_beside_a_large_glyph_stay_two() -> None:
    board = Board().text(50, 53, "{", 24.0).text(70, 48, "目的", 8.0).text(70, 58, "内容", 8.0)
    assert text(board) == "目的\n{\n内容"


def test_a_small_line_under_a_large_title_is_a_line() -> None:
    assert text(Board().text(50, 50, "語りの取組", 20.0).text(50, 60, "方針", 8.0)) == "語りの取組\n方針"


def test_cells_of_a_row_are_parted_by_tabs_and_rows_by_line_breaks() -> None:
    board = Board().grid([20, 60, 100], [10, 30, 50], [["一", "二"], ["三", "四"]])
    assert text(board) == "一\t二\n三\t四"


def test_lines_in_a_cell_stay_in_it() -> None:
    board = Board().grid([20, 100, 180], [10, 60]).text(25, 24, "目的と").text(25, 39, "内容").text(105, 24, "語る")
    (grid,) = grids(arranged(board))
    assert rows(grid) == [["目的と\n内容", "語る"]]


def test_wide_white_in_a_cell_is_two_spaces_at_most() -> None:
    board = Board().grid([20, 220, 300], [10, 30]).text(25, 24, "目").text(85, 24, "的")
    assert text(board) == "目  的"


def test_a_cell_of_glyphs_below_each_other_is_read_downwards() -> None:
    board = Board().grid([20, 40, 200], [10, 80]).down(25, 24, "改革概要").text(50, 24, "語る人を増やす。")
    (grid,) = grids(arranged(board))
    assert rows(grid) == [["改革概要", "語る人を増やす。"]]
    assert [cell.is_upright for cell in grid.rows[0]] == [True, False]


def test_two_upright_columns_are_read_from_the_right() -> None:
    board = Board().grid([20, 60, 200], [10, 80]).down(42, 24, "改革の").down(27, 24, "概要").text(70, 24, "語る")
    (grid,) = grids(arranged(board))
    assert rows(grid)[0][0] == "改革の\n概要"


def test_digits_set_level_in_upright_text_stay_together() -> None:
    # 令和12年 downwards; 12 side by side in the room of one glyph.
    board = Board().grid([20, 40, 200], [10, 90]).text(50, 24, "語る")
    board.down(25, 24, "令和").text(25, 44, "12").text(25, 54, "年")
    (grid,) = grids(arranged(board))
    assert rows(grid)[0][0] == "令和12年"


def test_blank_lines_are_counted_by_the_usual_step() -> None:
    board = Board()
    for i, y in enumerate((50, 65, 80, 95, 140, 155)):
        board.text(50, y, f"本文の行{i}です")
    # From 95 to 140 are three steps of 15: two lines are left out.
    assert [line.blanks for line in lines(arranged(board))] == [0, 0, 0, 0, 2, 0]


def test_pages_are_parted_by_a_line_break_and_numbered() -> None:
    found = arranged(Board().text(50, 50, "甲"), Board(number=2).text(50, 50, "乙"))
    assert found.source.text == "甲\n乙"
    assert found.source.glyphs.page.tolist() == [1, 2, 2]
    assert [line.page for line in lines(found)] == [1, 2]


def test_each_glyph_of_the_page_is_read_once() -> None:
    board = Board().grid([20, 60, 100], [10, 30, 50], [["一", "二"], ["三", "四"]]).text(50, 80, "甲乙 丙")
    laid = lay(parts_of(board.page()))
    assert sorted(laid.at[laid.at >= 0].tolist()) == list(range(len(board.glyphs)))


def test_columns_of_text_are_counted_in_half_ems() -> None:
    source = arranged(Board().text(50, 50, "甲ab")).source
    assert source.columns is not None
    assert [column.tolist() for column in source.columns] == [[10, 12, 13], [12, 13, 14]]


def test_an_empty_page_is_nothing() -> None:
    found = arranged(Board())
    assert (found.source.text, found.items) == ("", [])
    assert [page.number for page in found.source.pages] == [1]


def test_a_frame_is_no_cell_and_what_stands_in_it_are_lines() -> None:
    found = arranged(Board().box(20, 20, 300, 100).text(30, 40, "語りの取組").text(30, 60, "方針"))
    assert [line.raw for line in lines(found)] == ["語りの取組", "方針"]
    assert all(line.in_frame for line in lines(found))


def test_cells_of_a_table_in_a_frame() -> None:
    board = Board().box(10, 5, 200, 70).grid([20, 60, 100], [10, 30, 50], [["一", "二"], ["三", "四"]])
    (grid,) = grids(arranged(board))
    assert places(grid)["四"] == (1, 1, 1, 1)
