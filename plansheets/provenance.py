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


def provenance_of(row: Row, values: Values, backing: Backing) -> Iterator[Values]:
    key = row_key(row.table, values)
    for column, claim in backing.items():
        if values.get(column) is None or (values[column] is False and not column.startswith("is_marked")):
            continue
        for part, (start, stop) in enumerate(claim.span.ranges, 1):
            yield {"document_id": values["document_id"], "table": row.table, "row_key": key, "column": column,
                   "part": part, **place(claim.span.source, start, stop), "rule": claim.rule,
                   "confidence": claim.confidence}  # fmt: skip


def place(source: Source, start: int, stop: int) -> Values:
    """Where a run of glyphs stands: offsets in a text, a box on a page else; and its raw text."""
    raw = source.printed_as(start, stop)
    blank: Values = dict.fromkeys(("page", "x0", "top", "x1", "bottom", "char_from", "char_to")) | {"raw": raw}
    if source.has_offsets:
        return blank | {"char_from": start, "char_to": stop}
    glyphs, ink = source.glyphs, slice(start, stop)
    box = {"x0": glyphs.x0[ink].min(), "top": glyphs.top[ink].min(), "x1": glyphs.x1[ink].max(),
           "bottom": glyphs.bottom[ink].max()}  # fmt: skip
    return blank | {"page": int(glyphs.page[start])} | {name: float(edge) for name, edge in box.items()}
