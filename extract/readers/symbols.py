"""What a printed code point stands for: ticks, boxes and arrows of symbol fonts, radicals that mean an ideograph.

Wingdings and Symbol come from normalize's tables; here stand the other symbol fonts that office programs and browsers
use. Source: the ZapfDingbats encoding of ISO 32000-1 annex D.6, Unicode's L2/11-052 for Webdings, Microsoft's Marlett.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.page import Codes
from plansheets.normalize.chars import radicals
from plansheets.normalize.symbols import PRIVATE, latin, private_use, symbol_font

ROWS = {
    "zapfdingbats": {
        0x21: "✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞",
        0xA1: "❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯",
        0xF1: "➱➲➳➴➵➶➷➸➹➺➻➼➽➾",
    },
    "webdings": {0x33: "◀▶▲▼", 0x3C: "■●", 0x61: "✔", 0x63: "□", 0x67: "■", 0x69: "ℹ", 0x6E: "●", 0x72: "✖", 0x78: "⦸"},
    "marlett": {0x33: "◀▶▲▼", 0x61: "✓✓", 0x68: "●●", 0x72: "✕", 0x74: "▲▼"},
    "symbol": {
        0x41: "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
        0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        0xA8: "♦♥♠↔",
    },
}
"""By font: the first code of a row, and what it and the following codes show."""

FIRST_PRIVATE, LAST_PRIVATE = PRIVATE + 0x20, PRIVATE + 0xFF
RADICALS = 0x2E80, 0x2FDF
LATIN_END = 0x2122
"""U+2122 is the last character of Windows-1252, in which producers write a symbol font's codes above 0x7F."""


@cache
def _family(font: str) -> str | None:
    """The symbol font that a PDF's font name means (`ABCDEF+ZapfDingbats`), None for a font of text."""
    name = font.rpartition("+")[2].lower().replace(" ", "").replace("-", "").replace("itc", "")
    for family in ("zapfdingbats", "webdings", "marlett"):
        if name.startswith(family):
            return family
    return "zapfdingbats" if name.startswith("dingbats") else symbol_font(font)


@cache
def _table(font: str) -> dict[int, int]:
    """Code point as the file gives it → the character it shows, for one font."""
    family = _family(font)
    if family is None:
        return {code: ord(sign) for code, sign in private_use(None).items() if len(sign) == 1}
    known = family in ("webdings", "marlett", "zapfdingbats")
    table = {} if known else {code: ord(sign) for code, sign in latin(font).items()}
    for first, row in ROWS.get(family, {}).items():
        table |= {first + i: ord(sign) for i, sign in enumerate(row)}
    for code in [code for code in table if code >= 0x80]:
        table[ord(bytes([code]).decode("cp1252", "replace"))] = table[code]
    table |= {PRIVATE + code: sign for code, sign in list(table.items()) if code <= 0xFF}
    table[FIRST_PRIVATE] = ord(" ")
    table.pop(0xFFFD, None)
    return table


@cache
def _radicals() -> dict[int, int]:
    return {code: ord(ideograph) for code, ideograph in radicals().items()}


def symbol_fonts(names: Sequence[str]) -> list[int]:
    """Which of a document's fonts, by number, are symbol fonts."""
    return [number for number, name in enumerate(names) if _family(name)]


def stand_for(printed: Codes, font: NDArray[np.int32], names: Sequence[str]) -> Codes:
    """What glyphs (n,) stand for: `printed` are their code points, `font` (n,) points into `names`."""
    codes = printed.copy()
    radical = (printed >= RADICALS[0]) & (printed <= RADICALS[1])
    private = (printed >= FIRST_PRIVATE) & (printed <= LAST_PRIVATE)
    symbols = symbol_fonts(names)
    if symbols:
        private |= np.isin(font, symbols) & (printed <= LATIN_END)
    for index in np.flatnonzero(radical).tolist():
        codes[index] = _radicals().get(int(printed[index]), printed[index])
    for index in np.flatnonzero(private).tolist():
        codes[index] = _table(names[font[index]]).get(int(printed[index]), printed[index])
    return codes
