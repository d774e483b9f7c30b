"""A string in, a value out: pure functions that turn printed Japanese into text, years, numbers, marks and names.

Every name but one is loaded at its first use, so importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

# At once and not lazily: Python binds a submodule to its own name in the package at the submodule's first import, so
# that `normalize.unwrap` would be the module wherever another module of the room was imported first.
from plansheets.normalize.unwrap import unwrap as unwrap

if TYPE_CHECKING:
    from plansheets.normalize.arrow import Arrow as Arrow
    from plansheets.normalize.arrow import parse_arrow as parse_arrow
    from plansheets.normalize.cell import cell_text as cell_text
    from plansheets.normalize.cell import line_text as line_text
    from plansheets.normalize.clean import clean_text as clean_text
    from plansheets.normalize.enumerator import Enumerator as Enumerator
    from plansheets.normalize.enumerator import parse_enumerator as parse_enumerator
    from plansheets.normalize.glyph import Glyph as Glyph
    from plansheets.normalize.glyph import Option as Option
    from plansheets.normalize.glyph import parse_glyph as parse_glyph
    from plansheets.normalize.key import folded_key as folded_key
    from plansheets.normalize.key import match_key as match_key
    from plansheets.normalize.markup import strip_markup as strip_markup
    from plansheets.normalize.municipality import Municipality as Municipality
    from plansheets.normalize.municipality import find_municipality as find_municipality
    from plansheets.normalize.municipality_text import municipalities_in as municipalities_in
    from plansheets.normalize.number import Number as Number
    from plansheets.normalize.number import parse_number as parse_number
    from plansheets.normalize.ocr import repair_ocr as repair_ocr
    from plansheets.normalize.organisations import Organisation as Organisation
    from plansheets.normalize.organisations import Organisations as Organisations
    from plansheets.normalize.organisations import parse_organisations as parse_organisations
    from plansheets.normalize.period import parse_period as parse_period
    from plansheets.normalize.period_result import Period as Period
    from plansheets.normalize.period_sequence import PeriodSequence as PeriodSequence
    from plansheets.normalize.period_sequence import parse_period_sequence as parse_period_sequence

_HOMES = {
    "Arrow": "arrow",
    "Enumerator": "enumerator",
    "Glyph": "glyph",
    "Municipality": "municipality",
    "Number": "number",
    "Option": "glyph",
    "Organisation": "organisations",
    "Organisations": "organisations",
    "Period": "period_result",
    "PeriodSequence": "period_sequence",
    "cell_text": "cell",
    "line_text": "cell",
    "clean_text": "clean",
    "find_municipality": "municipality",
    "folded_key": "key",
    "match_key": "key",
    "municipalities_in": "municipality_text",
    "parse_arrow": "arrow",
    "parse_enumerator": "enumerator",
    "parse_glyph": "glyph",
    "parse_number": "number",
    "parse_organisations": "organisations",
    "parse_period": "period",
    "parse_period_sequence": "period_sequence",
    "repair_ocr": "ocr",
    "strip_markup": "markup",
    "unwrap": "unwrap",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    """The function or class of that name, loaded from its module once."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
