"""Claiming a table of periods: rows of schedule or of indicators."""

from collections.abc import Sequence

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.claims import Claim
from plansheets.extract.heads import value_type
from plansheets.extract.matrix import Column, Matrix
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.trail import Trail
from plansheets.extract.values import claim_label, claim_value
from plansheets.normalize import clean_text, parse_arrow, parse_enumerator

COUNTER = regex.compile(r"[(（]?\s*(?:[0-9０-９]{1,3}|[ア-ンa-zA-Z])\s*[)）.．]?")
"""A row's running number in a column of its own."""


def claim_matrix(reading: Reading, matrix: Matrix, sheet: SheetHead | None, trail: Trail) -> None:
    """Claim a matrix as what it is; one row of the table a cell."""
    heads = {id(c): claim_label(reading, c.span, "head") for c in matrix.head_cells()}
    if matrix.label is not None and id(matrix.label) not in heads:
        heads[id(matrix.label)] = claim_label(reading, matrix.label.span, "head")
    if matrix.kind == "schedule" and sheet is not None:
        _claim_schedule(reading, matrix, sheet, heads)
    else:
        _claim_indicators(reading, matrix, sheet, trail, heads)


def _claim_schedule(reading: Reading, matrix: Matrix, sheet: SheetHead, heads: dict[int, Claim]) -> None:
    for stub, cells in matrix.body():
        kind = next((k for c in stub if (k := value_type(reading, c.raw))), None)
        for cell in stub:
            claim_label(reading, cell.span, "row-head")
        running: Claim | None = None
        spanning: dict[int, Claim] = {}
        for column, cell in cells:
            running = claim_schedule_cell(reading, sheet, column, cell, heads[id(column.period)], running, kind, spanning)


def claim_schedule_cell(reading: Reading, sheet: SheetHead, column: Column, cell: Cell | None, period: Claim,
                        running: Claim | None, kind: str | None = None,
                        spanning: dict[int, Claim] | None = None) -> Claim | None:
    """One cell of a yearly plan. Returns the text that an arrow in the next cell would continue.

    `spanning` remembers the row's claims: a cell over several years is claimed once and holds for each of them.
    """
    head = column.head
    row = reading.ledger.row("schedule", sheet.number, {"period": period}, fiscal_year=head.fiscal_year,
                             fiscal_year_to=head.fiscal_year_to, is_open_ended=head.is_open_ended,
                             value_type=column.value_type or kind or ("outlook" if head.is_open_ended else "plan"),
                             is_continued=False)
    if not cell:
        return running
    spanning = {} if spanning is None else spanning
    if id(cell) not in spanning:
        spanning[id(cell)] = claim_value(reading, cell.span, "schedule")
    claim = spanning[id(cell)]
    if parse_arrow(cell.raw).kind not in ("continues", "ditto"):
        row.cells["text"] = claim
        return claim
    row.cells["is_continued"] = claim
    row.facts["is_continued"] = True
    if running is None:
        reading.ledger.doubt("arrow-without-text", "an arrow with no text before it in its row; text is null",
                             sheet=sheet.number, span=cell.span)
    else:
        row.cells["text"] = running
    return running


def _claim_indicators(reading: Reading, matrix: Matrix, sheet: SheetHead | None, trail: Trail,
                      heads: dict[int, Claim]) -> None:
    table_no = 1 + max((int(str(r.facts["table_no"])) for r in reading.ledger.table("indicators")), default=0)
    number = 0
    for stub, cells in matrix.body():
        name, unit, rest = _stubs(reading, matrix, stub)
        if name is None:
            reading.ledger.doubt("unnamed-indicator", "a row of numbers without a name; it stays in residue",
                                 span=stub[0].span if stub else None)
            continue
        number += 1
        for cell in rest:
            claim_label(reading, cell.span, "row-number")
        shared = {"indicator": claim_value(reading, name.span, "indicator"),
                  "unit": claim_value(reading, unit.span, "unit") if unit else None}
        if sheet is None:
            shared |= {c: v for c, v in trail.cells((1,)).items() if c != "level1_label"}
        kind = next((k for c in rest if (k := value_type(reading, c.raw))), None)
        spanning: dict[int, Claim] = {}
        for ordinal, (column, cell) in enumerate(cells, 1):
            head = column.head
            if cell and id(cell) not in spanning:
                spanning[id(cell)] = claim_value(reading, cell.span, "value")
            value = spanning[id(cell)] if cell else None
            reading.ledger.row(
                "indicators", sheet.number if sheet else None,
                {**shared, "period": heads[id(column.period)], "value_text": value}, table_no=table_no,
                indicator_no=number, ordinal=ordinal, fiscal_year=head.fiscal_year, fiscal_year_to=head.fiscal_year_to,
                is_open_ended=head.is_open_ended,
                value_type=column.value_type or kind or ("outlook" if head.is_open_ended else "actual"))


def _stubs(reading: Reading, matrix: Matrix, stub: Sequence[Cell]) -> tuple[Cell | None, Cell | None, list[Cell]]:
    """The cells left of the periods as name, unit and the rest (running numbers, groups)."""
    by_type: dict[str, list[Cell]] = {}
    rest: list[Cell] = []
    for cell in stub:
        if cell.column in matrix.stubs and matrix.stubs[cell.column][1].type == "unit":
            by_type.setdefault("unit", []).append(cell)
        elif COUNTER.fullmatch(clean_text(cell.raw)) or _is_marker(cell.raw):
            rest.append(cell)
        else:
            by_type.setdefault("name", []).append(cell)
    names = by_type.get("name", [])
    name = max(names, key=lambda c: len(c.raw)) if names else None
    unit = by_type.get("unit", [None])[0]
    return name, unit, rest + [c for c in names if c is not name] + by_type.get("unit", [])[1:]


def _is_marker(raw: str) -> bool:
    mark = parse_enumerator(raw)
    return mark.style is not None and not (mark.rest or "").strip()
