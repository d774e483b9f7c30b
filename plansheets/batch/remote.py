"""The output folder of a run: on this machine, or behind a URL.

A run into a URL works in a folder of this machine and sends what it wrote when it ends: table by table, the description
after them, the ledger last. What was done stays here until it is sent: a run that was killed goes on where it was.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from plansheets.batch.ledger import FILE as LEDGER
from plansheets.batch.ledger import forget
from plansheets.batch.lock import only_run
from plansheets.batch.publish import HIDDEN, shown_run, sweep
from plansheets.batch.summary import Interrupted
from plansheets.datapackage import FILE as DESCRIPTION
from plansheets.errors import OutputError
from plansheets.parquet import table_files, table_path
from plansheets.places import REMOTE_ERRORS, file_system, local_path
from plansheets.tables import tables

STATE = "remote.json"


@contextmanager
def output_folder(out: str | Path, *, overwrite: bool) -> Iterator[Path]:
    """The folder of this machine that a run into `out` works in, held against other runs; what it wrote is sent where
    `out` is a URL. OutputError where it cannot be written, is held by another run, or was written by one meanwhile."""
    local = local_path(str(out))
    folder = made_folder(_stage(str(out)) if local is None else local)
    with only_run(folder):
        sweep(folder)
        if local is not None:
            yield folder
            return
        remote = _Remote(str(out), folder)
        with remote.errors():
            remote.fetch(overwrite=overwrite)
        try:
            yield folder
        except Interrupted:
            with remote.errors():
                remote.send()
            raise
        with remote.errors():
            remote.send()


def made_folder(out: Path) -> Path:
    """The output folder, made where it is missing. Raises OutputError where it cannot be."""
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out}: is a file; name a folder for the output")
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".plansheets-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}); name another folder") from error
    return out


def _stage(url: str) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("plansheets") / "out" / hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:16]


class _Remote:
    """An output folder behind a URL, and the folder of this machine that stands for it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.folder = folder
        self.system, self.root = file_system(url.rstrip("/"))
        self._state = folder / HIDDEN / STATE

    @contextmanager
    def errors(self) -> Iterator[None]:
        """What the other side says as an OutputError."""
        try:
            yield
        except REMOTE_ERRORS as error:
            raise OutputError(
                f"{self.url}: cannot be read or written ({error}); check the address, your rights and the network. "
                "What was done is kept: the same call sends it"
            ) from error

    def fetch(self, *, overwrite: bool) -> None:
        """Makes the ledger here that of the other side, where another machine wrote there since."""
        mark = self._mark()
        if mark == self._known().get("mark"):
            return
        forget(self.folder)
        (self.folder / HIDDEN / "tables").unlink(missing_ok=True)
        if mark is not None:
            self.system.get_file(f"{self.root}/{LEDGER}", str(self.folder / LEDGER))
        elif not overwrite and self.system.exists(f"{self.root}/documents.parquet"):
            raise OutputError(f"{self.url}: holds tables, and no ledger; name another folder or add --overwrite")
        self._note(mark, None)

    def send(self) -> None:
        """Puts the tables and the ledger there, unless they are there."""
        known, run = self._known(), shown_run(self.folder)
        if run is None or run == known.get("run"):
            return
        if self._mark() != known.get("mark"):
            raise OutputError(f"{self.url}: another run has written there meanwhile; run again, to go on from there")
        for name in tables():
            at = f"{self.root}/{name}.parquet"
            is_folder = table_path(self.folder, name).is_dir()
            if self.system.isdir(at) or (is_folder and self.system.exists(at)):
                self.system.rm(at, recursive=True)
            for file in table_files(self.folder, name):
                self.system.put_file(str(file.resolve()), f"{at}/{file.name}" if is_folder else at)
        for name in (DESCRIPTION, LEDGER):
            self.system.put_file(str((self.folder / name).resolve()), f"{self.root}/{name}")
        self._note(self._mark(), run)

    def _mark(self) -> str | None:
        """What tells one state of the other side's ledger from the next; None where there is none."""
        self.system.invalidate_cache()
        path = f"{self.root}/{LEDGER}"
        return str(self.system.ukey(path)) if self.system.exists(path) else None

    def _known(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(self._state.read_text())
        except (OSError, ValueError):
            return {}
        return found

    def _note(self, mark: str | None, run: str | None) -> None:
        self._state.write_text(json.dumps({"mark": mark, "run": run}))
