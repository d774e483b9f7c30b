"""One change between two outputs, with the place that it stands at in both."""

from dataclasses import dataclass
from typing import Any, Final, Literal

ChangeKind = Literal[
    "document-added", "document-removed", "document-content", "row-added", "row-removed", "value", "place", "confidence"
]
KINDS: Final[tuple[ChangeKind, ...]] = (
    "document-added",
    "document-removed",
    "document-content",
    "row-added",
    "row-removed",
    "value",
    "place",
    "confidence",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is printed: page (from 1) and box in PDF points, or offsets in a text file; and how it was read."""

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    chars: tuple[int, int] | None = None
    raw: str | None = None
    rule: str | None = None
    confidence: float | None = None


NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Change:
    """What differs. `old` and `new` are the values, of a row that came or went all its values by column.

    `row_old` and `row_new` are row keys as in provenance; `about` and `sheet` are for a person. A value without a place
    of its own has that of its row.
    """

    kind: ChangeKind
    source: str
    document_old: str | None = None
    document_new: str | None = None
    table: str | None = None
    sheet: str | None = None
    about: str | None = None
    row_old: str | None = None
    row_new: str | None = None
    column: str | None = None
    old: Any = None
    new: Any = None
    place_old: Place = NOWHERE
    place_new: Place = NOWHERE
