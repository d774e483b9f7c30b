"""Rulings as they are drawn: twice, in dashes, broken, as thin rectangles, mitred. Places in points."""

import numpy as np
import pytest

from plansheets.extract.layout.rulings import MOST, joined, rulings_of

from .board import Board


def level(board: Board) -> list[list[float]]:
    """y, x0, x1."""
    return np.round(board.rulings().level.astype(float), 2).tolist()


def upright(board: Board) -> list[list[float]]:
    """x, y0, y1."""
    return np.round(board.rulings().upright.astype(float), 2).tolist()


def test_level_and_upright_strokes_in_any_direction() -> None:
    board = Board().line(100, 50, 20, 50).line(60, 90, 60, 10)
    assert (level(board), upright(board)) == ([[50, 20, 100]], [[60, 10, 90]])


def test_a_border_drawn_twice_is_one_at_the_middle_by_length() -> None:
    # A line of 80 points at 50 and one of 40 at 51.2: (80 * 50 + 40 * 51.2) / 120 = 50.4.
    assert level(Board().line(20, 50, 100, 50).line(20, 51.2, 60, 51.2)) == [[50.4, 20, 100]]


def test_two_lines_farther_apart_are_two() -> None:
    assert level(Board().line(20, 50, 100, 50).line(20, 52, 100, 52)) == [[50, 20, 100], [52, 20, 100]]


def test_dashes_are_one_line() -> None:
    board = Board()
    for x in range(20, 100, 7):
        board.line(x, 50, x + 4, 50)
    assert level(board) == [[50, 20, 101]]


@pytest.mark.parametrize(("gap", "pieces"), [(0.3, 1), (3.9, 1), (4.1, 2)])
def test_a_line_broken_by_a_hair_is_one(gap: float, pieces: int) -> None:
    board = Board().line(30, 10, 30, 50).line(30, 50 + gap, 30, 90)
    assert len(upright(board)) == pieces


def test_the_dots_of_a_dotted_line_bridge_no_upright_lines() -> None:
    board = Board().fill(30, 10, 30.75, 40).fill(80, 10, 80.75, 40)
    for i in range(60):
        board.fill(20 + 1.5 * i, 60, 20.75 + 1.5 * i, 60.75)
    assert (level(board), upright(board)) == ([[60.38, 20, 109.25]], [[30.38, 10, 40], [80.38, 10, 40]])


def test_pieces_that_overlap_reach_to_the_farthest_end() -> None:
    assert level(Board().line(20, 50, 90, 50).line(30, 50, 40, 50).line(85, 50, 100, 50)) == [[50, 20, 100]]


def test_lines_at_one_place_but_far_apart_stay_two() -> None:
    assert level(Board().line(200, 50, 300, 50).line(20, 50, 100, 50)) == [[50, 20, 100], [50, 200, 300]]


def test_thin_fills_are_lines_and_others_are_not() -> None:
    board = Board().fill(20, 49, 100, 51).fill(58, 10, 61, 90).fill(20, 100, 100, 103.5)
    assert (level(board), upright(board)) == ([[50, 20, 100]], [[59.5, 10, 90]])


def test_borders_mitred_at_the_corners_are_lines() -> None:
    board = Board().shape((20, 10), (100, 10), (98, 12), (22, 12)).shape((20, 10), (22, 12), (22, 88), (20, 90))
    assert (level(board), upright(board)) == ([[11, 20, 100]], [[21, 10, 90]])


def test_slanted_and_short_strokes_are_no_rulings() -> None:
    board = Board().line(20, 50, 100, 52).line(20, 10, 25, 10).line(20, 80, 100, 80.9)
    assert level(board) == [[80.45, 20, 100]]


def test_what_is_something_else_is_left_out() -> None:
    drawn = Board().line(20, 50, 100, 50).line(20, 60, 100, 60).fill(20, 69, 100, 70).fill(20, 79, 100, 80).drawn()
    found = rulings_of(drawn, np.array([True, False]), np.array([False, True]))
    assert found.level[:, 0].tolist() == [50, 79.5]


def test_of_too_many_the_longest_stay() -> None:
    board = Board(height=20_000)
    for i in range(MOST + 10):
        board.line(20, 10 * i, 100 + (i >= 10), 10 * i)
    found = board.rulings()
    assert found.cut
    assert found.level[:, 0].tolist() == [10 * i for i in range(10, MOST + 10)]


def test_nothing_drawn_is_no_rulings() -> None:
    found = Board().rulings()
    assert (found.level.shape, found.upright.shape, found.cut) == ((0, 3), (0, 3), False)
    assert joined(np.empty((0, 3), np.float32)).shape == (0, 3)
