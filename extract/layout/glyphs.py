"""The glyphs of one page that a reader of the paper sees, sorted into chunks: runs that were set in one go."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.page import HIDDEN, PageContent
from plansheets.extract.source import Floats, Ints, ink_of

NEAR: Final = 0.35
"""Em between two glyphs of one chunk."""
LEVEL: Final = 0.3
"""Em by which base lines of one chunk may differ."""


@dataclass(frozen=True, eq=False)
class Seen:
    """Columns of shape (n,) for the glyphs that are seen, in the order of the file; `at` their index on the page.

    `cx`, `cy` are the middle of the glyph's em box, `base` its base line, `chunk` the number of its run; `ink` says
    which leave ink.
    """

    at: NDArray[np.intp]
    codes: NDArray[np.uint32]
    x0: Floats
    x1: Floats
    top: Floats
    bottom: Floats
    cx: Floats
    cy: Floats
    base: Floats
    size: Floats
    ink: NDArray[np.bool_]
    chunk: Ints
    chunks: Floats
    """(chunks, 4): the box of each chunk's ink."""
    upwards: NDArray[np.bool_]
    """Whether the glyph lies on its left side: its text is read from the bottom to the top."""
    upright: NDArray[np.bool_]
    """Whether the glyphs of the chunk follow each other from top to bottom; (chunks,)."""

    def __len__(self) -> int:
        return len(self.at)

    @cached_property
    def usual_size(self) -> float:
        """The font size of the middle one of the glyphs that leave ink; 10 where none does."""
        return float(np.median(self.size[self.ink])) if self.ink.any() else 10.0


def seen_of(page: PageContent) -> Seen:
    """The glyphs of a page that are seen."""
    g = page.glyphs
    ink = ink_of(page.codes)
    visible = (page.flags & HIDDEN) == 0
    at = np.flatnonzero(visible)
    x0, x1, top, bottom = g.x0[at], g.x1[at], g.top[at], g.bottom[at]
    size = np.maximum(g.size[at], 1.0)
    base = g.y[at]
    turned = np.abs((g.angle[at] + 45) % 180 - 45) > 30
    cy = np.where(turned, (top + bottom) / 2, base - 0.38 * size)
    cx = (x0 + x1) / 2
    ink = ink[at]
    upwards = g.angle[at] < -45
    chunk, upright = _chunks(x0, x1, np.where(upwards, -cy, cy), size)
    boxes = _boxes(chunk, ink, x0, top, x1, bottom)
    return Seen(at, page.codes[at], x0, x1, top, bottom, cx, cy, np.where(turned, bottom, base), size, ink, chunk,
                boxes, upwards, upright)  # fmt: skip


@cache
def nothing_seen() -> Seen:
    """No glyphs."""
    none, flags = np.zeros(0, np.float32), np.zeros(0, bool)
    return Seen(np.zeros(0, np.intp), np.zeros(0, np.uint32), none, none, none, none, none, none, none, none, flags,
                np.zeros(0, np.int32), np.empty((0, 4), np.float32), flags, flags)  # fmt: skip


def _chunks(x0: Floats, x1: Floats, cy: Floats, size: Floats) -> tuple[Ints, NDArray[np.bool_]]:
    """Number of each glyph's run, and which runs go downwards."""
    n = len(x0)
    if not n:
        return np.zeros(0, np.int32), np.zeros(0, bool)
    em = np.minimum(size[1:], size[:-1])
    cx = (x0 + x1) / 2
    beside = (np.abs(np.diff(cy)) <= LEVEL * em) & (x0[1:] - x1[:-1] <= NEAR * em) & (x0[1:] - x1[:-1] >= -0.6 * em)
    step = np.diff(cy)
    below = (np.abs(np.diff(cx)) <= LEVEL * em) & (step >= 0.6 * em) & (step <= 1.6 * em)
    # Stacked glyphs: a step down that no step to the right goes before or after, so that wrapped lines stay apart.
    before = np.concatenate(([False], beside[:-1])) if n > 2 else np.zeros(n - 1, bool)
    after = np.concatenate((beside[1:], [False])) if n > 2 else np.zeros(n - 1, bool)
    stacked = below & ~beside & ~before & ~after
    joins = beside | stacked
    chunk = np.concatenate(([0], np.cumsum(~joins))).astype(np.int32)
    upright = np.zeros(int(chunk[-1]) + 1, bool)
    upright[chunk[1:][stacked]] = True
    return chunk, upright


def _boxes(chunk: Ints, ink: NDArray[np.bool_], x0: Floats, top: Floats, x1: Floats, bottom: Floats) -> Floats:
    """Boxes (chunks, 4) of each chunk's ink; of all its glyphs where it has none."""
    if not len(chunk):
        return np.empty((0, 4), np.float32)
    starts = np.flatnonzero(np.concatenate(([True], np.diff(chunk) > 0)))
    inked = np.logical_or.reduceat(ink, starts)
    use = ink | ~inked[chunk]
    big = np.float32(1e9)
    return np.stack([
        np.minimum.reduceat(np.where(use, x0, big), starts), np.minimum.reduceat(np.where(use, top, big), starts),
        np.maximum.reduceat(np.where(use, x1, -big), starts), np.maximum.reduceat(np.where(use, bottom, -big), starts),
    ], 1)  # fmt: skip
