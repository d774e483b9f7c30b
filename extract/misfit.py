"""Does a family's rule still fit? A city lays its sheets out anew, and the old rule goes on recognising them."""

from collections.abc import Iterator

import numpy as np

from plansheets.extract.reading import Reading
from plansheets.normalize import clean_text, parse_number

LEAST_FOUND = 0.5
"""Share of what a family expects that must be found."""
LEAST_TYPED = 0.5
"""Share of the cells of its tables that must read as what they hold."""
FEW_CELLS = 8
"""Cells from which on their share says something."""


def misfit(reading: Reading) -> str | None:
    """What of the document's family does not fit it, in words for `problems`; None where it fits."""
    family = reading.family
    if family is None:
        return None
    if family.layout == "form" and not reading.sheets:
        return "no sheet of it was found"
    expected = list(_expected(reading))
    missing = [what for what, is_found in expected if not is_found]
    if len(expected) > 1 and len(missing) > (1 - LEAST_FOUND) * len(expected):
        return f"of {len(expected)} things that it expects {len(missing)} are missing: {', '.join(missing)}"
    typed = list(_typed(reading))
    if len(typed) >= FEW_CELLS and sum(typed) < LEAST_TYPED * len(typed):
        return (
            f"of {len(typed)} cells of its tables {len(typed) - sum(typed)} hold no year or number where one must stand"
        )
    return None


def _expected(reading: Reading) -> Iterator[tuple[str, bool]]:
    """What the family says that a document has, and whether it was read."""
    family, ledger = reading.family, reading.ledger
    if family is None:
        return
    read = _Read(reading)
    for sign in family.recognise.all:
        yield f"label {sign}", read.has(sign)
    for field, labels in family.labels.items():
        yield f"label of {field}", any(map(read.has, labels))
    for level in sorted({heading.level for heading in family.headings}):
        columns = {f"level{level}_title"}
        yield (
            f"headings of level {level}",
            any(columns & row.cells.keys() for row in ledger.rows if row.table in ("sheets", "indicators"))
            or any(columns & sheet.cells.keys() for sheet in reading.sheets),
        )
    for shape in family.tables:
        yield f"table {shape.name}", any(map(read.has, shape.head))


class _Read:
    """The characters of a source that stand in values, labels and headings, spaces left out."""

    def __init__(self, reading: Reading) -> None:
        source = reading.source
        self._at = np.flatnonzero(source.printed)
        self._text = source.codes[self._at].tobytes().decode("utf-32-le", "surrogatepass")
        self._taken = reading.ledger.taken[self._at]

    def has(self, label: str) -> bool:
        """Does a label stand in the document, and was it read?"""
        wanted = "".join(label.split())
        start = self._text.find(wanted)
        while start >= 0:
            if self._taken[start : start + len(wanted)].all():
                return True
            start = self._text.find(wanted, start + 1)
        return False


def _typed(reading: Reading) -> Iterator[bool]:
    """Of each cell of schedule and indicators: has it a period, and of indicators, something like a number?"""
    for row in reading.ledger.rows:
        if row.table not in ("schedule", "indicators"):
            continue
        has_period = row.facts.get("fiscal_year") is not None or "period" in row.cells
        value = row.cells.get("value_text")
        number = parse_number(clean_text(value.span.raw)) if value else None
        yield has_period and (
            number is None or number.value is not None or number.status is not None or number.low is not None
        )
