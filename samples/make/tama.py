"""An outline of a yearly programme, as text out of a poster: boxes of bulleted lists, vertical labels, and articles.

`python samples/make/tama.py [FOLDER]` writes the committed sample, and the measuring set into FOLDER.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from common import Document, Row, load, publish
from outline import full_width
from paper import pdftotext
from typeset import Cell, Pages, columns, paginate, wrap

COMPLETE = ["sheets", "actors", "assessments"]


@dataclass(frozen=True)
class Programme:
    """One document. A year is (as printed, first fiscal year, last one or None where it is open)."""

    name: str
    title: str
    subtitle: str
    ward: str
    head: str
    theme: str
    meeting: str
    years: list[tuple[str, int, int | None]]
    boxes: list[int]
    issues: int
    articles: list[int]
    before: tuple[str, int, str] | None = None
    intro: list[str] = field(default_factory=list)
    vertical: str = ""
    side: list[tuple[str, str]] = field(default_factory=list)
    term: str = ""
    rule: str = ""
    amendments: list[str] = field(default_factory=list)
    bullet: str = "- "
    wide: bool = False
    wrapped: int = 0
    sub_items: bool = False
    poster: bool = False
    newline: str = "\n"
    pages: dict[str, Any] | None = None

    def fill(self, text: str) -> str:
        """`text` with this document's names put in."""
        names = {"ward": self.ward, "t": self.theme, "meeting": self.meeting, "head": self.head, "term": self.term}
        return text.format(**names)

    @property
    def list_mark(self) -> str:
        """What stands before (1), (2), ...: the dash of a Markdown list, or nothing."""
        return self.bullet if self.bullet == "- " else ""

    def wide_mark(self, mark: str) -> str:
        return full_width(mark) if self.wide else mark


@dataclass
class Writer:
    """The blocks of lines, and with them the true rows of `sections` and `schedule`."""

    programme: Programme
    blocks: list[list[str]] = field(default_factory=list)
    sections: list[Row] = field(default_factory=list)
    schedule: list[Row] = field(default_factory=list)

    def lines(self, lines: list[str], indent: str = "") -> None:
        width = self.programme.wrapped
        if width:
            lines = [part for line in lines for part in _hang(line, width, indent)]
        self.blocks.append(["", *lines])

    def section(self, text: str, **cells: Any) -> None:
        self.sections.append({"text": text, **cells})

    def year(self, period: str, first: int, last: int | None, text: str) -> None:
        """A yearly box. The value type of an open one (以降) is not judged."""
        bare = re.split("[(（]", period, maxsplit=1)[0].strip()
        row: Row = {"sheet_no": 1, "fiscal_year": first, "fiscal_year_to": last}
        row |= {"value_type": "plan"} if last is not None else {}
        row |= {"is_open_ended": last is None, "period": {"any_of": [period, bare]}, "text": {"contains": text}}
        self.schedule.append(row)


def _hang(line: str, width: int, indent: str) -> list[str]:
    first, *rest = wrap(line, width)
    return [first, *(indent + part for part in rest)]


def write(programme: Programme) -> Writer:
    """The whole document."""
    writer, data = Writer(programme), load("tama")
    _opening(writer, data["issues"])
    boxes = [data["boxes"][at] for at in programme.boxes]
    for box, (period, first, last) in zip(boxes, programme.years, strict=True):
        writer.year(period, first, last, programme.fill(box["bullets"][0][0]))
    if programme.poster:
        _side_by_side(writer, boxes)
    else:
        for box, (period, *_) in zip(boxes, programme.years, strict=True):
            writer.blocks.append(["", " "])
            writer.lines([period])
            for lines in _box(programme, box):
                writer.lines(lines)
    _side(writer)
    if programme.articles:
        _rules(writer, [data["articles"][at] for at in programme.articles])
    return writer


def _opening(writer: Writer, issues: list[str]) -> None:
    programme = writer.programme
    writer.blocks.append(["", "", programme.title])
    writer.lines([programme.subtitle])
    for text in programme.intro:
        writer.lines([text])
        writer.section(text, kind="paragraph")
    heading = f"{programme.ward}における現状と課題"
    writer.blocks.append(["", "", ""])
    writer.lines([heading])
    writer.section(heading, kind="heading")
    lines = []
    for number, issue in enumerate(issues[: programme.issues], 1):
        text, mark = programme.fill(issue), f"({number})"
        lines.append(f"{programme.list_mark}{programme.wide_mark(mark)} {text}")
        writer.section(text, kind="item", marker=mark, number=number, parent_text=heading)
    writer.lines(lines, "  ")
    if programme.before:
        period, year, text = programme.before
        writer.lines([period])
        writer.lines([text])
        writer.year(period, year, year, text)


def _box(programme: Programme, box: dict[str, Any]) -> list[list[str]]:
    """A year's bullets, and what stands under them."""
    lines = []
    for first, *rest in box["bullets"]:
        lines += [box.get("mark", programme.bullet) + programme.fill(first), *(programme.fill(line) for line in rest)]
    after = [programme.fill(line) for line in box.get("after", [])]
    return [lines, after] if after else [lines]


def _side_by_side(writer: Writer, boxes: list[dict[str, Any]]) -> None:
    """The years beside each other, two by two, as on a poster."""
    programme = writer.programme
    texts = [
        "\n".join([f"{' ' * 14}{period}", "", *(line for lines in _box(programme, box) for line in [*lines, ""])])
        for box, (period, *_) in zip(boxes, programme.years, strict=True)
    ]
    for left in range(0, len(texts), 2):
        cells = [Cell(56 * i, 50, text) for i, text in enumerate(texts[left : left + 2])]
        writer.blocks.append(["", *columns(cells)])


def _side(writer: Writer) -> None:
    """Labels set one character a line, each year with a line of text beside it."""
    programme = writer.programme
    if programme.vertical:
        writer.blocks.append(["", *programme.vertical])
        writer.section(programme.vertical)
    for year, text in programme.side:
        writer.blocks.append(["", *year])
        writer.section(year)
        writer.lines([text])
        writer.section(text)


def _rules(writer: Writer, articles: list[dict[str, Any]]) -> None:
    programme = writer.programme
    title = f"{programme.meeting}開催運営要綱"
    writer.lines([title])
    writer.section(title, kind="heading")
    for number, article in enumerate(articles, 1):
        _article(writer, article, number)
    for rule in [programme.rule, *programme.amendments]:
        writer.lines(["附　則" if programme.wide else "附 則"])
        writer.section("附則", kind="heading")
        writer.lines([rule])
        writer.section(rule, kind="paragraph", parent_text="附則")


def _article(writer: Writer, article: dict[str, Any], number: int) -> None:
    programme = writer.programme
    gap = "　" if programme.wide else " "
    caption = programme.wide_mark(f"({article['caption']})")
    writer.lines([caption])
    writer.sections.append({"text": {"any_of": [caption, article["caption"]]}})
    text, mark = programme.fill(article["text"]), f"第{number}条"
    writer.lines([f"{programme.wide_mark(mark)}{gap}{text}"], "  ")
    writer.section(text, kind="article", marker=mark, number=number)
    for no, paragraph in enumerate(article.get("paragraphs", []), 2):
        own = programme.fill(paragraph)
        writer.lines([f"{programme.wide_mark(str(no))}{gap}{own}"], "  ")
        writer.section(own, marker=str(no), number=no, parent_text=text)
    above = [text, *(programme.fill(p) for p in article.get("paragraphs", []))]
    _items(writer, article, above)


def _items(writer: Writer, article: dict[str, Any], above: list[str]) -> None:
    """The items (1), (2), ... of an article; under the last of 組織 the kinds ア and イ."""
    programme = writer.programme
    lines = []
    for no, item in enumerate(article.get("items", []), 1):
        text, mark = programme.fill(item), f"({no})"
        lines.append(f"{programme.list_mark}{programme.wide_mark(mark)} {text}")
        writer.section(text, kind="item", marker=mark, number=no, parent_text={"any_of": above})
        if programme.sub_items and article["caption"] == "組織" and no == 2:
            for value, (kana, sub) in enumerate(zip("アイ", ("自治会の代表者", "商店会の代表者"), strict=True), 1):
                lines.append(f"  {kana} {sub}")
                writer.section(sub, kind="item", marker=kana, number=value, parent_text=text)
    if lines:
        writer.lines(lines, "    ")


def tables_of(programme: Programme, writer: Writer) -> dict[str, list[Row]]:
    """The true tables."""
    document = {"title": programme.title, "municipality": None, "sheet_count": 1}
    return {
        "documents": [document],
        "sheets": [{"sheet_no": 1, "title": programme.title}],
        "schedule": writer.schedule,
        "sections": writer.sections,
        "actors": [],
        "assessments": [],
    }


def main() -> None:
    for values in load("tama")["programmes"]:
        programme = Programme(**values)
        writer = write(programme)
        text = paginate(writer.blocks, Pages(**programme.pages) if programme.pages else None)
        if programme.poster:
            text = pdftotext(text)
        tables = tables_of(programme, writer)
        publish(Document(programme.name, "tama", text, tables, COMPLETE, programme.newline), "tama-outline")


if __name__ == "__main__":
    main()
