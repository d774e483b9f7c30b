"""Which lines of a table make one row: the cheapest borders between its anchors."""

from collections.abc import Sequence

from plansheets.extract.columns.anchors import Anchors
from plansheets.extract.columns.heads import BULLETS, is_open
from plansheets.extract.columns.pieces import Parted, Piece, begin, crossing, overlap

SHORTFALL = 4.0
"""Columns by which a full line of a cell may fall short of the cell's edge."""
MAX_CUTS = 48
"""Places between two anchors that are tried as the border of their rows."""


def bands(lines: Sequence[Parted], anchors: Anchors) -> list[tuple[int, int, int]]:
    """First line, anchor and end of every row. Labels stand at the top of their rows or in the middle, as fits best."""
    fixed = {*anchors.at}
    borders = [
        (0.0, 0.0) if not i or (i in fixed and i - 1 in fixed) else _border(lines, i, anchors)
        for i in range(len(lines))
    ]
    (top, at_top), (middle, in_middle) = (_cuts(lines, anchors, borders, centred=c) for c in (False, True))
    starts = at_top if top <= middle else in_middle
    return [
        (start, anchor, stop) for start, anchor, stop in zip(starts, anchors.at, [*starts[1:], len(lines)], strict=True)
    ]


def _cuts(
    lines: Sequence[Parted], anchors: Anchors, borders: Sequence[tuple[float, float]], *, centred: bool
) -> tuple[float, list[int]]:
    """The cheapest first lines of all rows, and their cost. Dynamic programming from anchor to anchor."""
    joined = [0.0]
    for _, keep in borders:
        joined.append(joined[-1] + keep)
    costs: dict[int, float] = {0: 0.0}
    back: list[dict[int, int]] = []
    for anchor, following in zip(anchors.at, [*anchors.at[1:], len(lines)], strict=True):
        is_last = following == len(lines)
        after: dict[int, float] = {}
        came: dict[int, int] = {}
        for end in [following] if is_last else _places(anchor, following, borders):
            for start, cost in costs.items():
                total = cost + joined[end] - joined[start + 1] + (0.0 if is_last else borders[end][0])
                total += _misfit(anchors, start, anchor, end, centred=centred)
                if end not in after or total < after[end]:
                    after[end], came[end] = total, start
        back.append(came)
        costs = after
    starts, end = [], len(lines)
    for came in reversed(back):
        end = came[end]
        starts.append(end)
    return costs[len(lines)], starts[::-1]


def _places(anchor: int, following: int, borders: Sequence[tuple[float, float]]) -> list[int]:
    """Lines at which the row of the following anchor may begin; the cheapest where they are many."""
    places = range(anchor + 1, following + 1)
    if len(places) <= MAX_CUTS:
        return list(places)
    return sorted({places[0], following, *sorted(places, key=lambda i: borders[i][0])[:MAX_CUTS]})


def _misfit(anchors: Anchors, start: int, anchor: int, end: int, *, centred: bool) -> float:
    """How badly lines start to end suit a row with this anchor."""
    above, below = anchor - start, end - anchor - 1
    if anchor in anchors.closed:
        return 8.0 * (above + below)
    cost = max(2.0 * abs(above - below) - 0.5, 0.0) if centred else 3.0 * above
    line = anchors.lines[anchor]
    if len(line.pieces) > 1 or not anchors.has_stub(line):
        return cost
    return cost + (6.0 if end - start == 1 else 0.0 if centred else 3.0)


def _border(lines: Sequence[Parted], i: int, anchors: Anchors) -> tuple[float, float]:
    """What it costs to part line i from the line above, and what not to."""
    upper, lower = lines[i - 1], lines[i]
    keep = 3.0 if lower.is_apart else 0.0
    cut = -2.0 if lower.is_apart else 0.0
    if anchors.period_at(upper) is not None and (len(lower.pieces) == 1 or not anchors.has_stub(lower)):
        cut += 6.0
    for p in upper.pieces:
        under = (q for line in lines[i : i + 2] for q in crossing(p, line.pieces))
        cut += next((_tear(lines, i, p, q, anchors) for q in under), 0.0)
    if i > 1 and len(upper.pieces) == 1:
        cut += sum(
            _tear(lines, i, p, q, anchors)
            for p in lines[i - 2].pieces
            if overlap(p, upper.pieces[0]) < 0
            for q in crossing(p, lower.pieces)
        )
    return cut, keep


def _tear(lines: Sequence[Parted], i: int, p: Piece, q: Piece, anchors: Anchors) -> float:
    """What it costs to part a piece from the one below it: much where a sentence or a bracket goes on."""
    if is_open(p.text) or (anchors.is_period(q.text) and q.text[0] in "（("):
        return 8.0
    if q.text[0] in BULLETS or p.text[-1] in "。．":
        return -1.0
    is_full = p.x1 - p.x0 >= 12 and p.x1 >= _edge(lines, i, p) - SHORTFALL
    return 6.0 if is_full and abs(p.x0 - q.x0) <= 2.5 else 0.0


def _edge(lines: Sequence[Parted], i: int, piece: Piece) -> float:
    """The right edge of the column in which the piece stands, by the lines around."""
    near = (begin(line.pieces, piece.x0 - 2.5, piece.x0 + 2.5) for line in lines[max(0, i - 8) : i + 8])
    return max(p.x1 for row in near for p in row)
