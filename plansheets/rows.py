"""From claims to rows: every value is made of its claim by a normaliser, and its place goes into provenance."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from plansheets.columnar import ColumnRows
from plansheets.extract.claims import Claim, Row
from plansheets.extract.reading import Reading
from plansheets.extract.ruled.units import unit_behind
from plansheets.normalize import cell_text, clean_text, line_text, match_key, parse_arrow, unwrap
from plansheets.number_columns import NUMBER_COLUMNS, number_columns
from plansheets.provenance import COLUMNS, provenance_of
from plansheets.tables import table

Values = dict[str, Any]
BLOCK = 1024
"""Rows of provenance that are gathered before they are put into columns."""


@dataclass
class Made:
    """Rows of one document by table, ready for the gate; `places` says which claim each value was read from."""

    rows: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))
    provenance: ColumnRows = field(default_factory=lambda: ColumnRows(COLUMNS))
    starts: list[int] = field(default_factory=list)
    """Of each row of provenance the first glyph."""


def make_rows(reading: Reading, document_id: str, document: Values) -> Made:
    """All rows of one document. `document` holds what only the caller knows of it (source, bytes, ...)."""
    made = Made()
    ordinals: dict[tuple[str, int | None], int] = defaultdict(int)
    places: dict[tuple[int, int], tuple[Any, ...]] = {}
    found: list[tuple[Any, ...]] = []
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
        found += provenance_of(row, values, backing, places, made.starts)
        if len(found) >= BLOCK:
            made.provenance.extend(found)
            found.clear()
    made.provenance.extend(found)
    _sheet_pages(reading, made)
    return made


def sheet_id(document_id: str, sheet: int | None) -> str | None:
    """The key of a sheet; None for a row of the document."""
    return None if sheet is None else f"{document_id}-{sheet:04d}"


# --- one builder a table: fills `values`, gives the claim behind each column ------------------------------------

Backing = dict[str, Claim]


def _line(claim: Claim | None) -> str | None:
    """A text of one line: wraps undone, cleaned."""
    return line_text(claim.span.raw) if claim else None


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
    values["label"] = clean_text(unwrap(label.span.raw)).rstrip("：:") or clean_text(label.span.raw)
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
    unit = _line(cells.get("unit")) or values["unit"]
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


def _sheet_pages(reading: Reading, made: Made) -> None:
    """First and last page of every sheet, from the places of its values."""
    if reading.source.has_offsets:
        return
    pages: dict[str, list[int]] = defaultdict(list)
    columns = made.provenance.columns
    for page, row_key, column in zip(columns["page"], columns["row_key"], columns["column"], strict=True):
        if page is not None and "-" in row_key and not column.startswith("level"):  # a heading carries over pages
            pages[row_key.split("/")[0]].append(page)
    for values in made.rows["sheets"]:
        if found := pages.get(values["sheet_id"]):
            values["page_from"], values["page_to"] = min(found), max(found)
