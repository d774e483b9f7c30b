"""The gate: what comes through is right, and what does not is named by table, row and column."""

import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plansheets.errors import TableError
from plansheets.gate import gate
from plansheets.tables import Column, arrow_schema, table, tables

A, B = "0" * 16, "f" * 16


def row(name: str, **cells: object) -> dict[str, object]:
    return table(name).blank() | cells


def document(document_id: str = A, **cells: object) -> dict[str, object]:
    facts: dict[str, object] = {"source": "a.pdf", "bytes": 9, "media_type": "application/pdf", "reader": "pdfium"}
    counts = {"sheet_count": 1, "characters": 3, "characters_used": 2, "characters_left": 1}
    return row("documents", document_id=document_id, status="ok", **facts, **counts) | cells


def sheet(document_id: str = A, sheet_no: int = 1, **cells: object) -> dict[str, object]:
    return row("sheets", document_id=document_id, sheet_id=f"{document_id}-{sheet_no:04d}", sheet_no=sheet_no) | cells


def actor(ordinal: int = 1, sheet_id: str = f"{A}-0001", **cells: object) -> dict[str, object]:
    ids = {"document_id": sheet_id[:16], "sheet_id": sheet_id, "ordinal": ordinal}
    return row("actors", **ids, actor="市民", is_marked=True) | cells


def indicator(ordinal: int = 1, **cells: object) -> dict[str, object]:
    place = {"document_id": A, "table_no": 1, "indicator_no": 1, "ordinal": ordinal, "period": "令和5年度"}
    value = {"indicator": "参加者数", "value_type": "plan", "value_status": "number", "value": 5.0}
    return row("indicators", is_cumulative=False, is_open_ended=False, **place, **value) | cells


def problem(ordinal: int = 1, source: str = "a.pdf", **cells: object) -> dict[str, object]:
    words = {"severity": "note", "code": "unknown-family", "message": "様式が分からない"}
    return row("problems", source=source, ordinal=ordinal, **words) | cells


def message(rows: dict[str, list[dict[str, Any]]]) -> str:
    with pytest.raises(TableError) as error:
        gate(rows)
    return str(error.value)


def test_every_table_is_there_even_without_rows() -> None:
    found = gate({})
    assert list(found) == list(tables())
    for name, data in found.items():
        assert data.num_rows == 0
        assert data.schema == arrow_schema(name)


def test_values_come_through_unchanged() -> None:
    rows = [
        indicator(value=1234.5, qualifiers="approx at_least", unit="千円"),
        indicator(2, value=None, fiscal_year=2019),
    ]
    found = gate({"documents": [document(also_at=["b/あ.pdf"])], "indicators": rows})
    assert found["indicators"].to_pylist() == rows
    assert found["documents"].to_pylist() == [document(also_at=["b/あ.pdf"])]
    assert found["indicators"].schema == arrow_schema("indicators")


def test_rows_come_out_in_key_order() -> None:
    found = gate(
        {
            "documents": [document(B), document(A)],
            "sheets": [sheet(B, 2), sheet(A, 10), sheet(B, 1), sheet(A, 2)],
            "indicators": [indicator(10), indicator(9), indicator(1, table_no=2), indicator(2, document_id=B)],
            "problems": [problem(2), problem(1, "い.pdf"), problem(1), problem(1, "a.pdf~", document_id=A)],
        }
    )
    assert found["documents"]["document_id"].to_pylist() == [A, B]
    assert found["sheets"]["sheet_id"].to_pylist() == [f"{A}-0002", f"{A}-0010", f"{B}-0001", f"{B}-0002"]
    places = found["indicators"].select(["document_id", "table_no", "ordinal"]).to_pylist()
    assert [tuple(place.values()) for place in places] == [(A, 1, 9), (A, 1, 10), (A, 2, 1), (B, 1, 2)]
    places = found["problems"].select(["source", "ordinal", "document_id"]).to_pylist()
    assert [tuple(place.values()) for place in places] == [
        ("a.pdf", 1, None),
        ("a.pdf", 2, None),
        ("a.pdf~", 1, A),
        ("い.pdf", 1, None),
    ]


def test_text_is_ordered_by_code_point_like_python() -> None:
    sources = ["é", "z", "Z", "あ", "𠮷", "ﾂ", ""]  # UTF-16 order would put 𠮷 before ﾂ
    found = gate({"problems": [problem(source=source) for source in sources]})
    assert found["problems"]["source"].to_pylist() == ["", "Z", "z", "é", "あ", "ﾂ", "𠮷"]


def test_nullable_foreign_keys_may_be_null_and_open_lists_hold_anything() -> None:
    rows = {"documents": [document(reader="new-reader")], "sheets": [sheet(kind="完了")], "indicators": [indicator()]}
    found = gate({**rows, "problems": [problem(code="something-new", sheet_id=f"{A}-0001")]})
    assert found["sheets"]["kind"].to_pylist() == ["完了"]
    assert found["problems"]["document_id"].to_pylist() == [None]


def test_numpy_scalars_are_taken() -> None:
    found = gate({"documents": [document(bytes=np.int64(7))], "indicators": [indicator(value=np.float32(1.5))]})
    assert found["documents"]["bytes"].to_pylist() == [7]
    assert found["indicators"]["value"].to_pylist() == [1.5]


BASE: dict[str, list[dict[str, Any]]] = {"documents": [document()], "sheets": [sheet()]}
KEY_1 = f"(sheet_id='{A}-0001', ordinal=2)"


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        (
            "actors",
            [actor(1), {k: v for k, v in actor(2).items() if k != "role"}],
            f"table actors, row 1 {KEY_1}, column role: missing column (a row states every column, null or not)",
        ),
        (
            "actors",
            [actor(1), actor(2, rolle="lead")],
            f"table actors, row 1 {KEY_1}, column rolle: extra column; did you mean 'role'?",
        ),
        (
            "actors",
            [actor(1), {("rolle" if k == "role" else k): v for k, v in actor(2).items()}],
            f"table actors, row 1 {KEY_1}, column role: missing column (a row states every column, null or not)",
        ),
        (
            "actors",
            [actor(1), actor(2, actor=None)],
            f"table actors, row 1 {KEY_1}, column actor: null in a required column",
        ),
        (
            "actors",
            [actor(None)],
            f"table actors, row 0 (sheet_id='{A}-0001', ordinal=None), column ordinal: null in a required column",
        ),
        (
            "actors",
            [actor(1), actor(2, role="leed")],
            f"table actors, row 1 {KEY_1}, column role: "
            "'leed' is none of its codes (lead, partner); did you mean 'lead'?",
        ),
        (
            "actors",
            [actor(3), actor(2), actor(3), actor(2)],
            f"table actors, row 3 {KEY_1}, column ordinal: duplicate key, the same as row 1",
        ),
        (
            "actors",
            [actor(1), actor(2, f"{A}-0002")],
            f"table actors, row 1 (sheet_id='{A}-0002', ordinal=2), column sheet_id: "
            f"dangling: table sheets has no row with sheet_id '{A}-0002'",
        ),
        (
            "problems",
            [problem(), problem(2, document_id=B)],
            f"table problems, row 1 (source='a.pdf', ordinal=2), column document_id: "
            f"dangling: table documents has no row with document_id '{B}'",
        ),
        (
            "indicators",
            [indicator(1, qualifiers="approx"), indicator(2, qualifiers="approx gros")],
            f"table indicators, row 1 (document_id='{A}', table_no=1, indicator_no=1, ordinal=2), column qualifiers: "
            "'gros' is none of its codes (approx, estimate, at_least, at_most, less_than, more_than, gross, "
            "cumulative, provisional, planned); did you mean 'gross'?",
        ),
    ],
)
def test_what_is_wrong_is_named(name: str, rows: list[dict[str, Any]], expected: str) -> None:
    assert message({**BASE, name: rows}) == expected


@pytest.mark.parametrize("qualifiers", ["", " approx", "approx  gross", "approx,gross", "approx\n"])
def test_several_codes_are_joined_by_one_space(qualifiers: str) -> None:
    assert "column qualifiers" in message({**BASE, "indicators": [indicator(qualifiers=qualifiers)]})


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("indicators", {"fiscal_year": "2019"}, "column fiscal_year: '2019' is no int32"),
        ("indicators", {"fiscal_year": 2019.5}, "column fiscal_year: 2019.5 is no int32"),
        ("indicators", {"fiscal_year": 2019.0}, "column fiscal_year: 2019.0 is no int32"),
        ("indicators", {"fiscal_year": True}, "column fiscal_year: True is no int32"),
        ("indicators", {"fiscal_year": 2**31}, "column fiscal_year: 2147483648 is no int32"),
        ("indicators", {"value": float("nan")}, "column value: nan is no double"),
        ("indicators", {"value": float("-inf")}, "column value: -inf is no double"),
        ("indicators", {"value": True}, "column value: True is no double"),
        ("indicators", {"value": 2**60 + 1}, "column value: 1152921504606846977 is no double"),
        ("indicators", {"unit": 1}, "column unit: 1 is no string"),
        ("indicators", {"unit": b"yen"}, "column unit: b'yen' is no string"),
        ("indicators", {"unit": "\ud800"}, r"column unit: '\ud800' is no string"),
        ("indicators", {"is_cumulative": 1}, "column is_cumulative: 1 is no bool"),
        ("documents", {"issued_on": "2019-05-01"}, "column issued_on: '2019-05-01' is no date32"),
        ("documents", {"issued_on": 18017}, "column issued_on: 18017 is no date32"),
        ("documents", {"also_at": "b.pdf"}, "column also_at: 'b.pdf' is no list<string>"),
        ("documents", {"also_at": [1]}, "column also_at: [1] is no list<string>"),
        (
            "documents",
            {"issued_on": datetime.datetime(2019, 5, 1, 12)},
            "column issued_on: datetime.datetime(2019, 5, 1, 12, 0) is no date32",
        ),
    ],
)
def test_a_value_of_the_wrong_type_is_never_cast(name: str, cells: dict[str, object], expected: str) -> None:
    rows = {**BASE, "indicators": [indicator(1), indicator(2)]}
    rows[name] = [*rows[name][:-1], {**rows[name][-1], **cells}]
    assert message(rows).endswith(expected)
    assert f"table {name}, row {len(rows[name]) - 1} (document_id='{A}'" in message(rows)


def test_a_number_beyond_float32_is_refused() -> None:
    place = {"document_id": A, "ordinal": 1, "kind": "unread", "raw": "あ"}
    assert message({**BASE, "residue": [row("residue", **place, x0=1e300)]}) == (
        f"table residue, row 0 (document_id='{A}', ordinal=1), column x0: 1e+300 is no float"
    )


def test_an_unknown_table_is_named() -> None:
    assert message({"actor": []}) == "there is no table 'actor'; did you mean 'actors'?"


def cells(column: Column) -> st.SearchStrategy[Any]:
    """Any value that the column may hold, keys and references aside."""
    if column.codes and not column.codes.is_open:
        one = st.sampled_from(column.codes.values)
        values: st.SearchStrategy[Any] = st.lists(one, min_size=1).map(" ".join) if column.many else one
    else:
        values = {
            "string": st.text(max_size=8),
            "bool": st.booleans(),
            "int32": st.integers(-(2**31), 2**31 - 1),
            "int64": st.integers(-(2**63), 2**63 - 1),
            "float": st.floats(width=32, allow_nan=False, allow_infinity=False),
            "double": st.floats(allow_nan=False, allow_infinity=False),
            "date32": st.dates(),
            "list<string>": st.lists(st.text(max_size=4), max_size=3),
        }[column.type]
    return values if column.required else st.none() | values


@st.composite
def documents(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Rows for some of the tables, with keys that are unique and references that hold, in any order."""
    known: dict[str | None, list[Any]] = {}
    rows: dict[str, list[dict[str, Any]]] = {}
    names = draw(st.lists(st.sampled_from(list(tables())[2:]), max_size=3, unique=True))
    for name in ("documents", "sheets", *names):
        spec = table(name)
        kinds = {
            c.name: st.sampled_from(known[c.references] + ([] if c.required else [None]))
            if c in spec.foreign_keys
            else cells(c)
            for c in spec.columns
        }
        if all(known[c.references] for c in spec.foreign_keys if c.required):
            row = st.fixed_dictionaries(kinds)
            rows[name] = draw(st.lists(row, max_size=5, unique_by=lambda r, k=spec.key: tuple(r[x] for x in k)))
        known[name] = [r[spec.key[0]] for r in rows.get(name, [])]
    return rows


@settings(deadline=None, max_examples=60)
@given(documents())
def test_round_trip(rows: dict[str, list[dict[str, Any]]]) -> None:
    found = gate(rows)
    for name, spec in tables().items():
        wanted = sorted(rows.get(name, []), key=lambda r, k=spec.key: tuple(r[x] for x in k))
        assert found[name].to_pylist() == wanted
        assert found[name].equals(pa.Table.from_pylist(wanted, schema=arrow_schema(name)))
