"""The worker's side: a process that converts documents one after the other, and may be killed at any moment.

It says everything through its own connection: what a document makes it print goes nowhere.
"""

import faulthandler
import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection

from plansheets.batch.limits import Limits
from plansheets.batch.task import Begun, Convert, Lost, Setup, Task

BACKSTOP = 1 << 30
"""Bytes over its limit at which the system refuses a worker more memory, should the watch be too slow."""
GRACE = 60.0
"""Seconds after its time at which a worker ends itself, should nobody be there to do it."""


def work(connection: Connection, environment: dict[str, str], setup: Setup, limits: Limits) -> None:
    """Convert what comes through the connection until it closes. First word: None, or why the worker cannot begin."""
    os.environ.update(environment)  # a fork server has that of when it began
    _keep_to_itself()
    _cap_memory(limits.memory + BACKSTOP)
    try:
        _check_rules(setup)
        convert = setup.loaded()
    except Exception as error:
        connection.send(f"{type(error).__name__}: {error}")
        return
    gc.freeze()  # rules and libraries stay: the collector need not walk them again for every document
    connection.send(None)
    with suppress(EOFError, OSError):  # the run is over, or was killed
        while (task := connection.recv()) is not None:
            _one(connection, convert, task, setup, limits)


def _one(connection: Connection, convert: Convert, task: Task, setup: Setup, limits: Limits) -> None:
    page: int | None = None

    def tell(begun: Begun) -> None:
        nonlocal page
        page = begun.page
        faulthandler.dump_traceback_later(limits.seconds(begun.pages, begun.recognised) + GRACE, exit=True)
        connection.send(begun)

    tell(Begun())
    try:
        outcome = convert(task, setup, tell)
    except MemoryError:
        gc.collect()
        connection.send(Lost(task, "out-of-memory", "", page))
        os._exit(1)  # what is left of the memory may be in pieces
    except BaseException as error:
        connection.send(
            Lost(task, "crashed", f"{type(error).__name__} ended the worker ({error}); please report it", page)
        )
        os._exit(1)
    faulthandler.cancel_dump_traceback_later()
    connection.send(outcome)


def _keep_to_itself() -> None:
    """No output, no signals from the terminal, no life after the run's."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # the run decides when a worker ends
        with suppress(AttributeError, ValueError):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    sys.stdin, sys.stdout, sys.stderr = (open(os.devnull, mode, encoding="utf-8") for mode in "rww")  # noqa: SIM115, PTH123
    faulthandler.enable(sys.stderr)
    run = parent_process()

    def follow() -> None:
        if run is not None:
            run.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _cap_memory(most: int) -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _check_rules(setup: Setup) -> None:
    """Loads what is needed before the first document, which is not to pay for it."""
    from plansheets.batch.recipe import Recipe
    from plansheets.errors import RuleError

    recipe = Recipe(setup.rules, setup.options)
    if setup.rules_digest and recipe.rules_digest != setup.rules_digest:
        raise RuleError("a rule file was changed while the run went on; run again")
    _ = recipe.loaded
