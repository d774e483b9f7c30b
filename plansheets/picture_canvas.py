"""The sheet that a picture is drawn on: the page in grey, and over it boxes, lines and names in colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Color = tuple[int, int, int]
Box = NDArray[np.floating] | tuple[float, ...]
"""x0, top, x1, bottom in points."""


@dataclass(frozen=True, slots=True)
class Paint:
    """How one kind of thing is drawn: its colour, how much of it (of 255) covers the text, its name in the legend."""

    color: Color
    cover: int
    says: str


PAINTS: Final = {
    "ruling": Paint((0, 150, 60), 0, "ruling"),
    "cell": Paint((0, 190, 200), 0, "cell"),
    "label": Paint((30, 80, 230), 20, "label"),
    "heading": Paint((150, 40, 190), 25, "heading"),
    "value": Paint((240, 130, 0), 25, "value, with its column"),
    "furniture": Paint((120, 120, 120), 70, "page furniture"),
    "mark": Paint((230, 0, 160), 0, "drawn mark, read as a character"),
    "unread": Paint((255, 0, 0), 128, "unread"),
}
PAPER: Final = 0.75
"""How much of the page's own darkness is kept."""
INK: Final = 165
"""Brightness below which a pixel is ink that a name should not hide."""
NAME_SIZE: Final = 10
NO_TABLE: Final = 300
"""What a name without its table costs, in pixels that it would hide."""
LEGEND_SIZE: Final = 14
LEAST_WIDTH: Final = 420
"""Pixels that the legend needs."""


class Canvas:
    """A page of `width` by `height` points on its image (h, w, 3); all places in points."""

    def __init__(self, image: NDArray[np.uint8], width: float, height: float) -> None:
        grey = Image.fromarray(image).convert("L")
        self._image = grey.point([255 - round((255 - level) * PAPER) for level in range(256)]).convert("RGB")
        self._draw = ImageDraw.Draw(self._image)
        self._scale = image.shape[1] / max(width, 1.0), image.shape[0] / max(height, 1.0)
        self._busy = (np.asarray(grey) < INK).astype(np.uint8)

    def line(self, kind: str, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin line."""
        a, b, c, d = self.pixels((x0, y0, x1, y1))
        self._draw.line((a, b, c, d), PAINTS[kind].color, 1)
        self._occupy(a, b, c + 1, d + 1, 3)

    def fill(self, kind: str, box: Box) -> None:
        """A box filled with the colour of its kind, the text seen through; names keep away from it."""
        paint = PAINTS[kind]
        x0, top, x1, bottom = self._around(box, 1)
        mask = Image.new("L", (x1 - x0 + 1, bottom - top + 1), paint.cover)
        self._image.paste(paint.color, (x0, top, x1 + 1, bottom + 1), mask)
        self._occupy(x0, top, x1 + 1, bottom + 1, 4)

    def outline(self, kind: str, box: Box, grow: int = 1, thick: int = 1) -> None:
        """An outline, `grow` pixels outside of a box."""
        self._draw.rectangle(self._around(box, grow), outline=PAINTS[kind].color, width=thick)

    def _around(self, box: Box, grow: int) -> tuple[int, int, int, int]:
        x0, top, x1, bottom = self.pixels(box)
        x0, top = x0 - grow, top - grow
        return x0, top, max(x1 + grow, x0), max(bottom + grow, top)

    def _occupy(self, x0: int, top: int, x1: int, bottom: int, weight: int) -> None:
        """What a name would hide here, a pixel."""
        part = self._busy[max(top, 0) : max(bottom, 0), max(x0, 0) : max(x1, 0)]
        np.maximum(part, weight, out=part)

    def name(self, kind: str, boxes: NDArray[np.floating], columns: Sequence[str]) -> None:
        """The columns (`table.column`) in small letters at a corner of some boxes (n, 4), where they hide the least.

        Where there is no room for it, the table is left out.
        """
        font, high = ImageFont.load_default(NAME_SIZE), NAME_SIZE
        found: list[tuple[int, int, int, int, str]] = []
        for penalty, said in enumerate((", ".join(columns), ", ".join(name.split(".")[-1] for name in columns))):
            wide = round(font.getlength(said)) + 2
            places = [at for box in (boxes[0], boxes[-1]) for at in self._places(box, wide, high)]
            bad, x, y = min(((self._hides(*at, wide, high), *at) for at in places), key=lambda each: each[0])
            found.append((bad + penalty * NO_TABLE, x, y, wide, said))
        _, x, y, wide, said = min(found, key=lambda each: each[0])
        self._occupy(x, y, x + wide, y + high, 5)
        self._draw.text((x + 1, y - 1), said, PAINTS[kind].color, font, stroke_width=1, stroke_fill="white")

    def _places(self, box: Box, wide: int, high: int) -> list[tuple[int, int]]:
        """Where a name may stand around a box; the best first."""
        x0, top, x1, bottom = self.pixels(box)
        above, middle, below = top - high - 2, (top + bottom - high) // 2, bottom + 2
        lefts = [(x0, above), (x0, below), (x1 + 3, middle), (x0 - wide - 3, middle)]
        return [*lefts, (x1 - wide, above), (x1 - wide, below)]

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """A box in points as pixels of the picture."""
        across, down = self._scale
        x0, top, x1, bottom = (float(edge) for edge in box)
        return round(x0 * across), round(top * down), round(x1 * across), round(bottom * down)

    def _hides(self, x: int, y: int, wide: int, high: int) -> int:
        """How bad a place of a name is: what stands under it, and what of it lies off the page."""
        under = self._busy[max(y, 0) : max(y + high, 0), max(x, 0) : max(x + wide, 0)]
        return int(under.sum()) + 10 * (wide * high - under.size)

    def png(self, title: str) -> bytes:
        """The picture as PNG, with its title and the legend at the foot."""
        font = ImageFont.load_default(LEGEND_SIZE)
        width = max(self._image.width, LEAST_WIDTH)
        pitch = LEGEND_SIZE + 10
        places: list[tuple[int, int]] = []
        x, y = round(font.getlength(title)) + 30, 8
        for paint in PAINTS.values():
            wide = 34 + round(font.getlength(paint.says))
            if x + wide > width and x > 10:
                x, y = 10, y + pitch
            places.append((x, y))
            x += wide
        whole = Image.new("RGB", (width, self._image.height + y + pitch), "white")
        whole.paste(self._image, (0, 0))
        foot = self._image.height
        draw = ImageDraw.Draw(whole)
        draw.line((0, foot, width, foot), (0, 0, 0), 1)
        draw.text((10, foot + 6), title, (0, 0, 0), font)
        for (x, y), paint in zip(places, PAINTS.values(), strict=True):
            box = (x, foot + y + 1, x + 14, foot + y + LEGEND_SIZE)
            whole.paste(paint.color, box, Image.new("L", (14, LEGEND_SIZE - 1), paint.cover))
            draw.rectangle(box, outline=paint.color, width=2)
            draw.text((x + 20, foot + y - 2), paint.says, (0, 0, 0), font)
        data = BytesIO()
        whole.save(data, "PNG")
        return data.getvalue()
