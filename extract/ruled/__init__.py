"""Sheets drawn as ruled forms, read by the lexicon and the geometry alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plansheets.extract.blocks import Cell, Grid, Line
from plansheets.extract.claims import Claim
from plansheets.extract.headings import is_over_sheets
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.by_rows import RowTable, RowTables, claim_row_table
from plansheets.extract.ruled.chapters import chapters, title_lines
from plansheets.extract.ruled.claim import claim_pair
from plansheets.extract.ruled.figure import NO_AMOUNTS, amounts_of
from plansheets.extract.ruled.index_lists import drop_named, find_indexes
from plansheets.extract.ruled.inner_lists import inner_lists, name_nothing
from plansheets.extract.ruled.labelled_line import labelled_line, labelled_lines
from plansheets.extract.ruled.list_rows import ListReader
from plansheets.extract.ruled.list_table import ListTable, find_lists, is_summary
from plansheets.extract.ruled.naming import name_by_heading, name_sheets
from plansheets.extract.ruled.number_box import number_boxes
from plansheets.extract.ruled.one_row import heads_of_forms
from plansheets.extract.ruled.pairs import Pair, Pairs
from plansheets.extract.ruled.period_rows import PeriodRows
from plansheets.extract.ruled.period_table import PeriodTable, PeriodTables
from plansheets.extract.ruled.relative import document_year
from plansheets.extract.ruled.roles import Roles
from plansheets.extract.ruled.run_in import pieces_of
from plansheets.extract.ruled.sheet_lines import sheet_lines
from plansheets.extract.ruled.sheets import KEYS, labels_of, starts
from plansheets.extract.ruled.table_name import name_table
from plansheets.extract.ruled.title_cell import text_of, title_cells
from plansheets.extract.ruled.title_line import parts_of
from plansheets.extract.ruled.title_rank import rank_titles
from plansheets.extract.ruled.told_values import claim_told, told_indicators
from plansheets.extract.ruled.value_kinds import last_known
from plansheets.extract.ruled.view import View
from plansheets.extract.ruled.year_rows import YearTable, year_tables
from plansheets.extract.span import Span
from plansheets.extract.trail import Trail
from plansheets.extract.values import claim_value
from plansheets.normalize import match_key
from plansheets.rules import Heading

MIN_KNOWN = 2
"""Known labels with values from which on a grid is a form, and not a table of something else."""


@dataclass
class Form:
    """One grid as its tables of periods and its pairs; `starts` are the rows at which sheets begin.

    `inner`: lists that are parts of the form, and no sheets.
    """

    view: View
    lists: list[ListTable]
    tables: list[PeriodTable]
    row_tables: list[RowTable | YearTable]
    pairs: list[Pair]
    starts: list[int] = field(default_factory=list)
    inner: list[ListTable] = field(default_factory=list)

    def is_beside(self, pair: Pair) -> bool:
        """Does a label head a column of an inner list, or beside years or kinds of value (現状値 | 目標値 | 担当課)?"""
        if any(each.top <= pair.cell.row < each.bottom for each in self.inner):
            return True
        is_key = pair.entry is not None and pair.entry.type in KEYS
        return not is_key and any(t.top <= pair.cell.row < t.body and pair.cell.column >= t.stop for t in self.tables)

    def is_first(self, row: int) -> bool:
        """Does nothing but labels without a value stand above a row?"""
        tops = [t.top for t in self.lists] + [t.top for t in self.tables] + [t.top for t in self.row_tables]
        tops += [p.cell.row for p in self.pairs if p.values]
        return all(top >= row for top in tops)


class RuledReader:
    """Reads the ruled forms of one document, grid by grid, once it has seen them all."""

    def __init__(
        self,
        reading: Reading,
        trail: Trail,
        grids: Sequence[Grid],
        above: Mapping[int, Sequence[Line]],
        items: Sequence[Line | Grid] = (),
    ) -> None:
        self.reading = reading
        self.trail = trail
        self.above = above
        if reading.year is None and grids:
            reading.year = document_year(reading, above.get(id(grids[0]), ()))
        views = {id(grid): View(grid) for grid in grids if any(True for _ in grid.cells())}
        self.roles = Roles(reading, views.values())
        self.forms = {key: form for key, view in views.items() if (form := self._form(view))}
        for key in inner_lists((id(grid), self.forms[id(grid)]) for grid in grids if id(grid) in self.forms):
            inner = self.forms[key].lists
            self.forms[key] = self._form(self.forms[key].view, []) or self.forms[key]
            self.forms[key].inner = inner
            name_nothing(self.forms[key].pairs, inner)
        self._without_heads_of_forms()
        if any(form.lists for form in self.forms.values()) and any(map(_is_keyed, self.forms.values())):
            for key, form in [*self.forms.items()]:
                if any(map(is_summary, form.lists)):
                    kept = [each for each in form.lists if not is_summary(each)]
                    self.forms[key] = self._form(form.view, kept) or form
        plain = {key: form.pairs for key, form in self.forms.items() if not form.lists}
        self.indexes, self.names = find_indexes(views, plain, above, reading.lexicon)
        for key in self.indexes:
            self.forms.pop(key, None)
        self.form_page = 0
        self.amounts = NO_AMOUNTS
        tables = [table.leaves for form in self.forms.values() for table in form.tables]
        self.roles.last_known = last_known(reading, tables)
        self.waiting: list[Pair] = []
        self._line_labels: set[str] = set()
        self.pages = {page for form in self.forms.values() for page in _pages(form.view)}
        self._partly: set[int] = set()
        has_sheets = bool(self.indexes) or self.names.are_sheets
        self.has_lists = not has_sheets and any(form.lists for form in self.forms.values())
        if has_sheets:
            self._partly = {
                key for key, form in self.forms.items() for each in form.lists if drop_named(each, self.names)
            }
        if not self.has_lists:
            rank_titles([pair for form in self.forms.values() for pair in form.pairs])
            name_sheets([pair for form in self.forms.values() for pair in form.pairs])
        self._find_starts(grids)
        self._title_cells = self._find_title_cells()
        self._titles = {} if self._title_cells else self._printed_titles(grids)
        self.sheet_lines: dict[int, Line] = {} if self._titles else self._find_sheet_lines(items)
        self._named_by = {id(line) for line in self._titles.values()} | {*self.sheet_lines}

    def _without_heads_of_forms(self) -> None:
        """Read again, as forms, the grids whose lists are rows of labels over one row of values."""
        lists = [each for form in self.forms.values() for each in form.lists]
        heads = heads_of_forms(lists, sum(not form.lists for form in self.forms.values())) if lists else set()
        for key, form in [*self.forms.items()] if heads else ():
            kept = [each for each in form.lists if id(each) not in heads]
            if len(kept) < len(form.lists):
                self.forms[key] = self._form(form.view, kept) or form

    def _form(self, view: View, lists: list[ListTable] | None = None) -> Form | None:
        """A grid's parts, where it is a form; `lists` are those that it holds, where that is known."""
        lists = find_lists(self.reading, self.roles, view) if lists is None else lists
        listed = {id(c) for each in lists for row in range(each.top, each.bottom) for c in view.row(row)}
        by_years = year_tables(self.roles, view, listed)
        listed |= {id(c) for each in by_years for c in each.cells()}
        tables = PeriodTables(self.reading, self.roles, view, listed).find()
        taken = {id(c) for table in tables for c in table.cells()} | listed
        lines = self.above.get(id(view.grid), ())
        taken |= {id(c) for table in tables for c in name_table(self.reading, table, lines)}
        row_tables: list[RowTable | YearTable] = [*by_years, *RowTables(self.reading, self.roles, view, taken).find()]
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
                labels += labels_of(number, page, [p for p in form.pairs if not form.is_beside(p)])
        if self.has_lists:
            return
        for number, row in starts(labels):
            form = self.forms[id(grids[number])]
            form.starts.append(0 if form.is_first(row) else row)

    def is_index(self, grid: Grid) -> bool:
        """Does a grid only name the forms of the document?"""
        return id(grid) in self.indexes

    def names_forms(self, grid: Grid) -> bool:
        """Does a list name some forms of the document, beside rows that are sheets?"""
        return id(grid) in self._partly

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
        parts: list[tuple[tuple[int, int], Pair | PeriodTable | ListTable | RowTable | YearTable]] = [
            (p.place, p) for p in form.pairs
        ]
        parts += [((t.top, t.left), t) for t in form.tables]
        parts += [((t.top, 0), t) for t in form.lists]
        parts += [((t.top, t.left), t) for t in form.row_tables]
        amounts = amounts_of(self.reading, form.pairs, caption).after(NO_AMOUNTS if 0 in form.starts else self.amounts)
        self.amounts = amounts
        told = {id(pair): each for each in told_indicators(self.reading, form.pairs) for pair in each.pairs}
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
            elif isinstance(part, RowTable | YearTable):
                claim_row_table(self.reading, self.roles, part, sheet, caption)
            elif id(part) in told:
                if told[id(part)].name is part:
                    claim_told(self.reading, told[id(part)], sheet)
            elif part.label is None and not part.values:
                continue  # what it says is part of another cell's text
            elif id(part) in self._title_cells:
                self._name(sheet, text_of(part), "title-cell")
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

    def _find_title_cells(self) -> dict[int, Pair]:
        """The cells that name the sheets without a label, where no label does."""
        forms = [*self.forms.values()]
        if self.has_lists or any(p.entry and p.entry.type == "title" and p.values for f in forms for p in f.pairs):
            return {}
        parts = [(form.view, form.pairs, form.starts) for form in forms]
        return number_boxes(parts, self.reading.lexicon) or title_cells(parts, self.reading.lexicon)

    def _find_sheet_lines(self, items: Sequence[Line | Grid]) -> dict[int, Line]:
        """The headings that sheets begin at, by identity, where nothing in or right above the forms names them."""
        forms = [*self.forms.values()]
        if self.has_lists or self._title_cells or self.reading.family is not None or any(map(_is_keyed, forms)):
            return {}
        starts = {key: len(form.starts) for key, form in self.forms.items()}
        found = sheet_lines(items, starts, self.reading.lexicon)
        for form in forms if found else ():
            form.starts.clear()
        return {id(line): line for line in found}

    def begin_at(self, line: Line) -> None:
        """Begin the sheet of a heading."""
        mark, title = parts_of(line.span, self.reading.lexicon)
        rule = f"{self.reading.rule}/sheet-line"
        cells = {"number": Claim(mark, "value", rule, 0.8)} if mark is not None else {}
        cells["title"] = Claim(title, "value", rule, 0.8)
        sheet = SheetHead(len(self.reading.sheets) + 1, self.trail.cells() | cells, dict(self.trail.labels()))
        self.reading.sheets.append(sheet)
        self.form_page = line.page

    def is_title(self, line: Line) -> bool:
        """Does the line name a sheet?"""
        return id(line) in self._named_by

    @property
    def has_keyed_forms(self) -> bool:
        """Is there a form that names or numbers its sheet?"""
        return any(map(_is_keyed, self.forms.values()))

    def goes_on(self, line: Line) -> bool:
        """Does a line stand on the page of the form before it, or on the next one?"""
        return bool(self.reading.sheets) and self.form_page <= line.page <= self.form_page + 1

    def _printed_titles(self, grids: Sequence[Grid]) -> dict[int, Line]:
        """The line above a sheet that names it where no label does: the largest one that not every sheet repeats."""
        forms = [(grid, self.forms[id(grid)]) for grid in grids if id(grid) in self.forms]
        if any(p.entry and p.entry.type == "title" and p.values for _, form in forms for p in form.pairs):
            return {}
        above = self._above_starts()
        return {} if self._is_named_by_heading(above) else title_lines(above)

    def _is_named_by_heading(self, above: Mapping[int, Sequence[Line]]) -> bool:
        """Make a heading in the forms (施策名) their title where no line but those of headings stands over them."""
        lexicon = self.reading.lexicon
        lines = {key: [x for x in each if not is_over_sheets(x.raw, lexicon)] for key, each in above.items()}
        if self.has_lists or title_lines(lines, only_usual=True):
            return False
        starts = sum(len(form.starts) for form in self.forms.values())
        return name_by_heading([pair for form in self.forms.values() for pair in form.pairs], starts)

    def _above_starts(self) -> dict[int, Sequence[Line]]:
        """The lines above each grid that a sheet begins with, by the grid's identity."""
        return {key: self.above.get(key, ()) for key, form in self.forms.items() if 0 in form.starts}

    def _above_lists(self) -> dict[int, Sequence[Line]]:
        """The lines above each grid that begins with a list, by the grid's identity."""
        first = {key: min((each.top for each in form.lists), default=-1) for key, form in self.forms.items()}
        return {key: self.above.get(key, ()) for key, form in self.forms.items() if form.lists and first[key] == 0}

    def chapters(self) -> list[Heading]:
        """The numbered headings over several sheets that no label explains."""
        above = self._above_lists() if self.has_lists else self._above_starts()
        return chapters(above, self._titles, self.reading.lexicon, lists=self.has_lists) if len(above) > 1 else []

    def _begin(self, grid: Grid) -> None:
        number = len(self.reading.sheets) + 1
        sheet = SheetHead(number, self.trail.cells(), dict(self.trail.labels()))
        self.reading.sheets.append(sheet)
        for pair in self.waiting:
            claim_pair(self.reading, pair, sheet)
        self.waiting = []
        line = self._titles.pop(id(grid), None)
        if line is None or "title" in sheet.cells:
            return
        mark, title = parts_of(line.span, self.reading.lexicon)
        rule = f"{self.reading.rule}/title-line"
        if mark is not None:
            sheet.cells.setdefault("number", Claim(mark, "value", rule, 0.8))
        sheet.cells["title"] = Claim(title, "value", rule, 0.8)

    def _name(self, sheet: SheetHead, span: Span, rule: str) -> None:
        """Name a sheet by a text that nothing else claims; labels behind it (担当課：…) have their own values."""
        for piece in pieces_of(span, self.reading.lexicon):
            if piece.label is None:
                span = piece.value
            else:
                pair = Pair(Cell(0, 0, piece.label), piece.label, piece.entry, [piece.value] if piece.value else [])
                claim_pair(self.reading, pair, sheet)
        number, title = parts_of(span, self.reading.lexicon)
        if number is not None:
            sheet.cells["number"] = claim_value(self.reading, number, rule, 0.8)
        sheet.cells["title"] = claim_value(self.reading, title, rule, 0.8)
        self.reading.ledger.rest(span, "label", f"{self.reading.rule}/{rule}")

    def count_labels(self, lines: Sequence[Line]) -> None:
        """Find the labels that lines outside of boxes give for most of the sheets; others speak of the document."""
        sheets = len(self.sheet_lines) or sum(len(form.starts) for form in self.forms.values())
        if self.has_lists or not sheets:
            return
        pairs = labelled_lines(lines, self.reading.lexicon).values()
        self.pages |= {line.page for line in self.sheet_lines.values()}
        counts = Counter(match_key(p.label.raw) for p in pairs if p.label and p.cell.span.page in self.pages)
        offices = {match_key(p.label.raw) for p in pairs if p.label and p.entry and p.entry.type == "offices"}
        self._line_labels = {k for k, n in counts.items() if 2 * n > sheets and (sheets > 1 or k in offices)}

    def is_labelled(self, line: Line) -> bool:
        """Is the line a label and its value, as most sheets have one outside of any box?"""
        pair = labelled_line(line, self.reading.lexicon) if self._line_labels else None
        return pair is not None and pair.label is not None and match_key(pair.label.raw) in self._line_labels

    def labelled(self, lines: Sequence[Line], after: Grid | None) -> list[int]:
        """Claim the lines that are a label and its value on a form's page; gives their places.

        Where `after`, the grid behind them, begins a sheet, they are that sheet's, and wait for it.
        """
        form = self.forms.get(id(after)) if after is not None else None
        taken = []
        for at, pair in labelled_lines(lines, self.reading.lexicon).items():
            if pair.label is None or match_key(pair.label.raw) not in self._line_labels:
                continue
            page = lines[at].page
            if form is not None and after is not None and 0 in form.starts and page == after.page:
                self.waiting.append(pair)
            elif self.reading.sheets and page in self.pages:
                claim_pair(self.reading, pair, self.reading.sheets[-1])
            else:
                continue
            taken.append(at)
        return taken


def _is_keyed(form: Form) -> bool:
    """Does a label outside of any list name or number the sheet, as it does on a form?"""
    return any(p.entry and not p.entry.weak and p.entry.type in KEYS and p.values for p in form.pairs)


def _pages(view: View) -> set[int]:
    return {cell.span.page for cell in view.filled()}
