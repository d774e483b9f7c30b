"""Boxes with rounded corners: their borders and backgrounds; what is round otherwise stays as drawn."""

from itertools import pairwise
from math import cos, pi, sin

from plansheets.extract.layout.rounded import squared

from .board import GREY, Board, arranged, lines


def ring(x0: float, top: float, x1: float, bottom: float, r: float) -> list[tuple[float, float]]:
    """The corners of a rounded box from its upper left curve on, clockwise."""
    middles = ((x0 + r, top + r, 2), (x1 - r, top + r, 3), (x1 - r, bottom - r, 0), (x0 + r, bottom - r, 1))
    return [(x + r * cos(q * pi / 2 + k * pi / 12), y + r * sin(q * pi / 2 + k * pi / 12))
            for x, y, q in middles for k in range(7)]  # fmt: skip


def outline(board: Board, points: list[tuple[float, float]]) -> Board:
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        board.line(*a, *b)
    return board


def test_a_rounded_border_is_four_strokes() -> None:
    found = squared(outline(Board().line(5, 5, 90, 5), ring(20, 10, 100, 60, 8)).drawn())
    assert found.lines.round(2).tolist() == [
        [5, 5, 90, 5], [20, 10, 100, 10], [20, 60, 100, 60], [20, 10, 20, 60], [100, 10, 100, 60],
    ]  # fmt: skip
    assert len(found.widths) == len(found.dashed) == len(found.line_colors) == 5


def test_a_circle_and_an_open_curve_stay() -> None:
    circle = outline(Board(), ring(20, 10, 60, 50, 20)).drawn()
    assert squared(circle).lines.tolist() == circle.lines.tolist()
    points = ring(20, 10, 100, 60, 8)
    board = Board()
    for a, b in pairwise(points):
        board.line(*a, *b)
    assert len(squared(board.drawn()).lines) == len(points) - 1


def test_a_rounded_area_is_a_fill_under_what_lies_on_it() -> None:
    board = Board().fill(30, 20, 60, 40, 0xAAAAAA).shape(*ring(20, 10, 100, 60, 8), color=GREY)
    board.shape(*ring(70, 20, 90, 34, 3), color=0x111111).shape((0, 0), (10, 0), (10, 4), (14, 5), (10, 6), (0, 6))
    found = squared(board.drawn())
    assert found.fills.round(2).tolist() == [[20, 10, 100, 60], [30, 20, 60, 40], [70, 20, 90, 34]]
    assert found.fill_colors.tolist() == [GREY, 0xAAAAAA, 0x111111]
    assert len(found.shapes) == len(found.shape_colors) == 1


def test_two_rounded_cards_side_by_side_are_two_texts() -> None:
    board = Board()
    for x in (20, 310):
        outline(board, ring(x, 20, x + 270, 90, 12))
        board.text(x + 10, 44, "見守りを続ける。").text(x + 10, 60, "声をかける。")
    assert [line.raw for line in lines(arranged(board))] == [
        "見守りを続ける。", "声をかける。", "見守りを続ける。", "声をかける。",
    ]  # fmt: skip
    assert all(line.in_frame for line in lines(arranged(board)))
