"""A symbol font: ticks and an arrow at the private-use code points of Wingdings, in shapes of our own."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

TICKED, EMPTY, ARROW = "\uf0fe", "\uf0a8", "\uf0e0"
NAME = "Wingdings-Regular"
Shape = list[list[tuple[int, int]]]
FRAME: Shape = [[(100, 0), (100, 700), (800, 700), (800, 0)], [(160, 60), (740, 60), (740, 640), (160, 640)]]
TICK: Shape = [[(220, 350), (300, 400), (400, 230), (640, 600), (700, 570), (410, 110)]]
RIGHT: Shape = [[(60, 320), (60, 400), (720, 400), (720, 520), (940, 360), (720, 200), (720, 320)]]
SHAPES: dict[str, Shape] = {".notdef": FRAME, "ticked": FRAME + TICK, "empty": FRAME, "arrow": RIGHT}


def is_symbol(char: str) -> bool:
    return 0xF000 <= ord(char) <= 0xF0FF


@cache
def symbol_font() -> Path:
    """The font as a file."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(SHAPES))
    builder.setupCharacterMap({ord(TICKED): "ticked", ord(EMPTY): "empty", ord(ARROW): "arrow"})
    builder.setupGlyf({name: _glyph(shape) for name, shape in SHAPES.items()})
    builder.setupHorizontalMetrics(dict.fromkeys(SHAPES, (1000, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Wingdings", "styleName": "Regular", "psName": NAME})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.setupHead(unitsPerEm=1000, created=0, modified=0)
    path = Path(tempfile.mkdtemp(), "symbols.ttf")
    builder.save(path)
    return path


def _glyph(shape: Shape) -> object:
    pen = TTGlyphPen(None)
    for outline in shape:
        pen.moveTo(outline[0])
        for point in outline[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
