"""Sets of characters as tables of code points."""

import numpy as np

from plansheets.extract.layout.code_set import CodeSet


def test_members_and_what_lies_above_the_table() -> None:
    codes = np.array([ord("→"), ord("a"), 0xFFFF, 0x1F600, 0x10FFFF, 0], np.uint32)
    assert CodeSet("→⇒").among(codes).tolist() == [True, False, False, False, False, False]
    assert CodeSet("→").among(codes[:0]).tolist() == []
