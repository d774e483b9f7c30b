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
"""Em by which a line that is wrapped may end before the border of its column."""
MEASURE, LONG = 6.0, 10.0
"""Em of a full line from which on it may be wrapped; and where the next line begins a row, as it does."""
ROW_GAP: Final = 0.12
"""Em of white, at least, between two blocks of a table without lines."""
WHITE: Final = 0.3
"""Em of white, at least, between two columns."""
CROSSING: Final = 1.0
"""Points by which a text reaches over a border on both sides that belongs to no single column."""
LONE: Final = 0.15
"""Share of a table's texts that may lie across its columns."""


@dataclass
class _Text:
    """One cell's lines: its extent from top to bottom, the blocks they stand in, whether the last one begins a row;
    and the rows that the cell covers."""

    top: float
    bottom: float
    blocks: set[int]
    begins: bool
    rows: list[int] = field(default_factory=list)

    def add(self, bottom: float, block: int, *, begins: bool) -> None:
        """A line more."""
        self.bottom = bottom
        self.blocks.add(block)
        self.begins = begins

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
            break
    return names if len(names) > len(found) else met(found, np.concatenate((body, heads)), size)


def met(columns: Sequence[tuple[float, float]], runs: Floats, size: float) -> list[tuple[float, float]]:
    """Columns of which each two neighbours hold texts on one line somewhere; else they are one (a dash in the middle
    of a column of numbers set to its right).
    """
    line = np.round((runs[:, 1] + runs[:, 3]) / 2 / (0.8 * size)).astype(int)
    middle = (runs[:, 0] + runs[:, 2]) / 2
    found: list[tuple[float, float]] = []
    before: set[int] = set()
    for low, high in columns:
        own = set(line[(middle >= low) & (middle <= high)].tolist())
        if found and own and before and not any(k + d in before for k in own for d in (-1, 0, 1)):
            found[-1] = (found[-1][0], high)
            before |= own
        else:
            found.append((low, high))
            before = own
    return found


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

    A line with a figure in a column of figures is a row, and so is what white surrounds and is no line of a text that
    goes on. Without such a column, white parts the rows.
    """
    count = len(xs) - 1
    column = np.clip(np.searchsorted(xs, (runs[:, 0] + runs[:, 2]) / 2) - 1, 0, count - 1)
    wide = np.asarray(_crossing(runs, xs).any(1))
    mine = [np.flatnonzero((column == c) & ~wide) for c in range(count)]
    block, white = _blocks(runs, size)
    rows = _figure_rows(runs, figures, mine, size)
    if not rows:
        return Body([top, *white, bottom], [[True] * count for _ in white])
    at_row = [int(np.searchsorted(white, y)) for y in rows]
    texts = [_texts(runs[at], block[at], rows, float(xs[c + 1]), size) for c, at in enumerate(mine)]
    rows += _other_rows(runs, block, wide, texts, rows, at_row, size)
    rows.sort()
    if len(rows) < 2:
        return Body([top, bottom], [])
    for at, cells in zip(mine, texts, strict=True):
        _place(cells, rows, size, are_figures=_are_figures(figures[at]))
    ys = [top, *_between(rows, texts, size), bottom]
    joins = [{r for cell in cells for r in cell.rows[:-1]} for cells in texts]
    return Body(ys, [[row not in joined for joined in joins] for row in range(len(rows) - 1)])


def _other_rows(
    runs: Floats, block: NDArray[np.intp], wide: NDArray[np.bool_], texts: Sequence[Sequence[_Text]],
    rows: Sequence[float], at_row: Sequence[int], size: float,
) -> list[float]:  # fmt: skip
    """The middles of rows without figures: blocks of their own, and texts across the columns."""
    found = []
    for number in sorted(set(block.tolist()) - set(at_row)):
        columns = [cells for cells in texts if any(number in text.blocks for text in cells)]
        own = [text for cells in columns for text in cells if number in text.blocks]
        at = block == number
        middle = float((runs[at, 1] + runs[at, 3]).mean() / 2)
        goes_on = bool(own) and all(len(text.blocks) > 1 for text in own)
        if wide[at].any() or not (goes_on or (len(own) == 1 and _is_between(middle, rows, columns[0], size))):
            found.append(middle)
    for y in ((runs[wide, 1] + runs[wide, 3]) / 2).tolist():
        if np.abs(np.array([*rows, *found]) - y).min() > 0.8 * size:
            found.append(y)
    return found


def _is_between(middle: float, rows: Sequence[float], texts: Sequence[_Text], size: float) -> bool:
    """Does a text stand in the middle between two rows in which its column has no other?"""
    above = max((y for y in rows if y < middle), default=None)
    below = min((y for y in rows if y > middle), default=None)
    if above is None or below is None or abs((above + below) / 2 - middle) > CENTRED * size:
        return False
    return not any(text.top <= y <= text.bottom for text in texts for y in (above, below))


def _crossing(runs: Floats, xs: Floats) -> NDArray[np.bool_]:
    """Which runs (n, inner borders) reach over which border."""
    inner = xs[1:-1]
    return (runs[:, :1] < inner - CROSSING) & (runs[:, 2:3] > inner + CROSSING)


def _lines(runs: Floats, size: float) -> Iterator[NDArray[np.intp]]:
    """The runs of each printed line, from top to bottom."""
    middle = (runs[:, 1] + runs[:, 3]) / 2
    order = np.argsort(middle, kind="stable")
    cuts = np.flatnonzero(np.diff(middle[order]) > LEVEL * size) + 1
    yield from (part for part in np.split(order, cuts) if len(part))


def _figure_rows(
    runs: Floats, figures: NDArray[np.bool_], columns: Sequence[NDArray[np.intp]], size: float
) -> list[float]:
    """The middle of each line of the column with most figures; and of other figures that stand on none of them."""
    found: list[list[float]] = []
    for at in columns:
        if _are_figures(figures[at]):
            mine = runs[at[figures[at]]]
            found.append([float((mine[line, 1] + mine[line, 3]).mean()) / 2 for line in _lines(mine, size)])
    rows: list[float] = []
    for lines in sorted(found, key=len, reverse=True):
        known = np.array(rows or [-1e9])
        rows += [y for y in lines if np.abs(known - y).min() > 0.8 * size]
    return sorted(rows)


def _are_figures(figures: NDArray[np.bool_]) -> bool:
    return bool(len(figures)) and float(figures.mean()) >= FIGURES


def _blocks(runs: Floats, size: float) -> tuple[NDArray[np.intp], list[float]]:
    """Number of the block of each run (n,), and the heights of the white across all columns that parts the blocks."""
    if not len(runs):
        return np.zeros(0, np.intp), []
    order = runs[np.argsort(runs[:, 1], kind="stable")]
    reach = np.maximum.accumulate(order[:, 3])
    at = np.flatnonzero(order[1:, 1] - reach[:-1] >= ROW_GAP * size)
    white = [float((reach[i] + order[i + 1, 1]) / 2) for i in at]
    return np.searchsorted(np.array(white), runs[:, 1]), white


def _texts(runs: Floats, block: NDArray[np.intp], rows: Sequence[float], right: float, size: float) -> list[_Text]:
    """The lines of a column, whose right border is given, as texts.

    A line goes on with the one before it where they stand in one block and it begins no row; or where the one before
    is full, unless both have figures beside them and are short.
    """
    found: list[_Text] = []
    before: Floats | None = None
    for at in _lines(runs, size):
        line, own = runs[at], int(block[at].min())
        top, bottom = float(line[:, 1].min()), float(line[:, 3].max())
        begins = bool(np.abs(np.array(rows) - float((line[:, 1] + line[:, 3]).mean() / 2)).min() <= LEVEL * size)
        goes_on = False
        if before is not None and top - found[-1].bottom <= WRAPPED * size:
            length = float(before[:, 2].max() - before[:, 0].min())
            both = begins and found[-1].begins
            is_full = right - float(before[:, 2].max()) <= FULL * size and length >= (LONG if both else MEASURE) * size
            goes_on = is_full or (not begins and own in found[-1].blocks)
        if goes_on:
            found[-1].add(bottom, own, begins=begins)
        else:
            found.append(_Text(top, bottom, {own}, begins))
        before = line
    return found


def _place(texts: Sequence[_Text], rows: Sequence[float], size: float, *, are_figures: bool) -> None:
    """Give each text of a column the rows that it covers.

    Texts over several rows stand in their middle; where the first one stands in the first row, and each in some row,
    they are set at the top of their rows: the second of two pairs of rows would be in the middle of three.
    """
    own = [[r for r, y in enumerate(rows) if text.top - 0.1 * size <= y <= text.bottom + 0.1 * size] for text in texts]
    at_top = bool(texts) and all(own) and 0 in own[0]
    spread = None if are_figures or at_top else _spread([text.middle for text in texts], rows, size)
    for at, text in enumerate(texts):
        nearest = int(np.abs(np.array(rows) - text.middle).argmin())
        text.rows = list(spread[at]) if spread else own[at] or [nearest]


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
