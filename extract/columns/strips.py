"""The columns of a list: strips of pieces that stand below each other, matched with the heads above them."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from math import inf

from plansheets.extract.columns.pieces import Piece, Strip, crossing, nearest, overlap

NEAR = 16.0
"""Columns that may lie between a head and the values of its column."""


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a list: the pieces of its head line; the strips of its body; heads with nothing below them."""

    tops: tuple[Piece, ...]
    strips: tuple[Strip, ...]
    bare: tuple[Strip, ...]

    def columns(self, piece: Piece) -> tuple[float, float]:
        """First and last column that a body piece stands in."""
        over = [top.x0 for top in crossing(piece, self.tops)]
        if len(over) < 2:
            over = [s.head for row in (self.strips, self.bare) for s in crossing(piece, row)]
        if len(over) < 2:
            near = [nearest(piece, row) for row in (self.strips, self.bare) if row]
            over = [max(near, key=lambda s: overlap(piece, s)).head]
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


def head_of(tops: Sequence[Piece], body: Iterable[Piece], *, all_headed: bool = False) -> Head:
    """Match the strips of a list's body with its head: by overlap, then the nearest that keeps the order.

    A strip without a head of its own (a running number's name) is a column of its own. Where every strip must have a
    head (values of years) but one got none, the whole row slipped: then the order counts, at the least shift in all.
    """
    strips = strips_of(p for p in body if len(crossing(p, tops)) < 2)
    matched = _matched(strips, tops)
    if all_headed and len(matched) < len(strips) <= len(tops):
        matched = _shifted(strips, tops)
    heads = {top.x0 for top in tops}
    for i, strip in enumerate(strips):
        strip.head = tops[matched[i]].x0 if i in matched else strip.x0 + 0.5 * (strip.x0 in heads)
    taken = {*matched.values()}
    bare = tuple(Strip(top.x0, top.x1, head=top.x0) for j, top in enumerate(tops) if j not in taken)
    return Head(tuple(tops), tuple(strips), bare)


def _matched(strips: Sequence[Strip], tops: Sequence[Piece]) -> dict[int, int]:
    """For strips by their number, that of their head: the closest pairs first, none that cross each other."""
    number = {id(top): j for j, top in enumerate(tops)}
    pairs: list[tuple[int, int]] = []
    for reach in (0.0, NEAR):
        near = [
            (-_closeness(s, top), i, number[id(top)]) for i, s in enumerate(strips) for top in crossing(s, tops, reach)
        ]
        for _, i, j in sorted(near):
            at = bisect_left(pairs, (i, j))
            if all(k < i and m < j for k, m in pairs[max(at - 1, 0) : at]) and all(
                k > i and m > j for k, m in pairs[at : at + 1]
            ):
                insort(pairs, (i, j))
    return dict(pairs)


def _shifted(strips: Sequence[Strip], tops: Sequence[Piece]) -> dict[int, int]:
    """A head for every strip, in the order of both, at the least sum of the distances of their centres."""
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (len(tops) + 1)
    for i, strip in enumerate(strips):
        after: list[tuple[float, tuple[int, ...]]] = [(inf, ())] * (i + 1)
        for j in range(i, len(tops)):
            cost, chosen = best[j]
            shift = abs(strip.x0 + strip.x1 - tops[j].x0 - tops[j].x1)
            after.append(min(after[-1], (cost + shift, (*chosen, j))))
        best = after
    return dict(enumerate(best[-1][1]))


def heads_of_pages(tops: Sequence[Piece], pages: Sequence[Sequence[Piece]]) -> list[Head]:
    """The head of a list for each page that it runs over: one for all, but where a page was set to other columns."""
    joint = head_of(tops, (p for page in pages for p in page))
    known = {top.x0 for top in tops}
    own = [{id(p) for p in page} for page in pages]
    nameless = [{id(p) for p in s.pieces} for s in joint.strips if s.head not in known]
    if len(pages) < 2 or not any(pieces <= page for pieces in nameless for page in own[1:]):
        return [joint] * len(pages)
    heads = [head_of(tops, page) for page in pages]
    names = {before: strip.head for before, strip in _nameless(heads[0], known)}
    for head in heads[1:]:
        for before, strip in _nameless(head, known):
            strip.head = names.get(before, strip.head)
    return heads


def _nameless(head: Head, known: Set[float]) -> list[tuple[float | None, Strip]]:
    """Strips without a head of their own, each with the column before it."""
    before = [None, *(s.head for s in head.strips)]
    return [(left, s) for left, s in zip(before, head.strips, strict=False) if s.head not in known]


def _closeness(strip: Strip, top: Piece) -> float:
    """The share of the narrower one that lies under the other; below 0 the distance in columns."""
    common = overlap(strip, top)
    return common / min(strip.x1 - strip.x0, top.x1 - top.x0) if common > 0 else common
