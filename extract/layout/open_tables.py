"""Tables of level rules only (booktabs): columns by the alignment of heads and body, rows by the rules and figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.aligned import body_of, borders_of, columns_of, drawn_rows, merged, met
from plansheets.extract.layout.rulings import Rulings, joined
from plansheets.extract.layout.tables import RuledTable
from plansheets.extract.source import Floats

SAME: Final = 3.0
"""Points by which the ends of the rules of one table may differ."""
RULES: Final = 3
"""Rules of a table, at least: above the head, below it, below the body."""
HEADS: Final = 3
"""Heads of a table, at least, with an em of white between them."""
ACROSS: Final = 0.6
"""Share of a table's width that a line of prose takes."""
LARGER: Final = 1.12
"""Times the usual size that the line of a heading between two tables is set in."""
WHOLE: Final = 0.9
"""Share of its width that a row's shading takes where all of it is shaded."""
TALLEST: Final = 5.0
"""Em of a head, at most."""


@dataclass(frozen=True)
class _Strip:
    """What stands between two rules of one width; `inner` are shorter rules there. `is_form`: labels in it
    are shaded, `is_shaded`: all of its width is, `is_crossed`: a wider rule lies in it; `cells`: the
    extents of its shaded areas.
    """

    top: float
    bottom: float
    at: NDArray[np.intp]
    inner: Floats
    is_form: bool
    is_shaded: bool
    is_crossed: bool
    cells: tuple[tuple[float, float], ...]


def open_rulings(
    level: Floats, tables: Sequence[RuledTable], runs: Floats, figures: NDArray[np.bool_], fills: Floats, size: float
) -> Rulings | None:
    """Rulings (see Rulings) of the tables that only level rules show; None for none.

    `level` (n, 3) are the level rulings of the page, `runs` (m, 4) the boxes of its texts, `figures` which of them
    are figures, `fills` (k, 4) what is shaded.
    """
    free = level[~_in_tables(level, tables)] if len(level) else level
    if len(free) < RULES or not len(runs):
        return None
    rows: list[tuple[float, float, float]] = []
    sides: list[tuple[float, float, float]] = []
    for x0, x1, ys in _sets(free):
        strips = _strips(free, x0, x1, ys, runs, fills)
        for first, head, stop in _tables(strips, runs, x0, x1, size):
            if _draw(strips[head:stop], x0, x1, runs, figures, size, rows, sides):
                for strip in strips[first:head]:
                    rows += [(y, x0, x1) for y in (strip.top, strip.bottom)]
                    sides += [(x, strip.top, strip.bottom) for x in {e for cell in strip.cells for e in cell}]
    if not rows:
        return None
    return Rulings(joined(np.array(rows, np.float32)), joined(np.array(sides, np.float32)))


def _in_tables(level: Floats, tables: Sequence[RuledTable]) -> NDArray[np.bool_]:
    """Which rules are drawn in, or are the border of, a table that has upright rulings."""
    found = np.zeros(len(level), bool)
    for table in tables:
        if not table.is_box:
            a, b, c, d = table.box
            inside = (level[:, 1] >= a - SAME) & (level[:, 2] <= c + SAME)
            found |= inside & (level[:, 0] >= b - SAME) & (level[:, 0] <= d + SAME)
    return found


def _sets(level: Floats) -> list[tuple[float, float, list[float]]]:
    """Rules that begin and end at the same places: left, right and the heights, for each set of enough of them."""
    found: list[tuple[float, float, list[float]]] = []
    for y, x0, x1 in level.tolist():
        for left, right, ys in found:
            if abs(left - x0) <= SAME and abs(right - x1) <= SAME:
                ys.append(y)
                break
        else:
            found.append((x0, x1, [y]))
    return [each for each in found if len(each[2]) >= RULES]


def _strips(level: Floats, x0: float, x1: float, ys: Sequence[float], runs: Floats, fills: Floats) -> list[_Strip]:
    """What stands between each two rules that follow each other."""
    x, y = (runs[:, 0] + runs[:, 2]) / 2, (runs[:, 1] + runs[:, 3]) / 2
    across = (x > x0 - SAME) & (x < x1 + SAME)
    short = (level[:, 1] >= x0 - SAME) & (level[:, 2] <= x1 + SAME) & (level[:, 2] - level[:, 1] < x1 - x0 - 2 * SAME)
    wide = (level[:, 1] <= x0 + SAME) & (level[:, 2] >= x1 - SAME) & (level[:, 2] - level[:, 1] > x1 - x0 + 2 * SAME)
    ordered = sorted(ys)
    return [
        _Strip(
            a,
            b,
            np.flatnonzero(across & (y > a) & (y < b)),
            level[short & (level[:, 0] > a) & (level[:, 0] < b)],
            *_shading(fills, x0, a, x1, b),
            bool((wide & (level[:, 0] > a + SAME) & (level[:, 0] < b - SAME)).any()),
            _cells(fills, a, b),
        )
        for a, b in pairwise(ordered)
    ]


def _shading(fills: Floats, x0: float, top: float, x1: float, bottom: float) -> tuple[bool, bool]:
    """Is a part of a strip shaded over less than its width (labels beside their values); is it over all of it?"""
    width, height = np.minimum(fills[:, 2], x1) - np.maximum(fills[:, 0], x0), fills[:, 3] - fills[:, 1]
    over = np.minimum(fills[:, 3], bottom) - np.maximum(fills[:, 1], top)
    inside = (width > SAME) & (over > 0.5 * np.minimum(height, bottom - top))
    bands: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for a, high, b, low in fills[inside].tolist():
        bands.setdefault((round(high / SAME), round(low / SAME)), []).append((a, b))
    whole = [sum(b - a for a, b in merged(band, 1.0)) >= WHOLE * (x1 - x0) for band in bands.values()]
    return not all(whole), any(whole)


def _cells(fills: Floats, top: float, bottom: float) -> tuple[tuple[float, float], ...]:
    middle = (fills[:, 1] + fills[:, 3]) / 2
    return tuple(sorted((float(x0), float(x1)) for x0, x1 in fills[(middle > top) & (middle < bottom)][:, [0, 2]]))


def _over(strips: Sequence[_Strip], head: int, first: int) -> int:
    """The first of the shaded rows of wider cells above a head."""
    at = head
    while at > first:
        above, edges = strips[at - 1], np.array([x for cell in strips[at].cells for x in cell])
        if not above.is_shaded or above.is_form or not 2 <= len(above.cells) <= len(strips[at].cells) or not len(edges):
            break
        if any(np.abs(edges - x).min() > SAME for cell in above.cells for x in cell):
            break
        at -= 1
    return at


def _tables(strips: Sequence[_Strip], runs: Floats, x0: float, x1: float, size: float) -> list[tuple[int, int, int]]:
    """First strip, lowest strip of the head and the strip behind the last one of each table."""
    found: list[tuple[int, int, int]] = []
    at = 0
    while at < len(strips) - 1:
        head = _head(strips[at], runs, size)
        if (
            strips[at].is_form
            or strips[at].is_crossed
            or len(head) < HEADS
            or strips[at].bottom - strips[at].top > TALLEST * size
        ):
            at += 1
            continue
        stop = at + 1
        while stop < len(strips) and not _ends(strips, stop, head, runs, x0, x1, size):
            stop += 1
        if stop > at + 1:
            found.append((_over(strips, at, found[-1][2] if found else 0), at, stop))
        at = stop
    return found


def _head(strip: _Strip, runs: Floats, size: float) -> list[float]:
    """The middles of the texts of a strip that white of an em parts."""
    return [(a + b) / 2 for a, b in merged(runs[strip.at][:, [0, 2]], size)]


def _ends(
    strips: Sequence[_Strip], at: int, head: Sequence[float], runs: Floats, x0: float, x1: float, size: float
) -> bool:
    """Does a strip stand between two tables: nothing, a heading, prose; or is it the same head again?"""
    strip = strips[at]
    mine = runs[strip.at]
    if not len(mine) or strip.is_form or strip.is_crossed:
        return True
    own = _head(strip, runs, size)
    if len(own) == len(head) and np.abs(np.array(own) - np.array(head)).max() <= 1.0:
        return True
    if ((mine[:, 2] - mine[:, 0]) > ACROSS * (x1 - x0)).any():
        return True
    after = strips[at + 1 : at + 2]
    if any(s.is_form for s in after) and (strip.is_shaded or len(own) < len(head)):
        return True
    if len(own) > 1:
        return False
    if any(s.is_shaded for s in after):
        return True
    is_larger = float((mine[:, 3] - mine[:, 1]).max()) > LARGER * size
    return is_larger or strip.bottom - strip.top > TALLEST * size or at == len(strips) - 1


def _snapped(texts: Floats, edges: Sequence[float], x0: float, x1: float, size: float) -> Floats:
    """The borders of columns: where cells of the head meet; and white between the texts below in which none do."""
    found = {*edges}
    inner = np.array(edges, np.float32)
    across = ((texts[:, :1] < inner - SAME) & (texts[:, 2:3] > inner + SAME)).any(1)
    own = texts[~across]
    for (_, low), (high, _) in pairwise(met(merged(own[:, [0, 2]], 0.5 * size), own, size)):
        if not any(low - SAME <= edge <= high + SAME for edge in edges):
            found.add((low + high) / 2)
    return np.array([x0, *sorted(found), x1], np.float32)


def _draw(
    strips: Sequence[_Strip], x0: float, x1: float, runs: Floats, figures: NDArray[np.bool_], size: float,
    rows: list[tuple[float, float, float]], sides: list[tuple[float, float, float]],
) -> bool:  # fmt: skip
    """Add the rulings that the table would have. False where it has too few columns."""
    head, *body = strips
    lowest = float(head.inner[:, 0].max(initial=head.top))  # below the rules under heads of several columns
    leaves = runs[head.at][(runs[head.at, 1] + runs[head.at, 3]) / 2 > lowest]
    texts = runs[np.concatenate([strip.at for strip in body])]
    columns = columns_of(leaves if len(leaves) else runs[head.at], texts, size)
    if len(columns) < HEADS:
        return False
    xs = borders_of(columns, x0, x1)
    heads = xs[1:-1].tolist()
    if head.is_shaded and len(head.cells) >= HEADS and not len(head.inner):
        heads = [(a[1] + b[0]) / 2 for a, b in pairwise(head.cells)]
        xs = _snapped(texts, heads, x0, x1, size)
    rows += [(y, x0, x1) for y in (head.top, head.bottom)]
    rows += [tuple(rule) for rule in head.inner.tolist()]
    sides += [(x, head.top, head.bottom) for x in (x0, x1)]
    for x in heads:
        over = head.inner[(head.inner[:, 1] < x - SAME) & (head.inner[:, 2] > x + SAME), 0]
        sides.append((x, float(over.max(initial=head.top)), head.bottom))
    for strip in body:
        mine = runs[strip.at]
        level, upright = drawn_rows(body_of(mine, figures[strip.at], xs, strip.top, strip.bottom, size), xs, mine)
        rows += level
        sides += upright
        rows += [tuple(rule) for rule in strip.inner.tolist()]
    return True
