"""Headings that stand above sheets and carry down to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from plansheets.extract.claims import Claim


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a family: its level (1 to 3) and the claims of its label, number and title.

    `called`: the label that the family gives it where the heading prints none.
    """

    level: int
    label: Claim | None
    number: Claim | None
    title: Claim
    called: str | None = None

    def cells(self) -> Iterator[tuple[str, Claim]]:
        """Columns of table sheets that it fills."""
        for name in ("label", "number", "title"):
            claim = getattr(self, name)
            if claim is not None:
                yield f"level{self.level}_{name}", claim


class Trail:
    """The headings in force. A heading ends those of its own level and below."""

    def __init__(self) -> None:
        self._levels: dict[int, Heading] = {}

    def add(self, heading: Heading) -> None:
        self._levels = {n: h for n, h in self._levels.items() if n < heading.level}
        self._levels[heading.level] = heading

    def end(self, level: int = 1) -> None:
        """End the headings of this level and below."""
        self._levels = {n: h for n, h in self._levels.items() if n < level}

    def get(self, level: int) -> Heading | None:
        return self._levels.get(level)

    def cells(self, levels: tuple[int, ...] = (1, 2, 3)) -> dict[str, Claim]:
        """What a row takes from the headings above it."""
        return {column: claim for n in levels if n in self._levels for column, claim in self._levels[n].cells()}

    def labels(self) -> dict[str, str]:
        """Labels of the headings that print none."""
        return {f"level{n}_label": h.called for n, h in self._levels.items() if h.label is None and h.called}
