"""Blocks as a flat ODF text, printed by a word processor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pdf import odf
from pdf.model import Block, Board, Break, Cell, Look, Table, Text
from pdf.odf import tag
from pdf.styles import Styles


def write(path: Path, blocks: Sequence[Block], look: Look) -> None:
    """Print `blocks` to `path`."""
    styles = Styles(look)
    body = _body(blocks, styles)
    running = styles.centred(look.mincho, 9)
    master = "".join(_master(name, look, running) for name in ("Standard", "Wide"))
    inner = odf.foot_style("header", 8) + odf.foot_style("footer", 8)
    pages = odf.page_layout("LStandard", look, inner=inner)
    pages += odf.page_layout("LWide", look, landscape=True, inner=inner)
    fonts = [look.gothic, look.mincho]
    odf.convert(path, odf.document("text", fonts, styles.text() + pages, master, body), "fodt")


def _master(name: str, look: Look, style: str) -> str:
    inner = ""
    if look.head:
        inner += tag("style:header", tag("text:p", look.head, text__style_name=style))
    if look.foot:
        foot = look.foot.format(page="<text:page-number/>", pages="<text:page-count/>")
        inner += tag("style:footer", tag("text:p", foot, text__style_name=style))
    return tag("style:master-page", inner, style__name=name, style__page_layout_name=f"L{name}")


def _body(blocks: Sequence[Block], styles: Styles) -> str:
    out: list[str] = []
    fresh, master, wide = False, "Standard", False
    for number, block in enumerate(blocks):
        match block:
            case Break():
                fresh = True
                master = "" if block.landscape == wide else "Wide" if block.landscape else "Standard"
                wide = block.landscape
                continue
            case Text():
                style = styles.paragraph(block.kind, fresh=fresh, master=master)
                out.append(tag("text:p", odf.spaced(block.text), text__style_name=style))
            case Table():
                out.append(_table(block, styles, number, fresh=fresh, master=master))
            case Board():
                raise ValueError("a word processor prints no boards here: take another producer")
        fresh, master = False, ""
    return "".join(out)


def _table(table: Table, styles: Styles, number: int, *, fresh: bool, master: str) -> str:
    look = styles.look
    room = look.page[0] - 2 * look.margin - table.inset
    properties = tag(
        "style:table-properties",
        style__width=odf.points(room),
        table__align="right",
        fo__margin_bottom="10pt",
        fo__margin_top="2pt",
        style__may_break_between_rows="false" if table.split == "whole" else "true",
        table__border_model="collapsing",
        fo__break_before="page" if fresh and not master else None,
    )
    columns = "".join(
        tag("table:table-column", table__style_name=styles.column(width * room / sum(table.widths)))
        for width in table.widths
    )
    keep = "auto" if table.split == "lines" else "always"
    style = styles.row(style__min_row_height=odf.points(table.tall or 1), fo__keep_together=keep)
    size = table.size or look.size
    rows = [tag("table:table-row", _row(cells, styles, size), table__style_name=style) for cells in odf.grid(table)]
    head = tag("table:table-header-rows", "".join(rows[: table.heads])) if table.heads else ""
    name = {"table__name": f"T{number}", "table__style_name": styles.name("table", properties, master)}
    return tag("table:table", columns + head + "".join(rows[table.heads :]), **name)


def _row(cells: Sequence[Cell | None], styles: Styles, size: float) -> str:
    out = []
    for cell in cells:
        if cell is None:
            out.append("<table:covered-table-cell/>")
            continue
        style = _inner(cell, styles, size)
        lines = [tag("text:p", odf.spaced(line), text__style_name=style) for line in odf.text_of(cell).split("\n")]
        out.append(odf.table_cell(cell, _outer(cell, styles), "".join(lines)))
    return "".join(out)


def _outer(cell: Cell, styles: Styles) -> str:
    mode = "tb-rl" if cell.vertical else None
    rest = {"fo__padding": "2pt", "style__vertical_align": "middle", "style__writing_mode": mode}
    return styles.name("table-cell", tag("style:table-cell-properties", **styles.edges(cell), **rest))


def _inner(cell: Cell, styles: Styles, size: float) -> str:
    align = "center" if cell.centred or cell.vertical else "end" if cell.right else "start"
    font = odf.font_of(styles.look.gothic, cell.size or size, bold=cell.bold or cell.role == "band")
    return styles.name("paragraph", tag("style:paragraph-properties", fo__text_align=align) + font)
