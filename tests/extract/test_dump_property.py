"""What holds for every dump, however broken: only typed errors leave, no glyph is claimed twice, none is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plansheets.extract.reading import Reading

from .dump_park import CELLS, HEAD, REVIEW, WHOLE, YEARS, dump, read
from .test_dump import NUMBERS

CHUNKS = dump(HEAD, "歩み", YEARS, *CELLS, NUMBERS, REVIEW, WHOLE).split("\n\n")
LINES = [line for chunk in CHUNKS for line in chunk.split("\n")]


def counts(reading: Reading) -> tuple[int, int]:
    """Characters of the source, and those used or left."""
    printed = reading.source.printed
    left = sum(int(printed[a:b].sum()) for _, span in reading.ledger.residue() for a, b in span.ranges)
    return reading.source.characters, reading.ledger.used() + left


@settings(max_examples=25, deadline=None)
@given(st.permutations(CHUNKS))
def test_any_order_of_the_chunks(chunks: list[str]) -> None:
    whole, told = counts(read("\n\n".join(chunks)))
    assert whole == told


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n\n", "\n\n\n", "\f", " "])), max_size=40))
def test_any_lines_of_the_form(lines: list[tuple[str, str]]) -> None:
    whole, told = counts(read("".join(line + end for line, end in lines)))
    assert whole == told


@settings(max_examples=40, deadline=None)
@given(
    st.text(alphabet="歩みいま予定結果令和3年度以降（）A・。12,345 \n　%世話役課全体のふり返りまとめ※", max_size=200)
)
def test_any_text(text: str) -> None:
    whole, told = counts(read(text))
    assert whole == told


@pytest.mark.parametrize(
    "text", ["", "\n\n", "\f", "　", "A", "31", "令和3年度", "いま", "毎\n年\nの", "※", "5,310 続ける", "おくれあり"]
)
def test_a_piece_of_a_dump(text: str) -> None:
    whole, told = counts(read(text))
    assert whole == told


def test_the_same_text_gives_the_same_rows() -> None:
    text = "\n\n".join(reversed(CHUNKS))
    one, two = (
        [(row.table, row.facts, {name: claim.span.ranges for name, claim in row.cells.items()}) for row in rows]
        for rows in (read(text).ledger.rows, read(text).ledger.rows)
    )
    assert one == two
