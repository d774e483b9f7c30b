"""Claiming a table of periods in a ruled form: each row as schedule, indicators or assessments."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property, partial

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.claims import Claim
from plansheets.extract.heads import NO_HEAD, Head, value_type
from plansheets.extract.matrix import Column
from plansheets.extract.matrix_rows import COUNTER, ScheduleRow
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.bars import Year, bars_across, claim_bars
from plansheets.extract.ruled.claim import GRADE
from plansheets.extract.ruled.delay import without_delay
from plansheets.extract.ruled.doubled import doubled, is_doubled
from plansheets.extract.ruled.leaves import Leaf
from plansheets.extract.ruled.own_year import valued
from plansheets.extract.ruled.period_table import BodyRow, PeriodTable
from plansheets.extract.ruled.roles import Roles
from plansheets.extract.ruled.row_words import holds_numbers, is_number, is_rate, is_ratio, kind_of_name, kind_word
from plansheets.extract.ruled.table_name import is_bare
from plansheets.extract.ruled.units import unit_behind, unit_in
from plansheets.extract.ruled.value_kinds import after_baseline, by_year, kind_of_caption, looks_back, says_of_group
from plansheets.extract.ruled.view import end, innermost
from plansheets.extract.span import join
from plansheets.extract.trail import Trail
from plansheets.extract.values import claim_label, claim_named, claim_or_share, claim_value, guess_kind, joined
from plansheets.normalize import clean_text, match_key
from plansheets.rules import Entry
from plansheets.rules.lexicon import Stage

OWN_UNIT = regex.compile(r".*[0-9]\s*(?:%|\p{Han}{1,3}|㎡|k?[mgtWL]{1,2}|ha)")
"""A value that prints its own unit, which the table's does not replace."""
VERDICT = regex.compile(r"評価|判定|達成度|達成状況|進捗状況|進捗|評価区分|備考|摘要")
"""A head beside the periods under which stands what is said of the row."""
INDICATORS = {"indicator", "money", "unit"}
"""Types of row labels whose values are numbers."""


class PeriodRows:
    """Claims the rows of one table."""

    def __init__(self, reading: Reading, roles: Roles, table: PeriodTable, caption: str, trail: Trail) -> None:
        self.reading = reading
        self.roles = roles
        self.table = table
        self.trail = trail
        above = [c for c in table.view.row(table.top - 1) if c.column <= table.start and end(c) >= table.stop]
        heads = [*table.stub_heads, *(c for leaf in table.leaves for c in leaf.heads), *above]
        texts = [*(c.raw for c in heads), caption]
        self.unit = next((unit for text in texts if (unit := unit_in(text))), None)
        said = says_of_group(reading, (c.raw for c in above))
        self.said = said or kind_of_caption(reading.lexicon, caption)
        self.baseline = None if looks_back(reading) else after_baseline(table.leaves)
        self.indicator_no = 0
        self.table_no = 0

    def claim(self, sheet: SheetHead | None) -> None:
        """All rows, in order. Without a sheet all are indicators of the heading above them."""
        reading = self.reading
        self.heads: dict[int, Claim] = {}
        naming = {id(cell) for cell in self.table.named_by}
        for cell in self.table.heads():
            if id(cell) not in naming and reading.ledger.is_free(cell.span):
                self.heads[id(cell)] = claim_label(reading, cell.span, "head")
        self.spanning: dict[int, Claim] = {}
        for row in self.table.rows:
            self._row(row, sheet)
        for cell in self.table.named_by:
            reading.ledger.rest(cell.span, "label", f"{reading.rule}/table-name")

    def _row(self, row: BodyRow, sheet: SheetHead | None) -> None:
        names = [c for c in row.stub if c]
        kind, entry, stage = self._kind(row, names)
        if sheet is not None and kind != "assessments":
            row = self._without_grades(row, sheet)
        if sheet is None:
            self._indicators(row, names, entry, None)
        elif kind == "schedule":
            self._schedule(row, names, sheet)
        elif kind == "assessments":
            self._assessments(row, names, stage, sheet)
        else:
            self._indicators(row, names, entry, sheet)

    def _kind(self, row: BodyRow, names: Sequence[Cell]) -> tuple[str, Entry | None, Stage | None]:
        """What a row is: by its own labels from the nearest outwards, by its heads, else by what its cells hold."""
        lexicon = self.reading.lexicon
        stage = next((s for leaf in self.table.leaves if (s := leaf.stage)), None)
        stage = next((s for c in reversed(names) if (s := lexicon.stage_in(c.plain))), stage)
        found = holds_numbers(self._texts(row, names), self.is_numeric)
        mostly = self.is_numeric if found is None else found
        for cell in (c for c in reversed(names) if not kind_word(lexicon, c.raw)):
            for entry in lexicon.candidates(cell.raw):
                if entry.type == "schedule" and not found:
                    return "schedule", entry, None
                if entry.type in INDICATORS and (mostly or found is None or entry.type == "indicator"):
                    return "indicators", entry, None
                if entry.type in ("assessment", "direction", "grade") and not mostly and (stage or not entry.weak):
                    return "assessments", entry, stage or "yearly"
        if stage and not mostly:
            return "assessments", None, stage
        return ("indicators" if mostly else "schedule"), None, None

    def _texts(self, row: BodyRow, names: Sequence[Cell]) -> list[str]:
        """What the cells of a row say; of a row that is one of an item's (計画, 実績), those of all of them."""
        if names and is_bare(self.reading, names):
            return self._bare_texts
        rows = [row]
        if len(names) > 1 and kind_word(self.reading.lexicon, names[-1].raw):
            item = names[-2]
            rows = [r for r in self.table.rows if any(c is item for c in r.stub)]
        return [text for r in rows for text in r.texts()]

    @cached_property
    def _bare_texts(self) -> list[str]:
        """What the cells say of all rows that name no item: they are of one."""
        rows = (r for r in self.table.rows if any(r.stub) and is_bare(self.reading, r.stub))
        return [text for r in rows for text in r.texts()]

    @cached_property
    def is_numeric(self) -> bool:
        """Do most cells under the periods hold numbers? What is said beside them (評価) does not count.

        Where they say nothing, a unit tells.
        """
        texts = [
            c.raw for row in self.table.rows for leaf, cells in row.cells for c in cells
            if c and (leaf.head or leaf.value_type or not VERDICT.fullmatch(leaf.heads[-1].plain))
        ]  # fmt: skip
        found = holds_numbers(texts, True)
        return (self.unit is not None and bool(texts)) if found is None else found

    def _period(self, leaf: Leaf) -> Claim:
        """The head that names the leaf's period, and the part of it."""
        period = self.heads[id(leaf.period)]
        if leaf.part is None:
            return period
        return Claim(join([period.span, leaf.part.span]), "label", period.rule)

    def _labels(self, cells: Sequence[Cell], rule: str) -> None:
        for cell in cells:
            if self.reading.ledger.is_free(cell.span):
                claim_label(self.reading, cell.span, rule)

    def _schedule(self, row: BodyRow, names: Sequence[Cell], sheet: SheetHead) -> None:
        kind = self._row_kind(names) or next((k for c in names if (k := value_type(self.reading, c.raw))), None)
        self._labels(names, "row-head")
        grid = self.table.view.grid
        bars = bars_across(grid, [c for _, cells in row.cells for c in cells])
        if bars:
            years = [Year(grid.borders[leaf.start], grid.borders[leaf.stop], leaf.head or NO_HEAD, self._period(leaf),
                          leaf.value_type or kind) for leaf, _ in row.cells]  # fmt: skip
            claim_bars(self.reading, sheet, bars, years)
            return
        line = ScheduleRow(self.reading, sheet, kind)
        for leaf, cells in row.cells:
            if not (leaf.head or leaf.value_type):
                self._doubt(cells, sheet)
                continue
            filled = [c for c in cells if c]
            column = Column(leaf.head or NO_HEAD, leaf.heads, leaf.value_type)
            line.cell(column, filled[0] if filled else None, self._period(leaf), leaf.value_type)
            self._doubt(filled[1:], sheet)

    def _without_grades(self, row: BodyRow, sheet: SheetHead) -> BodyRow:
        """The row without what stands under 評価 beside the periods: evaluations of the sheet."""
        if all(leaf.aspect for leaf in self.table.leaves):
            return row
        kept = []
        for leaf, cells in row.cells:
            if leaf.aspect is None or any(is_number(c.raw) and not GRADE.fullmatch(c.raw.strip()) for c in cells):
                kept.append((leaf, cells))
                continue
            for cell in (c for c in cells if c):
                grade = GRADE.fullmatch(cell.raw.strip())
                said = {"aspect": self.heads[id(leaf.aspect)], "grade" if grade else "text": self._once(cell, "grade")}
                year = leaf.head.fiscal_year if leaf.head else None
                self.reading.ledger.row("assessments", sheet.number, said, stage=leaf.stage or "yearly",
                                        fiscal_year=year, is_open_ended=False)  # fmt: skip
        return BodyRow(row.row, row.stub, kept)

    def _doubt(self, cells: Sequence[Cell], sheet: SheetHead | None) -> None:
        for cell in cells:
            if cell and self.reading.ledger.is_free(cell.span):
                self.reading.ledger.doubt("unlabelled-cell", "a cell that no period stands over; it stays in residue",
                                          sheet=sheet.number if sheet else None, span=cell.span)  # fmt: skip

    def _assessments(self, row: BodyRow, names: Sequence[Cell], stage: Stage | None, sheet: SheetHead) -> None:
        own = [c for c in names if c.row == row.row or self.reading.ledger.is_free(c.span)] or list(names)
        claims = {}
        for cell in names:
            if self.reading.ledger.is_free(cell.span):
                claims[id(cell)] = claim_label(self.reading, cell.span, "aspect")
        aspect = next((claims[id(c)] for c in reversed(own) if id(c) in claims), None)
        for leaf, cells in row.cells:
            filled = [c for c in cells if c]
            if not filled:
                continue
            head = leaf.head or NO_HEAD
            is_open = head.is_open_ended
            found: dict[str, Claim | None] = {"period": self._period(leaf), "aspect": None if is_open else aspect}
            facts: dict[str, object] = {}
            for cell in filled:
                if id(cell) in self.spanning:  # one text over several periods
                    found["grade" if GRADE.fullmatch(cell.raw.strip()) else "text"] = self.spanning[id(cell)]
                    continue
                grade = GRADE.fullmatch(cell.raw.strip())
                if grade:
                    found["grade"] = self._once(cell, "grade")
                    continue
                text = without_delay(self.reading, cell.span, found, facts)
                if text:
                    claim = self.spanning[id(cell)] = claim_value(self.reading, text, "assessment")
                    found["text"] = found.get("text") or claim
            self.reading.ledger.row("assessments", sheet.number, found, stage=leaf.stage or stage or "yearly",
                                    fiscal_year=head.fiscal_year, is_open_ended=is_open, **facts)  # fmt: skip

    def _indicators(self, row: BodyRow, names: Sequence[Cell], entry: Entry | None, sheet: SheetHead | None) -> None:
        number = sheet.number if sheet else None
        reading = self.reading
        name, unit, rest = self._stub(names)
        filled = [c for _, cells in row.cells for c in cells if c]
        if self.table.name is not None and (name is None or is_bare(reading, [name])):
            rest, name = [c for c in names if c is not unit], self.table.name
        if name is None:
            if filled:
                message = "a row of numbers without a name; it stays in residue"
                reading.ledger.doubt("unnamed-indicator", message, sheet=number, span=filled[0].span)
            return
        if not self.table_no:
            self.table_no = reading.ledger.next_table_no()
        self.indicator_no += 1
        self._labels([c for c in rest if c not in self._groups(name, rest)], "row-group")
        own = unit_in(name.raw) or next((u for c in rest if (u := unit_in(c.raw))), None)
        if own is not None and entry is not None and entry.type == "money":
            self.unit = own  # 事業費（千円）, and below it where the money comes from
        if is_doubled(name, filled):
            self._doubled(row, name, number)
            return
        indicator = self._named(name, rest)
        shared = {"indicator": indicator, "unit": self._once(unit, "unit") if unit else None}
        if self.table.unit is not None and unit is None:
            shared["unit"] = self._once(self.table.unit, "unit")
        if sheet is None:
            shared |= {c: v for c, v in self.trail.cells((1,)).items() if c != "level1_label"}
        in_row = next((c for leaf, cells in row.cells for c in cells if leaf.is_unit and c), None)
        if in_row:
            shared["unit"] = self._once(in_row, "unit")
        own_kind = self._row_kind(names)
        kind = own_kind or next((k for c in rest if (k := value_type(reading, c.raw))), None)
        kind = kind or kind_of_name(reading.lexicon, name.raw) or self.said
        prints_own = any(OWN_UNIT.fullmatch(clean_text(c.raw)) for leaf, cells in row.cells for c in cells if c
                         and leaf.measure is None)  # fmt: skip
        rate = self._rate(name, rest)
        if rate is not None:
            kind = "actual"
            if is_ratio(rate.raw) and unit is not None and unit.row_span > rate.row_span:
                shared["unit"] = None
        has_own = prints_own or unit_behind(name.raw) is not None or is_ratio((rate or name).raw)
        ordinal = 0
        for leaf, cells in row.cells:
            mine = [c for c in cells if c]
            if leaf.is_unit or self._is_verdict(leaf, mine, shared["indicator"], number):
                continue
            ordinal += 1
            head = leaf.head or NO_HEAD
            found = valued(reading, mine[0].span, partial(self._once, mine[0], "value"), head) if mine else None
            period, value, head = found or (None, None, head)
            own_cells = {**shared, "period": period or self._period(leaf), "value_text": value}
            is_other = leaf.measure is not None and is_ratio(leaf.measure.raw)
            if leaf.measure is not None:
                own_cells["indicator"] = joined(indicator, leaf.measure.span)
                own_cells["unit"] = None if is_other else own_cells["unit"]
            made = reading.ledger.row(
                "indicators", number, own_cells, table_no=self.table_no, indicator_no=self.indicator_no,
                unit=None if has_own or is_other else self.unit, ordinal=ordinal,
                fiscal_year=head.fiscal_year, fiscal_year_to=head.fiscal_year_to, is_open_ended=head.is_open_ended,
                value_type=(own_kind if leaf.is_shared else None) or leaf.value_type
                or ("actual" if leaf.measure else kind) or self._by_year(head, number),
            )  # fmt: skip
            measure = leaf.measure or rate
            is_said = leaf.value_type or kind or leaf.measure or head.is_open_ended
            guess_kind(made, is_said and (measure is None or is_ratio(measure.raw)))  # a difference is of no kind
            self._doubt(mine[1:], sheet)

    def _row_kind(self, names: Sequence[Cell]) -> str | None:
        """The kind of value that the row's labels name: 計画, 実績."""
        return next((kind for c in reversed(names) if (kind := kind_word(self.reading.lexicon, c.raw))), None)

    def _rate(self, name: Cell, rest: Sequence[Cell]) -> Cell | None:
        """The measure of the item that a row gives beside what is planned and actual (達成率)."""
        return next((c for c in rest if is_rate(c.raw) and c.column > name.column), None)

    @cached_property
    def _repeated(self) -> set[str]:
        """Names that several rows have, which only the group they stand in tells apart."""
        cells = {id(c): c for row in self.table.rows if (c := self._stub(row.stub)[0])}
        counts = Counter(match_key(c.raw) for c in cells.values())
        return {key for key, count in counts.items() if count > 1}

    def _by_year(self, head: Head, sheet: int | None) -> str:
        is_plan = sheet is not None and self._has_plan
        return by_year(head, self.roles.last_known, self.baseline, is_plan=is_plan)

    def _is_verdict(self, leaf: Leaf, cells: Sequence[Cell], name: Claim | None, sheet: int | None) -> bool:
        """A mark or a word under 評価 among the periods is no value of the indicator."""
        if leaf.head or leaf.value_type or not VERDICT.fullmatch(leaf.heads[-1].plain):
            return False
        if any(is_number(c.raw) for c in cells):
            return False
        for cell in cells if sheet else ():
            text = self._once(cell, "verdict")
            self.reading.ledger.row("fields", sheet, {"label": self._period(leaf), "text": text}, field=None)
        return True

    def _doubled(self, row: BodyRow, name: Cell, number: int | None) -> None:
        """Two indicators of one row: what stands in brackets is the second."""
        for indicator, pairs in doubled(self.reading, row, name):
            for ordinal, (leaf, value) in enumerate(pairs, 1):
                head = leaf.head or NO_HEAD
                made = self.reading.ledger.row(
                    "indicators", number, {"indicator": indicator, "period": self._period(leaf), "value_text": value},
                    table_no=self.table_no, indicator_no=self.indicator_no, unit=self.unit, ordinal=ordinal,
                    fiscal_year=head.fiscal_year, fiscal_year_to=head.fiscal_year_to,
                    is_open_ended=head.is_open_ended, value_type=leaf.value_type or self._by_year(head, number),
                )  # fmt: skip
                guess_kind(made, leaf.value_type or head.is_open_ended)
            self.indicator_no += 1
        self.indicator_no -= 1

    @cached_property
    def _has_plan(self) -> bool:
        """Does a yearly plan stand over the same periods?"""
        return any(self._kind(row, [c for c in row.stub if c])[0] == "schedule" for row in self.table.rows)

    def _once_named(self, cell: Cell) -> Claim:
        if id(cell) not in self.spanning and self._is_new(cell):
            self.spanning[id(cell)] = claim_named(self.reading, cell.span)
        return self._once(cell, "indicator")

    def _once(self, cell: Cell, rule: str) -> Claim:
        if id(cell) not in self.spanning:
            self.spanning[id(cell)] = claim_or_share(self.reading, cell.span, rule)
        return self.spanning[id(cell)]

    def _stub(self, names: Sequence[Cell]) -> tuple[Cell | None, Cell | None, list[Cell]]:
        """The cells left of the periods as name, unit and the rest (groups, running numbers)."""
        unit_columns = [c for c in self.table.stub_heads if match_key(c.raw) == "単位"]
        units = [c for c in names if any(set(c.columns) & set(u.columns) for u in unit_columns)]
        all_others = [c for c in names if c not in units and not COUNTER.fullmatch(clean_text(c.raw))]
        others = [c for c in all_others if not self._is_under(c, "offices")] or all_others
        name = innermost([c for c in others if self._is_named(c)])
        if name is not None:
            return name, (units[0] if units else None), [c for c in names if c is not name and c not in units[:1]]
        items = [c for c in others if not kind_word(self.reading.lexicon, c.raw)]
        while len(items) > 1 and is_rate(items[-1].raw):  # 達成率, below 計画 and 実績 of an item
            items.pop()
        others = items or others
        name = others[-1] if others else None
        if name is not None and not self._is_new(name):
            name = name if id(name) in self.spanning else None
        rest = [c for c in names if c is not name and c not in units[:1]]
        return name, (units[0] if units else None), rest

    def _groups(self, name: Cell, rest: Sequence[Cell]) -> list[Cell]:
        """The cells beside a name over several rows that say of whom each row is, where it is no kind of value."""
        if name.row_span < 2:
            return []
        beside = [c for c in rest if c.column >= end(name) and c.row_span < name.row_span]
        return [c for c in beside if value_type(self.reading, c.raw) is None]

    def _named(self, name: Cell, rest: Sequence[Cell]) -> Claim:
        """The indicator's name; with it of whom the row is, or its group, which tells the rows of one name apart."""
        claim = self._once_named(name)
        groups = [self._once(c, "indicator") for c in self._groups(name, rest)]
        if groups:
            return Claim(join([claim.span, *(g.span for g in groups)]), claim.kind, claim.rule, 0.9)
        rate = self._rate(name, rest)
        if rate is not None:
            return joined(claim, rate.span)
        group = next((c for c in reversed(rest) if c.column < name.column and c.row_span > name.row_span), None)
        if group is None or (match_key(name.raw) not in self._repeated and not is_rate(name.raw)):
            return claim
        return Claim(join([group.span, claim.span]), claim.kind, claim.rule, 0.9)

    def _is_named(self, cell: Cell) -> bool:
        """Does a cell stand under the head of the indicators' names, with more columns between it and the periods?"""
        return self._is_under(cell, "indicator", self.table.start)

    def _is_under(self, cell: Cell, kind: str, before: int = 1 << 30) -> bool:
        """Does it stand under a head of a type left of the periods, that ends before a column?"""
        heads = (c for c in self.table.stub_heads if set(cell.columns) <= set(c.columns) and end(c) < before)
        return any((e := self.roles.entry(c)) is not None and e.type == kind for c in heads)

    def _is_new(self, cell: Cell) -> bool:
        return self.reading.ledger.is_free(cell.span)
