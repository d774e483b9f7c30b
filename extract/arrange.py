"""From lines to blocks in reading order: grids where cells are parted, paragraphs elsewhere."""

from collections.abc import Callable, Sequence
from itertools import groupby

from plansheets.extract.blocks import Block, Line
from plansheets.extract.columns import column_blocks
from plansheets.extract.outline.entries import over_page
from plansheets.extract.span import Span
from plansheets.extract.textgrid import is_piped, is_tabbed, pipe_grid, tab_grid

Test = Callable[[str], bool]


def arrange(lines: Sequence[Line], is_label: Test, is_period: Test) -> tuple[list[Block], list[Span]]:
    """Blocks in reading order; and the marks that only part cells (the pipes of Markdown)."""
    blocks: list[Block] = []
    marks: list[Span] = []
    for kind, run in _runs(lines):
        if kind == "tabs":
            blocks.append(tab_grid(run))
        elif kind == "pipes":
            grid, bars = pipe_grid(run)
            blocks.append(grid)
            marks += bars
        else:
            blocks += column_blocks(run, is_label, is_period)
    return blocks, marks


def _runs(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """Lines in runs of one kind; a blank line ends a run of cells, a page's end does not."""
    keyed: list[tuple[str, int, Line]] = []
    run = 0
    for i, line in enumerate(lines):
        kind = _kind(line)
        if i and (kind != keyed[-1][0] or (kind != "text" and line.blanks and not over_page(lines[i - 1], line))):
            run += 1
        keyed.append((kind, run, line))
    return [(kind, [k[2] for k in group]) for (kind, _), group in groupby(keyed, key=lambda k: (k[0], k[1]))]


def _kind(line: Line) -> str:
    if is_piped(line):
        return "pipes"
    return "tabs" if is_tabbed(line) else "text"
