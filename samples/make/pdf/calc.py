"""Blocks as a flat ODF spreadsheet: every break begins a new sheet, and all tables of a sheet share its columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pdf import odf
from pdf.cells import grid_of
from pdf.fonts import FONTS, font
from pdf.model import Block, Break, Cell, Look, Table, Text
from pdf.odf import points, tag
from pdf.styles import Styles

MARKER = tag("draw:marker", draw__name="Head", svg__viewBox="0 0 20 30", svg__d="M10 0l-10 30h20z")
LINE = tag(
    "style:graphic-properties",
    draw__stroke="solid",
    svg__stroke_width="1.2pt",
    svg__stroke_color="#000000",
    draw__marker_end="Head",
    draw__marker_end_width="6pt",
)
LEADING = 1.12
"""A spreadsheet's lines stand further apart than those by which heights are reckoned."""
COVERED = "<table:covered-table-cell/>"


def write(path: Path, blocks: Sequence[Block], look: Look) -> None:
    """Print `blocks` to `path`; a sheet is scaled to the width of the page, with the pen `fit` to one page."""
    styles = Styles(look)
    sheets: list[list[Text | Table]] = [[]]
    for block in blocks:
        if isinstance(block, Break):
            sheets.append([])
        elif isinstance(block, Text | Table):
            sheets[-1].append(block)
        else:
            raise ValueError("a spreadsheet prints no boards here: take another producer")
    body = "".join(_sheet(sheet, styles, number) for number, sheet in enumerate(sheets, 1))
    fit: dict[str, Any] = {"style__scale_to_X": 1, "style__scale_to_Y": int("fit" in look.pens)}
    pages = odf.page_layout("LStandard", look, inner=odf.foot_style("footer", 4) if look.foot else "", **fit)
    fonts = [look.gothic, look.mincho]
    text = odf.document("spreadsheet", fonts, styles.text() + pages, _master(look), body, MARKER)
    odf.convert(path, text, "fods")


def _master(look: Look) -> str:
    inner = tag("style:header", style__display="false")
    if look.foot:
        inner += tag("style:footer", tag("text:p", look.foot.format(page="<text:page-number/>", pages="")))
    return tag("style:master-page", inner, style__name="Standard", style__page_layout_name="LStandard")


def _sheet(blocks: Sequence[Text | Table], styles: Styles, number: int) -> str:
    look = styles.look
    room = 0.98 * (look.page[0] - 2 * look.margin)
    widths = next(block.widths for block in blocks if isinstance(block, Table))
    scale = room / sum(widths)
    out = [tag("table:table-column", table__style_name=styles.column(width * scale)) for width in widths]
    for block in blocks:
        if isinstance(block, Text):
            out.append(_line(block, len(widths), styles))
        else:
            out += _rows(block, styles, room)
            out.append(_row(10, tag("table:table-cell", table__number_columns_repeated=len(widths)), styles))
    style = styles.name("table", tag("style:table-properties", table__display="true"), "Standard")
    return tag("table:table", "".join(out), table__name=f"s{number}", table__style_name=style)


def _row(height: float, cells: str, styles: Styles) -> str:
    style = styles.row(style__row_height=points(height), style__use_optimal_row_height="false")
    return tag("table:table-row", cells, table__style_name=style)


def _line(block: Text, columns: int, styles: Styles) -> str:
    """A heading in a row of its own, over all columns."""
    size = {"title": 14.0, "h1": 11.0}.get(block.kind, 10.0)
    cell = Cell(block.text, cols=columns)
    inner = tag("style:table-cell-properties", style__vertical_align="middle")
    align = {"title": "center", "right": "end"}.get(block.kind, "start")
    inner += tag("style:paragraph-properties", fo__text_align=align)
    inner += odf.font_of(styles.look.gothic, size, bold=True)
    text = odf.table_cell(cell, styles.name("table-cell", inner), tag("text:p", odf.spaced(block.text)))
    return _row(size * 1.9, text + COVERED * (columns - 1), styles)


def _rows(table: Table, styles: Styles, room: float) -> list[str]:
    look = styles.look
    size = table.size or look.size
    grid = grid_of(table, room, font(look.gothic if look.gothic in FONTS else "IPAexGothic"), size)
    out = []
    for r, cells in enumerate(odf.grid(table)):
        height = grid.height(r, r + 1) * LEADING
        row = ""
        for c, cell in enumerate(cells):
            if cell is None:
                row += COVERED
                continue
            arrow = _arrow(cell, grid.xs[c + cell.cols] - grid.xs[c], height, styles) if cell.arrow else ""
            lines = [tag("text:p", odf.spaced(line)) for line in odf.text_of(cell).split("\n") if line or cell.text]
            row += odf.table_cell(cell, _style(cell, styles, size), arrow + "".join(lines))
        out.append(_row(height, row, styles))
    return out


def _style(cell: Cell, styles: Styles, size: float) -> str:
    middle = cell.centred or cell.vertical
    properties = tag(
        "style:table-cell-properties",
        **styles.edges(cell),
        style__direction="ttb" if cell.vertical else None,
        style__diagonal_bl_tr="0.5pt solid #000000" if cell.hatched else None,
        fo__padding="1.5pt",
        fo__wrap_option="wrap",
        style__vertical_align="middle" if middle or cell.role != "value" else "top",
    )
    align = tag("style:paragraph-properties", fo__text_align="center" if middle else "end" if cell.right else "start")
    return styles.name(
        "table-cell", properties + align + odf.font_of(styles.look.gothic, cell.size or size, bold=cell.bold)
    )


def _arrow(cell: Cell, step: float, height: float, styles: Styles) -> str:
    """A drawn line with a head, over some columns from this cell on."""
    y = points(height * (0.85 if cell.arrow < 0 else 0.5))
    x0, x1 = points(step / 2 if cell.arrow < 0 else 3), points(step * abs(cell.arrow) - 3)
    style = styles.name("graphic", LINE)
    return tag("draw:line", draw__style_name=style, svg__x1=x0, svg__y1=y, svg__x2=x1, svg__y2=y)
