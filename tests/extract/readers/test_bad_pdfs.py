"""PDFs that are locked, cut off, broken, empty, endless or huge: a clear error or a plain answer, and never a crash."""

import resource

import numpy as np
import pytest

from plansheets.errors import InputError
from plansheets.extract.readers.page import PageContent
from plansheets.extract.readers.pdfium import PdfiumFile
from plansheets.extract.readers.pdfium_forms import cut_endless_forms

from .pdf_lock import Lock, rc4
from .pdfs import Sheet, Writer, pdf

HELLO = b"BT /L 10 Tf 20 50 Td (hello) Tj ET"
FORM_BOX = b"/BBox [0 0 200 100]"


def refused(data: bytes, password: str | None = None) -> InputError:
    with pytest.raises(InputError, match=r"^bad\.pdf: ") as raised:
        PdfiumFile(data, "bad.pdf", password)
    return raised.value


def first_page(data: bytes, password: str | None = None) -> PageContent:
    with PdfiumFile(data, "bad.pdf", password) as file:
        return file.page(1)


def text(page: PageContent) -> str:
    return "".join(map(chr, page.codes.tolist()))


def test_rc4_as_published() -> None:
    assert rc4(b"Key", b"Plaintext").hex().upper() == "BBF316E8D940AF0AD3"


def test_a_user_password_is_asked_for() -> None:
    error = refused(pdf(HELLO, lock=Lock(user=b"secret")))
    assert error.problem_code == "encrypted-pdf"
    assert "--password" in str(error)


def test_a_wrong_password_is_told() -> None:
    error = refused(pdf(HELLO, lock=Lock(user=b"secret")), "guess")
    assert error.problem_code == "encrypted-pdf"
    assert "does not open" in str(error)


@pytest.mark.parametrize("password", ["secret", "owner"])
def test_either_password_opens(password: str) -> None:
    assert text(first_page(pdf(HELLO, lock=Lock(user=b"secret")), password)) == "hello"


def test_an_owner_password_alone_keeps_nobody_from_reading() -> None:
    assert text(first_page(pdf(HELLO, lock=Lock()))) == "hello"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 a zip", b"%PDF-1.7\n%%EOF\n", "実施計画".encode(), pdf(HELLO)[:60]])
def test_what_is_no_pdf(data: bytes) -> None:
    assert refused(data).problem_code == "broken-pdf"


def test_no_pages() -> None:
    error = refused(pdf())
    assert error.problem_code == "empty-pdf"
    assert "no pages" in str(error)


def test_a_broken_cross_reference_table_is_repaired() -> None:
    with PdfiumFile(pdf(HELLO).replace(b"startxref\n", b"startxref\n9"), "bad.pdf") as file:
        assert text(file.page(1)) == "hello"
        assert file.repaired


def test_a_whole_file_is_not_repaired() -> None:
    with PdfiumFile(pdf(HELLO), "good.pdf") as file:
        assert not file.repaired


@pytest.mark.parametrize("cut_at", [b"xref\n0", b"trailer"])
def test_a_file_without_its_end_is_repaired(cut_at: bytes) -> None:
    data = pdf(HELLO)
    with PdfiumFile(data[: data.index(cut_at)], "bad.pdf") as file:
        assert text(file.page(1)) == "hello"
        assert file.repaired


def test_a_file_cut_off_in_its_last_page_keeps_the_first() -> None:
    data = pdf(HELLO, HELLO)
    with PdfiumFile(data[: data.rindex(b"endstream") - 3], "bad.pdf") as file:
        assert file.repaired
        assert text(file.page(1)) == "hello"
        told = [text(file.page(1))]
        for number in range(2, file.page_count + 1):
            with pytest.raises(InputError) as raised:
                file.page(number)
            told.append(raised.value.problem_code)
    assert told in (["hello"], ["hello", "broken-page"])


def test_a_page_that_cannot_be_loaded_leaves_the_others() -> None:
    data = pdf(HELLO, HELLO, HELLO)
    second = [at for at in range(len(data)) if data.startswith(b"/Type /Page /Parent", at)][1]
    data = data[:second] + data[second:].replace(b"/Type /Page /Parent", b"/Type /Gone/Parent", 1)
    with PdfiumFile(data, "bad.pdf") as file:
        told = []
        for number in range(1, file.page_count + 1):
            try:
                told.append(text(file.page(number)))
            except InputError as error:
                told.append(error.problem_code)
    assert told == ["hello", "broken-page", "hello"]


def test_a_huge_page() -> None:
    sheet = Sheet(b"BT /L 100 Tf 5000 5000 Td (a) Tj ET 0 0 m 10000 10000 l S", box=(0, 0, 10000, 10000))
    with PdfiumFile(pdf(sheet), "huge.pdf") as file:
        page, image = file.page(1), file.render(1, 300)
    assert (page.width, page.height) == (10000, 10000)
    assert page.glyphs.x.tolist() == [5000]
    assert page.drawn.lines.tolist() == [[0, 10000, 10000, 0]]
    assert image.size <= 300_000_000 + 100_000


def test_a_hundred_thousand_lines() -> None:
    lines = b"\n".join(b"%d %d m %d %d l S" % (i % 200, i % 97, i % 200, i % 97 + 3) for i in range(100_000))
    page = first_page(pdf(lines, packed=True))
    assert len(page.drawn.lines) == 100_000
    assert page.drawn.lines[98].tolist() == [98, 99, 98, 96]


def test_a_form_that_draws_itself() -> None:
    content = HELLO + b" /F Do"
    page = first_page(pdf(b"/F Do", forms={"F": (content, FORM_BOX)}))
    assert text(page)[:5] == "hello"


def test_a_form_that_draws_itself_is_drawn_once_where_its_own_resources_name_it() -> None:
    assert text(first_page(own_resources(HELLO + b" /F Do /F Do"))) == "hello"


def own_resources(content: bytes) -> bytes:
    """A page that draws a form F, in whose resources stand the font and F itself."""
    writer = Writer()
    root, pages, page, form = (writer.add() for _ in range(4))
    body = writer.stream(b"/F Do")
    writer.put(root, b"<< /Type /Catalog /Pages %d 0 R >>" % pages)
    writer.put(pages, b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % page)
    writer.put(
        page,
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 200 100] /Contents %d 0 R /Resources << /XObject << /F %d 0 R >>"
        b" >> >>" % (pages, body, form),
    )
    writer.put(
        form,
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 100] /Length %d /Resources << /Font << /L << /Type /Font"
        b" /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /F %d 0 R >> >> >>\nstream\n%s\nendstream"
        % (len(content), form, content),
    )
    return writer.file(root)


@pytest.mark.parametrize(
    "forms",
    [
        {"F": (b"/F Do /F Do", FORM_BOX)},
        {"F": (b"/G Do", FORM_BOX), "G": (b"/F Do /G Do", FORM_BOX)},
        {f"F{i or ''}": (b"/F%d Do " % (i + 1) * 10, FORM_BOX) for i in range(12)},
    ],
    ids=["itself twice", "two that draw each other", "ten times ten times ten"],
)
def test_endless_forms_are_cut_and_the_page_is_read(forms: dict[str, tuple[bytes, bytes]]) -> None:
    page = first_page(pdf(HELLO + b" /F Do", forms=forms, packed=True))
    assert text(page) == "hello"


def test_names_of_forms_are_found_in_an_object_stream() -> None:
    # Objects 8 and 9 stand packed in object 7; form 5 draws F, which object 9 says is form 5 itself.
    first, second = b"<< /XObject 9 0 R >>", b"<< /F 5 0 R >>"
    table = b"8 0 9 %d " % (len(first) + 1)
    writer = Writer()
    for _ in range(4):
        writer.add()
    form = writer.stream(b"/F Do /F Do", b"/Type /XObject /Subtype /Form /Resources 8 0 R", packed=True)
    writer.add()
    keys = b"/Type /ObjStm /N 2 /First %d" % len(table)
    writer.stream(table + first + b" " + second, keys, packed=True)
    cut, circular = cut_endless_forms(writer.file(1))
    assert circular == (form,) == (5,)
    assert b"/Subtype /Gone" in cut
    assert len(cut) == len(writer.file(1))


@pytest.mark.parametrize(
    "content",
    [
        b"BT /L 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (a) Tj ET",
        b"BT /L 0 Tf 10 10 Td (a) Tj ET",
        b"BT /L 10 Tf 0 0 0 0 10 10 Tm (a) Tj ET",
        b"1e38 0 0 1e38 0 0 cm 0 0 m 1e38 1e38 l S 0 0 1e38 1e38 re f",
        b"0 0 0 0 0 0 cm 0 0 m 5 5 l S 0 0 9 9 re f",
        b"0 0 m S 5 5 l S h f 1 2 3 4 5 6 c S q q q Q Q Q Q Q",
        b"/Nothing Do /Nothing gs BT (a) Tj ET",
    ],
)
def test_senseless_numbers_leave_numbers(content: bytes) -> None:
    page = first_page(pdf(content + b"\n" + HELLO))
    for column in (page.glyphs.x0, page.glyphs.bottom, page.glyphs.size, page.drawn.lines, page.drawn.fills):
        assert np.isfinite(column).all()


def test_circular_forms_are_told() -> None:
    with PdfiumFile(pdf(b"/F Do", forms={"F": (b"/F Do", FORM_BOX)}), "bad.pdf") as file:
        assert len(file.circular_forms) == 1
    with PdfiumFile(pdf(b"/F Do", forms={"F": (HELLO, FORM_BOX)}), "bad.pdf") as file:
        assert file.circular_forms == ()


def test_a_thousand_pages_take_the_memory_of_one() -> None:
    lines = b"".join(b"BT /L 5 Tf 10 %d Td (abcdefghijklmnopqrst) Tj ET\n" % (90 - 6 * i) for i in range(15))
    with PdfiumFile(pdf(*[lines] * 1000, packed=True), "long.pdf") as file:
        assert file.page_count == 1000
        count = sum(len(file.page(number)) for number in range(1, 11))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        count += sum(len(file.page(number)) for number in range(11, 1001))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert count == 1000 * 15 * 20
    assert after - before < 60_000  # kilobytes


def test_closing_twice_does_nothing() -> None:
    file = PdfiumFile(pdf(HELLO), "a.pdf")
    file.close()
    file.close()
