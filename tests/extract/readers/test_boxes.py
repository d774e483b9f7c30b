"""Provenance points at the paper: the second reader finds a value's raw text, and nothing else, inside its box."""

from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from plansheets.conversion import convert_bytes, load_rules
from plansheets.extract.readers.page import HIDDEN, PageContent
from plansheets.extract.readers.plumber import PlumberFile
from plansheets.extract.source import is_printed
from tests.conftest import shared

DOCUMENTS = (
    "ichinoseki-kyodo-plan",
    "niigata-reform-sheets",
    "setagaya-regional-administration",
    "tama-human-resources",
    "yamaguchi-yearly-plan",
)
SHARE = 0.995
"""Of the values of all documents together."""


def inside(page: PageContent, x0: float, top: float, x1: float, bottom: float) -> Counter[str]:
    """The visible printed characters of which the middle is in a box."""
    glyphs = page.glyphs
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    within = (x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom) & ((page.flags & HIDDEN) == 0)
    return printed("".join(map(chr, page.codes[np.flatnonzero(within)].tolist())))


def printed(text: str) -> Counter[str]:
    """How often each printed character occurs."""
    return Counter(filter(is_printed, text))


@cache
def boxes(path: Path) -> tuple[int, list[str]]:
    """How many values have a box, and which boxes hold another text than the value's."""
    data = path.read_bytes()
    file = PlumberFile(data, path.name)
    pages = {number: file.page(number) for number in range(1, file.page_count + 1)}
    file.close()
    rows = [row for row in convert_bytes(data, path.name, load_rules()).rows["provenance"] if row["x0"] is not None]
    wrong = []
    for row in rows:
        found = inside(pages[row["page"]], row["x0"], row["top"], row["x1"], row["bottom"])
        wanted = printed(row["raw"])
        if found != wanted:
            more, less = "".join((found - wanted).elements()), "".join((wanted - found).elements())
            wrong.append(f"page {row['page']} {row['table']}.{row['column']}: box has also {more!r}, lacks {less!r}")
    return len(rows), wrong


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_value_has_a_box(name: str) -> None:
    path = shared("pdf", f"{name}.pdf")
    rows = convert_bytes(path.read_bytes(), path.name, load_rules()).rows["provenance"]
    assert boxes(path)[0] == len(rows) > 100


def test_the_boxes_hold_the_raw_text() -> None:
    found = [boxes(shared("pdf", f"{name}.pdf")) for name in DOCUMENTS]
    wrong = [line for _, lines in found for line in lines]
    assert len(wrong) <= (1 - SHARE) * sum(count for count, _ in found), wrong
