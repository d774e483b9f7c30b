"""Lists that are part of forms: the steps, the subprojects, the members of what each form is about."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from plansheets.extract.ruled.list_table import ListTable
from plansheets.extract.ruled.pairs import Pair

FEWEST: Final = 2
"""Titled forms with a list behind them, where there are several forms."""
ALONE: Final = 2
"""Known labels with values of a single form from which on it is one, and no cover of a list."""


class Part(Protocol):
    """One grid as its lists and its pairs."""

    lists: list[ListTable]
    pairs: list[Pair]


def inner_lists(forms: Iterable[tuple[int, Part]]) -> set[int]:
    """The grids, by their keys, whose lists stand behind the title of a form in a document of forms.

    `forms` in the order of the document. None where a list comes before the first title, or where half of the forms
    have none: an overview of the forms, sheets in lists behind a cover.
    """
    titled = known = 0
    owners: dict[int, int] = {}
    for key, form in forms:
        own = _title_row(form.pairs)
        if own is not None:
            titled += 1
            known = sum(p.entry is not None and not p.entry.weak and bool(p.values) for p in form.pairs)
        if not form.lists:
            continue
        if not titled or (own is not None and titled == 1 and min(each.top for each in form.lists) < own):
            return set()
        owners[key] = titled
    behind = len(set(owners.values()))
    if titled == 1:
        return set(owners) if known >= ALONE else set()
    return set(owners) if behind >= FEWEST and 2 * behind >= titled else set()


def name_nothing(pairs: Iterable[Pair], lists: Sequence[ListTable]) -> None:
    """Take from the labels of such lists what would make them names, numbers and kinds of the form."""
    for pair in pairs:
        is_inside = any(each.top <= pair.cell.row < each.bottom for each in lists)
        if is_inside and pair.entry and pair.entry.type in ("title", "number", "kind"):
            pair.entry = replace(pair.entry, type="text")


def _title_row(pairs: Sequence[Pair]) -> int | None:
    """The row in which a known label names the sheet."""
    rows = (p.cell.row for p in pairs if p.entry and p.entry.type == "title" and not p.entry.weak and p.values)
    return min(rows, default=None)
