"""What a call names: files, folders, globs → the files to read, each with the name it goes by in the tables."""

import glob
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plansheets.errors import UsageError
from plansheets.extract.readers import READERS

DOCUMENTS = {".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".html", ".htm"}
"""Kinds of documents that a folder may hold and that are not read: they get an error, not silence."""


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One file: the name it has in the tables (relative to what was named, NFC, with /) and its path."""

    source: str
    path: Path


def find_inputs(paths: Iterable[str | Path]) -> list[Input]:
    """All files, by name, each once. Raises UsageError for a path that does not exist."""
    found: dict[Path, Input] = {}
    for given in paths:
        for path, root in _expand(str(given)):
            source = unicodedata.normalize("NFC", path.relative_to(root).as_posix())
            found.setdefault(path.resolve(), Input(source, path))
    return sorted(found.values())


def _expand(given: str) -> list[tuple[Path, Path]]:
    """Files with the root that their names are relative to."""
    path = Path(given)
    if path.is_dir():
        return [(file, path) for file in sorted(path.rglob("*")) if _is_document(file, path)]
    if path.exists():
        return [(path, path.parent)]
    if glob.has_magic(given):
        matches = [Path(name) for name in sorted(glob.glob(given, recursive=True))]  # noqa: PTH207
        return [
            pair for match in matches for pair in ([(match, match.parent)] if match.is_file() else _expand(str(match)))
        ]
    raise UsageError(f"{given}: no such file or folder")


def _is_document(file: Path, root: Path) -> bool:
    """Does a walk through a folder take the file? Hidden files and READMEs are none of its documents."""
    inside = file.relative_to(root)
    return (file.suffix.lower() in READERS.keys() | DOCUMENTS and not any(part.startswith(".") for part in inside.parts)
            and not file.stem.lower().startswith("readme") and (file.is_file() or file.is_symlink()))  # fmt: skip
