"""parse_period_sequence: a row of year heads (29年度 30年度 元年度 2年度), read together (CASES.md, period_sequence).

Years rise along a row: a number that falls begins the next era (31 → 2), one that rises past its era's end is an
overflow (31 → 32). A row that falls all along (6年度 5年度 4年度) is read as it stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plansheets.normalize.era import ERAS, Era, era_named, is_overflow, next_era
from plansheets.normalize.period import parse_period
from plansheets.normalize.period_days import first_of_fiscal_year
from plansheets.normalize.period_result import Period
from plansheets.normalize.period_tokens import KANJI, number_of, plain_text, tokens_of

BARE = re.compile(
    rf"(?<![0-9A-Za-z第築満])(?P<n>元|[0-9]{{1,2}}|[{KANJI}]+)(?:年度|年(?![生目次間以])|(?=[～-][0-9]{{1,2}}年))"
    rf"|^\(?(?P<alone>元|[0-9]{{1,2}}|[{KANJI}]+)\)?(?=$|以降|以後|～|から$|\()"
)
OPEN = re.compile(r"以降|以後|～\)?$|から\)?$|～\(")
NEAR = 10
"""Years between two heads of a row; a number that would lie further off is read in another era."""


@dataclass(frozen=True, slots=True)
class PeriodSequence:
    """The fiscal years of a row of heads.

    `by_cell` has one entry a head, None for one without a year (項目) and where no era is in sight; `fiscal_years` has
    those that are known. `last_open`: the last year goes on (30年度以降). `unresolved`: a number has no era in sight.
    """

    fiscal_years: tuple[int, ...]
    by_cell: tuple[int | None, ...]
    last_open: bool = False
    era_overflow: bool = False
    conflict: bool = False
    unresolved: bool = False

    def as_dict(self) -> dict[str, object]:
        """The keys of cases.json."""
        return {
            "fiscal_years": list(self.fiscal_years),
            "last_open": self.last_open,
            "era_overflow": self.era_overflow,
            "conflict": self.conflict,
            "unresolved": self.unresolved,
        }


@dataclass(frozen=True, slots=True)
class Head:
    """One head as written: a year with its era (None for a Gregorian one), or a bare `number`, or neither."""

    period: Period | None = None
    era: Era | None = None
    number: int | None = None


def parse_period_sequence(cells: Sequence[str], *, era: str | None = None, basis: str | None = None) -> PeriodSequence:
    """The years of the heads `cells`, read together; `era` is that of bare numbers. Never raises."""
    heads = [_head(cell, basis) for cell in cells]
    years, overflow = _years(heads, era_named(era))
    last = next((i for i in reversed(range(len(cells))) if years[i] is not None), None)
    return PeriodSequence(
        fiscal_years=tuple(year for year in years if year is not None),
        by_cell=tuple(years),
        last_open=last is not None and OPEN.search(plain_text(cells[last])) is not None,
        era_overflow=overflow or any(head.period is not None and head.period.era_overflow for head in heads),
        conflict=any(head.period is not None and head.period.conflict for head in heads),
        unresolved=any(head.number is not None and year is None for head, year in zip(heads, years, strict=True)),
    )


def _head(cell: str, basis: str | None) -> Head:
    plain = plain_text(cell[:100])
    found = BARE.search(plain)
    period = parse_period(cell, basis=basis or "fiscal")
    if period.conflict:
        return Head(period)
    if period.first_fiscal_year is not None or period.last_fiscal_year is not None:
        names = [token.text.rstrip(".") for token in tokens_of(plain) if token.kind == "era"]
        return Head(period, era_named(names[0]) if names else None)
    if found:
        number = number_of(found["n"] or found["alone"])
        return Head(number=number) if 0 <= number < 100 else Head()
    return Head()


def _years(heads: Sequence[Head], context: Era | None) -> tuple[list[int | None], bool]:
    """The year of each head, and whether a bare number rises past its era's end."""
    written = next((head for head in heads if head.period is not None and not head.period.conflict), None)
    if written is None:
        tries = _beginnings(heads, context)
    elif heads[0].number is None:
        tries = [written.era]
    else:
        # 30年度 令和元年度: bare numbers before the first era are of that era, of the one before, or of the document's
        tries = [written.era, _before(written.era), context]
    runs = [_run(heads, start) for start in tries] or [([None] * len(heads), False)]
    return next((run for run in runs if _rises(run[0])), runs[0])


def _beginnings(heads: Sequence[Head], context: Era | None) -> list[Era | None]:
    """Eras in which a row without any era may begin."""
    if context is not None:
        return [context, _before(context)]
    numbers = [head.number for head in heads if head.number is not None]
    for a, b in pairwise(numbers):
        if b == 1 and a > 1:
            # 30 → 元 can only be the end of one era
            return [era for era, after in pairwise(ERAS) if era.year(a) in (after.base, after.year(1))]
    return []


def _before(era: Era | None) -> Era | None:
    return next((e for e in ERAS if next_era(e) is era), None) if era is not None else None


def _run(heads: Sequence[Head], era: Era | None) -> tuple[list[int | None], bool]:
    """The years of the heads where the first bare number is of `era`."""
    years: list[int | None] = []
    last: int | None = None
    overflow = gregorian = False
    for head in heads:
        year: int | None = None
        if head.period is not None:
            year = head.period.first_fiscal_year or head.period.last_fiscal_year
            gregorian, era = head.era is None, head.era or era
        elif head.number is not None and gregorian and last is not None:
            year = last - last % 100 + head.number
            year += 100 if year < last - NEAR else 0
        elif head.number and era is not None:
            era = _era_of(head.number, era, last)
            year = era.year(head.number)
            overflow = overflow or is_overflow(era, first_of_fiscal_year(year))
        years.append(year)
        last = year if year is not None else last
    return years, overflow


def _era_of(number: int, era: Era, last: int | None) -> Era:
    """The era of a bare number after the year `last`."""
    if last is None:
        return era
    after, before = next_era(era), _before(era)
    choices: Iterator[Era] = (
        choice for choice, low, high in ((era, 0, NEAR), (after, 0, NEAR), (era, -NEAR, -1), (before, -NEAR, -1))
        if choice is not None and low <= choice.year(number) - last <= high
    )  # fmt: skip
    return next(choices, era)


def _rises(years: Sequence[int | None]) -> bool:
    known = [year for year in years if year is not None]
    return all(0 <= b - a <= NEAR for a, b in pairwise(known))
