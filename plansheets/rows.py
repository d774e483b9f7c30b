"""From claims to rows: every value is made of its claim by a normaliser, and its place goes into provenance."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

from plansheets.extract.claims import Claim, Row
from plansheets.extract.reading import Reading
from plansheets.normalize import cell_text, clean_text, match_key, parse_arrow, parse_number, unwrap
from plansheets.normalize.units import is_unit
from plansheets.tables import table, tables

Values = dict[str, Any]
QUALIFIERS = frozenset(
    [
        "approx",
        "estimate",
        "at_least",
        "at_most",
        "less_than",
        "more_than",
        "gross",
        "cumulative",
        "provisional",
        "planned",
    ]
)
"""The qualifiers of the contract; what a number says of being target or actual is the row's value_type."""


@dataclass
class Made:
    """Rows of one document by table, ready for the gate; `places` says which claim each value was read from."""

    rows: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))
    provenance: list[Values] = field(default_factory=list)


def make_rows(reading: Reading, document_id: str, document: Values) -> Made:
    """All rows of one document. `document` holds what only the caller knows of it (source, bytes, ...)."""
    made = Made()
    ordinals: dict[tuple[str, int | None], int] = defaultdict(int)
    for row in reading.ledger.rows:
        ordinals[row.table, row.sheet] += 1
        values = table(row.table).blank() | {"document_id": document_id}
        if "sheet_id" in values:
            values["sheet_id"] = sheet_id(document_id, row.sheet)
        if "ordinal" in values:
            values["ordinal"] = row.facts.get("ordinal", ordinals[row.table, row.sheet])
        if row.table == "documents":
            values |= document
        backing = BUILDERS[row.table](row, values)
        made.rows[row.table].append(values)
        made.provenance += _provenance(row, values, backing)
    _sheet_pages(reading, made)
    return made


def sheet_id(document_id: str, sheet: int | None) -> str | None:
    """The key of a sheet; None for a row of the document."""
    return None if sheet is None else f"{document_id}-{sheet:04d}"


# --- one builder a table: fills `values`, gives the claim behind each column ------------------------------------

Backing = dict[str, Claim]


def _line(claim: Claim | None) -> str | None:
    """A text of one line: wraps undone, cleaned."""
    text = cell_text(claim.span.raw) if claim else None
    return text.replace("\n", " ") if text else None


def _name(claim: Claim) -> str:
    """A text of one line that must say something: a name that is only a dash stays a dash."""
    return _line(claim) or clean_text(claim.span.raw) or claim.span.raw


def _facts(row: Row, values: Values) -> None:
    values.update({name: value for name, value in row.facts.items() if name in values})


def _documents(row: Row, values: Values) -> Backing:
    _facts(row, values)
    values["title"] = _line(row.cells.get("title"))
    return dict(row.cells)


def _sheets(row: Row, values: Values) -> Backing:
    values["sheet_no"] = row.sheet
    values |= {name: _line(claim) for name, claim in row.cells.items()}
    if values["number"]:
        values["number"] = sheet_number(values["number"])
    for name, value in row.facts.items():
        if values.get(name) is None:
            values[name] = value
    return dict(row.cells)


def sheet_number(text: str) -> str:
    """A sheet's number without the blanks that the print sets between its parts: I - (1) - ① → I-(1)-①."""
    return "".join(clean_text(text).split())


def _fields(row: Row, values: Values) -> Backing:
    _facts(row, values)
    label, text = row.cells["label"], row.cells.get("text")
    values["label"] = clean_text(unwrap(label.span.raw))
    if match_key(values["label"]) == match_key(label.span.raw) and _is_spaced(values["label"]):
        values["label"] = values["label"].replace(" ", "")
    values["text"] = cell_text(text.span.raw) if text else None
    return {"label": label, "field": label, **({"text": text} if text else {})}


def _is_spaced(text: str) -> bool:
    """Is it set with blanks between single characters (目 的)?"""
    return " " in text and all(len(part) == 1 for part in text.split())


def _offices(row: Row, values: Values) -> Backing:
    values["office"] = row.facts["name"] or _name(row.cells["office"])
    _facts(row, values)
    claim = row.cells["office"]
    return dict.fromkeys(("office", "is_lead", "is_provisional", "is_collective"), claim)


def _actors(row: Row, values: Values) -> Backing:
    values["actor"] = _name(row.cells["actor"])
    _facts(row, values)
    mark = row.cells.get("is_marked")
    return {"actor": row.cells["actor"], **({"is_marked": mark, "role": mark} if mark else {})}


def _schedule(row: Row, values: Values) -> Backing:
    _facts(row, values)
    period = row.cells["period"]
    values["period"] = _period(period)
    text = row.cells.get("text")
    values["text"] = schedule_text(text.span.raw) if text else None
    backing = dict.fromkeys(("fiscal_year", "fiscal_year_to", "period", "is_open_ended", "value_type"), period)
    return backing | {name: row.cells[name] for name in ("text", "is_continued") if name in row.cells}


def schedule_text(raw: str) -> str | None:
    """What a cell of a yearly plan says, without an arrow that only leads on from it (実施 →)."""
    text = cell_text(raw)
    if text is None:
        return None
    arrow = parse_arrow(text)
    return arrow.text if arrow.kind == "text" and arrow.text and arrow.continues_after else text


def _period(claim: Claim) -> str:
    return clean_text(unwrap(claim.span.raw)).replace(" ", "")


def _indicators(row: Row, values: Values) -> Backing:
    _facts(row, values)
    cells = row.cells
    values["indicator"] = _name(cells["indicator"])
    values["period"] = _period(cells["period"])
    unit = _line(cells.get("unit"))
    value = cells.get("value_text")
    unit = unit or unit_behind(values["indicator"] or "")
    values |= number_columns(value.span.raw if value else "", unit)
    values["is_cumulative"] = "累計" in (values["indicator"] or "") or "cumulative" in (values["qualifiers"] or "")
    backing = {"indicator": cells["indicator"], "is_cumulative": cells["indicator"]}
    backing |= dict.fromkeys(
        ("fiscal_year", "fiscal_year_to", "period", "is_open_ended", "value_type"), cells["period"]
    )
    for name in ("level1_number", "level1_title"):
        if name in cells:
            values[name] = _line(cells[name])
            backing[name] = cells[name]
    if value:
        backing |= dict.fromkeys(NUMBER_COLUMNS, value)
    if unit is not None:
        backing["unit"] = cells.get("unit", cells["indicator"])
    return backing


NAMED_UNIT = regex.compile(r"[（(](?:単位[：:])?([^（）()]{1,8})[）)]$")
"""The unit in brackets behind an indicator's name."""


def _double(value: float | None) -> float | None:
    return None if value is None else float(value)


def unit_behind(name: str) -> str | None:
    """The unit that stands in brackets behind an indicator's name: 貸出冊数（千冊）; not 受講者数（累計）."""
    found = NAMED_UNIT.search(name)
    return found[1] if found and all(is_unit(part) for part in found[1].split("/")) else None


NUMBER_COLUMNS = (
    "unit",
    "value",
    "value_low",
    "value_high",
    "base_value",
    "base_unit",
    "value_text",
    "value_status",
    "qualifiers",
)


def number_columns(raw: str, unit: str | None) -> Values:
    """The columns of table indicators that a cell fills, in the unit of its row, its column or its own."""
    text = cell_text(raw) if raw.strip() else None
    printed = text or (clean_text(raw) or None)
    number = parse_number(printed or "", unit=unit)
    has_number = number.value is not None
    is_range = not has_number and (number.low is not None or number.high is not None)
    status = "number" if has_number else "range" if is_range else number.status or ("text" if printed else "blank")
    codes = [q for q in number.qualifiers if q in QUALIFIERS]
    low, high = number.low, number.high
    if has_number and "at_least" in codes:
        low = number.value
    if has_number and {"at_most", "less_than"} & set(codes):
        high = number.value
    return {
        "unit": unit or (number.printed_unit if has_number or is_range else None),
        "value": _double(number.printed_value) if has_number else None,
        "value_low": _double(low / number.scale) if low is not None else None,
        "value_high": _double(high / number.scale) if high is not None else None,
        "base_value": _double(number.value),
        "base_unit": number.unit if has_number or is_range else None,
        "value_text": printed, "value_status": status,
        "qualifiers": " ".join(codes) or None,
    }  # fmt: skip


def _assessments(row: Row, values: Values) -> Backing:
    _facts(row, values)
    cells = row.cells
    values["aspect"] = (
        clean_text(unwrap(cells["aspect"].span.raw)) if "aspect" in cells else row.facts.get("aspect", "")
    )
    backing = {"aspect": cells["aspect"], "stage": cells["aspect"]} if "aspect" in cells else {}
    if "period" in cells:
        values["period"] = _period(cells["period"])
        backing |= dict.fromkeys(("period", "fiscal_year", "is_open_ended"), cells["period"])
    if "text" in cells:
        values["text"] = cell_text(cells["text"].span.raw)
        backing["text"] = cells["text"]
    if "grade" in cells:
        values["grade"] = clean_text(cells["grade"].span.raw)
        backing["grade"] = cells["grade"]
    if "is_delayed" in cells:
        backing["is_delayed"] = cells["is_delayed"]
    return backing


def _sections(row: Row, values: Values) -> Backing:
    _facts(row, values)
    text, marker = row.cells["text"], row.cells.get("marker")
    kind = row.facts["kind"]
    values["text"] = (table_text(text) if kind == "table" else cell_text(text.span.raw)) or _name(text)
    backing = {"text": text}
    if marker:
        values["marker"] = clean_text(marker.span.raw) or None
        backing |= {"marker": marker, "number": marker}
    return backing


def table_text(claim: Claim) -> str:
    """The cells of a row, parted by tabs."""
    span = claim.span
    texts = (cell_text(span.source.text[a:b]) or "" for a, b in span.ranges)
    return "\t".join(text.replace("\n", " ") for text in texts)


def _events(row: Row, values: Values) -> Backing:
    _facts(row, values)
    when, event = row.cells["date_text"], row.cells["event"]
    values["date_text"] = _period(when)
    values["event"] = _name(event)
    return dict.fromkeys(("date_from", "date_to", "precision", "date_text"), when) | {
        "event": event,
        "is_planned": event,
    }


BUILDERS: dict[str, Callable[[Row, Values], Backing]] = {
    "documents": _documents, "sheets": _sheets, "fields": _fields, "offices": _offices, "actors": _actors,
    "schedule": _schedule, "indicators": _indicators, "assessments": _assessments, "sections": _sections,
    "events": _events,
}  # fmt: skip


# --- provenance -------------------------------------------------------------------------------------------------


def row_key(name: str, values: Values) -> str:
    """The key columns after document_id, joined by '/'."""
    return "/".join(str(values[column]) for column in tables()[name].key if column != "document_id")


def _provenance(row: Row, values: Values, backing: Backing) -> Iterator[Values]:
    key = row_key(row.table, values)
    for column, claim in backing.items():
        if values.get(column) is None or (values[column] is False and not column.startswith("is_marked")):
            continue
        for part, (start, stop) in enumerate(claim.span.ranges, 1):
            yield {"document_id": values["document_id"], "table": row.table, "row_key": key, "column": column,
                   "part": part, **place(claim.span.source, start, stop), "rule": claim.rule,
                   "confidence": claim.confidence}  # fmt: skip


def place(source: Any, start: int, stop: int) -> Values:
    """Where a run of glyphs stands: offsets in a text, a box on a page else; and its raw text."""
    raw = source.text[start:stop]
    blank: Values = dict.fromkeys(("page", "x0", "top", "x1", "bottom", "char_from", "char_to")) | {"raw": raw}
    if source.has_offsets:
        return blank | {"char_from": start, "char_to": stop}
    glyphs, ink = source.glyphs, slice(start, stop)
    box = {"x0": glyphs.x0[ink].min(), "top": glyphs.top[ink].min(), "x1": glyphs.x1[ink].max(),
           "bottom": glyphs.bottom[ink].max()}  # fmt: skip
    return blank | {"page": int(glyphs.page[start])} | {name: float(edge) for name, edge in box.items()}


def _sheet_pages(reading: Reading, made: Made) -> None:
    """First and last page of every sheet, from the places of its values."""
    if reading.source.has_offsets:
        return
    pages: dict[str, list[int]] = defaultdict(list)
    for entry in made.provenance:
        if entry["page"] is not None and "-" in entry["row_key"]:
            pages[entry["row_key"].split("/")[0]].append(entry["page"])
    for values in made.rows["sheets"]:
        if found := pages.get(values["sheet_id"]):
            values["page_from"], values["page_to"] = min(found), max(found)
