"""The reading order of tables and texts on a page, as boxes in points."""

import numpy as np

from plansheets.extract.layout.order import reading_order

SIZE = 10.0
Box = tuple[float, float, float, float]


def order(blocks: list[Box], texts: list[Box]) -> list[list[int]]:
    """Groups of boxes in reading order: blocks are numbered first, texts behind them."""
    boxes = np.array([*blocks, *texts], np.float32)
    return reading_order(boxes, np.arange(len(boxes)) < len(blocks), SIZE)


def lines(x0: float, x1: float, top: float, count: int) -> list[Box]:
    return [(x0, top + 15 * i, x1, top + 15 * i + 10) for i in range(count)]


def test_boxes_in_two_columns_are_read_column_by_column() -> None:
    left, right = (0, 50, 200, 100), (240, 50, 440, 100)
    lower_left, lower_right = (0, 110, 200, 200), (240, 110, 440, 200)
    assert order([left, right, lower_left, lower_right], []) == [[0], [2], [1], [3]]


def test_a_title_across_the_columns_does_not_break_them_into_rows() -> None:
    blocks: list[Box] = [(0, 50, 200, 100), (240, 50, 440, 100), (0, 110, 200, 200), (240, 110, 440, 200)]
    assert order(blocks, [(0, 10, 300, 30)]) == [[4], [0], [2], [1], [3]]


def test_a_centred_title_over_the_middle_one_of_three_columns_is_read_first() -> None:
    blocks: list[Box] = [(0, 50, 200, 300), (220, 50, 420, 200), (440, 50, 640, 250)]
    assert order(blocks, [(250, 10, 390, 25), (270, 30, 370, 40)]) == [[3, 4], [0], [1], [2]]


def test_a_large_title_and_what_ends_its_line_are_read_before_the_columns() -> None:
    blocks: list[Box] = [(0, 50, 200, 100), (220, 70, 420, 100), (0, 110, 200, 200), (220, 110, 420, 200)]
    title, number = (0, 10, 150, 24), (350, 12, 420, 22)
    assert order(blocks, [title, number]) == [[4, 5], [0], [2], [1], [3]]


def test_the_heads_of_two_columns_on_one_line_go_with_them() -> None:
    blocks: list[Box] = [(0, 50, 200, 100), (220, 50, 420, 100), (0, 110, 200, 200), (220, 110, 420, 200)]
    assert order(blocks, [(0, 30, 60, 44), (220, 30, 420, 44)]) == [[4], [0], [2], [5], [1], [3]]


def test_heads_in_a_row_above_their_boxes_go_with_them() -> None:
    blocks: list[Box] = [(0, 50, 200, 300), (220, 50, 420, 200), (440, 50, 640, 250)]
    heads: list[Box] = [(70, 30, 130, 40), (290, 30, 350, 40), (510, 30, 570, 40)]
    assert order(blocks, heads) == [[3], [0], [4], [1], [5], [2]]


def test_what_stands_over_the_whole_width_ends_the_columns() -> None:
    blocks: list[Box] = [
        (0, 50, 200, 90),
        (240, 50, 440, 90),
        (0, 100, 440, 140),
        (0, 150, 200, 190),
        (240, 150, 440, 190),
    ]
    assert order(blocks, []) == [[0], [1], [2], [3], [4]]


def test_an_upright_label_at_the_left_of_a_table_comes_before_it() -> None:
    table: Box = (20, 100, 300, 300)
    assert order([table], [(8, 150, 18, 230)]) == [[1], [0]]


def test_a_title_over_two_columns_of_text_comes_first() -> None:
    left, right = lines(0, 180, 60, 6), lines(220, 400, 60, 6)
    found = order([], [(120, 10, 280, 25), *left, *right])
    assert found == [[0], [1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]]


def test_a_date_at_the_right_above_a_table_comes_before_it() -> None:
    assert order([(0, 50, 200, 100)], [(300, 10, 380, 20)]) == [[1], [0]]
