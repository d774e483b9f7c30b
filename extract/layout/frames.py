"""Boxes of text that were drawn as tables: a frame with its title, boxes that touch, an upright label beside its text.

In a document of prose they are no tables: their cells are read one after the other, each as lines of its own measure.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from plansheets.extract.blocks import Cell, Grid, Line
from plansheets.extract.quantile import quantile
from plansheets.extract.source import Source
from plansheets.extract.span import Span

LOOSE: Final = 1.4
"""Times the usual step from line to line in a box from which on blank lines stand between two of them."""
MOST_PADDING: Final = 0.2
"""Share of a box's width that its text may stand from its left edge where it is set to the box's whole width."""

ARROWS: Final = frozenset("→⇒⇨➡▶▷►←⇐⇦◀◁↑⇑⇧▲△↓⇓⇩▼▽ \u3000")
"""What a line between two boxes is made of that says only that the one follows from the other."""

LETTER: Final = re.compile(r"[^\W_]")
"""A letter or a digit."""

Item = Line | Grid


def open_frames(
    items: Sequence[Item], source: Source, is_label: Callable[[str], object] | None = None
) -> tuple[list[Item], list[Span]]:
    """The items with the boxes among them as lines; and what is only drawn: arrows between boxes, or in a chart.

    The lines of one cell have one `column`, below zero, that no other line has. With `is_label`, a grid with a label
    that is known stays a grid: it may be a form's.
    """
    found: list[Item] = []
    drawn: list[Span] = []
    shift = column = 0
    for item in items:
        if isinstance(item, Line):
            if is_label is None and not source.has_offsets and ARROWS.issuperset(item.raw):
                drawn.append(item.span)
            else:
                found.append(replace(item, number=item.number + shift) if shift else item)
            continue
        cells = [cell for cell in item.cells() if _says(cell)]
        if not cells and is_label is None:
            drawn += [cell.span for cell in item.cells()]
            continue
        if not is_frame(cells) or (is_label and any(is_label(cell.raw) for cell in cells)):
            found.append(item)
            continue
        number = first = _last_number(found)
        for cell in cells:
            column -= 1
            for line in _lines(cell, item, source, column, number):
                number = line.number
                found.append(line)
        shift += number - first - 1
    return found, drawn


def is_frame(cells: Sequence[Cell]) -> bool:
    """Are the cells, which hold text, boxes, each one's text beside nothing but an upright label?

    What stands side by side with a gap between (boxes that an arrow joins) is boxes too.
    """
    for at, cell in enumerate(cells):
        for other in cells[at + 1 :]:
            is_beside = other.row < cell.row + cell.row_span and cell.row < other.row + other.row_span
            left, right = (cell, other) if cell.column < other.column else (other, cell)
            touches = left.column + left.column_span >= right.column
            if is_beside and touches and not left.is_upright:
                return False
    return bool(cells)


def _says(cell: Cell) -> bool:
    return LETTER.search(cell.raw) is not None


def _last_number(items: Sequence[Item]) -> int:
    return next((item.number for item in reversed(items) if isinstance(item, Line)), 0)


def _lines(cell: Cell, grid: Grid, source: Source, column: int, number: int) -> Iterator[Line]:
    """The lines of a cell, numbered on from `number`, with the blank lines seen between them."""
    spans = [cell.span] if cell.is_upright else list(cell.span.lines())
    edge = None if cell.is_upright else _edge(cell, grid, source)
    for span, blanks in zip(spans, _blanks(spans, source), strict=True):
        number += blanks + 1
        first, stop = span.start, span.ranges[-1][1]
        left, right = float(source.left[first]), float(source.right[stop - 1])
        yield Line(span, number, left, right, grid.page, blanks, column, edge)


def _blanks(spans: Sequence[Span], source: Source) -> list[int]:
    """Blank lines before each line: one before a box, and where the step is wider than usual in it."""
    base = np.array([source.glyphs.y[span.start] for span in spans])
    steps = np.diff(base)
    usual = quantile(steps.tolist(), 0.4) if len(steps) > 2 else float("inf")
    return [1, *(max(round(step / usual) - 1, 1) if step > LOOSE * usual else 0 for step in steps.tolist())]


def _edge(cell: Cell, grid: Grid, source: Source) -> float | None:
    """The right edge that a full line of the cell reaches, in columns; None where its text is centred or unknown."""
    if len(grid.borders) <= cell.column + cell.column_span:
        return None
    x0, x1 = grid.borders[cell.column], grid.borders[cell.column + cell.column_span]
    ink = np.concatenate([np.arange(a, b)[source.printed[a:b]] for a, b in cell.span.ranges])
    padding = max(float(source.glyphs.x0[ink].min()) - x0, 0.0)
    far = ink[source.left[ink].argmax()]
    unit = float(source.glyphs.x0[far]) / max(float(source.left[far]), 1.0)
    return (x1 - padding) / unit if padding < MOST_PADDING * (x1 - x0) else None
