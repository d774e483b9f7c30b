"""Pages to one Source in reading order, and to its tables and lines."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.layout.flow import flow
from plansheets.extract.layout.parts import PageParts
from plansheets.extract.quantile import quantile
from plansheets.extract.source import Floats, Ints

BLANK: Final = 0.3
"""Em between two glyphs that a space stands for."""
LATIN_BLANK: Final = 0.16
"""The same between Latin letters and digits."""
IMAGE_BLANK: Final = 0.8
LATIN_IMAGE_BLANK: Final = 0.4
"""The same in an image, where a box holds a character's ink and not its advance."""
COLUMN: Final = 1.75
"""Em from which on the white between two texts of a line may part columns; less is a wide space."""
LOOSE: Final = 1.3
"""Times the usual line pitch from which on blank lines stand between two lines."""
NEWLINE, TAB, SPACE = 10, 9, 32


@dataclass
class Laid:
    """One page in reading order: columns for its glyphs and the separators between them, and what the ranges are.

    `codes`, `printed`, `at` (index of the glyph on the page, -1 for a separator), `left`, `right` (columns of text).
    `leaves` gives the range of each leaf, `lines` those of every line of a text leaf with the blank lines before it.
    """

    parts: PageParts
    codes: NDArray[np.uint32]
    at: NDArray[np.intp]
    left: Floats
    right: Floats
    leaves: dict[int, tuple[int, int]] = field(default_factory=dict)
    lines: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    stacked: set[int] = field(default_factory=set)
    """Where the leaves begin whose glyphs stand below each other."""
    unit: float = 5.0
    """Points of a display column."""
    shades: dict[int, list[int]] = field(default_factory=dict)
    """The colours of the cells of each table, by its place among the parts."""
    bars: dict[int, tuple[tuple[float, float, float, float], ...]] = field(default_factory=dict)
    """The bars in each table, likewise."""

    def forget(self) -> None:
        """Drop the columns: memory is bounded by the page, not by the document."""
        self.parts.forget()
        self.codes, self.at = self.codes[:0].copy(), self.at[:0].copy()
        self.left, self.right = self.left[:0].copy(), self.right[:0].copy()


def lay(parts: PageParts) -> Laid:
    """Put the glyphs of a page in reading order, with separators between them."""
    seen = parts.seen
    found = flow(seen, parts.leaf, parts.side)
    order, leaf, line = found.order, found.leaf, found.line
    n = len(order)
    if not n:
        empty = np.zeros(0, np.float32)
        return Laid(parts, np.zeros(0, np.uint32), np.zeros(0, np.intp), empty, empty)
    new_leaf = np.diff(leaf) != 0
    new_line = new_leaf | (np.diff(line) != 0)
    unit = _unit(seen.size[order], seen.ink[order])
    gaps = _gap_columns(parts, order, found.stacked, unit)
    count = np.where(new_line, 1, gaps)
    in_cell = _cells(parts)
    count = np.where(~new_line & in_cell[leaf[1:]], np.minimum(count, 2), count)
    separator = np.where(new_line, NEWLINE, SPACE)
    separator[new_leaf & _same_row(parts, leaf[:-1], leaf[1:])] = TAB
    place = np.arange(n) + np.concatenate(([0], np.cumsum(count)))
    total = int(place[-1]) + 1
    codes = np.full(total, SPACE, np.uint32)
    at = np.full(total, -1, np.intp)
    left, right = np.zeros(total, np.float32), np.zeros(total, np.float32)
    codes[place[1:][count > 0] - 1] = separator[count > 0]
    codes[place] = seen.codes[order]
    at[place] = seen.at[order]
    left[place] = np.round(seen.x0[order] / unit)
    right[place] = np.maximum(np.round(seen.x1[order] / unit), left[place] + 1)
    laid = Laid(parts, codes, at, left, right, unit=unit)
    _ranges(laid, place, leaf, new_leaf, new_line, seen.base[order], seen.size[order])
    laid.stacked = set(place[np.concatenate(([True], new_leaf)) & found.stacked].tolist())
    return laid


def _unit(size: Floats, ink: NDArray[np.bool_]) -> float:
    """Points of a column of text: half of the usual font size."""
    sizes = np.round(size[ink] if ink.any() else size, 1)
    values, counts = np.unique(sizes, return_counts=True)
    return max(float(values[counts.argmax()]) / 2, 1.0)


def _gap_columns(
    parts: PageParts, order: NDArray[np.intp], stacked: NDArray[np.bool_], unit: float
) -> NDArray[np.intp]:
    """Spaces that stand for the white between a glyph and the next; 0 where none is seen, or a space is printed."""
    seen = parts.seen
    a, b = order[:-1], order[1:]
    em = np.minimum(seen.size[a], seen.size[b])
    gap = seen.x0[b] - seen.x1[a]
    latin = _is_latin(seen.codes[a]) & _is_latin(seen.codes[b])
    is_image = parts.page.reader == "ocr"
    least = np.where(latin, LATIN_IMAGE_BLANK if is_image else LATIN_BLANK, IMAGE_BLANK if is_image else BLANK) * em
    is_blank = (gap >= least) & seen.ink[a] & seen.ink[b] & ~stacked[1:]
    wide = ~is_blank & (gap >= em) & ~stacked[1:]
    columns = np.where(gap < COLUMN * em, 1, np.round(gap / unit))
    return np.where(is_blank | wide, np.maximum(columns, 1), 0).astype(np.intp)


def _is_latin(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return (codes > 0x20) & (codes < 0x250)


def _cells(parts: PageParts) -> NDArray[np.bool_]:
    """Which leaves are cells."""
    found = np.zeros(int(parts.leaf.max(initial=-1)) + 2, bool)
    for part in parts.parts:
        if part.table is not None:
            found[[leaf for leaf in part.leaves if leaf < len(found)]] = True
    return found


def _same_row(parts: PageParts, before: Ints, after: Ints) -> NDArray[np.bool_]:
    """Do two leaves that follow each other begin in one row of one table?"""
    row = np.full(int(parts.leaf.max(initial=-1)) + 2, -1, np.int64)
    for number, part in enumerate(parts.parts):
        if part.table is not None:
            for leaf, region in zip(part.leaves, part.table.regions, strict=True):
                if leaf < len(row):
                    row[leaf] = number * 100_000 + region.row
    return (row[before] == row[after]) & (row[before] >= 0)


def _ranges(
    laid: Laid, place: NDArray[np.intp], leaf: Ints, new_leaf: NDArray[np.bool_],
    new_line: NDArray[np.bool_], base: Floats, size: Floats,
) -> None:  # fmt: skip
    """Fill in the ranges of leaves and lines."""
    starts = np.concatenate(([0], np.flatnonzero(new_leaf) + 1))
    stops = np.concatenate((starts[1:], [len(leaf)]))
    ranges = zip(leaf[starts].tolist(), place[starts].tolist(), (place[stops - 1] + 1).tolist(), strict=True)
    laid.leaves.update((number, (first, stop)) for number, first, stop in ranges)
    texts = {part.leaves[0] for part in laid.parts.parts if part.table is None}
    line_starts = np.concatenate(([0], np.flatnonzero(new_line) + 1))
    line_stops = np.concatenate((line_starts[1:], [len(leaf)]))
    bases = base[(line_starts + line_stops) // 2]  # any glyph's will do; the middle one is no mark at an end
    steps = np.diff(bases)
    pitch = _pitch(steps, size[line_starts])
    for k, number in enumerate(leaf[line_starts].tolist()):
        if number not in texts:
            continue
        a, b = line_starts[k], line_stops[k]
        known = laid.lines.setdefault(number, [])
        if known:
            step = float(steps[k - 1])
            usual = max(pitch, float(size[a]))
            blanks = max(round(step / usual) - 1, 1) if step > LOOSE * usual else 0
        else:
            blanks = 0 if k == 0 else 1
        known.append((int(place[a]), int(place[b - 1]) + 1, blanks))


def _pitch(steps: Floats, sizes: Floats) -> float:
    """The usual distance of two base lines of one text on the page."""
    size = sizes[1:]
    plausible = steps[(steps > 0.9 * size) & (steps < 2.6 * size)]
    if len(plausible) < 3:
        return 1.5 * float(np.median(sizes)) if len(sizes) else 15.0
    return quantile(plausible.tolist(), 0.4)
