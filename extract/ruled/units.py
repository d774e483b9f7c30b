"""The unit that a head, a corner or a caption gives for a table: (単位：千円), （千円）, 千円単位."""

from collections.abc import Sequence

import regex

from plansheets.extract.blocks import Grid, Line
from plansheets.extract.span import Span
from plansheets.normalize import clean_text, unwrap
from plansheets.normalize.units import is_unit

UNIT = regex.compile(
    r"単位\s*[:：・は]?\s*(?P<a>[^\s()（）\[\]［］【】〕、。,]{1,6})|[（(]\s*(?P<b>百万円|千円|万円|億円|円|人|件|%|％|箇所|か所|回|㎡|戸|世帯|台)\s*[)）]"
    r"|(?P<c>百万円|千円|万円|億円)単位"
)


def unit_in(text: str) -> str | None:
    """The unit that a text names as that of a whole table; None where it names none."""
    found = UNIT.search(clean_text(unwrap(text)))
    return next((g for g in found.groups() if g), None) if found else None


BEHIND = regex.compile(r"[（(](?:単位\s*[：:])?\s*(?![A-Z][）)])([^（）()]{1,8})[）)]\s*$")


def unit_behind(name: str) -> str | None:
    """The unit in brackets behind a row's name, that row's alone: 職員数（人）; not 受講者数（累計）, 人件費（A）."""
    found = BEHIND.search(clean_text(unwrap(name)))
    return found[1] if found and all(is_unit(part) for part in found[1].split("/")) else None


NOTHING_BUT_UNIT = regex.compile(r"[(（\[【]?\s*単位\s*[:：・は]?\s*\S{1,8}?\s*[)）\]】]?")
CAPTION_LINES = 3
"""Lines above a table that may say of what it is."""


def captioned(grid: Grid) -> Span | None:
    """The text of a line that blanks part into a table's name and its unit (事業費の推移 （単位：千円）); else None."""
    cells = list(grid.cells())
    if grid.kind != "columns" or not 1 <= len(cells) <= 2 or not NOTHING_BUT_UNIT.fullmatch(cells[-1].plain):
        return None
    return grid.span.strip()


def lines_above(items: Sequence[Line | Grid]) -> dict[int, list[Line]]:
    """The lines between each grid and the one before it on its page, by the grid's identity."""
    found: dict[int, list[Line]] = {}
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item)
            continue
        found[id(item)] = [line for line in lines if line.page == item.page]
        lines = []
    return found


def captions_of(items: Sequence[Line | Grid]) -> dict[int, str]:
    """The last lines above each grid, by the grid's identity; behind them the last line that gave a unit for all."""
    found: dict[int, str] = {}
    lines: list[str] = []
    general = ""
    for item in items:
        if isinstance(item, Line):
            lines.append(item.raw)
            general = item.raw if "単位" in item.raw else general
            continue
        found[id(item)] = "\n".join([*lines[-CAPTION_LINES:], general])
        lines = []
    return found


def caption_of(lines: Sequence[str]) -> str:
    """The last of the lines above a table; behind them the last one that gave a unit for all."""
    general = next((line for line in reversed(lines) if "単位" in line), "")
    return "\n".join([*lines[-CAPTION_LINES:], general])
