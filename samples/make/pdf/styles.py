"""Automatic styles of flat ODF, each made once and named by its number."""

from __future__ import annotations

from pdf.model import Cell, Kind, Look
from pdf.odf import font_of, points, tag

SIZES: dict[Kind, float] = {"title": 15, "h1": 12, "h2": 11, "note": 8.5}
PARAGRAPHS: dict[Kind, dict[str, str]] = {
    "title": {"fo__text_align": "center", "fo__margin_bottom": "10pt", "fo__margin_top": "4pt"},
    "h1": {"fo__margin_top": "10pt", "fo__margin_bottom": "4pt", "fo__keep_with_next": "always"},
    "h2": {"fo__margin_top": "8pt", "fo__margin_bottom": "4pt", "fo__keep_with_next": "always"},
    "h3": {"fo__margin_top": "6pt", "fo__margin_bottom": "3pt", "fo__keep_with_next": "always"},
    "body": {"fo__text_indent": "10.5pt", "fo__line_height": "150%"},
    "item": {"fo__margin_left": "31.5pt", "fo__text_indent": "-21pt", "fo__line_height": "150%"},
    "note": {"fo__margin_top": "2pt"},
    "right": {"fo__text_align": "end"},
    "centre": {"fo__text_align": "center"},
    "leader": {"fo__line_height": "160%"},
}
GOTHIC = ("title", "h1", "h2", "h3", "centre")


class Styles:
    """The styles of one document."""

    def __init__(self, look: Look) -> None:
        self.look, self.found = look, dict[tuple[str, str, str], str]()

    def name(self, family: str, inner: str, master: str = "") -> str:
        """The name of the style of a family that `inner` describes."""
        return self.found.setdefault((family, inner, master), f"S{len(self.found)}")

    def text(self) -> str:
        return "".join(
            tag("style:style", inner, style__name=name, style__family=family, style__master_page_name=master or None)
            for (family, inner, master), name in self.found.items()
        )

    def paragraph(self, kind: Kind, *, fresh: bool, master: str) -> str:
        """A paragraph of the text; `fresh` begins a page."""
        look = self.look
        rest: dict[str, str] = dict(PARAGRAPHS[kind])
        if kind == "h1":
            rest |= {"fo__border": "0.8pt solid #000000", "fo__padding": "2pt", "fo__background_color": look.label_fill}
        if kind == "body" and look.justify:
            rest["fo__text_align"] = "justify"
        if fresh and not master:
            rest["fo__break_before"] = "page"
        font = font_of(look.gothic if kind in GOTHIC else look.mincho, SIZES.get(kind, 10.5), bold=kind in GOTHIC[:3])
        stops = self._leader() if kind == "leader" else ""
        return self.name("paragraph", tag("style:paragraph-properties", stops, **rest) + font, master)

    def _leader(self) -> str:
        """A tab stop at the right edge, dots before it."""
        at = points(self.look.page[0] - 2 * self.look.margin)
        dots = {"style__leader_style": "dotted", "style__leader_text": "…"}
        return tag("style:tab-stops", tag("style:tab-stop", style__position=at, style__type="right", **dots))

    def centred(self, font: str, size: float) -> str:
        """A paragraph of a running head or foot."""
        return self.name("paragraph", tag("style:paragraph-properties", fo__text_align="center") + font_of(font, size))

    def row(self, **properties: object) -> str:
        return self.name("table-row", tag("style:table-row-properties", **properties))

    def column(self, width: float) -> str:
        return self.name("table-column", tag("style:table-column-properties", style__column_width=points(width)))

    def edges(self, cell: Cell) -> dict[str, object]:
        """Rulings and fill of a cell."""
        look = self.look
        found: dict[str, object] = {"fo__border": f"{look.ruling}pt solid #000000"}
        if cell.role != "value" and look.label_fill:
            found["fo__background_color"] = look.label_fill
        if cell.dotted:
            found["fo__border_left"] = "0.8pt dashed #000000"
        return found
