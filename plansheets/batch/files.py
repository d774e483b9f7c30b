"""Looks at the files of a run: which there are, which changed, which hold the same."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

from plansheets.batch.ledger import File, Ledger
from plansheets.errors import InputError
from plansheets.inputs import Input, walk_inputs
from plansheets.places import document_id_at, stat

BLOCK = 256
"""Files that are looked at, and written to the ledger, together."""
THREADS = 8
"""Files that are hashed at once: the disk, or the net, is what is waited for."""


def look_at(paths: Sequence[str | Path], ledger: Ledger, looked: Callable[[int], None]) -> int:
    """Enters all files into the ledger and takes out those that are gone; returns how many there are.

    Where there are none the ledger stays as it was. `looked` is called with the number of files so far. UsageError.
    """
    ledger.look_anew()
    inputs = walk_inputs(paths)
    count = 0
    with ThreadPoolExecutor(THREADS) as pool:
        while block := list(islice(inputs, BLOCK)):
            known = [ledger.file(each.place) for each in block]
            ledger.see(pool.map(_file, block, known))
            count += len(block)
            looked(count)
    if count:
        ledger.forget_unseen()
    return ledger.count_files() if count else 0


def _file(given: Input, known: File | None) -> File:
    """What is to be known of a file; it is read only where it may have changed."""
    make = partial(File, given.place, given.source)
    try:
        found = stat(given.place)
        if known and known.document_id and found.stamp and (found.size, found.stamp) == (known.size, known.stamp):
            return make(found.size, found.stamp, known.document_id, None)
        return make(found.size, found.stamp, document_id_at(given.place), None)
    except InputError as error:
        return make(0, "", None, _of_source(str(error), given))


def _of_source(message: str, given: Input) -> str:
    """The tables say nothing of where a run found its files."""
    return message.replace(given.place, given.source)
