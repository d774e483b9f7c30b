"""Heads of columns and rows: their period and kind of value (現状(令和4年度), H25, 29年度以降, 計画)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from plansheets.extract.reading import Reading
from plansheets.normalize import clean_text, parse_period_sequence, unwrap
from plansheets.normalize.units import is_unit
from plansheets.rules import Lexicon
from plansheets.rules.lexicon import ValueType

YEAR = (
    r"(?:(?:明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHR](?![A-Za-z])|[㍾㍽㍼㍻㋿])\s*(?:元|[0-9]{1,2})|(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])"
    r"(?:\s*[(]\s*(?:平成|令和|[HR])\s*(?:元|[0-9]{1,2})\s*(?:年度?)?\s*[)])?"
    r"|(?<![0-9])(?:元|[0-9]{1,2})(?=\s*年度))\s*(?:年度|年)?"
)
PERIOD = regex.compile(
    rf"{YEAR}(?:\s*[～~\-－―ー–—]\s*(?:{YEAR}|[0-9]{{1,4}}\s*年度?))?\s*(?:以降|以後|～|末|[(](?:{YEAR})[)])?"
)
FIGURE = re.compile("[0-9元]")
BARE_YEAR = regex.compile(r"元|[0-9]{1,2}")
OPEN = regex.compile(r"以降|以後|～\s*$")
DECORATION = regex.compile(r"[()\[\]（）［］〔〕【】\s/／・:：,、｡。\-]|[第の]|[0-9]+年目|[0-9]+年次|年度|予定|時点|末")
PARTS = regex.compile(r"[／/\n()（）]")
STATE = (
    r"未\p{Han}{2,4}|\p{Han}{2,4}(?:済み?|中)|\p{Han}{0,2}開始|策定|改[定訂]|制定|導入|完了|完成|開設|設置"
    r"|公表|締結|移行"
)
"""What stands for a value where nothing is counted."""
VALUED = regex.compile(
    r"(?:(?:約|延べ)?\s*[▲△]?[0-9][0-9,.]*\s*(?!年|月|日|期|次|章|節|.?目)[^\s0-9()（）]{0,6}|" + STATE + r")"
    r"\s*[(（【\[［〔]"
)
"""A number or a state before a bracket; a period in that is the value's: 84.2%(R5), 未策定(R5)."""
MEASURED = regex.compile(r"\s*[)）】\]］〕]?\s*(?P<colon>[:：])?\s*[0-9][0-9,.]*\s*(?P<unit>[^\s0-9()（）]{0,6})")
"""The same behind a period: R5:84.2%."""
LONGEST = 60
"""Characters of a head; a longer text mentions a period and is not named by it."""
MAX_REST = 6
"""Characters that a head may hold beside its period and value words; more make it a sentence."""
BARE_PERIOD = regex.compile(r"(?:元|[0-9]{1,2})\s*(?:年度?)?(?:以降)?")


@dataclass(frozen=True, slots=True)
class Head:
    """A period as a head names it. `fiscal_year_to` is None for an open end; both are None where no year is given."""

    fiscal_year: int | None
    fiscal_year_to: int | None
    is_open_ended: bool
    value_type: str | None


NO_HEAD = Head(None, None, False, None)
"""The head of a column that names neither a period nor a kind of value."""


def value_type(reading: Reading, text: str) -> str | None:
    """The kind of value that a head announces: baseline, plan, actual, target, outlook; None where it says nothing.

    The word that stands for the goal wins over the one for an open end (中間目標／29年度以降 is a target).
    """
    return _value_type(reading.lexicon, text) if len(text) <= LONGEST else None


@lru_cache(maxsize=1 << 13)
def _value_type(lexicon: Lexicon, text: str) -> ValueType | None:
    kinds = [kind for part in PARTS.split(plain_head(text)) if (kind := lexicon.value_type_in(part))]
    return next((kind for kind in kinds if kind != "outlook"), kinds[0] if kinds else None)


@lru_cache(maxsize=1 << 14)
def plain_head(text: str) -> str:
    """A head on one line, cleaned; remembered, for the same heads come on every sheet."""
    return clean_text(unwrap(text))


def find_period(plain: str) -> regex.Match[str] | None:
    """The first period in a cleaned text; none is without a figure, and PERIOD is slow to find that out."""
    return PERIOD.search(plain) if FIGURE.search(plain) else None


@lru_cache(maxsize=1 << 14)
def period_in(text: str) -> str | None:
    """The period that a head is about; None for a text that merely mentions one."""
    if len(text) > LONGEST:
        return None
    plain = plain_head(text)
    found = find_period(plain)
    if not found or _is_value(plain, found.start(), found.end()):
        return None
    rest = DECORATION.sub("", plain[: found.start()] + plain[found.end() :])
    return found[0].strip() if len(rest) <= MAX_REST and "。" not in plain else None


def _is_value(plain: str, start: int, stop: int) -> bool:
    """Is a text with a period in it a value that names its own (84.2%(R5)), and no head?"""
    front = VALUED.match(plain) if start else None
    if front is not None and front.end() <= start:
        return True
    behind = MEASURED.fullmatch(plain, stop)
    return behind is not None and bool(behind["colon"] or is_unit(behind["unit"]))


def read_heads(reading: Reading, texts: Sequence[str]) -> list[Head | None]:
    """A row of heads, each with its period. Era and order of the years come from the row as a whole."""
    found = [period_in(text) for text in texts]
    if (
        sum(f is not None for f in found) < 2
        and all(BARE_YEAR.fullmatch(clean_text(t)) for t in texts)
        and len(texts) > 2
    ):
        found = [clean_text(t) for t in texts]
    named = [f for f in found if f is not None]
    years = _years(reading, named)
    heads: list[Head | None] = []
    at = 0
    for text, period in zip(texts, found, strict=True):
        if period is None:
            heads.append(None)
            continue
        first, last = years[at]
        at += 1
        is_open = OPEN.search(plain_head(text)) is not None
        heads.append(Head(first, None if is_open else last, is_open, value_type(reading, text)))
    return heads if any(h and h.fiscal_year for h in heads) else [None] * len(texts)


def _years(reading: Reading, periods: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """First and last fiscal year of each period."""
    single = [reading.period(p) for p in periods]
    years = [(p.first_fiscal_year, p.last_fiscal_year) for p in single]
    bare = [p for p in periods if BARE_PERIOD.fullmatch(p)]
    if bare and len(periods) > 1:
        sequence = parse_period_sequence(periods, era=reading.era, basis="fiscal")
        if sequence.fiscal_years and len(sequence.fiscal_years) == len(periods):
            return [
                (year, year if last == first or last is None else last)
                for year, (first, last) in zip(sequence.fiscal_years, years, strict=True)
            ]
    return years


def is_period_head(text: str) -> bool:
    """Is the text nothing but a period, perhaps with its kind of value?"""
    return period_in(text) is not None
