"""datapackage.json, against the Frictionless Data Package v2 and worked out by hand."""

import hashlib
import json
from pathlib import Path

import pytest

from plansheets import __version__
from plansheets.datapackage import FileFacts, datapackage, write_datapackage
from plansheets.errors import InputError, OutputError
from plansheets.gate import gate
from plansheets.parquet import write_tables
from plansheets.tables import table, tables

DOCUMENT = table("documents").blank() | {
    "document_id": "0" * 16,
    "source": "a.pdf",
    "bytes": 9,
    "media_type": "application/pdf",
    "reader": "pdfium",
    "sheet_count": 0,
    "characters": 0,
    "characters_used": 0,
    "characters_left": 0,
    "status": "ok",
}


def test_a_resource_is_described() -> None:
    found = datapackage({"actors": FileFacts(rows=3, bytes=100, sha256="ab")})["resources"][4]
    fields = found["schema"].pop("fields")
    assert found == {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": "actors",
        "type": "table",
        "title": "取組主体",
        "title_en": "Actors",
        "description": "One row per actor that a sheet lists (対象主体・取組主体), marked or not.",
        "description_ja": "個票が挙げる対象主体・取組主体ごとに1行。印の有無によらない。",
        "path": "actors.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": 100,
        "hash": "sha256:ab",
        "rowCount": 3,
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "missingValues": [],
            "primaryKey": ["sheet_id", "ordinal"],
            "foreignKeys": [
                {"fields": ["document_id"], "reference": {"resource": "documents", "fields": ["document_id"]}},
                {"fields": ["sheet_id"], "reference": {"resource": "sheets", "fields": ["sheet_id"]}},
            ],
        },
    }
    assert [field["name"] for field in fields] == list(table("actors").column_names)
    assert fields[2]["type"] == "integer"
    assert fields[4] == {
        "name": "is_marked",
        "title": "該当",
        "description": "■ ☑ ○ ◎ [x] true; □ ☐ blank false",
        "description_ja": "印（■ ☑ ○ ◎ [x]）があれば真、□ ☐ 空欄なら偽",
        "type": "boolean",
        "arrowType": "bool",
        "constraints": {"required": True},
    }
    assert fields[5] == {
        "name": "role",
        "title": "役割",
        "description": "where the document's legend gives the mark a meaning",
        "description_ja": "文書の凡例が印の意味を示す場合の役割",
        "type": "string",
        "arrowType": "string",
        "codes": [
            {"value": "lead", "label": "主たる主体（凡例の◎など）", "label_en": "leads (◎ in most legends)"},
            {
                "value": "partner",
                "label": "連携・協力する主体（凡例の○など）",
                "label_en": "takes part (○ in most legends)",
            },
        ],
        "categories": [
            {"value": "lead", "label": "主たる主体（凡例の◎など）"},
            {"value": "partner", "label": "連携・協力する主体（凡例の○など）"},
        ],
        "constraints": {"enum": ["lead", "partner"]},
    }


def test_types_and_lists_that_are_open_or_joined() -> None:
    found = {
        (resource["name"], field["name"]): field
        for resource in datapackage()["resources"]
        for field in resource["schema"]["fields"]
    }
    assert found["events", "date_from"]["type"] == "date"
    assert found["provenance", "x0"]["type"] == "number"
    assert found["documents", "also_at"]["type"] == "list"
    assert found["documents", "also_at"]["itemType"] == "string"
    assert found["documents", "reader"]["constraints"] == {"required": True}
    assert "categories" not in found["sheets", "kind"]
    assert found["indicators", "qualifiers"]["constraints"]["pattern"].startswith("(approx|estimate|")


def test_the_package_names_every_table_and_no_time() -> None:
    found = datapackage()
    assert found["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [resource["name"] for resource in found["resources"]] == list(tables())
    assert found["schemaVersion"] == "1"
    assert found["plansheetsVersion"] == __version__
    assert "created" not in found
    assert "bytes" not in found["resources"][0]


def test_it_is_written_with_the_facts_of_the_files(tmp_path: Path) -> None:
    texts = []
    for name in ("a", "b"):
        write_tables(gate({"documents": [DOCUMENT]}), tmp_path / name)
        path = write_datapackage(tmp_path / name)
        assert path == tmp_path / name / "datapackage.json"
        texts.append(path.read_bytes())
    assert texts[0] == texts[1]
    assert texts[0].endswith(b"}\n")
    assert "文書".encode() in texts[0]
    documents, sheets = json.loads(texts[0])["resources"][:2]
    file = (tmp_path / "a" / "documents.parquet").read_bytes()
    assert (documents["rowCount"], documents["bytes"]) == (1, len(file))
    assert documents["hash"] == "sha256:" + hashlib.sha256(file).hexdigest()
    assert sheets["rowCount"] == 0
    assert len(list((tmp_path / "a").iterdir())) == len(tables()) + 1


def test_what_is_missing_or_in_the_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"documents.parquet: cannot be read .*; convert the sources again"):
        write_datapackage(tmp_path)
    write_tables(gate({}), tmp_path)
    (tmp_path / "datapackage.json").mkdir()
    with pytest.raises(OutputError, match=r"datapackage.json: cannot be written"):
        write_datapackage(tmp_path)
