"""The models of a lexicon.yaml: fields with their labels, and the words that are no labels."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from plansheets.rules.yaml_lines import Place

Key = Callable[[str], str]
Type = Literal[
    "text", "number", "title", "kind", "offices", "actors", "schedule", "indicator", "assessment", "money", "period",
    "date", "municipality", "person", "grade", "direction", "heading", "unit",
]  # fmt: skip
ValueType = Literal["baseline", "plan", "actual", "target", "outlook"]
Stage = Literal["progress", "yearly", "interim", "final"]


class RuleModel(BaseModel):
    """Base of all that is read from a rule file: frozen, and a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class SpellingModel(RuleModel):
    """One label as printed. `order`: of several fields with this weak label, the lowest is tried first."""

    text: str
    weak: bool = False
    order: int = 0


Spelling = Annotated[SpellingModel, BeforeValidator(lambda value: {"text": value} if isinstance(value, str) else value)]


class Field(RuleModel):
    """What the lexicon says of one canonical field."""

    type: Type
    en: str
    ja: str
    spellings: tuple[Spelling, ...] = ()
    weak: tuple[Spelling, ...] = ()

    def labels(self) -> Iterator[tuple[Place, SpellingModel]]:
        """Every spelling with its place under the field; those under `weak` are weak."""
        yield from ((("spellings", at), spelling) for at, spelling in enumerate(self.spellings))
        yield from ((("weak", at), each.model_copy(update={"weak": True})) for at, each in enumerate(self.weak))

    def entry(self, name: str, spelling: SpellingModel, rule: str) -> "Entry":
        """The entry of one spelling."""
        return Entry(name, self.type, self.en, self.ja, spelling.text, spelling.weak, spelling.order, f"{rule}/{name}")


class LexiconFile(RuleModel):
    """The content of a lexicon.yaml."""

    fields: dict[str, Field]
    value_types: dict[ValueType, tuple[str, ...]] = {}
    kinds: tuple[str, ...] = ()
    stages: dict[Stage, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """A label that the lexicon knows. `rule` is what goes into `provenance.rule`: "lexicon/purpose"."""

    field: str
    type: Type
    en: str
    ja: str
    spelling: str
    weak: bool
    order: int
    rule: str


def entries_of(content: LexiconFile, rule: str) -> Iterator[Entry]:
    """One entry per spelling, in the file's order."""
    return (
        field.entry(name, spelling, rule) for name, field in content.fields.items() for _, spelling in field.labels()
    )


def duplicates(content: LexiconFile, key: Key) -> Iterator[tuple[Place, str]]:
    """Labels that would mean two fields: (place in the file, what is wrong)."""
    seen: dict[str, list[Entry]] = {}
    for name, field in content.fields.items():
        for place, spelling in field.labels():
            entry = field.entry(name, spelling, "")
            for other in seen.setdefault(key(entry.spelling), []):
                if problem := _contradiction(entry, other):
                    yield ("fields", name, *place), problem
            seen[key(entry.spelling)].append(entry)


def _contradiction(entry: Entry, other: Entry) -> str | None:
    """What is wrong with two entries of one match key; None when their order tells them apart."""
    if other.field == entry.field:
        return f"{entry.spelling!r} stands twice; take one out"
    if entry.weak and other.weak and entry.order != other.order:
        return None
    remedy = "take one out, or make both weak, each with its own order"
    return f"{entry.spelling!r} is a label of {other.field!r} too; {remedy}"
