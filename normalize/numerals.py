"""Japanese numerals: 1,234 / 二十八 / 二八 / 二五、〇〇〇 / 3億5千万 / 35百万 to an exact number.

A numeral is read where it stands (`scan_numeral(text, pos)`); what follows it (a unit, a range mark) is left to the
caller. Input is width-folded: ASCII digits, comma and full stop. Arithmetic is on integers and divides once at the
end, so 2.3億 is 230000000 and not 229999999.99999997.

Source: 大字 and digit values from the Unicode `kNumeric` properties; 百五 = 105 (Japanese, not the Chinese 150).
"""

import re
from dataclasses import dataclass
from fractions import Fraction

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "壱": 1, "弐": 2, "参": 3, "两": 2}
SMALL = {"十": 10, "拾": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "萬": 10**4, "億": 10**8, "兆": 10**12}
SCALE = "".join(SMALL) + "".join(BIG)
KANJI = "".join(DIGITS)
KANJI_NUMERAL_CHARS = KANJI + SCALE
"""Every kanji that may be part of a numeral, for callers that look at a neighbour."""

CHUNK = re.compile(
    r"(?P<ascii>(?:[0-9]{1,3}(?:[,、] ?[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)"
    rf"|(?P<kanji>[{KANJI}]{{1,3}}(?:[、,][{KANJI}]{{3}})+(?![{KANJI}])|[{KANJI}]+)"
    rf"|(?P<scale>[{SCALE}]+)"
)
KANJI_POINT = re.compile(rf"・([{KANJI}]+)(?![{KANJI}{SCALE}])")
TO_ASCII = str.maketrans({c: str(v) for c, v in DIGITS.items()} | {",": "", "、": "", " ": ""})
MAX_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeral: its value, where it ends, and its printed form when that is one number and one scale word.

    1,234千 has value 1234000, printed 1234, scale "千"; 3億5千万 has printed 350000000 and scale "". `kanji` is true
    when no ASCII digit was read.
    """

    value: float
    end: int
    printed: float
    scale: str
    kanji: bool


def as_number(value: Fraction | int) -> float:
    """The exact value as int when whole, else as the nearest float."""
    if isinstance(value, int):
        return value
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def scan_numeral(text: str, pos: int = 0) -> Numeral | None:
    """The numeral that starts exactly at `pos`, as long as it goes; None when none starts there."""
    tokens: list[tuple[Fraction | int | None, str]] = []
    end, kanji, scanning = pos, True, True
    while scanning and (match := CHUNK.match(text, end)):
        kind = match.lastgroup
        if kind == "scale":
            tokens.append((None, match[0]))
        else:
            if tokens and tokens[-1][0] is not None:
                break
            if len(match[0]) > MAX_DIGITS:
                return None
            number = _plain(match[0])
            if kind == "ascii":
                kanji = False
            elif point := KANJI_POINT.match(text, match.end()):
                digits = point[1].translate(TO_ASCII)
                number = _plain(f"{number}.{digits}")
                tokens.append((number, ""))
                end = point.end()
                continue
            tokens.append((number, ""))
        end = match.end()
    return _numeral(tokens, end, kanji) if tokens else None


def _numeral(tokens: list[tuple[Fraction | int | None, str]], end: int, kanji: bool) -> Numeral | None:
    """The numeral that the tokens make."""
    first = tokens[0][0]
    if first is not None and len(tokens) == 1:
        value = as_number(first)
        return Numeral(value, end, value, "", kanji)
    total = _compound(tokens)
    if total is None:
        return None
    value = as_number(total)
    if first is not None and len(tokens) == 2 and not kanji:
        return Numeral(value, end, as_number(first), tokens[1][1], kanji)
    return Numeral(value, end, value, "", kanji)


def _plain(digits: str) -> Fraction | int:
    """The number of a run of digits."""
    digits = digits.translate(TO_ASCII)
    whole, _, decimals = digits.partition(".")
    if not decimals:
        return int(whole)
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def _compound(tokens: list[tuple[Fraction | int | None, str]]) -> Fraction | int | None:
    """Sum of (digits × small scale) sections, each closed by 万, 億 or 兆; None when 万…億 do not fall."""
    total: Fraction | int = 0
    section: Fraction | int = 0
    current: Fraction | int | None = None
    last_big = 10**16
    for number, scale in tokens:
        if number is not None:
            current = number
            continue
        for char in scale:
            if char in SMALL:
                section += (1 if current is None else current) * SMALL[char]
            else:
                big = BIG[char]
                if big >= last_big:
                    return None
                section += current or 0
                total += (1 if section == 0 and current is None else section) * big
                section, last_big = 0, big
            current = None
    return total + section + (current or 0)
