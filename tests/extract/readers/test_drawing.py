"""From painted paths to fills, lines and shapes; every number worked out by hand."""

import numpy as np
import pytest

from plansheets.extract.readers.drawing import (
    Box,
    Canvas,
    Point,
    as_rectangle,
    curve,
    multiply,
    page_matrix,
    within,
)

SQUARE: list[Point] = [(10, 10), (30, 10), (30, 20), (10, 20)]


def test_multiply_applies_the_first_matrix_first() -> None:
    double, move = (2.0, 0.0, 0.0, 2.0, 0.0, 0.0), (1.0, 0.0, 0.0, 1.0, 5.0, 7.0)
    assert multiply(double, move) == (2, 0, 0, 2, 5, 7)
    assert multiply(move, double) == (2, 0, 0, 2, 10, 14)


@pytest.mark.parametrize(
    ("rotation", "shown"), [(0, (10, 95)), (90, (5, 10)), (180, (190, 5)), (270, (95, 190)), (360, (10, 95))]
)
def test_page_matrix(rotation: int, shown: Point) -> None:
    """A point 10 right of and 5 above the lower left corner of a page of 200 x 100; its crop box begins at 50, 20."""
    a, b, c, d, e, f = page_matrix((50, 20, 250, 120), rotation)
    x, y = 60, 25
    assert (a * x + c * y + e, b * x + d * y + f) == shown


@pytest.mark.parametrize(
    ("points", "box"),
    [
        (SQUARE, (10, 10, 30, 20)),
        ([*SQUARE, SQUARE[0]], (10, 10, 30, 20)),
        (SQUARE[::-1], (10, 10, 30, 20)),
        ([SQUARE[1], SQUARE[2], SQUARE[3], SQUARE[0]], (10, 10, 30, 20)),
        ([(10, 10), (30, 10.01), (30, 20), (10, 20)], (10, 10, 30, 20)),
        (SQUARE[:3], None),
        ([(10, 10), (30, 12), (30, 20), (10, 20)], None),
        ([*SQUARE, (5, 5)], None),
    ],
)
def test_as_rectangle(points: list[Point], box: Box | None) -> None:
    assert as_rectangle(points) == box


def test_curve_passes_its_middle_and_ends_at_its_end() -> None:
    points = curve((0, 0), (0, 8), (8, 8), (8, 0))
    assert len(points) == 6
    assert points[2] == pytest.approx((4, 6))
    assert points[-1] == (8, 0)


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ((1, 1, 9, 9), (1, 1, 9, 9)),
        ((-5, 5, 15, 5), (0, 5, 10, 5)),
        ((15, 5, -5, 5), (10, 5, 0, 5)),
        ((-5, -5, 5, 5), (0, 0, 5, 5)),
        ((-5, 0, 0, -5), None),
        ((11, 0, 11, 10), None),
    ],
)
def test_within(line: Box, piece: Box | None) -> None:
    assert within(line, (0, 0, 10, 10)) == piece


def test_filled_rectangles_are_fills_however_thin_and_others_are_shapes() -> None:
    canvas = Canvas()
    triangle: list[Point] = [(0, 0), (10, 0), (5, 5)]
    canvas.fill([(SQUARE, True), ([(0, 0), (100, 0), (100, 0.2), (0, 0.2)], True), (triangle, False)], 0x00FF00)
    drawn = canvas.drawn()
    assert drawn.fills.tolist() == [[10, 10, 30, 20], [0, 0, 100, pytest.approx(0.2)]]
    assert drawn.fill_colors.tolist() == [0x00FF00, 0x00FF00]
    assert [shape.tolist() for shape in drawn.shapes] == [[[0, 0], [10, 0], [5, 5]]]
    assert drawn.shape_colors.tolist() == [0x00FF00]
    assert len(drawn.lines) == 0


def test_the_sides_of_a_stroked_rectangle_are_lines() -> None:
    canvas = Canvas()
    canvas.stroke([(SQUARE, True)], 0xFF, 1.5, True)
    drawn = canvas.drawn()
    assert drawn.lines.tolist() == [[10, 10, 30, 10], [30, 10, 30, 20], [30, 20, 10, 20], [10, 20, 10, 10]]
    assert drawn.widths.tolist() == [1.5] * 4
    assert drawn.dashed.tolist() == [True] * 4
    assert drawn.line_colors.tolist() == [0xFF] * 4


def test_an_open_path_and_one_that_ends_where_it_began_get_no_closing_side() -> None:
    canvas = Canvas()
    canvas.stroke([(SQUARE, False), ([*SQUARE, SQUARE[0]], True)], 0, 1, False)
    assert len(canvas.lines) == 3 + 4


def test_what_is_clipped_away_is_not_drawn() -> None:
    canvas = Canvas()
    clip = (0.0, 0.0, 20.0, 15.0)
    canvas.fill([(SQUARE, True), ([(30, 0), (40, 0), (40, 10), (30, 10)], True)], 0, clip)
    canvas.stroke([([(0, 5), (50, 5)], False), ([(0, 40), (50, 40)], False)], 0, 2, False, clip)
    canvas.image((15, 10, 60, 60), clip)
    canvas.image((25, 10, 60, 60), clip)
    drawn = canvas.drawn()
    assert drawn.fills.tolist() == [[10, 10, 20, 15]]
    assert drawn.lines.tolist() == [[0, 5, 21, 5]]
    assert drawn.images.tolist() == [[15, 10, 20, 15]]


def test_many_lines_at_once_are_the_same_as_one_by_one() -> None:
    random = np.random.default_rng(3)
    lines = random.integers(-20, 60, (200, 4)).astype(float)
    clip = (0.0, 0.0, 40.0, 30.0)
    one_by_one, at_once = Canvas(), Canvas()
    for row in lines.tolist():
        one_by_one.stroke([([(row[0], row[1]), (row[2], row[3])], False)], 7, 1.0, False, clip)
    count = len(lines)
    at_once.stroke_lines(
        lines, np.full(count, 7, np.uint32), np.ones(count), np.zeros(count, np.bool_), np.tile(clip, (count, 1))
    )
    assert at_once.drawn().lines.tolist() == one_by_one.drawn().lines.tolist()
    assert len(at_once.widths) == len(at_once.dashed) == len(at_once.line_colors) == len(at_once.lines)


def test_a_picture_made_of_one_outline_is_a_box() -> None:
    angles = np.linspace(0, 2 * np.pi, 1000, endpoint=False)
    circle = [(50 + 10 * float(np.cos(t)), 50 + 10 * float(np.sin(t))) for t in angles]
    canvas = Canvas()
    canvas.fill([(circle, True)], 0)
    (shape,) = canvas.drawn().shapes
    assert shape.shape == (4, 2)
    assert np.allclose(shape, [[40, 40], [60, 40], [60, 60], [40, 60]], atol=0.01)
