"""One sheet from bytes to every table: whole expected tables, worked out by hand."""

from pathlib import Path

import pytest

import plansheets
from plansheets.errors import InputError, OutputError, PlanSheetsError, UsageError

COLUMNS = {
    "sheets": [
        "number",
        "title",
        "kind",
        "level1_label",
        "level1_number",
        "level1_title",
        "level2_number",
        "level2_title",
    ],
    "offices": ["office", "is_lead", "is_provisional", "is_collective"],
    "actors": ["actor", "is_marked", "role"],
    "fields": ["field", "label", "text"],
    "schedule": ["fiscal_year", "fiscal_year_to", "is_open_ended", "period", "value_type", "text", "is_continued"],
}
EXPECTED = {
    "sheets": [("I-(1)-①", "つどいの館の開設", "新規", "基本方針", "I", "話し合いの場をひらきます", "1",
                "集いの場づくり")],
    "offices": [("窓口改善課", None, False, False), ("つどいの館", None, True, False)],
    "actors": [("市民", True, None), ("事業者", False, None), ("行政", True, None)],
    "fields": [("purpose", "目的", "だれでも立ち寄れる場をつくります。"), ("completion", "完了の目安", None)],
    "schedule": [(2024, 2024, False, "R6", "plan", "検討", False), (2025, 2025, False, "R7", "plan", "検討", True),
                 (2026, 2026, False, "R8", "plan", "実施", False)],
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sheet_gives_its_tables(sheet: Path, name: str) -> None:
    rows = plansheets.read(sheet)._arrow[name].to_pylist()
    assert [tuple(row[c] for c in COLUMNS[name]) for row in rows] == EXPECTED[name]


def test_every_raw_is_exactly_the_source_at_its_offsets(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    document = plansheets.read(sheet)
    places = document.arrow("provenance").to_pylist() + document.arrow("residue").to_pylist()
    assert len(places) > 40
    assert all(text[p["char_from"] : p["char_to"]] == p["raw"] for p in places)


def test_a_carried_value_points_to_where_it_is_printed(sheet: Path) -> None:
    document = plansheets.read(sheet)
    row = document.arrow("schedule").to_pylist()[1]
    places = [
        p
        for p in document.arrow("provenance").to_pylist()
        if p["table"] == "schedule" and p["row_key"] == f"{row['sheet_id']}/{row['ordinal']}"
    ]
    raw = {p["column"]: p["raw"] for p in places}
    assert raw["text"] == "検討"
    assert raw["is_continued"] == "→"
    assert raw["fiscal_year"] == "R7"


def test_nothing_is_lost(sheet: Path) -> None:
    row = plansheets.read(sheet).row
    printed = sum(not c.isspace() for c in sheet.read_text(encoding="utf-8"))
    assert row["characters"] == printed
    assert row["characters_used"] + row["characters_left"] == printed
    assert row["characters_left"] == 0


def test_two_runs_give_the_same_bytes(sheet: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "sheet.txt").write_bytes(sheet.read_bytes())
    plansheets.convert(sheet, tmp_path / "a")
    plansheets.convert(other, tmp_path / "b")
    names = {p.name for p in (tmp_path / "a").iterdir()}
    assert names == {p.name for p in (tmp_path / "b").iterdir()}
    files = names - {"ledger.sqlite", ".plansheets"}
    assert len(files) == len(plansheets.load(tmp_path / "a")) + 1
    assert "datapackage.json" in files
    assert all((tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files)


def test_load_gives_back_what_convert_wrote(sheet: Path, tmp_path: Path) -> None:
    plansheets.convert(sheet, tmp_path / "out")
    tables = plansheets.load(tmp_path / "out")
    assert list(tables["schedule"]["fiscal_year"]) == [2024, 2025, 2026]
    assert "provenance" in list(tables)


def test_bad_files_are_rows_and_the_run_goes_on(sheet: Path, tmp_path: Path) -> None:
    folder = sheet.parent
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\x00\x00\x01")
    (folder / "report.docx").write_bytes(b"PK\x03\x04\x00")
    (folder / "twin.txt").write_bytes(sheet.read_bytes())
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    summary = plansheets.convert(folder, tmp_path / "out")
    problems = {r.source: (r.severity, r.code) for r in plansheets.load(tmp_path / "out")["problems"].itertuples()}
    assert problems == {
        "empty.txt": ("error", "empty-file"), "picture.txt": ("error", "binary-file"),
        "report.docx": ("error", "unknown-format"), "gone.txt": ("error", "unreadable-file"),
    }  # fmt: skip
    documents = plansheets.load(tmp_path / "out")["documents"].set_index("source")
    assert list(documents.loc["sheet.txt", "also_at"]) == ["twin.txt"]
    assert documents.loc["empty.txt", "status"] == "failed"
    assert (summary.files, summary.failed, summary.sheets) == (6, 4, 1)


def test_what_cannot_be_done_says_so(sheet: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.txt: no such file"):
        plansheets.convert(tmp_path / "nowhere.txt", tmp_path / "out")
    (tmp_path / "none").mkdir()
    with pytest.raises(InputError, match="no document that plansheets reads"):
        plansheets.convert(tmp_path / "none", tmp_path / "out")
    plansheets.convert(sheet, tmp_path / "out")
    other = tmp_path / "other.txt"
    other.write_text("担当課\t企画課\n", encoding="utf-8")
    with pytest.raises(OutputError, match=r"of other inputs; .*--overwrite"):
        plansheets.convert(other, tmp_path / "out")
    plansheets.convert(other, tmp_path / "out", overwrite=True)
    assert list(plansheets.load(tmp_path / "out")["documents"]["source"]) == ["other.txt"]
    (tmp_path / "out" / "ledger.sqlite").unlink()
    with pytest.raises(OutputError, match=r"no ledger; .*--overwrite"):
        plansheets.convert(other, tmp_path / "out")
    with pytest.raises(OutputError, match="is a file"):
        plansheets.convert(sheet, sheet)
    with pytest.raises(InputError, match="cannot be opened"):
        plansheets.read(tmp_path / "nowhere.txt")
    assert issubclass(OutputError, PlanSheetsError)


def test_the_same_name_from_two_places(sheet: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "sheet.txt"
    other.parent.mkdir()
    other.write_bytes(b"")
    sheet.write_bytes(b"\x00\x01")
    summary = plansheets.convert([sheet, other], tmp_path / "out")
    assert summary.errors == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "euc_jis_2004", "utf-16"])
def test_encodings_give_the_same_values(sheet: Path, tmp_path: Path, encoding: str) -> None:
    text = sheet.read_text(encoding="utf-8").replace("\n", "\r\n")
    path = tmp_path / "か\u3099.txt"  # a file name in NFD
    path.write_bytes(text.encode(encoding))
    document = plansheets.read(path)
    assert [r["text"] for r in document.arrow("schedule").to_pylist()] == ["検討", "検討", "実施"]
    plansheets.convert(path.parent / "か*.txt", tmp_path / "out")
    assert list(plansheets.load(tmp_path / "out")["documents"]["source"]) == ["が.txt"]
