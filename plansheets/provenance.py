"""Where each value was read: a row of table provenance for every value and every place that it stands at."""

from collections.abc import Iterator, Mapping
from typing import Any

from plansheets.extract.claims import Claim, Row
from plansheets.extract.source import Source
from plansheets.tables import tables

Values = dict[str, Any]
Backing = Mapping[str, Claim]
"""Column → the claim that its value was read from."""


def row_key(name: str, values: Values) -> str:
    """The key columns after document_id, joined by '/'."""
    return "/".join(str(values[column]) for column in tables()[name].key if column != "document_id")


def provenance_of(
    row: Row, values: Values, backing: Backing, places: dict[tuple[int, int], Values]
) -> Iterator[Values]:
    """A row for each value. `places` remembers where runs of glyphs stand: many columns are read from one claim."""
    key = row_key(row.table, values)
    for column, claim in backing.items():
        if values.get(column) is None or (values[column] is False and not column.startswith("is_marked")):
            continue
        for part, (start, stop) in enumerate(claim.span.ranges, 1):
            if (start, stop) not in places:
                places[start, stop] = place(claim.span.source, start, stop)
            yield {"document_id": values["document_id"], "table": row.table, "row_key": key, "column": column,
                   "part": part, **places[start, stop],
                   **_trust(claim, start, stop)}  # fmt: skip


def _trust(claim: Claim, start: int, stop: int) -> Values:
    """The rule and its confidence; of what was recognised in an image, the recogniser's counts too."""
    source = claim.span.source
    if source.has_offsets or source.readers.get(int(source.glyphs.page[start])) != "ocr":
        return {"rule": claim.rule, "confidence": claim.confidence}
    seen = float(source.glyphs.confidence[start:stop][source.printed[start:stop]].mean())
    return {"rule": f"{claim.rule}@ocr", "confidence": round(claim.confidence * min(seen, 1.0), 3)}


def place(source: Source, start: int, stop: int) -> Values:
    """Where a run of glyphs stands: offsets in a text, a box on a page else; and its raw text."""
    raw = source.printed_as(start, stop)
    blank: Values = dict.fromkeys(("page", "x0", "top", "x1", "bottom", "char_from", "char_to")) | {"raw": raw}
    if source.has_offsets:
        return blank | {"char_from": start, "char_to": stop}
    box = zip(("x0", "top", "x1", "bottom"), source.box(start, stop), strict=True)
    return blank | {"page": int(source.glyphs.page[start])} | dict(box)
