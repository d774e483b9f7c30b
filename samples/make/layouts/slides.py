"""A slide a measure (16:9): a coloured title bar, boxes under tabs, arrows over the columns of years.

Odd: no table at all. Only its shape says which years an arrow covers, and two lanes of arrows run over the same years;
a line of indicators names baseline and target with the years in brackets behind them.
"""

from __future__ import annotations

from pathlib import Path

from common import Row

from layouts.shared import Truth, any_of, bare_or_full, judged, load, wide
from layouts.strokes import WHITE, Frame, Strokes

CM = 72 / 2.54
PAGE = (33.867 * CM, 19.05 * CM)
COLORS = {"1": "#1f5f99", "2": "#2e7d4f", "3": "#b3541e"}
GREY = "#7f7f7f"
HEADS = ["令和7年度", "8年度", "9年度", "10年度"]
LEFT, WIDTH = 1.0, 31.8
STEP = WIDTH / len(HEADS)


def write(path: Path) -> Truth:
    """Draw the slides to `path`."""
    data = load("slides")
    strokes, truth = Strokes(path, PAGE, "VL PGothic"), Truth("dxkouteihyo")
    sheet = 0
    for policy in data["policies"]:
        for measure in policy["measures"]:
            sheet += 1
            _head(strokes, policy, measure)
            _years(strokes, measure["lanes"], COLORS[policy["number"]])
            strokes.box(_cm(0, 18.2, 33.6, 0.7), f"{data['title']}　{sheet}", 11, "right", color="#606060", pad=8)
            strokes.turn()
            _tell(truth, sheet, policy, measure, data["years"])
    strokes.save()
    return truth


def _cm(left: float, top: float, width: float, height: float) -> Frame:
    return left * CM, top * CM, width * CM, height * CM


def _head(strokes: Strokes, policy: Row, measure: Row) -> None:
    color = COLORS[policy["number"]]
    number = wide(measure["number"].replace("-", "－"))
    strokes.box(_cm(0, 0, 33.87, 1.9), f"取組{number}　{measure['title']}", 26, fill=color, color=WHITE, pad=8)
    strokes.box(_cm(1, 2, 20, 0.8), f"基本方針{wide(policy['number'])}　{policy['title']}", 14, pad=8)
    strokes.box(_cm(22, 2, 11, 0.8), f"担当課：{'、'.join(measure['offices'])}", 14, "right", pad=8)
    boxes = (
        (_cm(1, 3, 15.6, 3.6), "概要", measure["content"]),
        (_cm(17.2, 3, 15.6, 3.6), "効果", measure["effect"]),
        (_cm(1, 6.9, WIDTH, 2.6), "KPI", "\n".join(map(_line, measure["indicators"]))),
    )
    for (left, top, width, height), head, text in boxes:
        tab = 0.8 * CM
        strokes.box((left, top, 2.6 * CM, tab), head, 14, "centre", fill=color, color=WHITE)
        strokes.box((left, top + tab, width, height - tab), text, 14, edge=GREY, at_top=True, pad=8, radius=6)


def _line(one: Row) -> str:
    base = one["baseline"] + (one["unit"] if one["baseline"] != "－" else "")
    from_, to = one["baseline_year"] - 2018, one["target_year"] - 2018
    return f"・{one['name']}　現状 {base}（R{from_}）　→　目標 {one['target']}{one['unit']}（R{to}）"


def _years(strokes: Strokes, lanes: list[list[tuple[int, int, str]]], color: str) -> None:
    strokes.box(_cm(1, 9.8, 4, 0.8), "工程表", 15, pad=8)
    for column, head in enumerate(HEADS):
        strokes.box(_cm(LEFT + column * STEP, 10.6, STEP, 0.9), head, 14, "centre", fill="#d9e2ec", edge=GREY)
    strokes.box(_cm(LEFT, 11.5, WIDTH, 6.3), edge=GREY, radius=6)
    for column in range(1, len(HEADS)):
        x = (LEFT + column * STEP) * CM
        strokes.line(x, 11.5 * CM, x, 17.8 * CM, "#c0c0c0")
    for number, lane in enumerate(lanes):
        for start, end, text in lane:
            frame = _cm(LEFT + start * STEP + 0.15, 12.1 + number * 2.8, (end - start) * STEP - 0.3, 1.9)
            strokes.arrow(frame, text, 15, color)


def _tell(truth: Truth, sheet: int, policy: Row, measure: Row, years: list[int]) -> None:
    level = {"level1_label": "基本方針", "level1_number": policy["number"], "level1_title": policy["title"]}
    number = any_of(measure["number"], f"取組{measure['number']}")
    pages = {"page_from": sheet, "page_to": sheet}
    truth.add("sheets", sheet_no=sheet, **pages, number=number, title=measure["title"], **level)
    truth.offices(sheet, measure["offices"])
    truth.add("fields", sheet_no=sheet, label="概要", field="content", text=measure["content"])
    truth.add("fields", sheet_no=sheet, label="効果", text=measure["effect"])
    for one in measure["indicators"]:
        for kind, year in (("baseline", one["baseline_year"]), ("target", one["target_year"])):
            cells = {"indicator": bare_or_full(one["name"]), "fiscal_year": year, "value_type": kind}
            truth.add("indicators", sheet_no=sheet, **cells, **judged(one[kind], one["unit"]))
    for lane in measure["lanes"]:
        for start, _, text in lane:
            truth.add("schedule", sheet_no=sheet, fiscal_year=years[start], value_type="plan", text=text)
