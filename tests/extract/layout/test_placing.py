"""Which cell a glyph stands in; text that runs over a ruling. Columns end at 20, 100, 180 and 260 points."""

import numpy as np

from plansheets.extract.layout.glyphs import seen_of
from plansheets.extract.layout.placing import Placed, place_glyphs
from plansheets.extract.layout.tables import tables_of

from .board import Board

ROW = [20.0, 100.0, 180.0, 260.0]


def placed(board: Board) -> Placed:
    return place_glyphs(seen_of(board.page()), tables_of(board.rulings()))


def regions(board: Board) -> dict[int, str]:
    """The text of each region; -1 stands outside of all."""
    found = placed(board)
    chars = np.array([g[0] for g in board.glyphs])
    return {number: "".join(chars[found.region == number]) for number in np.unique(found.region).tolist()}


def test_glyphs_stand_where_their_middle_does() -> None:
    board = Board().grid(ROW, [10, 30, 50], [["一", "二", "三"], ["四", "五", "六"]]).text(300, 25, "外")
    assert regions(board) == {0: "一", 1: "二", 2: "三", 3: "四", 4: "五", 5: "六", -1: "外"}


def test_a_text_that_overflows_into_an_empty_cell_stays_in_its_own() -> None:
    # Ten glyphs from 25 on reach to 125, over the border at 100.
    board = Board().grid(ROW, [10, 30]).text(25, 24, "子育てを支える地域の")
    assert regions(board) == {0: "子育てを支える地域の"}


def test_a_text_that_overflows_into_a_filled_cell_stays_in_its_own() -> None:
    board = Board().grid(ROW, [10, 30]).text(25, 24, "子育てを支える地域の").text(135, 24, "三件")
    assert regions(board) == {0: "子育てを支える地域の", 1: "三件"}


def test_a_text_at_the_right_that_overflows_to_the_left_stays_where_it_ends() -> None:
    # Eight glyphs from 97 to 177, set to the right edge of the second cell; the first has a text of its own.
    board = Board().grid(ROW, [10, 30]).text(22, 24, "甲").text(97, 24, "参加者一二三四五")
    assert regions(board) == {0: "甲", 1: "参加者一二三四五"}


def test_two_texts_with_a_ruling_in_the_gap_between_them_are_two() -> None:
    # The first ends at 98, the second begins at 101: less than a third of an em apart, and a ruling in between.
    board = Board().grid(ROW, [10, 30]).text(88, 24, "甲").text(101, 24, "乙")
    found = placed(board)
    assert regions(board) == {0: "甲", 1: "乙"}
    assert found.run.tolist() == [0, 1]


def test_a_text_that_runs_out_of_the_table_stays_in_it() -> None:
    board = Board().grid(ROW, [10, 30]).text(195, 24, "完了の目安となる指標")
    assert regions(board) == {2: "完了の目安となる指標"}


def test_a_table_in_a_cell_wins() -> None:
    board = Board().grid([20, 220, 420], [10, 110]).grid([240, 300, 360], [30, 60], [["内", "訳"]]).text(30, 60, "外")
    found = placed(board)
    assert found.table.tolist() == [1, 1, 0]
    assert found.region.tolist() == [0, 1, 0]


def test_upright_text_is_parted_by_level_rulings() -> None:
    # Four glyphs down; the row's border at 40 lies half an em under the second one's foot.
    board = Board().grid([20, 40], [10, 40, 80]).down(25, 24, "改革").down(25, 54, "概要")
    assert regions(board) == {0: "改革", 1: "概要"}


def test_no_glyphs_and_no_tables() -> None:
    assert len(placed(Board().grid(ROW, [10, 30])).run) == 0
    assert placed(Board().text(20, 20, "甲乙")).region.tolist() == [-1, -1]
