"""Text that a spreadsheet shows and never runs."""

from typing import Final

STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula in some spreadsheet or locale (OWASP, CSV injection), the full-width forms included."""


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula; else as it is."""
    return "'" + text if text.startswith(STARTS) else text
