"""Pieces of lines that blanks part: where they stand, and what stands below what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from plansheets.extract.blocks import Line
from plansheets.extract.source import display_width
from plansheets.extract.span import Span

Test = Callable[[str], bool]
REACH = 4
"""Lines above and below in which a line's columns are looked for."""
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
    """Pieces that stand below each other: their left and right edge."""

    x0: float
    x1: float
    pieces: list[Piece] = field(default_factory=list)


def overlap(a: Piece | Strip, b: Piece | Strip) -> float:
    """Columns that both cover; below 0 their distance."""
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def edges_of(pieces: Iterable[Piece]) -> set[tuple[str, float]]:
    """Left and right edges of pieces, and their centres: pieces of one column share one of them."""
    return {mark for p in pieces for mark in (("left", p.x0), ("right", p.x1), ("centre", p.x0 + p.x1))}


def nearest(piece: Piece, tops: Sequence[Piece]) -> Piece:
    return max(tops, key=lambda top: overlap(piece, top))


def split(piece: Piece, stop: int, start: int) -> tuple[Piece, Piece]:
    """The pieces left and right of a blank."""
    scale = (piece.x1 - piece.x0) / max(sum(map(display_width, piece.text)), 1)
    left, right = piece.span.part(0, stop), piece.span.part(start)
    end, begin = (n if scale < 0.999 else sum(map(display_width, piece.text[:n])) for n in (stop, start))
    return Piece(left, piece.x0, piece.x0 + end, left.raw), Piece(right, piece.x0 + begin, piece.x1, right.raw)
