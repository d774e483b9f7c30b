"""New tables take the place of the old ones all at once.

`out/<table>.parquet` are links into `.plansheets/tables`, which itself is a link to the tables of one run: a single
rename turns it to the next. Where links cannot be made, files are replaced one by one.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from plansheets.datapackage import FILE, write_datapackage
from plansheets.errors import OutputError
from plansheets.parquet import table_path
from plansheets.tables import tables

HIDDEN = ".plansheets"
"""The folder of what is no table and no ledger."""
CURRENT = "tables"
RUNS = "runs"


def run_folder(out: Path, digest: str) -> Path:
    """Where the tables of a run are written, by the digest of what they hold."""
    return out / HIDDEN / RUNS / digest[:16]


def shown_run(out: Path) -> str | None:
    """The name of the run whose tables are shown; None where there is none, or no link says so."""
    link = out / HIDDEN / CURRENT
    return link.readlink().name if link.is_symlink() else None


def is_published(out: Path, digest: str) -> bool:
    """Do the tables in `out` hold what the digest stands for, and are all there?"""
    return shown_run(out) == run_folder(out, digest).name and all(path.exists() for path in _names(out))


def publish(out: Path, digest: str) -> None:
    """The tables in `run_folder` become those of `out`. OutputError."""
    folder = run_folder(out, digest)
    try:
        write_datapackage(folder)
        try:
            for path in _names(out):
                target = Path(HIDDEN) / CURRENT / path.name
                if not (path.is_symlink() and path.readlink() == target):
                    _turn(path, target)
            _turn(out / HIDDEN / CURRENT, Path(RUNS) / folder.name)  # the last step, and the one that shows
        except (OSError, NotImplementedError):
            _replace_each(out, folder)
    except OSError as error:
        raise OutputError(
            f"{out}: cannot be written ({error.strerror or error}); choose another folder or free the disk"
        ) from error


def sweep(out: Path) -> None:
    """Takes away what runs before left: the tables that are not shown any more, and half-written ones.

    Not when the tables turn, but when the next run begins: who reads the old ones then has time to end.
    """
    kept = shown_run(out)
    folder = out / HIDDEN / RUNS
    for run in folder.iterdir() if folder.is_dir() else ():
        if run.name != kept:
            shutil.rmtree(run, ignore_errors=True)


def _names(out: Path) -> Sequence[Path]:
    return [*(table_path(out, name) for name in tables()), out / FILE]


def _turn(link: Path, target: Path) -> None:
    """The link points to the target, from one moment to the next."""
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    if link.is_dir() and not link.is_symlink():
        shutil.rmtree(link)
    new.replace(link)


def _replace_each(out: Path, folder: Path) -> None:
    for path in _names(out):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        (folder / path.name).replace(path)
