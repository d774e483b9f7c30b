"""Shaded labels with white between them, and tables under a head of shaded cells. Texts are ten points high."""

from .board import GREY, Board, arranged, grids, lines, places, rows

DARK, PALE = 0x99AACC, 0xF4F4F4


def label(board: Board, x: float, y: float, text: str, value: str = "", width: float = 60) -> Board:
    board.fill(x, y, x + width, y + 17).text(x + 5, y + 12, text)
    return board.text(x + width + 8, y + 12, value) if value else board


def test_labels_with_white_between_them_and_a_second_one_on_the_line() -> None:
    board = label(label(Board(), 40, 100, "番号", "３"), 300, 100, "区分", "新規")
    label(label(board, 40, 120, "目的", "歩く人を増やす。"), 40, 140, "方法")
    found = arranged(label(board, 300, 140, "期間", "令和６年度～"))
    assert [rows(grid) for grid in grids(found)] == [
        [["番号", "３", "区分", "新規"], ["目的", "歩く人を増やす。"], ["方法", "", "期間", "令和６年度～"]]
    ]
    assert lines(found) == []


def test_a_row_of_marks_with_labels_of_another_width() -> None:
    board = label(label(label(Board(), 40, 100, "必要性", "Ａ"), 150, 100, "有効性", "Ｂ"), 260, 100, "効率性", "Ｂ")
    label(board, 40, 122, "今後の方向性", "この数年の間は変えない。", width=80)
    found = places(grids(arranged(board))[0])
    assert [found[text][0] for text in ("Ａ", "Ｂ", "この数年の間は変えない。")] == [0, 0, 1]


def test_a_value_that_is_higher_than_its_label() -> None:
    board = label(Board(), 40, 100, "目的", "歩く。")
    board.text(108, 131, "道を整え、").text(108, 143, "案内を立て、").text(108, 155, "休む場所を設ける。")
    label(label(board, 40, 132, "内容"), 40, 166, "対象", "市民")
    assert [row[1] for row in rows(grids(arranged(board))[0])] == [
        "歩く。", "道を整え、\n案内を立て、\n休む場所を設ける。", "市民",
    ]  # fmt: skip


def test_headings_on_grey_and_a_single_label_are_no_form() -> None:
    board = Board().fill(40, 100, 500, 118).text(50, 113, "１ 目的").text(40, 140, "歩く人を増やす。")
    board.fill(40, 160, 500, 178).text(50, 173, "２ 内容").text(40, 200, "道を整える。")
    assert grids(arranged(board)) == []
    assert grids(arranged(label(Board(), 40, 100, "担当", "広報課").text(40, 140, "本文"))) == []


def cells(board: Board, y: float, texts: tuple[str, ...], color: int, height: float = 18) -> Board:
    for k, text in enumerate(texts):
        board.fill(40 + 100 * k, y, 140 + 100 * k, y + height, color)
        board.text(50 + 100 * k, y + 13, text)
    return board


def test_a_head_of_shaded_cells_with_a_shaded_sum_and_rows_without_figures() -> None:
    board = cells(cells(Board(), 100, ("区分", "R4", "R5"), DARK), 119, ("事業費", "120", "130"), PALE)
    for k, texts in enumerate((("県の金", "20", ""), ("市債",), ("一般財源", "100", "130"))):
        for x, text in zip((50, 180, 280), texts, strict=False):
            board.text(x, 150 + 16 * k, text) if text else None
    board.text(40, 220, "指標")
    found = arranged(board)
    assert rows(grids(found)[0]) == [
        ["区分", "R4", "R5"], ["事業費", "120", "130"], ["県の金", "20", ""], ["市債", "", ""],
        ["一般財源", "100", "130"],
    ]  # fmt: skip
    assert [line.raw for line in lines(found)] == ["指標"]


def test_a_second_head_below_begins_another_table() -> None:
    board = cells(Board(), 100, ("区分", "R4", "R5"), DARK).text(50, 132, "事業費").text(180, 132, "120")
    cells(board, 140, ("指標", "R4", "R5"), DARK).text(50, 172, "歩数").text(180, 172, "9")
    assert [[row[0] for row in rows(grid)] for grid in grids(arranged(board))] == [["区分", "事業費"], ["指標", "歩数"]]


def test_every_second_row_shaded() -> None:
    board = Board().fill(40, 100, 400, 118, DARK)
    for x, head in ((50, "指標"), (200, "R4"), (300, "R5")):
        board.text(x, 113, head)
    for k, name in enumerate(("歩数", "走る人", "泳ぐ人", "登る人")):
        if k % 2:
            board.fill(40, 118 + 18 * k, 400, 136 + 18 * k, PALE)
        board.text(50, 131 + 18 * k, name).text(200, 131 + 18 * k, "7").text(300, 131 + 18 * k, "8")
    assert rows(grids(arranged(board))[0]) == [
        ["指標", "R4", "R5"], ["歩数", "7", "8"], ["走る人", "7", "8"], ["泳ぐ人", "7", "8"], ["登る人", "7", "8"],
    ]  # fmt: skip


def test_a_head_of_two_rows_with_a_cell_over_its_columns() -> None:
    board = Board().fill(40, 100, 140, 136).fill(140, 100, 340, 118).fill(140, 118, 240, 136).fill(240, 118, 340, 136)
    board.fill(340, 100, 440, 136, GREY)
    for x, y, text in ((50, 122, "指標"), (220, 113, "実績"), (170, 131, "R4"), (270, 131, "R5"), (350, 122, "目標")):
        board.text(x, y, text)
    for x, text in ((50, "歩数"), (180, "7"), (280, "8"), (380, "9")):
        board.text(x, 150, text)
    found = places(grids(arranged(board))[0])
    assert [found[text] for text in ("指標", "実績", "R5", "9")] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 2, 1, 1),
        (2, 3, 1, 1),
    ]
