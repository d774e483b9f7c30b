"""What a user may say about how files are read."""

from dataclasses import dataclass
from typing import Literal

Engine = Literal["pdfium", "pdfplumber"]
Ocr = Literal["auto", "never", "always"]


@dataclass(frozen=True)
class ReadOptions:
    """`password` opens encrypted PDFs; `reader` reads text layers; `ocr` says which pages are recognised as images."""

    password: str | None = None
    reader: Engine = "pdfium"
    ocr: Ocr = "auto"


DEFAULTS = ReadOptions()
