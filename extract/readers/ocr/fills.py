"""Shaded cells, dark bars and block arrows in the image of a page. Lengths in pixels."""

from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np

from plansheets.extract.readers.ocr.ink import WHITE, Grey, calm, ground
from plansheets.extract.readers.ocr.letter import Box
from plansheets.extract.readers.page import Codes, no_boxes
from plansheets.extract.source import Floats, Ints, Mask

SHADED: Final = 0.96
"""Share of the paper's brightness below which a cell is shaded."""
MOSTLY: Final = 0.8
"""Share of a cell that is shaded where the cell is."""
SQUARE: Final = 0.9
"""Share of its box that a rectangle covers."""
ROUNDED: Final = 0.985
"""The same for a rectangle with more than four corners: rounded or frayed ones."""
CORNER: Final = 1.5
"""Points that an outline may stray without having a corner."""
LOOSE: Final = (24.0, 9.0)
"""Points that a shaded rectangle without rulings is wide and high, or high and wide, at least."""


@dataclass(frozen=True, eq=False)
class Fills:
    """Rectangles (k, 4) as x0, top, x1, bottom, other outlines (points, 2), and the colours of both as 0xRRGGBB."""

    boxes: Floats = field(default_factory=no_boxes)
    colors: Codes = field(default_factory=lambda: np.empty(0, np.uint32))
    shapes: tuple[Floats, ...] = ()
    shape_colors: Codes = field(default_factory=lambda: np.empty(0, np.uint32))


def find_fills(flat: Grey, dark: Mask, labels: Ints, point: float) -> Fills:
    """The fills of a page (h, w, 3): its dark surfaces, its shaded cells (`labels`), and what else is shaded."""
    boxes, outlines = _surfaces(dark & (labels > 0), point)
    least = calm(flat.min(axis=2))
    mask = ((ground(least, max(3, round(4 * point))) < SHADED * WHITE) & ~dark).astype(np.uint8)
    shaded = _shaded_cells(mask, labels, point)
    for x0, top, x1, bottom in shaded:
        mask[max(0, top - 3) : bottom + 3, max(0, x0 - 3) : x1 + 3] = 0
    boxes += shaded + _loose(mask, point)
    shapes = tuple(outline.reshape(-1, 2).astype(np.float32) for outline in outlines)
    spans = [cv2.boundingRect(outline) for outline in outlines]
    shape_colors = _colors(flat, [(x, y, x + w, y + h) for x, y, w, h in spans])
    return Fills(np.array(boxes, np.float32).reshape(-1, 4), _colors(flat, boxes), shapes, shape_colors)


def _surfaces(dark: Mask, point: float) -> tuple[list[Box], list[Ints]]:
    """Dark surfaces: rectangles, and the outlines of others."""
    outlines, _ = cv2.findContours(dark.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes: list[Box] = []
    others: list[Ints] = []
    for outline in outlines:
        x, y, wide, high = cv2.boundingRect(outline)
        area = cv2.contourArea(outline)
        if max(wide, high) < 9 * point or min(wide, high) < 2.5 * point:
            continue
        corners = cv2.approxPolyDP(outline, CORNER * point, True).astype(np.int32)
        if area >= SQUARE * wide * high and (len(corners) <= 4 or area >= ROUNDED * wide * high):
            boxes.append((x, y, x + wide, y + high))
        elif area >= 0.25 * wide * high:
            others.append(corners)
    return boxes, others


def _shaded_cells(mask: Grey, labels: Ints, point: float) -> list[Box]:
    """Cells of which most is shaded."""
    count, _, stats, _ = cv2.connectedComponentsWithStats((labels > 0).astype(np.uint8), connectivity=4)
    boxes = []
    edge = max(1, round(point))
    for left, top, wide, high, area in stats[1:count]:
        if min(wide, high) < 5 * point or area < 0.8 * wide * high:
            continue
        part = mask[top : top + high, left : left + wide][edge:-edge, edge:-edge]
        if part.mean() > MOSTLY:
            boxes.append((int(left), int(top), int(left + wide), int(top + high)))
    return boxes


def _loose(mask: Grey, point: float) -> list[Box]:
    """Shaded rectangles that no rulings bound."""
    size = round(6 * point)
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    opened = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    outlines, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = []
    for outline in outlines:
        x, y, wide, high = cv2.boundingRect(outline)
        large = max(wide, high) >= LOOSE[0] * point and min(wide, high) >= LOOSE[1] * point
        if large and cv2.contourArea(outline) >= SQUARE * wide * high:
            boxes.append((x, y, x + wide, y + high))
    return boxes


def _colors(flat: Grey, boxes: list[Box]) -> Codes:
    colors = []
    for x0, top, x1, bottom in boxes:
        red, green, blue = np.median(flat[top:bottom, x0:x1].reshape(-1, 3), axis=0).astype(int)
        colors.append((int(red) << 16) | (int(green) << 8) | int(blue))
    return np.array(colors, np.uint32)
