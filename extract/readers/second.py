"""What the other library reads in a box: an independent sign for, or against, what was read there."""

from collections import Counter
from types import TracebackType

import numpy as np

from plansheets.errors import InputError
from plansheets.extract.readers.options import ReadOptions
from plansheets.extract.readers.page import HIDDEN, PageContent
from plansheets.extract.readers.pdfium import PdfiumFile
from plansheets.extract.readers.plumber import PlumberFile
from plansheets.extract.turning import Floats
from plansheets.normalize import clean_text

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, on the page as shown."""


class SecondReader:
    """A PDF as the library reads it that was not asked first. Pages that it cannot read agree with nothing."""

    def __init__(self, data: bytes, name: str, options: ReadOptions) -> None:
        other = PlumberFile if options.reader == "pdfium" else PdfiumFile
        self._file: PlumberFile | PdfiumFile | None
        try:
            self._file = other(data, name, options.password)
        except InputError:
            self._file = None
        self._number = 0
        self._page: tuple[Floats, Floats, str] | None = None

    def agrees(self, page: int, box: Box, raw: str) -> bool | None:
        """Are the letters and digits in a box, by their middles, those of `raw`? None where they cannot be read.

        Ask page by page: only the last one is held.
        """
        if page != self._number:
            self._number, self._page = page, self._read(page)
        if self._page is None:
            return None
        x, y, text = self._page
        x0, top, x1, bottom = box
        within = np.flatnonzero((x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom))
        found, wanted = _letters("".join(text[i] for i in within.tolist())), _letters(raw)
        # The box around a text that wraps in the middle of a list holds its neighbours' ends too.
        return wanted <= found if "\n" in raw else wanted == found

    def _read(self, number: int) -> tuple[Floats, Floats, str] | None:
        """Middles of the visible glyphs of a page and their text; None where it has none or cannot be read."""
        if self._file is None:
            return None
        try:
            page: PageContent = self._file.page(number)
        except InputError:
            return None
        seen = np.flatnonzero((page.flags & HIDDEN) == 0)
        if not len(seen):
            return None
        g = page.glyphs
        text = "".join(map(chr, page.printed[seen].tolist()))
        return (g.x0[seen] + g.x1[seen]) / 2, (g.top[seen] + g.bottom[seen]) / 2, text

    def __enter__(self) -> "SecondReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()


def _letters(text: str) -> Counter[str]:
    """How often each letter and digit occurs, of radicals and widths the plain one: libraries fold them differently.

    Marks are left out: what is drawn as lines is a character to one library and none to the other.
    """
    return Counter(char for char in clean_text(text) if char.isalnum())
