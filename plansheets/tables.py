"""The tables as tables.yaml defines them: tables, columns, codes, keys. Nothing else in the project lists a column.

Importing this module reads nothing and loads neither pyarrow nor pandas; the file is read once, at the first call.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from plansheets.errors import TableError, UsageError

if TYPE_CHECKING:
    import pyarrow as pa

FILE = "tables.yaml"
TYPES = ("string", "bool", "int32", "int64", "float", "double", "date32", "list<string>")
"""The types that a column may have, by their Arrow names."""

WORDING = ("ja", "description", "description_ja")

Where = tuple[str, ...]
"""Where in tables.yaml: the keys down to the entry."""


@dataclass(frozen=True, slots=True)
class Text:
    """A convention that holds for all tables: its name and its wording in both languages."""

    name: str
    title: str
    ja: str
    description: str
    description_ja: str


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list, with its meaning in English and Japanese."""

    value: str
    en: str
    ja: str


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes of a column. An open list gives the usual values; other values are no error."""

    name: str
    title: str
    ja: str
    codes: tuple[Code, ...]
    is_open: bool = False

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(code.value for code in self.codes)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table. `references`: the table in which a not-null value must stand under the same name."""

    name: str
    type: str
    ja: str
    description: str
    description_ja: str
    required: bool = False
    codes: CodeList | None = None
    many: bool = False
    references: str | None = None


@dataclass(frozen=True)
class Table:
    """One table; `key` are required columns whose values together occur once, and the order of the rows."""

    name: str
    title: str
    ja: str
    description: str
    description_ja: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def foreign_keys(self) -> tuple[Column, ...]:
        """The columns that point to a row of another table; one that is not required may be null."""
        return tuple(column for column in self.columns if column.references not in (None, self.name))

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        return {column.name: column for column in self.columns}[name]

    def blank(self) -> dict[str, object]:
        """A row with every column, all null: a start for a row that fills only some."""
        return dict.fromkeys(self.column_names)


@dataclass(frozen=True, slots=True)
class Contract:
    """All that tables.yaml says."""

    schema_version: str
    conventions: tuple[Text, ...]
    codes: dict[str, CodeList]
    tables: dict[str, Table]


@cache
def contract() -> Contract:
    """The contract of this version of plansheets."""
    return parse_contract(resources.files("plansheets").joinpath(FILE).read_text("utf-8"))


def tables() -> dict[str, Table]:
    """The tables by name, in the order of the file. Shared and cached: not to be changed."""
    return contract().tables


def table(name: str) -> Table:
    """The table of that name. UsageError, with the nearest name, if there is none."""
    if name not in tables():
        raise UsageError(f"There is no table {name!r}{hint(name, tables())}. Tables: {', '.join(tables())}")
    return tables()[name]


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of the table of that name; a required column is not nullable. UsageError for an unknown name."""
    import pyarrow as pa

    types: dict[str, Any] = {
        "string": pa.string(),
        "bool": pa.bool_(),
        "int32": pa.int32(),
        "int64": pa.int64(),
        "float": pa.float32(),
        "double": pa.float64(),
        "date32": pa.date32(),
        "list<string>": pa.list_(pa.string()),
    }
    return pa.schema([pa.field(c.name, types[c.type], nullable=not c.required) for c in table(name).columns])


def hint(given: object, known: Collection[str]) -> str:
    """`; did you mean 'x'?` with the nearest of the known names, or nothing where none is near."""
    from rapidfuzz import process

    near = process.extractOne(str(given), list(known), score_cutoff=50)
    return f"; did you mean {near[0]!r}?" if near else ""


def parse_contract(text: str) -> Contract:
    """The contract in the text of a tables.yaml. TableError names the line, the entry and the nearest right key."""
    reader = _Reader(text)
    top = reader.mapping((), reader.data, needed=("schema_version", "conventions", "codes", "fields", "tables"))
    codes = {name: reader.code_list(("codes", name), given) for name, given in top["codes"].items()}
    reader.codes, reader.shared, reader.table_names = codes, top["fields"], tuple(top["tables"])
    conventions = (
        Text(name=name, **reader.mapping(("conventions", name), given, needed=("title", *WORDING)))
        for name, given in top["conventions"].items()
    )
    return Contract(
        schema_version=str(top["schema_version"]),
        conventions=tuple(conventions),
        codes=codes,
        tables={name: reader.table(("tables", name), given) for name, given in top["tables"].items()},
    )


class _Reader:
    """Builds the objects from the parsed YAML and says exactly where something is wrong."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data: Any = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.codes: Mapping[str, CodeList] = {}
        self.shared: Mapping[str, Any] = {}
        self.table_names: tuple[str, ...] = ()

    def mapping(
        self, where: Where, given: Any, needed: Collection[str] = (), optional: Collection[str] = ()
    ) -> dict[str, Any]:
        """The given mapping, if it has all needed keys and no others than the optional ones."""
        if not isinstance(given, dict):
            raise self.error(where, "must be a mapping")
        for key in given:
            if key not in (*needed, *optional):
                raise self.error((*where, key), f"unknown key{hint(key, (*needed, *optional))}")
        for key in needed:
            if given.get(key) in (None, "", {}, []):
                raise self.error(where, f"{key!r} is missing")
        return dict(given)

    def code_list(self, where: Where, given: Any) -> CodeList:
        given = self.mapping(where, given, needed=("title", "ja", "codes"), optional=("open",))
        for value, meaning in given["codes"].items():
            if not (isinstance(value, str) and isinstance(meaning, list) and len(meaning) == 2 and all(meaning)):
                raise self.error((*where, "codes", value), "must be `code: [English, Japanese]`")
        codes = tuple(Code(value, *meaning) for value, meaning in given["codes"].items())
        return CodeList(where[-1], given["title"], given["ja"], codes, given.get("open", False))

    def table(self, where: Where, given: Any) -> Table:
        given = self.mapping(where, given, needed=("title", *WORDING, "key", "columns"))
        columns = tuple(self.column((*where, "columns", name), own) for name, own in given["columns"].items())
        required = [column.name for column in columns if column.required]
        for name in given["key"]:
            if name not in required:
                raise self.error((*where, "key"), f"{name!r} is not a required column{hint(name, required)}")
        return Table(name=where[-1], **{**given, "key": tuple(given["key"]), "columns": columns})

    def column(self, where: Where, own: Any) -> Column:
        name, shared = where[-1], self.shared.get(where[-1], {})
        optional = ("required", "codes", "many", "references")
        own = self.mapping(where, own, optional=("type", *WORDING, *optional))
        if shared and "type" in own:
            raise self.error((*where, "type"), "stands in `fields` already: a table may not change the type")
        given = self.mapping(where, {**shared, **own}, needed=("type", *WORDING), optional=optional)
        if given["type"] not in TYPES:
            raise self.error((*where, "type"), f"unknown type {given['type']!r}{hint(given['type'], TYPES)}")
        for key, known in (("codes", self.codes), ("references", self.table_names)):
            if key in given and given[key] not in known:
                raise self.error((*where, key), f"there is no {given[key]!r}{hint(given[key], known)}")
        codes = self.codes[given.pop("codes")] if "codes" in given else None
        return Column(name=name, codes=codes, **given)

    def error(self, where: Where, message: str) -> TableError:
        """Looks up the line of the entry, or of the nearest one above it that is written in the file."""
        node, line = yaml.compose(self.text, Loader=yaml.SafeLoader), 1
        for key in where:
            entries = getattr(node, "value", ())
            found = [pair for pair in entries if isinstance(pair, tuple) and pair[0].value == key]
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        return TableError(f"{FILE}, line {line}: {'.'.join(map(str, where))}: {message}")
