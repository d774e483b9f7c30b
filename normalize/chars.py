"""Character classes and code-point tables that the other modules share."""

import json
from functools import cache
from importlib import resources

HYPHENS = "-‐‑‒–—―−－─━﹣﹘⁃⎯"
"""One glyph, many code points: hyphens, dashes, minus signs and box drawing lines; `-` first, for character classes."""
DASHES = HYPHENS + "ｰー"
"""The same and the long-vowel mark."""
KATAKANA = "ァ-ヺヽヾー"
"""Character class."""
TILDES = "〜∼"

ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u180b\u180c\u180d\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff"
)
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
HALF_KANA_SIGNS = "｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ"
FULL_KANA_SIGNS = (
    "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノ"
    "ハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
)
HALF_KANA = dict(zip(map(ord, HALF_KANA_SIGNS), FULL_KANA_SIGNS, strict=True))
"""Half-width kana and punctuation to full-width, one character for one: ﾞ and ﾟ become ゛ and ゜."""
FULL_ASCII = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
"""Full-width ASCII, punctuation too, to ASCII: for keys and parsers, clean_text keeps the punctuation."""
SELECTORS = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
INVISIBLE = dict.fromkeys([*map(ord, ZERO_WIDTH + BIDI), *SELECTORS], "")
"""Variation selectors, zero-width and direction marks to nothing."""
VERTICAL = dict(zip("︐︑︒︓︔︕︖︗︘︙", "，、。：；！？〖〗…", strict=True)) | dict(
    zip("︰︱︲︳︴︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈", "‥—–＿＿（）｛｝〔〕【】《》〈〉「」『』［］", strict=True)
)


@cache
def radicals() -> dict[int, str]:
    """CJK radical → unified ideograph in its Japanese form (radicals_ja.json)."""
    text = resources.files(__package__).joinpath("radicals_ja.json").read_text(encoding="utf-8")
    return {ord(radical): ideograph for radical, ideograph in json.loads(text)["map"].items()}


@cache
def text_table() -> dict[int, str]:
    """The folds of clean_text that need no neighbours, without the private use characters."""
    return {
        **radicals(),
        **INVISIBLE,
        **{code: char for code, char in FULL_ASCII.items() if char.isalnum() or char == "%"},
        **dict.fromkeys(map(ord, SPACES), " "),
        **dict.fromkeys(map(ord, LINE_ENDS), "\n"),
        **dict.fromkeys(map(ord, TILDES), "～"),
        **HALF_KANA,
        **{ord(vertical): plain for vertical, plain in VERTICAL.items()},
    }
