"""Which days a point of a period means: eras and fiscal years worked out by arithmetic (April to March)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from plansheets.normalize.era import ERAS, Era, era_named, is_before_start, is_overflow, next_era
from plansheets.normalize.period_point import CALENDAR, FISCAL, Point

YEAR, MONTH, DAY = 0, 1, 2
NEAR = 10
"""Years that a bare number may lie from the document's fiscal year to be read in the era of that year."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before reading: the era of bare years, the document's fiscal year, what a bare year counts."""

    era: Era | None = None
    fiscal_year: int | None = None
    basis: str = ""


@dataclass(slots=True)
class Days:
    """A point worked out. `year` counts in `unit`; `grain` says how fine it is printed; first and last are its days."""

    point: Point
    grain: int
    unit: str
    year: int | None = None
    era: Era | None = None
    first: date | None = None
    last: date | None = None
    overflow: bool = False
    early: bool = False
    conflict: bool = False
    unresolved: bool = False
    invalid: bool = False


def fiscal_year_of(day: date) -> int:
    """The fiscal year (April to March) of a day."""
    return day.year if day.month >= 4 else day.year - 1


def first_of_fiscal_year(year: int) -> date:
    """1 April."""
    return date(year, 4, 1)


def last_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def work_out(point: Point, context: Context, before: Days | None = None) -> Days:
    """The days of a point. `before` is the point it continues in a range or list: it lends era, year and month."""
    grain = DAY if point.day is not None or point.third is not None or point.edge or point.blank_to == "day" else \
        MONTH if point.is_fine else YEAR  # fmt: skip
    days = Days(point, grain, point.unit or (before.unit if before and before.grain == YEAR else "") or context.basis)
    names = _names(point, context, before, days)
    _year(point, context, before, days, names)
    if days.invalid or days.conflict:
        return days
    if not 1 <= (point.month or 1) <= 12 or point.month == 0 or not 1 <= (point.day or 1) <= 31 or point.day == 0:
        days.invalid = True
    elif days.year is None:
        days.unresolved = True
        days.invalid = point.month is not None and (point.day or 1) > monthrange(2000, point.month)[1]
    elif point.blank_to:
        days.unresolved = True
    else:
        try:
            _place(point, before, days)
        except (ValueError, OverflowError):
            days.invalid = True
    if days.first is not None and days.last is not None:
        _flag(point, days, names)
    return days


def _names(point: Point, context: Context, before: Days | None, days: Days) -> list[tuple[Era | None, int]]:
    """The names of the year, a bare number read in its era or century. [] where there is no telling."""
    if point.bare is None:
        return point.names
    number = point.bare
    if point.names:
        # 6(2024)年度: the number must be the year of some era
        written = {year for era, year in point.names if era is None}
        named = next((era for era in ERAS if era.year(number) in written), None)
        days.conflict = named is None
        return point.names if named is None else [*point.names, (named, number)]
    if before is not None and before.year is not None:
        if before.era is None and before.point.names and before.point.names[0][0] is None:
            return [(None, _completed(number, point.digits, before.year))]
        era = before.era
        if era is not None and era.year(number) < before.year and (after := next_era(era)) is not None:
            era = after
        return [(era, number)] if era is not None else []
    if context.era is not None:
        return [(context.era, number)]
    if context.fiscal_year is not None:
        known = context.fiscal_year
        era = min(ERAS, key=lambda e: abs(e.year(number) - known))
        return [(era, number)] if abs(era.year(number) - known) <= NEAR else []
    return []


def _completed(number: int, digits: int, start: int) -> int:
    """A shortened Gregorian year after `start`: 2021～25, 1998～02, 2021～3."""
    span = 100 if digits == 2 else 10 if digits == 1 else 10000
    year = start - start % span + number
    return year if year >= start else year + span


def _year(point: Point, context: Context, before: Days | None, days: Days, names: list[tuple[Era | None, int]]) -> None:
    """Set the year and its unit, or say why there is none."""
    if names:
        years = set()
        for era, number in names:
            days.era = days.era or era
            days.invalid = days.invalid or not 1 <= number <= (9998 if era is None else 199)
            years.add(number if era is None else era.base + number)
        days.conflict = len(years) > 1 and not days.invalid
        if not days.invalid and not days.conflict:
            days.year = years.pop()
    elif point.relative is not None:
        known = context.fiscal_year
        if point.follows and before is not None and before.year is not None:
            known = before.year
            days.unit = before.unit if point.is_fine and before.unit else days.unit
            if point.month is not None and before.first is not None:
                known, days.unit = before.first.year, CALENDAR
        days.year = None if known is None else known + point.relative
    elif not point.has_year:
        if before is not None:
            days.year, days.unit, days.era = before.year, before.unit, before.era
        else:
            days.year, days.unit = context.fiscal_year, FISCAL


def _place(point: Point, before: Days | None, days: Days) -> None:
    """Set the first and the last day."""
    year, month = days.year, point.month
    if year is None:
        return
    if month is None and point.day is not None and before is not None and before.first is not None:
        # 4月1日～5日
        days.first = days.last = date(before.first.year, before.first.month, point.day)
        return
    if month is not None:
        _place_month(point, before, days, year, month)
    elif point.halves is not None:
        a, b = (m + 2 if days.unit != CALENDAR else m - 1 for m in point.halves)
        days.first, days.last = date(year + a // 12, a % 12 + 1, 1), last_of_month(year + b // 12, b % 12 + 1)
    else:
        days.first = first_of_fiscal_year(year) if days.unit == FISCAL else date(year, 1, 1)
        days.last = date(year + 1, 3, 31) if days.unit == FISCAL else date(year + (9 if point.is_decade else 0), 12, 31)
    if point.edge:
        days.first = days.last = days.last if point.edge == "end" else days.first


def _place_month(point: Point, before: Days | None, days: Days, year: int, month: int) -> None:
    if days.unit == FISCAL and month < 4:
        year += 1
    if before is not None and not point.has_year and before.first is not None:
        # 10月～3月: the months go on into the next year
        if days.unit != FISCAL:
            year = before.first.year
        if (year, month) < (before.first.year, before.first.month):
            year += 1
    end = last_of_month(year, month)
    if point.third is not None:
        days.first = date(year, month, 10 * point.third + 1)
        days.last = end if point.third == 2 else date(year, month, 10 * point.third + 10)
    elif point.day is not None:
        days.first = days.last = date(year, month, point.day)
    else:
        days.first, days.last = date(year, month, 1), end


def _flag(point: Point, days: Days, names: list[tuple[Era | None, int]]) -> None:
    """Era year written after the era's end, or before its start."""
    if days.first is None or days.last is None:
        return
    exact = point.is_fine and point.unit != FISCAL
    late = early = exact
    is_era = False
    for era, number in names:
        if era is None:
            continue
        is_era = True
        year = era.base + number
        begins = first_of_fiscal_year(year) if days.unit == FISCAL else date(year, 1, 1)
        # a year that never came is one, whatever other name stands beside it
        days.overflow = days.overflow or is_overflow(era, begins)
        if exact:
            late, early = late and is_overflow(era, days.first), early and is_before_start(era, days.last)
    days.overflow, days.early = days.overflow or (is_era and late), is_era and early


__all__ = ["CALENDAR", "DAY", "FISCAL", "MONTH", "YEAR", "Context", "Days", "era_named", "fiscal_year_of", "work_out"]
