"""The corners of paths, many at a time. pdfium keeps a path's corners one behind the other, 12 bytes each.

That layout is not part of pdfium's interface. So it is tried once, on a path made for it; where it does not hold, the
corners are asked for one by one, which is slower and gives the same.
"""

from collections.abc import Callable, Sequence
from ctypes import string_at
from functools import cache
from itertools import pairwise, repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers import pdfium_calls as pdfium

LINE, BEZIER, MOVE = 0, 1, 2
CORNER: Final = np.dtype([("x", "<f4"), ("y", "<f4"), ("kind", "u1"), ("closes", "u1"), ("unused", "<u2")])
Corners = NDArray[np.void]
"""Shape (n,) of CORNER, in the path's own coordinates."""


def corners(paths: Sequence[int], counts: Sequence[int]) -> Corners:
    """The corners of all paths in a row; `counts` are their numbers."""
    if laid_out_as_known():
        firsts = map(pdfium.path_segment, paths, repeat(0))
        pieces = [string_at(first, CORNER.itemsize * n) for first, n in zip(firsts, counts, strict=True) if first and n]
        return np.frombuffer(b"".join(pieces), CORNER)
    get = pdfium.path_segment
    return _asked([get(path, i) for path, n in zip(paths, counts, strict=True) for i in range(n)])


def clip_corners(clip: int, index: int) -> Corners:
    """The corners of one path of a clip path."""
    return _asked([pdfium.clip_segment(clip, index, i) for i in range(max(pdfium.clip_segments(clip, index), 0))])


def _asked(segments: Sequence[int]) -> Corners:
    """Corners by pdfium's own functions, one call a number."""
    found = np.zeros(len(segments), CORNER)
    point = np.zeros(2, np.float32)
    x_at, y_at = point.ctypes.data, point.ctypes.data + 4
    for place, segment in enumerate(segments):
        pdfium.segment_point(segment, x_at, y_at)
        closes = pdfium.segment_closes(segment) > 0
        found[place] = (point[0], point[1], pdfium.segment_type(segment), closes, 0)
    return found


@cache
def laid_out_as_known() -> bool:
    """Do corners lie in memory as CORNER says?"""
    path = pdfium.new_path(1.5, 2.5)
    try:
        pdfium.line_to(path, 3.5, 4.5)
        pdfium.bezier_to(path, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5)
        pdfium.line_to(path, 11.5, 12.5)
        pdfium.close_path(path)
        return _holds(path, pdfium.path_segment)
    finally:
        pdfium.free_object(path)


def _holds(path: int, get: Callable[[int, int], int]) -> bool:
    places = [get(path, i) for i in range(pdfium.segment_count(path))]
    steps = {after - before for before, after in pairwise(places)}
    if len(places) != 6 or steps != {CORNER.itemsize}:
        return False
    seen = np.frombuffer(string_at(places[0], CORNER.itemsize * len(places)), CORNER)
    asked = _asked(places)
    return all(np.array_equal(seen[name], asked[name]) for name in ("x", "y", "kind", "closes"))
