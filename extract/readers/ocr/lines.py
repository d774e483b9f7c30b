"""Lines of text in each cell of a page, from where the ink is. Lengths in pixels."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import cv2
import numpy as np

from plansheets.extract.readers.ocr.ink import spans
from plansheets.extract.readers.ocr.letter import Box
from plansheets.extract.source import Ints, Mask

TALL: Final = 1.45
"""Ems from which a band of ink is more than one line."""
COLUMN_GAP: Final = 0.6
"""Ems of white that part two columns of lines that do not stand level."""
WORD_GAP: Final = 2.2
"""Ems of white that part a line in two."""
SPECK: Final = 0.13
"""Ems below which a shape all alone is dirt."""
STACKED: Final = 1.3
"""Ems of width up to which a cell's lines are the characters of a vertical text."""


@dataclass(frozen=True)
class Line:
    """A line's box, em and cell; `stack` holds the boxes of the characters of a vertical text from above down."""

    box: Box
    em: float
    stack: tuple[Box, ...] = ()
    cell: int = 0


def em_of(ink: Mask, point: float) -> float:
    """The height of most letters of the page's ink (h, w); 10 points where there is none."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    sizes = stats[1:, 2:4].max(axis=1) / point
    sizes = sizes[(sizes > 4.5) & (sizes < 30)]
    if not len(sizes):
        return 10 * point
    counts = np.histogram(sizes, bins=np.arange(4, 31, 0.5))[0]
    smooth = np.convolve(counts, [1, 2, 3, 2, 1], "same")
    near = sizes[np.abs(sizes - (4.25 + 0.5 * int(smooth.argmax()))) < 2]
    return float(np.percentile(near, 60)) * point * 1.08


def find_lines(ink: Mask, labels: Ints, em: float) -> list[Line]:
    """All lines of a page's ink (h, w), cell by cell as `labels` (h, w) tell them, each from above down."""
    found: list[Line] = []
    owned = np.where(ink, labels, 0)
    for number, box in _boxes(owned).items():
        x0, top, x1, bottom = box
        part = owned[top:bottom, x0:x1] == number
        lines = _lines(part, em, x0, top, 0)
        kept = _stacked(lines, em) or [line for line in lines if not _is_speck(line)]
        found += [replace(line, cell=number) for line in kept]
    return sorted(found, key=lambda line: (line.cell, line.box[1], line.box[0]))


def _boxes(owned: Ints) -> dict[int, Box]:
    """The box of each label's ink."""
    y, x = np.nonzero(owned)
    number = owned[y, x]
    order = np.argsort(number, kind="stable")
    y, x, number = y[order], x[order], number[order]
    if not len(number):
        return {}
    at = np.flatnonzero(np.concatenate(([True], number[1:] != number[:-1])))
    left, right = np.minimum.reduceat(x, at), np.maximum.reduceat(x, at) + 1
    top, bottom = np.minimum.reduceat(y, at), np.maximum.reduceat(y, at) + 1
    boxes = np.stack([left, top, right, bottom], 1).tolist()
    return {int(n): (x0, y0, x1, y1) for n, (x0, y0, x1, y1) in zip(number[at], boxes, strict=True)}


def _lines(part: Mask, em: float, left: int, top: int, depth: int) -> list[Line]:
    """Cut at white rows; what stays too tall at white columns; what stays too tall still, where ink is thinnest."""
    found: list[Line] = []
    for start, stop in _merged(spans(part.any(axis=1)), em):
        band = part[start:stop]
        tall = stop - start > TALL * em
        columns = spans(band.any(axis=0), round((COLUMN_GAP if tall else WORD_GAP) * em))
        if tall and len(columns) == 1:
            found += _torn(band, em, left, top + start)
        elif tall and depth < 6:
            pieces = [_lines(band[:, x0:x1], em, left + x0, top + start, depth + 1) for x0, x1 in columns]
            found += _rejoined([line for piece in pieces for line in piece], em)
        else:
            found += [_line(band[:, x0:x1], em, left + x0, top + start) for x0, x1 in columns]
    return found


def _rejoined(lines: list[Line], em: float) -> list[Line]:
    """Large letters of one heading are no columns of small ones."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1].box if joined else (0, 0, 0, 0)
        box, size = line.box, min(line.box[3] - line.box[1], last[3] - last[1])
        level = min(box[3], last[3]) - max(box[1], last[1]) > 0.6 * size
        if level and size > 1.1 * em and 0 <= box[0] - last[2] < size:
            whole = (last[0], min(last[1], box[1]), box[2], max(last[3], box[3]))
            joined[-1] = Line(whole, max(joined[-1].em, line.em))
        else:
            joined.append(line)
    return joined


def _line(piece: Mask, em: float, left: int, top: int) -> Line:
    rows = np.flatnonzero(piece.any(axis=1))
    columns = np.flatnonzero(piece.any(axis=0))
    box = (left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1)
    return Line(box, max(em * 0.6, min(float(box[3] - box[1]) * 1.08, em * 4)) if box[3] - box[1] > 0.75 * em else em)


def _merged(bands: list[tuple[int, int]], em: float) -> list[tuple[int, int]]:
    """Bands that are parts of one line: the strokes of 二, the dot of i."""
    merged: list[tuple[int, int]] = []
    for start, stop in bands:
        if merged:
            first, last = merged[-1]
            slight = min(stop - start, last - first) < 0.6 * em
            if slight and start - last < 0.45 * em and stop - first <= 1.1 * em:
                merged[-1] = (first, stop)
                continue
        merged.append((start, stop))
    return merged


def _torn(band: Mask, em: float, left: int, top: int) -> list[Line]:
    """Lines without a white row between them, or one line of large letters."""
    height = len(band)
    profile = np.convolve(band.sum(axis=1).astype(float), np.ones(3) / 3, "same")
    count = max(1, round(height / (1.15 * em)))
    cuts = [0]
    for number in range(1, count):
        at = round(height * number / count)
        reach = max(1, round(0.3 * em))
        low = max(cuts[-1] + 1, at - reach)
        cuts.append(low + int(profile[low : at + reach].argmin()))
    inner = profile[cuts[1:]] if len(cuts) > 1 else np.array([np.inf])
    if float(inner.max()) > 0.35 * float(np.percentile(profile, 75)):
        return [_line(band, em, left, top)]
    cuts.append(height)
    pieces = [(a, band[a:b]) for a, b in pairwise(cuts) if band[a:b].any()]
    return [
        _line(piece[:, x0:x1], em, left + x0, top + a)
        for a, piece in pieces
        for x0, x1 in spans(piece.any(axis=0), round(WORD_GAP * em))
    ]


def _is_speck(line: Line) -> bool:
    x0, top, x1, bottom = line.box
    return max(x1 - x0, bottom - top) < SPECK * line.em


def _stacked(lines: list[Line], em: float) -> list[Line]:
    """A cell whose lines are one character each, one below the other: one line from above down. Else none."""
    boxes = [line.box for line in lines if not _is_speck(line)]
    if len(boxes) < 2:
        return []
    x0, x1 = min(b[0] for b in boxes), max(b[2] for b in boxes)
    widest = max(b[2] - b[0] for b in boxes)
    highest = max(b[3] - b[1] for b in boxes)
    unit = max(widest, 0.7 * em)
    if widest > STACKED * em * 1.5 or x1 - x0 > 1.25 * unit or highest > TALL * unit:
        return []
    middles = [(b[0] + b[2]) / 2 for b in boxes]
    if max(middles) - min(middles) > 0.5 * unit or any(b[1] < a[3] for a, b in pairwise(boxes)):
        return []
    if any(b[1] - a[3] > 1.6 * unit for a, b in pairwise(boxes)):
        return []
    return [Line((x0, boxes[0][1], x1, boxes[-1][3]), unit * 1.05, tuple(boxes))]
