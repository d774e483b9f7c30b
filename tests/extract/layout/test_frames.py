"""Pages made of boxes: a title over its text in a frame, upright labels, arrows between boxes; read as prose."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from plansheets.conversion import load_rules
from plansheets.extract.blocks import Grid, Line
from plansheets.extract.document import read_document
from plansheets.extract.layout import arrange_pages
from plansheets.extract.layout.frames import open_frames
from plansheets.extract.readers.page import Drawn, PageContent
from plansheets.extract.reading import Reading
from plansheets.extract.source import Glyphs
from plansheets.extract.span import Span

Box = tuple[float, float, float, float]


@dataclass
class Paper:
    """A landscape page on which texts and rectangles are put, in points from the left and top."""

    number: int = 1
    glyphs: list[tuple[str, float, float, float]] = field(default_factory=list)
    strokes: list[Box] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10.0) -> None:
        """A line whose base line is at `y`; Latin letters take half an em."""
        for char in text:
            self.glyphs.append((char, x, y, size))
            x += size / 2 if char.isascii() else size

    def upright(self, x: float, y: float, text: str, size: float = 10.0) -> None:
        """A text from top to bottom."""
        for i, char in enumerate(text):
            self.glyphs.append((char, x, y + i * size, size))

    def box(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Four strokes."""
        self.strokes += [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]

    def titled(self, x0: float, top: float, title: str, body: list[str], width: float = 200.0) -> None:
        """A frame of two cells: the title in the middle of the upper one, the text in the other."""
        bottom = top + 30 + 15 * len(body)
        self.box(x0, top, x0 + width, top + 20)
        self.box(x0, top + 20, x0 + width, bottom)
        self.text(x0 + (width - 10 * len(title)) / 2, top + 14, title)
        for i, line in enumerate(body):
            self.text(x0 + 5, top + 35 + 15 * i, line)

    def page(self) -> PageContent:
        x = np.array([g[1] for g in self.glyphs], np.float32)
        y = np.array([g[2] for g in self.glyphs], np.float32)
        size = np.array([g[3] for g in self.glyphs], np.float32)
        codes = np.array([ord(g[0]) for g in self.glyphs], np.uint32)
        width = np.where(codes < 0x80, size / 2, size).astype(np.float32)
        n, whole = len(codes), np.ones(len(codes), np.int32)
        glyphs = Glyphs(whole * self.number, x, y - 0.88 * size, x + width, y + 0.12 * size, size, whole * 400, 0 * x,
                        x, y, 0 * whole, whole.astype(np.float32))  # fmt: skip
        lines = np.array(self.strokes, np.float32).reshape(-1, 4)
        drawn = Drawn(
            lines, np.ones(len(lines), np.float32), np.zeros(len(lines), bool), np.zeros(len(lines), np.uint32)
        )
        return PageContent(
            self.number, 840.0, 600.0, "pdfium", codes, codes, np.zeros(n, np.uint8), glyphs, ("f",), drawn
        )


def read(*papers: Paper) -> Reading:
    rules = load_rules()
    arranged = arrange_pages((paper.page() for paper in papers), "a.pdf", "application/pdf")
    return read_document(arranged, rules.lexicon, rules.families)


def sections(reading: Reading) -> list[tuple[str, str]]:
    """(kind, text) in order."""
    return [
        (str(r.facts["kind"]), r.cells["text"].span.raw.replace("\n", "")) for r in reading.ledger.table("sections")
    ]


def poster() -> Paper:
    paper = Paper()
    paper.text(330, 40, "浜辺区における語りの取組", 15.0)
    paper.titled(
        40,
        60,
        "浜辺区の現状と課題",
        ["(1) 語る人が少なくなっている。", "(2) 会場の予約が取りにくい曜日が多いとい", "う声がある。"],
    )
    paper.titled(40, 200, "2020年度", ["「語りの方針」策定"])
    paper.titled(300, 60, "2021年度 (1年次)", ["○ 名簿の作成", "○ 入門講座の開催"])
    paper.titled(560, 60, "2022～23年度", ["○ 名簿の更新"])
    return paper


def test_a_box_a_year_is_a_row_of_the_schedule() -> None:
    found = [(r.facts["fiscal_year"], r.facts["fiscal_year_to"], r.cells["text"].span.raw)
             for r in read(poster()).ledger.table("schedule")]  # fmt: skip
    assert found == [
        (2020, 2020, "「語りの方針」策定"), (2021, 2021, "○ 名簿の作成\n○ 入門講座の開催"), (2022, 2023, "○ 名簿の更新")
    ]  # fmt: skip


def test_what_stands_in_other_boxes_is_prose_and_wrapped_lines_join() -> None:
    assert sections(read(poster())) == [
        ("heading", "浜辺区における語りの取組"),
        ("heading", "浜辺区の現状と課題"),
        ("item", "語る人が少なくなっている。"),
        ("item", "会場の予約が取りにくい曜日が多いという声がある。"),
    ]


def test_the_first_heading_is_the_sheets_title() -> None:
    (sheet,) = read(poster()).ledger.table("sheets")
    assert sheet.cells["title"].span.raw == "浜辺区における語りの取組"


def test_upright_labels_head_what_stands_beside_them() -> None:
    paper = poster()
    for top, year, text in ((300, "2018年度", "全市の集い"), (400, "2019年度", "調べのまとめ")):
        paper.box(560, top, 580, top + 100)
        paper.box(580, top, 780, top + 100)
        paper.upright(565, top + 20, year)
        paper.text(620, top + 50, text)
    assert sections(read(paper))[-4:] == [
        ("heading", "2018年度"), ("paragraph", "全市の集い"), ("heading", "2019年度"), ("paragraph", "調べのまとめ")
    ]  # fmt: skip


def test_an_arrow_between_two_boxes_is_furniture() -> None:
    paper = poster()
    paper.text(270, 100, "→")
    reading = read(paper)
    assert [row[0] for row in sections(reading)] == ["heading", "heading", "item", "item"]
    at = reading.source.text.index("→")
    assert reading.ledger.is_furniture(Span(reading.source, ((at, at + 1),)))


@pytest.mark.parametrize("is_known", [False, True])
def test_a_grid_with_a_known_label_stays_a_grid(*, is_known: bool) -> None:
    paper = Paper()
    paper.titled(40, 60, "目的", ["語る人を増やす。"])
    arranged = arrange_pages([paper.page()], "a.pdf", "application/pdf")
    items, _ = open_frames(arranged.items, arranged.source, lambda text: is_known and text == "目的")
    assert [type(item) for item in items] == ([Grid] if is_known else [Line, Line])


def test_cells_that_touch_are_a_table() -> None:
    paper = Paper()
    paper.box(40, 60, 140, 90)
    paper.box(140, 60, 340, 90)
    paper.text(50, 80, "4月1日")
    paper.text(150, 80, "受付を始める")
    arranged = arrange_pages([paper.page()], "a.pdf", "application/pdf")
    items, _ = open_frames(arranged.items, arranged.source)
    assert [type(item) for item in items] == [Grid]


def test_each_cell_is_a_column_of_its_own_with_its_edge() -> None:
    paper = Paper()
    paper.titled(40, 60, "集い", ["○ 名簿の作成", "○ 講座"])
    arranged = arrange_pages([paper.page()], "a.pdf", "application/pdf")
    items, _ = open_frames(arranged.items, arranged.source)
    lines = [item for item in items if isinstance(item, Line)]
    assert [(line.raw, line.column, line.blanks) for line in lines] == [
        ("集い", -1, 1), ("○ 名簿の作成", -2, 1), ("○ 講座", -2, 0)
    ]  # fmt: skip
    assert lines[0].edge is None
    # The box ends at 240 points, its text begins 5 points from its left edge; a column is 5 points wide.
    assert lines[1].edge == pytest.approx((240 - 5) / 5, abs=0.5)
    assert [line.number for line in lines] == sorted({line.number for line in lines})


def report() -> Paper:
    """A report's first page: date and office at the right, a title of two lines, an item that hangs under its mark."""
    paper = Paper()
    paper.text(700, 40, "令和6年5月7日")
    paper.text(720, 55, "地域振興課")
    paper.text(300, 90, "広場の今後のあり方に関する", 15.0)
    paper.text(320, 115, "意見のまとめについて", 15.0)
    paper.text(60, 150, "1 主旨")
    paper.text(60, 165, "広場の使い方をまとめたので報告する。")
    paper.text(60, 195, "2 意見")
    wide = "広場の開く時間を長くしてほしいという声が多く寄せられた" * 3
    paper.text(60, 210, f"○{wide[:70]}。")
    paper.text(70, 225, "ただし、夜の見回りが要る。")
    paper.text(60, 240, "○机を増やす。")
    return paper


def test_date_and_office_at_the_right_are_two_texts_and_a_title_of_two_lines_is_one() -> None:
    assert [text for _, text in sections(read(report()))[:3]] == [
        "令和6年5月7日",
        "地域振興課",
        "広場の今後のあり方に関する意見のまとめについて",
    ]


def test_a_line_that_hangs_under_an_item_goes_on_with_it() -> None:
    items = [text for kind, text in sections(read(report())) if kind == "item"]
    assert [text[-13:] for text in items] == ["ただし、夜の見回りが要る。", "机を増やす。"]


def test_a_bracket_on_a_line_of_its_own_belongs_to_the_event_above_it() -> None:
    paper = Paper()
    rows = [
        ("令和6年4月1日", ["受付"]),
        ("令和6年6月1日", ["中間のまとめ", "（聴き取りを含む）"]),
        ("令和6年9月1日", ["公表"]),
    ]
    for i, (when, lines) in enumerate(rows):
        top = 60 + 40 * i
        paper.box(40, top, 160, top + 40)
        paper.box(160, top, 400, top + 40)
        paper.text(45, top + 15, when)
        for k, line in enumerate(lines):
            paper.text(165, top + 15 + 15 * k, line)
    events = [row.cells["event"].span.raw for row in read(paper).ledger.table("events")]
    assert events == ["受付", "中間のまとめ\n（聴き取りを含む）", "公表"]
