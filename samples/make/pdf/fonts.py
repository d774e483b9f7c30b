"""The fonts that a canvas knows: CID fonts that are only named, embedded TrueType subsets, our own symbols."""

from __future__ import annotations

from functools import cache
from itertools import groupby

from reportlab.lib.colors import Color, black
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pdf.symbols import NAME, is_symbol, symbol_font

FONTS = {
    "IPAexGothic": "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf",
    "IPAexMincho": "/usr/share/fonts/opentype/ipaexfont-mincho/ipaexm.ttf",
    "TakaoPGothic": "/usr/share/fonts/truetype/takao-gothic/TakaoPGothic.ttf",
    "TakaoMincho": "/usr/share/fonts/truetype/takao-mincho/TakaoMincho.ttf",
    "VL PGothic": "/usr/share/fonts/truetype/vlgothic/VL-PGothic-Regular.ttf",
}
"""Where Debian's packages put them."""


@cache
def font(name: str) -> str:
    """The name by which the canvas knows a font."""
    known = UnicodeCIDFont(name) if name.startswith("Heisei") else TTFont(name, FONTS.get(name, name))
    pdfmetrics.registerFont(known)
    return name


@cache
def symbol_name() -> str:
    """The symbol font, known to the canvas."""
    pdfmetrics.registerFont(TTFont(NAME, str(symbol_font())))
    return NAME


def advance(text: str, name: str, size: float) -> float:
    """Width of one line; a symbol takes one em."""
    plain = "".join(char for char in text if not is_symbol(char))
    return float(pdfmetrics.stringWidth(plain, name, size)) + size * (len(text) - len(plain))


def draw_line(canvas: Canvas, text: str, at: tuple[float, float], name: str, size: float, color: Color = black) -> None:
    """One line of text; symbols come from their own font."""
    _check(text, name)
    canvas.setFillColor(color)
    x, y = at
    for symbols, run in groupby(text, is_symbol):
        part = "".join(run)
        canvas.setFont(symbol_name() if symbols else name, size)
        canvas.drawString(x, y, part)
        x += advance(part, name, size)


def _check(text: str, name: str) -> None:
    """A font must hold every character, else a box would be printed in its place."""
    lost = "".join(char for char in text if not (is_symbol(char) or _holds(name, char)))
    if lost:
        raise ValueError(f"{name} has no {lost!r} ({text[:20]}): take another font or mark in prints.yaml")


@cache
def _holds(name: str, char: str) -> bool:
    """Whether the font has a glyph; one that is only named has those of the Japanese character sets."""
    glyphs = getattr(getattr(pdfmetrics.getFont(name), "face", None), "charToGlyph", None)
    if glyphs is not None:
        return ord(char) in glyphs
    return char == "—" or any(char.encode(code, "ignore") for code in ("cp932", "euc_jis_2004"))
