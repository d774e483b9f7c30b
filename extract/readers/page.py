"""What one page of a PDF or a scan holds, as a reader saw it: nothing is ordered, joined or judged yet."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.source import Floats, Glyphs

Codes = NDArray[np.uint32]

UNMAPPED: Final = 1
"""The file does not say which character the glyph stands for."""
INVISIBLE: Final = 2
"""Drawn with no ink: text render mode 3, fully transparent, or in the colour of the paper under it."""
CLIPPED: Final = 4
"""Cut away by a clip path."""
DOUBLED: Final = 8
"""Drawn again over itself, as is done for boldness."""
OUTSIDE: Final = 16
"""Outside of what the page shows (its crop box)."""
HIDDEN: Final = INVISIBLE | CLIPPED | DOUBLED | OUTSIDE
"""A reader of the paper does not see it."""


def no_boxes() -> Floats:
    """No rows of (x0, top, x1, bottom)."""
    return np.empty((0, 4), np.float32)


@dataclass(frozen=True, eq=False)
class Drawn:
    """What is drawn on a page besides text. Points from the left and top of the page as shown.

    `lines` are strokes of shape (m, 4) as x0, y0, x1, y1 in the direction drawn, `widths` (m,) their widths, `dashed`
    (m,) whether they are dashed. `fills` are filled axis-parallel rectangles (k, 4) as x0, top, x1, bottom and
    `fill_colors` (k,) 0xRRGGBB. `shapes` are all other filled outlines (arrow heads, block arrows, triangles), each of
    shape (points, 2), and `shape_colors` theirs. `images` are boxes (i, 4).
    """

    lines: Floats = field(default_factory=no_boxes)
    widths: Floats = field(default_factory=lambda: np.empty(0, np.float32))
    dashed: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    line_colors: Codes = field(default_factory=lambda: np.empty(0, np.uint32))
    fills: Floats = field(default_factory=no_boxes)
    fill_colors: Codes = field(default_factory=lambda: np.empty(0, np.uint32))
    shapes: tuple[Floats, ...] = ()
    shape_colors: Codes = field(default_factory=lambda: np.empty(0, np.uint32))
    images: Floats = field(default_factory=no_boxes)


@dataclass(frozen=True, eq=False)
class PageContent:
    """One page: its glyphs in the order of the file, and what is drawn.

    `codes` (n,) is what each glyph stands for (a radical is its ideograph, a tick of a symbol font is ☑), `printed`
    (n,) the code point that the file gives; `flags` (n,) holds UNMAPPED ... OUTSIDE. `width` and `height` are in
    points, as shown: crop box and rotation applied. `fonts` are names that `glyphs.font` points into.
    """

    number: int
    width: float
    height: float
    reader: str
    codes: Codes
    printed: Codes
    flags: NDArray[np.uint8]
    glyphs: Glyphs
    fonts: tuple[str, ...] = ()
    drawn: Drawn = field(default_factory=Drawn)
    rotation: int = 0

    def __len__(self) -> int:
        return len(self.codes)
