"""Rows of indicators out of fragments: which name, which fragments, which columns belong together.

A row has one cell a column; its numbers are of one size and unit; the goal's text stands in the goal's column; the
sister sheet has the same baseline and goal. The cheapest way to put all fragments together is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import comb

from plansheets.extract.dump.row_price import Columns, Fragment, Name, Partial, Place, RowPrices
from plansheets.extract.dump.values import ValueCell
from plansheets.rules.dump_shape import DumpIndicators

WIDTH, MIN_WIDTH, WORK = 200, 10, 50_000
"""Partial tables that are kept, fewer where there are many fragments: a sheet has a few indicators of a few each."""
MAX_PLACES = 120
"""Places of one fragment that are tried."""
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
        width = max(MIN_WIDTH, min(WIDTH, WORK // (len(fragments) ** 2 + 1)))
        for fragment in sorted(fragments, key=freedom):
            places = self._places(fragment)
            grown = [
                (cost + price, (*placed, place))
                for cost, placed in partial
                for price, place in self._options(fragment, places, placed)
            ]
            partial = sorted(grown, key=lambda each: each[0])[:width]
        whole = [(cost + self.prices.missing(placed), placed) for cost, placed in partial]
        whole.sort(key=lambda each: each[0])
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

    def _options(
        self, fragment: Fragment, places: Sequence[tuple[float, int, Columns]], placed: Sequence[Place]
    ) -> list[tuple[float, Place]]:
        """The places of a fragment that are still free, with their prices; and none at all."""
        taken: dict[int, set[int]] = {}
        for _, row, columns in placed:
            if row is not None:
                taken.setdefault(row, set()).update(columns)
        options: list[tuple[float, Place]] = [(LEFT_OUT, (fragment, None, ()))]
        for price, row, columns in places:
            if taken.get(row, set()).isdisjoint(columns):
                beside = self.prices.beside(fragment, row, columns, placed)
                options.append((price + beside, (fragment, row, columns)))
        return options

    def _places(self, fragment: Fragment) -> list[tuple[float, int, Columns]]:
        """The places that a fragment may take, in its order, next to one another or not; the cheapest first."""
        count, every = len(fragment.cells), range(len(self.kinds))
        if comb(len(every), min(count, len(every))) <= MAX_PLACES:
            runs = list(combinations(every, count))
        else:
            runs = [tuple(range(at, at + count)) for at in range(len(every) - count + 1)]
        rows = range(len(self.names)) if fragment.owner is None else (fragment.owner,)
        places = sorted((self.prices.alone(fragment, row, columns), row, columns) for row in rows for columns in runs)
        return [place for place in places if place[0] <= places[0][0] + LEFT_OUT][:MAX_PLACES]
