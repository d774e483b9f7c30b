"""Fonts of one document: name, boldness, and how far their glyphs reach over and under the base line."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from plansheets.extract.readers import pdfium_calls as pdfium
from plansheets.extract.readers.weights import BOLD, FORCE_BOLD, REGULAR, weight_of

ASCENT, DESCENT = 0.88, -0.12
"""Of the em, where a font does not say: the ideographic box of Japanese fonts."""
LONGEST_NAME: Final = 512


@dataclass(frozen=True, slots=True)
class Font:
    """`number` in the document; `ascent` and `descent` in ems, one em apart."""

    number: int
    weight: int
    ascent: float
    descent: float


@dataclass
class Fonts:
    """Numbers the fonts of a document by name; one per file, so that numbers hold over all its pages."""

    names: list[str] = field(default_factory=list)

    def look_up(self, font: int) -> Font:
        """What pdfium tells about a font (its address; 0 for none)."""
        if not font:
            return Font(self._number(""), REGULAR, ASCENT, DESCENT)
        name = _text(pdfium.font_base_name, font) or _text(pdfium.font_family, font)
        flags = pdfium.font_flags(font)
        # pdfium's own weight is a multiple of the StemV, which is the same for all fonts of one producer.
        weight = BOLD if flags > 0 and flags & FORCE_BOLD else weight_of(name)
        return Font(self._number(name), weight, *_reach(font))

    def _number(self, name: str) -> int:
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)


def _text(function: Callable[..., int], font: int) -> str:
    """A name: UTF-8, or what old producers write into a PDF name (CP932)."""
    buffer = ctypes.create_string_buffer(LONGEST_NAME)
    function(font, buffer, LONGEST_NAME)
    try:
        return buffer.value.decode("utf-8")
    except UnicodeDecodeError:
        return buffer.value.decode("cp932", "replace")


def _reach(font: int) -> tuple[float, float]:
    """Ascent and descent, scaled to one em; the ideographic box where the font's own are absurd."""
    up, down = ctypes.c_float(), ctypes.c_float()
    pdfium.font_ascent(font, 1.0, ctypes.byref(up))
    pdfium.font_descent(font, 1.0, ctypes.byref(down))
    height = up.value - down.value
    if not (0.3 < height < 3 and up.value > 0 and down.value <= 0):
        return ASCENT, DESCENT
    return up.value / height, down.value / height
