"""One run at a time writes into an output folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from plansheets.batch.publish import HIDDEN
from plansheets.errors import OutputError


@contextmanager
def only_run(out: Path) -> Iterator[None]:
    """Holds the output folder while the block runs; a run that is killed lets go. OutputError where another has it."""
    folder = out / HIDDEN
    try:
        folder.mkdir(exist_ok=True)
        with FileLock(folder / "lock", timeout=0):
            yield
    except Timeout as error:
        raise OutputError(
            f"{out}: another run is writing into it; wait until it has ended, or name another folder"
        ) from error
