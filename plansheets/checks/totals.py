"""total-of-parts: a total row and its parts in one table of indicators; a total column and the years it sums."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plansheets.checks.check import (
    Check,
    Line,
    Rows,
    Values,
    decimals,
    half_step,
    lines_of,
    number,
    numbers,
    shown,
    single_year,
    tables_of,
    years,
)

GENERAL = re.compile(r"(一般財源|一財)(等|額)?")
SPECIFIC = re.compile(r"特定財源(計|合計|小計|額)?|特財")
FUND = re.compile(
    r"(国庫?|[都道府県]|都道府県|国[・･、]?[都道府県]|国庫[・･、]?[都道府県]|[都道府県]庫?)"
    r"(支出金|補助金|負担金|交付金|費|支出金等|補助金等)?"
    r"|(地方|[市町村区都道府県])債|起債|地方債等"
    r"|その他(特定財源|特財|財源|の財源|の特定財源)?|(分担金|負担金|使用料|手数料|分担金[・･及び]*負担金|使用料[・･及び]*手数料)"
    r"|受益者負担金?|諸収入|(基金)?繰入金|寄[附付]金|財産収入"
)
WHOLE = re.compile(
    r"(総|全体|直接|概算|計画|年間|当初|決算)?事業費(総額|合計|計|総計|額)?|(予算|決算|歳出)(額|現額|総額|合計)?"
)
TOTAL = re.compile(r"(.*[^統設会家時累生推余合総小])?(合計|総計|小計|計)")
MONEY_ITEM = re.compile(r".*(費|料|金|債|賃|報酬|税|財源|財|収入|工事|手当|その他|等)")
OTHER_COST = re.compile(r".*(人件費|コスト|計|率)")
PART_OF = re.compile(r"^[(（]?(うち|内)")
SEVERAL_YEARS = re.compile(r"([0-9]+|[一二三四五六七八九十])(?:[かヶケカヵ箇ヵ]?年)(?:度|間|分)?の?(?:合計|総計|計)")
YEARS_TOTAL = re.compile(r"(期間|計画期間|全体|事業費)?(合計|総計|計)")
KANJI = {digit: n for n, digit in enumerate("一二三四五六七八九十", 1)}


@dataclass(frozen=True)
class Sum:
    """A total and the parts that it should be the sum of."""

    total: Values
    parts: tuple[Values, ...]
    sheet_id: str | None

    def check(self) -> Check | None:
        """The check; None where a part is no number or has another unit, for then no sum is meant."""
        total = number(self.total)
        values = [0.0 if part["value_status"] == "nil" else number(part) for part in self.parts]
        known = [value for value in values if value is not None]
        alike = all(part["unit"] == self.total["unit"] for part in self.parts if part["value_status"] != "nil")
        if total is None or len(known) < len(values) or not alike:
            return None
        places = max(decimals(value) for value in (total, *known))
        # Each part and the total may be rounded for itself (千円未満は四捨五入).
        slack = half_step(self.total, places) * (len(known) + 1)
        found = sum(known)
        return Check("total-of-parts", abs(found - total) <= slack + 1e-6 * 10**-places, shown(found), shown(total),
                     numbers(self.total, *self.parts), self.sheet_id)  # fmt: skip


def totals(rows: Rows) -> Iterator[Check]:
    """All sums that the tables of indicators make possible."""
    for table in tables_of(lines_of(rows)):
        yield from _funding(table)
        yield from _rows_above(table)
        yield from _over_years(table)


def _sums(total: Line, parts: Sequence[Line]) -> Iterator[Sum]:
    for column, cell in total.cells.items():
        if all(column in part.cells for part in parts):
            yield Sum(cell, tuple(part.cells[column] for part in parts), total.sheet_id)


def _made(sums: Iterator[Sum]) -> list[Check]:
    return [check for one in sums if (check := one.check()) is not None]


def _proven(checks: Sequence[Check]) -> Sequence[Check]:
    """Checks of one total whose parts only stand near it: none, unless they mostly do add up to something."""
    fits = sum(check.passed and check.found != "0" for check in checks)
    return checks if fits and fits * 2 >= sum(check.found != "0" for check in checks) else ()


# --- 事業費 over its 財源内訳 --------------------------------------------------------------------------------------


def _is_fund(line: Line) -> bool:
    return any(rule.fullmatch(line.leaf) for rule in (FUND, GENERAL, SPECIFIC))


def _funding(table: Sequence[Line]) -> Iterator[Check]:
    """The funds (国庫支出金 … 一般財源) below a cost, and a total row right below them."""
    for at, line in enumerate(table):
        if not _is_fund(line) or (at and (_is_fund(table[at - 1]) or PART_OF.match(table[at - 1].leaf))):
            continue
        end = at
        while end < len(table) and (_is_fund(table[end]) or PART_OF.match(table[end].leaf)):
            end += 1
        parts = [line for line in table[at:end] if not PART_OF.match(line.leaf)]
        if not _is_whole_funding(parts):
            continue
        if (total := _cost_above(table[:at])) is not None:
            yield from _made(_sums(total, parts))
        if end < len(table) and TOTAL.fullmatch(table[end].leaf):
            yield from _made(_sums(table[end], parts))


def _is_whole_funding(parts: Sequence[Line]) -> bool:
    """Do these rows share a cost out? General funds are what the specific ones leave, so both must be there."""
    names = [line.leaf for line in parts]
    if len(names) < 2 or len(set(names)) < len(names) or sum(bool(GENERAL.fullmatch(name)) for name in names) != 1:
        return False
    return len(names) == 2 or not any(SPECIFIC.fullmatch(name) for name in names)


def _cost_above(above: Sequence[Line]) -> Line | None:
    """The nearest cost; None where another kind of cost or a total stands between it and the funds."""
    for line in reversed(above):
        if WHOLE.fullmatch(line.leaf) or TOTAL.fullmatch(line.leaf):
            return line
        if OTHER_COST.fullmatch(line.leaf):
            return None
    return None


# --- a total row below its parts -------------------------------------------------------------------------------


def _rows_above(table: Sequence[Line]) -> Iterator[Check]:
    for at, line in enumerate(table):
        if not TOTAL.fullmatch(line.leaf):
            continue
        start = at
        while start and _may_be_part(table[start - 1], line):
            start -= 1
        parts = [part for part in table[start:at] if not PART_OF.match(part.leaf)]
        if len(parts) > 1 and not any(_is_fund(part) for part in parts):
            yield from _proven(_made(_sums(line, parts)))


def _may_be_part(line: Line, total: Line) -> bool:
    """A row of money with the total's unit and under the total's group."""
    if TOTAL.fullmatch(line.leaf) or WHOLE.fullmatch(line.leaf) or line.path[:-1] != total.path[:-1]:
        return False
    units = {row["unit"] for row in (*line.rows, *total.rows) if row["value_status"] == "number"}
    is_money = all(row["base_unit"] == "円" for row in total.rows if row["value_status"] == "number")
    return len(units) == 1 and is_money and bool(MONEY_ITEM.fullmatch(line.leaf))


# --- a column that sums the years -------------------------------------------------------------------------------


def _over_years(table: Sequence[Line]) -> Iterator[Check]:
    """3か年合計 beside three years; a bare 合計 only where the table's rows do add up."""
    loose: list[Check] = []
    for line in table:
        for column, cell in line.cells.items():
            found = _years_summed(line, column[0] or "", cell)
            if found is None or cell["is_cumulative"] or cell["unit"] in {"%", "％", None}:
                continue
            parts, is_counted = found
            check = Sum(cell, parts, line.sheet_id).check()
            if check is not None and is_counted and cell["base_unit"] == "円":
                yield check
            elif check is not None:
                loose.append(check)
    yield from _proven(loose)


def _years_summed(line: Line, period: str, cell: Values) -> tuple[tuple[Values, ...], bool] | None:
    """The cells of the years that a total column sums, and whether the heading says how many years they are."""
    counted, bare = SEVERAL_YEARS.fullmatch(period), YEARS_TOTAL.fullmatch(period)
    if not counted and not bare:
        return None
    parts = [row for row in line.rows if row is not cell and row["value_type"] == cell["value_type"]]
    spans = [single_year(row) for row in parts]
    known = [year for year in spans if year is not None]
    if len(known) < 2 or len(set(known)) < len(spans):
        return None
    if counted:
        wanted = int(counted[1]) if counted[1].isascii() else KANJI[counted[1]]
        if wanted != len(known):
            return None
    if (span := years(cell)) is not None and span != (min(known), max(known)):
        return None
    return tuple(parts), counted is not None
