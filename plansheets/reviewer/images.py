"""The pages of a PDF as small images: a few colours suffice for print, a scan is a photograph."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from plansheets.errors import InputError
from plansheets.extract.readers.pdfium import PdfiumFile

if TYPE_CHECKING:
    from PIL.Image import Image

DPI: Final = 132.0
POINTS: Final = 72.0
LONGEST: Final = 2400.0
"""Pixels of a page's longer side; larger pages are drawn coarser."""
COLORS: Final = 32
PHOTOGRAPH: Final = 250_000
"""Bytes above which a page is stored as a photograph."""
QUALITY: Final = 60
LOOK: Final = f"{DPI:g} {LONGEST:g} {COLORS} {PHOTOGRAPH} {QUALITY}"
"""How images are made: those of another look are made anew."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page: its size in points as shown, and its image (PNG or WebP); `image` is None where it cannot be drawn."""

    number: int
    width: float
    height: float
    image: bytes | None
    suffix: str = "png"


def page_images(data: bytes, name: str, password: str | None, boxes: "Boxes | None" = None) -> Iterator[PageImage]:
    """All pages of a PDF, one at a time. Raises InputError where the file cannot be opened.

    `boxes` are what was read on the pages that were recognised as images: these are shown straightened.
    """
    with PdfiumFile(data, name, password) as file:
        for number in range(1, file.page_count + 1):
            try:
                yield _page(file, number, boxes.get(number) if boxes else None)
            except InputError:
                yield PageImage(number, 0.0, 0.0, None)


Boxes = dict[int, NDArray[np.float64]]
"""Page → boxes (n, 4) in points."""


def _page(file: PdfiumFile, number: int, read: NDArray[np.float64] | None) -> PageImage:
    width, height = file.size(number)
    dpi = min(DPI, POINTS * LONGEST / max(width, height, 1.0))
    pixels = file.render(number, dpi)
    if read is not None and len(read):
        from plansheets.reviewer.scans import as_recognised

        pixels, quarters = as_recognised(pixels, width, height, read)
        if quarters % 2:
            width, height = height, width
    image, suffix = compressed(pixels)
    return PageImage(number, round(width, 1), round(height, 1), image, suffix)


def compressed(pixels: NDArray[np.uint8]) -> tuple[bytes, str]:
    """An RGB image as PNG of few colours, or as WebP where that is too large; with its suffix."""
    from PIL import Image

    image = Image.fromarray(pixels)
    data = _encoded(image.quantize(COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE), "PNG")
    if len(data) <= PHOTOGRAPH:
        return data, "png"
    photograph = _encoded(image, "WEBP")
    return (photograph, "webp") if len(photograph) < len(data) else (data, "png")


def _encoded(image: "Image", kind: str) -> bytes:
    data = BytesIO()
    image.save(data, kind, quality=QUALITY)
    return data.getvalue()
