"""Rectangles of one path: holes by the even-odd rule (2) and by the way round (1, -1). Boxes in points."""

from plansheets.extract.readers.holes import turn_of, without_holes

OUTER, INNER = (0.0, 0.0, 100.0, 50.0), (2.0, 3.0, 90.0, 40.0)
BARS = [(0, 0, 100, 3), (0, 3, 2, 40), (90, 3, 100, 40), (0, 40, 100, 50)]


def test_a_border_is_four_bars() -> None:
    assert without_holes([OUTER, INNER], [2, 2]) == BARS
    assert without_holes([INNER, OUTER], [1, -1]) == BARS


def test_what_goes_the_same_way_round_is_no_hole() -> None:
    assert without_holes([OUTER, INNER], [1, 1]) == [OUTER]


def test_a_table_of_one_path_is_its_rulings() -> None:
    cells = [(1.0, 1.0, 49.0, 49.0), (51.0, 1.0, 99.0, 49.0)]
    assert without_holes([OUTER, *cells], [2, 2, 2]) == [
        (0, 0, 100, 1), (0, 1, 1, 49), (49, 1, 51, 49), (99, 1, 100, 49), (0, 49, 100, 50)
    ]  # fmt: skip


def test_what_lies_in_a_hole_is_filled_again() -> None:
    assert (10, 10, 20, 20) in without_holes([OUTER, INNER, (10.0, 10.0, 20.0, 20.0)], [2, 2, 2])


def test_others_stay_as_they_are() -> None:
    bars = [(0.0, 10.0, 100.0, 12.0), (50.0, 0.0, 52.0, 50.0)]
    assert without_holes(bars, [2, 2]) == bars
    beside = (200.0, 0.0, 210.0, 10.0)
    assert without_holes([OUTER, beside, INNER], [2, 2, 2]) == [beside, *BARS]
    assert without_holes([OUTER, OUTER], [1, 1]) == [OUTER, OUTER]
    assert without_holes([], []) == []


def test_the_way_round() -> None:
    assert turn_of((0, 0), (10, 0), (10, 10)) == 1
    assert turn_of((0, 0), (0, 10), (10, 10)) == -1
    assert turn_of((0, 0), (5, 0), (10, 0)) == 0
