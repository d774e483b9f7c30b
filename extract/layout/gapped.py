"""Cells that are boxes with white between them: aligned in rows and columns, they are moved to meet, and form a grid.

Sheets made for the web draw them: each cell has its own border (rounded or not), a label's only its background.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.shades import is_shade
from plansheets.extract.readers.page import Drawn
from plansheets.extract.source import Floats, Ints

WHITE: Final = 9.0
"""Points of white between two such cells, at most."""
TOUCHING: Final = 1.0
"""Points up to which two cells touch: such tables are ruled, and read as they are."""
ALIGNED: Final = 2.0
"""Points by which the edges of a box and of its background differ at most, or two boxes reach over each other."""
CORNER: Final = 1.2
"""Points by which two sides of one box miss each other at most."""
UNEVEN: Final = 1.5
"""Points by which the white between columns, or between rows, may differ."""
LEAST: Final = (14.0, 9.0)
"""Points that such a cell is wide and high, at least."""
FULL: Final = 0.85
"""Share of the grid's area that the cells cover once they meet, at least."""
THIN: Final = 0.6
"""Share of the least cell's size up to which white is white."""
RULE: Final = 3.0
"""Points up to which a fill is a stroke."""
LOW: Final = 45.0
"""Points up to which a cell is low: without labels shown by shading, higher boxes are boxes of text."""
BLOCK: Final = 256
"""Boxes that are held against all others at once."""
MOST: Final = 2500
"""Strokes of one direction and length on a page; more are a drawing."""


def met(drawn: Drawn) -> Drawn:
    """What is drawn, with the cells of such grids grown to the middle of the white between them."""
    strokes = _strokes(drawn)
    shaded = (
        np.flatnonzero(is_shade(drawn.fill_colors) & _is_cell(drawn.fills)) if len(drawn.fills) else np.zeros(0, int)
    )
    if strokes is None or not _has_white(strokes, drawn.fills[shaded]):
        return drawn
    outlines, sides = _outlines(strokes)
    if not len(outlines):
        return drawn
    backs = shaded[~_are_near(outlines, drawn.fills[shaded])].tolist()
    boxes = np.concatenate((outlines, drawn.fills[backs])).astype(np.float64)
    if len(boxes) < 2 or len(boxes) > MOST:
        return drawn
    kept = np.flatnonzero(~_holds_others(boxes))
    lines, fills, gone = [], drawn.fills.copy(), np.zeros(len(drawn.lines) + len(_thin(drawn)), bool)
    for group in _groups(boxes[kept]):
        mine = kept[group]
        grown = _grown(boxes[mine], is_labelled=bool((mine >= len(outlines)).any()) or _any_shaded(drawn, boxes[mine]))
        if grown is None:
            continue
        lines.append(grown)
        gone[len(drawn.lines) :] |= _accents(drawn, boxes[mine])
        for k, box in zip(mine.tolist(), grown, strict=True):
            if k < len(outlines):
                gone[sides[k]] = True
                fills[_near(drawn.fills, outlines[k])] = box
            else:
                fills[backs[k - len(outlines)]] = box
    return _redrawn(drawn, np.concatenate(lines), fills, gone) if lines else drawn


def _redrawn(drawn: Drawn, boxes: Floats, fills: Floats, gone: NDArray[np.bool_]) -> Drawn:
    a, b, c, d = boxes.T
    sides = np.stack([a, b, c, b, a, d, c, d, a, b, a, d, c, b, c, d], 1).reshape(-1, 4).astype(np.float32)
    strokes, count = ~gone[: len(drawn.lines)], len(sides)
    kept = np.ones(len(fills), bool)
    kept[_thin(drawn)[gone[len(drawn.lines) :]]] = False
    return replace(
        drawn,
        lines=np.concatenate((drawn.lines[strokes], sides)),
        widths=np.concatenate((drawn.widths[strokes], np.full(count, 0.5, drawn.widths.dtype))),
        dashed=np.concatenate((drawn.dashed[strokes], np.zeros(count, drawn.dashed.dtype))),
        line_colors=np.concatenate((drawn.line_colors[strokes], np.zeros(count, drawn.line_colors.dtype))),
        fills=fills[kept].astype(np.float32),
        fill_colors=drawn.fill_colors[kept],
    )


def _is_cell(boxes: Floats) -> NDArray[np.bool_]:
    size = boxes[:, 2:] - boxes[:, :2]
    return (size[:, 0] >= LEAST[0]) & (size[:, 1] >= LEAST[1])


def _near(boxes: Floats, box: Floats) -> NDArray[np.bool_]:
    return np.abs(boxes - box).max(1) <= ALIGNED if len(boxes) else np.zeros(0, bool)


def _are_near(boxes: Floats, others: Floats) -> NDArray[np.bool_]:
    """Which of the others (m, 4) are one of the boxes (n, 4), or nearly; a block of them at a time, for the memory."""
    found = np.zeros(len(others), bool)
    for start in range(0, len(others) if len(boxes) else 0, BLOCK):
        some = slice(start, start + BLOCK)
        found[some] = (np.abs(others[some, None] - boxes).max(2) <= ALIGNED).any(1)
    return found


def _any_shaded(drawn: Drawn, boxes: Floats) -> bool:
    shaded = drawn.fills[is_shade(drawn.fill_colors)] if len(drawn.fills) else drawn.fills
    return bool(_are_near(shaded, boxes).any())


def _thin(drawn: Drawn) -> Ints:
    """The fills that are strokes: a border whose sides differ is drawn as four of them."""
    size = drawn.fills[:, 2:] - drawn.fills[:, :2]
    return np.flatnonzero((size.min(1, initial=np.inf) <= RULE) & (size.max(1, initial=0) >= LEAST[1]))


def _accents(drawn: Drawn, boxes: Floats) -> NDArray[np.bool_]:
    """Which of the fills that are strokes lie in one of the boxes along its left edge: an ornament of a label."""
    thin = drawn.fills[_thin(drawn)]
    a, b, c, d = (side[:, None] for side in boxes.T)
    x, y = (thin[:, 0] + thin[:, 2]) / 2, (thin[:, 1] + thin[:, 3]) / 2
    high = thin[:, 3] - thin[:, 1] > THIN * (d - b)
    inside = (x >= a) & (x <= a + 2 * RULE) & (x < c) & (y > b) & (y < d) & high
    return np.asarray(inside.any(0), np.bool_)


@dataclass(frozen=True, eq=False)
class _Strokes:
    """All strokes of a page, thin fills behind lines: `low` and `high` (n, 2); which are level, and which upright."""

    low: Floats
    high: Floats
    level: Ints
    upright: Ints


def _strokes(drawn: Drawn) -> _Strokes | None:
    """The strokes of a page; None where they are too few for boxes, or too many."""
    thin = drawn.fills[_thin(drawn)]
    middle, is_flat = (thin[:, :2] + thin[:, 2:]) / 2, (thin[:, 2] - thin[:, 0] > thin[:, 3] - thin[:, 1])[:, None]
    flat = np.stack([thin[:, 0], middle[:, 1], thin[:, 2], middle[:, 1]], 1)
    tall = np.stack([middle[:, 0], thin[:, 1], middle[:, 0], thin[:, 3]], 1)
    lines = np.concatenate((drawn.lines, np.where(is_flat, flat, tall)))
    low, high = np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])
    size = high - low
    level = np.flatnonzero((size[:, 1] <= 0.5) & (size[:, 0] >= LEAST[0]))
    upright = np.flatnonzero((size[:, 0] <= 0.5) & (size[:, 1] >= LEAST[1]))
    if len(level) < 4 or len(upright) < 4 or max(len(level), len(upright)) > MOST:
        return None
    return _Strokes(low, high, level, upright)


def _has_white(strokes: _Strokes, shaded: Floats) -> bool:
    """May there be white between columns: do ends of level strokes, or sides of fills, stand near but do not touch?

    On most pages of ruled tables none do, and their boxes need not be looked for.
    """
    ends = (strokes.low[strokes.level, 0], strokes.high[strokes.level, 0], shaded[:, 0], shaded[:, 2])
    edges = np.sort(np.concatenate(ends))
    cuts = np.flatnonzero(np.diff(edges) > WHITE)
    first, last = np.concatenate(([0], cuts + 1)), np.concatenate((cuts, [len(edges) - 1]))
    return bool((edges[last] - edges[first] > TOUCHING).any())


def _outlines(strokes: _Strokes) -> tuple[Floats, list[Ints]]:
    """Boxes (n, 4) whose four sides are drawn as strokes of their own, and the strokes of each."""
    starts, ends = strokes.low.tolist(), strokes.high.tolist()  # single numbers of an array take many times as long
    levels = strokes.level.tolist()
    at_corner, at_foot = _by_start(starts, strokes.upright.tolist()), _by_start(starts, levels)
    found: dict[tuple[float, ...], Ints] = {}
    for top in levels:
        (x0, y), x1 = starts[top], ends[top][0]
        for left in _at(at_corner, x0, y):
            y1 = ends[left][1]
            right = next((k for k in _at(at_corner, x1, y) if abs(ends[k][1] - y1) <= CORNER), None)
            if right is None:
                continue
            foot = next((k for k in _at(at_foot, x0, y1) if k != top and abs(ends[k][0] - x1) <= CORNER), None)
            if foot is not None:
                found.setdefault((x0, y, x1, y1), np.array([top, left, right, foot]))
                break
    return np.array([*found], np.float32).reshape(-1, 4), [*found.values()]


Starts = dict[tuple[int, int], list[tuple[int, float, float]]]
"""Strokes with the point at which they begin, by the square of the page (2 * CORNER wide) that it lies in."""


def _by_start(starts: Sequence[Sequence[float]], chosen: Iterable[int]) -> Starts:
    found: Starts = {}
    for k in chosen:
        x, y = starts[k]
        found.setdefault((int(x // (2 * CORNER)), int(y // (2 * CORNER))), []).append((k, x, y))
    return found


def _at(strokes: Starts, x: float, y: float) -> list[int]:
    """The strokes that begin at a point: they lie in its square, or the one on the nearer side of it."""
    near = (stroke for a in _squares(x) for b in _squares(y) for stroke in strokes.get((a, b), ()))
    return [k for k, u, v in near if abs(u - x) <= CORNER and abs(v - y) <= CORNER]


def _squares(x: float) -> tuple[int, int]:
    own, rest = divmod(x, 2 * CORNER)
    return int(own), int(own) + (1 if rest > CORNER else -1)


def _holds_others(boxes: Floats) -> NDArray[np.bool_]:
    """Which boxes have another one in them."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    a, b, c, d = (side[:, None] for side in boxes.T)
    inside = (x > a) & (x < c) & (y > b) & (y < d)
    return inside.sum(1) > 1


def _groups(boxes: Floats) -> list[Ints]:
    """Boxes that lie beside or below each other with little white between them; groups of two and more."""
    a, b, c, d = boxes.T
    across = np.minimum(c[:, None], c) - np.maximum(a[:, None], a)
    along = np.minimum(d[:, None], d) - np.maximum(b[:, None], b)
    beside = (across < ALIGNED) & (across >= -WHITE) & (along > ALIGNED)
    below = (along < ALIGNED) & (along >= -WHITE) & (across > ALIGNED)
    meet = beside | below
    left = np.ones(len(boxes), bool)
    found: list[Ints] = []
    for first in range(len(boxes)):
        if not left[first]:
            continue
        group = np.zeros(len(boxes), bool)
        fresh = np.array([first])
        while len(fresh):
            group[fresh] = True
            fresh = np.flatnonzero(meet[fresh].any(0) & ~group)
        left &= ~group
        if group.sum() > 1:
            found.append(np.flatnonzero(group))
    return found


def _is_even(white: Floats) -> bool:
    """Is there white between all columns, or rows, as much everywhere? Boxes of a diagram stand as they come."""
    return not len(white) or bool(white.min() > TOUCHING and np.ptp(white) <= UNEVEN)


def _grown(boxes: Floats, *, is_labelled: bool) -> Floats | None:
    """The boxes (n, 4) as cells that meet; None where they are no grid, or meet already."""
    width, height = boxes[:, 2:].max(0) - boxes[:, :2].min(0)
    grown = boxes.copy()
    borders = []
    for axis in (0, 1):
        edges = np.sort(boxes[:, [axis, axis + 2]].ravel())
        white = min(WHITE, THIN * float((boxes[:, axis + 2] - boxes[:, axis]).min()))
        group = np.concatenate(([0], np.cumsum(np.diff(edges) > white)))
        starts = np.flatnonzero(np.concatenate(([True], np.diff(group) > 0)))
        low, high = edges[starts], edges[np.concatenate((starts[1:] - 1, [len(edges) - 1]))]
        middle = (low + high) / 2
        middle[0], middle[-1] = low[0], high[-1]
        borders.append(high - low)
        for side in (axis, axis + 2):
            grown[:, side] = middle[np.searchsorted(high, boxes[:, side])]
    if (grown[:, :2] >= grown[:, 2:]).any():
        return None
    if ((grown[:, 2] - grown[:, 0]) * (grown[:, 3] - grown[:, 1])).sum() < FULL * width * height:
        return None
    inner = [each[1:-1] for each in borders]
    rows, columns = len(borders[1]) - 1, len(borders[0]) - 1
    if columns < 2 or not all(map(_is_even, inner)):
        return None
    if not is_labelled and (rows < 2 or float(np.median(boxes[:, 3] - boxes[:, 1])) > LOW):
        return None
    return grown
