"""A browser's sheets without a single ruling: filled labels, and columns by their alignment only.

Odd: three kinds of grid on a page (labels beside values, tables under shaded heads, grades in a row of pairs); the
parts of the costs are indented under their sum; target and result of an indicator on two rows with one name.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from common import Row
from pdf import chromium, paperwork

from layouts.elements import lines, tag
from layouts.shared import Number, Truth, bare_or_full, contains, judged, load, printed, wide

CSS = Path(__file__).with_name("unruled.css")
FIELDS = {"事業の目的": "purpose", "事業の内容": "content", "対象": "target_group", "根拠法令等": "legal_basis"}
"""Labels that are fields of the contract; their values take the whole width."""
YEARS = (2022, 2023, 2024)
COSTS = ("令和４年度\n決算", "令和５年度\n決算", "令和６年度\n予算")


def write(path: Path) -> Truth:
    """Print the sheets to `path`."""
    data, truth = load("unruled"), Truth("kobetsujigyo")
    sections = []
    for sheet, project in enumerate(data["projects"], 1):
        sections.append(tag("section", tag("h1", data["title"]), *_parts(project)))
        _tell(truth, sheet, project)
    style = tag("style", CSS.read_text(encoding="utf-8"))
    chromium.print_page(path, f'<!doctype html><html lang="ja"><meta charset="utf-8">{style}{"".join(sections)}</html>')
    paperwork.shrink(path)
    return truth


def _parts(project: Row) -> list[str]:
    number, title = project["policy"]
    pairs = [
        ("事業番号", wide(project["number"]), ""),
        ("事業区分", project["kind"], ""),
        ("事業名", project["title"], "w b"),
    ]
    pairs += [("政策", f"{wide(number)}　{title}", ""), ("担当課", "、".join(project["offices"]), "")]
    pairs += [(label, text, "w" if label in FIELDS else "") for label, text in project["fields"].items()]
    grades = ((aspect, wide(grade), "c") for aspect, grade in project["grades"].items())
    return [
        tag("div", *(_pair(*one) for one in pairs), class_="g"),
        tag("h2", "事業費の推移", tag("span", "（単位：千円）")),
        tag("table", _head("区分", *COSTS), *_costs(project["costs"])),
        tag("h2", "指標の達成状況"),
        tag("table", _head("指標名", "単位", "", "Ｒ４", "Ｒ５", "Ｒ６"), *map(_indicator, project["indicators"])),
        tag("h2", "評価"),
        tag("div", *(_pair(*one) for one in grades), class_="e"),
        tag("div", _pair("今後の方向性", project["direction"], "w"), class_="g", style="margin-top: 2mm"),
    ]


def _pair(label: str, text: str, style: str) -> str:
    return tag("div", escape(label), class_="l") + tag("div", escape(text), class_=f"v {style}")


def _head(first: str, *rest: str) -> str:
    cells = [tag("th", first, style="width: 34%"), *(tag("th", lines(*text.split("\n"))) for text in rest)]
    return tag("tr", *cells)


def _costs(costs: dict[str, list[Number]]) -> list[str]:
    rows = []
    for place, (name, values) in enumerate(costs.items()):
        cells = [tag("td", f"{'　' if place else ''}{name}"), *(tag("td", printed(v), class_="r") for v in values)]
        rows.append(tag("tr", *cells, class_="" if place else "s"))
    return rows


def _indicator(one: Row) -> str:
    unit = "％" if one["unit"] == "%" else one["unit"]
    shared = tag("td", one["name"], rowspan=2) + tag("td", unit, rowspan=2, class_="c")
    targets, results = ("".join(tag("td", v, class_="r") for v in one[key]) for key in ("target", "actual"))
    first = tag("tr", shared, tag("td", "目標", class_="c"), targets)
    return first + tag("tr", tag("td", "実績", class_="c"), results, class_="a")


def _tell(truth: Truth, sheet: int, project: Row) -> None:
    level = dict(zip(("level1_number", "level1_title"), project["policy"], strict=True))
    own = {"page_from": sheet, "page_to": sheet, "number": project["number"], "title": project["title"]}
    truth.add("sheets", sheet_no=sheet, **own, kind=project["kind"], level1_label="政策", **level)
    truth.offices(sheet, project["offices"])
    for label, text in project["fields"].items():
        named = {"field": FIELDS[label]} if label in FIELDS else {}
        truth.add("fields", sheet_no=sheet, label=label, text=text, **named)
    for name, values in project["costs"].items():
        for year, kind, value in zip(YEARS, ("actual", "actual", "plan"), values, strict=True):
            cells = {"indicator": contains(name), "fiscal_year": year, "value_type": kind}
            truth.add("indicators", sheet_no=sheet, **cells, **judged(value, "千円"))
    for one in project["indicators"]:
        for kind in ("target", "actual"):
            for year, value in zip(YEARS, one[kind], strict=True):
                if value:
                    cells = {"indicator": bare_or_full(one["name"]), "fiscal_year": year, "value_type": kind}
                    truth.add("indicators", sheet_no=sheet, **cells, **judged(value, one["unit"]))
    for aspect, grade in project["grades"].items():
        truth.add("assessments", sheet_no=sheet, aspect=contains(aspect), grade=grade)
    truth.add("assessments", sheet_no=sheet, aspect="今後の方向性", text=project["direction"])
