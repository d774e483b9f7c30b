"""parse_period: a printed date, month, year or range of them (CASES.md, period).

A year is worked out by arithmetic. Nothing is guessed: a year without an era is `unresolved`, two names of a year that
disagree are a `conflict`.
"""

import re
from functools import lru_cache

from plansheets.normalize.era import era_named
from plansheets.normalize.period_days import CALENDAR, FISCAL, Context, Days, work_out
from plansheets.normalize.period_point import Point
from plansheets.normalize.period_read import Reader
from plansheets.normalize.period_result import NONE, Period, single
from plansheets.normalize.period_tokens import plain_text, tokens_of
from plansheets.normalize.remember import MANY, SHORT

COMMON = re.compile(
    r"(?:(?P<era>明治|大正|昭和|平成|令和|[MTSHR](?=[0-9元]))(?P<n>元|[0-9]{1,2})|(?P<year>(?:19|20)[0-9]{2})"
    r"|(?P<bare>元|[0-9]{1,2})(?=年度|年[0-9]{1,2}月))"
    r"(?:(?P<fiscal>年度)|年(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?)?)?"
)
"""The forms that most cells have; anything else is read word by word."""
LONGEST = 2000
"""Characters of a text that are read: a period stands at its start."""


def parse_period(
    text: str,
    *,
    era: str | None = None,
    fiscal_year: int | None = None,
    basis: str | None = None,
    expect: str | None = None,
) -> Period:
    """The first period that `text` names; type "none" where it names none, "invalid" for 30 February. Never raises.

    `era` is the era of bare years (6年度), `fiscal_year` that of the document (7月, 前年度), `basis` ("fiscal" or
    "calendar") what a year without 年 or 年度 counts (H25), `expect` what a bare number is ("duration" for 5年).
    """
    parse = _remembered if len(text) <= SHORT else _parse
    return parse(text, Context(era_named(era), fiscal_year, _basis(basis, expect)), expect or "")


def _basis(basis: str | None, expect: str | None) -> str:
    for word in (basis, expect):
        if word and word.startswith(FISCAL):
            return FISCAL
        if word and word.startswith(CALENDAR):
            return CALENDAR
    return ""


def _parse(text: str, context: Context, expect: str) -> Period:
    plain = plain_text(text[:LONGEST])
    found = COMMON.fullmatch(plain)
    if found and expect != "duration":
        return single(work_out(_common(found), context))
    try:
        return Reader(tokens_of(_marked(text, plain)), context, expect or context.basis).period()
    except RecursionError:
        return NONE


_remembered = lru_cache(maxsize=MANY)(_parse)


def _marked(text: str, plain: str) -> str:
    """A mark for the blank before 年度 in an empty form (　　年度). Without blanks, 年月日 is a label."""
    if plain in ("年月", "年月日") and len(text.strip()) == len(plain):
        return ""
    return "\0" + plain if plain.startswith("年度") and text[:1].isspace() else plain


def _common(found: re.Match[str]) -> Point:
    name, number, year, bare, is_fiscal, month, day = found.groups()
    point = Point()
    if bare:
        point.bare, point.digits = 1 if bare == "元" else int(bare), len(bare)
    else:
        point.names.append((era_named(name), 1 if number == "元" else int(number)) if name else (None, int(year)))
    if is_fiscal:
        point.unit = FISCAL
    elif found[0][-1] in "年月日":
        point.unit = CALENDAR
    point.month, point.day = int(month) if month else None, int(day) if day else None
    return point


__all__ = ["Days", "Period", "parse_period"]
