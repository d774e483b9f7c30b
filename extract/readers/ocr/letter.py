"""A letter as it was read from an image."""

from dataclasses import dataclass

Box = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels."""


@dataclass(frozen=True)
class Letter:
    """A character, its box (x0, top, x1, bottom) and its ink's, its line's em and base line, confidence 0 to 1."""

    char: str
    box: tuple[float, float, float, float]
    ink: Box
    em: float
    base: float
    confidence: float
