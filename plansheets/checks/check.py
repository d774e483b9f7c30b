"""What a check is, and what several checks share: the lines of the indicators, and how exact a number is."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from plansheets.normalize import match_key

Values = Mapping[str, Any]
Rows = Mapping[str, Sequence[Values]]
Place = tuple[str, str, str]
"""Table, row key (without document_id, joined by '/') and column of a value."""
Column = tuple[str | None, int | None, int | None, str | None]
"""Period as printed, first and last fiscal year, value type: what makes a cell of a line comparable with another's."""

NUMBER_COLUMNS = ("value", "base_value", "value_text")
INEXACT = frozenset({"approx", "at_least", "at_most", "less_than", "more_than"})
MARK = re.compile(r"^[A-Za-z①-⑳ⓐ-ⓩⒶ-Ⓩ]$|^[（(][A-Za-z①-⑳][）)]$")
TAIL_MARK = re.compile(r"(?<=[^\x00-\x7f])[A-Z①-⑳ⓐ-ⓩⒶ-Ⓩ]$")
LAST_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")


@dataclass(frozen=True)
class Check:
    """One comparison that the document itself makes possible. `places` are the values compared."""

    name: str
    passed: bool
    expected: str
    found: str
    places: tuple[Place, ...]
    sheet_id: str | None = None

    @property
    def where(self) -> str:
        """The row keys of the values compared, each once, in the order compared."""
        return ", ".join(dict.fromkeys(key for _, key, _ in self.places))


@dataclass
class Line:
    """A row of a table of indicators: its cells by column. A column that it has twice is left out: it says nothing."""

    table_no: int
    indicator_no: int
    sheet_id: str | None
    name: str
    rows: list[Values] = field(default_factory=list)
    cells: dict[Column, Values] = field(default_factory=dict)

    @property
    def path(self) -> tuple[str, ...]:
        """The group labels and the row's own label, as keys, without units in brackets and marks (事業費 A)."""
        parts = [LAST_BRACKET.sub("", part) for part in re.split(r"\s*[/／>＞]\s*|\s+", self.name)]
        parts = [TAIL_MARK.sub("", match_key(part)) for part in parts if part and not MARK.match(part)]
        return tuple(LAST_BRACKET.sub("", part) for part in parts if part) or ("",)

    @property
    def leaf(self) -> str:
        """The row's own label."""
        return self.path[-1]


def lines_of(rows: Rows) -> list[Line]:
    """The lines of all tables of indicators, in order."""
    lines: dict[tuple[int, int], Line] = {}
    twice: set[tuple[int, int, Column]] = set()
    for row in rows.get("indicators", ()):
        at = (row["table_no"], row["indicator_no"])
        line = lines.setdefault(at, Line(*at, row["sheet_id"], row["indicator"] or ""))
        column = column_of(row)
        if column in line.cells:
            twice.add((*at, column))
        line.cells[column] = row
        line.rows.append(row)
    for table_no, indicator_no, column in twice:
        lines[table_no, indicator_no].cells.pop(column, None)
    return [lines[at] for at in sorted(lines)]


def tables_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines of the same table and sheet: a list with one sheet a row has as many as it has rows."""
    groups: dict[tuple[int, str | None], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.table_no, line.sheet_id), []).append(line)
    return list(groups.values())


def column_of(row: Values) -> Column:
    """The column of a cell."""
    return row["period"], row["fiscal_year"], row["fiscal_year_to"], row["value_type"]


def indicator_key(row: Values) -> str:
    """Row key of a row of indicators."""
    return f"{row['table_no']}/{row['indicator_no']}/{row['ordinal']}"


def numbers(*rows: Values) -> tuple[Place, ...]:
    """The number columns of rows of indicators."""
    return tuple(("indicators", indicator_key(row), column) for row in rows for column in NUMBER_COLUMNS)


def number(row: Values | None) -> float | None:
    """The number of a cell that holds one exact number; None else."""
    if row is None or row["value_status"] != "number" or INEXACT & set((row["qualifiers"] or "").split()):
        return None
    value = row["value"]
    return float(value) if value is not None and math.isfinite(value) else None


def years(row: Values) -> tuple[int, int] | None:
    """First and last fiscal year of a cell; the first twice for an open end; None without one or in wrong order."""
    first, last = row["fiscal_year"], row["fiscal_year_to"]
    if first is None:
        return None
    last = first if last is None else last
    return (first, last) if first <= last else None


def single_year(row: Values) -> int | None:
    """The fiscal year of a cell that stands for one closed year."""
    span = years(row)
    return span[0] if span and span[0] == span[1] and not row["is_open_ended"] else None


def decimals(value: float) -> int:
    """Decimal places that a number is printed with, as far as the number tells."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def half_step(row: Values, places: int) -> float:
    """How far rounding may have moved a number: half a step of its last place; 0 for a plain count."""
    value, base = row["value"], row["base_value"]
    is_scaled = bool(value) and base is not None and base != value
    return 0.5 * float(10**-places) if is_scaled or places else 0.0


def shown(value: float) -> str:
    """A number as a text: no exponent, no trailing zeros."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
