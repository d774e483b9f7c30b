"""Strings of a PDF as CIDs and text, where pdfminer loses some: codes that a CMap does not hold, and what they say."""

import re
from collections.abc import Iterator
from typing import Final

from pdfminer.cmapdb import CMap, FileUnicodeMap
from pdfminer.pdffont import PDFFont

NOTDEF: Final = 0
"""The CID of a code that the CMap does not hold (ISO 32000-1 9.7.6.3)."""
UNICODE_CODES: Final = re.compile(r"Uni.*-(UCS2|UTF16).*-[HV]")
"""CMaps whose codes are UTF-16 themselves."""


def read_codes(font: PDFFont, data: bytes) -> Iterator[tuple[int, str | None]]:
    """(CID, its text where the code tells it, else None) of a string's codes.

    pdfminer passes over codes that a predefined CMap does not hold, as if they took no room; looks up /ToUnicode by CID
    where it is by code; and takes the text from the CID where the code says it exactly (～ and 〜 share one CID).
    """
    cmap = getattr(font, "cmap", None)
    if not isinstance(cmap, CMap):
        yield from ((cid, None) for cid in font.decode(data))
        return
    unicode = UNICODE_CODES.fullmatch(str(cmap.attrs.get("CMapName", ""))) is not None
    given = getattr(font, "unicode_map", None)
    for code, cid in _walk(cmap.code2cid, data, 2 if unicode else 1):
        if isinstance(given, FileUnicodeMap):
            yield cid, given.cid2unichr.get(int.from_bytes(code, "big"))
        else:
            yield cid, code.decode("utf-16-be", "replace") if unicode else None


def _walk(tree: dict[int, object], data: bytes, shortest: int) -> Iterator[tuple[bytes, int]]:
    """(code, CID) of each code; one that the tree does not hold ends where it leaves the tree, after `shortest` bytes
    at the earliest.
    """
    start = 0
    while start < len(data):
        end, found = start, tree.get(data[start])
        while isinstance(found, dict) and end + 1 < len(data):
            end += 1
            found = found.get(data[end])
        end = max(end + 1, start + shortest)
        yield data[start:end], found if isinstance(found, int) else NOTDEF
        start = end
