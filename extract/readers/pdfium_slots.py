"""Many calls of one pdfium function, whose results land in numpy memory, a row a call.

ctypes hands a pointer object to an undeclared function in two thirds of the time that an address takes to a declared
one (of a page's reading a tenth). To make such an object costs as much, so a thread makes them once, for some rows of
memory that all calls use in turn.
"""

import threading
from collections.abc import Callable, Sequence
from ctypes import c_void_p
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.pdfium_calls import each, rows

SLOTS: Final = 128
"""So few that memory and pointers stay in the cache of the processor: with 1024 nothing is gained."""
_MINE: Final = threading.local()
Memory = tuple[NDArray[Any], list[list[c_void_p]]]


def handles(addresses: Sequence[int]) -> list[c_void_p]:
    """Addresses as undeclared functions take them."""
    return list(map(c_void_p, addresses))


def fill(function: Callable[..., Any], found: NDArray[Any], pointers: int, *columns: Sequence[Any]) -> None:
    """Call for every row of the columns; each call writes one row of `found` (n, k) or (n,).

    `pointers` is how many a call takes, behind its columns: one to the whole row, or one to each of its numbers. What a
    call that fails does not write stays as it is.
    """
    memory, slots = _memory(found, pointers)
    for start in range(0, len(found), SLOTS):
        part = found[start : start + SLOTS]
        memory[: len(part)] = part
        each(function, *(column[start : start + SLOTS] for column in columns), *slots)
        part[:] = memory[: len(part)]


def _memory(found: NDArray[Any], pointers: int) -> Memory:
    key = (found.dtype, found.shape[1:], pointers)
    known: dict[Any, Memory] = _MINE.__dict__
    if key not in known:
        memory = np.zeros((SLOTS, *found.shape[1:]), found.dtype)
        known[key] = memory, [handles(rows(memory, k * memory.itemsize)) for k in range(pointers)]
    return known[key]
