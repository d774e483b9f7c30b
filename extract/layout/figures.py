"""Which runs of text are figures: numbers with their unit, or a dash in their place."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.code_set import CodeSet
from plansheets.extract.layout.glyphs import Seen
from plansheets.extract.source import Ints

DIGITS: Final = CodeSet("0123456789０１２３４５６７８９")
SIGNS: Final = CodeSet("▲△-－−ー―—–±+＋約(（*※")
"""What may stand before a number, or alone in place of one."""
LONGEST: Final = 14
"""Glyphs of a figure; what is longer is a text that begins with a number."""


def figures_of(seen: Seen, starts: Ints) -> NDArray[np.bool_]:
    """For each run (it begins at `starts`): is it short, and a number or a dash at its beginning?"""
    count = np.diff(np.concatenate((starts, [len(seen)])))
    ink = np.add.reduceat(seen.ink.astype(np.int32), starts) if len(starts) else starts
    first = seen.codes[starts] if len(starts) else seen.codes[:0]
    second = seen.codes[np.minimum(starts + 1, np.maximum(len(seen) - 1, 0))] if len(starts) else first
    is_digit = DIGITS.among(first)
    signed = SIGNS.among(first) & ((ink == 1) | DIGITS.among(second))
    found: NDArray[np.bool_] = (is_digit | signed) & (count <= LONGEST)
    return found
