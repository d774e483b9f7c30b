"""Which family a document belongs to."""

from collections.abc import Sequence

from plansheets.extract.source import Source
from plansheets.normalize import folded_key, match_key
from plansheets.rules import Family, recognise


def family_of(source: Source, families: Sequence[Family]) -> Family | None:
    """The family that a document shows most signs of; None where it shows those of none."""
    return family_of_text(source.text, source.reader, families)


def family_of_text(text: str, reader: str, families: Sequence[Family]) -> Family | None:
    """The same, of a document's text as `reader` read it."""
    key = folded_key if reader in ("pdfium", "pdfplumber") else match_key
    found = recognise(text, families, key)
    return found[0] if found else None


def has_general_forms(family: Family | None) -> bool:
    """Are ruled sheets read by the general reader? A form whose sheets begin at a pattern has its own way."""
    if family is None:
        return True
    return family.layout == "form" and not (family.sheet.start and family.sheet.start.pattern)
