"""A table of sheets against actors: ◎, ○ or a blank a cell, its rows joined to the sheets by their number."""

from collections.abc import Sequence
from dataclasses import dataclass

from plansheets.extract.blocks import Cell, Grid
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.values import claim_label, claim_value
from plansheets.normalize import clean_text, match_key, parse_enumerator, unwrap

MARKS = frozenset("◎○〇◯●■□☑☐✓✔レ△▲×✕-－—―")


@dataclass(frozen=True)
class ActorRow:
    """One row: what it says of its sheet, and the mark of each actor."""

    number: int | None
    title: str
    cells: tuple[Cell, ...]
    marks: tuple[tuple[Cell, Cell | None], ...]


@dataclass(frozen=True)
class ActorMatrix:
    """The head's cells, and the rows."""

    heads: tuple[Cell, ...]
    rows: tuple[ActorRow, ...]


def find_actor_matrix(reading: Reading, grid: Grid) -> ActorMatrix | None:
    """The whole grid as a table of actors; None where it is something else."""
    for at, row in enumerate(grid.rows[:3]):
        label = next((c for c in row if c and _is_actor_label(reading, c)), None)
        if label and at + 1 < len(grid.rows):
            names = [c for c in grid.rows[at + 1] if c and c.column >= label.column]
            if len(names) >= 2:
                return _rows(grid, at + 2, names)
    return None


def claim_actor_matrix(reading: Reading, matrix: ActorMatrix, roles: dict[str, str]) -> None:
    """Actors of every sheet that a row names by its number; a row without a sheet is a doubt."""
    names = {id(c): claim_label(reading, c.span, "actor") for c in matrix.heads}
    for row in matrix.rows:
        sheet = _sheet_of(reading, row)
        for cell in row.cells:
            claim_label(reading, cell.span, "actor-row")
        if not any(mark for _, mark in row.marks) and row.number is None:
            continue
        if sheet is None:
            reading.ledger.doubt(
                "row-without-sheet",
                "a row of actors that names no sheet of this document",
                span=row.cells[0].span if row.cells else None,
            )
            continue
        for actor, mark in row.marks:
            claim = claim_value(reading, mark.span, "actors") if mark else None
            text = clean_text(mark.raw) if mark else ""
            reading.ledger.row(
                "actors",
                sheet.number,
                {"actor": names[id(actor)], "is_marked": claim},
                is_marked=bool(text) and text not in "□☐×✕-－—―",
                role=roles.get(text),
            )


def _is_actor_label(reading: Reading, cell: Cell) -> bool:
    entry = reading.lexicon.lookup(cell.raw)
    return entry is not None and entry.type == "actors"


def _rows(grid: Grid, start: int, names: list[Cell]) -> ActorMatrix | None:
    marks = [_marks(row, names) for row in grid.rows[start:]]
    filled = [mark for row in marks for _, mark in row if mark is not None]
    if not filled or sum(clean_text(mark.raw) in MARKS for mark in filled) < 0.8 * len(filled):
        return None
    rows = []
    for row, found in zip(grid.rows[start:], marks, strict=True):
        taken = {id(mark) for _, mark in found}
        stub = tuple(c for c in row if c and id(c) not in taken)
        rows.append(ActorRow(*_number(stub), stub, found))
    heads = tuple(c for row in grid.rows[:start] for c in row if c)
    return ActorMatrix(heads, tuple(rows))


def _marks(row: Sequence[Cell], names: Sequence[Cell]) -> tuple[tuple[Cell, Cell | None], ...]:
    """What stands in a row under each name of an actor."""
    columns = {name.column for name in names}
    single = [cell for cell in row if sum(c in columns for c in cell.columns) <= 1]
    by_column = {c: cell for cell in single for c in cell.columns}
    return tuple((name, by_column[name.column] if by_column.get(name.column) else None) for name in names)


def _number(stub: tuple[Cell, ...]) -> tuple[int | None, str]:
    """Number and title of the row's sheet: of its last cell with a marker and a text (①情報発信機能及び体制の強化)."""
    for cell in reversed(stub):
        mark = parse_enumerator(unwrap(cell.raw))
        if mark.style and mark.rest and mark.number is not None:
            return mark.number, match_key(mark.rest)
    return None, match_key(stub[-1].raw) if stub else ""


def _sheet_of(reading: Reading, row: ActorRow) -> SheetHead | None:
    for sheet in reading.sheets:
        if row.number is not None and sheet.key("number") == str(row.number):
            return sheet
    return next((s for s in reading.sheets if row.title and s.key("title") == row.title), None)
