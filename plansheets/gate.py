"""The gate before writing: rows in, Arrow tables out that keep every promise of tables.yaml, or a TableError.

Works on whole columns; single cells are looked at only to say which one is wrong. Row numbers in messages are the
positions in the given rows, from 0.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import NoReturn

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from plansheets.columnar import ColumnRows
from plansheets.errors import TableError
from plansheets.tables import Column, Table, arrow_schema, hint, tables

Rows = Sequence[Mapping[str, object]]

BLOCK = 256

KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "bool": (bool, np.bool_),
    "int32": (int, np.integer),
    "int64": (int, np.integer),
    "float": (int, float, np.integer, np.floating),
    "double": (int, float, np.integer, np.floating),
    "date32": (datetime.date,),
    "list<string>": (list, tuple),
}
"""The Python types a column takes. Arrow alone would take 1.5 for an integer and True for a number."""


def gate(rows: Mapping[str, Rows]) -> dict[str, pa.Table]:
    """Every table of the contract, its rows in key order; a table that is not given is empty.

    Takes the rows of one document or of many. Each row states all columns of its table, null or not.
    TableError for an unknown table, a missing or extra column, a wrong type, a number that is not finite, a null in a
    required column, a value outside its codes, a duplicate key, a sheet_id or document_id without its row.
    """
    for name in rows:
        if name not in tables():
            raise TableError(f"there is no table {name!r}{hint(name, tables())}")
    result = {name: _columns(spec, rows.get(name, ())) for name, spec in tables().items()}
    for name, spec in tables().items():
        for column in spec.columns:
            if column.codes and not column.codes.is_open:
                _check_codes(spec, column, result[name])
        for column in spec.foreign_keys:
            _check_reference(spec, column, result)
    return {name: in_key_order(spec, result[name]) for name, spec in tables().items()}


def in_key_order(spec: Table, data: pa.Table) -> pa.Table:
    """The rows sorted by the table's key. TableError if two rows have the same key."""
    if data.num_rows < 2:
        return data
    ranks = [_ranks(data.column(name)) for name in spec.key]
    order = np.lexsort(ranks[::-1])
    same = np.logical_and.reduce([rank[order[1:]] == rank[order[:-1]] for rank in ranks])
    if same.any():
        at = int(np.argmax(same))
        first, second = sorted((int(order[at]), int(order[at + 1])))
        raise _error(spec, spec.key[-1], second, data, f"duplicate key, the same as row {first}")
    in_order = bool((order == np.arange(len(order))).all())
    return data if in_order else data.take(pa.array(order))


def _columns(spec: Table, rows: Rows) -> pa.Table:
    """The rows as columns of the right types; nulls only where they may be."""
    if not rows:
        return _empty(spec.name)
    names = spec.column_names
    if isinstance(rows, ColumnRows) and list(rows.columns) == list(names):
        cells: dict[str, list[object]] = rows.columns
    else:
        if any(size != len(names) for size in set(map(len, rows))):
            _fail_on_names(spec, rows)
        try:
            cells = _cells(names, rows)
        except KeyError:
            _fail_on_names(spec, rows)
    arrays, schema = [], arrow_schema(spec.name)
    for column, field in zip(spec.columns, schema, strict=True):
        if not all(_fits(column, kind) for kind in set(map(type, cells[column.name]))):
            _fail_on_type(spec, column, rows)
        try:
            array = pa.array(cells[column.name], field.type)
        except (pa.ArrowException, ValueError, OverflowError):
            _fail_on_type(spec, column, rows)
        if column.required and array.null_count:
            at = pc.index(pc.is_null(array), True).as_py()
            raise _error(spec, column.name, at, rows, "null in a required column")
        if pa.types.is_floating(field.type) and not pc.all(pc.is_finite(array), min_count=0).as_py():
            _fail_on_type(spec, column, rows)
        arrays.append(array)
    return pa.table(arrays, schema=schema)


@cache
def _empty(name: str) -> pa.Table:
    """A table without rows; most documents have several."""
    return arrow_schema(name).empty_table()


def _cells(names: Sequence[str], rows: Rows) -> dict[str, list[object]]:
    """The cells by column, read in blocks of rows: going through all rows once per column is four times as slow."""
    cells: dict[str, list[object]] = {name: [] for name in names}
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        for name, values in cells.items():
            values.extend(map(itemgetter(name), block))
    return cells


def _fits(column: Column, kind: type) -> bool:
    """Whether a cell of the Python type may stand in the column; nulls are looked at elsewhere."""
    if kind is type(None):
        return True
    if issubclass(kind, bool | datetime.datetime):
        return kind is bool and column.type == "bool"
    return issubclass(kind, KINDS[column.type])


def _ranks(values: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """For each value its place among the column's values: equal values equal, code point order. No nulls."""
    if not pa.types.is_string(values.type):
        return np.asarray(values.to_numpy())
    encoded = values.combine_chunks().dictionary_encode()
    rank = np.empty(len(encoded.dictionary), np.int64)
    rank[pc.sort_indices(encoded.dictionary).to_numpy()] = np.arange(len(rank))
    return np.asarray(rank[encoded.indices.to_numpy()])


def _check_codes(spec: Table, column: Column, data: pa.Table) -> None:
    """Each value, or each of its words where the column holds many, is one of the codes."""
    codes = column.codes.values if column.codes else ()
    for value in pc.unique(data.column(column.name)).to_pylist():
        for word in () if value is None else value.split(" ") if column.many else (value,):
            if word not in codes:
                at = pc.index(data.column(column.name), value).as_py()
                raise _error(
                    spec,
                    column.name,
                    at,
                    data,
                    f"{word!r} is none of its codes ({', '.join(codes)}){hint(word, codes)}",
                )


def _check_reference(spec: Table, column: Column, data: Mapping[str, pa.Table]) -> None:
    """Each value that is not null is that of a row of the table referred to."""
    values = pc.unique(data[spec.name].column(column.name)).drop_null()
    known = pc.is_in(values, value_set=data[str(column.references)].column(column.name))
    if not pc.all(known, min_count=0).as_py():
        value = values[pc.index(known, False).as_py()]
        at = pc.index(data[spec.name].column(column.name), value).as_py()
        message = f"dangling: table {column.references} has no row with {column.name} {value.as_py()!r}"
        raise _error(spec, column.name, at, data[spec.name], message)


def _fail_on_names(spec: Table, rows: Rows) -> NoReturn:
    """Names the first row that lacks a column or has one too many."""
    for at, row in enumerate(rows):
        for name in spec.column_names:
            if name not in row:
                raise _error(spec, name, at, rows, "missing column (a row states every column, null or not)")
        for name in row:
            if name not in spec.column_names:
                raise _error(spec, name, at, rows, f"extra column{hint(name, spec.column_names)}")
    raise TableError(f"table {spec.name}: the rows changed while they were read")


def _fail_on_type(spec: Table, column: Column, rows: Rows) -> NoReturn:
    """Names the first cell that Arrow cannot hold in the column's type."""
    kind = arrow_schema(spec.name).field(column.name).type
    for at, row in enumerate(rows):
        value = row[column.name]
        try:
            held = pa.array([value], kind)[0].as_py() if _fits(column, type(value)) else None
        except (pa.ArrowException, ValueError, OverflowError):
            held = None
        if value is not None and (held is None or (isinstance(held, float) and not math.isfinite(held))):
            raise _error(spec, column.name, at, rows, f"{value!r} is no {column.type}")
    raise TableError(
        f"table {spec.name}, column {column.name}: too much text for one Arrow array; gate fewer documents"
    )


def _error(spec: Table, column: str, at: int, rows: Rows | pa.Table, message: str) -> TableError:
    """A TableError that names table, row (index and key values) and column."""
    row = rows.slice(at, 1).to_pylist()[0] if isinstance(rows, pa.Table) else rows[at]
    key = ", ".join(f"{name}={row.get(name)!r}" for name in spec.key)
    return TableError(f"table {spec.name}, row {at} ({key}), column {column}: {message}")
