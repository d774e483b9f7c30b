"""Ranges and lists of points: 平成27～29年度, 令和7年度以降, 平成30・令和元年度; what one end leaves out, the other gives."""

from dataclasses import dataclass, field

from plansheets.normalize.era import era_before, next_era
from plansheets.normalize.period_points import CALENDAR, FISCAL, Hints, Point, PointReader

ARROWS = frozenset("→⇒")


@dataclass(slots=True)
class Expression:
    """Points that belong together. kind: single | range (an open end is None) | list (with its separators)."""

    kind: str
    points: list[Point | None]
    separators: str = ""
    flags: set[str] = field(default_factory=set)

    @property
    def is_weak(self) -> bool:
        return all(point is None or point.is_weak for point in self.points)


class RangeReader(PointReader):
    """Reads expressions out of the words of one text."""

    def expression(self, i: int) -> tuple[Expression, int] | None:
        """The range, list or point that begins at word i and the place after it."""
        if self.kinds[i] == "TILDE" and self.texts[i] not in ARROWS:
            last = self.point(i + 1)
            if last is None or (last[0].is_weak and last[0].day is None and not self.hints.era):
                return None
            return Expression("range", [None, last[0]]), last[1]
        found = self.point(i)
        if found is None:
            return None
        point, j = found
        while self.kinds[j] == "PART":
            j += 1
        kind = self.kinds[j]
        if kind == "TILDE" or kind == "KARA":
            return self._range(point, j)
        if kind == "SINCE":
            return Expression("range", [point, None]), j + 1
        if kind == "BEFORE" or kind == "MADE":
            return Expression("range", [None, point]), j + 1
        return self._list(point, j)

    def _range(self, first: Point, j: int) -> tuple[Expression, int]:
        kinds = self.kinds
        k = j + 1
        if kinds[j] == "KARA":
            k += kinds[k] in ("TILDE", "SEP")
        found = self.point(k)
        if found is not None:
            last, k = found
            inherit(first, last, self.hints)
            while kinds[k] == "PART":
                k += 1
            return Expression("range", [first, last]), k + (kinds[k] == "MADE")
        if kinds[k] == "N" and kinds[k + 1] == "YSPAN" and self.texts[k].isdecimal():
            last = _after(first, int(self.texts[k]) - 1, self.hints)
            if last is not None:
                return Expression("range", [first, last]), k + 2
        if self.texts[j] in ARROWS:
            return Expression("single", [first]), j
        return Expression("range", [first, None]), j + 1

    def _list(self, first: Point, j: int) -> tuple[Expression, int]:
        points, separators = [first], ""
        while True:
            k = j + (self.kinds[j] == "SEP")
            if k == j and not (self.kinds[j] == "ERA" or (self.kinds[j] == "N" and len(self.texts[j]) == 4)):
                break
            found = self.point(k) if points[-1].has_year or points[-1].month else None
            if found is None or (k == j and found[0].unit != first.unit):
                break
            if self.texts[j] in "、," and found[0].is_weak and not points[-1].is_weak:
                break
            inherit(points[-1], found[0], self.hints)
            separators += self.texts[j] if k > j else " "
            points.append(found[0])
            j = found[1]
        if len(points) == 1:
            return Expression("single", [first]), j
        for before, after in zip(points[-2::-1], points[:0:-1], strict=True):
            before.unit = before.unit or after.unit
        if self.kinds[j] in ("TILDE", "SINCE") and points[-1].has_year:
            return Expression("range", [first, None]), j + 1
        return Expression("list", [*points], separators), j


def inherit(first: Point, last: Point, hints: Hints) -> None:
    """Each of two points takes from the other what it leaves out: era, year, unit, month."""
    _inherit_era(first, last, hints)
    if first.has_year and last.has_year:
        if not (first.month or first.months or last.month or last.months):
            first.unit, last.unit = first.unit or last.unit, last.unit or first.unit
        elif first.unit is None and first.month is None:
            first.unit = last.unit
    if last.day and not last.month and first.month:
        last.month = first.month
    if first.day is None and last.day and first.is_weak:
        first.month = first.month or last.month
    if first.has_year and not last.has_year and (last.month or last.months):
        last.year, last.unit = _next_occurrence(first, last, hints), CALENDAR
        if last.months and not last.month:
            last.unit, last.year = FISCAL, label_year(first, hints)
    elif last.has_year and not first.has_year and first.month and last.month:
        year = calendar_year(last, hints)
        first.year, first.unit = (year - (first.month > last.month) if year else None), CALENDAR
        first.is_empty = year is None
    first.is_weak = first.is_weak and last.is_weak
    last.is_weak = first.is_weak


def _inherit_era(first: Point, last: Point, hints: Hints) -> None:
    if last.n is not None and last.era is None and last.year is None:
        if first.is_year_given and first.year is not None:
            century = first.year // 100 * 100
            last.year = century + last.n + (100 if last.n < first.year % 100 else 0)
            last.n = None
            return
        last.era = first.era or hints.era
        start = label_year(first, hints)
        while last.era and start is not None and last.era.year(last.n) < start and next_era(last.era):
            last.era = next_era(last.era)
    elif first.n is not None and first.era is None and first.year is None and hints.era is None:
        end = label_year(last, hints)
        first.era = era_before(first.n, end) if end is not None else None


def label_year(point: Point, hints: Hints) -> int | None:
    """The Gregorian number of the year as labelled: 2023 for 令和5年度 and for 令和5年."""
    if point.year is not None:
        return point.year
    era = point.era or hints.era
    return era.year(point.n) if era and point.n is not None else None


def calendar_year(point: Point, hints: Hints) -> int | None:
    """The calendar year of the point's month: 3月 of 令和5年度 lies in 2024."""
    year = label_year(point, hints)
    if year is None and not point.has_year and hints.fiscal_year is not None:
        return hints.fiscal_year + ((point.month or 4) < 4)
    if year is None:
        return None
    return year + (point.unit == FISCAL and (point.month or 4) < 4)


def _next_occurrence(first: Point, last: Point, hints: Hints) -> int | None:
    year = calendar_year(first, hints)
    if year is None or last.month is None:
        return None
    begins = first.month or (first.months[0] if first.months else 4 if first.unit == FISCAL else 1)
    return year + (last.month < begins)


def _after(first: Point, years: int, hints: Hints) -> Point | None:
    """令和6年度から5か年: the last year of the span."""
    year = label_year(first, hints)
    return None if year is None else Point(year=year + years, unit=first.unit)
