"""Workbook, CSV and JSON lines, read back with other libraries and compared cell by cell with the Parquet tables."""

import csv
import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import plansheets
from plansheets.cli import main
from plansheets.errors import InputError, OutputError, UsageError
from plansheets.exports import workbook
from plansheets.gate import gate
from plansheets.harmless import harmed, harmless
from plansheets.parquet import read_table, write_tables
from plansheets.tables import Column, table, tables

from ...conftest import ROOT
from ..test_parquet import rows_of

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "'=1", "'", "<r><t>x</t></r>", "_x0041_",
           "\x00\x01\x1b",
           "\ufffe\uffff", "a\r\nb", "]]>&<>\"'", "𠮷野家\U0001f600", "\u2028\u202e", "true", "#N/A", "007", "1e5",
           "=cmd|' /C calc'!A0", "https://example.org", ' "', "a,b;c"]  # fmt: skip


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three documents with indicators, dates, booleans and lists of paths."""
    folder = tmp_path_factory.mktemp("export")
    for name in ("niigata-reform", "ichinoseki-plan"):
        (folder / f"{name}.txt").write_bytes((ROOT / "samples" / name / f"{name}.txt").read_bytes())
    (folder / "同じ内容.txt").write_bytes((folder / "niigata-reform.txt").read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    plansheets.convert(folder, folder / "out")
    return folder / "out"


def made_of(texts: list[str], folder: Path) -> Path:
    """An output whose residue holds the texts."""
    rows = rows_of(1, pages=len(texts))
    for row, text in zip(rows["residue"], texts, strict=True):
        row["raw"] = text
    write_tables(gate(rows), folder)
    return folder


def cells_of(out: Path, name: str) -> list[list[Any]]:
    """The table as rows of Python values; floats of 32 bits as their shortest decimal."""
    data = read_table(out, name)
    columns = [column.to_pylist() for column in data.columns]
    for at, column in enumerate(table(name).columns):
        if column.type == "float":
            columns[at] = [None if cell is None else float(str(np.float32(cell))) for cell in columns[at]]
    return [list(row) for row in zip(*columns, strict=True)]


def from_excel(value: Any) -> Any:
    """What Excel makes of a cell of the file: _xHHHH_ is the character (ECMA-376, ST_Xstring)."""
    if isinstance(value, str):
        return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value)
    return value


def excel_rows(path: Path, sheet: str) -> Iterator[list[Any]]:
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        for row in book[sheet].iter_rows(values_only=True):
            yield [from_excel(cell) for cell in row]
    finally:
        book.close()


def as_excel(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day)
    return value


def test_every_cell_of_the_workbook_is_that_of_the_tables(out: Path, tmp_path: Path) -> None:
    done = plansheets.export(out, "xlsx", tmp_path / "表.xlsx")
    assert (done.paths, done.tables, done.notes) == ([tmp_path / "表.xlsx"], 14, [])
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    assert book.sheetnames == [*tables(), "dictionary", "codes", "about"]
    for name in tables():
        sheet = book[name]
        head, *lines = ([from_excel(cell.value) for cell in row] for row in sheet.iter_rows())
        assert head == list(table(name).column_names)
        expected = [[as_excel(cell) for cell in row] for row in cells_of(out, name)]
        assert lines == expected
        assert [[type(a) for a in row] for row in lines] == [
            [int if isinstance(a, float) and a.is_integer() else type(a) for a in row] for row in expected
        ]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
    assert all(cell.is_date for cell in book["events"]["C"][1:])
    assert book["sections"]["H2"].alignment.wrap_text
    dictionary = [[cell.value for cell in row] for row in book["dictionary"].iter_rows()]
    shown = next(line for line in dictionary if line[0] == "indicators" and line[2] == "base_value")
    assert shown[3] == "換算値"
    assert all(shown[8:10])
    assert {line[2] for line in dictionary if line[0] == "sheets" and line[2]} == set(table("sheets").column_names)


def test_the_workbook_speaks_japanese(out: Path, tmp_path: Path) -> None:
    plansheets.export(out, "xlsx", tmp_path / "ja.xlsx", lang="ja", tables=["indicators"])
    book = openpyxl.load_workbook(tmp_path / "ja.xlsx")
    assert book.sheetnames == ["指標", "データ辞書", "コード", "このファイルについて"]
    assert [cell.value for cell in book["指標"][1]][7:9] == ["指標名", "単位"]
    plansheets.export(out, "csv", tmp_path / "指標.csv", lang="ja", tables=["indicators"])
    assert (tmp_path / "指標.csv").read_text("utf-8-sig").startswith("文書ID,個票ID,指標表番号,")


def test_the_same_tables_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        plansheets.export(out, "xlsx", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_rows_beyond_excels_limit_go_on_on_a_second_sheet(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 101)
    done = plansheets.export(out, "xlsx", tmp_path / "many.xlsx", tables=["provenance", "offices"])
    expected = cells_of(out, "provenance")
    parts = [name for name in openpyxl.load_workbook(tmp_path / "many.xlsx").sheetnames if name.startswith("prov")]
    assert parts == ["provenance", *(f"provenance ({n})" for n in range(2, -(-len(expected) // 100) + 1))]
    found = [list(excel_rows(tmp_path / "many.xlsx", part)) for part in parts]
    assert all(part[0] == list(table("provenance").column_names) for part in found)
    assert [row for part in found for row in part[1:]] == expected
    assert done.notes == [
        f"provenance: has more rows than a sheet of Excel; it goes on in provenance (2) to ({len(parts)})"
    ]


def test_a_cell_too_long_for_excel_is_cut_and_said(tmp_path: Path) -> None:
    texts = ["あ" * 32_767, "い" * 32_768, "𠮷" * 16_384, "𠮷" * 16_383]
    out = made_of(texts, tmp_path / "out")
    done = plansheets.export(out, "xlsx", tmp_path / "long.xlsx", tables=["residue"])
    rows = list(excel_rows(tmp_path / "long.xlsx", "residue"))[1:]
    assert [row[-1] for row in rows] == [texts[0], "い" * 32_766 + "…", "𠮷" * 16_383 + "…", texts[3]]
    cut = "characters, cut after 32766; Excel holds no more in a cell"
    assert done.notes == [f"residue, row 2, raw: 32768 {cut}", f"residue, row 3, raw: 32768 {cut}"]
    assert [row[1] for row in excel_rows(tmp_path / "long.xlsx", "about") if row[0] == "note"] == done.notes
    shown = CliRunner().invoke(main, ["export", str(out), "--to", "xlsx"])
    assert (shown.exit_code, shown.stderr.count("cut after")) == (0, 2)
    plansheets.export(out, "csv")
    with (out / "csv" / "residue.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["raw"] for row in csv.DictReader(file)] == texts


def test_a_day_that_excel_does_not_know_is_a_text(tmp_path: Path) -> None:
    rows = rows_of(1)
    days = [datetime.date(1868, 10, 23), datetime.date(1900, 2, 28), datetime.date(1900, 3, 1)]
    event = table("events").blank() | {"document_id": rows["documents"][0]["document_id"], "precision": "day",
                                       "date_text": "日付", "event": "改元"}  # fmt: skip
    rows["events"] = [event | {"ordinal": n, "date_from": day, "date_to": day} for n, day in enumerate(days, 1)]
    write_tables(gate(rows), tmp_path)
    plansheets.export(tmp_path, "xlsx", tables=["events"])
    found = [row[2] for row in excel_rows(tmp_path / "plansheets.xlsx", "events")][1:]
    assert found == ["1868-10-23", "1900-02-28", datetime.datetime(1900, 3, 1)]


def from_csv(text: str, column: Column) -> Any:
    """A cell of the CSV as the type that the column has; a required column holds no null."""
    if text == "" and not column.required:
        return None
    read = {"string": harmed, "bool": {"true": True, "false": False}.__getitem__, "list<string>": json.loads,
            "date32": datetime.date.fromisoformat, "float": float, "double": float}  # fmt: skip
    return read.get(column.type, int)(text)


def test_every_cell_of_the_csv_is_that_of_the_tables(out: Path, tmp_path: Path) -> None:
    done = plansheets.export(out, "csv", tmp_path / "csv")
    assert [path.name for path in done.paths] == [f"{name}.csv" for name in tables()]
    for path, spec in zip(done.paths, tables().values(), strict=True):
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf" + spec.column_names[0].encode())
        assert data.endswith(b"\r\n")
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *lines = csv.reader(file)
        assert head == list(spec.column_names)
        found = [[from_csv(cell, column) for cell, column in zip(line, spec.columns, strict=True)] for line in lines]
        assert found == cells_of(out, spec.name)


def test_every_cell_of_the_json_lines_is_that_of_the_tables(out: Path, tmp_path: Path) -> None:
    done = plansheets.export(out, "jsonl", tmp_path / "jsonl")
    for path, name in zip(done.paths, tables(), strict=True):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        expected = [dict(zip(table(name).column_names, row, strict=True)) for row in cells_of(out, name)]
        for row in expected:
            row |= {column: cell.isoformat() for column, cell in row.items() if isinstance(cell, datetime.date)}
        assert rows == expected


def test_a_number_below_zero_stays_a_number(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (tmp_path / "sheet.txt").write_text("整理番号 1\n", encoding="utf-8")
    rows = rows_of(1)
    indicator = table("indicators").blank() | {
        "document_id": rows["documents"][0]["document_id"], "table_no": 1, "indicator_no": 1, "ordinal": 1,
        "indicator": "-増減", "is_cumulative": False, "is_open_ended": False, "period": "R6", "value_type": "actual",
        "value": -5.0, "base_value": -5000.0, "value_text": "-5", "value_status": "number",
    }  # fmt: skip
    write_tables(gate(rows | {"indicators": [indicator]}), out)
    plansheets.export(out, "csv")
    with (out / "csv" / "indicators.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert [row[name] for name in ("indicator", "value", "base_value", "value_text")] == [
        "'-増減", "-5.0", "-5000.0", "'-5"]  # fmt: skip


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
DRESSED = st.builds(str.__add__, st.sampled_from(["", "=", "'", " +", "<r>", "_x0041_"]), TEXTS)


@settings(max_examples=25)
@given(st.lists(DRESSED, min_size=1, max_size=30))
def test_hostile_text_stays_what_it_is(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    check_hostile(texts, tmp_path_factory.mktemp("hostile"))


def test_known_hostile_text_stays_what_it_is(tmp_path: Path) -> None:
    check_hostile(HOSTILE, tmp_path)
    with ZipFile(tmp_path / "r.xlsx") as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<t>&lt;r&gt;&lt;t&gt;x&lt;/t&gt;&lt;/r&gt;</t>" in xml  # LibreOffice takes no _x003C_ for a <
    assert "<f>" not in xml


def check_hostile(texts: list[str], folder: Path) -> None:
    out = made_of(texts, folder / "out")
    for to in ("xlsx", "csv", "jsonl"):
        plansheets.export(out, to, folder / f"r.{to}", tables=["residue"])  # type: ignore[arg-type]
    book = openpyxl.load_workbook(folder / "r.xlsx")
    cells = book["residue"]["K"][1:]
    assert [from_excel(cell.value) for cell in cells] == texts
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    with (folder / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        shown = [row["raw"] for row in csv.DictReader(file)]
    assert not [text for text in shown if text.lstrip()[:1] in tuple("=+-@＝＋－＠") and text.lstrip()]
    assert [harmed(text) for text in shown] == texts
    lines = (folder / "r.jsonl").read_bytes().decode("utf-8").removesuffix("\n").split("\n")
    assert [json.loads(line)["raw"] for line in lines] == texts


@given(TEXTS)
def test_what_is_made_harmless_can_be_taken_back(text: str) -> None:
    assert harmed(harmless(text)) == text


def test_what_stands_already_is_kept(out: Path, tmp_path: Path) -> None:
    plansheets.export(out, "xlsx", tmp_path / "a.xlsx", tables=["actors"])
    with pytest.raises(OutputError, match=r"a.xlsx: stands already; .*--overwrite"):
        plansheets.export(out, "xlsx", tmp_path / "a.xlsx")
    plansheets.export(out, "xlsx", tmp_path / "a.xlsx", overwrite=True)
    assert len(openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames) == 17
    (tmp_path / "csv").mkdir()
    (tmp_path / "csv" / "problems.csv").write_text("mine")
    with pytest.raises(OutputError, match=r"problems.csv: stands already"):
        plansheets.export(out, "csv", tmp_path / "csv")
    assert [path.name for path in (tmp_path / "csv").iterdir()] == ["problems.csv"]


def test_what_cannot_be_done_says_so(out: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is .* the output of `plansheets convert`\?"):
        plansheets.export(tmp_path, "csv")
    with pytest.raises(UsageError, match="did you mean 'actors'"):
        plansheets.export(out, "csv", tmp_path / "csv", tables=["actor"])
    with pytest.raises(UsageError, match="jsonl are the names of the columns"):
        plansheets.export(out, "jsonl", tmp_path / "jsonl", lang="ja")
    with pytest.raises(OutputError, match="is a folder; name a file"):
        plansheets.export(out, "xlsx", tmp_path)
    with pytest.raises(OutputError, match="cannot be written"):
        plansheets.export(out, "xlsx", "/proc/nothing/a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_the_command(out: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", str(out), "--to", "csv", "--table", "actors", "-o", str(tmp_path)])
    assert (done.exit_code, done.output) == (0, f"{tmp_path / 'actors.csv'}: 1 table, 15 rows\n")
    again = CliRunner().invoke(main, ["export", str(out), "--to", "csv", "-o", str(tmp_path)])
    assert again.exit_code == 4
    assert CliRunner().invoke(main, ["export", str(out)]).exit_code == 2
