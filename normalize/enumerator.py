"""The marker a line starts with: ① （１） 1. ア） 第３条 1-(2)-③ ・, and the list written inline."""

import unicodedata
from dataclasses import dataclass

import regex

from plansheets.normalize.enumerator_counts import is_count

BLANK = r"[^\S\n]"
OPEN, CLOSE = r"[(\[【〔〈《<｟]", r"[)\]】〕〉》>｠]"
JAPANESE = r"[\p{Han}\p{Hiragana}\p{Katakana}ー々〇]"
KANJI_DIGITS = "〇一二三四五六七八九"
KANJI_NUMBER = r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
HALF_KATAKANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
ROMAN_SIGNS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
BULLETS = "・･•‣◦∙·‧○〇◯●⚫◎◉◇◆■□▪▫◼◻▶▷►▸➢➣❖☆★▼▽※＊*\uf0b7\uf06c\uf06e\uf0d8\uf0fc\uf075\uf076\uf0a7\uf09f"

# One character for one, so that offsets in the folded text are offsets in the input.
FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
FOLD |= {ord(dash): "-" for dash in "‐‑‒–—―−－"}
FOLD |= dict(zip(map(ord, "⼀⼆⼋⼗⟨⟩"), "一二八十<>", strict=True))
FOLD |= dict(zip(map(ord, HALF_KATAKANA), KATAKANA, strict=True))
FOLD |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), " ")

SIGN_STYLES = (
    ("NEGATIVE CIRCLED", "negative_circled"),
    ("DINGBAT NEGATIVE CIRCLED", "negative_circled"),
    ("DOUBLE CIRCLED", "double_circled"),
    ("CIRCLED", "circled"),
    ("DINGBAT CIRCLED", "circled"),
    ("PARENTHESIZED IDEOGRAPH", "parenthesised_kanji"),
    ("PARENTHESIZED", "parenthesised"),
    ("DIGIT", "dotted"),
    ("NUMBER", "dotted"),
)
SIGN_BLOCKS = ((0x2460, 0x2500), (0x2776, 0x2794), (0x3220, 0x322A), (0x3248, 0x3260), (0x3280, 0x328A))
SIGN_BLOCKS += ((0x32B1, 0x32C0), (0x32D0, 0x32FF), (0x1F100, 0x1F10D))


def _signs() -> dict[str, tuple[str, int]]:
    """Every character that is a marker by itself, with its style and number (Unicode names and numeric values)."""
    found = {}
    for char in (chr(code) for block in SIGN_BLOCKS for code in range(*block)):
        name, number = unicodedata.name(char, ""), unicodedata.numeric(char, None)
        if name.startswith("CIRCLED KATAKANA"):
            base = unicodedata.normalize("NFKC", char)
            if base in KATAKANA:
                found[char] = ("katakana", KATAKANA.index(base) + 1)
        elif name.startswith(("PARENTHESIZED LATIN", "CIRCLED LATIN")):
            found[char] = ("latin", ord(name[-1]) - ord("A") + 1)
        elif number is not None:
            style = next((style for start, style in SIGN_STYLES if name.startswith(start)), None)
            if style:
                found[char] = (style, int(number))
    return found


SIGNS = _signs()
SIGN = "[" + "".join(SIGNS) + "]"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an inline list; `start`, `end` are the offsets of its text in the input."""

    number: int | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Enumerator:
    """The leading marker of a text. `rest_start` is the offset in the input where `rest` begins, 0 without a marker.

    `number` is the position (ア = 1); of a path it is the last step. `counter` is the 条 of 第１条.
    """

    style: str | None
    number: int | None
    rest: str
    marker: str | None = None
    rest_start: int = 0
    counter: str | None = None
    path: tuple[int, ...] = ()
    items: tuple[Item, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The keys of the normalize cases."""
        return {
            "style": self.style,
            "number": self.number,
            "rest": self.rest,
            "marker": self.marker,
            "rest_start": self.rest_start,
            "counter": self.counter,
            "path": list(self.path),
            "items": [{"number": item.number, "text": item.text} for item in self.items],
        }


@dataclass(frozen=True, slots=True)
class Mark:
    """What one pattern found: the span of the marker in the text, and what it says."""

    style: str
    number: int | None
    start: int
    end: int
    counter: str | None = None
    path: tuple[int, ...] = ()


ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
ROMAN_ASCII = r"(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})"
ROMAN_FORM = regex.compile(ROMAN_ASCII)


def _roman(text: str) -> int | None:
    """The value of a roman numeral up to 39 in letters or U+2160 signs; None when it is not well formed."""
    letters = unicodedata.normalize("NFKC", text).upper()
    if len(text) > 1 and text[0] in ROMAN_SIGNS and text[0] not in "Ⅹⅹ":
        return None
    if not ROMAN_FORM.fullmatch(letters):
        return None
    values = [ROMAN_VALUES[letter] for letter in letters]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def _value(token: str) -> int | None:
    """The number a bare or bracketed token stands for: 12, 三, Ⅱ, ア, ③, (2)."""
    token = regex.sub(rf"^{OPEN}|{CLOSE}$", "", token).strip()
    if token in SIGNS:
        return SIGNS[token][1]
    if token.isascii() and token.isdecimal():
        return int(token)
    if regex.fullmatch(KANJI_NUMBER, token):
        tens, ten, ones = token.rpartition("十")
        return (KANJI_DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (KANJI_DIGITS.index(ones) if ones else 0)
    if len(token) == 1 and token in KATAKANA:
        return KATAKANA.index(token) + 1
    return _roman(token)


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


def _path(text: str, at: int) -> Mark | None:
    for style, pattern in PATHS:
        found = pattern.match(text, at)
        if not found:
            continue
        path = tuple(_value(token) for token in found.captures("p"))
        end = found.end()
        rest = text[end:]
        lone_range = not rest.strip() and len(path) == 2 and found[0].replace("-", "").isdecimal()
        counted = len(path) == 2 and is_count(rest) and not regex.search(r"[^\d.-]", found[0])
        if None in path or "00" in found[0] or counted or (lone_range and 10 <= (path[0] or 0) < (path[1] or 0)):
            continue
        closing = regex.match(r"[.、:)](?!\d)", rest)
        numbers = tuple(step for step in path if step is not None)
        return Mark(style, numbers[-1], at, end + (closing.end() if closing else 0), path=numbers)
    return None


ORDINAL_COUNTERS = r"四半期|段階|年次|年度|条|項|号|章|節|款|目|編|篇|部|回|次|期|版|巻|弾|位|種|類|群|号|区分"
ORDINAL = regex.compile(
    rf"第{BLANK}*(?P<n>\d{{1,3}}|{KANJI_NUMBER})(?:(?P<c>{ORDINAL_COUNTERS})|{BLANK}+(?P<c>[条章節編部回期](?![\p{{Han}}])))(?:の(?P<sub>\d{{1,2}}|{KANJI_NUMBER})(?!\d))?"
)
ORDINAL_BARE = regex.compile(rf"第(?P<n>\d{{1,2}}|{KANJI_NUMBER})(?=\s|$)")
ORDINAL_TH = regex.compile(rf"(?P<n>\d{{1,2}}|{KANJI_NUMBER})(?P<c>番目|つ目|つめ)")
REFERENCE = regex.compile(r"[にをはがでとのや及第]|から|まで|又は|若しくは|各号")
"""What follows 第４条 where the law is cited and the line is no article of its own."""


def _ordinal(text: str, at: int) -> Mark | None:
    found = ORDINAL.match(text, at) or ORDINAL_BARE.match(text, at) or ORDINAL_TH.match(text, at)
    number = _value(found["n"]) if found else None
    if not found or number is None:
        return None
    groups = found.groupdict()
    counter, sub = groups.get("c"), groups.get("sub")
    if counter in ("条", "項", "号") and REFERENCE.match(text, found.end()):
        return None
    path = (number, _value(sub) or 0) if sub else ()
    return Mark("ordinal", number, at, found.end(), counter=counter, path=path)


ENCLOSED = regex.compile(r"(\d{1,2})\u20dd")
"""A digit with the combining enclosing circle."""


def _sign(text: str, at: int) -> Mark | None:
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
POINTED = regex.compile(
    rf"(?:(?P<dotted>\d{{1,3}}|{KANJI_NUMBER})[.、,:](?!\d)|(?P<katakana>[{KATAKANA}])[.、:](?![{KATAKANA}][、.\s])"
    rf"|(?P<roman>[{ROMAN_SIGNS}]+|{ROMAN_ASCII}|(?:i{{1,3}}|i?[vx]|vi{{1,3}}))[.、:]"
    rf"|(?P<latin>[A-Za-z])\.(?!\s*[A-Za-z]\.))(?=\s|$|{JAPANESE}|[「『【〈(A-Z])"
)
SPACED = regex.compile(
    rf"(?:(?P<plain>\d{{1,2}}|{KANJI_NUMBER})|(?P<katakana>[{KATAKANA}])"
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
        number = ord(token.upper()) - ord("A") + 1 if style == "latin" else _value(token)
        rest = text[found.end() :]
        if (
            number is None
            or (pattern is SPACED and (number == 0 or is_count(rest)))
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
    found = BULLET.match(text, at)
    return Mark("bullet", None, at, found.end()) if found and not PLACEHOLDER.match(text, at) else None


READERS = (_path, _ordinal, _sign, _written, _bullet)


def _mark(text: str, at: int) -> Mark | None:
    """The marker that starts at an offset of a folded text."""
    return next((mark for mark in (reader(text, at) for reader in READERS) if mark), None)


def parse_enumerator(text: str, *, split: bool = False) -> Enumerator:
    """The marker a text starts with, else style None; `split` also gives the items of a list written inline."""
    folded = text.translate(FOLD)
    start = len(folded) - len(folded.lstrip())
    mark = _mark(folded, start) if start < len(folded) else None
    items = _items(text, folded, mark) if split else ()
    if mark is None:
        return Enumerator(None, None, text, items=items)
    blank = len(folded[mark.end :]) - len(folded[mark.end :].lstrip())
    rest_start = mark.end + blank
    return Enumerator(
        style=mark.style,
        number=mark.number,
        rest=text[rest_start:].rstrip(),
        marker=text[mark.start : mark.end],
        rest_start=rest_start,
        counter=mark.counter,
        path=mark.path,
        items=items,
    )


TIGHT = {"circled", "negative_circled", "double_circled", "parenthesised", "parenthesised_kanji", "roman"}
"""Styles that may follow a text without a blank: ①周知②募集."""
START = regex.compile(
    rf"{SIGN}|(?<!\d)\d{{1,2}}(?:\)|\.(?={JAPANESE}))|(?<!\d){OPEN}|[{ROMAN_SIGNS}]|(?<=[\s、。;,/]|^)\S"
)


def _items(text: str, folded: str, first: Mark | None) -> tuple[Item, ...]:
    """The items of an inline list: markers of one style whose numbers rise by one, or bullets after a blank."""
    marks = [first] if first else []
    at = first.end if first else 0
    while found := START.search(folded, at):
        mark = _mark(folded, found.start())
        at = found.start() + 1
        if mark and _follows(marks, mark, folded):
            marks.append(mark)
            at = mark.end
    if not first and len(marks) < 2:
        return ()
    ends = [mark.start for mark in marks[1:]] + [len(text)]
    items = []
    for mark, end in zip(marks, ends, strict=True):
        body = text[mark.end : end]
        start = mark.end + len(body) - len(body.lstrip())
        said = body.strip().rstrip("、，,；;／/").rstrip()
        items.append(Item(mark.number, said, start, start + len(said)))
    return tuple(items)


def _tight(mark: Mark, folded: str) -> bool:
    return mark.style in TIGHT or folded[mark.end - 1] in ").)]】〕"


def _follows(marks: list[Mark], mark: Mark, folded: str) -> bool:
    """Whether a marker further on continues the list begun."""
    if not marks:
        return mark.number == 1 and _tight(mark, folded) and not mark.path
    last = marks[-1]
    if mark.style != last.style or mark.path[:-1] != last.path[:-1]:
        return False
    apart = folded[mark.start - 1].isspace()
    if mark.number is None or last.number is None:
        return apart and folded[mark.start] == folded[last.start]
    return mark.number == last.number + 1 and (apart or _tight(mark, folded) or folded[mark.start - 1] in "、。;,/")
