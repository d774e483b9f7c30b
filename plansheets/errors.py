"""The errors that leave plansheets. The one module that stands below all rooms: it imports nothing.

Every error names the file, the place where it can, and the remedy. Each class has an exit code of the command line.
"""

from typing import ClassVar


class PlanSheetsError(Exception):
    """Base of all errors that the API raises on purpose."""

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "error"
    """Stable, kebab-case: goes into `problems.code`."""


class UsageError(PlanSheetsError):
    """The call asks for something that does not exist or cannot be combined."""

    exit_code = 2
    code = "usage"


class InputError(PlanSheetsError):
    """A source cannot be read."""

    exit_code = 3
    code = "unreadable-file"

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.problem_code = code or type(self).code


class OutputError(PlanSheetsError):
    """The output cannot be written, or stands already."""

    exit_code = 4
    code = "unwritable-output"


class RuleError(PlanSheetsError):
    """A rule file is wrong: the message names file, line, key and the nearest right one."""

    exit_code = 5
    code = "broken-rule"


class TableError(PlanSheetsError):
    """Rows do not fit the contract: the message names table, row and column. A bug of plansheets, not of the input."""

    exit_code = 6
    code = "broken-table"


class ClaimError(PlanSheetsError):
    """A glyph was claimed twice, or a claim lies outside its source. A bug of plansheets, not of the input."""

    exit_code = 7
    code = "double-claim"


class InternalError(PlanSheetsError):
    """Something that plansheets did not foresee. A bug of plansheets, not of the input: please report it."""

    exit_code = 9
    code = "internal-error"


class StrictError(PlanSheetsError):
    """`--strict`: the run ended with problems of severity warning or error."""

    exit_code = 8
    code = "strict"


class SamplesError(PlanSheetsError):
    """`samples check`: a table differs from the expected one."""

    exit_code = 1
    code = "samples-differ"
