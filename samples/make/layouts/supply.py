"""A word processor's text with many small tables: demand, supply and their difference by year.

Odd: no sheets; what a table is about stands in the headings over it, and its unit in a line of its own; in two tables
age groups in a merged column, so that the same three rows come twice; one of the years in a full-width digit.
"""

from __future__ import annotations

from pathlib import Path

from common import Row

from layouts.elements import print_text, tag
from layouts.shared import Truth, any_of, contains, load, printed, wide

CSS = """@page { size: 21cm 29.7cm; margin: 1.7cm 2cm } body, td, th, p { font-family: "IPAexMincho"; font-size: 10pt }
h2 { font-family: "IPAexGothic"; font-size: 14pt } td p, th p { margin: 0 }
h3 { font-family: "IPAexGothic"; font-size: 11pt; margin-bottom: 2pt }"""
ROWS = (("量の見込み①", "量の見込み"), ("確保方策②", "確保方策"), ("差②－①", "差"))
"""What is printed before a row, and what its indicator must say."""
KIND = any_of("plan", "outlook", "target")


def write(path: Path) -> Truth:
    """Print the text to `path`."""
    data = load("supply")
    truth = Truth("kodomokeikaku", ["offices", "actors", "events", "assessments"])
    parts = [tag("p", data["title"], style="font-size: 16pt; font-family: IPAexGothic")]
    parts.append(tag("p", f"　{data['preface']}"))
    gap = ""
    for chapter in data["chapters"]:
        parts += [gap, tag("h2", f"{wide(chapter['number'])}　{chapter['title']}")]
        gap = ""
        for service in chapter["services"]:
            parts += [gap, tag("h3", f"{service['number']}　{service['title']}"), tag("p", f"　{service['text']}")]
            parts.append(tag("p", f"（単位：{service['unit']}）", align="right", style="margin: 0"))
            parts.append(_table(service, data["years"]))
            gap = tag("p", "<br>", style="margin: 0")
            _tell(truth, chapter, service, data["years"])
    print_text(path, CSS, *parts)
    return truth


def _values(group: Row) -> list[list[int]]:
    demand, supply = group["demand"], group["supply"]
    return [demand, supply, [there - sought for sought, there in zip(demand, supply, strict=True)]]


def _table(service: Row, years: list[int]) -> str:
    groups = service["groups"]
    is_grouped = bool(groups[0]["name"])
    head = tag("th", "区　分", colspan=1 + is_grouped, width=f"{36 if is_grouped else 30}%")
    head += "".join(tag("th", f"令和{'８' if year == 2026 else year - 2018}年度") for year in years)
    rows = [tag("tr", head, bgcolor="#fde9d9")]
    for group in groups:
        first = tag("td", group["name"], rowspan=3, align="center") if is_grouped else ""
        for (label, _), values in zip(ROWS, _values(group), strict=True):
            numbers = (tag("td", printed(value), align="right") for value in values)
            rows.append(tag("tr", first, tag("td", label), *numbers))
            first = ""
    return tag("table", *rows, border=1, cellspacing=0, cellpadding=3, width="100%")


def _tell(truth: Truth, chapter: Row, service: Row, years: list[int]) -> None:
    number, title, unit = service["number"], service["title"], service["unit"]
    above = any_of(title, f"{number} {title}", f"{number}{title}", chapter["title"])
    judged_unit = any_of(unit, unit.removeprefix("延べ")) if unit.startswith("延べ") else unit
    for group in service["groups"]:
        for (_, name), values in zip(ROWS, _values(group), strict=True):
            for year, value in zip(years, values, strict=True):
                cells = {"indicator": contains(group["name"] or name), "fiscal_year": year, "value_type": KIND}
                truth.add("indicators", **cells, unit=judged_unit, level1_title=above, value=float(value))
