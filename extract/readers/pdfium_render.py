"""A page as an image, as it is shown."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from plansheets.extract.readers import pdfium_calls as pdfium

MOST_PIXELS: Final = 100_000_000
"""Larger pages are drawn coarser: a page of 10,000 x 10,000 points at 300 dpi would take 5 GB."""
FLAGS: Final = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER
POINTS_PER_INCH: Final = 72.0


def render_page(page: int, dpi: float) -> NDArray[np.uint8]:
    """An open page as RGB of shape (height, width, 3), at `dpi` or, for a huge page, as fine as memory allows."""
    wide, high = pdfium.page_width(page), pdfium.page_height(page)
    scale = dpi / POINTS_PER_INCH
    scale = min(scale, (MOST_PIXELS / max(wide * high, 1.0)) ** 0.5)
    width, height = max(round(wide * scale), 1), max(round(high * scale), 1)
    pixels = np.full((height, width, 3), 255, np.uint8)
    bitmap = pdfium.new_bitmap(width, height, raw.FPDFBitmap_BGR, pixels.ctypes.data, 3 * width)
    if not bitmap:
        return pixels
    try:
        pdfium.render_bitmap(bitmap, page, 0, 0, width, height, 0, FLAGS)
    finally:
        pdfium.free_bitmap(bitmap)
    return pixels
