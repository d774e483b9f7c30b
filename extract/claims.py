"""Claims: the only way into a table. A glyph is claimed at most once; what is never claimed is residue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from plansheets.errors import ClaimError
from plansheets.extract.source import Source
from plansheets.extract.span import Span

Kind = Literal["value", "label", "heading", "furniture"]


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """These glyphs are used, once, and this rule says so. Several columns and rows may point to one claim."""

    span: Span
    kind: Kind
    rule: str
    confidence: float = 1.0


@dataclass(slots=True, eq=False)
class Row:
    """One row of a table before its values are made.

    `cells` maps a column to the claim that it is read from; `facts` holds what follows from the row's place and not
    from a text (value_type, depth, ...). `sheet` is the sheet's number, from 1; None for a row of the document.
    """

    table: str
    sheet: int | None = None
    cells: dict[str, Claim] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()
    """Columns whose value nothing printed says: it is the likeliest."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at; becomes a row of `problems`."""

    code: str
    message: str
    severity: Literal["error", "warning", "note"] = "warning"
    sheet: int | None = None
    span: Span | None = None


TWICE = 0.3
"""Confidence of a value whose glyphs stand in another one already."""


class Ledger:
    """All claims, rows and doubts about one source."""

    def __init__(self, source: Source, *, is_strict: bool = True) -> None:
        self.source = source
        self.is_strict = is_strict
        self.rows: list[Row] = []
        self.doubts: list[Doubt] = []
        self._marks = bytearray(len(source.text))  # `_taken` by another view: to search it takes a tenth of the time
        self._taken = np.frombuffer(self._marks, bool)
        self._furniture = np.zeros(len(source.text), bool)

    def claim(self, span: Span, kind: Kind, rule: str, confidence: float = 1.0) -> Claim:
        """Claim the glyphs of a span. Raises ClaimError where one is claimed already.

        That is a bug. It need not cost a user the document: a ledger that is not strict notes it, and doubts the value.
        """
        is_furniture = kind == "furniture"
        for start, stop in span.ranges:
            is_fresh = self._marks.find(1, start, stop) < 0
            taken = None if is_fresh else self._taken[start:stop] & self.source.printed[start:stop]
            if taken is not None and taken.any():
                at = start + int(taken.argmax())
                message = (
                    f"{self.source.name}: glyph {at} {self.source.text[at]!r} is claimed twice; "
                    f"the second time by {rule} in {span.raw[:60]!r}"
                )
                if self.is_strict:
                    raise ClaimError(message)
                self.doubt("double-claim", f"{message}; a bug of plansheets, please report it", span=span)
                confidence = min(confidence, TWICE)
            self._taken[start:stop] = True
            if is_furniture or not is_fresh:
                self._furniture[start:stop] = is_furniture
        return Claim(span, kind, rule, confidence)

    def is_free(self, span: Span) -> bool:
        """Is no printed glyph of the span claimed?"""
        return not any(
            self._marks.find(1, a, b) >= 0 and (self._taken[a:b] & self.source.printed[a:b]).any()
            for a, b in span.ranges
        )

    def is_furniture(self, span: Span) -> bool:
        """Does the span hold page furniture?"""
        return any(self._furniture[a:b].any() for a, b in span.ranges)

    def rest(self, span: Span, kind: Kind, rule: str) -> None:
        """Claim what of a span is still free: the separators and brackets between the values read from it."""
        for piece in self.unclaimed(span):
            self.claim(piece, kind, rule)

    def unclaimed(self, span: Span) -> list[Span]:
        """The free printed runs of a span, each within one range."""
        pieces = []
        for start, stop in span.ranges:
            free = ~self._taken[start:stop]
            edges = np.flatnonzero(np.diff(np.concatenate(([0], free.view(np.int8), [0]))))
            for a, b in zip(edges[::2], edges[1::2], strict=True):
                piece = Span(self.source, ((start + int(a), start + int(b)),)).strip()
                if piece:
                    pieces.append(piece)
        return pieces

    def row(
        self, table: str, sheet: int | None = None, cells: Mapping[str, Claim | None] | None = None, **facts: object
    ) -> Row:
        """Add a row."""
        row = Row(table, sheet, {c: v for c, v in (cells or {}).items() if v is not None}, dict(facts))
        self.rows.append(row)
        return row

    def doubt(
        self,
        code: str,
        message: str,
        *,
        severity: Literal["error", "warning", "note"] = "warning",
        sheet: int | None = None,
        span: Span | None = None,
    ) -> None:
        """Note something that a person should look at."""
        self.doubts.append(Doubt(code, message, severity, sheet, span))

    def table(self, name: str) -> Iterator[Row]:
        """The rows of one table, in the order they were added."""
        return (row for row in self.rows if row.table == name)

    def next_table_no(self) -> int:
        """The number of the next table of indicators, from 1."""
        return 1 + max((int(str(row.facts["table_no"])) for row in self.table("indicators")), default=0)

    @property
    def taken(self) -> NDArray[np.bool_]:
        """Which glyphs are claimed, those of furniture left out; (n,)."""
        return self._taken & ~self._furniture

    def used(self) -> int:
        """Printed characters that stand in a value, a label or a heading."""
        return int((self.taken & self.source.printed).sum())

    def residue(self) -> Iterator[tuple[Literal["furniture", "unread"], Span]]:
        """Every printed run that no table holds, in the order of the source."""
        state = np.where(~self.source.printed, -1, np.where(self._furniture, 1, np.where(self._taken, 2, 0)))
        ink = np.flatnonzero(state >= 0)
        if not len(ink):
            return
        breaks = np.flatnonzero((np.diff(state[ink]) != 0) | (np.diff(self._line_of(ink)) > 1)) + 1
        for run in np.split(ink, breaks):
            value = int(state[run[0]])
            if value < 2:
                yield ("furniture" if value else "unread", Span(self.source, ((int(run[0]), int(run[-1]) + 1),)))

    def _line_of(self, ink: NDArray[np.intp]) -> NDArray[np.intp]:
        """Lines in which glyphs stand, so that residue of places far apart is told apart."""
        newlines: NDArray[np.intp] = np.cumsum(self.source.codes == 10)
        return newlines[ink]
