"""Bad and odd PDFs, without truth: what a folder of an archive holds besides plan sheets.

python samples/make/pdf/odd.py FOLDER     # FOLDER holds the measuring set; writes FOLDER/odd/*.pdf
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Pdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "HeiseiKakuGo-W5"
PAGE = (595.28, 841.89)


def _canvas(path: Path, size: tuple[float, float] = PAGE) -> Canvas:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=size, invariant=1)
    canvas.setFont(FONT, 10)
    return canvas


def encrypted_user(path: Path, base: Path) -> None:
    """Opens with the password "sakura" only."""
    with Pdf.open(base) as pdf:
        pdf.save(path, encryption=Encryption(user="sakura", owner="owner", R=6))


def encrypted_owner(path: Path, base: Path) -> None:
    """Opens without a password; printing and copying are not allowed."""
    with Pdf.open(base) as pdf:
        allowed = pikepdf.Permissions(extract=False, print_lowres=False, print_highres=False)
        pdf.save(path, encryption=Encryption(user="", owner="owner", R=4, allow=allowed))


def truncated(path: Path, base: Path) -> None:
    """The first 60 % of a file."""
    data = base.read_bytes()
    path.write_bytes(data[: len(data) * 6 // 10])


def broken_xref(path: Path, base: Path) -> None:
    """startxref points to nowhere; the objects are whole."""
    with Pdf.open(base) as pdf:
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n")


def zero_pages(path: Path, _base: Path) -> None:
    """A page tree without pages."""
    Pdf.new().save(path)


def empty_file(path: Path, _base: Path) -> None:
    """No byte at all."""
    path.write_bytes(b"")


def not_a_pdf(path: Path, _base: Path) -> None:
    """An HTML error page that was saved under the name of a PDF."""
    path.write_text("<!doctype html><title>404</title><p>お探しのページは見つかりません。", encoding="utf-8")


def huge_page(path: Path, _base: Path) -> None:
    """10,000 × 10,000 points, a line of text in each corner."""
    canvas = _canvas(path, (10000, 10000))
    for x, y in ((50, 50), (9000, 50), (50, 9900), (9000, 9900)):
        canvas.drawString(x, y, "広い紙の隅の文字")
    canvas.save()


def many_lines(path: Path, _base: Path) -> None:
    """100,000 strokes on a page, among them one small table."""
    canvas = _canvas(path)
    canvas.setLineWidth(0.1)
    for i in range(100_000):
        x, y = 20 + i % 500, 20 + i // 500 * 3
        canvas.line(x, y, x + 0.8, y + 2)
    canvas.drawString(60, 800, "整理番号")
    canvas.save()


def circular_form(path: Path, _base: Path) -> None:
    """Two form XObjects that draw each other."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=PAGE)
    a, b = (pdf.make_stream(f"q 0.9 0 0 0.9 5 5 cm /{other} Do Q 10 10 m 100 100 l S".encode()) for other in "BA")
    for form in (a, b):
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, *PAGE])
    for form in (a, b):
        form.Resources = Dictionary(XObject=Dictionary(A=a, B=b))
    page.Resources = Dictionary(XObject=Dictionary(A=a))
    page.Contents = pdf.make_stream(b"/A Do")
    pdf.save(path)


def no_unicode(path: Path, base: Path) -> None:
    """Embedded subsets by glyph number, ToUnicode taken away: the text cannot be known."""
    with Pdf.open(base) as pdf:
        for item in pdf.objects:
            if isinstance(item, Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]
        pdf.save(path)


def thousand_pages(path: Path, base: Path) -> None:
    """A document of 1,000 pages."""
    with Pdf.open(base) as pdf:
        pages = list(pdf.pages)
        for i in range(1000 - len(pages)):
            pdf.pages.append(pages[i % len(pages)])
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def hidden_text(path: Path, _base: Path) -> None:
    """Text that nobody sees: mode 3, white on white, clipped away, outside of the page; and a word printed twice."""
    canvas = _canvas(path)
    canvas.drawString(60, 780, "見える文字")
    text = canvas.beginText(60, 750)
    text.setTextRenderMode(3)
    text.textOut("描かれない文字")
    canvas.drawText(text)
    canvas.setFillGray(1)
    canvas.drawString(60, 720, "白い紙に白い文字")
    canvas.setFillGray(0)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(60, 600, 50, 20)
    canvas.clipPath(clip, stroke=0)
    canvas.drawString(200, 690, "切り取られた文字")
    canvas.restoreState()
    canvas.drawString(700, 660, "紙の外の文字")
    for shift in (0, 0.3):
        canvas.drawString(60 + shift, 630, "太く見せる文字")
    canvas.save()


def ocr_layer(path: Path, base: Path) -> None:
    """A scanned page with an invisible text layer over it, as a scanner's own OCR leaves it (with a slip)."""
    with Pdf.open(base) as pdf:
        layer = path.with_suffix(".layer")
        canvas = _canvas(layer)
        text = canvas.beginText(60, 760)
        text.setTextRenderMode(3)
        text.textLines("年度別実行計画\n整埋番号　I-(1)-①")
        canvas.drawText(text)
        canvas.save()
        with Pdf.open(layer) as over:
            pdf.pages[0].add_overlay(over.pages[0], None)
            pdf.save(path)
        layer.unlink()


def mixed(path: Path, base: Path) -> None:
    """A page with text, a scanned page, an empty page."""
    with Pdf.open(base) as scanned, Pdf.open(base.with_name("ym-kirisaki-chromium.pdf")) as printed, Pdf.new() as pdf:
        pdf.pages.extend([printed.pages[0], scanned.pages[0]])
        pdf.add_blank_page(page_size=PAGE)
        pdf.save(path)


def radicals(path: Path, _base: Path) -> None:
    """Radicals and compatibility ideographs where ideographs are meant."""
    canvas = _canvas(path)
    for i, line in enumerate(("⽬ 的　市⺠と⾏政の協働", "⼈口⼀万⼈　⻄部地区", "①〜⑳　㈱　㍻　№")):
        canvas.drawString(60, 780 - 20 * i, line)
    canvas.save()


ODD: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "encrypted-user": (encrypted_user, "yamaguchi-browser"),
    "encrypted-owner": (encrypted_owner, "yamaguchi-browser"),
    "truncated": (truncated, "yamaguchi-browser"),
    "broken-xref": (broken_xref, "yamaguchi-browser"),
    "zero-pages": (zero_pages, ""),
    "empty-file": (empty_file, ""),
    "not-a-pdf": (not_a_pdf, ""),
    "huge-page": (huge_page, ""),
    "many-lines": (many_lines, ""),
    "circular-form": (circular_form, ""),
    "no-unicode": (no_unicode, "ym-shione-writer"),
    "thousand-pages": (thousand_pages, "ym-asanagi-a5"),
    "hidden-text": (hidden_text, ""),
    "ocr-layer": (ocr_layer, "yamaguchi-scan"),
    "mixed": (mixed, "yamaguchi-scan"),
    "radicals": (radicals, ""),
}


def main() -> None:
    folder = Path(sys.argv[1])
    (folder / "odd").mkdir(parents=True, exist_ok=True)
    for name, (make, base) in ODD.items():
        make(folder / "odd" / f"{name}.pdf", folder / f"{base}.pdf")
        print(name, flush=True)


if __name__ == "__main__":
    main()
