"""The year that a label names beside what it labels."""

from collections.abc import Iterable

from plansheets.extract.heads import find_period
from plansheets.extract.reading import Reading
from plansheets.normalize import clean_text, unwrap


def year_in(reading: Reading, raw: str) -> int | None:
    """The fiscal year that a label names (評価（令和5年度）); None where it names none."""
    found = find_period(clean_text(unwrap(raw)))
    return reading.period(found[0]).first_fiscal_year if found else None


def first_year(reading: Reading, raws: Iterable[str]) -> int | None:
    """The fiscal year that the first of some labels names that names one: a label's own, then those of its groups."""
    return next((year for raw in raws if (year := year_in(reading, raw))), None)
