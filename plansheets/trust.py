"""How far the general reader is believed: the more independent signs agree on a value, the higher its confidence.

A family's rule vouches for what it reads. Where there is none, a value is read by its look alone, and these signs speak
for it or against it; none of them must hold, and each comes from another side:

- lexicon: the label that the value was read for is one that the lexicon knows
- geometry: it stands in a cell that rulings bound
- type: what is printed is what its column holds (a number, a year, an office)
- neighbours: the other rows of its table read the same way, and no period comes twice in one
- sheets: its sheet has the labels that the others of the document have, and its number goes on with theirs
- checks: a check that compares it with other values has passed
- remainder: there is little in the document that the reader could make nothing of
- oddities: the table holds no values that no right reading gives (oddities.py)
- second reader: the other library reads the same in its box (`--second-reader`)

docs/confidence.md shows how often values of each confidence are right (bench/confidence.py).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import numpy as np
import regex
from numpy.typing import NDArray

from plansheets.columnar import ColumnRows
from plansheets.provenance import row_key

Values = Mapping[str, Any]
Rows = Mapping[str, Sequence[Values]]

EARNED: Final = ((0.75, 0.85, 0.93, 0.97, 0.99), (0.5, 0.6, 0.75, 0.85, 0.88), (0.3, 0.35, 0.4, 0.5, 0.6))
"""Confidence by signs against (none, one, more) and by signs for (0, 1, 2, 3, more)."""
USUAL: Final = 0.5
"""Share of a document's sheets that have a label from which on a sheet without it is odd."""
ALIKE, ODD = 0.75, 0.4
"""Share of the usual labels that a sheet has: like the others from here on, unlike them up to here."""
MOST: Final = 0.8
"""Share of a table's rows that read as numbers from which on one that does too is one of them."""
DOUBTS: Final = 0.005
"""Doubts by value from which on a layout was not understood: cells without a label, figures without a name."""
LONGEST_TITLE: Final = 60
"""Characters of a sheet's title."""
FEW_SHEETS: Final = 3
"""Sheets from which on they are compared."""
OFFICE: Final = regex.compile(
    r"(?:課|室|局|部|係|所|署|館|園|校|院|センター|委員会|事務局|本部|支所|班|チーム|担当|協議会|公社|事業団|組合|会議|財団|機構|庁内|各課|全庁)"
    r"(?:長|等|ほか|外)?\s*(?:[（(].*[)）])?$"
)
GUESSED: Final = ("title-line", "unknown-label", "outline")
"""Rules that go by the look of a text alone."""


@dataclass
class Signs:
    """The signs of one document, gathered before any value is weighed."""

    rows: Rows
    typed: dict[int, float] = field(default_factory=dict)
    """Of each table of indicators the share of its cells that read as what such a table holds."""
    distinct: dict[int, bool] = field(default_factory=dict)
    sheets: dict[str, int] = field(default_factory=dict)
    """Of each sheet whether it is like the others (1), unlike them (-1), or there are too few to tell (0)."""

    def __post_init__(self) -> None:
        self._weigh_tables()
        self._weigh_sheets()

    def _weigh_tables(self) -> None:
        cells: dict[int, list[Values]] = defaultdict(list)
        for row in self.rows.get("indicators", ()):
            cells[row["table_no"]].append(row)
        for number, found in cells.items():
            self.typed[number] = sum(row["value_status"] != "text" for row in found) / len(found)
            lines: dict[int, list[Values]] = defaultdict(list)
            for row in found:
                lines[row["indicator_no"]].append(row)
            self.distinct[number] = all(map(_is_told_apart, lines.values()))

    def _weigh_sheets(self) -> None:
        sheets = [row["sheet_id"] for row in self.rows.get("sheets", ())]
        if len(sheets) < FEW_SHEETS:
            self.sheets = dict.fromkeys(sheets, 0)
            return
        held: dict[str, set[tuple[str, Any]]] = {sheet: set() for sheet in sheets}
        for row in self.rows.get("sheets", ()):
            held[row["sheet_id"]] |= {("sheets", name) for name in ("number", "title") if row[name] is not None}
        for table in ("fields", "offices", "schedule", "indicators", "assessments", "actors"):
            for row in self.rows.get(table, ()):
                if row["sheet_id"] in held:
                    held[row["sheet_id"]].add((table, row.get("label") or row.get("aspect")))
        counts = Counter(mark for marks in held.values() for mark in marks)
        usual = {mark for mark, n in counts.items() if n >= USUAL * len(sheets)}
        numbers = Counter(row["number"] for row in self.rows.get("sheets", ()) if row["number"])
        twice = {row["sheet_id"] for row in self.rows.get("sheets", ()) if numbers[row["number"]] > 1}
        for sheet, marks in held.items():
            share = len(usual & marks) / len(usual) if usual else 0.0
            self.sheets[sheet] = 1 if share >= ALIKE and sheet not in twice else -1 if share < ODD or not usual else 0


def _is_told_apart(line: Iterable[Values]) -> bool:
    """Do no two cells of a line stand for the same period and kind of value?"""
    keys = [(row["period"], row["fiscal_year"], row["fiscal_year_to"], row["value_type"]) for row in line]
    return len(keys) == len(set(keys))


def earn(
    rows: Rows,
    provenance: ColumnRows,
    passed: Collection[tuple[str, str, str]],
    ruled: NDArray[np.bool_],
    told: NDArray[np.int8] | None = None,
    doubts: int = 0,
    odd: Collection[str] = (),
) -> None:
    """Give each value the confidence that its signs earn, at most that of its rule; changes `provenance` in place.

    `passed` are the places that checks found right, `ruled` (provenance rows,) tells which stand in cells, `told` (the
    same) what the second reader says: 1 for the same, -1 for another text, 0 for nothing. `doubts` counts what the
    reader could make nothing of; `odd` are tables with values that no right reading gives.
    """
    signs = Signs(rows)
    of_row = {
        (table, row_key(table, row)): (row, _of_row(signs, table, row)) for table in KEYS for row in rows.get(table, ())
    }
    columns = provenance.columns
    in_cell = ruled.tolist()
    second = [0] * len(provenance) if told is None else told.tolist()
    remainder = bool(doubts) and doubts >= DOUBTS * len(provenance)
    places = zip(columns["table"], columns["row_key"], columns["column"], columns["rule"], strict=True)
    confidence = columns["confidence"]
    for at, (table, key, column, rule) in enumerate(places):
        if (table, key) not in of_row:
            continue
        row, (speak_for, against) = of_row[table, key]
        if table == "sheets" and column == "title":
            speak_for, against = _add((speak_for, against), _title_sign(row["title"] or ""))
        is_guess = _is_guess(rule)
        speak_for += (not is_guess) + in_cell[at] + (second[at] > 0) + ((table, key, column) in passed)
        against += is_guess + (second[at] < 0) + remainder + (table in odd)
        confidence[at] = min(confidence[at], EARNED[min(against, 2)][min(speak_for, 4)])


@lru_cache(maxsize=256)
def _is_guess(rule: str) -> bool:
    return rule.rpartition("/")[2].removesuffix("@ocr") in GUESSED


def _add(counts: tuple[int, int], sign: int) -> tuple[int, int]:
    return counts[0] + (sign > 0), counts[1] + (sign < 0)


def _of_row(signs: Signs, table: str, row: Values) -> tuple[int, int]:
    """How many signs speak for and against all values of a row."""
    counts = _add((0, 0), _type_sign(table, row))
    if table == "indicators":
        number = row["table_no"]
        counts = _add(counts, 1 if signs.typed[number] >= MOST and signs.distinct[number] else -1)
    return _add(counts, signs.sheets.get(row["sheet_id"], 0) if row.get("sheet_id") else 0)


def _title_sign(title: str) -> int:
    """A title is short and no sentence."""
    return -1 if len(title) > LONGEST_TITLE or "。" in title else 1


def _type_sign(table: str, row: Values) -> int:
    """Does the row read as what its table holds?"""
    if table == "indicators":
        return (1 if row["fiscal_year"] is not None else 0) if row["value_status"] != "text" else -1
    if table == "schedule":
        return 1 if row["fiscal_year"] is not None else 0
    if table == "offices":
        return 1 if OFFICE.search(row["office"] or "") else -1
    if table == "events":
        return 1 if row["date_from"] is not None else -1
    return 0


KEYS: Final = ("sheets", "fields", "offices", "actors", "schedule", "indicators", "assessments", "events")
"""Tables whose values are weighed. What a section is, its own text tells."""
