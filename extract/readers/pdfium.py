"""PDFs by pdfium: glyphs, drawn paths and images of one page at a time."""

import ctypes
from types import TracebackType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.errors import InputError
from plansheets.extract.readers import pdfium_calls as pdfium
from plansheets.extract.readers.drawing import Box, Matrix, page_matrix
from plansheets.extract.readers.page import UNMAPPED, PageContent
from plansheets.extract.readers.pdfium_flags import flags_of
from plansheets.extract.readers.pdfium_fonts import Fonts
from plansheets.extract.readers.pdfium_forms import cut_endless_forms
from plansheets.extract.readers.pdfium_open import open_document
from plansheets.extract.readers.pdfium_paths import painted
from plansheets.extract.readers.pdfium_render import render_page
from plansheets.extract.readers.pdfium_text import RawText, read_text
from plansheets.extract.readers.symbols import stand_for, symbol_fonts
from plansheets.extract.readers.weights import BOLD
from plansheets.extract.source import Glyphs

UNKNOWN: Final = 0xFFFD


class PdfiumFile:
    """One PDF, open; pages are read one at a time and freed. Not for several threads at once.

    `circular_forms` are the object numbers of form XObjects that draw themselves; what they draw may come many times.
    `repaired` tells that the file was cut off or its table of objects broken: something of it may be missing.
    """

    def __init__(self, data: bytes, name: str, password: str | None = None) -> None:
        self.name = name
        data, self.circular_forms = cut_endless_forms(data)
        self._document: int | None
        self._document, self._data = open_document(data, name, password)
        self._fonts = Fonts()
        self.page_count = int(pdfium.page_count(self._document))
        self.repaired = not pdfium.has_valid_xref(self._document)

    def page(self, number: int) -> PageContent:
        """One page, from 1. Raises InputError (`broken-page`) for a page that cannot be loaded."""
        page = self._load(number)
        try:
            box, rotation = _page_box(page)
            to_page = page_matrix(box, rotation)
            width, height = abs(box[2] - box[0]), abs(box[3] - box[1])
            if rotation in (90, 270):
                width, height = height, width
            return self._content(page, number, to_page, width, height, rotation)
        finally:
            pdfium.close_page(page)

    def _load(self, number: int) -> int:
        page = self._loaded(number)
        if not _has_drawn_annotations(page):
            return page
        # Text of annotations and form fields is no content of the page, until it is made one.
        pdfium.flatten(page, 0)
        pdfium.close_page(page)
        return self._loaded(number)

    def _loaded(self, number: int) -> int:
        page = pdfium.load_page(self._document, number - 1) if 1 <= number <= self.page_count else None
        if not page:
            raise InputError(f"{self.name}: page {number} cannot be loaded; its other pages are read", "broken-page")
        return int(page)

    def _content(
        self, page: int, number: int, to_page: Matrix, width: float, height: float, rotation: int
    ) -> PageContent:
        found = painted(page, to_page, (0.0, 0.0, width, height))
        text = read_text(page, list(found.text_order), to_page, self._fonts)
        flags, bold = flags_of(text, found, width, height)
        font, names = text.objects.font[text.item], self._fonts.names
        codes = stand_for(text.codes, font, names)
        told = (codes != text.codes) & np.isin(font, symbol_fonts(names))
        flags[told] &= ~np.uint8(UNMAPPED)  # a symbol font's code says enough
        codes[flags & UNMAPPED > 0] = UNKNOWN
        return PageContent(
            number=number,
            width=width,
            height=height,
            reader="pdfium",
            codes=codes,
            printed=text.codes,
            flags=flags,
            glyphs=_glyphs(text, number, bold),
            fonts=tuple(self._fonts.names),
            drawn=found.canvas.drawn(),
            rotation=rotation,
        )

    def render(self, number: int, dpi: float) -> NDArray[np.uint8]:
        """A page as RGB image of shape (height, width, 3), as shown. Raises InputError (`broken-page`)."""
        page = self._load(number)
        try:
            return render_page(page, dpi)
        finally:
            pdfium.close_page(page)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points, as shown. Raises InputError (`broken-page`)."""
        page = self._loaded(number)
        try:
            return float(pdfium.page_width(page)), float(pdfium.page_height(page))
        finally:
            pdfium.close_page(page)

    def close(self) -> None:
        """Free the document; a second call does nothing."""
        if self._document:
            pdfium.close_document(self._document)
            self._document = None

    def __enter__(self) -> "PdfiumFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _has_drawn_annotations(page: int) -> bool:
    """Are there notes, stamps or form fields on a page?"""
    for index in range(max(pdfium.annotation_count(page), 0)):
        note = pdfium.annotation(page, index)
        if note:
            kind = pdfium.annotation_subtype(note)
            pdfium.close_annotation(note)
            if kind not in pdfium.NOT_PRINTED:
                return True
    return False


def _page_box(page: int) -> tuple[Box, int]:
    """The crop box in user space as x0, y0, x1, y1, and the rotation in degrees."""
    sides = (ctypes.c_float * 4)()
    pdfium.page_box(page, sides)
    left, top, right, bottom = sides
    return (left, bottom, right, top), 90 * (int(pdfium.page_rotation(page)) % 4)


def _glyphs(text: RawText, number: int, bold: NDArray[np.bool_]) -> Glyphs:
    layout, item = text.layout, text.item
    boxes = layout.boxes.astype(np.float32)
    origins = layout.origins.astype(np.float32)
    return Glyphs(
        page=np.full(len(text), number, np.int32),
        x0=boxes[:, 0],
        top=boxes[:, 1],
        x1=boxes[:, 2],
        bottom=boxes[:, 3],
        size=layout.size.astype(np.float32),
        weight=np.where(bold, BOLD, text.objects.weight[item]).astype(np.int32),
        angle=layout.angle.astype(np.float32),
        x=origins[:, 0],
        y=origins[:, 1],
        font=text.objects.font[item],
        confidence=np.ones(len(text), np.float32),
    )
