"""`samples check`: what is read from the samples is what is expected; every change is named, cell by cell."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plansheets.samples import check, differences

SAMPLES = Path(__file__).parents[2] / "samples"


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-c", "from plansheets.cli import main; main()", "samples", "check", *map(str, args)]
    return subprocess.run(call, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path, sheet: Path) -> Path:
    """One sample of our own with its expected tables."""
    sample = tmp_path / "samples" / "one-sheet"
    sample.mkdir(parents=True)
    shutil.copy(sheet, sample)
    (tmp_path / "samples" / "make").mkdir()
    check(tmp_path / "samples", update=True)
    return tmp_path / "samples"


def change(path: Path, edit: str) -> None:
    """One edit of a table: a cell of row 1 changed, its last row lost, or a row added."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if edit == "cell":
        rows[1][rows[0].index("text")] = "べつの値"
    elif edit == "lost":
        rows.pop()
    else:
        rows.append(["0001", "9", *[""] * (len(rows[0]) - 3), "余分"])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def test_the_samples_are_as_expected() -> None:
    result = check(SAMPLES)
    assert result.samples == 15
    assert result.lines == []


def test_every_sample_has_its_tables() -> None:
    for source in [*SAMPLES.glob("*/*.txt"), *SAMPLES.glob("*/*.pdf")]:
        assert (source.parent / "expected" / "documents.csv").exists(), source.parent.name


def test_a_fresh_sample_passes(folder: Path) -> None:
    done = run(folder)
    assert done.returncode == 0, done.stdout
    assert "1 samples" in done.stdout
    assert "as expected" in done.stdout


@pytest.mark.parametrize(("edit", "says"), [
    ("cell", "one-sheet/schedule: row 1, text: '検討'; expected 'べつの値'"),
    ("lost", "one-sheet/schedule: row 3 is new: 0001, 3, 2026"),
    ("new", "one-sheet/schedule: row 4 is missing: 0001, 9, 余分"),
])  # fmt: skip
def test_a_difference_is_named_and_the_exit_code_is_1(folder: Path, edit: str, says: str) -> None:
    change(folder / "one-sheet" / "expected" / "schedule.csv", edit)
    done = run(folder)
    assert done.returncode == 1
    assert says in done.stdout
    assert "1 cells differ in 1 samples" in done.stderr


def test_update_takes_over_what_is_read(folder: Path) -> None:
    path = folder / "one-sheet" / "expected" / "schedule.csv"
    before = path.read_bytes()
    change(path, "cell")
    assert path.read_bytes() != before
    done = run(folder, "--update")
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == before
    assert run(folder).returncode == 0


def test_a_table_that_is_not_there_yet_is_new_row_by_row(folder: Path) -> None:
    (folder / "one-sheet" / "expected" / "offices.csv").unlink()
    result = check(folder)
    assert result.lines == ["one-sheet/offices: row 1 is new: 0001, 1, 窓口改善課, false, false",
                            "one-sheet/offices: row 2 is new: 0001, 2, つどいの館, true, false"]  # fmt: skip


@pytest.mark.parametrize(("expected", "found", "lines"), [
    ("a,b\n1,2\n", "a,b\n1,2\n", []),
    ("a,b\n1,2\n", "a,b\n1,3\n", ["row 1, b: '3'; expected '2'"]),
    ("a,b\n1,2\n", "a,b\n1,2\n3,4\n", ["row 2 is new: 3, 4"]),
    ("a,b\n1,2\n3,4\n", "a,b\n1,2\n", ["row 2 is missing: 3, 4"]),
    ("a\n1\n", "a,b\n1,2\n", ["columns are a, b; expected a"]),
    ('a\n"x\ny"\n', 'a\n"x\nz"\n', ["row 1, a: 'x\\nz'; expected 'x\\ny'"]),
    ("", "a\n1\n", ["row 1 is new: 1"]),
])  # fmt: skip
def test_differences(expected: str, found: str, lines: list[str]) -> None:
    assert differences(expected, found) == lines
