"""What a run shows while it runs: a line for a person who watches, lines of JSON for a log."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

Watch = Callable[[dict[str, Any]], None]


@contextmanager
def progress(*, is_log: bool = False) -> Iterator[Watch | None]:
    """On standard error: JSON for a log, else a bar where somebody watches."""
    if is_log:
        yield _log
    elif not sys.stderr.isatty():
        yield None
    else:
        with _bar() as watch:
            yield watch


def _log(event: dict[str, Any]) -> None:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    print(json.dumps({"at": at, **event}, ensure_ascii=False), file=sys.stderr, flush=True)


@contextmanager
def _bar() -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    name, rate, found = (
        TextColumn(f"{{task.{each}}}", markup=False) for each in ("description:.40", "fields[rate]", "fields[found]")
    )
    columns = name, BarColumn(), MofNCompleteColumn(), rate, found, TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, rate="", found="")
        pages = problems = failed = 0
        since = time.monotonic()

        def watch(event: dict[str, Any]) -> None:
            nonlocal pages, problems, failed, since
            kind = event["event"]
            if kind == "looking":
                bar.update(task, description=f"looking at {event['files']} files")
            elif kind == "planned":
                since = time.monotonic()
                bar.update(task, total=event["documents"], description="")
            elif kind == "document":
                pages += max(event["pages"], 1)
                problems += event["errors"] + event["warnings"]
                failed += event["status"] == "failed"
                speed = pages / max(time.monotonic() - since, 1e-6)
                bar.update(
                    task, completed=event["done"], total=event["of"], description=event["source"],
                    rate=f"{speed:.1f} pages/s", found=f"{problems} problems, {failed} failed",
                )  # fmt: skip
            elif kind == "retry":
                console.print(f"{event['source']}: {event['says']}; once more, alone, at the end", markup=False)
            elif kind == "stopping":
                console.print("stopping: what is in hand is finished; Ctrl-C again ends at once")
            elif kind == "writing":
                bar.update(task, description="writing the tables")

        yield watch
