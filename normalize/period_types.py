"""Period: what a printed year, date, month, range or duration says."""

from calendar import monthrange
from dataclasses import dataclass, fields
from datetime import date as Day

FLAGS = ("era_overflow", "before_era_start", "conflict", "unresolved", "reversed")


@dataclass(frozen=True, slots=True)
class Period:
    """One period; `type` names it and decides which fields hold values, the others are None.

    type: fiscal_year | fiscal_years | fiscal_year_range | calendar_year | calendar_years | calendar_year_range | year |
    years | year_range (neither 年 nor 年度 written) | date | date_range | month | month_range | month_of_year_range
    (no year known) | duration | none | invalid. Dates are ISO strings, months "YYYY-MM", years Gregorian.
    """

    type: str
    fiscal_year: int | None = None
    fiscal_years: tuple[int, ...] | None = None
    year: int | None = None
    year_list: tuple[int, ...] | None = None
    start: int | str | None = None
    end: int | str | None = None
    date: str | None = None
    month: str | None = None
    start_month: int | None = None
    end_month: int | None = None
    years: float | None = None
    months: float | None = None
    days: float | None = None
    era_overflow: bool = False
    before_era_start: bool = False
    conflict: bool = False
    unresolved: bool = False
    reversed: bool = False

    @property
    def flags(self) -> tuple[str, ...]:
        """The names of the flags that are set."""
        return tuple(name for name in FLAGS if getattr(self, name))

    @property
    def is_open_ended(self) -> bool:
        """A range whose end is not written (29年度以降, 令和7年度～)."""
        return self.type.endswith("_range") and self.end is None and self.start is not None

    @property
    def first_fiscal_year(self) -> int | None:
        """The fiscal year in which the period begins; for a bare or calendar year, that year."""
        return self._fiscal_year(first=True)

    @property
    def last_fiscal_year(self) -> int | None:
        """The fiscal year in which the period ends; None where it is open."""
        return self._fiscal_year(first=False)

    @property
    def first_day(self) -> Day | None:
        """The first day, where the document says enough to know it."""
        return self._day(first=True)

    @property
    def last_day(self) -> Day | None:
        """The last day, where the document says enough to know it."""
        return self._day(first=False)

    def as_dict(self) -> dict[str, object]:
        """Every field by name, as the cases compare them; lists for tuples."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}

    def _fiscal_year(self, *, first: bool) -> int | None:
        years = self.fiscal_years or self.year_list
        if years:
            return years[0] if first else years[-1]
        if self.type in ("fiscal_year_range", "calendar_year_range", "year_range"):
            edge = self.start if first else self.end
            return edge if isinstance(edge, int) else None
        if self.type in ("calendar_year", "year"):
            return self.year
        day = self._day(first=first)
        return fiscal_year_of(day) if day else self.fiscal_year

    def _day(self, *, first: bool) -> Day | None:
        text = self.date or self.month or (self.start if first else self.end)
        if self.type in ("date", "date_range", "month", "month_range"):
            return _edge(text, first=first) if isinstance(text, str) else None
        year = self.fiscal_year
        if self.type == "fiscal_year_range":
            year = self.start if first else self.end  # type: ignore[assignment]
        elif self.type == "fiscal_years" and self.fiscal_years:
            year = self.fiscal_years[0 if first else -1]
        if self.type.startswith("fiscal_year"):
            return None if year is None else Day(year, 4, 1) if first else Day(year + 1, 3, 31)
        if self.type.startswith("calendar_year"):
            calendar = self.year if self.type == "calendar_year" else self._fiscal_year(first=first)
            return None if calendar is None else Day(calendar, 1, 1) if first else Day(calendar, 12, 31)
        return None


def fiscal_year_of(day: Day) -> int:
    """The Japanese fiscal year (April to March) of a day."""
    return day.year if day.month >= 4 else day.year - 1


def last_of_month(year: int, month: int) -> Day:
    return Day(year, month, monthrange(year, month)[1])


def _edge(text: str, *, first: bool) -> Day:
    if len(text) > 7:
        return Day.fromisoformat(text)
    year, month = int(text[:-3]), int(text[-2:])
    return Day(year, month, 1) if first else last_of_month(year, month)


NONE = Period("none")
INVALID = Period("invalid")
