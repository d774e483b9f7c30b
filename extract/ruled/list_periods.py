"""The columns of periods of a list, row by row: values of indicators, amounts of money, yearly plans, sums."""

from collections.abc import Mapping, Sequence
from functools import partial

from plansheets.extract.blocks import Cell
from plansheets.extract.claims import Claim
from plansheets.extract.heads import NO_HEAD, Head
from plansheets.extract.matrix import Column
from plansheets.extract.matrix_rows import ScheduleRow
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.bars import Year, bars_across, claim_bars
from plansheets.extract.ruled.item_words import is_money_row, is_plan_row
from plansheets.extract.ruled.items import item_column, item_of, texts_of
from plansheets.extract.ruled.list_amounts import is_amount
from plansheets.extract.ruled.list_columns import ListColumn
from plansheets.extract.ruled.list_table import ListTable
from plansheets.extract.ruled.own_year import valued
from plansheets.extract.ruled.row_words import holds_numbers, is_rate, kind_word
from plansheets.extract.ruled.series import Series, series_of, usual_value_type
from plansheets.extract.ruled.totals import is_figure, is_total, total_of
from plansheets.extract.ruled.units import unit_behind, unit_in
from plansheets.extract.span import join
from plansheets.extract.values import claim_label, claim_or_share, claim_value, guess_kind

Cells = dict[int, Cell | None]


class ListPeriods:
    """Claims what stands under the periods of one list."""

    def __init__(
        self,
        reading: Reading,
        table: ListTable,
        heads: Mapping[int, Claim],
        claims: dict[int, Claim],
        caption: str,
    ) -> None:
        self.reading = reading
        self.table = table
        self.heads = heads
        self._claims = claims
        self._series = series_of(reading, table, caption)
        self._caption = caption
        self._usual = usual_value_type(reading, caption)
        self._columns = {kind: next((c for c in table.columns if c.kind == kind), None)
                         for kind in ("indicator", "unit", "value_type")}  # fmt: skip
        self._item = item_column(table)
        self._is_labelled = self._item is not None and self._item.kind == "item"
        self._names: dict[int, Claim] = {}
        self._table_no: dict[int, int] = {}
        self._indicator_no: dict[int, int] = {}

    def row(self, row: int, sheet: SheetHead) -> None:
        """One row of a sheet."""
        name = self._name(row, sheet)
        item = item_of(self.table, self._item, row) if self._item else None
        for series in self._series:
            cells = {c.start: self.table.cell(c, row) for c in series.columns}
            fresh = [c for c in cells.values() if c and id(c) not in self._claims]
            is_named = series.thing is None and self._columns["indicator"] is not None
            if self._bars(series, cells, sheet):
                continue
            if item is not None and (self._is_labelled or not series.is_money):
                self._of_item(series, row, cells, item, sheet)
            elif series.is_plan:
                if fresh:
                    self._plan(series, cells, sheet, row)
            elif fresh or (is_named and name is not None):
                indicator = self._indicator_of(series, sheet)
                self._indicator(series, row, cells, indicator, sheet.number, {})

    def _of_item(self, series: Series, row: int, cells: Cells, item: Cell, sheet: SheetHead) -> None:
        """One row of an item: a step of its plan or its values, by what all of its rows hold."""
        said = is_plan_row(self.reading.lexicon, item.raw) if self._is_labelled else None
        numbers = holds_numbers(texts_of(self.table, item, series.columns), not series.is_plan)
        is_plan = said if said is not None else series.is_plan if numbers is None else not numbers
        if id(item) not in self._claims:
            make = claim_label if is_plan else claim_value
            self._claims[id(item)] = make(self.reading, item.span, "row-head" if is_plan else "indicator")
        if is_plan:
            self._plan(series, cells, sheet, row)
        else:
            of_item = self._series_of(series, item) if self._is_labelled else series
            self._indicator(of_item, row, cells, self._claims[id(item)], sheet.number, {})

    def _series_of(self, series: Series, item: Cell) -> Series:
        """The years as those of one item: an amount of money is in the list's unit, a count of things is not."""
        is_money = is_money_row(self.reading.lexicon, item.raw)
        given = unit_in(item.raw) or series.unit or unit_in(self._caption)
        unit = given if is_money or not is_amount(given) else None
        return Series(series.thing, is_money, series.columns, unit=unit)

    def total_of(self, row: int) -> Cell | None:
        """The cell that names the sums of a row: with figures alone, or what the row sums (合計 | 事業費)."""
        found = total_of(self.table.view, row)
        if found is not None or not self._is_labelled or self._item is None:
            return found
        left = [c for c in self.table.view.row(row, 0, self._item.start) if c]
        right = [c for c in self.table.view.row(row, self._item.stop) if c]
        is_sum = len(left) == 1 and is_total(left[0].raw) and all(is_figure(c.raw) for c in right)
        return left[0] if is_sum else None

    def total(self, row: int, label: Cell, headings: Sequence[Mapping[str, Claim]]) -> None:
        """A row of sums: values of the heading that it stands under, and of no sheet."""
        claim = self._claims.get(id(label)) or claim_value(self.reading, label.span, "total")
        self._claims[id(label)] = claim
        item = item_of(self.table, self._item, row) if self._is_labelled and self._item else None
        if item is not None and item is not label:
            own = self._claims[id(item)] = claim_value(self.reading, item.span, "total")
            claim = Claim(join([label.span, item.span]), own.kind, own.rule, 0.9)
        levels = {f"level1_{k}": headings[0][k] for k in ("number", "title") if headings and k in headings[0]}
        for series in self._series:
            cells = {c.start: cell if (cell := self.table.cell(c, row)) is not label else None for c in series.columns}
            of_item = self._series_of(series, item) if item is not None and item is not label else series
            if any(cells.values()):
                self._indicator(of_item, row, cells, claim, None, levels)
        others = [c for c in self.table.columns if c.kind != "period"]
        for column in others:
            cell = self.table.cell(column, row)
            if cell is None or cell.row != row or id(cell) in self._claims:
                continue
            alone = Series(column.label, False, [column], unit=unit_in(column.label.raw))
            self._indicator(alone, row, {column.start: cell}, claim, None, levels)

    def _name(self, row: int, sheet: SheetHead) -> Cell | None:
        """The indicator that a row newly names."""
        column = self._columns["indicator"]
        cell = self.table.cell(column, row) if column else None
        if cell is None or id(cell) in self._claims:
            return None
        self._names[sheet.number] = self._claims[id(cell)] = claim_value(self.reading, cell.span, "indicator")
        return cell

    def _indicator_of(self, series: Series, sheet: SheetHead) -> Claim:
        if series.thing is not None:
            return self.heads[id(series.thing)]
        head = self.heads[id(series.columns[0].label)]  # a list that goes on with a sheet without a title
        return self._names.get(sheet.number) or sheet.cells.get("title", head)

    def _bars(self, series: Series, cells: Cells, sheet: SheetHead) -> bool:
        """Bars drawn over the years."""
        fresh = [c for c in cells.values() if c and id(c) not in self._claims]
        bars = bars_across(self.table.view.grid, fresh)
        if not bars:
            return False
        borders = self.table.view.grid.borders
        years = [Year(borders[c.start], borders[c.stop], c.head or NO_HEAD, self.heads[id(c.period)], c.value_type)
                 for c in series.columns]  # fmt: skip
        claim_bars(self.reading, sheet, bars, years)
        self._claims |= {id(c): self.heads[id(series.columns[0].period)] for c in fresh}
        return True

    def _plan(self, series: Series, cells: Cells, sheet: SheetHead, row: int) -> None:
        line = ScheduleRow(self.reading, sheet, self._value_type(row))
        for column in series.columns:
            cell = cells[column.start]
            if cell is not None and id(cell) in self._claims:
                continue
            if not cell and column.head is None and (column.value_type is None or is_total(column.label.raw)):
                continue
            head = column.head or NO_HEAD
            line.cell(
                Column(head, column.heads, column.value_type), cell, self.heads[id(column.period)], column.value_type
            )
        for cell in cells.values():
            if cell is not None:
                self._claims.setdefault(id(cell), self.heads[id(series.columns[0].period)])

    def _indicator(
        self,
        series: Series,
        row: int,
        cells: Cells,
        indicator: Claim,
        sheet: int | None,
        levels: Mapping[str, Claim],
    ) -> None:
        ledger, key = self.reading.ledger, id(series.columns[0])
        if key not in self._table_no:
            self._table_no[key] = ledger.next_table_no()
        self._indicator_no[key] = self._indicator_no.get(key, 0) + 1
        unit = None if series.is_money or series.thing is not None else self._shared("unit", row, "unit")
        kind = self._value_type(row)
        said = self._shared("value_type", row, "row-head")
        if said is not None and is_rate(said.span.raw):
            indicator = Claim(join([indicator.span, said.span]), indicator.kind, indicator.rule, indicator.confidence)
            kind, unit = "actual", None
        has_own = unit_behind(indicator.span.raw) is not None or is_rate(indicator.span.raw)
        for ordinal, column in enumerate(series.columns, 1):
            cell, head = cells[column.start], column.head or NO_HEAD
            period, value = None, None
            if cell is not None:
                period, value, head = self._valued(cell, head)
            made = ledger.row(
                "indicators", sheet,
                {"indicator": indicator, "unit": unit, "period": period or self.heads[id(column.period)],
                 "value_text": value, **levels},
                table_no=self._table_no[key], indicator_no=self._indicator_no[key], ordinal=ordinal,
                unit=None if has_own else series.unit,
                fiscal_year=head.fiscal_year, fiscal_year_to=head.fiscal_year_to, is_open_ended=head.is_open_ended,
                value_type=kind or self._kind_of(series, column),
            )  # fmt: skip
            guess_kind(made, kind or column.value_type or head.is_open_ended)

    def _kind_of(self, series: Series, column: ListColumn) -> str:
        head = column.head or NO_HEAD
        has_usual = series.is_money or self._is_labelled
        return column.value_type or ("outlook" if head.is_open_ended else self._usual if has_usual else "actual")

    def _value_type(self, row: int) -> str | None:
        """The kind of value that a cell of the row names: 目標 over 実績."""
        claim = self._shared("value_type", row, "row-head")
        item = item_of(self.table, self._item, row) if claim is None and self._is_labelled and self._item else None
        if item is not None:  # 計画 over 実績 over 事業費
            return kind_word(self.reading.lexicon, item.raw)
        return kind_word(self.reading.lexicon, claim.span.raw) if claim else None

    def _shared(self, kind: str, row: int, rule: str) -> Claim | None:
        """The row's cell in the column of a kind."""
        column = self._columns[kind]
        cell = self.table.cell(column, row) if column else None
        if cell is None:
            return None
        if id(cell) not in self._claims:
            make = claim_label if kind == "value_type" else claim_value
            self._claims[id(cell)] = make(self.reading, cell.span, rule)
        return self._claims[id(cell)]

    def _claim(self, cell: Cell) -> Claim:
        if id(cell) not in self._claims:
            self._claims[id(cell)] = claim_or_share(self.reading, cell.span, "value")
        return self._claims[id(cell)]

    def _valued(self, cell: Cell, head: Head) -> tuple[Claim | None, Claim, Head]:
        """A value with the period that it names itself."""
        period, value, head = valued(self.reading, cell.span, partial(self._claim, cell), head)
        self._claims.setdefault(id(cell), value)
        return period, value, head
