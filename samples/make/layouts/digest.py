"""A digest of a budget, two cards a page: labels in a row with the values in the row under them.

Odd: 担当課 and the unit of all amounts in one cell; ＜…＞ and 【…】 as labels within one box of text; ▲ for less than
the year before, 皆増 where there was nothing.
"""

from __future__ import annotations

from pathlib import Path

from common import Row

from layouts.shared import Truth, any_of, contains, load, printed
from layouts.strokes import BLACK, Strokes

PAGE = (595.0, 842.0)
LEFT, WIDTH = 42.0, 511.0
HEAD = {"align": "centre", "fill": "#F4E7D3", "edge": BLACK}


def write(path: Path) -> Truth:
    """Draw the cards to `path`."""
    data = load("digest")
    strokes = Strokes(path, PAGE, "IPAexGothic")
    truth = Truth("yosangaiyo", ["sheets", "offices", "schedule", "actors", "events"])
    projects = data["projects"]
    for start in range(0, len(projects), 2):
        page = start // 2 + 1
        strokes.text((PAGE[0] / 2, 40), data["title"], 13, "centre")
        for place, project in enumerate(projects[start : start + 2]):
            _card(strokes, 56 + 350 * place, project, data["sources"])
            _tell(truth, start + place + 1, page, project, data)
        strokes.text((PAGE[0] / 2, PAGE[1] - 26), str(page), 9, "centre")
        strokes.turn()
    strokes.save()
    return truth


def _card(strokes: Strokes, top: float, project: Row, sources: list[str]) -> None:
    left = LEFT
    named = (("区分", "kind", 70, 10), ("事業名", "title", 271, 12), ("予算科目", "account", 170, 10))
    for label, key, width, size in named:
        strokes.box((left, top, width, 16), label, 8, **HEAD)
        strokes.box((left, top + 16, width, 28), project[key], size, "centre", edge=BLACK)
        left += width
    line = f"担当課：{project['office']}{'　' * 21}（単位：千円）"
    strokes.box((LEFT, top + 44, WIDTH, 20), line, 9.5, edge=BLACK)
    before = project["before"]
    more = "皆増" if before is None else printed(project["budget"] - before)
    amounts = (printed(project["budget"]), "－" if before is None else printed(before), more)
    width = WIDTH / 3
    for place, (label, amount) in enumerate(zip(("本年度予算額", "前年度予算額", "増減額"), amounts, strict=True)):
        strokes.box((LEFT + place * width, top + 64, width, 16), label, 8, **HEAD)
        strokes.box((LEFT + place * width, top + 80, width, 22), amount, 10.5, "right", edge=BLACK)
    strokes.box((LEFT, top + 102, 40, 38), "財源\n内訳", 8.5, **HEAD)
    width = (WIDTH - 40) / len(sources)
    for place, (label, amount) in enumerate(zip(sources, project["sources"], strict=True)):
        left = LEFT + 40 + place * width
        strokes.box((left, top + 102, width, 16), label, 8, **HEAD)
        strokes.box((left, top + 118, width, 22), printed(amount), 10, "right", edge=BLACK)
    strokes.box((LEFT, top + 140, WIDTH, 150), _text(project), 10, edge=BLACK, at_top=True, leading=1.55)


def _text(project: Row) -> str:
    lines = ["＜事業の目的＞", f"　{project['purpose']}", "＜事業の内容＞", *(f"　・{x}" for x in project["content"])]
    return "\n".join(lines + ([f"【財源の説明】　{project['note']}"] if "note" in project else []))


def _tell(truth: Truth, sheet: int, page: int, project: Row, data: Row) -> None:
    pages = {"page_from": page, "page_to": page}
    truth.add("sheets", sheet_no=sheet, **pages, title=project["title"], kind=project["kind"])
    truth.offices(sheet, [project["office"]])
    content = any_of(*("\n".join(f"{mark}{one}" for one in project["content"]) for mark in ("・", "")))
    texts: list[tuple[str, str, Row]] = [
        ("予算科目", "", {"text": project["account"]}),
        ("事業の目的", "<>", {"field": "purpose", "text": project["purpose"]}),
        (
            "事業の内容",
            "<>",
            {"field": "content", "text": content},
        ),
    ]
    if "note" in project:
        texts.append(("財源の説明", "【】", {"text": project["note"]}))
    for label, marks, cells in texts:
        name = any_of(label, f"{marks[0]}{label}{marks[1]}") if marks else label
        truth.add("fields", sheet_no=sheet, label=name, **cells)
    amounts = [("予算額", data["year"], project["budget"]), ("予算額", data["year"] - 1, project["before"])]
    amounts += [(s, data["year"], v) for s, v in zip(data["sources"], project["sources"], strict=True)]
    for name, year, value in amounts:
        if value is not None:
            cells = {"fiscal_year": year, "value_type": "plan", "value": value}
            truth.add("indicators", sheet_no=sheet, indicator=contains(name), unit="千円", **cells)
