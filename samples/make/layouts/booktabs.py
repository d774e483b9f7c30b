"""Tables with lines only above and below their rows, one under each heading.

Odd: one to three rows an indicator, by whom it counts, the first of which has the name and the source; units behind the
numbers, 以上, 未満 and 以下, and 増加 in place of a number; a baseline that is of another year than its column says.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from common import Row
from pdf.fonts import font
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from layouts.shared import STATUS, Truth, any_of, contains, load, wide

HEADS = ("指標", "対象", "ベースライン<br/>（H30）", "中間評価<br/>（R4）", "目標<br/>（R10）", "データソース")
WIDTHS = [width * mm for width in (57, 30, 23, 21, 20, 31)]
KINDS = (("baseline", 2018), ("actual", 2022), ("target", 2028))
OTHER_YEAR = "（R元）"
VALUE = re.compile(r"([\d,.]+)(%|g|歩|人|団体)?(以上|以下|未満)?")
BOUNDS = {None: "value", "以上": "value_low", "以下": "value_high", "未満": "value_high"}


def write(path: Path) -> Truth:
    """Set the tables to `path`."""
    data = load("booktabs")
    truth = Truth("kenkoshihyo", ["offices", "actors", "schedule", "events"])
    story = [_set(data["title"], size=15), Spacer(1, 3 * mm), _set(data["period"], size=9.5), Spacer(1, 4 * mm)]
    for area in data["areas"]:
        heading = _set(f"{wide(area['number'])}　{area['title']}", size=12)
        story += [KeepTogether([heading, Spacer(1, 2 * mm), _table(area["indicators"])]), Spacer(1, 6 * mm)]
        for one in area["indicators"]:
            _tell(truth, area["title"], one)
    sides = {"leftMargin": 14 * mm, "rightMargin": 14 * mm, "topMargin": 16 * mm, "bottomMargin": 18 * mm}

    def foot(canvas: Canvas, document: Any) -> None:
        canvas.setFont(font("IPAexMincho"), 9)
        canvas.drawCentredString(A4[0] / 2, 10 * mm, str(document.page + data["first_page"] - 1))

    document = SimpleDocTemplate(str(path), pagesize=A4, invariant=1, **sides)
    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return truth


def _set(text: str, alignment: int = 0, size: float = 8.5) -> Paragraph:
    name = font("IPAexMincho")
    style = ParagraphStyle("x", fontName=name, fontSize=size, leading=size * 1.3, alignment=alignment, wordWrap="CJK")
    return Paragraph(text, style)


def _table(indicators: list[Row]) -> Table:
    rows: list[list[Any]] = [[_set(head, 1) for head in HEADS]]
    style: list[tuple[Any, ...]] = [
        ("LINEABOVE", (0, 0), (-1, 0), 1.1, "black"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
    ]
    for one in indicators:
        first, last = len(rows), len(rows) + len(one["rows"]) - 1
        for place, (whom, *values) in enumerate(one["rows"]):
            name, source = ("", "") if place else (_set(one["name"]), _set(one["source"]))
            rows.append([name, _set(whom), *(_set(value, 2) for value in values), source])
        style += [("SPAN", (column, first), (column, last)) for column in (0, 5)] if last > first else []
        width = 1.1 if one is indicators[-1] else 0.25
        style.append(("LINEBELOW", (0, last), (-1, last), width, "black"))
    return Table(rows, colWidths=WIDTHS, repeatRows=1, style=TableStyle(style))


def _tell(truth: Truth, area: str, one: Row) -> None:
    name = contains(one["name"].partition("（")[0])
    for _, *values in one["rows"]:
        for (kind, year), value in zip(KINDS, values, strict=True):
            fiscal_year = any_of(year, 2019) if OTHER_YEAR in value else year
            cells = {"indicator": name, "fiscal_year": fiscal_year, "value_type": kind, "level1_title": area}
            truth.add("indicators", **cells, **_judged(value.replace(OTHER_YEAR, "")))


def _judged(text: str) -> Row:
    """The cells that a value with a unit and a bound fills."""
    found = VALUE.fullmatch(text)
    if found is None:
        return {"value": None, "value_status": STATUS.get(text, "text")}
    number, unit, bound = found.groups()
    return ({"unit": unit} if unit else {}) | {BOUNDS[bound]: float(number.replace(",", ""))}
