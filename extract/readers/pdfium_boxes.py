"""Boxes of glyphs from pdfium's origins, advances and matrices: on the page as shown, for any angle."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.drawing import Matrix
from plansheets.extract.readers.page import Codes
from plansheets.extract.readers.pdfium_calls import Doubles
from plansheets.extract.readers.pdfium_fonts import ASCENT, DESCENT
from plansheets.extract.source import Mask

LEAST_STEP: Final = 0.05
"""Ems. Glyphs that stand nearer are printed over one another, not one behind the other."""
WIDEST: Final = 4.0
"""Ems. Where glyphs are wider, the font's own space is not a thousandth of an em, and its size says nothing."""
COMBINING: Final = ((0x300, 0x36F), (0x3099, 0x309A))


@dataclass(frozen=True, eq=False)
class Layout:
    """Where glyphs stand on the page as shown: `boxes` (n, 4), `origins` (n, 2), `size` (n,), `angle` (n,) clockwise.

    `piece` (n,) counts the characters that one printed sign stands for (a ligature), from 0.
    """

    boxes: Doubles
    origins: Doubles
    size: Doubles
    angle: Doubles
    piece: NDArray[np.intp]


def boxes_of(
    codes: Codes,
    origins: Doubles,
    loose: Doubles,
    item: NDArray[np.intp],
    matrix: Doubles,
    font_size: Doubles,
    reach: Doubles,
    to_page: Matrix,
) -> Layout:
    """Layout of n glyphs of m text objects.

    In user space (y up): `origins` (n, 2), `loose` (n, 4) left, top, right, bottom, `matrix` (m, 6). `item` (n,) is
    the object of a glyph, `reach` (m, 2) ascent and descent in ems.
    """
    a, b, c, d, e, f = to_page
    turn = np.array([[a, b], [c, d]])
    along, across, height = _axes(matrix, font_size, turn)
    origins = origins @ turn + (e, f)
    ends = np.concatenate([loose[:, :2] @ turn, loose[:, 2:] @ turn], axis=1) + np.array([e, f, e, f])
    unit, rise = along[item], across[item]
    size = height[item]
    advance = _advances(origins, ends, unit)
    follows = item[1:] == item[:-1]
    step = origins[1:] - origins[:-1]
    piece, pieces = _pieces(codes, follows & (np.abs(step).max(axis=1, initial=0.0) == 0))
    size = _believed_size(size, advance, item, len(along))
    reach = _upright_reach(reach, step, unit, item, follows, size)
    advance = _up_to_next(advance, step, unit, follows, size, pieces)
    width = advance / pieces
    origins = origins + unit * (width * piece)[:, None]
    up, down = rise * (reach[item, 0] * size)[:, None], rise * (reach[item, 1] * size)[:, None]
    ahead = unit * width[:, None]
    low = origins + np.minimum(up, down) + np.minimum(ahead, 0)
    high = origins + np.maximum(up, down) + np.maximum(ahead, 0)
    boxes = np.concatenate([low, high], axis=1)
    angle = np.degrees(np.arctan2(along[:, 1], along[:, 0]))
    return Layout(boxes, origins, size, np.where(np.abs(angle) < 0.01, 0.0, angle)[item], piece)


def _axes(matrix: Doubles, font_size: Doubles, turn: Doubles) -> tuple[Doubles, Doubles, Doubles]:
    """Of each text object, as shown: the unit vectors along its line and up from it, and its em."""
    sign = np.where(font_size < 0, -1.0, 1.0)[:, None]
    along, up = matrix[:, 0:2] * sign @ turn, matrix[:, 2:4] * sign @ turn
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)
    along = along / length[:, None]
    across = np.stack([along[:, 1], -along[:, 0]], axis=1)
    height = np.einsum("ij,ij->i", up, across)  # of slanted text only what stands upright counts
    across = np.where(height < 0, -1.0, 1.0)[:, None] * across
    return along, across, np.abs(height * font_size)


def _advances(origins: Doubles, ends: Doubles, unit: Doubles) -> Doubles:
    """How far each glyph's loose box reaches along its line from the origin, in points."""
    one, other = (ends[:, 0:2] - origins) * unit, (ends[:, 2:4] - origins) * unit
    farthest = np.maximum(one, other)
    reached: Doubles = np.maximum(farthest[:, 0] + farthest[:, 1], 0.0)
    return reached


def _pieces(codes: Codes, same_place: Mask) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For a sign that stands for several characters: each one's number from 0, and how many they are."""
    count = len(codes)
    piece, pieces = np.zeros(count, np.intp), np.ones(count, np.intp)
    combining = np.zeros(count, np.bool_)
    for low, high in COMBINING:
        combining |= (codes >= low) & (codes <= high)
    for index in np.flatnonzero(same_place & ~combining[1:]).tolist():
        piece[index + 1] = piece[index] + 1
    for index in np.flatnonzero(piece).tolist():
        pieces[index - piece[index] : index + 1] = piece[index] + 1
    return piece, pieces


def _believed_size(size: Doubles, advance: Doubles, item: NDArray[np.intp], count: int) -> Doubles:
    """The em, or the widest advance of a text object whose font (Type 3) has a space of its own."""
    widest = np.zeros(count)
    np.maximum.at(widest, item, advance)
    strange = widest[item] > WIDEST * size
    return np.where(strange, widest[item], size)


def _upright_reach(
    reach: Doubles, step: Doubles, unit: Doubles, item: NDArray[np.intp], follows: Mask, size: Doubles
) -> Doubles:
    """Ascent and descent; those of the ideographic box for text set from top to bottom, whose origins pdfium moves."""
    along = np.einsum("ij,ij->i", step, unit[1:])
    across = np.abs(step[:, 0] * unit[1:, 1] - step[:, 1] * unit[1:, 0])
    down = follows & (across > 0.3 * size[1:]) & (np.abs(along) < 0.6 * size[1:])
    if not down.any():
        return reach
    reach = reach.copy()
    reach[item[1:][down]] = ASCENT, DESCENT
    return reach


def _up_to_next(
    advance: Doubles, step: Doubles, unit: Doubles, follows: Mask, size: Doubles, pieces: NDArray[np.intp]
) -> Doubles:
    """Advances that do not reach into the next glyph of the same text object: a loose box holds overhanging ink too."""
    to_next = np.full(len(advance), np.inf)
    along = np.einsum("ij,ij->i", step, unit[1:])
    ahead = follows & (along > LEAST_STEP * size[1:])
    to_next[:-1][ahead] = along[ahead]
    if (pieces > 1).any():
        for index in np.flatnonzero((pieces[:-1] > 1) & follows)[::-1].tolist():
            to_next[index] = min(to_next[index], to_next[index + 1] if along[index] == 0 else to_next[index])
    shorter: Doubles = np.minimum(advance, to_next)
    return shorter
