"""Tables whose rows are named at their left: by years (平成29年度 | 実施内容), or by aspects (外壁 | 評価 | 状況)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from plansheets.extract.blocks import Cell
from plansheets.extract.claims import Claim
from plansheets.extract.heads import NO_HEAD, period_in, read_heads, value_type
from plansheets.extract.matrix import Column
from plansheets.extract.matrix_rows import ScheduleRow
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.claim import GRADE
from plansheets.extract.ruled.period_rows import INDICATORS, OWN_UNIT
from plansheets.extract.ruled.roles import Roles
from plansheets.extract.ruled.row_words import NUMBER
from plansheets.extract.ruled.scores import heads_judgements, judged
from plansheets.extract.ruled.totals import is_total
from plansheets.extract.ruled.units import unit_in
from plansheets.extract.ruled.view import View, end, foot
from plansheets.extract.ruled.year_rows import YearRows, YearTable
from plansheets.extract.ruled.years import first_year
from plansheets.extract.values import claim_label, claim_or_share, claim_value, guess_kind
from plansheets.normalize import match_key

MOST = 8
"""Characters of a head that no lexicon knows."""
FEWEST = 2
"""Rows of such a table."""


@dataclass
class RowTable:
    """Rows `top` (the head) to `bottom` and columns `left` to `right`; `years` for one by years."""

    view: View
    top: int
    bottom: int
    left: int
    right: int
    heads: list[Cell]
    years: bool
    rows: list[list[Cell | None]] = field(default_factory=list)

    def cells(self) -> list[Cell]:
        """All cells of the table."""
        part = self.view.at[self.top : self.bottom, self.left : self.right]
        return [self.view.cells[n] for n in dict.fromkeys(part.ravel().tolist()) if n >= 0]


class RowTables:
    """Finds such tables in one grid."""

    def __init__(self, reading: Reading, roles: Roles, view: View, taken: Collection[int]) -> None:
        self.reading = reading
        self.roles = roles
        self.view = view
        self._taken = set(taken)

    def find(self) -> list[RowTable]:
        """All of them, from top to bottom."""
        found = []
        for row in range(self.view.height - FEWEST):
            for head in self.view.starting(row):
                named = self._named_years(head)
                if named:
                    found.append(named)
                    self._taken |= {id(c) for c in named.cells()}
            for heads in self._head_runs(row):
                table = self._table(row, heads) or self._table(row, self._with_left(heads))
                if table:
                    found.append(table)
                    self._taken |= {id(c) for c in table.cells()}
        return found

    def _named_years(self, head: Cell) -> RowTable | None:
        """A name over rows of a period and a value (指標：移住者数 over 現状値(令和5年度) | 62人)."""
        if not head or id(head) in self._taken or head.column_span < 2:
            return None
        rows: list[list[Cell | None]] = []
        at = foot(head)
        while at < self.view.height:
            cells = [c for c in self.view.row(at, head.column, end(head)) if c.row == at and id(c) not in self._taken]
            if len(cells) != 2 or cells[0].column != head.column or end(cells[1]) != end(head):
                break
            if period_in(cells[0].raw) is None or not cells[1] or period_in(cells[1].raw) is not None:
                break
            rows.append([cells[0], cells[1]])
            at = foot(cells[0])
        if len(rows) < FEWEST:
            return None
        return RowTable(self.view, head.row, at, head.column, end(head), [head, head], True, rows)

    def _head_runs(self, row: int) -> list[list[Cell]]:
        """Labels side by side that begin in a row and reach no further down than it."""
        runs: list[list[Cell]] = []
        for cell in self.view.starting(row):
            is_head = bool(cell) and id(cell) not in self._taken and cell.row_span == 1 and (
                self.roles.is_label(cell) or heads_judgements(cell)
            )  # fmt: skip
            if is_head and runs and runs[-1] and end(runs[-1][-1]) == cell.column:
                runs[-1].append(cell)
            else:
                runs.append([cell] if is_head else [])
        return [part for run in runs for part in _repeats(run) if len(part) >= 2]

    def _with_left(self, heads: list[Cell]) -> list[Cell]:
        """The heads with the short one left of them that no lexicon knows: what stands over the aspects (視点)."""
        left = self.view.left(heads[0])
        if len(left) != 1 or not left[0] or id(left[0]) in self._taken or len(left[0].plain) > MOST:
            return heads
        same = left[0].row == heads[0].row and left[0].row_span == heads[0].row_span
        return [left[0], *heads] if same else heads

    def _table(self, row: int, heads: list[Cell]) -> RowTable | None:
        rows: list[list[Cell | None]] = []
        at = row + 1
        while at < self.view.height:
            cells = self._row(at, heads)
            if cells is None:
                break
            rows.append(cells)
            at = foot(cells[0]) if cells[0] else at + 1
        years = all(r[0] and period_in(r[0].raw) for r in rows)
        leading = 0 if years else self._leading_grades(rows, len(heads))
        if FEWEST <= leading < len(rows):
            below = rows[leading][0]
            rows, at = rows[:leading], below.row if below else at
        if len(rows) < FEWEST:
            return None
        if not years and judged(self.roles, heads, rows) is None:
            return None
        if not years and sum(period_in(h.raw) is not None for h in heads[1:]) > 1:
            return None
        return RowTable(self.view, row, at, heads[0].column, end(heads[-1]), heads, years, rows)

    def _row(self, row: int, heads: Sequence[Cell]) -> list[Cell | None] | None:
        """The cells of a body row, one a head; None where the row is cut otherwise."""
        cells = self.view.row(row, heads[0].column, end(heads[-1]))
        if any(id(c) in self._taken for c in cells) or not any(cells):
            return None
        found: list[Cell | None] = []
        for head in heads:
            mine = [c for c in cells if c.column >= head.column and end(c) <= end(head)]
            if head is heads[0] and len(mine) > 1 and mine[0].row_span > 1:
                mine = mine[-1:]  # the name behind the group that it stands in
            elif len(mine) != 1 or mine[0].column_span != head.column_span:
                return None
            found.append(mine[0])
        if not found[0] or (period_in(found[0].raw) is None and not found[0].raw.strip()):
            return None
        return found

    def _leading_grades(self, rows: Sequence[Sequence[Cell | None]], width: int) -> int:
        """Rows from the first on that have a grade in one column; below them stands something else."""
        best = 0
        for column in range(1, width):
            count = 0
            for row in rows:
                cell = row[column]
                if not cell or not GRADE.fullmatch(cell.raw.strip()):
                    break
                count += 1
            best = max(best, count)
        return best


def _repeats(run: list[Cell]) -> list[list[Cell]]:
    """A run of heads that say the same again (部位 | 判定 | 部位 | 判定) as tables side by side."""
    keys = [match_key(cell.raw) for cell in run]
    width = keys.index(keys[0], 1) if run and keys.count(keys[0]) > 1 else len(run)
    if width < 2 or len(run) % width or keys != keys[:width] * (len(run) // width):
        return [run]
    return [run[at : at + width] for at in range(0, len(run), width)]


def claim_row_table(
    reading: Reading, roles: Roles, table: RowTable | YearTable, sheet: SheetHead, caption: str
) -> None:
    """Claim the table: schedule and indicators by years, or an assessment a row."""
    if isinstance(table, YearTable):
        YearRows(reading, roles, table, caption).claim(sheet)
        return
    if len(table.heads) == 2 and table.heads[0] is table.heads[1]:
        heads = [_name_of(reading, table.heads[0])] * 2
    else:
        heads = [claim_label(reading, c.span, "head") for c in table.heads]
    if table.years:
        _by_years(reading, roles, table, sheet, heads, caption)
    else:
        _by_aspects(reading, roles, table, sheet, heads)


def _name_of(reading: Reading, head: Cell) -> Claim:
    """The name in a head; a label in front of it is none of it (指標：移住者数)."""
    split = reading.lexicon.split_label(head.raw)
    if split is None or not head.raw[split.value :].strip():
        return claim_value(reading, head.span, "indicator")
    claim_label(reading, head.span.part(0, split.value).strip(), "head")
    return claim_value(reading, head.span.part(split.value).strip(), "indicator")


def _by_years(
    reading: Reading, roles: Roles, table: RowTable, sheet: SheetHead, heads: Sequence[Claim], caption: str
) -> None:
    names = [row[0] for row in table.rows if row[0] is not None]
    periods = read_heads(reading, [c.raw for c in names])
    claims = [claim_label(reading, c.span, "head") for c in names]
    table_no = reading.ledger.next_table_no()
    number = 0
    for k in range(1, len(table.heads)):
        head = table.heads[k]
        entry = roles.entry(head)
        cells = [row[k] for row in table.rows]
        texts = [c.plain for c in cells if c]
        numbers = sum(NUMBER.fullmatch(t) is not None for t in texts)
        if (entry and entry.type in INDICATORS and numbers) or (texts and numbers == len(texts)):
            number += 1
            own = any(OWN_UNIT.fullmatch(t) for t in texts)
            unit = None if own else unit_in(head.raw) or unit_in(caption)
            for ordinal, (cell, period, claim) in enumerate(zip(cells, periods, claims, strict=True), 1):
                at = period or NO_HEAD
                value = claim_or_share(reading, cell.span, "value") if cell else None
                found = reading.ledger.row(
                    "indicators", sheet.number, {"indicator": heads[k], "period": claim, "value_text": value},
                    table_no=table_no, indicator_no=number, ordinal=ordinal, unit=unit,
                    fiscal_year=at.fiscal_year, fiscal_year_to=at.fiscal_year_to, is_open_ended=at.is_open_ended,
                    value_type=at.value_type or value_type(reading, head.raw) or "plan",
                )  # fmt: skip
                guess_kind(found, at.value_type or value_type(reading, head.raw))
            continue
        line = ScheduleRow(reading, sheet)
        for cell, period, claim, name in zip(cells, periods, claims, names, strict=True):
            at = period or NO_HEAD
            line.cell(Column(at, (name,), None), cell, claim, value_type(reading, head.raw))


def _by_aspects(reading: Reading, roles: Roles, table: RowTable, sheet: SheetHead, heads: Sequence[Claim]) -> None:
    """An assessment a row: its grade, and the longest of what else it says; a score beside a text is a field."""
    year = first_year(reading, (c.raw for c in table.heads))
    column = judged(roles, table.heads, table.rows)
    for row in table.rows:
        if row[0] is None:
            continue
        for group in table.view.row(row[0].row, table.left, row[0].column):
            if group and reading.ledger.is_free(group.span):
                claim_label(reading, group.span, "aspect-group")
        name = claim_or_share(reading, row[0].span, "aspect", "label")
        others = {k: c for k, c in enumerate(row) if k and c}
        texts = [k for k in others if k != column]
        cells: dict[str, Claim | None] = {"aspect": name}
        score = others.get(column or 0)
        if is_total(row[0].raw):
            cells, texts = {}, list(others)
        elif score is not None and GRADE.fullmatch(score.raw.strip()):
            cells["grade"] = claim_or_share(reading, score.span, "grade")
        elif score is not None and texts:
            field = {"label": name, "text": claim_or_share(reading, score.span, "score")}
            entry = roles.entry(row[0])
            reading.ledger.row("fields", sheet.number, field, field=entry.field if entry else None)
        elif score is not None:
            cells["text"] = claim_or_share(reading, score.span, "assessment")
        if cells and texts:
            longest = max(texts, key=lambda k: len(others[k].raw))
            texts.remove(longest)
            cells["text"] = claim_or_share(reading, others[longest].span, "assessment")
        if cells:
            reading.ledger.row(
                "assessments", sheet.number, cells, stage="yearly", fiscal_year=year, is_open_ended=False
            )
        for k in (k for k in texts if reading.ledger.is_free(others[k].span)):
            label = heads[k] if cells else name
            text = claim_value(reading, others[k].span, "unknown-label", 0.7)
            reading.ledger.row("fields", sheet.number, {"label": label, "text": text}, field=None)
