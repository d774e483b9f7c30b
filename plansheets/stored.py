"""Written tables document by document: only the row groups that hold a document's rows are in memory.

The rows of a table stand by document (problems by source), so that a row group's first and last say which documents
it can hold. `problems` of files that could not even be hashed belong to no document.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from plansheets.parquet import check_file, table_files
from plansheets.tables import arrow_schema, table, tables

KEPT = 2
"""Row groups of a table that stay in memory: a document may begin in one and end in the next."""


@dataclass(frozen=True, slots=True)
class DocumentName:
    """A document of an output and the paths that it was read from."""

    document_id: str
    source: str
    also_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """A row group: its file, its place in it, and the least and greatest value of the table's first sort column."""

    path: Path
    number: int
    first: str | None
    last: str | None


class Stored:
    """The tables of an output folder. InputError where they are missing, broken or of another schema version."""

    def __init__(self, out: str | Path) -> None:
        self.out = Path(out)
        self._tables = {name: _StoredTable(self.out, name) for name in tables()}

    def documents(self) -> Iterator[DocumentName]:
        """The documents by rising document_id."""
        for batch in self.batches("documents", ("document_id", "source", "also_at")):
            for row in batch.to_pylist():
                yield DocumentName(row["document_id"], row["source"], tuple(row["also_at"] or ()))

    def table(self, name: str, document: DocumentName) -> pa.Table:
        """The rows of a table that belong to a document, in key order."""
        stored = self._tables[name]
        if name != "problems":
            return stored.of_document(document.document_id)
        rows = stored.where("source", document.source)
        return rows.filter(pc.equal(rows["document_id"], document.document_id))

    def rows(self, name: str, document: DocumentName) -> list[dict[str, Any]]:
        """The same as `table`, as dicts."""
        found: list[dict[str, Any]] = self.table(name, document).to_pylist()
        return found

    def problems_of_no_document(self) -> list[dict[str, Any]]:
        """The rows of problems about files that are no documents: they could not be opened."""
        found: list[dict[str, Any]] = []
        for batch in self.batches("problems"):
            found += batch.filter(pc.is_null(batch["document_id"])).to_pylist()
        return found

    def batches(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """A table in pieces, in key order; each in memory for itself."""
        for path in self._tables[name].files:
            with pq.ParquetFile(path) as file:
                for number in range(file.num_row_groups):
                    for batch in file.iter_batches(8192, [number], None if columns is None else list(columns)):
                        yield pa.Table.from_batches([batch])

    def row_count(self, name: str) -> int:
        """How many rows a table has."""
        return sum(pq.read_metadata(path).num_rows for path in self._tables[name].files)


class _StoredTable:
    """One table: where its row groups begin and end; those last read."""

    def __init__(self, out: Path, name: str) -> None:
        self.name = name
        self.files = table_files(out, name)
        self.groups: list[_Group] = []
        sorted_by = table(name).key[0]
        for path in self.files:
            metadata = check_file(path, name)
            at = [metadata.schema.column(n).path for n in range(metadata.num_columns)].index(sorted_by)
            for number in range(metadata.num_row_groups):
                stats = metadata.row_group(number).column(at).statistics
                known = stats is not None and stats.has_min_max
                self.groups.append(_Group(path, number, *((stats.min, stats.max) if known else (None, None))))
        self._sheets = sorted_by == "sheet_id"
        self._kept: OrderedDict[tuple[Path, int], tuple[pa.Table, dict[str, Any]]] = OrderedDict()

    def of_document(self, document_id: str) -> pa.Table:
        first, last = (f"{document_id}-", f"{document_id}.") if self._sheets else (document_id, document_id)
        return self._rows("document_id", document_id, first, last)

    def where(self, column: str, value: str) -> pa.Table:
        return self._rows(column, value, value, value)

    def _rows(self, column: str, value: str, first: str, last: str) -> pa.Table:
        found = [
            self._slice(group, column, value)
            for group in self.groups
            if group.first is None or group.last is None or (group.first <= last and group.last >= first)
        ]
        return pa.concat_tables([arrow_schema(self.name).empty_table(), *found]).combine_chunks()

    def _slice(self, group: _Group, column: str, value: str) -> pa.Table:
        data, keys = self._load(group, column)
        start, stop = (int(np.searchsorted(keys, value, side)) for side in ("left", "right"))
        return data.slice(start, stop - start)

    def _load(self, group: _Group, column: str) -> tuple[pa.Table, Any]:
        at = (group.path, group.number)
        if at not in self._kept:
            with pq.ParquetFile(group.path) as file:
                data = file.read_row_group(group.number).cast(arrow_schema(self.name))
            self._kept[at] = data, data.column(column).to_numpy()
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(at)
        return self._kept[at]
