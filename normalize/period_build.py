"""From points to a Period: checks the calendar and the eras, chooses the type, gives the fiscal year."""

from datetime import date as Day

from plansheets.normalize.period_points import CALENDAR, FISCAL, Hints, Point
from plansheets.normalize.period_ranges import Expression, calendar_year, label_year
from plansheets.normalize.period_types import INVALID, NONE, Period, fiscal_year_of, last_of_month

Span = tuple[str, Day | None, Day | None, int | None]
"""What a point covers: its type, first and last day (None while unknown), its year as labelled."""

_YEAR_TYPES = {FISCAL: "fiscal_year", CALENDAR: "calendar_year"}


def build(expression: Expression, hints: Hints) -> Period:
    """The Period that an expression says."""
    points = [point for point in expression.points if point is not None]
    for point in points:
        _settle_unit(point, hints)
    if any(_is_invalid(point, hints) for point in points):
        return INVALID
    flags = _flags(points, hints)
    if expression.kind == "single":
        return _single(points[0], hints, flags)
    if expression.kind == "list":
        return _list(points, expression.separators, hints, flags)
    return _range(expression.points, hints, flags)


def _settle_unit(point: Point, hints: Hints) -> None:
    if point.unit is None and point.has_year:
        if point.months:
            point.unit = FISCAL
        elif point.month or point.day:
            point.unit = CALENDAR
        elif hints.basis in (FISCAL, CALENDAR):
            point.unit = hints.basis


def _is_invalid(point: Point, hints: Hints) -> bool:
    if point.n == 0 and not point.is_empty:
        return True
    if point.month is None or point.is_empty:
        return False
    if not 1 <= point.month <= 12:
        return True
    year = calendar_year(point, hints) or 2024
    return point.day is not None and not 1 <= point.day <= last_of_month(year, point.month).day


def _flags(points: list[Point], hints: Hints) -> dict[str, bool]:
    flags: dict[str, bool] = {}
    for point in points:
        if point.has_conflict:
            flags["conflict"] = True
        era = point.era or (hints.era if point.n is not None else None)
        year = era.year(point.n) if era and point.n is not None else None
        if era is None or year is None:
            continue
        _, first, last, _ = _span(point, hints)
        if point.unit == FISCAL or first is None or last is None or not (point.month or point.months):
            if era.is_overflow(year, is_fiscal=point.unit == FISCAL):
                flags["era_overflow"] = True
        elif first > era.last:
            flags["era_overflow"] = True
        elif last < era.first:
            flags["before_era_start"] = True
    return flags


def _span(point: Point, hints: Hints) -> Span:
    label = label_year(point, hints)
    if point.edge and not point.month and point.has_year:
        year = None if label is None else label + (point.edge == "end" and point.unit == FISCAL)
        month, day = {"end": (3, 31), "start": (4, 1)}[point.edge] if point.unit == FISCAL else (12, 31)
        if point.edge == "start" and point.unit != FISCAL:
            month, day = 1, 1
        edge = None if year is None else Day(year, month, day)
        return "date", edge, edge, label
    if point.months:
        return _span_of_months(point, hints, label)
    if point.month is None:
        kind = _YEAR_TYPES.get(point.unit or "", "year")
        if label is None or kind == "year":
            return kind, None, None, label
        if kind == "fiscal_year":
            return kind, Day(label, 4, 1), Day(label + 1, 3, 31), label
        return kind, Day(label, 1, 1), Day(label, 12, 31), label
    kind = "date" if point.day is not None or point.edge == "end" else "month"
    found = calendar_year(point, hints)
    if found is None or point.is_empty:
        return kind, None, None, label
    last = last_of_month(found, point.month)
    if kind == "month":
        return kind, last.replace(day=1), last, label
    day = last if point.day is None else last.replace(day=point.day)
    return kind, day, day, label


def _span_of_months(point: Point, hints: Hints, label: int | None) -> Span:
    first, last = point.months or (4, 3)
    year = label if point.has_year else hints.fiscal_year
    if year is None:
        return "months", None, None, label
    begins, ends = year + (first < 4), year + (last < 4)
    return "months", Day(begins, first, 1), last_of_month(ends, last), label


def _single(point: Point, hints: Hints, flags: dict[str, bool]) -> Period:
    kind, first, last, label = _span(point, hints)
    if kind == "months":
        return _months(point, point, first, last, flags)
    if kind in ("fiscal_year", "calendar_year", "year"):
        value = None if flags.get("conflict") else label
        flags = flags if label is not None else {**flags, "unresolved": True}
        if kind == "fiscal_year":
            return Period(kind, fiscal_year=value, **flags)
        return Period(kind, year=value, **flags)
    if first is None or last is None or flags.get("conflict"):
        flags = flags if flags.get("conflict") else {**flags, "unresolved": True}
        month = point.month or None
        return Period(kind, start_month=month, end_month=month, **flags)
    fiscal = fiscal_year_of(first)
    if kind == "date":
        return Period(kind, date=first.isoformat(), fiscal_year=fiscal, **flags)
    return Period(kind, month=_month(first), fiscal_year=fiscal, start_month=first.month, end_month=first.month, **flags)


def _months(a: Point, b: Point, first: Day | None, last: Day | None, flags: dict[str, bool]) -> Period:
    begins = a.months[0] if a.months else a.month
    ends = b.months[1] if b.months else b.month
    if first is None or last is None:
        kind = "month_range" if a.is_empty or a.n is not None or b.n is not None else "month_of_year_range"
        flags = {**flags, "unresolved": True} if kind == "month_range" else flags
        return Period(kind, start_month=begins, end_month=ends, **flags)
    return Period(
        "month_range",
        start=_month(first),
        end=_month(last),
        fiscal_year=_common_fiscal_year(first, last),
        start_month=begins,
        end_month=ends,
        **flags,
    )


def _list(points: list[Point], separators: str, hints: Hints, flags: dict[str, bool]) -> Period:
    spans = [_span(point, hints) for point in points]
    if any(label is None and point.has_year for point, (_, _, _, label) in zip(points, spans, strict=True)):
        flags = {**flags, "unresolved": True}
    kinds = {kind for kind, *_ in spans}
    if kinds & {"month", "months", "date"}:
        ordered = all(span[1] is None or span[1] >= (spans[0][1] or span[1]) for span in spans)
        return _range([points[0], points[-1]], hints, flags) if ordered else _single(points[0], hints, flags)
    years = [label for *_, label in spans if label is not None]
    if any(sep in "/／" for sep in separators) and years != sorted(years):
        return NONE  # H22/H21 is a ratio of two years
    distinct = tuple(dict.fromkeys(years))
    units = {point.unit for point in points}
    if len(distinct) == 1 and len(years) == len(points):
        return _single(points[0], hints, {**flags, "era_overflow": False} if "era_overflow" in flags else flags)
    if units == {FISCAL}:
        return Period("fiscal_years", fiscal_years=distinct or None, **flags)
    return Period("calendar_years" if units == {CALENDAR} else "years", year_list=distinct or None, **flags)


def _range(points: list[Point | None], hints: Hints, flags: dict[str, bool]) -> Period:
    a, b = points
    spans = [None if point is None else _span(point, hints) for point in (a, b)]
    kinds = {span[0] for span in spans if span}
    if flags.get("conflict"):
        return Period(_range_type(kinds), **flags)
    for span, point in zip(spans, (a, b), strict=True):
        if span and span[3] is None and (span[1] is None and (point is None or point.has_year or span[0] == "date")):
            flags = {**flags, "unresolved": True}
    if kinds <= {"fiscal_year", "calendar_year", "year"}:
        start, end = (span[3] if span else None for span in spans)
        if start is not None and end is not None and start > end:
            flags = {**flags, "reversed": True}
        kind = _range_type(kinds)
        fiscal = start if kind == "fiscal_year_range" and start == end else None
        return Period(kind, start=start, end=end, fiscal_year=fiscal, **flags)
    first = spans[0][1] if spans[0] else None
    last = spans[1][2] if spans[1] else None
    if first and last and first > last:
        flags = {**flags, "reversed": True}
    fiscal = _common_fiscal_year(first, last) if first and last else None
    if kinds <= {"month", "months"}:
        if a and b:
            return _months(a, b, first, last, flags)
        start_month = (a.months[0] if a.months else a.month) if a else None
        end_month = (b.months[1] if b.months else b.month) if b else None
        if first is None and last is None:
            return Period("month_of_year_range", start_month=start_month, end_month=end_month, **flags)
        return Period("month_range", start=_month(first), end=_month(last), start_month=start_month,
                      end_month=end_month, **flags)  # fmt: skip
    iso = (first.isoformat() if first else None, last.isoformat() if last else None)
    return Period("date_range", start=iso[0], end=iso[1], fiscal_year=fiscal, **flags)


def _range_type(kinds: set[str]) -> str:
    if kinds <= {"fiscal_year", "calendar_year", "year"}:
        named = kinds - {"year"}
        return f"{named.pop()}_range" if len(named) == 1 else "fiscal_year_range" if named else "year_range"
    return "month_range" if kinds <= {"month", "months"} else "date_range"


def _month(day: Day | None) -> str | None:
    return None if day is None else f"{day.year:04d}-{day.month:02d}"


def _common_fiscal_year(first: Day, last: Day) -> int | None:
    fiscal = fiscal_year_of(first)
    return fiscal if fiscal == fiscal_year_of(last) else None
