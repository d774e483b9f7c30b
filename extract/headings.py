"""Headings above the sheets of a document that no family describes: 基本目標１ 安全で安心なまち, 施策 1-1 防災."""

from collections.abc import Iterable

import regex

from plansheets.normalize import clean_text, match_key
from plansheets.rules import Heading, Lexicon

NUMBER = r"(?:[0-9０-９]{1,2}(?:\s*[-－‐]\s*[0-9０-９]{1,2}){0,2}|[IVX]{1,4}|[Ⅰ-Ⅻ]|[①-⑳]|[一二三四五六七八九十]{1,2})"
FRONT = r"(?:[【〔\[［＜<《〈■◆◇●▼▶★]\s*)?"
"""What may stand before a label: the bracket around it and its number, a mark."""
BACK = r"\s*[】〕\]］＞>》〉]?"
HEADING = regex.compile(
    rf"{FRONT}(?P<label>[^\s0-9０-９①-⑳（）()【〔\[［＜<《〈■◆◇●▼▶★]{{1,12}}?)\s*[（(]?\s*(?P<number>{NUMBER})\s*[)）]?{BACK}"
    r"(?:[\s:：.．、]+|(?<=[)）】〕\]］＞>》〉]))(?P<title>\S.*)"
)
LONGEST = 60
"""Characters of a heading."""
LEVELS = 3
RANKED = regex.compile(r".{1,6}(?:目標|方針|方向性?|施策|政策|柱|分野|戦略|プロジェクト|テーマ|視点|領域)")
"""A heading's label that the lexicon need not know (環境目標, 重点戦略), where its numbers go on."""


def headings_of(lines: Iterable[str], lexicon: Lexicon) -> tuple[Heading, ...]:
    """A rule for each label that the lexicon knows as a heading and that a line begins with, before its number.

    Their levels are in the order in which the labels first appear: an outer one comes before those under it. A label of
    a title (推進項目３ 財政基盤の確立) is one where its lines come again with the same words: no sheet's name does.
    """
    labels: dict[str, None] = {}
    ranked: dict[str, set[str]] = {}
    named: dict[str, list[str]] = {}
    for line in lines:
        text = line.lstrip("# ").strip()
        if len(text) > LONGEST or "。" in text:
            continue
        found = HEADING.fullmatch(text)
        entry = lexicon.lookup(found["label"]) if found else None
        if found and entry and entry.type == "heading" and entry.field != "part":
            labels.setdefault(clean_text(found["label"]))
        elif found and entry and entry.type == "title":
            label = clean_text(found["label"])
            labels.setdefault(label)
            named.setdefault(label, []).append(match_key(text))
        elif found and entry is None and RANKED.fullmatch(found["label"]):
            label = clean_text(found["label"])
            labels.setdefault(label)
            ranked.setdefault(label, set()).add(match_key(found["number"]))
    for label in [label for label, numbers in ranked.items() if len(numbers) < 2]:
        del labels[label]
    for label, texts in named.items():
        if len(set(texts)) == len(texts):
            del labels[label]
    return tuple(_rule(level, label) for level, label in enumerate(list(labels)[:LEVELS], 1))


def is_numbered_label(raw: str, lexicon: Lexicon) -> bool:
    """Does a text begin with a label of a heading or a title and its number, as a heading over sheets may?"""
    found = HEADING.fullmatch(raw.strip()) if len(raw) <= LONGEST and "。" not in raw else None
    return found is not None and any(e.type in ("heading", "title") for e in lexicon.candidates(found["label"]))


def is_over_sheets(raw: str, lexicon: Lexicon) -> bool:
    """Does a text begin with the label of a heading, one that no sheet's own name has, and its number?"""
    found = HEADING.fullmatch(raw.strip()) if len(raw) <= LONGEST and "。" not in raw else None
    types = {e.type for e in lexicon.candidates(found["label"])} if found else set()
    return "heading" in types and "title" not in types


def _rule(level: int, label: str) -> Heading:
    spaced = r"\s*".join(regex.escape(char) for char in label)
    behind = rf"[（(]?\s*(?P<number>{NUMBER})\s*[)）]?{BACK}[\s:：.．、]*(?P<title>\S.{{0,{LONGEST}}})"
    source = rf"(?:#{{1,6}}\s+)?{FRONT}(?P<label>{spaced})\s*{behind}"
    return Heading.model_validate({"level": level, "pattern": source})
