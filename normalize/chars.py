"""Character classes and code-point tables that the other modules share."""

import json
import unicodedata
from functools import cache
from importlib import resources

DASHES = "-‐‑‒–—―−－─━﹣﹘⁃⎯ｰー"
"""One glyph, many code points: hyphens, dashes, minus signs, box drawing lines and the long-vowel mark."""
KATAKANA = "ァ-ヺヽヾー"
HIRAGANA = "ぁ-ゖゝゞ"
KANJI = "々〆〇㐀-䶿一-鿿豈-﫿\U00020000-\U000323af"
CJK = f"{KANJI}{KATAKANA}{HIRAGANA}・、。"
TILDES = "〜∼"

_ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u180b\u180c\u180d\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff"
)
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_HALF_KANA = "｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ"
_FULL_KANA = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
_VERTICAL = dict(zip("︐︑︒︓︔︕︖︗︘︙", "，、。：；！？〖〗…", strict=True)) | dict(
    zip("︰︱︲︳︴︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈", "‥—–＿＿（）｛｝〔〕【】《》〈〉「」『』［］", strict=True)
)


@cache
def radicals() -> dict[int, str]:
    """CJK radical → unified ideograph in its Japanese form (radicals_ja.json)."""
    text = resources.files(__package__).joinpath("radicals_ja.json").read_text(encoding="utf-8")
    return {ord(radical): ideograph for radical, ideograph in json.loads(text)["map"].items()}


def _gone() -> dict[int, str]:
    selectors = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
    return dict.fromkeys([*map(ord, _ZERO_WIDTH + _BIDI), *selectors], "")


def _alphanumerics() -> dict[int, str]:
    full = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05]
    return {code: chr(code - 0xFEE0) for code in full}


@cache
def text_table() -> dict[int, str]:
    """The folds of clean_text that need no neighbours, without the private use characters."""
    return {
        **radicals(),
        **_gone(),
        **_alphanumerics(),
        **dict.fromkeys(map(ord, _SPACES), " "),
        **dict.fromkeys(map(ord, _LINE_ENDS), "\n"),
        **dict.fromkeys(map(ord, TILDES), "～"),
        **{ord(half): full for half, full in zip(_HALF_KANA, _FULL_KANA, strict=True)},
        **{ord(vertical): plain for vertical, plain in _VERTICAL.items()},
    }


@cache
def same_length_table() -> dict[int, str]:
    """One character to one, for parsers that report offsets: width, spaces, dashes, brackets, radicals."""
    table = {code: char for code, char in text_table().items() if len(char) == 1}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys(map(ord, DASHES.replace("ー", "")), "-")
    table |= dict.fromkeys(map(ord, "〔［〖【"), "[") | dict.fromkeys(map(ord, "〕］〗】"), "]")
    table |= {ord("︵"): "(", ord("︶"): ")", ord("～"): "～", ord("､"): "、", ord("｡"): "。"}
    # A canonical singleton of one character (年 U+F98E → 年) keeps the length, a decomposition would not.
    for code in [*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)]:
        plain = unicodedata.normalize("NFC", chr(code))
        if plain != chr(code) and len(plain) == 1:
            table[code] = plain
    return table


@cache
def parser_table() -> dict[int, str]:
    """For parsers that need no offsets: as same_length_table, and invisible characters go."""
    return same_length_table() | _gone()


def fold(text: str) -> str:
    """Text as the parsers read it: ASCII width, one dash, one wave dash `～`, plain spaces, Japanese ideographs."""
    return text if text.isascii() else text.translate(parser_table())


def fold_in_place(text: str) -> str:
    """As fold, and every character keeps its offset."""
    return text if text.isascii() else text.translate(same_length_table())
