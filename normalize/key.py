"""The key two spellings of one label share: for joining rows, never for showing."""

from functools import lru_cache

import regex

from plansheets.normalize.chars import FULL_ASCII, HYPHENS
from plansheets.normalize.clean import clean_text
from plansheets.normalize.fold import Fold, any_of
from plansheets.normalize.lookalike import repair_lookalikes

FOLDS: dict[int, str] = {
    **FULL_ASCII,
    **dict(zip(map(ord, "［］｛｝〔〕【】〖〗〈〉《》≪≫＜＞〘〙靑黃"), "[]{}[][][]<><><><>[]青黄", strict=True)),
    **dict.fromkeys(map(ord, HYPHENS), "-"),
}
SQUARED = {
    **dict(zip("㈱㈲㈳㈵㈶㈻㈼", ("(株)", "(有)", "(社)", "(特)", "(財)", "(学)", "(監)"), strict=True)),
    **dict(
        zip(
            "㎡㎢㎥㎞㎝㎜㎏㎎㎘㏄㌫㏊㎖㎾",
            ("m2", "km2", "m3", "km", "cm", "mm", "kg", "mg", "kl", "cc", "%", "ha", "ml", "kw"),
            strict=True,
        )
    ),
    **dict(zip("㍻㍼㍽㍾㋿", ("平成", "昭和", "大正", "明治", "令和"), strict=True)),
    **dict(
        zip(
            "㌔㌢㍍㌘㌧㌃㌶㍑㌦㌻",
            ("キロ", "センチ", "メートル", "グラム", "トン", "アール", "ヘクタール", "リットル", "ドル", "ページ"),
            strict=True,
        )
    ),
    **dict(
        zip("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), strict=True)
    ),
    **dict(
        zip("ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ", ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), strict=True)
    ),
    "№": "No.",
    "℡": "TEL",
    "℃": "°C",
    "k㎡": "km2",
}
FOLD = Fold(FOLDS)
SQUARE_SIGN = any_of(sign[-1] for sign in SQUARED)
SQUARE = regex.compile("|".join(sorted(map(regex.escape, SQUARED), key=len, reverse=True)))
SHORT = 96
"""Characters of a text that is remembered."""
LONG_DASH = regex.compile(r"(?<![ァ-ヺぁ-ゖー])ー")


def match_key(text: str) -> str:
    """The text's key: equal for spellings that differ by encoding, width, spaces, brackets or dashes only.

    Wording stays apart (取組 and 取組み), and so do ① and 1, ² and 2, ½ and 1/2, 〜 ranges and bare digits.
    """
    return _short(text) if len(text) <= SHORT else _key(text)


@lru_cache(maxsize=1 << 13)
def _short(text: str) -> str:
    """Remembered: the same labels come on every sheet."""
    return _key(text)


def folded_key(text: str) -> str:
    """The key without the repair of look-alikes: for long texts that no recogniser of images read."""
    return _folded(clean_text(text))


def _key(text: str) -> str:
    return _folded(repair_lookalikes(clean_text(text)))


def _folded(text: str) -> str:
    key = "".join(text.split())
    if SQUARE_SIGN.search(key):
        key = SQUARE.sub(lambda square: SQUARED[square[0]], key)
    key = FOLD(key)
    return LONG_DASH.sub("-", key) if "ー" in key else key
