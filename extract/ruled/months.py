"""Months alone as heads (4月 … 3月): columns of the one fiscal year that the document is about."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import regex

from plansheets.extract.blocks import Cell

MONTH: Final = regex.compile(r"(?:1[0-2]|[1-9])\s*月")
FEWEST: Final = 4
"""Months side by side from which on they head the columns of a year."""


def months_in(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a row of heads that are months, where several follow one another as in a fiscal year."""
    found = [c for c in cells if c and MONTH.fullmatch(c.plain.replace(" ", ""))]
    order = [(int("".join(filter(str.isdigit, c.plain))) - 4) % 12 for c in found]
    return found if len(found) >= FEWEST and all(a < b for a, b in pairwise(order)) else []
