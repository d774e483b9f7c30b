"""The glyphs of one file as columns, in reading order, and the drawn marks of its pages."""

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@lru_cache(maxsize=65536)
def display_width(char: str) -> int:
    """Columns that a character takes in a fixed-pitch display: 2 for wide, full-width and ambiguous, else 1 or 0.

    Source: UAX #11 East Asian Width; ambiguous ones are wide, as in every Japanese typeface.
    """
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


@lru_cache(maxsize=65536)
def is_printed(char: str) -> bool:
    """Does the character leave ink? Spaces, controls, format characters and variation selectors do not."""
    return not (
        char.isspace()
        or unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Cs")
        or 0xFE00 <= ord(char) <= 0xFE0F
        or 0xE0100 <= ord(char) <= 0xE01EF
    )


@dataclass(frozen=True, eq=False)
class Glyphs:
    """One entry a glyph, all columns of shape (n,).

    `page` counts from 1. Boxes are in PDF points from the page's left and top; in a text file in display columns and
    lines. `size` is the font size in the same unit, `weight` 400 for regular and 700 for bold, `angle` in degrees.
    """

    page: Ints
    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    size: Floats
    weight: Ints
    angle: Floats

    def __len__(self) -> int:
        return len(self.page)


@dataclass(frozen=True, eq=False)
class Page:
    """One page: its size in points (columns and lines in a text file) and what is drawn on it.

    `lines` are strokes of shape (m, 4), `fills` filled rectangles of shape (k, 4), both as x0, top, x1, bottom.
    """

    number: int
    width: float
    height: float
    lines: Floats = field(default_factory=lambda: np.empty((0, 4), np.float32))
    fills: Floats = field(default_factory=lambda: np.empty((0, 4), np.float32))


@dataclass(frozen=True, eq=False)
class Source:
    """What a reader gives: every character of one file, where it stands, and what is drawn around it.

    `text` holds one character a glyph, so that a glyph's index is its offset in `text`. `has_offsets` says that this is
    also its offset in the file (plain text); else `glyphs` hold boxes on pages.
    """

    name: str
    media_type: str
    reader: str
    text: str
    glyphs: Glyphs
    pages: tuple[Page, ...]
    has_offsets: bool

    @cached_property
    def printed(self) -> NDArray[np.bool_]:
        """Which glyphs leave ink; shape (n,)."""
        codes, inverse = np.unique(self.codes, return_inverse=True)
        ink = np.fromiter((is_printed(chr(c)) for c in codes), bool, len(codes))
        return ink[inverse] if len(codes) else np.zeros(0, bool)

    @cached_property
    def codes(self) -> NDArray[np.uint32]:
        """Code points; shape (n,)."""
        return np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32)

    @property
    def characters(self) -> int:
        """Printed characters, spaces left out."""
        return int(self.printed.sum())
