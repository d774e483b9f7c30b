"""Tables with a year a row: 年度 | 事業内容 | 事業費 | 財源内訳 (国費 | 県費 | …) over 令和7年度, 令和8年度, 計."""

from collections.abc import Collection
from dataclasses import dataclass

from plansheets.extract.blocks import Cell
from plansheets.extract.claims import Claim
from plansheets.extract.heads import NO_HEAD, Head, period_in, read_heads, value_type
from plansheets.extract.matrix import Column
from plansheets.extract.matrix_rows import ScheduleRow
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.claim import GRADE
from plansheets.extract.ruled.period_rows import INDICATORS, OWN_UNIT, VERDICT
from plansheets.extract.ruled.roles import Roles
from plansheets.extract.ruled.row_words import holds_numbers, kind_word, name_kinds
from plansheets.extract.ruled.totals import is_total
from plansheets.extract.ruled.units import unit_in
from plansheets.extract.ruled.value_kinds import by_year, looks_back
from plansheets.extract.ruled.view import View, end, foot
from plansheets.extract.span import join
from plansheets.extract.values import claim_label, claim_or_share, claim_value
from plansheets.normalize import match_key

FEWEST = 2
"""Years of such a table."""
DEEPEST = 3
"""Rows of a head."""
LONGEST = 20
"""Characters of a head that the lexicon does not know."""


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A column right of the years: its edges, and its heads from the highest to the lowest."""

    start: int
    stop: int
    heads: tuple[Cell, ...]

    @property
    def label(self) -> Cell:
        """The head that names the column."""
        return self.heads[-1]


@dataclass
class YearTable:
    """Rows `top` to `bottom` and columns `left` to `right`; `years` stand below the `corner`, sums among them."""

    view: View
    corner: Cell
    bottom: int
    right: int
    columns: list[YearColumn]
    years: list[Cell]
    before: list[Cell]
    """The cells left of the years that say of what kind their values are, and what stands over those."""

    @property
    def top(self) -> int:
        return self.corner.row

    @property
    def left(self) -> int:
        return min((c.column for c in self.before), default=self.corner.column)

    def cells(self) -> list[Cell]:
        """All cells of the table."""
        part = self.view.at[self.top : self.bottom, self.left : self.right]
        return [self.view.cells[n] for n in dict.fromkeys(part.ravel().tolist()) if n >= 0]

    def lines(self) -> list[tuple[int, Cell]]:
        """Each row of the body with the cell that names its year."""
        return [(row, year) for year in self.years for row in range(year.row, foot(year))]

    def cell(self, column: YearColumn, row: int) -> Cell | None:
        """The cell of a column in a row."""
        found = next(iter(self.view.row(row, column.start, column.stop)), None)
        return None if found is self.years[-1] else found  # 計 may reach over the columns of texts


def year_tables(roles: Roles, view: View, taken: Collection[int]) -> list[YearTable]:
    """All such tables of a grid, from top to bottom; `taken` are cells of other tables, by identity."""
    found: list[YearTable] = []
    gone = set(taken)
    for corner in view.cells:
        table = _year_table(roles, view, corner, gone)
        if table is not None:
            found.append(table)
            gone |= {id(c) for c in table.cells()}
    return found


def _year_table(roles: Roles, view: View, corner: Cell, taken: Collection[int]) -> YearTable | None:
    """The table whose years stand below a cell; None where there is none."""
    if id(corner) in taken or corner.row_span > DEEPEST or (corner and period_in(corner.raw) is not None):
        return None
    years: list[Cell] = []
    at = foot(corner)
    while at < view.height:
        below = view.row(at, corner.column, end(corner))
        if len(below) != 1 or below[0].column != corner.column or id(below[0]) in taken:
            break
        if below[0].columns != corner.columns and not (years and is_total(below[0].raw)):
            break
        if not below[0] or (period_in(below[0].raw) is None and not is_total(below[0].raw)):
            break
        years.append(below[0])
        at = foot(below[0])
        if below[0].columns != corner.columns:
            break
    if sum(period_in(c.raw) is not None for c in years) < FEWEST or period_in(years[0].raw) is None:
        return None
    columns = _columns(roles, view, corner, at, taken, years[-1])
    if not columns:
        return None
    before = _before(roles, view, corner, years, taken)
    return YearTable(view, corner, at, columns[-1].stop, columns, years, before)


def _before(roles: Roles, view: View, corner: Cell, years: list[Cell], taken: Collection[int]) -> list[Cell]:
    """The cells left of the years where each names a kind of value (実績 | 令和5年度), their head first."""
    heads = view.left(corner)
    found = list({id(c): c for year in years for c in view.left(year)}.values())
    columns = {c.columns for c in (*heads, *found)}
    if len(heads) != 1 or len(columns) != 1 or heads[0] in found or any(id(c) in taken for c in (*heads, *found)):
        return []
    is_whole = found[0].row == foot(corner) and foot(found[-1]) == foot(years[-1])
    named = all(kind_word(roles.reading.lexicon, c.raw) or is_total(c.raw) for c in found)
    return [*heads, *found] if is_whole and named else []


def _columns(
    roles: Roles, view: View, corner: Cell, bottom: int, taken: Collection[int], last: Cell
) -> list[YearColumn]:
    """The columns right of the years, as far as labels stand over them and their cells keep to them.

    `last`, the lowest of the years, may be a sum whose cell reaches over some of them.
    """
    found: list[YearColumn] = []
    start = end(corner)
    while start < view.width:
        lowest = view.at[foot(corner) - 1, start]
        label = view.cells[lowest] if lowest >= 0 else None
        if label is None or label.column != start:
            break
        stack = {id(c): c for row in range(corner.row, foot(corner)) for c in view.row(row, start, end(label)) if c}
        heads = tuple(stack.values())
        if not heads or not label or foot(label) != foot(corner) or any(c.row < corner.row for c in heads):
            break
        if not all(_is_head(roles, c, corner) for c in heads) or any(id(c) in taken for c in heads):
            break
        body = [c for row in range(foot(corner), bottom) for c in view.row(row, start, end(label)) if c is not last]
        if any(c.column != start or end(c) != end(label) or c.row < foot(corner) or foot(c) > bottom
               or id(c) in taken for c in body):  # fmt: skip
            break
        found.append(YearColumn(start, end(label), heads))
        start = end(label)
    return found


def _is_head(roles: Roles, cell: Cell, corner: Cell) -> bool:
    """A label, or a short text shaded as the head of the years is; no period, which heads a table of its own."""
    if period_in(cell.raw) is not None:
        return False
    if roles.is_label(cell):
        return True
    return bool(cell.shade) and cell.shade == corner.shade and len(cell.plain) <= LONGEST and "。" not in cell.plain


class YearRows:
    """Claims one such table on a sheet, column by column."""

    def __init__(self, reading: Reading, roles: Roles, table: YearTable, caption: str) -> None:
        self.reading = reading
        self.roles = roles
        self.table = table
        texts = [*(c.raw for column in table.columns for c in column.heads), table.corner.raw, caption]
        self.unit = next((unit for text in texts if (unit := unit_in(text))), None)
        self.kinds = next((c for c in table.columns[:1] if self._holds_kinds(c)), None)

    def claim(self, sheet: SheetHead) -> None:
        """Amounts as indicators, steps as the yearly plan, verdicts as assessments of their year."""
        reading, table = self.reading, self.table
        if table.corner:
            claim_label(reading, table.corner.span, "head")
        for left in (c for c in table.before if c):
            claim_label(reading, left.span, "row-head")
        heads = {id(c): c for column in table.columns for c in column.heads}
        self.labels = {key: claim_label(reading, c.span, "head") for key, c in heads.items()}
        self.periods = {id(c): claim_label(reading, c.span, "head") for c in table.years}
        read = read_heads(reading, [c.raw for c in table.years])
        self.heads: dict[int, Head] = {
            id(c): head or NO_HEAD for c, head in zip(table.years, read, strict=True) if not is_total(c.raw)
        }
        for row, _ in table.lines() if self.kinds else ():
            cell = table.cell(self.kinds, row) if self.kinds else None
            if cell and reading.ledger.is_free(cell.span):
                claim_label(reading, cell.span, "row-head")
        columns = [c for c in table.columns if c is not self.kinds]
        counted = [c for c in columns if self._is_counted(c)]
        self.is_plan = len(counted) < len(columns) or not looks_back(reading)
        self.table_no = 0
        for number, column in enumerate(counted, 1):
            self._amounts(column, sheet, number)
        for column in columns:
            if column not in counted:
                self._steps(column, sheet)

    def _holds_kinds(self, column: YearColumn) -> bool:
        """Does a column say what kind of value each row holds (予算, 決算)?"""
        texts = [c.raw for row, _ in self.table.lines() if (c := self.table.cell(column, row))]
        return len(texts) >= FEWEST and name_kinds(self.reading.lexicon, texts)

    def _is_counted(self, column: YearColumn) -> bool:
        texts = [c.raw for row, _ in self.table.lines() if (c := self.table.cell(column, row)) and c]
        entry = self.roles.entry(column.label)
        is_amount = entry is not None and entry.type in INDICATORS
        found = holds_numbers(texts, is_amount)
        return is_amount if found is None else found

    def _cells(self, column: YearColumn) -> list[tuple[int, Cell, Cell | None]]:
        """Row, year and cell of a column; a cell over several rows of one year comes once."""
        found: list[tuple[int, Cell, Cell | None]] = []
        for row, year in self.table.lines():
            cell = self.table.cell(column, row)
            if cell is None or cell.row == row or (cell.row < year.row and row == year.row):
                found.append((row, year, cell if cell else None))
        return found

    def _amounts(self, column: YearColumn, sheet: SheetHead, number: int) -> None:
        reading = self.reading
        self.table_no = self.table_no or reading.ledger.next_table_no()
        cells = self._cells(column)
        has_own = any(OWN_UNIT.fullmatch(c.plain) for _, _, c in cells if c)
        for ordinal, (row, year, cell) in enumerate(cells, 1):
            at = self.heads.get(id(year), NO_HEAD)
            reading.ledger.row(
                "indicators", sheet.number,
                {"indicator": self._name(column), "period": self.periods[id(year)],
                 "value_text": claim_or_share(reading, cell.span, "value") if cell else None},
                table_no=self.table_no, indicator_no=number, ordinal=ordinal, unit=None if has_own else self.unit,
                fiscal_year=at.fiscal_year, fiscal_year_to=at.fiscal_year_to, is_open_ended=at.is_open_ended,
                value_type=at.value_type or self._said(column, row) or self._by_year(at),
            )  # fmt: skip

    def _name(self, column: YearColumn) -> Claim:
        """The column's head; with the group it stands in where that tells it from another, or it is a sum.

        目標 and 実績 below 効果額 are values of the group.
        """
        keys = [match_key(c.label.raw) for c in self.table.columns]
        own = self.labels[id(column.label)]
        group = column.heads[-2] if len(column.heads) > 1 else None
        if group and kind_word(self.reading.lexicon, column.label.raw) and not self._is_general(group):
            return self.labels[id(group)]
        if len(column.heads) > 1 and (keys.count(match_key(column.label.raw)) > 1 or is_total(column.label.raw)):
            return Claim(join([c.span for c in column.heads]), own.kind, own.rule, 0.9)
        return own

    def _is_general(self, head: Cell) -> bool:
        """Does a head say a kind of value, or that there are values, and not of what (実績, 成果指標, 金額)?"""
        entry = self.roles.entry(head)
        kind = kind_word(self.reading.lexicon, head.raw)
        return kind is not None or (entry is not None and entry.type in ("indicator", "schedule", "assessment"))

    def _said(self, column: YearColumn, row: int) -> str | None:
        """The kind of value that a row's own cell or the heads of the column say."""
        beside = next((c for c in self.table.before[1:] if c.row <= row < foot(c)), None)
        kind = self.table.cell(self.kinds, row) if self.kinds else beside
        said = kind_word(self.reading.lexicon, kind.raw) if kind else None
        return said or next((k for c in reversed(column.heads) if (k := value_type(self.reading, c.raw))), None)

    def _by_year(self, head: Head) -> str:
        return "plan" if self.is_plan else by_year(head, self.roles.last_known, None, is_plan=False)

    def _steps(self, column: YearColumn, sheet: SheetHead) -> None:
        reading = self.reading
        if VERDICT.fullmatch(column.label.plain.replace(" ", "")):
            self._verdicts(column, sheet)
            return
        line = ScheduleRow(reading, sheet)
        for row, year, cell in self._cells(column):
            head = self.heads.get(id(year))
            if head is None and cell is None:
                continue
            line.cell(Column(head or NO_HEAD, (year,), None), cell, self.periods[id(year)], self._said(column, row))

    def _verdicts(self, column: YearColumn, sheet: SheetHead) -> None:
        """What is said of each year beside its amounts: a grade or a text under 評価, a note under 備考."""
        reading = self.reading
        entry = self.roles.entry(column.label)
        is_note = entry is None or entry.type == "text"
        for _, year, cell in self._cells(column):
            if cell is None or not reading.ledger.is_free(cell.span):
                continue
            text, label = claim_value(reading, cell.span, "verdict"), self.labels[id(column.label)]
            grade = GRADE.fullmatch(cell.raw.strip())
            if is_note and not grade:
                reading.ledger.row("fields", sheet.number, {"label": label, "text": text}, field=None)
                continue
            head = self.heads.get(id(year), NO_HEAD)
            reading.ledger.row(
                "assessments", sheet.number,
                {"aspect": label, "period": self.periods[id(year)], "grade" if grade else "text": text},
                stage="yearly", fiscal_year=head.fiscal_year, is_open_ended=head.is_open_ended,
            )  # fmt: skip


def is_by_years(view: View, body: int, start: int, stop: int) -> bool:
    """Do years and sums alone stand in a column, from the row `body` on?"""
    cells = [c for row in range(body, view.height) for c in view.starting(row, start, stop) if c]
    years = sum(period_in(c.raw) is not None for c in cells)
    return years >= FEWEST and years + sum(is_total(c.raw) for c in cells) == len(cells)
