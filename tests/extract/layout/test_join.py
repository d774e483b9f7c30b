"""Tables over a page's end: repeated heads, rows that the end cuts, labels of groups. Columns of 80 and 160 points."""

from collections.abc import Sequence

from plansheets.extract.blocks import Grid, Line
from plansheets.extract.claims import Ledger
from plansheets.extract.layout.join import join_over_pages
from plansheets.extract.source import Source
from plansheets.extract.span import Span

from .board import Board, arranged, places, rows

XS = [20.0, 100.0, 260.0]


def joined(*boards: Board) -> tuple[list[Line | Grid], Ledger, Source]:
    found = arranged(*boards)
    ledger = Ledger(found.source)
    return join_over_pages(found.items, ledger, "test"), ledger, found.source


def grid(*boards: Board) -> Grid:
    items, _, _ = joined(*boards)
    (only,) = items
    assert isinstance(only, Grid)
    return only


def sheet(number: int, cells: Sequence[Sequence[str]], xs: Sequence[float] = XS, top: float = 30) -> Board:
    """A page of one table whose rows are 20 points high."""
    return Board(number).grid(xs, [top + 20 * i for i in range(len(cells) + 1)], cells)


def furniture(ledger: Ledger, source: Source) -> list[str]:
    """The pieces of the text that were claimed as furniture."""
    kept = [ledger.is_furniture(Span(source, ((i, i + 1),))) for i in range(len(source.text))]
    return "".join(char if yes else " " for char, yes in zip(source.text, kept, strict=True)).split()


HEAD = ["番号", "取組"]


def test_a_table_that_goes_on_is_one() -> None:
    found = grid(sheet(1, [HEAD, ["一", "名簿"]]), sheet(2, [["二", "講座"], ["三", "集い"]]))
    assert rows(found) == [HEAD, ["一", "名簿"], ["二", "講座"], ["三", "集い"]]
    assert [row[0].row for row in found.rows] == [0, 1, 2, 3]
    assert found.page == 1


def test_a_head_that_is_repeated_is_furniture() -> None:
    boards = sheet(1, [HEAD, ["一", "名簿"]]), sheet(2, [HEAD, ["二", "講座"]]), sheet(3, [HEAD, ["三", "集い"]])
    (found,), ledger, source = joined(*boards)
    assert isinstance(found, Grid)
    assert rows(found) == [HEAD, ["一", "名簿"], ["二", "講座"], ["三", "集い"]]
    assert furniture(ledger, source) == HEAD * 2


def test_a_head_of_two_rows_is_repeated_whole() -> None:
    heads = [HEAD, ["", "内容"]]
    found = grid(sheet(1, [*heads, ["一", "名簿"]]), sheet(2, [*heads, ["二", "講座"]]))
    assert rows(found) == [HEAD, ["", "内容"], ["一", "名簿"], ["二", "講座"]]


def test_a_second_form_with_the_same_first_label_is_another_sheet() -> None:
    items, ledger, source = joined(
        sheet(1, [["番号", "一"], ["目的", "語る"]]), sheet(2, [["番号", "二"], ["目的", "聞く"]])
    )
    assert [rows(item) for item in items if isinstance(item, Grid)] == [
        [["番号", "一"], ["目的", "語る"]], [["番号", "二"], ["目的", "聞く"]]
    ]  # fmt: skip
    assert furniture(ledger, source) == []


def test_a_table_of_other_borders_does_not_go_on() -> None:
    items, _, _ = joined(sheet(1, [HEAD, ["一", "名簿"]]), sheet(2, [["二", "講座"]], [20.0, 100.0, 300.0]))
    assert len(items) == 2


def test_text_between_two_tables_parts_them() -> None:
    second = sheet(2, [["二", "講座"], ["三", "集い"]], top=60).text(20, 40, "続き")
    items, _, _ = joined(sheet(1, [HEAD, ["一", "名簿"]]), second)
    assert [type(item) for item in items] == [Grid, Line, Grid]


def test_pages_that_do_not_follow_each_other_do_not_join() -> None:
    items, _, _ = joined(sheet(1, [HEAD, ["一", "名簿"]]), Board(2), sheet(3, [["二", "講座"], ["三", "集い"]]))
    assert len(items) == 2


def test_a_row_that_the_end_cuts_is_made_whole() -> None:
    # The text reaches its cell's right border at 260 and goes on in the first row of the next page.
    cut = "講座を開いて語る人を増やし、そ"
    found = grid(sheet(1, [HEAD, ["一", cut]]), sheet(2, [["", "の輪を広げる。"], ["二", "集い"]]))
    assert rows(found) == [HEAD, ["一", f"{cut}\nの輪を広げる。"], ["二", "集い"]]
    assert [row[0].row for row in found.rows] == [0, 1, 2]


def test_a_row_that_ends_with_its_text_is_not_cut() -> None:
    found = grid(sheet(1, [HEAD, ["一", "語る。"]]), sheet(2, [["", "聞く。"], ["二", "集い"]]))
    assert rows(found)[1:] == [["一", "語る。"], ["", "聞く。"], ["二", "集い"]]


def test_a_groups_label_reaches_over_the_pages_end() -> None:
    # 改革 stands in a cell of two rows; on the next page its column goes on, empty, beside two more rows.
    first = Board(1).box(20, 30, 260, 90).line(100, 30, 100, 90).line(100, 60, 260, 60)
    first.text(25, 62, "改革").text(105, 48, "名簿の作成。").text(105, 78, "講座の開催。")
    second = Board(2).box(20, 30, 260, 90).line(100, 30, 100, 90).line(100, 60, 260, 60)
    second.text(105, 48, "集いの開催。").text(105, 78, "報告の作成。")
    found = grid(first, second)
    assert places(found) == {
        "改革": (0, 0, 4, 1),
        "名簿の作成。": (0, 1, 1, 1),
        "講座の開催。": (1, 1, 1, 1),
        "集いの開催。": (2, 1, 1, 1),
        "報告の作成。": (3, 1, 1, 1),
    }


def test_borders_of_both_pages_are_the_tables() -> None:
    # The second page parts the wide column; the first one's cells cover both parts.
    found = grid(sheet(1, [HEAD, ["一", "名簿"]]), sheet(2, [["二", "講座", "三回"]], [20.0, 100.0, 180.0, 260.0]))
    assert found.borders == (20, 100, 180, 260)
    assert places(found) == {
        "番号": (0, 0, 1, 1), "取組": (0, 1, 1, 2), "一": (1, 0, 1, 1), "名簿": (1, 1, 1, 2),
        "二": (2, 0, 1, 1), "講座": (2, 1, 1, 1), "三回": (2, 2, 1, 1),
    }  # fmt: skip


def test_a_sheets_head_that_each_page_repeats_is_furniture() -> None:
    # A small table of its own on every page, then the large one that goes on.
    def page(number: int, cells: Sequence[Sequence[str]]) -> Board:
        board = sheet(number, cells, top=100)
        return board.grid([20, 100, 200], [30, 50], [["施策名", "語りの輪"]])

    items, ledger, source = joined(page(1, [HEAD, ["一", "名簿"]]), page(2, [["二", "講座"], ["三", "集い"]]))
    assert [rows(item) for item in items if isinstance(item, Grid)] == [
        [["施策名", "語りの輪"]], [HEAD, ["一", "名簿"], ["二", "講座"], ["三", "集い"]]
    ]  # fmt: skip
    assert furniture(ledger, source) == ["施策名", "語りの輪"]
