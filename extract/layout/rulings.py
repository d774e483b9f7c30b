"""Rulings: what is drawn as straight lines, joined where it was drawn in pieces."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.page import Drawn
from plansheets.extract.source import Floats

THIN: Final = 3.0
"""Points up to which a filled rectangle is a line."""
LEVEL: Final = 1.0
"""Points by which the ends of a level stroke may differ."""
SAME: Final = 1.5
"""Points by which two lines may lie apart and be one: borders drawn twice, a hair's breadth beside each other."""
EXACT: Final = 0.4
"""Points by which pieces of one line may lie apart."""
GAP: Final = 4.0
"""Points that may be missing in a line: between dashes, at a corner, where it is broken by a hair."""
SHORTEST: Final = 6.0
"""Points; what is shorter is part of a drawing, not of a table."""
MOST: Final = 1500
"""Rulings of one direction on one page; of more (hatching, maps) the longest are kept."""


@dataclass(frozen=True, eq=False)
class Rulings:
    """Level rulings (n, 3) as y, x0, x1 and upright ones (m, 3) as x, y0, y1; sorted by place. `cut`: some left out."""

    level: Floats
    upright: Floats
    cut: bool = False


def rulings_of(drawn: Drawn, keep_lines: NDArray[np.bool_], keep_fills: NDArray[np.bool_]) -> Rulings:
    """The rulings of a page: level and upright strokes, thin rectangles; the masks leave out what is something else."""
    lines, fills = drawn.lines[keep_lines], np.concatenate([drawn.fills[keep_fills], _slivers(drawn)])
    level, upright = _level(lines), _upright(lines)
    thin_y, thin_x = fills[:, 3] - fills[:, 1] <= THIN, fills[:, 2] - fills[:, 0] <= THIN
    flat, tall = fills[thin_y], fills[thin_x]
    level = np.concatenate([level, np.stack([(flat[:, 1] + flat[:, 3]) / 2, flat[:, 0], flat[:, 2]], 1)])
    upright = np.concatenate([upright, np.stack([(tall[:, 0] + tall[:, 2]) / 2, tall[:, 1], tall[:, 3]], 1)])
    (rows, row_cut), (columns, column_cut) = _longest(joined(level)), _longest(joined(upright))
    return Rulings(rows, columns, row_cut or column_cut)


def _slivers(drawn: Drawn) -> Floats:
    """Boxes (n, 4) of thin outlines with slanted ends: borders that are mitred at the corners."""
    boxes = [(*shape.min(0), *shape.max(0)) for shape in drawn.shapes if 4 <= len(shape) <= 7]
    found = np.array(boxes, np.float32).reshape(-1, 4)
    return found[np.minimum(found[:, 2] - found[:, 0], found[:, 3] - found[:, 1]) <= THIN]


def _level(lines: Floats) -> Floats:
    x0, y0, x1, y1 = lines.T
    found = (np.abs(y1 - y0) <= LEVEL) & (np.abs(x1 - x0) > np.abs(y1 - y0))
    return np.stack([(y0 + y1) / 2, np.minimum(x0, x1), np.maximum(x0, x1)], 1)[found]


def _upright(lines: Floats) -> Floats:
    x0, y0, x1, y1 = lines.T
    found = (np.abs(x1 - x0) <= LEVEL) & (np.abs(y1 - y0) > np.abs(x1 - x0))
    return np.stack([(x0 + x1) / 2, np.minimum(y0, y1), np.maximum(y0, y1)], 1)[found]


def joined(segments: Floats) -> Floats:
    """Segments (n, 3) as place, from, to: those at one place that touch, or nearly, become one.

    The dots of a dotted line lie so near each other that, taken across it, they would bridge all that stands beside
    it: what stays a dot at its own place is dropped before near places become one.
    """
    if not len(segments):
        return segments.astype(np.float32)
    exact = _joined(segments, EXACT)
    found = _joined(exact[exact[:, 2] - exact[:, 1] > THIN], SAME)
    return found[found[:, 2] - found[:, 1] >= SHORTEST].astype(np.float32)


def _joined(segments: Floats, same: float) -> Floats:
    """Segments whose places lie no more than `same` apart and that touch, or nearly, as one; of any length."""
    if not len(segments):
        return segments
    order = np.argsort(segments[:, 0], kind="stable")
    place, start, stop = segments[order].T.astype(np.float64)
    group = np.concatenate(([0], np.cumsum(np.diff(place) > same)))
    order = np.lexsort((start, group))
    place, start, stop, group = place[order], start[order], stop[order], group[order]
    offset = group * (float(stop.max() - start.min()) + 2 * GAP + 1)
    reach = np.maximum.accumulate(stop + offset)
    first = np.concatenate(([True], (start + offset)[1:] > reach[:-1] + GAP))
    at = np.flatnonzero(first)
    length = np.maximum(stop - start, 0.01)
    where = np.add.reduceat(place * length, at) / np.add.reduceat(length, at)
    return np.stack([where, start[at], np.maximum.reduceat(stop, at)], 1)


def _longest(segments: Floats) -> tuple[Floats, bool]:
    if len(segments) <= MOST:
        return segments, False
    kept = np.sort(np.argsort(segments[:, 1] - segments[:, 2], kind="stable")[:MOST])
    return segments[kept], True
