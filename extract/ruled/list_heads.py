"""Headings of a list's rows: texts across the list, and columns whose cells reach over several sheets."""

from collections.abc import Mapping, Sequence
from typing import Final

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.claims import Claim
from plansheets.extract.reading import Reading
from plansheets.extract.ruled.bands import Bands, shape_of, style_of
from plansheets.extract.ruled.claim import NOTE
from plansheets.extract.ruled.list_columns import ListColumn
from plansheets.extract.ruled.list_table import ListTable
from plansheets.extract.ruled.totals import is_figure, is_total
from plansheets.extract.ruled.view import end
from plansheets.extract.values import claim_label, claim_value
from plansheets.normalize import clean_text, parse_enumerator, unwrap

DITTO: Final = regex.compile(r"同\s*上|[〃々”\"]+|同")
"""What takes over the cell above it."""
RANKED: Final = regex.compile(
    r"(?P<label>[^\d０-９IVXⅠ-Ⅻ①-⑳\s]{2,8}?)\s*(?P<number>[0-9０-９]+(?:[-－][0-9０-９]+)?|[IVXⅠ-Ⅻ]+)[\s:：.．、]*(?P<title>\D.*)",
    regex.DOTALL,
)
LONGEST: Final = 40
"""Characters of a heading in a row of its own whose other cells are empty."""
Heading = dict[str, Claim]


class ListHeadings:
    """The headings in force while a list is read from top to bottom."""

    def __init__(
        self, reading: Reading, table: ListTable, heads: Mapping[int, Claim], claims: dict[int, Claim]
    ) -> None:
        self.reading = reading
        self.table = table
        self.heads = heads
        self.columns = [c for c in table.columns if _is_level(reading, table, c)]
        self._claims = claims
        self._bands = Bands()
        self._band_column = 0
        self._by_cell: dict[int, Heading] = {}
        self._by_column: dict[int, Heading] = {}
        self._last: dict[int, Heading] = {}
        self._shades = {c.shade for r in table.rows if (c := table.cell(table.title, r)) and self._among_others(c, r)}

    def cells(self) -> list[Heading]:
        """Label, number and title of each heading in force, from the highest."""
        left = [h for start, h in sorted(self._by_column.items()) if start < self._band_column]
        right = [h for start, h in sorted(self._by_column.items()) if start >= self._band_column]
        return [*left, *self._bands.cells(), *right]

    def across(self, row: int) -> bool:
        """One text in a row of its own: a heading of the rows below it, or a note, which is left to the outline."""
        cells = [c for c in self.table.view.row(row) if c and c.row == row]
        if len(cells) != 1 or not self._is_alone(cells[0], row):
            return False
        cell = cells[0]
        note = NOTE.match(cell.raw)
        if note and cell.raw[note.end() :].strip():
            return True
        if not self._is_band(cell):
            return False
        self._bands.add(shape_of(cell, self.table.view.grid), self._heading(cell, None))
        self._band_column = cell.column
        self._by_column = {start: h for start, h in self._by_column.items() if start < cell.column}
        return True

    def begin(self, row: int) -> None:
        """Take over what the columns of headings say of the sheet that begins in a row."""
        for column in self.columns:
            cell = self.table.cell(column, row)
            if cell is None or cell is self.table.cell(self.table.title, row):
                continue
            if id(cell) not in self._by_cell:
                if not self.reading.ledger.is_free(cell.span):
                    continue  # a head that reaches down beside the rows
                self._by_cell[id(cell)] = self._new(cell, column)
                self._by_column = {start: h for start, h in self._by_column.items() if start <= column.start}
                if column.start < self._band_column:
                    self._bands = Bands()
            self._by_column[column.start] = self._last[column.start] = self._by_cell[id(cell)]

    def _new(self, cell: Cell, column: ListColumn) -> Heading:
        above = self._last.get(column.start)
        if above is not None and DITTO.fullmatch(clean_text(unwrap(cell.raw))):
            self._claims[id(cell)] = claim_label(self.reading, cell.span, "heading/ditto")
            return above
        return self._heading(cell, column)

    def _among_others(self, cell: Cell, row: int) -> bool:
        return sum(bool(c) and c.row == row for c in self.table.view.row(row)) > 1 and cell.row == row

    def _is_alone(self, cell: Cell, row: int) -> bool:
        """No other text in its row but the groups left of it."""
        others = [c for c in self.table.view.row(row) if c and c is not cell]
        return cell.column <= self.table.title.start and all(c.row < row and end(c) <= cell.column for c in others)

    def _is_band(self, cell: Cell) -> bool:
        """Does it reach across the list; or do its fill or its counter tell it from a sheet's title?"""
        if cell.row_span > 1 or is_total(cell.raw) or is_figure(cell.raw):
            return False
        if end(cell) >= self.table.view.width - 1:
            return True
        text = clean_text(unwrap(cell.raw))
        if len(text) > LONGEST or "。" in text:
            return False
        if cell.shade and cell.shade not in self._shades:
            return True
        found = RANKED.fullmatch(cell.raw.strip())
        return bool(found and self._is_label(found["label"])) or len(style_of(cell.raw)) == 1

    def _is_label(self, text: str) -> bool:
        entry = self.reading.lexicon.lookup(text)
        return entry is not None and entry.type == "heading"

    def _heading(self, cell: Cell, column: ListColumn | None) -> Heading:
        """Label, number and title of a heading: 基本目標１ しごとをつくる; its column's head is the label else."""
        reading, span = self.reading, cell.span
        found = RANKED.fullmatch(span.raw.strip())
        claims: Heading = {}
        if found and reading.lexicon.lookup(found["label"]):
            parts = {name: span.part(*found.span(name)).strip() for name in ("label", "number", "title")}
            claims["label"] = claim_label(reading, parts["label"], "heading")
            claims |= {name: claim_value(reading, parts[name], "heading") for name in ("number", "title")}
        else:
            mark = parse_enumerator(span.raw)
            if mark.style == "bullet" and mark.rest_start and mark.rest:
                claim_label(reading, span.part(0, mark.rest_start).strip(), "heading")
                span = span.part(mark.rest_start).strip()
            elif mark.style and mark.rest_start and mark.rest:
                claims["number"] = claim_value(reading, span.part(0, mark.rest_start).strip(), "heading")
                span = span.part(mark.rest_start).strip()
            claims["title"] = claim_value(reading, span, "heading")
            if column is not None and column.kind == "heading":
                claims["label"] = self.heads[id(column.label)]
        self._claims[id(cell)] = claims["title"]
        return claims


def _is_level(reading: Reading, table: ListTable, column: ListColumn) -> bool:
    """Does a column hold headings: by its head; or left of the titles, by cells that go on over rows?"""
    if column is table.title:
        return False
    if column.kind == "heading":
        return True
    if column.stop > table.title.start or column.kind not in ("text", "kind"):
        return False
    cells = [table.cell(column, r) for r in table.rows if table.cell(table.title, r) is not None]
    filled = [c for c in cells if c and end(c) <= column.stop]
    if column.kind == "kind":
        return any(c.row_span > 1 for c in filled) and not all(reading.lexicon.is_kind(c.raw) for c in filled)
    return any(c.row_span > 1 for c in filled) or bool(cells and cells[0] and _goes_on_blank(cells, filled))


def _goes_on_blank(cells: Sequence[Cell | None], filled: Sequence[Cell]) -> bool:
    """Are cells left blank, and the others short and few enough to be groups?"""
    return 2 * len(filled) <= len(cells) and all("。" not in c.raw for c in filled)
