"""Tables without rulings: cells shown by shading, or by alignment below a shaded head.

What is found is given as rulings, as if the lines were drawn: the same code makes the cells.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.rulings import THIN, Rulings, joined
from plansheets.extract.layout.shaded_labels import label_forms
from plansheets.extract.layout.shaded_lists import draw_list, heads_of
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
COLUMNS: Final = 3
"""Heads on one shaded band from which on it is the head of a table."""

Segments = list[tuple[float, float, float]]


def shaded_rulings(
    drawn: Drawn, tables: Sequence[RuledTable], runs: Floats, size: float, figures: NDArray[np.bool_] | None = None
) -> Rulings | None:
    """Rulings (see Rulings) of the tables that fills and alignment show outside of the ruled ones; None for none.

    `runs` (n, 4) are the boxes of the page's runs of text, `size` its usual font size in points, `figures` (n,) which
    of the runs are figures.
    """
    fills, colors = _cells(drawn, tables)
    is_free = _is_outside(runs, tables)
    free = runs[is_free]
    if not len(fills) or not len(free):
        return None
    numbers = figures[is_free] if figures is not None else np.zeros(len(free), bool)
    level: Segments = []
    upright: Segments = []
    used = np.zeros(len(fills), bool)
    stacks = [s for s in _stacks(fills) if sum(_holds_text(fills[k], free) for k in s) >= 0.6 * len(s)]
    for band in heads_of(fills, stacks):
        if not used[list(band.fills)].any():
            used[list(draw_list(band, fills, colors, free, numbers, size, level, upright))] = True
    for stack in stacks:
        if not used[stack].any():
            used |= _form(fills, stack, free, level, upright)
    label_forms(fills[~used], free, size, level, upright)
    if not level:
        return None
    return Rulings(joined(np.array(level, np.float32)), joined(np.array(upright, np.float32)))


def _cells(drawn: Drawn, tables: Sequence[RuledTable]) -> tuple[Floats, NDArray[np.uint32]]:
    """Fills (k, 4) darker than paper and large enough for a text, outside of ruled tables, and their colours; sorted
    from the top."""
    keep = _is_shaded(drawn)
    fills, colors = drawn.fills[keep], drawn.fill_colors[keep]
    free = _is_outside(fills, tables)
    fills, colors = fills[free], colors[free]
    if not len(fills):
        return fills, colors
    fills, first = np.unique(np.round(fills, 2), axis=0, return_index=True)
    order = np.lexsort((fills[:, 0], fills[:, 1]))
    return fills[order], colors[first[order]]


def shaded(drawn: Drawn) -> Floats:
    """Fills (k, 4) darker than paper and large enough for a text."""
    return drawn.fills[_is_shaded(drawn)]


def _is_shaded(drawn: Drawn) -> NDArray[np.bool_]:
    size = np.minimum(drawn.fills[:, 2] - drawn.fills[:, 0], drawn.fills[:, 3] - drawn.fills[:, 1])
    found: NDArray[np.bool_] = is_shade(drawn.fill_colors) & (size >= max(SMALLEST, THIN))
    return found


def _is_outside(boxes: Floats, tables: Sequence[RuledTable]) -> NDArray[np.bool_]:
    """Which of the boxes (n, 4) have their middle in no table with cells."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    keep = np.ones(len(boxes), bool)
    for table in tables:
        if not table.is_box:
            a, b, c, d = table.box
            keep &= ~((x >= a) & (x <= c) & (y >= b) & (y <= d))
    return keep


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
