"""Text that a spreadsheet shows and never runs."""

from typing import Final

STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula in some spreadsheet or locale (OWASP, CSV injection), the full-width forms included."""
BLANK: Final = " \u3000\u00a0\ufeff\u200b"
"""What some programs drop before they look at the first character."""


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula; else as it is.

    A text that begins with an apostrophe gets one more: to take one away gives back every text (`harmed`).
    """
    return "'" + text if text.lstrip(BLANK).startswith(STARTS) or text.startswith("'") else text


def harmed(text: str) -> str:
    """The text that `harmless` was given."""
    return text.removeprefix("'")
