"""Which glyphs a reader of the paper does not see: transparent, in the paper's colour, clipped, doubled, outside."""

from dataclasses import dataclass
from itertools import repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers import pdfium_calls as pdfium
from plansheets.extract.readers.drawing import IDENTITY, Canvas, Matrix, bounds, boxes_of, multiply
from plansheets.extract.readers.page import CLIPPED, DOUBLED, INVISIBLE, OUTSIDE, UNMAPPED
from plansheets.extract.readers.pdfium_calls import Doubles
from plansheets.extract.readers.pdfium_level import FAINTEST, matrices
from plansheets.extract.readers.pdfium_paths import Painted
from plansheets.extract.readers.pdfium_slots import fill, handles
from plansheets.extract.readers.pdfium_text import RawText, TextObjects
from plansheets.extract.source import Mask

NO_INK: Final = np.array([mode in (3, 7) for mode in range(8)])
"""By render mode: text that is not painted at all."""
FILL_ALONE: Final = np.array([mode in (0, 4) for mode in range(8)])
"""By render mode: text that is filled and not stroked."""
WHITE: Final = 0xFFFFFF
PICTURE: Final = -1
ALIKE: Final = 12
"""Steps of 255 by which two colours may differ and cannot be told apart."""
THINNEST_PAPER: Final = 3.0
"""Points. A fill that is narrower is a ruling, not what text stands on."""
DOUBLED_WITHIN: Final = 0.15
"""Ems between a glyph and its copy."""
CHUNK: Final = 2048
"""Glyphs that are held against all fills at once."""
STEPS_A_POINT, MOST_STEPS, MOST_STRIPS = 20, (1 << 21) - 1, (1 << 20) - 1


def flags_of(text: RawText, found: Painted, width: float, height: float) -> tuple[NDArray[np.uint8], Mask]:
    """UNMAPPED ... OUTSIDE of every glyph (n,), and which of them are printed twice for boldness."""
    boxes, item = text.layout.boxes, text.item
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    address = text.objects.address.tolist()
    everywhere = (-np.inf, -np.inf, np.inf, np.inf)
    clip = boxes_of([found.text_clip.get(a, everywhere) for a in address])
    flags = np.zeros(len(text), np.uint8)
    flags[text.unmapped] |= UNMAPPED
    flags[_no_ink(text.objects)[item]] |= INVISIBLE
    order = np.fromiter(map(found.text_order.get, address, repeat(np.inf)), np.float64, len(address))
    flags[_like_paper(text, found.canvas, middle, order)] |= INVISIBLE
    flags[~_inside(middle, clip[item])] |= CLIPPED
    outside = ~_inside(middle, np.array([[0.0, 0.0, width, height]]))
    flags[outside] = flags[outside] & ~np.uint8(CLIPPED) | OUTSIDE
    again, copied = doubles(text.codes, text.layout.origins, text.layout.size)
    flags[again & (text.layout.piece == 0)] |= DOUBLED
    bold = copied & ~again
    dropped = found.text_order.keys() - set(address)
    if dropped:
        bold |= _copied_objects([a for a in found.text_order if a in dropped], address, found.text_space)[item]
    return flags, bold


def _copied_objects(dropped: list[int], kept: list[int], space: dict[int, Matrix]) -> Mask:
    """Which of the kept text objects (m,) pdfium dropped a copy of, printed over them; objects are addresses."""
    items = [*dropped, *kept]
    own = matrices(items, IDENTITY).T
    whole = np.stack(multiply(tuple(own), tuple(np.array([space.get(a, IDENTITY) for a in items]).T)), axis=1)
    size = np.zeros(len(items), np.float32)
    fill(pdfium.text_size, size, 1, handles(items))
    em = np.abs(size) * np.hypot(whole[:, 2], whole[:, 3])
    one, other = _near(np.zeros(len(items), np.uint32), whole[:, 4:], em)
    copied = np.zeros(len(items), np.bool_)
    copied[one[other < len(dropped)]] = True
    copied[other[one < len(dropped)]] = True
    return copied[len(dropped) :]


def _inside(points: Doubles, boxes: Doubles) -> Mask:
    x, y = points[:, 0], points[:, 1]
    within: Mask = (x >= boxes[:, 0]) & (x <= boxes[:, 2]) & (y >= boxes[:, 1]) & (y <= boxes[:, 3])
    return within


def _no_ink(objects: TextObjects) -> Mask:
    """Text objects (m,) that leave no ink, by render mode or by alpha."""
    clear = objects.color[:, 3] < FAINTEST
    silent: Mask = NO_INK[objects.mode & 7] | (clear & FILL_ALONE[objects.mode & 7])
    return silent


@dataclass(frozen=True, eq=False)
class _Papers:
    """What text may stand on: `boxes` (k, 4), `colors` (k,) 0xRRGGBB or PICTURE, `order` (k,) of painting."""

    boxes: Doubles
    colors: NDArray[np.int64]
    order: Doubles


def _papers(canvas: Canvas) -> _Papers:
    """Fills, shapes and images of the canvas that are wide enough; a shape fills an unknown part of its box."""
    around = [bounds(shape) for shape in canvas.shapes]
    boxes = boxes_of([*canvas.fills, *around, *canvas.images])
    colors = [*canvas.fill_colors, *[PICTURE] * (len(around) + len(canvas.images))]
    order = [*canvas.fill_orders, *canvas.shape_orders, *canvas.image_orders]
    wide = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) >= THINNEST_PAPER
    return _Papers(boxes[wide], np.array(colors, np.int64)[wide], np.array(order, np.float64)[wide])


def _like_paper(text: RawText, canvas: Canvas, middle: Doubles, order: Doubles) -> Mask:
    """Glyphs in the colour of what lies under them: of the uppermost fill painted before, or of the white paper."""
    hidden = np.zeros(len(text), np.bool_)
    rgb = text.objects.color.astype(np.int64)
    inks = rgb[:, 0] << 16 | rgb[:, 1] << 8 | rgb[:, 2]
    papers = _papers(canvas)
    all_papers = {WHITE, *papers.colors.tolist()}
    doubtful = [ink for ink in set(inks.tolist()) if any(_alike(ink, paper) for paper in all_papers)]
    if not doubtful:
        return hidden
    chosen = np.flatnonzero(np.isin(inks, doubtful)[text.item])
    for start in range(0, len(chosen), CHUNK):
        some = chosen[start : start + CHUNK]
        paper = _paper_under(middle[some], order[text.item[some]], papers)
        pairs = list(zip(inks[text.item[some]].tolist(), paper.tolist(), strict=True))
        answers = {pair: _alike(*pair) for pair in set(pairs)}
        hidden[some] = [answers[pair] for pair in pairs]
    return hidden


def _paper_under(points: Doubles, order: Doubles, papers: _Papers) -> NDArray[np.int64]:
    """The colour (n,) of the uppermost fill under each point (n, 2), painted before `order` (n,)."""
    if not len(papers.order):
        return np.full(len(points), WHITE, np.int64)
    under = papers.order[None, :] < order[:, None]
    for axis in (0, 1):
        place = points[:, axis, None]
        under &= (place >= papers.boxes[None, :, axis]) & (place <= papers.boxes[None, :, axis + 2])
    top = np.where(under, papers.order[None, :], -1.0)
    return np.where(under.any(axis=1), papers.colors[top.argmax(axis=1)], WHITE)


def _alike(one: int, other: int) -> bool:
    """Can no eye tell two colours (0xRRGGBB) apart? A picture has no one colour."""
    if PICTURE in (one, other):
        return False
    return all(abs((one >> shift & 255) - (other >> shift & 255)) <= ALIKE for shift in (16, 8, 0))


def doubles(codes: NDArray[np.uint32], origins: Doubles, size: Doubles) -> tuple[Mask, Mask]:
    """Which glyphs (n,) print an earlier one again, within DOUBLED_WITHIN ems, and which are so printed again."""
    again, copied = np.zeros(len(codes), np.bool_), np.zeros(len(codes), np.bool_)
    one, other = _near(codes, origins, size)
    again[np.maximum(one, other)] = True
    copied[np.minimum(one, other)] = True
    return again, copied


def _near(codes: NDArray[np.uint32], origins: Doubles, size: Doubles) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of glyphs of one character within DOUBLED_WITHIN ems.

    Glyphs are sorted by character, strip of the page and place in it; strips are twice as high as a copy may be away,
    and a second round has them half a strip lower, so that two that are near share a strip in one of the rounds.
    """
    height = 2 * DOUBLED_WITHIN * np.maximum(size, 0.5)
    place = np.clip(origins[:, 0] * STEPS_A_POINT, 0, MOST_STEPS).astype(np.int64)
    pairs = []
    for shift in (0.0, 0.5):
        strip = np.clip(origins[:, 1] / height + shift, 0, MOST_STRIPS).astype(np.int64)
        key = codes.astype(np.int64) << 41 | strip << 21 | place
        order = np.argsort(key, kind="stable")
        one, other = order[:-1], order[1:]
        gap = np.abs(origins[one] - origins[other])
        near = (codes[one] == codes[other]) & (np.maximum(gap[:, 0], gap[:, 1]) <= DOUBLED_WITHIN * size[one])
        pairs.append((one[near], other[near]))
    (a, b), (c, d) = pairs
    return np.concatenate((a, c)), np.concatenate((b, d))
