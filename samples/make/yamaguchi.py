"""Sheets in the form of a 年度別実行計画: one framed form per project, with option boxes and a row of years.

`python samples/make/yamaguchi.py [FOLDER]` writes the committed sample, and the measuring set into FOLDER.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from common import Document, Row, load, publish
from paper import pdftotext
from plans import ARROW, plan_of, printed, schedule_rows
from typeset import Cell, Pages, columns, display_width, paginate, pipe_table, tab_row

COMPLETE = ["sheets", "fields", "offices", "actors", "schedule", "indicators", "assessments", "events"]
LABELS = {
    "number": "整理番号",
    "kind": "種 別",
    "office": "担当課",
    "title": "推進項目",
    "actors": "対象主体",
    "purpose": "目 的",
    "content": "推進内容",
    "completion": "完了の目安",
    "years": "年次計画",
}
PROSE = ("purpose", "content", "completion")
LABEL_AT, TEXT_AT, TEXT_WIDTH = 1, 16, 76


@dataclass(frozen=True)
class Form:
    """One document: who publishes it, what it prints, and how."""

    name: str
    title: str
    theme: str
    places: list[str]
    years: list[tuple[str, int]]
    actors: list[str]
    offices: list[list[str]]
    sheets: int
    measures: int
    preface: list[str] = field(default_factory=list)
    collective: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=lambda: ["新規", "継続"])
    levels: list[str] = field(default_factory=lambda: ["推進方針", "推進施策"])
    policy_numbers: list[str] = field(default_factory=lambda: ["I", "II", "Ⅲ", "IV"])
    measure_number: str = "({})"
    item_numbers: str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
    number: str = "{policy} - {measure} - {item}"
    checks: tuple[str, str] = ("■", "□")
    actor_gap: str = " "
    office_gap: str = "・"
    arrow: str = "→"
    long_arrow: bool = False
    ditto: bool = False
    open_ended: bool = False
    table: str = "tabs"
    centred: bool = False
    jitter: int = 0
    spaced: bool = False
    through_pdf: bool = False
    newline: str = "\n"
    labels: dict[str, str] = field(default_factory=dict)
    missing: dict[int, list[str]] = field(default_factory=dict)
    empty: dict[int, list[str]] = field(default_factory=dict)
    pages: dict[str, Any] | None = None

    def label(self, key: str) -> str:
        return self.labels.get(key, LABELS[key])


@dataclass(frozen=True)
class Sheet:
    """One project, as the form holds it. `absent` labels are not printed, `empty` ones have no value."""

    no: int
    policy: tuple[str, str]
    measure: tuple[str, str]
    item: str
    title: str
    kind: str
    offices: list[str]
    marked: list[bool]
    prose: dict[str, str]
    plan: list[str]
    absent: list[str]
    empty: list[str]

    def has(self, key: str) -> bool:
        return key not in self.absent and key not in self.empty


def sheets_of(form: Form) -> list[Sheet]:
    """The document's projects, dealt out over its policies and measures."""
    outline = [
        ((form.policy_numbers[p], policy["title"]), (form.measure_number.format(m), measure))
        for p, policy in enumerate(load("yamaguchi")["policies"])
        for m, measure in enumerate(policy["measures"], 1)
    ][: form.measures]
    share, rest = divmod(form.sheets, len(outline))
    sheets: list[Sheet] = []
    for at, headings in enumerate(outline):
        policy, measure = ((number, title.format(t=form.theme)) for number, title in headings)
        for item in form.item_numbers[: share + (at < rest)]:
            sheets.append(_sheet(form, len(sheets) + 1, (policy, measure), item))
    return sheets


def _sheet(form: Form, no: int, headings: tuple[tuple[str, str], tuple[str, str]], item: str) -> Sheet:
    projects = load("yamaguchi")["projects"]
    round_, at = divmod(no - 1, len(projects))
    words = {"t": form.theme, "p": form.places[(at + round_) % len(form.places)]}
    project = {key: text.format(**words) for key, text in projects[at].items()}
    return Sheet(
        no=no,
        policy=headings[0],
        measure=headings[1],
        item=item,
        title=project["title"],
        kind=form.kinds[no * 3 % len(form.kinds)],
        offices=form.offices[no * 5 % len(form.offices)],
        marked=[(no * 37 + 11) >> (i % 6) & 1 == i // 6 % 2 for i in range(len(form.actors))],
        prose={key: project[key] for key in PROSE},
        plan=plan_of(no, len(form.years), ditto=form.ditto),
        absent=form.missing.get(no, []),
        empty=form.empty.get(no, []),
    )


# --- the text ---


def text_of(form: Form) -> str:
    """The document as it is printed."""
    blocks: list[list[str]] = [["", "", line] for line in [*form.preface, form.title]]
    before: Sheet | None = None
    for sheet in sheets_of(form):
        lines = [""]
        if before is None or before.policy != sheet.policy:
            lines += [f"{form.levels[0]} {sheet.policy[0]} {sheet.policy[1]}", ""]
        if before is None or (before.policy, before.measure) != (sheet.policy, sheet.measure):
            lines += [f"{form.levels[1]} {sheet.measure[0]} {sheet.measure[1]}", "", "", ""]
        blocks.append([*lines, *_table(form, sheet)])
        before = sheet
    return paginate(blocks, Pages(**form.pages) if form.pages else None)


def _table(form: Form, sheet: Sheet) -> list[str]:
    if form.table == "layout":
        gap = [""] if form.spaced else []
        return [line for row in _layout(form, sheet) for line in [*row, *gap]]
    size = max(6, len(form.years) + 1)
    rows = _rows(form, sheet)
    if form.table == "pipes":
        return pipe_table(rows)
    first, body = rows[0], rows[1:]
    pad = [len(form.years) + 1 if row[0] in ("", form.label("years")) else size for row in body]
    flat = [[cell.replace("\n", " ") for cell in row] for row in body]
    return [tab_row(first), *(tab_row(row, n) for row, n in zip(flat, pad, strict=True))]


def _rows(form: Form, sheet: Sheet) -> list[list[str]]:
    first = [
        cell
        for key, text in _head(form, sheet)
        if key not in sheet.absent
        for cell in (form.label(key), "" if key in sheet.empty else text)
    ]
    rows = [[form.label(key), text] for key, text in _body(form, sheet)]
    years = [form.label("years"), *(heading for heading, _ in form.years)]
    return [first, *rows, years, ["", *printed(sheet.plan, form.arrow)]]


def _head(form: Form, sheet: Sheet) -> list[tuple[str, str]]:
    return [
        ("number", _number(form, sheet)),
        ("kind", sheet.kind),
        ("office", form.office_gap.join(sheet.offices)),
    ]


def _body(form: Form, sheet: Sheet) -> list[tuple[str, str]]:
    """The rows of the form between its first one and its years."""
    on, off = form.checks
    boxes = [f"{on if marked else off}{actor}" for actor, marked in zip(form.actors, sheet.marked, strict=True)]
    rows = [("title", f"{sheet.item} {sheet.title}"), ("actors", form.actor_gap.join(boxes)), *sheet.prose.items()]
    return [(key, "" if key in sheet.empty else text) for key, text in rows if key not in sheet.absent]


def _number(form: Form, sheet: Sheet) -> str:
    return form.number.format(policy=sheet.policy[0], measure=sheet.measure[0], item=sheet.item)


def _layout(form: Form, sheet: Sheet) -> Iterator[list[str]]:
    """The lines of the form, row by row, set in columns."""
    at = LABEL_AT + sheet.no % (form.jitter + 1)
    yield columns(_head_cells(form, sheet, at))
    for key, text in _body(form, sheet):
        yield columns([Cell(at, 14, form.label(key), form.centred), Cell(TEXT_AT, TEXT_WIDTH, text)])
    step = TEXT_WIDTH // len(form.years)
    label = Cell(at, 14, form.label("years"))
    headings = [_middle(i, step, heading) for i, (heading, _) in enumerate(form.years)]
    cells = columns(list(_plan_cells(form, sheet, step)))
    if form.centred:
        yield [*columns(headings), *columns([label]), *cells]
    else:
        yield [*columns([label, *headings]), *cells]


def _head_cells(form: Form, sheet: Sheet, at: int) -> list[Cell]:
    starts = {"number": (at, TEXT_AT, 20), "kind": (36, 46, 8), "office": (54, 64, 36)}
    cells = []
    for key, text in _head(form, sheet):
        if key not in sheet.absent:
            label_at, text_at, width = starts[key]
            cells.append(Cell(label_at, 12, form.label(key), form.centred))
            cells.append(Cell(text_at, width, text, form.centred))
    return cells


def _plan_cells(form: Form, sheet: Sheet, step: int) -> Iterator[Cell]:
    texts = printed(sheet.plan, form.arrow)
    for i, cell in enumerate(sheet.plan):
        if not (form.long_arrow and cell == ARROW):
            yield _middle(i, step, texts[i])
        elif sheet.plan[i - 1] != ARROW:
            end = next((j for j in range(i, len(sheet.plan)) if sheet.plan[j] != ARROW), len(sheet.plan))
            shaft = "━" * ((step * (end - i) - 4) // 2)
            yield Cell(TEXT_AT + i * step + 1, TEXT_WIDTH, f"{shaft}▶")


def _middle(i: int, step: int, text: str) -> Cell:
    return Cell(TEXT_AT + i * step + max(step - display_width(text), 0) // 2, step, text)


# --- the truth ---


def truth_of(form: Form) -> dict[str, list[Row]]:
    """The true tables."""
    sheets = sheets_of(form)
    return {
        "documents": [{"sheet_count": len(sheets)}],
        "sheets": [_sheet_row(form, sheet) for sheet in sheets],
        "fields": [row for sheet in sheets for row in _field_rows(form, sheet)],
        "offices": [row for sheet in sheets for row in _office_rows(form, sheet)],
        "actors": [row for sheet in sheets for row in _actor_rows(form, sheet)],
        "schedule": [
            row for s in sheets for row in schedule_rows(s.no, form.years, s.plan, open_ended=form.open_ended)
        ],
        "indicators": [],
        "assessments": [],
        "events": [],
    }


def tolerated_of(form: Form) -> dict[str, list[Row]]:
    """Rows of `fields` that are allowed beside the true ones: labels whose value another table holds, empty values."""
    rows: list[Row] = [{"label": form.label(key)} for key in LABELS if key not in PROSE]
    rows += [{"label": label} for label in form.levels]
    rows += [{"sheet_no": no, "label": form.label(key)} for no, keys in form.empty.items() for key in keys]
    return {"fields": rows}


def _sheet_row(form: Form, sheet: Sheet) -> Row:
    return {
        "sheet_no": sheet.no,
        "number": _number(form, sheet).replace(" ", "") if sheet.has("number") else None,
        "title": sheet.title,
        "kind": sheet.kind if sheet.has("kind") else None,
        "level1_label": form.levels[0],
        "level1_number": sheet.policy[0],
        "level1_title": sheet.policy[1],
        "level2_label": form.levels[1],
        "level2_number": sheet.measure[0].strip("()（）"),
        "level2_title": sheet.measure[1],
    }


def _field_rows(form: Form, sheet: Sheet) -> Iterator[Row]:
    for key, text in sheet.prose.items():
        if sheet.has(key):
            value = None if text in ("-", "―") else {"any_of": [text, None]} if text == "なし" else text
            yield {"sheet_no": sheet.no, "label": form.label(key), "field": key, "text": value}


def _office_rows(form: Form, sheet: Sheet) -> Iterator[Row]:
    leads = any(office[0] in "●◎" for office in sheet.offices)
    for ordinal, full in enumerate(sheet.offices if sheet.has("office") else [], 1):
        name = full.lstrip("●◎")
        office = name.removeprefix("(仮称)").removeprefix("（仮称）")
        yield {
            "sheet_no": sheet.no,
            "ordinal": ordinal,
            "office": office,
            "is_lead": full != name if leads else None,
            "is_provisional": office != name,
            "is_collective": office in form.collective,
        }


def _actor_rows(form: Form, sheet: Sheet) -> Iterator[Row]:
    if sheet.has("actors"):
        for actor, marked in zip(form.actors, sheet.marked, strict=True):
            yield {"sheet_no": sheet.no, "actor": actor, "is_marked": marked}


def main() -> None:
    for values in load("yamaguchi_forms"):
        form = Form(**values)
        text = pdftotext(text_of(form)) if form.through_pdf else text_of(form)
        tables = truth_of(form)
        document = Document(form.name, "yamaguchi", text, tables, COMPLETE, form.newline, tolerated_of(form))
        publish(document, "yamaguchi-form")


if __name__ == "__main__":
    main()
