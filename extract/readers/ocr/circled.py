"""Numbers in circles of two digits: the recogniser knows ① to ⑩ and takes ⑪ for ①."""

from dataclasses import replace
from typing import Final

import numpy as np

from plansheets.extract.readers.ocr.engine import recognise
from plansheets.extract.readers.ocr.ink import WHITE, Grey, spans
from plansheets.extract.readers.ocr.letter import Letter
from plansheets.extract.readers.ocr.marks import is_ring
from plansheets.extract.source import Mask

FIRST: Final = 0x2460
"""①; nineteen more follow."""
MOST: Final = 20
TAKEN: Final = frozenset("①②③④⑤⑥⑦⑧⑨⑩0123456789")
"""What the recogniser takes such a number for."""
BROAD: Final = 0.85
"""Times its height that two digits are wide."""
INSIDE: Final = 0.74
"""Share of the circle's radius in which its number stands."""


def with_circled(letters: list[Letter], grey: Grey, ink: Mask) -> list[Letter]:
    """The letters with circled numbers of two digits read again without their circle. Pages are (h, w)."""
    return [_again(letter, grey, ink) if letter.char in TAKEN else letter for letter in letters]


def _is_broad(digits: Mask) -> bool:
    """Are there two digits: side by side with white between, or wider together than one is?"""
    columns, rows = np.flatnonzero(digits.any(axis=0)), np.flatnonzero(digits.any(axis=1))
    if not len(columns):
        return False
    wide, high = columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1
    return len(spans(digits.any(axis=0))) >= 2 or bool(wide > BROAD * high)


def _again(letter: Letter, grey: Grey, ink: Mask) -> Letter:
    x0, top, x1, bottom = letter.ink
    part = ink[top:bottom, x0:x1]
    if not is_ring(part):
        return letter
    high, wide = part.shape
    y, x = (np.mgrid[0:high, 0:wide] + 0.5) / np.array([high, wide]).reshape(2, 1, 1) * 2 - 1
    inside = np.hypot(x, y) < INSIDE
    if not _is_broad(part & inside):
        return letter
    sheet = np.where(inside, grey[top:bottom, x0:x1], int(WHITE)).astype(np.uint8)
    size = round(0.2 * high)
    reading = recognise(
        np.pad(sheet[size : high - size], ((4, 4), (size, size)), constant_values=int(WHITE)), 0.6 * high
    )
    text = reading.text.strip()
    if len(text) == 2 and text.isdecimal() and 10 <= int(text) <= MOST:
        char = chr(FIRST + int(text) - 1)
        return replace(letter, char=char, confidence=float(reading.confidence.min()))
    return letter
