"""Rows of cells from the lines of one row: of a list, of a list's head, of a form."""

from collections.abc import Sequence
from dataclasses import dataclass

from plansheets.extract.blocks import Cell, Grid
from plansheets.extract.columns.pieces import Parted, Piece, Test, crossing, nearest
from plansheets.extract.columns.strips import Head, head_of, strips_of
from plansheets.extract.span import Span, join


@dataclass(frozen=True, slots=True)
class Item:
    """A cell before columns are numbered: left edges of its first and last column, its pieces, its rows."""

    first: float
    last: float
    pieces: tuple[Piece, ...]
    row_span: int = 1

    @property
    def span(self) -> Span:
        """Its pieces in reading order."""
        if len(self.pieces) == 1:
            return self.pieces[0].span
        return join(p.span for p in sorted(self.pieces, key=lambda p: p.span.start))


def list_row(band: Sequence[Parted], head: Head) -> list[Item]:
    """One row of a list: what stands in one column is one cell."""
    cells: dict[tuple[float, float], list[Piece]] = {}
    for line in band:
        for piece in line.pieces:
            cells.setdefault(head.columns(piece), []).append(piece)
    return [Item(*key, tuple(pieces)) for key, pieces in cells.items()]


def head_rows(band: Sequence[Parted], at: int, tops: Sequence[Piece], is_period: Test) -> list[list[Item]]:
    """The head of a list, perhaps under a row of wider heads. A head of two lines is one cell."""
    inside = {id(p) for line in band for p in line.pieces}
    tops = [top for top in tops if id(top) in inside]
    cells = {top.x0: [top] for top in tops}
    known = {id(top) for top in tops}
    rows: list[list[Item]] = []
    for line in band[:at]:
        wide = [p for p in line.pieces if id(p) not in known]
        rows += _upper(wide, tops, cells, is_period) if wide else []
    for line in band[at + 1 :]:
        for piece in line.pieces:
            cells[nearest(piece, tops).x0].append(piece)
    return [*rows, [Item(x0, x0, tuple(pieces)) for x0, pieces in cells.items()]]


def _upper(
    pieces: Sequence[Piece], tops: Sequence[Piece], cells: dict[float, list[Piece]], is_period: Test
) -> list[list[Item]]:
    """A line above a head: a row of heads that span columns, or the first line of the heads below (現状 / (R3))."""
    under = [crossing(p, tops) for p in pieces]
    single = [
        (p, u[0])
        for p, u in zip(pieces, under, strict=True)
        if len(u) == 1 and (is_period(p.text) or is_period(u[0].text))
    ]
    if len({top.x0 for _, top in single}) == len(pieces) and (len(pieces) > 1 or len(tops) == 1):
        for p, top in single:
            cells[top.x0].insert(0, p)
        return []
    spans: list[list[float]] = [[] for _ in pieces]
    for top in tops:
        distances = [abs(p.x0 + p.x1 - top.x0 - top.x1) for p in pieces]
        spans[distances.index(min(distances))].append(top.x0)
    return [[Item(min(span or [p.x0]), max(span or [p.x0]), (p,)) for p, span in zip(pieces, spans, strict=True)]]


def period_at(line: Parted, is_label: Test, is_period: Test) -> int | None:
    """Where a row of at least two periods begins among the line's pieces; None where there is none."""
    at = [i for i, p in enumerate(line.pieces) if is_period(p.text)]
    if len(at) < 2 or any(is_label(p.text) for p in line.pieces[at[0] : at[-1]] if not is_period(p.text)):
        return None
    return at[0]


def form_rows(band: Sequence[Parted], is_label: Test, is_period: Test) -> list[list[Item]]:
    """Rows of labels and values. A table of periods right of them has rows of its own; cells beside it span those."""
    starts = [(i, period_at(line, is_label, is_period)) for i, line in enumerate(band)]
    h, at = next(((i, at) for i, at in starts if at is not None), (-1, 0))
    if h < 0:
        return [_cells(band, is_label)]
    tops = band[h].pieces[at:]
    right = [tuple(p for p in line.pieces if i != h and _is_right(p, tops)) for i, line in enumerate(band)]
    taken = {id(p) for pieces in (*right, tops) for p in pieces}
    cells = {top.x0: [top] for top in tops}
    rows: list[list[Item]] = []
    for pieces in right[:h]:
        rows += _upper(pieces, tops, cells, is_period) if pieces else []
    rows.append([Item(x0, x0, tuple(column)) for x0, column in cells.items()])
    body = [Parted(line.line, pieces) for line, pieces in zip(band[h + 1 :], right[h + 1 :], strict=True) if pieces]
    if body:
        rows.append(list_row(body, head_of(tops, (p for line in body for p in line.pieces), all_headed=True)))
    left = strips_of(p for line in band for p in line.pieces if id(p) not in taken)
    rows[0] = [*(Item(s.x0, s.x0, tuple(s.pieces), len(rows)) for s in left), *rows[0]]
    return rows


def _cells(band: Sequence[Parted], is_label: Test) -> list[Item]:
    """Labels and values of one row. Where lines slipped sideways under a label, they are the last label's value."""
    strips = strips_of(p for line in band for p in line.pieces)
    full = [line for line in band if len(line.pieces) > 1]
    loose = tuple(p for line in band if len(line.pieces) == 1 for p in line.pieces)
    apart = strips_of(p for line in full for p in line.pieces)
    slipped = len(full) == 1 and any(sum(p in full[0].pieces for p in s.pieces) > 1 for s in strips)
    if loose and slipped and is_label(full[0].pieces[-1].text):
        end = apart[-1].x1
        return [*(Item(s.x0, s.x0, tuple(s.pieces)) for s in apart), Item(end, end, loose)]
    return [Item(s.x0, s.x0, tuple(s.pieces)) for s in strips]


def _is_right(piece: Piece, tops: Sequence[Piece]) -> bool:
    """Does a piece stand below or above the periods, and not in the text left of them?"""
    return piece.x0 >= tops[0].x0 - 8 and (piece.x0 + piece.x1) / 2 >= tops[0].x0 - 2


def numbered(rows: Sequence[Sequence[Item]]) -> Grid:
    """Cells of the items; columns numbered from 0 by their left edges."""
    edges = sorted({x for row in rows for item in row for x in (item.first, item.last)})
    number = {x: n for n, x in enumerate(edges)}
    done = []
    for r, row in enumerate(rows):
        cells = []
        for item in sorted(row, key=lambda it: (it.first, it.last)):
            span = item.span
            cells.append(Cell(r, number[item.first], span, item.row_span, number[item.last] - number[item.first] + 1))
        done.append(tuple(cells))
    return Grid(tuple(done), "columns")
