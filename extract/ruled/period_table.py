"""Tables with periods in their head, anywhere in a ruled grid, several side by side: heads by spans, not nearness."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.heads import NO_HEAD, period_in, value_type
from plansheets.extract.reading import Reading
from plansheets.extract.ruled.bars import bars_of
from plansheets.extract.ruled.leaves import GRADED, Leaf, is_part, leaves_of
from plansheets.extract.ruled.months import parts_in
from plansheets.extract.ruled.own_year import is_value_with_year
from plansheets.extract.ruled.roles import FIGURE, Roles
from plansheets.extract.ruled.row_words import is_rate, kind_word
from plansheets.extract.ruled.view import View, end, foot
from plansheets.normalize import clean_text, parse_arrow
from plansheets.rules.labels import bare_forms

DEEPEST = 3
"""Rows of a head."""
BESIDE = regex.compile(
    r"(?:[0-9]+[かヵケカ箇]年)?(?:の)?(?:合計|総計|小計|累計|計)|総?事業費計?|増減率?|前年度?比|達成率|進捗率|達成度|単位|備考|評価|判定|合計額|伸び率|増減額|差引"
)
"""Heads that stand among those of periods."""
ENDS = {"title", "number", "kind", "offices", "heading", "person", "date"}
"""Labels of these types end a table of periods."""

OTHERS = {"assessment", "grade", "direction", "text"}
"""Types of labels whose rows may follow such a table in the same columns."""


@dataclass
class BodyRow:
    """A row below the heads: the cells left of the periods, and those of each leaf."""

    row: int
    stub: list[Cell]
    cells: list[tuple[Leaf, list[Cell]]]

    def texts(self) -> Iterator[str]:
        """What its cells under the heads say."""
        return (c.raw for _, cells in self.cells for c in cells if c)


@dataclass
class PeriodTable:
    """Rows `top` to `bottom` and columns `left` to `stop` of a grid; the leaves begin at column `start`.

    `name` and `unit`: those of its one indicator, where its rows name none; `named_by`: the cells that they stand in.
    """

    view: View
    top: int
    body: int
    bottom: int
    left: int
    start: int
    stop: int
    leaves: list[Leaf]
    stub_heads: list[Cell]
    rows: list[BodyRow] = field(default_factory=list)
    name: Cell | None = None
    unit: Cell | None = None
    named_by: list[Cell] = field(default_factory=list)

    def cells(self) -> list[Cell]:
        """All cells of the table."""
        part = self.view.at[self.top : self.bottom, self.left : self.stop]
        return [self.view.cells[n] for n in dict.fromkeys(part.ravel().tolist()) if n >= 0]

    def heads(self) -> list[Cell]:
        """The cells of the head that hold text."""
        found = {id(c): c for leaf in self.leaves for c in leaf.heads if c}
        return [*found.values(), *(c for c in self.stub_heads if c)]


class PeriodTables:
    """Finds the tables of periods of one grid."""

    def __init__(self, reading: Reading, roles: Roles, view: View, taken: Collection[int] = ()) -> None:
        self.reading = reading
        self.roles = roles
        self.view = view
        self._taken = set(taken)
        self._parts = self._parts_of_the_year()

    def find(self) -> list[PeriodTable]:
        """All tables, from top to bottom and left to right."""
        found = []
        for row in range(self.view.height - 1):
            left = 0
            runs = self._runs(row)
            before = {start: self._before(row, start) for start, _ in runs}
            inside = {c.column for cells in before.values() for c in cells}
            for start, stop in runs:
                if start in inside:
                    continue  # 現状値 | 目標値 before 区分 and the years: one table with those
                table = self._table(row, left, start, stop, before[start])
                if table and not self._is_labels(table):
                    found.append(table)
                    self._taken |= {id(c) for c in table.cells()}
                    left = stop
        return found

    def _parts_of_the_year(self) -> set[int]:
        """Months, quarters and halves that stand under no year, by identity: of the year that the document is about."""
        rows = (
            parts_in([c for c in self.view.starting(r) if id(c) not in self._taken]) for r in range(self.view.height)
        )
        found = [c for cells in rows for c in cells]
        return {id(c) for c in found if not any(period_in(over.raw) for over in self.view.above(c) if over)}

    def _is_labels(self, table: PeriodTable) -> bool:
        """Are the heads labels of amounts, each with its own value below (R6決算額 | R7予算額 over 900 | 950)?"""
        if len(table.rows) != 1 or table.rows[0].stub or table.body != table.top + 1:
            return False
        entries = [self.roles.entry(leaf.heads[0]) for leaf in table.leaves]
        return all(e is not None and e.type == "money" for e in entries)

    def _runs(self, row: int) -> list[tuple[int, int]]:
        """Column ranges of the heads that begin in a row: at least two heads side by side, a period among them."""
        cells = [c for c in self.view.starting(row) if id(c) not in self._taken]
        runs: list[list[Cell]] = []
        for cell in cells:
            is_head = self._is_head(cell)
            if runs and end(runs[-1][-1]) == cell.column and (is_head or self._is_beside(cell)):
                runs[-1].append(cell)
            elif is_head:
                runs.append([cell])
        found = []
        for each in runs:
            run = each
            while run and not self._is_head(run[-1]) and not self._is_figure_head(run[-1]):
                run.pop()
            run = self._without_stub(run)
            if not run:
                continue
            start, stop = run[0].column, end(run[-1])
            below = self.view.row(foot(run[0]), start, stop)
            periods = sum(period_in(c.raw) is not None or id(c) in self._parts for c in run)
            under = [c for c in below if c and self._is_head(c)]
            deep = len(under) >= 2 and len(under) == sum(bool(c) for c in below)
            named = periods or (deep and any(period_in(c.raw) for c in under))
            named = named or self._heads_values(run)
            if named and (sum(self._is_head(c) for c in run) >= 2 or deep):
                found.append((start, stop))
        return found

    def _heads_values(self, run: Sequence[Cell]) -> bool:
        """Do two heads at least name kinds of value (現状値, 目標値) of what stands left of them under 指標?

        Their years may stand in the values: 84.2％（R5）.
        """
        kinds = [c for c in run if value_type(self.reading, c.raw)]
        if len(kinds) < 2 or kinds[0] is not run[0]:
            return False
        below = [c for c in self.view.row(foot(run[0]), run[0].column, end(run[-1])) if c]
        if any(is_value_with_year(c.raw) for c in below):
            return True
        names = [e for c in self.view.row(run[0].row, 0, run[0].column) if (e := self.roles.entry(c))]
        figures = sum(FIGURE.fullmatch(c.plain) is not None for c in below)
        return any(e.field == "indicator" for e in names) and figures * 2 > len(below)

    def _without_stub(self, run: list[Cell]) -> list[Cell]:
        """The heads of a run without what stands over the names of rows: a group's label, a note (年度終了後に実施)."""
        while len(run) > 1 and id(run[0]) not in self._parts and (
            not run[0] or foot(run[0]) > max(map(foot, run[1:])) + (len(run) == 2)
            or any(self._is_known(c) for c in self.view.below(run[0]) if not self._is_sub_head(c))
            or not self._is_head(run[0]) or self._heads_names(run)
        ):  # fmt: skip
            run = run[1:]
        return run

    def _heads_names(self, run: list[Cell]) -> bool:
        """Does the first head name no period, and stand over labels, while the others name one?"""
        if period_in(run[0].raw):
            return False
        below = [c for c in self.view.below(run[0]) if c]
        if below and all(period_in(c.raw) for c in below):
            return False
        if below and all(self.roles.is_label(c) for c in below):
            return all(period_in(c.raw) for c in run[1:])
        figures = [c for head in run[1:] for c in self.view.below(head) if c and FIGURE.fullmatch(c.plain)]
        return bool(below) and bool(figures) and not any(FIGURE.fullmatch(c.plain) for c in below)

    def _is_head(self, cell: Cell) -> bool:
        if not cell or is_value_with_year(cell.raw):
            return False
        if id(cell) in self._parts:
            return True
        if period_in(cell.raw) is not None:
            return True
        entry = self.roles.entry(cell)
        if entry is not None and not entry.weak and entry.type == "schedule":
            return False  # the label of the whole plan (年次計画), which only ends like a head
        return value_type(self.reading, cell.raw) is not None or self.reading.lexicon.stage_of(cell.raw) is not None

    def _is_beside(self, cell: Cell) -> bool:
        return not cell or self._is_figure_head(cell)

    def _is_sub_head(self, cell: Cell) -> bool:
        """Can the cell stand below the head of a period?"""
        return self._is_head(cell) or self._is_figure_head(cell) or is_part(cell)

    def _is_figure_head(self, cell: Cell) -> bool:
        forms = (form.replace(" ", "") for form in bare_forms(cell.plain)) if cell else ()
        return any(BESIDE.fullmatch(form) or is_rate(form) for form in forms)

    def _before(self, row: int, start: int) -> list[Cell]:
        """Heads left of the years, with 区分 between: 基準値 | 区分 | 令和5年度 | … over 18 | 目標, 実績 | 20 | …."""
        kinds = next((c for c in self.view.row(row, 0, start) if end(c) == start), None)
        if kinds is None or kinds.column_span > 2 or id(kinds) in self._taken or self._is_head(kinds):
            return []
        below = [c for r in (foot(kinds), foot(kinds) + 1) for c in self.view.row(r, kinds.column, start)]
        if not below or not all(c.columns == kinds.columns and kind_word(self.reading.lexicon, c.raw) for c in below):
            return []
        found: list[Cell] = []
        for cell in reversed(self.view.row(row, 0, kinds.column)):
            if id(cell) in self._taken or not self._is_head(cell):
                break
            found.insert(0, cell)
        return found

    def _table(self, row: int, left: int, start: int, stop: int, before: Sequence[Cell] = ()) -> PeriodTable | None:
        body = self._body(row, start, stop)
        leaves = self._leaves(row, body, start, stop)
        if not leaves:
            return None
        if before:
            leaves = [*self._leaves(row, body, before[0].column, end(before[-1])), *leaves]
        stub = [c for c in self._stub(row, left, start) if c.row < body and id(c) not in self._taken]
        stub = [c for c in stub if not any(leaf.start <= c.column < leaf.stop for leaf in leaves)]
        table = PeriodTable(self.view, row, body, body, left, start, stop, leaves, [c for c in stub if foot(c) <= body])
        self._rows(table)
        return table if table.rows else None

    def _stub(self, row: int, left: int, start: int) -> list[Cell]:
        return [c for c in self.view.row(row, left, start) if id(c) not in self._taken]

    def _body(self, row: int, start: int, stop: int) -> int:
        """The first row below the heads."""
        first = min((foot(c) for c in self.view.starting(row, start, stop) if c), default=row + 1)
        at = row
        for depth in range(1, DEEPEST):
            cells = [c for c in self.view.row(row + depth, start, stop) if c.row == row + depth]
            filled = [c for c in cells if c]
            heads = [c for c in filled if self._is_head(c) or is_part(c)]
            if not filled or not all(map(self._is_sub_head, filled)):
                break
            fewest = 2 if self._are_parted(filled) else max(2, len(filled) - 1)
            if len(heads) < fewest and depth >= first - row:
                break
            at = row + depth
        return at + 1

    def _are_parted(self, cells: Sequence[Cell]) -> bool:
        """Do several of the cells stand under one head, as the kinds of value under a year do?"""
        over = [self.view.above(c) for c in cells]
        return any(len(a) == 1 and a[0] and a == b for a, b in pairwise(over))

    def _leaves(self, row: int, body: int, start: int, stop: int) -> list[Leaf]:
        lowest = self.view.row(body - 1, start, stop)
        graded = {id(c) for c in lowest if (entry := self.roles.entry(c)) and entry.type in GRADED}
        leaves = leaves_of(self.reading, self.view, range(row, body), range(start, stop), graded, self._parts)
        if not self._parts:
            return leaves
        year = replace(NO_HEAD, fiscal_year=self.reading.year, fiscal_year_to=self.reading.year)
        return [replace(x, head=year) if x.head is None and id(x.heads[-1]) in self._parts else x for x in leaves]

    def _rows(self, table: PeriodTable) -> None:
        """Collect the body: rows whose cells keep to the columns of the heads."""
        view = self.view
        row = table.body
        while row < view.height:
            found = self._row(table, row)
            if found is None:
                break
            if found.cells:
                table.rows.append(found)
            row += 1
        table.bottom = row if table.rows else table.body
        if table.rows:
            last = table.rows[-1]
            table.bottom = max([last.row + 1, *(foot(c) for _, cells in last.cells for c in cells if foot(c) <= row)])

    def _row(self, table: PeriodTable, row: int) -> BodyRow | None:
        """One row of the body; None where the table ends."""
        cells = self.view.row(row, table.start, table.stop)
        stub = [c for c in self.view.row(row, table.left, table.start) if id(c) not in self._taken]
        if any(id(c) in self._taken for c in cells):
            return None
        if not any(cells) and not any(c for c in stub if c.row == row):
            return BodyRow(row, stub, [])
        if sum(self._is_head(c) and period_in(c.raw) is not None for c in cells) >= 2 or self._runs(row):
            return None
        if any(self._ends(c) for c in stub if c.row == row) or any(c and self._is_known(c) for c in cells):
            return None
        columns: list[tuple[Leaf, list[Cell]]] = []
        before = [c for c in stub if any(leaf.start <= c.column < leaf.stop for leaf in table.leaves)]
        stub = [c for c in stub if c not in before]
        for leaf in table.leaves:
            mine = [c for c in (*before, *cells) if c.column < leaf.stop and end(c) > leaf.start]
            if not mine or any(c.row == row for c in mine) or not any(mine):
                columns.append((leaf, [c for c in mine if c.row == row]))
        for cell in cells:
            edges = {leaf.start for leaf in table.leaves} | {leaf.stop for leaf in table.leaves}
            inside = any(leaf.start <= cell.column and end(cell) <= leaf.stop for leaf in table.leaves)
            if not inside and not {max(cell.column, table.start), min(end(cell), table.stop)} <= edges:
                return None
            if cell.column < table.start or end(cell) > table.stop:
                return None
        if self._is_wide(table, cells, stub) or self._is_told(stub, cells, row):
            return None
        return BodyRow(row, stub, columns)

    def _is_wide(self, table: PeriodTable, cells: Sequence[Cell], stub: Sequence[Cell]) -> bool:
        """One text across all periods belongs to none of them, unless it is an arrow or the row is a yearly plan."""
        if len(cells) != 1 or len(table.leaves) < 2 or not cells[0]:
            return False
        if parse_arrow(cells[0].raw).kind in ("continues", "ditto") or bars_of(self.view.grid, cells[0]):
            return False
        return not any((entry := self.roles.entry(c)) and entry.type == "schedule" for c in stub)

    def _is_told(self, stub: Sequence[Cell], cells: Sequence[Cell], row: int) -> bool:
        """Does a row begin with a label of something else, and hold another under the heads: 評価 | A | 理由 | …?"""
        entry = next((e for c in stub if c.row == row and (e := self.roles.entry(c))), None)
        if entry is None or entry.type not in OTHERS:
            return False
        labels = [c for c in cells if c and c.shade and c.row == row and not FIGURE.fullmatch(c.plain)]
        return any(self.roles.is_label(c) and not self._is_head(c) for c in labels)

    def _ends(self, cell: Cell) -> bool:
        entry = self.roles.entry(cell)
        return entry is not None and not entry.weak and entry.type in ENDS

    def _is_known(self, cell: Cell) -> bool:
        """A label of the lexicon among the values: the table is over."""
        if FIGURE.fullmatch(clean_text(cell.raw)):
            return False
        entry = self.roles.entry(cell)
        return entry is not None and not entry.weak and self.roles.score(cell) >= 2.5
