"""One quantity inside a number cell: words in front, sign, figure, unit, words behind.

Works on text folded by number_cell.py (ASCII digits and ( ) % / -); `scan_quantity` says where the quantity ends and
leaves what joins two of them (～, →, ・) to the caller.
"""

import re

from plansheets.normalize import number_words as words
from plansheets.normalize.numerals import KANJI_NUMERAL_CHARS, scan_numeral
from plansheets.normalize.quantity import Quantity
from plansheets.normalize.quantity_figure import NUMBER_AHEAD, WHOLE_WORDS, fraction_at, joins, measured_at
from plansheets.normalize.units import PER_WORDS, canonical_unit, scan_unit

SIGN = re.compile(r"(?:(?P<minus>[▲△▼▽\-ー]|マイナス)|(?P<plus>[+]|プラス)|(?P<both>±|\+/-))\s*")
MONEY = re.compile(r"[¥\\]\s*")
RATE_HINT = re.compile("[当あに毎ご対]")
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
AHEAD = re.compile(rf"\s?:?\s?{NUMBER_AHEAD}")


def scan_quantity(text: str, pos: int, *, labels: bool = True) -> tuple[Quantity, int] | None:
    """The quantity that starts at `pos` and its end, or None. `labels` allows a name in front (小学校5校)."""
    found = _from_prefix(text, pos)
    if found is None and labels and (match := LABEL.match(text, pos)):
        label = match["label"]
        if not NO_LABEL.search(label) and not WHOLE_WORDS.match(label) and (found := _from_prefix(text, match.end())):
            found[0].label = label
    return found


def _from_prefix(text: str, pos: int) -> tuple[Quantity, int] | None:
    """A quantity with the words in front of it (約, 延べ, 年) and its end."""
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
    """Sign, currency, figure, unit and the words behind."""
    negative = plus_minus = False
    symbol = ""
    if match := SIGN.match(text, pos):
        negative, plus_minus, symbol = match["minus"] is not None, match["both"] is not None, match[0].strip()
        pos = match.end()
    money = MONEY.match(text, pos)
    if money:
        pos = money.end()
    found = fraction_at(text, pos) or measured_at(text, pos)
    if found is None:
        return None
    quantity, pos = found
    quantity.plus_minus = plus_minus
    if money and quantity.unit is None:
        quantity.unit = quantity.printed_unit = "円"
    if negative:
        quantity.negate()
    return quantity, _behind(quantity, text, pos, symbol)


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
    """Where the period or thing behind a slash ends; `pos` when none stands there."""
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
