"""How long a document may take, and how much memory its worker."""

import re
from dataclasses import dataclass

from plansheets.errors import UsageError

UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
PAGE_SECONDS = 2.0
OCR_PAGE_SECONDS = 60.0
"""Seconds more for a page that is recognised as an image; on one core of 2026 it takes seven."""


@dataclass(frozen=True)
class Limits:
    """`timeout`: seconds a document, to which its pages add; `memory`: bytes of a worker."""

    timeout: float = 120.0
    memory: int = 3 << 30

    def seconds(self, pages: int, recognised: int) -> float:
        """What a document of so many pages may take, so many of them recognised as images."""
        return self.timeout + PAGE_SECONDS * pages + OCR_PAGE_SECONDS * recognised


def parse_size(text: str) -> int:
    """Bytes from 800M, 2G, 1.5GiB. Raises UsageError."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([KMG]?)(?:i?B)?\s*", text, re.IGNORECASE)
    if found is None:
        raise UsageError(f"{text!r} is no amount of memory; write it as 800M or 2G")
    return int(float(found[1]) * UNITS[found[2].upper()])
