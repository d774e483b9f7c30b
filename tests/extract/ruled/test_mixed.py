"""Labels and values that only blanks part, above ruled tables: one form."""

from ..layout.board import Board
from .pages import rows_on


def page(number: int, name: str) -> Board:
    board = Board(number).text(200, 40, "事務事業評価シート", 14)
    for y, label, value in ((70, "事業番号", f"{number}"), (88, "事業名", name), (106, "担当課", "土木課"),
                            (124, "事業の目的", "歩く人を増やす。")):  # fmt: skip
        board.text(40, y, label).text(140, y, value)
    board.text(300, 70, "事業区分").text(380, 70, "継続")
    return board.grid([30, 170, 300, 430, 570], [150, 170, 190], [
        ["区分", "令和４年度決算", "令和５年度決算", "令和６年度予算"], ["延長（km）", "5", "7", "9"]])  # fmt: skip


def test_forms_of_blanks_above_ruled_tables() -> None:
    pages = [page(1, "道の整備"), page(2, "橋の点検")]
    assert rows_on("sheets", "sheet_no number title kind", *pages) == [
        (1, "1", "道の整備", "継続"), (2, "2", "橋の点検", "継続"),
    ]  # fmt: skip
    assert rows_on("offices", "sheet office", *pages) == [(1, "土木課"), (2, "土木課")]
    assert rows_on("fields", "sheet label text", *pages) == [
        (1, "事業の目的", "歩く人を増やす。"), (2, "事業の目的", "歩く人を増やす。"),
    ]  # fmt: skip
    assert [row[0] for row in rows_on("indicators", "sheet", *pages)] == [1] * 3 + [2] * 3
