"""Tables with periods in their head: where the head is, what each column stands for, which rows are its body."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plansheets.extract.blocks import Cell, Grid
from plansheets.extract.heads import Head, read_heads, value_type
from plansheets.extract.reading import Reading
from plansheets.normalize import match_key
from plansheets.rules import Entry
from plansheets.rules.shapes import TableShape

STUB_TYPES = {"indicator", "unit", "number", "heading", "schedule"}
"""Types of labels that may stand in a matrix' head above its row names."""
BODY_TYPES = {"indicator", "money", "schedule", "unit", "grade"}
"""Types of labels that may name a body row."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of periods: its head cells from top to bottom, what they say."""

    head: Head
    cells: tuple[Cell, ...]
    value_type: str | None

    @property
    def period(self) -> Cell:
        """The head cell that names the period."""
        return self.cells[0]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows `start` to `stop` of a grid, the first `head` of them heads; columns by grid column, stub heads likewise."""

    grid: Grid
    start: int
    head_rows: int
    stop: int
    columns: dict[int, Column]
    stubs: dict[int, tuple[Cell, Entry]]
    label: Cell | None
    kind: str
    shape: TableShape | None = None

    def value_type_of(self, column: Column) -> str | None:
        """What a column holds, by its head, else by the family's shape of the table."""
        if column.value_type or self.shape is None:
            return column.value_type
        key = match_key("".join(cell.raw for cell in column.cells))
        named = (c.value_type for c in self.shape.columns if any(match_key(head) in key for head in c.head))
        return next(named, self.shape.value_type)

    def body(self) -> Iterator[tuple[list[Cell], list[tuple[Column, Cell | None]]]]:
        """Each body row: its cells left of and between the periods, and the cell of every period column."""
        for row in self.grid.rows[self.start + self.head_rows : self.stop]:
            by_column = {c: cell for cell in row for c in cell.columns}
            stub = [cell for cell in row if cell and not set(cell.columns) & set(self.columns)]
            yield stub, [(column, by_column.get(at)) for at, column in sorted(self.columns.items())]

    def head_cells(self) -> list[Cell]:
        """All cells of the head that hold text."""
        return [c for row in self.grid.rows[self.start : self.start + self.head_rows] for c in row if c]


def find_matrices(reading: Reading, grid: Grid) -> list[Matrix]:
    """All matrices of a grid, from top to bottom; they do not overlap."""
    found, at = [], 0
    while at < len(grid.rows):
        matrix = _matrix_at(reading, grid, at)
        if matrix:
            found.append(matrix)
            at = matrix.stop
        else:
            at += 1
    return found


def _matrix_at(reading: Reading, grid: Grid, at: int) -> Matrix | None:
    row = [cell for cell in grid.rows[at] if cell]
    heads = read_heads(reading, [cell.raw for cell in row])
    periods = [(cell, head) for cell, head in zip(row, heads, strict=True) if head]
    stubs = {
        cell.column: (cell, entry)
        for cell, head in zip(row, heads, strict=True)
        if head is None
        if (entry := reading.lexicon.lookup(cell.raw)) and entry.type in STUB_TYPES
    }
    types: set[str] = {entry.type for _, entry in stubs.values()}
    label = _label(reading, grid, at, periods, stubs)
    if len(periods) < 2 and not (periods and ("indicator" in types or label)):
        return None
    if len(periods) + len(stubs) < len(row) - 1:
        return None
    columns, head_rows = _columns(reading, grid, at, periods)
    stop = _stop(reading, grid, at + head_rows, set(columns))
    if stop == at + head_rows:
        return None
    named = [c for r in grid.rows[at : at + head_rows] for c in r if c] + ([label] if label else [])
    shape = _shape(reading, named)
    kind = shape.table if shape else _kind(reading, grid, at + head_rows, stop, set(columns), types, label)
    return Matrix(grid, at, head_rows, stop, columns, stubs, label, kind, shape)


def _shape(reading: Reading, heads: Sequence[Cell]) -> TableShape | None:
    """What the family says of a table with these heads."""
    keys = {match_key(cell.raw) for cell in heads}
    shapes = reading.family.tables if reading.family else ()
    return next((shape for shape in shapes if {match_key(head) for head in shape.head} <= keys), None)


def _label(
    reading: Reading, grid: Grid, at: int, periods: Sequence[tuple[Cell, Head]], stubs: dict[int, tuple[Cell, Entry]]
) -> Cell | None:
    """The label of a yearly plan: in the head's own row, or in the row above its first column."""
    for cell, entry in stubs.values():
        if entry.type == "schedule":
            return cell
    if at and periods:
        above = [c for c in grid.rows[at - 1] if c and periods[0][0].column in c.columns]
        for cell in above:
            found = reading.lexicon.lookup(cell.raw)
            if found and found.type == "schedule":
                return cell
    return None


def _columns(
    reading: Reading, grid: Grid, at: int, periods: Sequence[tuple[Cell, Head]]
) -> tuple[dict[int, Column], int]:
    """Columns of a head of one row, or of two: periods over kinds of value."""
    below = [c for c in grid.rows[at + 1] if c] if at + 1 < len(grid.rows) else []
    kinds = [(c, value_type(reading, c.raw)) for c in below]
    if kinds and sum(k is not None for _, k in kinds) == len(kinds) >= 2 and len(kinds) >= len(periods) - 1:
        columns = _two_levels(periods, [(c, k) for c, k in kinds if k])
        if columns:
            return columns, 2
    return {cell.column: Column(head, (cell,), head.value_type) for cell, head in periods}, 1


def _two_levels(periods: Sequence[tuple[Cell, Head]], kinds: Sequence[tuple[Cell, str]]) -> dict[int, Column] | None:
    """A period stands over the kinds between it and the next period; a period that names its own kind stands alone."""
    columns: dict[int, Column] = {}
    for i, (cell, head) in enumerate(periods):
        end = periods[i + 1][0].column if i + 1 < len(periods) else 1 << 30
        under = [(c, k) for c, k in kinds if cell.column <= c.column < max(end, cell.column + cell.column_span)]
        for c, kind in under:
            columns[c.column] = Column(head, (cell, c), kind)
        if not under:
            columns[cell.column] = Column(head, (cell,), head.value_type)
    return columns if sum(len(c.cells) == 2 for c in columns.values()) == len(kinds) else None


def _stop(reading: Reading, grid: Grid, start: int, columns: set[int]) -> int:
    """The body ends before a row with a label of another kind, or before the next head."""
    for at in range(start, len(grid.rows)):
        row = [c for c in grid.rows[at] if c]
        if not row:
            continue
        inside = [c for c in row if set(c.columns) & columns]
        if not inside and at > start:
            return at
        entry = reading.lexicon.lookup(row[0].raw)
        if entry and not entry.weak and entry.type not in BODY_TYPES and not set(row[0].columns) & columns:
            return at
        if at > start and _is_head(reading, row):
            return at
    return len(grid.rows)


def _is_head(reading: Reading, row: Sequence[Cell]) -> bool:
    """Is the row the head of another table: two periods, or the names of its columns (指標, 単位)?"""
    named = (entry for c in row if (entry := reading.lexicon.lookup(c.raw)))
    return (
        sum(entry.type in ("indicator", "unit") for entry in named) >= 2
        or sum(h is not None for h in read_heads(reading, [c.raw for c in row])) >= 2
    )


def _kind(
    reading: Reading, grid: Grid, start: int, stop: int, columns: set[int], types: set[str], label: Cell | None
) -> str:
    """schedule or indicators: by the head's labels, else by whether most cells hold numbers."""
    if label is not None:
        return "schedule"
    if types & {"indicator", "unit"}:
        return "indicators"
    texts = [c.raw for row in grid.rows[start:stop] for c in row if c and set(c.columns) & columns]
    numbers = sum(any(ch.isdecimal() for ch in t) and len(t) <= 16 for t in texts)
    return "indicators" if texts and numbers > len(texts) / 2 else "schedule"
