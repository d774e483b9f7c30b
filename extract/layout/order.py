"""The order in which the parts of a page are read: recursive cuts along the white between them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.source import Floats, Ints

GUTTER: Final = 8.0
"""Points of white from top to bottom that may part two columns."""
COLUMN_LINES: Final = 5
"""Lines from which on a text without rulings may be a column of its own."""
TITLE_GAP: Final = 3.0
"""Em of white from which on a line is not one title, but the heads of several columns."""
BESIDE: Final = 30.0
"""Points between a block and a label at its left, at most."""
CENTRED: Final = 0.1
"""Share of the width by which a title may stand off the middle."""
LARGE: Final = 1.2
"""How much larger than the usual text a title is."""
AT_END: Final = 0.6
"""Share of the width behind which a text begins that stands at a line's end, and over no column."""
COLUMN_EMS: Final = 10.0
"""Em that the lines of such a column fill on average: those of a table are shorter."""


def reading_order(boxes: Floats, is_block: NDArray[np.bool_], size: float) -> list[list[int]]:
    """Groups of boxes (n, 4) in reading order. A block (a table, a frame) is a group of its own; the texts of one
    group are lines of one column. `size` is the usual font size in points."""
    return _cut(boxes, is_block, size, np.arange(len(boxes)), 0)


def _cut(boxes: Floats, is_block: NDArray[np.bool_], size: float, ids: NDArray[np.intp], depth: int) -> list[list[int]]:
    if len(ids) <= 1 or depth > 24:
        return [[int(i)] for i in ids] if is_block[ids].any() else ([ids.tolist()] if len(ids) else [])
    head = _title(boxes, is_block, size, ids)
    if len(head):
        return [head.tolist(), *_cut(boxes, is_block, size, np.setdiff1d(ids, head), depth + 1)]
    for left, right in _gutters(boxes, ids):
        if _are_columns(boxes, is_block, size, left, right):
            return [*_cut(boxes, is_block, size, left, depth + 1), *_cut(boxes, is_block, size, right, depth + 1)]
    if not is_block[ids].any():
        return _texts(boxes, is_block, size, ids, depth)
    bands = _merged(is_block, _columned(boxes, is_block, _bands(boxes, ids)))
    if len(bands) > 1:
        return [group for band in bands for group in _cut(boxes, is_block, size, band, depth + 1)]
    return _by_place(boxes, is_block, ids)


def _title(boxes: Floats, is_block: NDArray[np.bool_], size: float, ids: NDArray[np.intp]) -> NDArray[np.intp]:
    """The texts above several columns that stand in the middle over them: read first, not with the column below."""
    left, right = boxes[ids, 0].min(), boxes[ids, 2].max()
    count = 0
    bands = _bands(boxes, ids)
    for band in bands:
        x0, x1 = boxes[band, 0], boxes[band, 2]
        off = abs(float(x0.min() + x1.max() - left - right)) / 2
        is_title = off <= CENTRED * (right - left) and not _gaps(x0, x1, TITLE_GAP * size)
        if is_block[band].any() or not (is_title or _is_head(boxes[band], left, right, size)):
            break
        count += 1
    if not count or count == len(bands):
        return ids[:0]
    rest = np.concatenate(bands[count:])
    gutters = _gutters(boxes, rest)
    is_over = is_block[rest].sum() >= 2 or any(_are_columns(boxes, is_block, size, a, b) for a, b in gutters)
    return np.concatenate(bands[:count]) if is_over else ids[:0]


def _is_head(line: Floats, left: float, right: float, size: float) -> bool:
    """A large title at the page's left, and at its right end, on the same line, what tells the sheet (整理番号 3).

    What begins where the right column does would be that column's own heading.
    """
    first, last = line[line[:, 0].argmin()], line[line[:, 2].argmax()]
    is_large = first[3] - first[1] >= LARGE * size
    is_flush = first[0] - left <= 2 * size and right - last[2] <= 2 * size
    return bool(is_large and is_flush and last[0] - left > AT_END * (right - left))


def _columned(boxes: Floats, is_block: NDArray[np.bool_], bands: list[NDArray[np.intp]]) -> list[NDArray[np.intp]]:
    """Bands that follow each other as one where a gutter runs through them all: each column is read to its end."""
    found: list[NDArray[np.intp]] = []
    at = 0
    while at < len(bands):
        stop = _columns_end(boxes, is_block, bands, at) if len(bands[at]) > 1 else at + 1
        found.append(np.concatenate(bands[at:stop]))
        at = stop
    return found if len(found) > 1 else bands


def _columns_end(boxes: Floats, is_block: NDArray[np.bool_], bands: list[NDArray[np.intp]], at: int) -> int:
    """The band behind the last one through which a gutter runs from band `at` on; there are blocks on both sides."""
    stop = at + 1
    ids = bands[at]
    gutters = _gaps(boxes[ids, 0], boxes[ids, 2], GUTTER)
    for end in range(at + 1, len(bands)):
        left, right = boxes[bands[end], 0], boxes[bands[end], 2]
        gutters = [
            cut for a, b in gutters for cut in _narrowed((a, b), left, right) if cut[1] - cut[0] >= GUTTER
        ]  # fmt: skip
        if not gutters:
            break
        ids = np.concatenate((ids, bands[end]))
        if any(is_block[ids[boxes[ids, 2] <= a]].any() and is_block[ids[boxes[ids, 0] >= b]].any() for a, b in gutters):
            stop = end + 1
    return stop


def _narrowed(gutter: tuple[float, float], left: Floats, right: Floats) -> list[tuple[float, float]]:
    """What boxes with these edges leave of a gutter."""
    a, b = gutter
    inside = (left < b) & (right > a)
    gaps = _gaps(np.concatenate((left[inside], [a - 1, b])), np.concatenate((right[inside], [a, b + 1])), 0.01)
    return [(max(low, a), min(high, b)) for low, high in gaps]


def _gaps(low: Floats, high: Floats, least: float) -> list[tuple[float, float]]:
    """White between intervals, at least `least` wide, widest first."""
    order = np.argsort(low, kind="stable")
    reach = np.maximum.accumulate(high[order])
    width = low[order][1:] - reach[:-1]
    at = np.flatnonzero(width >= least)
    return [(float(reach[i]), float(low[order][i + 1])) for i in at[np.argsort(-width[at], kind="stable")]]


def _gutters(boxes: Floats, ids: NDArray[np.intp]) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    mine = boxes[ids]
    return [(ids[mine[:, 0] < b - 0.01], ids[mine[:, 0] >= b - 0.01])
            for _, b in _gaps(mine[:, 0], mine[:, 2], GUTTER)]  # fmt: skip


def _are_columns(
    boxes: Floats, is_block: NDArray[np.bool_], size: float, left: NDArray[np.intp], right: NDArray[np.intp]
) -> bool:
    """Are the parts left and right of a gutter read one after the other, and not line by line across?"""
    a, b = boxes[left], boxes[right]
    shared = min(a[:, 3].max(), b[:, 3].max()) - max(a[:, 1].min(), b[:, 1].min())
    if shared <= 0:
        return False
    blocks = is_block[left].any(), is_block[right].any()
    if all(blocks):
        return True
    if any(blocks):
        text = right if blocks[0] else left
        return _lines(boxes[text], size) >= COLUMN_LINES
    if min(_lines(a, size), _lines(b, size)) < COLUMN_LINES:
        return False
    return all(_fill(part, size) >= COLUMN_EMS for part in (a, b))


def _lines(boxes: Floats, size: float) -> int:
    """Lines that the texts make."""
    bottom = np.sort(boxes[:, 3])
    return 1 + int((np.diff(bottom) > 0.5 * size).sum())


def _fill(boxes: Floats, size: float) -> float:
    """Em of text on a line, on average."""
    return float((boxes[:, 2] - boxes[:, 0]).sum()) / _lines(boxes, size) / size


def _bands(boxes: Floats, ids: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Parts above each other that no box joins."""
    order = ids[np.argsort(boxes[ids, 1], kind="stable")]
    reach = np.maximum.accumulate(boxes[order, 3])
    cuts = (np.flatnonzero(boxes[order, 1][1:] >= reach[:-1] - 1.0) + 1).tolist()
    return [order[a:b] for a, b in pairwise([0, *cuts, len(order)])]


def _merged(is_block: NDArray[np.bool_], bands: list[NDArray[np.intp]]) -> list[NDArray[np.intp]]:
    """The bands; texts that follow each other as one."""
    parts: list[NDArray[np.intp]] = []
    for band in bands:
        if parts and not is_block[band].any() and not is_block[parts[-1]].any():
            parts[-1] = np.concatenate((parts[-1], band))
        else:
            parts.append(band)
    return parts


def _texts(
    boxes: Floats, is_block: NDArray[np.bool_], size: float, ids: NDArray[np.intp], depth: int
) -> list[list[int]]:
    """Texts only: one column, or a head of some lines across columns below it."""
    order = ids[np.argsort(boxes[ids, 1], kind="stable")]
    reach = np.maximum.accumulate(boxes[order, 3])
    cuts = (np.flatnonzero(boxes[order, 1][1:] >= reach[:-1] - 1.0) + 1).tolist()
    for cut in cuts[:6]:
        head, rest = order[:cut], order[cut:]
        for left, right in _gutters(boxes, rest):
            if _are_columns(boxes, is_block, size, left, right):
                return [head.tolist(), *_cut(boxes, is_block, size, rest, depth + 1)]
    return [ids.tolist()]


def _by_place(boxes: Floats, is_block: NDArray[np.bool_], ids: Sequence[int] | NDArray[np.intp]) -> list[list[int]]:
    """From top to bottom, left to right, where no cut is possible; what labels a block at its left comes before it."""
    groups: list[list[int]] = []
    order = sorted((int(i) for i in ids), key=lambda i: (float(boxes[i, 1]), float(boxes[i, 0])))
    labels = {i: _labelled(boxes, is_block, order, i) for i in order if not is_block[i]}
    order = [i for at in order for i in (*(k for k, block in labels.items() if block == at), at)
             if i != at or labels.get(at) is None]  # fmt: skip
    for i in order:
        if is_block[i] or not groups or is_block[groups[-1][0]] or labels.get(i) != labels.get(groups[-1][-1]):
            groups.append([i])
        else:
            groups[-1].append(i)
    return groups


def _labelled(boxes: Floats, is_block: NDArray[np.bool_], order: Sequence[int], text: int) -> int | None:
    """The block right beside which a text stands, at its left and within its height."""
    x1, middle = boxes[text, 2], (boxes[text, 1] + boxes[text, 3]) / 2
    near = (i for i in order if is_block[i] and -1.0 <= boxes[i, 0] - x1 <= BESIDE)
    return next((i for i in near if boxes[i, 1] <= middle <= boxes[i, 3]), None)


def beside(boxes: Floats, weight: Ints, size: float) -> NDArray[np.intp] | None:
    """Which of the runs (n, 4) of one cell are a text of their own, right of the others; None where none are.

    It stands behind a gutter, off the lines of the rest; or has fewer lines and is set in another weight.
    """
    for edge, start in _gaps(boxes[:, 0], boxes[:, 2], size):
        right = np.flatnonzero(boxes[:, 0] >= start - 0.01)
        left = np.flatnonzero(boxes[:, 2] <= edge + 0.01)
        if not len(right) or not len(left):
            continue
        is_less = _lines(boxes[left], size) > _lines(boxes[right], size)
        off = np.abs(boxes[right, 3][:, None] - boxes[left, 3][None, :]).min(1) > 0.15 * size
        other = set(weight[right].tolist()).isdisjoint(weight[left].tolist())
        if (other and is_less) or off.all():
            return right
    return None
