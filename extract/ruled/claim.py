"""Claiming what a ruled form says: sheet columns, offices, actors, fields, assessments."""

from collections.abc import Sequence

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.claims import Claim
from plansheets.extract.moves import claim_moves
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.figure import NO_AMOUNTS, Amounts, claim_figure
from plansheets.extract.ruled.kpi_line import claim_kpis
from plansheets.extract.ruled.naming import NUMBERED
from plansheets.extract.ruled.pairs import Pair
from plansheets.extract.ruled.title_line import parts_of
from plansheets.extract.ruled.years import first_year
from plansheets.extract.span import Span, join
from plansheets.extract.values import claim_actors, claim_label, claim_offices, claim_title, claim_value
from plansheets.normalize import clean_text, match_key, parse_enumerator, parse_glyph

LEVELS = {"vision": 1, "policy": 1, "measure": 2, "submeasure": 3}
"""Headings by rank: of those that a sheet prints, the first is level 1."""
GRADED = regex.compile(r"\s*[A-EＡ-ＥSＳ]\s*(?:[.．:：]\s*\p{Han}|\Z)")
"""A value that is a grade, alone or with what it means: A.順調に推移している."""
GRADED_SPACED = regex.compile(r"\s*[A-EＡ-ＥSＳ]\s+\p{Han}")
"""The same with a blank between, under a label of an evaluation: elsewhere A 地区 is a place."""
GRADING = {"evaluation", "second_evaluation", "necessity", "effectiveness", "efficiency", "fairness", "relevance",
           "achievement", "other_aspect"}  # fmt: skip
GRADE = regex.compile(r"\s*(?P<grade>[A-EＡ-ＥSＳ])\s*(?:[.．、:：・)）\s]\s*|$)")
ASSESSED = {"direction", "next_steps", "improvement", "progress"}
"""Fields whose text is an assessment with or without a grade; other evaluations without one are fields of the sheet."""
COUNTER = regex.compile(r"(?:No\.?\s*)?[(（]?[0-9]{1,4}(?:-[0-9]{1,4}){0,3}[)）]?", regex.IGNORECASE)
NOTE = regex.compile(r"\s*(?:※|＊|\*|[（(]?注[)）]?)\s*[0-9０-９]?\s*")
RANKED = regex.compile(
    r"(?P<label>.*?\D)\s*(?P<number>[0-9０-９IVXⅠ-Ⅻ]+(?:[-－][0-9０-９]+)?)\s+(?P<title>\S.*)", regex.DOTALL
)


def claim_pair(reading: Reading, pair: Pair, sheet: SheetHead, amounts: Amounts = NO_AMOUNTS) -> None:
    """Claim one pair as rows and columns of its sheet."""
    if pair.label is None:
        _unlabelled(reading, pair, sheet)
        return
    entry = pair.entry
    value = join(pair.values) if pair.values else None
    label = claim_label(reading, pair.label, "label")
    if pair.is_column:
        _column(reading, label, pair, sheet)
        return
    kind = entry.type if entry else "text"
    if value is not None and _typed(reading, kind, entry.field if entry else "", label, value, sheet, pair):
        return
    if value is not None and claim_figure(reading, pair, label, value, sheet, amounts):
        return
    if value is not None and kind == "indicator" and claim_kpis(reading, label, value, sheet) is not None:
        return
    if value is not None and claim_moves(
        reading, [line for v in pair.values for line in v.lines()], label, sheet.number
    ):
        return
    if value is not None and (entry is None or entry.type == "text") and GRADED.match(value.raw):
        _assessment(reading, label, value, sheet, pair.groups)
        return
    if value is None and (entry is None or kind in ("heading", "number", "title") or entry.field == "part"):
        return
    _field(reading, sheet, label, pair, value)


def _typed(reading: Reading, kind: str, field: str, label: Claim, value: Span, sheet: SheetHead, pair: Pair) -> bool:
    if kind == "number" and "number" not in sheet.cells:
        sheet.cells["number"] = claim_value(reading, value, "number")
    elif kind == "title" and "title" not in sheet.cells:
        _title(reading, pair, value, sheet)
    elif kind == "kind" and field == "kind" and "kind" not in sheet.cells and (ticked := ticked_of(value)):
        sheet.cells["kind"] = claim_value(reading, ticked, "kind")
        reading.ledger.rest(value, "value", f"{reading.rule}/options")
    elif kind == "kind" and field == "kind" and "kind" not in sheet.cells and _is_kind(reading, value):
        sheet.cells["kind"] = claim_value(reading, value, "kind")
    elif kind == "offices":
        claim_offices(reading, sheet.number, value)
    elif kind == "actors":
        return claim_actors(reading, sheet.number, value)
    elif kind == "heading" and field in LEVELS:
        return _heading(reading, label, value, sheet, pair.values)
    elif kind == "grade" or field in ASSESSED or (kind == "assessment" and _is_graded(pair, value)):
        _assessment(reading, label, value, sheet, pair.groups)
    elif _repeats(sheet, kind, value):
        reading.ledger.claim(value, "label", f"{reading.rule}/repeated")
    else:
        return False
    return True


def _is_graded(pair: Pair, value: Span) -> bool:
    """A grade, with what it means in the same cell or in a cell of its own (総合評価 | B | 概ね順調)."""
    if pair.entry and pair.entry.field in GRADING and GRADED_SPACED.match(value.raw):
        return True
    return GRADED.match(value.raw) is not None or GRADED.fullmatch(pair.values[0].raw) is not None


def _repeats(sheet: SheetHead, kind: str, value: Span) -> bool:
    """The number or title again, on the sheet's next page."""
    return kind in ("number", "title") and sheet.key(kind) == match_key(value.raw)


def ticked_of(value: Span) -> Span | None:
    """The one option that is ticked of several (☑新規　□継続); None where there are none, or another number is."""
    options = parse_glyph(value.raw, column="options").options or ()
    ticked = [option for option in options if option.checked]
    if len(options) < 2 or len(ticked) != 1:
        return None
    return value.part(ticked[0].label_start, ticked[0].label_end).strip()


def _is_kind(reading: Reading, value: Span) -> bool:
    return len(clean_text(value.raw)) <= 12


def _title(reading: Reading, pair: Pair, value: Span, sheet: SheetHead) -> None:
    """A title; its number may stand in a cell before it, its kind in one behind it (事業名 | 123 | 道の整備 | 新規)."""
    spans = list(pair.values)
    if len(spans) > 1 and "kind" not in sheet.cells and reading.lexicon.is_kind(spans[-1].raw):
        sheet.cells["kind"] = claim_value(reading, spans.pop(), "kind", 0.9)
    if len(spans) > 1 and COUNTER.fullmatch(clean_text(spans[0].raw)):
        number = claim_value(reading, spans.pop(0), "number", 0.9)
        sheet.cells.setdefault("number", number)
    if len(spans) == 1 and "number" not in sheet.cells and NUMBERED.fullmatch(spans[0].raw):
        front, spans[0] = parts_of(spans[0], reading.lexicon)
        if front is not None:
            sheet.cells["number"] = claim_value(reading, front, "number", 0.9)
    claim_title(reading, sheet.cells, join(spans))


def _heading(reading: Reading, label: Claim, value: Span, sheet: SheetHead, cells: Sequence[Span] = ()) -> bool:
    """A heading above the sheet: 施策の柱 ①価値を高め発信するまちづくり. Sentences (めざす姿) are none."""
    if value.raw.rstrip().endswith("。"):
        return False
    level = next((n for n in (1, 2, 3) if f"level{n}_title" not in sheet.cells), None)
    if level is None:
        return False
    mark = parse_enumerator(value.raw)
    sheet.cells[f"level{level}_label"] = label
    if len(cells) > 1 and COUNTER.fullmatch(clean_text(cells[0].raw)):
        sheet.cells[f"level{level}_number"] = claim_value(reading, cells[0], "heading")
        value = join(cells[1:])
    elif mark.style and mark.style != "bullet" and mark.rest_start and value.raw[mark.rest_start :].strip():
        number = value.part(0, mark.rest_start).strip()
        sheet.cells[f"level{level}_number"] = claim_value(reading, number, "heading")
        value = value.part(mark.rest_start).strip()
    sheet.cells[f"level{level}_title"] = claim_value(reading, value, "heading")
    return True


def _assessment(reading: Reading, label: Claim, value: Span, sheet: SheetHead, groups: Sequence[Cell] = ()) -> None:
    """An evaluation, with the grade that it begins with or is, and the year that its labels name."""
    first, rest = Span(value.source, value.ranges[:1]), Span(value.source, value.ranges[1:])
    if rest and GRADE.fullmatch(first.raw):  # the grade stands in a cell of its own
        cells = {"aspect": label, "grade": claim_value(reading, first, "grade"),
                 "text": claim_value(reading, rest, "assessment")}  # fmt: skip
        found = None
    else:
        cells = {"aspect": label, "text": claim_value(reading, value, "assessment")}
        found = GRADE.match(value.raw)
    if found:
        cells["grade"] = Claim(value.part(*found.span("grade")), "value", f"{reading.rule}/grade")
        if found.end() >= len(value.raw.rstrip()):
            del cells["text"]
    stage = reading.lexicon.stage_in(clean_text(label.span.raw)) or "yearly"
    year = first_year(reading, (label.span.raw, *(c.raw for c in groups)))
    reading.ledger.row("assessments", sheet.number, cells, stage=stage, fiscal_year=year, is_open_ended=False)


def _field(reading: Reading, sheet: SheetHead, label: Claim, pair: Pair, value: Span | None) -> None:
    field = pair.entry.field if pair.entry else None
    cells = {"label": label}
    if value is not None:
        cells["text"] = claim_value(reading, value, field or "unknown-label", pair.confidence)
    reading.ledger.row("fields", sheet.number, cells, field=field)


def _column(reading: Reading, label: Claim, pair: Pair, sheet: SheetHead) -> None:
    """A head over several cells: a row for each."""
    entry = pair.entry
    for value in pair.values:
        if entry and entry.type == "offices":
            claim_offices(reading, sheet.number, value)
        elif entry and (entry.type == "grade" or entry.field in ASSESSED or GRADED.match(value.raw)):
            _assessment(reading, label, value, sheet, pair.groups)
        else:
            field = entry.field if entry else None
            text = claim_value(reading, value, field or "unknown-label", pair.confidence)
            reading.ledger.row("fields", sheet.number, {"label": label, "text": text}, field=field)


def _unlabelled(reading: Reading, pair: Pair, sheet: SheetHead) -> None:
    """A cell that says what it is itself (重点改革項目Ⅱ 市民との…, a running number, 新規), or a doubt."""
    span = join(pair.values)
    if claim_moves(reading, list(span.lines()), None, sheet.number):
        return
    text = clean_text(span.raw)
    if COUNTER.fullmatch(text) and "number" not in sheet.cells and not any(
        row.sheet == sheet.number for row in reading.ledger.table("fields")
    ):  # fmt: skip
        sheet.cells["number"] = claim_value(reading, span, "number", 0.8)
        return
    if reading.lexicon.is_kind(text) and "kind" not in sheet.cells:
        sheet.cells["kind"] = claim_value(reading, span, "kind", 0.8)
        return
    found = RANKED.fullmatch(span.raw)
    entry = reading.lexicon.lookup(found["label"]) if found else None
    if found and entry and entry.type == "heading" and "level1_title" not in sheet.cells:
        sheet.cells["level1_label"] = claim_label(reading, span.part(*found.span("label")).strip(), "heading")
        for name in ("number", "title"):
            sheet.cells[f"level1_{name}"] = claim_value(reading, span.part(*found.span(name)).strip(), "heading")
        return
    note = NOTE.match(span.raw)
    if note and span.raw[note.end() :].strip():
        label = claim_label(reading, span.part(*note.span()).strip(), "note")
        says = claim_value(reading, span.part(note.end()).strip(), "remarks", 0.8)
        reading.ledger.row("fields", sheet.number, {"label": label, "text": says}, field="remarks")
        return
    reading.ledger.doubt(
        "unlabelled-cell", "a cell without a label; it stays in residue", sheet=sheet.number, span=span
    )
