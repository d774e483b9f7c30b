"""Of every table: what names a row, which columns are its values, and which only say where it stands."""

from functools import cache
from typing import Final

from plansheets.compare.align import Kind
from plansheets.tables import table, tables

POSITIONS: Final = frozenset(
    {"document_id", "sheet_id", "ordinal", "sheet_no", "table_no", "indicator_no", "parent", "where"}
)
"""Numbers that a row inserted before it would change. `parent` is compared as the row that it means."""
PLACES: Final = ("page", "x0", "top", "x1", "bottom", "char_from", "char_to", "page_from", "page_to")
"""Columns that say where a row is printed: no values."""
NAMES: Final = {
    "sheets": ("number", "title"),
    "fields": ("label",),
    "offices": ("office",),
    "actors": ("actor",),
    "schedule": ("period", "value_type"),
    "indicators": ("indicator", "level1_title", "period", "value_type"),
    "assessments": ("stage", "aspect", "period"),
    "sections": ("kind", "marker", "text"),
    "events": ("date_text", "event"),
    "checks": ("check",),
    "residue": ("raw",),
    "problems": ("code", "raw"),
}
"""The columns that say what a row is about."""
ABOUT: Final = NAMES | {"documents": ("source",), "sections": ("text",), "problems": ("code",)}
"""The columns that a row is called by in a report."""


def compared() -> tuple[str, ...]:
    """The tables whose rows are compared: provenance says where their values stand, and is no row of its own."""
    return tuple(name for name in tables() if name != "provenance")


@cache
def kind_of(name: str) -> Kind:
    """How the rows of a table are told apart."""
    left_out = {*POSITIONS, *PLACES, *(("source",) if name == "problems" else ())}
    values = tuple(column for column in table(name).column_names if column not in left_out)
    return Kind(NAMES.get(name, ()), values)


@cache
def places_of(name: str) -> tuple[str, ...]:
    """The columns of a table that say where a row is printed."""
    return tuple(column for column in table(name).column_names if column in PLACES)
