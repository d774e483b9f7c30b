"""From the corners of many paths to fills, lines and shapes: straight outlines at once, curved ones one by one."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.drawing import STRAIGHT, Canvas, Point, curve, each_row
from plansheets.extract.readers.holes import SMALLEST, without_holes
from plansheets.extract.readers.pdfium_calls import Doubles
from plansheets.extract.readers.pdfium_level import Paths
from plansheets.extract.readers.pdfium_segments import BEZIER, MOVE
from plansheets.extract.source import Mask

RECTANGLE: Final = 4
Indices = NDArray[np.intp]


class _Outlines:
    """The subpaths of all paths of a level: s of them, each a stretch of the corners."""

    def __init__(self, paths: Paths) -> None:
        found = paths.corners
        self.paths = paths
        self.path_of_corner = np.repeat(np.arange(len(paths.counts)), paths.counts)
        self.points = _placed(paths, self.path_of_corner)
        starts = found["kind"] == MOVE
        starts[np.cumsum(paths.counts[paths.counts > 0]) - paths.counts[paths.counts > 0]] = True
        self.start = np.flatnonzero(starts)
        self.length = np.diff(np.append(self.start, len(found)))
        self.path = self.path_of_corner[self.start]
        self.curved = np.add.reduceat(found["kind"] == BEZIER, self.start, dtype=np.intp) > 0
        self.closed = np.add.reduceat(found["closes"], self.start, dtype=np.intp) > 0

    def flattened(self, subpath: int) -> list[Point]:
        """The corners of one subpath, curves as straight pieces."""
        first, last = self.start[subpath], self.start[subpath] + self.length[subpath]
        kinds = self.paths.corners["kind"][first:last].tolist()
        points: list[Point] = []
        waiting: list[Point] = []
        for kind, (x, y) in zip(kinds, self.points[first:last].tolist(), strict=True):
            if kind != BEZIER:
                points.append((x, y))
                continue
            waiting.append((x, y))
            if len(waiting) == 3:
                points += curve(points[-1] if points else waiting[0], *waiting)
                waiting = []
        return points


def _placed(paths: Paths, path: Indices) -> Doubles:
    """Corners on the page as shown (n, 2)."""
    a, b, c, d, e, f = paths.matrix[path].T
    x, y = paths.corners["x"], paths.corners["y"]
    return np.stack([a * x + c * y + e, b * x + d * y + f], axis=1)


def draw(paths: Paths, canvas: Canvas) -> None:
    """Paint the paths of one level."""
    if not len(paths.corners):
        return
    outlines = _Outlines(paths)
    whole: Mask = outlines.length > 1
    filled, stroked = paths.filled[outlines.path] & whole, paths.stroked[outlines.path] & whole
    rectangles = _rectangles(outlines, np.flatnonzero(filled & ~outlines.curved & (outlines.length < 6)), canvas)
    for subpath in np.flatnonzero(filled & ~rectangles).tolist():
        path = outlines.path[subpath]
        outline = (outlines.flattened(subpath), True)
        canvas.fill([outline], int(paths.fill_color[path]), tuple(paths.clip[path].tolist()), float(paths.order[path]))
    _straight_lines(outlines, stroked & ~outlines.curved, canvas)
    for subpath in np.flatnonzero(stroked & outlines.curved).tolist():
        path = outlines.path[subpath]
        outline = (outlines.flattened(subpath), bool(outlines.closed[subpath]))
        color, width, dashed = int(paths.line_color[path]), float(paths.width[path]), bool(paths.dashed[path])
        canvas.stroke([outline], color, width, dashed, tuple(paths.clip[path].tolist()))


def _rectangles(outlines: _Outlines, chosen: Indices, canvas: Canvas) -> Mask:
    """Give the axis-parallel rectangles among the chosen subpaths to the canvas; which subpaths they were, of all."""
    points, paths = outlines.points, outlines.paths
    start, length = outlines.start[chosen], outlines.length[chosen]
    last = points[start + length - 1]
    fits = (length == RECTANGLE) | ((length == RECTANGLE + 1) & _near(points[start], last))
    chosen, start = chosen[fits], start[fits]
    corner = [points[start + i] for i in range(RECTANGLE)] if len(start) else [np.empty((0, 2))] * RECTANGLE
    sides: list[Mask] = [np.abs(corner[i] - corner[(i + 1) % RECTANGLE]) < STRAIGHT for i in range(RECTANGLE)]
    upright = sides[0][:, 0] & sides[2][:, 0] & sides[1][:, 1] & sides[3][:, 1]
    lying = sides[0][:, 1] & sides[2][:, 1] & sides[1][:, 0] & sides[3][:, 0]
    straight = np.flatnonzero(upright | lying)
    chosen = chosen[straight]
    one, other = corner[0][straight], corner[2][straight]
    path = outlines.path[chosen]
    turns = np.where(lying[straight] == ((other - one).prod(axis=1) > 0), 1, -1)
    turns[paths.even_odd[path]] = 2
    boxes, path = _holed(np.concatenate([np.minimum(one, other), np.maximum(one, other)], axis=1), turns, path)
    clip = paths.clip[path]
    low, high = np.maximum(boxes[:, :2], clip[:, :2]), np.minimum(boxes[:, 2:], clip[:, 2:])
    seen = each_row(low <= high)
    canvas.fills += map(tuple, np.concatenate([low, high], axis=1)[seen].tolist())
    canvas.fill_colors += paths.fill_color[path][seen].tolist()
    canvas.fill_orders += paths.order[path][seen].tolist()
    found = np.zeros(len(outlines.start), np.bool_)
    found[chosen] = True
    return found


def _holed(boxes: Doubles, turns: Indices, path: Indices) -> tuple[Doubles, Indices]:
    """The rectangles (n, 4) and their paths (n,), with those of one path that are holes in others taken out.

    `turns` (n,) as `without_holes` has them.
    """
    large = np.zeros(int(path.max(initial=-1)) + 1, np.bool_)
    large[path[(boxes[:, 2:] - boxes[:, :2]).min(axis=1, initial=np.inf) >= SMALLEST]] = True
    chosen = np.flatnonzero(large & (np.bincount(path, minlength=len(large)) > 1))
    if not len(chosen):
        return boxes, path
    kept = np.isin(path, chosen, invert=True)
    every, owners = [boxes[kept]], [path[kept]]
    for each in chosen.tolist():
        mine = path == each
        left = without_holes([(x0, y0, x1, y1) for x0, y0, x1, y1 in boxes[mine].tolist()], turns[mine].tolist())
        every.append(np.array(left))
        owners.append(np.full(len(left), each))
    order = np.argsort(np.concatenate(owners), kind="stable")
    return np.concatenate(every)[order], np.concatenate(owners)[order]


def _near(one: Doubles, other: Doubles) -> Mask:
    return each_row(np.abs(one - other) < STRAIGHT)


def _straight_lines(outlines: _Outlines, chosen: Mask, canvas: Canvas) -> None:
    """Give every side of the chosen subpaths to the canvas, the closing ones too."""
    subpath_of_corner = np.repeat(np.arange(len(outlines.start)), outlines.length)
    inner = np.flatnonzero(chosen[subpath_of_corner])
    inner = inner[inner != outlines.start[subpath_of_corner[inner]]]
    first, last = outlines.start, outlines.start + outlines.length - 1
    points = outlines.points
    ring = np.flatnonzero(chosen & outlines.closed & (outlines.length > 2) & ~_near(points[first], points[last]))
    begin, end = np.concatenate([inner - 1, last[ring]]), np.concatenate([inner, first[ring]])
    path = outlines.path_of_corner[end]
    canvas.stroke_lines(
        np.concatenate([points[begin], points[end]], axis=1),
        outlines.paths.line_color[path],
        outlines.paths.width[path],
        outlines.paths.dashed[path],
        outlines.paths.clip[path],
    )
