"""Readers: bytes in, a `Source` in reading order out. One dict is the registry."""

from collections.abc import Callable
from pathlib import PurePath

from plansheets.errors import InputError
from plansheets.extract.arranged import Arranged, arranged_text
from plansheets.extract.readers.options import ReadOptions
from plansheets.extract.readers.text import read_text

Reader = Callable[[bytes, str, ReadOptions], Arranged]
"""(bytes of the file, its name for messages, options) → its text in reading order. Raises InputError."""


def _text(data: bytes, name: str, options: ReadOptions) -> Arranged:
    return arranged_text(read_text(data, name))


def _pdf(data: bytes, name: str, options: ReadOptions) -> Arranged:
    from plansheets.extract.readers.pdf import read_pdf  # loads pdfium, which a run over texts does not need

    return read_pdf(data, name, options)


READERS: dict[str, Reader] = {".txt": _text, ".md": _text, ".text": _text, ".tsv": _text, ".pdf": _pdf}
"""By the file name's ending, in lower case."""


def reader_for(name: str) -> Reader:
    """The reader of a file, by its ending. Raises InputError (`unknown-format`) that lists what is read."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        known = ", ".join(sorted(READERS))
        raise InputError(
            f"{name}: files of kind '{suffix or 'no ending'}' are not read; known: {known}", "unknown-format"
        )
    return READERS[suffix]
