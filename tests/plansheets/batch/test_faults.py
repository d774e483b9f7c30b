"""Whatever happens to a worker costs its document and nothing else; every input has exactly one outcome."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import psutil
import pytest

import plansheets
from plansheets.batch import run
from tests.conftest import ROOT, SHEET
from tests.plansheets.batch import faults

LIMITS: dict[str, Any] = {"timeout": 4, "memory": 450 << 20, "workers": 2}
LOST = {
    "hang": ("timeout", "page 2: took longer than 4 s"),
    "stuck": ("timeout", "page 2: took longer than 4 s"),
    "segfault": ("crashed", "page 2: its worker ended (signal 11, SIGSEGV)"),
    "kill": ("crashed", "page 2: its worker ended (signal 9, SIGKILL)"),
    "memory": ("out-of-memory", "page 2: took more memory than 450M"),
    "leave": ("crashed", "page 2: its worker ended (exit code 0)"),
    "exit": ("crashed", "page 2: SystemExit ended the worker (3)"),
    "recursion": ("crashed", "page 2: RecursionError ended the worker"),
}
"""Fault → code and beginning of the message; noise is missing: it does no harm."""


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)
    monkeypatch.setattr(run, "CONVERT", "tests.plansheets.batch.faults:convert")


def archive(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        (folder / f"{name}.txt").write_text(f"{SHEET}\n備考\t{name}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(("start_method", "left_out"), [("forkserver", set()), ("spawn", {"stuck", "leave"})])
@pytest.mark.usefixtures("faulty")
def test_each_fault_costs_its_document_and_nothing_else(tmp_path: Path, start_method: Any, left_out: set[str]) -> None:
    lost = {name: known for name, known in LOST.items() if name not in left_out}
    names = [*lost, "noise", "good-1", "good-2", "good-3"]
    out = tmp_path / "out"
    summary = plansheets.convert(archive(tmp_path / "in", *names), out, start_method=start_method, **LIMITS)
    tables = plansheets.load(out)
    status = dict(zip(tables["documents"]["source"], tables["documents"]["status"], strict=True))
    assert status == {f"{name}.txt": "failed" if name in lost else "ok" for name in names}
    problems = {row.source: row for row in tables["problems"].itertuples()}
    assert {source: row.code for source, row in problems.items()} == {f"{n}.txt": code for n, (code, _) in lost.items()}
    for name, (_, says) in lost.items():
        row: Any = problems[f"{name}.txt"]
        assert (row.severity, row.page) == ("error", faults.PAGE)
        assert row.message.startswith(f"{name}.txt: {says}")
    assert (summary.files, summary.documents, summary.failed, summary.sheets) == (len(names), len(names), len(lost), 4)
    with sqlite3.connect(out / "ledger.sqlite") as ledger:
        assert (
            ledger.execute("SELECT count(*), count(DISTINCT document_id) FROM outcomes").fetchone() == (len(names),) * 2
        )


@pytest.mark.usefixtures("faulty")
def test_a_second_try_alone_may_help(tmp_path: Path) -> None:
    said: list[dict[str, Any]] = []
    folder = archive(tmp_path / "in", "kill-once", "memory-once", "good")
    summary = plansheets.convert(folder, tmp_path / "out", watch=said.append, **(LIMITS | {"timeout": 60}))
    assert (summary.failed, summary.errors, summary.sheets) == (0, 0, 3)
    retried = {event["source"]: event["code"] for event in said if event["event"] == "retry"}
    assert retried == {"kill-once.txt": "crashed", "memory-once.txt": "out-of-memory"}
    done = [event["source"] for event in said if event["event"] == "document"]
    assert done[0] == "good.txt"
    assert sorted(done) == ["good.txt", "kill-once.txt", "memory-once.txt"]


def test_workers_that_are_killed_from_outside_cost_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether they work, wait or are about to begin."""
    monkeypatch.syspath_prepend(ROOT)
    monkeypatch.setattr(run, "CONVERT", "tests.plansheets.batch.slow:convert")
    kills = 0

    def watch(event: dict[str, Any]) -> None:
        nonlocal kills
        if event["event"] in ("planned", "document") and kills < 4:
            for process in psutil.Process().children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    if "resource_tracker" not in " ".join(process.cmdline()):  # one of Python's own, for semaphores
                        process.kill()
            kills += 1

    folder = archive(tmp_path / "in", *(f"good-{n}" for n in range(12)))
    summary = plansheets.convert(folder, tmp_path / "out", watch=watch, **(LIMITS | {"timeout": 60}))
    assert (kills, summary.documents, summary.failed) == (4, 12, 0)


@pytest.mark.usefixtures("faulty")
def test_what_failed_is_not_tried_again_unless_told_to_or_given_more(tmp_path: Path) -> None:
    folder, out = archive(tmp_path / "in", "leave-once", "good"), tmp_path / "out"
    call: dict[str, Any] = {"watch": None, **LIMITS}

    def converted(**more: Any) -> tuple[int, int]:
        summary = plansheets.convert(folder, out, **(call | more))
        (folder / "leave-once.tried").unlink(missing_ok=True)
        return summary.converted, summary.failed

    assert converted() == (2, 0)
    (folder / "leave-1.txt").write_text(SHEET, encoding="utf-8")
    assert converted() == (1, 1)
    assert converted() == (0, 1)
    assert converted(retry_failed=True) == (1, 1)
    assert converted(timeout=5) == (1, 1)
