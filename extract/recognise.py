"""Which family a document belongs to."""

from collections.abc import Sequence

from plansheets.extract.source import Source
from plansheets.normalize import folded_key, match_key
from plansheets.rules import Family, recognise


def family_of(source: Source, families: Sequence[Family]) -> Family | None:
    """The family that a document shows most signs of; None where it shows those of none."""
    key = folded_key if source.reader in ("pdfium", "pdfplumber") else match_key
    found = recognise(source.text, families, key)
    return found[0] if found else None


def has_general_forms(family: Family | None) -> bool:
    """Are ruled sheets read by the general reader? A form whose sheets begin at a pattern has its own way."""
    if family is None:
        return True
    return family.layout == "form" and not (family.sheet.start and family.sheet.start.pattern)
