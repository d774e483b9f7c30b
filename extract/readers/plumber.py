"""The second reader: pdfplumber (pdfminer.six), which shares no code with pdfium."""

import io
import logging

import pdfplumber
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import Matrix, Rect, apply_matrix_rect

from plansheets.errors import InputError
from plansheets.extract.readers.page import PageContent
from plansheets.extract.readers.plumber_device import RecordingDevice
from plansheets.extract.readers.plumber_page import page_content
from plansheets.extract.readers.plumber_state import Interpreter, overlap

# pdfminer warns of each odd font, once a page: a program that wants to hear it sets up logging.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())


class PlumberFile:
    """One PDF, page by page. Raises InputError: `encrypted-pdf`, `broken-pdf` or `empty-pdf`."""

    def __init__(self, data: bytes, name: str, password: str | None = None) -> None:
        self._name = name
        try:
            self._pdf = pdfplumber.open(io.BytesIO(data), password=password)
            self._pages = list(PDFPage.create_pages(self._pdf.doc))
        except Exception as error:
            raise self._refusal(error, password) from error
        if not self._pages:
            raise _no_pages(name, self._pdf.doc)
        self.page_count = len(self._pages)
        self._fonts: dict[str, int] = {}

    def page(self, number: int) -> PageContent:
        """One page, counted from 1. Raises InputError (`broken-page`) that names the page."""
        if not 1 <= number <= self.page_count:
            raise InputError(f"{self._name}: there is no page {number} of {self.page_count}", "broken-page")
        page = self._pages[number - 1]
        device = RecordingDevice(self._pdf.rsrcmgr, pageno=number)
        try:
            Interpreter(self._pdf.rsrcmgr, device).process_page(page)
        except Exception as error:  # pdfminer lets errors of every type out
            raise InputError(
                f"{self._name}: page {number} cannot be read by pdfplumber ({type(error).__name__}: {error}); "
                "its other pages are read; try --reader pdfium",
                "broken-page",
            ) from error
        finally:
            self._pdf.doc._cached_objs.clear()
        return page_content(device.recorded, number, shown_box(page), page.rotate, self._fonts)

    def close(self) -> None:
        """Lets go of the file."""
        self._pdf.stream.close()

    def _refusal(self, error: Exception, password: str | None) -> InputError:
        """What stands in the way of opening, as an InputError."""
        cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
        if isinstance(cause, PDFEncryptionError):
            remedy = "the password does not open it" if password else "give it with --password"
            return InputError(f"{self._name}: the PDF is encrypted with a user password; {remedy}", "encrypted-pdf")
        return InputError(
            f"{self._name}: not a PDF that can be read ({type(cause).__name__}: {cause}); "
            "get it again from where it comes, or repair it (qpdf FILE REPAIRED)",
            "broken-pdf",
        )


def _no_pages(name: str, document: PDFDocument) -> InputError:
    """A file without pages: made so, or one whose pages are lost."""
    tree = resolve1(document.catalog.get("Pages"))
    if isinstance(tree, dict) and resolve1(tree.get("Kids")) == []:
        return InputError(f"{name}: the PDF has no pages; print the document anew", "empty-pdf")
    return InputError(f"{name}: the PDF's pages are not to be found; get it again from where it comes", "broken-pdf")


def shown_box(page: PDFPage) -> Rect:
    """The part of the page that is shown, in the coordinates in which pdfminer hands over objects: the media box
    rotated, its lower left corner at 0, y upwards. pdfplumber's own `cropbox` is wrong on a rotated page.
    """
    visible = overlap(page.mediabox, page.cropbox)
    if visible[0] >= visible[2] or visible[1] >= visible[3]:
        visible = page.mediabox
    return apply_matrix_rect(page_matrix(page), visible)


def page_matrix(page: PDFPage) -> Matrix:
    """What pdfminer's `process_page` applies to a page: rotation, and the media box's corner to 0."""
    x0, y0, x1, y1 = page.mediabox
    match page.rotate:
        case 90:
            return (0, -1, 1, 0, -y0, x1)
        case 180:
            return (-1, 0, 0, -1, x1, y1)
        case 270:
            return (0, 1, -1, 0, y1, -x0)
        case _:
            return (1, 0, 0, 1, -x0, -y0)
