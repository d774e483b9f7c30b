"""Which sheet of one reading is which of the other: by number and title, by either, then by its place."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from plansheets.compare.align import align
from plansheets.compare.kinds import kind_of

Values = dict[str, Any]


def pair_sheets(old: Sequence[Values], new: Sequence[Values]) -> dict[str, str]:
    """Old sheet_id → new sheet_id, given rows of table sheets in order."""
    pairs: dict[int, int] = {}
    for names in (("number", "title"), ("title",), ("number",)):
        _by_name(old, new, names, pairs)
    _between(old, new, pairs)
    return {old[i]["sheet_id"]: new[j]["sheet_id"] for i, j in pairs.items()}


def _by_name(old: Sequence[Values], new: Sequence[Values], names: Sequence[str], pairs: dict[int, int]) -> None:
    """Sheets that alone have their name on either side."""
    left = {i: tuple(row[name] for name in names) for i, row in enumerate(old) if i not in pairs}
    taken = set(pairs.values())
    right = {j: tuple(row[name] for name in names) for j, row in enumerate(new) if j not in taken}
    counts = [Counter(side.values()) for side in (left, right)]
    at = {name: j for j, name in right.items()}
    for i, name in left.items():
        if any(name) and all(count[name] == 1 for count in counts):
            pairs[i] = at[name]


def _between(old: Sequence[Values], new: Sequence[Values], pairs: dict[int, int]) -> None:
    """The rest, between the same neighbours: those that are alike; if as many are left on both sides, in order."""
    back = {j: i for i, j in pairs.items()}
    fixed = [(-1, -1), *_rising(sorted(pairs.items())), (len(old), len(new))]
    for (i0, j0), (i1, j1) in pairwise(fixed):
        left = [i for i in range(i0 + 1, i1) if i not in pairs]
        right = [j for j in range(j0 + 1, j1) if j not in back]
        if len(left) == len(right):
            found = list(zip(left, right, strict=True))
        else:
            alike = align([old[i] for i in left], [new[j] for j in right], kind_of("sheets"))
            found = [(left[a], right[b]) for a, b in alike if a is not None and b is not None]
        pairs.update(found)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs that keep the order of both sides: a sheet that moved bounds nothing."""
    found: list[tuple[int, int]] = []
    for i, j in pairs:
        if not found or j > found[-1][1]:
            found.append((i, j))
    return found
