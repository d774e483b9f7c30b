"""The colours that the cells of a table are filled with."""

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.rulings import THIN
from plansheets.extract.layout.tables import RuledTable
from plansheets.extract.readers.page import Drawn
from plansheets.extract.source import Floats, Mask

BAR = 0.9
"""Share of a row's height that a bar in it takes at most; a fill of the whole cell is its colour."""
ARROW = 5
"""Points of the outline of a block arrow that may hold a text."""
WHITE = 0xF8
"""Level of each colour from which on a fill is paper."""


def is_shade(colors: NDArray[np.uint32]) -> Mask:
    """Which colours (n,), 0xRRGGBB, are darker than paper in at least one of red, green and blue."""
    return np.minimum(np.minimum(colors >> 16, (colors >> 8) & 255), colors & 255) < WHITE


def shades(table: RuledTable, drawn: Drawn) -> list[int]:
    """For each region the colour it is filled with, 0xRRGGBB; 0 for paper (black counts as nearly black)."""
    fills, colors = drawn.fills, drawn.fill_colors
    big = (fills[:, 2] - fills[:, 0] > THIN) & (fills[:, 3] - fills[:, 1] > THIN)
    fills, colors = fills[big], colors[big]
    boxes = table.boxes
    if not len(fills):
        return [0] * len(boxes)
    # A spot near the corner: a cell's own fill covers it, a mark in the cell's middle does not.
    x = boxes[:, 0] + 0.15 * (boxes[:, 2] - boxes[:, 0])
    y = boxes[:, 1] + 0.2 * (boxes[:, 3] - boxes[:, 1])
    inside = (
        (fills[:, 0] <= x[:, None]) & (fills[:, 2] >= x[:, None])
        & (fills[:, 1] <= y[:, None]) & (fills[:, 3] >= y[:, None])
    )  # fmt: skip
    last = np.where(inside.any(1), inside.shape[1] - 1 - inside[:, ::-1].argmax(1), 0)  # drawn last, seen on top
    color = colors[last]
    return np.where(inside.any(1) & is_shade(color), np.maximum(color, 1), 0).tolist()


def thick_fills(drawn: Drawn) -> Floats:
    """The boxes (n, 4) of fills and block arrows that are thick enough for a bar of a Gantt chart."""
    arrows = [(*s.min(0), *s.max(0)) for s in drawn.shapes if len(s) >= ARROW]
    fills = np.concatenate((drawn.fills, np.array(arrows, np.float32).reshape(-1, 4)))
    return fills[(fills[:, 2] - fills[:, 0] > 4 * THIN) & (fills[:, 3] - fills[:, 1] > 2 * THIN)]


def bars(table: RuledTable, fills: Floats) -> tuple[tuple[float, float, float, float], ...]:
    """The `thick_fills` of its page that lie in a cell of the table and are lower than it: bars of a Gantt chart."""
    a, b, c, d = table.box
    inside = (fills[:, 0] >= a - 1) & (fills[:, 2] <= c + 1) & (fills[:, 1] >= b - 1) & (fills[:, 3] <= d + 1)
    found = []
    for x0, top, x1, bottom in fills[inside].tolist():
        row = int(np.searchsorted(table.ys, (top + bottom) / 2)) - 1
        height = float(table.ys[row + 1] - table.ys[row]) if 0 <= row < len(table.ys) - 1 else 0.0
        if bottom - top <= BAR * height and top >= table.ys[row] and bottom <= table.ys[row + 1]:
            found.append((x0, top, x1, bottom))
    return tuple(dict.fromkeys(found))
