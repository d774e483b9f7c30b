"""Marks that are drawn: arrows over year columns, tick boxes, cells struck out or hatched.

The table has four columns, with borders at 20, 80, 140, 200 and 260 points; heads from 10 to 30, cells from 30 to 60.
"""

import pytest

from plansheets.extract.layout.marks import marks_of

from .board import Board, arranged, grids, rows

XS = [20.0, 80.0, 140.0, 200.0, 260.0]
YEARS = ["R6", "R7", "R8", "R9"]


def years(cells: list[str]) -> Board:
    return Board().grid(XS, [10, 30, 60], [YEARS, cells])


def body(board: Board) -> list[str]:
    """The texts of the cells under the heads."""
    (grid,) = grids(arranged(board))
    assert rows(grid)[0] == YEARS
    return rows(grid)[1]


def test_a_line_with_a_filled_head_over_two_columns() -> None:
    board = years(["検討", "", "", ""]).line(85, 45, 185, 45).shape((185, 41), (195, 45), (185, 49))
    assert body(board) == ["検討", "→", "→", ""]


def test_a_line_with_an_open_head() -> None:
    board = years(["検討", "", "", ""]).line(85, 45, 255, 45).line(255, 45, 249, 41).line(255, 45, 249, 49)
    assert body(board) == ["検討", "→", "→", "→"]


def test_a_shaft_drawn_as_a_thin_rectangle() -> None:
    board = years(["検討", "", "", ""]).fill(85, 44, 130, 46, 0).shape((130, 40), (138, 45), (130, 50))
    assert body(board) == ["検討", "→", "", ""]


def test_a_block_arrow_of_one_outline() -> None:
    outline = ((85, 43), (180, 43), (180, 39), (194, 45), (180, 51), (180, 47), (85, 47))
    assert body(years(["検討", "", "", ""]).shape(*outline)) == ["検討", "→", "→", ""]


def test_a_dashed_shaft_drawn_dash_by_dash() -> None:
    board = years(["検討", "", "", ""])
    for x in range(85, 185, 6):
        board.line(x, 45, x + 3, 45)
    assert body(board.shape((185, 41), (195, 45), (185, 49))) == ["検討", "→", "→", ""]


def test_a_large_head() -> None:
    board = years(["検討", "", "", ""]).line(85, 45, 175, 45).shape((175, 36), (195, 45), (175, 54))
    assert body(board) == ["検討", "→", "→", ""]


def test_two_arrows_in_one_row() -> None:
    board = years(["", "", "", ""]).line(25, 45, 70, 45).shape((70, 41), (78, 45), (70, 49))
    board.line(145, 45, 250, 45).shape((250, 41), (258, 45), (250, 49))
    assert body(board) == ["→", "", "→", "→"]


def arrow(board: Board, x0: float, x1: float) -> Board:
    return board.line(x0, 50, x1 - 8, 50).shape((x1 - 8, 46), (x1, 50), (x1 - 8, 54))


def test_a_text_over_the_middle_of_its_arrow_begins_where_the_arrow_does() -> None:
    board = years(["", "", "", ""]).text(120, 44, "順次実施")
    assert body(arrow(board, 25, 255)) == ["順次実施", "→", "→", "→"]


def test_such_a_text_behind_another_arrow_and_over_a_ruling() -> None:
    board = years(["", "", "", ""]).text(40, 44, "検討").text(160, 44, "実施")
    assert body(arrow(arrow(board, 25, 75), 85, 255)) == ["検討", "実施", "→", "→"]
    board = years(["", "", "", ""]).text(100, 44, "検討").text(225, 44, "実施")
    assert body(arrow(arrow(board, 25, 195), 205, 255)) == ["検討", "→", "→", "実施"]


def test_such_a_text_below_its_arrow() -> None:
    board = years(["", "", "", ""]).text(150, 58, "実施", 6)
    assert body(arrow(board, 85, 255))[1:] == ["実施", "→", "→"]


def test_a_text_off_the_middle_stays_in_its_cell() -> None:
    board = years(["", "", "", ""]).text(205, 44, "完了")
    assert body(arrow(board, 25, 255)) == ["→", "→", "→", "完了"]


def test_an_arrow_that_only_grazes_a_cell_does_not_mean_it() -> None:
    # It covers 25 of the last column's 60 points.
    board = years(["検討", "", "", ""]).line(145, 45, 215, 45).shape((215, 41), (225, 45), (215, 49))
    assert body(board) == ["検討", "", "→", ""]


def test_an_arrow_over_a_text_does_not_replace_it() -> None:
    board = years(["検討", "実施", "", ""]).line(85, 55, 185, 55).shape((185, 51), (195, 55), (185, 59))
    assert body(board) == ["検討", "実施", "→", ""]


def test_a_line_without_a_head_is_no_arrow() -> None:
    board = years(["検討", "", "", ""]).line(85, 45, 130, 45)
    assert marks_of(board.drawn()).shafts == []


def test_the_shaft_is_no_ruling_any_more() -> None:
    board = years(["検討", "", "", ""]).line(85, 45, 185, 45).shape((185, 41), (195, 45), (185, 49))
    marks = marks_of(board.drawn())
    assert marks.shafts == [(85, 45, 185, 45)]
    assert marks.free_lines.tolist() == [True] * 8 + [False]


def test_a_head_at_the_left_end_only_points_back_and_means_no_year() -> None:
    board = years(["検討", "", "", ""]).line(95, 45, 190, 45).shape((95, 41), (85, 45), (95, 49))
    marks = marks_of(board.drawn())
    assert (marks.shafts, bool(marks.free_lines[-1])) == ([], False)
    assert body(board) == ["検討", "", "", ""]


def ticks(board: Board) -> str:
    """The text of the one cell, with what is drawn before each word."""
    (grid,) = grids(arranged(board.grid([20, 300, 320], [10, 40])))
    return rows(grid)[0][0]


def words() -> Board:
    return Board().text(42, 29, "市民").text(112, 29, "行政").text(182, 29, "企業")


def test_boxes_that_are_filled_empty_and_crossed() -> None:
    board = words()
    for x in (30, 100, 170):
        board.box(x, 20, x + 10, 30)
    board.fill(32, 22, 38, 28, 0)
    board.line(171, 21, 179, 29).line(171, 29, 179, 21)
    assert ticks(board).replace(" ", "") == "■市民□行政☑企業"


def test_boxes_whose_sides_are_thin_rectangles() -> None:
    board = words()
    for x in (30, 100):
        board.fill(x, 20, x + 10, 20.7, 0).fill(x, 29.3, x + 10, 30, 0)
        board.fill(x, 20, x + 0.7, 30, 0).fill(x + 9.3, 20, x + 10, 30, 0)
    assert ticks(board.fill(102, 22, 108, 28, 0)).replace(" ", "") == "□市民■行政企業"


def test_a_box_with_an_outline_that_is_filled_whole() -> None:
    assert ticks(words().box(30, 20, 40, 30).fill(30, 20, 40, 30, 0)).replace(" ", "") == "■市民行政企業"


@pytest.mark.parametrize("tick", ["レ", "✓", "×"])
def test_a_character_in_a_box_ticks_it(tick: str) -> None:
    board = words().box(30, 20, 40, 30).text(31, 29, tick, 9)
    assert ticks(board).replace(" ", "") == "☑市民行政企業"
    source = arranged(board).source
    at = source.text.index("☑")
    assert source.printed_as(at, at + 1) == tick


def test_other_characters_in_a_box_do_not() -> None:
    assert ticks(words().box(30, 20, 40, 30).text(31, 29, "一", 9)).replace(" ", "") == "□一市民行政企業"


def test_square_cells_of_a_table_are_no_boxes() -> None:
    board = Board().grid([20, 32, 44, 56], [10, 22, 34])
    assert marks_of(board.drawn()).boxes == []


def test_square_cells_whose_sides_are_drawn_one_by_one_are_no_boxes() -> None:
    board = Board()
    for x in (20, 32, 44):
        board.box(x, 10, x + 12, 22).box(x, 22, x + 12, 34)
    assert marks_of(board.drawn()).boxes == []


def test_a_hook_in_a_box_ticks_it() -> None:
    board = words().box(30, 20, 40, 30).line(32, 24, 34, 28).line(34, 28, 39, 21)
    assert ticks(board).replace(" ", "") == "☑市民行政企業"


def test_a_black_square_alone_is_a_filled_box() -> None:
    assert ticks(words().fill(30, 20, 39, 29, 0x202020)).replace(" ", "") == "■市民行政企業"


def test_a_light_square_is_a_fill() -> None:
    assert ticks(words().fill(30, 20, 39, 29, 0xEEEEEE)).replace(" ", "") == "市民行政企業"


@pytest.mark.parametrize("side", [3.0, 20.0])
def test_squares_of_another_size_are_no_tick_boxes(side: float) -> None:
    assert marks_of(Board().box(30, 20, 30 + side, 20 + side).drawn()).boxes == []


def test_a_cell_that_is_struck_out() -> None:
    assert body(years(["検討", "", "実施", ""]).line(81, 59, 139, 31)) == ["検討", "－", "実施", ""]


def test_a_hatched_cell() -> None:
    board = years(["検討", "実施", "", ""])
    for x in range(200, 240, 8):
        board.line(x, 50, x + 20, 30)
    assert body(board) == ["検討", "実施", "", "－"]


def test_a_stroke_through_a_text_leaves_it() -> None:
    assert body(years(["検討", "実施", "", ""]).line(81, 59, 139, 31)) == ["検討", "実施", "", ""]


def test_a_short_slanted_stroke_voids_nothing() -> None:
    assert body(years(["検討", "", "", ""]).line(100, 50, 115, 40)) == ["検討", "", "", ""]


def test_a_mark_shows_how_it_was_drawn() -> None:
    board = years(["検討", "", "", ""]).line(85, 45, 130, 45).shape((130, 41), (138, 45), (130, 49))
    board.line(141, 59, 199, 31)
    source = arranged(board).source
    assert [source.printed_as(i, i + 1) for i, char in enumerate(source.text) if char in "→－"] == ["⟶", "╱"]
    at = source.text.index("→")
    assert source.glyphs.confidence[at] == pytest.approx(0.9)
    # From the shaft's start to its end, four points over and under it.
    assert source.box(at, at + 1) == (85, 41, 130, 49)
