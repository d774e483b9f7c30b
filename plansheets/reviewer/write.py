"""An output's review: one page a document and an index in a folder, or all of it in one file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from plansheets.errors import InputError, OutputError, UsageError
from plansheets.reviewer.files import Files, Noted, write_file
from plansheets.reviewer.html import ASSETS, GENERATOR, json_block, page, shared
from plansheets.reviewer.kept import ImageFolder
from plansheets.reviewer.rendered import Rendered, rendered
from plansheets.reviewer.rendered import entry as index_entry
from plansheets.stored import DocumentName, Stored

Lang = Literal["auto", "ja", "en"]
FOLDER = "documents"
LARGEST = 400_000_000
"""Bytes of one file that a browser still opens."""


@dataclass
class Reviewed:
    """What was written: the page to open, how many documents, and of which no file was found."""

    path: Path
    documents: int = 0
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def review(
    out: str | Path,
    target: str | Path | None = None,
    *,
    sources: Sequence[str | Path] = (),
    document: str | None = None,
    images: bool = True,
    password: str | None = None,
    lang: Lang = "auto",
) -> Reviewed:
    """Write the review of an output: into the file `target` where it ends in .html, else into a folder (OUT/review).

    `sources` are folders that hold the files that were converted; without them the run's ledger and the working folder
    are asked. `document` names one by its id or its source. Pages stay without images where `images` is false.
    Raises UsageError (no such document or folder), InputError (no tables), OutputError.
    """
    stored = Stored(out)
    noted = Noted(Path(out))
    files = Files(sources or ([] if noted else [Path.cwd()]), noted) if images else None
    documents = _chosen(stored, document)
    path = Path(target) if target is not None else Path(out) / "review"
    source = _Pages(stored, documents, files, password)
    is_file = path.suffix.lower() in (".html", ".htm")
    try:
        return _one_file(source, path, lang) if is_file else _folder(source, path, lang, is_whole=document is None)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}); name another with -o") from error


def _chosen(stored: Stored, wanted: str | None) -> list[DocumentName]:
    documents = list(stored.documents())
    if wanted is None:
        if not documents:
            raise InputError(f"{stored.out}: holds no document that could be shown; see its problems")
        return documents
    found = [each for each in documents if wanted in (each.document_id, each.source, *each.also_at)]
    found = found or [each for each in documents if wanted == each.source.rpartition("/")[2]]
    if not found:
        raise UsageError(f"{wanted}: no document of {stored.out} has this id or source; see documents.source")
    if len(found) > 1:
        ids = ", ".join(f"{each.document_id} ({each.source})" for each in found)
        raise UsageError(f"{wanted}: several documents have this source; name one by its id: {ids}")
    return found


@dataclass
class _Pages:
    """The documents, each made when its turn comes: memory does not grow with their number."""

    stored: Stored
    names: list[DocumentName]
    files: Files | None
    password: str | None

    def __iter__(self) -> Iterator[Rendered]:
        for name in self.names:
            yield rendered(self.stored, name, self.files, self.password)


def _folder(documents: _Pages, path: Path, lang: Lang, is_whole: bool) -> Reviewed:
    """index.html, documents/ID.html, documents/ID/ with the images of its pages, assets/ with what all pages share."""
    index = path / "index.html"
    _check_ours(index)
    (path / FOLDER).mkdir(parents=True, exist_ok=True)
    (path / ASSETS).mkdir(exist_ok=True)
    for name, text in shared().items():
        write_file(path / ASSETS / name, [text])
    reviewed, entries, written = Reviewed(index), [], set()
    for document in documents:
        blocks = document.blocks(ImageFolder(path / FOLDER / document.id, document.id), document.id)
        write_file(path / FOLDER / f"{document.id}.html", page(document.title, blocks, lang, "../index.html", "../"))
        _count(reviewed, document)
        entries.append({**index_entry(document, len(documents.names)), "href": f"{FOLDER}/{document.id}.html"})
        written.add(document.id)
    if is_whole:
        _remove_others(path / FOLDER, written)
        for file in (path / ASSETS).glob("review-*.*s"):
            if file.name not in shared():
                file.unlink()
    write_file(index, page("plansheets", archive(documents.stored, entries), lang, up=""))
    return reviewed


def archive(stored: Stored, entries: list[dict[str, Any]]) -> Iterator[str]:
    """The block that the index is made of: the documents in order of need, and files that could not be opened."""
    entries.sort(key=lambda entry: (-entry["need"], entry["source"]))
    yield json_block("archive", {"documents": entries, "lost": _lost(stored)})


def _lost(stored: Stored) -> list[dict[str, str]]:
    rows = stored.problems_of_no_document()
    return [{name: row[name] for name in ("source", "code", "message")} for row in rows]


def _one_file(documents: _Pages, path: Path, lang: Lang) -> Reviewed:
    """Everything in one file: the documents one after the other, and an index where they are several."""
    _check_ours(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    reviewed = Reviewed(path)
    entries: list[dict[str, Any]] = []

    def blocks() -> Iterator[str]:
        for document in documents:
            entries.append({**index_entry(document, len(documents.names)), "href": f"#doc={document.id}"})
            yield from document.blocks(None, document.id)
            _count(reviewed, document)
        yield from archive(documents.stored, entries) if len(entries) > 1 else ()

    title = documents.names[0].source if len(documents.names) == 1 else "plansheets"
    write_file(path, page(title, blocks(), lang), largest=LARGEST)
    return reviewed


def _count(reviewed: Reviewed, document: Rendered) -> None:
    reviewed.documents += 1
    if "source-missing" in document.notices:
        reviewed.missing.append(document.data.row["source"])
    if "source-changed" in document.notices:
        reviewed.changed.append(document.data.row["source"])


def _check_ours(path: Path) -> None:
    """Raises OutputError where another's file would be replaced."""
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; name a file or a folder that holds a review with -o")
    if path.exists() and GENERATOR.encode() not in path.read_bytes()[:2000]:
        raise OutputError(f"{path}: is there already and no review of plansheets; name another with -o")


def _remove_others(folder: Path, kept: set[str]) -> None:
    """Pages of documents that left the output."""
    for file in folder.glob("*.html"):
        if file.stem not in kept and GENERATOR.encode() in file.read_bytes()[:2000]:
            file.unlink()
            ImageFolder(folder / file.stem, file.stem).remove()
