"""Small PDFs, byte for byte: content streams in, a file out. No producer is needed, and nothing is hidden.

Every page knows the fonts of FONTS; a page is 200 x 100 points unless told.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .pdf_lock import Lock

Box = tuple[float, float, float, float]
WIDTH, HEIGHT = 200, 100

LATIN_FONT = b"""<< /Type /Font /Subtype /TrueType /BaseFont /Plain /Encoding /WinAnsiEncoding
/FirstChar 32 /LastChar 126 /Widths [%s] /FontDescriptor << /Type /FontDescriptor /FontName /Plain /Flags 32
/StemV 80 /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /FontBBox [0 -200 1000 800] >> >>""" % b" ".join(
    [b"500"] * 95
)
BOLD_FONT = LATIN_FONT.replace(b"/Plain", b"/ABCDEF+Plain-Bold")
SYMBOL_FONT = b"<< /Type /Font /Subtype /TrueType /BaseFont /Wingdings /Encoding /WinAnsiEncoding >>"


def cid_font(encoding: bytes, ordering: bytes = b"Japan1", more: bytes = b"") -> bytes:
    """A Japanese font that is not embedded; every glyph is one em wide."""
    return b"""<< /Type /Font /Subtype /Type0 /BaseFont /Gothic /Encoding /%s %s /DescendantFonts [
<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Gothic /CIDSystemInfo << /Registry (Adobe) /Ordering (%s)
/Supplement 2 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /Gothic /Flags 4 /StemV 80 /ItalicAngle 0
/Ascent 880 /Descent -120 /CapHeight 700 /FontBBox [0 -120 1000 880] >> >> ] >>""" % (encoding, more, ordering)


FONTS: dict[str, bytes] = {
    "L": LATIN_FONT,
    "B": BOLD_FONT,
    "W": SYMBOL_FONT,
    "J": cid_font(b"UniJIS-UTF16-H"),
    "V": cid_font(b"UniJIS-UTF16-V"),
    "X": cid_font(b"Identity-H", b"Identity"),
}


@dataclass
class Sheet:
    """One page: its content stream, and what its dictionary says besides."""

    content: bytes
    box: Box = (0, 0, WIDTH, HEIGHT)
    crop: Box | None = None
    rotate: int = 0
    more: bytes = b""


@dataclass
class Writer:
    """Numbers objects from 1 and writes them with their cross-reference table."""

    bodies: list[bytes] = field(default_factory=list)

    def add(self, body: bytes = b"null") -> int:
        self.bodies.append(body)
        return len(self.bodies)

    def put(self, number: int, body: bytes) -> None:
        self.bodies[number - 1] = body

    def stream(self, data: bytes, keys: bytes = b"", packed: bool = False) -> int:
        if packed:
            data, keys = zlib.compress(data), keys + b" /Filter /FlateDecode"
        return self.add(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), keys, data))

    def file(self, root: int, lock: Lock | None = None) -> bytes:
        """The whole file; `lock` encrypts its streams (strings are not used by these PDFs)."""
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.bodies, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, lock.seal(number, body) if lock else body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        trailer = lock.trailer() if lock else b""
        out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (len(places) + 1, root, trailer)
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def numbers(box: Sequence[float]) -> bytes:
    """`0 0 200 100`."""
    return b" ".join(b"%g" % value for value in box)


def hexed(text: str) -> bytes:
    """A string of the fonts J and V."""
    return b"<" + text.encode("utf-16-be").hex().encode() + b">"


def to_unicode(characters: Mapping[int, str]) -> bytes:
    """A ToUnicode map from two-byte codes."""
    pairs = b"\n".join(b"<%04x> %s" % (code, hexed(said)) for code, said in characters.items())
    head = b"begincmap /CMapName /T def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange"
    return b"%s\n%d beginbfchar\n%s\nendbfchar endcmap" % (head, len(characters), pairs)


def pdf(
    *sheets: Sheet | bytes,
    forms: Mapping[str, tuple[bytes, bytes]] | None = None,
    fonts: Mapping[str, bytes] | None = None,
    streams: Mapping[str, bytes] | None = None,
    lock: Lock | None = None,
    packed: bool = False,
) -> bytes:
    """A PDF of some pages.

    `forms` are form XObjects by name: (content, keys of its dictionary); all may use all. `fonts` are dictionaries;
    `%d` in one stands for the stream of `streams` of its name, `%d` in a sheet's `more` for the first form.
    """
    writer = Writer()
    root, pages, resources = writer.add(), writer.add(), writer.add()
    numbered = {name: writer.stream(data) for name, data in (streams or {}).items()}
    made = {name: body % numbered[name] if name in numbered else body for name, body in (fonts or {}).items()}
    names = {name: writer.add(body) for name, body in {**FONTS, **made}.items()}
    drawn = {
        name: writer.stream(content, b"/Type /XObject /Subtype /Form /Resources %d 0 R %s" % (resources, keys))
        for name, (content, keys) in (forms or {}).items()
    }
    kids = []
    for sheet in (Sheet(s) if isinstance(s, bytes) else s for s in sheets):
        content = writer.stream(sheet.content, packed=packed)
        more = sheet.more % next(iter(drawn.values())) if b"%d" in sheet.more else sheet.more
        crop = b"/CropBox [%s]" % numbers(sheet.crop) if sheet.crop else b""
        kids.append(
            writer.add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [%s] %s /Rotate %d /Resources %d 0 R /Contents %d 0 R %s >>"
                % (pages, numbers(sheet.box), crop, sheet.rotate, resources, content, more)
            )
        )
    writer.put(root, b"<< /Type /Catalog /Pages %d 0 R >>" % pages)
    writer.put(pages, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(map(_reference, kids))))
    writer.put(resources, b"<< /Font << %s >> /XObject << %s >> >>" % (_named(names), _named(drawn)))
    return writer.file(root, lock)


def _reference(number: int) -> bytes:
    return b"%d 0 R" % number


def _named(numbers: Mapping[str, int]) -> bytes:
    return b" ".join(b"/%s %d 0 R" % (name.encode(), number) for name, number in numbers.items())
