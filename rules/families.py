"""A family: what is true of one municipality's sheets and what the general reader cannot know. One YAML file each."""

import hashlib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator

from plansheets.errors import UsageError
from plansheets.rules.dump_shape import DumpShape
from plansheets.rules.lexicon import Lexicon
from plansheets.rules.lexicon_file import Field as LexiconField
from plansheets.rules.lexicon_file import Key, RuleModel
from plansheets.rules.patterns import Pattern
from plansheets.rules.shapes import TableName, TableShape
from plansheets.rules.yaml_lines import load_model

BUILT_IN: Traversable = files("plansheets.rules") / "families"
Layout = Literal["form", "dump", "outline"]
"""form: label and value side by side in a drawn or tabbed table · dump: text whose table is lost, label lines and value
lines in reading order · outline: prose under numbered headings."""


def checked_code(code: str) -> str:
    """A 全国地方公共団体コード of six digits, whose last is the check digit. Raises ValueError."""
    if len(code) != 6 or not (code.isascii() and code.isdigit()):
        raise ValueError(f"{code!r} is not a code of six digits")
    total = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=False))
    if (check := str((11 - total % 11) % 10)) != code[5]:
        raise ValueError(f"the check digit of {code!r} is wrong; {code[:5]} has {check}")
    return code


def _grouped(required: str, *others: str) -> AfterValidator:
    """The pattern must have the named group `required` and no named groups but these."""

    def check(pattern: Pattern) -> Pattern:
        if required not in pattern.groups:
            raise ValueError(f"pattern {pattern.source!r} lacks the group (?P<{required}>...)")
        if unknown := sorted(pattern.groups - {required, *others}):
            known = ", ".join((required, *others))
            raise ValueError(f"pattern {pattern.source!r}: unknown group {unknown[0]!r}; known: {known}")
        return pattern

    return AfterValidator(check)


class Recognise(RuleModel):
    """How a document is known. All that is given must hold; strings are compared by match key, anywhere in the text."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.all or self.any or self.patterns):
            raise ValueError("says nothing; give at least one of all, any, patterns")
        return self

    def weigh(self, text: str, keyed: str, key: Key) -> int:
        """How many of its signs stand in the text; 0 when one that must stand there does not. `keyed` is key(text)."""
        found = {name: sum(key(sign) in keyed for sign in getattr(self, name)) for name in ("all", "any", "none")}
        if found["none"] or found["all"] < len(self.all) or (self.any and not found["any"]):
            return 0
        matched = sum(pattern.search(text) is not None for pattern in self.patterns)
        return found["all"] + found["any"] + matched if matched == len(self.patterns) else 0


class Heading(RuleModel):
    """A heading, carried down to the sheets under it. `label`: what it is called when its line does not say."""

    level: int = Field(ge=1, le=3)
    pattern: Annotated[Pattern, _grouped("title", "number", "label")]
    label: str | None = None


class Start(RuleModel):
    """Where a new sheet begins: at a field (the first label of it), or at a line that a pattern finds."""

    field: str | None = None
    pattern: Pattern | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.field is None) == (self.pattern is None):
            raise ValueError("give either field or pattern")
        return self


class Sheet(RuleModel):
    """How a document falls into sheets."""

    start: Start | None = None


class Legend(RuleModel):
    """What marks mean. `column` is "table.column", such as actors.role or sections.legend.

    `marks` maps a mark to its meaning; where the tidy value is another word, `as` maps the meaning to it:
    marks: {◎: 先導的に取り組む主体}, as: {先導的に取り組む主体: lead}.
    """

    marks: dict[str, str] = Field(min_length=1)
    column: str
    as_: dict[str, str] = Field(default={}, alias="as")

    @model_validator(mode="after")
    def _is_column(self) -> Self:
        if self.column.count(".") != 1 or self.table not in get_args(TableName):
            known = ", ".join(sorted(get_args(TableName)))
            raise ValueError(f"column {self.column!r} is not table.column; tables: {known}")
        return self

    @property
    def table(self) -> str:
        """The table of `column`."""
        return self.column.partition(".")[0]

    def value_of(self, mark: str) -> str | None:
        """The tidy value of a mark; None when the legend does not have it."""
        meaning = self.marks.get(mark)
        return None if meaning is None else self.as_.get(meaning, meaning)


class Family(RuleModel):
    """The content of one file in families/."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: dict[Literal["en", "ja"], str] = Field(default={})
    municipality: Annotated[str, AfterValidator(checked_code)] | None = None
    recognise: Recognise
    layout: Layout = "form"
    headings: tuple[Heading, ...] = ()
    sheet: Sheet = Sheet()
    fields: dict[str, LexiconField] = Field(default={})
    labels: dict[str, tuple[str, ...]] = Field(default={})
    legends: tuple[Legend, ...] = ()
    tables: tuple[TableShape, ...] = ()
    dump: DumpShape | None = None

    def lexicon(self, base: Lexicon) -> Lexicon:
        """The lexicon with this family's labels over it."""
        extra = {name: [each.text for _, each in field.labels()] for name, field in self.fields.items()}
        for name, labels in self.labels.items():
            extra.setdefault(name, []).extend(labels)
        for slot in self.dump.slots if self.dump else ():
            if slot.field:
                extra.setdefault(slot.field, []).extend(slot.label)
        return base.with_labels(extra, rule=f"{self.id}/labels", fields=self.fields) if extra else base

    def legend_of(self, column: str) -> Mapping[str, str]:
        """Mark → tidy value, for one "table.column"."""
        legends = [legend for legend in self.legends if legend.column == column]
        return {mark: legend.value_of(mark) or "" for legend in legends for mark in legend.marks}


def family_files(dirs: Sequence[Path] = ()) -> list[Traversable]:
    """The built-in files, then those of the user's folders; in each folder by name.

    Raises UsageError for a folder that is not there.
    """
    for folder in dirs:
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder of rules")
    folders: list[Traversable] = [BUILT_IN, *dirs]
    found = [file for folder in folders for file in sorted(folder.iterdir(), key=lambda each: each.name)]
    return [file for file in found if file.name.endswith((".yaml", ".yml")) and file.name != "lexicon.yaml"]


def load_families(dirs: Sequence[Path] = ()) -> list[Family]:
    """All families, by id; a user's family takes the place of the built-in one with its id.

    Raises RuleError that names file, line, key and the nearest right one.
    """
    found = {family.id: family for family in (load_model(file, Family) for file in family_files(dirs))}
    return [found[name] for name in sorted(found)]


def family_digests(dirs: Sequence[Path] = ()) -> dict[str, str]:
    """SHA-256 of the file of each family that `load_families` gives, by id."""
    found = {load_model(file, Family).id: file for file in family_files(dirs)}
    return {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in sorted(found.items())}


def recognise(text: str, families: Sequence[Family], key: Key) -> list[Family]:
    """The families that a text shows signs of, those with the most signs first, equals by id."""
    keyed = key(text)
    weighed = [(-family.recognise.weigh(text, keyed, key), family.id, family) for family in families]
    return [family for weight, _, family in sorted(weighed, key=lambda each: each[:2]) if weight]
