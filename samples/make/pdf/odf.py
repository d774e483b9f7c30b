"""What flat ODF texts and spreadsheets share: elements, the frame of the file, and the conversion to PDF."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from pdf.model import Cell, Look, Table, placed

URN = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    **{name: f"{URN}{name}:1.0" for name in ("office", "style", "text", "table")},
    "draw": f"{URN}drawing:1.0",
    "fo": f"{URN}xsl-fo-compatible:1.0",
    "svg": f"{URN}svg-compatible:1.0",
}


def tag(name: str, inner: str = "", /, **attributes: object) -> str:
    """An element; `fo__font_size` is the attribute fo:font-size, and one that is None is left out."""
    given = {key.replace("__", ":").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    text = "".join(f" {key}={quoteattr(str(value))}" for key, value in given.items())
    return f"<{name}{text}>{inner}</{name}>" if inner else f"<{name}{text}/>"


def points(length: float) -> str:
    return f"{length:.2f}pt"


def convert(path: Path, text: str, suffix: str, *options: str) -> None:
    """Print `text`, flat ODF (fodt or fods) or what `options` say how to read, to `path`."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"{path.stem}.{suffix}")
        source.write_text(text, encoding="utf-8")
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            *options,
            "--convert-to",
            "pdf",
        ]
        command += ["--outdir", str(path.parent), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


def document(kind: str, fonts: Sequence[str], automatic: str, master: str, body: str, common: str = "") -> str:
    """The whole file; `kind` is text or spreadsheet."""
    quoted = {font: f"'{font}'" if " " in font else font for font in fonts}
    faces = "".join(tag("style:font-face", style__name=name, svg__font_family=q) for name, q in quoted.items())
    parts = [
        tag("office:font-face-decls", faces),
        tag("office:styles", common),
        tag("office:automatic-styles", automatic),
        tag("office:master-styles", master),
        tag("office:body", tag(f"office:{kind}", body)),
    ]
    spaces = {f"xmlns__{name}": space for name, space in SPACES.items()}
    mime = f"application/vnd.oasis.opendocument.{kind}"
    root = tag("office:document", "".join(parts), **spaces, office__version="1.2", office__mimetype=mime)
    return f'<?xml version="1.0" encoding="UTF-8"?>{root}'


def font_of(name: str, size: float, *, bold: bool = False) -> str:
    """Text properties; Asian text has its own font attributes."""
    weight = "bold" if bold else "normal"
    return tag(
        "style:text-properties",
        **{"style__font_name": name, "style__font_name_asian": name},
        **{"fo__font_size": f"{size}pt", "style__font_size_asian": f"{size}pt"},
        **{"fo__font_weight": weight, "style__font_weight_asian": weight},
        **{"fo__language": "ja", "fo__country": "JP", "style__language_asian": "ja", "style__country_asian": "JP"},
    )


def page_layout(name: str, look: Look, *, landscape: bool = False, inner: str = "", **extra: object) -> str:
    """The size of a page and its margins; `inner` describes head and foot."""
    width, height = look.wide if landscape else look.page
    margins = {f"fo__margin_{side}": points(look.margin) for side in ("top", "bottom", "left", "right")}
    turn = "landscape" if width > height else "portrait"
    size = {"fo__page_width": points(width), "fo__page_height": points(height), "style__print_orientation": turn}
    properties = tag("style:page-layout-properties", **size, **margins, **extra)
    return tag("style:page-layout", properties + inner, style__name=name)


def foot_style(kind: str, gap: float) -> str:
    """Room for the `kind` header or footer."""
    properties = tag("style:header-footer-properties", fo__min_height="14pt", fo__margin_top=points(gap))
    return tag(f"style:{kind}-style", properties)


def grid(table: Table) -> list[list[Cell | None]]:
    """Every place of the table: the cell that begins there, or None where one covers it."""
    places: list[list[Cell | None]] = [[None] * len(table.widths) for _ in table.rows]
    for row, column, cell in placed(table.rows, len(table.widths)):
        places[row][column] = cell
    return places


def text_of(cell: Cell) -> str:
    """What is printed in a cell; drawn boxes become characters here."""
    return cell.text or "　".join(("■" if on else "□") + name for on, name in cell.options)


def table_cell(cell: Cell, style: str, inner: str) -> str:
    """The element of one cell."""
    span = {"table__number_columns_spanned": cell.cols, "table__number_rows_spanned": cell.rows}
    return tag("table:table-cell", inner, table__style_name=style, office__value_type="string", **span)


def spaced(text: str) -> str:
    """Text whose runs of ASCII spaces and whose tabs are kept."""
    return escape(text).replace("  ", " <text:s/>").replace("\t", "<text:tab/>")
