"""Sheets out of a raw dump: text whose table is lost and whose reading order is broken, but whose form is known.

lines → pieces (scan) → sheets (split) → slots of the form (lanes, cost, fit), rows of
indicators (rows) → claims. Nothing here knows a municipality: the form is a DumpShape.
"""

from collections.abc import Sequence

from plansheets.extract.blocks import Line
from plansheets.extract.dump.claim import SheetClaims
from plansheets.extract.dump.cost import Evidence
from plansheets.extract.dump.draft import draft, redraft
from plansheets.extract.dump.scan import read_pieces
from plansheets.extract.dump.split import split_sheets
from plansheets.extract.dump.table import indicator_tables
from plansheets.extract.dump.words import Words
from plansheets.extract.reading import Reading, SheetHead
from plansheets.rules.dump_shape import DumpShape


def read_dump(reading: Reading, lines: Sequence[Line], shape: DumpShape | None = None) -> None:
    """Claim the sheets of a dump. `shape`: of the form; else the family's. Without one, nothing is claimed."""
    form = shape or getattr(reading.family, "dump", None)
    if not isinstance(form, DumpShape) or not lines:
        return
    pieces = read_pieces(Words(reading, form), lines)
    first = [draft(reading, form, sheet, Evidence()) for sheet in split_sheets(pieces)]
    drafts = redraft(reading, form, first)
    tables = indicator_tables(reading, form, drafts)
    order: dict[str, int] = {}
    for sheet, table in zip(drafts, tables, strict=True):
        head = SheetHead(len(reading.sheets) + 1)
        reading.sheets.append(head)
        claims = SheetClaims(reading, form, sheet, head)
        claims.run()
        if table is not None:
            table.claim(claims, order)
            for name in table.names:
                order.setdefault(name.key, len(order))
        claims.leftovers()
        claims.unread()
