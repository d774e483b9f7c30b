"""A whole page recognised; letters are those of OpenCV's own pen, so that no font is needed."""

import numpy as np
import pytest

from plansheets.errors import InputError
from plansheets.extract.readers import ocr
from plansheets.extract.readers.page import PageContent

WIDTH, HEIGHT, DPI = 595.0, 420.0, 200.0
PIXELS = DPI / 72
needs_ocr = pytest.mark.skipif(
    not ocr.is_installed(), reason="rapidocr or onnxruntime or OpenCV is missing: pip install 'plansheets[ocr]'"
)


def sheet() -> np.ndarray:
    """Two rows of three cells: H25 H26 H27 above 120, an arrow, a dash; a dark bar with PLAN over them."""
    import cv2

    image = np.full((round(HEIGHT * PIXELS), round(WIDTH * PIXELS), 3), 245, np.uint8)
    for x in (200, 600, 1000, 1400):
        image[400:700, x : x + 3] = 10
    for y in (400, 550, 700):
        image[y : y + 3, 200:1403] = 10
    write = {"fontFace": cv2.FONT_HERSHEY_SIMPLEX, "fontScale": 1.2, "thickness": 2, "lineType": cv2.LINE_AA}
    for x, text in ((340, "H25"), (740, "H26"), (1140, "H27")):
        cv2.putText(image, text, (x, 490), color=(10, 10, 10), **write)
    cv2.putText(image, "120", (350, 640), color=(10, 10, 10), **write)
    cv2.arrowedLine(image, (780, 625), (812, 625), (10, 10, 10), 2, cv2.LINE_AA, tipLength=0.3)
    image[624:627, 1190:1204] = 10
    image[200:280, 200:1400] = (40, 60, 90)
    cv2.putText(image, "PLAN 2024", (260, 255), color=(250, 250, 250), **write)
    return image


def text_in(page: PageContent, x0: float, top: float, x1: float, bottom: float) -> str:
    """The glyphs whose middle lies in a box of pixels of the sheet, from left to right."""
    g = page.glyphs
    x, y = (g.x0 + g.x1) / 2 * PIXELS, (g.top + g.bottom) / 2 * PIXELS
    found = np.flatnonzero((x > x0) & (x < x1) & (y > top) & (y < bottom))
    return "".join(chr(page.codes[i]) for i in found[np.argsort(x[found])])


CELLS = {
    (200, 400, 600, 550): "H25",
    (600, 400, 1000, 550): "H26",
    (1000, 400, 1400, 550): "H27",
    (200, 550, 600, 700): "120",
    (600, 550, 1000, 700): "→",
    (1000, 550, 1400, 700): "-",
    (200, 200, 1400, 280): "PLAN2024",
}


@pytest.fixture(scope="module")
def recognised() -> PageContent:
    return ocr.recognise_page(sheet(), 3, WIDTH, HEIGHT, DPI)


@needs_ocr
@pytest.mark.parametrize(("box", "expected"), CELLS.items())
def test_the_text_of_each_cell(recognised: PageContent, box: tuple[int, int, int, int], expected: str) -> None:
    assert text_in(recognised, *box) == expected


@needs_ocr
def test_every_column_is_as_long_as_the_page_has_glyphs(recognised: PageContent) -> None:
    page, count = recognised, len(recognised)
    assert (page.reader, page.number, page.width, page.height) == ("ocr", 3, WIDTH, HEIGHT)
    assert {len(column) for column in (page.codes, page.printed, page.flags, *vars(page.glyphs).values())} == {count}
    assert set(page.glyphs.page.tolist()) == {3}
    assert 0.5 < page.glyphs.confidence.min() <= page.glyphs.confidence.max() <= 1


@needs_ocr
def test_rulings_and_the_bar_in_points(recognised: PageContent) -> None:
    lines = recognised.drawn.lines
    level = np.sort(lines[lines[:, 1] == lines[:, 3]][:, 1])
    upright = np.sort(lines[lines[:, 0] == lines[:, 2]][:, 0])
    assert level.tolist() == pytest.approx([y / PIXELS for y in (401, 551, 701)], abs=0.8)
    assert upright.tolist() == pytest.approx([x / PIXELS for x in (201, 601, 1001, 1401)], abs=0.8)
    assert recognised.drawn.fills.tolist()[0] == pytest.approx([x / PIXELS for x in (200, 200, 1400, 280)], abs=2)


@needs_ocr
def test_a_box_for_each_character(recognised: PageContent) -> None:
    g = recognised.glyphs
    at = [i for i in range(len(recognised)) if chr(recognised.codes[i]) == "H"]
    assert [round(float(g.x0[i]) * PIXELS) for i in at] == pytest.approx([343, 743, 1143], abs=4)
    assert all(2 < g.x1[i] - g.x0[i] < 9 for i in at)


@needs_ocr
def test_the_same_image_gives_the_same(recognised: PageContent) -> None:
    again = ocr.recognise_page(sheet(), 3, WIDTH, HEIGHT, DPI)
    assert np.array_equal(again.codes, recognised.codes)
    for name, column in vars(again.glyphs).items():
        assert np.array_equal(column, getattr(recognised.glyphs, name)), name


@needs_ocr
@pytest.mark.parametrize("degrees", [1.5, -2.0])
def test_a_page_that_lies_askew(degrees: float) -> None:
    import cv2

    image = sheet()
    middle = (image.shape[1] / 2, image.shape[0] / 2)
    askew = cv2.warpAffine(
        image, cv2.getRotationMatrix2D(middle, degrees, 1.0), image.shape[1::-1], borderValue=(245, 245, 245)
    )
    page = ocr.recognise_page(askew.astype(np.uint8), 1, WIDTH, HEIGHT, DPI)
    assert {box: text_in(page, *box) for box in CELLS} == CELLS


@needs_ocr
def test_noise_and_uneven_light() -> None:
    image = sheet().astype(np.float32) * np.linspace(0.7, 1.0, 1653)[None, :, None]
    image += np.random.default_rng(1).normal(0, 8, image.shape[:2])[:, :, None]
    page = ocr.recognise_page(image.clip(0, 255).astype(np.uint8), 1, WIDTH, HEIGHT, DPI)
    assert {box: text_in(page, *box) for box in CELLS} == CELLS


@needs_ocr
def test_a_blank_page_holds_nothing() -> None:
    page = ocr.recognise_page(np.full((1166, 1653, 3), 240, np.uint8), 1, WIDTH, HEIGHT, DPI)
    assert (len(page), len(page.drawn.lines), len(page.drawn.fills)) == (0, 0, 0)


def test_without_the_packages_the_message_says_how_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "NEEDED", ("numpy", "no_such_package"))
    assert not ocr.is_installed()
    with pytest.raises(InputError, match=r"no_such_package; pip install 'plansheets\[ocr\]'") as caught:
        ocr.recognise_page(np.zeros((10, 10, 3), np.uint8), 1, 10, 10, 72)
    assert caught.value.problem_code == "no-ocr"
