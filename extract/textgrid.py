"""Grids in a text: cells parted by tabs, or by the pipes of a Markdown table."""

from collections.abc import Sequence
from itertools import pairwise

import regex

from plansheets.extract.blocks import Cell, Grid, Line
from plansheets.extract.span import Span

RULE_LINE = regex.compile(r"(?=.*(?:--|:-|-:))\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
"""The line below a Markdown table's head: |---|:--:|:-:|"""
PIPE = regex.compile(r"(?<!\\)[|｜│┃]")


def is_tabbed(line: Line) -> bool:
    """Does a tab part the line's texts, or stand at its end (a padded row)?"""
    return "\t" in _with_ends(line)


def is_piped(line: Line) -> bool:
    """Does the line begin with a pipe and hold another one?"""
    return line.raw[0] in "|│┃｜" and len(PIPE.findall(line.raw)) >= 2


def tab_grid(lines: Sequence[Line]) -> Grid:
    """Lines of tabbed cells; a cell's column is its count of tabs."""
    return Grid(tuple(_row(line, at, "\t") for at, line in enumerate(lines)), "tabs")


def pipe_grid(lines: Sequence[Line]) -> tuple[Grid, list[Span]]:
    """Lines of piped cells; and the rules and pipes between, which are furniture."""
    rows: list[tuple[Cell, ...]] = []
    marks: list[Span] = []
    for line in lines:
        if RULE_LINE.fullmatch(line.raw):
            marks.append(line.span)
            continue
        bars = [m.start() for m in PIPE.finditer(line.raw)]
        marks += [line.span.part(at, at + 1) for at in bars]
        edges = [*bars, *([] if line.raw.endswith(("|", "│", "┃", "｜")) else [len(line.raw)])]
        cells = [
            Cell(len(rows), column, line.span.part(a + 1, b).strip()) for column, (a, b) in enumerate(pairwise(edges))
        ]
        rows.append(tuple(cells))
    return Grid(tuple(rows), "pipes"), marks


def _with_ends(line: Line) -> str:
    """The line with the blanks around it, to its end: a row may begin or end with empty cells."""
    start, stop = _ends(line)
    return line.span.source.text[start:stop]


def _ends(line: Line) -> tuple[int, int]:
    text = line.span.source.text
    ((start, stop),) = line.span.ranges
    while start and text[start - 1] in "\t \u3000":
        start -= 1
    while stop < len(text) and text[stop] in "\t \u3000":
        stop += 1
    return start, stop


def _row(line: Line, number: int, separator: str) -> tuple[Cell, ...]:
    start, stop = _ends(line)
    source = line.span.source
    cells, at = [], start
    for column, piece in enumerate(source.text[start:stop].split(separator)):
        cells.append(Cell(number, column, Span(source, ((at, at + len(piece)),)).strip()))
        at += len(piece) + 1
    return tuple(cells)
