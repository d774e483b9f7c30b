"""Page furniture of a text: page numbers, and running heads that come with every page."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

import regex

from plansheets.extract.blocks import Grid, Line
from plansheets.extract.lines import is_page_number

DIGITS = regex.compile(r"[0-9０-９]+")
CELLS = regex.compile(r"\t|\S[ \u3000]{2,}\S|[→⇒━▶〃|│]")
"""What parts cells, or stands in them: a row of a table is no running head, however often it comes."""
OFTEN = 0.3
"""Share of the page breaks at which a running head stands."""
TOP = 5
"""In a text of two pages, the head of the second one stands among the first lines of the first."""
HEAD_LENGTH = 60
"""A running head is no longer than this."""


def between_grids(items: Sequence[Line | Grid]) -> set[int]:
    """The lines, by identity, that stand between two ruled grids of a page: captions, at the edge of no page."""
    found: set[int] = set()
    over: Grid | None = None
    waiting: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            if over is not None and item.page == over.page and _overlap(item, over):
                waiting.append(item)
        elif item.kind == "rulings":
            found |= {id(line) for line in waiting if line.page == item.page and _overlap(line, item)}
            over, waiting = item, []
    return found


def _overlap(line: Line, grid: Grid) -> bool:
    glyphs, first, last = line.span.source.glyphs, line.span.start, line.span.ranges[-1][1] - 1
    return bool(grid.borders) and bool(glyphs.x0[first] < grid.borders[-1] and glyphs.x1[last] > grid.borders[0])


def split_furniture(lines: Sequence[Line], inside: Collection[int] = ()) -> tuple[list[Line], list[Line]]:
    """Lines of the text, and lines that belong to its pages; those `inside` (by identity) are at no page's edge.

    A page number stands alone between blank lines or at a page's edge. A running head is a line that stands again and
    again at a page's top or foot, beside a page number or a page break; where it is printed first, it stays text.
    """
    numbers = {i for i in range(len(lines)) if _is_lone_number(lines, i)}
    if numbers and not _rise([lines[i] for i in sorted(numbers)]):
        numbers = {i for i in numbers if _at_break(lines, i)}
    heads = {i for i in _running_heads(lines, numbers) if id(lines[i]) not in inside}
    gone = numbers | heads
    kept = [line for i, line in enumerate(lines) if i not in gone]
    return kept, [lines[i] for i in sorted(gone)]


def _is_lone_number(lines: Sequence[Line], i: int) -> bool:
    line = lines[i]
    if not is_page_number(line):
        return False
    ends_page = (i + 1 == len(lines) and line.page > 1) or (i + 1 < len(lines) and lines[i + 1].page > line.page)
    before = i == 0 or line.blanks > 0 or lines[i - 1].page < line.page or ends_page
    after = i + 1 == len(lines) or lines[i + 1].blanks > 0 or ends_page
    return before and after


def _rise(numbers: Sequence[Line]) -> bool:
    """Page numbers rise from page to page."""
    values = [int(found[0]) for line in numbers if (found := DIGITS.search(line.raw))]
    return all(a < b for a, b in pairwise(values))


def _at_break(lines: Sequence[Line], i: int) -> bool:
    return (i + 1 < len(lines) and lines[i + 1].page > lines[i].page) or (i > 0 and lines[i - 1].page < lines[i].page)


def _running_heads(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    edges = set()
    for i, line in enumerate(lines):
        if i and (lines[i - 1].page < line.page or i - 1 in numbers):
            edges.add(i)
        if i + 1 < len(lines) and (lines[i + 1].page > line.page or i + 1 in numbers):
            edges.add(i)
    keys = {
        i: DIGITS.sub("0", lines[i].raw)
        for i in edges - numbers
        if len(lines[i].raw) <= HEAD_LENGTH and not CELLS.search(lines[i].raw) and not lines[i].raw.endswith("。")
    }
    counts = Counter(keys.values())
    breaks = max(sum(a.page < b.page for a, b in pairwise(lines)), len(numbers))
    first: dict[str, int] = {}
    for i, line in enumerate(lines):
        first.setdefault(DIGITS.sub("0", line.raw), i)
    usual = {
        key for key, count in counts.items() if count >= max(2, OFTEN * breaks) or (breaks < 3 and first[key] < TOP)
    }
    return {i for i, key in keys.items() if key in usual and i != first[key]}
