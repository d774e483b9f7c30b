"""The shape of a sheet whose print is known but whose text comes as a raw dump: what stands on it, and how wide.

A dump has lost its table. What can still be known is the family's: its labels, the slots of the sheet in the order of
the form, how many full-width characters fit a line of each slot, and the words of the heads.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from plansheets.rules.patterns import Pattern


def _tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_tuple)]
"""One word or a list of them."""


class DumpModel(BaseModel):
    """Frozen, and a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DumpGroup(DumpModel):
    """A band of the form with a label at its left edge, often stacked one character a line.

    `note`: what its head says in brackets. `heads`: stage → words of its head that name the stage.
    """

    name: str
    label: Words
    note: Pattern | None = None
    heads: dict[Literal["progress", "yearly", "interim", "final"], Words] = Field(default={})


class DumpSlot(DumpModel):
    """A place of the form that holds text.

    `per`: one text a sheet, one for each column of the year table, one for each year, one for the evaluation of the
    period, or one for what comes after it. `width`: full-width characters of a full line. `says`: what its text usually
    holds; `shuns`: what it hardly ever does. `field`: canonical name; the lexicon's labels of that field count too.
    """

    table: Literal["title", "offices", "fields", "schedule", "assessments"]
    label: Words = ()
    field: str | None = None
    group: str | None = None
    per: Literal["sheet", "column", "year", "period", "open"] = "sheet"
    width: float = Field(gt=0)
    stage: Literal["progress", "yearly", "interim", "final"] | None = None
    says: Pattern | None = None
    shuns: Pattern | None = None
    has_grade: bool = False
    has_delay: bool = False


class DumpHeading(DumpModel):
    """A heading above the sheet's title: label, number and title on one line."""

    level: int = Field(ge=1, le=3)
    label: Words


class DumpHeads(DumpModel):
    """Words of the year table's head: the state before the plan, what stands under each year, the goal after it."""

    baseline: Words = ()
    plan: Words = ()
    actual: Words = ()
    target: Words = ()


class DumpIndicators(DumpModel):
    """What tells the names and values of indicators from other short texts.

    `name`: what a name looks like. `target`: what stands for a number in the column of the goal. `baseline`: what only
    the baseline says of its number. `cumulative`: a name whose values do not fall. `units`: unit → names that have it.
    """

    group: str | None = None
    name: Pattern
    target: Pattern
    baseline: Pattern | None = None
    cumulative: Pattern | None = None
    units: dict[str, Pattern] = Field(default={})


class DumpShape(DumpModel):
    """All of it. `number`: labels of the sheet's number. `delay`: the mark of a slot with `has_delay`."""

    number: Words = ()
    headings: tuple[DumpHeading, ...] = ()
    groups: tuple[DumpGroup, ...] = ()
    slots: tuple[DumpSlot, ...] = Field(min_length=1)
    heads: DumpHeads = DumpHeads()
    indicators: DumpIndicators | None = None
    grades: str = ""
    delay: Words = ()
    note: Pattern | None = None

    @model_validator(mode="after")
    def _groups_exist(self) -> Self:
        known = {group.name for group in self.groups}
        for slot in self.slots:
            if slot.group and slot.group not in known:
                raise ValueError(f"slot {slot.label or slot.table!r}: no group {slot.group!r}; known: {sorted(known)}")
        return self
