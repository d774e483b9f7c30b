"""Gated tables to Parquet files and back. Same tables, same bytes: however they are split, wherever they are written.

One file per table, `<table>.parquet`; a table of more than PART_ROWS is a folder of that name with files
`part-00000.parquet` and so on. zstd, dictionary-encoded strings, row groups of fixed size, rows in key order.
The file's metadata says table, schema version and program version; no time stamp, no path.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from plansheets.errors import InputError, OutputError, TableError
from plansheets.gate import in_key_order
from plansheets.places import exists, is_url, listed, opened
from plansheets.tables import Table, arrow_schema, contract, table, tables

ROW_GROUP = 65_536
"""Rows per row group; also the most rows of a streamed table that wait in memory."""
PART_ROWS = 64 * ROW_GROUP
"""Rows per file. What reads Parquet takes a folder of files for one table; one file of an archive would be too large to
copy, or to read again when its end is lost."""
PIECES = 256
"""Small tables waiting for their row group are merged when there are this many: each costs memory of its own."""
ZSTD_LEVEL = 6
META = "plansheets."


def table_path(out: Path, name: str) -> Path:
    """Where the table of that name lies in an output folder: a file, or a folder of parts."""
    return out / f"{name}.parquet"


def remote_files(out: str, name: str) -> list[str]:
    """The same behind a URL. Raises UsageError."""
    place = f"{out.rstrip('/')}/{name}.parquet"
    return sorted(listed(place, "part-*.parquet")) or [place]


def table_files(out: Path, name: str) -> list[Path]:
    """The files of a table, in the order of its rows; its path where it is not there."""
    path = table_path(out, name)
    return sorted(path.glob("part-*.parquet")) if path.is_dir() else [path]


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
        self.parts = out / f".{spec.name}.{os.getpid()}.parts"
        self.schema = arrow_schema(spec.name)
        self.is_streamed = spec.key[0] in ("document_id", "sheet_id")
        self.waiting: list[pa.Table] = []
        self.last_key: tuple[object, ...] | None = None
        self.count = 0
        """Files begun."""
        self.rows = 0
        """Rows in the last one."""
        self.parts.mkdir(exist_ok=True)
        self.writer = self._begun()

    def _begun(self) -> pq.ParquetWriter:
        self.count, self.rows = self.count + 1, 0
        return _parquet_writer(self.parts / f"part-{self.count - 1:05}.parquet", self.spec)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self.writer.close()
        shutil.rmtree(self.parts, ignore_errors=True)

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
        if self.path.is_dir() and not self.path.is_symlink():
            shutil.rmtree(self.path)
        if self.count == 1:
            (self.parts / "part-00000.parquet").replace(self.path)
            return
        self.path.unlink(missing_ok=True)
        self.parts.replace(self.path)

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
            group = rows.slice(start, ROW_GROUP)
            if self.rows >= PART_ROWS:
                self.writer.close()
                self.writer = self._begun()
            self.writer.write_table(group.combine_chunks(), row_group_size=ROW_GROUP)
            self.rows += group.num_rows


def read_table(out: Path | str, name: str) -> pa.Table:
    """The table of that name from an output folder, or from a URL of one. UsageError for an unknown name; InputError
    for a file that is missing, is not of plansheets, or has another schema version."""
    spec = table(name)
    places = remote_files(str(out), name) if is_url(str(out)) else map(str, table_files(Path(out), name))
    parts = []
    for place in places:
        with _opened(place, out) as file:
            _check(place, spec, file.metadata, file.schema_arrow)
            parts.append(file.read().cast(arrow_schema(name)))
    return pa.concat_tables(parts or [arrow_schema(name).empty_table()])


def check_file(path: Path, name: str) -> pq.FileMetaData:
    """What a file of a table says of itself. InputError where it is missing, no table of that name, or of another
    schema version."""
    with _opened(str(path), path.parent) as file:
        _check(str(path), table(name), file.metadata, file.schema_arrow)
        return file.metadata


@contextmanager
def _opened(place: str, out: Path | str) -> Iterator[pq.ParquetFile]:
    """An open file of a table. InputError where it is missing or none."""
    if not exists(place):
        raise InputError(f"{place}: not found; is {out} the output of `plansheets convert`?")
    try:
        with opened(place) as handle, pq.ParquetFile(handle) as file:
            yield file
    except pa.ArrowException as error:
        raise InputError(f"{place}: cannot be read as Parquet ({error}); convert the sources again") from error


def _check(place: str, spec: Table, found: pq.FileMetaData, schema: pa.Schema) -> None:
    """InputError for a file that holds no table of that name, or that of another schema version."""
    _check_version(place, spec, {key.decode(): value.decode() for key, value in (found.metadata or {}).items()})
    if not schema.equals(arrow_schema(spec.name)):
        raise InputError(f"{place}: its columns are not those of table {spec.name}; convert the sources again")


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


def _check_version(path: str, spec: Table, metadata: Mapping[str, str]) -> None:
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
