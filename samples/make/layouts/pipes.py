"""Markdown: measures in one table of pipes, their indicators in a second one by the measures' numbers.

Odd: the goal stands only in the first row of its measures; an arrow goes on with the year before.
"""

from __future__ import annotations

from pathlib import Path

from common import write_text

from layouts.shared import Truth, bare_or_full, judged, load, wide


def write(path: Path) -> Truth:
    """Write the text to `path`."""
    data, truth = load("pipes"), Truth("shisakuichiran")
    lines = [f"# {data['title']}", "", data["period"], ""]
    lines += [_row("基本目標", "No.", "施策名", "内容", "担当課", "区分", "R7", "R8", "R9")]
    lines += ["|---|---:|---|---|---|:-:|:-:|:-:|:-:|"]
    sheet = 0
    for goal in data["goals"]:
        group = f"{wide(goal['number'])} {goal['title']}"
        for one in goal["measures"]:
            sheet += 1
            number, title, kind = one["number"], one["title"], one["kind"]
            lines += [_row(group, number, title, one["content"], "・".join(one["offices"]), kind, *one["schedule"])]
            group = ""
            level = {"level1_label": "基本目標", "level1_number": goal["number"], "level1_title": goal["title"]}
            truth.add("sheets", sheet_no=sheet, number=number, title=title, kind=kind, **level)
            truth.offices(sheet, one["offices"])
            truth.add("fields", sheet_no=sheet, label="内容", field="content", text=one["content"])
            truth.plan(sheet, data["years"], one["schedule"])
    lines += ["", "## 重要業績評価指標（KPI）", ""]
    lines += [
        _row("No.", "指標名", "単位", "基準値（R5）", "実績値（R6）", "目標値（R9）"),
        "|---:|---|:-:|---:|---:|---:|",
    ]
    for number, name, unit, *values in data["indicators"]:
        lines += [_row(number, name, unit, *values)]
        for year, kind, value in zip((2023, 2024, 2027), ("baseline", "actual", "target"), values, strict=True):
            cells = {"indicator": bare_or_full(name), "fiscal_year": year, "value_type": kind}
            truth.add("indicators", **cells, **judged(value, unit))
    write_text(path, "\n".join([*lines, "", "※ No. は施策の番号に対応する。", ""]))
    return truth


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
