"""What symbol fonts and radicals stand for."""

import numpy as np
import pytest

from plansheets.extract.readers.symbols import stand_for


def shown(text: str, font: str) -> str:
    codes = np.array([ord(char) for char in text], np.uint32)
    return "".join(map(chr, stand_for(codes, np.zeros(len(codes), np.int32), [font]).tolist()))


@pytest.mark.parametrize(
    ("font", "printed", "stands_for"),
    [
        ("Wingdings", "\uf0fc\uf0fe\uf0a8\uf0e0", "✓☑◻→"),
        ("ABCDEF+Wingdings-Regular", "üþ¨à", "✓☑◻→"),
        # 0x9F is U+0178 in Windows-1252, and a bullet in Wingdings.
        ("Wingdings", "\u0178", "•"),
        ("Wingdings2", "\uf052\uf0a3R£", "☑□☑□"),
        ("Wingdings 3", "\uf022\uf070", "→▲"),
        ("Symbol", "\uf0b7ab", "•αβ"),
        ("ZapfDingbats", "4nl\uf06e", "✔■●■"),
        ("Dingbats", "\u201d", "”"),
        ("Webdings", "acg", "✔□■"),
        ("Marlett", "ar", "✓✕"),
        # An unknown font's private use characters are Word's, and those of Word are Wingdings.
        ("", "\uf0fc", "✓"),
        ("MS-Gothic", "üa\u201dR■→", "üa\u201dR■→"),
        # 外字: what a font of text prints in the private use area is its own sign.
        ("MS-Mincho", "\ue000", "\ue000"),
        # A map to Unicode that knows the sign is believed.
        ("Wingdings", "✓→", "✓→"),
        ("MS-Gothic", "⽬⺠⻄⾏", "目民西行"),
    ],
)
def test_stand_for(font: str, printed: str, stands_for: str) -> None:
    assert shown(printed, font) == stands_for


def test_fonts_are_told_apart_by_glyph() -> None:
    codes = np.array([ord("R")] * 3, np.uint32)
    fonts = np.array([0, 1, 0], np.int32)
    assert "".join(map(chr, stand_for(codes, fonts, ["Gothic", "Wingdings2"]).tolist())) == "R☑R"


def test_the_printed_codes_are_left_alone() -> None:
    codes = np.array([0x2F6C], np.uint32)
    stand_for(codes, np.zeros(1, np.int32), [""])
    assert codes.tolist() == [0x2F6C]
