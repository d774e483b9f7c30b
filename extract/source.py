"""The glyphs of one file as columns, in reading order, and the drawn marks of its pages."""

import unicodedata
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.turning import Floats, turned_boxes

__all__ = ["Floats", "Glyphs", "Ints", "Page", "Source", "display_width", "ink_of", "is_printed"]

Ints = NDArray[np.integer]
Mask = NDArray[np.bool_]


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


_INK: Final = np.full(0x110000, -1, np.int8)
"""For each code point whether it leaves ink; -1 where nobody asked yet."""


def ink_of(codes: NDArray[np.uint32]) -> Mask:
    """Which code points leave ink; (n,)."""
    ink = _INK[codes]
    if (ink < 0).any():
        for code in np.unique(codes[ink < 0]).tolist():
            _INK[code] = is_printed(chr(code))
        ink = _INK[codes]
    return ink.astype(bool)


@dataclass(frozen=True, eq=False)
class Glyphs:
    """One entry a glyph, all columns of shape (n,).

    `page` counts from 1. Boxes are in PDF points from the page's left and top; in a text file in display columns and
    lines. `size` is the font size in the same unit, `weight` 400 for regular and 700 for bold, `angle` in degrees
    clockwise. `x` and `y` are the origin: where the pen stood, on the base line. `font` is a font's number in its
    document, `confidence` 1 for what a file says and less for what was recognised in an image.
    """

    page: Ints
    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    size: Floats
    weight: Ints
    angle: Floats
    x: Floats
    y: Floats
    font: Ints
    confidence: Floats

    def __len__(self) -> int:
        return len(self.page)

    def take(self, at: NDArray[np.intp]) -> "Glyphs":
        """Some of the glyphs, by their index."""
        return Glyphs(*(getattr(self, each.name)[at] for each in fields(self)))


@dataclass(frozen=True, eq=False)
class Page:
    """One page: its size in points (columns and lines in a text file) and what is drawn on it.

    `lines` are strokes of shape (m, 4), `fills` filled rectangles of shape (k, 4), both as x0, top, x1, bottom.
    `reader` is the one that read this page. A page whose text lies on its side is given upright, its glyphs too:
    `quarter_turns` clockwise from the page as shown.
    """

    number: int
    width: float
    height: float
    lines: Floats = field(default_factory=lambda: np.empty((0, 4), np.float32))
    fills: Floats = field(default_factory=lambda: np.empty((0, 4), np.float32))
    reader: str = "text"
    quarter_turns: int = 0


@dataclass(frozen=True, eq=False)
class Source:
    """What a reader gives: every character of one file, where it stands, and what is drawn around it.

    `text` holds one character a glyph, so that a glyph's index is its offset in `text`. `has_offsets` says that this is
    also its offset in the file (plain text); else `glyphs` hold boxes on pages. `printed_text` has the code points that
    the file gives, where `text` says what they stand for (⽬ → 目); `columns` the left and right display column of each
    glyph on its page, (n,) both; `fonts` the names that `glyphs.font` points into.
    """

    name: str
    media_type: str
    reader: str
    text: str
    glyphs: Glyphs
    pages: tuple[Page, ...]
    has_offsets: bool
    printed_text: str | None = None
    columns: tuple[Floats, Floats] | None = None
    fonts: tuple[str, ...] = ()

    @property
    def left(self) -> Floats:
        """Left display column of each glyph; shape (n,)."""
        return self.columns[0] if self.columns else self.glyphs.x0

    @property
    def right(self) -> Floats:
        """Right display column of each glyph; shape (n,)."""
        return self.columns[1] if self.columns else self.glyphs.x1

    def box(self, start: int, stop: int) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom around some glyphs of one page, on the page as shown."""
        x0, top, right, bottom = np.minimum.reduce(self.edges[start:stop]).tolist()
        if self._turned and (page := self._turned.get(int(self.glyphs.page[start]))):
            box = np.array([(x0, top, -right, -bottom)], np.float32)
            x0, top, x1, bottom = turned_boxes(box, -page.quarter_turns, page.width, page.height)[0].tolist()
            return x0, top, x1, bottom
        return x0, top, -right, -bottom

    @cached_property
    def edges(self) -> Floats:
        """x0, top, -x1, -bottom of each glyph, so that one minimum gives the box around many; (n, 4)."""
        g = self.glyphs
        return np.stack((g.x0, g.top, -g.x1, -g.bottom), 1)

    @cached_property
    def _turned(self) -> dict[int, Page]:
        """The pages that are not as shown, by number."""
        return {page.number: page for page in self.pages if page.quarter_turns}

    def printed_as(self, start: int, stop: int) -> str:
        """The code points of some glyphs as the file has them."""
        return (self.text if self.printed_text is None else self.printed_text)[start:stop]

    @cached_property
    def readers(self) -> dict[int, str]:
        """Which reader read each page, by its number; a page that could not be read is left out."""
        return {page.number: page.reader for page in self.pages}

    @cached_property
    def is_sure(self) -> bool:
        """Does the file itself say every glyph, none recognised in an image?"""
        return bool((self.glyphs.confidence >= 1.0).all())

    @cached_property
    def sizes(self) -> dict[tuple[tuple[int, int], ...], float | None]:
        """Font sizes by ranges of glyphs, remembered while a document is read: a line is compared with many others."""
        return {}

    @cached_property
    def printed(self) -> NDArray[np.bool_]:
        """Which glyphs leave ink; shape (n,)."""
        return ink_of(self.codes)

    @cached_property
    def next_printed(self) -> memoryview:
        """For each glyph the first one from it on that leaves ink, n where there is none; (n + 1,) of int.

        A view: it gives single numbers in a third of the time that an array takes.
        """
        n = len(self.text)
        at = np.append(np.where(self.printed, np.arange(n), n), n).astype(np.int32)
        return np.ascontiguousarray(np.minimum.accumulate(at[::-1])[::-1]).data

    @cached_property
    def last_printed(self) -> memoryview:
        """For each glyph the last one up to it that leaves ink, -1 where there is none; (n,) of int, as above."""
        at = np.where(self.printed, np.arange(len(self.text)), -1).astype(np.int32)
        return np.maximum.accumulate(at).data

    @cached_property
    def codes(self) -> NDArray[np.uint32]:
        """Code points; shape (n,)."""
        return np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32)

    @property
    def characters(self) -> int:
        """Printed characters, spaces left out."""
        return int(self.printed.sum())
