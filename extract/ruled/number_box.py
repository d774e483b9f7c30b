"""A box with the sheet's number, and beside it the name that no label tells: 施策 / 1-1 | 路線バスの再編."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from plansheets.extract.ruled.pairs import Pair
from plansheets.extract.ruled.title_line import NUMBER
from plansheets.extract.ruled.view import View, end
from plansheets.normalize import match_key
from plansheets.rules import Lexicon

SHARE: Final = 0.6
"""Share of the sheets that must have such a box."""
LONGEST: Final = 60
TYPES: Final = {"heading", "number", "title"}
ALONE: Final = regex.compile(NUMBER)


def number_boxes(forms: Sequence[tuple[View, Sequence[Pair], list[int]]], lexicon: Lexicon) -> dict[int, Pair]:
    """The pairs that name the sheets beside such boxes, by identity; those of the boxes become numbers.

    A pair that holds both becomes a title. None where not most sheets have a box, or where numbers come again.
    """
    found: list[tuple[Pair, Pair]] = []
    sheets = 0
    for view, pairs, starts in forms:
        sheets += len(starts)
        for start in starts:
            mine = [pair for pair in pairs if pair.cell.row == start]
            box = _box(view, mine, lexicon)
            if box is not None:
                found.append(box)
    numbers = {match_key(box.values[0].raw) for box, _ in found}
    if not found or len(found) < SHARE * sheets or len(numbers) < len(found):
        return {}
    for pair, _ in found:
        if pair.entry is not None:
            if len(pair.values) == 1:
                pair.entry = replace(pair.entry, type="number", field="number")
            else:
                pair.entry = replace(pair.entry, type="title", field="title")
    return {id(name): name for pair, name in found if name is not pair}


def _box(view: View, pairs: Sequence[Pair], lexicon: Lexicon) -> tuple[Pair, Pair] | None:
    """The first pair of a sheet, a label's number in one cell, and the text beside it that is a name."""
    if not pairs or pairs[0].entry is None or pairs[0].entry.type not in TYPES or not pairs[0].values:
        return None
    box = pairs[0]
    is_own = box.label is not None and box.values[0].start < box.cell.span.ranges[-1][1]
    if not is_own or ALONE.fullmatch(box.values[0].raw.strip()) is None or len(pairs[0].values) > 2:
        return None
    if len(box.values) == 2:
        return box, box
    name = pairs[1] if len(pairs) > 1 else box
    if (
        name.entry is not None
        or name.cell.column != end(box.cell)
        or (name.label is not None) == bool(name.values)
        or len(name.values) > 1
    ):
        return None
    text = (name.label or name.values[0]).raw
    is_name = len(text) <= LONGEST and "。" not in text and any(c.isalpha() for c in text)
    if not is_name or lexicon.lookup(text) is not None or view.right(box.cell) != [name.cell]:
        return None
    return box, name
