"""Symbol fonts: what a code of Wingdings, Wingdings 2 or 3, or Symbol shows, as the standard character.

Word writes such glyphs as private use characters U+F020-U+F0FF, some producers as the plain Latin-1 letter (`à` for →).
The same code means another sign in each font, so the font's name stays with the span. Source: the mapping tables that
Alan Wood publishes for Wingdings, the Unicode proposal L2/12-368 for Wingdings 2 and 3.
"""

from functools import cache

PRIVATE = 0xF000
"""Where Word puts a symbol font's code n: U+F000 + n."""

ROWS = {
    "wingdings": {
        0x21: "✏✂✁👓🔔📖🕯☎✆✉🖃📪📫📬📭📁📂📄🗏🗐🗄⌛⌨🖰🖲💻🖴💾🖬✇✍🖎✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐🚩✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸",
        0x5E: "♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□□❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞▯⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
        0x9E: "·•▪○○○◉◎○▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛",
        0xD5: "⌫⌦⮘➢⮙⮛⮈➲⮉⮋←→↑↓↖↗↙↘⬅➔⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩⬄⇳⬀⬁⬃⬂▭▫✗✓☒☑",
    },
    "wingdings2": {
        0x4F: "✗✓☒☑☒☒",
        0x69: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
        0x95: "•●⚫⬤○○○◉◉⦿◾■◼⬛□□□□□▣",
        0xAE: "◆◇",
    },
    "wingdings3": {0x21: "←→↑↓↖↗↙↘", 0x67: "⇦⇨⇧⇩", 0x70: "▲▼△▽◀▶◁▷", 0x7D: "▶"},
    "symbol": {0xA3: "≤", 0xAC: "←↑→↓°±", 0xB3: "≥×", 0xB7: "•÷≠≡≈…", 0xD6: "√", 0xDB: "⇔⇐⇑⇒⇓"},
}


def symbol_font(font: str | None) -> str | None:
    """The symbol font that a PDF's or Word's font name means (`ABCDEF+Wingdings2`), None for a font of text."""
    if not font:
        return None
    name = font.rpartition("+")[2].lower().replace(" ", "").replace("-", "").replace("regular", "")
    if name.startswith("wingdings"):
        return name[:10] if name[:10] in ROWS else "wingdings"
    return "symbol" if name.startswith("symbol") else None


@cache
def private_use(font: str | None) -> dict[int, str]:
    """Private use code point → standard character, by symbol font; Wingdings where the font is unknown."""
    known = symbol_font(font)
    table = {
        PRIVATE + first + i: sign for first, row in ROWS[known or "wingdings"].items() for i, sign in enumerate(row)
    }
    table[PRIVATE + 0x20] = " "
    if known is None:
        # An unknown font's F0B7 is the round bullet of Symbol, Word's default list mark, and never a clock face.
        table[PRIVATE + 0xB7] = "•"
    return table


@cache
def latin(font: str) -> dict[int, str]:
    """Latin-1 letter → standard character, for text that a symbol font sets as plain letters (`þ` → ☑)."""
    return {code - PRIVATE: sign for code, sign in private_use(font).items() if code != PRIVATE + 0x20}
