"""Rows held as columns: a table with a row for every value of a document takes a tenth of the room that dicts take."""

from collections.abc import Iterator, Sequence
from typing import Any, overload

Values = dict[str, Any]


class ColumnRows(Sequence[Values]):
    """Rows with the same columns; `columns` (name → values) is the data, a row is made when asked for."""

    def __init__(self, names: Sequence[str]) -> None:
        self.columns: dict[str, list[Any]] = {name: [] for name in names}

    def append(self, row: Values) -> None:
        """Add a row; it must have a value, or None, for every column. Raises KeyError."""
        for name, values in self.columns.items():
            values.append(row[name])

    def extend(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Add rows given as their values, in the order of the columns."""
        if rows:
            for column, values in zip(self.columns.values(), zip(*rows, strict=True), strict=True):
                column.extend(values)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    @overload
    def __getitem__(self, at: int) -> Values: ...
    @overload
    def __getitem__(self, at: slice) -> list[Values]: ...
    def __getitem__(self, at: int | slice) -> Values | list[Values]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        return {name: values[at] for name, values in self.columns.items()}

    def __iter__(self) -> Iterator[Values]:
        return (dict(zip(self.columns, row, strict=True)) for row in zip(*self.columns.values(), strict=True))

    def __eq__(self, other: object) -> bool:
        return self.columns == other.columns if isinstance(other, ColumnRows) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __add__(self, other: Sequence[Values]) -> list[Values]:
        return [*self, *other]
