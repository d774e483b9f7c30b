"""What the sample makers share: writing a text, and its true tables in the scorer's format."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Document:
    """A written document: its text and its truth. `tolerated` rows may stand in a complete table unlisted."""

    name: str
    family: str
    text: str
    tables: Tables
    complete: Sequence[str]
    newline: str = "\n"
    tolerated: Tables = field(default_factory=dict)


def write_truth(
    path: Path,
    file: str,
    tables: Tables,
    complete: Sequence[str],
    *,
    family: str | None = None,
    tolerated: Tables | None = None,
) -> None:
    """Write the true `tables` of the document `file` to `path` (JSON, see the scorer's README)."""
    truth: Row = {"file": file, "complete": list(complete)}
    if family is not None:
        truth["family"] = family
    if tolerated:
        truth["tolerated"] = {name: list(rows) for name, rows in tolerated.items()}
    truth["tables"] = {name: list(rows) for name, rows in tables.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_text(path: Path, text: str, newline: str = "\n") -> None:
    """Write `text` as UTF-8 with the given line end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.replace("\n", newline).encode("utf-8"))


def publish(document: Document, sample: str) -> None:
    """Write a document and its truth into the measuring set.

    Without a folder as argument, the one named `sample` is also written into the repository.
    """
    folder, file = variants_folder(), f"{document.name}.txt"
    write_text(folder / file, document.text, document.newline)
    write_truth(
        folder / "truth" / f"{document.name}.json",
        file,
        document.tables,
        document.complete,
        family=document.family,
        tolerated=document.tolerated,
    )
    if document.name == sample and len(sys.argv) == 1:
        write_text(samples_folder() / sample / file, document.text, document.newline)


def variants_folder() -> Path:
    """Where the measuring set is written: the first argument, else build/variants."""
    return Path(sys.argv[1]) if len(sys.argv) > 1 else samples_folder().parent / "build" / "variants"


def samples_folder() -> Path:
    """The repository's samples/."""
    return Path(__file__).resolve().parent.parent


@cache
def load(name: str) -> Any:
    """The invented data of data/<name>.yaml; without those that need pdftotext where it is not installed."""
    path = Path(__file__).resolve().parent / "data" / f"{name}.yaml"
    return _makeable(yaml.safe_load(path.read_text(encoding="utf-8")))


def _makeable(data: Any) -> Any:
    """The data without the documents that this machine cannot print and read again."""
    if shutil.which("pdftotext") is not None:
        return data
    if isinstance(data, dict):
        return {key: _makeable(value) if isinstance(value, list) else value for key, value in data.items()}
    needs = ("through_pdf", "poster")
    return [one for one in data if not (isinstance(one, dict) and any(one.get(key) for key in needs))]
