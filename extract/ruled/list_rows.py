"""Claiming a list: a sheet for each cell of its title column."""

from collections.abc import Sequence

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.claims import Claim, Row
from plansheets.extract.heads import NO_HEAD, period_in, value_type
from plansheets.extract.matrix import Column
from plansheets.extract.matrix_rows import ScheduleRow
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.bars import Year, bars_of, claim_bars
from plansheets.extract.ruled.claim import GRADE
from plansheets.extract.ruled.list_table import ListColumn, ListTable
from plansheets.extract.ruled.period_rows import NUMBER
from plansheets.extract.ruled.units import unit_in
from plansheets.extract.span import Span
from plansheets.extract.trail import Trail
from plansheets.extract.values import claim_actors, claim_label, claim_offices, claim_value
from plansheets.normalize import clean_text, parse_enumerator, unwrap

MARKED = frozenset("○〇◯●◎■☑✓✔レ")
DITTO = regex.compile(r"同\s*上|[〃々”\"]+|同")
RANKED = regex.compile(
    r"(?P<label>[^\d０-９IVXⅠ-Ⅻ①-⑳\s]{2,8}?)\s*(?P<number>[0-9０-９]+(?:[-－][0-9０-９]+)?|[IVXⅠ-Ⅻ]+)[\s:：.．、]*(?P<title>\D.*)",
    regex.DOTALL,
)


class ListReader:
    """Claims the rows of one list."""

    def __init__(self, reading: Reading, table: ListTable, trail: Trail, caption: str) -> None:
        self.reading = reading
        self.table = table
        self.trail = trail
        self.unit = unit_in(caption)
        self._claims: dict[int, Claim] = {}
        self._headings: dict[int, dict[str, Claim]] = {}
        self._offices: list[Row] = []
        self._indicator_no = 0
        self._table_no = reading.ledger.next_table_no()

    def claim(self) -> None:
        """All rows. A row without a title goes on with the sheet above it."""
        self.heads = {id(c): claim_label(self.reading, c.span, "head") for c in self.table.heads()}
        sheet: SheetHead | None = self.reading.sheets[-1] if self.reading.sheets else None
        last: int | None = None
        for row in self.table.rows:
            if self._across(row):
                continue
            title = self.table.cell(self.table.title, row)
            if title is not None and id(title) != last:
                sheet, last = self._begin(title, row), id(title)
            if sheet is not None:
                self._row(row, sheet)

    def _across(self, row: int) -> bool:
        """One text across the whole list: a heading of the rows below it."""
        cells = [c for c in self.table.view.row(row) if c]
        if len(cells) != 1 or cells[0].column_span < self.table.view.width - 1 or cells[0].row != row:
            return False
        self._headings = {-1: self._heading(cells[0], None)}
        return True

    def _begin(self, title: Cell, row: int) -> SheetHead:
        sheet = SheetHead(len(self.reading.sheets) + 1, self.trail.cells(), dict(self.trail.labels()))
        self.reading.sheets.append(sheet)
        for column in self.table.columns:
            if column.kind == "heading" or (column.stop <= self.table.title.start and self._is_group(column, row)):
                cell = self.table.cell(column, row)
                if cell is not None and id(cell) not in self._claims:
                    self._headings[column.start] = self._heading(cell, column)
        level = 1 + sum(f"level{n}_title" in sheet.cells for n in (1, 2, 3))
        for _, cells in sorted(self._headings.items()):
            if level <= 3:
                sheet.cells |= {f"level{level}_{name}": claim for name, claim in cells.items()}
                level += 1
        mark = parse_enumerator(title.raw)
        has_number = any(column.kind == "number" for column in self.table.columns)
        span = title.span
        if not has_number and mark.style and mark.style != "bullet" and mark.rest_start and mark.rest:
            sheet.cells["number"] = claim_value(self.reading, span.part(0, mark.rest_start).strip(), "number")
            span = span.part(mark.rest_start).strip()
        sheet.cells["title"] = self._claims[id(title)] = claim_value(self.reading, span, "title")
        return sheet

    def _is_group(self, column: ListColumn, row: int) -> bool:
        """A column left of the titles whose cells reach over several of them."""
        cell = self.table.cell(column, row)
        return column.kind in ("text", "kind") and cell is not None and cell.row_span > 1

    def _heading(self, cell: Cell, column: ListColumn | None) -> dict[str, Claim]:
        """Label, number and title of a heading: 基本目標１ しごとをつくる; its column's head is the label else."""
        reading, span = self.reading, cell.span
        found = RANKED.fullmatch(span.raw.strip())
        claims: dict[str, Claim] = {}
        if found and reading.lexicon.lookup(found["label"]):
            parts = {name: span.part(*found.span(name)).strip() for name in ("label", "number", "title")}
            claims["label"] = claim_label(reading, parts["label"], "heading")
            claims |= {name: claim_value(reading, parts[name], "heading") for name in ("number", "title")}
        else:
            mark = parse_enumerator(span.raw)
            if mark.style and mark.style != "bullet" and mark.rest_start and mark.rest:
                claims["number"] = claim_value(reading, span.part(0, mark.rest_start).strip(), "heading")
                span = span.part(mark.rest_start).strip()
            claims["title"] = claim_value(reading, span, "heading")
            if column is not None and column.kind == "heading":
                claims["label"] = self.heads[id(column.label)]
        self._claims[id(cell)] = claims["title"]
        return claims

    def _row(self, row: int, sheet: SheetHead) -> None:
        fresh = [(c, cell) for c in self.table.columns
                 if (cell := self.table.cell(c, row)) is not None and id(cell) not in self._claims]  # fmt: skip
        if any(c.kind == "period" for c in self.table.columns):
            self._periods(row, sheet, fresh)
        for column, cell in fresh:
            if id(cell) not in self._claims and self.reading.ledger.is_free(cell.span):
                self._cell(column, cell, sheet)

    def _cell(self, column: ListColumn, cell: Cell, sheet: SheetHead) -> None:
        reading, span = self.reading, cell.span
        self._claims[id(cell)] = Claim(span, "value", f"{reading.rule}/list")
        text = clean_text(unwrap(span.raw))
        if column.kind == "number" and "number" not in sheet.cells:
            sheet.cells["number"] = claim_value(reading, span, "number")
        elif column.kind == "kind" and "kind" not in sheet.cells:
            self._kind(column, span, text, sheet)
        elif column.kind == "offices":
            self._office(span, text, sheet)
        elif column.kind == "actors" and claim_actors(reading, sheet.number, span):
            return
        elif column.kind == "assessment":
            self._assessment(column, span, sheet)
        else:
            label = self.heads[id(column.label)]
            field = column.entry.field if column.entry else None
            reading.ledger.row(
                "fields",
                sheet.number,
                {"label": label, "text": claim_value(reading, span, field or "list")},
                field=field,
            )

    def _kind(self, column: ListColumn, span: Span, text: str, sheet: SheetHead) -> None:
        """A word for the kind; or a mark under one (新規: ○)."""
        claim = claim_value(self.reading, span, "kind")
        is_mark = text in MARKED
        if is_mark and self.reading.lexicon.is_kind(column.label.raw):
            sheet.cells["kind"] = self.heads[id(column.label)]
        elif not is_mark:
            sheet.cells["kind"] = claim
        else:
            self.reading.ledger.row("fields", sheet.number, {"label": self.heads[id(column.label)], "text": claim})

    def _office(self, span: Span, text: str, sheet: SheetHead) -> None:
        """Offices in charge; 同上 takes over those of the sheet above."""
        ledger = self.reading.ledger
        if DITTO.fullmatch(text) and self._offices:
            claim = claim_value(self.reading, span, "offices/ditto")
            for row in self._offices:
                ledger.row("offices", sheet.number, {"office": claim}, **row.facts)
            return
        before = len(ledger.rows)
        claim_offices(self.reading, sheet.number, span)
        self._offices = [row for row in ledger.rows[before:] if row.table == "offices"]

    def _assessment(self, column: ListColumn, span: Span, sheet: SheetHead) -> None:
        claim = claim_value(self.reading, span, "assessment")
        cells = {"aspect": self.heads[id(column.label)], "text": claim}
        grade = GRADE.match(span.raw)
        if grade:
            cells["grade"] = Claim(span.part(*grade.span("grade")), "value", claim.rule)
            if grade.end() >= len(span.raw.rstrip()):
                del cells["text"]
        stage = self.reading.lexicon.stage_in(clean_text(column.label.raw)) or "yearly"
        self.reading.ledger.row("assessments", sheet.number, cells, stage=stage, is_open_ended=False)

    def _periods(self, row: int, sheet: SheetHead, fresh: Sequence[tuple[ListColumn, Cell]]) -> None:
        """The columns of periods: values of the row's indicator where they are numbers, a yearly plan else."""
        columns = [c for c in self.table.columns if c.kind == "period"]
        cells = {c.start: self.table.cell(c, row) for c in columns}
        name = next((cell for c, cell in fresh if c.kind == "indicator"), None)
        wide = next((c for c in cells.values() if c and c.column_span > 1), None)
        bars = bars_of(self.table.view.grid, wide) if wide else []
        if bars and wide is not None:
            borders = self.table.view.grid.borders
            years = [Year(borders[c.start], borders[c.stop], c.head or NO_HEAD, self.heads[id(c.period)], c.value_type)
                     for c in columns]  # fmt: skip
            claim_bars(self.reading, sheet, bars, years)
            self._claims[id(wide)] = self.heads[id(columns[0].period)]
            return
        texts = [c.raw for c in cells.values() if c]
        numbers = sum(NUMBER.fullmatch(clean_text(unwrap(t))) is not None for t in texts)
        if name is None and not texts:
            return
        if name is not None or (texts and numbers * 2 > len(texts)):
            self._indicator(row, columns, cells, name, sheet)
            return
        line = ScheduleRow(self.reading, sheet)
        for column in columns:
            cell = cells[column.start]
            head = column.head or NO_HEAD
            line.cell(
                Column(head, column.heads, column.value_type), cell, self.heads[id(column.period)], column.value_type
            )
            if cell is not None:
                self._claims[id(cell)] = self.heads[id(column.period)]

    def _indicator(
        self,
        row: int,
        columns: Sequence[ListColumn],
        cells: dict[int, Cell | None],
        name: Cell | None,
        sheet: SheetHead,
    ) -> None:
        ledger = self.reading.ledger
        self._indicator_no += 1
        if name is not None:
            indicator = self._claims[id(name)] = claim_value(self.reading, name.span, "indicator")
        else:
            indicator = next(
                (self.heads[id(h)] for c in columns for h in c.heads if not self._is_period(h)), sheet.cells["title"]
            )
        unit_cell = next((self.table.cell(c, row) for c in self.table.columns if c.kind == "unit"), None)
        unit = None
        if unit_cell is not None:
            if id(unit_cell) not in self._claims:
                self._claims[id(unit_cell)] = claim_value(self.reading, unit_cell.span, "unit")
            unit = self._claims[id(unit_cell)]
        for ordinal, column in enumerate(columns, 1):
            cell, head = cells[column.start], column.head or NO_HEAD
            value = None
            if cell is not None:
                value = self._claims.get(id(cell)) or claim_value(self.reading, cell.span, "value")
                self._claims[id(cell)] = value
            ledger.row(
                "indicators", sheet.number,
                {"indicator": indicator, "unit": unit, "period": self.heads[id(column.period)], "value_text": value},
                table_no=self._table_no, indicator_no=self._indicator_no, ordinal=ordinal, unit=self.unit,
                fiscal_year=head.fiscal_year, fiscal_year_to=head.fiscal_year_to, is_open_ended=head.is_open_ended,
                value_type=column.value_type or ("outlook" if head.is_open_ended else "actual"),
            )  # fmt: skip

    def _is_period(self, cell: Cell) -> bool:
        return period_in(cell.raw) is not None or value_type(self.reading, cell.raw) is not None
