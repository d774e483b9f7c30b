"""Claiming the indicators of a sheet: names, fragments of rows and goals are put together, then claimed row by row."""

from collections.abc import Mapping

from plansheets.extract.dump.cells import NARROW
from plansheets.extract.dump.claim import SheetClaims
from plansheets.extract.dump.draft import Draft
from plansheets.extract.dump.row_price import Fragment, Name
from plansheets.extract.dump.rows import Table, assemble
from plansheets.extract.dump.values import cells_of
from plansheets.extract.reading import Reading
from plansheets.extract.span import join
from plansheets.extract.values import claim_value
from plansheets.rules.dump_shape import DumpIndicators, DumpShape

Rows = Mapping[str, Mapping[str, str]]
"""name → kind → text of its cell."""


class IndicatorTable:
    """The indicators of one sheet, first put together, then claimed."""

    def __init__(self, reading: Reading, shape: DumpIndicators, draft: Draft, sister: Rows) -> None:
        self.reading = reading
        self.draft = draft
        self.kinds = [kind for _, kind in draft.years.columns]
        self.names, fragments = self._parts()
        self.table: Table = assemble(shape, self.kinds, self.names, fragments, sister)

    def _parts(self) -> tuple[list[Name], list[Fragment]]:
        """Names and fragments in the order of the dump."""
        names: list[Name] = []
        fragments: list[Fragment] = []
        uses = {self.draft.texts[place].piece.at: use for place, (use, _) in enumerate(self.draft.fit.choices)}
        for piece in self.draft.pieces:
            if piece is self.draft.number:
                continue
            if piece.kind == "values":
                owner = None
                for span in piece.spans("name"):
                    owner = len(names)
                    names.append(Name(span, piece.at, self.reading.lexicon.key(span.raw)))
                fragments.append(Fragment(cells_of(piece.spans("cell")), piece.at, owner))
            elif uses.get(piece.at) == "name":
                names.append(Name(piece.span, piece.at, self.reading.lexicon.key(piece.raw)))
            elif uses.get(piece.at) == "goal":
                fragments.append(Fragment(cells_of([piece.span]), piece.at))
        return names, fragments

    def rows(self) -> Rows:
        """What the sister sheets may compare with."""
        return {
            name.key: {self.kinds[column]: cell.text for column, cell in row.items()}
            for name, row in zip(self.names, self.table.rows, strict=False)
        }

    def claim(self, claims: SheetClaims, order: Mapping[str, int]) -> None:
        """One row of indicators a cell, in the sister sheet's order of names where it has one."""
        ledger, sheet = self.reading.ledger, claims.sheet.number
        filled = [at for at, row in enumerate(self.table.rows) if row]
        if not filled:
            return
        table_no = ledger.next_table_no()
        filled.sort(key=lambda at: order.get(self.names[at].key, at))
        doubtful = self._doubts(claims)
        for number, at in enumerate(filled, 1):
            name = claim_value(self.reading, self.names[at].span, "indicator")
            for column, (year, kind) in enumerate(self.draft.years.columns):
                cell = self.table.rows[at].get(column)
                value = claim_value(self.reading, cell.span, "value", doubtful.get(id(cell), 1.0)) if cell else None
                if year.span is not None:
                    cells = {"indicator": name, "period": claims.period(year), "value_text": value}
                    ledger.row(
                        "indicators",
                        sheet,
                        cells,
                        table_no=table_no,
                        indicator_no=number,
                        ordinal=column + 1,
                        fiscal_year=year.fiscal_year,
                        fiscal_year_to=None if year.is_open else year.fiscal_year,
                        is_open_ended=year.is_open,
                        value_type=kind,
                    )

    def _doubts(self, claims: SheetClaims) -> dict[int, float]:
        """Confidence of cells that stand away from their name: id(cell) → confidence. Each row of them is a problem."""
        found: dict[int, float] = {}
        is_narrow = self.table.margin < NARROW / 2
        for row in sorted({row for row, _ in self.table.moved}):
            apart = [f for r, f in self.table.moved if r == row and (abs(f.at - self.names[row].at) != 1 or is_narrow)]
            if not apart or (len(self.names) == 1 and not is_narrow):
                continue
            for cell in (cell for fragment in apart for cell in fragment.cells):
                found[id(cell)] = 0.6 if is_narrow else 0.9
            span = join(cell.span for fragment in apart for cell in fragment.cells)
            words = " ".join(span.raw.split())
            message = f"{words!r} stands away from its row; read as that of {self._name(row)!r}"
            claims.doubt(message, span, is_clear=not is_narrow)
        return found

    def _name(self, row: int) -> str:
        return "".join(self.names[row].span.raw.split())


def indicator_tables(reading: Reading, shape: DumpShape, drafts: list[Draft]) -> list[IndicatorTable | None]:
    """The indicators of all sheets: read once by themselves, then again beside the sheets of the same item."""
    spec = shape.indicators
    if spec is None:
        return [None] * len(drafts)
    first = {id(draft): IndicatorTable(reading, spec, draft, {}) for draft in drafts}
    found: list[IndicatorTable | None] = []
    for draft in drafts:
        sister: dict[str, Mapping[str, str]] = {}
        for other in draft.sisters:
            sister.update(first[id(other)].rows())
        found.append(IndicatorTable(reading, spec, draft, sister) if sister else first[id(draft)])
    return found
