"""Lines cut into pieces at wide blanks, and the columns in which the pieces stand."""

from collections.abc import Sequence

import regex

from plansheets.extract.blocks import Line
from plansheets.extract.columns.pieces import BOXES, REACH, Parted, Piece, Test, marks_of
from plansheets.extract.columns.spaces import part_single
from plansheets.extract.span import Span

BLANKS = regex.compile(r"[ \u00a0\u3000]+")
LETTERS = 10
"""Letters of the longest label that is set with wide spaces."""


def part(lines: Sequence[Line], is_label: Test, is_period: Test) -> list[Parted]:
    """Every line as its pieces. Columns are display columns, or characters where the pieces align better so.

    pdftotext counts a wide character as one column; editors and its own fixed-pitch mode count two.
    """
    cut = [_cut(line, is_label) for line in lines]
    placed = [_extents(line, ranges, by_char=False) for line, ranges in zip(lines, cut, strict=True)]
    if lines and lines[0].span.source.has_offsets:
        narrow = [_extents(line, ranges, by_char=True) for line, ranges in zip(lines, cut, strict=True)]
        placed = narrow if _alignment(narrow) > 1.1 * _alignment(placed) else placed
    rows = [_pieces(*row) for row in zip(lines, cut, placed, strict=True)]
    found: list[Parted] = []
    heads: list[Piece] = []
    below = 0
    for i, line in enumerate(lines):
        is_near = below < REACH and not line.blanks
        above = found[-1].pieces if found and not line.blanks else ()
        row = rows[i]
        if " " in line.raw:
            row = part_single(row, is_label, is_period, heads if is_near else [], above)
        years = [p for p in row if is_period(p.text)]
        heads, below = (years, 0) if len(years) > 1 else (heads if is_near else [], below + 1)
        is_break = i > 0 and (line.page > lines[i - 1].page or line.number - lines[i - 1].number - 1 > line.blanks)
        found.append(Parted(line, tuple(row), is_break))
    return found


def _cut(line: Line, is_label: Test) -> list[tuple[int, int]]:
    """Ranges of the line's pieces in its raw text."""
    raw, at = line.raw, 0
    ranges: list[tuple[int, int]] = []
    gaps = [gap for gap in BLANKS.finditer(raw) if len(gap[0]) > 1 or gap[0] == "\u3000"]
    is_wide = any(len(gap[0]) > 1 for gap in gaps)
    for gap in gaps:
        if len(gap[0]) > 1 or is_wide or is_label(raw[at : gap.start()]):
            ranges.append((at, gap.start()))
            at = gap.end()
    ranges.append((at, len(raw)))
    return _with_options(raw, _with_spaced(raw, ranges, is_label))


def _with_spaced(raw: str, ranges: Sequence[tuple[int, int]], is_label: Test) -> list[tuple[int, int]]:
    """Join the letters of a spaced label (事　業　名); letters that one blank parts even where no label is known."""
    single = [b - a == 1 and raw[a].isalpha() for a, b in ranges]
    done: list[tuple[int, int]] = []
    at = 0
    while at < len(ranges):
        stop = at + 1
        while single[at] and stop < min(len(ranges), at + LETTERS) and single[stop]:
            stop += 1
        while stop > at + 1 and not (
            is_label(raw[ranges[at][0] : ranges[stop - 1][1]])
            or ranges[stop - 1][1] - ranges[at][0] == 2 * (stop - at) - 1
        ):
            stop -= 1
        done.append((ranges[at][0], ranges[stop - 1][1]))
        at = stop
    return done


def _with_options(raw: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join options (■市民  □行政): pieces that begin with a box."""
    done: list[tuple[int, int]] = []
    for a, b in ranges:
        if done and raw[a] in BOXES and raw[done[-1][0]] in BOXES and b - a > 1 and done[-1][1] - done[-1][0] > 1:
            done[-1] = done[-1][0], b
        else:
            done.append((a, b))
    return done


def _extents(line: Line, ranges: Sequence[tuple[int, int]], *, by_char: bool) -> list[tuple[float, float]]:
    """Left and right edge of each range, counted in display columns or in characters."""
    source = line.span.source
    ((start, _),) = line.span.ranges
    if not by_char:
        x0, x1 = source.left, source.right
        found = [(float(x0[start + a]), float(x1[start + b - 1])) for a, b in ranges]
    else:
        indent = start
        while indent and source.text[indent - 1] in " \u00a0\u3000":
            indent -= 1
        found = [(start + a - indent, start + b - indent) for a, b in ranges]
    return [(left, max(right, left + 1)) for left, right in found]


def _pieces(line: Line, ranges: Sequence[tuple[int, int]], extents: Sequence[tuple[float, float]]) -> list[Piece]:
    """The pieces of a line from their ranges in its text and their edges."""
    source, raw = line.span.source, line.raw
    ((start, _),) = line.span.ranges
    return [
        Piece(Span(source, ((start + a, start + b),)), x0, x1, raw[a:b])
        for (a, b), (x0, x1) in zip(ranges, extents, strict=True)
    ]


def _alignment(rows: Sequence[Sequence[tuple[float, float]]]) -> int:
    """How many edges and centres of pieces stand right below those of a later piece of a line above."""
    edges = [marks_of(row) for row in rows]
    later = [marks_of(row[1:]) for row in rows]
    return sum(len(edges[i] & above) for i in range(len(rows)) for above in later[max(0, i - 2) : i])
