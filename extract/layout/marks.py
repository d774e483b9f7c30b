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
from plansheets.extract.readers.page import Drawn, PageContent
from plansheets.extract.source import Floats, Glyphs

HEAD: Final = 16.0
"""Points that the head of an arrow measures at most."""
TIP: Final = 4.0
"""Points between the end of a line and the head that belongs to it."""
SHORTEST_SHAFT: Final = 8.0
BOX: Final = (4.0, 15.0)
"""Points that the side of a drawn tick box measures."""
DARK: Final = 0x90
"""Level of each colour up to which a fill is ink."""
SLANT: Final = 2.5
"""Points by which a stroke rises or falls, and runs on, that is neither level nor upright."""
HATCHES: Final = 4
"""Slanted strokes in one cell that hatch it."""
COVER: Final = 0.5
"""Share of a cell's width that an arrow covers where it means the cell."""

ARROW, VOID = (0x2192, 0x27F6), (0xFF0D, 0x2571)
FULL, EMPTY, TICKED = (0x25A0, 0x25A6), (0x25A1, 0x25A6), (0x2611, 0x25A6)
"""Code points: what the mark stands for, how it was drawn."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its code points and its box in points."""

    codes: tuple[int, int]
    box: tuple[float, float, float, float]


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
    boxes = _boxes(drawn, free_lines, free_fills)
    dx, dy = np.abs(lines[:, 2] - lines[:, 0]), np.abs(lines[:, 3] - lines[:, 1])
    length = np.hypot(dx, dy)
    is_slanted = np.minimum(dx, dy) > np.minimum(SLANT, 0.15 * length)
    is_slanted &= length >= 2.0
    shafts = _shafts(drawn, is_slanted, free_lines, free_fills)
    slanted = lines[is_slanted & free_lines & (length > HEAD / 2)]
    return Marks(shafts, boxes, slanted, free_lines, free_fills)


def _boxes(drawn: Drawn, free_lines: NDArray[np.bool_], free_fills: NDArray[np.bool_]) -> list[Mark]:
    """Squares about as large as a character: outlined by four strokes, or filled."""
    found: list[Mark] = []
    lines, fills = drawn.lines, drawn.fills
    x0, x1 = np.minimum(lines[:, 0], lines[:, 2]), np.maximum(lines[:, 0], lines[:, 2])
    y0, y1 = np.minimum(lines[:, 1], lines[:, 3]), np.maximum(lines[:, 1], lines[:, 3])
    width, height = x1 - x0, y1 - y0
    level = np.flatnonzero((width >= BOX[0]) & (width <= BOX[1]) & (height < 0.8))
    upright = np.flatnonzero((height >= BOX[0]) & (height <= BOX[1]) & (width < 0.8))
    dark = _dark(drawn.fill_colors)
    side = np.minimum(fills[:, 2] - fills[:, 0], fills[:, 3] - fills[:, 1])
    other = np.maximum(fills[:, 2] - fills[:, 0], fills[:, 3] - fills[:, 1])
    small = np.flatnonzero(dark & (side >= 0.4 * BOX[0]) & (other <= BOX[1]) & (side > 0.75 * other))
    used: set[int] = set()
    for top in level.tolist():
        if top in used:
            continue
        size = float(width[top])
        a, b, y = float(x0[top]), float(x1[top]), float(y0[top])
        same = (np.abs(x0[level] - a) < 1) & (np.abs(x1[level] - b) < 1) & (np.abs(y0[level] - y - size) < 0.25 * size)
        below = [k for k in level[same].tolist() if k != top and k not in used]
        beside = np.minimum(np.abs(x0[upright] - a), np.abs(x0[upright] - b)) < 1
        beside &= (np.abs(y0[upright] - y) < 1.5) & (np.abs(height[upright] - size) < 0.3 * size)
        sides = [k for k in upright[beside].tolist() if k not in used]
        if not below or len({bool(abs(x0[u] - x0[top]) < 1) for u in sides}) < 2:
            continue
        box = (float(x0[top]), float(y0[top]), float(x1[top]), float(y0[below[0]]))
        used |= {top, *below, *sides}
        inside = [f for f in small.tolist() if _within(fills[f], box, 1.0)]
        strokes = [k for k in range(len(lines)) if k not in used and min(width[k], height[k]) > 0.8
                   and _within((x0[k], y0[k], x1[k], y1[k]), box, 2.0)]  # fmt: skip
        free_fills[inside] = False
        free_lines[strokes] = False
        shapes = any(_within(_bounds(shape), box, 1.5) for shape in drawn.shapes)
        found.append(Mark(FULL if inside else TICKED if strokes or shapes else EMPTY, box))
    free_lines[sorted(used)] = False
    for f in small.tolist():
        if free_fills[f] and side[f] >= BOX[0]:
            free_fills[f] = False
            a, b, c, d = fills[f].tolist()
            found.append(Mark(FULL, (a, b, c, d)))
    return found


def _dark(colors: NDArray[np.uint32]) -> NDArray[np.bool_]:
    level = colors.astype(np.int64)
    return np.maximum(np.maximum(level >> 16, (level >> 8) & 255), level & 255) <= DARK


def _within(inner: Sequence[float] | Floats, outer: Sequence[float], slack: float) -> bool:
    return bool(inner[0] >= outer[0] - slack and inner[1] >= outer[1] - slack
                and inner[2] <= outer[2] + slack and inner[3] <= outer[3] + slack)  # fmt: skip


def _bounds(shape: Floats) -> tuple[float, float, float, float]:
    return float(shape[:, 0].min()), float(shape[:, 1].min()), float(shape[:, 0].max()), float(shape[:, 1].max())


def _shafts(
    drawn: Drawn, is_slanted: NDArray[np.bool_], free_lines: NDArray[np.bool_], free_fills: NDArray[np.bool_]
) -> list[tuple[float, float, float, float]]:
    """Shafts of level arrows with a head at their right end; what belongs to arrows is no longer free."""
    heads = [_bounds(s) for s in drawn.shapes if 3 <= len(s) <= 6]
    heads = [b for b in heads if max(b[2] - b[0], b[3] - b[1]) <= HEAD and min(b[2] - b[0], b[3] - b[1]) >= 2]
    heads += _open_heads(drawn.lines[is_slanted & free_lines])
    found = []
    for index, (x0, y0, x1, y1) in _level_strokes(drawn, free_lines, free_fills):
        tips = [_touches(head, x, (y0 + y1) / 2) for head in heads for x in (x1, x0)]
        if not any(tips):
            continue
        if index < len(free_lines):
            free_lines[index] = False
        else:
            free_fills[index - len(free_lines)] = False
        if any(tips[::2]):
            found.append((x0, y0, x1, y1))
    slim = [_bounds(s) for s in drawn.shapes if 7 <= len(s) <= 9]
    found += [b for b in slim if b[2] - b[0] >= 2.5 * (b[3] - b[1]) and b[3] - b[1] <= HEAD]
    upright = (np.abs(drawn.lines[:, 2] - drawn.lines[:, 0]) <= 1.0) & free_lines
    for k in np.flatnonzero(upright).tolist():
        x, low, high = (
            float(drawn.lines[k, 0]),
            float(drawn.lines[k, [1, 3]].min()),
            float(drawn.lines[k, [1, 3]].max()),
        )
        if any(_touches(head, x, y) and high - low > HEAD for head in heads for y in (low, high)):
            free_lines[k] = False
    return found


def _level_strokes(
    drawn: Drawn, free_lines: NDArray[np.bool_], free_fills: NDArray[np.bool_]
) -> list[tuple[int, tuple[float, float, float, float]]]:
    """Level strokes and thin level fills that may be shafts, with their index (fills behind lines)."""
    found = []
    lines, fills = drawn.lines, drawn.fills
    for k in np.flatnonzero(free_lines & (np.abs(lines[:, 3] - lines[:, 1]) <= 1.5)).tolist():
        a, b = sorted((float(lines[k, 0]), float(lines[k, 2])))
        if b - a >= SHORTEST_SHAFT:
            found.append((k, (a, float(lines[k, 1]), b, float(lines[k, 3]))))
    flat = free_fills & (fills[:, 3] - fills[:, 1] <= 3.0) & (fills[:, 2] - fills[:, 0] >= SHORTEST_SHAFT)
    for k in np.flatnonzero(flat).tolist():
        x0, y0, x1, y1 = (float(v) for v in fills[k])
        found.append((len(lines) + k, (x0, y0, x1, y1)))
    return found


def _touches(head: tuple[float, float, float, float], x: float, y: float) -> bool:
    """Does a point lie in a head or right beside it, at its middle height?"""
    middle, reach = (head[1] + head[3]) / 2, (head[3] - head[1]) / 2
    return head[0] - TIP <= x <= head[2] + TIP and abs(y - middle) <= max(0.5 * reach, 1.5)


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
    inked = _inked(page, tables)
    for number, table in enumerate(tables):
        if table.is_box:
            continue
        boxes = np.array([table.box_of(n) for n in range(len(table.regions))], np.float32)
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


def _inked(page: PageContent, tables: Sequence[RuledTable]) -> set[tuple[int, int]]:
    """Table and region of the cells that hold text."""
    from plansheets.extract.layout.glyphs import seen_of
    from plansheets.extract.layout.placing import place_glyphs

    seen = seen_of(page)
    placed = place_glyphs(seen, tables)
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
    """The page with a glyph for each mark, behind its own."""
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
