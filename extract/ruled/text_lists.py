"""Lists in a text (Markdown pipes, tabs, columns of blanks): the same heads over a sheet a row as in a ruled table."""

from collections.abc import Collection, Sequence

from plansheets.extract.blocks import Block, Cell, Grid
from plansheets.extract.heads import period_in, value_type
from plansheets.extract.reading import Reading
from plansheets.extract.ruled.list_rows import ListReader
from plansheets.extract.ruled.list_table import ListTable, find_lists
from plansheets.extract.ruled.roles import Roles
from plansheets.extract.ruled.text_heads import with_merged_heads
from plansheets.extract.ruled.view import View
from plansheets.extract.trail import Trail
from plansheets.normalize import match_key

FEWEST = 2
"""Sheets of the lists in a text, where nothing drawn shows that it is a table."""
ONLY_VALUES = {"heading", "number", "title", "indicator", "unit", "period", "value_type", "actor"}
"""What a table of indicators, or of actors, holds of sheets that are described elsewhere."""


class TextLists:
    """The lists among the grids of a text."""

    def __init__(
        self, reading: Reading, trail: Trail, blocks: Sequence[Block], known: Collection[str] = frozenset()
    ) -> None:
        """`known` are the keys of the names of ruled forms: lists only name those."""
        self.reading = reading
        self.known = frozenset(known)
        self.trail = trail
        grids = {id(b): View(with_merged_heads(b, self._is_head))
                 for b in blocks if isinstance(b, Grid) and b.kind != "rulings" and any(b.cells())}  # fmt: skip
        roles = Roles(reading, grids.values())
        found = {key: find_lists(reading, roles, view) for key, view in grids.items()}
        lists = {key: kept for key, lists in found.items() if (kept := [t for t in lists if _is_list(t)])}
        several = sum(len(_titles(table)) for kept in lists.values() for table in kept) >= FEWEST
        self._lists = lists if several else {}

    def _is_head(self, cell: Cell) -> bool:
        known = self.reading.lexicon.lookup(cell.raw) is not None or value_type(self.reading, cell.raw) is not None
        return known or period_in(cell.raw) is not None

    def __bool__(self) -> bool:
        return bool(self._lists)

    def read(self, grid: Grid, caption: str) -> bool:
        """Read the lists of one grid. False where it holds none, or only names the sheets that were read before it."""
        lists = [t for t in self._lists.get(id(grid), ()) if not self._is_known(t)]
        for table in lists:
            ListReader(self.reading, table, self.trail, caption).claim()
        return bool(lists)

    def _is_known(self, table: ListTable) -> bool:
        known = self.known | {sheet.key("title") for sheet in self.reading.sheets}
        titles = _titles(table)
        return sum(title in known for title in titles) * 2 > len(titles)


def _is_list(table: ListTable) -> bool:
    """Does it say of its sheets more than values?"""
    kinds = {column.kind for column in table.columns if column is not table.title}
    return bool(kinds - ONLY_VALUES) and bool(_titles(table))


def _titles(table: ListTable) -> set[str]:
    return {match_key(c.raw) for r in table.rows if (c := table.cell(table.title, r))}
