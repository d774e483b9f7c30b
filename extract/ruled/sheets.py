"""Where one sheet ends and the next begins in a document of ruled forms that no family describes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plansheets.extract.ruled.pairs import Pair
from plansheets.normalize import match_key

KEYS = ("title", "number")
"""Types of labels of which a sheet has one."""
AGAIN = 0.7
"""Share of a page's labels that stood on the page before from which on it is another sheet of the same name."""


@dataclass(frozen=True)
class Label:
    """A label of the document: in which grid and row it stands, on which page, its key, its type, its value's key."""

    grid: int
    row: int
    page: int
    key: str
    type: str
    value: str
    is_sure: bool


def labels_of(grid: int, page: int, pairs: Sequence[Pair]) -> list[Label]:
    """The labels of one grid, in reading order."""
    found = []
    for pair in pairs:
        if pair.label is None or not pair.values:
            continue
        kind = pair.entry.type if pair.entry else "text"
        value = match_key("".join(v.raw for v in pair.values))
        sure = pair.entry is not None and not pair.entry.weak
        found.append(Label(grid, pair.cell.row, page, match_key(pair.label.raw), kind, value, sure))
    return found


def starts(labels: Sequence[Label]) -> list[tuple[int, int]]:
    """Grid and row at which each sheet begins; the first one at the first label. Empty where there is no label."""
    if not labels:
        return []
    key = _key(labels)
    first = labels[0]
    found = [(first.grid, 0)]
    if key is None:
        return found
    own = [at for at, label in enumerate(labels) if label.key == key]
    for before, at, after in zip(own, own[1:], [*own[2:], len(labels)], strict=False):
        if _goes_on(labels, before, at, after):
            continue
        found.append(_start(labels, before, at))
    return found


def _key(labels: Sequence[Label]) -> str | None:
    """The label that each sheet has once: of a title, of a number, else the first one that comes again."""
    for kind in KEYS:
        counts = Counter(label.key for label in labels if label.type == kind and label.is_sure)
        if counts:
            return max(counts, key=lambda k: (counts[k], -_first(labels, k)))
    counts = Counter(label.key for label in labels)
    return next((label.key for label in labels if counts[label.key] > 1), None)


def _first(labels: Sequence[Label], key: str) -> int:
    return next(i for i, label in enumerate(labels) if label.key == key)


def _goes_on(labels: Sequence[Label], before: int, at: int, after: int) -> bool:
    """The same value again on a later page, and other labels below it: the head of the sheet's next page."""
    a, b = labels[before], labels[at]
    if a.value != b.value or b.page == a.page or not a.value:
        return False
    mine, others = ({label.key for label in part} for part in (labels[at:after], labels[before:at]))
    return len(mine & others) < AGAIN * len(mine)


def _start(labels: Sequence[Label], before: int, at: int) -> tuple[int, int]:
    """Where the sheet of the key at `at` begins: at the label that the document's first sheet begins with."""
    opening = labels[0].key
    for i in range(before + 1, at + 1):
        if labels[i].key == opening:
            return labels[i].grid, labels[i].row
    label = labels[at]
    for i in range(before + 1, at + 1):
        if labels[i].page == label.page and labels[i].page > labels[before].page:
            return labels[i].grid, labels[i].row
    return (label.grid, label.row) if labels[before].grid == label.grid else (label.grid, 0)
