"""Where one sheet of a dump ends and the next begins: labels that a sheet has once tell it."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from plansheets.extract.dump.pieces import Piece

PAGE_GAP = 50
"""A new page counts as so many blank lines."""


def split_sheets(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of each sheet, in order. One sheet where nothing repeats."""
    anchors = _anchors(pieces)
    counts = Counter(len(places) for places in anchors.values())
    if not counts:
        return [list(pieces)] if pieces else []
    number = max(counts, key=lambda count: (counts[count], count))
    steady = [places for places in anchors.values() if len(places) == number]
    edges = [0]
    for nth in range(1, number):
        edges.append(_edge(pieces, steady, nth, edges[-1] + 1))
    edges.append(len(pieces))
    return [list(pieces[a:b]) for a, b in pairwise(edges) if a < b]


def _anchors(pieces: Sequence[Piece]) -> dict[str, list[int]]:
    """Places of each label that names one thing only, of each heading, and of each group."""
    found: dict[str, list[int]] = {}
    for piece in pieces:
        if piece.kind in ("label", "heading", "group") and len(piece.names) == 1 and piece.names[0] != "number":
            found.setdefault(f"{piece.kind == 'group'}:{piece.names[0]}", []).append(piece.at)
    return found


def _edge(pieces: Sequence[Piece], steady: Sequence[Sequence[int]], nth: int, low: int) -> int:
    """The piece with which sheet nth + 1 begins: most labels fall right, then the widest gap, then the latest place."""

    def wrong(at: int) -> int:
        return sum((places[nth - 1] >= at) + (places[nth] < at) for places in steady)

    return max(range(low, max(len(pieces), low + 1)), key=lambda at: (-wrong(at), _gap(pieces, at), at))


def _gap(pieces: Sequence[Piece], at: int) -> int:
    """Blank lines before a piece."""
    if at >= len(pieces):
        return 0
    line = pieces[at].lines[0]
    before = pieces[at - 1].lines[-1]
    if line is before:
        return -1
    return line.blanks + PAGE_GAP * (line.page != before.page)
