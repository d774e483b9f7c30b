"""Two readings of one document, compared table by table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from plansheets.compare.align import Pair, align
from plansheets.compare.changes import Change
from plansheets.compare.kinds import ABOUT, compared, kind_of, places_of
from plansheets.compare.places import Places
from plansheets.compare.sheets import pair_sheets
from plansheets.provenance import row_key
from plansheets.stored import DocumentName, Stored

Values = dict[str, Any]
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is compared: the tables; moved boxes too; changes of confidence from this size on too."""

    tables: tuple[str, ...]
    places: bool = False
    confidence: float | None = None

    def has(self, name: str) -> bool:
        return name in self.tables


class Side:
    """One document in one output; the rows of a table are read when asked for."""

    def __init__(self, stored: Stored, name: DocumentName) -> None:
        self.stored, self.name = stored, name
        self.places = Places(stored, name)

    @cached_property
    def sheets(self) -> dict[str, str]:
        """Number and title of each sheet."""
        return {
            row["sheet_id"]: " ".join(filter(None, (row["number"], row["title"]))) or f"#{row['sheet_no']}"
            for row in self.rows("sheets")
        }

    def rows(self, table: str) -> list[Values]:
        return self.stored.rows(table, self.name)


class Documents:
    """The comparison of a pair of documents."""

    def __init__(self, old: Side, new: Side, wanted: Wanted) -> None:
        self.old, self.new, self.wanted = old, new, wanted
        self.same_content = old.name.document_id == new.name.document_id

    def changes(self) -> Iterator[Change]:
        """All changes, table by table in the order of the contract."""
        if not self.same_content:
            yield self._change("document-content", old=self.old.name.document_id, new=self.new.name.document_id)
        sheets: dict[str, str] | None = None
        for name in compared():
            if not self.wanted.has(name) or self._is_same(name):
                continue
            if sheets is None:
                sheets = pair_sheets(self.old.rows("sheets"), self.new.rows("sheets"))
            yield from self._table(name, sheets)

    def _is_same(self, name: str) -> bool:
        if self.wanted.places or self.wanted.confidence is not None:
            return False
        old, new = (side.stored.table(name, side.name) for side in (self.old, self.new))
        return bool(old.equals(new))

    def _table(self, name: str, sheets: Mapping[str, str]) -> Iterator[Change]:
        old, new = self.old.rows(name), self.new.rows(name)
        pairs = list(_pairs(name, old, new, sheets))
        parents: dict[int, int] = {}
        if name == "sections":
            both = [(i, j) for i, j in pairs if i is not None and j is not None]
            parents = {old[i]["ordinal"]: new[j]["ordinal"] for i, j in both}
        for i, j in pairs:
            if i is None and j is not None:
                yield self._row("row-added", name, None, new[j])
            elif j is None and i is not None:
                yield self._row("row-removed", name, old[i], None)
            elif i is not None and j is not None:
                yield from self._values(name, old[i], new[j], parents)

    def _values(self, name: str, old: Values, new: Values, parents: Mapping[int, int]) -> Iterator[Change]:
        columns = [column for column in kind_of(name).values if old[column] != new[column]]
        if name == "sections" and parents.get(old["parent"], old["parent"]) != new["parent"]:
            columns.append("parent")
        for column in columns:
            yield self._value("value", name, column, old, new, old[column], new[column])
        if self.wanted.places:
            yield from self._moved(name, old, new)
        if self.wanted.confidence is not None:
            yield from self._trusted(name, old, new, self.wanted.confidence)

    def _moved(self, name: str, old: Values, new: Values) -> Iterator[Change]:
        for column in places_of(name):
            if old[column] != new[column]:
                yield self._value("place", name, column, old, new, old[column], new[column])
        for column, a, b in self._both_read(name, old, new):
            before, after = self.old.places.boxes(name, a, column), self.new.places.boxes(name, b, column)
            if before != after:
                yield self._value("place", name, column, old, new, old[column], new[column])

    def _trusted(self, name: str, old: Values, new: Values, least: float) -> Iterator[Change]:
        for column, a, b in self._both_read(name, old, new):
            before, after = self.old.places.of(name, a, column), self.new.places.of(name, b, column)
            if before.confidence is not None and after.confidence is not None:
                moved = round(abs(before.confidence - after.confidence), 4)
                if moved and moved >= least:
                    yield self._value("confidence", name, column, old, new, before.confidence, after.confidence)

    def _both_read(self, name: str, old: Values, new: Values) -> list[tuple[str, str, str]]:
        """The values that both sides have a place for: column, row keys."""
        a, b = row_key(name, old), row_key(name, new)
        return [(column, a, b) for column in old if self.old.places.has(name, a, column)
                and self.new.places.has(name, b, column)]  # fmt: skip

    def _value(self, kind: Any, name: str, column: str, old: Values, new: Values, before: Any, after: Any) -> Change:
        a, b = row_key(name, old), row_key(name, new)
        return self._change(
            kind, table=name, sheet=self._sheet(old, new), about=about(name, new), row_old=a, row_new=b, column=column,
            old=before, new=after, place_old=self.old.places.of(name, a, column, old),
            place_new=self.new.places.of(name, b, column, new),
        )  # fmt: skip

    def _row(self, kind: Any, name: str, old: Values | None, new: Values | None) -> Change:
        found: dict[str, Any] = {}
        for word, side, row in (("old", self.old, old), ("new", self.new, new)):
            if row is not None:
                key = row_key(name, row)
                found |= {
                    word: said(name, row),
                    f"row_{word}": key,
                    f"place_{word}": side.places.of_row(name, key, row),
                }
        row = new or old or {}
        return self._change(kind, table=name, sheet=self._sheet(old, new), about=about(name, row), **found)

    def _sheet(self, old: Values | None, new: Values | None) -> str | None:
        for side, row in ((self.new, new), (self.old, old)):
            if row and row.get("sheet_id"):
                return side.sheets.get(row["sheet_id"])
        return None

    def _change(self, kind: Any, **facts: Any) -> Change:
        return Change(kind, self.new.name.source, self.old.name.document_id, self.new.name.document_id, **facts)


def about(name: str, row: Values) -> str:
    """What a person calls a row: its names, short."""
    text = " ".join(str(row[column]) for column in ABOUT[name] if row[column] is not None).replace("\n", " ")
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"


def said(name: str, row: Values) -> Values:
    """All that a row says: its values that are not null."""
    return {column: row[column] for column in kind_of(name).values if row[column] is not None}


def _pairs(name: str, old: Sequence[Values], new: Sequence[Values], sheets: Mapping[str, str]) -> Iterator[Pair]:
    """Pairs of rows; rows of different sheets are never the same row."""
    if name == "sheets":
        at = {row["sheet_id"]: n for n, row in enumerate(new)}
        yield from ((i, at.get(sheets.get(row["sheet_id"], ""))) for i, row in enumerate(old))
        paired = set(sheets.values())
        yield from ((None, j) for j, row in enumerate(new) if row["sheet_id"] not in paired)
        return
    groups: dict[str | None, tuple[list[int], list[int]]] = {}
    for j, row in enumerate(new):
        groups.setdefault(row.get("sheet_id"), ([], []))[1].append(j)
    for i, row in enumerate(old):
        sheet = row.get("sheet_id")
        mine = sheets.get(sheet, f"old {sheet}") if sheet else None
        groups.setdefault(mine, ([], []))[0].append(i)
    for left, right in groups.values():
        for a, b in align([old[n] for n in left], [new[n] for n in right], kind_of(name)):
            yield None if a is None else left[a], None if b is None else right[b]
