"""Results of many calls land in the rows of one array, whatever their number."""

import ctypes

import numpy as np
import pytest

from plansheets.extract.readers.pdfium_slots import SLOTS, fill, handles


def _write(number: int, *at: ctypes.c_void_p) -> None:
    """As a function of pdfium: number * 10, + 1, ... to each pointer; nothing for a number that 7 divides."""
    for k, pointer in enumerate(at):
        if number % 7:
            ctypes.cast(pointer, ctypes.POINTER(ctypes.c_double))[0] = number * 10 + k


@pytest.mark.parametrize("count", [0, 1, SLOTS, 2 * SLOTS + 5])
def test_a_row_a_call_and_what_is_not_written_stays(count: int) -> None:
    found = np.full((count, 3), -1.0)
    fill(_write, found, 3, list(range(count)))
    assert found.tolist() == [[n * 10, n * 10 + 1, n * 10 + 2] if n % 7 else [-1] * 3 for n in range(count)]


def test_one_pointer_to_a_row() -> None:
    found = np.zeros((3, 2))
    fill(_write, found, 1, [1, 2, 3])
    assert found.tolist() == [[10, 0], [20, 0], [30, 0]]


def test_handles_hold_addresses() -> None:
    assert [handle.value for handle in handles([1, 1 << 40])] == [1, 1 << 40]
