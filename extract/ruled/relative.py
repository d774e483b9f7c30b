"""Years that a form names by its own: 本年度, 前年度, 翌年度. They count from the year that the document is about."""

from collections.abc import Iterable
from typing import Final

import regex

from plansheets.extract.blocks import Line
from plansheets.extract.heads import PERIOD
from plansheets.extract.reading import Reading
from plansheets.normalize import clean_text, unwrap

OFFSETS: Final = {
    "前々年度": -2, "前年度": -1, "昨年度": -1, "本年度": 0, "今年度": 0, "当年度": 0, "当該年度": 0,
    "翌々年度": 2, "翌年度": 1, "次年度": 1, "来年度": 1,
}  # fmt: skip
_WORDS: Final = "|".join(r"\s*".join(word) for word in OFFSETS)
RELATIVE: Final = regex.compile(rf"\s*[（(]?\s*(?P<word>{_WORDS})\s*[)）]?(?:の|における)?\s*(?!(?:への?|に|から)?繰)")
"""Not 翌年度繰越額, 翌年度への繰越財源: amounts of this year's accounts."""
RANGE: Final = regex.compile(r"[～〜~]|から|以降|[-－―–—]\s*(?:令和|平成|[HR])?\s*[0-9元]")


def offset_in(raw: str) -> int | None:
    """How many years from the document's a label's first words are: 前年度予算額 → -1. None where they name none."""
    found = RELATIVE.match(raw)
    return OFFSETS["".join(found["word"].split())] if found else None


def rest_start(raw: str) -> int:
    """Offset behind those words; 0 where there are none."""
    found = RELATIVE.match(raw)
    return found.end() if found else 0


def document_year(reading: Reading, lines: Iterable[Line]) -> int | None:
    """The one fiscal year that the largest line names, of those that name one (令和７年度 当初予算 主要事業の概要)."""
    best: tuple[float, int] | None = None
    for line in lines:
        text = clean_text(unwrap(line.raw))
        found = None if "。" in text or RANGE.search(text) else PERIOD.search(text)
        if found is None or "年度" not in found[0]:
            continue
        year = reading.period(found[0]).first_fiscal_year
        if year is not None and (best is None or line.size > best[0]):
            best = (line.size, year)
    return best[1] if best else None
