"""The objects of a page, or of one form XObject, as columns: one pass of pdfium's functions over all of a kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers import pdfium_calls as pdfium
from plansheets.extract.readers.drawing import Box, Matrix, bounds, boxes_of, intersect, multiply
from plansheets.extract.readers.page import Codes
from plansheets.extract.readers.pdfium_calls import Doubles, each, rows
from plansheets.extract.readers.pdfium_segments import Corners, clip_corners, corners
from plansheets.extract.readers.pdfium_slots import fill, handles

FAINTEST: Final = 13
"""Alpha of 255 below which paint is not seen (5 %)."""


@dataclass(frozen=True, eq=False)
class Paths:
    """Painted paths of one level, p of them. `matrix` (p, 6) leads to the page as shown; `corners` lie in a row,
    `counts` (p,) of each. `filled` and `stroked` (p,) tell what is painted, `even_odd` by which rule it is filled,
    `clip` (p, 4) where it may be seen.
    """

    matrix: Doubles
    counts: NDArray[np.intp]
    corners: Corners
    filled: NDArray[np.bool_]
    even_odd: NDArray[np.bool_]
    stroked: NDArray[np.bool_]
    fill_color: Codes
    line_color: Codes
    width: Doubles
    dashed: NDArray[np.bool_]
    clip: Doubles
    order: Doubles


def matrices(items: Sequence[int], to_page: Matrix) -> Doubles:
    """Matrices of objects (n, 6), leading to the page as shown."""
    own = np.zeros((len(items), 6), np.float32)
    fill(pdfium.object_matrix, own, 1, handles(items))
    a, b, c, d, e, f = own.astype(np.float64).T
    return np.stack(multiply((a, b, c, d, e, f), to_page), axis=1)  # type: ignore[arg-type]


def colors(function: Callable[..., int], items: Sequence[int]) -> tuple[Codes, NDArray[np.bool_]]:
    """0xRRGGBB of objects (n,) as seen on white paper, and which of them are seen at all."""
    count = len(items)
    parts = np.zeros((count, 4), np.uint32)
    parts[:, 3] = 255  # stays where a pattern is painted, whose colour pdfium does not tell
    fill(function, parts, 4, handles(items))
    clear = np.flatnonzero(parts[:, 3] < 255)
    if len(clear):
        alpha = parts[clear, 3:] / 255
        parts[clear, :3] = np.round(parts[clear, :3] * alpha + 255 * (1 - alpha))
    joined = (parts[:, 0] << 16 | parts[:, 1] << 8 | parts[:, 2]).astype(np.uint32)
    return joined, parts[:, 3] >= FAINTEST


class Clips:
    """Clip boxes of the objects of one level; objects under one clip share it."""

    def __init__(self, to_page: Matrix, shown: Box) -> None:
        self.to_page, self.shown = to_page, shown
        self.known: dict[tuple[int, ...], Box] = {}

    def boxes(self, items: Sequence[int]) -> list[Box]:
        """The box that each object may be seen in, on the page as shown."""
        paths = list(map(pdfium.clip_path, items))
        counts = map(pdfium.clip_count, paths)
        return [self._box(path, n) if n > 0 else self.shown for path, n in zip(paths, counts, strict=True)]

    def _box(self, path: int, count: int) -> Box:
        # Objects under one clip share its corners in memory, so the address of the first tells the clip.
        key = tuple(map(pdfium.clip_segment, repeat(path, count), range(count), repeat(0)))
        box = self.known.get(key)
        if box is None:
            box = self.shown
            for index in range(count):
                points = transformed(clip_corners(path, index), self.to_page)
                if len(points):
                    box = intersect(box, bounds(points.tolist()))
            self.known[key] = box
        return box


def transformed(found: Corners, matrix: Matrix) -> Doubles:
    """Corners on the page as shown (n, 2)."""
    a, b, c, d, e, f = matrix
    x, y = found["x"].astype(np.float64), found["y"].astype(np.float64)
    return np.stack([a * x + c * y + e, b * x + d * y + f], axis=1)


def read_paths(items: Sequence[int], order: Doubles, to_page: Matrix, clips: Clips) -> Paths:
    """The painted paths among path objects; those that leave no paint are left out."""
    count = len(items)
    modes = np.zeros((count, 2), np.int32)
    fill(pdfium.draw_mode, modes, 2, handles(items))
    painted = np.flatnonzero(modes.any(axis=1))
    if len(painted) < count:
        items, modes, order = [items[i] for i in painted.tolist()], modes[painted], order[painted]
        count = len(items)
    filled, stroked = modes[:, 0] > 0, modes[:, 1] > 0
    fill_color, line_color = np.zeros(count, np.uint32), np.zeros(count, np.uint32)
    width, dashed = np.zeros(count, np.float32), np.zeros(count, np.bool_)
    matrix = matrices(items, to_page)
    if filled.any():
        chosen = [item for item, yes in zip(items, filled.tolist(), strict=True) if yes]
        fill_color[filled], filled[filled] = colors(pdfium.fill_color, chosen)
    if stroked.any():
        places = np.flatnonzero(stroked)
        chosen = [items[i] for i in places.tolist()]
        widths = np.zeros(len(chosen), np.float32)
        each(pdfium.stroke_width, chosen, rows(widths))
        width[places] = widths
        dashed[places] = np.fromiter(map(pdfium.dash_count, chosen), np.int32, len(chosen)) > 0
        line_color[places], stroked[places] = colors(pdfium.stroke_color, chosen)
    counts = np.maximum(np.fromiter(map(pdfium.segment_count, items), np.intp, count), 0)
    scale = np.sqrt(np.abs(matrix[:, 0] * matrix[:, 3] - matrix[:, 1] * matrix[:, 2]))
    return Paths(
        matrix=matrix,
        counts=counts,
        corners=corners(items, counts.tolist()),
        filled=filled,
        even_odd=modes[:, 0] == pdfium.EVEN_ODD,
        stroked=stroked,
        fill_color=fill_color,
        line_color=line_color,
        width=width.astype(np.float64) * scale,
        dashed=dashed,
        clip=boxes_of(clips.boxes(items)),
        order=order,
    )
