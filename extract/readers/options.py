"""What a user may say about how files are read."""

from dataclasses import dataclass
from typing import Literal

Engine = Literal["pdfium", "pdfplumber"]
Ocr = Literal["auto", "never", "always"]


@dataclass(frozen=True)
class ReadOptions:
    """`password` opens encrypted PDFs; `reader` reads text layers; `ocr` says which pages are recognised as images.

    `second_reader`: the other library reads each PDF too, and says of each value whether it reads the same.
    """

    password: str | None = None
    reader: Engine = "pdfium"
    ocr: Ocr = "auto"
    second_reader: bool = False


DEFAULTS = ReadOptions()
