"""Rows of which each value is two: 経費（一財） over 326,800（0）."""

from collections.abc import Iterator, Sequence

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.claims import Claim
from plansheets.extract.reading import Reading
from plansheets.extract.ruled.leaves import Leaf
from plansheets.extract.ruled.period_table import BodyRow
from plansheets.extract.values import claim_value

DOUBLE = regex.compile(r"\s*(?P<a>[^()（）]{1,20})[(（](?P<b>[^()（）0-9%％]{2,10})[)）]\s*")
DOUBLE_VALUE = regex.compile(r"(?P<a>[▲△\-－]?[0-9０-９,，.]+)\s*[(（](?P<b>[▲△\-－]?[0-9０-９,，.]+)[)）]")
"""A value with another one in brackets: 326,800（0）."""


def is_doubled(name: Cell, filled: Sequence[Cell]) -> bool:
    """Is each value two: 経費（一財） 326,800（0）?"""
    return bool(filled) and DOUBLE.fullmatch(name.raw) is not None and all(
        DOUBLE_VALUE.fullmatch(c.raw.strip()) for c in filled
    )  # fmt: skip


def doubled(reading: Reading, row: BodyRow, name: Cell) -> Iterator[tuple[Claim, list[tuple[Leaf, Claim | None]]]]:
    """The two names of a row, each with its value under each leaf; what is between them is claimed at the end."""
    names = DOUBLE.fullmatch(name.raw)
    if names is None:
        return
    for part in ("a", "b"):
        indicator = claim_value(reading, name.span.part(*names.span(part)).strip(), "indicator")
        values: list[tuple[Leaf, Claim | None]] = []
        for leaf, cells in row.cells:
            value = None
            for cell in (c for c in cells if c):
                found = DOUBLE_VALUE.fullmatch(cell.raw.strip())
                if found:
                    value = claim_value(reading, cell.span.part(*found.span(part)).strip(), "value")
            values.append((leaf, value))
        yield indicator, values
    reading.ledger.rest(name.span, "label", f"{reading.rule}/brackets")
    for _, cells in row.cells:
        for cell in (c for c in cells if c):
            reading.ledger.rest(cell.span, "value", f"{reading.rule}/brackets")
