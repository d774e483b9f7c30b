"""Pieces of lines that blanks part: where they stand, and what stands below what."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import attrgetter
from typing import TypeVar

from plansheets.extract.blocks import Line
from plansheets.extract.source import display_width
from plansheets.extract.span import Span

Test = Callable[[str], bool]
LEFT, RIGHT = attrgetter("x0"), attrgetter("x1")
REACH = 4
"""Lines above and below in which a line's columns are looked for."""
SAME = 0.5
"""Columns by which the left edges of two pieces of one column may differ."""
BOXES = frozenset("■□☑☐✓✔◼◻▣")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line between wide gaps: its glyphs, its left and right edge in columns, its text."""

    span: Span
    x0: float
    x1: float
    text: str


@dataclass(frozen=True, slots=True)
class Parted:
    """A printed line as its pieces, from left to right."""

    line: Line
    pieces: tuple[Piece, ...]
    after_break: bool = False

    @property
    def x0(self) -> float:
        return self.pieces[0].x0

    @property
    def is_apart(self) -> bool:
        """Do blank lines part it from the line before? A page break is none."""
        return self.line.blanks > 0 and not self.after_break


@dataclass(slots=True)
class Strip:
    """Pieces that stand below each other: their left and right edge; in a list, the left edge of their head too."""

    x0: float
    x1: float
    pieces: list[Piece] = field(default_factory=list)
    head: float = 0.0


P = TypeVar("P", Piece, Strip)


def overlap(a: Piece | Strip, b: Piece | Strip) -> float:
    """Columns that both cover; below 0 their distance."""
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def crossing(piece: Piece | Strip, row: Sequence[P], reach: float = 0.0) -> Sequence[P]:
    """Those of a row, given from left to right, that stand below or above a piece, or nearer than `reach` to it."""
    return row[bisect_right(row, piece.x0 - reach, key=RIGHT) : bisect_left(row, piece.x1 + reach, key=LEFT)]


def nearest(piece: Piece, row: Sequence[P]) -> P:
    """The one of a row, given from left to right, that covers most of the piece, or stands nearest to it."""
    at = bisect_right(row, piece.x0, key=RIGHT)
    return max(crossing(piece, row) or row[max(at - 1, 0) : at + 1], key=lambda other: overlap(piece, other))


def begin(row: Sequence[Piece], low: float, high: float) -> Sequence[Piece]:
    """Those of a row, given from left to right, whose left edge lies from `low` to `high`."""
    return row[bisect_left(row, low, key=LEFT) : bisect_right(row, high, key=LEFT)]


def edges_of(pieces: Iterable[Piece]) -> set[tuple[str, float]]:
    """Left and right edges of pieces, and their centres: pieces of one column share one of them."""
    return marks_of((p.x0, p.x1) for p in pieces)


def marks_of(extents: Iterable[tuple[float, float]]) -> set[tuple[str, float]]:
    """The edges and centres of what stands from x0 to x1."""
    return {mark for x0, x1 in extents for mark in (("left", x0), ("right", x1), ("centre", x0 + x1))}


def places(piece: Piece) -> list[float]:
    """The left edge of each of its characters, and its right edge."""
    widths = [display_width(char) for char in piece.text]
    is_wide = piece.x1 - piece.x0 >= 0.999 * sum(widths)
    return [*accumulate(widths if is_wide else [1] * len(widths), initial=piece.x0)]


def split(piece: Piece, stop: int, start: int) -> tuple[Piece, Piece]:
    """The pieces left and right of a blank."""
    at = places(piece)
    left, right = piece.span.part(0, stop), piece.span.part(start)
    return Piece(left, piece.x0, at[stop], left.raw), Piece(right, at[start], piece.x1, right.raw)
