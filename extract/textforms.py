"""Grids that blanks, tabs or pipes part, as the reader of ruled forms takes them: a cell at every place, one column
for what stands below each other, names that go on over the rows without one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from plansheets.extract.blocks import Block, Cell, Grid, Line, Paragraph
from plansheets.extract.ruled.units import captioned
from plansheets.extract.span import Span

Extent = tuple[float, float]


def as_forms(blocks: Sequence[Block], is_label: Callable[[str], bool]) -> list[Block]:
    """The blocks, their grids made dense; a table's name with its unit between two rows is a line of its own."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) or block.kind != "columns":
            found.append(block)
            continue
        for part in _parts(block):
            found.append(part if captioned(part) else dense(part, is_label))
    return found


def _parts(grid: Grid) -> Iterator[Grid]:
    """The grid, cut before and behind its captions."""
    start = 0
    for at in range(len(grid.rows)):
        if captioned(grid.slice(at, at + 1)) is None:
            continue
        if at > start:
            yield grid.slice(start, at)
        yield grid.slice(at, at + 1)
        start = at + 1
    if start < len(grid.rows):
        yield grid.slice(start, len(grid.rows))


def items_of(blocks: Sequence[Block]) -> list[Line | Grid]:
    """Lines and grids in order; a caption as the line that it was."""
    found: list[Line | Grid] = []
    for block in blocks:
        caption = captioned(block) if isinstance(block, Grid) else None
        if isinstance(block, Paragraph):
            found += block.lines
        else:
            found.append(_line(caption) if caption else block)
    return found


def _line(span: Span) -> Line:
    start, stop = span.ranges[0][0], span.ranges[-1][1]
    left, right = span.source.left[start], span.source.right[stop - 1]
    return Line(Span(span.source, ((start, stop),)), 0, float(left), float(right), span.page, 0)


def dense(grid: Grid, is_label: Callable[[str], bool]) -> Grid:
    """A cell at every place; columns that never meet in a row and stand below each other are one."""
    rows = [_joined([c for c in row if c], is_label) for row in grid.rows]
    column = _columns([[(c.column, _extent(c)) for c in row] for row in rows])
    width = max(column.values(), default=0) + 1
    at = [{column[c.column]: c for c in row} for row in rows]
    height: dict[tuple[int, int], int] = {}
    for r, row in enumerate(at):
        first = min(row, default=width)
        if r and _goes_on(at[r - 1], row, first):
            for k in range(first):
                top = next((t for t in range(r - 1, -1, -1) if k in at[t]), None)
                if top is not None and top + height.get((top, k), 1) == r:
                    height[top, k] = r - top + 1
    covered = {(t, k) for (top, k), n in height.items() for t in range(top + 1, top + n)}
    made: list[tuple[Cell, ...]] = []
    for r, row in enumerate(at):
        cells = []
        for k in range(width):
            if (r, k) in covered:
                continue
            span = row[k].span if k in row else Span(grid.span.source, ())
            cells.append(Cell(r, k, span, height.get((r, k), row[k].row_span if k in row else 1)))
        made.append(tuple(cells))
    return Grid(tuple(made), grid.kind, (), grid.page or grid.span.page)


def _joined(row: Sequence[Cell], is_label: Callable[[str], bool]) -> list[Cell]:
    """The cells of a row; a value that one wide blank cuts in two is one (評価責任者 | 課長　沢井)."""
    found: list[Cell] = []
    for cell in row:
        last = found[-1] if found else None
        if (
            last is not None and len(found) > 1 and is_label(found[-2].raw)
            and len(last.span.ranges) == len(cell.span.ranges) == 1
            and last.span.ranges[0][1] + 1 == cell.span.ranges[0][0]
        ):  # fmt: skip
            found[-1] = replace(last, span=Span(last.span.source, ((last.span.start, cell.span.ranges[0][1]),)))
        else:
            found.append(cell)
    return found


def _goes_on(above: dict[int, Cell], row: dict[int, Cell], first: int) -> bool:
    """Does a row without the first columns stand below one whose columns it shares, as 実績 does below 目標?"""
    return (
        first > 0
        and len(row) > 1
        and set(row) <= set(above) | {max(above, default=0)}
        and any(k < first for k in above)
    )


def _extent(cell: Cell) -> Extent:
    source = cell.span.source
    ranges = cell.span.ranges
    return min(float(source.left[a]) for a, _ in ranges), max(float(source.right[b - 1]) for _, b in ranges)


def _columns(rows: Sequence[Sequence[tuple[int, Extent]]]) -> dict[int, int]:
    """For each column number its new one: those that overlap and never stand in one row are one."""
    extents: dict[int, list[float]] = {}
    together: set[tuple[int, int]] = set()
    for row in rows:
        for number, (x0, x1) in row:
            known = extents.setdefault(number, [x0, x1])
            known[:] = [min(known[0], x0), max(known[1], x1)]
        numbers = [number for number, _ in row]
        together |= {(a, b) for a in numbers for b in numbers}
    groups: list[list[int]] = []
    for number in sorted(extents):
        low, high = extents[number]
        last = groups[-1] if groups else []
        near = any(min(high, extents[k][1]) > max(low, extents[k][0]) for k in last)
        if last and near and not any((k, number) in together for k in last):
            last.append(number)
        else:
            groups.append([number])
    return {number: n for n, group in enumerate(groups) for number in group}
