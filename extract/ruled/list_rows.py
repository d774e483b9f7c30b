"""Claiming a list: a sheet for each cell of its title column."""

from collections.abc import Sequence

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.claims import Claim, Row
from plansheets.extract.legend import roles
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.claim import GRADE, ticked_of
from plansheets.extract.ruled.kpi_line import claim_kpis
from plansheets.extract.ruled.list_columns import ListColumn
from plansheets.extract.ruled.list_heads import DITTO, ListHeadings
from plansheets.extract.ruled.list_periods import ListPeriods
from plansheets.extract.ruled.list_table import ListTable
from plansheets.extract.span import Span
from plansheets.extract.trail import Trail
from plansheets.extract.values import claim_actors, claim_label, claim_offices, claim_or_share, claim_value
from plansheets.normalize import clean_text, parse_enumerator, parse_organisations, unwrap

LEADS = frozenset("◎●■")
MARKED = frozenset("○〇◯●◎■☑✓✔レ△▲")


JUDGED = regex.compile(r"評価|判定|検証|進捗|達成|方向性|効果")
"""What heads a choice that is an evaluation."""


class ListReader:
    """Claims the rows of one list."""

    def __init__(self, reading: Reading, table: ListTable, trail: Trail, caption: str) -> None:
        self.reading = reading
        self.table = table
        self.trail = trail
        self.caption = caption
        self._claims: dict[int, Claim] = {}
        self._made: dict[int, list[Row]] = {}
        self._kinds: dict[int, Claim] = {}
        self._kind_above: Claim | None = None
        self._offices: list[Row] = []
        self._kpi: Claim | None = None
        indicators = [c for c in table.columns if c.kind == "indicator"]
        self._has_values = any(c.kind == "period" and indicators and c.start == indicators[-1].stop
                               for c in table.columns)  # fmt: skip

    def claim(self) -> None:
        """All rows. A row without a title goes on with the sheet above it."""
        reading, table = self.reading, self.table
        self.heads = {id(c): claim_or_share(reading, c.span, "head", "label") for c in table.heads()}
        self._claims |= self.heads  # a head may reach down beside the rows
        self.headings = ListHeadings(reading, table, self.heads, self._claims)
        self.periods = ListPeriods(reading, table, self.heads, self._claims, self.caption)
        is_marked = any(column.kind in ("actor", "office") for column in table.columns)
        marks = {c.raw.strip() for each in table.columns if each.kind == "office" for r in table.rows
                 if (c := table.cell(each, r))}  # fmt: skip
        self._has_leads = bool(marks & LEADS) and bool(marks - LEADS)
        self._roles = roles(reading, reading.source.text) if is_marked else {}
        sheet: SheetHead | None = reading.sheets[-1] if reading.sheets else None
        last: int | None = None
        for row in table.rows:
            if self.headings.across(row):
                continue
            total = self.periods.total_of(row)
            if total is not None:
                self.periods.total(row, total, self.headings.cells())
                continue
            title = table.cell(table.title, row)
            is_new = title is not None and id(title) != last and reading.ledger.is_free(title.span)
            if title is not None and is_new:
                sheet, last = self._begin(title, row), id(title)
            if sheet is not None:
                self._row(row, sheet, is_new=is_new)

    def _begin(self, title: Cell, row: int) -> SheetHead:
        sheet = SheetHead(len(self.reading.sheets) + 1, self.trail.cells(), dict(self.trail.labels()))
        self.reading.sheets.append(sheet)
        self.headings.begin(row)
        level = 1 + sum(f"level{n}_title" in sheet.cells for n in (1, 2, 3))
        for n, cells in enumerate(self.headings.cells(), level):
            if n <= 3:
                sheet.cells |= {f"level{n}_{name}": claim for name, claim in cells.items()}
        mark = parse_enumerator(title.raw)
        has_number = any(column.kind == "number" for column in self.table.columns)
        span = title.span
        if not has_number and mark.style and mark.style != "bullet" and mark.rest_start and mark.rest:
            sheet.cells["number"] = claim_value(self.reading, span.part(0, mark.rest_start).strip(), "number")
            span = span.part(mark.rest_start).strip()
        sheet.cells["title"] = self._claims[id(title)] = claim_value(self.reading, span, "title")
        return sheet

    def _row(self, row: int, sheet: SheetHead, *, is_new: bool) -> None:
        cells = [(c, cell) for c in self.table.columns if (cell := self.table.cell(c, row)) is not None]
        fresh = [(column, cell) for column, cell in cells if id(cell) not in self._claims]
        self._kpis(fresh, sheet, is_new=is_new)
        self.periods.row(row, sheet)
        for column, cell in fresh:
            if id(cell) not in self._claims and self.reading.ledger.is_free(cell.span):
                before = len(self.reading.ledger.rows)
                self._cell(column, cell, sheet)
                self._made[id(cell)] = self.reading.ledger.rows[before:]
        if is_new:
            self._actors(row, sheet)
            for cell in {id(c): c for _, c in cells if c.row < row}.values():
                self._again(cell, sheet)

    def _kpis(self, cells: Sequence[tuple[ListColumn, Cell]], sheet: SheetHead, *, is_new: bool) -> None:
        """Indicators with their values in one cell (KPI① 輸出額 目標 12千円), where no columns hold values."""
        if is_new:
            self._kpi = None
        if self._has_values:
            return
        for column, cell in cells:
            if _tells_kpis(column) and self.reading.ledger.is_free(cell.span):
                name = claim_kpis(self.reading, self.heads[id(column.label)], cell.span, sheet, self._kpi)
                if name is not None:
                    self._kpi = self._claims[id(cell)] = name

    def _again(self, cell: Cell, sheet: SheetHead) -> None:
        """A cell over several sheets says the same of each."""
        if id(cell) in self._kinds:
            sheet.cells.setdefault("kind", self._kinds[id(cell)])
        for row in self._made.get(id(cell), ()):
            if row.sheet != sheet.number:
                self.reading.ledger.row(row.table, sheet.number, row.cells, **row.facts)

    def _actors(self, row: int, sheet: SheetHead) -> None:
        """Columns of actors, marked or not, and of offices, where they are marked."""
        for column in self.table.columns:
            if column.kind not in ("actor", "office"):
                continue
            cell = self.table.cell(column, row)
            cells = {"actor": self.heads[id(column.label)]}
            text = clean_text(cell.raw) if cell else ""
            if cell is not None:
                claim = self._claims.get(id(cell)) or claim_value(self.reading, cell.span, "actors")
                cells["is_marked"] = self._claims[id(cell)] = claim
            if column.kind == "office":
                self._marked_office(column, text, sheet)
                continue
            self.reading.ledger.row("actors", sheet.number, cells, is_marked=text in MARKED, role=self._roles.get(text))

    def _marked_office(self, column: ListColumn, text: str, sheet: SheetHead) -> None:
        """An office that a column of marks names: ◎ for the lead where the list marks others with ○."""
        parsed = parse_organisations(column.label.plain).orgs
        if text in MARKED and parsed:
            org, is_lead = parsed[0], text in LEADS if self._has_leads else None
            self.reading.ledger.row(
                "offices", sheet.number, {"office": self.heads[id(column.label)]}, name=org.name, is_lead=is_lead,
                is_provisional=bool(org.provisional), is_collective=org.is_collective,
            )  # fmt: skip

    def _cell(self, column: ListColumn, cell: Cell, sheet: SheetHead) -> None:
        reading, span = self.reading, cell.span
        if column.kind in ("actor", "office"):
            return
        self._claims[id(cell)] = Claim(span, "value", f"{reading.rule}/list")
        text = clean_text(unwrap(span.raw))
        if column.kind == "number" and "number" not in sheet.cells:
            sheet.cells["number"] = claim_value(reading, span, "number")
        elif column.kind == "kind" and "kind" not in sheet.cells:
            self._kind(column, cell, text, sheet)
        elif column.kind == "offices":
            self._office(span, text, sheet)
        elif column.kind == "actors" and claim_actors(reading, sheet.number, span):
            return
        elif column.kind == "assessment" or (column.kind == "text" and _judges(column) and ticked_of(span)):
            self._assessment(column, span, sheet)
        elif column.kind == "item":  # the group of the rows beside it (財源内訳)
            claim_label(reading, span, "row-head")
        else:
            label = self.heads[id(column.label)]
            field = column.entry.field if column.entry else None
            reading.ledger.row(
                "fields",
                sheet.number,
                {"label": label, "text": claim_value(reading, span, field or "list")},
                field=field,
            )

    def _kind(self, column: ListColumn, cell: Cell, text: str, sheet: SheetHead) -> None:
        """A word for the kind; a mark under one (新規: ○); 同上 takes over that of the sheet above."""
        claim = claim_value(self.reading, cell.span, "kind")
        is_mark = text in MARKED
        if is_mark and self.reading.lexicon.is_kind(column.label.raw):
            claim = self.heads[id(column.label)]
        elif DITTO.fullmatch(text) and self._kind_above is not None:
            claim = self._kind_above
        elif is_mark:
            self.reading.ledger.row("fields", sheet.number, {"label": self.heads[id(column.label)], "text": claim})
            return
        sheet.cells["kind"] = self._kinds[id(cell)] = self._kind_above = claim

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
        ticked = ticked_of(span)
        claim = claim_value(self.reading, ticked or span, "assessment")
        if ticked:
            self.reading.ledger.rest(span, "value", f"{self.reading.rule}/options")
            span = ticked
        cells = {"aspect": self.heads[id(column.label)], "text": claim}
        grade = GRADE.match(span.raw)
        if grade:
            cells["grade"] = Claim(span.part(*grade.span("grade")), "value", claim.rule)
            if grade.end() >= len(span.raw.rstrip()):
                del cells["text"]
        stage = self.reading.lexicon.stage_in(clean_text(column.label.raw)) or "yearly"
        facts: dict[str, object] = {}
        if column.head is not None:
            cells["period"] = self.heads[id(column.period)]
            facts["fiscal_year"] = column.head.fiscal_year
        self.reading.ledger.row("assessments", sheet.number, cells, stage=stage, is_open_ended=False, **facts)


def _judges(column: ListColumn) -> bool:
    return JUDGED.search(clean_text(unwrap(column.label.raw))) is not None


def _tells_kpis(column: ListColumn) -> bool:
    """A column of indicators, with or without the year of their values (KPI（令和6年度）)."""
    is_dated = column.kind == "period" and column.entry is not None and column.entry.field == "indicator"
    return column.kind == "indicator" or is_dated
