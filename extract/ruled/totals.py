"""Rows of a list that sum others (小計, 節計, 合計): no sheets, but values of the heading that they stand under."""

from typing import Final

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.ruled.row_words import NUMBER
from plansheets.extract.ruled.view import View
from plansheets.normalize import clean_text, unwrap
from plansheets.normalize.remember import remembered

TOTAL: Final = regex.compile(
    r"[(（【\[〔＜<]?(?:(?:.{0,20}[^統設会家時累生推余合総集温重])?(?:合計|総計|小計|計)|総合計|中計|再計|合計額)[)）】\]〕＞>]?"
    r"(?:[(（]?[0-9０-９,，]+\s*\S{0,3}[)）]?)?"
)
"""What names such a row; not 設計, 会計, 統計. How many it counts may stand behind it (計 12事業)."""
NOTHING: Final = regex.compile(r"[-－―ー—–~～…･・*＊/／\s]+|未定|皆増|皆減|調整中|検討中|[(（].{0,12}[)）]")
"""What stands in a row of numbers where there is no number."""


@remembered
def is_total(text: str) -> bool:
    """Does a text name a sum and nothing else?"""
    return TOTAL.fullmatch("".join(clean_text(unwrap(text)).split())) is not None


def is_figure(text: str) -> bool:
    """A number, or what stands in its place."""
    plain = clean_text(unwrap(text))
    return NUMBER.fullmatch(plain) is not None or NOTHING.fullmatch(plain) is not None


def total_of(view: View, row: int) -> Cell | None:
    """The cell that names the sum of a row of sums; None for any other row."""
    cells = [c for c in view.starting(row) if c]
    if not cells or not is_total(cells[0].raw):
        return None
    return cells[0] if all(is_figure(c.raw) for c in cells[1:]) else None
