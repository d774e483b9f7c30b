"""Ctrl-C, and a scheduler's SIGTERM: end well. A second one ends at once."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

SIGNALS = ("SIGINT", "SIGTERM")


@contextmanager
def on_stop(stop: Callable[[], None]) -> Iterator[None]:
    """Calls `stop` at the first signal and raises KeyboardInterrupt at the second, while the block runs.

    Only in a program's main thread; elsewhere signals stay as they are.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    is_second = False

    def heard(number: int, frame: FrameType | None) -> None:
        nonlocal is_second
        if is_second:
            raise KeyboardInterrupt
        is_second = True
        stop()

    kept: dict[Any, Any] = {}
    for name in SIGNALS:
        with suppress(AttributeError, ValueError):
            kept[getattr(signal, name)] = signal.signal(getattr(signal, name), heard)
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
