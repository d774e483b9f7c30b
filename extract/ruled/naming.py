"""The heading that names the sheets themselves: 施策名 on sheets of a 施策, which print no title of their own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from plansheets.extract.ruled.pairs import Pair
from plansheets.normalize import match_key

RANKS: Final = ("submeasure", "measure", "policy")
"""Fields of headings, the lowest first."""
NAMES: Final = ("名", "名称", "名前")
NUMBERED: Final = regex.compile(
    r"\s*(?:[0-9０-９]{1,3}(?:\s*[-－‐―.．]\s*[0-9０-９]{1,3}){1,3}|[(（][0-9０-９]{1,3}[)）])[\s.．]*\p{L}.*",
    regex.DOTALL,
)
"""A name with its number in front: １－１ 再生可能エネルギーの導入."""
COUNTER: Final = regex.compile(r"\s*[(（]?[0-9０-９]{1,3}(?:\s*[-－‐―.．]\s*[0-9０-９]{1,3}){0,3}[)）]?\s*|[①-⑳Ⅰ-Ⅻ]")
"""Such a number alone."""


def name_sheets(pairs: Sequence[Pair]) -> None:
    """Where no pair of a document is a title: those of its lowest heading called a name become it.

    It names the sheets only where the sheets are numbered at the same rank (施策番号, or in front of each name), and no
    two have one name.
    """
    if any(p.entry and p.entry.type == "title" and p.values for p in pairs):
        return
    numbers = sum(p.entry is not None and p.entry.type == "number" and bool(p.values) for p in pairs)
    for rank in RANKS:
        mine = [p for p in pairs if p.entry and p.entry.field == rank and p.label and p.values]
        if not mine:
            continue
        names = [match_key("".join(v.raw for v in p.values)) for p in mine]
        is_called = numbers == len(mine) and all(match_key(p.label.raw).endswith(NAMES) for p in mine if p.label)
        fronts = {match_key(p.values[0].raw) for p in mine}
        is_numbered = 1 < len(mine) == len(fronts) and all(_is_numbered(p) for p in mine)
        if len(mine) == len(set(names)) and (is_called or is_numbered):
            for pair in mine:
                if pair.entry:
                    pair.entry = replace(pair.entry, type="title")
        return


def name_by_heading(pairs: Sequence[Pair], sheets: int) -> bool:
    """Make the lowest heading that each of several sheets has, under its own name, their title; was there one?

    For forms that no label, no line and no number names: 施策名 | 子育ての支援 | 主管課 | …, once for each 施策.
    """
    for rank in RANKS:
        mine = [p for p in pairs if p.entry and p.entry.field == rank and p.label and p.values]
        names = {match_key("".join(v.raw for v in p.values)) for p in mine}
        fronts = [match_key(p.values[0].raw) for p in mine if _is_numbered(p)]
        if mine and not (1 < sheets == len(mine) == len(names) and len(set(fronts)) == len(fronts)):
            return False
        for pair in mine:
            if pair.entry:
                pair.entry = replace(pair.entry, type="title")
        if mine:
            return True
    return False


def _is_numbered(pair: Pair) -> bool:
    """Does a number stand in front of the name, or in a cell before it (施策 | １－１ | 子育て家庭への支援)?"""
    return NUMBERED.fullmatch(pair.values[0].raw) is not None or (
        len(pair.values) == 2 and COUNTER.fullmatch(pair.values[0].raw) is not None
    )
