"""Values that no right reading gives: signs that the layout of a document was misread as a whole.

One of them may be a slip, and stands in its table; several show that the tables they stand in were cut in the wrong
places: labels as titles, sentences as names of sheets, figures as names of indicators, offices as steps of a plan.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import regex

from plansheets.rules import Lexicon

Values = Mapping[str, Any]
MANY: Final = 0.08
"""Share of a table's rows from which on the table was misread."""
FEWEST: Final = 2
"""Such rows of one table; a single one may be a slip."""
FIGURE: Final = regex.compile(r"[▲△\-－]?[0-9][0-9,.]*\s*\S{0,2}|[-－―—→]")
OFFICE: Final = regex.compile(r"\p{Han}{1,8}(?:課|室|局|部|係|署)")
SENTENCE: Final = "。"
NAMELESS: Final = {"目標", "実績", "計画", "目標値", "実績値", "計画値", "現状値", "基準値", "最終目標", "達成率"}
"""What says of what kind a value is, and not of what."""
FORESEEN: Final = regex.compile(r"(?:見込み?量?|目標値?|計画値?)$")
"""The end of a name of what is no actual value."""
WITH_SHEETS: Final = ("fields", "offices", "actors", "schedule", "indicators", "assessments")


def odd_tables(rows: Mapping[str, Sequence[Values]], lexicon: Lexicon) -> frozenset[str]:
    """The tables that were misread, by their names. Where the sheets were, so was all that stands on them."""

    def is_label(text: str | None) -> bool:
        entry = lexicon.lookup(text) if text else None
        return entry is not None and not entry.weak

    def is_odd_sheet(row: Values) -> bool:
        names = (row["title"], row["level1_title"], row["level2_title"])
        return any(is_label(name) or SENTENCE in (name or "") for name in names)

    def is_odd_indicator(row: Values) -> bool:
        name = row["indicator"] or ""
        is_foreseen = row["value_type"] == "actual" and FORESEEN.search(name) is not None
        return is_foreseen or name in NAMELESS or FIGURE.fullmatch(name) is not None

    odd: dict[str, Callable[[Values], bool]] = {
        "sheets": is_odd_sheet,
        "schedule": lambda row: OFFICE.fullmatch(row["text"] or "") is not None or "%" in row["period"],
        "indicators": is_odd_indicator,
        "fields": lambda row: is_label(row["text"]),
    }
    found = {name for name, test in odd.items() if _are_many(rows.get(name, ()), test)}
    if any(_is_uneven(rows.get("sheets", ()), column) for column in ("title", "number")):
        found.add("sheets")
    return frozenset(found | set(WITH_SHEETS) if "sheets" in found else found)


def _is_uneven(sheets: Sequence[Values], column: str) -> bool:
    """Have some of the sheets a number or a name, and others none?"""
    without = sum(sheet[column] is None for sheet in sheets)
    return FEWEST <= without <= (1 - MANY) * len(sheets) and without >= MANY * len(sheets)


def _are_many(rows: Sequence[Values], test: Callable[[Values], bool]) -> bool:
    count = sum(map(test, rows))
    return count >= FEWEST and count >= MANY * len(rows)
