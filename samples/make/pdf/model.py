"""A document before it is printed: blocks of text, tables and boards of boxes. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["value", "label", "head", "band"]
Kind = Literal["title", "h1", "h2", "h3", "body", "item", "note", "right", "centre", "leader"]


@dataclass(frozen=True)
class Cell:
    """One cell over `rows` rows and `cols` columns.

    `options` are (ticked, name) with drawn boxes before the names; `arrow` is the number of cells that a drawn arrow
    runs over from here (a negative one begins under the cell's own text); `hatched` is struck out as not applicable;
    `dotted` has a dotted left edge in place of a ruling.
    """

    text: str = ""
    cols: int = 1
    rows: int = 1
    role: Role = "value"
    centred: bool = False
    right: bool = False
    bold: bool = False
    size: float = 0
    vertical: bool = False
    hatched: bool = False
    dotted: bool = False
    arrow: int = 0
    options: tuple[tuple[bool, str], ...] = ()


Row = Sequence[Cell]


@dataclass(frozen=True)
class Table:
    """Rows of cells as in HTML: a place that a cell above covers is left out.

    `split` says what a page break may part: nothing, rows, or the lines of a cell. The first `heads` rows are printed
    again on the next page. `tall` is the least height of each row.
    """

    widths: Sequence[float]
    rows: Sequence[Row]
    heads: int = 0
    split: Literal["whole", "rows", "lines"] = "whole"
    tall: float = 0
    size: float = 0
    inset: float = 0


@dataclass(frozen=True)
class Text:
    """A paragraph. `leader` text is "title\\tpage number"."""

    text: str
    kind: Kind = "body"


@dataclass(frozen=True)
class Break:
    """A new page; `landscape` takes the wide paper from here on."""

    landscape: bool = False


@dataclass(frozen=True)
class Box:
    """A box with a title band (where it has one) and lines, at x, y from the board's left and top."""

    x: float
    y: float
    width: float
    height: float
    lines: Sequence[str]
    title: str = ""
    color: str = "#1f4e79"
    round: bool = False
    dashed: bool = False
    vertical: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Flow:
    """An arrow from one point to another: a line with a head, or a block arrow."""

    x0: float
    y0: float
    x1: float
    y1: float
    block: bool = False
    color: str = "#f4b183"


@dataclass(frozen=True)
class Board:
    """A drawing of boxes and arrows."""

    width: float
    height: float
    items: Sequence[Box | Flow]
    size: float = 9


Block = Text | Table | Break | Board


@dataclass(frozen=True)
class Look:
    """How a document is printed. `pens` are oddities of the rulings, see pens.py; without
    `bold` headings are set in the regular weight (a browser makes a Type 3 font for each bold one), `css` is added."""

    gothic: str = "IPAexGothic"
    mincho: str = "IPAexMincho"
    page: tuple[float, float] = (595.28, 841.89)
    wide: tuple[float, float] = (841.89, 595.28)
    margin: float = 50
    size: float = 9
    foot: str = "- {page} -"
    head: str = ""
    label_fill: str = "#dce6f2"
    band_fill: str = "#1f4e79"
    ruling: float = 0.6
    pens: Sequence[str] = field(default_factory=tuple)
    arrow: str = "line"
    justify: bool = False
    columns: int = 1
    bold: bool = True
    css: str = ""


def placed(rows: Sequence[Row], columns: int) -> Iterator[tuple[int, int, Cell]]:
    """Row, column and cell of every cell."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        at = 0
        for cell in row:
            while (r, at) in taken:
                at += 1
            if at + cell.cols > columns:
                raise ValueError(f"row {r} is wider than {columns} columns: {cell.text!r}")
            yield r, at, cell
            taken |= {(r + i, at + j) for i in range(cell.rows) for j in range(cell.cols)}
            at += cell.cols
