"""Values that name their own year: 84.2％（R5）, 84.2%\\n【令和5年度】, R5：84.2%."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import regex

from plansheets.extract.claims import Claim
from plansheets.extract.heads import NO_HEAD, PERIOD, STATE, Head
from plansheets.extract.reading import Reading
from plansheets.extract.span import Span
from plansheets.extract.values import claim_label, claim_value
from plansheets.normalize import clean_text, unwrap

LONGEST: Final = 40
"""Characters of such a cell."""
PARTED: Final = frozenset("（(【[〔［:：\n")
"""What parts value and year."""
AFTER: Final = regex.compile(
    r"\s*(?P<value>[^（(【\[〔［。]{1,16}?)\s*[（(【\[〔［]\s*(?P<time>[^（()）]*(?:[（(][^（()）]*[)）])?[^（()）]*?)\s*[)）】\]〕］]\s*"
)
BEFORE: Final = regex.compile(
    r"\s*(?:[（(【\[〔［]\s*(?P<time>[^\n]{2,16}?)\s*[)）】\]〕］]\s*[:：]?|(?P<time>[^\n:：（()）]{2,12}?)\s*(?:[:：]|\n))\s*(?P<value>[^\n（()）]{1,16})\s*"
)
FIGURE: Final = regex.compile(
    r"(?:約|延べ|累計)?\s*[▲△\-－]?\s*[0-9０-９][0-9０-９,，.．]*(?!\s*(?:年[^間]|年$|月|日|期|次|章|節|.?目))[^0-9０-９]{0,8}"
    rf"|[-－―ー—–‐]|{STATE}"
)
"""A number with its unit, a dash, a state (未策定, 策定済み)."""
REST: Final = regex.compile(r"[0-9./年度月日末第()（）\s]|現在|時点|実績|見込み?|目標|速報|確定|度末")
"""What may stand beside the year."""


@dataclass(frozen=True)
class OwnYear:
    """The parts of a cell: its value, the year beside it, and what that says."""

    value: Span
    period: Span
    head: Head


def own_year(reading: Reading, span: Span, usual: Head | None) -> OwnYear | None:
    """The parts of a value that names its own year; None where it names none, or only that of its column, `usual`."""
    parts = _parts(span.raw)
    if parts is None:
        return None
    value, time = (span.part(*at).strip() for at in parts)
    period = reading.period(clean_text(unwrap(time.raw)))
    year = period.first_fiscal_year
    if year is None or year != period.last_fiscal_year:
        return None
    if usual is not None and usual.fiscal_year is not None and (usual.is_open_ended or usual.fiscal_year == year):
        return None
    return OwnYear(value, time, replace(NO_HEAD, fiscal_year=year, fiscal_year_to=year))


def valued(reading: Reading, span: Span, whole: Callable[[], Claim], head: Head) -> tuple[Claim | None, Claim, Head]:
    """The period that a value names itself, the value, and what the period says; `head` and None where it names none.

    `whole` claims the value as it stands.
    """
    ledger = reading.ledger
    own = own_year(reading, span, head) if ledger.is_free(span) else None
    if own is None:
        return None, whole(), head
    value = claim_value(reading, own.value, "value")
    period = claim_label(reading, own.period, "own-year")
    ledger.rest(span, "label", f"{reading.rule}/own-year")
    return period, value, own.head


def is_value_with_year(raw: str) -> bool:
    """Is the text a number with a year behind it, and no period?"""
    return _parts(raw) is not None


def without_year(raw: str) -> str:
    """A value without the year that it names; nothing for a state at a year (策定済（R5）), any other text as it is."""
    parts = _parts(raw)
    if parts is None:
        return raw
    value = raw[slice(*parts[0])]
    return "" if regex.fullmatch(STATE, value) else value


@lru_cache(maxsize=1 << 13)
def _parts(raw: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where value and year stand in a text."""
    if len(raw) > LONGEST or PARTED.isdisjoint(raw):
        return None
    for pattern in (AFTER, BEFORE):
        found = pattern.fullmatch(raw)
        if found and FIGURE.fullmatch(found["value"]) and _is_time(found["time"]):
            return found.span("value"), found.span("time")
    return None


def _is_time(text: str) -> bool:
    plain = clean_text(unwrap(text))
    found = PERIOD.search(plain)
    return found is not None and not REST.sub("", plain[: found.start()] + plain[found.end() :])
