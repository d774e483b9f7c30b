"""Pages whose content lies on its side without /Rotate: read as if turned; provenance points to the page as shown."""

from dataclasses import fields, replace

import numpy as np
import pytest

from plansheets.extract.layout.turned import quarters_to_upright, turned, upright
from plansheets.extract.readers.page import INVISIBLE, PageContent
from plansheets.extract.readers.pdfium import PdfiumFile
from plansheets.extract.source import Glyphs
from plansheets.extract.turning import turned_boxes, turned_points

from ..readers.pdfs import Sheet, pdf
from .board import Board, arranged, grids, rows

CONTENT = (
    b"BT /L 10 Tf 20 70 Td (AbA) Tj 0 -20 Td (aAa) Tj ET 10 10 m 90 15 l S 0.9 g 10 60 40 20 re f"
    b" 0 g 120 20 m 130 40 l 140 20 l f q 30 0 0 20 150 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
)
"""On a page of 200 x 100 points."""
LYING = {
    # What a viewer does to turn the upright page back: (x, y) of the content to the sheet's own, y upwards.
    1: (b"0 1 -1 0 100 0", (100.0, 200.0)),  # lies with its head to the left: 1 quarter clockwise sets it upright
    2: (b"-1 0 0 -1 200 100", (200.0, 100.0)),
    3: (b"0 -1 1 0 0 200", (100.0, 200.0)),
}


def read(content: bytes, width: float = 200, height: float = 100) -> PageContent:
    with PdfiumFile(pdf(Sheet(content, box=(0, 0, width, height))), "test.pdf") as file:
        return file.page(1)


def assert_same(one: PageContent, other: PageContent) -> None:
    """Glyphs and drawing in the same places, to a hundredth of a point. pdfium's order of lines depends on the turn."""
    for column in fields(Glyphs):
        found, wanted = (
            getattr(page.glyphs, column.name)[np.lexsort((page.glyphs.x.round(1), page.glyphs.y.round(1)))]
            for page in (one, other)
        )
        assert np.allclose(found, wanted, atol=0.01), column.name
    for name in ("lines", "fills", "images"):
        assert np.allclose(getattr(one.drawn, name), getattr(other.drawn, name), atol=0.01), name
    for shape, wanted in zip(one.drawn.shapes, other.drawn.shapes, strict=True):
        assert np.allclose(shape, wanted, atol=0.01)
    assert (one.width, one.height) == (other.width, other.height)


@pytest.mark.parametrize(
    ("quarters", "points", "boxes"),
    [
        # The page is 200 x 100. Clockwise: what was 30 from the top is 70 from the left of a page 100 wide.
        (0, [[20, 30]], [[20, 30, 60, 40]]),
        (1, [[70, 20]], [[60, 20, 70, 60]]),
        (2, [[180, 70]], [[140, 60, 180, 70]]),
        (3, [[30, 180]], [[30, 140, 40, 180]]),
        (-1, [[30, 180]], [[30, 140, 40, 180]]),
    ],
)
def test_points_and_boxes(quarters: int, points: list[list[float]], boxes: list[list[float]]) -> None:
    assert turned_points(np.array([[20.0, 30.0]]), quarters, 200, 100).tolist() == points
    assert turned_boxes(np.array([[20.0, 30.0, 60.0, 40.0]]), quarters, 200, 100).tolist() == boxes


@pytest.mark.parametrize("quarters", LYING)
def test_a_page_that_lies_is_read_as_the_upright_one(quarters: int) -> None:
    matrix, size = LYING[quarters]
    found, turns = upright(read(b"q " + matrix + b" cm " + CONTENT + b" Q", *size))
    assert turns == quarters
    assert_same(found, read(CONTENT))


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_turning_on_and_back_changes_nothing(quarters: int) -> None:
    page = read(CONTENT)
    there = turned(page, quarters)
    assert (there.width, there.height) == ((200, 100) if quarters == 2 else (100, 200))
    assert set(there.glyphs.angle.tolist()) == {{1: 90.0, 2: 180.0, 3: -90.0}[quarters]}
    assert_same(turned(there, -quarters % 4), page)


def sideways(text: str, count: int = 1) -> bytes:
    return b"".join(b" BT /L 10 Tf 0 1 -1 0 %d 10 Tm (%s) Tj ET" % (60 + 12 * i, text.encode()) for i in range(count))


def level(text: str, count: int = 1) -> bytes:
    return b"".join(b" BT /L 10 Tf 20 %d Td (%s) Tj ET" % (10 + 12 * i, text.encode()) for i in range(count))


@pytest.mark.parametrize(
    ("content", "quarters"),
    [
        (b"", 0),
        (level("Aaa", 3), 0),
        (level("Aaa", 2) + sideways("Aaa", 2), 0),
        (level("Aaa", 2) + sideways("Aaa", 3), 1),
        (level("A a") + sideways("Aaa"), 1),  # a space has no side
        (level("Aaa") + b" 3 Tr" + sideways("Aaa", 5), 0),  # what is not seen has none either
        (b" BT /L 10 Tf 0.7 0.7 -0.7 0.7 60 10 Tm (Aaaa) Tj ET", 0),  # askew
        (b" BT /L 10 Tf 0.05 1 -1 0.05 60 10 Tm (Aaaa) Tj ET", 1),  # nearly a quarter
        (b" BT /L 10 Tf" + b"".join(b" 0 1 -1 0 %d 50 Tm (a) Tj" % (20 + 12 * i) for i in range(5)) + b" ET", 0),
    ],
)
def test_most_of_the_seen_ink_decides(content: bytes, quarters: int) -> None:
    assert quarters_to_upright(read(content)) == quarters


def test_text_of_fonts_whose_signs_lie_stands() -> None:
    page = read(sideways("Aaa", 3))
    assert quarters_to_upright(replace(page, fonts=("ABCDEF+@MS-Mincho",))) == 0


def test_invisible_glyphs_are_turned_too() -> None:
    page = read(sideways("Aaa", 3) + b" BT 3 Tr /L 10 Tf 60 30 Td (A) Tj ET")
    found, _ = upright(page)
    at = np.flatnonzero(found.flags & INVISIBLE)
    # (60, 70) of a page of 200 x 100, a quarter clockwise: 100 - 70 from the left, 60 from the top.
    assert [found.glyphs.x[at].tolist(), found.glyphs.y[at].tolist()] == [[30], [60]]


def table() -> Board:
    """Two heads and two cells on 300 x 200 points; an arrow is drawn over the second cell."""
    board = Board(width=300, height=200).grid([20, 100, 180], [10, 30, 60], [["R6", "R7"], ["検討", ""]])
    return board.line(105, 45, 160, 45).shape((160, 41), (168, 45), (160, 49))


class _Ready(Board):
    """A board whose page is made elsewhere."""

    def __init__(self, made: PageContent) -> None:
        super().__init__()
        self.made = made

    def page(self) -> PageContent:
        return self.made


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_table_that_lies_is_read_and_points_to_the_page_as_shown(quarters: int) -> None:
    as_shown = turned(table().page(), -quarters % 4)
    found = arranged(_Ready(as_shown))
    (grid,) = grids(found)
    assert rows(grid) == [["R6", "R7"], ["検討", "→"]]
    (page,) = found.source.pages
    assert (page.quarter_turns, page.width, page.height) == (quarters, 300, 200)
    straight = arranged(table()).source
    for sign in "R検→":
        at = found.source.text.index(sign)
        upright_box = np.array([straight.box(at, at + 1)])
        wanted = turned_boxes(upright_box, -quarters, 300, 200)[0]
        assert found.source.box(at, at + 1) == pytest.approx(wanted.tolist(), abs=0.01)


def test_where_the_arrow_of_a_lying_table_stands() -> None:
    # The arrow's mark is (105, 41) to (160, 49) upright. The page as shown has its head to the left: what is x from the
    # left upright is 300 - x from the top, and what is y from the top is y from the left.
    source = arranged(_Ready(turned(table().page(), 3))).source
    at = source.text.index("→")
    assert source.box(at, at + 1) == pytest.approx((41, 140, 49, 195), abs=0.01)
