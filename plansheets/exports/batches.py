"""Rows of a written table as Python values, a batch at a time, decimals as short as they are written."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from plansheets.stored import Stored


def rows(stored: Stored, name: str) -> Iterator[tuple[Any, ...]]:
    """The cells of each row, in the order of the table's columns."""
    for batch in stored.batches(name):
        yield from zip(*(_short(column).to_pylist() for column in batch.columns), strict=True)


def _short(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A float of 32 bits as the decimal that stands for it: 0.85, not 0.8500000238418579."""
    if column.type != pa.float32():
        return column
    return pc.cast(pc.cast(column, pa.string()), pa.float64())
