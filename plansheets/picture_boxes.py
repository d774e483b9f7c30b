"""The boxes that a picture of one page shows: what each line of the page was read as, and into which columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from plansheets.extract.reading import Reading
from plansheets.extract.source import Floats, Ints, Source

LINE: Final = 0.5
"""Share of a glyph's size by which base lines differ that are two lines."""
BLANK: Final = 3.0
"""Sizes of a glyph: wider blanks in a line part two boxes, so that none covers what stands between."""

FIRST_INK: Final = 32
"""Code points below part lines and cells."""

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, eq=False)
class Read:
    """Glyphs that were read as one: what they are ("value" ... "unread"), their boxes (n, 4) in points, one a line, and
    the columns that hold them (`schedule.text`).
    """

    kind: str
    boxes: Floats
    columns: tuple[str, ...] = ()


def read_on(reading: Reading, page: int) -> list[Read]:
    """All that was read, or left over, on a page; in the order of the tables, then of the source."""
    source = reading.source
    here = source.printed & (source.glyphs.page == page)
    left = here.copy()
    found = []
    for ranges, (kind, columns) in _claimed(reading).items():
        glyphs = _glyphs(ranges)
        glyphs = glyphs[here[glyphs]]
        if len(glyphs):
            found.append(Read(kind, lines_of(source, glyphs), tuple(columns)))
            left[glyphs] = False
    for state, span in reading.ledger.residue():
        glyphs = _glyphs(span.ranges)
        glyphs = glyphs[left[glyphs]]
        if len(glyphs):
            found.append(Read(state, lines_of(source, glyphs)))
            left[glyphs] = False
    # What is used, and stands in no column: the words of a form around its values.
    found += [Read("label", lines_of(source, run)) for run in _runs(left, here)]
    return found


def _claimed(reading: Reading) -> dict[Ranges, tuple[str, list[str]]]:
    """The places that columns point to: their kind, and the columns, each once."""
    found: dict[Ranges, tuple[str, list[str]]] = {}
    for row in reading.ledger.rows:
        for column, claim in row.cells.items():
            _, columns = found.setdefault(claim.span.ranges, (claim.kind, []))
            if (name := f"{row.table}.{column}") not in columns:
                columns.append(name)
    return found


def _glyphs(ranges: Ranges) -> Ints:
    return np.concatenate([np.arange(start, stop) for start, stop in ranges]) if ranges else np.zeros(0, np.intp)


def _runs(wanted: np.ndarray, ink: np.ndarray) -> Iterator[Ints]:
    """Indices of wanted glyphs, split where an inked one that is not wanted stands between."""
    inked = np.flatnonzero(ink)
    state = wanted[inked]
    for run in np.split(inked, np.flatnonzero(np.diff(state)) + 1):
        if len(run) and wanted[run[0]]:
            yield run


def lines_of(source: Source, glyphs: Ints) -> Floats:
    """Boxes (n, 4) around glyphs given in reading order, one a line; one around glyphs stacked over each other."""
    g = source.glyphs
    size = np.maximum(g.size[glyphs], 1.0)
    step = np.maximum(size[1:], size[:-1])
    ahead = g.x0[glyphs][1:] - g.x1[glyphs][:-1]
    parted = np.diff(np.cumsum(source.codes < FIRST_INK)[glyphs]) > 0
    breaks = parted | (np.abs(np.diff(g.y[glyphs])) > LINE * step) | (ahead > BLANK * step) | (ahead < -2 * step)
    at = np.concatenate(([0], np.flatnonzero(breaks) + 1))
    edges = ((np.minimum, g.x0), (np.minimum, g.top), (np.maximum, g.x1), (np.maximum, g.bottom))
    boxes = np.stack([ufunc.reduceat(values[glyphs], at) for ufunc, values in edges], 1)
    return _stacked(boxes, np.diff(np.append(at, len(glyphs))) == 1, size[at])


def _stacked(boxes: Floats, single: np.ndarray, size: Floats) -> Floats:
    """The boxes, those of single glyphs as one where each stands right under the one before."""
    found: list[Floats] = []
    before = False
    for box, is_single, em in zip(boxes, single.tolist(), size.tolist(), strict=True):
        last = found[-1] if found else box
        middle = (box[0] + box[2]) / 2
        if before and is_single and last[0] <= middle <= last[2] and -em < box[1] - last[3] < em:
            found[-1] = np.concatenate([np.minimum(last[:2], box[:2]), np.maximum(last[2:], box[2:])])
        else:
            found.append(box)
        before = is_single
    return np.array(found, np.float32).reshape(-1, 4)
