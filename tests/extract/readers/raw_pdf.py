"""PDFs written object by object, so that a test knows every number in them."""

HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
MEDIA = "[0 0 200 100]"


def raw_pdf(*contents: str, page: str = "", resources: str = "", objects: dict[int, str] | None = None) -> bytes:
    """A PDF of one page per content stream, 200 × 100 points, the font /F Helvetica.

    `page` is added to every page's dictionary (it may give other /MediaBox or /Resources), `resources` to its
    resources; `objects` are more objects by number, from 100 on.
    """
    box = "" if "/MediaBox" in page else f"/MediaBox {MEDIA}"
    numbers = range(len(contents))
    body = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {len(contents)}/Kids[{' '.join(f'{10 + 2 * i} 0 R' for i in numbers)}]>>",
        3: HELVETICA,
        **(objects or {}),
    }
    for i, content in enumerate(contents):
        own = "" if "/Resources" in page else f"/Resources<</Font<</F 3 0 R>>{resources}>>"
        body[10 + 2 * i] = f"<</Type/Page/Parent 2 0 R{box}/Contents {11 + 2 * i} 0 R{page}{own}>>"
        body[11 + 2 * i] = stream(content)
    return _file(body)


def stream(content: str, dictionary: str = "") -> str:
    """A stream object."""
    return f"<<{dictionary}/Length {len(content.encode('latin-1'))}>>stream\n{content}\nendstream"


def japanese(encoding: str, more: str = "", ordering: str = "Japan1") -> dict[int, str]:
    """A CID font that is not embedded, as object 100; its glyphs are one em wide."""
    return {
        100: f"<</Type/Font/Subtype/Type0/BaseFont/M/Encoding/{encoding}{more}/DescendantFonts[101 0 R]>>",
        101: "<</Type/Font/Subtype/CIDFontType0/BaseFont/M/FontDescriptor 102 0 R"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 6>>>>",
        102: "<</Type/FontDescriptor/FontName/M/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
        "/CapHeight 700/StemV 80>>",
    }


def _file(body: dict[int, str]) -> bytes:
    """Objects with their cross-reference table."""
    out = b"%PDF-1.7\n"
    places = {}
    for number, text in sorted(body.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010d} 00000 n \n".encode()
    return out + f"trailer<</Size {max(body) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
