"""A run over many files: looks at them, converts what is new, writes the tables. One bad file never ends it."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from plansheets.batch.files import look_at
from plansheets.batch.ledger import FILE, Known, Ledger, forget
from plansheets.batch.limits import Limits
from plansheets.batch.merge import content_digest, write_merged
from plansheets.batch.pool import START_METHOD, Pool, StartMethod, warm_up
from plansheets.batch.publish import is_published, publish, run_folder
from plansheets.batch.recipe import Recipe, digest
from plansheets.batch.remote import output_folder
from plansheets.batch.stop import on_stop
from plansheets.batch.summary import Interrupted, Summary, Watch, summarise, told
from plansheets.batch.task import CONVERT, Lost, Outcome, Setup, Task
from plansheets.corrections import Corrections
from plansheets.errors import InputError, OutputError, UsageError
from plansheets.extract.readers.options import Engine, Ocr, ReadOptions
from plansheets.inputs import check_given
from plansheets.parquet import table_path
from plansheets.places import is_url
from plansheets.tables import tables

WORKERS = "PLANSHEETS_WORKERS"
"""The environment variable that says how many workers there are where the call does not."""


def convert(
    paths: Iterable[str | Path] | str | Path,
    out: str | Path = "out",
    *,
    rules: Sequence[str | Path] = (),
    overwrite: bool = False,
    fresh: bool = False,
    workers: int | None = None,
    timeout: float = Limits.timeout,
    memory: int = Limits.memory,
    retry_failed: bool = False,
    watch: Watch | None = None,
    password: str | None = None,
    reader: Engine = "pdfium",
    ocr: Ocr = "auto",
    second_reader: bool = False,
    start_method: StartMethod = START_METHOD,
    corrections: str | Path | Sequence[str | Path] | None = None,
) -> Summary:
    """Convert files, folders, globs, zip archives and URLs into the tables of the contract under `out`.

    What `out/ledger.sqlite` says is done is not done again, unless `fresh`; `overwrite` replaces tables that were made
    from other inputs. Documents are converted in `workers` processes (default: PLANSHEETS_WORKERS, else the cores; 0:
    in this one, unprotected). Each may take `timeout` seconds and 2 a page for a document, and `memory` bytes; one that
    takes more, or dies, costs its document, after a second try alone. `retry_failed` tries such documents of earlier
    runs again. `watch` is called with what happens.

    `password` opens encrypted PDFs, `reader` reads their text layers, `ocr` says which pages are recognised as images;
    with `second_reader` the other library reads them too, and values that it reads otherwise are doubted. `corrections`
    are files of what a person says is right (docs/corrections.md).

    Raises UsageError (no such path), InputError (nothing to read), OutputError (`out` cannot be written, holds other
    tables, or another run writes into it), RuleError, and Interrupted when it was stopped by Ctrl-C or SIGTERM. A file
    that cannot be read is counted as failed and stands in problems.
    """
    named = [paths] if isinstance(paths, str | Path) else list(paths)
    check_given(named)
    workers = default_workers() if workers is None else workers
    if workers:
        warm_up(start_method)
    recipe = Recipe(tuple(Path(r) for r in rules), ReadOptions(password, reader, ocr, second_reader))
    if rules:
        _ = recipe.loaded  # what is wrong with them is said here, and not by a worker
    corrected = Corrections.of_files(corrections)
    setup = Setup(recipe.rules, recipe.rules_digest, recipe.options, CONVERT)
    with output_folder(out, overwrite=overwrite or fresh) as folder:
        if fresh:
            forget(folder)
        check_output(folder, out, named, overwrite=overwrite or fresh)
        with Ledger(folder) as ledger:
            run = Run(ledger, recipe, setup, Limits(timeout, memory), watch or (lambda event: None))
            run.look(named)
            run.correct(corrected)
            run.plan(retry_failed=retry_failed)
            run.convert(workers, start_method)
            run.write(folder)
        return run.finish()


def default_workers() -> int:
    """What the environment says, else the cores that this process may use. Raises UsageError."""
    said = os.environ.get(WORKERS)
    if said is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not said.isdecimal():
        raise UsageError(f"{WORKERS}={said}: is no number of workers")
    return int(said)


def check_output(folder: Path, out: str | Path, named: Sequence[str | Path], *, overwrite: bool) -> None:
    """Raises OutputError where the folder holds tables that were not made from what is named."""
    if overwrite:
        return
    if (folder / FILE).exists():
        with Ledger(folder) as ledger:
            if ledger.about("inputs") not in (None, _inputs(named)):
                raise OutputError(
                    f"{out}: holds tables already, of other inputs; name another folder or add --overwrite"
                )
    elif any(table_path(folder, name).exists() for name in tables()):
        raise OutputError(f"{out}: holds tables already, and no ledger; name another folder or add --overwrite")


def _inputs(named: Sequence[str | Path]) -> str:
    """What a run was called with, for the next to compare."""
    return json.dumps(sorted(str(each) if is_url(str(each)) else str(Path(each).absolute()) for each in named))


class Run:
    """The steps of a run, in their order."""

    def __init__(self, ledger: Ledger, recipe: Recipe, setup: Setup, limits: Limits, watch: Watch) -> None:
        self.ledger = ledger
        self.recipe = recipe
        self.setup = setup
        self.limits = limits
        self.watch = watch
        self.corrections = Corrections()
        self.told: list[dict[str, Any]] = []
        self.total = self.done = 0
        self.summary = Summary()
        self._pool: Pool | None = None
        self._is_stopped = False

    def look(self, named: Sequence[str | Path]) -> None:
        """Which files there are. Raises UsageError, and InputError where there are none."""
        count = look_at(named, self.ledger, lambda files: self.watch({"event": "looking", "files": files}))
        if not count:
            raise InputError(
                f"{', '.join(map(str, named))}: no document that plansheets reads; give files, or a folder of them",
                "no-documents",
            )
        self.ledger.note("inputs", _inputs(named))

    def correct(self, corrections: Corrections) -> None:
        """Which of the documents a person corrected; what is of none of them is told."""
        self.told = corrections.problems(self.ledger.named)
        self.corrections = corrections.resolved(self.ledger.named)

    def _key(self, document_id: str, source: str) -> str:
        """What an outcome is good for: the recipe and, of a document that has any, its corrections."""
        key, corrected = self.recipe.key(source), self.corrections.digest(document_id)
        return digest([key, corrected]) if corrected else key

    def plan(self, *, retry_failed: bool) -> None:
        """Which of their documents must be converted."""
        are_rules_new = self.ledger.about("rules") != self.recipe.rules_digest
        limits = json.dumps(asdict(self.limits))

        def is_due(known: Known) -> bool:
            if known.key != self._key(known.task.document_id, known.task.source):
                return True
            if known.limits is not None and (retry_failed or known.limits != limits):
                return True
            if known.rule != self.recipe.rule_of(known.matched):
                return True
            return are_rules_new and known.matched != self.recipe.recognise(self.ledger.text(known.task.document_id))

        self.total = self.ledger.plan(known for known in self.ledger.known() if is_due(known))
        self.ledger.note("rules", self.recipe.rules_digest)
        files = self.ledger.count_files()
        self.watch({"event": "planned", "files": files, "documents": self.total})

    def convert(self, workers: int, start_method: StartMethod) -> None:
        """Converts what is planned; what is lost once is tried again alone."""
        lost: list[Lost] = []
        with on_stop(self._stop):
            for found in self._converted(self._tasks(), min(workers, self.total), start_method):
                if isinstance(found, Lost):
                    lost.append(found)
                    self.watch({"event": "retry", "source": found.task.source, "code": found.code, "says": found.says})
                else:
                    self._keep(found)
            if lost:
                from plansheets.batch.one import lost_outcome

                alone = self._converted((each.task for each in lost), min(workers, 1), start_method)
                for found in alone:
                    self._keep(lost_outcome(found) if isinstance(found, Lost) else found)

    def _tasks(self) -> Iterator[Task]:
        for task in self.ledger.tasks():
            yield replace(task, corrections=self.corrections.of(task.document_id))

    def _converted(self, tasks: Iterator[Task], workers: int, start_method: StartMethod) -> Iterator[Outcome | Lost]:
        if not workers:
            convert = self.setup.loaded()
            for task in tasks:
                if self._is_stopped:
                    return
                try:
                    yield convert(task, self.setup, lambda begun: None)
                except MemoryError:
                    yield Lost(task, "out-of-memory", "took more memory than there is; look at the file")
            return
        with Pool(workers, self.setup, self.limits, start_method) as pool:
            self._pool = pool
            pool.is_stopping = self._is_stopped
            yield from pool.run(tasks)
        self._pool = None

    def _stop(self) -> None:
        self._is_stopped = True
        if self._pool:
            self._pool.is_stopping = True
        self.watch({"event": "stopping"})

    def _keep(self, outcome: Outcome) -> None:
        limits = json.dumps(asdict(self.limits)) if outcome.by_limits else None
        content = hashlib.sha256(outcome.tables + outcome.problems).hexdigest()
        rule = self.recipe.rule_of(outcome.matched)
        key = self._key(outcome.document_id, outcome.source)
        self.ledger.done(outcome, key, rule, limits, content)
        self.done += 1
        self.watch(told(outcome, self.done, self.total))

    def write(self, out: Path) -> None:
        """The tables of what is done, where they are not there already."""
        self.summary = summarise(self.ledger, self.told)
        content = content_digest(self.ledger, self.told)
        if is_published(out, content):
            return
        self.watch({"event": "writing"})
        write_merged(self.ledger, run_folder(out, content), self.told)
        publish(out, content)

    def finish(self) -> Summary:
        """The summary. Raises Interrupted where the run was stopped before its end."""
        summary = self.summary
        summary.converted, summary.left = self.done, self.total - self.done
        self.watch({"event": "finished", **asdict(summary)})
        if summary.left:
            raise Interrupted(summary)
        return summary
