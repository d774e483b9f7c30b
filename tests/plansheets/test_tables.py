"""tables.yaml and what is made of it."""

import re
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pyarrow as pa
import pytest
import yaml

from plansheets.errors import TableError, UsageError
from plansheets.tables import arrow_schema, contract, parse_contract, table, tables

CONTRACT = Path(__file__).parents[3] / "shared" / "contract" / "tables.yaml"
TEXT = resources.files("plansheets").joinpath("tables.yaml").read_text("utf-8")
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|HTML")


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract lies outside the repository, in ../shared")
def test_the_tables_are_those_of_the_contract() -> None:
    given = yaml.safe_load(CONTRACT.read_text("utf-8"))
    del given["conventions"]
    wanted = {
        name: (spec["key"], [(c, own["type"], own.get("required", False)) for c, own in spec["columns"].items()])
        for name, spec in given.items()
    }
    ours = {
        name: (list(spec.key), [(c.name, c.type, c.required) for c in spec.columns]) for name, spec in tables().items()
    }
    assert ours == wanted
    assert list(ours) == list(wanted)


def test_everything_is_named_and_described_in_both_languages() -> None:
    columns = [column for spec in tables().values() for column in spec.columns]
    for item in (*contract().conventions, *tables().values(), *columns):
        assert item.description.strip()
        assert JAPANESE.search(item.ja), item
        assert JAPANESE.search(item.description_ja), item
    for codes in contract().codes.values():
        assert codes.title
        assert JAPANESE.search(codes.ja)
        for code in codes.codes:
            assert code.en
            assert JAPANESE.search(code.ja), code


def test_japanese_wording_has_no_space_left_by_a_folded_line() -> None:
    for item in (*contract().conventions, *tables().values()):
        assert not re.search(r"[、。）\u3040-\u9fff] [（「\u3040-\u9fff]", item.description_ja)


def test_schema_has_types_and_nullability() -> None:
    assert arrow_schema("events") == pa.schema(
        [
            pa.field("document_id", pa.string(), nullable=False),
            pa.field("ordinal", pa.int32(), nullable=False),
            pa.field("date_from", pa.date32(), nullable=False),
            pa.field("date_to", pa.date32(), nullable=False),
            pa.field("precision", pa.string(), nullable=False),
            pa.field("date_text", pa.string(), nullable=False),
            pa.field("event", pa.string(), nullable=False),
            pa.field("is_planned", pa.bool_(), nullable=True),
        ]
    )
    assert arrow_schema("documents").field("also_at").type == pa.list_(pa.string())
    assert arrow_schema("provenance").field("x0").type == pa.float32()
    assert arrow_schema("indicators").field("value").type == pa.float64()


@pytest.mark.parametrize(
    ("name", "column", "codes"),
    [
        ("schedule", "value_type", "baseline plan actual target outlook"),
        ("indicators", "value_type", "baseline plan actual target outlook"),
        (
            "indicators",
            "value_status",
            "number range text blank nil undetermined new gone pending unavailable suppressed ditto vague",
        ),
        (
            "indicators",
            "qualifiers",
            "approx estimate at_least at_most less_than more_than gross cumulative provisional planned",
        ),
        ("documents", "status", "ok partial failed"),
        ("actors", "role", "lead partner"),
        ("assessments", "stage", "progress yearly interim final"),
        ("sections", "kind", "heading article item paragraph table caption"),
        ("events", "precision", "day month year fiscal_year"),
        ("residue", "kind", "furniture unread"),
        ("problems", "severity", "error warning note"),
    ],
)
def test_closed_lists_of_codes(name: str, column: str, codes: str) -> None:
    found = table(name).column(column).codes
    assert found is not None
    assert found.values == tuple(codes.split())
    assert not found.is_open


def test_open_lists_of_codes() -> None:
    is_open = {name for name, codes in contract().codes.items() if codes.is_open}
    assert is_open == {"reader", "sheet_kind", "check", "problem"}


def test_foreign_keys_and_those_that_may_be_null() -> None:
    found = {name: {c.name: c.required for c in spec.foreign_keys} for name, spec in tables().items()}
    both = {"document_id": True, "sheet_id": True}
    assert found == {
        "documents": {},
        "sheets": {"document_id": True},
        **dict.fromkeys(("fields", "offices", "actors", "schedule", "assessments"), both),
        "indicators": {"document_id": True, "sheet_id": False},
        **{name: {"document_id": True} for name in ("sections", "events", "provenance", "residue")},
        "checks": {"document_id": True, "sheet_id": False},
        "problems": {"document_id": False, "sheet_id": False},
    }
    assert [c.references for c in table("checks").foreign_keys] == ["documents", "sheets"]


def test_a_field_is_shared_or_stands_in_its_table() -> None:
    for name in yaml.safe_load(TEXT)["fields"]:
        assert sum(name in spec.column_names for spec in tables().values()) > 1, f"{name} stands in one table only"


def test_no_key_of_the_file_is_written_twice() -> None:
    """YAML takes the last one in silence."""

    def check(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            names = [key.value for key, _ in node.value]
            assert len(names) == len(set(names)), f"line {node.start_mark.line + 1}: {names}"
            for _, value in node.value:
                check(value)

    check(yaml.compose(TEXT))


def test_blank_row_has_every_column() -> None:
    assert list(table("actors").blank().items()) == [
        ("document_id", None),
        ("sheet_id", None),
        ("ordinal", None),
        ("actor", None),
        ("is_marked", None),
        ("role", None),
    ]


def test_unknown_table_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="no table 'indicator'; did you mean 'indicators'"):
        table("indicator")
    with pytest.raises(UsageError):
        arrow_schema("nothing of the kind")


def test_import_is_light() -> None:
    code = "import sys, plansheets.tables; print({'pyarrow', 'pandas', 'numpy', 'rapidfuzz'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


SMALL = """\
schema_version: "1"
conventions:
  text: {title: Text, ja: 文, description: text, description_ja: 文}
codes:
  role:
    title: Role
    ja: 役割
    codes: {lead: [leads, 主]}
fields:
  document_id: {type: string, required: true, references: documents, ja: 文書, description: id, description_ja: 印}
tables:
  documents:
    title: Documents
    ja: 文書
    description: one row per file
    description_ja: 文書ごとに1行
    key: [document_id]
    columns:
      document_id: {}
      role: {type: string, codes: role, ja: 役割, description: role, description_ja: 役割}
"""


def test_a_small_contract_is_read() -> None:
    found = parse_contract(SMALL).tables["documents"]
    assert found.key == ("document_id",)
    assert [(c.name, c.type, c.required) for c in found.columns] == [
        ("document_id", "string", True),
        ("role", "string", False),
    ]
    codes = found.column("role").codes
    assert codes is not None
    assert [(code.value, code.en, code.ja) for code in codes.codes] == [("lead", "leads", "主")]
    assert found.foreign_keys == ()


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            "codes: role, ja",
            "codes: rolle, ja",
            "line 20: tables.documents.columns.role.codes: there is no 'rolle'; did you mean 'role'?",
        ),
        (
            "type: string, codes",
            "type: strng, codes",
            "line 20: tables.documents.columns.role.type: unknown type 'strng'; did you mean 'string'?",
        ),
        (
            "codes: role, ja",
            "code: role, ja",
            "line 20: tables.documents.columns.role.code: unknown key; did you mean 'codes'?",
        ),
        (
            "document_id: {}",
            "document_id: {type: int32}",
            "line 19: tables.documents.columns.document_id.type: stands in `fields` already",
        ),
        (
            "key: [document_id]",
            "key: [document]",
            "line 17: tables.documents.key: 'document' is not a required column; did you mean 'document_id'?",
        ),
        ("key: [document_id]", "key: [role]", "line 17: tables.documents.key: 'role' is not a required column"),
        (
            "references: documents",
            "references: document",
            "line 19: tables.documents.columns.document_id.references: there is no 'document'; "
            "did you mean 'documents'?",
        ),
        ("    title: Documents\n", "", "line 12: tables.documents: 'title' is missing"),
        (
            "{lead: [leads, 主]}",
            "{lead: [leads]}",
            "line 8: codes.role.codes.lead: must be `code: [English, Japanese]`",
        ),
        ("document_id: {}", "document_id:", "line 19: tables.documents.columns.document_id: must be a mapping"),
        ("schema_version:", "version:", "line 1: version: unknown key; did you mean 'schema_version'?"),
    ],
)
def test_a_wrong_entry_is_named_with_line_and_remedy(right: str, wrong: str, message: str) -> None:
    assert SMALL.count(right) == 1
    with pytest.raises(TableError, match=re.escape("tables.yaml, " + message)):
        parse_contract(SMALL.replace(right, wrong))
