"""Marks that are drawn and not set as text: arrows over year columns, ticked boxes, cells struck out or hatched.

Each becomes a glyph that stands for it: → in every cell that an arrow covers, ■ □ ☑ for a box, － for a void cell. Its
printed code point is one that shows how it was drawn (⟶, ▦, ╱).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.tables import RuledTable
from plansheets.extract.layout.ticks import Mark, tick_boxes, ticked_by_text
from plansheets.extract.readers.page import Drawn, PageContent
from plansheets.extract.source import Floats, Glyphs

HEAD: Final = 20.0
"""Points that the head of an arrow measures at most."""
TIP: Final = 4.0
"""Points between the end of a line and the head that belongs to it."""
SHORTEST_SHAFT: Final = 8.0
LEVEL, THICKEST = 1.5, 3.0
"""Points by which the ends of a shaft may differ, and up to which a fill is one."""
DASH: Final = 12.0
"""Points that a piece of a dashed shaft measures at most."""
SLANT: Final = 2.5
"""Points by which a stroke rises or falls, and runs on, that is neither level nor upright."""
HATCHES: Final = 4
"""Slanted strokes in one cell that hatch it."""
COVER: Final = 0.5
"""Share of a cell's width that an arrow covers where it means the cell."""

ARROW, VOID = (0x2192, 0x27F6), (0xFF0D, 0x2571)
"""Code points: what the mark stands for, how it was drawn."""


@dataclass(frozen=True, eq=False)
class Marks:
    """What of the drawing is a mark: shafts of arrows (n, 4) from left to right, boxes, and masks of what is used."""

    shafts: list[tuple[float, float, float, float]]
    boxes: list[Mark]
    slanted: Floats
    free_lines: NDArray[np.bool_]
    free_fills: NDArray[np.bool_]


def marks_of(drawn: Drawn) -> Marks:
    """Find arrows, tick boxes and slanted strokes in what is drawn."""
    lines, fills = drawn.lines, drawn.fills
    free_lines, free_fills = np.ones(len(lines), bool), np.ones(len(fills), bool)
    boxes = tick_boxes(drawn, free_lines, free_fills)
    dx, dy = np.abs(lines[:, 2] - lines[:, 0]), np.abs(lines[:, 3] - lines[:, 1])
    length = np.hypot(dx, dy)
    is_slanted = np.minimum(dx, dy) > np.minimum(SLANT, 0.15 * length)
    is_slanted &= length >= 2.0
    shafts = _shafts(drawn, is_slanted, free_lines, free_fills)
    slanted = lines[is_slanted & free_lines & (length > HEAD / 2)]
    return Marks(shafts, boxes, slanted, free_lines, free_fills)


def _bounds(shape: Floats) -> tuple[float, float, float, float]:
    return float(shape[:, 0].min()), float(shape[:, 1].min()), float(shape[:, 0].max()), float(shape[:, 1].max())


def _shafts(
    drawn: Drawn, is_slanted: NDArray[np.bool_], free_lines: NDArray[np.bool_], free_fills: NDArray[np.bool_]
) -> list[tuple[float, float, float, float]]:
    """Shafts of level arrows with a head at their right end; what belongs to arrows is no longer free."""
    heads = [_bounds(s) for s in drawn.shapes if 3 <= len(s) <= 6]
    heads = [b for b in heads if max(b[2] - b[0], b[3] - b[1]) <= HEAD and min(b[2] - b[0], b[3] - b[1]) >= 2]
    heads += _open_heads(drawn.lines[is_slanted & free_lines])
    slim = [_bounds(s) for s in drawn.shapes if 7 <= len(s) <= 9]
    found = [b for b in slim if b[2] - b[0] >= 2.5 * (b[3] - b[1]) and b[3] - b[1] <= HEAD]
    if not heads:
        return found
    boxes, pieces = _level_strokes(drawn, free_lines, free_fills)
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    right, left = _touched(heads, boxes[:, 2], middle), _touched(heads, boxes[:, 0], middle)
    for k in np.flatnonzero(right | left).tolist():
        of_line = pieces[k] < len(free_lines)
        free_lines[pieces[k][of_line]] = False
        free_fills[pieces[k][~of_line] - len(free_lines)] = False
    found += [(x0, y0, x1, y1) for x0, y0, x1, y1 in boxes[right].tolist()]
    x, low, high = drawn.lines[:, 0], drawn.lines[:, [1, 3]].min(1), drawn.lines[:, [1, 3]].max(1)
    upright = (np.abs(drawn.lines[:, 2] - x) <= 1.0) & (high - low > HEAD)
    free_lines &= ~(upright & (_touched(heads, x, low) | _touched(heads, x, high)))
    return found


def _level_strokes(
    drawn: Drawn, free_lines: NDArray[np.bool_], free_fills: NDArray[np.bool_]
) -> tuple[Floats, list[NDArray[np.intp]]]:
    """Level strokes and thin level fills that may be shafts (n, 4), from left to right; dashes in a row are one.

    With the indices of the pieces of each, fills behind lines.
    """
    lines, fills = drawn.lines, drawn.fills
    is_line = free_lines & (np.abs(lines[:, 3] - lines[:, 1]) <= LEVEL)
    is_fill = free_fills & (fills[:, 3] - fills[:, 1] <= THICKEST) & (fills[:, 2] > fills[:, 0])
    x0 = np.concatenate([np.minimum(lines[:, 0], lines[:, 2]), fills[:, 0]])
    x1 = np.concatenate([np.maximum(lines[:, 0], lines[:, 2]), fills[:, 2]])
    y0, y1 = np.concatenate([lines[:, 1], fills[:, 1]]), np.concatenate([lines[:, 3], fills[:, 3]])
    at = np.flatnonzero(np.concatenate([is_line, is_fill]))
    if not len(at):
        return np.empty((0, 4), np.float32), []
    order = at[np.lexsort((x0[at], np.round(y0[at] + y1[at])))]
    before, after = order[:-1], order[1:]
    is_dash = x1 - x0 <= DASH
    joins = is_dash[before] & is_dash[after] & (np.abs(x0[after] - x1[before]) <= TIP)
    joins &= np.abs(y0[after] + y1[after] - y0[before] - y1[before]) <= 1
    start = np.concatenate(([0], np.flatnonzero(~joins) + 1))
    boxes = np.stack([x0[order[start]], y0[order[start]], np.maximum.reduceat(x1[order], start), y1[order[start]]], 1)
    long = np.flatnonzero(boxes[:, 2] - boxes[:, 0] >= SHORTEST_SHAFT)
    pieces = np.split(order, start[1:])
    return boxes[long], [pieces[k] for k in long.tolist()]


def _touched(heads: Sequence[tuple[float, float, float, float]], x: Floats, y: Floats) -> NDArray[np.bool_]:
    """Which points (n,) lie in a head or right beside it, at its middle height."""
    found = np.zeros(len(x), bool)
    for x0, top, x1, bottom in heads:
        near = np.abs(y - (top + bottom) / 2) <= max(0.25 * (bottom - top), 1.5)
        found |= near & (x >= x0 - TIP) & (x <= x1 + TIP)
    return found


def _open_heads(strokes: Floats) -> list[tuple[float, float, float, float]]:
    """Heads drawn as two short strokes that meet in a tip: > ."""
    short = strokes[np.hypot(strokes[:, 2] - strokes[:, 0], strokes[:, 3] - strokes[:, 1]) <= HEAD]
    if not 2 <= len(short) <= 2000:
        return []
    found = []
    ends = np.concatenate([short[:, :2], short[:, 2:]])
    others = np.concatenate([short[:, 2:], short[:, :2]])
    order = np.lexsort((np.round(ends[:, 1]), np.round(ends[:, 0])))
    for a, b in zip(order[:-1].tolist(), order[1:].tolist(), strict=True):
        if np.abs(ends[a] - ends[b]).max() <= 1.0 and a % len(short) != b % len(short):
            rise_a, rise_b = others[a, 1] - ends[a, 1], others[b, 1] - ends[b, 1]
            points = np.stack([ends[a], others[a], others[b]])
            if rise_a * rise_b < 0 and abs(abs(rise_a) - abs(rise_b)) <= 1.5:
                found.append(_bounds(points))
    return found


def marks_in(marks: Marks, tables: Sequence[RuledTable], page: PageContent) -> list[Mark]:
    """The marks of a page as glyphs: boxes where they stand, arrows and strokes in the cells that they cover."""
    found = list(marks.boxes)
    inked = _inked(page, tables, marks.shafts)
    for number, table in enumerate(tables):
        if table.is_box:
            continue
        boxes = table.boxes
        for x0, y0, x1, y1 in marks.shafts:
            y = (y0 + y1) / 2
            over = np.minimum(boxes[:, 2], x1) - np.maximum(boxes[:, 0], x0)
            hit = (boxes[:, 1] <= y) & (boxes[:, 3] >= y) & (over >= COVER * (boxes[:, 2] - boxes[:, 0]))
            for n in np.flatnonzero(hit).tolist():
                if (number, n) not in inked:
                    a, b, c, d = boxes[n].tolist()
                    found.append(Mark(ARROW, (max(a + 1, x0), max(y - 4, b), min(c - 1, x1), min(y + 4, d))))
        found += _void_cells(marks.slanted, boxes, number, inked)
    return found


def _inked(
    page: PageContent, tables: Sequence[RuledTable], shafts: Sequence[tuple[float, float, float, float]]
) -> set[tuple[int, int]]:
    """Table and region of the cells that hold text."""
    from plansheets.extract.layout.arrow_texts import place_arrow_texts
    from plansheets.extract.layout.glyphs import seen_of
    from plansheets.extract.layout.placing import place_glyphs

    seen = seen_of(page)
    placed = place_arrow_texts(seen, tables, place_glyphs(seen, tables), shafts)
    ink = seen.ink & (placed.table >= 0)
    return set(zip(placed.table[ink].tolist(), placed.region[ink].tolist(), strict=True))


def _void_cells(slanted: Floats, boxes: Floats, number: int, inked: set[tuple[int, int]]) -> list[Mark]:
    """Cells that a stroke crosses from corner to corner, or that several strokes hatch."""
    if not len(slanted):
        return []
    x0, x1 = np.minimum(slanted[:, 0], slanted[:, 2]), np.maximum(slanted[:, 0], slanted[:, 2])
    y0, y1 = np.minimum(slanted[:, 1], slanted[:, 3]), np.maximum(slanted[:, 1], slanted[:, 3])
    found = []
    for n, (a, b, c, d) in enumerate(boxes.tolist()):
        inside = (x0 >= a - 2) & (x1 <= c + 2) & (y0 >= b - 2) & (y1 <= d + 2)
        whole = inside & (x1 - x0 >= 0.75 * (c - a)) & (y1 - y0 >= 0.75 * (d - b))
        if (whole.any() or inside.sum() >= HATCHES) and (number, n) not in inked:
            x, y = (a + c) / 2, (b + d) / 2
            found.append(Mark(VOID, (x - 4, y - 4, x + 4, y + 4)))
    return found


def with_marks(page: PageContent, marks: Sequence[Mark]) -> PageContent:
    """The page with a glyph for each mark, behind its own; a tick that is text ticks the box around it."""
    page, marks = ticked_by_text(page, marks)
    if not marks:
        return page
    n = len(marks)
    box = np.array([mark.box for mark in marks], np.float32)
    stands, drawn = (np.array([mark.codes[k] for mark in marks], np.uint32) for k in (0, 1))
    size = np.minimum(np.maximum(box[:, 3] - box[:, 1], 4.0), 14.0)
    g, ones = page.glyphs, np.ones(n, np.float32)
    columns = (
        (g.page, np.full(n, page.number, np.int32)), (g.x0, box[:, 0]), (g.top, box[:, 1]), (g.x1, box[:, 2]),
        (g.bottom, box[:, 3]), (g.size, size), (g.weight, np.full(n, 400, np.int32)), (g.angle, 0 * ones),
        (g.x, box[:, 0]), (g.y, (box[:, 1] + box[:, 3]) / 2 + 0.38 * size), (g.font, np.zeros(n, np.int32)),
        (g.confidence, 0.9 * ones),
    )  # fmt: skip
    return replace(
        page,
        codes=np.concatenate((page.codes, stands)),
        printed=np.concatenate((page.printed, drawn)),
        flags=np.concatenate((page.flags, np.zeros(n, np.uint8))),
        glyphs=Glyphs(*(np.concatenate(pair) for pair in columns)),
        fonts=page.fonts or ("",),
    )
