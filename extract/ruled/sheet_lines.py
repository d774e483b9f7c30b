"""Headings that each begin a sheet (施策１ 確かな学力), with prose and tables below them of which none names it."""

from collections.abc import Mapping, Sequence
from typing import Final

from plansheets.extract.blocks import Grid, Line
from plansheets.extract.headings import HEADING
from plansheets.extract.ruled.chapters import LONGEST, marker_of
from plansheets.extract.ruled.labelled_line import is_labelled
from plansheets.normalize import match_key
from plansheets.rules import Lexicon

FEWEST: Final = 2
"""Sheets from which on headings show that they come again."""


def sheet_lines(items: Sequence[Line | Grid], starts: Mapping[int, int], lexicon: Lexicon) -> list[Line]:
    """The headings of one style of which each has exactly one sheet below it; none where there is no such style.

    `starts` are how many sheets begin with each grid, by its identity. Of several styles it is the innermost.
    """
    if sum(starts.values()) < FEWEST:
        return []
    by_style: dict[tuple[str, float], list[Line]] = {}
    counts: dict[tuple[str, float], list[int]] = {}
    early = 0
    for item in items:
        if isinstance(item, Grid):
            begun = starts.get(id(item), 0)
            early += begun
            for each in counts.values():
                each[-1] += begun
        elif (style := _style(item, lexicon)) is not None:
            if style not in by_style and early:
                continue  # a sheet began above the first one
            by_style.setdefault(style, []).append(item)
            counts.setdefault(style, []).append(0)
    found = [
        lines for style, lines in by_style.items()
        if len(lines) >= FEWEST and set(counts[style]) == {1} and len({match_key(x.raw) for x in lines}) == len(lines)
    ]  # fmt: skip
    return found[-1] if found else []


def _style(line: Line, lexicon: Lexicon) -> tuple[str, float] | None:
    """The label or the marker of a heading, and its size in points; None for any other line."""
    raw = line.raw.strip()
    if len(raw) > LONGEST or "。" in raw or line.in_frame or is_labelled(raw, lexicon):
        return None
    found = HEADING.fullmatch(raw)
    if found is not None and any(e.type in ("heading", "title") for e in lexicon.candidates(found["label"])):
        return f"{found['label']}#", line.size
    marker = marker_of(raw)
    return (marker, line.size) if marker else None
