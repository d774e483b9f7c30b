"""Tables whose columns only blanks part, as `pdftotext -layout` leaves them: where they are, which lines make a row."""

from collections.abc import Sequence
from functools import cache

import regex

from plansheets.extract.blocks import Grid, Line, Paragraph
from plansheets.extract.column_rows import (
    REACH,
    Head,
    Item,
    Parted,
    Piece,
    Test,
    edges_of,
    form_rows,
    head_of,
    head_rows,
    list_row,
    nearest,
    numbered,
    overlap,
    part,
    period_at,
)
from plansheets.extract.lines import pitch

BULLETS = frozenset("○●◎・･■□☑☐◆◇※▪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
VALUE = regex.compile(
    r"[△▲約]?[-－+]?[0-9０-９][0-9０-９,，.．]*\s*[\p{L}%％/㎡]{0,4}|[―—－ー\-…※]+|[◎○〇◯●△▲×■□☑☐✓✔レ]|[⇒→➡⇨➔▶►━─＝=＞>～〜↓\s]+")
"""What only a cell of a table's body holds: a number with its unit, a dash, a mark, an arrow."""
TAIL = regex.compile(r"年?度|\p{L}{0,3}[)）]")
"""The rest of a head that broke over two lines: 度, 年), 実績)."""
SHORTFALL = 4.0
"""Columns by which a full line of a cell may fall short of the cell's edge."""
TEXT = 8
"""Characters from which on the first piece of an indented line is a value, not a label set in the middle."""
SHORT = 10
"""Characters of a label that no lexicon knows, alone on its line."""
FAR = 12
"""Lines in which the rows beside a line are looked for, to learn where their values begin."""
MAX_BLANKS = 3
"""Blank lines that may part the rows of one table."""
MAX_CUTS = 48
"""Places between two anchors that are tried as the border of their rows."""


def column_blocks(lines: Sequence[Line], is_label: Test, is_period: Test) -> list[Grid | Paragraph]:
    """Grids of the lines that form tables, paragraphs of the others, in reading order."""
    if not lines:
        return []
    is_label, is_period = cache(is_label), cache(is_period)
    parted = part(lines, is_label, is_period)
    blocks: list[Grid | Paragraph] = []
    at = 0
    for start, stop in _Regions(parted, is_label).find():
        blocks += _paragraphs(lines[at:start])
        blocks.append(grid_of(parted[start:stop], is_label, is_period))
        at = stop
    return [*blocks, *_paragraphs(lines[at:])]


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Lines in paragraphs; more blank lines than stand between the lines of this text begin a new one."""
    usual = pitch(lines) if lines else 0
    found: list[list[Line]] = []
    for line in lines:
        if not found or line.blanks > usual:
            found.append([])
        found[-1].append(line)
    return [Paragraph(tuple(p)) for p in found]


class _Regions:
    """Runs of lines that form tables."""

    def __init__(self, lines: Sequence[Parted], is_label: Test) -> None:
        self.lines, self.is_label = lines, is_label
        self.sure = self._evidence()

    def find(self) -> list[tuple[int, int]]:
        """First line and end of every table, in order."""
        found: list[list[int]] = []
        for i in (i for i, sure in enumerate(self.sure) if sure):
            if found and self.lines[i].line.blanks <= MAX_BLANKS \
                    and all(self._fits(k, found[-1][1] - 1, i) for k in range(found[-1][1], i)):
                found[-1][1] = i + 1
            else:
                found.append([i, i + 1])
        ends = [*(start for start, _ in found[1:]), len(self.lines)]
        for n, region in enumerate(found):
            self._grow(region, found[n - 1][1] if n else 0, ends[n])
        return [(start, stop) for start, stop in found]

    def _evidence(self) -> list[bool]:
        """Lines that must be rows: a label and its value, or an inner column that a line nearby has too."""
        lines = self.lines
        sure = [any(self.is_label(p.text) for p in line.pieces[:-1]) for line in lines]
        inner = [edges_of(line.pieces[1:]) for line in lines]
        for i, edges in enumerate(inner):
            for j in range(i + 1, min(i + 1 + REACH, len(lines)) if edges else 0):
                if edges & inner[j]:
                    sure[i] = sure[j] = True
        return sure

    def _grow(self, region: list[int], low: int, high: int) -> None:
        """Take in the lines above and below a region that belong to its first and last rows."""
        first, last = region[0], region[1] - 1
        while region[0] > low and not self._is_apart(region[0]) and self._fits(region[0] - 1, None, first):
            region[0] -= 1
        while region[1] < high and not self._is_apart(region[1]) and self._fits(region[1], last, None):
            region[1] += 1

    def _fits(self, k: int, above: int | None, below: int | None) -> bool:
        """Does line k belong to the sure row above it, or below it? One of them is None at a region's edge."""
        line = self.lines[k]
        near = [*self._sure_rows(above, -1), *self._sure_rows(below, 1)]
        left = min(row.x0 for row in near)
        inner = min(row.pieces[1].x0 if row.x0 <= left + 3 and len(row.pieces) > 1 else row.x0 for row in near)
        inside = above is not None and below is not None
        if inside and not line.is_apart and line.x0 >= left + 4 and self._is_indented(k):
            return True
        if line.x0 >= inner - 1:
            is_lone = len(line.pieces) == 1 and not inside
            return not (is_lone or (line.is_apart and self._is_apart(k + 1))) or self._is_indented(k)
        if len(line.pieces) > 1:
            return not line.is_apart or not self._is_apart(k + 1)
        if self._is_between(k, inner, left):
            return True
        return above is not None and below is not None and line.x0 <= left + 1 and self._crosses(k, above, below)

    def _sure_rows(self, at: int | None, step: int) -> list[Parted]:
        """The sure row at a line, and those next to it on the far side."""
        if at is None:
            return []
        beside = range(at, max(min(at + FAR * step, len(self.lines)), -1), step)
        return [self.lines[i] for i in beside if self.sure[i]]

    def _is_apart(self, k: int) -> bool:
        return k >= len(self.lines) or self.lines[k].is_apart

    def _is_indented(self, k: int) -> bool:
        """Does a piece on another line near begin in the same column?"""
        near = [*self.lines[max(k - REACH, 0):k], *self.lines[k + 1:k + REACH + 1]]
        return any(abs(p.x0 - self.lines[k].x0) <= 0.5 for line in near for p in line.pieces)

    def _is_between(self, k: int, inner: float, left: float) -> bool:
        """Is it a label alone on its line, with its value on the lines around it?"""
        text = self.lines[k].pieces[0].text
        above = k > 0 and self.lines[k - 1].x0 >= inner - 1
        below = k + 1 < len(self.lines) and self.lines[k + 1].x0 >= inner - 1
        if self.is_label(text):
            return (above and not self.lines[k].is_apart) or (below and not self._is_apart(k + 1))
        return above and below and len(text) <= SHORT and self.lines[k].x0 >= left - 1

    def _crosses(self, k: int, above: int, below: int) -> bool:
        """Is it a heading within a list: the rows above and below share columns, and no blank line parts it?"""
        if self.lines[k].is_apart or self._is_apart(k + 1) or self.is_label(self.lines[below].pieces[0].text):
            return False
        over, under = (edges_of(p for row in self.lines[i:i + 3] for p in row.pieces[1:])
                       for i in (max(above - 2, 0), below))
        return len(over & under) > 2


class Anchors:
    """Which lines begin or centre a row: those with something in the first columns, and rows of a list.

    `heads` has the head of each list by its line, `list_of` the head's line for each row of a list, `closed` the rows
    of one line (headings across a list), `floating` the lines of groups' names, with the rows they cover on each side.
    """

    def __init__(self, lines: Sequence[Parted], is_label: Test, is_period: Test) -> None:
        self.lines, self.is_label, self.is_period = lines, is_label, is_period
        self.left = left = min(line.x0 for line in lines)
        values = [ln.pieces[1].x0 for ln in lines if len(ln.pieces) > 1 and ln.x0 <= left + 3]
        texts = [ln.x0 for ln in lines if ln.x0 > left + 3 and len(ln.pieces[0].text) >= TEXT
                 and not is_label(ln.pieces[0].text)]
        self.value_at = min([*values, *texts], default=left + 1)
        self.at: list[int] = []
        self.heads: dict[int, Head] = {}
        self.list_of: dict[int, int] = {}
        self.closed: set[int] = set()
        self.floating: dict[int, int] = {}
        self._scan()

    def _scan(self) -> None:
        head: int | None = None
        lines = self.lines
        for i, line in enumerate(lines):
            if (head is None or head != i - 1 or not self._ends(head, line)) and self._is_head(i):
                head = i
                self.at.append(i)
                continue
            stub = self.has_stub(line)
            if stub and head is not None and not self._goes_on(head, line):
                head = None
            if stub or (head is not None and self._is_body(head, i)):
                self.at.append(i)
                if head is not None:
                    self.list_of[i] = head
        body: dict[int, list[Piece]] = {}
        for i, at in self.list_of.items():
            body.setdefault(at, []).extend(lines[i].pieces if len(lines[i].pieces) > 1 else ())
        self.heads = {at: head_of(self._tops(at), pieces) for at, pieces in body.items()}
        self.closed = {i for i, at in self.list_of.items() if len(self.lines[i].pieces) == 1
                       and len({*self.heads[at].columns(self.lines[i].pieces[0])}) == 2}
        self._float()
        self.at = self.at or [0]

    def _float(self) -> None:
        """Names of groups that stand in the middle of their rows, on lines of their own, anchor nothing."""
        taken = 0
        for i in [i for i in self.list_of if i not in self.closed and self._is_group(i)]:
            size = min(self._bare_rows(i, -1, taken), self._bare_rows(i, 1, len(self.lines) - 1))
            if size:
                self.floating[i] = size
                self.at.remove(i)
                taken = i + size + 1

    def _is_group(self, i: int) -> bool:
        line = self.lines[i]
        return self.has_stub(line) and not any(VALUE.fullmatch(p.text) for p in line.pieces[1:])

    def _bare_rows(self, i: int, step: int, last: int) -> int:
        """How many rows of the list with values, but nothing in the first columns, follow a line on one side."""
        rows = range(i + step, last + step, step)
        return next((n for n, at in enumerate(rows) if self.list_of.get(at) != self.list_of[i]
                     or self.has_stub(self.lines[at]) or len(self.lines[at].pieces) < 2), len(rows))

    def has_stub(self, line: Parted) -> bool:
        """Does something stand in the first columns? No label's second line, no single letter of an upright label."""
        first = line.pieces[0]
        if first.x0 >= self.value_at:
            return False
        if self.left + 3 < first.x0 >= self.value_at - 2 and not self.is_label(first.text):
            return False
        upright = len(first.text) == 1 and first.text.isalpha()
        return self.is_label(first.text) or not (upright or first.text[0] in "（(")

    def period_at(self, line: Parted) -> int | None:
        return period_at(line, self.is_label, self.is_period)

    def _is_head(self, i: int) -> bool:
        line = self.lines[i]
        texts = [p.text for p in line.pieces]
        first = self.period_at(line)
        if first == 0 and not self.has_stub(line):
            return self._heads_stubs(i)
        if len(texts) < 2 or not self.has_stub(line) or not all(map(_is_head_like, texts)) or self._is_inner(i):
            return False
        if first is not None:
            return True
        known = sum(self.is_label(t) or self.is_period(t) for t in texts)
        below = self.lines[i + 1:i + 7]
        if not known or len(texts) < 3 or any(self.is_label(ln.pieces[0].text) for ln in below):
            return False
        under = [p for ln in below[:4] if len(ln.pieces) > 1 for p in ln.pieces]
        return sum(any(overlap(p, q) > 0 for p in under) for q in line.pieces) >= 2

    def _heads_stubs(self, i: int) -> bool:
        """Periods alone on their line: the head of the rows below, if those are labelled and stand under them."""
        if i + 1 == len(self.lines) or not self.has_stub(self.lines[i + 1]):
            return False
        under = self.lines[i + 1].pieces
        return sum(any(overlap(p, top) > 0 for p in under) for top in self.lines[i].pieces) >= 2

    def _is_inner(self, i: int) -> bool:
        """Is its second piece a middle line of a text that began on the line above?"""
        line = self.lines[i]
        label, text = line.pieces[:2]
        if not i or line.is_apart or self.is_label(text.text) or self.is_period(text.text):
            return False
        above = self.lines[i - 1].pieces[0]
        return (self.is_label(label.text) and above.x0 >= self.value_at and not self.is_label(above.text)
                and abs(above.x0 - text.x0) <= 2)

    def _goes_on(self, head: int, line: Parted) -> bool:
        """Is a line that begins with a label a row of the list? Its values are numbers, or stand below the heads."""
        if not self.is_label(line.pieces[0].text):
            return True
        tops = self.lines[head].pieces[1:]
        under = [next((id(top) for top in tops if overlap(p, top) > 0), 0) for p in line.pieces[1:]]
        if under and 0 not in under and len({*under}) == len(under):
            return not any(self.is_label(p.text) for p in line.pieces[1:])
        return bool(under) and all(VALUE.fullmatch(p.text) for p in line.pieces[1:])

    def _is_body(self, head: int, i: int) -> bool:
        """A row with nothing in its first columns: values below a head. Not the head's own second line."""
        line = self.lines[i]
        if i == head + 1:
            return not self._ends(head, line)
        values = any(VALUE.fullmatch(p.text) for p in line.pieces)
        return len(line.pieces) > 1 and values and not any(self.is_period(p.text) for p in line.pieces)

    def _tops(self, head: int) -> list[Piece]:
        """The pieces of a head's line; where it holds periods alone, also the labels that stand beside them, above."""
        tops = list(self.lines[head].pieces)
        if self.period_at(self.lines[head]) != 0:
            return tops
        for i in range(head - 1, max(head - 3, -1), -1):
            if self.lines[i + 1].is_apart or i in self.at:
                break
            tops += [p for p in self.lines[i].pieces if self.is_label(p.text)
                     and p.x1 < self.lines[head].x0 and all(overlap(p, top) <= 0 for top in tops)]
        return sorted(tops, key=lambda p: p.x0)

    def _ends(self, head: int, line: Parted) -> bool:
        """Is it the second line of a head: (令和3年度), 度), or what an open bracket lacks?"""
        tops = self.lines[head].pieces
        return all(self.is_period(p.text) or p.text[0] in "（(" or _is_open(nearest(p, tops).text)
                   or TAIL.fullmatch(p.text) is not None for p in line.pieces)


def bands(lines: Sequence[Parted], anchors: Anchors) -> list[tuple[int, int, int]]:
    """First line, anchor and end of every row. Labels stand at the top of their rows or in the middle, as fits best."""
    fixed = {*anchors.at}
    borders = [(0.0, 0.0) if not i or (i in fixed and i - 1 in fixed) else _border(lines, i, anchors)
               for i in range(len(lines))]
    (top, at_top), (middle, in_middle) = (_cuts(lines, anchors, borders, centred=c) for c in (False, True))
    starts = at_top if top <= middle else in_middle
    return [(start, anchor, stop) for start, anchor, stop in
            zip(starts, anchors.at, [*starts[1:], len(lines)], strict=True)]


def _cuts(lines: Sequence[Parted], anchors: Anchors, borders: Sequence[tuple[float, float]], *,
          centred: bool) -> tuple[float, list[int]]:
    """The cheapest first lines of all rows, and their cost. Dynamic programming from anchor to anchor."""
    joined = [0.0]
    for _, keep in borders:
        joined.append(joined[-1] + keep)
    costs: dict[int, float] = {0: 0.0}
    back: list[dict[int, int]] = []
    for anchor, following in zip(anchors.at, [*anchors.at[1:], len(lines)], strict=True):
        is_last = following == len(lines)
        after: dict[int, float] = {}
        came: dict[int, int] = {}
        for end in [following] if is_last else _places(anchor, following, borders):
            for start, cost in costs.items():
                total = cost + joined[end] - joined[start + 1] + (0.0 if is_last else borders[end][0])
                total += _misfit(anchors, start, anchor, end, centred=centred)
                if end not in after or total < after[end]:
                    after[end], came[end] = total, start
        back.append(came)
        costs = after
    starts, end = [], len(lines)
    for came in reversed(back):
        end = came[end]
        starts.append(end)
    return costs[len(lines)], starts[::-1]


def _places(anchor: int, following: int, borders: Sequence[tuple[float, float]]) -> list[int]:
    """Lines at which the row of the following anchor may begin; the cheapest where they are many."""
    places = range(anchor + 1, following + 1)
    if len(places) <= MAX_CUTS:
        return list(places)
    return sorted({places[0], following, *sorted(places, key=lambda i: borders[i][0])[:MAX_CUTS]})


def _misfit(anchors: Anchors, start: int, anchor: int, end: int, *, centred: bool) -> float:
    """How badly lines start to end suit a row with this anchor."""
    above, below = anchor - start, end - anchor - 1
    if anchor in anchors.closed:
        return 8.0 * (above + below)
    cost = max(2.0 * abs(above - below) - 0.5, 0.0) if centred else 3.0 * above
    line = anchors.lines[anchor]
    if len(line.pieces) > 1 or not anchors.has_stub(line):
        return cost
    return cost + (6.0 if end - start == 1 else 0.0 if centred else 3.0)


def _border(lines: Sequence[Parted], i: int, anchors: Anchors) -> tuple[float, float]:
    """What it costs to part line i from the line above, and what not to."""
    upper, lower = lines[i - 1], lines[i]
    keep = 3.0 if lower.is_apart else 0.0
    cut = -2.0 if lower.is_apart else 0.0
    if anchors.period_at(upper) is not None and (len(lower.pieces) == 1 or not anchors.has_stub(lower)):
        cut += 6.0
    for p in upper.pieces:
        under = (q for line in lines[i:i + 2] for q in line.pieces if overlap(p, q) > 0)
        cut += next((_tear(lines, i, p, q, anchors) for q in under), 0.0)
    if i > 1 and len(upper.pieces) == 1:
        cut += sum(_tear(lines, i, p, q, anchors) for p in lines[i - 2].pieces for q in lower.pieces
                   if overlap(p, q) > 0 > overlap(p, upper.pieces[0]))
    return cut, keep


def _tear(lines: Sequence[Parted], i: int, p: Piece, q: Piece, anchors: Anchors) -> float:
    """What it costs to part a piece from the one below it: much where a sentence or a bracket goes on."""
    if _is_open(p.text) or (anchors.is_period(q.text) and q.text[0] in "（("):
        return 8.0
    if q.text[0] in BULLETS or p.text[-1] in "。．":
        return -1.0
    is_full = p.x1 - p.x0 >= 12 and p.x1 >= _edge(lines, i, p) - SHORTFALL
    return 6.0 if is_full and abs(p.x0 - q.x0) <= 2.5 else 0.0


def _edge(lines: Sequence[Parted], i: int, piece: Piece) -> float:
    """The right edge of the column in which the piece stands, by the lines around."""
    return max(p.x1 for line in lines[max(0, i - 8):i + 8] for p in line.pieces if abs(p.x0 - piece.x0) <= 2.5)


def grid_of(lines: Sequence[Parted], is_label: Test, is_period: Test) -> Grid:
    """The lines of one table as a grid. A body cell has the column number of the head above it."""
    anchors = Anchors(lines, is_label, is_period)
    rows: list[list[Item]] = []
    groups: list[tuple[int, int, list[Item]]] = []
    for start, anchor, stop in bands(lines, anchors):
        band = [line for i, line in enumerate(lines[start:stop], start) if i not in anchors.floating]
        if anchor in anchors.heads:
            rows += head_rows(band, anchor - start, anchors.heads[anchor].tops, is_period)
            continue
        if anchor not in anchors.list_of:
            rows += form_rows(band, is_label, is_period)
            continue
        head = anchors.heads[anchors.list_of[anchor]]
        rows.append(list_row(band, head))
        for i in range(start, stop):
            if i in anchors.floating:
                first = len(rows) - anchors.floating[i] - (i < anchor)
                groups.append((max(first, 0), 2 * anchors.floating[i], list_row([lines[i]], head)))
    for first, height, items in groups:
        rows[first] += [Item(item.first, item.last, item.pieces, height) for item in items]
    return numbered(rows)


def _is_head_like(text: str) -> bool:
    return (len(text) <= 20 and text[0] not in BULLETS and not VALUE.fullmatch(text)
            and "。" not in text and "、" not in text)


def _is_open(text: str) -> bool:
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")
