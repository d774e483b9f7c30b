"""Checking rule files: every fault of a file with its line, and what a maintainer should look at."""

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath

from plansheets.errors import RuleError
from plansheets.rules.families import Family, Sheet, family_files
from plansheets.rules.lexicon import BUILT_IN, Lexicon, load_lexicon
from plansheets.rules.lexicon_file import Key, LexiconFile, duplicates
from plansheets.rules.nearest import did_you_mean
from plansheets.rules.yaml_lines import Document, Fault, Place, read_file, validate


def check_file(path: Traversable, lexicon: Lexicon | None = None) -> list[str]:
    """All errors of a rule file as "path:line: key '…': what is wrong", in the file's order; empty when it is right."""
    return [str(fault) for fault in lint_file(path, lexicon) if fault.severity == "error"]


def check_all(files: Sequence[Path] = (), dirs: Sequence[Path] = ()) -> tuple[int, list[str]]:
    """How many rule files were checked, and all their errors."""
    checked, faults = lint_all(files, dirs)
    return checked, [str(fault) for fault in faults if fault.severity == "error"]


def lint_all(files: Sequence[Path] = (), dirs: Sequence[Path] = ()) -> tuple[int, list[Fault]]:
    """How many rule files were checked, and their errors and notes. Without files: the built-in ones and the user's.

    Raises UsageError for a folder of rules that is not there.
    """
    families = family_files(dirs)
    own = [folder / "lexicon.yaml" for folder in dirs if (folder / "lexicon.yaml").exists()]
    try:
        lexicon = load_lexicon(dirs=dirs)
    except RuleError:
        lexicon = load_lexicon()
    chosen: Sequence[Traversable] = files or [BUILT_IN, *own, *families]
    return len(chosen), [fault for file in chosen for fault in lint_file(file, lexicon)]


def lint_file(path: Traversable, lexicon: Lexicon | None = None) -> list[Fault]:
    """The errors of a rule file, and its notes: what is right but does nothing, or goes against the lexicon.

    A file of the name lexicon.yaml is read as a lexicon, any other as a family. Without `lexicon`, the built-in one.
    """
    document = read_file(path)
    if path.name == "lexicon.yaml":
        content = validate(document, LexiconFile)
        found = [] if content is None else list(duplicates(content, (lexicon or load_lexicon()).key))
        return document.faults or sorted(document.fault(at, message) for at, message in found)
    family = validate(document, Family)
    if family is None:
        return document.faults
    return sorted(set(_family_faults(document, family, lexicon or load_lexicon())))


def _family_faults(document: Document, family: Family, lexicon: Lexicon) -> Iterator[Fault]:
    stem = PurePath(document.path).stem
    if family.id != stem:
        yield document.fault(("id",), f"{family.id!r} differs from the file's name; call the file {family.id}.yaml")
    yield from _unknown_fields(document, family, lexicon)
    yield from _labels(document, family, lexicon)
    yield from _legends(document, family)
    yield from _recognise(document, family, lexicon.key)
    yield from _unused(document, family)


def _unknown_fields(document: Document, family: Family, lexicon: Lexicon) -> Iterator[Fault]:
    """Fields that neither the lexicon nor the family declares."""
    known = sorted({*lexicon.fields(), *family.fields})
    places: list[tuple[Place, str]] = [(("labels", name), name) for name in family.labels]
    if family.sheet.start and family.sheet.start.field:
        places.append((("sheet", "start", "field"), family.sheet.start.field))
    for at, name in places:
        if name not in known:
            yield document.fault(at, f"unknown field {name!r}{did_you_mean(name, known)}")
    for name in family.fields:
        if name in lexicon.fields():
            yield document.fault(("fields", name), "the lexicon has this field; put its labels under labels", "note")


def _labels(document: Document, family: Family, lexicon: Lexicon) -> Iterator[Fault]:
    """A label given to two fields; a label that the lexicon has already, for this field or for another."""
    mine: dict[str, str] = {}
    for name, labels in family.labels.items():
        for index, label in enumerate(labels):
            at: Place = ("labels", name, index)
            key = lexicon.key(label)
            if not key:
                yield document.fault(at, "an empty label")
            elif mine.setdefault(key, name) != name:
                yield document.fault(at, f"{label!r} is a label of {mine[key]!r} in this file too; take one out")
            elif (known := lexicon.lookup(label)) and lexicon.key(known.spelling) == key and not known.weak:
                says = "has it already" if known.field == name else f"reads it as {known.field!r}; this file wins"
                yield document.fault(at, f"{label!r}: the lexicon {says}", "note")


def _legends(document: Document, family: Family) -> Iterator[Fault]:
    """A mark with two meanings for one column; a word under `as` that no mark means."""
    seen: dict[tuple[str, str], int] = {}
    for index, legend in enumerate(family.legends):
        for mark in legend.marks:
            if (first := seen.setdefault((legend.column, mark), index)) != index:
                message = f"legends[{first}] has {mark!r} for {legend.column} already; take one out"
                yield document.fault(("legends", index, "marks", mark), message)
        for word in legend.as_:
            if word not in legend.marks.values():
                near = did_you_mean(word, sorted(legend.marks.values()))
                yield document.fault(("legends", index, "as", word), f"no mark means {word!r}{near}", "note")


def _recognise(document: Document, family: Family, key: Key) -> Iterator[Fault]:
    """A sign that must and must not stand in the text; an empty sign, which stands in every text."""
    signs = family.recognise
    for name in ("all", "any", "none"):
        for index, sign in enumerate(getattr(signs, name)):
            if not key(sign):
                yield document.fault(("recognise", name, index), "an empty sign stands in every text; take it out")
    required = {key(sign) for sign in signs.all}
    for index, sign in enumerate(signs.none):
        if key(sign) in required:
            yield document.fault(("recognise", "none", index), f"{sign!r} stands under all too; nothing can match")


def _unused(document: Document, family: Family) -> Iterator[Fault]:
    """What stands in the file and does nothing."""
    if family.layout == "outline" and family.sheet != Sheet():
        yield document.fault(("sheet",), "an outline has no sheets; take it out, or give another layout", "note")
    names = [table.name for table in family.tables]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield document.fault(("tables", index, "name"), f"{name!r} stands twice; give each table its own name")
    yield from _repeated(document, family.headings)


def _repeated(document: Document, headings: Sequence[object]) -> Iterator[Fault]:
    for index, heading in enumerate(headings):
        if heading in headings[:index]:
            yield document.fault(("headings", index), f"is the same as headings[{headings.index(heading)}]", "note")
