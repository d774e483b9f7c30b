"""What a user may say about how files are read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Engine = Literal["pdfium", "pdfplumber"]
Ocr = Literal["auto", "never", "always"]
OnPage = Callable[[int, int | None, int], None]
"""(pages of the document, the one that is read next or None after the last, pages recognised as images so far)"""


@dataclass(frozen=True)
class ReadOptions:
    """`password` opens encrypted PDFs; `reader` reads text layers; `ocr` says which pages are recognised as images.

    `second_reader`: the other library reads each PDF too, and says of each value whether it reads the same.
    """

    password: str | None = None
    reader: Engine = "pdfium"
    ocr: Ocr = "auto"
    second_reader: bool = False
    on_page: OnPage | None = field(default=None, compare=False, repr=False)
    """Called on the way, for those who watch."""


DEFAULTS = ReadOptions()
