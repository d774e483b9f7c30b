"""Where the source file of a document lies today, and whether it still is what was read."""

import hashlib
import os
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plansheets.batch.ledger import FILE
from plansheets.errors import OutputError, PlanSheetsError, UsageError
from plansheets.places import ID_DIGITS, is_url, read_bytes
from plansheets.stored import DocumentName


@dataclass(frozen=True, slots=True)
class Found:
    """The bytes of a document's file; where there are none, why: "source-missing" or "source-changed"."""

    data: bytes | None
    why: str | None = None


class Files:
    """Finds files by the names that the tables have for them, in folders and where the run's ledger says.

    A file counts only when its content is what was read: document_id is made of it.
    """

    def __init__(self, folders: Iterable[str | Path], noted: "Noted | None" = None) -> None:
        self._folders = [Path(folder) for folder in folders]
        self._noted = noted
        for folder in self._folders:
            if not folder.exists():
                raise UsageError(f"{folder}: no such file or folder; name where the sources lie with --sources")

    def find(self, document: DocumentName) -> Found:
        """The file of a document."""
        changed = False
        for place in self._candidates(document):
            data = _read(place)
            if data is None:
                continue
            if hashlib.sha256(data).hexdigest()[:ID_DIGITS] == document.document_id:
                return Found(data)
            changed = True
        return Found(None, "source-changed" if changed else "source-missing")

    def _candidates(self, document: DocumentName) -> Iterator[str]:
        """Places by rising effort: where it was read, its names in the folders, a file of its name anywhere in them."""
        names = (document.source, *document.also_at)
        if self._noted:
            yield from self._noted.places(document.document_id)
        for folder in self._folders:
            yield from (str(folder / name) for name in names)
            if folder.is_file():
                yield str(folder)
        for name in names:
            yield from map(str, self._by_name.get(unicodedata.normalize("NFC", name.rpartition("/")[2]), ()))

    @cached_property
    def _by_name(self) -> dict[str, list[Path]]:
        """All files of the folders by name: a run over other folders than these gave its files other names."""
        found: dict[str, list[Path]] = {}
        for folder in self._folders:
            for root, folders, names in os.walk(folder):
                folders.sort()
                for name in sorted(names):
                    found.setdefault(unicodedata.normalize("NFC", name), []).append(Path(root) / name)
        return found


def _read(place: str) -> bytes | None:
    """The content of a file of this machine, or of a URL; None where it cannot be had."""
    try:
        return read_bytes(place) if is_url(place) or Path(place).is_file() else None
    except (PlanSheetsError, OSError, ValueError):
        return None


class Noted:
    """Where the run that wrote an output read each document; nothing where it kept no ledger."""

    def __init__(self, out: Path) -> None:
        self._file = out / FILE

    def __bool__(self) -> bool:
        return self._file.is_file()

    def places(self, document_id: str) -> list[str]:
        """Paths and URLs of the files with that content. The ledger is only read: a run may be writing it."""
        query = "SELECT place FROM files WHERE document_id = ? ORDER BY source, place"
        for mode in ("mode=ro", "immutable=1"):
            try:
                with closing(sqlite3.connect(f"{self._file.absolute().as_uri()}?{mode}", uri=True)) as ledger:
                    return [str(place) for (place,) in ledger.execute(query, (document_id,))]
            except sqlite3.Error:
                continue
        return []


def write_file(path: Path, pieces: Iterable[str | bytes], largest: int | None = None) -> None:
    """Piece by piece into a file that takes its name at the end: nobody ever sees half a page."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    size = 0
    try:
        with part.open("wb") as file:
            for piece in pieces:
                data = piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace")
                size += len(data)
                if largest is not None and size > largest:
                    raise OutputError(
                        f"{path}: more than {largest // 1_000_000} MB, no browser opens that; "
                        "name a folder with -o, or one document with --document"
                    )
                file.write(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
