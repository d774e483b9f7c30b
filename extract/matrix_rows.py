"""Claiming a table of periods: rows of schedule or of indicators."""

from collections.abc import Sequence

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.claims import Claim, Row
from plansheets.extract.heads import value_type
from plansheets.extract.matrix import Column, Matrix
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.trail import Trail
from plansheets.extract.values import claim_label, claim_value, guess_kind
from plansheets.normalize import clean_text, parse_arrow, parse_enumerator
from plansheets.rules.shapes import TableShape

COUNTER = regex.compile(r"[(（]?\s*(?:[0-9０-９]{1,3}|[ア-ンa-zA-Z])\s*[)）.．]?")
"""A row's running number in a column of its own."""


def claim_matrix(reading: Reading, matrix: Matrix, sheet: SheetHead | None, trail: Trail) -> None:
    """Claim a matrix as what it is; one row of the table a cell."""
    heads = {id(c): claim_label(reading, c.span, "head") for c in matrix.head_cells()}
    if matrix.label is not None and reading.ledger.is_free(matrix.label.span):
        heads[id(matrix.label)] = claim_label(reading, matrix.label.span, "head")
    if matrix.kind == "schedule" and sheet is not None:
        _claim_schedule(reading, matrix, sheet, heads)
    elif matrix.kind == "assessments" and sheet is not None and matrix.shape is not None:
        _claim_assessments(reading, matrix, sheet, matrix.shape, heads)
    else:
        _claim_indicators(reading, matrix, sheet, trail, heads)


def _claim_schedule(reading: Reading, matrix: Matrix, sheet: SheetHead, heads: dict[int, Claim]) -> None:
    for stub, cells in matrix.body():
        kind = next((k for c in stub if (k := value_type(reading, c.raw))), None)
        for cell in stub:
            claim_label(reading, cell.span, "row-head")
        row = ScheduleRow(reading, sheet, kind)
        for column, value in cells:
            row.cell(column, value, heads[id(column.period)], matrix.value_type_of(column))


class ScheduleRow:
    """One row of a yearly plan, cell by cell from left to right: an arrow goes on with the text before it."""

    def __init__(self, reading: Reading, sheet: SheetHead, value_type: str | None = None) -> None:
        self.reading = reading
        self.sheet = sheet
        self.value_type = value_type
        self._running: Claim | None = None
        self._claims: dict[int, Claim] = {}

    def cell(self, column: Column, cell: Cell | None, period: Claim, value_type: str | None) -> None:
        """Add the row of one cell. A cell over several years is claimed once and holds for each of them."""
        head = column.head
        row = self.reading.ledger.row(
            "schedule", self.sheet.number, {"period": period}, fiscal_year=head.fiscal_year,
            fiscal_year_to=head.fiscal_year_to, is_open_ended=head.is_open_ended, is_continued=False,
            value_type=value_type or self.value_type or ("outlook" if head.is_open_ended else "plan"),
        )  # fmt: skip
        if not cell:
            return
        if id(cell) not in self._claims:
            if not self.reading.ledger.is_free(cell.span):
                return  # a cell that reaches over from another row or table is said there
            self._claims[id(cell)] = claim_value(self.reading, cell.span, "schedule")
        claim = self._claims[id(cell)]
        if parse_arrow(cell.raw).kind in ("continues", "ditto"):
            self._continue(row, claim)
        else:
            row.cells["text"] = self._running = claim

    def _continue(self, row: Row, arrow: Claim) -> None:
        row.cells["is_continued"] = arrow
        row.facts["is_continued"] = True
        if self._running is not None:
            row.cells["text"] = self._running
        else:
            self.reading.ledger.doubt(
                "arrow-without-text",
                "an arrow with no text before it in its row; text is null",
                sheet=self.sheet.number,
                span=arrow.span,
            )


def _claim_assessments(
    reading: Reading, matrix: Matrix, sheet: SheetHead, shape: TableShape, heads: dict[int, Claim]
) -> None:
    """A row an aspect, a column a period; an empty cell says nothing."""
    for stub, cells in matrix.body():
        claims = [claim_label(reading, cell.span, "aspect") for cell in stub]
        aspect = max(claims, key=lambda claim: len(claim.span.raw), default=None)
        for column, cell in cells:
            if not cell or aspect is None:
                continue
            head = column.head
            row_cells = {"aspect": aspect, "period": heads[id(column.period)],
                         "text": claim_value(reading, cell.span, "assessment")}  # fmt: skip
            reading.ledger.row("assessments", sheet.number, row_cells, stage=shape.stage,
                               fiscal_year=head.fiscal_year, is_open_ended=head.is_open_ended)  # fmt: skip


def _claim_indicators(
    reading: Reading, matrix: Matrix, sheet: SheetHead | None, trail: Trail, heads: dict[int, Claim]
) -> None:
    table_no = reading.ledger.next_table_no()
    number = 0
    for stub, cells in matrix.body():
        name, unit, rest = _stubs(reading, matrix, stub)
        if name is None:
            reading.ledger.doubt(
                "unnamed-indicator",
                "a row of numbers without a name; it stays in residue",
                span=stub[0].span if stub else None,
            )
            continue
        number += 1
        for cell in rest:
            claim_label(reading, cell.span, "row-number")
        shared = {
            "indicator": claim_value(reading, name.span, "indicator"),
            "unit": claim_value(reading, unit.span, "unit") if unit else None,
        }
        if sheet is None:
            shared |= {c: v for c, v in trail.cells((1,)).items() if c != "level1_label"}
        kind = next((k for c in rest if (k := value_type(reading, c.raw))), None)
        spanning: dict[int, Claim] = {}
        for ordinal, (column, found) in enumerate(cells, 1):
            head = column.head
            if found and id(found) not in spanning:
                spanning[id(found)] = claim_value(reading, found.span, "value")
            value = spanning[id(found)] if found else None
            row = reading.ledger.row(
                "indicators",
                sheet.number if sheet else None,
                {**shared, "period": heads[id(column.period)], "value_text": value},
                table_no=table_no,
                indicator_no=number,
                unit=matrix.shape.unit if matrix.shape else None,
                ordinal=ordinal,
                fiscal_year=head.fiscal_year,
                fiscal_year_to=head.fiscal_year_to,
                is_open_ended=head.is_open_ended,
                value_type=matrix.value_type_of(column) or kind or ("outlook" if head.is_open_ended else "actual"),
            )
            guess_kind(row, matrix.value_type_of(column) or kind or head.is_open_ended)


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
