"""What changed between two outputs: sheets that differ in known ways, and the changes that they must give."""

import csv
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import plansheets
from plansheets import parquet
from plansheets.cli import main
from plansheets.compare import Change, Counts, compare
from plansheets.compare.write import COLUMNS
from plansheets.errors import InputError, UsageError
from plansheets.gate import gate
from plansheets.parquet import read_table, write_tables
from plansheets.stored import Stored

from ...conftest import SHEET
from ..test_parquet import merged, rows_of

Make = Callable[..., Path]
SECOND = SHEET.split("\n\n", 2)[2].replace("① つどいの館の開設", "② 語りの会").replace("- ①", "- ②")


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Converts texts (by file name) into an output."""

    def made(out: str, **texts: str) -> Path:
        folder = tmp_path / f"{out}-in"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        plansheets.convert(folder, tmp_path / out)
        return tmp_path / out

    return made


def found(old: Path, new: Path, **wanted: object) -> list[Change]:
    """The changes, without the counts and places of the document that follow from another text."""
    return [c for c in plansheets.diff(old, new, **wanted) if c.table != "documents"]  # type: ignore[arg-type]


def test_the_same_output_has_no_change(make: Make) -> None:
    one, two = make("one", a=SHEET), make("two", a=SHEET)
    assert plansheets.diff(one, two) == []
    assert plansheets.diff(one, two, places=True, confidence=0) == []


def test_a_changed_value_is_told_with_both_places(make: Make) -> None:
    changed = SHEET.replace("窓口改善課・", "市民窓口課・")
    [content, value] = found(make("one", a=SHEET), make("two", a=changed))
    assert (content.kind, content.source) == ("document-content", "a.txt")
    assert (value.kind, value.table, value.column, value.old, value.new) == (
        "value", "offices", "office", "窓口改善課", "市民窓口課")  # fmt: skip
    assert (value.sheet, value.about) == ("I-(1)-① つどいの館の開設", "市民窓口課")
    at = SHEET.index("窓口改善課")
    assert (value.place_old.chars, value.place_old.raw) == ((at, at + 5), "窓口改善課")
    assert (value.place_new.chars, value.place_new.raw) == ((at, at + 5), "市民窓口課")
    assert value.row_old is not None
    assert value.row_old.endswith("-0001/1")


def test_an_inserted_row_shifts_no_other(make: Make) -> None:
    changed = SHEET.replace("対象主体\t■市民", "対象主体\t■議会 ■市民").replace("□事業者", "■事業者")
    changes = found(make("one", a=SHEET), make("two", a=changed), tables=["actors"])
    assert [(c.kind, c.about, c.column, c.old, c.new) for c in changes] == [
        ("document-content", None, None, changes[0].document_old, changes[0].document_new),
        ("row-added", "議会", None, None, {"actor": "議会", "is_marked": True}),
        ("value", "事業者", "is_marked", False, True),
    ]


def test_an_inserted_sheet_shifts_no_other(make: Make) -> None:
    both = SHEET + "\n" + SECOND
    changes = found(make("one", a=SHEET), make("two", a=both))
    assert {c.kind for c in changes} == {"document-content", "row-added"}
    assert {c.sheet for c in changes if c.table} == {"I-(1)-② 語りの会"}
    back = found(make("three", a=both), make("four", a=SHEET))
    assert {c.kind for c in back} == {"document-content", "row-removed"}


def test_documents_come_and_go_and_a_moved_file_stays_the_same(make: Make) -> None:
    one = make("one", a=SHEET, b=SHEET + "\n" + SECOND)
    two = make("two", c=SHEET, d=SECOND)
    changes = plansheets.diff(one, two)
    moved = [c for c in changes if c.kind == "value"]
    assert [(c.table, c.column, c.old, c.new) for c in moved] == [("documents", "source", "a.txt", "c.txt")]
    rest = [(c.kind, c.source) for c in changes if c.kind != "value"]
    assert rest == [("document-removed", "b.txt"), ("document-added", "d.txt")]


def test_a_moved_box_is_shown_when_asked_for(make: Make) -> None:
    moved = SHEET.replace("基本方針", "\n基本方針", 1)
    one, two = make("one", a=SHEET), make("two", a=moved)
    assert {c.kind for c in found(one, two)} == {"document-content"}
    changes = [c for c in found(one, two, places=True, tables=["schedule"]) if c.kind == "place"]
    first = next(c for c in changes if c.column == "text")
    assert first.old == first.new == "検討"
    assert first.place_old.chars is not None
    assert first.place_new.chars == tuple(n + 1 for n in first.place_old.chars)


def test_confidence_is_compared_when_asked_for(make: Make, tmp_path: Path) -> None:
    one = make("one", a=SHEET)
    data = {name: read_table(one, name) for name in plansheets.load(one).keys()}  # noqa: SIM118
    places = data["provenance"].to_pylist()
    at = next(n for n, row in enumerate(places) if row["table"] == "offices" and row["column"] == "office")
    places[at]["confidence"] = 0.75
    write_tables(data | {"provenance": pa.Table.from_pylist(places, data["provenance"].schema)}, tmp_path / "two")
    assert plansheets.diff(one, tmp_path / "two") == []
    assert plansheets.diff(one, tmp_path / "two", confidence=0.3) == []
    [change] = plansheets.diff(one, tmp_path / "two", confidence=0.25)
    assert (change.kind, change.table, change.column, change.old, change.new) == (
        "confidence", "offices", "office", 1.0, 0.75)  # fmt: skip


def test_a_file_that_cannot_be_opened_any_more_is_a_change(make: Make, tmp_path: Path) -> None:
    one = make("one", a=SHEET)
    (tmp_path / "one-in" / "gone.txt").symlink_to(tmp_path / "nowhere")
    plansheets.convert(tmp_path / "one-in", tmp_path / "two")
    [change] = plansheets.diff(one, tmp_path / "two")
    assert (change.kind, change.table, change.source, change.row_new) == (
        "row-added", "problems", "gone.txt", "gone.txt/1")  # fmt: skip
    [back] = plansheets.diff(tmp_path / "two", one)
    assert back.kind == "row-removed"


def test_what_is_no_output_is_named(make: Make, tmp_path: Path) -> None:
    one = make("one", a=SHEET)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"documents.parquet: not found; is .*empty the output of"):
        plansheets.diff(one, tmp_path / "empty")
    with pytest.raises(UsageError, match="did you mean 'sheets'"):
        plansheets.diff(one, one, tables=["sheet"])
    pq.write_table(pa.table({"a": [1]}), one / "offices.parquet")
    with pytest.raises(InputError, match=r"offices.parquet: not written as table offices"):
        plansheets.diff(one, one)


def test_a_table_in_parts_and_row_groups_is_read_like_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = range(1, 9)
    data = gate(merged(*map(rows_of, numbers)))
    write_tables(data, tmp_path / "one")
    monkeypatch.setattr(parquet, "ROW_GROUP", 5)
    monkeypatch.setattr(parquet, "PART_ROWS", 20)
    write_tables(data, tmp_path / "two")
    assert len(list((tmp_path / "two" / "residue.parquet").iterdir())) == 3
    one, two = Stored(tmp_path / "one"), Stored(tmp_path / "two")
    for name in one.documents():
        for table in ("documents", "sheets", "residue", "problems"):
            assert two.table(table, name).equals(one.table(table, name))
            assert all(row["document_id"] == name.document_id for row in two.rows(table, name))
        assert len(two.rows("residue", name)) == 7
    counts = Counts()
    assert list(compare(tmp_path / "one", tmp_path / "two", counts)) == []
    assert counts.documents == 8


def test_memory_stays_that_of_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 1000)
    peaks = []
    for count in (40, 160):
        parts = [rows_of(n, pages=100) for n in range(1, count + 1)]
        write_tables(gate(merged(*parts)), tmp_path / f"old{count}")
        for part in parts:
            part["residue"][50]["raw"] = "999.pdf の 2 行"
        write_tables(gate(merged(*parts)), tmp_path / f"new{count}")
        tracemalloc.start()
        changes = sum(1 for _ in compare(tmp_path / f"old{count}", tmp_path / f"new{count}", Counts()))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert changes == count
    assert peaks[1] < 1.5 * peaks[0]


def test_the_command_says_what_changed_and_exits_with_1(make: Make) -> None:
    one, two = make("one", a=SHEET), make("two", a=SHEET.replace("・(仮称)", "・\x1b[31m=1+1課・(仮称)"))
    same = CliRunner().invoke(main, ["diff", str(one), str(one)])
    assert (same.exit_code, same.output) == (0, "1 document compared: no change\n")
    done = CliRunner().invoke(main, ["diff", str(one), str(two), "--table", "offices"])
    assert done.exit_code == 1
    assert "a.txt  " in done.output
    assert "+ offices · I-(1)-① つどいの館の開設 · " in done.output
    assert "\x1b" not in done.output
    assert done.output.endswith("1 file with other content, 1 row added (offices 1)\n")
    short = CliRunner().invoke(main, ["diff", str(one), str(two), "--limit", "1"])
    assert short.exit_code == 1
    assert "more; --limit" in short.output
    wrong = CliRunner().invoke(main, ["diff", str(one), str(two), "-o", "changes.csv"])
    assert (wrong.exit_code, "--to" in wrong.output) == (2, True)


def test_changes_for_a_program(make: Make, tmp_path: Path) -> None:
    one, two = make("one", a=SHEET), make("two", a=SHEET.replace("・(仮称)", "・=1+1課・(仮称)"))
    call = ["diff", str(one), str(two), "--table", "offices", "--to"]
    done = CliRunner().invoke(main, [*call, "csv", "-o", str(tmp_path / "changes.csv")])
    assert done.exit_code == 1
    data = (tmp_path / "changes.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfkind,source,")
    lines = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert tuple(lines[0]) == COLUMNS
    assert [line["kind"] for line in lines] == ["document-content", "row-added"]
    assert (lines[1]["about"], lines[1]["raw_new"]) == ("'=1+1課", "'=1+1課")
    printed = CliRunner().invoke(main, [*call, "jsonl"])
    changes = [json.loads(line) for line in printed.stdout.splitlines()]
    assert [c["kind"] for c in changes] == ["document-content", "row-added"]
    assert changes[1]["new"] == {"office": "=1+1課", "is_provisional": False, "is_collective": False}
    assert "1 row added" in printed.stderr
