"""Tables without rulings: cells shown by shading, or by alignment below a shaded head.

What is found is given as rulings, as if the lines were drawn: the same code makes the cells.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.rulings import THIN, Rulings, joined
from plansheets.extract.layout.shades import is_shade
from plansheets.extract.layout.tables import RuledTable
from plansheets.extract.readers.page import Drawn
from plansheets.extract.source import Floats

SAME: Final = 1.5
"""Points by which the edges of fills of one column may differ."""
TOUCH: Final = 2.5
"""Points between two fills that touch."""
SMALLEST: Final = 7.0
"""Points that a shaded cell measures at least."""
ROW_GAP: Final = 0.12
"""Em of white between two rows of a table without lines."""
LOOSE: Final = 2.4
"""Em of white that end such a table."""
COLUMNS: Final = 3
"""Heads on one shaded band from which on it is the head of a table."""

Segments = list[tuple[float, float, float]]


def shaded_rulings(drawn: Drawn, tables: Sequence[RuledTable], runs: Floats, size: float) -> Rulings | None:
    """Rulings (see Rulings) of the tables that fills and alignment show outside of the ruled ones; None for none.

    `runs` (n, 4) are the boxes of the page's runs of text, `size` its usual font size in points.
    """
    fills = _cells(drawn, tables)
    free = _outside(runs, tables)
    if not len(fills) or not len(free):
        return None
    level: Segments = []
    upright: Segments = []
    used = np.zeros(len(fills), bool)
    for stack in _stacks(fills):
        if sum(_holds_text(fills[k], free) for k in stack) < 0.6 * len(stack):
            continue
        used |= _form(fills, stack, free, level, upright)
    for k in np.flatnonzero(~used).tolist():
        _list(fills, k, free, size, level, upright)
    if not level:
        return None
    return Rulings(joined(np.array(level, np.float32)), joined(np.array(upright, np.float32)))


def _cells(drawn: Drawn, tables: Sequence[RuledTable]) -> Floats:
    """Fills (k, 4) darker than paper and large enough for a text, outside of ruled tables; sorted from the top."""
    found = _outside(shaded(drawn), tables)
    found = np.unique(np.round(found, 2), axis=0) if len(found) else found
    return found[np.lexsort((found[:, 0], found[:, 1]))] if len(found) else found


def shaded(drawn: Drawn) -> Floats:
    """Fills (k, 4) darker than paper and large enough for a text."""
    fills = drawn.fills
    width, height = fills[:, 2] - fills[:, 0], fills[:, 3] - fills[:, 1]
    keep = is_shade(drawn.fill_colors) & (np.minimum(width, height) >= max(SMALLEST, THIN))
    return fills[keep]


def _outside(boxes: Floats, tables: Sequence[RuledTable]) -> Floats:
    """Those of the boxes (n, 4) whose middle lies in no table with cells."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    keep = np.ones(len(boxes), bool)
    for table in tables:
        if not table.is_box:
            a, b, c, d = table.box
            keep &= ~((x >= a) & (x <= c) & (y >= b) & (y <= d))
    return boxes[keep]


def _stacks(fills: Floats) -> list[list[int]]:
    """Fills of one width that touch below each other, at least two; from the left."""
    stacks: list[list[int]] = []
    for k in range(len(fills)):
        for stack in stacks:
            last = fills[stack[-1]]
            if np.abs(fills[k, [0, 2]] - last[[0, 2]]).max() <= SAME and abs(fills[k, 1] - last[3]) <= TOUCH:
                stack.append(k)
                break
        else:
            stacks.append([k])
    return sorted((s for s in stacks if len(s) > 1), key=lambda s: float(fills[s[0], 0]))


def _holds_text(fill: Floats, runs: Floats) -> bool:
    x, y = (runs[:, 0] + runs[:, 2]) / 2, (runs[:, 1] + runs[:, 3]) / 2
    return bool(((x > fill[0]) & (x < fill[2]) & (y > fill[1]) & (y < fill[3])).any())


def _form(fills: Floats, stack: list[int], runs: Floats, level: Segments, upright: Segments) -> NDArray[np.bool_]:
    """A stack of labels with their values beside them; gives the fills that it uses."""
    left, top, bottom = (float(v) for v in (fills[stack[0], 0], fills[stack[0], 1], fills[stack[-1], 3]))
    used = np.zeros(len(fills), bool)
    if any(a <= left and b >= fills[stack[0], 2] for y, a, b in level if abs(y - top) <= TOUCH):
        used[stack] = True  # a second stack of labels in rows that are known
        return used
    inside = (fills[:, 1] >= top - TOUCH) & (fills[:, 3] <= bottom + TOUCH) & (fills[:, 0] >= left - SAME)
    middle = (runs[:, 1] + runs[:, 3]) / 2
    beside = (middle >= top) & (middle <= bottom) & (runs[:, 0] >= left - SAME)
    right = max(float(fills[inside, 2].max()), float(runs[beside, 2].max(initial=left)) + 2.0)
    used |= inside
    for y in (top, *(float(fills[k, 3]) for k in stack)):
        level.append((y, left, right))
    upright += [(left, top, bottom), (right, top, bottom)]
    for x0, y0, x1, y1 in fills[inside].tolist():
        upright += [(x0, y0, y1), (x1, y0, y1)]
        level += [(y0, x0, x1), (y1, x0, x1)]
        foot = float(fills[stack, 3][np.searchsorted(fills[stack, 3], y1 - TOUCH)])
        if foot > y1 + TOUCH:  # a head that is lower than the label beside it: its column goes on below it
            upright += [(x0, y0, foot), (x1, y0, foot)]
    for k in stack[:1]:
        band = fills[inside & (np.abs(fills[:, 1] - fills[k, 1]) <= TOUCH)]
        if len(band) >= COLUMNS and float((band[:, 2] - band[:, 0]).sum()) >= 0.95 * (right - left):
            for x in band[1:, 0].tolist():
                if not _crossed(runs[beside], x):
                    upright.append((x, top, bottom))
    return used


def _crossed(runs: Floats, x: float) -> bool:
    return bool(((runs[:, 0] < x - 1.0) & (runs[:, 2] > x + 1.0)).any())


def _list(fills: Floats, k: int, runs: Floats, size: float, level: Segments, upright: Segments) -> None:
    """A table whose head is one shaded band: columns by the white between its texts, rows by the white above them."""
    left, top, right, bottom = (float(v) for v in fills[k])
    inside = (runs[:, 0] >= left - 2) & (runs[:, 2] <= right + 2)
    middle = (runs[:, 1] + runs[:, 3]) / 2
    columns = _merged(runs[inside & (middle > top) & (middle < bottom)])
    if len(columns) < COLUMNS:
        return
    below = runs[inside & (middle >= bottom)]
    below = below[np.argsort(below[:, 1], kind="stable")]
    body: list[list[float]] = []
    reach = bottom
    for box in below.tolist():
        if box[1] - reach > LOOSE * size or _covers(columns, box) != 1 or _is_shaded(fills, k, box):
            break
        body.append(box)
        reach = max(reach, box[3])
        _widen(columns, box)
    if not body:
        return
    borders = [left, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), right]
    rows = _row_borders(np.array(body, np.float32), size)
    for y in (top, bottom, *rows, reach + 1):
        level.append((y, left, right))
    for x in borders:
        upright.append((x, top, reach + 1))


def _merged(boxes: Floats) -> list[list[float]]:
    """Extents in x of the columns of a head: texts above each other are one."""
    found: list[list[float]] = []
    for x0, x1 in sorted((float(b[0]), float(b[2])) for b in boxes):
        if found and x0 <= found[-1][1] + 1.0:
            found[-1][1] = max(found[-1][1], x1)
        else:
            found.append([x0, x1])
    return found


def _covers(columns: list[list[float]], box: Sequence[float]) -> int:
    """Columns whose head a text stands under; a text under none belongs to the nearest."""
    return max(sum(box[0] < b - 1.0 and box[2] > a + 1.0 for a, b in columns), 1)


def _widen(columns: list[list[float]], box: Sequence[float]) -> None:
    distance = [max(a - box[2], box[0] - b) for a, b in columns]
    nearest = min(range(len(columns)), key=lambda i: distance[i])
    columns[nearest] = [min(columns[nearest][0], box[0]), max(columns[nearest][1], box[2])]


def _is_shaded(fills: Floats, k: int, box: Sequence[float]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    over = (fills[:, 0] <= x) & (fills[:, 2] >= x) & (fills[:, 1] <= y) & (fills[:, 3] >= y)
    over[k] = False
    return bool(over.any())


def _row_borders(body: Floats, size: float) -> list[float]:
    """Heights between rows: white across all columns."""
    order = body[np.argsort(body[:, 1], kind="stable")]
    reach = np.maximum.accumulate(order[:, 3])
    gap = order[1:, 1] - reach[:-1]
    at = np.flatnonzero(gap >= ROW_GAP * size)
    return [float((reach[i] + order[i + 1, 1]) / 2) for i in at]
