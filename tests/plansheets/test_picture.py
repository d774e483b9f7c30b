"""Pictures of pages. Places worked out by hand: 144 dots an inch are two pixels a point; outlines are a pixel out."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from plansheets import read
from plansheets.errors import OutputError, UsageError
from plansheets.extract.arranged import Arranged
from plansheets.extract.claims import Ledger
from plansheets.extract.readers.options import ReadOptions
from plansheets.extract.readers.pdf import read_pdf
from plansheets.extract.span import Span
from plansheets.picture import draw_page
from plansheets.picture_boxes import lines_of
from plansheets.picture_canvas import PAINTS
from tests.extract.readers.pdf_lock import Lock
from tests.extract.readers.pdfs import Sheet, pdf

SAMPLES = Path(__file__).parents[2] / "samples"
WORDS = (
    b"BT /L 10 Tf 20 80 Td (value) Tj 60 0 Td (label) Tj 60 0 Td (heads) Tj -120 -30 Td (page) Tj 60 0 Td (rest) Tj ET"
)
TABLE = b"1 w 20 20 m 180 20 l 20 50 m 180 50 l 20 80 m 180 80 l 20 20 m 20 80 l 100 20 m 100 80 l 180 20 m 180 80 l S"
FRAME = b"1 w 20 20 160 60 re S"


class Drawn:
    """A picture: colours at places in points."""

    def __init__(self, path: Path, width: float = 0.0) -> None:
        """`width`: that of a page in points, where it is no whole number of pixels."""
        self.pixels = np.asarray(Image.open(path).convert("RGB"))
        self.scale = self.pixels.shape[1] / width if width else 2.0

    def at(self, x: float, y: float) -> tuple[int, ...]:
        return tuple(self.pixels[round(2 * y), round(2 * x)].tolist())

    def left_of(self, box: dict[str, Any], grow: int = 1) -> tuple[int, ...]:
        """What stands `grow` pixels left of a box, at its middle height."""
        middle = (box["top"] + box["bottom"]) / 2 * self.scale
        return tuple(self.pixels[round(middle), round(box["x0"] * self.scale) - grow].tolist())

    def has(self, kind: str) -> bool:
        """Is anything on the page drawn in the colour of a kind? The legend is left out."""
        return bool((self.pixels[:200] == PAINTS[kind].color).all(-1).any())


def by_hand(tmp_path: Path, *pages: bytes | Sheet, claims: dict[str, tuple[str, str | None]]) -> tuple[Any, Path]:
    """A document of which the words given are claimed: word → (kind, column of table fields)."""
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf(*pages))
    arranged: Arranged = read_pdf(path.read_bytes(), path.name, ReadOptions(ocr="never"))
    source = arranged.source
    ledger = Ledger(source)
    for word, (kind, column) in claims.items():
        at = source.text.index(word)
        claim = ledger.claim(Span(source, ((at, at + len(word)),)), kind, "test")
        if column:
            ledger.row("fields", 1, {column: claim})
    reading = SimpleNamespace(ledger=ledger, source=source)
    return SimpleNamespace(converted=SimpleNamespace(reading=reading)), path


def drawn(document: Any, path: Path, page: int = 1) -> Drawn:
    out = path.with_suffix(".png")
    draw_page(document, path, page, out)
    return Drawn(out)


def test_every_kind_has_its_colour(tmp_path: Path) -> None:
    kinds = {"value": ("value", "text"), "label": ("label", None), "heads": ("heading", "label"),
             "page": ("furniture", None)}  # fmt: skip
    picture = drawn(*by_hand(tmp_path, WORDS, claims=kinds))
    # Size 10, base line at 80 from below: from 12 to 22 from above. The second line stands 30 lower.
    assert picture.at(19.5, 17) == PAINTS["value"].color
    assert picture.at(30, 11.5) == picture.at(30, 22.5) == picture.at(45.5, 17) == PAINTS["value"].color
    assert picture.at(79.5, 17) == PAINTS["label"].color
    assert picture.at(139.5, 17) == PAINTS["heading"].color
    assert picture.at(19.5, 47) == PAINTS["furniture"].color
    assert picture.at(79.5, 47) == PAINTS["unread"].color
    assert picture.at(60, 17) == picture.at(60, 47) == (255, 255, 255)


def test_residue_is_filled_half_and_legible(tmp_path: Path) -> None:
    picture = drawn(*by_hand(tmp_path, WORDS, claims={}))
    red, green, blue = picture.at(81, 42.5)
    assert red == 255
    assert 110 <= green == blue <= 145
    inside = picture.pixels[85:104, 161:199].reshape(-1, 3)
    assert inside.min() < green - 20, "the letters are seen through it"


def test_a_value_has_its_column_beside_it(tmp_path: Path) -> None:
    with_name = drawn(*by_hand(tmp_path, WORDS, claims={"value": ("value", "text")}))
    without = drawn(*by_hand(tmp_path, WORDS, claims={"value": ("value", None)}))
    differs = (with_name.pixels != without.pixels).any(-1)
    # The box is 40 to 90 by 24 to 44 pixels, its outline a pixel outside; the name stands above, from its left edge on.
    differs[23:46, 39:93] = False
    rows, columns = np.nonzero(differs)
    assert len(rows) > 100
    assert rows.min() >= 8
    assert rows.max() < 23
    assert columns.min() >= 38
    assert columns.max() < 100


def test_what_no_column_holds_is_drawn_as_a_label(tmp_path: Path) -> None:
    picture = drawn(*by_hand(tmp_path, WORDS, claims={"value": ("value", None)}))
    assert picture.at(19.5, 17) == PAINTS["label"].color


def test_rulings_and_cells(tmp_path: Path) -> None:
    picture = drawn(*by_hand(tmp_path, TABLE, claims={}))
    for x, y in ((60, 20), (60, 50), (60, 80), (20, 40), (100, 40), (180, 40)):
        assert picture.at(x, y) == PAINTS["ruling"].color, (x, y)
    for x, y in ((60, 21), (60, 49), (21, 40), (99, 40), (140, 79), (101, 60)):  # a point inside of each cell
        assert picture.at(x, y) == PAINTS["cell"].color, (x, y)


def test_a_frame_is_no_cell(tmp_path: Path) -> None:
    picture = drawn(*by_hand(tmp_path, FRAME, claims={}))
    assert picture.at(60, 20) == picture.at(20, 50) == PAINTS["ruling"].color
    assert not picture.has("cell")


def test_a_turned_page_is_drawn_as_it_is_shown(tmp_path: Path) -> None:
    content = b"q 0 1 -1 0 200 0 cm BT /L 10 Tf 20 150 Td (value) Tj ET Q"
    claims = {"value": ("value", "text")}
    picture = drawn(*by_hand(tmp_path, Sheet(content, rotate=90), claims=claims))
    assert picture.pixels.shape[0] > 400, "100 points wide and 200 high, and the legend"
    # In the turned system the base line stands 150 from below: on a page 200 high, from 42 to 52 from above.
    assert picture.at(19.5, 47) == PAINTS["value"].color


def test_lines_blanks_and_other_cells_part_boxes(tmp_path: Path) -> None:
    content = b"BT /L 10 Tf 20 80 Td (ab) Tj 0 -12 Td (cd) Tj 100 0 Td (ef) Tj ET"
    document, _ = by_hand(tmp_path, content, claims={})
    source = document.converted.reading.source
    glyphs = np.flatnonzero(source.printed)
    assert "".join(source.text[i] for i in glyphs) == "abcdef"
    assert lines_of(source, glyphs).round(2).tolist() == [[20, 12, 30, 22], [20, 24, 30, 34], [120, 24, 130, 34]]


def test_stacked_glyphs_have_one_box(tmp_path: Path) -> None:
    content = b"BT /L 10 Tf 20 80 Td (a) Tj 0 -11 Td (b) Tj 0 -11 Td (c) Tj ET"
    document, _ = by_hand(tmp_path, content, claims={})
    source = document.converted.reading.source
    assert lines_of(source, np.flatnonzero(source.printed)).round(2).tolist() == [[20, 12, 25, 44]]


def sample(name: str, tmp_path: Path) -> tuple[Any, Drawn]:
    """A sample, and the picture of its first page."""
    path = SAMPLES / name / f"{name}.pdf"
    document = read(path, ocr="never")
    draw_page(document, path, 1, tmp_path / "page.png")
    assert document.converted.reading is not None
    return document, Drawn(tmp_path / "page.png", document.converted.reading.source.pages[0].width)


@pytest.mark.parametrize("name", ["niigata-calc", "yamaguchi-browser", "yamaguchi-two-up", "yamaguchi-turned"])
def test_values_of_the_samples_are_boxed_where_provenance_says(name: str, tmp_path: Path) -> None:
    document, picture = sample(name, tmp_path)
    of_kind = {PAINTS[kind].color for kind in ("value", "label", "heading")}
    rows = [row for row in document.converted.rows["provenance"] if row["page"] == 1 and "\n" not in row["raw"]]
    lines = [row for row in rows if row["bottom"] - row["top"] < 20]
    boxed = [picture.left_of(row) in of_kind for row in lines]
    assert len(lines) > 50
    assert sum(boxed) >= 0.95 * len(boxed), "all but those whose edge a name crosses"
    schedule = [row for row in lines if (row["table"], row["column"]) == ("schedule", "text")]
    assert all(picture.left_of(row) == PAINTS["value"].color for row in schedule)


def test_drawn_marks_are_told_apart(tmp_path: Path) -> None:
    document, picture = sample("yamaguchi-drawn", tmp_path)
    source = document.converted.reading.source
    marks = [i for i, char in enumerate(source.printed_text) if char in "⟶▦╱" and source.glyphs.page[i] == 1]
    assert {source.printed_text[i] for i in marks} == {"⟶", "▦", "╱"}
    for i in marks:
        box = {"x0": source.glyphs.x0[i], "top": source.glyphs.top[i], "bottom": source.glyphs.bottom[i]}
        assert picture.left_of(box, grow=2) == PAINTS["mark"].color, i


def test_the_legend_shows_all_colours(tmp_path: Path) -> None:
    picture = drawn(*by_hand(tmp_path, b"", claims={}))
    foot = picture.pixels[200:].reshape(-1, 3)
    for kind, paint in PAINTS.items():
        assert (foot == paint.color).all(1).any(), kind
    assert (picture.pixels[:200, :400] == 255).all(), "nothing on an empty page"


def test_same_file_same_picture(tmp_path: Path) -> None:
    path = SAMPLES / "setagaya-boxes" / "setagaya-boxes.pdf"
    moved = tmp_path / "else" / "where.pdf"
    moved.parent.mkdir()
    moved.write_bytes(path.read_bytes())
    pictures = []
    for each in (path, moved):
        out = tmp_path / "page.png"
        draw_page(read(each, ocr="never"), each, 1, out)
        pictures.append(out.read_bytes())
    assert pictures[0] == pictures[1]


def test_the_other_reader_draws_what_it_saw(tmp_path: Path) -> None:
    document, path = by_hand(tmp_path, TABLE, claims={})
    document = read(path, reader="pdfplumber", ocr="never")
    picture = drawn(document, path)
    assert picture.at(60, 50) == PAINTS["ruling"].color
    assert picture.at(60, 49) == PAINTS["cell"].color


def test_an_encrypted_file_opens_with_its_password(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(pdf(TABLE + b" " + WORDS, lock=Lock(user=b"open")))
    draw_page(read(path, password="open", ocr="never"), path, 1, tmp_path / "page.png", "open")
    assert Drawn(tmp_path / "page.png").at(60, 50) == PAINTS["ruling"].color


def test_a_huge_page_is_drawn_coarser(tmp_path: Path) -> None:
    document, path = by_hand(tmp_path, Sheet(WORDS, box=(0, 0, 10000, 5000)), claims={})
    height, width, _ = drawn(document, path).pixels.shape
    assert width == 5000
    assert 2500 < height < 2600


@pytest.mark.parametrize("page", [0, -1, 2])
def test_a_page_that_is_not_there(page: int, tmp_path: Path) -> None:
    document, path = by_hand(tmp_path, WORDS, claims={})
    with pytest.raises(UsageError, match=rf"page\.pdf: there is no page {page}; it has pages 1 to 1"):
        draw_page(document, path, page, tmp_path / "page.png")
    assert not (tmp_path / "page.png").exists()


def test_a_text_has_no_pages(sheet: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"sheet\.txt: a text file has no pages to draw; leave --png out"):
        draw_page(read(sheet), sheet, 1, tmp_path / "page.png")


def test_the_picture_never_replaces_its_file(tmp_path: Path) -> None:
    document, path = by_hand(tmp_path, WORDS, claims={})
    before = path.read_bytes()
    with pytest.raises(UsageError, match="would replace the file that it shows"):
        draw_page(document, path, 1, path)
    assert path.read_bytes() == before


def test_a_picture_that_cannot_be_written(tmp_path: Path) -> None:
    document, path = by_hand(tmp_path, WORDS, claims={})
    with pytest.raises(OutputError, match=r"page\.png: cannot be written \(No such file or directory\); name a file"):
        draw_page(document, path, 1, tmp_path / "nowhere" / "page.png")


def test_a_scan_is_drawn_straight(tmp_path: Path) -> None:
    """A box and a line of text, scanned 1.5 degrees askew at 200 dots an inch, on a page of 432 x 288 points."""
    pytest.importorskip("rapidocr")
    pytest.importorskip("cv2")
    paper = Image.new("RGB", (1200, 800), "white")
    pen = ImageDraw.Draw(paper)
    for y in (200, 400, 600):
        pen.line((150, y, 1050, y), "black", 4)
    for x in (150, 600, 1050):
        pen.line((x, 200, x, 600), "black", 4)
    for at in ((220, 270), (700, 270), (220, 470), (700, 470)):
        pen.text(at, "R6 2024", "black", font_size=60)
    path = tmp_path / "scan.pdf"
    askew = paper.rotate(1.5, Image.Resampling.BICUBIC, fillcolor="white")
    askew.save(path, resolution=200)
    document = read(path, ocr="auto")
    assert document.converted.reading is not None
    assert document.converted.reading.source.pages[0].reader == "ocr"
    picture = drawn(document, path)
    ruled = (picture.pixels == PAINTS["ruling"].color).all(-1)
    # Straight, the middle ruling lies at 400 of 200 dots an inch: 144 points, 288 pixels; from 108 to 756 pixels.
    at = [row for row in range(280, 297) if ruled[row, 108:756].mean() > 0.95]
    assert len(at) == 1
    below_and_above = picture.pixels[[at[0] - 1, at[0] + 1], 150:400].mean(-1)
    assert below_and_above.min(axis=0).mean() < 150, "the image is turned as the rulings are"
