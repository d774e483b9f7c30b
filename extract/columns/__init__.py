"""Tables whose columns only blanks part, as `pdftotext -layout` leaves them."""

from collections.abc import Sequence
from functools import cache

from plansheets.extract.blocks import Grid, Line, Paragraph
from plansheets.extract.columns.anchors import Anchors
from plansheets.extract.columns.bands import bands
from plansheets.extract.columns.cut import part
from plansheets.extract.columns.pieces import Parted, Test
from plansheets.extract.columns.regions import Regions
from plansheets.extract.columns.rows import Item, form_rows, head_rows, list_row, numbered
from plansheets.extract.lines import pitch


def column_blocks(lines: Sequence[Line], is_label: Test, is_period: Test) -> list[Grid | Paragraph]:
    """Grids of the lines that form tables, paragraphs of the others, in reading order."""
    if not lines:
        return []
    is_label, is_period = cache(is_label), cache(is_period)
    parted = part(lines, is_label, is_period)
    blocks: list[Grid | Paragraph] = []
    at = 0
    for start, stop in Regions(parted, is_label).find():
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
        head = anchors.head_of[anchor]
        rows.append(list_row(band, head))
        for i in range(start, stop):
            if i in anchors.floating:
                first = len(rows) - anchors.floating[i] - (i < anchor)
                groups.append((max(first, 0), 2 * anchors.floating[i], list_row([lines[i]], head)))
    for first, height, items in groups:
        rows[first] += [Item(item.first, item.last, item.pieces, height) for item in items]
    return numbered(rows)
