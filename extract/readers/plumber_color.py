"""Colours as pdfminer hands them on, as 0xRRGGBB."""

from typing import Final

from pdfminer.pdfcolor import PDFColorSpace

BLACK: Final = 0x000000
SUBTRACTIVE: Final = ("Separation", "DeviceN")
"""Spaces of inks: 1 is full ink, where 1 is white in a space of light."""


def rgb(color: object, space: PDFColorSpace | None = None) -> int:
    """A colour's components as 0xRRGGBB; black for a pattern, of which pdfminer tells the name only.

    CMYK is converted without a profile, as ISO 32000-1 10.3.5 has it: a reader with a profile differs by some levels.
    """
    parts = color if isinstance(color, tuple) else (color,)
    numbers = [float(part) for part in parts if isinstance(part, int | float)]
    if len(numbers) != len(parts):
        return BLACK
    if space is not None and space.name in SUBTRACTIVE:
        return _packed([1 - min(1.0, sum(numbers))] * 3)
    match numbers:
        case [gray]:
            return _packed([gray] * 3)
        case [_, _, _]:
            return _packed(numbers)
        case [*inks, black] if len(inks) == 3:
            return _packed([1 - min(1.0, ink + black) for ink in inks])
        case _:
            return BLACK


def _packed(levels: list[float]) -> int:
    """Three levels of 0 to 1 as 0xRRGGBB."""
    red, green, blue = (round(255 * min(1.0, max(0.0, level))) for level in levels)
    return red << 16 | green << 8 | blue
