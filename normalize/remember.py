"""What a pure function gave for a short text is remembered: the same labels, heads and marks come on every sheet."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, TypeVar

Given = TypeVar("Given")
SHORT: Final = 96
"""Characters of a text that is remembered."""
MANY: Final = 1 << 12
"""Texts that are remembered, for each function."""


def remembered(function: Callable[[str], Given]) -> Callable[[str], Given]:
    """The function, asked once for each short text. What it gives must not be changed by who gets it."""
    short = lru_cache(maxsize=MANY)(function)

    @wraps(function)
    def ask(text: str) -> Given:
        return short(text) if len(text) <= SHORT else function(text)

    return ask
