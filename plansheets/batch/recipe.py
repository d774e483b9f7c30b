"""What an outcome depends on besides the document's bytes: the program, the rules, the options. As digests.

A family's rule is told apart from all else: when it changes, only the documents that it is, or was, for are read again.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from plansheets.extract.readers import belief
from plansheets.extract.readers.options import ReadOptions
from plansheets.rules.families import family_digests

if TYPE_CHECKING:  # what reads documents takes a second to load: the run's own process does without
    from plansheets.conversion import Converted, Rules

LIBRARIES = ("numpy", "onnxruntime", "pdfminer.six", "pdfplumber", "pyarrow", "pypdfium2", "rapidocr", "regex")
"""What reads; another version may read otherwise."""
ROOMS = ("plansheets", "plansheets.extract", "plansheets.normalize", "plansheets.rules")
KINDS = {".py", ".yaml", ".csv", ".json"}
BROKEN = "?"
"""Stands for the family of a document that could not be converted for a reason that may lie in the rules."""


@dataclass(frozen=True)
class Recipe:
    """How the documents of a run are read."""

    rules: tuple[Path, ...]
    options: ReadOptions

    @cached_property
    def loaded(self) -> "Rules":
        from plansheets.conversion import load_rules

        return load_rules(self.rules)

    @cached_property
    def families(self) -> Mapping[str, str]:
        """Digest of each family's rule, by id."""
        return family_digests(self.rules)

    @cached_property
    def rules_digest(self) -> str:
        """Of the lexicon and of all families."""
        return digest([_lexicon_digest(self.rules), *(f"{name} {each}" for name, each in self.families.items())])

    @cached_property
    def _base(self) -> str:
        options = [self.options.reader, self.options.ocr, self.options.second_reader, self.options.password]
        return digest([program_digest(), _lexicon_digest(self.rules), json.dumps(options), str(belief.is_installed())])

    def key(self, source: str) -> str:
        """What an outcome is good for, families left out: the name of a document stands in its rows."""
        return digest([self._base, source])

    def rule_of(self, matched: str | None) -> str:
        """Digest of the rule that a document was recognised by; "" for none."""
        return self.rules_digest if matched == BROKEN else self.families.get(matched or "", "")

    def recognise(self, text: bytes) -> str | None:
        """The id of the family that a document is recognised as, by what `recognised_by` kept of it."""
        if not text:
            return None
        from plansheets.extract.recognise import family_of_text

        reader, printed = json.loads(zlib.decompress(text))
        family = family_of_text(printed, reader, self.loaded.families)
        return family.id if family else None


def recognised_by(converted: "Converted") -> bytes:
    """What a document is recognised by: its text and its reader, compressed; empty for one that could not be read."""
    if converted.reading is None:
        return b""
    source = converted.reading.source
    return zlib.compress(json.dumps([source.reader, source.text]).encode("utf-8", "surrogatepass"), 1)


def digest(parts: Iterable[str]) -> str:
    """SHA-256 of texts; no two lists of texts share one."""
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()


@cache
def program_digest() -> str:
    """Version, content of the installed package, and the versions of the libraries that read."""
    from plansheets import __version__

    files = {f"{room}/{name}": content for room in ROOMS for name, content in _files(room)}
    return digest([__version__, *map(_version, LIBRARIES), *(f"{name} {files[name]}" for name in sorted(files))])


def _files(room: str) -> Iterable[tuple[str, str]]:
    """Each file of a package with the digest of its content."""
    import importlib

    folder = Path(str(importlib.import_module(room).__file__)).parent
    for path in folder.rglob("*"):
        if path.suffix in KINDS and path.parent.name != "families":  # those have digests of their own
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def _version(library: str) -> str:
    try:
        return f"{library} {metadata.version(library)}"
    except metadata.PackageNotFoundError:
        return f"{library} -"


def _lexicon_digest(dirs: tuple[Path, ...]) -> str:
    """Of the users' lexicons, with their paths: those stand in provenance. The built-in one is part of the program."""
    own = [folder / "lexicon.yaml" for folder in dirs if (folder / "lexicon.yaml").exists()]
    return digest(f"{file} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in own)
