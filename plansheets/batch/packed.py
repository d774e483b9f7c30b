"""A document's tables as one piece of bytes, for the way out of a worker and for the ledger; and back."""

from collections.abc import Mapping
from functools import cache

import pyarrow as pa

from plansheets.tables import arrow_schema

CODEC = "zstd"


@cache
def _options() -> pa.ipc.IpcWriteOptions:
    return pa.ipc.IpcWriteOptions(compression=CODEC)


def pack(data: Mapping[str, pa.Table]) -> bytes:
    """The tables that hold rows, each as an Arrow stream, compressed together. The same tables give the same bytes."""
    held = {name: rows for name, rows in data.items() if rows.num_rows}
    both = pa.table({"table": pa.array(held, pa.string()),
                     "rows": pa.array([_stream(rows) for rows in held.values()], pa.large_binary())})  # fmt: skip
    return _stream(both, _options())


def unpack(packed: bytes) -> dict[str, pa.Table]:
    """What `pack` was given, without the tables that had no rows."""
    both = pa.ipc.open_stream(packed).read_all()
    return {
        name.as_py(): pa.ipc.open_stream(rows.as_buffer()).read_all().cast(arrow_schema(name.as_py()))
        for name, rows in zip(both["table"], both["rows"], strict=True)
    }


def _stream(rows: pa.Table, options: pa.ipc.IpcWriteOptions | None = None) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema, options=options) as stream:
        stream.write_table(rows.combine_chunks())
    return bytes(sink.getvalue())
