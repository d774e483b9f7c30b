"""What a whole text says of a period: points, ranges between them, lists of them, durations."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from plansheets.normalize.period_days import DAY, FISCAL, MONTH, YEAR, Context, Days, last_of_month, work_out
from plansheets.normalize.period_point import Point
from plansheets.normalize.period_result import NONE, Period, listed, single, spanning
from plansheets.normalize.period_tokens import Token
from plansheets.normalize.period_year import PointReader

LONGEST_LIST = 60
LASTING = ("約", "過去", "今後", "向こう", "任期", "おおむね", "概ね", "最長", "期間は", "期間")
"""Words after which a number of years is a duration."""


class Reader:
    """Reads one text."""

    def __init__(self, tokens: list[Token], context: Context, expects: str) -> None:
        self.tokens, self.context = tokens, context
        self.points = PointReader(tokens, expects=expects)
        self.kinds = self.points.kinds
        self.expects = expects

    def period(self) -> Period:
        """The first period of the text; a duration only where there is no period."""
        if self.expects == "duration" and (lasting := self._duration()) is not None:
            return lasting
        for i, kind in enumerate(self.kinds[:-8]):
            if kind in ("word", "close", "sep", "gap", "dot") or (kind in ("num", "nen", "nendo") and self._lasts(i)):
                continue
            found = self._item(i)
            if found is not None:
                return self._listed(*found)
        return self._duration() or NONE

    def _lasts(self, i: int) -> bool:
        """Is the number a duration for the word before it (約5年)?"""
        if not i or self.kinds[i - 1] != "word" or self.kinds[i + 1] != "nen":
            return False
        return self.tokens[i - 1].text.endswith(LASTING)

    def _item(self, i: int) -> tuple[Period, list[Days], int] | None:
        """A point, or a range of two, and the place after it.

        The days are those a list may go on from: of the point, of each year of a closed range; [] for anything else.
        """
        if self.kinds[i] == "range":
            return self._open_start(i)
        if self._is_empty_form(i):
            days = Days(Point(is_blank=True), YEAR, FISCAL if self.kinds[i] == "nendo" else "calendar", unresolved=True)
            return (self._blank_range(days, i + 1) or single(days)), [], i + 1
        read = self.points.point(i)
        if read is None:
            return None
        first, at = work_out(read[0], self.context), read[1]
        after = self._skip(at)
        kind = self.kinds[after]
        if kind == "since":
            return spanning(first, None), [], after + 1
        if kind in ("before", "until"):
            return spanning(None, _earlier(first) if self.tokens[after].text == "より前" else first), [], after + 1
        if kind == "range":
            found = self._range(first, after)
            if found is not None:
                return found
        return single(first), [first], at

    def _is_empty_form(self, i: int) -> bool:
        """Is it a year without its number (　　年度)? The caller keeps the blank before it as a word."""
        return self.kinds[i] == "nendo" and i > 0 and self.tokens[i - 1].text == "\0"

    def _blank_range(self, days: Days, i: int) -> Period | None:
        return spanning(days, days) if self.kinds[i] == "range" else None

    def _open_start(self, i: int) -> tuple[Period, list[Days], int] | None:
        """～令和6年度; also 自令和6年4月 至令和7年3月, whose first word is read before."""
        if self.tokens[i].text[0] not in "～-" or (i and self.kinds[i - 1] not in ("word", "open")):
            return None
        read = self.points.point(i + 1)
        if read is None or self.kinds[read[1]] == "range" or (self.tokens[i].text[0] == "-" and i):
            return None
        return spanning(None, work_out(read[0], self.context)), [], read[1]

    def _skip(self, i: int) -> int:
        """The place after 中 and after a note in brackets, where a range mark or the like follows."""
        at = i
        if self.kinds[at] == "within":
            at += 1
        if self.kinds[at] == "open":
            close = next((j for j in range(at + 1, min(at + 9, len(self.tokens))) if self.kinds[j] == "close"), None)
            at = at if close is None else close + 1
        return at if self.kinds[at] in ("range", "since", "before", "until") else i

    def _range(self, first: Days, i: int) -> tuple[Period, list[Days], int] | None:
        """What follows a range mark at word i: another point, a duration, an empty form, or nothing."""
        mark, at = self.tokens[i].text, i + 1
        if self.kinds[at] in ("range", "sep") and self.tokens[at].text in ("至", "、"):
            at += 1
        read = self.points.point(at, before=first.point)
        if read is not None:
            last = work_out(read[0], self.context, first)
            self._share(first, last)
            return spanning(first, last), self._between(first, last), read[1]
        if self.kinds[at] == "num" and self.kinds[at + 1] in ("dury", "durm"):
            end = _after(first, *self._length(at))
            return (spanning(first, end), [], at + 2) if end is not None else None
        if self.kinds[at] in ("nendo", "nen", "era"):
            return spanning(first, Days(Point(), first.grain, first.unit, unresolved=True)), [], at + 1
        if mark in ("→", "⇒", "至") or (mark[0] == "-" and self.kinds[at] not in ("stop", "close")):
            return None
        return spanning(first, None), [], at

    def _between(self, first: Days, last: Days) -> list[Days]:
        """The years of a closed range, one by one; [] where it is no range of years."""
        if first.grain != YEAR or last.grain != YEAR or first.year is None or last.year is None:
            return []
        if not 0 <= last.year - first.year <= LONGEST_LIST:
            return []
        years = range(first.year + 1, last.year)
        middle = [work_out(Point(names=[(None, year)], unit=last.point.unit), self.context) for year in years]
        return [first, *middle, last]

    def _share(self, first: Days, last: Days) -> None:
        """27～29年度: the unit written at the end holds for the start too."""
        if first.grain != YEAR or first.point.unit or not last.point.unit or last.grain != YEAR:
            return
        point = first.point
        point.unit = last.point.unit
        shared = work_out(point, self.context)
        first.unit, first.first, first.last = shared.unit, shared.first, shared.last
        first.overflow, first.early = shared.overflow, shared.early

    def _listed(self, period: Period, found: list[Days], i: int) -> Period:
        """The period with what is listed after it (平成30・令和元年度; 令和2年度、4年度)."""
        if not found:
            return period
        alone = len(found)
        while True:
            at = self._skip_bracket(i)
            mark = self.tokens[at].text if self.kinds[at] in ("sep", "gap", "dot") else ""
            read = self._next(at, found[-1], mark)
            if read is None:
                break
            days = work_out(read[0], self.context, found[-1])
            if (days.grain == YEAR) != (found[0].grain == YEAR):
                break
            i = read[1]
            further = self._range(days, i) if self.kinds[i] == "range" and days.grain == YEAR else None
            if further is not None and further[1]:
                found += further[1]
                i = further[2]
                continue
            found.append(days)
            if mark == "/" and _is_ratio(found):
                return NONE
        if len(found) == alone:
            return self._with_year(period, found[0], i) if alone == 1 else period
        if found[0].grain != YEAR:
            return spanning(found[0], found[-1], is_list=not _touch(found))
        for days in found[:-1]:
            self._share(days, found[-1])
        return listed(found)

    def _skip_bracket(self, i: int) -> int:
        return i + 1 if self.kinds[i] == "close" and self.kinds[i + 1] == "sep" else i

    def _next(self, i: int, last: Days, mark: str) -> tuple[Point, int] | None:
        if mark:
            return self.points.point(i + 1, before=last.point)
        kinds = self.kinds
        named = kinds[i] == "era" or (kinds[i] == "num" and (kinds[i + 1] == "nendo" or len(self.tokens[i].text) == 4))
        if i and kinds[i] == "open" and kinds[i + 1] == "era" and last.point.unit:
            # 令和元年度（平成31年度）is read with the point; what is left here is another thing
            return None
        return self.points.point(i, before=last.point) if named and last.grain == YEAR else None

    def _with_year(self, period: Period, days: Days, i: int) -> Period:
        """11月（令和5年度）: the year of a month may stand after it."""
        if days.first is not None or days.point.has_year or days.invalid:
            return period
        for at in range(i, len(self.tokens)):
            read = self.points.point(at) if self.kinds[at] in ("era", "num", "fy") else None
            if read is not None and read[0].has_year and not read[0].is_fine:
                year = work_out(read[0], self.context)
                if year.year is not None and year.unit == FISCAL:
                    return single(work_out(days.point, Context(self.context.era, year.year, self.context.basis)))
        return period

    def _duration(self) -> Period | None:
        for i, kind in enumerate(self.kinds[:-8]):
            if kind == "num" and self.kinds[i + 1 : i + 4] == ["nen", "num", "durm"] and self.tokens[i].value >= 0:
                return Period("duration", months=12 * self.tokens[i].value + self.tokens[i + 2].value)
            if kind == "num" and self.tokens[i].value >= 0 and not self.points._is_age(i):
                if self.kinds[i + 1] in ("dury", "durm") or (
                    self.kinds[i + 1] in ("nen", "month") and (self.expects == "duration" or self._lasts(i))
                ):
                    years, months = self._length(i)
                    return (
                        Period("duration", years=years)
                        if not months
                        else Period("duration", months=12 * (years or 0) + months)
                    )
                if self.expects == "duration" and len(self.tokens) == 1:
                    return Period("duration", years=self.tokens[i].value)
            if kind == "word" and self.tokens[i].text.endswith("半") and self.kinds[i + 1] in ("nen", "dury"):
                return Period("duration", months=6)
        return None

    def _length(self, i: int) -> tuple[int | None, int | None]:
        """Years and months of the duration at word i (5年間, 6か月, 1年6か月, 1年半)."""
        value, unit = self.tokens[i].value, self.tokens[i + 1]
        if unit.kind in ("durm", "month"):
            return None, value
        if unit.text == "年半":
            return value, 6
        if self.kinds[i + 2] == "num" and self.kinds[i + 3] == "durm":
            return value, self.tokens[i + 2].value
        return value, None


def _earlier(first: Days) -> Days:
    """What lies before a year (令和6年度より前); the point itself where it is no year."""
    if first.grain != YEAR or first.year is None or first.first is None:
        return first
    return replace(first, year=first.year - 1, last=first.first - timedelta(days=1))


def _is_ratio(found: list[Days]) -> bool:
    """H22/H21: a bare year over an earlier one is a ratio."""
    a, b = found[-2:]
    return not a.point.unit and not b.point.unit and a.year is not None and b.year is not None and b.year < a.year


def _touch(found: list[Days]) -> bool:
    """Do months or days follow one another without a gap?"""
    return all(a.last and b.first and b.first - a.last == timedelta(days=1) for a, b in pairwise(found))


def _after(first: Days, years: int | None, months: int | None) -> Days | None:
    """The last point of what lasts from `first` on for so many years or months."""
    if first.year is None or first.first is None:
        return None
    length = 12 * (years or 0) + (months or 0)
    if not 0 < length < 2400:
        return None
    try:
        if first.grain == YEAR and length % 12 == 0:
            year = first.year + length // 12 - 1
            month = 3 if first.unit == FISCAL else 12
            last = last_of_month(year + (month == 3), month)
            return Days(Point(), YEAR, first.unit, year=year, first=last, last=last)
        ends = first.first.year * 12 + first.first.month - 1 + length
        if first.grain == DAY:
            last = date(ends // 12, ends % 12 + 1, 1)
            last = min(
                last.replace(day=1) + timedelta(days=first.first.day - 1),
                last_of_month(last.year, last.month) + timedelta(days=1),
            )
            last -= timedelta(days=1)
            return Days(Point(), DAY, first.unit, year=last.year, first=last, last=last)
        last = last_of_month((ends - 1) // 12, (ends - 1) % 12 + 1)
        return Days(Point(month=last.month), MONTH, first.unit, year=last.year, first=last, last=last)
    except (ValueError, OverflowError):
        return None
