"""From rulings to cells. A cell is (row, column, rows covered, columns covered); borders in points."""

import numpy as np

from plansheets.extract.layout.tables import RuledTable, tables_of

from .board import Board, arranged, grids, places

Cells = list[tuple[int, int, int, int]]


def table(board: Board) -> RuledTable:
    (found,) = tables_of(board.rulings())
    return found


def cells(found: RuledTable) -> Cells:
    return [(r.row, r.column, r.row_span, r.column_span) for r in found.regions]


def borders(found: RuledTable) -> tuple[list[float], list[float]]:
    return np.round(found.xs, 1).tolist(), np.round(found.ys, 1).tolist()


def test_a_grid_of_two_by_two() -> None:
    found = table(Board().grid([20, 60, 100], [10, 30, 50]))
    assert borders(found) == ([20, 60, 100], [10, 30, 50])
    assert cells(found) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert found.index.tolist() == [[0, 1], [2, 3]]
    assert found.box_of(3) == (60, 30, 100, 50)


def test_cells_over_rows_and_columns() -> None:
    # A label over two rows at the left, a head over two columns, two cells below it.
    board = Board().box(20, 10, 140, 50).line(60, 10, 60, 50).line(60, 30, 140, 30).line(100, 30, 100, 50)
    found = table(board)
    assert cells(found) == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]
    assert found.index.tolist() == [[0, 1, 1], [0, 2, 3]]


def test_rulings_that_nearly_meet_do() -> None:
    # The inner rulings end 2 points before the frame.
    found = table(Board().box(20, 10, 100, 50).line(60, 12, 60, 48).line(22, 30, 98, 30))
    assert len(found.regions) == 4


def test_a_border_of_two_lines_is_one() -> None:
    # 2 points apart: too far to be one ruling, too near for a column between them.
    found = table(Board().grid([20, 60, 62, 100], [10, 30]))
    assert borders(found) == ([20, 61, 100], [10, 30])


def test_left_and_right_edges_that_are_not_drawn() -> None:
    board = Board().line(20, 10, 100, 10).line(20, 30, 100, 30).line(20, 50, 100, 50).line(60, 10, 60, 50)
    found = table(board)
    assert borders(found) == ([20, 60, 100], [10, 30, 50])
    assert len(found.regions) == 4


def test_a_table_that_the_page_cuts_is_open_below() -> None:
    board = Board().line(20, 10, 100, 10).line(20, 30, 100, 30)
    for x in (20, 60, 100):
        board.line(x, 10, x, 60)
    found = table(board)
    assert (found.open_above, found.open_below) == (False, True)
    assert borders(found)[1] == [10, 30, 60]
    assert cells(found)[2:] == [(1, 0, 1, 1), (1, 1, 1, 1)]


def test_a_notch_at_a_corner_is_no_cell() -> None:
    # The head row begins right of the first column: its corner is not drawn.
    board = Board().box(20, 30, 100, 50).box(60, 10, 100, 30).line(60, 30, 60, 50)
    found = table(board)
    assert found.index.tolist() == [[-1, 0], [1, 2]]
    assert cells(found) == [(0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_a_region_like_an_l_is_cut_by_rows() -> None:
    # Two rows and two columns; only the lower right one is a box of its own.
    found = table(Board().box(20, 10, 100, 50).line(60, 30, 100, 30).line(60, 30, 60, 50))
    assert cells(found) == [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert found.index.tolist() == [[0, 0], [1, 2]]


def test_an_upright_bar_of_an_l_stays_one_cell() -> None:
    # Three rows: the first one goes down at the left beside two boxes.
    board = Board().box(20, 10, 100, 70).line(60, 30, 100, 30).line(60, 30, 60, 70).line(60, 50, 100, 50)
    assert cells(table(board)) == [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1)]


def test_a_frame_is_a_box() -> None:
    found = table(Board().box(20, 10, 100, 50))
    assert found.is_box
    assert found.box == (20, 10, 100, 50)


def test_tables_that_do_not_touch_are_two_the_larger_first() -> None:
    board = Board().grid([20, 60, 100], [10, 30, 50]).grid([120, 200, 300], [10, 60, 110])
    assert [t.box for t in tables_of(board.rulings())] == [(120, 10, 300, 110), (20, 10, 100, 50)]


def test_a_line_alone_is_no_table() -> None:
    assert tables_of(Board().line(20, 10, 100, 10).line(20, 30, 100, 30).rulings()) == []
    assert tables_of(Board().line(20, 10, 100, 10).line(20, 10, 20, 60).rulings()) == []


def test_a_table_in_a_cell_is_read_after_the_table_around_it() -> None:
    board = Board().grid([20, 120, 420], [10, 40, 200], [["種別", "新規"], ["内訳", ""]])
    board.grid([140, 240, 340], [60, 90, 120], [["人", "数"], ["甲", "三"]])
    outer, inner = grids(arranged(board))
    assert places(outer) == {"種別": (0, 0, 1, 1), "新規": (0, 1, 1, 1), "内訳": (1, 0, 1, 1)}
    assert places(inner) == {"人": (0, 0, 1, 1), "数": (0, 1, 1, 1), "甲": (1, 0, 1, 1), "三": (1, 1, 1, 1)}
