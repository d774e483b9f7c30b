"""Runs into the same folder: what is done is not done again, and the tables are those of an undisturbed run."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import plansheets
from plansheets.batch import one
from plansheets.batch.lock import only_run
from plansheets.errors import InputError, OutputError, UsageError
from plansheets.sources import places
from tests.conftest import ROOT, SHEET

SIGNS = "整理番号, 対象主体, つどいの館, 完了の目安, 年次計画, 推進項目"
OWN_RULE = f"id: own\nrecognise: {{{{all: [{SIGNS}, {{sign}}]}}}}\nlabels: {{{{completion: [完了の目安]}}}}\n"


def write(folder: Path, *numbers: int, names: str = "{}.txt") -> Path:
    """Sheets that differ in their title."""
    folder.mkdir(exist_ok=True, parents=True)
    for number in numbers:
        text = SHEET.replace("つどいの館の開設", f"つどいの館{number}号の開設")
        (folder / names.format(number)).write_text(text, encoding="utf-8")
    return folder


def bytes_of(out: Path) -> dict[str, bytes]:
    """The tables and their description."""
    return {p.name: p.read_bytes() for p in sorted(out.iterdir()) if p.suffix in (".parquet", ".json")}


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., plansheets.Summary]:
    """Converts `in` into `out` in this process, or as told."""

    def call(**more: Any) -> plansheets.Summary:
        return plansheets.convert(tmp_path / "in", tmp_path / "out", **({"workers": 0} | more))

    return call


Run = Callable[..., plansheets.Summary]


def test_workers_and_names_make_no_difference(tmp_path: Path) -> None:
    samples = [ROOT / "samples" / name for name in ("ichinoseki-plan", "yamaguchi-form", "tama-outline")]
    plansheets.convert(samples, tmp_path / "none", workers=0)
    plansheets.convert(reversed(samples), tmp_path / "two", workers=2)
    plansheets.convert(samples, tmp_path / "spawned", workers=1, start_method="spawn")
    expected = bytes_of(tmp_path / "none")
    assert len(expected) == 15
    assert bytes_of(tmp_path / "two") == expected
    assert bytes_of(tmp_path / "spawned") == expected


def test_the_same_run_again_does_nothing(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "in", 1, 2, 3)
    assert (run().converted, run().converted) == (3, 0)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").iterdir() if p.suffix == ".parquet"}
    assert run().documents == 3
    assert {p: p.stat().st_mtime_ns for p in before} == before
    assert run(fresh=True).converted == 3


def test_only_what_is_new_is_converted(tmp_path: Path, run: Run) -> None:
    folder = write(tmp_path / "in", 1, 2, 3)
    run()
    write(folder, 3, 4, names="{}.md")  # 3.md holds what 3.txt holds
    (folder / "1.txt").write_text(SHEET, encoding="utf-8")
    (folder / "2.txt").unlink()
    assert (run().converted, run().converted) == (3, 0)  # 3.md comes before 3.txt, and its name stands in the rows
    plansheets.convert(folder, tmp_path / "anew", workers=0)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")
    documents = plansheets.load(tmp_path / "out")["documents"]
    assert {row.source: list(row.also_at) for row in documents.itertuples()} == {
        "1.txt": [], "3.md": ["3.txt"], "4.md": []
    }  # fmt: skip


def test_a_table_that_was_taken_away_comes_back(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "in", 1)
    run()
    expected = bytes_of(tmp_path / "out")
    (tmp_path / "out" / "schedule.parquet").unlink()
    assert run().converted == 0
    assert bytes_of(tmp_path / "out") == expected


def test_changed_rules_redo_the_documents_of_their_family(tmp_path: Path, run: Run) -> None:
    folder, rules = write(tmp_path / "in", 1, 2, 3), tmp_path / "rules"
    (folder / "3.txt").write_text("これは題名です\n\n本文が続きます。\n", encoding="utf-8")
    rules.mkdir()
    rule = rules / "own.yaml"
    assert run(rules=[rules]).converted == 3
    rule.write_text(OWN_RULE.format(sign="つどいの館1号の開設"), encoding="utf-8")
    assert run(rules=[rules]).converted == 1  # 1.txt is now of this family; the others are of none and of another
    assert sorted(plansheets.load(tmp_path / "out")["documents"]["family"]) == ["generic", "own", "yamaguchi-form"]
    rule.write_text(OWN_RULE.format(sign="つどいの館1号の開設") + "# a word\n", encoding="utf-8")
    assert run(rules=[rules]).converted == 1
    rule.write_text(OWN_RULE.format(sign="つどいの館2号の開設"), encoding="utf-8")
    assert run(rules=[rules]).converted == 2  # it is 2.txt's now, and not 1.txt's
    rule.unlink()
    assert run(rules=[rules]).converted == 1
    plansheets.convert(folder, tmp_path / "anew", workers=0)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_the_ledger_knows_where_the_files_lie(tmp_path: Path, run: Run) -> None:
    folder = write(tmp_path / "in", 1, 2)
    run()
    assert places(tmp_path / "out") == {f"{n}.txt": str(folder / f"{n}.txt") for n in (1, 2)}
    assert places(tmp_path) == {}


def test_out_of_memory_in_the_run_itself(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without workers too it costs the document alone."""
    real = one.convert_bytes

    def convert_bytes(data: bytes, source: str, *args: Any, **more: Any) -> Any:
        if source == "2.txt":
            raise MemoryError
        return real(data, source, *args, **more)

    monkeypatch.setattr(one, "convert_bytes", convert_bytes)
    write(tmp_path / "in", 1, 2, 3)
    summary = run()
    assert (summary.documents, summary.failed, summary.sheets) == (3, 1, 2)
    [problem] = plansheets.load(tmp_path / "out")["problems"].to_dict("records")
    assert (problem["source"], problem["code"]) == ("2.txt", "out-of-memory")


def test_other_options_redo_all(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "in", 1, 2)
    run()
    assert run(ocr="never").converted == 2


def test_a_second_run_into_one_folder_says_so_and_stops(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "in", 1)
    (tmp_path / "out").mkdir()
    with only_run(tmp_path / "out"), pytest.raises(OutputError, match="another run is writing into it"):
        run()
    assert run().converted == 1


def test_what_is_no_ledger_is_named_with_the_remedy(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "in", 1)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "ledger.sqlite").write_text("no database, but long enough to be looked at as one" * 50)
    with pytest.raises(OutputError, match=r"ledger.sqlite: is no ledger of plansheets.*--fresh"):
        run()
    assert run(fresh=True).converted == 1


def test_when_all_files_are_gone_the_tables_stay(tmp_path: Path, run: Run) -> None:
    folder = write(tmp_path / "in", 1)
    run()
    expected = bytes_of(tmp_path / "out")
    (folder / "1.txt").unlink()
    with pytest.raises(InputError, match="no document"):
        run()
    assert bytes_of(tmp_path / "out") == expected


def test_a_script_without_a_guard_may_start_workers(tmp_path: Path) -> None:
    write(tmp_path / "in", 1, 2)
    script = tmp_path / "script.py"
    script.write_text("import plansheets\nprint('runs', plansheets.convert('in', 'out', workers=2).sheets)\n")
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("runs 2\n", "")


def test_the_environment_says_how_many_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    from plansheets.batch.run import default_workers

    monkeypatch.setenv("PLANSHEETS_WORKERS", "3")
    assert default_workers() == 3
    monkeypatch.setenv("PLANSHEETS_WORKERS", "many")
    with pytest.raises(UsageError, match="PLANSHEETS_WORKERS=many"):
        default_workers()
    monkeypatch.delenv("PLANSHEETS_WORKERS")
    assert 1 <= default_workers() <= (os.cpu_count() or 1)


@pytest.mark.skipif(os.name != "posix", reason="names that are no UTF-8 exist on POSIX only")
def test_a_name_in_the_code_page_of_a_japanese_windows(tmp_path: Path, run: Run) -> None:
    (tmp_path / "in").mkdir()
    path = os.fsencode(tmp_path / "in") + "/計画.txt".encode("cp932")
    Path(os.fsdecode(path)).write_text(SHEET, encoding="utf-8")
    assert (run().documents, run().converted) == (1, 0)
    assert list(plansheets.load(tmp_path / "out")["documents"]["source"]) == ["計画.txt"]


# Killed and stopped

CALL = "import plansheets; plansheets.convert('in', 'out', workers=2, timeout=60, start_method={!r})"
METHODS = ("forkserver", "spawn")


def started(cwd: Path, call: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", call], cwd=cwd, stderr=subprocess.PIPE, stdout=subprocess.PIPE)


def test_killed_at_any_moment_and_resumed_gives_the_same_bytes(tmp_path: Path) -> None:
    """`make kills` does it a hundred times."""
    folder, out = write(tmp_path / "in", *range(30)), tmp_path / "out"
    begun = time.monotonic()
    plansheets.convert(folder, tmp_path / "calm", workers=2)
    takes = time.monotonic() - begun + 0.5
    expected = bytes_of(tmp_path / "calm")
    chance = random.Random(20261121)
    for number in range(int(os.environ.get("KILLS", "10"))):
        process = started(tmp_path, CALL.format(METHODS[number % 2]))
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.2, takes))
        if process.poll() is None:
            process.kill()
            process.communicate()
            if (out / "documents.parquet").exists():  # what is shown is whole
                assert bytes_of(out) == expected
        else:
            assert process.communicate() == (b"", b"")
            assert bytes_of(out) == expected
            shutil.rmtree(out)  # the next begins anew
    assert started(tmp_path, CALL.format("forkserver")).communicate() == (b"", b"")
    assert bytes_of(out) == expected


KILLED = """
import os, signal, plansheets
from plansheets.batch import publish
turn, turned = publish._turn, []
def kill(link, target):
    turned.append(link)
    if len(turned) == {step}:
        if {after}:
            turn(link, target)
        os.kill(os.getpid(), signal.SIGKILL)
    turn(link, target)
publish._turn = kill
plansheets.convert("in", "out", workers=0)
"""


def killed(cwd: Path, step: int, after: bool) -> tuple[int, bytes]:
    """Exit code and errors of a run that is killed before or after a step of showing its tables."""
    process = started(cwd, KILLED.format(step=step, after=after))
    _, error = process.communicate()
    return process.returncode, error


@pytest.mark.parametrize(("step", "after"), [(1, False), (1, True), (7, True), (15, True), (16, False), (16, True)])
def test_killed_while_the_first_tables_are_shown(tmp_path: Path, step: int, after: bool) -> None:
    """15 links to the tables and their description, then the one that shows them: nothing before it, all after it."""
    folder, out = write(tmp_path / "in", 1, 2), tmp_path / "out"
    plansheets.convert(folder, tmp_path / "calm", workers=0)
    assert killed(tmp_path, step, after) == (-signal.SIGKILL, b"")
    shown = [path for path in out.iterdir() if path.suffix == ".parquet" and path.exists()]
    assert len(shown) == (14 if (step, after) == (16, True) else 0)
    assert plansheets.convert(folder, out, workers=0).converted == 0
    assert bytes_of(out) == bytes_of(tmp_path / "calm")


@pytest.mark.parametrize("after", [False, True])
def test_killed_while_the_tables_turn(tmp_path: Path, after: bool) -> None:
    folder, out = write(tmp_path / "in", 1, 2), tmp_path / "out"
    plansheets.convert(folder, out, workers=0)
    old = bytes_of(out)
    write(folder, 3)
    plansheets.convert(folder, tmp_path / "calm", workers=0)
    new = bytes_of(tmp_path / "calm")
    assert killed(tmp_path, 1, after) == (-signal.SIGKILL, b"")
    assert bytes_of(out) == (new if after else old)
    assert plansheets.convert(folder, out, workers=0).converted == 0
    assert bytes_of(out) == new


SLOW = """
import sys, time
sys.path.insert(0, {root!r})
import plansheets
from plansheets.batch import run
run.CONVERT = "tests.plansheets.batch.slow:convert"
try:
    plansheets.convert("in", "out", workers=2, watch=lambda event: print(event["event"], flush=True))
except plansheets.Interrupted as stopped:
    print("left", stopped.summary.left, "done", stopped.summary.documents)
    sys.exit(130)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_finishes_what_is_in_hand(tmp_path: Path, number: int) -> None:
    folder = write(tmp_path / "in", *range(30))
    process = started(tmp_path, SLOW.format(root=str(ROOT)))
    assert process.stdout is not None
    while process.stdout.readline() != b"document\n":
        assert process.poll() is None
    process.send_signal(number)
    out, error = process.communicate()
    assert (process.returncode, error) == (130, b"")
    _, left, _, done = out.split()[-4:]
    assert int(left) + int(done) == 30
    assert 1 <= int(done) < 30
    assert len(plansheets.load(tmp_path / "out")["documents"]) == int(done)
    assert plansheets.convert(folder, tmp_path / "out", workers=0).converted == int(left)
    plansheets.convert(folder, tmp_path / "calm", workers=0)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "calm")
