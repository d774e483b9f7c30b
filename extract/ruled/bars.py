"""Gantt charts: bars with their text, drawn over the year columns of a row."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plansheets.extract.blocks import Cell, Grid
from plansheets.extract.claims import Claim
from plansheets.extract.heads import Head
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.span import Span, join
from plansheets.extract.values import claim_value

CROSS = 6.0
"""Points that a bar reaches beyond a border that it crosses."""
OVER = 0.3
"""Share of a column that a bar covers where it means the column's year."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its text, its left and right edge in points."""

    span: Span
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Year:
    """One column of years: its edges in points, its head, the claim of its period, its kind of value."""

    x0: float
    x1: float
    head: Head
    period: Claim
    value_type: str | None


def bars_across(grid: Grid, cells: Sequence[Cell]) -> list[Bar]:
    """The bars that a row of years is made of; empty where each stands within one year's cell, alone in it.

    Lines between the years, or none: a bar over several of them is one text, and bars in lanes are texts of their own.
    """
    filled = list({id(c): c for c in cells if c}.values())
    if not grid.bars or not filled:
        return []
    bars = _bars(grid, join(c.span for c in filled))
    crosses = any(bar.x0 + CROSS < x < bar.x1 - CROSS for bar in bars for x in grid.borders)
    is_wide = any(cell.column_span > 1 for cell in filled)
    return bars if crosses or is_wide or len(bars) > len(filled) else []


def bars_of(grid: Grid, cell: Cell) -> list[Bar]:
    """The bars in a cell, from left to right; empty unless they hold all of its text."""
    return _bars(grid, cell.span) if grid.bars and cell else []


def _bars(grid: Grid, span: Span) -> list[Bar]:
    source = span.source
    at = np.concatenate([np.arange(a, b) for a, b in span.ranges])
    at = at[source.printed[at]]
    g = source.glyphs
    x, y = (g.x0[at] + g.x1[at]) / 2, g.y[at] - 0.38 * g.size[at]
    found: list[Bar] = []
    held = np.zeros(len(at), bool)
    for x0, top, x1, bottom in sorted(grid.bars):
        inside = (x >= x0) & (x <= x1) & (y >= top) & (y <= bottom) & ~held
        if inside.any():
            held |= inside
            pieces = np.split(at[inside], np.flatnonzero(np.diff(at[inside]) > 1) + 1)
            found.append(Bar(join(Span(source, ((int(p[0]), int(p[-1]) + 1),)) for p in pieces), x0, x1))
    return found if held.all() else []


def claim_bars(reading: Reading, sheet: SheetHead, bars: Sequence[Bar], years: Sequence[Year]) -> None:
    """A row of schedule for each bar in its first year, and one that goes on with it for each later year."""
    for bar in bars:
        claim = claim_value(reading, bar.span, "bar")
        covered = [y for y in years if min(bar.x1, y.x1) - max(bar.x0, y.x0) >= OVER * (y.x1 - y.x0)]
        if not covered:
            covered = [min(years, key=lambda y: abs(y.x0 + y.x1 - bar.x0 - bar.x1))]
        for at, year in enumerate(covered):
            cells = {"period": year.period, "text": claim} | ({"is_continued": claim} if at else {})
            head = year.head
            reading.ledger.row(
                "schedule", sheet.number, cells, fiscal_year=head.fiscal_year, fiscal_year_to=head.fiscal_year_to,
                is_open_ended=head.is_open_ended, is_continued=at > 0,
                value_type=year.value_type or ("outlook" if head.is_open_ended else "plan"),
            )  # fmt: skip
