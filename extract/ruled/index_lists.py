"""Overviews of a document's forms (事業一覧): tables whose rows name forms that stand before or behind them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from plansheets.extract.blocks import Line
from plansheets.extract.ruled.list_table import ListTable
from plansheets.extract.ruled.pairs import Pair
from plansheets.extract.ruled.title_line import parts_of
from plansheets.extract.ruled.view import View
from plansheets.normalize import match_key
from plansheets.rules import Lexicon

FEWEST: Final = 2
"""Forms that an overview names."""
SHARE: Final = 0.5
"""Share of its rows, from the first that names a form, that name one."""
LONGEST: Final = 60
ALIKE: Final = 3
"""Characters that a shortened name begins with, as the form's does, beside the form's number."""
FULL: Final = 4
"""Known labels with values from which on a form that says its title is a sheet, whatever else the document lists."""
NEAR: Final = 3
"""Lines above a form that may name it."""


@dataclass
class Names:
    """What the forms of a document are called: key of a name → the grids that it stands on, by identity.

    `full` are the forms that say under labels what they are called, and much else.
    """

    titles: dict[str, set[int]] = field(default_factory=dict)
    full: set[int] = field(default_factory=set)
    numbers: dict[str, tuple[str, int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return len(self.titles) >= FEWEST

    @property
    def are_sheets(self) -> bool:
        """Are the forms sheets, beside lists that name none of them?"""
        return bool(self) and len(self.full) >= FEWEST

    def add(self, grid: int, pairs: Sequence[Pair], above: Sequence[Line], lexicon: Lexicon) -> None:
        """The names of one form: under its labels of a title, else in the lines right above it."""
        found = [match_key(p.values[-1].raw) for p in _of_type(pairs, "title")]
        numbers = [match_key(p.values[0].raw) for p in _of_type(pairs, "number")]
        if not found:
            for line in above[-NEAR:]:
                number, title = parts_of(line.span, lexicon)
                found.append(match_key(title.raw))
                numbers += [match_key(number.raw)] if number is not None else []
        elif sum(p.entry is not None and bool(p.values) and not p.is_column for p in pairs) >= FULL:
            self.full.add(grid)
        found = [name for name in found if len(name) >= ALIKE]
        for name in found:
            self.titles.setdefault(name, set()).add(grid)
        if len(found) == len(numbers) == 1:
            self.numbers[numbers[0]] = (found[0], grid)


def is_index(view: View, names: Names, lexicon: Lexicon) -> bool:
    """Do most rows of a grid name, in one column, a form that stands elsewhere?"""
    named: dict[int, dict[str, int]] = {}
    for cell in view.filled():
        if cell.column_span == view.width or len(cell.raw) > LONGEST:
            continue
        name = match_key(cell.raw)
        grids = names.titles.get(name)
        if grids is None and len(name) >= ALIKE and cell.raw.strip()[:1] not in "□■":
            _, title = parts_of(cell.span, lexicon)
            name = match_key(title.raw)
            grids = names.titles.get(name)
        if grids is None and name in names.numbers:
            full, grid = names.numbers[name]
            if any(match_key(c.raw).startswith(full[:ALIKE]) for c in view.right(cell) if c.row == cell.row):
                name, grids = full, {grid}
        if grids and id(view.grid) not in grids:
            named.setdefault(cell.column, {}).setdefault(name, cell.row)
    for found in named.values():
        top = min(found.values())
        rows = Counter(c.row for c in view.filled() if c.row >= top)
        several = sum(count > 1 for count in rows.values())
        if len(found) >= FEWEST and len(found) >= SHARE * several:
            return True
    return False


def find_indexes(
    views: Mapping[int, View],
    pairs: Mapping[int, Sequence[Pair]],
    above: Mapping[int, Sequence[Line]],
    lexicon: Lexicon,
) -> tuple[set[int], Names]:
    """The grids that are overviews, by identity, and the forms' names. `pairs` are those of grids without lists."""
    names = Names()
    for key, own in pairs.items():
        names.add(key, own, above.get(key, ()), lexicon)
    if not names:
        return set(), names
    return {key for key, view in views.items() if key not in names.full and is_index(view, names, lexicon)}, names


def drop_named(table: ListTable, names: Names) -> bool:
    """Take from a list the rows that name a form, which are no sheets of their own. False where there is none."""
    cells = [(row, table.cell(table.title, row)) for row in table.rows]
    rows = [row for row, cell in cells if cell is None or match_key(cell.raw) not in names.titles]
    is_partly = len(rows) < len(table.rows)
    table.rows = rows
    return is_partly


def _of_type(pairs: Sequence[Pair], kind: str) -> list[Pair]:
    return [p for p in pairs if p.entry and p.entry.type == kind and p.label and p.values and not p.is_column]
