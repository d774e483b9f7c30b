"""The ledger of a run: which files there are, and what became of each document. A SQLite database in the output folder.

An outcome and its tables are written together, in one transaction: whatever is killed when, a document is done or not.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from plansheets.batch.task import Counts, Outcome, Task
from plansheets.errors import OutputError

FILE = "ledger.sqlite"
FORMAT = "1"
"""Of the ledger; one of another format is begun anew."""
BLOCK = 500
"""Tasks that are taken from the ledger at once."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    place TEXT PRIMARY KEY, source TEXT NOT NULL, size INTEGER, stamp TEXT, document_id TEXT, trouble TEXT,
    is_seen INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_by_document ON files (document_id, source, place);
CREATE TABLE IF NOT EXISTS outcomes (
    document_id TEXT PRIMARY KEY, source TEXT NOT NULL, key TEXT NOT NULL, matched TEXT, rule TEXT NOT NULL,
    status TEXT NOT NULL, code TEXT, limits TEXT, counts TEXT NOT NULL, digest TEXT NOT NULL, seconds REAL NOT NULL);
CREATE TABLE IF NOT EXISTS kept (document_id TEXT PRIMARY KEY, text BLOB, problems BLOB, tables BLOB);
CREATE TEMP TABLE todo (document_id TEXT PRIMARY KEY, source TEXT, place TEXT, size INTEGER) WITHOUT ROWID;
CREATE TEMP VIEW documents AS
    SELECT document_id, source, place, size FROM (
        SELECT *, row_number() OVER (PARTITION BY document_id ORDER BY source, place) AS n
        FROM files WHERE document_id IS NOT NULL AND is_seen)
    WHERE n = 1;
"""


class File(NamedTuple):
    """One file of a run. `stamp`: what tells that its content may have changed since it was hashed."""

    place: str
    source: str
    size: int
    stamp: str
    document_id: str | None
    trouble: str | None
    """Why it cannot be opened."""


class Known(NamedTuple):
    """A document of a run, and what the ledger says of it: None where it has no outcome."""

    task: Task
    size: int
    key: str | None
    source: str | None
    matched: str | None
    rule: str | None
    limits: str | None


class Ledger:
    """An open ledger. A context manager; everything is written when a method returns."""

    def __init__(self, out: Path) -> None:
        self.path = out / FILE
        try:
            self._db = self._opened()
        except sqlite3.Error as error:
            raise OutputError(
                f"{self.path}: is no ledger of plansheets, or is broken ({error}); give --fresh to begin a new one"
            ) from error

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA locking_mode = EXCLUSIVE")  # a log that needs no shared memory, which some disks lack
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")  # a kill loses nothing; a power cut, the last documents
        db.execute("PRAGMA temp_store = FILE")
        db.executescript(SCHEMA)
        found = db.execute("SELECT value FROM about WHERE name = 'format'").fetchone()
        if found and found[0] != FORMAT:
            for table in ("files", "outcomes", "kept", "about"):
                db.execute(f"DELETE FROM {table}")
        db.execute("INSERT OR REPLACE INTO about VALUES ('format', ?)", (FORMAT,))
        return db

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA journal_mode = DELETE")  # one file, that may be read where nothing can be written
        self._db.close()
        if isinstance(error, sqlite3.Error):
            raise OutputError(f"{self.path}: cannot be written ({error}); free the disk, then call again") from error

    def about(self, name: str) -> str | None:
        """A word that was kept under a name."""
        found = self._db.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def note(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    # Files

    def look_anew(self) -> None:
        """A run begins to look at the files: none is seen yet."""
        self._db.execute("UPDATE files SET is_seen = 0")

    def file(self, place: str) -> File | None:
        """What is known of the file at a place."""
        columns = "place, source, size, stamp, document_id, trouble"
        found = self._db.execute(f"SELECT {columns} FROM files WHERE place = ?", (place,)).fetchone()
        return File(*found) if found else None

    def see(self, files: Iterable[File]) -> None:
        """Files that are there."""
        self._db.execute("BEGIN")
        self._db.executemany(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT (place) DO UPDATE SET "
            "source = excluded.source, size = excluded.size, stamp = excluded.stamp, "
            "document_id = excluded.document_id, trouble = excluded.trouble, is_seen = 1 WHERE NOT is_seen",
            files,
        )
        self._db.execute("COMMIT")

    def forget_unseen(self) -> None:
        """What is not there any more leaves the ledger: files, and the outcomes of documents that no file holds."""
        self._db.execute("BEGIN")
        self._db.execute("DELETE FROM files WHERE NOT is_seen")
        for table in ("outcomes", "kept"):
            self._db.execute(
                f"DELETE FROM {table} WHERE document_id NOT IN (SELECT document_id FROM files "
                "WHERE document_id IS NOT NULL)"
            )
        self._db.execute("COMMIT")

    def count_files(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM files").fetchone()[0])

    def troubled(self) -> Iterator[tuple[str, str]]:
        """(source, why) of the files that cannot be opened, by source and place."""
        yield from self._db.execute(
            "SELECT source, trouble FROM files WHERE trouble IS NOT NULL ORDER BY source, place"
        )

    # Documents

    def known(self) -> Iterator[Known]:
        """Each document of the run with what is known of it, by document_id."""
        for row in self._db.execute(
            "SELECT d.document_id, d.source, d.place, d.size, o.key, o.source, o.matched, o.rule, o.limits "
            "FROM documents AS d LEFT JOIN outcomes AS o USING (document_id) ORDER BY document_id"
        ):
            yield Known(Task(*row[:3]), *row[3:])

    def named(self, name: str) -> list[str]:
        """The ids of the documents that have this id, or were read from this path."""
        found = self._db.execute(
            "SELECT DISTINCT document_id FROM files WHERE document_id IS NOT NULL AND is_seen "
            "AND (document_id = ? OR source = ?) ORDER BY document_id",
            (name, name),
        )
        return [row[0] for row in found]

    def text(self, document_id: str) -> bytes:
        """What families recognise a document by."""
        found = self._db.execute("SELECT text FROM kept WHERE document_id = ?", (document_id,)).fetchone()
        return found[0] if found else b""

    def plan(self, todo: Iterable[Known]) -> int:
        """Documents to convert; an outcome that one has is forgotten. Returns how many."""
        self._db.execute("BEGIN")
        self._db.execute("DELETE FROM todo")
        self._db.executemany(
            "INSERT INTO todo VALUES (?, ?, ?, ?)",
            ((each.task.document_id, each.task.source, each.task.place, each.size) for each in todo),
        )
        for table in ("outcomes", "kept"):
            self._db.execute(f"DELETE FROM {table} WHERE document_id IN (SELECT document_id FROM todo)")
        self._db.execute("COMMIT")
        return int(self._db.execute("SELECT count(*) FROM todo").fetchone()[0])

    def tasks(self) -> Iterator[Task]:
        """What is planned, the largest first: a long document that comes last would leave the other workers idle."""
        last = (1 << 62, "")
        while found := self._db.execute(
            "SELECT size, document_id, source, place FROM todo "
            "WHERE size < ? OR (size = ? AND document_id > ?) ORDER BY size DESC, document_id LIMIT ?",
            (last[0], last[0], last[1], BLOCK),
        ).fetchall():
            for _, *task in found:
                yield Task(*task)
            last = (found[-1][0], found[-1][1])

    def done(self, outcome: Outcome, key: str, rule: str, limits: str | None, digest: str) -> None:
        """Writes what became of a document. `limits`: those it failed by."""
        self._db.execute("BEGIN")
        self._db.execute(
            "INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (outcome.document_id, outcome.source, key, outcome.matched, rule, outcome.status, outcome.code, limits,
             json.dumps(vars(outcome.counts)), digest, outcome.seconds),
        )  # fmt: skip
        self._db.execute(
            "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)",
            (outcome.document_id, outcome.text, outcome.problems, outcome.tables),
        )
        self._db.execute("COMMIT")

    def reread(self, document_id: str, rule: str) -> None:
        """A rule changed and the document is still read by the same one, or none: the outcome stands."""
        self._db.execute("UPDATE outcomes SET rule = ? WHERE document_id = ?", (rule, document_id))

    # What goes into the tables

    def contents(self) -> Iterator[tuple[str, str, str, str, Counts]]:
        """(document_id, source, digest, status, counts) of each document that is done, by document_id."""
        for *row, counts in self._db.execute(
            "SELECT document_id, source, digest, status, counts FROM outcomes ORDER BY document_id"
        ):
            yield row[0], row[1], row[2], row[3], Counts(**json.loads(counts))

    def twins(self) -> Iterator[tuple[str, str]]:
        """(document_id, source) of the files that hold the same as another which comes before them."""
        yield from self._db.execute(
            "SELECT document_id, source FROM (SELECT *, row_number() OVER "
            "(PARTITION BY document_id ORDER BY source, place) AS n FROM files WHERE document_id IS NOT NULL) "
            "WHERE n > 1 ORDER BY document_id, source, place"
        )

    def tables(self) -> Iterator[tuple[str, bytes]]:
        """(document_id, packed tables) of each document that is done, by document_id."""
        yield from self._db.execute("SELECT document_id, tables FROM kept ORDER BY document_id")

    def problems(self) -> Iterator[tuple[str, bytes]]:
        """(source, packed problems) of each document that is done, by source, then document_id."""
        yield from self._db.execute(
            "SELECT o.source, k.problems FROM outcomes AS o JOIN kept AS k USING (document_id) "
            "ORDER BY o.source, document_id"
        )


def forget(out: Path) -> None:
    """Takes the ledger of an output folder away."""
    for ending in ("", "-wal", "-shm"):
        (out / f"{FILE}{ending}").unlink(missing_ok=True)
