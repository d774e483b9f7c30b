"""Cards over a page's end: another form with the same labels is no table that goes on."""

from plansheets.extract.claims import Ledger
from plansheets.extract.layout.join import join_over_pages

from .board import Board, arranged

XS = [20.0, 200.0, 400.0]
HEAD = ["区分", "事業名"]


def grids(*pages: list[list[str]], shade: tuple[int, ...] = ()) -> int:
    """How many tables are left of one on each page; `shade` are the rows that are filled."""
    boards = []
    for number, cells in enumerate(pages, 1):
        board = Board(number).grid(XS, [30 + 20 * i for i in range(len(cells) + 1)], cells)
        for row in shade:
            board.fill(XS[0], 30 + 20 * row, XS[-1], 50 + 20 * row)
        boards.append(board)
    found = arranged(*boards)
    return len(join_over_pages(found.items, Ledger(found.source), "test"))


def card(name: str, amount: str) -> list[list[str]]:
    return [HEAD, ["新規", name], ["本年度", "前年度"], [amount, "－"], ["担当課", "電話"], ["土木課", "12-34"]]


def test_a_card_below_the_same_head_is_another_one() -> None:
    assert grids(card("橋の点検", "300"), card("道の整備", "200"), shade=(0, 2, 4)) == 2
    assert grids(card("橋の点検", "300"), card("道の整備", "200"), shade=(0, 2)) == 2


def test_without_shades_two_rows_of_labels_tell() -> None:
    assert grids(card("橋の点検", "300"), card("道の整備", "200")) == 2
    assert grids(card("橋の点検", "300")[:4], card("道の整備", "200")[:4]) == 1


def test_a_list_goes_on_though_some_values_are_the_same() -> None:
    first = [HEAD, ["新規", "橋の点検"], ["継続", "道の整備"], ["→", "→"], ["○", "5"]]
    second = [HEAD, ["新規", "水の管理"], ["継続", "道の整備"], ["→", "→"], ["○", "5"]]
    assert grids(first, second, shade=(0,)) == 1
