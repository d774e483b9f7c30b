"""Layout: from pages as a reader saw them to one Source in reading order, with its tables and lines."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.arranged import Arranged, PageDoubt
from plansheets.extract.blocks import Cell, Grid, Line
from plansheets.extract.layout.assemble import NEWLINE, Laid, lay
from plansheets.extract.layout.parts import Part, parts_of
from plansheets.extract.layout.repair import repaired
from plansheets.extract.layout.shades import bars, shades, thick_fills
from plansheets.extract.layout.tables import RuledTable
from plansheets.extract.layout.turned import upright
from plansheets.extract.readers.page import PageContent
from plansheets.extract.source import Floats, Glyphs, Page, Source
from plansheets.extract.span import Span


def arrange_pages(pages: Iterable[PageContent], name: str, media_type: str) -> Arranged:
    """Lay out every page, one at a time."""
    builder = Builder()
    for page in pages:
        builder.add(page)
    return builder.arranged(name, media_type)


class Builder:
    """Collects the columns of all pages."""

    def __init__(self) -> None:
        self.laid: list[Laid] = []
        self.starts: list[int] = []
        self.pages: list[Page] = []
        self.doubts: list[PageDoubt] = []
        self._codes: list[NDArray[np.uint32]] = []
        self._printed: list[NDArray[np.uint32]] = []
        self._columns: list[list[NDArray[np.generic]]] = []
        self._text: list[tuple[Floats, Floats]] = []
        self._readers: list[str] = []
        self._fonts: dict[str, int] = {}
        self._length = 0

    def add(self, page: PageContent) -> None:
        """Lay out one page."""
        page, quarters = upright(page)
        laid = lay(parts_of(page))
        page = laid.parts.page
        if page.reader == "ocr":
            _repair(laid)
        if self._length:
            laid = _with_break(laid)
        self.starts.append(self._length)
        self.laid.append(laid)
        self._length += len(laid.codes)
        self.pages.append(
            Page(page.number, page.width, page.height, page.drawn.lines, page.drawn.fills, page.reader, quarters)
        )
        self.doubts += [PageDoubt(page.number, "busy-page", text) for text in laid.parts.doubts]
        is_glyph = laid.at >= 0
        printed = laid.codes.copy()
        printed[is_glyph] = page.printed[laid.at[is_glyph]]
        self._codes.append(laid.codes)
        self._printed.append(printed)
        self._text.append((laid.left, laid.right))
        self._columns.append(_columns(page, laid, self._fonts))
        laid.shades = {
            number: shades(part.table, page.drawn)
            for number, part in enumerate(laid.parts.parts)
            if part.table is not None
        }
        fills = thick_fills(page.drawn)
        laid.bars = {
            number: bars(part.table, fills)
            for number, part in enumerate(laid.parts.parts)
            if part.table is not None and len(fills)
        }
        laid.forget()
        if page.reader not in self._readers:
            self._readers.append(page.reader)

    def arranged(self, name: str, media_type: str) -> Arranged:
        """All pages that were added."""
        source = self._source(name, media_type)
        items = _Items(source)
        for start, laid in zip(self.starts, self.laid, strict=True):
            items.add(laid, start)
        return Arranged(source, items.found, self.doubts)

    def _source(self, name: str, media_type: str) -> Source:
        columns = [np.concatenate(each) for each in zip(*self._columns, strict=True)] if self._columns else [
            np.zeros(0, np.float32)] * 12  # fmt: skip
        self._columns.clear()
        codes = np.concatenate([np.zeros(0, np.uint32), *self._codes])
        printed = np.concatenate([np.zeros(0, np.uint32), *self._printed])
        left = np.concatenate([np.zeros(0, np.float32), *(a for a, _ in self._text)])
        right = np.concatenate([np.zeros(0, np.float32), *(b for _, b in self._text)])
        return Source(
            name, media_type, "+".join(self._readers) or "pdfium", _text(codes), Glyphs(*columns), tuple(self.pages),
            has_offsets=False, printed_text=_text(printed), columns=(left, right), fonts=tuple(self._fonts),
        )  # fmt: skip


def _text(codes: NDArray[np.uint32]) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _repair(laid: Laid) -> None:
    """Put right what the recogniser confused, cell by cell and line by line."""
    cells = {leaf for part in laid.parts.parts if part.table is not None for leaf in part.leaves}
    for leaf, (start, stop) in laid.leaves.items():
        for a, b in [(start, stop)] if leaf in cells else [(a, b) for a, b, _ in laid.lines.get(leaf, [])]:
            at = a + np.flatnonzero(laid.at[a:b] >= 0)
            laid.codes[at] = repaired(laid.codes[at], leaf in cells)


def _with_break(laid: Laid) -> Laid:
    """The page with a line break before it."""
    laid.codes = np.concatenate((np.array([NEWLINE], np.uint32), laid.codes))
    laid.at = np.concatenate((np.array([-1], np.intp), laid.at))
    zero = np.zeros(1, np.float32)
    laid.left, laid.right = np.concatenate((zero, laid.left)), np.concatenate((zero, laid.right))
    laid.stacked = {a + 1 for a in laid.stacked}
    laid.leaves = {leaf: (a + 1, b + 1) for leaf, (a, b) in laid.leaves.items()}
    laid.lines = {leaf: [(a + 1, b + 1, n) for a, b, n in lines] for leaf, lines in laid.lines.items()}
    return laid


def _columns(page: PageContent, laid: Laid, fonts: dict[str, int]) -> list[NDArray[np.generic]]:
    """The columns of Glyphs in reading order; a separator stands, without width, behind the glyph before it."""
    g, at = page.glyphs, laid.at
    behind = np.maximum.accumulate(np.where(at >= 0, np.arange(len(at)), 0))
    source = at[behind] if len(at) else at
    is_glyph = at >= 0
    number = np.array([fonts.setdefault(name, len(fonts)) for name in page.fonts] or [0], np.int32)
    if len(page) == 0:
        return [np.full(len(at), page.number, np.int32), *(np.zeros(len(at), np.float32) for _ in range(5)),
                np.zeros(len(at), np.int32), *(np.zeros(len(at), np.float32) for _ in range(3)),
                np.zeros(len(at), np.int32), np.ones(len(at), np.float32)]  # fmt: skip
    source = np.maximum(source, 0)
    x1 = g.x1[source]
    return [
        np.full(len(at), page.number, np.int32), np.where(is_glyph, g.x0[source], x1), g.top[source], x1,
        g.bottom[source], g.size[source], g.weight[source], g.angle[source], np.where(is_glyph, g.x[source], x1),
        g.y[source], number[g.font[source]], g.confidence[source],
    ]  # fmt: skip


class _Items:
    """Lines and tables of all pages, with their spans."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Line | Grid] = []
        self._number = 0
        self._start = 0
        self._page = 0
        self._columns: dict[tuple[int, int, float], int] = {}

    def add(self, laid: Laid, start: int) -> None:
        """The parts of one page, whose text begins at `start`."""
        self._start = start
        self._page += 1
        side = 0
        for number, part in enumerate(laid.parts.parts):
            if part.half > side:
                side, self._page = part.half, self._page + 1
            if part.table is not None:
                ranges = [laid.leaves.get(leaf) for leaf in part.leaves]
                if any(ranges):
                    self.found.append(self._grid(laid, part.table, ranges, number))
                self._number += 1
                continue
            column, edge = self._measure(laid, part)
            for a, b, blanks in laid.lines.get(part.leaves[0], []):
                span = Span(self.source, ((start + a, start + b),)).strip()
                if not span:
                    continue
                ((first, stop),) = span.ranges
                self._number += blanks + 1
                left, right = self.source.left[first], self.source.right[stop - 1]
                self.found.append(
                    Line(
                        span, self._number, float(left), float(right), self._page, blanks, column, edge, part.frame >= 0
                    )
                )

    def _measure(self, laid: Laid, part: Part) -> tuple[int, float | None]:
        """The column of text that a part belongs to (one for all pages of a size, one a frame), and its known edge."""
        page = laid.parts.page
        if part.frame < 0:
            return self._columns.setdefault(
                (round(page.width), round(page.height), laid.unit), len(self._columns)
            ), None
        key = (page.number, part.frame, 0.0)
        x0, _, x1, _ = laid.parts.tables[part.frame].box
        starts = [float(self.source.left[a + self._start]) for a, _, _ in laid.lines.get(part.leaves[0], [])]
        padding = max(min(starts, default=0.0) - x0 / laid.unit, 0.0)
        edge = x1 / laid.unit - padding
        return self._columns.setdefault(key, len(self._columns)), edge if padding < 0.2 * (
            x1 - x0
        ) / laid.unit else None

    def _grid(self, laid: Laid, table: RuledTable, ranges: Sequence[tuple[int, int] | None], number: int) -> Grid:
        """The cells of a table; `number` is its place among the parts of the page."""
        rows: list[list[Cell]] = [[] for _ in range(len(table.ys) - 1)]
        for region, found, colour in zip(table.regions, ranges, laid.shades[number], strict=True):
            pieces = ((self._start + found[0], self._start + found[1]),) if found else ()
            upright = bool(found) and found is not None and found[0] in laid.stacked
            cell = Cell(region.row, region.column, Span(self.source, pieces).strip(), region.row_span,
                        region.column_span, colour, upright)  # fmt: skip
            rows[region.row].append(cell)
        borders = tuple(table.xs.tolist())
        return Grid(tuple(map(tuple, rows)), "rulings", borders, self._page, laid.bars.get(number, ()))
