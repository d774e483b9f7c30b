"""Pages by pdfium. Boxes worked out by hand: 200 x 100 points, font L is half an em wide, 0.8 up, 0.2 down."""

import numpy as np
import pytest

from plansheets.errors import InputError
from plansheets.extract.readers.page import CLIPPED, DOUBLED, INVISIBLE, OUTSIDE, UNMAPPED, PageContent
from plansheets.extract.readers.pdfium import PdfiumFile

from .pdfs import Sheet, cid_font, hexed, pdf, to_unicode


def read(*sheets: Sheet | bytes, number: int = 1, **more: object) -> PageContent:
    """One page of a PDF made for a test."""
    with PdfiumFile(pdf(*sheets, **more), "test.pdf") as file:  # type: ignore[arg-type]
        return file.page(number)


def text(page: PageContent) -> str:
    return "".join(map(chr, page.codes.tolist()))


def boxes(page: PageContent) -> list[list[float]]:
    """x0, top, x1, bottom of every glyph, to a hundredth."""
    g = page.glyphs
    return np.round(np.stack([g.x0, g.top, g.x1, g.bottom], axis=1).astype(float), 2).tolist()


def flags(page: PageContent) -> dict[str, int]:
    return {chr(code): flag for code, flag in zip(page.codes.tolist(), page.flags.tolist(), strict=True)}


def test_glyphs_have_boxes_origins_sizes_and_fonts() -> None:
    page = read(b"BT /L 10 Tf 20 50 Td (AbA) Tj /B 20 Tf 50 0 Td (AA) Tj ET")
    assert text(page) == "AbAAA"
    assert [box[:2] for box in boxes(page)] == [[20, 42], [25, 42], [30, 42], [70, 34], [80, 34]]
    assert boxes(page)[0] == [20, 42, 25, 52]
    assert boxes(page)[3] == [70, 34, 80, 54]
    assert page.glyphs.size.tolist() == [10, 10, 10, 20, 20]
    assert page.glyphs.weight.tolist() == [400, 400, 400, 700, 700]
    assert (page.glyphs.x[1], page.glyphs.y[1], page.glyphs.angle[1]) == (25, 50, 0)
    assert [page.fonts[number] for number in page.glyphs.font.tolist()] == ["Plain"] * 3 + ["ABCDEF+Plain-Bold"] * 2
    assert (page.width, page.height, page.rotation, page.number, page.reader) == (200, 100, 0, 1, "pdfium")


def test_spaces_that_are_drawn_stay_and_those_that_pdfium_adds_do_not() -> None:
    page = read(b"BT /L 10 Tf 20 50 Td [(A A) -2000 (b)] TJ 100 0 Td (c) Tj -100 -12 Td (d) Tj ET")
    assert text(page) == "A Abcd"


def test_a_space_alone_is_kept() -> None:
    page = read(b"BT /L 10 Tf 20 50 Td (A) Tj 5 0 Td ( ) Tj 5 0 Td (b) Tj ET")
    assert text(page) == "A b"
    assert [box[:2] for box in boxes(page)] == [[20, 42], [25, 42], [30, 42]]
    assert page.glyphs.weight.tolist() == [400, 400, 400]


def test_japanese_without_an_embedded_font() -> None:
    page = read(b"BT /J 12 Tf 20 20 Td " + hexed("令和７年") + b" Tj ET")
    assert text(page) == "令和７年"
    assert boxes(page)[1] == [32, 69.44, 44, 81.44]


def test_characters_above_ffff_are_one_glyph() -> None:
    page = read(b"BT /J 10 Tf 20 20 Td " + hexed("𠮷野") + b" Tj ET")
    assert text(page) == "𠮷野"


def test_one_sign_for_many_characters_is_shared_out() -> None:
    page = mapped(b"<00010002>", {1: "ffi", 2: "𠮷"})
    assert text(page) == "ffi𠮷"
    assert [box[0] for box in boxes(page)] == [20, 23.33, 26.67, 30]
    assert [box[2] for box in boxes(page)] == [23.33, 26.67, 30, 40]
    assert not page.flags.any()


def test_a_combining_mark_keeps_the_box_of_what_it_marks() -> None:
    page = mapped(b"<0001>", {1: "か\u3099"})
    assert [box[::2] for box in boxes(page)] == [[20, 30], [20, 30]]


def test_radicals_are_their_ideographs_and_the_raw_code_point_stays() -> None:
    page = mapped(b"<00010002>", {1: "⽬", 2: "⺠"})
    assert text(page) == "目民"
    assert "".join(map(chr, page.printed.tolist())) == "⽬⺠"


def mapped(string: bytes, characters: dict[int, str]) -> PageContent:
    """A page with a string of two-byte codes, 10 points, at (20, 50); the font's ToUnicode says what they are."""
    font = cid_font(b"Identity-H", b"Identity", b"/ToUnicode %d 0 R")
    return read(b"BT /T 10 Tf 20 50 Td " + string + b" Tj ET", fonts={"T": font}, streams={"T": to_unicode(characters)})


def test_text_that_the_file_puts_in_place_of_a_glyph_has_the_glyphs_place() -> None:
    font = cid_font(b"Identity-H", b"Identity", b"/ToUnicode %d 0 R")
    content = b"BT /T 10 Tf 20 50 Td <0001> Tj /Span << /ActualText <FEFF76EE> >> BDC 10 0 Td <0002> Tj EMC ET"
    page = read(content, fonts={"T": font}, streams={"T": to_unicode({1: "項", 2: "⽬"})})
    assert text(page) == "項目"
    assert boxes(page) == [[20, 41.2, 30, 51.2], [30, 41.2, 40, 51.2]]


def test_codes_without_a_character_are_unknown() -> None:
    # 2F6C is the number of a glyph here, and the radical ⽬ in Unicode.
    page = read(b"BT /X 10 Tf 20 50 Td <000100452F6C> Tj ET BT /L 10 Tf 100 50 Td (E) Tj ET")
    assert text(page) == "\ufffd\ufffd\ufffdE"
    assert page.flags.tolist() == [UNMAPPED, UNMAPPED, UNMAPPED, 0]


def test_symbol_fonts_show_what_they_print() -> None:
    page = read(b"BT /W 10 Tf 20 50 Td <FCE0> Tj ET")
    assert text(page) == "✓→"
    assert page.printed.tolist() == [0xFC, 0xE0]
    assert not page.flags.any()


def test_a_hyphen_that_ends_a_line_is_a_hyphen() -> None:
    assert text(read(b"BT /L 10 Tf 20 50 Td (Ab-) Tj 0 -12 Td (cd) Tj ET")) == "Ab-cd"


@pytest.mark.parametrize(
    ("rotate", "box", "size", "angle"),
    [
        (0, [20, 42, 25, 52], (200, 100), 0),
        (90, [48, 20, 58, 25], (100, 200), 90),
        (180, [175, 48, 180, 58], (200, 100), 180),
        (270, [42, 175, 52, 180], (100, 200), -90),
    ],
)
def test_a_rotated_page_is_read_as_shown(rotate: int, box: list[float], size: tuple[int, int], angle: float) -> None:
    page = read(Sheet(b"BT /L 10 Tf 20 50 Td (AA) Tj ET 10 10 20 5 re f", rotate=rotate))
    assert boxes(page)[0] == box
    assert (page.width, page.height) == size
    assert page.glyphs.angle[0] == angle
    assert page.rotation == rotate
    shown = {0: [10, 85, 30, 90], 90: [10, 10, 15, 30], 180: [170, 10, 190, 15], 270: [85, 170, 90, 190]}
    assert page.drawn.fills.tolist() == [shown[rotate]]


def test_upright_text_on_a_rotated_page_has_no_angle() -> None:
    page = read(Sheet(b"BT /L 10 Tf 0 1 -1 0 50 20 Tm (AA) Tj ET", rotate=90))
    assert page.glyphs.angle.tolist() == [0, 0]
    # (50, 20) lies 20 points right of the shown page's left and 50 from its top; the base line runs on to the right.
    assert boxes(page)[0] == [20, 42, 25, 52]


@pytest.mark.parametrize(
    ("matrix", "box", "angle", "size"),
    [
        (b"0 1 -1 0", [52, 45, 62, 50], -90, 10),
        (b"0 -1 1 0", [58, 50, 68, 55], 90, 10),
        (b"-1 0 0 -1", [55, 48, 60, 58], 180, 10),
        (b"0.5 0 0 1", [60, 42, 62.5, 52], 0, 10),
        (b"2 0 0 2", [60, 34, 70, 54], 0, 20),
        (b"1 0 0.3 1", [60, 42, 65, 52], 0, 10),
    ],
)
def test_turned_stretched_and_slanted_text(matrix: bytes, box: list[float], angle: float, size: float) -> None:
    page = read(b"BT /L 10 Tf " + matrix + b" 60 50 Tm (AA) Tj ET")
    assert boxes(page)[0] == box
    assert page.glyphs.angle[0] == pytest.approx(angle)
    assert page.glyphs.size[0] == pytest.approx(size)


def test_a_negative_font_size_turns_the_text_back() -> None:
    page = read(b"BT /L -10 Tf -1 0 0 -1 20 50 Tm (AA) Tj ET")
    assert boxes(page)[0] == [20, 42, 25, 52]
    assert page.glyphs.angle[0] == 0


def test_vertical_writing_goes_down_the_page() -> None:
    page = read(b"BT /V 10 Tf 100 90 Td " + hexed("縦書") + b" Tj ET")
    assert text(page) == "縦書"
    # The pen stands over the middle of the first glyph, 10 points under the page's top.
    assert boxes(page) == [[95, 10, 105, 20], [95, 20, 105, 30]]
    assert page.glyphs.angle.tolist() == [0, 0]


def test_text_that_is_not_seen() -> None:
    page = read(
        b"BT /L 10 Tf 20 50 Td (a) Tj 3 Tr 20 0 Td (b) Tj 0 Tr 1 1 1 rg 20 0 Td (c) Tj ET"
        b" 0 0.2 0.5 rg 100 40 40 30 re f 1 1 1 rg BT /L 10 Tf 110 50 Td (d) Tj 0 0.2 0.5 rg 10 0 Td (e) Tj ET"
    )
    assert flags(page) == {"a": 0, "b": INVISIBLE, "c": INVISIBLE, "d": 0, "e": INVISIBLE}


def test_white_text_on_a_fill_that_is_painted_over_it_lies_on_paper() -> None:
    page = read(b"1 1 1 rg BT /L 10 Tf 20 50 Td (a) Tj ET 0 0 0 rg 10 40 40 30 re f")
    assert flags(page) == {"a": INVISIBLE}


@pytest.mark.parametrize(
    "drawn",
    [
        b"10 10 m 12 10 l 150 90 l 148 90 l f",  # a slanted bar: its box holds the text
        b"10 10 m 150 10 l 150 20 l 20 20 l 20 90 l 10 90 l f",
        b"10 10 150 80 re 12 12 146 76 re f*",  # a border
        b"10 10 m 160 10 l 160 90 l 10 90 l h 12 12 m 12 88 l 158 88 l 158 12 l h f",
    ],
)
def test_text_beside_what_is_painted_in_its_colour_is_seen(drawn: bytes) -> None:
    assert flags(read(drawn + b" BT /L 10 Tf 60 40 Td (a) Tj ET")) == {"a": 0}


def test_clipped_and_outside_text() -> None:
    page = read(
        b"q 20 40 8 20 re W n BT /L 10 Tf 20 50 Td (a) Tj 5 0 Td (b) Tj 10 0 Td (c) Tj ET Q"
        b" BT /L 10 Tf 300 50 Td (d) Tj ET"
    )
    assert flags(page) == {"a": 0, "b": 0, "c": CLIPPED, "d": OUTSIDE}


def test_the_crop_box_is_the_page() -> None:
    sheet = Sheet(b"BT /L 10 Tf 20 50 Td (a) Tj 60 0 Td (b) Tj ET 0 0 200 100 re f", crop=(50, 20, 150, 90))
    page = read(sheet)
    assert (page.width, page.height) == (100, 70)
    assert flags(page) == {"a": OUTSIDE, "b": 0}
    assert boxes(page)[1][:2] == [30, 32]
    assert page.drawn.fills.tolist() == [[0, 0, 100, 70]]


def test_text_printed_twice_is_bold_once() -> None:
    page = read(b"BT /L 10 Tf 20 50 Td (ab) Tj 0.3 0 Td (ab) Tj 80 0 Td (ab) Tj ET")
    assert text(page) == "abab"
    assert page.glyphs.weight.tolist() == [700, 700, 400, 400]


def test_copies_that_pdfium_keeps_are_told_apart() -> None:
    form = b"BT /L 10 Tf 20 50 Td (ab) Tj ET", b"/BBox [0 0 99 99]"
    page = read(b"/F Do q 1 0 0 1 1.2 0 cm /F Do Q", forms={"F": form})
    assert page.flags.tolist() == [0, 0, DOUBLED, DOUBLED]
    assert page.glyphs.weight.tolist() == [700, 700, 400, 400]


def test_equal_digits_side_by_side_are_no_copies() -> None:
    page = read(b"BT /L 10 Tf 20 50 Td (1) Tj 5 0 Td (1) Tj 5 0 Td (11) Tj ET")
    assert text(page) == "1111"
    assert not page.flags.any()


def test_fill_and_stroke_is_bold() -> None:
    page = read(b"BT /L 10 Tf 2 Tr 20 50 Td (a) Tj ET")
    assert page.glyphs.weight.tolist() == [700]


def test_forms_are_read_with_their_transformations() -> None:
    forms = {
        "F": (
            b"BT /L 5 Tf 0 0 Td (a) Tj ET 0 0 10 5 re f 0 0 m 10 20 l S q 1 0 0 1 0 20 cm /G Do Q",
            b"/BBox [0 0 50 50] /Matrix [1 0 0 1 3 0]",
        ),
        "G": (b"0 0 2 2 re f 0 30 2 2 re f", b"/BBox [0 0 50 20]"),
    }
    page = read(b"q 2 0 0 2 10 10 cm /F Do Q", forms=forms)
    # F's origin: x = 10 + 2 * 3, y = 10 from below; G lies 20 * 2 above, and its box cuts the second square away.
    assert (page.glyphs.x[0], page.glyphs.y[0], page.glyphs.size[0]) == (16, 90, 10)
    assert page.drawn.fills.tolist() == [[16, 80, 36, 90], [16, 46, 20, 50]]
    assert page.drawn.lines.tolist() == [[16, 90, 36, 50]]
    assert page.drawn.widths.tolist() == [2]


def test_lines_fills_and_shapes() -> None:
    page = read(
        b"2 w 1 0 0 RG 10 10 m 60 10 l S [3 2] 0 d 0 0 1 RG 10 20 m 10 60 l 30 60 l h S [] 0 d"
        b" 0 1 0 rg 100 10 40 0.5 re f 0.2 g 150 20 m 160 40 l 170 20 l f"
    )
    assert page.drawn.lines.tolist() == [[10, 90, 60, 90], [10, 80, 10, 40], [10, 40, 30, 40], [30, 40, 10, 80]]
    assert page.drawn.widths.tolist() == [2, 2, 2, 2]
    assert page.drawn.dashed.tolist() == [False, True, True, True]
    assert page.drawn.line_colors.tolist() == [0xFF0000, 0x0000FF, 0x0000FF, 0x0000FF]
    assert page.drawn.fills.tolist() == [[100, 89.5, 140, 90]]
    assert page.drawn.fill_colors.tolist() == [0x00FF00]
    assert [shape.tolist() for shape in page.drawn.shapes] == [[[150, 80], [160, 60], [170, 80]]]
    assert page.drawn.shape_colors.tolist() == [0x333333]


def test_curves_are_flattened_and_clips_cut_what_is_drawn() -> None:
    page = read(b"q 0 0 50 100 re W n 40 50 m 90 50 l S 0 10 100 20 re f Q 100 50 m 100 80 150 80 150 50 c f")
    assert page.drawn.lines.tolist() == [[40, 50, 50.5, 50]]
    assert page.drawn.fills.tolist() == [[0, 70, 50, 90]]
    (shape,) = page.drawn.shapes
    assert len(shape) == 7
    # The curve's middle: an eighth of its ends and three eighths of its controls, 50 + 0.75 * 30 from below.
    assert shape[3].tolist() == [125, 27.5]


def test_the_text_of_notes_and_form_fields_is_read() -> None:
    note = b"/Annots [<< /Type /Annot /Subtype /FreeText /F 4 /Rect [10 10 60 30] /AP << /N %d 0 R >> >>]"
    sheet = Sheet(b"BT /L 10 Tf 20 50 Td (a) Tj ET", more=note)
    page = read(sheet, forms={"N": (b"BT /L 10 Tf 2 2 Td (b) Tj ET", b"/BBox [0 0 50 20]")})
    assert text(page) == "ab"
    assert (page.glyphs.x[1], page.glyphs.y[1]) == (12, 88)


def test_images_are_boxes() -> None:
    page = read(b"q 40 0 0 30 20 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q")
    assert page.drawn.images.tolist() == [[20, 60, 60, 90]]


def test_render_shows_the_page_turned() -> None:
    with PdfiumFile(pdf(Sheet(b"1 0 0 rg 0 0 100 50 re f", rotate=90)), "test.pdf") as file:
        image = file.render(1, 72)
    assert image.shape == (200, 100, 3)
    assert image[50, 25].tolist() == [255, 0, 0]
    assert image[150, 25].tolist() == [255, 255, 255]


def test_fonts_keep_their_numbers_over_pages() -> None:
    data = pdf(b"BT /L 10 Tf (a) Tj ET", b"BT /B 10 Tf (a) Tj ET", b"BT /B 10 Tf (a) Tj /L 10 Tf (a) Tj ET")
    with PdfiumFile(data, "test.pdf") as file:
        pages = [file.page(number) for number in (1, 2, 3)]
    assert [page.glyphs.font.tolist() for page in pages] == [[0], [1], [1, 0]]
    assert pages[2].fonts == ("Plain", "ABCDEF+Plain-Bold")


def test_a_page_that_does_not_exist() -> None:
    with PdfiumFile(pdf(b""), "test.pdf") as file, pytest.raises(InputError, match=r"test\.pdf: page 2") as raised:
        file.page(2)
    assert raised.value.problem_code == "broken-page"
