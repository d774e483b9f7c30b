"""The words of a printed period: numbers, eras, units, range marks. Everything else is a `word`.

Blanks fall out, since PDF kerning and narrow cells set them anywhere (平成 22 年度, 令和\\n6年度), except between two
numbers, which they part (29 30 31).
"""

import re
from functools import cache
from typing import NamedTuple

from plansheets.normalize.clean import clean_text
from plansheets.normalize.era import ERAS, Era, era_named


class Token(NamedTuple):
    """One word of a period. `value` is the number of `num`; `text` is as printed, in ASCII where there is one."""

    kind: str
    text: str
    value: int


DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "壱": 1, "弐": 2, "参": 3}
TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
KANJI = "".join(DIGITS) + "".join(TENS) + "百"
_NAMES = "|".join(era.name for era in ERAS)
_UNUSUAL = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff\ufe30-\ufe4f\uff61-\uff9f\ufe00-\ufe0f\u3099\U000e0100-\U000e01ef\U0002f800-\U0002fa1f]"
)
_SPACED = re.compile(r"(?<![0-9])[0-9](?: [0-9])+(?![0-9])")
_PARTED = re.compile(r"(?<=[0-9]) +(?=[0-9])")

TOKEN = re.compile(
    rf"""(?P<quarter>(?<![0-9])第?[1-4一二三四](?:(?:[～・、/-]|から|及び|と)第?[1-4一二三四])?・?[四4]半期
    |(?<![0-9A-Za-z])[1-4]Q(?![0-9A-Za-z])|(?<![A-Za-z])Q[1-4](?![0-9]))
  |(?P<half>(?:上半|下半|上|下)期)
  |(?P<weak>(?:前半|後半|前|後)期|前半|後半)
  |(?P<rel>(?<![日基毎])(?:前々|一昨|翌々|次々|前|昨|本|当該?|今|翌|来|同)年度?|(?:現|次)年度|翌(?=[0-9]{{1,2}}月))
  |(?P<era>{_NAMES}|[明大昭平令]\.?(?=[0-9元])|(?<![A-Za-z0-9])[MTSHRhrs]\.?(?=[0-9元]))
  |(?P<fy>(?<![A-Za-z])[Ff][Yy](?:'?(?=[0-9])|(?![A-Za-z])))
  |(?P<num>[0-9]+|(?<![地手根次紀復還身単])元(?=年|$|[)(・～、,/.-]|から)|(?<=[治正和成MTSHRhrs])元
    |[{KANJI}]+(?=[かカヵヶケ箇]?[年月]|日|[～・、()-]|から|$))
  |(?P<dury>年間|[かカヵヶケ箇個]年間?|年半|年以[内上下]|年未満|年計画|年契約|年程度|年余)
  |(?P<durm>[かカヵヶケ箇個]月半?間?)
  |(?P<decade>年代)
  |(?P<nyear>年(?:生|目|次|ごと|毎|おき|に[0-9一]|連続|ぶり|経過|前(?![半期])|後(?![半期])|級|越|あたり|当たり))
  |(?P<nendo>年度) |(?P<nen>年)
  |(?P<other>日間|週間|日目|月目|月間)
  |(?P<month>月) |(?P<day>日)
  |(?P<third>[上中下初]旬)
  |(?P<end>末日?) |(?P<begin>当初(?!予算)|初日|初め|はじめ|初頭)
  |(?P<since>以降|以後|以来) |(?P<before>以前|より前) |(?P<until>(?:まで|迄)に?)
  |(?P<within>中|内)
  |(?P<range>[～-]+|から|より|→|⇒|至)
  |(?P<sep>[、・,/=]|及び|および|並びに|ならびに|と|又は|または)
  |(?P<dot>\.)
  |(?P<open>\() |(?P<close>\)) |(?P<gap>[ ])""",
    re.VERBOSE,
)


@cache
def _table() -> dict[int, str]:
    table = {ord("０") + i: str(i) for i in range(10)}
    table |= {c: chr(c - 0xFEE0) for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    # source and target in turn
    pairs = (
        "（(）)［(］)[(])〔(〕)【(】)「(」)『(』)〈(〉)＜(＞)｛(｝)，,．.／/＝=･・·・｡。､、〜～∼～~～∿～＇'’'⇨→➡→➔→⟶→▶→"
    )
    table |= {ord(source): target for source, target in zip(pairs[::2], pairs[1::2], strict=True)}
    table |= dict.fromkeys(map(ord, "-‐‑‒–—―−－ー─ｰ━﹣⁻"), "-")
    table |= dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"), " ")
    table |= dict.fromkeys(range(0x2000, 0x200B), " ")
    table |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"), "")
    return table | {ord(era.symbol): era.name for era in ERAS} | {ord("◯"): "〇", ord("○"): "〇"}


_TABLE = _table()


def plain_text(text: str) -> str:
    """The text in half-width, blanks taken out. One blank stays between two numbers that it parts."""
    if not text.isascii() or "~" in text or "[" in text or "]" in text:
        if _UNUSUAL.search(text):
            text = clean_text(text)
        text = text.translate(_TABLE)
    if text.isascii() and not text.isprintable():
        text = text.translate(_TABLE)
    if " " not in text:
        return text
    text = _SPACED.sub(lambda match: match[0].replace(" ", ""), text)
    return _PARTED.sub("\0", text).replace(" ", "").replace("\0", " ")


def tokens_of(plain: str) -> list[Token]:
    """The words of a plain text, in order."""
    found: list[Token] = []
    at = 0
    for match in TOKEN.finditer(plain):
        start, end = match.span()
        if start > at:
            found.append(Token("word", plain[at:start], 0))
        kind = match.lastgroup or "word"
        text = match[0]
        found.append(Token(kind, text, number_of(text) if kind == "num" else 0))
        at = end
    if at < len(plain):
        found.append(Token("word", plain[at:], 0))
    return found


def number_of(text: str) -> int:
    """The number of digits, 元 or kanji numerals (二十八, 三〇, 廿); -1 where it is none or no number of a date."""
    if text == "元":
        return 1
    if text.isascii():
        return int(text) if len(text) <= 8 else -1
    if not any(c in TENS or c == "百" for c in text):
        return int("".join(str(DIGITS[c]) for c in text)) if len(text) <= 4 else -1
    return _added_up(text)


def _added_up(text: str) -> int:
    total, digit = 0, None
    for char in text:
        if char in DIGITS:
            if digit is not None:
                return -1
            digit = DIGITS[char]
        else:
            unit = 100 if char == "百" else TENS[char]
            total, digit = total + unit * (1 if digit is None else digit), None
    return total + (digit or 0)


def era_of_token(token: Token) -> Era | None:
    """The era that an `era` token names."""
    return era_named(token.text.rstrip("."))
