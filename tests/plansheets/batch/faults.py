"""What can happen to a worker, each by the name of a document: hang-1.txt hangs, hang-once.txt only the first time."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from plansheets.batch.one import convert_one
from plansheets.batch.task import Begun, Outcome, Setup, Task

PAGE = 2
"""The page that every document is at when it happens."""


def hang() -> None:
    time.sleep(1000)


def stuck() -> None:
    """Hangs in C and holds the interpreter's lock: no thread of Python's runs beside it."""
    ctypes.PyDLL(None).sleep(1000)


def segfault() -> None:
    ctypes.string_at(0)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def memory() -> None:
    held = [bytearray(b"x") * (16 << 20)]
    while True:
        held.append(held[0][:])


def leave() -> None:
    os._exit(0)


def exit() -> None:
    sys.exit(3)


def recursion() -> None:
    recursion()


def noise() -> None:
    """More than a pipe holds, on both outputs, past and by way of Python."""
    for number in (1, 2):
        os.write(number, b"noise\n" * 200_000)
    print("noise\n" * 200_000, flush=True)


FAULTS: dict[str, Callable[[], None]] = {
    each.__name__: each for each in (hang, stuck, segfault, kill, memory, leave, exit, recursion, noise)
}


def convert(task: Task, setup: Setup, tell: Callable[[Begun], None]) -> Outcome:
    """Reads a document, after what its name says has happened."""
    kind, _, when = Path(task.source).stem.partition("-")
    first = Path(task.place).with_suffix(".tried")
    if kind in FAULTS and not (when == "once" and first.exists()):
        first.touch()
        tell(Begun(pages=0, page=PAGE))
        FAULTS[kind]()
    return convert_one(task, setup, tell)
