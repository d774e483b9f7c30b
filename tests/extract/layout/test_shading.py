"""Tables without rulings: stacks of shaded labels, columns under a shaded band. Texts are ten points high."""

import numpy as np

from plansheets.extract.blocks import Grid
from plansheets.extract.layout.shading import shaded_rulings

from .board import GREY, Board, arranged, grids, lines, places, rows


def only(board: Board) -> Grid:
    (grid,) = grids(arranged(board))
    return grid


def stack() -> Board:
    """Three labels on grey that touch, their values beside them."""
    board = Board()
    for i, (label, value) in enumerate([("目的", "語る人を増やす。"), ("内容", "講座を開く。"), ("指標", "三回")]):
        board.fill(40, 100 + 20 * i, 120, 120 + 20 * i)
        board.text(50, 114 + 20 * i, label).text(130, 114 + 20 * i, value)
    return board


def test_a_stack_of_labels_with_their_values_beside_them() -> None:
    assert rows(only(stack())) == [["目的", "語る人を増やす。"], ["内容", "講座を開く。"], ["指標", "三回"]]


def test_labels_are_shaded_and_values_are_not() -> None:
    assert [[cell.shade for cell in row] for row in only(stack()).rows] == [[GREY, 0]] * 3


def test_a_value_of_two_lines_stays_in_the_row_of_its_label() -> None:
    board = Board().fill(40, 100, 120, 135).fill(40, 135, 120, 155)
    board.text(50, 120, "目的").text(50, 149, "指標").text(130, 149, "三回")
    board.text(130, 112, "語る人を").text(130, 127, "増やす。")
    assert rows(only(board)) == [["目的", "語る人を\n増やす。"], ["指標", "三回"]]


def test_text_above_and_below_the_stack_is_no_part_of_it() -> None:
    found = arranged(stack().text(40, 80, "語りの取組").text(40, 190, "以上"))
    assert [line.raw for line in lines(found)] == ["語りの取組", "以上"]
    assert len(grids(found)) == 1


def test_a_second_stack_in_the_same_rows_makes_four_columns() -> None:
    board = stack()
    for i, (label, value) in enumerate([("区分", "新規"), ("主管", "広報課"), ("予算", "なし")]):
        board.fill(260, 100 + 20 * i, 320, 120 + 20 * i)
        board.text(270, 114 + 20 * i, label).text(330, 114 + 20 * i, value)
    assert rows(only(board))[0] == ["目的", "語る人を増やす。", "区分", "新規"]


def test_fills_that_do_not_touch_are_no_stack() -> None:
    board = Board().fill(40, 100, 120, 120).text(50, 114, "目的").fill(40, 160, 120, 180).text(50, 174, "内容")
    assert grids(arranged(board)) == []


def test_shading_without_text_is_decoration() -> None:
    board = Board().text(50, 300, "本文")
    for i in range(3):
        board.fill(40, 100 + 20 * i, 120, 120 + 20 * i)
    assert grids(arranged(board)) == []


def test_white_fills_are_paper() -> None:
    board = Board()
    for i, label in enumerate(["目的", "内容", "指標"]):
        board.fill(40, 100 + 20 * i, 120, 120 + 20 * i, 0xFFFFFF).text(50, 114 + 20 * i, label)
    assert grids(arranged(board)) == []


def listing() -> Board:
    """Three heads on one grey band; two rows below it, 25 points apart, the second item over two lines."""
    board = Board().fill(40, 100, 400, 120)
    for x, head in ((50, "番号"), (120, "取組"), (300, "主管課")):
        board.text(x, 114, head)
    board.text(50, 139, "一").text(120, 139, "名簿の作成").text(300, 139, "広報課")
    board.text(50, 164, "二").text(120, 164, "入門講座の開催と").text(120, 175, "その記録").text(300, 164, "企画課")
    return board


def test_columns_under_a_shaded_band() -> None:
    found = only(listing())
    assert rows(found) == [
        ["番号", "取組", "主管課"], ["一", "名簿の作成", "広報課"], ["二", "入門講座の開催と\nその記録", "企画課"]
    ]  # fmt: skip


def test_the_list_ends_where_the_white_is_wide() -> None:
    found = arranged(listing().text(50, 230, "注").text(120, 230, "今後も続ける"))
    assert rows(grids(found)[0])[-1] == ["二", "入門講座の開催と\nその記録", "企画課"]
    assert [line.raw.split() for line in lines(found)] == [["注", "今後も続ける"]]


def test_the_list_ends_at_a_text_across_its_columns() -> None:
    found = arranged(listing().text(50, 195, "この表の数は前の年度のものであり確かめている途中である"))
    assert rows(grids(found)[0])[-1] == ["二", "入門講座の開催と\nその記録", "企画課"]
    assert [line.raw[:4] for line in lines(found)] == ["この表の"]


def test_two_heads_are_no_table() -> None:
    board = Board().fill(40, 100, 400, 120).text(50, 114, "甲").text(300, 114, "乙").text(50, 139, "一")
    assert grids(arranged(board)) == []


def test_a_stack_in_a_ruled_table_is_that_tables() -> None:
    board = Board().grid([40, 120, 300], [100, 120, 140], [["目的", "語る"], ["内容", "開く"]])
    board.fill(40, 100, 120, 120).fill(40, 120, 120, 140)
    found = only(board)
    assert places(found) == {"目的": (0, 0, 1, 1), "語る": (0, 1, 1, 1), "内容": (1, 0, 1, 1), "開く": (1, 1, 1, 1)}
    assert [[cell.shade for cell in row] for row in found.rows] == [[GREY, 0], [GREY, 0]]


def test_no_fills_and_no_text_are_no_rulings() -> None:
    drawn = Board().fill(40, 100, 120, 120).fill(40, 120, 120, 140).drawn()
    assert shaded_rulings(Board().drawn(), [], np.array([[0, 0, 9, 9]], np.float32), 10.0) is None
    assert shaded_rulings(drawn, [], np.empty((0, 4), np.float32), 10.0) is None
