"""Where each value was read: a row of table provenance for every value and every place that it stands at."""

from collections.abc import Iterator, Mapping
from typing import Any

from plansheets.extract.claims import Claim, Row
from plansheets.extract.source import Source
from plansheets.tables import tables

Values = dict[str, Any]
PLACE = ("page", "x0", "top", "x1", "bottom", "char_from", "char_to", "raw")
COLUMNS = ("document_id", "table", "row_key", "column", "part", *PLACE, "rule", "confidence")
"""The columns of table provenance, in the order in which `provenance_of` gives their values."""
GUESS = 0.7
"""Confidence of a value that nothing printed says, at most."""
Backing = Mapping[str, Claim]
"""Column → the claim that its value was read from."""


def row_key(name: str, values: Mapping[str, Any]) -> str:
    """The key columns after document_id, joined by '/'."""
    return "/".join(str(values[column]) for column in tables()[name].key if column != "document_id")


def provenance_of(
    row: Row, values: Values, backing: Backing, places: dict[tuple[int, int], tuple[Any, ...]], starts: list[int]
) -> Iterator[tuple[Any, ...]]:
    """The cells of COLUMNS for each value. `places` remembers where runs of glyphs stand: many values share one.

    `starts` grows by the first glyph of each.
    """
    document_id, key = values["document_id"], row_key(row.table, values)
    for column, claim in backing.items():
        if values.get(column) is None or (values[column] is False and not column.startswith("is_marked")):
            continue
        for part, (start, stop) in enumerate(claim.span.ranges, 1):
            if (start, stop) not in places:
                places[start, stop] = _place(claim.span.source, start, stop)
            at = places[start, stop]
            starts.append(start)
            rule, confidence = _trust(claim, start, stop, at[0])
            if column in row.guessed:
                confidence = min(confidence, GUESS)
            yield document_id, row.table, key, column, part, *at, rule, confidence


def _trust(claim: Claim, start: int, stop: int, page: int | None) -> tuple[str, float]:
    """The rule and its confidence; of what was recognised in an image, the recogniser's counts too."""
    source = claim.span.source
    if page is None or source.readers.get(page) != "ocr":
        return claim.rule, claim.confidence
    seen = float(source.glyphs.confidence[start:stop][source.printed[start:stop]].mean())
    return f"{claim.rule}@ocr", round(claim.confidence * min(seen, 1.0), 3)


def place(source: Source, start: int, stop: int) -> Values:
    """Where a run of glyphs stands: offsets in a text, a box on a page else; and its raw text."""
    return dict(zip(PLACE, _place(source, start, stop), strict=True))


def _place(source: Source, start: int, stop: int) -> tuple[Any, ...]:
    """The values of PLACE."""
    raw = source.printed_as(start, stop)
    if source.has_offsets:
        return (*(None,) * 5, start, stop, raw)
    return int(source.glyphs.page[start]), *source.box(start, stop), None, None, raw
