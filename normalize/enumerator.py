"""The marker a line starts with: ① （１） 1. ア） 第３条 1-(2)-③ ・, and the list written inline."""

from dataclasses import dataclass

import regex

from plansheets.normalize.enumerator_marks import Mark, mark_at
from plansheets.normalize.enumerator_signs import FOLD, JAPANESE, OPEN, ROMAN_SIGNS, SIGN
from plansheets.normalize.fold import Fold

FOLDED = Fold(FOLD)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an inline list; `start`, `end` are the offsets of its text in the input."""

    number: int | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Enumerator:
    """The leading marker of a text. `rest_start` is the offset in the input where `rest` begins, 0 without a marker.

    `number` is the position (ア = 1); of a path it is the last step. `counter` is the 条 of 第１条.
    """

    style: str | None
    number: int | None
    rest: str
    marker: str | None = None
    rest_start: int = 0
    counter: str | None = None
    path: tuple[int, ...] = ()
    items: tuple[Item, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The keys of the normalize cases."""
        return {
            "style": self.style,
            "number": self.number,
            "rest": self.rest,
            "marker": self.marker,
            "rest_start": self.rest_start,
            "counter": self.counter,
            "path": list(self.path),
            "items": [{"number": item.number, "text": item.text} for item in self.items],
        }


def parse_enumerator(text: str, *, split: bool = False) -> Enumerator:
    """The marker a text starts with, else style None; `split` also gives the items of a list written inline."""
    folded = FOLDED(text)
    start = len(folded) - len(folded.lstrip())
    mark = mark_at(folded, start) if start < len(folded) else None
    items = _items(text, folded, mark) if split else ()
    if mark is None:
        return Enumerator(None, None, text, items=items)
    blank = len(folded[mark.end :]) - len(folded[mark.end :].lstrip())
    rest_start = mark.end + blank
    return Enumerator(
        style=mark.style,
        number=mark.number,
        rest=text[rest_start:].rstrip(),
        marker=text[mark.start : mark.end],
        rest_start=rest_start,
        counter=mark.counter,
        path=mark.path,
        items=items,
    )


TIGHT = {"circled", "negative_circled", "double_circled", "parenthesised", "parenthesised_kanji", "roman"}
"""Styles that may follow a text without a blank: ①周知②募集."""
START = regex.compile(
    rf"{SIGN}|(?<!\d)\d{{1,2}}(?:\)|\.(?={JAPANESE}))|(?<!\d){OPEN}|[{ROMAN_SIGNS}]|(?<=[\s、。;,/]|^)\S"
)


def _items(text: str, folded: str, first: Mark | None) -> tuple[Item, ...]:
    """The items of an inline list: markers of one style whose numbers rise by one, or bullets after a blank."""
    marks = [first] if first else []
    at = first.end if first else 0
    while found := START.search(folded, at):
        mark = mark_at(folded, found.start())
        at = found.start() + 1
        if mark and _follows(marks, mark, folded):
            marks.append(mark)
            at = mark.end
    if not first and len(marks) < 2:
        return ()
    ends = [mark.start for mark in marks[1:]] + [len(text)]
    items = []
    for mark, end in zip(marks, ends, strict=True):
        body = text[mark.end : end]
        start = mark.end + len(body) - len(body.lstrip())
        said = body.strip().rstrip("、，,；;／/").rstrip()
        items.append(Item(mark.number, said, start, start + len(said)))
    return tuple(items)


def _tight(mark: Mark, folded: str) -> bool:
    """Whether a marker may follow a text without a blank."""
    return mark.style in TIGHT or folded[mark.end - 1] in ").)]】〕"


def _follows(marks: list[Mark], mark: Mark, folded: str) -> bool:
    """Whether a marker further on continues the list begun."""
    if not marks:
        return mark.number == 1 and _tight(mark, folded) and not mark.path
    last = marks[-1]
    if mark.style != last.style or mark.path[:-1] != last.path[:-1]:
        return False
    apart = folded[mark.start - 1].isspace()
    if mark.number is None or last.number is None:
        return apart and folded[mark.start] == folded[last.start]
    return mark.number == last.number + 1 and (apart or _tight(mark, folded) or folded[mark.start - 1] in "、。;,/")
