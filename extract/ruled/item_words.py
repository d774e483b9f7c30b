"""What the rows of a sheet are about, where labels say it beside them: 年次計画 over 事業費 over 財源内訳."""

from collections.abc import Sequence
from typing import Final

from plansheets.extract.ruled.row_words import MONEY, kind_word
from plansheets.normalize import clean_text, unwrap
from plansheets.rules import Lexicon

OF_ROWS: Final = {"schedule", "money", "indicator"}
"""Types of labels that say what a row of values by year is about."""


def name_items(lexicon: Lexicon, texts: Sequence[str]) -> bool:
    """Are the cells of a column labels of rows: one of them at least of a plan or of money?

    All are known, or most of those that come again from sheet to sheet.
    """
    plain = [clean_text(unwrap(text)) for text in texts]
    entries = [lexicon.lookup(text) for text in plain]
    if not any(entry is not None and entry.type in OF_ROWS for entry in entries):
        return False
    known = sum(e is not None or kind_word(lexicon, t) is not None for e, t in zip(entries, plain, strict=True))
    return known == len(plain) or (2 * known >= len(plain) and 2 * len(set(plain)) <= len(plain))


def is_plan_row(lexicon: Lexicon, text: str) -> bool | None:
    """Does a row's label announce steps of a plan (True) or amounts of money (False)? None where it says neither."""
    if is_money_row(lexicon, text):
        return False
    entry = lexicon.lookup(text)
    return True if entry is not None and entry.type in ("schedule", "text") else None


def is_money_row(lexicon: Lexicon, text: str) -> bool:
    """Does a row's label name an amount of money?"""
    entry = lexicon.lookup(text)
    return entry.type == "money" if entry is not None else MONEY.fullmatch(clean_text(unwrap(text))) is not None
