"""Headings that stand across a list (第1章 … over 第1節 …): nested by their shape, in the order in which they come."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import regex

from plansheets.extract.blocks import Cell, Grid
from plansheets.extract.claims import Claim
from plansheets.normalize import clean_text, parse_enumerator

NEAR: Final = 3.0
"""Points by which the indents of headings of one level may differ."""
COUNTED: Final = regex.compile(r"第?\s*(?:[0-9]+|[一二三四五六七八九十]+|[IVXⅠ-Ⅻ]+)\s*(?P<unit>[編部章節款項目条次])")
LABELLED: Final = regex.compile(
    r"(?P<label>[^\d①-⑳Ⅰ-Ⅻ\s()]{2,8}?)\s*(?:[0-9]+|[IVXⅠ-Ⅻ]+|[①-⑳])(?:\s*[-－.]\s*[0-9]+)*(?!\S*[0-9])"
)
PARTS: Final = regex.compile(r"[0-9]+|[^0-9\s.()-]")
"""What a counter counts with: 1-2 has two."""
RANKS: Final = "編部章節款項目"
"""Units of headings from the highest to the lowest."""


@dataclass(frozen=True)
class Shape:
    """What a heading looks like: its counter (節, 基本目標, decimal/2, …), fill, size, indent (None: in the middle)."""

    style: str
    shade: int
    size: float
    indent: float | None

    def is_like(self, other: "Shape") -> bool:
        """Is it of the same level? The counter decides; where one has none, what is seen."""
        if self.style or other.style:
            return self.style == other.style
        if (self.shade, self.size) != (other.shade, other.size):
            return False
        return self.indent is None or other.indent is None or abs(self.indent - other.indent) <= NEAR


class Bands:
    """The headings in force across one list."""

    def __init__(self) -> None:
        self._open: list[tuple[Shape, dict[str, Claim]]] = []

    def add(self, shape: Shape, cells: Mapping[str, Claim]) -> None:
        """A heading ends those of its own level and below; one of a new shape stands below those in force."""
        at = next((i for i, (other, _) in enumerate(self._open) if shape.is_like(other)), None)
        if at is None:
            at = next((i for i, (other, _) in enumerate(self._open) if _is_over(shape, other)), len(self._open))
        self._open[at:] = [(shape, dict(cells))]

    def cells(self) -> list[dict[str, Claim]]:
        """Label, number and title of each heading in force, from the highest."""
        return [cells for _, cells in self._open]


def _is_over(shape: Shape, other: Shape) -> bool:
    """Does a heading's counter stand over another's: 章 over 節, 1 over 1-1?"""
    if len(shape.style) == len(other.style) == 1 and shape.style in RANKS and other.style in RANKS:
        return RANKS.index(shape.style) < RANKS.index(other.style)
    kind, _, depth = shape.style.partition("/")
    same, _, below = other.style.partition("/")
    return bool(depth) and kind == same and depth < below


def shape_of(cell: Cell, grid: Grid) -> Shape:
    """The shape of a heading's cell."""
    glyphs = cell.span.source.glyphs
    start, stop = cell.span.ranges[0]
    first, last = start, stop - 1
    x0, x1 = float(glyphs.x0[first]), float(glyphs.x1[last])
    indent: float | None = x0
    if len(grid.borders) > cell.column + cell.column_span:
        left, right = grid.borders[cell.column], grid.borders[cell.column + cell.column_span]
        is_middle = x0 - left > 2 * float(glyphs.size[first]) and abs((x0 - left) - (right - x1)) <= NEAR
        indent = None if is_middle else x0
    return Shape(style_of(cell.raw), cell.shade, round(float(glyphs.size[first]), 1), indent)


def style_of(raw: str) -> str:
    """The counter that a heading begins with, as a name for its level; empty for none."""
    text = clean_text(raw)
    if found := COUNTED.match(text):
        return found["unit"]
    mark = parse_enumerator(raw)
    if mark.style and mark.style != "bullet":
        head = clean_text(raw[: mark.rest_start]) if mark.rest_start else text
        return f"{mark.style}/{len(PARTS.findall(head))}"
    if found := LABELLED.match(text):
        return found["label"]
    return ""
