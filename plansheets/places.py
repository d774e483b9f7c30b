"""Where files lie: a path of this machine, or a URL of any kind that fsspec knows (s3://…, zip://a.pdf::b.zip, file://…)."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple
from urllib.parse import unquote_to_bytes

from plansheets.errors import InputError, UsageError

ID_DIGITS = 16
"""Hex digits of a document_id."""
FRESH = 2.0
"""Seconds after a change in which a file may change again without its time telling."""
REMOTE_ERRORS = (OSError, ValueError, KeyError, RuntimeError, ImportError)
"""What the file systems of fsspec raise for a file that cannot be had."""


class Stat(NamedTuple):
    """Bytes of a file, and what tells a change of it; "" where nothing does."""

    size: int
    stamp: str


def is_url(place: str) -> bool:
    """Is it a URL, and not a path of this machine?"""
    return "://" in place


def place_of(path: Path) -> str:
    """The place of a local file, as text: a file:// URL where its name is no UTF-8, and could not be kept otherwise."""
    found = str(path)
    try:
        found.encode()
    except UnicodeEncodeError:
        return path.as_uri()
    return found


def local_path(place: str) -> Path | None:
    """The path of a place on this machine; None for one elsewhere."""
    if place.startswith("file://"):
        return Path(os.fsdecode(unquote_to_bytes(place.removeprefix("file://"))))
    return None if is_url(place) else Path(place)


@contextmanager
def _errors(place: str) -> Iterator[None]:
    """What a file system says of a file that cannot be had, as an InputError."""
    try:
        yield
    except REMOTE_ERRORS as error:
        why = getattr(error, "strerror", None) or error or type(error).__name__
        raise InputError(f"{place}: cannot be opened ({why}); check that it is there and may be read") from error


@contextmanager
def opened(place: str) -> Iterator[IO[bytes]]:
    """A file, open for reading. Raises InputError."""
    path = local_path(place)
    with _errors(place):
        if path is not None:
            file: IO[bytes] = path.open("rb")
        else:
            system, inside = file_system(place)
            file = system.open(inside, "rb")
    with file:
        yield file


def read_bytes(place: str) -> bytes:
    """The content of a file. Raises InputError."""
    with opened(place) as file, _errors(place):
        return file.read()


def document_id_at(place: str) -> str:
    """First 16 hex digits of the SHA-256 of a file's bytes. Raises InputError."""
    found = hashlib.sha256()
    with opened(place) as file, _errors(place):
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()[:ID_DIGITS]


def stat(place: str) -> Stat:
    """Size and stamp of a file. Raises InputError, for what is no file too: a pipe would never end."""
    path = local_path(place)
    with _errors(place):
        if path is None:
            system, inside = file_system(place)
            facts = system.info(inside)
            told = facts.get("ETag") or facts.get("mtime") or facts.get("LastModified") or facts.get("CRC")
            return Stat(int(facts.get("size") or 0), "" if told is None else str(told))
        found = path.stat()
        if not path.is_file():
            raise InputError(f"{place}: is no file")
        is_fresh = time.time() - max(found.st_mtime, found.st_ctime) < FRESH
        return Stat(found.st_size, "" if is_fresh else f"{found.st_mtime_ns}/{found.st_ctime_ns}")


def exists(place: str) -> bool:
    """Is there such a file? Raises UsageError."""
    path = local_path(place)
    if path is not None:
        return path.is_file()
    system, inside = file_system(place)
    try:
        return bool(system.exists(inside))
    except REMOTE_ERRORS:
        return False


def listed(place: str, pattern: str) -> list[str]:
    """The files in a folder behind a URL that match a pattern, as URLs. Raises UsageError."""
    system, inside = file_system(place)
    head = place.partition("://")[0]
    return [f"{head}://{name}" for name in system.glob(f"{inside}/{pattern}")]


def file_system(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL and the path in it. Raises UsageError."""
    try:
        import fsspec

        found: tuple[Any, str] = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError, OSError) as error:
        raise UsageError(f"{url}: cannot be opened ({error}); s3:// needs pip install 'plansheets[s3]'") from error
    return found
