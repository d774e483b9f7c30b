"""The heading that names the sheets themselves: 施策名 on sheets of a 施策, which print no title of their own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from plansheets.extract.ruled.pairs import Pair
from plansheets.normalize import match_key

RANKS: Final = ("submeasure", "measure", "policy")
"""Fields of headings, the lowest first."""
NAMES: Final = ("名", "名称", "名前")


def name_sheets(pairs: Sequence[Pair]) -> None:
    """Where no pair of a document is a title: those of its lowest heading called a name become it.

    It names the sheets only where the sheets are numbered at the same rank (施策番号), and no two have one name.
    """
    if any(p.entry and p.entry.type == "title" and p.values for p in pairs):
        return
    numbers = sum(p.entry is not None and p.entry.type == "number" and bool(p.values) for p in pairs)
    for rank in RANKS:
        mine = [p for p in pairs if p.entry and p.entry.field == rank and p.label and p.values]
        if not mine:
            continue
        names = [match_key("".join(v.raw for v in p.values)) for p in mine]
        if numbers == len(mine) == len(set(names)) and all(
            match_key(p.label.raw).endswith(NAMES) for p in mine if p.label
        ):
            for pair in mine:
                if pair.entry:
                    pair.entry = replace(pair.entry, type="title")
        return
