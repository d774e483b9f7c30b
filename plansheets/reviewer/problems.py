"""How much a document needs a look: the counts that the index shows, and the score that it is sorted by."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from plansheets.reviewer.data import DocumentData

Values = Mapping[str, Any]
LOW: Final = 0.8
"""Confidence below which a value counts as doubtful; the page lets its reader choose another."""


def told_by_checks(problem: Values, checks: Sequence[Values]) -> bool:
    """Is a problem only the message about a failed check, which stands among the checks?"""
    return problem["code"] == "failed-check" and any(not check["passed"] for check in checks)


def counts_of(data: "DocumentData") -> dict[str, int]:
    """What the index says of a document."""
    severities = [problem["severity"] for problem in data.problems]
    return {
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "notes": severities.count("note"),
        "unread": sum(_printed(data.strings[r["raw"]]) for r in data.residue if r["kind"] == "unread"),
        "checks": len(data.checks),
        "failed": sum(not check["passed"] for check in data.checks),
        "values": len(data.values),
        "low": sum(value[3] < LOW for value in data.values),
    }


def need(row: Values, counts: Mapping[str, int]) -> int:
    """How much a document needs a look, 0 to 100: first what was not read, then what is in doubt."""
    if row["status"] == "failed":
        return 100
    unread = counts["unread"] / row["characters"] if row["characters"] else 0.0
    low = counts["low"] / counts["values"] if counts["values"] else 0.0
    score = 0.0
    score += min(40, 30 + 5 * counts["errors"]) if counts["errors"] else 0
    score += min(25.0, 5 + 250 * unread) if counts["unread"] else 0
    score += min(15, 6 + 3 * counts["failed"]) if counts["failed"] else 0
    score += min(10, 2 + 2 * counts["warnings"]) if counts["warnings"] else 0
    score += min(9.0, 1 + 20 * low) if counts["low"] else 0
    return min(99, max(1, round(score))) if score else 0


def _printed(raw: str) -> int:
    return sum(not character.isspace() for character in raw)
