"""What it costs to read a fragment as part of a row of indicators: in units, magnitudes, columns and order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from plansheets.extract.dump.values import ValueCell
from plansheets.extract.span import Span
from plansheets.rules.dump_shape import DumpIndicators

UNIT, SIZE, SMOOTH, TEXT_ELSEWHERE, NUMBER_BASELINE = 2.5, 1.4, 0.8, 2.5, 2.0
INTERLEAVED = 1.5
"""Cost of a fragment that stands within another one of its row."""


@dataclass(frozen=True, slots=True, eq=False)
class Fragment:
    """Some cells of one row, in their order, as they stand together. `owner`: the name on its own line."""

    cells: tuple[ValueCell, ...]
    at: int
    owner: int | None = None


Columns = tuple[int, ...]
Place = tuple[Fragment, int | None, Columns]
"""A fragment, its row (None: left out), its columns."""
Partial = tuple[float, tuple[Place, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """An indicator's name and the piece that holds it."""

    span: Span
    at: int
    key: str


class RowPrices:
    """Prices for the rows of one sheet."""

    def __init__(
        self,
        shape: DumpIndicators,
        kinds: Sequence[str],
        names: Sequence[Name],
        sister: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.shape = shape
        self.kinds = kinds
        self.names = names
        self.sister = sister

    def alone(self, fragment: Fragment, row: int, columns: Columns) -> float:
        """The part of the price that no other fragment has a say in."""
        name = self.names[row]
        cost = self._gaps(columns) + self._torn(fragment, columns)
        cost += sum(self._cell(cell, column, name) for cell, column in zip(fragment.cells, columns, strict=True))
        if fragment.owner is None:
            near = fragment.at - name.at
            cost += 0.0 if near == 1 else 0.1 if near == -1 else 0.25
        return cost

    def beside(self, fragment: Fragment, row: int, columns: Columns, placed: Sequence[Place]) -> float:
        """The part of the price that comes of the fragments that have their places already."""
        others = [(c, cell) for f, r, cs in placed if r == row for c, cell in zip(cs, f.cells, strict=True)]
        cost = self._fits(fragment, columns, others, self.names[row])
        cost += INTERLEAVED * any(columns[0] < column < columns[-1] for column, _ in others)
        cost += INTERLEAVED * any(cs[0] < column < cs[-1] for _, r, cs in placed if r == row for column in columns)
        if fragment.owner is not None:
            return cost
        for other, r, cs in placed:
            # fragments of the same columns come in the order of the rows
            is_like = r is not None and r != row and other.owner is None and cs == columns
            if r is not None and is_like and (other.at < fragment.at) != (r < row):
                cost += 0.5
            # and those of one row in the order of its columns
            if r == row and (other.at < fragment.at) != (cs < columns):
                cost += 0.1
        return cost

    def _torn(self, fragment: Fragment, columns: Columns) -> float:
        """A row breaks towards its end: the longer part, and the one beside the name, is the row's beginning."""
        if fragment.owner is not None:
            return 0.5 * (columns[0] > 0)
        return 0.25 * (columns[0] == 0 and 1 < len(columns) <= len(self.kinds) // 3)

    def _gaps(self, columns: Columns) -> float:
        cost = 0.0
        for column in range(columns[0], columns[-1]):
            if column not in columns:
                cost += 0.1 if self._is_last_result(column) else 0.4
        return cost

    def is_baseline(self, cell: ValueCell) -> bool:
        return self.shape.baseline is not None and self.shape.baseline.search(cell.text) is not None

    def _is_last_result(self, column: int) -> bool:
        return self.kinds[column] == "actual" and "actual" not in self.kinds[column + 1 :]

    def _cell(self, cell: ValueCell, column: int, name: Name) -> float:
        kind, cost = self.kinds[column], 0.0
        if cell.is_text and kind != "target":
            cost += TEXT_ELSEWHERE
        if self.is_baseline(cell) and kind != "baseline":
            cost += NUMBER_BASELINE
        wanted = self.shape.units.get(cell.unit)
        if wanted is not None and not wanted.search(name.span.raw):
            cost += 0.4
        known = self.sister.get(name.key, {}).get(kind)
        if known is not None and kind in ("baseline", "target"):
            cost += -0.5 if known == cell.text else 0.5
        return cost

    def _fits(self, fragment: Fragment, columns: Columns, others: Sequence[tuple[int, ValueCell]], name: Name) -> float:
        """How well its numbers go with those that stand in the row already, and with those of the sister sheet."""
        known = [(column, cell.number, cell) for column, cell in others if cell.number is not None]
        own = [
            (column, cell.number, cell)
            for column, cell in zip(columns, fragment.cells, strict=True)
            if cell.number is not None
        ]
        cost = 0.0
        if known and own:
            ratios = [abs(_log(one) - _log(two)) for _, one, _ in own for _, two, _ in known]
            cost += SIZE * sum(ratios) / len(ratios)
            cost += UNIT * (not ({c.unit for _, _, c in own} & {c.unit for _, _, c in known}))
            cost += 0.4 * (max(c.decimals for _, _, c in own) != max(c.decimals for _, _, c in known))
        elif own and (numbers := self._sister_numbers(name)):
            cost += 0.5 * SIZE * min(abs(_log(own[0][1]) - _log(number)) for number in numbers)
        if self.shape.cumulative and self.shape.cumulative.search(name.span.raw):
            cost += 0.8 * sum(
                (a < b) != (one <= two) and one != two and self.kinds[a] == self.kinds[b]
                for a, one, _ in own
                for b, two, _ in known
            )
        return cost

    def _sister_numbers(self, name: Name) -> list[float]:
        texts = self.sister.get(name.key, {}).values()
        return [float(digits) for text in texts if (digits := "".join(c for c in text if c.isdigit()))]

    def missing(self, placed: Sequence[Place]) -> float:
        """Empty cells: the last result may be still to come, and then for all rows."""
        cost = 0.0
        empty: set[Columns] = set()
        for row in range(len(self.names)):
            filled = {column for _, r, columns in placed if r == row for column in columns}
            missing = tuple(column for column in range(len(self.kinds)) if column not in filled)
            cost += sum(0.4 if self._is_last_result(column) else 0.9 for column in missing)
            empty.add(missing)
            cost += SMOOTH * self._turns(row, placed)
        return cost + 0.2 * (len(empty) - 1)

    @staticmethod
    def _turns(row: int, placed: Sequence[Place]) -> float:
        """How far the numbers of a row go up and down from cell to cell: least where its fragments are in order."""
        cells = sorted(
            (column, cell.number)
            for fragment, r, columns in placed
            if r == row
            for column, cell in zip(columns, fragment.cells, strict=True)
            if cell.number is not None
        )
        logs = [_log(number) for _, number in cells]
        return sum(abs(two - one) for one, two in pairwise(logs))


def _log(number: float) -> float:
    return log(abs(number) + 0.5)
