"""The columns of a list: strips of pieces that stand below each other, matched with the heads above them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plansheets.extract.column_pieces import Piece, Strip, overlap

NEAR = 16.0
"""Columns that may lie between a head and the values of its column."""


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a list: the pieces of its head line; strips of its body, each with the left edge of its head."""

    tops: tuple[Piece, ...]
    strips: tuple[tuple[Strip, float], ...]

    def columns(self, piece: Piece) -> tuple[float, float]:
        """First and last column that a body piece stands in."""
        over = [top.x0 for top in self.tops if overlap(piece, top) > 0]
        if len(over) < 2:
            over = [key for strip, key in self.strips if overlap(piece, strip) > 0]
        if len(over) < 2:
            over = [max(self.strips, key=lambda s: overlap(piece, s[0]))[1]]
        return min(over), max(over)


def strips_of(pieces: Iterable[Piece]) -> list[Strip]:
    """Pieces joined where they stand below each other, from left to right."""
    found: list[Strip] = []
    for piece in sorted(pieces, key=lambda p: p.x0):
        if found and overlap(piece, found[-1]) > 0:
            found[-1].x1 = max(found[-1].x1, piece.x1)
            found[-1].pieces.append(piece)
        else:
            found.append(Strip(piece.x0, piece.x1, [piece]))
    return found


def head_of(tops: Sequence[Piece], body: Iterable[Piece]) -> Head:
    """Match the strips of a list's body with its head: by overlap, then the nearest that keeps the order.

    A strip without a head of its own (a running number's name) is a column of its own.
    """
    strips = strips_of(p for p in body if sum(overlap(p, top) > 0 for top in tops) < 2)
    matched: dict[int, Piece] = {}
    for least in (0.0, -NEAR):
        pairs = sorted((-_closeness(s, top), i, j) for i, s in enumerate(strips) for j, top in enumerate(tops))
        for away, i, j in pairs:
            if -away <= least or i in matched or any(top is tops[j] for top in matched.values()):
                continue
            if all((strips[k].x0 < strips[i].x0) == (top.x0 < tops[j].x0) for k, top in matched.items()):
                matched[i] = tops[j]
    heads = {top.x0 for top in tops}
    found = [(s, matched[i].x0 if i in matched else s.x0 + 0.5 * (s.x0 in heads)) for i, s in enumerate(strips)]
    bare = [(Strip(t.x0, t.x1), t.x0) for t in tops if all(t is not m for m in matched.values())]
    return Head(tuple(tops), (*found, *bare))


def _closeness(strip: Strip, top: Piece) -> float:
    """The share of the narrower one that lies under the other; below 0 the distance in columns."""
    common = overlap(strip, top)
    return common / min(strip.x1 - strip.x0, top.x1 - top.x0) if common > 0 else common
