"""Reports to a council, double-spaced, wrapped and cut into pages as a text dump leaves them; and their true tables.

`data/setagaya.yaml` holds invented outlines, timetables and documents. The text and the truth are both made from that
data, neither from the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from common import Document, Row, load, publish
from typeset import wrap

DATA = load("setagaya")
COMPLETE = ["sections", "events", "sheets", "offices", "actors", "fields", "schedule", "indicators", "assessments"]
KATAKANA = "アイウエオカキクケコ"
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ERA_YEAR = re.compile(r"(?:平成|令和)[0-9０-９元]+年(?!度)")
LATE_MARKS = {"①", "ア"}


def mark(style: str, number: int) -> str:
    """The marker of `number` in the style of the first one: １ → ３, （１） → （３）, ア → ウ."""
    for alphabet in (KATAKANA, ROMAN, CIRCLED):
        if style == alphabet[0]:
            return alphabet[number - 1]
    return style.replace("1", str(number)).replace("１", str(number).translate(FULL_WIDTH))


def gap(style: str) -> str:
    """What is printed between marker and text."""
    return "" if style in ("(1)", "（１）", "①", "・") or style in "○●□△◇▲〇" else " "


@dataclass
class Entry:
    """One row of `sections`: what is printed and what is true."""

    text: str
    kind: Any
    style: str = ""
    number: int | None = None
    parent: Entry | None = None
    depth: int = 0
    legend: str | None = None
    judged_legend: bool = False
    forms: list[str] = field(default_factory=list)
    angled: bool = False

    @property
    def marker(self) -> str:
        """The marker as printed."""
        return mark(self.style, self.number) if self.number else self.style

    @property
    def printed(self) -> str:
        """Marker and text."""
        text = f"＜{self.text}＞" if self.angled else self.text
        return self.marker + gap(self.style) + text if self.style else text

    @property
    def texts(self) -> Any:
        """The true text, or the forms that it may have."""
        forms = [f"＜{self.text}＞", self.text] if self.angled else self.forms
        return {"any_of": forms} if forms else self.text

    def row(self) -> Row:
        """The true row."""
        row: Row = {"text": self.texts, "kind": self.kind}
        if self.style:
            bare = self.marker.rstrip(".")
            row |= {"marker": {"any_of": [self.marker, bare]} if bare != self.marker else self.marker}
            row |= {"number": self.number}
        if self.parent:
            row["parent_text"] = self.parent.texts
        if self.judged_legend:
            row["legend"] = self.legend
        return row


@dataclass
class Event:
    """One entry of a timetable."""

    printed_date: str
    date_text: Any
    date_from: str
    date_to: str
    precision: str
    event: str
    brackets: list[str]
    planned: bool

    def row(self) -> Row:
        """The true row; a third of a month may be given by its days or as its month."""
        row: Row = {"date_from": self.date_from, "date_to": self.date_to, "precision": self.precision}
        if self.precision == "decade":
            last = {"02": "28"}.get(self.date_to[5:7], "30" if self.date_to[5:7] in ("04", "06", "09", "11") else "31")
            row = {
                "date_from": {"any_of": [self.date_from, self.date_from[:8] + "01"]},
                "date_to": {"any_of": [self.date_to, self.date_to[:8] + last]},
                "precision": {"any_of": ["day", "month"]},
            }
        planned = True if self.planned else {"any_of": [False, None]}
        return row | {"date_text": self.date_text, "event": self.event + "".join(self.brackets), "is_planned": planned}


@dataclass
class Part:
    """The report itself, or one of its papers."""

    document: dict[str, Any]
    values: dict[str, Any]
    entries: list[Entry] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        if title := self.values.get("title"):
            legend = self.legend_line()
            inline = legend and self.values.get("legend_at") != "line"
            self.entries.append(Entry(title, "heading", forms=[title, f"{title} {legend}"] if inline else []))
        for line in self.outline():
            sign, text = line.split(" ", 1)
            self.add(sign, text.format(w=self.document["ward"], c=self.document["center"], day=self.document["day"]))
        if schedule := self.values.get("timetable"):
            self.add("#", self.values["schedule"])
            self.events = list(self.timetable(schedule))

    def outline(self) -> list[str]:
        """Lines of the outline; opinions of meetings that the legend does not know are left out."""
        lines = DATA["outlines"][self.values["outline"]].strip().split("\n")
        known = len(self.values.get("legend", []))
        return [line for line in lines if not line[0].isdigit() or int(line[0]) <= known]

    def legend_line(self) -> str:
        """（○第１回 ●第２回）: the legend as printed; empty when there is none."""
        legend = self.values.get("legend")
        return "（" + " ".join(legend) + "）" if legend else ""

    def add(self, sign: str, text: str) -> None:
        """Add the entry of one line of the outline."""
        if sign.startswith("#"):
            self.heading(len(sign), text)
        elif sign == "<":
            above = self.above(lambda e: e.depth and not e.angled)
            self.entries.append(Entry(text.strip(" >"), "heading", parent=above, depth=above.depth + 1, angled=True))
        elif sign == "+":
            self.item(text)
        elif sign[0].isdigit():
            self.opinion(int(sign), text)
        else:
            style = {"=": "", "-": "・", "o": "○"}[sign]
            kind = "item" if style else "paragraph"
            head = self.above(lambda e: e.depth)
            self.entries.append(Entry(text, kind, style, parent=head, judged_legend=style == "○"))

    def above(self, wanted: Any) -> Entry:
        """The nearest entry above that is wanted."""
        return next(e for e in reversed(self.entries) if wanted(e))

    def heading(self, depth: int, text: str) -> None:
        """A numbered heading; its parent is the nearest heading of less depth, else the part's title."""
        style = self.values["marks"][depth - 1]
        parent = next(
            (e for e in reversed(self.entries) if e.kind != "item" and e.depth < depth and self.is_head(e)), None
        )
        before = [e for e in self.entries if e.parent is parent and e.depth == depth and not e.angled]
        kind: Any = {"any_of": ["heading", "item"]} if style in LATE_MARKS else "heading"
        self.entries.append(Entry(text, kind, style, len(before) + 1, parent, depth))

    def is_head(self, entry: Entry) -> bool:
        """A numbered heading, or the part's title."""
        return (entry.depth > 0 and not entry.angled) or (entry is self.entries[0] and "title" in self.values)

    def item(self, text: str) -> None:
        """A numbered item under the heading above, in the next style of the document."""
        head = self.above(lambda e: e.depth)
        style = [*self.values["marks"], "①"][head.depth]
        before = [e for e in self.entries if e.parent is head and e.number]
        kind: Any = "item" if text.endswith("。") else {"any_of": ["item", "heading", "paragraph"]}
        self.entries.append(Entry(text, kind, style, len(before) + 1, head))

    def opinion(self, meeting: int, text: str) -> None:
        """An opinion with the sign of its meeting."""
        said = self.values["legend"][meeting - 1]
        sign, name = said[0], said[1:].lstrip("＝")
        if self.values.get("zero") and sign == "○" and len(self.entries) % 2:
            sign = "〇"
        head = self.above(lambda e: e.depth)
        self.entries.append(Entry(text, "item", sign, parent=head, legend=name, judged_legend=True))

    def timetable(self, name: str) -> Iterator[Event]:
        """Entries; a date without its year may also be given with the year above it."""
        planned, year, date_text = self.values.get("planned", True), "", ""
        for line in DATA["timetables"][name].rstrip().split("\n"):
            date, begin, end, precision, event, *brackets = [part.strip() for part in line.split("|")]
            date_text = date or date_text
            named = ERA_YEAR.match(date)
            year = named[0] if named else year
            shown: Any = date_text if date_text[:2] in ("平成", "令和") else {"any_of": [date_text, year + date_text]}
            filled = [b.format(c=self.document["center"]) for b in brackets]
            yield Event(date, shown, begin, end, precision, event, filled, planned)

    @property
    def width(self) -> int:
        """Full-width characters in a line."""
        return int(self.values.get("width", self.document["width"]))

    def lines(self) -> list[str]:
        """The part's lines; an empty string is a gap before a heading."""
        found = []
        if title := self.values.get("title"):
            legend = self.legend_line()
            own_line = self.values.get("legend_at") == "line"
            found = [f"{title}", legend] if own_line else [f"{title} {legend}".strip()]
        for entry in self.entries[1 if "title" in self.values else 0 :]:
            found += [""] if entry.depth == 1 else []
            found += self.set(entry)
        for event in self.events:
            found += wrap(f"{event.printed_date} {event.event}".strip(), 2 * self.width) + event.brackets
        if tag := self.values.get("tag"):
            at = 0 if self.values.get("tag_at") == "start" else min(self.document["page"] - 1, len(found))
            found.insert(at, tag)
        return found

    def set(self, entry: Entry) -> list[str]:
        """The lines of one entry."""
        indent = "　" if self.document.get("indent") and entry.kind == "paragraph" else ""
        hang = "　" if (self.document.get("hang") or self.values.get("hang")) and entry.kind == "item" else ""
        first, *rest = wrap(indent + entry.printed, 2 * self.width)
        return [first, *[hang + line for line in rest]]


def parts_of(document: dict[str, Any]) -> list[Part]:
    """The parts of a document."""
    return [Part(document, values) for values in document["parts"]]


def pages_of(document: dict[str, Any], parts: Sequence[Part]) -> list[list[str]]:
    """Lines by page; every part begins a page."""
    size, pages = document["page"], []
    head = [document["date"][0], document["office"], "", *document["title"], ""]
    for i, part in enumerate(parts):
        lines = [*(head if i == 0 else []), *part.lines()]
        for start in range(0, len(lines), size):
            page = lines[start : start + size]
            pages.append(page[1:] if not page[0] else page)
    return pages


def text_of(document: dict[str, Any], parts: Sequence[Part]) -> str:
    """The whole text: lines with a trailing space, double-spaced unless the document says otherwise."""
    between = "\n\n" if document.get("double", True) else "\n"
    pages = [between.join(f"{line} ".lstrip(" ") for line in page) for page in pages_of(document, parts)]
    text = ""
    for n, page in enumerate(pages, 1):
        number = document.get("number", "").format(n=n)
        foot = f"\n\n{number}" if number else ""
        if n == len(pages):
            return text + page + foot + "\n"
        text += page + {"space": "\n ", "feed": f"{foot}\n\f", "number": f"{foot}\n\n\n\n"}[document["breaks"]]
    return text


def tolerated(document: dict[str, Any], parts: Sequence[Part]) -> dict[str, list[Row]]:
    """Rows that a reader may make of the head, the tags and a date in the prose."""
    named = [document["office"], document["date"][0], *document["title"]]
    named += [part.values["tag"] for part in parts if "tag" in part.values]
    named += [part.legend_line() for part in parts if part.values.get("legend_at") == "line"]
    year = 2018 + int(re.sub(r"\D", "", document["day"].split("年")[0]))
    dates = [document["date"][1], *[f"{year}-{m:02}-{d:02}" for m, d in [month_day(document["day"])]]]
    return {"sections": [{"text": {"contains": text}} for text in named], "events": [{"date_from": d} for d in dates]}


def month_day(day: str) -> tuple[int, int]:
    """Month and day of 令和５年７月２８日."""
    month, date = re.findall(r"(\d+)(?=[月日])", day)
    return int(month), int(date)


def truth_of(document: dict[str, Any], parts: Sequence[Part]) -> dict[str, list[Row]]:
    """The true tables."""
    row: Row = {"title": "".join(document["title"]), "issued_on": document["date"][1], "sheet_count": 0}
    return {
        "documents": [row],
        "sections": [entry.row() for part in parts for entry in part.entries],
        "events": [event.row() for part in parts for event in part.events],
    }


def main() -> None:
    """Write every document and its truth."""
    for document in DATA["documents"]:
        parts = parts_of(document)
        name, text, tables = document["name"], text_of(document, parts), truth_of(document, parts)
        free = tolerated(document, parts)
        publish(Document(name, "setagaya", text, tables, COMPLETE, tolerated=free), "setagaya-report")


if __name__ == "__main__":
    main()
