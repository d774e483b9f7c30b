"""Parquet files: the same tables give the same bytes, and only right files are read."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import plansheets
from plansheets import __version__, parquet
from plansheets.datapackage import write_datapackage
from plansheets.errors import InputError, OutputError, TableError, UsageError
from plansheets.gate import gate
from plansheets.parquet import TableWriter, read_table, write_tables
from plansheets.tables import arrow_schema, table, tables

Rows = dict[str, list[dict[str, Any]]]


def rows_of(number: int, pages: int = 7) -> Rows:
    """One document with a sheet, one piece of residue per page, and a problem; its source sorts against its id."""
    document_id, source = f"{number:016x}", f"{999 - number}.pdf"
    facts = {"bytes": 9, "media_type": "application/pdf", "reader": "pdfium", "status": "ok", "source": source}
    counts = {"sheet_count": 1, "characters": 3, "characters_used": 2, "characters_left": 1, "also_at": ["x", "y"]}
    ids = {"document_id": document_id}
    text = {"kind": "unread", "raw": f"{source} の 1 行"}
    words = {"severity": "note", "code": "unknown-family", "message": "様式が分からない"}
    return {
        "documents": [table("documents").blank() | ids | facts | counts],
        "sheets": [table("sheets").blank() | ids | {"sheet_id": f"{document_id}-0001", "sheet_no": 1}],
        "residue": [table("residue").blank() | ids | text | {"ordinal": n, "page": n} for n in range(1, pages + 1)],
        "problems": [table("problems").blank() | ids | words | {"source": source, "ordinal": 1}],
    }


def merged(*parts: Rows) -> Rows:
    return {name: [row for part in parts for row in part[name]] for name in parts[0]}


def bytes_of(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    data = gate(rows_of(1))
    paths = write_tables(data, tmp_path / "new" / "out")
    assert [path.name for path in paths] == [f"{name}.parquet" for name in tables()]
    assert sorted((tmp_path / "new" / "out").iterdir()) == sorted(paths)
    for name in tables():
        found = read_table(tmp_path / "new" / "out", name)
        assert found.equals(data[name])
        assert found.schema.equals(arrow_schema(name), check_metadata=True)


def test_two_folders_get_identical_bytes(tmp_path: Path) -> None:
    write_tables(gate(merged(rows_of(1), rows_of(2))), tmp_path / "a")
    write_tables(gate(merged(rows_of(2), rows_of(1))), tmp_path / "深い" / "b")
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "深い" / "b")


@pytest.mark.parametrize(("group", "pieces"), [(5, 256), (7, 2), (65_536, 3), (1, 256)])
def test_one_document_at_a_time_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: int, pieces: int
) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", group)
    monkeypatch.setattr(parquet, "PIECES", pieces)
    numbers = range(1, 13)
    write_tables(gate(merged(*map(rows_of, numbers))), tmp_path / "at_once")
    with TableWriter(tmp_path / "streamed") as writer:
        for number in numbers:
            writer.append(gate(rows_of(number)))
    assert bytes_of(tmp_path / "streamed") == bytes_of(tmp_path / "at_once")
    metadata = pq.read_metadata(tmp_path / "streamed" / "residue.parquet")
    sizes = [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)]
    assert sizes == [group] * (84 // group) + ([84 % group] if 84 % group else [])


def test_problems_are_in_order_of_their_source(tmp_path: Path) -> None:
    with TableWriter(tmp_path) as writer:
        for number in (1, 2, 3):
            writer.append(gate(rows_of(number)))
    assert read_table(tmp_path, "problems")["source"].to_pylist() == ["996.pdf", "997.pdf", "998.pdf"]


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    write_tables(gate(rows_of(1)), tmp_path)
    metadata = pq.read_metadata(tmp_path / "documents.parquet")
    assert {key: value for key, value in metadata.metadata.items() if key != b"ARROW:schema"} == {
        b"plansheets.table": b"documents",
        b"plansheets.schema_version": b"1",
        b"plansheets.version": __version__.encode(),
    }
    columns = {metadata.row_group(0).column(n).path_in_schema: n for n in range(metadata.num_columns)}
    described = {name: metadata.row_group(0).column(n) for name, n in columns.items()}
    assert {column.compression for column in described.values()} == {"ZSTD"}
    is_dictionary = {name for name, column in described.items() if column.has_dictionary_page}
    strings = {c.name for c in table("documents").columns if c.type == "string"}
    assert is_dictionary == strings | {"also_at.list.element"}
    assert [c.column_index for c in metadata.row_group(0).sorting_columns] == [columns["document_id"]]


def test_documents_come_by_rising_id(tmp_path: Path) -> None:
    with (
        pytest.raises(TableError, match=r"table documents, row 0, columns document_id: .*does not come after"),
        TableWriter(tmp_path) as writer,
    ):
        writer.append(gate(rows_of(2)))
        writer.append(gate(rows_of(1)))
    with pytest.raises(TableError, match="does not come after"), TableWriter(tmp_path) as writer:
        writer.append(gate(rows_of(1)))
        writer.append(gate(rows_of(1)))
    assert bytes_of(tmp_path) == {}


def test_the_same_problem_of_two_documents_is_a_duplicate(tmp_path: Path) -> None:
    with (
        pytest.raises(TableError, match=r"table problems, row 1 \(source='x.pdf', ordinal=1\).*duplicate key"),
        TableWriter(tmp_path) as writer,
    ):
        for number in (1, 2):
            rows = rows_of(number)
            rows["problems"][0]["source"] = "x.pdf"
            writer.append(gate(rows))
    assert bytes_of(tmp_path) == {}


def test_an_error_leaves_the_older_output_as_it_was(tmp_path: Path) -> None:
    write_tables(gate(rows_of(1)), tmp_path)
    before = bytes_of(tmp_path)
    with pytest.raises(RuntimeError, match="on the way"), TableWriter(tmp_path) as writer:
        writer.append(gate(rows_of(2)))
        raise RuntimeError("on the way")
    assert bytes_of(tmp_path) == before


def test_only_gated_tables_are_taken(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="table actors: its columns are not those of the contract"):
        write_tables({"actors": pa.table({"actor": ["市民"]})}, tmp_path)
    with pytest.raises(UsageError, match="no table 'actor'; did you mean 'actors'"):
        write_tables({"actor": pa.table({})}, tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"file: cannot be written \(.*\); choose another folder"):
        write_tables(gate({}), tmp_path / "file")


def test_what_cannot_be_read_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"sheets.parquet: not found; is .* the output of `plansheets convert`"):
        read_table(tmp_path, "sheets")
    (tmp_path / "sheets.parquet").write_text("no Parquet")
    with pytest.raises(InputError, match=r"sheets.parquet: cannot be read as Parquet .*; convert the sources again"):
        read_table(tmp_path, "sheets")
    pq.write_table(pa.table({"a": [1]}), tmp_path / "sheets.parquet")
    with pytest.raises(InputError, match="not written as table sheets by plansheets"):
        read_table(tmp_path, "sheets")
    with pytest.raises(UsageError, match="no table 'sheet'; did you mean 'sheets'"):
        read_table(tmp_path, "sheet")


def test_another_schema_version_is_refused(tmp_path: Path) -> None:
    about = {"plansheets.table": "sheets", "plansheets.schema_version": "0", "plansheets.version": "0.0.9"}
    data = gate({})["sheets"].replace_schema_metadata(about)
    pq.write_table(data, tmp_path / "sheets.parquet")
    wanted = "has schema version 0, this plansheets reads 1; convert .*, or read it with plansheets 0.0.9"
    with pytest.raises(InputError, match=wanted):
        read_table(tmp_path, "sheets")


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    about = {"plansheets.table": "sheets", "plansheets.schema_version": "1", "plansheets.version": "0.1.0"}
    pq.write_table(gate({})["actors"].replace_schema_metadata(about), tmp_path / "sheets.parquet")
    with pytest.raises(InputError, match="its columns are not those of table sheets"):
        read_table(tmp_path, "sheets")


def parts_of(out: Path, name: str) -> list[int]:
    return [pq.read_metadata(path).num_rows for path in sorted((out / f"{name}.parquet").glob("part-*.parquet"))]


def test_a_large_table_is_a_folder_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 5)
    monkeypatch.setattr(parquet, "PART_ROWS", 10)
    numbers = range(1, 5)  # 28 rows of residue, 4 of each of the others
    data = gate(merged(*map(rows_of, numbers)))
    write_tables(data, tmp_path / "at_once")
    with TableWriter(tmp_path / "streamed") as writer:
        for number in numbers:
            writer.append(gate(rows_of(number)))
    for out in (tmp_path / "at_once", tmp_path / "streamed"):
        assert parts_of(out, "residue") == [10, 10, 8]
        assert [path.name for path in sorted(out.iterdir()) if path.is_dir()] == ["residue.parquet"]
    at_once, streamed = ([p.read_bytes() for p in sorted((tmp_path / name / "residue.parquet").iterdir())]
                         for name in ("at_once", "streamed"))  # fmt: skip
    assert at_once == streamed
    path = tmp_path / "streamed" / "residue.parquet"
    expected = data["residue"]["raw"].to_pylist()
    assert read_table(tmp_path / "streamed", "residue").equals(data["residue"])
    assert list(plansheets.load(tmp_path / "streamed")["residue"]["raw"]) == expected
    assert list(pd.read_parquet(path)["raw"]) == expected
    assert polars.read_parquet(path)["raw"].to_list() == expected
    assert [raw for (raw,) in duckdb.sql(f"SELECT raw FROM '{path}'").fetchall()] == expected
    write_tables(gate(rows_of(1)), tmp_path / "streamed")  # and back
    assert read_table(tmp_path / "streamed", "residue").num_rows == 7
    assert path.is_file()
    write_tables(data, tmp_path / "streamed")
    assert parts_of(tmp_path / "streamed", "residue") == [10, 10, 8]


def test_a_table_of_files_is_described(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 5)
    monkeypatch.setattr(parquet, "PART_ROWS", 5)
    write_tables(gate(rows_of(1)), tmp_path)
    described = json.loads(write_datapackage(tmp_path).read_text(encoding="utf-8"))
    residue = next(each for each in described["resources"] if each["name"] == "residue")
    assert residue["path"] == ["residue.parquet/part-00000.parquet", "residue.parquet/part-00001.parquet"]
    assert residue["rowCount"] == 7
    assert residue["bytes"] == sum(path.stat().st_size for path in (tmp_path / "residue.parquet").iterdir())
    assert "hash" not in residue
