"""Japanese eras: a year of an era is its base plus n; the arithmetic needs no calendar library.

Source: ../shared/normalize/CASES.md (period). 明治 counts from 1868-01-25, the day its decree reached back to;
days before 1873-01-01 were lunisolar when printed and are not converted.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Era:
    """One era. `start` is its first day; `letter` its Latin initial, `symbol` its squared character."""

    name: str
    letter: str
    symbol: str
    base: int
    start: date

    def year(self, number: int) -> int:
        """The Gregorian year of the era's year `number` (1 = 元年)."""
        return self.base + number


ERAS = (
    Era("明治", "M", "㍾", 1867, date(1868, 1, 25)),
    Era("大正", "T", "㍽", 1911, date(1912, 7, 30)),
    Era("昭和", "S", "㍼", 1925, date(1926, 12, 25)),
    Era("平成", "H", "㍻", 1988, date(1989, 1, 8)),
    Era("令和", "R", "㋿", 2018, date(2019, 5, 1)),
)
_BY_NAME = {key: era for era in ERAS for key in (era.name, era.letter, era.letter.lower(), era.symbol, era.name[0])}
_NEXT = {era.name: after for era, after in pairwise(ERAS)}


def era_named(name: str | None) -> Era | None:
    """The era that a name, initial or squared character stands for (令和, 令, R, ㋿); None where it is none."""
    return _BY_NAME.get(name) or _BY_NAME.get(name.strip()) if name else None


def next_era(era: Era) -> Era | None:
    """The era that follows; None after the current one."""
    return _NEXT.get(era.name)


def last_day_of(era: Era) -> date | None:
    """The era's last day; None for the current era."""
    after = _NEXT.get(era.name)
    return after.start - timedelta(days=1) if after else None


def is_overflow(era: Era, first: date) -> bool:
    """Does what begins on `first` begin after the era has ended? (平成32年; FY2019 began under 平成.)"""
    after = _NEXT.get(era.name)
    return after is not None and first >= after.start


def is_before_start(era: Era, last: date) -> bool:
    """Does what ends on `last` end before the era began? (令和元年4月1日)"""
    return last < era.start
