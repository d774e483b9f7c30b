"""One page as a picture of what was seen in it: rulings, cells, labels, values with their columns, the rest."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from plansheets.api import Document
from plansheets.errors import InputError, OutputError, UsageError
from plansheets.extract.layout.marks import marks_of
from plansheets.extract.layout.parts import PageParts, parts_of
from plansheets.extract.layout.rulings import rulings_of
from plansheets.extract.layout.turned import upright
from plansheets.extract.readers import pdf
from plansheets.extract.readers.options import ReadOptions
from plansheets.extract.readers.page import PageContent
from plansheets.extract.readers.pdfium import PdfiumFile
from plansheets.extract.reading import Reading
from plansheets.picture_boxes import read_on
from plansheets.picture_canvas import Canvas

DPI: Final = 144.0
POINTS: Final = 72.0
"""Points an inch."""
LONGEST: Final = 5000.0
"""Pixels of a picture's longer side; larger pages are drawn coarser."""


def draw_page(document: Document, file: Path, page: int, out: Path, password: str | None = None) -> None:
    """Write a PNG of a page (from 1) of the file that the document was read from. Same file, same picture.

    Raises UsageError for a text file and a page that is not there, OutputError where the picture cannot be written.
    """
    reading = document.converted.reading
    if reading is None:
        raise UsageError(f"{file}: nothing was read of it that could be drawn; look at its problems")
    if reading.source.has_offsets:
        raise UsageError(f"{file}: a text file has no pages to draw; leave --png out, or give its PDF")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(
            f"{file}: cannot be opened ({error.strerror}); check that it is there and may be read"
        ) from error
    if out.exists() and out.samefile(file):
        raise UsageError(f"{out}: the picture would replace the file that it shows; name another file after --png")
    picture = _picture(reading, data, page, password)
    try:
        out.write_bytes(picture)
    except OSError as error:
        raise OutputError(
            f"{out}: cannot be written ({error.strerror}); name a file in a folder that is there"
        ) from error


def _picture(reading: Reading, data: bytes, number: int, password: str | None) -> bytes:
    """The picture of a page as PNG."""
    name = reading.source.name
    with PdfiumFile(data, name, password) as file:
        if not 1 <= number <= file.page_count:
            raise UsageError(
                f"{name}: there is no page {number}; it has pages 1 to {file.page_count}, choose with --page"
            )
        reader = next((page.reader for page in reading.source.pages if page.number == number), None)
        shown = _content(file, data, number, reader, password)
        page, quarters = upright(shown)
        parts = parts_of(page)
        canvas = Canvas(np.rot90(_image(file, shown), -quarters), page.width, page.height)
        _draw_grid(canvas, page, parts)
        _draw_read(canvas, reading, number)
        _draw_marks(canvas, page, parts)
        return canvas.png(f"page {number} of {file.page_count}, {f'by {reader}' if reader else 'not read'}")


def _content(file: PdfiumFile, data: bytes, number: int, reader: str | None, password: str | None) -> PageContent:
    """The page as the reader saw it that read it."""
    if reader == "ocr":
        images = pdf.PageChoice(file, data, file.name, ReadOptions(password, ocr="always"))
        return images.best(file.page(number), [])
    if reader == "pdfplumber":
        other = pdf.open_pdf(data, file.name, ReadOptions(password, "pdfplumber"))
        try:
            return other.page(number)
        finally:
            other.close()
    return file.page(number)


def _image(file: PdfiumFile, page: PageContent) -> NDArray[np.uint8]:
    """The page (h, w, 3) as it was looked at: of a scan the image that was made straight."""
    dpi = min(DPI, POINTS * LONGEST / max(page.width, page.height, 1.0))
    if page.reader != "ocr":
        return file.render(page.number, dpi)
    from plansheets.extract.readers.ocr.straight import straight_image

    image = np.ascontiguousarray(file.render(page.number, pdf.ocr_dpi(page)))
    straight = Image.fromarray(straight_image(image, page.width))
    size = max(round(page.width * dpi / POINTS), 1), max(round(page.height * dpi / POINTS), 1)
    return np.asarray(straight.resize(size, Image.Resampling.BOX))


def _draw_grid(canvas: Canvas, page: PageContent, parts: PageParts) -> None:
    """Rulings as the tables were made of them, and the cells that they gave."""
    marks = marks_of(page.drawn)
    rulings = rulings_of(page.drawn, marks.free_lines, marks.free_fills)
    for table in parts.tables:
        for number in range(len(table.regions) if not table.is_box else 0):
            canvas.outline("cell", table.box_of(number), grow=-2)
    for y, x0, x1 in rulings.level.tolist():
        canvas.line("ruling", x0, y, x1, y)
    for x, y0, y1 in rulings.upright.tolist():
        canvas.line("ruling", x, y0, x, y1)


def _draw_read(canvas: Canvas, reading: Reading, number: int) -> None:
    """What was read and what was left over; the names last, over all boxes."""
    found = read_on(reading, number)
    for draw in (canvas.fill, canvas.outline):
        for each in found:
            for box in each.boxes:
                draw(each.kind, box)
    for each in found:
        if each.columns:
            canvas.name(each.kind, each.boxes, each.columns)


def _draw_marks(canvas: Canvas, page: PageContent, parts: PageParts) -> None:
    """Arrows, ticks and strokes that stand for a character: those that layout put behind the page's own glyphs."""
    glyphs = parts.page.glyphs
    for n in range(len(page), len(parts.page)):
        box = (float(glyphs.x0[n]), float(glyphs.top[n]), float(glyphs.x1[n]), float(glyphs.bottom[n]))
        canvas.outline("mark", box, grow=2, thick=2)
