"""The columns of periods of a list by what they are about: an amount of money, the list's indicator, a yearly plan."""

from dataclasses import dataclass, field
from typing import Final

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.heads import PERIOD
from plansheets.extract.reading import Reading
from plansheets.extract.ruled.list_amounts import BRACKETS, is_amount
from plansheets.extract.ruled.list_columns import ListColumn
from plansheets.extract.ruled.list_table import ListTable
from plansheets.extract.ruled.row_words import MONEY, NUMBER
from plansheets.extract.ruled.totals import NOTHING, is_total
from plansheets.extract.ruled.units import unit_in
from plansheets.normalize import clean_text, unwrap

SPAN: Final = regex.compile(
    r"(?:短|中|長|前|後|全|今|次)期(?:間)?|(?:計画)?期間|年次|年度別?|初年度|最終年度|[第]?[0-9]+年(?:目|次)"
)
"""Heads that stand for a period without naming its years."""
LONG: Final = 12
"""Characters from which on what stands under a period is a text and no value."""
ACTUAL: Final = regex.compile(r"決算|実績|評価|進捗|検証|報告|結果|点検|執行")
PLAN: Final = regex.compile(r"計画|予算|見込|工程|ロードマップ|スケジュール|アクションプラン|予定")
TITLE_LINES: Final = 3
"""First lines of a document that may say whether it plans or reports."""


@dataclass
class Series:
    """Columns of periods, side by side or not; `thing`: the head that says what their values are, if one does."""

    thing: Cell | None
    is_money: bool
    columns: list[ListColumn] = field(default_factory=list)
    is_labelled: bool = False
    """Under a label of yearly plans, beside indicators."""
    is_plan: bool = False
    """A yearly plan in words."""
    unit: str | None = None


def series_of(reading: Reading, table: ListTable, caption: str) -> list[Series]:
    """The series of a list, from left to right. A yearly plan is one, however its columns are named."""
    named = any(c.kind == "indicator" for c in table.columns)
    found: dict[int, Series] = {}
    for column in table.columns:
        if column.kind != "period":
            continue
        thing = _thing(reading, column)
        unit = next((u for c in reversed(column.heads) if (u := unit_in(c.raw))), None)
        is_money = _is_money(reading, column, thing, unit)
        beside = named and not is_money
        label = next((c for c in column.heads if _is_schedule(reading, c)), None) if beside else None
        thing = thing if is_money or not named else None
        key = id(thing or label) if thing or label else 0
        series = found.setdefault(key, Series(thing, is_money, is_labelled=label is not None))
        series.columns.append(column)
        series.unit = series.unit or unit
    given = unit_in(caption)
    done: list[Series] = []
    plan: Series | None = None
    has_money = any(s.is_money for s in found.values())
    for series in found.values():
        series.is_plan = not series.is_money and _is_plan(
            reading, table, series, is_named=named and not series.is_labelled
        )
        if series.is_plan and plan is not None:
            plan.columns += series.columns
            continue
        if series.unit is None and (series.is_money or not (has_money or (named and is_amount(given)))):
            series.unit = given
        series.is_money |= not series.is_plan and not named and is_amount(series.unit)
        plan = series if series.is_plan else plan
        done.append(series)
    return done


def _thing(reading: Reading, column: ListColumn) -> Cell | None:
    """The lowest head that says more than a period, a kind of value or a sum."""
    return next((c for c in reversed(column.heads) if _names(reading, c)), None)


def _names(reading: Reading, cell: Cell) -> bool:
    rest = _rest(cell.raw)
    if not rest or is_total(rest) or SPAN.fullmatch(rest):
        return False
    if MONEY.fullmatch(rest):
        return True
    if reading.lexicon.value_type_of(rest) or reading.lexicon.stage_of(rest):
        return False
    entry = reading.lexicon.lookup(rest)
    return entry is None or entry.type != "schedule"


def _is_schedule(reading: Reading, cell: Cell) -> bool:
    entry = reading.lexicon.lookup(_rest(cell.raw))
    return entry is not None and entry.type == "schedule"


def _rest(raw: str) -> str:
    """A head without its period, its unit, its notes."""
    plain = clean_text(unwrap(raw))
    return "".join(PERIOD.sub("", BRACKETS.sub("", plain)).split()).strip("・:：の")


def _is_money(reading: Reading, column: ListColumn, thing: Cell | None, unit: str | None) -> bool:
    if is_amount(unit):
        return True
    if thing is None:
        return False
    entry = reading.lexicon.lookup(thing.raw) or reading.lexicon.lookup(_rest(thing.raw))
    return MONEY.fullmatch(_rest(thing.raw)) is not None or (entry is not None and entry.type == "money")


def _is_plan(reading: Reading, table: ListTable, series: Series, *, is_named: bool) -> bool:
    """Words and no numbers; where the list names indicators, only sentences are none of their values."""
    cells = {id(c): c for r in table.rows for column in series.columns if (c := table.cell(column, r))}
    texts = [t for c in cells.values() if not NOTHING.fullmatch(t := clean_text(unwrap(c.raw)))]
    numbers = sum(NUMBER.fullmatch(t) is not None for t in texts)
    if is_named:
        return sum(len(t) > LONG and NUMBER.fullmatch(t) is None for t in texts) * 2 > len(texts)
    labelled = any(_is_schedule(reading, c) for c in series.columns[0].heads)
    return numbers * 5 <= len(texts) * (4 if labelled else 2.5)


def usual_value_type(reading: Reading, caption: str) -> str:
    """plan or actual, for amounts whose heads say neither: by what stands over the table, else by the title."""
    lines = [line for line in reading.source.text[:400].split("\n") if line.strip()][:TITLE_LINES]
    for text in (*reversed(caption.split("\n")), *lines):
        actual = max((m.end() for m in ACTUAL.finditer(text)), default=0)
        plan = max((m.end() for m in PLAN.finditer(text)), default=0)
        if actual or plan:
            return "actual" if actual > plan else "plan"
    return "actual"
