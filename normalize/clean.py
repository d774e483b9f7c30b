"""clean_text: what a PDF, a scanner or a word processor broke in the encoding is repaired, the meaning kept.

NFKC is not used: it turns ① into 1, ㎡ into m2 and ⼾ into 戶. See ../shared/normalize/PITFALLS.md.
"""

import re
import unicodedata
from functools import cache, lru_cache

from plansheets.normalize.chars import DASHES, KATAKANA, text_table
from plansheets.normalize.fold import Fold
from plansheets.normalize.symbols import PRIVATE, latin, private_use, symbol_font

ASCII_SPACES = re.compile(r"[ \t]{2,}|\t|\r\n?|[\x0b\x0c]")
SPACE_RUN = re.compile(" {2,}")
DAKUTEN = re.compile(
    r"(?<=[ｳｶ-ﾄﾊ-ﾎﾜウカキクケコサシスセソタチツテトハヒフヘホワうかきくけこさしすせそたちつてとはひふへほ])\s?ﾞ"
)
HANDAKUTEN = re.compile(r"(?<=[ﾊ-ﾎハヒフヘホはひふへほ])\s?ﾟ")
BETWEEN_DIGITS = re.compile(rf"[{DASHES}．，／：＋](?<=[0-9].)(?=[0-9])")
TO_ASCII = dict(zip("．，／：＋", ".,/:+", strict=True))
LONG_VOWEL = re.compile(rf"[{DASHES}](?<=[{KATAKANA}].)[{DASHES}]*(?![{DASHES}0-9A-Za-z①-⑳→⇒➡⟶▶►▷>＞])")
"""This one and the one before begin with what is rare: a look behind every character takes three times as long."""
DRAWN = re.compile(rf"[─━]{{2}}|[{DASHES}]{{3}}")
"""A run that is a line drawn with characters, not a word's long vowel."""
SHORT = 96
"""Characters of a text that is remembered."""


def clean_text(text: str, font: str | None = None) -> str:
    """Text with its encoding repaired (CASES.md, clean_text); line breaks stay for unwrap.

    `font` names the font of private use characters; Wingdings where it is None. Never raises; clean_text(clean_text(x))
    == clean_text(x).
    """
    if font is not None:
        text = _read_symbols(text, font)
    return _short(text) if len(text) <= SHORT else _cleaned(text)


@lru_cache(maxsize=1 << 13)
def _short(text: str) -> str:
    """Remembered: the same labels, heads and figures come on every sheet."""
    return _cleaned(text)


def _cleaned(text: str) -> str:
    if text.isascii():
        return ASCII_SPACES.sub(_plain_space, text).strip()
    if "ﾞ" in text or "ﾟ" in text:
        text = HANDAKUTEN.sub("\u309a", DAKUTEN.sub("\u3099", text))
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
    text = unicodedata.normalize("NFC", _fold()(text))
    text = LONG_VOWEL.sub(_long_vowel, BETWEEN_DIGITS.sub(_ascii, text))
    return (SPACE_RUN.sub(" ", text) if "  " in text else text).strip()


@cache
def _fold() -> Fold:
    """All folds of single characters, private use characters read as Wingdings."""
    return Fold(text_table() | private_use(None))


def _read_symbols(text: str, font: str) -> str:
    """The text with the signs of a symbol font as standard characters."""
    if symbol_font(font) is None:
        return text
    # Where the font's signs are private use characters, a Latin letter beside them is a letter.
    has_private = any(PRIVATE <= ord(char) <= PRIVATE + 0xFF for char in text)
    return text.translate(private_use(font) if has_private else latin(font))


def _plain_space(match: re.Match[str]) -> str:
    """A line break for a break, one space for a run of blanks."""
    return "\n" if match[0][0] in "\r\x0b\x0c" else " "


def _ascii(match: re.Match[str]) -> str:
    """The ASCII form of a separator between digits."""
    return TO_ASCII.get(match[0], "-")


def _long_vowel(match: re.Match[str]) -> str:
    """Long vowels for dashes behind katakana; a drawn line stays."""
    return match[0] if DRAWN.search(match[0]) else "ー" * len(match[0])
