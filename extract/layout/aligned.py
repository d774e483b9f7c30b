"""Rows and columns that only alignment shows: where the columns of a table's texts begin and end, which of its lines
begin a row, and which cells reach over several rows.

Runs are boxes (n, 4) as x0, top, x1, bottom in points; `size` is the usual font size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.source import Floats

LEVEL: Final = 0.4
"""Em by which the middles of texts of one line may differ."""
FIGURES: Final = 0.6
"""Share of a column's lines that are figures where the column is one of figures."""
CENTRED: Final = 0.5
"""Em by which a cell over several rows may stand off their middle."""
WRAPPED: Final = 0.75
"""Em of white, at most, between the lines of one text."""
FULL: Final = 1.5
"""Em by which a line that is wrapped may end before the longest of its column."""
MEASURE: Final = 6.0
"""Em of the longest line of a column from which on its texts may be wrapped."""
WHITE: Final = 0.3
"""Em of white, at least, between two columns."""
CROSSING: Final = 1.0
"""Points by which a text reaches over a border on both sides that belongs to no single column."""
LONE: Final = 0.15
"""Share of a table's texts that may lie across its columns."""


@dataclass
class _Text:
    """One cell's lines: its extent from top to bottom, and the rows that it covers."""

    top: float
    bottom: float
    lines: list[float]
    rows: list[int] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def columns_of(heads: Floats, body: Floats, size: float) -> list[tuple[float, float]]:
    """Extents in x of the columns: where the texts leave white between them from top to bottom.

    Texts that reach over several heads are left out until every head has its column.
    """
    names = merged(heads[:, [0, 2]], 1.0)
    boxes = np.concatenate((body[:, [0, 2]], heads[:, [0, 2]]))
    boxes = boxes[np.argsort(boxes[:, 0] - boxes[:, 1], kind="stable")]  # the widest first
    over = _over(names, boxes) >= 2
    boxes = np.concatenate((boxes[over], boxes[~over]))
    most = min(int(over.sum()), int(LONE * len(boxes)) + 1)
    for gone in range(most + 1):
        found = merged(boxes[gone:], WHITE * size)
        if len(found) >= len(names):
            return found
    return names if len(names) > len(found) else found


def _over(columns: Sequence[tuple[float, float]], extents: Floats) -> NDArray[np.intp]:
    """How many of the columns each extent lies over."""
    low, high = np.array(columns, np.float32).reshape(-1, 2).T
    over = (extents[:, :1] < high - CROSSING) & (extents[:, 1:] > low + CROSSING)
    return over.sum(1)


def merged(extents: Floats | Sequence[tuple[float, float]], white: float) -> list[tuple[float, float]]:
    """Extents that overlap, or leave less white between them, as one; from the left."""
    found: list[tuple[float, float]] = []
    for low, high in sorted((float(a), float(b)) for a, b in extents):
        if found and low < found[-1][1] + white:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def borders_of(columns: Sequence[tuple[float, float]], left: float, right: float) -> Floats:
    """Borders in the middle of the white between columns, and at both ends."""
    return np.array([left, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), right], np.float32)


@dataclass
class Body:
    """The rows of one stretch of a table: their borders from top to bottom, and for each inner border the columns
    that it parts; other columns have a cell over it.
    """

    ys: list[float]
    parted: list[list[bool]]


def body_of(runs: Floats, figures: NDArray[np.bool_], xs: Floats, top: float, bottom: float, size: float) -> Body:
    """The rows between two heights, whose texts are `runs`; `figures` says which of them are numbers or dashes.

    A line with a figure in a column of figures begins a row. Without such a column a row is what white surrounds.
    """
    count = len(xs) - 1
    column = np.clip(np.searchsorted(xs, (runs[:, 0] + runs[:, 2]) / 2) - 1, 0, count - 1)
    wide = _crossing(runs, xs).any(1)
    mine = [np.flatnonzero((column == c) & ~wide) for c in range(count)]
    rows = _figure_rows(runs, figures, mine, size)
    if len(rows) < 2:
        ys = [top, *(_white_rows(runs, size) if not rows else ()), bottom]
        return Body(ys, [[True] * count for _ in ys[1:-1]])
    for box in runs[wide].tolist():
        if np.abs(np.array(rows) - (box[1] + box[3]) / 2).min() > 0.8 * size:
            rows.append((box[1] + box[3]) / 2)
    rows.sort()
    cells = [_cells(runs[at], rows, size, are_figures=bool(len(at)) and _are_figures(figures[at])) for at in mine]
    ys = [top, *_between(rows, cells, size), bottom]
    joins = [{r for cell in column_cells for r in cell.rows[:-1]} for column_cells in cells]
    return Body(ys, [[row not in joined for joined in joins] for row in range(len(rows) - 1)])


def _crossing(runs: Floats, xs: Floats) -> NDArray[np.bool_]:
    """Which runs (n, inner borders) reach over which border."""
    inner = xs[1:-1]
    return (runs[:, :1] < inner - CROSSING) & (runs[:, 2:3] > inner + CROSSING)


def _lines(runs: Floats, size: float) -> Iterator[Floats]:
    """The boxes of each printed line, from top to bottom."""
    middle = (runs[:, 1] + runs[:, 3]) / 2
    order = np.argsort(middle, kind="stable")
    cuts = np.flatnonzero(np.diff(middle[order]) > LEVEL * size) + 1
    yield from (runs[part] for part in np.split(order, cuts) if len(part))


def _figure_rows(
    runs: Floats, figures: NDArray[np.bool_], columns: Sequence[NDArray[np.intp]], size: float
) -> list[float]:
    """The middle of each line of the column with most figures; and of other figures that stand on none of them."""
    found: list[list[float]] = []
    for at in columns:
        if len(at) and _are_figures(figures[at]):
            found.append([float((line[:, 1] + line[:, 3]).mean()) / 2 for line in _lines(runs[at[figures[at]]], size)])
    rows: list[float] = []
    for lines in sorted(found, key=len, reverse=True):
        known = np.array(rows or [-1e9])
        rows += [y for y in lines if np.abs(known - y).min() > 0.8 * size]
    return sorted(rows)


def _are_figures(figures: NDArray[np.bool_]) -> bool:
    return float(figures.mean()) >= FIGURES


def _white_rows(runs: Floats, size: float) -> list[float]:
    """Heights of white across all columns."""
    if not len(runs):
        return []
    order = runs[np.argsort(runs[:, 1], kind="stable")]
    reach = np.maximum.accumulate(order[:, 3])
    at = np.flatnonzero(order[1:, 1] - reach[:-1] >= 0.12 * size)
    return [float((reach[i] + order[i + 1, 1]) / 2) for i in at]


def _cells(runs: Floats, rows: Sequence[float], size: float, *, are_figures: bool) -> list[_Text]:
    """The texts of one column with the rows that each covers.

    Texts over several rows stand in their middle; where the first one stands in the first row, and each in some row,
    they are set at the top of their rows: the second of two pairs of rows would be in the middle of three.
    """
    texts = _texts(runs, rows, size)
    own = [[r for r, y in enumerate(rows) if text.top - 0.1 * size <= y <= text.bottom + 0.1 * size] for text in texts]
    at_top = bool(texts) and all(own) and 0 in own[0]
    spread = None if are_figures or at_top else _spread([text.middle for text in texts], rows, size)
    for at, text in enumerate(texts):
        nearest = int(np.abs(np.array(rows) - text.middle).argmin())
        text.rows = list(spread[at]) if spread else own[at] or [nearest]
    return texts


def _texts(runs: Floats, rows: Sequence[float], size: float) -> list[_Text]:
    """The lines of a column as texts: a line goes on with the one before it where that one is full, or where neither
    it nor its surroundings begin a row.
    """
    found: list[_Text] = []
    right = float(runs[:, 2].max(initial=0))
    is_long = bool(len(runs)) and right - float(runs[:, 0].min()) >= MEASURE * size
    before: Floats | None = None
    for line in _lines(runs, size):
        top, bottom, middle = (
            float(line[:, 1].min()),
            float(line[:, 3].max()),
            float((line[:, 1] + line[:, 3]).mean() / 2),
        )
        begins = bool(np.abs(np.array(rows) - middle).min() <= LEVEL * size)
        is_full = before is not None and is_long and right - float(before[:, 2].max()) <= FULL * size
        if found and top - found[-1].bottom <= WRAPPED * size and (is_full or not begins):
            found[-1].bottom = bottom
            found[-1].lines.append(middle)
        else:
            found.append(_Text(top, bottom, [middle]))
        before = line
    return found


def _spread(middles: Sequence[float], rows: Sequence[float], size: float) -> list[range] | None:
    """The rows of each text where every text stands in the middle of its own and they fill the column; None else."""
    found: list[range] = []
    start = 0
    for middle in middles:
        if start >= len(rows):
            return None
        off = [abs((rows[start] + rows[stop]) / 2 - middle) for stop in range(start, len(rows))]
        best = int(np.argmin(off))
        if off[best] > CENTRED * size:
            return None
        found.append(range(start, start + best + 1))
        start += best + 1
    return found if start == len(rows) else None


def _between(rows: Sequence[float], cells: Sequence[Sequence[_Text]], size: float) -> list[float]:
    """The borders between rows, in the middle of the white between the texts that stand in one row alone."""
    low = [y + size / 2 for y in rows]
    high = [y - size / 2 for y in rows]
    for text in (text for column in cells for text in column if len(text.rows) == 1):
        (row,) = text.rows
        low[row], high[row] = max(low[row], text.bottom), min(high[row], text.top)
    return [(a + b) / 2 if a <= b else (p + q) / 2 for (a, b), (p, q) in
            zip(zip(low[:-1], high[1:], strict=True), pairwise(rows), strict=True)]  # fmt: skip


def drawn_rows(
    body: Body, xs: Floats, runs: Floats
) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    """The rows as level (y, x0, x1) and upright (x, y0, y1) segments; no border is drawn through a text."""
    level = [(body.ys[0], float(xs[0]), float(xs[-1])), (body.ys[-1], float(xs[0]), float(xs[-1]))]
    for y, parted in zip(body.ys[1:-1], body.parted, strict=True):
        level += [(y, float(xs[c]), float(xs[c + 1])) for c, is_parted in enumerate(parted) if is_parted]
    middle = (runs[:, 1] + runs[:, 3]) / 2
    crossing = _crossing(runs, xs)
    upright = [(float(x), body.ys[0], body.ys[-1]) for x in (xs[0], xs[-1])]
    for y0, y1 in pairwise(body.ys):
        inside = (middle > y0) & (middle < y1)
        upright += [(float(x), y0, y1) for c, x in enumerate(xs[1:-1]) if not crossing[inside, c].any()]
    return level, upright
