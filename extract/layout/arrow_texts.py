"""Texts set over the middle of an arrow: they begin where the arrow does, in the first of the cells that it covers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.glyphs import Seen
from plansheets.extract.layout.placing import Placed
from plansheets.extract.layout.tables import RuledTable
from plansheets.extract.source import Floats, Ints

COVER: Final = 0.5
"""Share of a cell's width that an arrow covers where it means the cell."""
OFF: Final = 0.15
"""Share of an arrow's length by which the middle of its text may stand off its own."""
BEYOND: Final = 3.0
"""Points by which a text may reach beyond its arrow."""
APART: Final = 2.0
"""Em between two runs of one text, at most."""
ARROW: Final = 0x2192
"""The mark that stands for an arrow in each of its cells."""
Shaft = tuple[float, float, float, float]


def place_arrow_texts(seen: Seen, tables: Sequence[RuledTable], placed: Placed, shafts: Sequence[Shaft]) -> Placed:
    """The glyphs in their cells; the texts of arrows over several cells in the first one, where nothing else stands."""
    if not shafts or not seen.ink.any():
        return placed
    starts = np.flatnonzero(np.concatenate(([True], np.diff(placed.run) > 0)))
    inked = np.logical_or.reduceat(seen.ink & (seen.codes != ARROW), starts)
    blank = ~seen.ink
    runs = np.stack([
        np.minimum.reduceat(np.where(blank, np.inf, seen.x0), starts),
        np.minimum.reduceat(np.where(blank, np.inf, seen.cy - seen.size / 2), starts),
        np.maximum.reduceat(np.where(blank, -np.inf, seen.x1), starts),
        np.maximum.reduceat(np.where(blank, -np.inf, seen.cy + seen.size / 2), starts),
    ], 1).astype(np.float32)  # fmt: skip
    table, region = placed.table[starts].copy(), placed.region[starts].copy()
    moved: dict[int, int] = {}
    for number, each in enumerate(tables):
        mine = np.flatnonzero(inked & (table == number))
        if each.is_box or not len(mine):
            continue
        boxes = each.boxes
        for shaft in shafts:
            for at, home in _text_of(shaft, boxes, runs, mine, region, seen.size[starts]):
                moved[at] = region[at] = home
    if not moved:
        return placed
    regions = placed.region.copy()
    stops = np.concatenate((starts[1:], [len(seen)]))
    for at, home in moved.items():
        regions[starts[at] : stops[at]] = home
    return replace(placed, region=regions)


def _text_of(
    shaft: Shaft, boxes: Floats, runs: Floats, mine: NDArray[np.intp], region: Ints, size: Floats
) -> list[tuple[int, int]]:
    """Index and new region of each run of a shaft's text; empty where it stands in the right cell."""
    x0, y0, x1, y1 = shaft
    y = (y0 + y1) / 2
    over = np.minimum(boxes[:, 2], x1) - np.maximum(boxes[:, 0], x0)
    hit = (boxes[:, 1] <= y) & (boxes[:, 3] >= y) & (over >= COVER * (boxes[:, 2] - boxes[:, 0]))
    cells = np.flatnonzero(hit)
    if len(cells) < 2:
        return []
    cells = cells[np.argsort(boxes[cells, 0], kind="stable")]
    top, bottom = boxes[cells[0], 1], boxes[cells[0], 3]
    here = mine[np.isin(region[mine], cells)]
    inside = (runs[here, 0] >= x0 - BEYOND) & (runs[here, 2] <= x1 + BEYOND)
    inside &= (runs[here, 1] >= top - 1) & (runs[here, 3] <= bottom + 1)
    text = here[inside & ((runs[here, 3] <= y0 + 1) | (runs[here, 1] >= y1 - 1))]
    if not len(text) or len(text) < len(here) or (region[text] == cells[0]).any():
        return []
    text = text[np.argsort(runs[text, 0], kind="stable")]
    middle = (runs[text, 0].min() + runs[text, 2].max()) / 2
    gaps = runs[text[1:], 0] - np.maximum.accumulate(runs[text, 2])[:-1]
    if abs(middle - (x0 + x1) / 2) > OFF * (x1 - x0) or (gaps > APART * size[text[0]]).any():
        return []
    return [(int(at), int(cells[0])) for at in text]
