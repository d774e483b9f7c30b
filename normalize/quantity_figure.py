"""The figure of a quantity: a numeral or fraction with its unit, as it stands at a place in a folded text."""

import re
import unicodedata
from fractions import Fraction

from plansheets.normalize import number_words as words
from plansheets.normalize.numerals import KANJI_NUMERAL_CHARS, Numeral, as_number, scan_numeral
from plansheets.normalize.quantity import Quantity
from plansheets.normalize.units import (
    NOT_A_QUANTITY,
    TIME_UNITS,
    canonical_unit,
    scan_other_unit,
    scan_unit,
    unit_factor,
)

VULGAR = {char: Fraction(unicodedata.numeric(char)).limit_denominator(10) for char in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"}
FRACTION_HINT = re.compile(r"[/⁄½⅓⅔¼¾⅕-⅞⅐-⅒]|分の")
SLASH = re.compile(r"\s?[/⁄]\s?(?=[0-9])")
MIXED = re.compile(r"([0-9]+)[ と]\s?([0-9]+)[/⁄]([0-9]+)(?![0-9/])")
NUMBER_AHEAD = rf"(?:[▲△▼▽\-ー+±約¥]?\s?[0-9]|[約延]?[{KANJI_NUMERAL_CHARS}])"
HALF = re.compile(r"半(?![ばぁ-ん一-鿿])")
WHOLE_WORDS = re.compile(
    r"(?:一部|十分|一時(?!間)|一定|一方|一環|一体|一般|一括|一律|一切|万全|千葉|百貨|一層|一本化|一元|一次|二次|三次|一斉)"
)
WORD_CHAR = re.compile(r"[\u4e00-\u9fff々ァ-ヺぁ-ゖA-Za-z](?<!と)")
JOIN = re.compile(rf"\s*(?:から|より|と|中|の?うち)\s?(?={NUMBER_AHEAD})")


def fraction_at(text: str, pos: int) -> tuple[Quantity, int] | None:
    """1/2, ½, 1½, 4分の3 and 三分の二: numerator and denominator, the value divided."""
    if FRACTION_HINT.search(text, pos) is None:
        return None
    if (part := VULGAR.get(text[pos : pos + 1])) is not None:
        return _with_unit(_ratio(part.numerator, part.denominator), text, pos + 1)
    if match := MIXED.match(text, pos):
        top, bottom = int(match[2]), int(match[3])
        return (_ratio(int(match[1]) * bottom + top, bottom), match.end()) if top < bottom else None
    first = scan_numeral(text, pos)
    if first is None:
        return None
    if (part := VULGAR.get(text[first.end : first.end + 1])) is not None and isinstance(first.value, int):
        whole = first.value * part.denominator
        return _with_unit(_ratio(whole + part.numerator, part.denominator), text, first.end + 1)
    if text.startswith("分の", first.end) and (second := scan_numeral(text, first.end + 2)):
        return _ratio(second.value, first.value), second.end
    if (match := SLASH.match(text, first.end)) and (second := scan_numeral(text, match.end())):
        end = scan_unit(text, second.end)
        if text[end : end + 1] != "/" and canonical_unit(text[second.end : end]) not in TIME_UNITS:
            return _ratio(first.value, second.value), end
    return None


def _ratio(top: float, bottom: float) -> Quantity:
    """top / bottom as a quantity; 0 where the denominator is 0."""
    value = as_number(Fraction(repr(top)) / Fraction(repr(bottom))) if bottom else 0
    return Quantity(value, value, numerator=top, denominator=bottom)


def _with_unit(ratio: Quantity, text: str, pos: int) -> tuple[Quantity, int]:
    """A ratio and the unit behind it (1½倍), and where that ends."""
    end = scan_unit(text, pos)
    if end > pos:
        ratio.printed_unit = text[pos:end]
        ratio.unit = canonical_unit(ratio.printed_unit)
    return ratio, end


def measured_at(text: str, pos: int) -> tuple[Quantity, int] | None:
    """A numeral and its unit at a place and where they end; None for a name or a date."""
    numeral = scan_numeral(text, pos)
    if numeral is None or (numeral.kanji and WHOLE_WORDS.match(text, pos)):
        return None
    pos = numeral.end
    extra = text[pos : pos + 1] == "余"
    unit_start = pos + 1 if extra else pos
    if text[unit_start : unit_start + 1] == " ":
        unit_start += 1
    end = _unit_end(text, unit_start, numeral)
    if end is None:
        return None
    quantity = Quantity(numeral.value, numeral.printed, scaled=bool(numeral.scale))
    # A compound (3億5千万) or a kanji numeral names its own magnitude: a heading's 千円 must not multiply it again.
    quantity.scaled = quantity.scaled or any(char in "十百千万億兆" for char in text[pos - 1 : pos]) or numeral.kanji
    if end > unit_start:
        printed = text[unit_start:end]
        quantity.unit = canonical_unit(printed)
        quantity.printed_unit = numeral.scale + printed
        quantity.multiply(unit_factor(printed))
        pos = end
        if quantity.unit in TIME_UNITS and (half := HALF.match(text, pos)):
            quantity.value, quantity.printed, pos = quantity.value + 0.5, quantity.printed + 0.5, half.end()
    else:
        quantity.printed_unit = numeral.scale or None
        pos = pos + 1 if extra else pos
    if extra:
        quantity.qualifiers.append("approx")
    return quantity, pos


def _unit_end(text: str, pos: int, numeral: Numeral) -> int | None:
    """Where the unit ends (`pos` when there is none); None when the number is a name or a date (3年度, 4月)."""
    end = scan_unit(text, pos)
    if any(text[pos:stop] in NOT_A_QUANTITY for stop in range(max(end, pos + 1), min(len(text), pos + 5) + 1)):
        return None
    if end > pos:
        is_year = text[pos:end] == "年" and 1868 <= numeral.value < 2100 and isinstance(numeral.value, int)
        return None if is_year else end
    if words.TRAILING.match(text, pos) or joins(text, pos):
        return pos
    if numeral.kanji:
        # 三重, 参加: a kanji numeral that runs on into a word is part of the word.
        return None if WORD_CHAR.match(text, pos) else pos
    return scan_other_unit(text, pos)


def joins(text: str, pos: int) -> bool:
    """Whether the word at `pos` (から, 中, うち) leads on to another number and is no suffix."""
    return JOIN.match(text, pos) is not None
