"""Inputs and outputs behind URLs, against a server that speaks S3 over HTTP on this machine; and zip archives."""

import shutil
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

import plansheets
from plansheets.errors import InputError, OutputError, UsageError
from tests.conftest import SHEET
from tests.plansheets.batch.test_run import bytes_of, write


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an S3 server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, "the S3 server ended"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def s3(server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The server's file system, with an empty bucket `city`."""
    known = {"AWS_ENDPOINT_URL": server, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
             "AWS_DEFAULT_REGION": "us-east-1", "XDG_CACHE_HOME": str(tmp_path / "cache")}  # fmt: skip
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    fsspec.config.conf.clear()
    system = fsspec.filesystem("s3", skip_instance_cache=True)
    if system.exists("city"):
        system.rm("city", recursive=True)
    system.mkdir("city")
    return system


def names(out: Path | str) -> list[str]:
    return sorted(plansheets.load(out)["documents"]["source"])


def test_from_and_to_s3(s3: Any, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 1, 2)
    write(folder / "深い", 3)
    s3.put(str(folder), "city/in", recursive=True)
    summary = plansheets.convert("s3://city/in", "s3://city/out", workers=2)
    assert (summary.documents, summary.failed, summary.converted) == (3, 0, 3)
    plansheets.convert(folder, tmp_path / "here", workers=0)
    for name, content in bytes_of(tmp_path / "here").items():
        assert s3.cat_file(f"city/out/{name}") == content, name
    assert names("s3://city/out") == ["1.txt", "2.txt", "深い/3.txt"]
    assert plansheets.convert("s3://city/in", "s3://city/out", workers=0).converted == 0
    shutil.rmtree(tmp_path / "cache")  # another machine
    s3.rm("city/in/1.txt")
    assert plansheets.convert("s3://city/in", "s3://city/out", workers=0).converted == 0
    assert names("s3://city/out") == ["2.txt", "深い/3.txt"]


def test_two_machines_at_once(s3: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "in", 1)

    def meanwhile(event: dict[str, Any]) -> None:
        if event["event"] == "document":
            with monkeypatch.context() as other:
                other.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
                plansheets.convert(folder, "s3://city/out", workers=0)

    with pytest.raises(OutputError, match="another run has written there meanwhile; run again"):
        plansheets.convert(folder, "s3://city/out", workers=0, watch=meanwhile)
    assert plansheets.convert(folder, "s3://city/out", workers=0).documents == 1


def test_what_is_not_there_is_named(s3: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="s3://city/nothing: no such file or folder"):
        plansheets.convert("s3://city/nothing", tmp_path / "out", workers=0)
    with pytest.raises(OutputError, match=r"s3://nowhere/out: cannot be read or written .*the same call sends it"):
        plansheets.convert(write(tmp_path / "in", 1), "s3://nowhere/out", workers=0)
    with pytest.raises(InputError, match="is s3://city/out the output of"):
        plansheets.load("s3://city/out")
    with pytest.raises(UsageError, match="nope://x"):
        plansheets.convert("nope://x", tmp_path / "out", workers=0)


class FromWindows(zipfile.ZipInfo):
    """A member with its name in code page 932 and no flag for UTF-8, as a Japanese Windows writes it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("cp932"), self.flag_bits


def test_a_zip_archive(tmp_path: Path) -> None:
    archive = tmp_path / "plans.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("令和6年度/計画.txt", SHEET)
        file.writestr("__MACOSX/計画.txt", "x")
        file.writestr("令和6年度/notes.bin", "x")
        file.writestr(FromWindows("個票.txt"), SHEET.replace("つどい", "であい"))
    summary = plansheets.convert(archive, tmp_path / "out", workers=0)
    assert (summary.failed, summary.sheets) == (0, 2)
    assert names(tmp_path / "out") == ["令和6年度/計画.txt", "個票.txt"]
    assert plansheets.convert(archive, tmp_path / "out", workers=0).converted == 0
    inside = f"zip://令和6年度/計画.txt::{archive.as_uri()}"
    plansheets.convert(inside, tmp_path / "one", workers=0)
    assert names(tmp_path / "one") == ["計画.txt"]


def test_a_file_url_is_a_path(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 1)
    plansheets.convert(folder.as_uri(), (tmp_path / "out").as_uri(), workers=0)
    assert names(tmp_path / "out") == ["1.txt"]
    assert (tmp_path / "out" / "ledger.sqlite").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
