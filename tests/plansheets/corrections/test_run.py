"""Corrections in a run over many files: who gets which, what is done again, what belongs to nobody."""

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

import plansheets
from plansheets.cli import main

from ...conftest import SHEET
from .test_corrections import written

LINES = [
    "a.txt,offices,0001/1,office,甲課,山田,見た",
    "twin.txt,sheets,0001,title,ふたごの題,山田,",
    "nobody.txt,sheets,0001,title,右,山田,",
    "a.txt,schedule,0001/1,fiscal_year,令和6,山田,",
]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three documents, one of them twice."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for name, title in (("a", "つどいの館の開設"), ("b", "語りの会"), ("c", "歩く会"), ("twin", "歩く会")):
        text = SHEET.replace("つどいの館の開設", title)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def bytes_of(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.glob("*.parquet"))}


def test_each_document_gets_its_own(archive: Path, tmp_path: Path) -> None:
    summary = plansheets.convert(archive, tmp_path / "out", corrections=written(tmp_path, *LINES), workers=0)
    tables = plansheets.load(tmp_path / "out")
    documents = tables["documents"].set_index("document_id")["source"]
    offices = tables["offices"].query("ordinal == 1")
    assert dict(zip(offices["document_id"].map(documents), offices["office"], strict=True)) == {
        "a.txt": "甲課", "b.txt": "窓口改善課", "c.txt": "窓口改善課"}  # fmt: skip
    assert sorted(tables["sheets"]["title"]) == ["つどいの館の開設", "ふたごの題", "語りの会"]
    problems = tables["problems"]
    assert [(row.source, row.code, row.severity) for row in problems.itertuples()] == [
        ("a.txt", "corrected", "note"), ("c.txt", "corrected", "note"),
        ("corrections.csv", "correction-invalid", "error"), ("corrections.csv", "correction-unmatched", "warning"),
    ]  # fmt: skip
    assert "nobody.txt is no document of this run" in problems["message"].iloc[3]
    assert (summary.errors, summary.warnings, summary.notes) == (1, 1, 2)


def test_only_what_was_corrected_is_done_again(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    plansheets.convert(archive, out, workers=0)
    plain = bytes_of(out)
    first = plansheets.convert(archive, out, corrections=written(tmp_path, *LINES), workers=0)
    corrected = bytes_of(out)
    assert (first.converted, first.documents) == (2, 3)
    assert corrected != plain
    shuffled = LINES[:]
    random.Random(5).shuffle(shuffled)
    assert plansheets.convert(archive, out, corrections=written(tmp_path, *shuffled), workers=0).converted == 0
    assert bytes_of(out) == corrected
    fewer = plansheets.convert(archive, out, corrections=written(tmp_path, *LINES[1:]), workers=0)
    assert fewer.converted == 1
    assert plansheets.convert(archive, out, workers=0).converted == 1
    assert bytes_of(out) == plain
    told = plansheets.convert(archive, out, corrections=written(tmp_path, LINES[2]), workers=0)
    assert (told.converted, told.warnings) == (0, 1)
    assert bytes_of(out) != plain  # what belongs to nobody is told, though nothing is done again


def test_worker_processes_apply_them_too(archive: Path, tmp_path: Path) -> None:
    path = written(tmp_path, *LINES)
    plansheets.convert(archive, tmp_path / "here", corrections=path, workers=0)
    plansheets.convert(archive, tmp_path / "there", corrections=path, workers=1)
    assert bytes_of(tmp_path / "here") == bytes_of(tmp_path / "there")


def test_the_command_names_a_wrong_line(archive: Path, tmp_path: Path) -> None:
    path, out = written(tmp_path, *LINES), tmp_path / "out"
    call = ["convert", str(archive), "-o", str(out), "--workers", "0", "--corrections", str(path)]
    done = CliRunner().invoke(main, call)
    assert done.exit_code == 0
    assert f"plansheets: {path}, line 5, column right_value: '令和6' is no int32; give a whole number" in done.stderr
    assert CliRunner().invoke(main, [*call, "--strict"]).exit_code == 8
    path.write_text("document,table\n")
    refused = CliRunner().invoke(main, call)
    assert (refused.exit_code, "has no column row" in refused.stderr) == (3, True)
