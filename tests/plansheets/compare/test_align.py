"""Which row is which: worked out by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.compare.align import Kind, align
from plansheets.compare.sheets import pair_sheets
from plansheets.tables import table

KIND = Kind(("name",), ("name", "value"))


def rows(text: str) -> list[dict[str, Any]]:
    """`a1 b2`: rows of a name and a value."""
    return [{"name": word.rstrip("0123456789"), "value": word.lstrip("abcdefghijklmnopqrstuvwxyzあいう")}
            for word in text.split()]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "pairs"), [
    ("", "", []),
    ("a1 b2", "a1 b2", [(0, 0), (1, 1)]),
    ("a1 b2", "a1 x9 b2", [(0, 0), (None, 1), (1, 2)]),
    ("a1 x9 b2", "a1 b2", [(0, 0), (1, None), (2, 1)]),
    ("a1 b2 c3", "a1 x9 b5 c3", [(0, 0), (None, 1), (1, 2), (2, 3)]),  # inserted before a row that changed
    ("a1 a2 a3", "a1 a7 a3", [(0, 0), (1, 1), (2, 2)]),
    ("abcde1", "abcdx1", [(0, 0)]),  # a name read otherwise: still the same row
    ("abcde1", "vwxyz2", [(0, None), (None, 0)]),  # nothing in common: another row
    ("a1", "", [(0, None)]),
    ("", "a1", [(None, 0)]),
])  # fmt: skip
def test_rows_are_aligned_by_what_they_say(old: str, new: str, pairs: list[tuple[int | None, int | None]]) -> None:
    assert align(rows(old), rows(new), KIND) == pairs


WORDS = st.lists(st.sampled_from(["a1", "a2", "b1", "c3", "abcd4", "abce4"]), max_size=12)


@given(WORDS, WORDS)
def test_every_row_is_in_one_pair_and_in_order(old: list[str], new: list[str]) -> None:
    pairs = align(rows(" ".join(old)), rows(" ".join(new)), KIND)
    assert [i for i, _ in pairs if i is not None] == list(range(len(old)))
    assert [j for _, j in pairs if j is not None] == list(range(len(new)))


def test_a_long_list_of_like_rows_takes_no_time() -> None:
    """A quadratic search of common runs would take minutes."""
    old = [{"name": str(n % 9), "value": "x"} for n in range(12_000)]
    new = [dict(row) for row in old]
    for at in range(50, 12_000, 600):
        new[at] |= {"value": "y"}
    new.insert(77, {"name": "inserted", "value": "z"})
    pairs = align(old, new, KIND)
    assert sum(i is None for i, _ in pairs) == 1
    assert [(old[i]["value"], new[j]["value"]) for i, j in pairs if i is not None and j is not None
            and old[i] != new[j]] == [("x", "y")] * 20  # fmt: skip


def sheets(*names: tuple[str | None, str | None]) -> list[dict[str, Any]]:
    return [table("sheets").blank() | {"sheet_id": str(n), "number": number, "title": title}
            for n, (number, title) in enumerate(names)]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "pairs"), [
    ([("1", "あ"), ("2", "い")], [("1", "あ"), ("2", "う"), ("3", "い")], {"0": "0", "1": "2"}),  # renumbered
    ([("1", "あ"), ("2", "い")], [("1", "あ"), ("2", "い改")], {"0": "0", "1": "1"}),
    ([("1", "あ"), ("2", "い")], [("2", "い"), ("1", "あ")], {"0": "1", "1": "0"}),  # moved
    ([("1", "あ"), (None, None), ("3", "う")], [("1", "あ"), ("2", "い"), ("3", "う")],
     {"0": "0", "1": "1", "2": "2"}),  # read now, not before
    ([("1", "同"), ("1", "同")], [("1", "同"), ("1", "同")], {"0": "0", "1": "1"}),
    ([("1", "あ")], [], {}),
    ([(None, None), (None, None)], [(None, None)], {"0": "0"}),
])  # fmt: skip
def test_sheets_are_paired_by_number_and_title(old: Any, new: Any, pairs: dict[str, str]) -> None:
    assert pair_sheets(sheets(*old), sheets(*new)) == pairs
