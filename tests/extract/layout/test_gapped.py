"""Cells that are boxes with white between them: they meet, and form a grid."""

import pytest

from ..ruled.pages import rows_on as table
from .board import Board, arranged, grids

ROWS = [["担当課", "収納課・保険年金課"], ["現状と課題", "収納率が低い。"], ["取組内容", "催告を早める。"]]
YEARS = [["令和4年度", "令和5年度", "令和6年度"], ["準備", "試行", "→"]]


def cells(
    board: Board,
    rows: list[list[str]],
    xs: list[float],
    top: float,
    gap: float,
    *,
    labels: str = "fill",
    height: float = 24,
) -> float:
    """Rows of boxes between `xs`, `gap` points apart; those of the first column (or row) are labels."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            box = xs[c] + gap / 2, top + gap / 2, xs[c + 1] - gap / 2, top + height - gap / 2
            is_label = labels != "plain" and (r == 0 if labels == "top" else c == 0)
            if is_label:
                board.fill(*box)
            if not is_label or labels == "both":
                board.box(*box)
            board.text(box[0] + 5, box[1] + 15, text, 9.0)
        top += height
    return top


@pytest.mark.parametrize("gap", [2.0, 3.0, 4.5, 6.0, 8.0])
@pytest.mark.parametrize("labels", ["fill", "both", "plain"])
def test_a_form_of_boxes(gap: float, labels: str) -> None:
    board = Board()
    cells(board, ROWS, [50, 140, 550], 100, gap, labels=labels)
    (grid,) = grids(arranged(board))
    assert [[cell.raw for cell in row] for row in grid.rows] == ROWS


def test_sections_of_such_boxes_are_the_tables_of_one_sheet() -> None:
    board = Board()
    board.text(50, 80, "Ⅰ－２　収納率の向上", 14.0)
    top = cells(board, ROWS, [50, 140, 550], 100, 3.0)
    board.text(50, top + 20, "【年次計画】", 9.0)
    top = cells(board, YEARS, [50, 210, 380, 550], top + 28, 3.0, labels="top")
    board.text(50, top + 20, "【財政効果】（単位：千円）", 9.0)
    amounts = [["", "R4", "R5", "累計"], ["目標効果額", "8,000", "9,500", "17,500"], ["実績額", "7,214", "－", "7,214"]]
    cells(board, amounts, [50, 140, 280, 410, 550], top + 28, 3.0, labels="both")
    assert table("offices", "office", board) == [("収納課",), ("保険年金課",)]
    assert table("schedule", "fiscal_year text is_continued", board) == [
        (2022, "準備", False), (2023, "試行", False), (2024, "試行", True),
    ]  # fmt: skip
    assert table("indicators", "indicator unit fiscal_year period value_type value", board) == [
        ("目標効果額", "千円", 2022, "R4", "target", 8000), ("目標効果額", "千円", 2023, "R5", "target", 9500),
        ("目標効果額", "千円", None, "累計", "target", 17500), ("実績額", "千円", 2022, "R4", "actual", 7214),
        ("実績額", "千円", 2023, "R5", "actual", None), ("実績額", "千円", None, "累計", "actual", 7214),
    ]  # fmt: skip


def test_a_cell_over_two_rows() -> None:
    board = Board()
    board.fill(51, 101, 109, 147).text(55, 128, "所管", 9.0)
    for k, (label, value) in enumerate((("部", "総務部"), ("課", "財政課"))):
        top = 101.0 + 24 * k
        board.fill(113, top, 147, top + 22).text(118, top + 15, label, 9.0)
        board.box(151, top, 400, top + 22).text(156, top + 15, value, 9.0)
    (grid,) = grids(arranged(board))
    assert [(c.raw, c.row_span) for row in grid.rows for c in row] == [
        ("所管", 2), ("部", 1), ("総務部", 1), ("課", 1), ("財政課", 1),
    ]  # fmt: skip


def test_sides_that_are_thin_fills_and_a_label_with_a_bar_at_its_left() -> None:
    board = Board()
    for k, (label, value) in enumerate(ROWS):
        top, bottom = 101.0 + 26 * k, 124.0 + 26 * k
        board.fill(50, top, 140, bottom).fill(50, top, 53, bottom, 0x222255).text(58, top + 15, label, 9.0)
        for side in ((143, top, 550, top + 1), (143, bottom - 1, 550, bottom), (143, top + 1, 145, bottom - 1)):
            board.fill(*side, 0x8888AA)
        board.fill(549, top + 1, 550, bottom - 1, 0x8888AA).text(150, top + 15, value, 9.0)
    (grid,) = grids(arranged(board))
    assert [[cell.raw for cell in row] for row in grid.rows] == ROWS


def test_boxes_of_text_side_by_side_and_boxes_far_apart_are_no_grid() -> None:
    board = Board()
    for x in (50.0, 305.0):
        board.box(x, 100, x + 250, 300).text(x + 8, 120, "現状", 9.0).text(x + 8, 140, "人口が減っている。", 9.0)
    cells(board, ROWS, [50, 140, 550], 400, 12.0, labels="plain")
    assert all(len(list(grid.cells())) == 1 for grid in grids(arranged(board)))


def test_boxes_of_a_diagram_stand_as_they_come() -> None:
    """Beside each other they touch, below each other they stand apart, here more and there less: no grid."""
    board = Board()
    top = 100.0
    for (label, text), gap, height in zip(ROWS, (7.0, 4.5, 7.0), (24, 60, 30), strict=True):
        board.fill(50, top, 140, top + height)
        board.box(50, top, 140, top + height)
        board.box(140, top, 550, top + height)
        board.text(55, top + 15, label, 9.0)
        board.text(145, top + 15, text, 9.0)
        top += height + gap
    assert [[[cell.raw for cell in row] for row in grid.rows] for grid in grids(arranged(board))] == [[r] for r in ROWS]
