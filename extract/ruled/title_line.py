"""A line that names a sheet: what of it is the number (取組１－２　ワンストップ窓口の整備, 03-015 松林団地, No.3 …)."""

from typing import Final

import regex

from plansheets.extract.span import Span
from plansheets.rules import Entry, Lexicon

DASH: Final = r"\s*[-－‐‑–—―−ー]\s*"
DIGITS: Final = r"[0-9０-９]{1,5}"
PART: Final = rf"(?:{DIGITS}|[IVX]{{1,4}}|[Ⅰ-Ⅻ]|[A-ZＡ-Ｚ]|[（(]\s*[0-9０-９]{{1,3}}\s*[)）]|[①-⑳])"
NUMBER: Final = (
    rf"(?:(?:No|NO|№|Ｎｏ)[.．]?\s*)?"
    rf"(?:{DIGITS}(?:{DASH}{DIGITS}){{0,3}}|{PART}(?:{DASH}{PART}){{1,3}}|[（(][0-9０-９]{{1,3}}[)）]|[①-⑳])"
)
NUMBERED: Final = regex.compile(
    rf"(?P<number>{NUMBER})(?:[\s.．:：]+|(?<=[)）①-⑳]))(?P<title>[^\s0-9０-９].*)", regex.DOTALL
)
LABELLED: Final = regex.compile(
    rf"[【〔\[]?(?P<label>[^\s0-9０-９A-Za-z【】〔〕\[\]（）()]{{2,10}}?)\s*(?P<number>{NUMBER})\s*[】〕\]]?[\s.．:：]*(?P<title>[^\s0-9０-９年月].*)",
    regex.DOTALL,
)
"""A label before the number: 取組１－２　…, 施策1-2-3 …, 【事業12】…"""
BULLET: Final = regex.compile(r"[■□◆◇●○◎▼▶▪・★☆]\s*(?=\S)")
BOXED: Final = regex.compile(
    rf"[【〔\[]?(?P<label>[^\s0-9０-９A-Za-z【】〔〕\[\]（）()、。]{{2,10}}?)\s*(?P<number>{NUMBER})[】〕\]]?"
)
TYPES: Final = {"title", "number", "heading"}


def parts_of(line: Span, lexicon: Lexicon) -> tuple[Span | None, Span]:
    """The number that a title line begins with (None without one), and the title; bullets and 事業名 are left out."""
    bullet = BULLET.match(line.raw)
    line = line.part(bullet.end()) if bullet else line
    split = lexicon.split_label(line.raw)
    if split is not None and split.entry.type == "title" and line.raw[split.value :].strip():
        line = line.part(split.value).strip()
    raw = line.raw
    found = NUMBERED.fullmatch(raw)
    if found is None:
        found = LABELLED.fullmatch(raw)
        entries = lexicon.candidates(found["label"]) if found else ()
        if found is None or not any(entry.type in TYPES for entry in entries):
            return None, line
    return line.part(*found.span("number")).strip(), line.part(*found.span("title")).strip()


def numbered_label(cell: Span, lexicon: Lexicon) -> tuple[Span, Entry, Span] | None:
    """Label, its meaning, and number of a cell that says nothing else (施策 / 1-1); None where it is no such cell."""
    found = BOXED.fullmatch(cell.raw.strip()) if len(cell.raw) <= 24 else None
    entry = next((e for e in lexicon.candidates(found["label"]) if e.type in TYPES), None) if found else None
    if found is None or entry is None or lexicon.lookup(cell.raw) is not None:
        return None
    cell = cell.strip()
    return cell.part(*found.span("label")), entry, cell.part(*found.span("number"))
