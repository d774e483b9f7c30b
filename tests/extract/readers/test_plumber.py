"""The second reader on PDFs of which every number is known. Helvetica's A is 667/1000 of an em wide."""

import io

import pytest

from plansheets.errors import InputError
from plansheets.extract.readers.page import CLIPPED, DOUBLED, INVISIBLE, OUTSIDE, UNMAPPED, PageContent
from plansheets.extract.readers.plumber import PlumberFile

from .raw_pdf import japanese, raw_pdf, stream

A = "BT /F 10 Tf 20 30 Td (A) Tj ET"


def read(data: bytes, number: int = 1) -> PageContent:
    file = PlumberFile(data, "made.pdf")
    try:
        return file.page(number)
    finally:
        file.close()


def text(page: PageContent) -> str:
    return "".join(map(chr, page.codes))


def test_a_glyph_stands_where_its_matrix_says() -> None:
    page = read(raw_pdf(A))
    assert (page.width, page.height, page.rotation, page.reader) == (200, 100, 0, "pdfplumber")
    assert text(page) == "A" and page.flags.tolist() == [0]
    glyphs = page.glyphs
    assert (glyphs.x[0], glyphs.y[0], glyphs.size[0], glyphs.angle[0]) == (20, 70, 10, 0)
    assert glyphs.x0[0] == 20 and glyphs.x1[0] == pytest.approx(26.67)
    # Helvetica's descent is 207/1000, and pdfplumber's box is one em high.
    assert glyphs.bottom[0] == pytest.approx(72.07, abs=0.01) and glyphs.top[0] == pytest.approx(62.07, abs=0.01)
    assert page.fonts == ("Helvetica",)


@pytest.mark.parametrize(
    ("rotate", "size", "origin", "angle"),
    [
        (0, (160, 70), (10, 50), 0),
        (90, (70, 160), (20, 10), 90),
        (180, (160, 70), (150, 20), 180),
        (270, (70, 160), (50, 150), -90),
    ],
)
def test_rotation_and_crop_box_are_applied(
    rotate: int, size: tuple[int, int], origin: tuple[int, int], angle: int
) -> None:
    """The crop box starts 10 right of and 10 above the media box's corner, which is itself at (5, 7)."""
    boxes = f"/MediaBox[5 7 205 107]/CropBox[15 17 175 87]/Rotate {rotate}"
    page = read(raw_pdf("BT /F 10 Tf 25 37 Td (A) Tj ET 15 17 20 10 re f", page=boxes))
    assert (page.width, page.height) == size and page.rotation == rotate
    assert (page.glyphs.x[0], page.glyphs.y[0]) == origin
    assert page.glyphs.angle[0] == angle
    corner = {0: [0, 60, 20, 70], 90: [0, 0, 10, 20], 180: [140, 0, 160, 10], 270: [60, 140, 70, 160]}[rotate]
    assert page.drawn.fills.tolist() == [corner]


def test_what_the_crop_box_cuts_off_is_outside() -> None:
    page = read(raw_pdf(A + " BT /F 10 Tf 150 30 Td (B) Tj ET", page="/CropBox[0 0 100 100]"))
    assert text(page) == "AB" and page.flags.tolist() == [0, OUTSIDE]


def test_invisible_text_is_told_apart() -> None:
    page = read(
        raw_pdf(
            "BT /F 10 Tf 3 Tr 10 10 Td (A) Tj 0 Tr 20 0 Td (B) Tj ET q /G gs BT /F 10 Tf 50 10 Td (C) Tj ET Q"
            " 1 g BT /F 10 Tf 90 10 Td (D) Tj ET 0 0 1 rg 100 0 50 50 re f 1 g BT /F 10 Tf 110 10 Td (E) Tj ET"
            " 0 0 1 rg BT /F 10 Tf 130 10 Td (F) Tj ET",
            resources="/ExtGState<</G<</ca 0>>>>",
        )
    )
    flags = dict(zip(text(page), page.flags.tolist(), strict=True))
    assert flags == {"A": INVISIBLE, "B": 0, "C": INVISIBLE, "D": INVISIBLE, "E": 0, "F": INVISIBLE}


def test_clip_paths_are_followed_through_save_and_restore() -> None:
    page = read(
        raw_pdf("q 0 0 40 100 re W n " + A + " BT /F 10 Tf 60 30 Td (B) Tj ET Q BT /F 10 Tf 60 50 Td (C) Tj ET")
    )
    assert text(page) == "ABC" and page.flags.tolist() == [0, CLIPPED, 0]


def test_lines_and_fills_end_at_the_clip() -> None:
    page = read(raw_pdf("q 0 0 40 100 re W n 2 w 10 50 m 90 50 l S 20 20 60 10 re f Q"))
    assert page.drawn.lines.tolist() == [[10, 50, 41, 50]]  # half the line's width more
    assert page.drawn.fills.tolist() == [[20, 70, 40, 80]]


def test_text_printed_twice_for_boldness_is_doubled_once() -> None:
    page = read(raw_pdf("BT /F 10 Tf 20 30 Td (AB) Tj ET BT /F 10 Tf 20.3 30 Td (AB) Tj ET"))
    assert text(page) == "ABAB" and page.flags.tolist() == [0, 0, DOUBLED, DOUBLED]
    assert page.glyphs.weight.tolist() == [700] * 4


def test_equal_characters_side_by_side_are_not_doubled() -> None:
    assert not read(raw_pdf("BT /F 10 Tf 20 30 Td (llll) Tj 0 12 Td (llll) Tj ET")).flags.any()


def test_character_spacing_counts_after_the_last_character_too() -> None:
    """ISO 32000-1 9.3.2: 6.67 wide, 2 of spacing; pdfminer forgets it between two strings."""
    page = read(raw_pdf("BT /F 10 Tf 2 Tc 20 30 Td (A) Tj (A) Tj [(A) -1000 (A)] TJ ET"))
    assert page.glyphs.x.tolist() == pytest.approx([20, 28.67, 37.34, 56.01], abs=0.01)


def test_word_spacing_counts_at_spaces() -> None:
    page = read(raw_pdf("BT /F 10 Tf 5 Tw 20 30 Td (A A) Tj ET"))  # a space is 278/1000 wide
    assert page.glyphs.x.tolist() == pytest.approx([20, 26.67, 34.45], abs=0.01)


def test_text_size_and_angle_come_from_the_matrices() -> None:
    page = read(raw_pdf("2 0 0 2 0 0 cm BT /F 5 Tf 0 1 -1 0 40 10 Tm 3 Ts (A) Tj ET"))
    glyphs = page.glyphs
    assert glyphs.size[0] == 10 and glyphs.angle[0] == -90  # runs upwards
    # Risen by 3 to the left of (40, 10), all times 2.
    assert (glyphs.x[0], glyphs.y[0]) == (74, 80)


def test_a_form_is_drawn_where_its_matrix_says_and_clipped_to_its_box() -> None:
    form = stream(
        "0 0 30 5 re f " + A.replace("20 30 Td", "0 10 Td") + " BT /F 10 Tf 60 10 Td (B) Tj ET",
        "/Type/XObject/Subtype/Form/BBox[0 0 50 50]/Matrix[1 0 0 1 100 20]/Resources<</Font<</F 3 0 R>>>>",
    )
    page = read(
        raw_pdf("1 0 0 rg /X Do 0 0 1 rg 0 0 5 5 re f", resources="/XObject<</X 100 0 R>>", objects={100: form})
    )
    assert page.glyphs.x.tolist() == [100, 160] and page.glyphs.y.tolist() == [70, 70]
    assert page.flags.tolist() == [0, CLIPPED]
    assert page.drawn.fills.tolist() == [[100, 75, 130, 80], [0, 95, 5, 100]]
    assert page.drawn.fill_colors.tolist() == [0xFF0000, 0x0000FF]  # a form starts in the colour around it


def test_a_form_that_draws_itself_ends() -> None:
    form = stream(
        "/X Do " + A,
        "/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Resources<</Font<</F 3 0 R>>/XObject<</X 100 0 R>>>>",
    )
    page = read(raw_pdf("/X Do", resources="/XObject<</X 100 0 R>>", objects={100: form}))
    assert text(page) == "A"


def test_strokes_dashes_and_images() -> None:
    image = stream("\x00", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")
    page = read(
        raw_pdf(
            "1 0 0 RG 10 10 30 20 re S [3 2] 0 d 0.5 w 10 50 m 90 50 l S q 40 0 0 20 100 30 cm /I Do Q",
            resources="/XObject<</I 100 0 R>>",
            objects={100: image},
        )
    )
    drawn = page.drawn
    assert drawn.lines.tolist() == [
        [10, 90, 40, 90],
        [40, 90, 40, 70],
        [40, 70, 10, 70],
        [10, 70, 10, 90],
        [10, 50, 90, 50],
    ]
    assert drawn.dashed.tolist() == [False] * 4 + [True]
    assert drawn.widths[4] == 0.5 and drawn.line_colors.tolist() == [0xFF0000] * 5
    assert drawn.images.tolist() == [[100, 50, 140, 70]]


def shows(codes: str, objects: dict[int, str]) -> PageContent:
    """A page that shows codes (hexadecimal) in the font of object 100, from (100, 80) on."""
    return read(
        raw_pdf(f"BT /V 10 Tf 100 80 Td <{codes}> Tj ET", page="/Resources<</Font<</V 100 0 R>>>>", objects=objects)
    )


def test_a_vertical_font_runs_downwards() -> None:
    """ISO 32000-1 9.7.4.3: the pen stands at the middle of the glyph's upper edge (DW2 880), and moves down one em.

    The origin is 880/1000 em below it and half an em to its left.
    """
    page = shows("8A088A08", japanese("UniJIS-UTF16-V"))
    assert text(page) == "計計"
    assert page.glyphs.y.tolist() == pytest.approx([28.8, 38.8]) and page.glyphs.x.tolist() == [95, 95]
    assert page.glyphs.x0.tolist() == [95, 95] and page.glyphs.x1.tolist() == [105, 105]
    assert page.glyphs.top.tolist() == pytest.approx([20, 30], abs=0.01)
    assert page.glyphs.bottom.tolist() == pytest.approx([30, 40], abs=0.01)


def test_a_code_that_the_cmap_does_not_hold_keeps_its_room_and_its_text() -> None:
    """☑ is not in Adobe-Japan1's UniJIS-UCS2-H, ～ and 〜 are one glyph of it: the codes themselves are Unicode."""
    page = shows("8A082611FF5E301C", japanese("UniJIS-UCS2-H"))
    assert text(page) == "計☑～〜"
    assert page.glyphs.x.tolist() == [100, 110, 120, 130]
    assert not page.flags.any()


def test_shift_jis_codes_are_one_or_two_bytes() -> None:
    page = shows("8C764182A0", japanese("90ms-RKSJ-H"))
    assert text(page) == "計Aあ"


def test_a_font_without_unicode_is_unmapped() -> None:
    page = shows("00410042", japanese("Identity-H", ordering="Identity"))
    assert text(page) == "\N{REPLACEMENT CHARACTER}" * 2
    assert page.flags.tolist() == [UNMAPPED, UNMAPPED] and page.glyphs.x.tolist() == [100, 110]


def test_to_unicode_is_looked_up_by_code_and_may_give_several_characters() -> None:
    cmap = stream(
        "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        "3 beginbfchar <8A08> <2F69> <8A09> <00660069> <8A0A> <0000> endbfchar endcmap"
    )
    page = shows("8A088A098A0A", japanese("UniJIS-UCS2-H", "/ToUnicode 103 0 R") | {103: cmap})
    assert text(page) == "白fi\N{REPLACEMENT CHARACTER}"  # a radical is its ideograph
    assert page.printed[0] == 0x2F69
    assert page.glyphs.x0.tolist() == [100, 110, 110, 120] and page.flags.tolist() == [0, 0, 0, UNMAPPED]


def test_encrypted_files_ask_for_their_password() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    def made(user: str) -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, encrypt=StandardEncryption(user, ownerPassword="owner", strength=128))
        canvas.drawString(100, 100, "A")
        canvas.save()
        return out.getvalue()

    with pytest.raises(InputError, match=r"made\.pdf.*--password") as refused:
        PlumberFile(made("secret"), "made.pdf")
    assert refused.value.problem_code == "encrypted-pdf"
    with pytest.raises(InputError, match="does not open"):
        PlumberFile(made("secret"), "made.pdf", "wrong")
    assert text(PlumberFile(made("secret"), "made.pdf", "secret").page(1)) == "A"
    assert text(PlumberFile(made(""), "made.pdf").page(1)) == "A"


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n", raw_pdf(A)[:150]])
def test_what_is_no_pdf_is_broken(data: bytes) -> None:
    with pytest.raises(InputError, match=r"made\.pdf") as refused:
        PlumberFile(data, "made.pdf")
    assert refused.value.problem_code == "broken-pdf"


def test_a_file_without_pages_is_empty() -> None:
    with pytest.raises(InputError) as refused:
        PlumberFile(raw_pdf(), "made.pdf")
    assert refused.value.problem_code == "empty-pdf"


def test_a_cross_reference_table_that_is_not_where_it_should_be_is_rebuilt() -> None:
    assert text(read(raw_pdf(A).replace(b"startxref\n", b"startxref\n9"))) == "A"


def test_each_page_is_read_by_its_number() -> None:
    file = PlumberFile(raw_pdf(A, A.replace("(A)", "(B)")), "made.pdf")
    assert file.page_count == 2
    assert [text(file.page(n)) for n in (2, 1, 2)] == ["B", "A", "B"]
    assert file.page(2).number == 2 and set(file.page(2).glyphs.page.tolist()) == {2}


def test_actual_text_replaces_what_the_font_says() -> None:
    page = read(
        raw_pdf(
            "/Span<</ActualText(X)>>BDC " + A + " EMC /Span/P BDC BT /F 10 Tf 60 30 Td (AAA) Tj ET EMC",
            resources="/Properties<</P<</ActualText(YZ)>>>>",
        )
    )
    assert text(page) == "XYZ"
    assert "".join(map(chr, page.printed)) == "AYZ"
    assert page.glyphs.x0.tolist() == [20, 60, 60] and page.glyphs.x1[2] == pytest.approx(80.01)
