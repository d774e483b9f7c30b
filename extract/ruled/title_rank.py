"""Which of two labels of a title names the sheet, and which is a heading over it (推進項目 over 取組名)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from plansheets.extract.ruled.pairs import Pair
from plansheets.normalize import match_key

NAMES: Final = ("名", "名称")


def rank_titles(pairs: Sequence[Pair]) -> None:
    """Make a title of a document's forms a heading where another one, that comes as often, names the sheets better.

    The better one has more values that differ, or as many and is called a name. Labels in order of the document.
    """
    values: dict[str, list[str]] = {}
    for pair in _titles(pairs):
        values.setdefault(_key(pair), []).append(match_key("".join(v.raw for v in pair.values)))
    if len(values) < 2:
        return
    first, *_ = values
    best = max(values, key=lambda key: (len(set(values[key])), key.endswith(NAMES), key == first))
    for key, mine in values.items():
        repeats = len(set(mine)) < len(mine) and len(set(mine)) < len(set(values[best]))
        if key == best or len(values[best]) < len(mine) or not (repeats or _is_above(pairs, key, best)):
            continue
        for pair in _titles(pairs):
            if _key(pair) == key and pair.entry:
                pair.entry = replace(pair.entry, type="heading", field="measure")


def _titles(pairs: Sequence[Pair]) -> list[Pair]:
    return [
        p for p in pairs if p.entry and p.entry.field == "title" and p.entry.type == "title" and p.label and p.values
    ]


def _key(pair: Pair) -> str:
    return match_key(pair.label.raw) if pair.label else ""


def _is_above(pairs: Sequence[Pair], key: str, best: str) -> bool:
    """Does it come before the name on the form, and is it no name itself?"""
    order = [_key(p) for p in _titles(pairs)]
    return not key.endswith(NAMES) and best.endswith(NAMES) and order.index(key) < order.index(best)
