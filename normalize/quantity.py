"""One quantity inside a number cell: words in front, sign, numeral or fraction, unit, words behind.

Works on text folded by number.py (ASCII digits and ( ) % / -); `scan_quantity` says where the quantity ends and leaves
what joins two of them (～, →, ・) to the caller.
"""

import re
from dataclasses import dataclass, field
from fractions import Fraction

from plansheets.normalize import number_words as words
from plansheets.normalize.numerals import KANJI_NUMERAL_CHARS, Numeral, as_number, scan_numeral
from plansheets.normalize.units import (
    NOT_A_QUANTITY,
    PER_WORDS,
    TIME_UNITS,
    canonical_unit,
    heading_unit,
    scan_other_unit,
    scan_unit,
    unit_factor,
)

SIGN = re.compile(r"(?:(?P<minus>[▲△▼▽\-ー]|マイナス)|(?P<plus>[+]|プラス)|(?P<both>±|\+/-))\s*")
MONEY = re.compile(r"[¥\\]\s*")
VULGAR_DIGITS = (
    "12",
    "13",
    "23",
    "14",
    "34",
    "15",
    "25",
    "35",
    "45",
    "16",
    "56",
    "17",
    "18",
    "38",
    "58",
    "78",
    "19",
    "1A",
)
VULGAR = dict(zip("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒", VULGAR_DIGITS, strict=True))
FRACTION_HINT = re.compile(r"[/⁄½⅓⅔¼¾⅕-⅞⅐-⅒]|分の")
RATE_HINT = re.compile("[当あに毎ご対]")
SLASH = re.compile(r"\s?[/⁄]\s?(?=[0-9])")
MIXED = re.compile(r"([0-9]+)[ と]\s?([0-9]+)[/⁄]([0-9]+)(?![0-9/])")
NUMBER_AHEAD = rf"(?:[▲△▼▽\-ー+±約¥]?\s?[0-9]|[約延]?[{KANJI_NUMERAL_CHARS}])"
PER_FRONT = re.compile(
    rf"({'|'.join(sorted(PER_WORDS, key=len, reverse=True))})"
    r"(?:ごとに|毎に|につき|に|で|あたり|当たり|当り|平均)?[:\s]?"
    rf"(?={NUMBER_AHEAD}|延べ|およそ|おおむね|平均|概ね|最大|最低|のべ|少なくとも)"
)
RATE_WORD = re.compile(r"\s?(?:当たり|あたり|当り|につき|毎に|ごとに|に対し|対|に(?=[約0-9]))(?:の)?[:、\s]?")
LABEL = re.compile(
    r"(?P<label>(?!第)(?:[\u4e00-\u9fff々ァ-ヺー・A-Za-z]|[ぁ-んと](?<![をにはがでへとの])){1,14}?)(?:数は|は)?\s?[:\s]?\s?"
    rf"(?={NUMBER_AHEAD.replace(f'[{KANJI_NUMERAL_CHARS}]', '[0-9]')}|延べ|第[0-9]+位|年間?[0-9]|月[0-9]|週[0-9])"
)
NO_LABEL = re.compile(
    r"(?:第|令和|平成|昭和|大正|明治|西暦|午前|午後|国道|県道|市道|町道|都道|号|条例|法|様式|別表|別紙|表|図|問|築|電話|内線|番号|次|"
    r"約款|ver|Ver|VER|No|NO|年度|[A-Za-z])$",
)
PER_BEHIND = re.compile(r"\s?/\s?(?=[^0-9/\s(])")
PER_OTHER = re.compile(r"[\u4e00-\u9fffァ-ヺー]{1,6}(?:・[\u4e00-\u9fff]{1,3})?|[A-Za-z]{1,3}[0-9²]?")
PER_SPAN = re.compile(
    r"\s?/\s?([0-9]+(?:年|日|週間|週|か月|ヶ月|カ月|時間)間?|(?:人口)?[0-9,]*[十百千万億]+(?:人|世帯|件|円))(?![0-9])"
)
RANK = re.compile(rf"第(?=[0-9{KANJI_NUMERAL_CHARS}]{{1,4}} ?位)")
"""第3位 is a rank, and the one ordinal that is a figure."""
HALF = re.compile(r"半(?![ばぁ-ん一-鿿])")
WHOLE_WORDS = re.compile(
    r"(?:一部|十分|一時(?!間)|一定|一方|一環|一体|一般|一括|一律|一切|万全|千葉|百貨|一層|一本化|一元|一次|二次|三次|一斉)"
)
WORD_CHAR = re.compile(r"[\u4e00-\u9fff々ァ-ヺぁ-ゖA-Za-z](?<!と)")


@dataclass(slots=True)
class Quantity:
    """One quantity while it is being read; `value` in base units, `printed` and `printed_unit` as they stand."""

    value: float
    printed: float
    unit: str | None = None
    printed_unit: str | None = None
    qualifiers: list[str] = field(default_factory=list)
    label: str | None = None
    per: str | None = None
    note: str | None = None
    numerator: float | None = None
    denominator: float | None = None
    scaled: bool = False
    plus_minus: bool = False
    target_mark: bool = False
    down: bool = False

    @property
    def bare(self) -> bool:
        """Neither unit nor scale word of its own: a heading's unit, or the next number's, applies."""
        return self.unit is None and not self.scaled and self.numerator is None

    @property
    def signed_value(self) -> float:
        """The value, below zero when a word behind it says so (5%減)."""
        return -self.value if self.down and self.value > 0 else self.value

    def multiply(self, factor: float) -> None:
        """Scale the value by a heading's or a neighbour's scale word; exact for decimals such as 2.3 × 10**8."""
        self.value = exact_product(self.value, factor)

    def borrow_unit(self, other: "Quantity") -> None:
        """A bare figure takes the unit and scale word of the one in front of it (5千円～10)."""
        if self.bare and other.printed_unit is not None and other.unit is not None:
            self.multiply(heading_unit(other.printed_unit).scale)
            self.unit, self.printed_unit = other.unit, other.printed_unit

    def negate(self) -> None:
        """Turn the sign of the value, the printed number and the numerator."""
        self.value, self.printed = -self.value, -self.printed
        if self.numerator is not None:
            self.numerator = -self.numerator


def exact_product(value: float, factor: float) -> float:
    """value × factor rounded once from the decimal the value was printed as."""
    if factor == 1:
        return value
    return as_number(Fraction(repr(value)) * Fraction(repr(factor)))


def scan_quantity(text: str, pos: int, *, labels: bool = True) -> tuple[Quantity, int] | None:
    """The quantity that starts at `pos` and its end, or None. `labels` allows a name in front (小学校5校)."""
    found = _from_prefix(text, pos)
    if found is None and labels and (match := LABEL.match(text, pos)):
        label = match["label"]
        if not NO_LABEL.search(label) and not WHOLE_WORDS.match(label) and (found := _from_prefix(text, match.end())):
            found[0].label = label
    return found


def _from_prefix(text: str, pos: int) -> tuple[Quantity, int] | None:
    qualifiers: list[str] = []
    per: str | None = None
    while True:
        if match := words.LEADING.match(text, pos):
            if name := words.QUALIFIERS.get(match["word"]):
                qualifiers.append(name)
        elif match := PER_FRONT.match(text, pos):
            per = PER_WORDS[match[1]]
        elif match := RANK.match(text, pos):
            pass
        else:
            break
        pos = match.end()
    found = _rate(text, pos) or _amount(text, pos)
    if found is None:
        return None
    quantity, pos = found
    quantity.qualifiers = [*qualifiers, *quantity.qualifiers]
    quantity.per = quantity.per or per
    return quantity, pos


def _rate(text: str, pos: int) -> tuple[Quantity, int] | None:
    """1人当たり3㎡, 人口10万人対18.5人, 2か月に1回: the base becomes `per`, without a leading 1."""
    if RATE_HINT.search(text, pos) is None:
        return None
    start = pos
    if text.startswith("人口", pos):
        pos += 2
    numeral = scan_numeral(text, pos)
    if numeral is None:
        return None
    end = scan_unit(text, numeral.end)
    match = RATE_WORD.match(text, end)
    # 人口10万対 names its unit in front; any other base needs one behind (10人に1人).
    if match is None or (end == numeral.end and start == pos):
        return None
    found = _from_prefix(text, match.end())
    if found is None:
        return None
    unit = canonical_unit(text[numeral.end : end])
    single = numeral.value == 1 and start == pos
    found[0].per = PER_WORDS.get(unit, unit) if single else text[start:end]
    return found


def _amount(text: str, pos: int) -> tuple[Quantity, int] | None:
    negative = plus_minus = False
    symbol = ""
    if match := SIGN.match(text, pos):
        negative, plus_minus, symbol = match["minus"] is not None, match["both"] is not None, match[0].strip()
        pos = match.end()
    money = MONEY.match(text, pos)
    if money:
        pos = money.end()
    found = _fraction(text, pos) or _measured(text, pos)
    if found is None:
        return None
    quantity, pos = found
    quantity.plus_minus = plus_minus
    if money and quantity.unit is None:
        quantity.unit = quantity.printed_unit = "円"
    if negative:
        quantity.negate()
    return quantity, _behind(quantity, text, pos, symbol)


def _fraction(text: str, pos: int) -> tuple[Quantity, int] | None:
    """1/2, ½, 1½, 4分の3 and 三分の二: numerator and denominator, the value divided."""
    if FRACTION_HINT.search(text, pos) is None:
        return None
    if (digits := VULGAR.get(text[pos : pos + 1])) is not None:
        return _with_unit(_ratio(int(digits[0], 16), int(digits[1], 16)), text, pos + 1)
    if match := MIXED.match(text, pos):
        top, bottom = int(match[2]), int(match[3])
        return (_ratio(int(match[1]) * bottom + top, bottom), match.end()) if top < bottom else None
    first = scan_numeral(text, pos)
    if first is None:
        return None
    if (digits := VULGAR.get(text[first.end : first.end + 1])) is not None and isinstance(first.value, int):
        top, bottom = int(digits[0], 16), int(digits[1], 16)
        return _with_unit(_ratio(first.value * bottom + top, bottom), text, first.end + 1)
    if text.startswith("分の", first.end) and (second := scan_numeral(text, first.end + 2)):
        return _ratio(second.value, first.value), second.end
    if (match := SLASH.match(text, first.end)) and (second := scan_numeral(text, match.end())):
        end = scan_unit(text, second.end)
        if text[end : end + 1] != "/" and canonical_unit(text[second.end : end]) not in TIME_UNITS:
            return _ratio(first.value, second.value), end
    return None


def _ratio(top: float, bottom: float) -> Quantity:
    value = as_number(Fraction(repr(top)) / Fraction(repr(bottom))) if bottom else 0
    return Quantity(value, value, numerator=top, denominator=bottom)


def _with_unit(ratio: Quantity, text: str, pos: int) -> tuple[Quantity, int]:
    """A ratio and the unit behind it (1½倍), and where that ends."""
    end = scan_unit(text, pos)
    if end > pos:
        ratio.printed_unit = text[pos:end]
        ratio.unit = canonical_unit(ratio.printed_unit)
    return ratio, end


def _measured(text: str, pos: int) -> tuple[Quantity, int] | None:
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


def _behind(quantity: Quantity, text: str, pos: int, symbol: str) -> int:
    """Read what follows the unit: /年, 以上, 程度, 減, 見込み, 開催; gives the end."""
    while pos < len(text):
        if match := PER_SPAN.match(text, pos) if quantity.unit else None:
            quantity.per, pos = match[1], match.end()
        elif (match := PER_BEHIND.match(text, pos)) and (end := _per_end(text, match.end())) > match.end():
            thing = canonical_unit(text[match.end() : end])
            quantity.per, pos = PER_WORDS.get(thing, thing), end
        elif (match := words.TRAILING.match(text, pos)) and not _leads_on(text, pos, match.end()):
            name = words.SUFFIXES[match[0].strip()]
            pos = match.end()
            if name == "down":
                quantity.down = True
            elif name and name != "up":
                quantity.qualifiers.append(name)
            if symbol in {"△", "▲"} and name == "at_most" and match[0].strip() == "以内":
                # △10%以内 is a tolerance in both directions, not a number below zero.
                quantity.plus_minus = True
        elif quantity.unit and (match := words.VERBAL_TAIL.match(text, pos)) and not _leads_on(text, pos, match.end()):
            quantity.note, pos = (quantity.note or "") + match[1], match.end()
        elif text[pos] in "にへ":
            quantity.target_mark, pos = True, pos + 1
        else:
            break
    return pos


def _per_end(text: str, pos: int) -> int:
    for end in range(min(len(text), pos + 4), pos, -1):
        if text[pos:end] in PER_WORDS:
            return end
    end = scan_unit(text, pos)
    if end > pos and text[end : end + 1] != "・":
        return end
    match = PER_OTHER.match(text, pos)
    return match.end() if match else pos


def _leads_on(text: str, pos: int, end: int) -> bool:
    """Whether the word text[pos:end] belongs to a next number: から10人, or 実績 in 目標 100人 実績 95人."""
    return joins(text, pos) or (text[pos] == " " and AHEAD.match(text, end) is not None)


AHEAD = re.compile(rf"\s?:?\s?{NUMBER_AHEAD}")
JOIN = re.compile(rf"\s*(?:から|より|と|中|の?うち)\s?(?={NUMBER_AHEAD})")


def joins(text: str, pos: int) -> bool:
    """Whether the word at `pos` (から, 中, うち) leads on to another number and is no suffix."""
    return JOIN.match(text, pos) is not None
