"""Gated tables to Parquet files and back. Same tables, same bytes: however they are split, wherever they are written.

One file per table, `<table>.parquet`; zstd, dictionary-encoded strings, row groups of fixed size, rows in key order.
The file's metadata says table, schema version and program version; no time stamp, no path.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from plansheets.errors import InputError, OutputError, TableError
from plansheets.gate import in_key_order
from plansheets.tables import Table, arrow_schema, contract, table, tables

ROW_GROUP = 65_536
"""Rows per row group; also the most rows of a streamed table that wait in memory."""
PIECES = 256
"""Small tables waiting for their row group are merged when there are this many: each costs memory of its own."""
ZSTD_LEVEL = 6
META = "plansheets."


def table_path(out: Path, name: str) -> Path:
    """Where the table of that name lies in an output folder."""
    return out / f"{name}.parquet"


def write_tables(data: Mapping[str, pa.Table], out: Path) -> list[Path]:
    """Writes what `gate` gave and returns the files, in the order of the contract. OutputError, TableError."""
    with TableWriter(out) as writer:
        writer.append(data)
    return [table_path(out, name) for name in tables()]


class TableWriter:
    """Writes the tables of many documents without holding them all. A context manager.

    Append the gated tables of one document (or several) after the other, by rising document_id. All files take their
    names at the end and together; if an error leaves the block, none does and an older output stays as it was. A table
    whose key does not begin with the document (problems: by source) is held in memory until the end and sorted there.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self._files: dict[str, _File] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            for name, spec in tables().items():
                self._files[name] = self._open.enter_context(_File(self.out, spec))
        except OSError as error:
            self._open.close()
            raise _unwritable(self.out, error) from error
        return self

    def append(self, data: Mapping[str, pa.Table]) -> None:
        """Adds gated tables. TableError where their keys do not follow those already written; OutputError."""
        try:
            for name, rows in data.items():
                table(name)
                self._files[name].append(rows)
        except OSError as error:
            raise _unwritable(self.out, error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                for file in self._files.values():
                    file.finish()
                for file in self._files.values():
                    file.publish()
        except OSError as failed:
            raise _unwritable(self.out, failed) from failed
        finally:
            self._open.close()


class _File:
    """One table's file while it is written: rows wait until a row group is full."""

    def __init__(self, out: Path, spec: Table) -> None:
        self.spec = spec
        self.path = table_path(out, spec.name)
        self.part = out / f".{spec.name}.{os.getpid()}.part"
        self.schema = arrow_schema(spec.name)
        self.is_streamed = spec.key[0] in ("document_id", "sheet_id")
        self.waiting: list[pa.Table] = []
        self.last_key: tuple[object, ...] | None = None
        self.writer = _parquet_writer(self.part, spec)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self.writer.close()
        self.part.unlink(missing_ok=True)

    def append(self, rows: pa.Table) -> None:
        if not rows.schema.equals(self.schema):
            raise TableError(
                f"table {self.spec.name}: its columns are not those of the contract; pass it through the gate"
            )
        if rows.num_rows == 0:
            return
        if self.is_streamed:
            self._check_order(rows)
        self.waiting.append(rows)
        if len(self.waiting) >= PIECES:
            self.waiting = [pa.concat_tables(self.waiting).combine_chunks()]
        if self.is_streamed and sum(piece.num_rows for piece in self.waiting) >= ROW_GROUP:
            self._write_full_groups()

    def finish(self) -> None:
        """Writes what still waits."""
        if self.waiting:
            rows = pa.concat_tables(self.waiting)
            self._write(rows if self.is_streamed else in_key_order(self.spec, rows))
        self.waiting = []
        self.writer.close()

    def publish(self) -> None:
        self.part.replace(self.path)

    def _check_order(self, rows: pa.Table) -> None:
        first, last = (_key(self.spec, rows, at) for at in (0, rows.num_rows - 1))
        if self.last_key is not None and first <= self.last_key:
            raise TableError(
                f"table {self.spec.name}, row 0, columns {', '.join(self.spec.key)}: {first} does not come after "
                f"{self.last_key}, which is written already; documents are appended once, by rising document_id"
            )
        self.last_key = last

    def _write_full_groups(self) -> None:
        rows = pa.concat_tables(self.waiting)
        full = rows.num_rows - rows.num_rows % ROW_GROUP
        self._write(rows.slice(0, full))
        self.waiting = [rows.slice(full).combine_chunks()]

    def _write(self, rows: pa.Table) -> None:
        """Group by group and each in one piece: chunk borders would show in the pages of the file."""
        for start in range(0, rows.num_rows, ROW_GROUP):
            self.writer.write_table(rows.slice(start, ROW_GROUP).combine_chunks(), row_group_size=ROW_GROUP)


def read_table(out: Path, name: str) -> pa.Table:
    """The table of that name from an output folder. UsageError for an unknown name; InputError for a file that is
    missing, is not of plansheets, or has another schema version."""
    spec, path = table(name), table_path(out, name)
    try:
        with pq.ParquetFile(path) as file:
            metadata = {key.decode(): value.decode() for key, value in (file.metadata.metadata or {}).items()}
            _check_version(path, spec, metadata)
            data = file.read()
    except FileNotFoundError as error:
        raise InputError(f"{path}: not found; is {out} the output of `plansheets convert`?") from error
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{path}: cannot be read as Parquet ({error}); convert the sources again") from error
    if not data.schema.equals(arrow_schema(name)):
        raise InputError(f"{path}: its columns are not those of table {name}; convert the sources again")
    return data.cast(arrow_schema(name))


def check_file(path: Path, name: str) -> pq.FileMetaData:
    """What a file of a table says of itself. InputError where it is missing, no table of that name, or of another
    schema version."""
    try:
        metadata, schema = pq.read_metadata(path), pq.read_schema(path)
    except FileNotFoundError as error:
        raise InputError(f"{path}: not found; is {path.parent} the output of `plansheets convert`?") from error
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{path}: cannot be read as Parquet ({error}); convert the sources again") from error
    _check_version(path, table(name), {k.decode(): v.decode() for k, v in (metadata.metadata or {}).items()})
    if not schema.equals(arrow_schema(name)):
        raise InputError(f"{path}: its columns are not those of table {name}; convert the sources again")
    return metadata


def _parquet_writer(path: Path, spec: Table) -> pq.ParquetWriter:
    from plansheets import __version__

    about = {"table": spec.name, "schema_version": contract().schema_version, "version": __version__}
    schema = arrow_schema(spec.name).with_metadata({META + key: value for key, value in about.items()})
    strings = {"string": "", "list<string>": ".list.element"}
    return pq.ParquetWriter(
        path,
        schema,
        version="2.6",
        compression="zstd",
        compression_level=ZSTD_LEVEL,
        use_dictionary=[column.name + strings[column.type] for column in spec.columns if column.type in strings],
        sorting_columns=pq.SortingColumn.from_ordering(schema, [(name, "ascending") for name in spec.key]),
    )


def _check_version(path: Path, spec: Table, metadata: Mapping[str, str]) -> None:
    found, wanted = metadata.get(META + "schema_version"), contract().schema_version
    if found is None or metadata.get(META + "table") != spec.name:
        raise InputError(f"{path}: not written as table {spec.name} by plansheets; convert the sources again")
    if found != wanted:
        wrote = metadata.get(META + "version", "unknown")
        raise InputError(
            f"{path}: has schema version {found}, this plansheets reads {wanted}; "
            f"convert the sources again, or read it with plansheets {wrote}, which wrote it"
        )


def _key(spec: Table, rows: pa.Table, at: int) -> tuple[object, ...]:
    return tuple(rows.column(name)[at].as_py() for name in spec.key)


def _unwritable(out: Path, error: OSError) -> OutputError:
    return OutputError(f"{out}: cannot be written ({error.strerror or error}); choose another folder or free the disk")
