"""Which family a document belongs to."""

from collections.abc import Sequence

from plansheets.normalize import match_key
from plansheets.rules import Family, recognise


def family_of(text: str, families: Sequence[Family]) -> Family | None:
    """The family that a text shows most signs of; None where it shows those of none."""
    found = recognise(text, families, _key)
    return found[0] if found else None


def _key(text: str) -> str:
    """The match key of a text, line by line: the keys of its lines are remembered, and asked for again."""
    return "".join(map(match_key, text.split("\n")))
