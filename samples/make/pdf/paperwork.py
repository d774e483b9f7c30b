"""What happens to a PDF after it is printed: two pages on one sheet of paper, turned pages, smaller files."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

TURNS = {90: "0 1 -1 0 {height} 0", 180: "-1 0 0 -1 {width} {height}", 270: "0 -1 1 0 0 {width}"}
"""Transformations that turn a page against the clock."""


def shrink(path: Path) -> None:
    """Write the file again with packed objects, and without its dates: the same data give the same bytes."""
    pdf = Pdf.open(path, allow_overwriting_input=True)
    for key in ("/CreationDate", "/ModDate"):
        if key in pdf.docinfo:
            del pdf.docinfo[key]
    for key in ("/DocChecksum", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    _save(pdf, path)


def two_up(path: Path, gap: float = 0) -> None:
    """Pages in pairs, left and right on one landscape sheet, each as a form XObject, scaled to fit."""
    pdf = Pdf.open(path, allow_overwriting_input=True)
    pages = list(pdf.pages)
    width, height = (float(v) for v in pages[0].mediabox[2:])
    scale = height / (2 * width)
    for start in range(0, len(pages), 2):
        forms = {f"/P{i}": pages[start + i].as_form_xobject() for i in range(2) if start + i < len(pages)}
        top = (width - height * scale) / 2
        content = "".join(f"q {scale:.5f} 0 0 {scale:.5f} {i * height / 2 + gap:.2f} {top:.2f} cm {name} Do Q\n"
                          for i, name in enumerate(forms))  # fmt: skip
        _add(pdf, (height, width), forms, content)
    del pdf.pages[: len(pages)]
    _save(pdf, path)


def turn(path: Path, turns: dict[int, int], *, shown: bool = True) -> None:
    """Turn the content of some pages (from 1) against the clock; when `shown`, /Rotate turns it back to the reader."""
    pdf = Pdf.open(path, allow_overwriting_input=True)
    pages = list(pdf.pages)
    for number, page in enumerate(pages, 1):
        angle = turns.get(number, 0)
        width, height = (float(v) for v in page.mediabox[2:])
        size = (width, height) if angle in (0, 180) else (height, width)
        matrix = TURNS[angle].format(width=width, height=height) if angle else "1 0 0 1 0 0"
        new = _add(pdf, size, {"/P": page.as_form_xobject()}, f"q {matrix} cm /P Do Q")
        if angle and shown:
            new.Rotate = angle
    del pdf.pages[: len(pages)]
    _save(pdf, path)


def shift(path: Path, by: float = 37.5) -> None:
    """A media box that does not begin at 0, and a crop box inside of it."""
    pdf = Pdf.open(path, allow_overwriting_input=True)
    for page in pdf.pages:
        x0, y0, x1, y1 = (float(v) for v in page.mediabox)
        page.contents_add(f"q 1 0 0 1 {by} {by} cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.mediabox = Array([x0 - 20 + by, y0 - 30 + by, x1 + 20 + by, y1 + 30 + by])
        page.cropbox = Array([x0 + by, y0 + by, x1 + by, y1 + by])
    _save(pdf, path)


def _add(pdf: Pdf, size: tuple[float, float], forms: dict[str, pikepdf.Object], content: str) -> pikepdf.Page:
    page = pdf.add_blank_page(page_size=size)
    page.Resources = Dictionary(XObject=Dictionary({name: pdf.make_indirect(form) for name, form in forms.items()}))
    page.Contents = pdf.make_stream(content.encode())
    page.obj.Type = Name.Page
    return page


def _save(pdf: Pdf, path: Path) -> None:
    pdf.remove_unreferenced_resources()
    pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True, deterministic_id=True)
