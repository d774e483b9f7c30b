"""A PDF: each page from its text layer, or as an image where it has none that can be believed."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from plansheets.errors import InputError
from plansheets.extract.arranged import Arranged, PageDoubt
from plansheets.extract.layout import Builder
from plansheets.extract.readers import belief
from plansheets.extract.readers.options import ReadOptions
from plansheets.extract.readers.page import CLIPPED, HIDDEN, INVISIBLE, OUTSIDE, PageContent
from plansheets.extract.readers.pdfium import PdfiumFile

MEDIA_TYPE = "application/pdf"
OCR_DPI = 300.0
LONGEST = 2000.0
"""Points of a page's longer side up to which it is rendered at `OCR_DPI`; a larger one is rendered coarser."""


def ocr_dpi(page: PageContent) -> float:
    """Dots an inch at which a page is rendered to be recognised."""
    return OCR_DPI * min(1.0, LONGEST / max(page.width, page.height))


class PdfFile(Protocol):
    """An open PDF, whichever library reads it."""

    page_count: int

    def page(self, number: int) -> PageContent: ...

    def close(self) -> None: ...


def read_pdf(data: bytes, name: str, options: ReadOptions) -> Arranged:
    """All pages of a PDF in reading order. Raises InputError where nothing of it can be read.

    Codes: `encrypted-pdf`, `broken-pdf`, `empty-pdf`, `no-text-layer`, `no-unicode-text`.
    """
    file = open_pdf(data, name, options)
    try:
        builder = Builder()
        doubts = _doubts(file, name)
        for page in _pages(file, data, name, options, doubts):
            doubts += hidden_text(page, name)
            builder.add(page)
    finally:
        file.close()
    arranged = builder.arranged(name, MEDIA_TYPE)
    return Arranged(arranged.source, arranged.items, [*doubts, *arranged.doubts])


def open_pdf(data: bytes, name: str, options: ReadOptions) -> PdfFile:
    if options.reader == "pdfplumber":
        from plansheets.extract.readers.plumber import PlumberFile

        return PlumberFile(data, name, options.password)
    return PdfiumFile(data, name, options.password)


def _doubts(file: PdfFile, name: str) -> list[PageDoubt]:
    """What is wrong with the file as a whole, though it can be read."""
    found = []
    if isinstance(file, PdfiumFile) and file.repaired:
        found.append(PageDoubt(1, "repaired-pdf", f"{name}: cut off or broken; what is left of it was read"))
    if isinstance(file, PdfiumFile) and file.circular_forms:
        objects = ", ".join(map(str, file.circular_forms))
        message = f"{name}: forms that draw themselves (objects {objects}) are left out"
        found.append(PageDoubt(1, "circular-forms", message))
    return found


def hidden_text(page: PageContent, name: str) -> list[PageDoubt]:
    """A note on the glyphs that a reader of the paper does not see; they are left out. Copies for boldness are none."""
    if not (page.flags & HIDDEN).any():
        return []
    kinds = (("invisible", INVISIBLE), ("clipped away", CLIPPED), ("outside of the page", OUTSIDE))
    ink = (page.codes > 0x20) & (page.codes != 0x3000)
    counts = [(says, int((ink & ((page.flags & flag) > 0)).sum())) for says, flag in kinds]
    found = [f"{count} {says}" for says, count in counts if count]
    if not found:
        return []
    message = f"{name}: page {page.number}: characters that are not seen are left out: {', '.join(found)}"
    return [PageDoubt(page.number, "hidden-text", message, "note")]


def _pages(
    file: PdfFile, data: bytes, name: str, options: ReadOptions, doubts: list[PageDoubt]
) -> Iterator[PageContent]:
    images = PageChoice(file, data, name, options)
    failures: list[InputError] = []
    try:
        for number in range(1, file.page_count + 1):
            images.tell(number)
            try:
                yield images.best(file.page(number), doubts)
            except InputError as error:
                failures.append(error)
                doubts.append(PageDoubt(number, error.problem_code, str(error), "error"))
        images.tell(None)
    finally:
        images.close()
    if len(failures) == file.page_count:
        raise failures[0]


class PageChoice:
    """Recognises pages whose text layer is missing or not to be believed."""

    def __init__(self, file: PdfFile, data: bytes, name: str, options: ReadOptions) -> None:
        self.name = name
        self.options = options
        self._data = data
        self._pages, self._recognised_pages = file.page_count, 0
        self._pdfium = file if isinstance(file, PdfiumFile) else None
        self._own: PdfiumFile | None = None

    def tell(self, page: int | None) -> None:
        """Says which page is read next, to whoever watches."""
        if self.options.on_page:
            self.options.on_page(self._pages, page, self._recognised_pages)

    def best(self, page: PageContent, doubts: list[PageDoubt]) -> PageContent:
        """The page as its text layer has it, or as recognised. Raises InputError for a page that says nothing."""
        doubt = belief.doubt_of(page)
        if self.options.ocr == "always" or (doubt and self.options.ocr == "auto" and belief.is_installed()):
            if doubt:
                says = f"{self.name}: page {page.number}: {doubt.says}; recognised as an image"
                doubts.append(PageDoubt(page.number, "read-by-ocr", says, "note"))
            return self._recognised(page)
        if doubt is None:
            return page
        message = f"{self.name}: page {page.number}: {doubt.says}; {belief.REMEDY}"
        if doubt.is_unreadable:
            raise InputError(message, doubt.code)
        doubts.append(PageDoubt(page.number, doubt.code, message))
        return page

    def _recognised(self, page: PageContent) -> PageContent:
        from plansheets.extract.readers.ocr import recognise_page

        self._recognised_pages += 1
        self.tell(page.number)
        file = self._pdfium or self._own
        if file is None:
            file = self._own = PdfiumFile(self._data, self.name, self.options.password)
        dpi = ocr_dpi(page)
        image = file.render(page.number, dpi)
        return recognise_page(np.ascontiguousarray(image), page.number, page.width, page.height, dpi)

    def close(self) -> None:
        if self._own is not None:
            self._own.close()
