"""Level strokes in the ink of a straight page: solid, dotted and dashed ones. Lengths in pixels.

Upright strokes are the level ones of the page mirrored about its diagonal.
"""

from typing import Final

import cv2
import numpy as np

from plansheets.extract.readers.ocr.ink import FAINT, Grey, spans
from plansheets.extract.readers.ocr.letter import Box
from plansheets.extract.source import Floats, Mask

Stroke = tuple[float, float, float, float, float]
"""x0, top, x1, bottom, 1 where dotted or dashed."""

THICK: Final = 3.6
"""Points; what is thicker is a filled bar."""
HAIR: Final = 0.8
"""Points of a gap that breaks a stroke."""
DOTS: Final = 1.3
"""Points of a gap between dots, or in a stroke badly printed."""
DASH: Final = 4.0
"""Points of a gap between dashes."""
DASH_SIZE: Final = (2.0, 11.0)
"""Points that a dash is thick and long at most."""
DASHED_RUN: Final = 40.0
"""Points that a dashed stroke has at least: fewer dashes are text."""
DOT: Final = 7.0
"""Points of a dot and the gap behind it at most; a letter is wider."""
UNBROKEN: Final = 0.95
"""Share of a solid stroke that is inked; a row of letters has a gap behind each."""
CLEAR: Final = 0.7
"""Share of a stroke's length at which no ink stands on either side of it; a stroke of text has ink all around."""
EVEN: Final = 0.6
"""Share of its darkness by which a stroke's darkness may vary within a piece."""
PIECE: Final = 16.0
"""Points of a piece: rulings are often drawn cell by cell, each with a width of its own."""
MOST_PIECES: Final = 0.7
"""Share of the pieces that must be even; text may touch the others."""
SOLID: Final = 1.6
"""Points from which a stroke is as dark in its middle as ink can be."""
SOLID_DEPTH: Final = 75.0
"""Steps of grey by which its middle is darker than the paper."""


def level_strokes(depth: Grey, behind: Grey, point: float, shortest: float) -> Floats:
    """Solid and dotted strokes of a page (h, w) as (n, 5): x0, top, x1, bottom, 1 where dotted.

    `depth` is by how much the page is darker than what is `behind` its ink, `point` the pixels a point, `shortest` in
    points.
    """
    ink = depth > behind * FAINT
    found: list[Stroke] = []
    for gap in (HAIR, DOTS):
        for box in _runs(ink, point, gap, shortest):
            kind = _kind(ink, depth, box, point)
            if kind is not None:
                found = _with(found, (*box, 0.0 if kind == "solid" else 1.0), point)
    return np.array(found, np.float32).reshape(-1, 5)


def dashed_strokes(ink: Mask, point: float) -> Floats:
    """Dashed strokes (n, 5), as above, in the ink (h, w) that is left without solid strokes of both directions."""
    found = _runs(_dashes(ink.astype(np.uint8), point), point, DASH, DASHED_RUN)
    kept = [(*box, 1.0) for box in found if _besides(ink, box)[1] < 0.15]
    return np.array(kept, np.float32).reshape(-1, 5)


def _with(found: list[Stroke], stroke: Stroke, point: float) -> list[Stroke]:
    """The strokes with one more, unless they cover it already; those that it covers go."""
    x0, top, x1, bottom, _ = stroke
    level = [other for other in found if other[1] < bottom + point and other[3] > top - point]
    covered = [other for other in level if min(other[2], x1) - max(other[0], x0) > 0.8 * (other[2] - other[0])]
    if sum(other[2] - other[0] for other in covered) > 0.95 * (x1 - x0):
        return found
    if any(min(other[2], x1) - max(other[0], x0) > 0.95 * (x1 - x0) for other in level):
        return found
    return [other for other in found if other not in covered] + [stroke]


def _dashes(ink: Grey, point: float) -> Mask:
    """The shapes that are flat and short enough for a dash or a dot of a dotted line."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    keep = (stats[:, 3] <= DASH_SIZE[0] * point + 1) & (stats[:, 2] <= DASH_SIZE[1] * point)
    keep[0] = False
    dashes: Mask = keep[labels]
    return dashes


def _runs(ink: Mask, point: float, gap: float, shortest: float) -> list[Box]:
    """Level runs of ink. A stroke may step from one row of pixels to the next: rows are taken together."""
    mask = cv2.dilate(ink.astype(np.uint8), np.ones((3, 1), np.uint8))
    run = round(shortest * point)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, max(2, round(gap * point))), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    boxes: list[Box] = []
    for number, (left, top, wide, high, area) in enumerate(stats[1:count], start=1):
        if high - 2 <= min(THICK * point, 1.5 * area / wide + 2):
            boxes.append((int(left), int(top) + 1, int(left + wide), int(top + high) - 1))
        else:
            part = labels[top : top + high, left : left + wide] == number
            boxes += [(left + x0, top + y0, left + x1, top + y1) for x0, y0, x1, y1 in _apart(part, point, run)]
    return boxes


def _apart(part: Mask, point: float, run: int) -> list[Box]:
    """Strokes that hang together with text, or with strokes of other rows: the fullest row first."""
    found: list[Box] = []
    rest = part.copy()
    for _ in range(16):
        full = rest.sum(axis=1)
        if full.max() < run:
            break
        at = sum(_rows(full >= 0.95 * full.max(), int(full.argmax()))) // 2
        near = rest[max(0, at - 1) : at + 2].all(axis=0)
        runs = [(start, stop) for start, stop in spans(near, round(3 * point)) if stop - start >= run]
        if not runs:
            rest[at] = False
        for start, stop in runs:
            top, bottom = _rows(rest[:, start:stop].mean(axis=1) > 0.6, at)
            if bottom - top - 2 <= THICK * point:
                found.append((start, top + 1, stop, max(top + 2, bottom - 1)))
            rest[top:bottom, start:stop] = False
    return found


def _rows(full: Mask, at: int) -> tuple[int, int]:
    """The run of True around a place."""
    top, bottom = at, at + 1
    while top > 0 and full[top - 1]:
        top -= 1
    while bottom < len(full) and full[bottom]:
        bottom += 1
    return top, bottom


def _besides(ink: Mask, box: Box) -> tuple[float, float, float]:
    """Shares of its length that have ink on both sides, on either side, on the side that has less."""
    x0, top, x1, bottom = box
    above, below = ink[max(0, top - 3), x0:x1], ink[min(len(ink) - 1, bottom + 2), x0:x1]
    least = min(float(above.mean()), float(below.mean()))
    return float((above & below).mean()), float((above | below).mean()), least


def _kind(ink: Mask, depth: Grey, box: Box, point: float) -> str | None:
    """solid, dotted, or None for a row of letters: those have ink beside them and vary from piece to piece."""
    both, either, least = _besides(ink, box)
    if either >= 1 - CLEAR and (both >= 0.15 or least >= 0.2):
        return None
    x0, top, x1, bottom = box
    inked = ink[top : max(bottom, top + 1), x0:x1].any(axis=0)
    sums = depth[max(0, top - 1) : bottom + 1, x0:x1].sum(axis=0).astype(np.float32)
    if float(inked.mean()) >= UNBROKEN and _is_even(sums, point):
        core = depth[top : max(bottom, top + 1), x0:x1].max(axis=0)
        thin = bottom - top <= SOLID * point
        return "solid" if thin or float(np.percentile(core, 30)) > SOLID_DEPTH else None
    size = max(3, round(DASH * point))
    smooth = np.convolve(np.pad(sums, size // 2, mode="edge"), np.ones(size) / size, "valid")
    slight = either < 0.15 and bottom - top <= DASH_SIZE[0] * point
    dots = len(spans(inked)) >= (x1 - x0) / (DOT * point) or float(inked.mean()) >= UNBROKEN
    return "dotted" if slight and dots and _is_even(smooth, point) else None


def _is_even(core: Floats, point: float) -> bool:
    """Is it as dark in most of its pieces all along?"""
    size = min(len(core), round(PIECE * point))
    pieces = core[: len(core) // size * size].reshape(-1, size)
    low, middle, high = np.percentile(pieces, (15, 50, 85), axis=1)
    return float((high - low < EVEN * middle).mean()) >= MOST_PIECES
