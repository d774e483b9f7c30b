"""A document as its readers and the layout leave it: its source, and what it is made of in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from plansheets.extract.blocks import Grid, Line
from plansheets.extract.lines import lines_of
from plansheets.extract.source import Source


@dataclass(frozen=True)
class PageDoubt:
    """Something about a page that a person should look at; becomes a row of `problems`."""

    page: int
    code: str
    message: str
    severity: Literal["error", "warning", "note"] = "warning"


@dataclass(frozen=True, eq=False)
class Arranged:
    """Lines of text and ruled tables in reading order."""

    source: Source
    items: Sequence[Line | Grid]
    doubts: Sequence[PageDoubt] = field(default=())

    @property
    def lines(self) -> list[Line]:
        """The lines that stand in no table."""
        return [item for item in self.items if isinstance(item, Line)]


def arranged_text(source: Source) -> Arranged:
    """A text, in which only blanks, tabs and pipes part what stands side by side."""
    return Arranged(source, lines_of(source))
