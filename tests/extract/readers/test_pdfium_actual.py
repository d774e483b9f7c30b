"""/ActualText by pdfium: each character in its glyph's place. Font L is half an em wide, 0.8 up, 0.2 down."""

import numpy as np
import pytest

from plansheets.extract.readers.page import PageContent
from plansheets.extract.readers.pdfium import PdfiumFile
from plansheets.extract.readers.pdfium_actual import text_string

from .pdfs import Sheet, cid_font, pdf, to_unicode

Found = list[tuple[str, float, float]]


def said(text: bytes, shown: bytes) -> bytes:
    """Text operators under a marked sequence that stands for `text`."""
    return b"/Span << /ActualText (%s) >> BDC %s EMC" % (text, shown)


def read(content: bytes, **more: object) -> PageContent:
    with PdfiumFile(pdf(Sheet(content), **more), "test.pdf") as file:  # type: ignore[arg-type]
        return file.page(1)


def spread(content: bytes, **more: object) -> Found:
    """Each character with the left and right edge of its box."""
    page = read(content, **more)
    edges = zip(page.glyphs.x0.round(2).tolist(), page.glyphs.x1.round(2).tolist(), strict=True)
    return [(chr(code), x0, x1) for code, (x0, x1) in zip(page.codes.tolist(), edges, strict=True)]


A = b" BT /L 10 Tf 20 50 Td (a) Tj ET "


def test_characters_of_one_string_keep_the_places_of_its_glyphs() -> None:
    assert spread(said(b"XYZ", A.replace(b"(a)", b"(aAa)"))) == [("X", 20, 25), ("Y", 25, 30), ("Z", 30, 35)]


def test_a_sequence_of_many_strings_is_one_text() -> None:
    shown = b"BT /L 10 Tf 20 50 Td (a) Tj 40 0 Td (a) Tj 40 0 Td (a) Tj ET"
    assert spread(said(b"XYZ", shown)) == [("X", 20, 25), ("Y", 60, 65), ("Z", 100, 105)]


def test_more_characters_than_glyphs_share_them_out() -> None:
    assert spread(said(b"WXYZ", A.replace(b"(a)", b"(Aa)"))) == [
        ("W", 20, 22.5), ("X", 22.5, 25), ("Y", 25, 27.5), ("Z", 27.5, 30)
    ]  # fmt: skip


def test_fewer_characters_than_glyphs_take_several() -> None:
    assert spread(said(b"XY", A.replace(b"(a)", b"(aAaa)"))) == [("X", 20, 30), ("Y", 30, 40)]


def test_what_stands_around_a_sequence_stays_in_its_place() -> None:
    content = A + said(b"XY", A.replace(b"20", b"40")) + A.replace(b"20", b"60")
    assert spread(content) == [("a", 20, 25), ("X", 40, 42.5), ("Y", 42.5, 45), ("a", 60, 65)]


def test_spaces_that_only_one_of_both_has_change_nothing() -> None:
    assert spread(said(b"A a", A.replace(b"(a)", b"(Aa)"))) == [("A", 20, 25), ("a", 25, 30)]


def test_an_empty_text_and_other_marks_change_nothing() -> None:
    assert spread(said(b"", A)) == [("a", 20, 25)]
    assert spread(b"/P << /MCID 0 >> BDC " + A + b" EMC /Span BMC " + A.replace(b"20", b"40") + b" EMC") == [
        ("a", 20, 25), ("a", 40, 45)
    ]  # fmt: skip


def test_of_nested_sequences_the_outer_one_says_it() -> None:
    assert spread(said(b"X", said(b"Y", A))) == [("X", 20, 25)]


def test_one_property_list_may_say_the_same_twice() -> None:
    font = b"/Properties << /P << /ActualText (X) >> >>"
    form = (
        b"/Span /P BDC " + A + b" EMC /Span /P BDC " + A.replace(b"20", b"40") + b" EMC",
        b"/BBox [0 0 200 100] /Resources << /Font << /L 3 0 R >> " + font + b" >>",
    )
    data = pdf(b"/F Do", forms={"F": form})
    # The page's own fonts are named by its resources; the form's come from the dictionary that is written first.
    number = data[: data.index(b"/BaseFont /Plain /Enc")].rsplit(b" 0 obj", 1)[0].rsplit(b"\n", 1)[1]
    with PdfiumFile(data.replace(b"/L 3 0 R", b"/L " + number + b" 0 R"), "test.pdf") as file:
        page = file.page(1)
    assert [chr(code) for code in page.codes.tolist()] == ["X", "X"]
    assert page.glyphs.x0.tolist() == [20, 40]


@pytest.mark.parametrize(
    ("matrix", "box", "angle"),
    [
        (b"1 0 0 1 0 0", [20, 42, 25, 52], 0),
        (b"0.5 0 0 0.5 30 10", [40, 61, 42.5, 66], 0),
        (b"0 1 -1 0 90 5", [32, 70, 42, 75], -90),
    ],
)
def test_in_a_form_the_forms_matrix_holds(matrix: bytes, box: list[float], angle: float) -> None:
    # x' = a x + c y + e of (20, 50): in the second case 40, and 35 from below; in the third 40, and 25 from below.
    page = read(b"/F Do", forms={"F": (said(b"X", A), b"/BBox [0 0 200 100] /Matrix [%s]" % matrix)})
    g = page.glyphs
    assert np.round(np.stack([g.x0, g.top, g.x1, g.bottom], 1), 2).tolist() == [box]
    assert (g.angle.tolist(), page.flags.tolist()) == ([angle], [0])


def test_a_glyph_that_the_font_does_not_tell_is_told() -> None:
    font = cid_font(b"Identity-H", b"Identity", b"/ToUnicode %d 0 R")
    content = said(rb"\376\377\166\356", b"BT /T 10 Tf 20 50 Td <0002> Tj ET")
    page = read(content, fonts={"T": font}, streams={"T": to_unicode({1: "項"})})
    assert (page.codes.tolist(), page.flags.tolist()) == ([0x76EE], [0])
    assert spread(content, fonts={"T": font}, streams={"T": to_unicode({1: "項"})}) == [("目", 20, 30)]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xfe\xff\x76\xee\xd8\x42\xdf\xb7", "目𠮷"),
        (b"\xff\xfe\xee\x76", "目"),
        (b"\xef\xbb\xbf\xe7\x9b\xae", "目"),
        (b"A\x85\xe9\xa0", "A–é€"),
    ],
)
def test_text_strings(data: bytes, text: str) -> None:
    assert text_string(data) == text


def test_text_at_one_place_of_two_forms_is_no_copy() -> None:
    # Both print at (20, 50) of their own space, once over itself; only the first form's text is bold.
    first = A + b"BT /L 10 Tf 20.3 50 Td (a) Tj ET"
    forms = {"F": (first, b"/BBox [0 0 99 99]"), "G": (A, b"/BBox [0 0 99 99] /Matrix [1 0 0 1 100 0]")}
    page = read(b"/F Do /G Do", forms=forms)
    assert page.glyphs.x.tolist() == [20, 120]
    assert page.glyphs.weight.tolist() == [700, 400]
