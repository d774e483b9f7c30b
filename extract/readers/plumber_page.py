"""What the second reader's device recorded, as the columns of a PageContent."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pdfminer.pdffont import PDFFont
from pdfminer.utils import Rect

from plansheets.extract.readers.drawing import Canvas, bounds
from plansheets.extract.readers.page import CLIPPED, DOUBLED, INVISIBLE, OUTSIDE, UNMAPPED, PageContent
from plansheets.extract.readers.plumber_device import Char, Recorded
from plansheets.extract.readers.plumber_drawn import as_shown, canvas
from plansheets.extract.readers.symbols import stand_for
from plansheets.extract.readers.weights import BOLD, FORCE_BOLD, LEAST_BOLD, REGULAR, weight_of
from plansheets.extract.source import Floats, Glyphs, Mask, is_printed

SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
SEEN_ALPHA: Final = 0.02
"""Below this no reader of the paper sees it."""
PAPER: Final = 0xFFFFFF


def page_content(recorded: Recorded, number: int, shown: Rect, rotation: int, fonts: dict[str, int]) -> PageContent:
    """One page. `fonts` is the document's register of font names, and grows."""
    chars = recorded.chars
    numbers = np.array([fonts.setdefault(_font_name(char.font), len(fonts)) for char in chars], np.int32)
    # One code may stand for several characters (a ligature, ㍻ spelt out): each gets the box of the one glyph.
    lengths = np.array([len(char.actual) for char in chars], np.int64)
    which = np.repeat(np.arange(len(chars)), lengths)
    said = np.array([ord(char) for item in chars for char in item.actual], np.uint32)
    printed = np.array([ord(char) for item in chars for char in _printed(item)], np.uint32)
    boxes = _boxes([char.box for char in chars], shown)
    painted = canvas(recorded, shown)
    flags = _flags(chars, boxes, shown, painted)[which]
    glyphs = _take(_glyphs(chars, boxes, numbers, number, shown), which)
    codes = stand_for(said, numbers[which], tuple(fonts))
    again, bold = doubled(codes, glyphs.x, glyphs.y, glyphs.size)
    flags[again] |= DOUBLED
    glyphs = replace(glyphs, weight=np.where(bold, BOLD, glyphs.weight).astype(np.int32))
    return PageContent(
        number=number,
        width=shown[2] - shown[0],
        height=shown[3] - shown[1],
        reader="pdfplumber",
        codes=codes,
        printed=printed,
        flags=flags,
        glyphs=glyphs,
        fonts=tuple(fonts),
        drawn=painted.drawn(),
        rotation=rotation,
    )


def _glyphs(chars: Sequence[Char], boxes: Floats, fonts: NDArray[np.int32], number: int, shown: Rect) -> Glyphs:
    """One glyph a character code."""
    n = len(chars)
    matrices = np.array([char.matrix for char in chars], np.float64).reshape(-1, 6)
    origins = np.array([char.origin for char in chars], np.float64).reshape(-1, 2)
    along = matrices[:, :2] * np.array([[-1.0 if char.turned else 1.0] for char in chars]).reshape(-1, 1) + 0.0
    weights = {id(char.font): _weight(char.font) for char in chars}
    return Glyphs(
        page=np.full(n, number, np.int32),
        x0=boxes[:, 0],
        top=boxes[:, 1],
        x1=boxes[:, 2],
        bottom=boxes[:, 3],
        size=np.array([char.size for char in chars], np.float32),
        weight=np.array([BOLD if char.mode % 4 == 2 else weights[id(char.font)] for char in chars], np.int32),
        angle=np.degrees(np.arctan2(0.0 - along[:, 1], along[:, 0])).astype(np.float32),
        x=(origins[:, 0] - shown[0]).astype(np.float32),
        y=(shown[3] - origins[:, 1]).astype(np.float32),
        font=fonts,
        confidence=np.ones(n, np.float32),
    )


def _take(glyphs: Glyphs, which: NDArray[np.int64]) -> Glyphs:
    """The glyphs of these numbers."""
    return Glyphs(*(getattr(glyphs, column.name)[which] for column in fields(Glyphs)))


def _flags(chars: Sequence[Char], boxes: Floats, shown: Rect, painted: Canvas) -> NDArray[np.uint8]:
    """UNMAPPED, INVISIBLE, CLIPPED and OUTSIDE, one a character code."""
    flags = np.zeros(len(chars), np.uint8)
    flags |= UNMAPPED * np.array([not char.mapped for char in chars], np.uint8)
    hidden = np.array([char.mode % 4 == 3 or char.alpha < SEEN_ALPHA for char in chars], np.uint8)
    flags |= INVISIBLE * (hidden | _in_paper_color(chars, boxes, painted))
    middle = ((boxes[:, :2] + boxes[:, 2:]) / 2).astype(np.float32)
    clips = _boxes([char.clip for char in chars], shown)
    flags |= np.where(_within(middle, clips), 0, CLIPPED).astype(np.uint8)
    page = np.array([[0, 0, shown[2] - shown[0], shown[3] - shown[1]]], np.float32)
    flags |= np.where(_within(middle, page), 0, OUTSIDE).astype(np.uint8)
    return flags


def _within(points: Floats, boxes: Floats) -> NDArray[np.bool_]:
    """Is each point (n, 2) in its box (n, 4)? A box's edge counts to it."""
    inside: NDArray[np.bool_] = np.all((points >= boxes[:, :2]) & (points <= boxes[:, 2:]), axis=1)
    return inside


def _in_paper_color(chars: Sequence[Char], boxes: Floats, painted: Canvas) -> NDArray[np.uint8]:
    """Is each character drawn in the colour of what lies under its middle: the paper, or the last fill before it?

    What colour lies under the middle of text on a picture or on a shape is not known: such text is taken for seen.
    """
    found = np.zeros(len(chars), np.uint8)
    fills, colors = _columns(painted.fills), np.array([PAPER, *painted.fill_colors])
    others = _columns([*painted.images, *(bounds(points) for points in painted.shapes)])
    other_orders = np.array([*painted.image_orders, *painted.shape_orders])
    fill_orders = np.array(painted.fill_orders)
    for i, char in enumerate(chars):
        if char.color not in colors:
            continue
        at = ((boxes[i, 0] + boxes[i, 2]) / 2, (boxes[i, 1] + boxes[i, 3]) / 2)
        below = np.flatnonzero(_hold(fills, at) & (fill_orders < char.order))
        last = fill_orders[below[-1]] if len(below) else 0
        unknown = _hold(others, at) & (last < other_orders) & (other_orders < char.order)
        found[i] = colors[below[-1] + 1 if len(below) else 0] == char.color and not unknown.any()
    return found


def _hold(boxes: Floats, at: tuple[float, float]) -> NDArray[np.bool_]:
    """Which boxes (k, 4) a point lies in."""
    x, y = at
    holds: NDArray[np.bool_] = (boxes[:, 0] <= x) & (x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3])
    return holds


def _boxes(boxes: Sequence[Rect], shown: Rect) -> Floats:
    """Boxes of y upwards as those of the page as shown; shape (n, 4)."""
    return _columns([as_shown(box, shown) for box in boxes])


def _columns(boxes: Sequence[Rect]) -> Floats:
    return np.array(boxes, np.float32).reshape(-1, 4)


def doubled(codes: NDArray[np.uint32], x: Floats, y: Floats, size: Floats) -> tuple[Mask, Mask]:
    """Which glyphs repeat an earlier one of the same code and size within a tenth of an em, and which of them are
    thereby bold: the repeated ones too. Both of shape (n,).
    """
    again, bold = np.zeros((2, len(codes)), np.bool_)
    if not len(codes):
        return again, bold
    ink = np.array([is_printed(chr(code)) for code in codes])
    reach = np.maximum(0.1 * size, 0.01)
    for half in (0.0, 0.5):  # two bands, so that no pair falls on both sides of a band's edge in both
        band = np.floor(y / np.median(reach) / 4 + half)
        order = np.lexsort((x, band, codes))
        before, after = order[:-1], order[1:]
        near = (codes[before] == codes[after]) & (np.abs(x[before] - x[after]) <= reach[after])
        near &= (np.abs(y[before] - y[after]) <= reach[after]) & (band[before] == band[after]) & ink[after]
        near &= np.abs(size[before] - size[after]) <= reach[after]
        again[np.maximum(before, after)[near]] = True
        bold[before[near]] = bold[after[near]] = True
    return again, bold


def _printed(char: Char) -> str:
    """What the font maps it to, as long as what it stands for."""
    return char.text if len(char.text) == len(char.actual) else char.actual


def _font_name(font: PDFFont) -> str:
    """The font's name, without the letters that tell subsets of one font apart; UTF-8 or CP932 where it is bytes."""
    name = getattr(font, "basefont", font.fontname)
    if isinstance(name, bytes):
        name = name.decode("utf-8" if _is_utf8(name) else "cp932", "replace")
    return SUBSET.sub("", str(name))


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _weight(font: PDFFont) -> int:
    """700 for a bold font by its descriptor's weight or force-bold flag; else by its name."""
    given = font.descriptor.get("FontWeight", REGULAR)
    heavy = isinstance(given, int | float) and given >= LEAST_BOLD
    return BOLD if heavy or font.flags & FORCE_BOLD else weight_of(_font_name(font))
