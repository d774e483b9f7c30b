"""Which row of one list is which row of another: by all that they say, then by what names them, then by likeness.

An inserted row must not shift those behind it, so that no position is looked at; only the order is kept.
"""

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

Values = dict[str, Any]
Pair = tuple[int | None, int | None]
"""Place in the old list, place in the new one; None where the other side has no such row."""

MOST_CELLS: Final = 200_000_000
"""Old rows times new rows from which on the longest common subsequence would take too much room (25 MB)."""
MOST_NEAR: Final = 40_000
"""Old rows times new rows that are compared each with each."""
ALIKE: Final = 0.5
"""Likeness from which on a row is taken for a changed one, and not for one that went and another that came."""


class Kind(NamedTuple):
    """How rows of a table are told apart: the columns that say what a row is about, and all that it says."""

    names: tuple[str, ...]
    values: tuple[str, ...]


def align(old: Sequence[Values], new: Sequence[Values], kind: Kind) -> list[Pair]:
    """Pairs of rows, in order: those that are the same, those that changed, those on one side only."""
    pairs: list[Pair] = []
    for same, a, b in _runs(_tokens(old, kind.values), _tokens(new, kind.values)):
        pairs += zip(a, b, strict=True) if same else _named(old, new, a, b, kind)
    return pairs


def _named(old: Sequence[Values], new: Sequence[Values], a: range, b: range, kind: Kind) -> Iterator[Pair]:
    """Rows that are about the same thing; between them the nearest."""
    names = kind.names or kind.values
    left, right = _tokens([old[i] for i in a], names), _tokens([new[j] for j in b], names)
    for same, c, d in _runs(left, right):
        ours, theirs = range(a.start + c.start, a.start + c.stop), range(b.start + d.start, b.start + d.stop)
        yield from zip(ours, theirs, strict=True) if same else _nearest(old, new, ours, theirs, kind)


def _nearest(old: Sequence[Values], new: Sequence[Values], a: range, b: range, kind: Kind) -> Iterator[Pair]:
    """The pairing of most likeness that keeps the order (Needleman-Wunsch without a price for a gap)."""
    if not a or not b or len(a) * len(b) > MOST_NEAR:
        yield from ((i, None) for i in a)
        yield from ((None, j) for j in b)
        return
    likeness = [[_likeness(old[i], new[j], kind) for j in b] for i in a]
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            found = likeness[i][j]
            paired = found + best[i + 1][j + 1] if found >= ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        found = likeness[i][j]
        if found >= ALIKE and best[i][j] == found + best[i + 1][j + 1]:
            yield a[i], b[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield a[i], None
            i += 1
        else:
            yield None, b[j]
            j += 1
    yield from ((at, None) for at in a[i:])
    yield from ((None, at) for at in b[j:])


def _likeness(old: Values, new: Values, kind: Kind) -> float:
    """0 to 1: share of what both rows say that is the same, texts by their characters, names counted twice."""
    total = same = 0.0
    for columns in (kind.values, kind.names):
        for column in columns:
            a, b = old[column], new[column]
            if a is None and b is None:
                continue
            total += 1
            if a == b:
                same += 1
            elif isinstance(a, str) and isinstance(b, str):
                same += max(0.0, 2 * fuzz.ratio(a, b) / 100 - 1)
    return same / total if total else 1.0


def _tokens(rows: Sequence[Values], columns: Sequence[str]) -> list[Hashable]:
    return [tuple(_hashable(row[column]) for column in columns) for row in rows]


def _hashable(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


def _runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[bool, range, range]]:
    """Runs that both lists have (True, of equal length), and what stands between them, in order."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if head:
        yield True, range(head), range(head)
    left, right = range(head, len(old) - tail), range(head, len(new) - tail)
    for same, a, b in _inner_runs([old[i] for i in left], [new[j] for j in right]):
        yield same, range(head + a.start, head + a.stop), range(head + b.start, head + b.stop)
    if tail:
        yield True, range(left.stop, len(old)), range(right.stop, len(new))


def _inner_runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[bool, range, range]]:
    if not old or not new:
        if old or new:
            yield False, range(len(old)), range(len(new))
        return
    if len(old) * len(new) > MOST_CELLS:
        opcodes: Any = SequenceMatcher(None, old, new).get_opcodes()
    else:
        ids: dict[Hashable, int] = {}
        numbers = [[ids.setdefault(token, len(ids)) for token in side] for side in (old, new)]
        opcodes = LCSseq.opcodes(*numbers)
    # A change comes as a deletion and an insertion; what lies between two common runs belongs together.
    a_from = b_from = 0
    for tag, a1, a2, b1, b2 in opcodes:
        if tag == "equal":
            if a1 > a_from or b1 > b_from:
                yield False, range(a_from, a1), range(b_from, b1)
            yield True, range(a1, a2), range(b1, b2)
            a_from, b_from = a2, b2
    if len(old) > a_from or len(new) > b_from:
        yield False, range(a_from, len(old)), range(b_from, len(new))
