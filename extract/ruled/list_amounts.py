"""Columns of money of a list whose heads name no year: they are of the year that the document is about."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from plansheets.extract.heads import NO_HEAD
from plansheets.extract.reading import Reading
from plansheets.extract.ruled.list_columns import ListColumn
from plansheets.extract.ruled.relative import offset_in, rest_start
from plansheets.extract.ruled.row_words import MONEY
from plansheets.extract.ruled.totals import NOTHING, is_figure
from plansheets.extract.ruled.units import unit_in
from plansheets.extract.ruled.view import View
from plansheets.normalize import clean_text, unwrap

MONEY_UNIT: Final = regex.compile(r"[百千万億十]*円")
BRACKETS: Final = regex.compile(r"[(（\[［【〔].*?[)）\]］】〕]")
WHOLE: Final = regex.compile(r".*(?:総|全体|期間|累計|増減|比較|差引|差額|目標額|上限|単価|割合|率).*")
"""Amounts of no one year."""


def is_amount(unit: str | None) -> bool:
    """Is it a unit of money?"""
    return unit is not None and MONEY_UNIT.fullmatch(unit) is not None


def find_amounts(reading: Reading, view: View, columns: Sequence[ListColumn], body: int) -> None:
    """Make columns of amounts without a year columns of the document's, and of those that 前年度 counts from it."""
    if reading.year is None:
        return
    for column in columns:
        if column.head is None and column.kind in ("text", "period") and _is_amount(reading, view, column, body):
            year = reading.year + (offset_in(column.label.raw) or 0)
            column.kind, column.head = "period", replace(NO_HEAD, fiscal_year=year, fiscal_year_to=year)


def _is_amount(reading: Reading, view: View, column: ListColumn, body: int) -> bool:
    label = column.label
    text = "".join(clean_text(unwrap(BRACKETS.sub("", label.raw[rest_start(label.raw) :]))).split())
    if WHOLE.fullmatch(text) or not (MONEY.fullmatch(text) or is_amount(unit_in(label.raw))):
        return False
    rows = range(body, view.height)
    cells = {id(c): c for r in rows for c in view.row(r, column.start, column.stop) if c and c.column >= column.start}
    texts = [c.raw for c in cells.values() if not NOTHING.fullmatch(c.plain)]
    return bool(texts) and all(map(is_figure, texts))
