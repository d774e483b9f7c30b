"""From painted paths to `Drawn`: axis-parallel filled rectangles, strokes, and all other filled outlines.

Every reader gives its paths here, in points of the page as shown: x from the left, y down from the top.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.holes import turn_of, without_holes
from plansheets.extract.readers.page import Codes, Drawn, no_boxes
from plansheets.extract.source import Floats, Mask

Doubles = NDArray[np.float64]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Subpath = tuple[list[Point], bool]
"""Its corners in the order drawn, curves flattened, and whether it was closed."""
Matrix = tuple[float, float, float, float, float, float]
"""PDF's a b c d e f: x' = a x + c y + e, y' = b x + d y + f."""

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Final[Box] = (-1e9, -1e9, 1e9, 1e9)
STRAIGHT: Final = 0.05
"""Points that the ends of a side may differ by where it counts as parallel to an axis."""
CURVE_STEPS: Final = 6
MANY_POINTS: Final = 400
"""A filled outline of more corners is a picture (a map, a logo): its box says enough."""


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first` and then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def page_matrix(box: Box, rotation: int) -> Matrix:
    """From PDF user space to the page as shown, by its crop box x0, y0, x1, y1 and rotation (0, 90, 180 or 270)."""
    x0, y0, x1, y1 = box
    return {
        0: (1.0, 0.0, 0.0, -1.0, -x0, y1),
        90: (0.0, 1.0, 1.0, 0.0, -y0, -x0),
        180: (-1.0, 0.0, 0.0, 1.0, x1, -y0),
        270: (0.0, -1.0, -1.0, 0.0, y1, x1),
    }[rotation % 360]


def curve(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """A cubic Bézier as straight pieces, its start left out."""
    points = []
    for step in range(1, CURVE_STEPS):
        t = step / CURVE_STEPS
        u = 1.0 - t
        p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        points.append(
            (
                p * start[0] + q * first[0] + r * second[0] + s * end[0],
                p * start[1] + q * first[1] + r * second[1] + s * end[1],
            )
        )
    return [*points, end]


def as_rectangle(points: Sequence[Point]) -> Box | None:
    """The box that a closed outline fills, None where it is no axis-parallel rectangle."""
    if len(points) == 5 and _near(points[0], points[4]):
        points = points[:4]
    if len(points) != 4:
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    upright = max(abs(ax - bx), abs(cx - dx), abs(by - cy), abs(dy - ay)) < STRAIGHT
    lying = max(abs(ay - by), abs(cy - dy), abs(bx - cx), abs(dx - ax)) < STRAIGHT
    if not (upright or lying):
        return None
    return min(ax, cx), min(ay, cy), max(ax, cx), max(ay, cy)


def _near(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < STRAIGHT and abs(one[1] - other[1]) < STRAIGHT


def bounds(points: Sequence[Point]) -> Box:
    """The box around points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def corners(box: Box) -> list[Point]:
    """The four corners of a box, in a ring."""
    return [(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]


def intersect(one: Box, other: Box) -> Box:
    """What two boxes share; x1 < x0 or bottom < top where they share nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def within(line: Box, clip: Box) -> Box | None:
    """The piece of a line x0, y0, x1, y1 inside a box, None where all of it is outside (Liang and Barsky, 1984)."""
    x0, y0, x1, y1 = line
    if clip[0] <= min(x0, x1) and max(x0, x1) <= clip[2] and clip[1] <= min(y0, y1) and max(y0, y1) <= clip[3]:
        return line
    dx, dy = x1 - x0, y1 - y0
    start, end = 0.0, 1.0
    for step, room in ((-dx, x0 - clip[0]), (dx, clip[2] - x0), (-dy, y0 - clip[1]), (dy, clip[3] - y0)):
        if step == 0:
            if room < 0:
                return None
            continue
        at = room / step
        if step < 0:
            start = max(start, at)
        else:
            end = min(end, at)
    return None if start > end else (x0 + start * dx, y0 + start * dy, x0 + end * dx, y0 + end * dy)


@dataclass
class Canvas:
    """Collects what a page paints, in the order of painting; `order` grows from object to object."""

    lines: list[Box] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    dashed: list[bool] = field(default_factory=list)
    line_colors: list[int] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    fill_colors: list[int] = field(default_factory=list)
    fill_orders: list[float] = field(default_factory=list)
    shapes: list[list[Point]] = field(default_factory=list)
    shape_colors: list[int] = field(default_factory=list)
    shape_orders: list[float] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    image_orders: list[float] = field(default_factory=list)

    def fill(
        self,
        subpaths: Sequence[Subpath],
        color: int,
        clip: Box = EVERYWHERE,
        order: float = 0.0,
        *,
        even_odd: bool = False,
    ) -> None:
        """A filled path: each outline a rectangle, a hole in one, or a shape."""
        outlines = [points for points, _ in subpaths if len(points) > 1]
        boxes = [as_rectangle(points) for points in outlines]
        turns = [2 if even_odd else turn_of(*points[:3]) for points, box in zip(outlines, boxes, strict=True) if box]
        for box in without_holes([box for box in boxes if box is not None], turns):
            self._fill_box(box, color, clip, order)
        for points in (points for points, box in zip(outlines, boxes, strict=True) if box is None):
            around = bounds(points)
            seen = intersect(around, clip)
            if seen[2] <= seen[0] or seen[3] <= seen[1]:
                continue
            if len(points) > 2:
                self.shapes.append(points if len(points) <= MANY_POINTS else corners(seen))
                self.shape_colors.append(color)
                self.shape_orders.append(order)

    def _fill_box(self, box: Box, color: int, clip: Box, order: float) -> None:
        seen = intersect(box, clip)
        if seen[2] >= seen[0] and seen[3] >= seen[1]:
            self.fills.append(seen)
            self.fill_colors.append(color)
            self.fill_orders.append(order)

    def stroke(
        self, subpaths: Sequence[Subpath], color: int, width: float, dashed: bool, clip: Box = EVERYWHERE
    ) -> None:
        """A stroked path: every side a line, the closing one too."""
        margin = width / 2
        room = (clip[0] - margin, clip[1] - margin, clip[2] + margin, clip[3] + margin)
        for points, closed in subpaths:
            last = points[-1]
            ring = closed and len(points) > 2 and not _near(points[0], last)
            start = points[0]
            for end in [*points[1:], points[0]] if ring else points[1:]:
                line = within((*start, *end), room)
                start = end
                if line is not None:
                    self.lines.append(line)
                    self.widths.append(width)
                    self.dashed.append(dashed)
                    self.line_colors.append(color)

    def stroke_lines(self, lines: Doubles, colors: Codes, widths: Doubles, dashed: Mask, clips: Doubles) -> None:
        """Many straight strokes at once: `lines` (n, 4) as x0, y0, x1, y1, `clips` (n, 4), the others (n,)."""
        margin = widths / 2
        low, high = np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])
        room = clips + np.stack([-margin, -margin, margin, margin], axis=1)
        apart = ~each_row((high >= room[:, :2]) & (low <= room[:, 2:]))
        cut = ~each_row((low >= room[:, :2]) & (high <= room[:, 2:])) & ~apart
        rows = [tuple(row) for row in lines.tolist()]
        for index in np.flatnonzero(cut).tolist():
            piece = within(rows[index], tuple(room[index].tolist()))
            apart[index] = piece is None
            rows[index] = piece or rows[index]
        kept = np.flatnonzero(~apart)
        self.lines += [rows[index] for index in kept.tolist()]
        self.widths += widths[kept].tolist()
        self.dashed += dashed[kept].tolist()
        self.line_colors += colors[kept].tolist()

    def image(self, box: Box, clip: Box = EVERYWHERE, order: float = 0.0) -> None:
        """An image's box."""
        seen = intersect(box, clip)
        if seen[2] > seen[0] and seen[3] > seen[1]:
            self.images.append(seen)
            self.image_orders.append(order)

    def drawn(self) -> Drawn:
        """All of it as columns."""
        return Drawn(
            lines=_boxes(self.lines),
            widths=np.asarray(self.widths, np.float32),
            dashed=np.asarray(self.dashed, np.bool_),
            line_colors=np.asarray(self.line_colors, np.uint32),
            fills=_boxes(self.fills),
            fill_colors=np.asarray(self.fill_colors, np.uint32),
            shapes=tuple(np.asarray(points, np.float32) for points in self.shapes),
            shape_colors=np.asarray(self.shape_colors, np.uint32),
            images=_boxes(self.images),
        )


def each_row(holds: Mask) -> Mask:
    """Rows (n,) of which all columns hold."""
    every: Mask = np.logical_and.reduce(holds, axis=1)
    return every


def boxes_of(rows: Sequence[Box]) -> Doubles:
    """Boxes as rows of an array (n, 4): number by number, in half the time that `np.array` takes."""
    return np.fromiter(chain.from_iterable(rows), np.float64, 4 * len(rows)).reshape(-1, 4)


def _boxes(rows: list[Box]) -> Floats:
    return boxes_of(rows).astype(np.float32) if rows else no_boxes()
