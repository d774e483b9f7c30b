"""A text through a PDF and `pdftotext -layout`, so that its columns are as that tool leaves them.

Every run of a line is set at its display column; the font is only named, never drawn.
"""

from __future__ import annotations

import re
import shutil
import subprocess

from typeset import display_width

EM, PITCH, MARGIN = 10, 14, 40
RUN = re.compile(r"[^ ]+(?: [^ ]+)*")
TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
    "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange "
    "endcmap end end"
)


def pdftotext(text: str) -> str:
    """`text`, page by page (form feeds), printed and read again."""
    tool = shutil.which("pdftotext")
    if tool is None:
        raise SystemExit("pdftotext is missing: install poppler-utils")
    done = subprocess.run([tool, "-layout", "-", "-"], input=pdf(text), capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def pdf(text: str) -> bytes:
    """A PDF of `text`: one page per form feed, one line per line."""
    pages = [page.split("\n") for page in text.split("\f")]
    width = 2 * MARGIN + EM // 2 * max(display_width(line) for page in pages for line in page)
    height = 2 * MARGIN + PITCH * max(len(page) for page in pages)
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(pages)))
    narrow = sorted({ord(char) for char in text if display_width(char) == 1 and char not in "\n\f"})
    widths = " ".join(f"{code} {code} 500" for code in narrow)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}/MediaBox[0 0 {width} {height}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Mincho/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Mincho/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/DW 1000/W[{widths}]>>",
        _stream(TO_UNICODE),
    ]
    for i, page in enumerate(pages):
        objects.append(f"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * i} 0 R>>")
        objects.append(_stream(_content(page, height)))
    return _file(objects)


def _content(lines: list[str], height: int) -> str:
    out = ["BT"]
    for row, line in enumerate(lines, 1):
        for run in RUN.finditer(line):
            x = MARGIN + EM // 2 * display_width(line[: run.start()])
            codes = run.group().encode("utf-16-be").hex()
            out.append(f"/F {EM} Tf 1 0 0 1 {x} {height - MARGIN - PITCH * row} Tm <{codes}> Tj")
    return "\n".join([*out, "ET"])


def _stream(text: str) -> str:
    return f"<</Length {len(text)}>>stream\n{text}\nendstream"


def _file(objects: list[str]) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode("ascii")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    tail = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{tail}".encode("ascii")
