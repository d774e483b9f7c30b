"""Lists: tables with a head and a sheet a row, perhaps several rows a sheet, under groups that reach over rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from plansheets.extract.blocks import Cell
from plansheets.extract.heads import NO_HEAD, period_in, read_heads, value_type
from plansheets.extract.reading import Reading
from plansheets.extract.ruled.label_rows import is_labelled_row
from plansheets.extract.ruled.list_amounts import find_amounts
from plansheets.extract.ruled.list_columns import ACTOR, Kind, ListColumn, find_contents, find_totals, names_measures
from plansheets.extract.ruled.months import months_in
from plansheets.extract.ruled.roles import FIGURE, Roles
from plansheets.extract.ruled.totals import is_total, total_of
from plansheets.extract.ruled.view import View, end, foot
from plansheets.extract.ruled.year_rows import is_by_years
from plansheets.normalize import match_key
from plansheets.rules import Entry

DEEPEST = 3
"""Rows of a head."""
FEWEST = 3
"""Columns of a list."""
KNOWN = 4
"""Known heads among which one more short text is a head, too."""
LABEL = 12
"""Characters of a head that the lexicon does not know."""
TEXTUAL = {"assessment": "assessment", "grade": "assessment", "direction": "assessment", "indicator": "indicator",
           "number": "number", "title": "title", "kind": "kind", "offices": "offices", "actors": "actors",
           "heading": "heading", "unit": "unit"}  # fmt: skip
"""Type of a head's label → what its column holds; any other is text."""
GRADED = {"assessment", "grade", "direction"}
"""Labels of these types under a year are evaluations of that year."""


@dataclass
class ListTable:
    """Rows `top` to `bottom` of a grid, the body from `body` on."""

    view: View
    top: int
    body: int
    bottom: int
    columns: list[ListColumn]
    title: ListColumn
    rows: list[int] = field(default_factory=list)

    def cell(self, column: ListColumn, row: int) -> Cell | None:
        """The first cell with text of a column in a row."""
        return next((c for c in self.view.row(row, column.start, column.stop) if c), None)

    def heads(self) -> list[Cell]:
        """The cells of the head."""
        return list({id(c): c for column in self.columns for c in column.heads}.values())


def is_summary(table: ListTable) -> bool:
    """Does the list say of each row nothing but figures and a word or two (構成事業 | 決算額 | 今後の方向)?

    On a document of forms, such a list is a part of the form, and its rows are no sheets.
    """
    figures = any(c.kind == "period" or (c.entry is not None and c.entry.type == "money") for c in table.columns)
    slim = {"title", "period", "unit", "kind", "assessment"}
    return figures and all(c.kind in slim or (c.entry and c.entry.type == "money") for c in table.columns)


def find_lists(reading: Reading, roles: Roles, view: View) -> list[ListTable]:
    """The lists of a grid, from top to bottom."""
    found: list[ListTable] = []
    row = 0
    while row < view.height - 1:
        table = _list_at(reading, roles, view, row)
        if table:
            found.append(table)
            row = table.bottom
        else:
            row += 1
    return found


def _list_at(reading: Reading, roles: Roles, view: View, top: int) -> ListTable | None:
    cells = view.starting(top)
    if sum(bool(c) for c in cells) < FEWEST or (cells and cells[0].column > 0 and view.row(top)[0].row < top):
        return None
    if not _are_heads(reading, roles, [c for c in cells if c]):
        return None
    body = _body(reading, roles, view, top)
    if body >= view.height:
        return None
    columns = _columns(reading, roles, view, top, body)
    title = _title(reading, view, columns, body)
    if title is not None and not _names_projects(title) and is_by_years(view, body, columns[0].start, columns[0].stop):
        return None
    if title is None or len(columns) < FEWEST or not {c.kind for c in columns if c is not title} - {"period", "unit"}:
        return None
    table = ListTable(view, top, body, body, columns, title)
    _rows(roles, table)
    filled = [r for r in table.rows if table.cell(title, r)]
    first = [c for r in filled if (c := table.cell(title, r)) and total_of(view, r) is None][:3]
    if not first or any(roles.is_label(c) and roles.entry(c) for c in first):
        return None
    return None if _is_part_of_form(roles, table) else table


def _names_projects(column: ListColumn) -> bool:
    return column.entry is not None and column.entry.type == "title"


def _is_part_of_form(roles: Roles, table: ListTable) -> bool:
    """One row of values under its labels, and other labels below it: a form (区分 | 事業名 over 新規 | …)."""
    titles = {id(c) for r in table.rows if (c := table.cell(table.title, r)) and c.column >= table.title.start}
    if len(titles) > 1:
        return False
    heads = {match_key(c.raw) for c in table.heads()}
    below = [c for r in range(table.bottom, table.view.height) for c in table.view.starting(r) if roles.is_label(c)]
    return any(match_key(c.raw) not in heads for c in below)


def _are_heads(reading: Reading, roles: Roles, cells: Sequence[Cell]) -> bool:
    """Are these the heads of columns? Among enough known ones a short text that nobody knows is one as well."""
    months = {id(c) for c in months_in(cells)}
    others = [c for c in cells if id(c) not in months
              and not (_is_head(reading, roles, c) or is_total(c.raw) or ACTOR.fullmatch(c.plain))]  # fmt: skip
    if not others:
        return True
    known = [c for c in cells if roles.entry(c) is not None or period_in(c.raw) is not None]
    if len(others) > 1 or len(known) < KNOWN:
        return False
    text, shade = others[0].plain, others[0].shade
    return (
        len(text) <= LABEL and not FIGURE.fullmatch(text) and "。" not in text and all(c.shade == shade for c in known)
    )


def _is_head(reading: Reading, roles: Roles, cell: Cell) -> bool:
    text = cell.plain
    if "。" in text or len(text) > 40:
        return False
    return roles.is_label(cell) or period_in(cell.raw) is not None or value_type(reading, cell.raw) is not None or bool(
        reading.lexicon.is_kind(cell.raw)
    ) or roles.entry(cell) is not None  # fmt: skip


def _body(reading: Reading, roles: Roles, view: View, top: int) -> int:
    """The first row below the heads."""
    row = top
    for depth in range(1, DEEPEST):
        cells = [c for c in view.starting(top + depth) if c]
        spanning = [c for c in view.row(top + depth) if c.row < top + depth]
        if not cells or not spanning or not all(_is_head(reading, roles, c) or is_total(c.raw) for c in cells):
            break
        row = top + depth
    return max(row + 1, *(foot(c) for c in view.starting(top) if c and c.row_span <= DEEPEST))


def _columns(reading: Reading, roles: Roles, view: View, top: int, body: int) -> list[ListColumn]:
    """The leaves of the head; a head over several columns of the body holds them all."""
    edges = sorted({c.column for r in range(top, min(body + 2, view.height)) for c in view.row(r)} | {view.width})
    stacks: list[tuple[int, int, tuple[Cell, ...]]] = []
    for start, stop in pairwise(edges):
        cells = {id(c): c for r in range(top, body) for c in view.row(r, start, stop) if c}
        if cells:
            stacks.append((start, stop, tuple(cells.values())))
    periods = {id(c): c for _, _, stack in stacks for c in stack if period_in(c.raw)}
    heads = dict(zip(periods, read_heads(reading, [c.raw for c in periods.values()]), strict=True))
    months = {} if periods else {id(c): c for c in months_in([stack[-1] for _, _, stack in stacks])}
    periods |= months
    heads |= dict.fromkeys(months, replace(NO_HEAD, fiscal_year=reading.year, fiscal_year_to=reading.year))
    found = []
    for start, stop, stack in stacks:
        period = next((c for c in stack if id(c) in periods), None)
        kinds = [k for c in reversed(stack) if (k := value_type(reading, c.raw))]
        entry = next((e for c in reversed(stack) if (e := roles.entry(c))), None)
        head = heads[id(period)] if period else None
        own = roles.entry(stack[-1])
        names = own is not None and own.field == "indicator"
        is_period = head or (kinds and not names and (entry is None or entry.type == "indicator"))
        kind: Kind = "period" if is_period else _kind(entry)
        is_value = reading.lexicon.value_type_of(stack[-1].raw) is not None
        if own is not None and own.type in GRADED and not (is_value or kinds):
            kind = "assessment"
        if kind != "period" and reading.lexicon.is_kind(stack[-1].raw):
            kind = "kind"
        over = next((e for c in stack[:-1] if (e := roles.entry(c)) and e.type == "actors"), None)
        if kind == "text" and over is not None:  # 地域 is an actor there, and no place
            kind, entry = "actors", over
        found.append(ListColumn(start, stop, stack, kind, entry, head, kinds[0] if kinds else None))
    find_totals(found)
    return found


def _kind(entry: Entry | None) -> Kind:
    return TEXTUAL.get(entry.type, "text") if entry else "text"  # type: ignore[return-value]


def _title(reading: Reading, view: View, columns: Sequence[ListColumn], body: int) -> ListColumn | None:
    """The column of which each sheet has one cell: the title's, else that of the lowest heading."""
    find_contents(reading, view, columns, body)
    find_amounts(reading, view, columns, body)
    titles = [c for c in columns if c.kind == "title"]
    if titles:
        return titles[0]
    numbers = [c for c in columns if c.kind == "number"]
    behind = next((c for c in columns if numbers and c.start >= numbers[0].stop), None)
    if behind is not None and behind.kind in ("text", "heading"):
        behind.kind = "title"
        return behind
    headings = [c for c in columns if c.kind == "heading"]
    others = {c.kind for c in columns}
    if headings and others & {"offices", "indicator", "period", "text", "assessment"}:
        headings[-1].kind = "title"
        return headings[-1]
    if others & {"offices", "actor", "actors", "indicator", "period", "assessment"}:
        named = next((c for c in columns if c.kind not in ("kind", "offices")), None)
        if named is not None and names_measures(view, named, body):
            named.kind = "title"
            return named
    return None


def _rows(roles: Roles, table: ListTable) -> None:
    """The body: rows whose cells keep to the columns; it ends at another head."""
    view = table.view
    edges = {c.start for c in table.columns} | {c.stop for c in table.columns}
    edges |= {at for c in table.columns if c.kind == "item" for at in range(c.start, c.stop)}  # 財源内訳 | 国庫支出金
    row = table.body
    while row < view.height:
        cells = view.row(row)
        if not all({c.column, end(c)} <= edges for c in cells):
            break
        fresh = [c for c in cells if c and c.row == row]
        if len(fresh) > 2 and all(roles.entry(c) is not None for c in fresh):
            break
        if is_labelled_row(roles, table.columns, fresh):
            break
        table.rows.append(row)
        row += 1
    table.bottom = row
