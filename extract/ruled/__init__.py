"""Sheets drawn as ruled forms, read by the lexicon and the geometry alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import regex

from plansheets.extract.blocks import Grid, Line
from plansheets.extract.claims import Claim
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.by_rows import RowTable, RowTables, claim_row_table
from plansheets.extract.ruled.claim import claim_pair
from plansheets.extract.ruled.figure import amounts_of
from plansheets.extract.ruled.list_rows import ListReader
from plansheets.extract.ruled.list_table import ListTable, find_lists, is_summary
from plansheets.extract.ruled.naming import name_sheets
from plansheets.extract.ruled.pairs import Pair, Pairs
from plansheets.extract.ruled.period_rows import PeriodRows
from plansheets.extract.ruled.period_table import PeriodTable, PeriodTables
from plansheets.extract.ruled.relative import document_year
from plansheets.extract.ruled.roles import Roles
from plansheets.extract.ruled.sheets import KEYS, labels_of, starts
from plansheets.extract.ruled.value_kinds import last_known
from plansheets.extract.ruled.view import View
from plansheets.extract.trail import Trail
from plansheets.normalize import match_key

NUMBERED = regex.compile(
    r"(?P<number>(?:(?:No|NO|№)[.．]?\s*)?[0-9０-９]{1,5}(?:[-－‐][0-9０-９]{1,5}){0,3}|[（(][0-9０-９]{1,3}[)）]|[①-⑳])"
    r"[\s.．:：]+(?P<title>\D.*)",
    regex.DOTALL,
)
"""A line that names a sheet with its number in front: 03-015 風早市営松林団地."""
MIN_KNOWN = 2
"""Known labels with values from which on a grid is a form, and not a table of something else."""


@dataclass
class Form:
    """One grid as its tables of periods and its pairs; `starts` are the rows at which sheets begin."""

    view: View
    lists: list[ListTable]
    tables: list[PeriodTable]
    row_tables: list[RowTable]
    pairs: list[Pair]
    starts: list[int] = field(default_factory=list)


class RuledReader:
    """Reads the ruled forms of one document, grid by grid, once it has seen them all."""

    def __init__(
        self, reading: Reading, trail: Trail, grids: Sequence[Grid], above: Mapping[int, Sequence[Line]]
    ) -> None:
        self.reading = reading
        self.trail = trail
        self.above = above
        if reading.year is None and grids:
            reading.year = document_year(reading, above.get(id(grids[0]), ()))
        views = {id(grid): View(grid) for grid in grids if any(True for _ in grid.cells())}
        self.roles = Roles(reading, views.values())
        self.forms = {key: form for key, view in views.items() if (form := self._form(view))}
        if any(form.lists for form in self.forms.values()) and any(map(_is_keyed, self.forms.values())):
            for key, form in [*self.forms.items()]:
                if any(map(is_summary, form.lists)):
                    self.forms[key] = self._form(form.view, with_summaries=False) or form
        self.form_page = 0
        tables = [table.leaves for form in self.forms.values() for table in form.tables]
        self.roles.last_known = last_known(reading, tables)
        self.has_lists = any(form.lists for form in self.forms.values())
        if not self.has_lists:
            name_sheets([pair for form in self.forms.values() for pair in form.pairs])
        self._find_starts(grids)
        self._titles = self._printed_titles(grids)

    def _form(self, view: View, *, with_summaries: bool = True) -> Form | None:
        lists = find_lists(self.reading, self.roles, view)
        lists = lists if with_summaries else [each for each in lists if not is_summary(each)]
        listed = {id(c) for each in lists for row in range(each.top, each.bottom) for c in view.row(row)}
        tables = PeriodTables(self.reading, self.roles, view, listed).find()
        taken = {id(c) for table in tables for c in table.cells()} | listed
        row_tables = RowTables(self.reading, self.roles, view, taken).find()
        taken |= {id(c) for each in row_tables for c in each.cells()}
        pairs = Pairs(self.roles, view, taken).find()
        known = sum(p.entry is not None and bool(p.values) for p in pairs)
        named = sum(p.label is not None and bool(p.values) for p in pairs)
        keyed = any(p.entry and not p.entry.weak and p.entry.type in KEYS and p.values for p in pairs)
        is_form = keyed or (
            known >= MIN_KNOWN
            or tables
            or lists
            or row_tables
            or (known and (view.height <= 2 or named > MIN_KNOWN))
            or (named > MIN_KNOWN and self.roles.knows_colours)
        )
        return Form(view, lists, tables, row_tables, pairs) if is_form else None

    def _find_starts(self, grids: Sequence[Grid]) -> None:
        labels = []
        for number, grid in enumerate(grids):
            form = self.forms.get(id(grid))
            if form:
                page = next(iter(grid.cells())).span.page
                labels += labels_of(number, page, form.pairs)
        if self.has_lists:
            return
        for number, row in starts(labels):
            self.forms[id(grids[number])].starts.append(row)

    def is_list(self, grid: Grid) -> bool:
        """Does a grid list sheets: with more to say of each than who acts?"""
        form = self.forms.get(id(grid))
        kinds = {column.kind for each in form.lists for column in each.columns} if form else set()
        return bool(kinds - {"heading", "number", "title", "actor"})

    def read(self, grid: Grid, caption: str) -> bool:
        """Read one grid. False where it is no form. `caption` is what stands above it."""
        form = self.forms.get(id(grid))
        if form is None or not (form.starts or self.reading.sheets or form.lists):
            return False
        parts: list[tuple[tuple[int, int], Pair | PeriodTable | ListTable | RowTable]] = [
            (p.place, p) for p in form.pairs
        ]
        parts += [((t.top, t.left), t) for t in form.tables]
        parts += [((t.top, 0), t) for t in form.lists]
        parts += [((t.top, t.left), t) for t in form.row_tables]
        amounts = amounts_of(self.reading, form.pairs, caption)
        waiting = sorted(form.starts)
        if _is_keyed(form) or self.form_page:
            self.form_page = grid.page
        for place, part in sorted(parts, key=lambda each: each[0]):
            while waiting and place[0] >= waiting[0]:
                waiting.pop(0)
                self._begin(grid)
            if self.has_lists and isinstance(part, PeriodTable):
                PeriodRows(self.reading, self.roles, part, caption, self.trail).claim(None)
                continue
            if isinstance(part, ListTable):
                ListReader(self.reading, part, self.trail, caption).claim()
                continue
            if not self.reading.sheets:
                self._begin(grid)
            sheet = self.reading.sheets[-1]
            if isinstance(part, PeriodTable):
                PeriodRows(self.reading, self.roles, part, caption, self.trail).claim(sheet)
            elif isinstance(part, RowTable):
                claim_row_table(self.reading, self.roles, part, sheet, caption)
            else:
                claim_pair(self.reading, part, sheet, amounts)
        return True

    def read_tables(self, grid: Grid, caption: str, trail: Trail) -> bool:
        """Read the tables of figures of a grid that is on no sheet, as indicators of the heading above it."""
        form = self.forms.get(id(grid))
        found = [
            rows for table in (form.tables if form else ())
            if (rows := PeriodRows(self.reading, self.roles, table, caption, trail)).is_numeric
        ]  # fmt: skip
        for rows in found:
            rows.claim(None)
        return bool(found)

    def goes_on(self, line: Line) -> bool:
        """Does a line stand on the page of the form before it, or on the next one?"""
        return bool(self.reading.sheets) and self.form_page <= line.page <= self.form_page + 1

    def _printed_titles(self, grids: Sequence[Grid]) -> dict[int, Line]:
        """The line above a sheet that names it where no label does: the largest one that not every sheet repeats."""
        forms = [(grid, self.forms[id(grid)]) for grid in grids if id(grid) in self.forms]
        if any(p.entry and p.entry.type == "title" and p.values for _, form in forms for p in form.pairs):
            return {}
        lines = {id(grid): list(self.above.get(id(grid), ())) for grid, form in forms if form.starts}
        seen = Counter(match_key(line.raw) for each in lines.values() for line in each)
        found: dict[int, Line] = {}
        for key, each in lines.items():
            own = [line for line in each if len(lines) == 1 or seen[match_key(line.raw)] == 1]
            if own:
                found[key] = max(own, key=lambda line: (_size(line), -line.number))
        return found

    def _begin(self, grid: Grid) -> None:
        number = len(self.reading.sheets) + 1
        sheet = SheetHead(number, self.trail.cells(), dict(self.trail.labels()))
        self.reading.sheets.append(sheet)
        line = self._titles.pop(id(grid), None)
        if line is None:
            return
        rule = f"{self.reading.rule}/title-line"
        found = NUMBERED.fullmatch(line.raw)
        if found:
            sheet.cells["number"] = Claim(line.span.part(*found.span("number")).strip(), "value", rule, 0.8)
        title = line.span.part(*found.span("title")).strip() if found else line.span
        sheet.cells["title"] = Claim(title, "value", rule, 0.8)


def _is_keyed(form: Form) -> bool:
    """Does a label outside of any list name or number the sheet, as it does on a form?"""
    return any(p.entry and not p.entry.weak and p.entry.type in KEYS and p.values for p in form.pairs)


def _size(line: Line) -> float:
    return float(line.span.source.glyphs.size[line.span.start])
