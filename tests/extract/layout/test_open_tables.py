"""Tables of level rules only: columns by alignment, rows by rules and figures. Texts are ten points high."""

from collections.abc import Sequence

from plansheets.extract.blocks import Grid

from .board import GREY, Board, arranged, grids, lines, places, rows

XS = (40, 200, 300, 380, 460)
"""Where the texts of the columns begin; the last are figures."""


def rules(board: Board, *ys: float, x0: float = 30, x1: float = 540) -> Board:
    for y in ys:
        board.line(x0, y, x1, y)
    return board


def put(board: Board, y: float, *texts: str) -> Board:
    for x, text in zip(XS, texts, strict=False):
        if text:
            board.text(x, y, text)
    return board


def only(board: Board) -> Grid:
    (grid,) = grids(arranged(board))
    return grid


def head(board: Board) -> Board:
    """The head over two lines: names in its middle, periods with their year below."""
    put(board, 125, "指標", "対象")
    put(board, 118, "", "", "基準値", "目標値")
    return put(board, 132, "", "", "（R5）", "（R10）")


def test_a_row_a_strip_and_a_head_over_two_lines() -> None:
    board = rules(head(Board()), 105, 140, 160, 180)
    put(board, 154, "歩く人の割合", "成人", "41.0%", "61%")
    put(board, 174, "歩数", "－", "6,500歩", "7,000歩")
    assert rows(only(board)) == [
        ["指標", "対象", "基準値\n（R5）", "目標値\n（R10）"], ["歩く人の割合", "成人", "41.0%", "61%"],
        ["歩数", "－", "6,500歩", "7,000歩"],
    ]  # fmt: skip


def test_a_name_over_several_rows_between_two_rules() -> None:
    board = rules(head(Board()), 105, 140, 200)
    put(board, 155, "", "男性", "41.0%", "61%")
    put(board, 173, "歩く人の割合", "女性", "39.5%", "増加")
    put(board, 191, "", "子ども", "80%", "90%")
    found = places(only(board))
    assert found["歩く人の割合"] == (1, 0, 3, 1)
    assert [found[text][:2] for text in ("男性", "女性", "子ども", "増加")] == [(1, 1), (2, 1), (3, 1), (2, 3)]


def test_names_in_the_middle_of_their_rows_without_rules_between_them() -> None:
    board = rules(head(Board()), 105, 140, 230)
    put(board, 163, "歩く人").text(40, 205, "走る人")
    for y, texts in (
        (154, ("目標", "8", "10")),
        (172, ("実績", "8")),
        (196, ("目標", "100", "120")),
        (214, ("実績", "9")),
    ):
        put(board, y, "", *texts)
    assert [places(only(board))[name] for name in ("歩く人", "走る人")] == [(1, 0, 2, 1), (3, 0, 2, 1)]


def test_names_at_the_top_of_their_rows_stand_in_them() -> None:
    board = rules(head(Board()), 105, 140, 212)
    for y, texts in ((154, ("歩く人", "目標", "8", "10")), (172, ("", "実績", "8")),
                     (190, ("走る人", "目標", "9", "9")), (206, ("", "実績", "7"))):  # fmt: skip
        put(board, y, *texts)
    assert rows(only(board))[1:] == [
        ["歩く人", "目標", "8", "10"], ["", "実績", "8", ""], ["走る人", "目標", "9", "9"], ["", "実績", "7", ""],
    ]  # fmt: skip


def test_a_wrapped_name_is_one_cell_whether_its_lines_meet_the_rows_or_not() -> None:
    board = rules(head(Board()), 105, 140, 176, 212)
    put(board, 153, "生活の習慣を改めたいと思う人", "男性", "14.9%", "13%")
    put(board, 167, "の割合", "女性", "7.3%", "6.4%")
    put(board, 188, "受けたことのある人の割合の合").text(40, 202, "計")
    put(board, 195, "", "成人", "31.6%", "0%")
    found = only(board)
    assert places(found)["生活の習慣を改めたいと思う人\nの割合"] == (1, 0, 2, 1)
    assert rows(found)[3] == ["受けたことのある人の割合の合\n計", "成人", "31.6%", "0%"]


def test_a_heading_between_two_tables_ends_the_first() -> None:
    board = rules(head(Board()), 105, 140, 160)
    put(board, 154, "歩数", "成人", "6,500歩", "7,000歩").text(30, 180, "２ 食生活", 13)
    for y, texts in (
        (225, ("指標", "対象")),
        (218, ("", "", "基準値", "目標値")),
        (232, ("", "", "（R5）", "（R10）")),
    ):
        put(board, y, *texts)
    put(rules(board, 205, 240, 260), 254, "野菜", "成人", "271g", "350g")
    found = arranged(board)
    assert [rows(grid)[1][0] for grid in grids(found)] == ["歩数", "野菜"]
    assert [line.raw for line in lines(found)] == ["２ 食生活"]


def test_a_rule_under_a_head_of_several_columns() -> None:
    board = rules(Board(), 100, 140, 160).line(290, 120, 540, 120)
    board.text(40, 124, "指標").text(200, 124, "単位").text(380, 114, "実績値")
    put(board, 134, "", "", "R5", "R6", "R7")
    put(board, 154, "歩数", "歩", "6,500", "6,600", "6,700")
    found = places(only(board))
    assert [found[text] for text in ("指標", "実績値", "R6")] == [(0, 0, 2, 1), (0, 2, 1, 3), (1, 3, 1, 1)]


def test_shaded_labels_between_rules_are_a_form_and_rules_in_prose_are_no_table() -> None:
    form = Board()
    for i, (label, value) in enumerate([("番号", "1"), ("目的", "歩く人を増やす。"), ("内容", "講座を開く。")]):
        form.fill(30, 100 + 20 * i, 90, 120 + 20 * i, GREY).text(40, 114 + 20 * i, label).text(100, 114 + 20 * i, value)
    assert rows(only(rules(form, 100, 120, 140, 160)))[1] == ["目的", "歩く人を増やす。"]
    prose = Board()
    for y in (110, 130, 150):
        prose.text(40, y, "歩く人を増やすため、道を整え、案内の看板を立て、休む場所を設ける。")
    assert grids(arranged(rules(prose, 95, 115, 135, 155))) == []


def texts_of(found: Sequence[Grid]) -> list[list[list[str]]]:
    return [rows(grid) for grid in found]


def test_narrow_rules_between_wider_ones_make_no_table_of_their_own() -> None:
    board = rules(Board(), 100, 180)
    for y in (120, 140, 160):
        board.line(290, y, 540, y)
    put(board, 134, "", "", "R5", "R6", "R7")
    board.line(30, 150, 541, 150).line(30, 130, 541, 130)
    assert texts_of(grids(arranged(board))) == []


def test_a_row_of_wider_shaded_cells_above_a_head_is_part_of_it() -> None:
    board = rules(Board(), 80, 100, 120, 140, 160)
    for y, cells in ((80, ((30, 190), (190, 540))), (100, ((30, 190), (190, 290), (290, 400), (400, 540)))):
        for x0, x1 in cells:
            board.fill(x0, y, x1, y + 20, GREY).text(x0 + 5, y + 14, f"頭{x0}")
    for y, name in ((134, "道"), (154, "橋")):
        board.text(40, y, name).text(230, y, "○").text(330, y, "◎")
    found = only(board)
    assert [round(x) for x in found.borders] == [30, 190, 290, 400, 540]
    assert places(found)["頭190"] == (0, 1, 1, 3) or rows(found)[0] == ["頭30", "頭190"]
    assert rows(found)[2] == ["道", "○", "◎", ""]


def test_a_dash_in_the_middle_of_a_column_of_numbers_is_in_it() -> None:
    board = rules(head(Board()), 105, 140, 160, 180, 200)
    for y, name, value in ((154, "歩数", "6,500"), (174, "走る人", "7,200"), (194, "泳ぐ人", "")):
        board.text(40, y, name).text(200, y, "人").text(312, y, value).text(384, y, "9")
    board.text(298, 194, "－")
    found = only(board)
    assert rows(found)[3] == ["泳ぐ人", "人", "－", "9"]
