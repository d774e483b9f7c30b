"""Where lines stand on a page, and what that says of them. In a plain text, only blank lines say anything."""

from typing import Final
from weakref import WeakKeyDictionary

import numpy as np

from plansheets.extract.blocks import Line
from plansheets.extract.lines import KINSOKU
from plansheets.extract.source import Source
from plansheets.extract.span import Span

INDENT: Final = 8
"""Columns by which the first line of a paragraph may be indented against the next one, at most."""
SHORT_OF: Final = 0.1
"""Share of a box's width that a full line in it may leave empty; and KINSOKU columns however narrow it is."""
SIDE: Final = 0.55
"""Share of the page's width from which on a short line stands at its right side: a date, an office, a paper's tag."""
SHORT: Final = 0.3
"""Share of the page's width that such a line fills at most."""
LARGE: Final = 1.1
"""Times the usual font size from which on a text is set larger."""
TITLE_STEP: Final = 2.2
"""Font sizes from one line of a title to its next, at most."""


_USUAL: WeakKeyDictionary[Source, float] = WeakKeyDictionary()


def usual_size(source: Source) -> float:
    """The font size of most of the printed glyphs, in points."""
    if source not in _USUAL:
        sizes = np.round(source.glyphs.size[source.printed], 1)
        values, counts = np.unique(sizes, return_counts=True)
        _USUAL[source] = float(values[counts.argmax()]) if len(values) else 0.0
    return _USUAL[source]


def is_apart(before: Line | None, line: Line, pitch: int) -> bool:
    """Does a gap part the line from the one before it? On a page's top, none is seen, but the page is one."""
    if line.span.source.has_offsets:
        return line.blanks > pitch
    if before is None:
        return line.blanks > pitch or _opens_page(line)
    if line.page > before.page or line.column != before.column:
        return True
    if _is_large(before) and not same_size(before, line):
        return True
    return line.blanks > pitch and not _goes_on_as_title(before, line)


def is_set_off(before: Line, line: Line) -> bool:
    """Can the line not go on with the one before it, because of where the two stand, and how large they are set?"""
    if line.span.source.has_offsets:
        return False
    if line.column != before.column:
        return not _is_page(line, before)
    if not same_size(before, line):
        return True
    if before.edge is not None or before.column < 0 or line.page > before.page:
        return False
    if before.x0 - line.x0 > INDENT:
        return True
    return _is_at_side(before) and _is_at_side(line) and abs(before.x0 - line.x0) > 1


def same_size(before: Line, line: Line) -> bool:
    """Are two lines set in one font size? True where it is only guessed, from an image."""
    a, b = size_of(before.span), size_of(line.span)
    return a is None or b is None or max(a, b) <= LARGE * min(a, b)


def size_of(span: Span) -> float | None:
    """The font size of most of a text, in points; None in a plain text, and where it was recognised in an image."""
    source = span.source
    if source.has_offsets or not span.ranges:
        return None
    known = source.sizes
    if span.ranges not in known:
        known[span.ranges] = _size(source, span.ranges)
    return known[span.ranges]


def _size(source: Source, ranges: tuple[tuple[int, int], ...]) -> float | None:
    sizes = [source.glyphs.size[a:b][source.printed[a:b]] for a, b in ranges]
    found = sizes[0] if len(sizes) == 1 else np.concatenate(sizes)
    if not len(found) or not _is_sure(source, ranges):
        return None
    return float(np.sort(found)[len(found) // 2])


def _is_sure(source: Source, ranges: tuple[tuple[int, int], ...]) -> bool:
    """Is none of the printed glyphs recognised in an image?"""
    if source.is_sure:
        return True
    sure = [source.glyphs.confidence[a:b][source.printed[a:b]] for a, b in ranges]
    return min(float(each.min()) for each in sure if len(each)) >= 1.0


def falls_short(first: Line, last: Line) -> bool:
    """Does a line end well before the edge of the box that it stands in? `first` is the first of its paragraph."""
    if last.edge is None:
        return False
    return last.edge - last.x1 > max(KINSOKU, SHORT_OF * (last.edge - first.x0))


def is_stacked(line: Line) -> bool:
    """Do its glyphs stand below each other?"""
    source, (start, stop) = line.span.source, line.span.ranges[0]
    if source.has_offsets or stop - start < 2:
        return False
    glyphs = source.glyphs
    _, top, _, bottom = np.minimum.reduce(source.edges[start:stop])
    if glyphs.x0[stop - 1] - glyphs.x0[start] >= -bottom - top:  # wider than it is tall: so is nearly every line
        return False
    at = np.flatnonzero(source.printed[start:stop]) + start
    down, across = np.ptp(glyphs.top[at]), np.ptp(glyphs.x0[at])
    return bool(down > across and down >= 0.6 * float(glyphs.size[at[0]]))


def hangs_under(rest: Span | None, before: Line, line: Line) -> bool:
    """Does a line begin right below the text of an item, right of its marker? `rest` is the item without its marker."""
    source = line.span.source
    if source.has_offsets or rest is None or not rest.ranges or line.page > before.page:
        return False
    return abs(line.x0 - float(source.left[rest.start])) <= 1


def is_indented(line: Line, after: Line) -> bool:
    """Does a line begin right of the one after it, in one column of text?"""
    return not line.span.source.has_offsets and line.column == after.column and line.x0 > after.x0 + 1


def is_smaller(line: Line, after: Line) -> bool:
    """Is it set smaller than the line that it might head?"""
    size, other = size_of(line.span), size_of(after.span)
    return size is not None and other is not None and size * LARGE <= other


def _opens_page(line: Line) -> bool:
    start = line.span.start
    pages = line.span.source.glyphs.page
    return start < 2 or bool(pages[start - 2] != pages[start])


def _is_page(line: Line, before: Line) -> bool:
    """Do both stand outside of boxes, on pages of two sizes?"""
    return line.page > before.page and min(line.column, before.column) >= 0 and line.edge is None is before.edge


def _is_at_side(line: Line) -> bool:
    """A short line at the right side of the page."""
    source = line.span.source
    first, stop = line.span.start, line.span.ranges[-1][1]
    left, right = float(source.glyphs.x0[first]), float(source.glyphs.x1[stop - 1])
    width = next((page.width for page in source.pages if page.number == line.span.page), 0.0)
    return left >= SIDE * width and right - left <= SHORT * width


def _is_large(line: Line) -> bool:
    """Is it set larger than most of the text?"""
    size = size_of(line.span)
    return size is not None and size >= LARGE * usual_size(line.span.source)


def _goes_on_as_title(before: Line, line: Line) -> bool:
    """Two lines larger than the text around, set as close as their size asks for."""
    if not _is_large(line) or not same_size(before, line):
        return False
    glyphs = line.span.source.glyphs
    step, size = float(glyphs.y[line.span.start] - glyphs.y[before.span.start]), float(glyphs.size[line.span.start])
    return 0 < step <= TITLE_STEP * size
