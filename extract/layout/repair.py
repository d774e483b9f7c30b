"""What a recogniser of images confused, put right by its neighbours: 一 for ー, 夕 for タ, O for 0.

Only characters change, never their number: each keeps its box, and its code point as recognised stays in provenance.
"""

from typing import Final

import numpy as np
import regex
from numpy.typing import NDArray

from plansheets.normalize import repair_ocr

FIGURE: Final = regex.compile(r"[▲△\-－+±約]?[0-9０-９][0-9０-９,，.．]*[%％]?(?:\p{Han}{0,3}|[（(].{1,6}[)）])")
PERIOD: Final = regex.compile(r"(?:令和|平成|昭和|大正|[RHSRHS])?[0-9０-９元]{1,4}(?:年度?|\.)?(?:以降|末)?")
LONGEST_FIGURE: Final = 16
"""Characters of a cell that may be nothing but a figure or a period."""
STROKES: Final = frozenset("一ー－—―‐-")
"""A lone level stroke in a cell is a dash: nothing."""


def repaired(codes: NDArray[np.uint32], is_cell: bool) -> NDArray[np.uint32]:
    """Code points (n,) of one cell or line, without separators; the same where nothing is to be put right."""
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    if is_cell and text in STROKES:
        return np.array([ord("－")], np.uint32)
    found = _same_length(text, repair_ocr(text))
    if is_cell and len(text) <= LONGEST_FIGURE:
        for kind, pattern in (("period", PERIOD), ("number", FIGURE)):
            figure = _same_length(text, repair_ocr(text, type=kind))
            if pattern.fullmatch(figure):
                found = figure
                break
    return np.array([ord(c) for c in found], np.uint32)


def _same_length(text: str, better: str) -> str:
    """The better text where it differs in single characters; cleaning of width and spaces is left to the values."""
    if len(better) != len(text):
        return text
    return better
