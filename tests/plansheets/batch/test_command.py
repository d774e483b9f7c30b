"""The command line of a run: its exit codes, its log, what a terminal shows."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plansheets.batch.limits import Limits, parse_size
from plansheets.errors import PlanSheetsError, UsageError
from tests.conftest import ROOT
from tests.plansheets.batch.test_run import write

MAIN = "from plansheets.cli import main; main(prog_name='plansheets')"
RAISED = """
import plansheets.batch, plansheets.errors
def fail(*args, **more):
    raise plansheets.errors.{}("why")
plansheets.batch.convert = fail
"""
SLOW = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from plansheets.batch import run
run.CONVERT = "tests.plansheets.batch.slow:convert"
"""


def call(cwd: Path, *args: str, before: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", before + MAIN, *args], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("error", PlanSheetsError.__subclasses__(), ids=lambda each: each.__name__)
def test_each_error_is_an_exit_code(tmp_path: Path, error: type[PlanSheetsError]) -> None:
    done = call(tmp_path, "convert", ".", before=RAISED.format(error.__name__))
    assert (done.returncode, done.stderr) == (error.exit_code, "plansheets: why\n")


def test_the_log_is_lines_of_json(tmp_path: Path) -> None:
    write(tmp_path / "in", 1, 2)
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    done = call(tmp_path, "convert", "in", "--log-json", "--workers", "1")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert [event["event"] for event in events] == [
        "looking", "planned", "document", "document", "document", "writing", "finished",
    ]  # fmt: skip
    assert (events[1]["files"], events[1]["documents"]) == (3, 3)
    documents = {event["source"]: (event["status"], event["code"], event["sheets"]) for event in events[2:5]}
    assert documents == {"1.txt": ("ok", None, 1), "2.txt": ("ok", None, 1), "empty.txt": ("failed", "empty-file", 0)}
    assert [event["done"] for event in events[2:5]] == [1, 2, 3]
    assert (events[-1]["converted"], events[-1]["failed"], events[-1]["left"]) == (3, 1, 0)
    assert "3 files (1 could not be read) · 2 sheets" in done.stdout
    again = call(tmp_path, "convert", "in", "--log-json")
    assert [json.loads(line)["event"] for line in again.stderr.splitlines()] == ["looking", "planned", "finished"]
    assert "3 files (1 could not be read), 3 of them done before · 2 sheets" in again.stdout


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    write(tmp_path / "in", *range(30))
    args = [sys.executable, "-c", SLOW + MAIN, "convert", "in", "--workers", "2", "--log-json"]
    process = subprocess.Popen(args, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    while '"document"' not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, error = process.communicate()
    assert process.returncode == 130
    assert "sheets" in out
    assert error.splitlines()[-1].endswith("documents are left; the same call goes on with them")
    assert call(tmp_path, "convert", "in", "--workers", "0").returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_a_terminal_shows_files_pages_problems_and_the_time_left(tmp_path: Path) -> None:
    write(tmp_path / "in", *range(12))
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    ours, theirs = pty.openpty()
    args = [sys.executable, "-c", SLOW + MAIN, "convert", "in", "--workers", "2"]
    seen = b""
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "160"}
    with subprocess.Popen(args, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=theirs, env=environment) as process:
        os.close(theirs)
        try:
            while block := os.read(ours, 4096):
                seen += block
        except OSError:  # the other end is closed
            pass
        assert process.wait() == 0
    os.close(ours)
    shown = seen.decode()
    assert all(word in shown for word in ("/13", "pages/s", "problems, ", "0:00:0"))


def test_amounts_of_memory_and_time() -> None:
    assert [parse_size(text) for text in ("512", "800M", "2G", "1.5GiB", "64 kb")] == [
        512, 800 << 20, 2 << 30, 3 << 29, 64 << 10,
    ]  # fmt: skip
    for text in ("", "much", "2T", "-1G"):
        with pytest.raises(UsageError, match="is no amount of memory"):
            parse_size(text)
    assert Limits().seconds(0, 0) == 120
    assert Limits(timeout=10).seconds(5, 2) == 10 + 5 * 2 + 2 * 60
