"""Weights of fonts by their names: what a PDF says of a font besides (StemV) is what its producer made up."""

from functools import lru_cache
from typing import Final

import regex

REGULAR, MEDIUM, BOLD = 400, 500, 700
LEAST_BOLD: Final = 600
"""The weight of a font descriptor's /FontWeight from which on it is bold."""
FORCE_BOLD: Final = 1 << 18
"""The flag of a font descriptor that says so (ISO 32000-1 table 123)."""
BOLD_NAME: Final = regex.compile(
    r"(?i:bold|heavy|black|[-_]W[6-9]\b|[-_,]B\b)|(?<![A-Z])(?:EB|UB|DB)(?![A-Za-z])|(?:Gothic|Mincho|ｺﾞｼｯｸ|明朝)E\b"
)
"""Bold faces of the West and of Hiragino, Morisawa (-B, EB, UB, DB) and Ricoh (HGｺﾞｼｯｸE, HGSoeiKakugothicUB)."""
MEDIUM_NAME: Final = regex.compile(r"(?i:medium)")


@lru_cache(maxsize=4096)
def weight_of(name: str) -> int:
    """400, 500 or 700, by a font's name."""
    if BOLD_NAME.search(name):
        return BOLD
    return MEDIUM if MEDIUM_NAME.search(name) else REGULAR
