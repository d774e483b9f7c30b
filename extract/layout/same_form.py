"""Two tables that begin with the same head: does the second go on with the first, or is it another form like it?"""

from collections.abc import Sequence
from typing import Final

import regex

from plansheets.extract.blocks import Cell, Grid
from plansheets.normalize import match_key

VALUE: Final = regex.compile(
    r"[\p{P}\p{S}]*(?:[\p{N}][\p{N}\p{P}]*\S{0,3})?|[→⇒⇨○◎●△×✓レ]+|.*。.*|[A-ES]", regex.DOTALL
)
"""A figure, a dash, a mark, a sentence: what may be the same in two rows of a list."""
UNSHADED: Final = 2
"""Rows of labels that must come again where no shade shows that they are labels."""


def is_same_form(above: Grid, below: Grid, head: int) -> bool:
    """Do rows of labels below the first `head` rows stand in both tables, as far from their tops?

    A table that goes on has other rows there. A row counts whose cells, two at least, all say the same in both and are
    no values; one is enough where its cells have the head's shade.
    """
    shade = {cell.shade for row in below.rows[:head] for cell in row if cell}
    same = 0
    for a, b in zip(above.rows[head:], below.rows[head:], strict=False):
        mine, others = _labels(b), _labels(a)
        if len(mine) < 2 or [match_key(c.raw) for c in mine] != [match_key(c.raw) for c in others]:
            continue
        if {c.shade for c in mine} == shade and shade != {0}:
            return True
        same += shade == {0} and len({match_key(c.raw) for c in mine}) > 1
    return same >= UNSHADED or _has_same_labels(above, below, head, shade)


def _has_same_labels(above: Grid, below: Grid, head: int, shade: set[int]) -> bool:
    """Do rows cut unlike the head, below values that stand under it, begin with the same texts in both tables?

    目的 | (a text) under 番号 | 事業名 over 1-1 | 橋の点検: a form. A row of a list is cut like its head.
    """
    like = _cuts(below, head - 1)
    found = 0
    is_below = False
    for at in range(head, min(len(above.rows), len(below.rows))):
        a, b = above.rows[at], below.rows[at]
        is_below = is_below or _cuts(below, at) == like
        if not is_below or not a or not b or a[0].column or b[0].column or _cuts(below, at) == like:
            continue
        if not a[0] or not b[0] or len(a) != len(b) or VALUE.fullmatch(b[0].raw.strip()):
            continue
        if match_key(a[0].raw) != match_key(b[0].raw):
            found -= len(b) > 1
            continue
        found += UNSHADED if len(b) > 1 and shade == {b[0].shade} != {0} else 1
    return found >= UNSHADED


def _cuts(grid: Grid, row: int) -> list[int]:
    """The columns at which the cells of a row begin."""
    return [cell.column for cell in grid.rows[row]]


def begins_like(top: Grid, below: Grid) -> bool:
    """Does a table begin with the labels that the first table of the page before begins with: the head of a form?

    Two rows at least, each with a label in its first cell and something beside it, must begin alike.
    """
    same = others = 0
    for a, b in zip(top.rows, below.rows, strict=False):
        if not (len(a) > 1 and len(b) > 1 and a[0] and b[0]) or VALUE.fullmatch(b[0].raw.strip()):
            continue
        if (a[0].column, match_key(a[0].raw)) == (b[0].column, match_key(b[0].raw)):
            same += 1
        else:
            others += 1
    return same >= UNSHADED and same > others


def _labels(row: Sequence[Cell]) -> list[Cell]:
    """The cells with text of a row; none where one of them is a value."""
    cells = [cell for cell in row if cell]
    return [] if any(VALUE.fullmatch(cell.raw.strip()) for cell in cells) else cells
