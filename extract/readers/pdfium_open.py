"""Opening a PDF's bytes: locked, cut off, broken or empty ones."""

from typing import Final

import regex

from plansheets.errors import InputError
from plansheets.extract.readers import pdfium_calls as pdfium

WRONG_PASSWORD: Final = 4
CATALOGUE: Final = regex.compile(
    rb"(?<!\d)(\d+)\s+(\d+)\s+obj\b(?:(?!endobj).){0,4000}?/Type\s*/Catalog\b", regex.DOTALL
)


def open_document(data: bytes, name: str, password: str | None) -> tuple[int, bytes]:
    """pdfium's handle and the bytes that must live as long as it.

    Raises InputError: `encrypted-pdf`, `broken-pdf`, `empty-pdf`.
    """
    secret = password.encode() if password else None
    document = pdfium.load_document(data, len(data), secret)
    if not document and pdfium.last_error() != WRONG_PASSWORD:
        end = _missing_end(data)
        if end:
            data += end
            document = pdfium.load_document(data, len(data), secret)
    if not document:
        raise _refused(name, password)
    if pdfium.page_count(document) > 0:
        return int(document), data
    pdfium.close_document(document)
    raise InputError(f"{name}: the PDF has no pages; nothing to read", "empty-pdf")


def _missing_end(data: bytes) -> bytes:
    """The trailer of a file that was cut off before it: pdfium needs one to find the catalogue."""
    found = list(CATALOGUE.finditer(data))
    return b"\ntrailer\n<< /Root %s %s R >>\nstartxref\n0\n%%%%EOF\n" % found[-1].groups() if found else b""


def _refused(name: str, password: str | None) -> InputError:
    if pdfium.last_error() == WRONG_PASSWORD:
        said = "the given password does not open it" if password else "it is locked with a password"
        return InputError(f"{name}: {said}; give the user password with --password", "encrypted-pdf")
    return InputError(f"{name}: not a PDF, or broken beyond repair; save or print it anew", "broken-pdf")
