"""Rows of table problems: what a person should look at."""

from typing import Any

from plansheets.tables import table

Values = dict[str, Any]


def problem(source: str, document_id: str | None, severity: str, code: str, message: str) -> Values:
    """A row of problems; its ordinal is given when the rows of a source are together."""
    return table("problems").blank() | {"source": source, "document_id": document_id, "ordinal": 1,
                                        "severity": severity, "code": code, "message": message}  # fmt: skip
