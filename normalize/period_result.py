"""Period: the result of parse_period, and how it is made from days that are worked out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plansheets.normalize.period_days import CALENDAR, DAY, FISCAL, MONTH, YEAR, Days, fiscal_year_of


@dataclass(frozen=True, slots=True)
class Period:
    """A printed period. Every field that its type does not use is None.

    Types and fields are those of CASES.md (period): `start` and `end` are years, "YYYY-MM" or "YYYY-MM-DD" as the
    type says, None where the end is open. Beyond them: `calendar_years` (令和5年、令和7年) and `year_list` (H28、H30)
    in types of these names, and `is_list` where a range is the hull of separate dates or months (5月、11月).
    `first_day` and `last_day` are the days of what is printed (a fiscal year ends on 31 March); None for an open end
    and where they are not known.
    """

    type: str
    fiscal_year: int | None = None
    fiscal_years: tuple[int, ...] | None = None
    start: int | str | None = None
    end: int | str | None = None
    year: int | None = None
    calendar_years: tuple[int, ...] | None = None
    year_list: tuple[int, ...] | None = None
    date: str | None = None
    month: str | None = None
    start_month: int | None = None
    end_month: int | None = None
    years: int | None = None
    months: int | None = None
    era_overflow: bool = False
    before_era_start: bool = False
    conflict: bool = False
    unresolved: bool = False
    is_list: bool = False
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None

    @property
    def first_fiscal_year(self) -> int | None:
        """The (first) fiscal year; the year itself where a calendar year or a bare one is printed."""
        many = self.fiscal_years or self.calendar_years or self.year_list
        if many:
            return min(many)
        if self.fiscal_year is not None:
            return self.fiscal_year
        if isinstance(self.start, int):
            return self.start
        return self.year if self.year is not None else _fiscal(self.first_day)

    @property
    def last_fiscal_year(self) -> int | None:
        """The last fiscal year, equal to the first for a single year. None for an open end and without a year."""
        many = self.fiscal_years or self.calendar_years or self.year_list
        if many:
            return max(many)
        if isinstance(self.end, int):
            return self.end
        if self.is_open_ended:
            return None
        if self.fiscal_year is not None:
            return self.fiscal_year
        return self.year if self.year is not None else _fiscal(self.last_day)

    @property
    def is_open_ended(self) -> bool:
        """Does it begin and not end (平成29年度以降, 令和6年度～)?"""
        return self.start is not None and self.end is None and not self.unresolved and not self.conflict

    def as_dict(self) -> dict[str, object]:
        """The keys of cases.json, null ones too; lists for tuples, days left out."""
        found: dict[str, object] = {}
        for name in _CASE_KEYS:
            value: Any = getattr(self, name)
            found[name] = list(value) if isinstance(value, tuple) else value
        return found


_CASE_KEYS = (
    *("type", "fiscal_year", "fiscal_years", "start", "end", "year", "calendar_years", "year_list", "date", "month"),
    *("start_month", "end_month", "years", "months"),
    *("era_overflow", "before_era_start", "conflict", "unresolved", "is_list"),
)
NONE = Period("none")
INVALID = Period("invalid")
_SINGLE = {FISCAL: "fiscal_year", CALENDAR: "calendar_year", "": "year"}
_RANGE = {FISCAL: "fiscal_year_range", CALENDAR: "calendar_year_range", "": "year_range"}
_LIST = {FISCAL: "fiscal_years", CALENDAR: "calendar_years", "": "year_list"}


def _fiscal(day: datetime.date | None) -> int | None:
    return None if day is None else fiscal_year_of(day)


def printed(day: datetime.date, grain: int) -> str:
    """A day as "YYYY-MM-DD", a month as "YYYY-MM"."""
    return day.isoformat() if grain == DAY else day.isoformat()[:7]


def _flags(first: Days | None, last: Days | None = None) -> dict[str, Any]:
    a, b = first or last, last or first
    if a is None or b is None:
        return {}
    return {
        "era_overflow": a.overflow or b.overflow,
        "before_era_start": a.early or b.early,
        "conflict": a.conflict or b.conflict,
        "unresolved": a.unresolved or b.unresolved,
    }


def single(days: Days) -> Period:
    """One point: a year, month, quarter or day."""
    if days.invalid:
        return INVALID
    flags = _flags(days)
    flags["first_day"], flags["last_day"] = days.first, days.last
    if days.grain == YEAR:
        if days.point.is_decade and days.year is not None:
            return Period("calendar_year_range", start=days.year, end=days.year + 9, **flags)
        flags["fiscal_year" if days.unit == FISCAL else "year"] = days.year
        return Period(_SINGLE[days.unit], **flags)
    if days.first is None or days.last is None:
        return _without_year(days, flags)
    year = _common_year(days.first, days.last)
    if days.first == days.last:
        return Period("date", date=days.first.isoformat(), fiscal_year=year, **flags)
    if days.grain == MONTH and days.point.month is not None:
        return Period("month", month=printed(days.first, MONTH), fiscal_year=year, **flags)
    start, end = printed(days.first, days.grain), printed(days.last, days.grain)
    return Period("date_range" if days.grain == DAY else "month_range", start=start, end=end, fiscal_year=year, **flags)


def _without_year(days: Days, flags: dict[str, Any]) -> Period:
    """A month or day whose year is not known."""
    months = months_of(days)
    if days.point.halves is not None and months is not None and not days.conflict:
        flags["unresolved"] = False
        return Period("month_of_year_range", start_month=months[0], end_month=months[1], **flags)
    kind = "date" if days.grain == DAY else "month"
    first, last = months or (None, None)
    return Period(kind, start_month=first, end_month=last, **flags)


def months_of(days: Days) -> tuple[int, int] | None:
    """First and last month (1-12) of a point; None where it names none."""
    if days.point.month is not None:
        return days.point.month, days.point.month
    if days.point.halves is None:
        return None
    a, b = days.point.halves
    return ((a + 2) % 12 + 1, (b + 2) % 12 + 1) if days.unit != CALENDAR else (a, b)


def spanning(first: Days | None, last: Days | None, *, is_list: bool = False) -> Period:
    """From one point to another; None is an open end."""
    known = [days for days in (first, last) if days is not None]
    if not known or any(days.invalid for days in known):
        return INVALID if known else NONE
    flags = _flags(first, last)
    grain = max(_bound_grain(days) for days in known)
    start, end = first.first if first else None, last.last if last else None
    if grain == YEAR:
        unit = next((u for u in (FISCAL, CALENDAR) if any(d.unit == u for d in known)), "")
        a, b = first.year if first else None, last.year if last else None
        if a is not None and b is not None and a > b:
            return INVALID
        flags["fiscal_year"] = a if unit == FISCAL and a == b else None
        return Period(_RANGE[unit], start=a, end=b, first_day=start, last_day=end, **flags)
    if any(days.first is None for days in known):
        months = [months_of(days) if days else None for days in (first, last)]
        flags["start_month"] = months[0][0] if months[0] else None
        flags["end_month"] = months[1][1] if months[1] else None
        if months[0] and months[1] and grain == MONTH and not flags["conflict"]:
            flags["unresolved"] = False
            return Period("month_of_year_range", is_list=is_list, **flags)
        return Period("date_range" if grain == DAY else "month_range", **flags)
    if start is not None and end is not None and start > end:
        return INVALID
    year = _common_year(start, end) if start and end else None
    return Period("date_range" if grain == DAY else "month_range", start=printed(start, grain) if start else None,
                  end=printed(end, grain) if end else None, fiscal_year=year, is_list=is_list, first_day=start,
                  last_day=end, **flags)  # fmt: skip


def _bound_grain(days: Days) -> int:
    """How fine a bound is: 末 of a year or month adds nothing at the end of a range."""
    if days.grain == DAY and days.point.edge:
        return MONTH if days.point.month is not None else YEAR
    return days.grain


def listed(found: Sequence[Days]) -> Period:
    """Years that are named one after another; two names of one year are that year."""
    if any(days.invalid for days in found):
        return INVALID
    unit = next((u for u in (FISCAL, CALENDAR) if any(d.unit == u for d in found)), "")
    flags: dict[str, Any] = {
        "era_overflow": any(days.overflow for days in found),
        "before_era_start": any(days.early for days in found),
        "conflict": any(days.conflict for days in found),
        "unresolved": any(days.unresolved for days in found),
    }
    years = tuple(dict.fromkeys(days.year for days in found if days.year is not None))
    if len(years) == 1 and not flags["unresolved"] and not flags["conflict"]:
        flags["era_overflow"] = all(days.overflow for days in found)
        flags["fiscal_year" if unit == FISCAL else "year"] = years[0]
        return Period(_SINGLE[unit], first_day=found[0].first, last_day=found[0].last, **flags)
    ends = [day for days in found for day in (days.first, days.last) if day is not None]
    flags["first_day"], flags["last_day"] = min(ends, default=None), max(ends, default=None)
    flags[_LIST[unit]] = years
    return Period(_LIST[unit], **flags)


def _common_year(first: datetime.date, last: datetime.date) -> int | None:
    """The fiscal year in which both days lie."""
    year = fiscal_year_of(first)
    return year if year == fiscal_year_of(last) else None
