"""The glyphs of one page as pdfium gives them: columns of numpy, one entry a character that the file draws."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers import pdfium_calls as pdfium
from plansheets.extract.readers.drawing import IDENTITY, Matrix
from plansheets.extract.readers.page import Codes
from plansheets.extract.readers.pdfium_actual import Characters, Said, take_marks, with_said
from plansheets.extract.readers.pdfium_boxes import Layout, boxes_of
from plansheets.extract.readers.pdfium_calls import Doubles, each
from plansheets.extract.readers.pdfium_fonts import Fonts
from plansheets.extract.readers.pdfium_slots import fill, handles
from plansheets.extract.readers.weights import BOLD

SPACE, HYPHEN_AT_LINE_END, HYPHEN = 0x20, 0x02, 0x2D
FILL_AND_STROKE: Final = 2
"""The render mode by which fonts without a bold face are made bold."""
LEAST_WIDTH, HAIR = 0.01, 0.1
"""Points: the width from which on pdfium reads a text object, and that of the stroke that gives it one."""
NO_CHARACTER: Final = 0xFFFE
NOT_CHARACTERS: Final = (0x0, 0xFFFD, 0xFFFE, 0xFFFF)
HIGH, LOW, LOW_END = 0xD800, 0xDC00, 0xDFFF
"""Surrogates: pdfium gives a character above U+FFFF as two."""


@dataclass(frozen=True, eq=False)
class TextObjects:
    """The text objects of a page: what is one for all their glyphs; all of shape (m, ...).

    `address` in pdfium, `matrix` (m, 6) from text space to user space, `size` as the file gives it, `font` numbers in
    the document, `reach` (m, 2) ascent and descent in ems, `mode` the render mode, `color` (m, 4) RGBA.
    """

    address: NDArray[np.uint64]
    matrix: Doubles
    size: Doubles
    font: NDArray[np.int32]
    weight: NDArray[np.int32]
    reach: Doubles
    mode: NDArray[np.int32]
    color: NDArray[np.uint32]


@dataclass(frozen=True, eq=False)
class RawText:
    """Glyphs of one page in the order of pdfium, on the page as shown; `item` (n,) is a glyph's text object."""

    codes: Codes
    unmapped: NDArray[np.bool_]
    layout: Layout
    item: NDArray[np.intp]
    objects: TextObjects

    def __len__(self) -> int:
        return len(self.codes)


def read_text(page: int, items: list[int], to_page: Matrix, fonts: Fonts) -> RawText:
    """All glyphs of an open page; `items` are its text objects, `fonts` is the document's."""
    said = take_marks(items)
    with _seen_by_pdfium(items):
        text = pdfium.load_text(page)
    try:
        return _read(text, max(pdfium.count_chars(text), 0) if text else 0, to_page, fonts, said)
    finally:
        if text:
            pdfium.close_text(text)


@contextmanager
def _seen_by_pdfium(items: list[int]) -> Iterator[None]:
    """Text objects without any width are no text to pdfium: spaces, and signs that a font at hand does not have.

    A stroke gives them one; it is taken away again once the text page is made.
    """
    bounds = np.zeros((len(items), 4), np.float32)
    fill(pdfium.object_bounds, bounds, 4, handles(items))
    thin = [items[i] for i in np.flatnonzero(bounds[:, 2] - bounds[:, 0] < LEAST_WIDTH).tolist()]
    modes = list(map(pdfium.text_mode, thin))
    as_it_is = np.array(IDENTITY, np.float32)
    for item in thin:
        pdfium.set_text_mode(item, FILL_AND_STROKE)
        pdfium.set_stroke_width(item, HAIR)
        pdfium.transform_object(item, as_it_is.ctypes.data)  # bounds are worked out anew
    try:
        yield
    finally:
        each(pdfium.set_text_mode, thin, modes)


def _read(text: int, count: int, to_page: Matrix, fonts: Fonts, said: Said) -> RawText:
    handle = repeat(pdfium.handle(text))
    codes = _codes(text, count)
    owners = np.fromiter(map(pdfium.char_object, handle, range(count)), np.uint64, count)
    # What pdfium adds between objects has no object; what it adds between words of one object is a space.
    drawn = owners != 0
    for index in np.flatnonzero(drawn & (codes == SPACE)).tolist():
        drawn[index] = not pdfium.char_generated(text, index)
    kept = np.flatnonzero(drawn)
    codes, kept = _whole_characters(codes[kept], kept)
    codes[codes == HYPHEN_AT_LINE_END] = HYPHEN
    unmapped = np.fromiter(map(pdfium.char_unmapped, handle, kept.tolist()), np.int32, len(kept)) > 0
    for code in NOT_CHARACTERS:
        unmapped |= codes == code
    address, first, item = np.unique(owners[kept], return_index=True, return_inverse=True)
    objects = _objects(text, address, kept[first], fonts)
    origins, loose = _places(text, kept)
    layout = boxes_of(codes, origins, loose, item, objects.matrix, objects.size, objects.reach, to_page)
    found = with_said(Characters(codes, unmapped, layout, item), address, said)
    return RawText(found.codes, found.unmapped, found.layout, found.item, objects)


def _codes(text: int, count: int) -> Codes:
    """Code points of all characters of a text page (n,).

    At once, in UTF-16, where every character is one unit of it. pdfium's text leaves control characters out, tells no
    hyphen at a line's end (0xFFFE) and has two units above U+FFFF: such a page is asked for one by one.
    """
    units = np.zeros(2 * count + 2, np.uint16)
    length = pdfium.all_text(text, 0, count, units.ctypes.data) - 1
    codes = units[:count].astype(np.uint32)
    if length == count and not (((codes >= HIGH) & (codes <= LOW_END)) | (codes >= NO_CHARACTER)).any():
        return codes
    return np.fromiter(map(pdfium.char_code, repeat(pdfium.handle(text)), range(count)), np.uint32, count)


def _whole_characters(codes: Codes, kept: NDArray[np.intp]) -> tuple[Codes, NDArray[np.intp]]:
    """Surrogate pairs joined; a half without its other half stays what it is and counts as no character."""
    if not ((codes >= HIGH) & (codes <= LOW_END)).any():
        return codes, kept
    high = (codes >= HIGH) & (codes < LOW)
    low = (codes >= LOW) & (codes <= LOW_END)
    pair = np.flatnonzero(high[:-1] & low[1:])
    codes[pair] = 0x10000 + ((codes[pair] - HIGH) << 10) + (codes[pair + 1] - LOW)
    whole = np.ones(len(codes), np.bool_)
    whole[pair + 1] = False
    codes, kept = codes[whole], kept[whole]
    codes[(codes >= HIGH) & (codes <= LOW_END)] = 0xFFFD
    return codes, kept


def _places(text: int, kept: NDArray[np.intp]) -> tuple[Doubles, Doubles]:
    """Origins (n, 2) and loose boxes (n, 4) as left, top, right, bottom; in user space, y up."""
    indices, pages = kept.tolist(), [pdfium.handle(text)] * len(kept)
    origins, loose = np.zeros((len(kept), 2)), np.zeros((len(kept), 4), np.float32)
    fill(pdfium.char_origin, origins, 2, pages, indices)
    fill(pdfium.char_loose_box, loose, 1, pages, indices)
    return origins, loose.astype(np.float64)


def _objects(text: int, address: NDArray[np.uint64], first: NDArray[np.intp], fonts: Fonts) -> TextObjects:
    """The columns of text objects; `first` (m,) is the index of one of each object's characters in the text page."""
    count = len(address)
    items = handles(address.tolist())
    matrix, size = np.zeros((count, 6), np.float32), np.zeros(count, np.float32)
    color = np.zeros((count, 4), np.uint32)
    color[:, 3] = 255  # stays where a pattern is painted, whose colour pdfium does not tell
    fill(pdfium.char_matrix, matrix, 1, [pdfium.handle(text)] * count, first.tolist())
    fill(pdfium.text_size, size, 1, items)
    fill(pdfium.fill_color, color, 4, items)
    mode = np.fromiter(map(pdfium.text_mode, items), np.int32, count)
    font = np.fromiter(map(pdfium.text_font, items), np.uint64, count)
    known, which = np.unique(font, return_inverse=True)
    told = [fonts.look_up(address) for address in known.tolist()]
    number = np.array([f.number for f in told], np.int32)[which]
    weight = np.array([f.weight for f in told], np.int32)[which]
    reach = np.array([(f.ascent, f.descent) for f in told]).reshape(-1, 2)[which]
    weight[mode == FILL_AND_STROKE] = BOLD
    return TextObjects(address, matrix.astype(np.float64), size.astype(np.float64), number, weight, reach, mode, color)
