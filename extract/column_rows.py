"""Pieces of lines that blanks part, and the rows of cells that they make."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import regex

from plansheets.extract.blocks import Cell, Grid, Line
from plansheets.extract.source import display_width
from plansheets.extract.span import Span, join

Test = Callable[[str], bool]
BLANKS = regex.compile(r"[ \u00a0\u3000]+")
WORD = regex.compile(r"[^ \u00a0\u3000]+")
SPACE = regex.compile(r"[ \u00a0]")
BOXES = frozenset("■□☑☐✓✔◼◻▣")
TILDES = frozenset("～〜~-－―ー–（([")
SENTENCE = regex.compile(r"[ぁ-んー、。]")
"""The end of a text, not of a head: kana or a mark."""
REACH = 4
"""Lines above and below in which a line's columns are looked for."""
NEAR = 16.0
"""Columns that may lie between a head and the values of its column."""
LETTERS = 10
"""Letters of the longest label that is set with wide spaces."""
MANY = 3
"""Labels of one line from which on a single space may part a label from a value."""
MAX_CELL = 14
"""Characters of a year's head behind a text that only one space parts."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line between wide gaps: its glyphs, its left and right edge in columns, its text."""

    span: Span
    x0: float
    x1: float
    text: str


@dataclass(frozen=True, slots=True)
class Parted:
    """A printed line as its pieces, from left to right."""

    line: Line
    pieces: tuple[Piece, ...]
    after_break: bool = False

    @property
    def x0(self) -> float:
        return self.pieces[0].x0

    @property
    def is_apart(self) -> bool:
        """Do blank lines part it from the line before? A page break is none."""
        return self.line.blanks > 0 and not self.after_break


@dataclass(slots=True)
class Strip:
    """Pieces that stand below each other: their left and right edge."""

    x0: float
    x1: float
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Item:
    """A cell before columns are numbered: left edges of its first and last column, its pieces, its rows."""

    first: float
    last: float
    pieces: tuple[Piece, ...]
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a list: the pieces of its head line; strips of its body, each with the left edge of its head."""

    tops: tuple[Piece, ...]
    strips: tuple[tuple[Strip, float], ...]

    def columns(self, piece: Piece) -> tuple[float, float]:
        """First and last column that a body piece stands in."""
        over = [top.x0 for top in self.tops if overlap(piece, top) > 0]
        if len(over) < 2:
            over = [key for strip, key in self.strips if overlap(piece, strip) > 0]
        if len(over) < 2:
            over = [max(self.strips, key=lambda s: overlap(piece, s[0]))[1]]
        return min(over), max(over)


def overlap(a: Piece | Strip, b: Piece | Strip) -> float:
    """Columns that both cover; below 0 their distance."""
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def _closeness(strip: Strip, top: Piece) -> float:
    """The share of the narrower one that lies under the other; below 0 the distance in columns."""
    common = overlap(strip, top)
    return common / min(strip.x1 - strip.x0, top.x1 - top.x0) if common > 0 else common


def nearest(piece: Piece, tops: Sequence[Piece]) -> Piece:
    return max(tops, key=lambda top: overlap(piece, top))


def strips_of(pieces: Iterable[Piece]) -> list[Strip]:
    """Pieces joined where they stand below each other, from left to right."""
    found: list[Strip] = []
    for piece in sorted(pieces, key=lambda p: p.x0):
        if found and overlap(piece, found[-1]) > 0:
            found[-1].x1 = max(found[-1].x1, piece.x1)
            found[-1].pieces.append(piece)
        else:
            found.append(Strip(piece.x0, piece.x1, [piece]))
    return found


def head_of(tops: Sequence[Piece], body: Iterable[Piece]) -> Head:
    """Match the strips of a list's body with its head: by overlap, then the nearest that keeps the order.

    A strip without a head of its own (a running number's name) is a column of its own.
    """
    strips = strips_of(p for p in body if sum(overlap(p, top) > 0 for top in tops) < 2)
    matched: dict[int, Piece] = {}
    for least in (0.0, -NEAR):
        pairs = sorted((-_closeness(s, top), i, j) for i, s in enumerate(strips) for j, top in enumerate(tops))
        for away, i, j in pairs:
            if -away <= least or i in matched or any(top is tops[j] for top in matched.values()):
                continue
            if all((strips[k].x0 < strips[i].x0) == (top.x0 < tops[j].x0) for k, top in matched.items()):
                matched[i] = tops[j]
    heads = {top.x0 for top in tops}
    found = [(s, matched[i].x0 if i in matched else s.x0 + 0.5 * (s.x0 in heads)) for i, s in enumerate(strips)]
    bare = [(Strip(t.x0, t.x1), t.x0) for t in tops if all(t is not m for m in matched.values())]
    return Head(tuple(tops), (*found, *bare))


def part(lines: Sequence[Line], is_label: Test, is_period: Test) -> list[Parted]:
    """Every line as its pieces. Columns are display columns, or characters where the pieces align better so.

    pdftotext counts a wide character as one column; editors and its own fixed-pitch mode count two.
    """
    cut = [_cut(line, is_label) for line in lines]
    wide = [_placed(line, ranges, by_char=False) for line, ranges in zip(lines, cut, strict=True)]
    narrow = [_placed(line, ranges, by_char=True) for line, ranges in zip(lines, cut, strict=True)]
    rows = narrow if _alignment(narrow) > 1.1 * _alignment(wide) else wide
    found: list[Parted] = []
    heads: list[Piece] = []
    below = 0
    for i, line in enumerate(lines):
        is_near = below < REACH and not line.blanks
        row = _part_single(rows[i], is_label, is_period, heads if is_near else []) if " " in line.raw else rows[i]
        years = [p for p in row if is_period(p.text)]
        heads, below = (years, 0) if len(years) > 1 else (heads if is_near else [], below + 1)
        is_break = i > 0 and (line.page > lines[i - 1].page or line.number - lines[i - 1].number - 1 > line.blanks)
        found.append(Parted(line, tuple(row), is_break))
    return found


def _part_single(row: Sequence[Piece], is_label: Test, is_period: Test, heads: Sequence[Piece]) -> list[Piece]:
    """Part at single spaces where years, the columns of years above, or labels say so."""
    done = _part_heads(row, is_period)
    years = sum(is_period(p.text) for p in done)
    if not years:
        done = _part_labels(done, is_label)
    return _part_below(done, heads) if heads and years < 2 else done


def _cut(line: Line, is_label: Test) -> list[tuple[int, int]]:
    """Ranges of the line's pieces in its raw text."""
    raw, at = line.raw, 0
    ranges: list[tuple[int, int]] = []
    gaps = [gap for gap in BLANKS.finditer(raw) if len(gap[0]) > 1 or gap[0] == "\u3000"]
    is_wide = any(len(gap[0]) > 1 for gap in gaps)
    for gap in gaps:
        if len(gap[0]) > 1 or is_wide or is_label(raw[at:gap.start()]):
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
        while stop > at + 1 and not (is_label(raw[ranges[at][0]:ranges[stop - 1][1]])
                                     or ranges[stop - 1][1] - ranges[at][0] == 2 * (stop - at) - 1):
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


def _placed(line: Line, ranges: Sequence[tuple[int, int]], *, by_char: bool) -> list[Piece]:
    """Pieces of a line with their left and right edge, counted in display columns or in characters."""
    source = line.span.source
    (start, _), = line.span.ranges
    indent = start
    while indent and source.text[indent - 1] in " \u00a0\u3000":
        indent -= 1
    found = []
    for a, b in ranges:
        span = line.span.part(a, b)
        x0 = start + a - indent if by_char else float(source.glyphs.x0[start + a])
        x1 = start + b - indent if by_char else float(source.glyphs.x1[start + b - 1])
        found.append(Piece(span, x0, max(x1, x0 + 1), span.raw))
    return found


def _alignment(rows: Sequence[Sequence[Piece]]) -> int:
    """How many edges and centres of pieces stand right below those of a later piece of a line above."""
    edges = [edges_of(row) for row in rows]
    later = [edges_of(row[1:]) for row in rows]
    return sum(len(edges[i] & above) for i in range(len(rows)) for above in later[max(0, i - 2):i])


def edges_of(pieces: Iterable[Piece]) -> set[tuple[str, float]]:
    """Left and right edges of pieces, and their centres: pieces of one column share one of them."""
    return {mark for p in pieces for mark in (("left", p.x0), ("right", p.x1), ("centre", p.x0 + p.x1))}


def _part_labels(row: Sequence[Piece], is_label: Test) -> list[Piece]:
    """Part at single spaces the labels of a labelled line from the values before and behind them: 継続 担当課."""
    if len(row) < 2 or not is_label(row[0].text):
        return list(row)
    done = [row[0]]
    for piece in row[1:]:
        rest: Piece | None = piece
        while rest is not None:
            cut = _label_border(rest.text, is_label)
            first, rest = _split(rest, *cut) if cut else (rest, None)
            done.append(first)
    return done if sum(is_label(p.text) for p in done) >= MANY else list(row)


def _label_border(text: str, is_label: Test) -> tuple[int, int] | None:
    """The first space that parts a label of up to three words from a value in a short text; None where none does."""
    if " " not in text or len(text) > 2 * MAX_CELL or "。" in text or is_label(text):
        return None
    words = [(m.start(), m.end()) for m in WORD.finditer(text)]
    for size in (1, 2, 3):
        for i in range(len(words) - size + 1):
            start, stop = words[i][0], words[i + size - 1][1]
            if stop - start > 1 and stop - start < len(text) and is_label(text[start:stop]):
                return (words[i - 1][1], start) if i else (stop, words[i + size][0])
    return None


def _part_heads(row: Sequence[Piece], is_period: Test) -> list[Piece]:
    """Part at single spaces what belongs to the years of a head: 紹介します。 5年度, 令和8年度 令和9年度."""
    if sum(is_period(p.text) for p in row) < 1:
        return list(row)
    done: list[Piece] = []
    for k, piece in enumerate(row):
        followed = any(is_period(p.text) for p in row[k + 1:k + 2])
        is_beside = followed or any(is_period(p.text) for p in row[max(k - 1, 0):k])
        done += _years(piece, is_period, followed=followed) if is_beside else [piece]
    return done


def _years(piece: Piece, is_period: Test, *, followed: bool) -> list[Piece]:
    whole = is_period(piece.text)
    for space in SPACE.finditer(piece.text):
        left, right = piece.text[:space.start()].rstrip(), piece.text[space.end():]
        if len(right) > 4 * MAX_CELL or right[0] in TILDES or left[-1] in TILDES or not is_period(right):
            continue
        behind_text = followed and (not whole or SENTENCE.fullmatch(left[-1])) and len(right) <= MAX_CELL
        if behind_text or (whole and is_period(left)):
            first, second = _split(piece, space.start(), space.end())
            return [first, *_years(second, is_period, followed=followed)]
    return [piece]


def _part_below(row: Sequence[Piece], heads: Sequence[Piece]) -> list[Piece]:
    """Part at a single space a value that begins exactly below a year's head: 一部実施 実施."""
    done: list[Piece] = []
    for piece in row:
        rest = piece
        for space in SPACE.finditer(piece.text):
            offset = len(piece.text) - len(rest.text)
            first, second = _split(rest, space.start() - offset, space.end() - offset)
            if second.text[0] not in BOXES and any(abs(second.x0 - head.x0) < 0.5 for head in heads):
                done.append(first)
                rest = second
        done.append(rest)
    return done


def _split(piece: Piece, stop: int, start: int) -> tuple[Piece, Piece]:
    """The pieces left and right of a blank."""
    scale = (piece.x1 - piece.x0) / max(sum(map(display_width, piece.text)), 1)
    left, right = piece.span.part(0, stop), piece.span.part(start)
    end, begin = (n if scale < 0.999 else sum(map(display_width, piece.text[:n])) for n in (stop, start))
    return Piece(left, piece.x0, piece.x0 + end, left.raw), Piece(right, piece.x0 + begin, piece.x1, right.raw)


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
    for line in band[at + 1:]:
        for piece in line.pieces:
            cells[nearest(piece, tops).x0].append(piece)
    return [*rows, [Item(x0, x0, tuple(pieces)) for x0, pieces in cells.items()]]


def _upper(pieces: Sequence[Piece], tops: Sequence[Piece], cells: dict[float, list[Piece]],
           is_period: Test) -> list[list[Item]]:
    """A line above a head: a row of heads that span columns, or the first line of the heads below (現状 / (R3))."""
    under = [[top for top in tops if overlap(p, top) > 0] for p in pieces]
    single = [(p, u[0]) for p, u in zip(pieces, under, strict=True)
              if len(u) == 1 and (is_period(p.text) or is_period(u[0].text))]
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
    if len(at) < 2 or any(is_label(p.text) for p in line.pieces[at[0]:at[-1]] if not is_period(p.text)):
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
    body = [Parted(line.line, pieces) for line, pieces in zip(band[h + 1:], right[h + 1:], strict=True) if pieces]
    if body:
        rows.append(list_row(body, head_of(tops, (p for line in body for p in line.pieces))))
    left = strips_of(p for line in band for p in line.pieces if id(p) not in taken)
    rows[0] = [*(Item(s.x0, s.x0, tuple(s.pieces), len(rows)) for s in left), *rows[0]]
    return rows


def _cells(band: Sequence[Parted], is_label: Test) -> list[Item]:
    """Labels and values of one row. Where lines slipped sideways under a label, they are the last label's value."""
    strips = strips_of(p for line in band for p in line.pieces)
    full = [line for line in band if len(line.pieces) > 1]
    loose = tuple(p for line in band if len(line.pieces) == 1 for p in line.pieces)
    apart = strips_of(p for line in full for p in line.pieces)
    if loose and len(full) == 1 and len(apart) > len(strips) and is_label(full[0].pieces[-1].text):
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
            span = join(p.span for p in sorted(item.pieces, key=lambda p: p.span.start))
            cells.append(Cell(r, number[item.first], span, item.row_span, number[item.last] - number[item.first] + 1))
        done.append(tuple(cells))
    return Grid(tuple(done), "columns")
