"""What goes to a worker and what comes back. Plain data: it crosses the border between processes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from plansheets.corrections.line import Correction
from plansheets.extract.readers.options import DEFAULTS, ReadOptions

CONVERT = "plansheets.batch.one:convert_one"


@dataclass(frozen=True)
class Setup:
    """What every document of a run is read with."""

    rules: tuple[Path, ...] = ()
    rules_digest: str = ""
    """Of the rules as the run found them: a worker that loads others stops the run."""
    options: ReadOptions = DEFAULTS
    convert: str = CONVERT
    """What converts a document: module and name of a `Convert`, which a worker loads for itself."""

    def loaded(self) -> "Convert":
        module, _, name = self.convert.partition(":")
        found: Convert = getattr(import_module(module), name)
        return found


@dataclass(frozen=True)
class Task:
    """One document to convert: its id, its name in the tables, and where its bytes lie."""

    document_id: str
    source: str
    place: str
    corrections: tuple[Correction, ...] = ()


@dataclass
class Counts:
    """What a document adds to the summary of a run."""

    sheets: int = 0
    values: int = 0
    characters: int = 0
    unread: int = 0
    pages: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0

    def add(self, other: "Counts") -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass(frozen=True)
class Outcome:
    """What became of a document."""

    document_id: str
    source: str
    status: str
    """ok | partial | failed"""
    code: str | None = None
    """Of a failed document, the code of its problem."""
    by_limits: bool = False
    """It failed by time, by memory or by a crash: another try, or more of either, may help."""
    matched: str | None = None
    """The family that the document was recognised as, whether its rule fitted or not."""
    counts: Counts = field(default_factory=Counts)
    text: bytes = b""
    """What families recognise the document by, compressed."""
    problems: bytes = b""
    tables: bytes = b""
    """All other tables, packed."""
    seconds: float = 0.0


@dataclass(frozen=True)
class Begun:
    """A worker's word on the way: `pages` of the document, `page` it is at, `recognised` how many as images so far."""

    pages: int = 0
    page: int | None = None
    recognised: int = 0


@dataclass(frozen=True)
class Lost:
    """A document that its worker did not survive, or not in time."""

    task: Task
    code: str
    """timeout | out-of-memory | crashed"""
    says: str
    page: int | None = None


Convert = Callable[[Task, Setup, Callable[[Begun], None]], Outcome]
"""Reads a document; calls back on the way."""
