"""The parts of one page in reading order: tables with their cells, texts with their lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.arrow_texts import place_arrow_texts
from plansheets.extract.layout.code_set import CodeSet
from plansheets.extract.layout.figures import figures_of
from plansheets.extract.layout.gapped import met
from plansheets.extract.layout.glyphs import Seen, nothing_seen, seen_of
from plansheets.extract.layout.marks import marks_in, marks_of, with_marks
from plansheets.extract.layout.open_tables import RULES, open_rulings
from plansheets.extract.layout.order import beside, reading_order
from plansheets.extract.layout.placing import Placed, place_glyphs
from plansheets.extract.layout.rounded import squared
from plansheets.extract.layout.rulings import rulings_of
from plansheets.extract.layout.shading import shaded, shaded_rulings
from plansheets.extract.layout.tables import RuledTable, tables_of
from plansheets.extract.readers.page import Drawn, PageContent
from plansheets.extract.source import Floats, Ints

SLACK = 2.0
"""Points by which what stands in a frame may reach over it."""
ARROWS = CodeSet("→⇒⇨➡▶▷►←⇐⇦◀◁")
FEW = 4
"""Parts that each of two pages on one sheet of paper holds at least."""
MARGIN = 0.02
"""Share of the paper's width by which the margins of the two may differ; the right one, in ragged text, twice that."""


@dataclass
class Part:
    """A table with the leaf number of each of its regions, or a text with its own. `frame`: the box around it;
    `half`: 1 on the right one of two pages that are printed on one sheet of paper.
    """

    table: RuledTable | None
    leaves: list[int]
    frame: int = -1
    half: int = 0


@dataclass(eq=False)
class PageParts:
    """One page: its seen glyphs, the parts in reading order, and the leaf (cell or text) of each glyph."""

    page: PageContent
    seen: Seen
    leaf: Ints
    side: Ints
    tables: list[RuledTable]
    parts: list[Part] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def forget(self) -> None:
        """Drop the glyphs and what is drawn; the parts and the page's measures stay."""
        nothing = np.zeros(0, np.intp)
        page = self.page
        self.page = replace(
            page, codes=page.codes[:0].copy(), printed=page.printed[:0].copy(), flags=page.flags[:0].copy(),
            glyphs=page.glyphs.take(nothing), drawn=Drawn(),
        )  # fmt: skip
        self.seen = nothing_seen()
        self.leaf, self.side = self.leaf[:0].copy(), self.side[:0].copy()


def parts_of(page: PageContent) -> PageParts:
    """Find tables and texts of a page."""
    page = replace(page, drawn=met(squared(page.drawn)))
    marks = marks_of(page.drawn)
    rulings = rulings_of(page.drawn, marks.free_lines, marks.free_fills)
    tables = tables_of(rulings)
    page = with_marks(page, marks_in(marks, tables, page) if marks.shafts or marks.boxes or len(marks.slanted) else [])
    seen = seen_of(page)
    tables += _open_tables(page, rulings.level, seen, tables)
    tables += _shaded_tables(page, seen, tables)
    placed = place_arrow_texts(seen, tables, place_glyphs(seen, tables), marks.shafts)
    found = PageParts(page, seen, np.full(len(seen), -1, np.int32), np.zeros(len(seen), np.int32), tables)
    if rulings.cut:
        found.doubts.append("too many lines are drawn; only the longest count as rulings")
    _Arranger(found, placed).arrange()
    return found


def _shaded_tables(page: PageContent, seen: Seen, tables: Sequence[RuledTable]) -> list[RuledTable]:
    """Tables without rulings."""
    if not len(page.drawn.fills) or not seen.ink.any():
        return []
    starts = np.flatnonzero(np.concatenate(([True], np.diff(seen.chunk) > 0)))
    inked = np.logical_or.reduceat(seen.ink, starts)
    runs, figures = _run_boxes(seen, starts)[inked], figures_of(seen, starts)[inked]
    rulings = shaded_rulings(page.drawn, tables, runs, seen.usual_size, figures)
    return [table for table in tables_of(rulings) if not table.is_box] if rulings else []


def _open_tables(page: PageContent, level: Floats, seen: Seen, tables: Sequence[RuledTable]) -> list[RuledTable]:
    """Tables of level rules only."""
    if len(level) < RULES or not seen.ink.any():
        return []
    starts = np.flatnonzero(np.concatenate(([True], np.diff(seen.chunk) > 0)))
    inked = np.logical_or.reduceat(seen.ink, starts)
    runs, fills = _run_boxes(seen, starts)[inked], shaded(page.drawn)
    rulings = open_rulings(level, tables, runs, figures_of(seen, starts)[inked], fills, seen.usual_size)
    return [table for table in tables_of(rulings) if not table.is_box] if rulings else []


class _Arranger:
    """Numbers the leaves of a page in reading order."""

    def __init__(self, page: PageParts, placed: Placed) -> None:
        self.page = page
        self.placed = placed
        self.tables = page.tables
        self.is_frame = [t.is_box for t in self.tables]
        self._leaves = 0
        self._half = 0
        self._inner: dict[tuple[int, int], list[int]] = {}
        seen = page.seen
        starts = np.flatnonzero(np.concatenate(([True], np.diff(placed.run) > 0))) if len(seen) else np.zeros(0, int)
        self.run_boxes = _run_boxes(seen, starts)
        self.run_table = placed.table[starts]
        self.run_ink = np.logical_or.reduceat(seen.ink, starts) if len(starts) else np.zeros(0, bool)
        is_arrow = ARROWS.among(seen.codes) | ~seen.ink
        self.run_arrow = np.logical_and.reduceat(is_arrow, starts) & self.run_ink if len(starts) else self.run_ink
        self.size = seen.usual_size

    def arrange(self) -> None:
        """Lay out the page, frames and what stands in them included."""
        roots: list[int] = []
        for number, table in enumerate(self.tables):
            home = self._container(number, table)
            if home is None:
                roots.append(number)
            else:
                self._inner.setdefault(home, []).append(number)
        free = np.flatnonzero((self.run_table < 0) & self.run_ink)
        halves = self._halves(roots, free.tolist())
        for self._half, (tables, runs) in enumerate(halves):
            self._lay(tables, runs, -1)

    def _halves(self, tables: list[int], runs: list[int]) -> list[tuple[list[int], list[int]]]:
        """What stands on each of two pages that share a sheet of paper; all of it where it is one page.

        Two pages are set to the same margins, with nothing between them.
        """
        page = self.page.page
        middle = page.width / 2
        boxes = np.array([*(self.tables[t].box for t in tables), *(self.run_boxes[r] for r in runs)], np.float32)
        whole = [(tables, runs)]
        if page.width <= page.height or len(boxes) < 2 * FEW:
            return whole
        left, right = boxes[boxes[:, 2] <= middle + SLACK], boxes[boxes[:, 0] >= middle - SLACK]
        if len(left) + len(right) < len(boxes) or min(len(left), len(right)) < FEW:
            return whole
        margins = left[:, 0].min() - (right[:, 0].min() - middle), left[:, 2].max() - (right[:, 2].max() - middle)
        if abs(margins[0]) > MARGIN * page.width or abs(margins[1]) > 2 * MARGIN * page.width:
            return whole
        return [
            ([t for t in tables if (self.tables[t].box[0] + self.tables[t].box[2] > 2 * middle) == is_right],
             [r for r in runs if bool(self.run_boxes[r][0] >= middle - SLACK) == is_right])
            for is_right in (False, True)
        ]  # fmt: skip

    def _container(self, number: int, table: RuledTable) -> tuple[int, int] | None:
        """The innermost table before it in the list, and its region, that holds the table's box."""
        x0, top, x1, bottom = table.box
        for outer in range(number - 1, -1, -1):
            a, b, c, d = self.tables[outer].box
            if x0 >= a - SLACK and top >= b - SLACK and x1 <= c + SLACK and bottom <= d + SLACK:
                each = self.tables[outer]
                row = int(np.clip(np.searchsorted(each.ys, (top + bottom) / 2) - 1, 0, len(each.ys) - 2))
                column = int(np.clip(np.searchsorted(each.xs, (x0 + x1) / 2) - 1, 0, len(each.xs) - 2))
                return outer, int(each.index[row, column])
        return None

    def _lay(self, tables: Sequence[int], runs: Sequence[int], frame: int) -> None:
        """Number what stands in one container: the page, or a frame."""
        if not tables and not runs:
            return
        runs, arrows = self._between(tables, runs)
        boxes = np.array([*(self.tables[t].box for t in tables), *(self.run_boxes[r] for r in runs)], np.float32)
        is_block = np.arange(len(boxes)) < len(tables)
        for group in reading_order(boxes, is_block, self.size):
            if group[0] < len(tables):
                self._table(tables[group[0]], frame)
            else:
                self._text([runs[i - len(tables)] for i in group], frame)
        for arrow in arrows:
            self._text([arrow], frame)

    def _between(self, tables: Sequence[int], runs: Sequence[int]) -> tuple[list[int], list[int]]:
        """The runs; and those that are an arrow from one table to the next: it does not fill the gutter."""
        arrows = [r for r in runs if self.run_arrow[r]]
        if not arrows or len(tables) < 2:
            return list(runs), []
        x0, top, x1, bottom = np.array([self.tables[t].box for t in tables], np.float32).T
        found = []
        for r in arrows:
            left, high, right, low = self.run_boxes[r].tolist()
            beside_it = (top <= (high + low) / 2) & (bottom >= (high + low) / 2)
            if (beside_it & (x1 <= left + SLACK)).any() and (beside_it & (x0 >= right - SLACK)).any():
                found.append(r)
        return [r for r in runs if r not in found], found

    def _text(self, runs: Sequence[int], frame: int) -> None:
        leaf = self._next()
        chosen = np.zeros(len(self.run_ink), bool)
        chosen[runs] = True
        self.page.leaf[chosen[self.placed.run]] = leaf
        self.page.parts.append(Part(None, [leaf], frame, self._half))

    def _table(self, number: int, frame: int) -> None:
        table = self.tables[number]
        mine = self.placed.table == number
        if self.is_frame[number]:
            runs = np.unique(self.placed.run[mine])
            inked = [int(r) for r in runs if self.run_ink[r]]
            self._lay(self._inner.get((number, 0), []), inked, number)
            return
        leaves = [self._next() for _ in table.regions]
        of = np.array(leaves, np.int32)
        self.page.leaf[mine] = of[self.placed.region[mine]]
        self._sides(number, mine)
        self.page.parts.append(Part(table, leaves, frame, self._half))
        for region in range(-1, len(table.regions)):
            for inner in self._inner.get((number, region), []):
                self._table(inner, frame)

    def _sides(self, number: int, mine: NDArray[np.bool_]) -> None:
        """Texts side by side in one cell: a mark or a stamp beside the lines of a text."""
        runs, first = np.unique(self.placed.run[mine], return_index=True)
        region = self.placed.region[mine][first]
        weight = self.page.page.glyphs.weight[self.page.seen.at[mine][first]]
        for each in np.flatnonzero(np.bincount(region[region >= 0], minlength=1) > 2).tolist():
            here = np.flatnonzero((region == each) & self.run_ink[runs])
            right = beside(self.run_boxes[runs[here]], weight[here], self.size)
            if right is not None:
                self.page.side[np.isin(self.placed.run, runs[here[right]])] = 1

    def _next(self) -> int:
        self._leaves += 1
        return self._leaves - 1


def _run_boxes(seen: Seen, starts: Ints) -> Floats:
    """(runs, 4): the box of each run, its height that of the em box."""
    if not len(starts):
        return np.empty((0, 4), np.float32)
    half = seen.size / 2
    columns = ((np.minimum, seen.x0), (np.minimum, seen.cy - half), (np.maximum, seen.x1), (np.maximum, seen.cy + half))
    return np.stack([ufunc.reduceat(values, starts) for ufunc, values in columns], 1).astype(np.float32)
