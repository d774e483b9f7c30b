"""A sheet a page that begins with a row of labels over one row of values, as the head of a list would look.

Odd: labels at the left of full rows stand right below that head; captions come again on every page, and name the one
indicator of a table that says only 目標 and 実績; the steps of each measure are a list within the sheet, with offices.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from common import Row

from layouts.shared import Truth, any_of, contains, judged, load, printed, wide
from layouts.strokes import BLACK, Strokes

PAGE = (595.0, 842.0)
LEFT, WIDTH, HEIGHT, SIZE = 40.0, 515.0, 22.0, 8.5
SHADE = "#e2ecd8"


def write(path: Path) -> Truth:
    """Draw the sheets to `path`."""
    data, truth = load("headrow"), Truth("gyokaku", complete=("sheets", "actors", "events", "schedule"))
    pen = Strokes(path, PAGE, "IPAexGothic")
    for sheet, item in enumerate(data["items"], 1):
        _draw(pen, data, item)
        pen.text((PAGE[0] / 2, 815), f"- {sheet} -", SIZE, "centre")
        pen.turn()
        _tell(truth, sheet, item, data["years"])
    pen.save()
    return truth


def _draw(pen: Strokes, data: Row, item: Row) -> None:
    years = [f"令和{wide(year - 2018)}年度" for year in data["years"]]
    goal = f"{wide(item['goal']['number'])}　{item['goal']['title']}"
    pen.text((PAGE[0] / 2, 50), data["title"], 12, "centre")
    at = _row(pen, 66, ("#重点項目", "#取組番号", "#取組名", "#担当課", "#区分"), (150, 65, 160, 80, 60))
    at = _row(pen, at, (goal, item["number"], item["title"], item["office"], item["kind"]), (150, 65, 160, 80, 60))
    at = _row(pen, at, ("#目的", item["aim"]), (75, 440))
    at = _row(pen, at, ("#取組内容", item["content"]), (75, 440))
    columns = (75.0, *[440 / 3] * 3)
    pen.text((LEFT, at + 24), "１　年次計画", 9.5)
    at = _row(pen, at + 30, ("#区　分", *(f"#{year}" for year in years)), columns)
    at = _row(pen, at, ("#計　画", *item["planned"]), columns)
    at = _row(pen, at, ("#実　績", *item["done"]), columns)
    pen.text((LEFT, at + 24), "２　効果額（単位：千円）", 9.5)
    at = _row(pen, at + 30, ("#区　分", *(f"#{year}" for year in years)), columns)
    at = _row(pen, at, ("#目　標", *map(printed, item["target"])), columns)
    at = _row(pen, at, ("#実　績", *map(printed, item["actual"])), columns)
    pen.text((LEFT, at + 24), "３　主な手順", 9.5)
    at = _row(pen, at + 30, ("#No.", "#取組", "#担当課", "#実施年度"), (35, 240, 120, 120))
    for number, step in enumerate(item["steps"], 1):
        at = _row(pen, at, (str(number), *step), (35, 240, 120, 120))
    _row(pen, at + 12, ("#令和６年度評価", item["grade"]), (120, 60))


def _row(pen: Strokes, top: float, texts: Sequence[str], widths: Sequence[float]) -> float:
    """One row of cells, # before a label; gives its lower edge."""
    left = LEFT
    for text, width in zip(texts, widths, strict=True):
        fill = SHADE if text.startswith("#") else ""
        pen.box((left, top, width, HEIGHT), text.lstrip("#"), SIZE, "centre", fill=fill, edge=BLACK)
        left += width
    return top + HEIGHT


def _tell(truth: Truth, sheet: int, item: Row, years: list[int]) -> None:
    level = {"level1_label": "重点項目", "level1_number": item["goal"]["number"], "level1_title": item["goal"]["title"]}
    truth.add("sheets", sheet_no=sheet, number=item["number"], title=item["title"], kind=item["kind"], **level)
    truth.add("offices", sheet_no=sheet, ordinal=1, office=item["office"], is_lead=None, is_provisional=False)
    truth.add("fields", sheet_no=sheet, label="目的", field="purpose", text=item["aim"])
    truth.add("fields", sheet_no=sheet, label="取組内容", field="content", text=item["content"])
    truth.plan(sheet, years, item["planned"])
    for year, text in zip(years, item["done"], strict=True):
        done = {"fiscal_year": year, "value_type": "actual", "text": text or None, "is_continued": False}
        truth.add("schedule", sheet_no=sheet, **done)
    for kind, values in ((any_of("plan", "target"), item["target"]), ("actual", item["actual"])):
        for year, value in zip(years, values, strict=True):
            cells = {"indicator": "効果額", "fiscal_year": year, "value_type": kind}
            truth.add("indicators", sheet_no=sheet, **cells, **judged(printed(value), "千円"))
    for step in item["steps"]:
        truth.add("fields", sheet_no=sheet, label="取組", text=step[0])
    grade = {"aspect": contains("評価"), "fiscal_year": 2024, "grade": item["grade"]}
    truth.add("assessments", sheet_no=sheet, stage="yearly", **grade)
