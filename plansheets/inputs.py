"""What a call names (files, folders, globs, zip archives, URLs) → the files to read, with their names in the tables."""

import glob
import os
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plansheets.errors import UsageError
from plansheets.extract.readers import READERS
from plansheets.places import REMOTE_ERRORS, file_system, local_path, place_of

DOCUMENTS = {".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".html", ".htm"}
"""Kinds of documents that a folder may hold and that are not read: they get an error, not silence."""


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One file: the name it has in the tables (relative to what was named, NFC, with /) and where it lies."""

    source: str
    place: str


def walk_inputs(paths: Iterable[str | Path]) -> Iterator[Input]:
    """All files; one that is named twice comes twice. Raises UsageError for a path that does not exist."""
    for given in paths:
        yield from _expand(str(given))


def check_given(paths: Iterable[str | Path]) -> None:
    """Raises UsageError for a path that does not exist, before anything is done."""
    for given in map(str, paths):
        path = local_path(given)
        if path is not None and not (path.exists() or path.is_symlink() or glob.has_magic(given)):
            raise UsageError(f"{given}: no such file or folder")


def _expand(given: str) -> Iterator[Input]:
    path = local_path(given)
    if path is None:
        yield from _remote(given)
    elif path.is_dir():
        yield from (_input(file, path) for file in _walk(path))
    elif path.suffix.lower() == ".zip" and path.is_file():
        yield from _remote(f"zip://::{path.resolve().as_uri()}")
    elif path.exists():
        yield _input(path, path.parent)
    elif glob.has_magic(given):
        for name in sorted(glob.glob(given, recursive=True)):  # noqa: PTH207
            match = Path(name)
            if match.is_dir():
                yield from _expand(name)
            else:
                yield _input(match, match.parent)
    else:
        raise UsageError(f"{given}: no such file or folder")


def _walk(folder: Path) -> Iterator[Path]:
    """The documents under a folder, folder by folder: a list of all would grow with the archive."""
    for at, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            if is_document(name):
                yield Path(at, name)


def is_document(name: str) -> bool:
    """Does a walk through a folder take a file of that name? Hidden files and READMEs are none of its documents."""
    path = PurePosixPath(name)
    return (
        path.suffix.lower() in READERS.keys() | DOCUMENTS
        and not name.startswith(".")
        and not path.stem.lower().startswith("readme")
    )


def _input(path: Path, root: Path) -> Input:
    return Input(_named(path.relative_to(root).as_posix()), place_of(path.resolve()))


def _named(name: str) -> str:
    """A file's name as text. A name that is no UTF-8 comes from a Japanese Windows as a rule."""
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            name = raw.decode("cp932")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", name)


def _remote(given: str) -> Iterator[Input]:
    """The files that a URL names: one, those that its pattern matches, or all documents under it."""
    head, chained, rest = given.partition("::")
    protocol = head.split("://", 1)[0]
    system, inside = file_system(given)
    try:
        if glob.has_magic(inside):
            found, root = system.glob(inside), inside.rsplit("/", 1)[0] if "/" in inside else ""
        elif system.isfile(inside):
            found, root = [inside], inside.rsplit("/", 1)[0] if "/" in inside else ""
        else:
            found, root = [name for name in system.find(inside) if _is_shown(name, inside)], inside
    except REMOTE_ERRORS as error:
        raise UsageError(f"{given}: cannot be listed ({error}); check the address and your credentials") from error
    if not found and not system.exists(inside):
        raise UsageError(f"{given}: no such file or folder")
    for name in found:
        source = name.removeprefix(root).lstrip("/")
        yield Input(_zipped(source) if protocol == "zip" else _named(source), f"{protocol}://{name}{chained}{rest}")


def _is_shown(name: str, root: str) -> bool:
    parts = name.removeprefix(root).lstrip("/").split("/")
    return is_document(parts[-1]) and not any(part.startswith((".", "__MACOSX")) for part in parts)


def _zipped(name: str) -> str:
    """The name of a member of a zip archive. One without the flag for UTF-8 is taken for code page 437, but a Japanese
    Windows writes code page 932."""
    with suppress(UnicodeError):
        name = name.encode("cp437").decode("cp932")
    return _named(name)
