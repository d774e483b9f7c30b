"""The patterns of markers: paths 1-(2)-③, ordinals 第３条, signs ①, written markers （１） 1. ア） Ⅱ, bullets ・."""

from dataclasses import dataclass

import regex

from plansheets.normalize.enumerator_counts import is_count
from plansheets.normalize.enumerator_signs import (
    BLANK,
    CLOSE,
    JAPANESE,
    KANJI_NUMBER,
    KATAKANA,
    OPEN,
    ROMAN_ASCII,
    ROMAN_SIGNS,
    SIGN,
    SIGNS,
    value_of,
)

BULLETS = "・･•‣◦∙·‧○〇◯●⚫◎◉◇◆■□▪▫◼◻▶▷►▸➢➣❖☆★▼▽※＊*\uf0b7\uf06c\uf06e\uf0d8\uf0fc\uf075\uf076\uf0a7\uf09f"


@dataclass(frozen=True, slots=True)
class Mark:
    """What one pattern found: the span of the marker in the text, and what it says."""

    style: str
    number: int | None
    start: int
    end: int
    counter: str | None = None
    path: tuple[int, ...] = ()


DASHED = rf"(?:\d{{1,2}}|[{ROMAN_SIGNS}]+|{ROMAN_ASCII}|{SIGN}|{OPEN}{BLANK}*(?:\d{{1,2}}|[{KATAKANA}]){BLANK}*{CLOSE})"
CAPTION = rf"(?=[\s.、:)]|$|{JAPANESE}|[「『【〈(])"
PATHS = (
    ("plain", regex.compile(rf"{OPEN}(?P<p>[1-9]\d?)(?:[-ー](?P<p>[1-9]\d?)){{1,3}}{CLOSE}(?=\s*{JAPANESE})")),
    (
        "plain",
        regex.compile(
            rf"(?P<p>{DASHED})(?:{BLANK}*[-ー]{BLANK}*(?P<p>{DASHED}|[{KATAKANA}](?![ァ-ー])))+(?![\d-]){CAPTION}"
        ),
    ),
    ("dotted", regex.compile(rf"(?P<p>[1-9]\d?)(?:\.(?P<p>[1-9]\d?)){{2,4}}\.?(?![\d.-])(?=\s|{JAPANESE})")),
    ("dotted", regex.compile(rf"(?P<p>[1-9]\d?)\.(?P<p>[1-9]\d?)\.?(?=\s+(?:{JAPANESE}|[「『【]))")),
    (
        "plain",
        regex.compile(
            rf"(?P<p>\d{{1,2}}|[{ROMAN_SIGNS}]+)(?:(?P<p>{OPEN}\d{{1,2}}{CLOSE}|{SIGN}))(?P<p>{SIGN})?"
            rf"(?=\s*(?:{JAPANESE}|[「『【]))"
        ),
    ),
)
NOT_PATH = regex.compile(r"[^\d.-]")
CLOSING = regex.compile(r"[.、:)](?!\d)")


def _path(text: str, at: int) -> Mark | None:
    """A path of numbers: 1-(2)-③, 1.2.3."""
    for style, pattern in PATHS:
        found = pattern.match(text, at)
        if not found:
            continue
        path = tuple(value_of(token) for token in found.captures("p"))
        end = found.end()
        rest = text[end:]
        lone_range = not rest.strip() and len(path) == 2 and found[0].replace("-", "").isdecimal()
        counted = len(path) == 2 and is_count(rest) and not NOT_PATH.search(found[0])
        if None in path or "00" in found[0] or counted or (lone_range and 10 <= (path[0] or 0) < (path[1] or 0)):
            continue
        closing = CLOSING.match(rest)
        numbers = tuple(step for step in path if step is not None)
        return Mark(style, numbers[-1], at, end + (closing.end() if closing else 0), path=numbers)
    return None


ORDINAL_COUNTERS = r"四半期|段階|年次|年度|条|項|号|章|節|款|目|編|篇|部|回|次|期|版|巻|弾|位|種|類|群|号|区分"
ORDINAL = regex.compile(
    rf"第{BLANK}*(?P<n>\d{{1,3}}|{KANJI_NUMBER}|[{ROMAN_SIGNS}])(?:(?P<c>{ORDINAL_COUNTERS})|{BLANK}+(?P<c>[条章節編部回期](?![\p{{Han}}])))(?:の(?P<sub>\d{{1,2}}|{KANJI_NUMBER})(?!\d))?"
)
ORDINAL_BARE = regex.compile(rf"第(?P<n>\d{{1,2}}|{KANJI_NUMBER})(?=\s|$)")
ORDINAL_TH = regex.compile(rf"(?P<n>\d{{1,2}}|{KANJI_NUMBER})(?P<c>番目|つ目|つめ)")
REFERENCE = regex.compile(r"[にをはがでとのや及第]|から|まで|又は|若しくは|各号")
"""What follows 第４条 where the law is cited and the line is no article of its own."""


def _ordinal(text: str, at: int) -> Mark | None:
    """第３条, 第二次, 3つ目."""
    found = ORDINAL.match(text, at) or ORDINAL_BARE.match(text, at) or ORDINAL_TH.match(text, at)
    number = value_of(found["n"]) if found else None
    if not found or number is None:
        return None
    groups = found.groupdict()
    counter, sub = groups.get("c"), groups.get("sub")
    if counter in ("条", "項", "号") and REFERENCE.match(text, found.end()):
        return None
    path = (number, value_of(sub) or 0) if sub else ()
    return Mark("ordinal", number, at, found.end(), counter=counter, path=path)


ENCLOSED = regex.compile(r"(\d{1,2})\u20dd")
"""A digit with the combining enclosing circle."""


def _sign(text: str, at: int) -> Mark | None:
    """A character that is a marker by itself: ①, ⑴, ㊀."""
    if text[at] in SIGNS:
        style, number = SIGNS[text[at]]
        end = at + 1
        # U+FE0E/U+FE0F say how ①is drawn; the dot of `①.` is part of the marker.
        while text[end : end + 1] in ("\ufe0e", "\ufe0f"):
            end += 1
        return Mark(style, number, at, end + (text[end : end + 1] == "." and not text[end + 1 : end + 2].isdecimal()))
    found = ENCLOSED.match(text, at)
    return Mark("circled", int(found[1]), at, found.end()) if found else None


BRACKETED = regex.compile(
    rf"{OPEN}{BLANK}*(?:(?P<parenthesised>\d{{1,3}})|(?P<parenthesised_kanji>{KANJI_NUMBER})|(?P<katakana>[{KATAKANA}])"
    rf"|(?P<roman>[{ROMAN_SIGNS}]+|{ROMAN_ASCII}|(?:i{{1,3}}|i?[vx]|vi{{1,3}}))|(?P<latin>[A-Za-z])){BLANK}*{CLOSE}\.?"
)
CLOSED = regex.compile(
    rf"(?:(?P<parenthesised>\d{{1,3}})|(?P<parenthesised_kanji>{KANJI_NUMBER})|(?P<katakana>[{KATAKANA}])"
    rf"|(?P<roman>[{ROMAN_SIGNS}]+|{ROMAN_ASCII}|(?:i{{1,3}}|i?[vx]|vi{{1,3}}))|(?P<latin>[A-Za-z]))[)〕]"
)
# Without brackets only ア to ソ: a lone ノ or チ before a blank is the end of a word wrapped.
POINTED = regex.compile(
    rf"(?:(?P<dotted>\d{{1,3}}|{KANJI_NUMBER})[.、,:](?!\d)|(?P<katakana>[{KATAKANA[:15]}])[.、:](?![{KATAKANA}][、.\s])"
    rf"|(?P<roman>[{ROMAN_SIGNS}]+|{ROMAN_ASCII}|(?:i{{1,3}}|i?[vx]|vi{{1,3}}))[.、:]"
    rf"|(?P<latin>[A-Za-z])\.(?!\s*[A-Za-z]\.))(?=\s|$|{JAPANESE}|[「『【〈(A-Z])"
)
SPACED = regex.compile(
    rf"(?:(?P<plain>\d{{1,2}}|{KANJI_NUMBER})|(?P<katakana>[{KATAKANA[:15]}])"
    rf"|(?P<roman>{ROMAN_ASCII}|i{{1,3}}|iv|vi{{1,3}}|ix))"
    rf"{BLANK}+(?={JAPANESE}|[「『【〈]|[A-Z]{{2}})(?!{JAPANESE}{BLANK}+{JAPANESE}(?:{BLANK}|$))"
)
ROMAN_SIGN = regex.compile(
    rf"(?P<roman>[{ROMAN_SIGNS}]+)(?![A-Za-z]|[期類種型度群相]|世代)(?=\s|$|{JAPANESE}|[「『【〈])"
)


BARE_NUMBER = regex.compile(r"\s*[\d.,]+\s*")
"""`1. 5` is a decimal with a blank in it."""


def _written(text: str, at: int) -> Mark | None:
    """A marker of digits or letters with brackets, a dot or a blank."""
    for pattern in (BRACKETED, CLOSED, POINTED, SPACED, ROMAN_SIGN):
        found = pattern.match(text, at)
        if not found:
            continue
        style, token = next((name, token) for name, token in found.groupdict().items() if token)
        number = ord(token.upper()) - ord("A") + 1 if style == "latin" else value_of(token)
        rest = text[found.end() :]
        if (
            number is None
            or (style == "plain" and (number == 0 or is_count(rest)))
            or (len(token) > 2 and is_count(rest))
            or BARE_NUMBER.fullmatch(rest)
        ):
            continue
        end = found.start() + len(found[0].rstrip())
        return Mark(style, number, at, end)
    return None


BULLET = regex.compile(rf"(?:[{regex.escape(BULLETS)}](?![・･…○〇◯●])(?!\s*$)|-(?!\s*[\d→>\-=⇒]|\s*$))(?=\s|[^\s])")
PLACEHOLDER = regex.compile(r"[○〇◯●](?:[年月日人名件回円%％時分]|か所|ヶ所|箇所|市(?![民内]))")
"""○年○月, ○人, ○市: a circle that stands for a value to be filled in."""


def _bullet(text: str, at: int) -> Mark | None:
    """A bullet before a text; no circle that stands for a value."""
    found = BULLET.match(text, at)
    return Mark("bullet", None, at, found.end()) if found and not PLACEHOLDER.match(text, at) else None


READERS = (_path, _ordinal, _sign, _written, _bullet)


def mark_at(text: str, at: int) -> Mark | None:
    """The marker that starts at an offset of a folded text."""
    return next((mark for mark in (reader(text, at) for reader in READERS) if mark), None)
