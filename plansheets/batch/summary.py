"""What a run did, in numbers; and what it says on the way."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from plansheets.batch.ledger import Ledger
from plansheets.batch.task import Counts, Outcome

Watch = Callable[[dict[str, Any]], None]
"""Called with what happens: `event` (looking | planned | document | retry | writing | finished) and its facts."""


@dataclass
class Summary(Counts):
    """What the tables of a run hold, and what it took."""

    files: int = 0
    documents: int = 0
    failed: int = 0
    """Documents that could not be converted, and files that could not be opened."""
    converted: int = 0
    """Documents converted by this run; the others were done before."""
    left: int = 0
    """Documents that were not reached, because the run was stopped."""

    @property
    def share_read(self) -> float:
        """Share of the printed characters that are not unread."""
        return 1 - self.unread / self.characters if self.characters else 0.0


class Interrupted(KeyboardInterrupt):
    """A run was stopped by Ctrl-C or SIGTERM. The tables of what was done are written; the same call goes on."""

    def __init__(self, summary: Summary) -> None:
        super().__init__(f"stopped, {summary.left} documents are left; the same call goes on with them")
        self.summary = summary


def summarise(ledger: Ledger, told: Iterable[dict[str, Any]] = ()) -> Summary:
    """The numbers of all that is done; `told` are problems of no document."""
    summary = Summary(files=ledger.count_files())
    for _, _, _, status, counts in ledger.contents():
        summary.documents += 1
        summary.failed += status == "failed"
        summary.add(counts)
    for _ in ledger.troubled():
        summary.failed += 1
        summary.errors += 1
    for row in told:
        summary.errors += row["severity"] == "error"
        summary.warnings += row["severity"] == "warning"
    return summary


def told(outcome: Outcome, done: int, of: int) -> dict[str, Any]:
    """The event of a document that is done."""
    counts = asdict(outcome.counts)
    problems = {name: counts.pop(name) for name in ("errors", "warnings", "notes")}
    return {"event": "document", "done": done, "of": of, "source": outcome.source,
            "document_id": outcome.document_id, "status": outcome.status, "code": outcome.code,
            "seconds": round(outcome.seconds, 3), **counts, **problems}  # fmt: skip
