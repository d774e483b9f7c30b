"""Table shapes: what a family says of a table that the general reader cannot see in the table itself."""

from typing import Literal

from plansheets.rules.lexicon_file import RuleModel, Stage, ValueType
from plansheets.rules.patterns import Pattern

TableName = Literal["schedule", "indicators", "assessments", "actors", "offices", "events", "sections", "fields"]


class ColumnShape(RuleModel):
    """One column, or one run of columns, of a table. What is left out, the general reader finds out.

    `head`: labels of the column's head, compared by match key; `pattern` instead of it, for heads with a year in them.
    `column`: the tidy column that its cells go to (unit, value_text, text, ...). The facts that hold for all its cells:
    `value_type`, `aspect` (label of an assessment), `period` (heading of the period when the head prints none), `role`.
    """

    head: tuple[str, ...] = ()
    pattern: Pattern | None = None
    column: str | None = None
    value_type: ValueType | None = None
    aspect: str | None = None
    period: str | None = None
    role: str | None = None


class TableShape(RuleModel):
    """A table of the sheet.

    `table`: the tidy table that its cells become. `head`: labels that stand in its head rows, all of them, compared by
    match key; by them it is recognised. `row_key`: label of the column that names the row (指標, 事業名). `direction`:
    periods run across (columns) or down. `nested`: heads over the head, as 計画・実績 under each year.
    """

    name: str
    table: TableName
    head: tuple[str, ...] = ()
    pattern: Pattern | None = None
    row_key: str | None = None
    direction: Literal["across", "down"] = "across"
    stage: Stage | None = None
    value_type: ValueType | None = None
    unit: str | None = None
    nested: tuple[str, ...] = ()
    columns: tuple[ColumnShape, ...] = ()
