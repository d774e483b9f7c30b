"""A word processor's tables, four rows an item: planned and done in words, planned and reached in numbers, by year.

Odd: the rows of one item share number, name, offices and grade; the column 項目 holds 取組内容 and, two rows down, the
name of the indicator with its unit; the grade's head says of which year it is; years to come are empty. A page ends
within an item.
"""

from __future__ import annotations

from pathlib import Path

from common import Row

from layouts.elements import lines, print_text, tag
from layouts.shared import Truth, any_of, contains, judged, load, printed, wide

CSS = """@page { size: 29.7cm 21cm; margin: 1.3cm }
body, td, th, p { font-family: "TakaoPGothic"; font-size: 9pt } td p, th p { margin: 0 }"""
HEADS = (("No.", 4), ("取組項目", 13), ("担当課", 10), ("項目", 11), ("区分", 5))
LEGEND = "評価の区分　Ａ：計画を上回った　Ｂ：おおむね計画どおり　Ｃ：計画を下回った　Ｄ：未実施"


def write(path: Path) -> Truth:
    """Print the tables to `path`."""
    data, truth = load("stacked"), Truth("shinchoku")
    years, sheet = data["years"], 0
    parts = [tag("p", tag("b", data["title"]), style="font-size: 15pt"), tag("p", LEGEND)]
    for goal in data["goals"]:
        heading = tag("b", f"基本目標{wide(goal['number'])}　{goal['title']}")
        parts.append(tag("p", heading, style="font-size: 12pt; margin: 8pt 0 4pt 0"))
        rows = [_head(years)]
        for item in goal["items"]:
            sheet += 1
            rows += _rows(item)
            level = {"level1_label": "基本目標", "level1_number": goal["number"], "level1_title": goal["title"]}
            truth.add("sheets", sheet_no=sheet, number=item["number"], title=item["title"], **level)
            _tell(truth, sheet, item, years)
        parts.append(tag("table", *rows, border=1, cellspacing=0, cellpadding=3, width="100%"))
    print_text(path, CSS, *parts)
    return truth


def _head(years: list[int]) -> str:
    cells = [tag("th", text, width=f"{width}%") for text, width in HEADS]
    cells += [tag("th", f"令和{wide(year - 2018)}年度", width="12.5%") for year in years]
    cells.append(tag("th", lines("令和６年", "度評価"), width="7%"))
    return tag("thead", tag("tr", *cells, bgcolor="#dbe5d0"))


def _rows(item: Row) -> list[str]:
    unit = "％" if item["unit"] == "%" else item["unit"]
    shared = [item["number"], item["title"], lines(*item["offices"])]
    first = [tag("td", text, rowspan=4) for text in shared] + [tag("td", "取組内容", rowspan=2)]
    grade = tag("td", tag("b", item["grade"]), rowspan=4, align="center")
    name = tag("td", lines(item["indicator"], f"（{unit}）"), rowspan=2)
    done = [*item["done"], *[""] * (len(item["planned"]) - len(item["done"]))]
    return [
        tag("tr", *first, _kind("計画"), *map(_words, item["planned"]), grade),
        tag("tr", _kind("実績"), *map(_words, done)),
        tag("tr", name, _kind("計画"), *map(_number, item["plan"])),
        tag("tr", _kind("実績"), *map(_number, item["actual"])),
    ]


def _kind(text: str) -> str:
    return tag("td", text, align="center", bgcolor="#f3f3f3")


def _words(text: str) -> str:
    return tag("td", text or "<br>", align="center" if text == "→" else "left")


def _number(value: float | str | None) -> str:
    return tag("td", printed(value) or "<br>", align="right")


def _tell(truth: Truth, sheet: int, item: Row, years: list[int]) -> None:
    truth.offices(sheet, item["offices"])
    truth.plan(sheet, years, item["planned"])
    for year, text in zip(years, item["done"], strict=False):
        truth.add("schedule", sheet_no=sheet, fiscal_year=year, value_type="actual", text=text)
    names = [item["indicator"], item["indicator"].partition("（")[0]]
    name = any_of(*(text for one in names for text in (one, f"{one}({item['unit']})")))
    for kind, values in ((any_of("plan", "target"), item["plan"]), ("actual", item["actual"])):
        for year, value in zip(years, values, strict=True):
            if value is not None:
                cells = {"indicator": name, "fiscal_year": year, "value_type": kind}
                truth.add("indicators", sheet_no=sheet, **cells, **judged(value, item["unit"]))
    grade = {"aspect": contains("評価"), "fiscal_year": 2024, "grade": item["grade"]}
    truth.add("assessments", sheet_no=sheet, stage="yearly", **grade)
