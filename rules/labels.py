"""What surrounds a label's words in print: brackets, list markers, a colon, a note, a year. Strings in, offsets out."""

from collections.abc import Iterator
from functools import lru_cache

import regex

REACH = 60
"""A label's end is looked for in so many characters."""
REMEMBERED = 1 << 12
"""Labels and heads whose forms are remembered: the same ones come on every sheet."""

_PAIRS = "【】 ［］ [] 〔〕 〈〉 《》 ≪≫ ＜＞ <> （） ()"
_BRACKETS = {pair[0]: pair[1] for pair in _PAIRS.split()}
_COLONS = "：:︓"

_MARKERS = regex.compile(
    r"""\s*(?:
        (?: [○●◎◯◉・･■□◆◇▼▽▲△★☆※＊*▶►◢◤●▪•]
          | [（(](?:\d{1,2}|[一二三四五六七八九十]|[ア-ン]|[a-zA-Z])[）)]
          | [①-⑳㉑-㉟❶-❿Ⅰ-Ⅻⅰ-ⅻ]+[.．、]?
          | \d{1,2}(?:[.．、)）]|(?=\s))
          | [ア-ン][.．、)）]
        )\s*){0,2}""",
    regex.VERBOSE,
)
_NOTES = "|".join(
    rf"\{pair[0]}[^\{pair[0]}\{pair[1]}]*\{pair[1]}" for pair in ["（）", "()", "［］", "[]", "【】", "〔〕", "〈〉"]
)
_LAST_NOTE = regex.compile(rf"\s*(?:{_NOTES})\s*$")
_LAST_YEAR = regex.compile(r"\s*(?:(?:令和|平成|昭和|[RHSＲＨＳ])\s*)?(?:元|\d{1,4})\s*(?:年度?末?)?\s*$")


@lru_cache(maxsize=REMEMBERED)
def bare_forms(label: str) -> tuple[str, ...]:
    """The label as it stands; without marker, frame and colon; without its last notes, one by one; without 等."""
    return tuple(dict.fromkeys(_bare_forms(label)))


def _bare_forms(label: str) -> Iterator[str]:
    yield label
    form = label[markers_end(label) :].strip().rstrip(_COLONS).strip()
    while form and _BRACKETS.get(form[0]) == form[-1] and form[-1] not in form[1:-1]:
        form = form[1:-1].strip()
    yield form
    for _ in range(2):
        shorter = _LAST_NOTE.sub("", form)
        if shorter in (form, ""):
            break
        form = shorter
        yield form
    if len(form) > 2 and form.endswith("等"):
        yield form[:-1]


def markers_end(text: str) -> int:
    """Offset after the spaces, bullets and list numbers that a text begins with: "(1) ○目的" → 5."""
    found = _MARKERS.match(text)
    return found.end() if found else 0


def label_start(text: str) -> int:
    """Offset of a label's first word: after markers and one opening bracket."""
    start = markers_end(text)
    return start + 1 if text[start : start + 1] in _BRACKETS else start


def label_ends(text: str, start: int) -> Iterator[tuple[int, int, bool]]:
    """Where a label that begins at `start` may end: (its end, where its value begins, is it sure), the nearest first.

    A bracketed label ends at its closing bracket, others at the first colon (sure) or at any space before (not sure).
    """
    closing = _BRACKETS.get(text[start - 1]) if start else None
    if closing:
        end = text.find(closing, start, start + REACH)
        if end > start:
            yield end, _skip(text, end + 1), True
        return
    for at in range(start + 1, min(len(text), start + REACH)):
        if text[at] in _COLONS:
            yield at, _skip(text, at + 1), True
            return
        if text[at].isspace() and not text[at - 1].isspace():
            value = _skip(text, at)
            is_sure = not text[at:value].isspace()
            yield at, value, is_sure
            if is_sure:
                return


@lru_cache(maxsize=REMEMBERED)
def without_notes_and_year(head: str) -> str:
    """A column head without its last notes and its last year: 目標（令和10年度） → 目標, 実績 H28 → 実績."""
    for _ in range(2):
        head = _LAST_NOTE.sub("", head)
        head = _LAST_YEAR.sub("", head)
    return head


def _skip(text: str, at: int) -> int:
    """Offset after spaces and one colon."""
    is_colon_free = True
    while at < len(text) and (text[at].isspace() or (text[at] in _COLONS and is_colon_free)):
        is_colon_free = is_colon_free and text[at] not in _COLONS
        at += 1
    return at
