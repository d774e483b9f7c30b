"""Characters that are markers by themselves (① ⑴ Ⅱ ㋐), and the number a bare or bracketed token stands for."""

import unicodedata

import regex

from plansheets.normalize.chars import FULL_ASCII, HALF_KANA, HYPHENS
from plansheets.normalize.numerals import scan_numeral

BLANK = r"[^\S\n]"
OPEN, CLOSE = r"[(\[【〔〈《<｟]", r"[)\]】〕〉》>｠]"
JAPANESE = r"[\p{Han}\p{Hiragana}\p{Katakana}ー々〇]"
KANJI_NUMBER = r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
ROMAN_SIGNS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"

# One character for one, so that offsets in the folded text are offsets in the input.
FOLD = FULL_ASCII | HALF_KANA | dict.fromkeys(map(ord, HYPHENS), "-")
FOLD |= dict(zip(map(ord, "⼀⼆⼋⼗⟨⟩"), "一二八十<>", strict=True))
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
SIGN_BLOCKS: tuple[tuple[int, int], ...] = (
    (0x2460, 0x2500),
    (0x2776, 0x2794),
    (0x3220, 0x322A),
    (0x3248, 0x3260),
    (0x3280, 0x328A),
)
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


def value_of(token: str) -> int | None:
    """The number a bare or bracketed token stands for: 12, 三, Ⅱ, ア, ③, (2)."""
    token = regex.sub(rf"^{OPEN}|{CLOSE}$", "", token).strip()
    if token in SIGNS:
        return SIGNS[token][1]
    if token.isascii() and token.isdecimal():
        return int(token)
    if regex.fullmatch(KANJI_NUMBER, token) and (numeral := scan_numeral(token)):
        return int(numeral.value)
    if len(token) == 1 and token in KATAKANA:
        return KATAKANA.index(token) + 1
    return _roman(token)
