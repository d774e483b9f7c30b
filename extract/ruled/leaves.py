"""The columns of a table of periods: what the heads above each say, from top to bottom."""

from collections.abc import Collection
from dataclasses import dataclass

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.heads import Head, period_in, read_heads, value_type
from plansheets.extract.reading import Reading
from plansheets.extract.ruled.row_words import is_rate
from plansheets.extract.ruled.view import View, end
from plansheets.normalize import match_key
from plansheets.rules.lexicon import Stage, ValueType

PART = regex.compile(
    r"[前後]期|[上下]半?期|[前後]半|年度[前後]半|第?\s*[1-4一二三四①-④Ⅰ-Ⅳ]\s*(?:[/／]4|四半)期?|[1-4]Q|Q[1-4]|[1-4]期"
    r"|(?:[4-9]|1[0-2]|[1-3])\s*月?\s*[~～\-－―ー–]\s*(?:翌年?)?(?:[4-9]|1[0-2]|[1-3])\s*月|(?:[1-9]|1[0-2])\s*月"
)
"""Heads below a year that part it: 前期, 第1四半期, 4～6月, 4月."""
GRADED = {"assessment", "grade", "direction"}
"""Types of heads whose columns hold evaluations."""


@dataclass(frozen=True)
class Leaf:
    """One column of periods: where it stands, its head cells from top to bottom, what they say.

    `part` is the head that parts the year (前期), `measure` one that names a measure of the row's item (達成率),
    `aspect` one under which evaluations stand, each None where there is no such head. `is_shared`: the kind of value
    is that of a head over several leaves (実施状況).
    """

    start: int
    stop: int
    heads: tuple[Cell, ...]
    head: Head | None
    value_type: ValueType | str | None
    stage: Stage | None
    is_unit: bool = False
    part: Cell | None = None
    measure: Cell | None = None
    aspect: Cell | None = None
    is_shared: bool = False

    @property
    def period(self) -> Cell:
        """The head cell that names the period; the lowest where none does."""
        return next((c for c in self.heads if period_in(c.raw)), self.heads[-1])


def is_part(cell: Cell) -> bool:
    """Does a head name a part of the year above it?"""
    return bool(cell) and len(cell.raw) <= 12 and PART.fullmatch(cell.plain) is not None


def leaves_of(
    reading: Reading, view: View, rows: range, columns: range, graded: set[int], parts: Collection[int] = ()
) -> list[Leaf]:
    """The leaves of the heads in some rows and columns.

    `graded`: the cells that head evaluations, `parts` those that part a year which no head names, by identity.
    """
    stacks: list[tuple[int, int, tuple[Cell, ...]]] = []
    for cell in view.row(rows[-1], columns.start, columns.stop):
        a, b = max(cell.column, columns.start), min(end(cell), columns.stop)
        stack = {id(c): c for r in rows for c in view.row(r, a, b) if c}
        if stack:
            stacks.append((a, b, tuple(stack.values())))
    named = [next((c for c in heads if period_in(c.raw)), None) for _, _, heads in stacks]
    distinct = list({id(c): c for c in named if c}.values())
    heads = dict(zip(map(id, distinct), read_heads(reading, [c.raw for c in distinct]), strict=True))
    leaves = []
    for (a, b, cells), period in zip(stacks, named, strict=True):
        head = heads[id(period)] if period else None
        kinds = [k for c in reversed(cells) if (k := value_type(reading, c.raw))]
        kind = next((k for k in kinds if k != "outlook"), kinds[0] if kinds else None)
        part = next((c for c in cells if period is not None and c is not period and is_part(c)), None)
        own = (c for c in cells if c is not part and id(c) not in parts)
        stage = next((s for c in own if (s := reading.lexicon.stage_in(_plain(c)))), None)
        last = cells[-1]
        leaves.append(Leaf(
            a, b, cells, head, kind, stage, match_key(last.raw) == "単位", part,
            last if is_rate(last.raw) and kind is None and last is not period else None,
            last if id(last) in graded and kind is None else None,
            kind is not None and any(
                (c.column < a or end(c) > b) and value_type(reading, c.raw) == kind for c in cells
            ),
        ))  # fmt: skip
    is_said = any(leaf.head or leaf.stage or leaf.value_type or id(leaf.heads[-1]) in parts for leaf in leaves)
    return leaves if is_said else []


def _plain(cell: Cell) -> str:
    return cell.plain.replace(" ", "")
