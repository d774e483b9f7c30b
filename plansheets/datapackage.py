"""datapackage.json: the tables described for programs that know nothing of plansheets (Frictionless Data Package v2).

Japanese titles, descriptions in both languages, keys, foreign keys and lists of codes; for written tables also rows,
bytes and SHA-256 of each file. No time stamp and no path of the machine: the same tables give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from plansheets.errors import InputError, OutputError
from plansheets.parquet import table_files, table_path
from plansheets.tables import Column, Table, contract, tables

FILE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
TYPES: dict[str, dict[str, str]] = {
    "string": {"type": "string"},
    "bool": {"type": "boolean"},
    "int32": {"type": "integer"},
    "int64": {"type": "integer"},
    "float": {"type": "number"},
    "double": {"type": "number"},
    "date32": {"type": "date"},
    "list<string>": {"type": "list", "itemType": "string"},
}
"""The Frictionless type of each type of tables.yaml."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of one written table."""

    rows: int
    bytes: int
    sha256: str | None
    parts: tuple[str, ...] = ()
    """Names of its files, where it is a folder of them."""


def write_datapackage(out: Path) -> Path:
    """Describes the tables that lie in `out` and writes out/datapackage.json: the last step of every run.

    InputError if a table's file is missing or broken; OutputError if the description cannot be written.
    """
    path, part = out / FILE, out / f".{FILE}.part"
    text = to_json(datapackage({name: table_facts(out, name) for name in tables()}))
    try:
        part.write_text(text, "utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another folder") from error
    return path


def table_facts(out: Path, name: str) -> FileFacts:
    """Rows, size and hash of a table's file; of a folder of files all rows and bytes, their names and no hash."""
    found = {path.name: file_facts(path) for path in table_files(out, name)}
    if table_path(out, name).is_dir():
        rows, size = (sum(getattr(each, of) for each in found.values()) for of in ("rows", "bytes"))
        return FileFacts(rows, size, None, tuple(found))
    return next(iter(found.values()))


def file_facts(path: Path) -> FileFacts:
    """Rows, size and hash of a Parquet file. InputError if there is none."""
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return FileFacts(pq.read_metadata(path).num_rows, path.stat().st_size, sha256)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error}); convert the sources again") from error


def datapackage(facts: Mapping[str, FileFacts] | None = None) -> dict[str, Any]:
    """The descriptor; with the facts of the files where they are given, by table name."""
    from plansheets import __version__

    return {
        "$schema": PROFILE.format("datapackage"),
        "name": "plansheets",
        "title": "自治体の計画個票",
        "description": "\n\n".join(f"{rule.title}: {rule.description}" for rule in contract().conventions),
        "description_ja": "\n\n".join(f"{rule.ja}：{rule.description_ja}" for rule in contract().conventions),
        "schemaVersion": contract().schema_version,
        "plansheetsVersion": __version__,
        "resources": [_resource(spec, (facts or {}).get(name)) for name, spec in tables().items()],
    }


def to_json(descriptor: Mapping[str, Any]) -> str:
    """The descriptor as it is written: readable, Japanese unescaped, keys in their order, one newline at the end."""
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def _resource(spec: Table, facts: FileFacts | None) -> dict[str, Any]:
    known: dict[str, Any] = {"bytes": facts.bytes, "rowCount": facts.rows} if facts else {}
    if facts and facts.sha256:
        known["hash"] = f"sha256:{facts.sha256}"
    path = f"{spec.name}.parquet"
    return {
        "$schema": PROFILE.format("dataresource"),
        "name": spec.name,
        "type": "table",
        "title": spec.ja,
        "title_en": spec.title,
        "description": spec.description,
        "description_ja": spec.description_ja,
        "path": [f"{path}/{part}" for part in facts.parts] if facts and facts.parts else path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **known,
        "schema": {
            "$schema": PROFILE.format("tableschema"),
            "fields": [_field(column) for column in spec.columns],
            "missingValues": [],
            "primaryKey": list(spec.key),
            "foreignKeys": [
                {"fields": [column.name], "reference": {"resource": column.references, "fields": [column.name]}}
                for column in spec.foreign_keys
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.ja,
        "description": column.description,
        "description_ja": column.description_ja,
        **TYPES[column.type],
        "arrowType": column.type,
    }
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.codes:
        field["codes"] = [{"value": code.value, "label": code.ja, "label_en": code.en} for code in column.codes.codes]
    if column.codes and not column.codes.is_open:
        if column.many:
            word = f"({'|'.join(column.codes.values)})"
            constraints["pattern"] = f"{word}( {word})*"
        else:
            constraints["enum"] = list(column.codes.values)
            field["categories"] = [{"value": code.value, "label": code.ja} for code in column.codes.codes]
    return {**field, "constraints": constraints} if constraints else field
