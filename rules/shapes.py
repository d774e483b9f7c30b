"""Table shapes: what a family says of a table that the general reader cannot see in the table itself."""

from typing import Literal

from pydantic import Field

from plansheets.rules.lexicon import RuleModel, Stage, ValueType

TableName = Literal["schedule", "indicators", "assessments", "actors", "offices", "events", "sections", "fields"]


class ColumnShape(RuleModel):
    """Columns under these heads (compared by match key, anywhere in the head) hold this kind of value."""

    head: tuple[str, ...] = Field(min_length=1)
    value_type: ValueType


class TableShape(RuleModel):
    """A table with periods in its head, known by labels that stand in its head rows, all of them.

    `table`: what its cells become. `value_type`: of cells whose head names none. `unit`: where the table prints none.
    `stage`: of assessments.
    """

    name: str
    table: Literal["schedule", "indicators", "assessments"]
    head: tuple[str, ...] = Field(min_length=1)
    value_type: ValueType | None = None
    unit: str | None = None
    stage: Stage = "yearly"
    columns: tuple[ColumnShape, ...] = ()
