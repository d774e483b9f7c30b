"""The tables of ichinoseki.py as text: chronology, indicators, matrix, and the small sheet of a project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from common import load
from outline import circled
from plans import printed
from typeset import Cell, columns, display_width, pipe_table, tab_row, wrap

if TYPE_CHECKING:
    from ichinoseki import Plan, Policy, Project

HTML = {
    "plain": ("", "", " "),
    "p": ("<p>", "</p>", " "),
    "ul": ("<ul><li>", "</li></ul>", "</li><li>"),
    "br": ("", "", "<br>"),
}


def events_of(plan: Plan) -> list[tuple[str, str, str, str, list[str]]]:
    """Rows of the chronology: heading, first day, last day, precision, events."""
    rows = load("ichinoseki")["chronologies"][plan.chronology]
    return [
        (heading, str(first), str(last), precision, [plan.fill(event) for event in events])
        for heading, first, last, precision, events in rows
    ]


def chronology(plan: Plan) -> list[str]:
    rows = [(heading, events) for heading, _, _, _, events in events_of(plan)]
    if plan.table == "layout":
        return [
            line
            for heading, events in rows
            for line in columns([Cell(2, 20, heading), Cell(24, 60, "\n".join(events))])
        ]
    if plan.table == "pipes":
        return pipe_table([("年度", "できごと"), *((heading, "\n".join(events)) for heading, events in rows)])
    return [tab_row([heading, " ".join(events)]) for heading, events in rows]


def indicators(plan: Plan, rows: Sequence[dict[str, Any]]) -> list[str]:
    """An indicator table: number, name, unit, and a column per time."""
    heading = ["指標", "", "単位", *(period for period, *_ in plan.measured)]
    table = [heading]
    for number, row in enumerate(rows, 1):
        values = [row["values"][at] for *_, at in plan.measured]
        name = f"{row['name']}（{row['unit']}）" if plan.unit_in_name else row["name"]
        table.append([str(number), name, row["unit"], *values])
    if plan.unit_in_name:
        table = [[cell for i, cell in enumerate(line) if i != 2] for line in table]
    if plan.table == "layout":
        starts = [2, 6, 52, *(62 + 18 * i for i in range(len(plan.measured)))]
        widths = [8, 42, 8, *(16 for _ in plan.measured)]
        return [line for row in table for line in _columns(starts, widths, row)]
    flat = [[cell.replace("\n", " ") for cell in row] for row in table]
    return pipe_table(flat) if plan.table == "pipes" else [tab_row(row) for row in flat]


def matrix(plan: Plan, policies: Sequence[Policy]) -> list[str]:
    """体系図: which actor takes which part in each project."""
    blank = [""] * (len(plan.actors) - 1)
    rows = [["基本方針", "", "", "取組主体", *blank], ["No.", "施策", "具体的な取組", *plan.actors]]
    for policy in policies:
        rows.append([f"基本方針{policy.no} {policy.title}", "", "", "", *blank])
        for number, measure in enumerate(policy.measures, 1):
            listed = [project for project in measure.projects if project.no not in plan.unlisted]
            for i, project in enumerate(listed):
                first = [str(number), measure.title] if i == 0 else ["", ""]
                rows.append([*first, circled(project.no) + project.legend, *project.marks])
    if plan.through_pdf:
        return [line for block in _merged(rows) for line in _matrix_block(plan, block)]
    if plan.table == "layout":
        return [line for row in rows for line in _matrix_line(plan, row)]
    return pipe_table(rows) if plan.table == "pipes" else [tab_row(row) for row in rows]


def _merged(rows: Sequence[list[str]]) -> list[list[list[str]]]:
    """Rows that share one cell of No. and 施策."""
    blocks: list[list[list[str]]] = []
    for row in rows:
        if row[0] or row[1] or not blocks:
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _matrix_block(plan: Plan, block: list[list[str]]) -> list[str]:
    """Merged rows: No. and 施策 in the middle of their height, each mark in the middle of its project's lines."""
    if len(block) == 1 and not block[0][1]:
        return _matrix_line(plan, block[0])
    projects = [wrap(row[2], 38) for row in block]
    width = _mark_width(plan)
    cells = [Cell(1, 5, block[0][0], True), Cell(6, 24, block[0][1], True)]
    cells.append(Cell(32, 38, "\n".join(line for lines in projects for line in lines)))
    for i in range(len(plan.actors)):
        marks = []
        for row, lines in zip(block, projects, strict=True):
            mark = " " * ((width - display_width(row[3 + i])) // 2) + row[3 + i] if row[3 + i] else ""
            middle = (len(lines) - 1) // 2
            marks += [mark if at == middle else "" for at in range(len(lines))]
        cells.append(Cell(72 + width * i, width, "\n".join(marks)))
    return columns(cells)


def _mark_width(plan: Plan) -> int:
    return max(display_width(actor) for actor in plan.actors) + 3


def _matrix_line(plan: Plan, row: Sequence[str]) -> list[str]:
    if row[0].startswith("基本方針") and not row[3]:
        return columns([Cell(1, 80, row[0])])
    width = _mark_width(plan)
    starts = [1, 6, 32, *(72 + width * i for i in range(len(plan.actors)))]
    marks = [" " * ((width - display_width(mark)) // 2) + mark if mark else "" for mark in row[3:]]
    return _columns(starts, [9, 24, 38, *([width] * len(plan.actors))], [*row[:3], *marks])


def project_table(plan: Plan, project: Project) -> list[str]:
    """The small sheet of one project: title and kind, content, and the years beside it."""
    if plan.table == "layout":
        return _project_columns(plan, project)
    years = [heading for heading, _ in plan.years]
    size = len(years) + (4 if project.no % 3 == 1 else 2)
    kind_at = {1: size - 3, 2: size - 1, 0: size - 2}[project.no % 3]
    title = ["", project.title] if project.no % 5 else [project.title]
    first = [plan.project.format(project.no), *title]
    first += [""] * (kind_at - len(first)) if project.no % 5 else []
    start, end, between = HTML[project.html]
    ends = ("</p> <p>" if project.html == "p" else between).join(project.content)
    content = start + ends.replace("\n", " ") + end
    rows = [
        [*first, project.kind],
        ["内容", content, "実施年度"],
        ["", "", *years],
        ["", "", *printed(project.plan, plan.arrow)],
    ]
    return pipe_table(rows) if plan.table == "pipes" else [tab_row(row, size) for row in rows]


def _project_columns(plan: Plan, project: Project) -> list[str]:
    right, width = 12 + plan.content_width, plan.year_width
    kind_at = right + width * (len(plan.years) - 1)
    first = [Cell(1, 10, plan.project.format(project.no)), Cell(12, 64, project.title), Cell(kind_at, 8, project.kind)]
    cells = [Cell(1, 8, "内容", True), Cell(9, plan.content_width, "\n".join(project.content))]
    cells.append(Cell(right + width * len(plan.years) // 2 - 4, 20, "実施年度"))
    lines = columns(first)
    texts = printed(project.plan, plan.arrow)
    for i, ((heading, _), text) in enumerate(zip(plan.years, texts, strict=True)):
        cells.append(Cell(right + i * width, width, f"\n{heading}\n{_centre(text, heading)}"))
    return lines + columns(cells)


def _centre(text: str, heading: str) -> str:
    return " " * ((display_width(heading) - display_width(text)) // 2) + text


def _columns(starts: Sequence[int], widths: Sequence[int], row: Sequence[str]) -> list[str]:
    return columns([Cell(start, width, text) for start, width, text in zip(starts, widths, row, strict=True)])
