"""Whether glyphs are of some characters: looked up in a table, where `np.isin` would sort them first."""

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.source import Mask

LAST = 0xFFFF
"""The last code point of the table; it is no character, and stands for all above it."""


class CodeSet:
    """Some characters up to U+FFFE."""

    def __init__(self, characters: str) -> None:
        self._holds = np.zeros(LAST + 1, np.bool_)
        self._holds[[ord(char) for char in characters]] = True

    def among(self, codes: NDArray[np.uint32]) -> Mask:
        """Which code points (n,) are of the set."""
        found: Mask = self._holds[np.minimum(codes, LAST)]
        return found
