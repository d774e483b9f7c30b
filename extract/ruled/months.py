"""Months or quarters alone as heads (4月 … 3月): columns of the one fiscal year that the document is about."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import regex

from plansheets.extract.blocks import Cell

MONTH: Final = regex.compile(r"(?:1[0-2]|[1-9])\s*月")
LONGEST: Final = 10
"""Characters of a head that is a quarter."""
FEWEST: Final = 4
"""Months side by side from which on they head the columns of a year."""


QUARTER: Final = regex.compile(r"第?\s*(?P<n>[1-4一二三四])\s*(?:/\s*4|四半)期?|(?P<h>[上下])半?期")
ORDER: Final = "1234一二三四上下"
YEAR: Final = [*range(4, 13), 1, 2, 3]


def parts_in(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a row of heads that part a year which no head names: months, bare ones if all, quarters, halves."""
    found = months_in(cells)
    if found:
        return found
    filled = [c for c in cells if c]
    bare = [c for c in filled if c.plain.isdecimal()]
    if [int(c.plain) for c in bare] == YEAR:
        return bare
    matches = [(c, m) for c in filled if len(c.raw) <= LONGEST and (m := QUARTER.fullmatch(c.plain))]
    order = [ORDER.index(m["n"] or m["h"]) for _, m in matches]
    return [c for c, _ in matches] if order in ([0, 1, 2, 3], [4, 5, 6, 7], [8, 9]) else []


def months_in(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a row of heads that are months, where several follow one another as in a fiscal year."""
    found = [c for c in cells if c and MONTH.fullmatch(c.plain.replace(" ", ""))]
    order = [(int("".join(filter(str.isdigit, c.plain))) - 4) % 12 for c in found]
    return found if len(found) >= FEWEST and all(a < b for a, b in pairwise(order)) else []
