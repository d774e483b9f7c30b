"""Blocks as HTML, printed by a headless browser."""

from __future__ import annotations

import html
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from string import Template

from pdf.model import Block, Board, Break, Cell, Look, Table, Text
from pdf.svg import board_html

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-pdf-header-footer", "--disable-pdf-tagging",
)  # fmt: skip
CSS = Template(Path(__file__).with_name("print.css").read_text(encoding="utf-8"))


def write(path: Path, blocks: Sequence[Block], look: Look) -> None:
    """Print `blocks` to `path`."""
    print_page(path, document(blocks, look))


def print_page(path: Path, text: str) -> None:
    """Print the HTML `text` to `path`."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(text, encoding="utf-8")
        command = ["chromium", *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def document(blocks: Sequence[Block], look: Look) -> str:
    """The HTML."""
    (width, height), (wide_width, wide_height) = look.page, look.wide
    css = CSS.substitute(
        width=width,
        height=height,
        wide_width=wide_width,
        wide_height=wide_height,
        margin=look.margin,
        head=_content(look.head),
        foot=_content(look.foot),
        gothic=look.gothic,
        mincho=look.mincho,
        size=look.size,
        band=look.band_fill,
        label=look.label_fill or "none",
        ruling=look.ruling,
    )
    css += "" if look.bold else "* { font-weight: normal !important; }"
    css += look.css
    return (
        f'<!doctype html><html lang="ja"><meta charset="utf-8"><style>{css}</style><body>{_body(blocks)}</body></html>'
    )


def _content(text: str) -> str:
    """A running head or foot as a CSS value."""
    if not text:
        return "none"
    parts = text.replace("{pages}", "{page}\0").split("{page}")
    out = [f'"{parts[0]}"']
    for part in parts[1:]:
        out += ["counter(pages)" if part.startswith("\0") else "counter(page)", f'"{part.lstrip(chr(0))}"']
    return " ".join(out)


def _body(blocks: Sequence[Block]) -> str:
    out: list[str] = []
    brk = False
    wide = False
    if not isinstance(blocks[0], Break):
        out.append("<section>")
    for block in blocks:
        if isinstance(block, Break):
            brk = True
            if block.landscape != wide:
                out.append(("</section>" if out else "") + ("<section class=wide>" if block.landscape else "<section>"))
                wide, brk = block.landscape, False
            continue
        style = ' style="break-before: page"' if brk else ""
        brk = False
        match block:
            case Text():
                out.append(_text(block, style))
            case Table():
                out.append(_table(block, style))
            case Board():
                out.append(board_html(block, style))
    return "\n".join(out) + "</section>"


def _text(block: Text, style: str) -> str:
    text = html.escape(block.text)
    if block.kind == "leader":
        title, _, number = text.partition("\t")
        text = f"<span>{title}</span><i></i><span>{number}</span>"
    return f'<div class="{block.kind}"{style}>{text}</div>'


def _table(table: Table, style: str) -> str:
    total = sum(table.widths)
    cols = "".join(f'<col style="width: {100 * width / total:.4f}%">' for width in table.widths)
    rows = [f'<tr style="height: {table.tall}pt">{"".join(map(_cell, row))}</tr>' for row in table.rows]
    head = f"<thead>{''.join(rows[: table.heads])}</thead>" if table.heads else ""
    size = f"font-size: {table.size}pt;" if table.size else ""
    size += f"margin-left: {table.inset}pt; width: calc(100% - {table.inset + 2}pt);" if table.inset else ""
    size += "break-before: page;" if style else ""
    return (
        f'<table class={table.split} style="{size}">{cols}{head}<tbody>{"".join(rows[table.heads :])}</tbody></table>'
    )


def _cell(cell: Cell) -> str:
    flags = {
        "c": cell.centred,
        "r": cell.right,
        "b": cell.bold,
        "hatched": cell.hatched,
        "dotted": cell.dotted,
        "a": bool(cell.arrow),
    }
    names = " ".join([cell.role, *(name for name, on in flags.items() if on)])
    size = f' style="font-size: {cell.size}pt"' if cell.size else ""
    text = html.escape(cell.text).replace("\n", "<br>")
    if cell.vertical:
        text = f"<div class=v>{text}</div>"
    if cell.options:
        text = "　".join(f'<span class="box{" on" * on}"></span>{html.escape(name)}' for on, name in cell.options)
    return f'<td colspan={cell.cols} rowspan={cell.rows} class="{names}"{size}>{text}{_arrow(cell.arrow)}</td>'


def _arrow(columns: int) -> str:
    """An arrow over some columns from this cell on (a negative number: under the cell's own text)."""
    if not columns:
        return ""
    down = "top: 78%; left: 50%;" if columns < 0 else ""
    width = 100 * abs(columns) - (54 if columns < 0 else 8)
    shaft = '<line x1="0" y1="50%" x2="99%" y2="50%" stroke="#000" stroke-width="1.2"/>'
    head = '<svg x="100%" y="0"><path d="M-9,0 L0,5.3 L-9,10.6 Z"/></svg>'
    return f'<svg style="width: {width}%; {down}" height="8pt">{shaft}<g>{head}</g></svg>'
