"""Tables under a shaded head: its columns by the head's cells, or by the white between its texts; rows by alignment."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.aligned import body_of, drawn_rows, merged
from plansheets.extract.source import Floats

TOUCH: Final = 2.5
"""Points between two fills that touch."""
COLUMNS: Final = 3
"""Columns of such a table, at least."""
WHOLE: Final = 0.95
"""Share of its box that a head's shading covers; of its width, for a shaded row."""
ROWS: Final = 3
"""Rows of shaded cells above each other, at most, that are a head."""
LOOSE: Final = 2.4
"""Em of white that end such a table."""

Segments = list[tuple[float, float, float]]


@dataclass(frozen=True)
class Band:
    """A shaded head: its box, and the fills that it is made of, by their number."""

    left: float
    top: float
    right: float
    bottom: float
    fills: tuple[int, ...]


def heads_of(fills: Floats, stacks: Sequence[Sequence[int]]) -> list[Band]:
    """The heads among the fills (k, 4): areas that fills which touch cover wholly. Not those in a form of labels,
    which the `stacks` are.
    """
    group = _touching(fills)
    found = []
    for number in np.unique(group).tolist():
        at = np.flatnonzero(group == number)
        boxes = fills[at]
        left, top, right, bottom = (float(v) for v in (*boxes[:, :2].min(0), *boxes[:, 2:].max(0)))
        area = float(((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])).sum())
        rows = len(merged(np.stack([boxes[:, 1], boxes[:, 1] + 1], 1), TOUCH))
        if rows > ROWS or area < WHOLE * (right - left) * (bottom - top):
            continue
        if len(at) > 1 and int((boxes[:, 3] > bottom - TOUCH).sum()) < COLUMNS:
            continue
        found.append(Band(left, top, right, bottom, tuple(at.tolist())))
    in_form = [_box(fills, stack) for stack in stacks if not any(set(stack) <= set(b.fills) for b in found)]
    return [b for b in found if not any(x0 <= b.left + TOUCH and y0 <= b.top + TOUCH and y1 >= b.bottom - TOUCH
                                        for x0, y0, _, y1 in in_form)]  # fmt: skip


def _box(fills: Floats, at: Sequence[int]) -> tuple[float, float, float, float]:
    boxes = fills[list(at)]
    return float(boxes[0, 0]), float(boxes[0, 1]), float(boxes[:, 2].max()), float(boxes[-1, 3])


def _touching(fills: Floats) -> NDArray[np.intp]:
    """Group numbers (k,) of fills that touch each other along a side."""
    group = np.arange(len(fills))
    order = np.argsort(fills[:, 1], kind="stable")
    for i, a in enumerate(order.tolist()):
        for b in order[i + 1 :].tolist():
            if fills[b, 1] > fills[a, 3] + TOUCH:
                break
            over_x = min(fills[a, 2], fills[b, 2]) - max(fills[a, 0], fills[b, 0])
            over_y = min(fills[a, 3], fills[b, 3]) - max(fills[a, 1], fills[b, 1])
            if min(over_x, over_y) >= -TOUCH and max(over_x, over_y) > TOUCH:
                group[group == group[b]] = group[a]
    return group


def draw_list(
    band: Band, fills: Floats, colors: NDArray[np.uint32], runs: Floats, figures: NDArray[np.bool_], size: float,
    level: Segments, upright: Segments,
) -> set[int]:  # fmt: skip
    """Add the rulings of the table under a head; gives the numbers of the fills in it, none where there is no table.

    `colors` (k,) are those of the fills: a row below in the colour of the head is the head of another table.
    """
    middle = (runs[:, 1] + runs[:, 3]) / 2
    inside = (runs[:, 0] >= band.left - 2) & (runs[:, 2] <= band.right + 2)
    heads = runs[inside & (middle > band.top) & (middle < band.bottom)]
    known = _edges(band, fills)
    columns = [list(c) for c in (pairwise(known) if known else merged(heads[:, [0, 2]], 1.0))]
    if len(columns) < COLUMNS or not len(heads):
        return set()
    used = set(band.fills)
    own = {int(colors[k]) for k in used if fills[k, 1] < band.top + TOUCH}
    stripes = {k for k in _stripes(band, fills) if int(colors[k]) not in own}
    body: list[int] = []
    reach, widest = band.bottom, 0.0
    below = np.flatnonzero(inside & (middle >= band.bottom))
    for k in below[np.argsort(runs[below, 1], kind="stable")].tolist():
        box = runs[k].tolist()
        on = _fill_under(fills, box)
        gap = box[1] - reach
        if gap > (min(LOOSE, max(2 * widest / size, 1.0)) if widest else LOOSE) * size:
            break
        if _covers(columns, box, bool(known)) > 1 or not on <= used | stripes:
            break
        used |= on
        widest = max(widest, gap) if body else widest
        body.append(k)
        reach = max(reach, box[3], *(float(fills[f, 3]) - 1 for f in on))
        if not known:
            _widen(columns, box)
    if not body:
        return set()
    used |= {f for f in stripes if band.bottom - TOUCH <= fills[f, 1] and fills[f, 3] <= reach + TOUCH}
    xs = np.array(known or [band.left, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), band.right], np.float32)
    texts = runs[body]
    rows, sides = drawn_rows(body_of(texts, figures[body], xs, band.bottom, reach + 1, size), xs, texts)
    level += [(band.top, band.left, band.right), (band.bottom, band.left, band.right), *rows]
    upright += [(band.left, band.top, band.bottom), (band.right, band.top, band.bottom), *sides]
    if known:
        for a, b, c, d in fills[list(band.fills)].tolist():
            level += [(b, a, c), (d, a, c)]
            upright += [(a, b, d), (c, b, d)]
    else:
        upright += [(float(x), band.top, band.bottom) for x in xs[1:-1]]
    return used


def _edges(band: Band, fills: Floats) -> list[float]:
    """The borders of the columns that the lowest cells of a head show; none where the head is one area."""
    lowest = sorted(fills[k].tolist() for k in band.fills if fills[k, 3] > band.bottom - TOUCH)
    return [band.left, *((a[2] + b[0]) / 2 for a, b in pairwise(lowest)), band.right] if len(lowest) > 1 else []


def _stripes(band: Band, fills: Floats) -> set[int]:
    """The fills that shade whole rows below a head: every second row, sums."""
    inside = (
        (fills[:, 0] >= band.left - TOUCH) & (fills[:, 2] <= band.right + TOUCH) & (fills[:, 1] >= band.bottom - TOUCH)
    )
    rows: dict[tuple[int, int], list[int]] = {}
    for k in np.flatnonzero(inside).tolist():
        rows.setdefault((round(fills[k, 1] / TOUCH), round(fills[k, 3] / TOUCH)), []).append(k)
    return {
        k for row in rows.values() for k in row
        if sum(b - a for a, b in merged(fills[row][:, [0, 2]], TOUCH)) >= WHOLE * (band.right - band.left)
    }  # fmt: skip


def _fill_under(fills: Floats, box: Sequence[float]) -> set[int]:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    over = (fills[:, 0] <= x) & (fills[:, 2] >= x) & (fills[:, 1] <= y) & (fills[:, 3] >= y)
    return set(np.flatnonzero(over).tolist())


def _covers(columns: Sequence[Sequence[float]], box: Sequence[float], are_cells: bool) -> int:
    """Columns that a text stands in; one under no head belongs to the nearest, and may reach a hair over a border."""
    slack = 2.0 if are_cells else 1.0
    return max(sum(box[0] < b - slack and box[2] > a + slack for a, b in columns), 1)


def _widen(columns: list[list[float]], box: Sequence[float]) -> None:
    distance = [max(a - box[2], box[0] - b) for a, b in columns]
    nearest = min(range(len(columns)), key=lambda i: distance[i])
    columns[nearest] = [min(columns[nearest][0], box[0]), max(columns[nearest][1], box[2])]
