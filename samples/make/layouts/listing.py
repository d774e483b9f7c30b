"""A spreadsheet's list of projects over several pages, with what each costs a year.

Odd: the head stands on the first page only; chapters and sections are rows over the whole width; rows of 節計, 章計 and
合計 between the projects that are none; 未定 and － among the amounts, and sums that pass over them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pdf import calc, paperwork
from pdf.model import Cell, Look, Row, Table, Text

from layouts.shared import Number, Truth, any_of, judged, load, printed, wide

LOOK = Look(gothic="IPAexGothic", page=(841.89, 595.28), margin=40, size=9.5, foot="{page}", label_fill="#fbe9d5")
WIDTHS = (27, 52, 14, 11.5, 11.5, 11.5, 12.5)
HEAD = [
    [
        *(Cell(text, rows=2, role="head", centred=True) for text in ("事　業　名", "事　業　概　要", "担当課")),
        Cell("事業費", cols=4, role="head", centred=True),
    ],
    [Cell(text, role="head", centred=True) for text in ("R7", "R8", "R9", "計")],
]


def write(path: Path) -> Truth:
    """Print the list to `path`."""
    data, truth = load("listing"), Truth("jisshilist")
    rows: list[Row] = [*HEAD]
    everything: list[list[Number]] = []
    sheet = 0
    for chapter in data["chapters"]:
        rows.append(_band(f"第{wide(chapter['number'])}章　{chapter['title']}"))
        of_chapter: list[list[Number]] = []
        for section in chapter["sections"]:
            rows.append(_band(f"　第{wide(section['number'])}節　{section['title']}"))
            for project in section["projects"]:
                sheet += 1
                costs = project["costs"]
                rows.append(_row(project["title"], project["content"], "\n".join(project["offices"]), costs))
                level = _level(1, chapter, "章") | _level(2, section, "節")
                truth.add("sheets", sheet_no=sheet, title=project["title"], **level)
                truth.offices(sheet, project["offices"])
                truth.add("fields", sheet_no=sheet, label="事業概要", field="content", text=project["content"])
                name = any_of("事業費", "事業費(千円)")
                for year, cost in zip(data["years"], costs, strict=True):
                    cells = {"indicator": name, "fiscal_year": year, "value_type": "plan"}
                    truth.add("indicators", sheet_no=sheet, **cells, **judged(cost, "千円"))
            costs_of = [project["costs"] for project in section["projects"]]
            rows.append(_row("節　計", "", "", _sums(costs_of), is_sum=True))
            of_chapter += costs_of
        rows.append(_row("章　計", "", "", _sums(of_chapter), is_sum=True))
        everything += of_chapter
    rows.append(_row("合　　計", "", "", _sums(everything), is_sum=True))
    table = Table(WIDTHS, rows, split="rows", tall=20)
    calc.write(path, [Text(data["title"], "h1"), Text("（単位：千円）", "right"), table], LOOK)
    paperwork.shrink(path)
    return truth


def _level(depth: int, one: dict[str, str], word: str) -> dict[str, object]:
    number = any_of(one["number"], f"第{one['number']}{word}")
    return {f"level{depth}_number": number, f"level{depth}_title": one["title"]}


def _band(text: str) -> Row:
    return [Cell(text, cols=len(WIDTHS), role="band")]


def _row(title: str, content: str, offices: str, costs: Sequence[Number], *, is_sum: bool = False) -> Row:
    """A project or a sum, with the sum of its own years behind."""
    total = sum(cost for cost in costs if isinstance(cost, int))
    amounts = [Cell(printed(cost), right=True, bold=is_sum) for cost in (*costs, total)]
    return [Cell(title, bold=is_sum), Cell(content), Cell(offices), *amounts]


def _sums(costs: Sequence[Sequence[Number]]) -> list[Number]:
    """Year by year; what is no number counts nothing."""
    return [sum(cost for cost in year if isinstance(cost, int)) for year in zip(*costs, strict=True)]
