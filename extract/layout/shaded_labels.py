"""Shaded labels with white between them: each names what stands right of it, up to the next one on its height."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from plansheets.extract.layout.aligned import merged
from plansheets.extract.source import Floats

SAME: Final = 1.5
"""Points by which the left edges of labels below each other may differ."""
APART: Final = 1.3
"""Em of white between two rows of labels, at most."""
WIDEST: Final = 0.45
"""Share of the form's width that a label takes at most; what is wider is a heading."""
NAMED: Final = 0.6
"""Share of the labels that have a value beside them, at least."""
GAP: Final = 2.0
"""Em between two texts in one shaded area that make it more than a label."""

Segments = list[tuple[float, float, float]]
Row = list[list[float]]


def label_forms(fills: Floats, runs: Floats, size: float, level: Segments, upright: Segments) -> None:
    """Add the rulings that the forms of such labels would have. `fills` (k, 4) are shaded areas of no other table."""
    labels = [box for box in fills.tolist() if _is_label(box, runs, size)]
    for form in _forms(_rows(labels), runs, size):
        _draw(form, runs, size, level, upright)


def _is_label(box: Sequence[float], runs: Floats, size: float) -> bool:
    """Does a fill hold one text, and little room beside it?"""
    x, y = (runs[:, 0] + runs[:, 2]) / 2, (runs[:, 1] + runs[:, 3]) / 2
    mine = runs[(x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])]
    return len(merged(mine[:, [0, 2]], GAP * size)) == 1 and float(mine[:, 0].min()) >= box[0] - SAME


def _rows(labels: Sequence[list[float]]) -> list[Row]:
    """Labels on one height, from left to right; the rows from top to bottom."""
    rows: list[Row] = []
    for box in sorted(labels, key=lambda b: (b[1], b[0])):
        middle = (box[1] + box[3]) / 2
        if rows and any(b[1] <= middle <= b[3] and (b[2] <= box[0] + SAME or box[2] <= b[0] + SAME) for b in rows[-1]):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row) for row in rows]


def _forms(rows: Sequence[Row], runs: Floats, size: float) -> list[list[Row]]:
    """Rows below each other whose first labels begin at one place."""
    forms: list[list[Row]] = []
    for row in rows:
        form = next((f for f in forms if _follows(f[-1][0], row[0], runs, size)), None)
        if form is None:
            forms.append([row])
        else:
            form.append(row)
    return [form for form in forms if sum(map(len, form)) > 1]


def _follows(above: list[float], below: list[float], runs: Floats, size: float) -> bool:
    """Does a label stand below another one with nothing between them but what is beside them, and little white?"""
    if abs(above[0] - below[0]) > SAME or below[1] < above[3] - SAME:
        return False
    middle = (runs[:, 1] + runs[:, 3]) / 2
    between = runs[(runs[:, 2] > above[0]) & (middle > above[3]) & (middle < below[1])]
    if (between[:, 0] < above[2] - SAME).any():
        return False
    extents = merged([(above[1], above[3]), (below[1], below[3]), *map(tuple, between[:, [1, 3]].tolist())], 0.0)
    return max((b[0] - a[1] for a, b in pairwise(extents)), default=0.0) <= APART * size


def _draw(form: list[Row], runs: Floats, size: float, level: Segments, upright: Segments) -> None:
    left, top, bottom = form[0][0][0], form[0][0][1], max(box[3] for box in form[-1])
    middle = (runs[:, 1] + runs[:, 3]) / 2
    mine = runs[(runs[:, 0] >= left - SAME) & (middle > top - size / 2) & (middle < bottom + size / 2)]
    right = max(*(box[2] for row in form for box in row), float(mine[:, 2].max(initial=left))) + 2.0
    if not _are_named(form, mine) or max(row[0][2] for row in form) - left > WIDEST * (right - left):
        return
    bottom = _foot(form[-1], runs, size)
    ys = [min(top, float(mine[:, 1].min())), *(_between(a, b, mine) for a, b in pairwise(form)), bottom]
    level += [(y, left, right) for y in ys]
    upright += [(left, ys[0], bottom), (right, ys[0], bottom)]
    for row, (y0, y1) in zip(form, pairwise(ys), strict=True):
        upright += [(x, y0, y1) for box in row for x in (box[0], box[2])]


def _are_named(form: list[Row], runs: Floats) -> bool:
    """Do most labels have a text right of them, before the next label?"""
    found = []
    y = (runs[:, 1] + runs[:, 3]) / 2
    for row in form:
        for box, after in zip(row, [*(b[0] for b in row[1:]), np.inf], strict=True):
            beside = (runs[:, 0] >= box[2] - SAME) & (runs[:, 0] < after - SAME) & (y > box[1]) & (y < box[3])
            found.append(bool(beside.any()))
    return sum(found) >= NAMED * len(found)


def _between(above: Row, below: Row, runs: Floats) -> float:
    """The height between two rows: where the texts beside their labels leave most white; the middle where all do."""
    high, low = max(box[3] for box in above), min(box[1] for box in below)
    start, stop = ((row[0][1] + row[0][3]) / 2 for row in (above, below))
    beside = runs[(runs[:, 0] >= above[0][2] - SAME) & (runs[:, 3] > start) & (runs[:, 1] < stop)]
    if not len(beside) or not ((beside[:, 1] < low) & (beside[:, 3] > high)).any():
        return (high + low) / 2
    order = beside[np.argsort(beside[:, 1], kind="stable")]
    reach = np.maximum.accumulate(order[:, 3])
    gaps = order[1:, 1] - reach[:-1]
    at = int(np.argmax(gaps)) if len(gaps) else -1
    return float((reach[at] + order[at + 1, 1]) / 2) if at >= 0 and gaps[at] > 0 else (high + low) / 2


def _foot(row: Row, runs: Floats, size: float) -> float:
    """The lower edge of the last row, with the lines of its values that go on below its labels."""
    bottom = max(box[3] for box in row)
    for x0, top, _, low in sorted(runs.tolist(), key=lambda run: run[1]):
        if x0 >= row[0][2] - SAME and bottom - size < top < bottom + 0.5 * size and low > bottom:
            bottom = low + 0.1 * size
    return bottom
