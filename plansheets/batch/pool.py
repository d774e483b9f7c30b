"""Workers that convert documents, each with a connection of its own: what one does or suffers touches no other.

The pools of the standard library and of others end, or hang, when a worker is killed while it holds what they share,
and know no time limit that grows with a document's pages.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Literal, Self, cast

import psutil

from plansheets.batch.limits import Limits
from plansheets.batch.task import Begun, Lost, Outcome, Setup, Task
from plansheets.batch.worker import work
from plansheets.errors import InternalError, PlanSheetsError

StartMethod = Literal["spawn", "forkserver"]
START_METHOD: StartMethod = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
LOOK = 0.1
"""Seconds between looks at the workers' memory and time."""
NEAR = 0.9
"""Share of its memory limit from which on a worker that the system killed counts as out of memory."""
STILLBORN = 5
"""Workers that may end before they begin, one after the other, until the run gives up."""
WORN = 0.5
"""Share of the memory limit that an idle worker may hold before another takes its place."""


def warm_up(start_method: StartMethod) -> None:
    """Starts the server that forks workers, which takes a second to load what reads documents; does not wait for it."""
    if start_method == "forkserver":
        from multiprocessing.forkserver import ensure_running, set_forkserver_preload

        set_forkserver_preload(["plansheets.batch.preload"])
        ensure_running()


@dataclass
class _Worker:
    process: BaseProcess
    connection: Connection
    is_ready: bool = False
    task: Task | None = None
    since: float = 0.0
    begun: Begun = field(default_factory=Begun)
    memory: int = 0
    """Bytes, as last seen."""


class Pool:
    """`size` workers. A context manager; leaving it kills what still works."""

    def __init__(self, size: int, setup: Setup, limits: Limits, start_method: StartMethod = START_METHOD) -> None:
        self._context: BaseContext = multiprocessing.get_context(start_method)
        self._how = (setup, limits)
        self._limits = limits
        self._workers: list[_Worker] = []
        self._stillborn = 0
        self.size = size
        self.is_stopping = False
        """Set it to hand out no more documents; `run` ends when those in hand are done."""

    def __enter__(self) -> Self:
        self._fill()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            with suppress(OSError):
                worker.connection.close()
            if worker.task is not None or not worker.is_ready:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join(5)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()

    def run(self, tasks: Iterator[Task]) -> Iterator[Outcome | Lost]:
        """What became of each task, in the order in which they end.

        Raises InternalError where no worker can begin, RuleError where the rules changed meanwhile.
        """
        more = True
        while True:
            for worker in self._workers if more and not self.is_stopping else ():
                if worker.is_ready and worker.task is None:
                    task = next(tasks, None)
                    if task is None:
                        more = False
                        break
                    self._give(worker, task)
            if (self.is_stopping or not more) and not any(worker.task for worker in self._workers):
                return
            yield from self._listen()

    def _give(self, worker: _Worker, task: Task) -> None:
        worker.task, worker.since, worker.begun, worker.memory = task, time.monotonic(), Begun(), 0
        with suppress(OSError):  # it died idle: `_listen` finds its end
            worker.connection.send(task)

    def _listen(self) -> Iterator[Outcome | Lost]:
        """Waits until a worker says something or a moment has passed; gives what has come to an end."""
        ready = wait([each for worker in self._workers for each in (worker.connection, worker.process.sentinel)], LOOK)
        for worker in list(self._workers):
            found: Outcome | Lost | None = None
            if worker.connection in ready:
                found = self._heard(worker)
            elif worker.process.sentinel in ready:
                found = self._ended(worker)
            elif worker.task is not None:
                found = self._watched(worker, worker.task)
            if found is not None:
                yield found
        self._fill()

    def _heard(self, worker: _Worker) -> Outcome | Lost | None:
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            return self._ended(worker)
        if not worker.is_ready:
            if said is not None:
                raise PlanSheetsError(f"a worker cannot begin: {said}")
            worker.is_ready, self._stillborn = True, 0
            return None
        if isinstance(said, Begun):
            worker.begun = said
            return None
        if isinstance(said, Lost):
            self._drop(worker)
            if not said.says:
                return self._lost(said.task, "out-of-memory", said.page)
            return replace(said, says=_at(said.page, said.says))
        worker.task = None
        if self._memory(worker) > WORN * self._limits.memory:
            self._drop(worker)
        return cast(Outcome, said)

    def _ended(self, worker: _Worker) -> Lost | None:
        """A worker is gone: what it had in hand is lost."""
        self._drop(worker)
        code = worker.process.exitcode
        if worker.task is None:
            if not worker.is_ready:
                self._count_stillborn(_end(code))
            return None
        if code is not None and code < 0 and worker.memory > NEAR * self._limits.memory:
            return self._lost(worker.task, "out-of-memory", worker.begun.page)
        says = f"its worker ended ({_end(code)}); please report it, with the file if you may"
        return Lost(worker.task, "crashed", _at(worker.begun.page, says), worker.begun.page)

    def _watched(self, worker: _Worker, task: Task) -> Lost | None:
        """Kills a worker that takes too long, or too much."""
        begun = worker.begun
        worker.memory = max(worker.memory, self._memory(worker))
        if worker.memory > self._limits.memory:
            self._drop(worker)
            return self._lost(task, "out-of-memory", begun.page)
        allowed = self._limits.seconds(begun.pages, begun.recognised)
        if time.monotonic() - worker.since > allowed:
            self._drop(worker)
            says = f"took longer than {allowed:g} s; give --timeout more seconds, or look at the file"
            return Lost(task, "timeout", _at(begun.page, says), begun.page)
        return None

    def _lost(self, task: Task, code: str, page: int | None) -> Lost:
        most = f"{self._limits.memory / (1 << 20):g}M"
        return Lost(
            task, code, _at(page, f"took more memory than {most}; give --memory more, or look at the file"), page
        )

    def _memory(self, worker: _Worker) -> int:
        try:
            return int(psutil.Process(worker.process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def _drop(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.kill()
        worker.process.join()

    def _fill(self) -> None:
        """As many workers as there should be."""
        while len(self._workers) < self.size and not self.is_stopping:
            here, there = self._context.Pipe()
            process: BaseProcess = self._context.Process(  # type: ignore[attr-defined]
                target=work, args=(there, dict(os.environ), *self._how), daemon=True
            )
            try:
                with _nothing_to_import():
                    process.start()
            except (OSError, EOFError) as error:  # the server that forks was killed, and is not buried yet
                here.close()
                self._count_stillborn(str(error))
                return
            finally:
                there.close()
            self._workers.append(_Worker(process, here))

    def _count_stillborn(self, why: str) -> None:
        self._stillborn += 1
        if self._stillborn > STILLBORN:
            raise InternalError(f"workers end before they begin ({why}); please report it")


def _at(page: int | None, says: str) -> str:
    return says if page is None else f"page {page}: {says}"


def _end(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {-code}, {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


@contextmanager
def _nothing_to_import() -> Iterator[None]:
    """A new process would run the main script again, and so start another run where it lacks a guard. It need not."""
    main = sys.modules["__main__"]
    kept = {name: getattr(main, name) for name in ("__spec__", "__file__") if hasattr(main, name)}
    try:
        main.__spec__ = None
        with suppress(AttributeError):
            del main.__file__
        yield
    finally:
        for name, value in kept.items():
            setattr(main, name, value)
