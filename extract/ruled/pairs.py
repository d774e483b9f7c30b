"""Labels and their values in a ruled form: right of the label, below it, or in the same cell."""

from collections.abc import Collection
from dataclasses import dataclass, field

from plansheets.extract.blocks import Cell
from plansheets.extract.ruled.roles import Roles
from plansheets.extract.ruled.run_in import pieces_of
from plansheets.extract.ruled.title_line import numbered_label
from plansheets.extract.ruled.view import View, end, foot
from plansheets.extract.span import Span, join
from plansheets.rules import Entry

ROW_LABEL = 20
"""Characters up to which an unknown text that begins a row of a text form is its label."""
FEW_LINES = 4
"""Lines of a value that may hold another label; in a longer text, brackets are headings of it."""


@dataclass
class Pair:
    """A label (None for a text without one), its value's spans, and the labels of the groups it stands in.

    `is_column`: the values are those of several rows below the label.
    """

    cell: Cell
    label: Span | None
    entry: Entry | None
    values: list[Span] = field(default_factory=list)
    groups: list[Cell] = field(default_factory=list)
    confidence: float = 1.0
    is_column: bool = False

    @property
    def place(self) -> tuple[int, int]:
        return self.cell.row, self.cell.column


class Pairs:
    """Pairs of the cells that no table of periods holds."""

    def __init__(self, roles: Roles, view: View, taken: Collection[int]) -> None:
        self.roles = roles
        self.view = view
        self.taken = frozenset(taken)
        self.used: set[int] = set(taken)

    def find(self) -> list[Pair]:
        """All pairs in reading order; each cell with text is in one of them."""
        labels = [c for c in self.view.filled() if id(c) not in self.used and self.roles.is_label(c)]
        self._labels = {id(c) for c in labels}
        groups = {id(c) for c in labels if self._is_group(c)}
        pairs: list[Pair] = []
        for cell in labels:
            self.used.add(id(cell))
            if id(cell) in groups:
                pairs.append(Pair(cell, cell.span, None))  # a label of labels has no value of its own
        for cell in labels:
            if id(cell) not in groups:
                for pair in self._pair(cell):
                    pairs += self._apart(pair)
        for cell in self.view.filled():
            if id(cell) not in self.used and self._is_row_label(cell):
                self.used.add(id(cell))
                pairs += self._pair(cell)
        for cell in self.view.filled():
            if id(cell) not in self.used:
                self.used.add(id(cell))
                pairs += self._inside(cell)
        return sorted(pairs, key=lambda p: p.place)

    def _apart(self, pair: Pair) -> list[Pair]:
        """The pair; and what stands in its value under a label of its own (…事業 / 【事業期間】令和5年度～)."""
        lexicon = self.roles.reading.lexicon
        if pair.entry and pair.entry.type == "indicator":
            return [pair]  # 【現状】 and 【目標】 are kinds of its values
        for at, span in enumerate(pair.values):
            lines = list(span.lines())
            if len(lines) > FEW_LINES or "。" in span.raw:
                continue
            for k, line in enumerate(lines[1:], 1):
                split = lexicon.split_label(line.raw) if line.raw[0] in "【＜〈《[［" else None
                if split is None:
                    continue
                label, rest = line.part(0, split.value).strip(), [line.part(split.value).strip(), *lines[k + 1 :]]
                other = Pair(pair.cell, label, split.entry, [r for r in rest if r], confidence=0.9)
                pair.values[at:] = [join(lines[:k])]
                return [pair, other]
        return [pair]

    def _is_row_label(self, cell: Cell) -> bool:
        """In a text, where nothing is shaded: a short text that begins its row, with a value right of it."""
        if self.view.grid.kind == "rulings" or len(cell.plain) > ROW_LABEL or "。" in cell.raw:
            return False
        before = self.view.row(cell.row, 0, cell.column)
        return not any(before) and any(c and self._is_free(c) for c in self.view.right(cell))

    def _is_free(self, cell: Cell) -> bool:
        return id(cell) not in self.used and id(cell) not in self._labels

    def _is_group(self, cell: Cell) -> bool:
        """A label over labels: right of it stand labels in more than one row, or below it in more than one column."""
        right = self.view.right(cell)
        if cell.row_span > 1 and right and all(id(c) in self._labels or not c or id(c) in self.used for c in right):
            return sum(id(c) in self._labels for c in right) + sum(id(c) in self.used for c in right) > 1
        if self._heads_columns(cell):
            return True
        below = self.view.below(cell)
        wide = cell.column_span > 1 and len(below) > 1 and all(id(c) in self._labels for c in below if c) and any(below)
        return wide and not any(self._is_free(c) for c in right)

    def _heads_columns(self, cell: Cell) -> bool:
        """Does a tall label stand beside a row of labels and their values below: 財源内訳 | 国費 | 県費 over 15 | 7?"""
        heads: list[Cell] = []
        for other in self.view.row(cell.row, end(cell)):
            if id(other) not in self._labels or other.row != cell.row or foot(other) >= foot(cell):
                break
            heads.append(other)
        if len(heads) < 2:
            return False
        edges = {h.column for h in heads} | {end(h) for h in heads}
        below = self.view.row(foot(heads[0]), heads[0].column, end(heads[-1]))
        return bool(below) and all(self._is_free(c) and {c.column, end(c)} <= edges for c in below)

    def _pair(self, cell: Cell) -> list[Pair]:
        entry = self.roles.entry(cell)
        split = self.roles.reading.lexicon.split_label(cell.raw) if entry is None and not _is_spaced(cell.raw) else None
        if split and cell.raw[split.value :].strip() and not any(self._is_free(c) for c in self.view.right(cell)):
            return self._inside(cell)
        pair = Pair(cell, cell.span, entry)
        right = self._right(cell)
        below = self._below(cell) if right is None else []
        further = (self._down(below[0]) or self._column_below(cell, below[0])) if len(below) == 1 else []
        pair.is_column = bool(further)
        for value in right if right is not None else (*below, *further):
            self.used.add(id(value))
            pair.values.append(value.span)
        right_of = self.view.right(cell)
        if not pair.values and right_of and all(id(c) in self._labels for c in right_of):
            pair.entry = None  # a label of the labels beside it (所管 | 部 | … | 課 | …)
        if entry is None:
            pair.confidence = 0.8
        pair.groups = self._groups(cell)
        numbered = numbered_label(cell.span, self.roles.reading.lexicon) if entry is None and right else None
        if numbered is not None:  # 施策1-1 | 路線バスの再編
            pair.label, pair.entry, number = numbered
            pair.values.insert(0, number)
        return [pair]

    def _right(self, cell: Cell) -> list[Cell] | None:
        """The values right of a label: all cells up to the next label, row by row. None where a label follows."""
        if not any(self._is_free(c) for c in self.view.right(cell)):
            return None
        found: list[Cell] = []
        for row in range(cell.row, foot(cell)):
            for other in self.view.row(row, end(cell)):
                if any(other is known for known in found):
                    continue
                reaches_over = other.row < cell.row or (foot(other) > foot(cell) and other.row_span > cell.row_span)
                if not self._is_free(other) or reaches_over or (found and self._has_label(other)):
                    break
                found.append(other)
        return [c for c in found if c]

    def _has_label(self, cell: Cell) -> bool:
        """Does a cell begin with a label of its own, in brackets or before a colon (【事業期間】…)?"""
        split = self.roles.reading.lexicon.split_label(cell.raw) if cell else None
        return split is not None and not cell.raw[split.end : split.value].isspace()

    def _below(self, cell: Cell) -> list[Cell]:
        """The value below a label: the cells under it that are no wider than it."""
        found: list[Cell] = []
        for other in self.view.below(cell):
            if not self._is_free(other) or other.column < cell.column or end(other) > end(cell):
                return []
            if other:
                found.append(other)
        return found

    def _is_in_row(self, cell: Cell) -> bool:
        """Does a label stand in a row of labels?"""
        return any(id(c) in self._labels and c.row == cell.row for c in (*self.view.left(cell), *self.view.right(cell)))

    def _column_below(self, label: Cell, cell: Cell) -> list[Cell]:
        """The values that go on below a value under a row of labels, up to a label or a wider text."""
        found: list[Cell] = []
        if cell.columns != label.columns or not self._is_in_row(label):
            return found
        row = foot(cell)
        while row < self.view.height:
            cells = self.view.row(row)
            mine = [c for c in cells if c.row == row and c.columns == cell.columns]
            if len(mine) != 1 or any(id(c) in self._labels for c in cells) or not self._is_free(mine[0]):
                break
            found += [c for c in mine if c and not self._has_label(c)]
            row = foot(mine[0])
        return found

    def _down(self, cell: Cell) -> list[Cell]:
        """The cells below a value that stand, as it does, beside the rows of a table (今後の方向 beside 決算額)."""
        found: list[Cell] = []
        at = cell
        while self._is_beside_taken(at):
            below = self.view.below(at)
            if len(below) != 1 or below[0].columns != cell.columns or not self._is_free(below[0]):
                break
            at = below[0]
            if at and self._is_beside_taken(at):
                found.append(at)
        return found

    def _is_beside_taken(self, cell: Cell) -> bool:
        """Do only cells of a table stand left of a cell?"""
        left = self.view.left(cell)
        return bool(left) and all(id(c) in self.taken for c in left)

    def _groups(self, cell: Cell) -> list[Cell]:
        """The labels left of a label and above it that reach over it."""
        left = [c for c in self.view.row(cell.row, 0, cell.column) if c.row_span > cell.row_span]
        over = [c for c in self.view.above(cell) if c.column_span > cell.column_span]
        return [c for c in (*left, *over) if id(c) in self._labels]

    def _inside(self, cell: Cell) -> list[Pair]:
        """A cell that holds labels and values (担当課：協働推進課, 【目的】…); a text without a label else."""
        pieces = pieces_of(cell.span, self.roles.reading.lexicon)
        if pieces:
            return [Pair(cell, p.label, p.entry, [p.value] if p.value else [], confidence=0.9 if p.label else 0.6)
                    for p in pieces]  # fmt: skip
        split = None if _is_spaced(cell.raw) else self.roles.reading.lexicon.split_label(cell.raw)
        if split is None and self.roles.is_bare_label(cell):
            return [Pair(cell, cell.span, None)]
        if split is None:
            return [Pair(cell, None, None, [cell.span], confidence=0.6)]
        label = cell.span.part(0, split.value).strip()
        value = cell.span.part(split.value).strip()
        return [Pair(cell, label, split.entry, [value] if value else [], confidence=0.9)]


def _is_spaced(raw: str) -> bool:
    """Is a label set with blanks between its letters (部　位)?"""
    return all(len(part) == 1 for part in raw.split())
