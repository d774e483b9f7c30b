"""Labels and values that stand outside of any box on a form's page: 担当課：市民窓口課 beside a title."""

from collections.abc import Sequence
from typing import Final

import regex

from plansheets.extract.blocks import Cell, Line
from plansheets.extract.ruled.pairs import Pair
from plansheets.rules import Lexicon
from plansheets.rules.lexicon import LabelSplit

TYPES: Final = {"offices", "number", "title", "kind", "period", "person", "date", "actors"}
"""What a line by itself may say of a sheet; other labels with a colon stand in prose as well."""
LONGEST: Final = 60
NUMBER: Final = regex.compile(r"\s*(?:No\.?|№)?\s*[0-9０-９A-Za-zＡ-Ｚ]{1,6}(?:\s*[-－―‐–]\s*[0-9０-９]{1,5}){0,4}\s*")
"""What a number behind its label is, with nothing but a blank between (整理番号　1-03-02)."""

OFFICES: Final = regex.compile(
    r"(?:[^\s、，,・／/。：:]{1,16}(?:課|係|室|部|局|所|署|館|センター|支所|出張所|事務局|班|チーム)(?:\s*[、，,・／/]\s*|\s+|$))+"
)
"""Names of offices and nothing beside them."""


def labelled_line(line: Line, lexicon: Lexicon) -> Pair | None:
    """The line as a label and its value; None where it is no such line."""
    split = _split(line.raw, lexicon)
    if split is None or line.in_frame:
        return None
    label, value = line.span.part(0, split.value).strip(), line.span.part(split.value).strip()
    return Pair(Cell(0, 0, line.span), label, split.entry, [value], confidence=0.9)


def is_labelled(raw: str, lexicon: Lexicon) -> bool:
    """Does a text say such a thing of a sheet?"""
    return _split(raw, lexicon) is not None


def _split(raw: str, lexicon: Lexicon) -> LabelSplit | None:
    split = lexicon.split_label(raw) if len(raw) <= LONGEST and "。" not in raw else None
    if split is None or split.entry.type not in TYPES or not raw[split.value :].strip():
        return None
    if split.entry.weak:  # 担当：学校教育課 says enough, 担当：山田 does not
        is_office = split.entry.type == "offices" and not raw[split.end : split.value].isspace()
        return split if is_office and OFFICES.fullmatch(raw, split.value) else None
    is_sure = not raw[split.end : split.value].isspace() or split.entry.type == "offices"
    is_sure = is_sure or (split.entry.type == "number" and NUMBER.fullmatch(raw, split.value) is not None)
    return split if is_sure else None


def labelled_lines(lines: Sequence[Line], lexicon: Lexicon) -> dict[int, Pair]:
    """Those of the lines that are a label and its value, by their place among them."""
    found = ((at, labelled_line(line, lexicon)) for at, line in enumerate(lines))
    return {at: pair for at, pair in found if pair is not None}
