"""years-consecutive and cumulative-not-falling: what follows from the order of the years."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from plansheets.checks.check import (
    Check,
    Place,
    Rows,
    Values,
    indicator_key,
    lines_of,
    number,
    numbers,
    shown,
    single_year,
    years,
)

Span = tuple[int, int]


def consecutive_years(rows: Rows) -> Iterator[Check]:
    """Years of the columns of a sheet's schedule, and of each line of indicators, by value type.

    Only plan and actual: a baseline, a target and an outlook stand apart by their nature.
    """
    schedules: dict[tuple[str, str], list[Values]] = {}
    for row in rows.get("schedule", ()):
        if row["value_type"] in {"plan", "actual"} and row["sheet_id"] is not None:
            schedules.setdefault((row["sheet_id"], row["value_type"]), []).append(row)
    for (sheet_id, _), cells in schedules.items():
        places = [("schedule", f"{row['sheet_id']}/{row['ordinal']}", "fiscal_year") for row in cells]
        yield from _follow(cells, places, sheet_id)
    for line in lines_of(rows):
        for value_type in ("plan", "actual"):
            cells = [row for row in line.rows if row["value_type"] == value_type]
            places = [("indicators", indicator_key(row), "fiscal_year") for row in cells]
            yield from _follow(cells, places, line.sheet_id, has_one_row=True)


def _follow(
    cells: Sequence[Values], places: Sequence[Place], sheet_id: str | None, *, has_one_row: bool = False
) -> Iterator[Check]:
    """The check of these columns' years; none for fewer than two, or for years that keep a wider step (surveys)."""
    known = [(span, row, place) for row, place in zip(cells, places, strict=True) if (span := years(row))]
    if has_one_row:
        # A total over the years (2024-2026 beside 2024, 2025, 2026) is no year in the row.
        known = [one for one in known if not any(_within(other[0], one[0]) for other in known)]
    spans = sorted({span for span, _, _ in known})
    if len(spans) < 2:
        return
    steps = [after[0] - before[1] for before, after in pairwise(spans)]
    headings = [(span, row["period"]) for span, row, _ in known]
    has_repeats = has_one_row and len(set(headings)) < len(headings)
    if not has_repeats and (steps[0] > 1 and len(set(steps)) == 1):
        return
    if min(steps) < 1:
        return
    found = [span for span, _, _ in known] if has_one_row else spans
    yield Check("years-consecutive", not has_repeats and set(steps) == {1}, _shown([(spans[0][0], spans[-1][1])]),
                _shown(_joined(spans) if not has_repeats else found),
                tuple(place for _, _, place in known), sheet_id)  # fmt: skip


def _within(inner: Span, outer: Span) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans that follow each other as one."""
    joined: list[Span] = []
    for first, last in spans:
        if joined and joined[-1][1] + 1 == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _shown(spans: Iterable[Span]) -> str:
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def cumulative_values(rows: Rows) -> Iterator[Check]:
    """Actual values of a cumulative indicator, year by year."""
    for line in lines_of(rows):
        by_year: dict[int, list[Values]] = {}
        for row in line.rows:
            year = single_year(row)
            if row["is_cumulative"] and row["value_type"] == "actual" and year is not None and number(row) is not None:
                by_year.setdefault(year, []).append(row)
        cells = [by_year[year][0] for year in sorted(by_year)]
        if len(cells) < 2 or any(len(same) > 1 for same in by_year.values()) or len({c["unit"] for c in cells}) > 1:
            continue
        values = [value for cell in cells if (value := number(cell)) is not None]
        falls = [(before, after) for before, after in pairwise(values) if after < before]
        expected = f"at least {shown(falls[0][0])}" if falls else "not falling"
        found = shown(falls[0][1]) if falls else ", ".join(map(shown, values))
        yield Check("cumulative-not-falling", not falls, expected, found, numbers(*cells), line.sheet_id)
