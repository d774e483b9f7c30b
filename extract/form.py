"""Form sheets: a grid of labels and values. Labels by the lexicon, values right of or below them."""

from collections.abc import Sequence
from dataclasses import dataclass

from plansheets.extract.blocks import Cell, Grid
from plansheets.extract.claims import Claim
from plansheets.extract.matrix import find_matrices
from plansheets.extract.matrix_rows import claim_matrix
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.span import Span, join
from plansheets.extract.trail import Trail
from plansheets.extract.values import claim_actors, claim_label, claim_offices, claim_title, claim_value
from plansheets.normalize import clean_text, unwrap
from plansheets.rules import Entry

LABEL_LENGTH = 20
"""Characters up to which an unknown first cell of a row is taken for a label."""
HEAD_TYPES = ("number", "title")
"""Labels of these types open a sheet where no family says which one does."""


@dataclass
class Pair:
    """A label with the cells that hold its value."""

    label: Cell | None
    entry: Entry | None
    values: list[Cell]


class FormReader:
    """Reads the sheets of one document, grid by grid."""

    def __init__(self, reading: Reading, trail: Trail) -> None:
        self.reading = reading
        self.trail = trail
        self._start_field: str | None = None

    def read(self, grid: Grid) -> bool:
        """Read a grid of one or several sheets, or the rest of the last one. False where it is no form."""
        starts = [at for at, row in enumerate(grid.rows) if self._is_start(row)]
        if not starts:
            if not self.reading.sheets or not self._goes_on(grid):
                return False
            self._rows(grid, self.reading.sheets[-1])
            return True
        if starts[0] and self.reading.sheets:
            self._rows(grid.slice(0, starts[0]), self.reading.sheets[-1])
        for start, stop in zip(starts, [*starts[1:], len(grid.rows)], strict=True):
            sheet = SheetHead(len(self.reading.sheets) + 1, self.trail.cells(), dict(self.trail.labels()))
            self.reading.sheets.append(sheet)
            self._rows(grid.slice(start, stop), sheet)
        return True

    def _is_start(self, row: Sequence[Cell]) -> bool:
        cells = [c for c in row if c]
        if not cells:
            return False
        start = self.reading.family.sheet.start if self.reading.family else None
        if start and start.pattern:
            return start.pattern.fullmatch(cells[0].raw) is not None
        entry = self.reading.lexicon.lookup(cells[0].raw)
        if start:
            return entry is not None and entry.field == start.field
        if not entry or entry.weak or entry.type not in HEAD_TYPES or len(cells) < 2:
            return False
        if self._start_field is None:
            self._start_field = entry.field
        return entry.field == self._start_field

    def _goes_on(self, grid: Grid) -> bool:
        """Do most of the rows begin with a known label, as those of a sheet broken over a page do?"""
        rows = [[c for c in row if c] for row in grid.rows]
        known = [self._entry(row[0]) is not None for row in rows if len(row) > 1]
        return bool(known) and sum(known) * 2 > len(known) and not self._is_table(grid)

    def _is_table(self, grid: Grid) -> bool:
        return any(m.kind == "indicators" and m.start == 0 for m in find_matrices(self.reading, grid))

    def _entry(self, cell: Cell) -> Entry | None:
        return self.reading.lexicon.lookup(cell.raw)

    def _rows(self, grid: Grid, sheet: SheetHead) -> None:
        matrices = find_matrices(self.reading, grid)
        used = {id(c) for m in matrices for row in grid.rows[m.start : m.stop] for c in row if c}
        used |= {id(m.label) for m in matrices if m.label}
        for at, row in enumerate(grid.rows):
            cells = [c for c in row if c and id(c) not in used]
            if not cells:
                continue
            if at == 0 and self._start_row(cells, sheet):
                continue
            for pair in self._pairs(cells):
                self._claim(pair, sheet)
        for matrix in matrices:
            claim_matrix(self.reading, matrix, sheet, self.trail)

    def _start_row(self, cells: Sequence[Cell], sheet: SheetHead) -> bool:
        """The first row of a sheet whose family knows it by a pattern: number, then title and kind without labels."""
        start = self.reading.family.sheet.start if self.reading.family else None
        first, *rest = cells
        found = start.pattern.fullmatch(first.raw) if start and start.pattern else None
        if not found:
            return False
        number = first.span.part(*found.span("number")).strip() if "number" in found.groupdict() else first.span
        sheet.cells["number"] = claim_value(self.reading, number, "number")
        self.reading.ledger.rest(first.span, "label", f"{self.reading.rule}/sheet")
        kinds = [c for c in rest if self.reading.lexicon.is_kind(c.raw)]
        titles = [c for c in rest if c not in kinds]
        if kinds:
            sheet.cells["kind"] = claim_value(self.reading, kinds[-1].span, "kind")
        if titles:
            sheet.cells["title"] = claim_value(self.reading, titles[0].span, "title")
        for cell in [*titles[1:], *kinds[:-1]]:
            self._claim(Pair(None, None, [cell]), sheet)
        return True

    def _pairs(self, cells: Sequence[Cell]) -> list[Pair]:
        """Labels and values of one row, from left to right."""
        pairs: list[Pair] = []
        for at, cell in enumerate(cells):
            entry = self._entry(cell)
            after_label = bool(pairs) and pairs[-1].label is not None and not pairs[-1].values
            # A label at the row's end has no value there: it is the value of the label before it.
            if entry is not None and not (after_label and (entry.weak or at == len(cells) - 1)):
                pairs.append(Pair(cell, entry, []))
            elif not pairs and len(cells) > 1 and _may_be_label(cell):
                pairs.append(Pair(cell, None, []))
            elif pairs:
                pairs[-1].values.append(cell)
            else:
                pairs.append(Pair(None, None, [cell]))
        return pairs

    def _claim(self, pair: Pair, sheet: SheetHead) -> None:
        reading = self.reading
        value = join(c.span for c in pair.values) if pair.values else None
        if pair.label is None:
            if value is not None:
                reading.ledger.doubt(
                    "unlabelled-cell", "a cell without a label; it stays in residue", sheet=sheet.number, span=value
                )
            return
        label = claim_label(reading, pair.label.span, "label")
        kind = pair.entry.type if pair.entry else "text"
        if value is not None and self._claim_typed(kind, value, sheet):
            return
        self._field(sheet, label, pair.entry, value)

    def _claim_typed(self, kind: str, value: Span, sheet: SheetHead) -> bool:
        reading = self.reading
        if kind == "number" and "number" not in sheet.cells:
            sheet.cells["number"] = claim_value(reading, value, "number")
        elif kind == "title" and "title" not in sheet.cells:
            claim_title(reading, sheet.cells, value)
        elif kind == "kind" and "kind" not in sheet.cells:
            sheet.cells["kind"] = claim_value(reading, value, "kind")
        elif kind == "offices":
            claim_offices(reading, sheet.number, value)
        elif kind == "actors":
            return claim_actors(reading, sheet.number, value)
        else:
            return False
        return True

    def _field(self, sheet: SheetHead, label: Claim, entry: Entry | None, value: Span | None) -> None:
        field = entry.field if entry else None
        cells = {"label": label}
        if value is not None:
            cells["text"] = claim_value(self.reading, value, field or "unknown-label", 1.0 if entry else 0.8)
        self.reading.ledger.row("fields", sheet.number, cells, field=field)


def _may_be_label(cell: Cell) -> bool:
    text = clean_text(unwrap(cell.raw))
    return len(text) <= LABEL_LENGTH and "。" not in text
