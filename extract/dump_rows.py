"""Rows of indicators out of fragments: which name, which fragments, which columns belong together.

A row has one cell a column; its numbers are of one size and unit; the goal's text stands in the goal's column; the
sister sheet has the same baseline and goal. The cheapest way to put all fragments together is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from plansheets.extract.dump_row_price import Columns, Fragment, Name, Partial, Place, RowPrices
from plansheets.extract.dump_values import ValueCell
from plansheets.rules.dump_shape import DumpIndicators

WIDTH = 300
"""Partial tables that are kept; sheets have a few indicators of a few fragments each."""
SURE = 9.0
LEFT_OUT = 6.0


@dataclass(slots=True)
class Table:
    """The rows that were put together: column → cell, by name. `moved`: fragments by row that stand away from the name.

    `margin`: by how much the second cheapest reading that was seen costs more.
    """

    rows: list[dict[int, ValueCell]]
    moved: list[tuple[int, Fragment]] = field(default_factory=list)
    left: list[Fragment] = field(default_factory=list)
    margin: float = SURE


def assemble(
    shape: DumpIndicators,
    kinds: Sequence[str],
    names: Sequence[Name],
    fragments: Sequence[Fragment],
    sister: Mapping[str, Mapping[str, str]],
) -> Table:
    """The cheapest table. `kinds`: value type of each column. `sister`: name → kind → text, of the sister sheet."""
    if not names or not kinds:
        return Table([], left=list(fragments))
    return _Search(RowPrices(shape, kinds, names, sister)).run(fragments)


class _Search:
    """Takes the fragments one by one, those with the fewest places first; keeps the WIDTH cheapest partial tables."""

    def __init__(self, prices: RowPrices) -> None:
        self.prices = prices
        self.kinds = prices.kinds
        self.names = prices.names

    def run(self, fragments: Sequence[Fragment]) -> Table:
        def freedom(fragment: Fragment) -> tuple[bool, bool, int, int]:
            is_marked = any(cell.is_text or self.prices.is_baseline(cell) for cell in fragment.cells)
            return fragment.owner is None, not is_marked, -min(len(fragment.cells), 3), fragment.at

        partial: list[Partial] = [(0.0, ())]
        for fragment in sorted(fragments, key=freedom):
            grown = [
                (cost + price, (*placed, place))
                for cost, placed in partial
                for price, place in self._options(fragment, placed)
            ]
            partial = sorted(grown, key=lambda each: each[0])[:WIDTH]
        whole = sorted(
            ((cost + self.prices.missing(placed), placed) for cost, placed in partial), key=lambda each: each[0]
        )
        margin = whole[1][0] - whole[0][0] if len(whole) > 1 else SURE
        return self._table(whole[0][1], margin)

    def _table(self, placed: Sequence[Place], margin: float) -> Table:
        rows: list[dict[int, ValueCell]] = [{} for _ in self.names]
        found = Table(rows, margin=margin)
        for fragment, row, columns in placed:
            if row is None:
                found.left.append(fragment)
                continue
            rows[row].update(zip(columns, fragment.cells, strict=True))
            if fragment.owner is None:
                found.moved.append((row, fragment))
        return found

    def _options(self, fragment: Fragment, placed: Sequence[Place]) -> list[tuple[float, Place]]:
        """All places of a fragment that are still free, with their prices; and none at all."""
        options: list[tuple[float, Place]] = [(LEFT_OUT, (fragment, None, ()))]
        for row in self._rows(fragment):
            taken = {column for _, r, columns in placed if r == row for column in columns}
            options += [
                (self.prices.price(fragment, row, columns, placed), (fragment, row, columns))
                for columns in self._places(len(fragment.cells), taken)
            ]
        return options

    def _rows(self, fragment: Fragment) -> Sequence[int]:
        return range(len(self.names)) if fragment.owner is None else (fragment.owner,)

    def _places(self, count: int, taken: set[int]) -> list[Columns]:
        """The columns that a fragment may fill, in its order; next to one another or not."""
        free = [column for column in range(len(self.kinds)) if column not in taken]
        return list(combinations(free, count))
