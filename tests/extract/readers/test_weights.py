"""Weights of fonts: by their names, and by what both readers find in a file."""

import pytest

from plansheets.extract.readers.pdfium import PdfiumFile
from plansheets.extract.readers.plumber import PlumberFile
from plansheets.extract.readers.weights import weight_of

from .pdfs import LATIN_FONT, pdf


@pytest.mark.parametrize(
    ("name", "weight"),
    [
        ("IPAexGothic", 400),
        ("VL-Gothic-Regular", 400),
        ("HeiseiKakuGo-W5", 400),
        ("HiraKakuPro-W3", 400),
        ("SubwayWeb", 400),
        ("ABCDEF+Plain-Bold", 700),
        ("Arial,Bold", 700),
        ("NotoSansJP-SemiBold", 700),
        ("Arial-Black", 700),
        ("HiraKakuStdN-W8", 700),
        ("RyuminPro-B", 700),
        ("A-OTF-ShinGoPro-DB", 700),
        ("HGSSoeiKakugothicUB", 700),
        ("HGSoeiPresenceEB", 700),
        ("HGｺﾞｼｯｸE", 700),
        ("HGPMinchoE", 700),
        ("GothicMB101Pro-Medium", 500),
        ("Roboto-Medium", 500),
    ],
)
def test_weights_by_name(name: str, weight: int) -> None:
    assert weight_of(name) == weight


def font(name: bytes, more: bytes) -> bytes:
    return LATIN_FONT.replace(b"/Plain", b"/" + name).replace(b"/StemV 80", more)


@pytest.mark.parametrize(
    ("described", "weight"),
    [
        (font(b"Plain", b"/StemV 80"), 400),
        (font(b"Plain", b"/StemV 146"), 400),
        (font(b"Plain-Bold", b"/StemV 80"), 700),
        (font(b"Plain-Medium", b"/StemV 146"), 500),
        (font(b"Plain", b"/StemV 80").replace(b"/Flags 32", b"/Flags 262176"), 700),
    ],
)
def test_both_readers_go_by_name_and_flag_and_not_by_the_stems(described: bytes, weight: int) -> None:
    data = pdf(b"BT /T 10 Tf 20 50 Td (a) Tj ET", fonts={"T": described})
    with PdfiumFile(data, "test.pdf") as one:
        found = [one.page(1).glyphs.weight.tolist()]
    other = PlumberFile(data, "test.pdf")
    found.append(other.page(1).glyphs.weight.tolist())
    other.close()
    assert found == [[weight], [weight]]
