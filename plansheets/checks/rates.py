"""rate-of-actual-to-target: a printed 達成率 or 進捗率 beside the actual and the target that it is made of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plansheets.checks.check import (
    Check,
    Line,
    Place,
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
)
from plansheets.normalize import match_key

RATE = re.compile(r"(目標|指標|数値目標|KPI)?(達成率|達成度|進捗率)([(（][%％][)）])?")
PERCENT = re.compile(r"(-?[0-9][0-9,]*(?:\.([0-9]+))?)\s*([%％]?)")


@dataclass(frozen=True)
class Rate:
    """A printed rate in percent, with the numbers it should be made of. `is_sure`: of one and the same year."""

    percent: float
    places: int
    place: tuple[Place, ...]
    actual: Values
    target: Values
    baseline: Values | None
    is_sure: bool
    sheet_id: str | None

    def check(self) -> Check:
        """Compares with actual ÷ target; right too are target ÷ actual, the way from the baseline, and a cap at 100."""
        low, high = quotient(self.actual, self.target)
        slack = 10.0**-self.places
        fits = _near(self.percent, low, high, slack) or (self.percent == 100 and low > 100)
        fits = fits or _near(self.percent, *quotient(self.target, self.actual), slack)
        fits = fits or _near(self.percent, *self._from_baseline(), slack)
        compared = [row for row in (self.actual, self.target) if row is not None]
        return Check("rate-of-actual-to-target", fits, f"{shown(round((low + high) / 2, self.places + 1))}%" if not fits
                     else f"{shown(self.percent)}%", f"{shown(self.percent)}%",
                     (*self.place, *numbers(*compared)), self.sheet_id)  # fmt: skip

    def _from_baseline(self) -> tuple[float, float]:
        base, actual, target = (number(row) for row in (self.baseline, self.actual, self.target))
        if base is None or actual is None or target is None or target == base:
            return NOTHING
        percent = 100 * (actual - base) / (target - base)
        return percent, percent


NOTHING = (float("inf"), float("-inf"))


def quotient(over: Values, under: Values) -> tuple[float, float]:
    """Least and greatest percentage that two printed numbers, each perhaps rounded, can stand for."""
    top, bottom = number(over), number(under)
    if top is None or bottom is None or bottom <= 0 or top < 0:
        return NOTHING
    a, b = half_step(over, decimals(top)), half_step(under, decimals(bottom))
    return 100 * (top - a) / (bottom + b), 100 * (top + a) / (bottom - b) if bottom > b else float("inf")


def _near(percent: float, low: float, high: float, slack: float) -> bool:
    # Rounded up, down or to the nearest: all three are in use.
    return low - slack < percent < high + slack


def rates(rows: Rows) -> Iterator[Check]:
    """All rates that stand beside what they are made of; those not surely so only where most of them agree."""
    lines = lines_of(rows)
    found = [*_in_fields(rows, lines), *_in_rows(lines), *_in_columns(lines)]
    loose = [rate.check() for rate in found if not rate.is_sure]
    yield from (rate.check() for rate in found if rate.is_sure)
    fits = sum(check.passed for check in loose)
    if fits >= 2 and fits * 4 >= len(loose) * 3:
        yield from loose


def _in_fields(rows: Rows, lines: Sequence[Line]) -> Iterator[Rate]:
    """As many rates among a sheet's fields as it has indicators with a target and an actual: they go together."""
    fields: dict[str, list[Values]] = {}
    for row in rows.get("fields", ()):
        if RATE.fullmatch(match_key(row["label"] or "")) and row["sheet_id"] is not None:
            fields.setdefault(row["sheet_id"], []).append(row)
    for sheet_id, printed in fields.items():
        measured = [line for line in lines if line.sheet_id == sheet_id and compared(line, None) is not None]
        if len(measured) != len(printed):
            continue
        for row, line in zip(printed, measured, strict=True):
            read = PERCENT.fullmatch((row["text"] or "").strip())
            if read and (read[3] or "%" in match_key(row["label"])):
                place = (("fields", f"{row['sheet_id']}/{row['ordinal']}", "text"),)
                yield from _rate(read[1], len(read[2] or ""), place, line, None)


def _in_rows(lines: Sequence[Line]) -> Iterator[Rate]:
    """A line of rates right below the line of its indicator."""
    for table in tables_of(lines):
        for above, line in pairwise(table):
            if RATE.fullmatch(line.leaf) and not RATE.fullmatch(above.leaf):
                for cell in line.cells.values():
                    yield from _from_cell(cell, above)


def _in_columns(lines: Sequence[Line]) -> Iterator[Rate]:
    """A column of rates in the line of its indicator (目標値｜実績値｜達成率)."""
    for line in lines:
        for cell in line.cells.values():
            if _is_rate(cell):
                yield from _from_cell(cell, line)


def _is_rate(cell: Values) -> bool:
    return bool(re.search(r"(達成率|達成度|進捗率)([(（][%％][)）])?$", cell["period"] or ""))


def _from_cell(cell: Values, line: Line) -> Iterator[Rate]:
    value, year = number(cell), single_year(cell)
    if value is None or (cell["unit"] not in {"%", "％"} and "%" not in match_key(str(cell["value_text"] or ""))):
        return
    read = PERCENT.fullmatch((cell["value_text"] or "").strip())
    yield from _rate(str(value), len(read[2] or "") if read else decimals(value), numbers(cell), line, year)


def compared(line: Line, year: int | None) -> tuple[Values, Values, bool] | None:
    """Actual and target of a line: those of `year`, else of the last year with both, else the last of each (unsure)."""
    by_type: dict[str, dict[int, Values]] = {"actual": {}, "target": {}, "plan": {}}
    for row in line.cells.values():
        at = single_year(row)
        if at is not None and row["value_type"] in by_type and number(row) is not None and not _is_rate(row):
            if at in by_type[row["value_type"]]:
                return None
            by_type[row["value_type"]][at] = row
    actual, target = by_type["actual"], by_type["target"] or by_type["plan"]
    both = sorted(actual.keys() & target.keys())
    if year is not None:
        return (actual[year], target[year], True) if year in both else None
    if both:
        return actual[both[-1]], target[both[-1]], len(both) == 1
    return (actual[max(actual)], target[max(target)], False) if actual and target else None


def _rate(text: str, places: int, place: tuple[Place, ...], line: Line, year: int | None) -> Iterator[Rate]:
    found = compared(line, year)
    if found is None or (number(found[1]) or 0) <= 0 or (number(found[0]) or 0) < 0:
        return
    base = [row for row in line.cells.values() if row["value_type"] == "baseline" and number(row) is not None]
    name = line.name + (line.rows[0]["unit"] or "")
    # Progress of works (進捗率) is often not measured by the printed numbers, so it needs others that agree.
    is_sure = found[2] and "進捗" not in name
    yield Rate(float(text.replace(",", "")), places, place, found[0], found[1], base[0] if len(base) == 1 else None,
               is_sure, line.sheet_id)  # fmt: skip
