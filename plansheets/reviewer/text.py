"""A text document for the page: its text, and places in it counted as the browser counts."""

from typing import Any

import numpy as np

from plansheets.errors import InputError
from plansheets.extract.readers.text import decode
from plansheets.reviewer.data import DocumentData

LINES = 60
"""Lines that the page shows as one piece: a long text is filled in as one comes to it."""


def text_of(data: bytes, name: str) -> str | None:
    """The text that offsets point into; None where the bytes are none."""
    try:
        return decode(data, name)
    except InputError:
        return None


def pieces(text: str) -> list[int]:
    """Where the pieces of a text begin, as offsets of its characters; the first is 0."""
    ends = [at + 1 for at, character in enumerate(text) if character == "\n"]
    starts = [0, *ends[LINES - 1 :: LINES]]
    return [start for start in starts if start < len(text)] or [0]


def count_as_browser(data: DocumentData, text: str, starts: list[int]) -> list[int]:
    """Turn the places of a document, and the starts of pieces, into offsets in UTF-16 units."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    units = np.concatenate([[0], np.cumsum(1 + (codes > 0xFFFF))])

    def moved(offset: Any) -> int:
        return int(units[min(int(offset), len(text))])

    for place in data.places:
        place[0], place[1] = moved(place[0]), moved(place[1])
    return [moved(start) for start in starts]
