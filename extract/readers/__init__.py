"""Readers: bytes in, a `Source` out. One dict is the registry."""

from collections.abc import Callable
from pathlib import PurePath

from plansheets.errors import InputError
from plansheets.extract.readers.text import read_text
from plansheets.extract.source import Source

Reader = Callable[[bytes, str], Source]
"""(bytes of the file, its name for messages) → Source. Raises InputError."""

READERS: dict[str, Reader] = {".txt": read_text, ".md": read_text, ".text": read_text, ".tsv": read_text}
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
