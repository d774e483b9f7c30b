"""The command line: what it prints, how it exits."""

import subprocess
import sys
from pathlib import Path

import pytest

from plansheets.errors import PlanSheetsError


def run(*args: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-c", "from plansheets.cli import main; main()", *map(str, args)]
    return subprocess.run(call, capture_output=True, text=True, cwd=cwd, check=False)


def test_help_is_quick_and_lists_the_commands() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("convert", "inspect", "tables", "rules", "samples", "Exit codes"))
    modules = subprocess.run([sys.executable, "-X", "importtime", "-c", "import plansheets.cli"], capture_output=True,
                             text=True, check=True).stderr  # fmt: skip
    assert not [heavy for heavy in ("pandas", "pyarrow", "numpy", "pydantic", "rich.console") if heavy in modules]


def test_convert_writes_and_says_what(sheet: Path, tmp_path: Path) -> None:
    done = run("convert", sheet, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "1 file · 1 sheet" in done.stdout
    assert "100.00% of the characters read" in done.stdout
    assert (tmp_path / "out" / "sheets.parquet").exists()


@pytest.mark.parametrize(("args", "code", "says"), [
    (["convert", "nowhere.txt"], 2, "no such file"),
    (["convert"], 2, "Missing argument"),
    (["inspect", "empty.txt"], 3, "the file is empty"),
    (["convert", "empty.txt", "-o", "out1"], 3, ""),
    (["convert", "empty.txt", "good.txt", "-o", "out2", "--strict"], 8, "1 error"),
    (["convert", "empty.txt", "good.txt", "-o", "out3"], 0, ""),
    (["convert", "good.txt", "-o", "good.txt"], 4, "is a file"),
    (["convert", "good.txt", "-o", "/proc/nothing"], 4, "cannot be written"),
    (["convert", "good.txt", "-o", "out4", "--rules", "bad"], 5, "bad/broken.yaml:2"),
    (["tables", "indicatrs"], 2, "indicators"),
    (["rules", "check", "bad/broken.yaml"], 5, "headings"),
])  # fmt: skip
def test_exit_codes(sheet: Path, tmp_path: Path, args: list[str], code: int, says: str) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_bytes(sheet.read_bytes())
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "broken.yaml").write_text("id: broken\nheadngs: []\nrecognise: {all: [x]}\n")
    done = run(*args, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert says in done.stdout + done.stderr


def test_every_error_has_an_exit_code_of_its_own_meaning() -> None:
    classes = PlanSheetsError.__subclasses__()
    assert {c.__name__: c.exit_code for c in classes} == {
        "UsageError": 2, "InputError": 3, "OutputError": 4, "RuleError": 5, "TableError": 6, "ClaimError": 7,
        "InternalError": 9, "StrictError": 8, "SamplesError": 1,
    }  # fmt: skip


def test_inspect_shows_the_sheet(sheet: Path) -> None:
    done = run("inspect", sheet)
    assert done.returncode == 0, done.stderr
    assert all(
        text in done.stdout for text in ("yamaguchi-form", "I-(1)-①", "つどいの館の開設", "窓口改善課", "purpose")
    )


def test_tables_prints_the_dictionary() -> None:
    assert "indicators" in run("tables").stdout
    assert "指標名" in run("tables", "indicators", "--lang", "ja").stdout


def test_rules_list_and_check() -> None:
    assert "yamaguchi-form" in run("rules", "list").stdout
    done = run("rules", "check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_family_of_the_user(sheet: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "my-city.yaml").write_text(
        "id: my-city\nrecognise: {all: [整理番号, 対象主体, つどいの館, 完了の目安, 年次計画, 推進項目]}\n"
        "labels: {completion: [完了の目安]}\nsheet: {start: {field: number}}\n", encoding="utf-8")  # fmt: skip
    done = run("inspect", sheet, "--rules", own)
    assert "family my-city" in done.stdout, done.stderr
