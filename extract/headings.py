"""Headings above the sheets of a document that no family describes: 基本目標１ 安全で安心なまち, 施策 1-1 防災."""

from collections.abc import Iterable

import regex

from plansheets.normalize import clean_text
from plansheets.rules import Heading, Lexicon

NUMBER = r"(?:[0-9０-９]{1,2}(?:\s*[-－‐]\s*[0-9０-９]{1,2}){0,2}|[IVX]{1,4}|[Ⅰ-Ⅻ]|[①-⑳]|[一二三四五六七八九十]{1,2})"
HEADING = regex.compile(
    rf"(?P<label>[^\s0-9０-９①-⑳（）()]{{1,12}}?)\s*[（(]?\s*(?P<number>{NUMBER})\s*[)）]?(?:[\s:：.．、]+|(?<=[)）]))(?P<title>\S.*)"
)
LONGEST = 60
"""Characters of a heading."""
LEVELS = 3


def headings_of(lines: Iterable[str], lexicon: Lexicon) -> tuple[Heading, ...]:
    """A rule for each label that the lexicon knows as a heading and that a line begins with, before its number.

    Their levels are in the order in which the labels first appear: an outer one comes before those under it.
    """
    labels: dict[str, None] = {}
    for line in lines:
        text = line.lstrip("# ").strip()
        if len(text) > LONGEST or "。" in text:
            continue
        found = HEADING.fullmatch(text)
        entry = lexicon.lookup(found["label"]) if found else None
        if found and entry and entry.type == "heading" and entry.field != "part":
            labels.setdefault(clean_text(found["label"]))
    return tuple(_rule(level, label) for level, label in enumerate(list(labels)[:LEVELS], 1))


def _rule(level: int, label: str) -> Heading:
    spaced = r"\s*".join(regex.escape(char) for char in label)
    behind = rf"[（(]?\s*(?P<number>{NUMBER})\s*[)）]?[\s:：.．、]*(?P<title>\S.{{0,{LONGEST}}})"
    source = rf"(?:#{{1,6}}\s+)?(?P<label>{spaced})\s*{behind}"
    return Heading.model_validate({"level": level, "pattern": source})
