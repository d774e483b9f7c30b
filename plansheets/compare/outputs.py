"""Two outputs, document by document: by content, and where a file's content changed by its name."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plansheets.compare.align import align
from plansheets.compare.changes import Change, ChangeKind
from plansheets.compare.documents import Documents, Side, Wanted, about, said
from plansheets.compare.kinds import compared, kind_of
from plansheets.parquet import table_files
from plansheets.provenance import row_key
from plansheets.stored import DocumentName, Stored
from plansheets.tables import table

Values = dict[str, Any]


@dataclass
class Counts:
    """What a comparison found so far."""

    documents: int = 0
    """Documents that both outputs have."""
    kinds: Counter[ChangeKind] = field(default_factory=Counter)
    tables: Counter[str] = field(default_factory=Counter)

    def add(self, change: Change) -> None:
        self.kinds[change.kind] += 1
        if change.table:
            self.tables[change.table] += 1


def diff(
    old: str | Path,
    new: str | Path,
    *,
    tables: Sequence[str] = (),
    places: bool = False,
    confidence: float | None = None,
) -> list[Change]:
    """What changed between two outputs, value by value, with page and box; empty where nothing did.

    `tables` limits it to some; `places` shows values that only moved; `confidence` those whose confidence changed by
    that much. Raises InputError (no output of this schema version), UsageError (no such table).
    """
    return list(compare(old, new, Counts(), tables=tables, places=places, confidence=confidence))


def compare(
    old: str | Path,
    new: str | Path,
    counts: Counts,
    *,
    tables: Sequence[str] = (),
    places: bool = False,
    confidence: float | None = None,
) -> Iterator[Change]:
    """The same as `diff`, one change after the other: no more than a document is held. `counts` grows on the way."""
    names = tuple(table(name).name for name in tables) or compared()
    before, after = Stored(old), Stored(new)
    if not (places or confidence is not None):
        names = tuple(name for name in names if not _same_bytes(before, after, name))
    for change in _changes(before, after, Wanted(names, places, confidence), counts):
        counts.add(change)
        yield change


def _changes(old: Stored, new: Stored, wanted: Wanted, counts: Counts) -> Iterator[Change]:
    gone: list[DocumentName] = []
    come: list[DocumentName] = []
    for before, after in _by_content(old, new):
        if before and after:
            counts.documents += 1
            if wanted.tables:
                yield from Documents(Side(old, before), Side(new, after), wanted).changes()
        elif before:
            gone.append(before)
        elif after:
            come.append(after)
    for before, after in _by_name(gone, come):
        if before and after:
            counts.documents += 1
            yield from Documents(Side(old, before), Side(new, after), wanted).changes()
        elif before:
            yield Change("document-removed", before.source, document_old=before.document_id)
        elif after:
            yield Change("document-added", after.source, document_new=after.document_id)
    if wanted.has("problems"):
        yield from _files(old, new)


def _by_content(old: Stored, new: Stored) -> Iterator[tuple[DocumentName | None, DocumentName | None]]:
    """Both outputs' documents, which rise by document_id, side by side."""
    left, right = old.documents(), new.documents()
    a, b = next(left, None), next(right, None)
    while a or b:
        if a and (not b or a.document_id < b.document_id):
            yield a, None
            a = next(left, None)
        elif b and (not a or b.document_id < a.document_id):
            yield None, b
            b = next(right, None)
        else:
            yield a, b
            a, b = next(left, None), next(right, None)


def _by_name(
    gone: Sequence[DocumentName], come: Sequence[DocumentName]
) -> Iterator[tuple[DocumentName | None, DocumentName | None]]:
    """Documents of which only one output has the content: those with a path in common are the same file, changed."""
    at: dict[str, DocumentName] = {}
    for name in come:
        for path in (*name.also_at, name.source):
            at[path] = name
    found: set[str] = set()
    for name in sorted(gone, key=lambda name: name.source):
        paths = [at[path] for path in (name.source, *name.also_at) if path in at]
        other = next((one for one in paths if one.document_id not in found), None)
        if other:
            found.add(other.document_id)
        yield name, other
    yield from ((None, name) for name in sorted(come, key=lambda name: name.source) if name.document_id not in found)


def _files(old: Stored, new: Stored) -> Iterator[Change]:
    """Problems of files that are no documents: they could not be opened."""
    before, after = (_by_source(side.problems_of_no_document()) for side in (old, new))
    for source in sorted({*before, *after}):
        for i, j in align(before.get(source, []), after.get(source, []), kind_of("problems")):
            a = None if i is None else before[source][i]
            b = None if j is None else after[source][j]
            yield from _file_changes(source, a, b)


def _file_changes(source: str, old: Values | None, new: Values | None) -> Iterator[Change]:
    name = "problems"
    row_old, row_new = (None if row is None else row_key(name, row) for row in (old, new))
    what = about(name, new or old or {})
    if old is None and new is not None:
        yield Change("row-added", source, table=name, about=what, row_new=row_new, new=said(name, new))
    elif new is None and old is not None:
        yield Change("row-removed", source, table=name, about=what, row_old=row_old, old=said(name, old))
    elif old is not None and new is not None:
        for column in kind_of(name).values:
            if old[column] != new[column]:
                yield Change("value", source, table=name, about=what, row_old=row_old, row_new=row_new,
                             column=column, old=old[column], new=new[column])  # fmt: skip


def _by_source(rows: Sequence[Values]) -> dict[str, list[Values]]:
    found: dict[str, list[Values]] = {}
    for row in rows:
        found.setdefault(row["source"], []).append(row)
    return found


def _same_bytes(old: Stored, new: Stored, name: str) -> bool:
    """Are the files of a table the same? Then nothing in it changed, and none of its rows is read."""
    left, right = (table_files(side.out, name) for side in (old, new))
    sizes = [[path.stat().st_size for path in side] for side in (left, right)]
    return sizes[0] == sizes[1] and all(_hash(a) == _hash(b) for a, b in zip(left, right, strict=True))


def _hash(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
