"""What the OCR reader sees in an image before it reads: skew, rulings, cells, bars, shades, lines, marks."""

import numpy as np
import pytest

pytest.importorskip("cv2", reason="OpenCV is not installed: pip install 'plansheets[ocr]'")

import cv2

from plansheets.extract.readers.ocr import dark, deskew, ink, marks, rulings, settle, straight, textink
from plansheets.extract.readers.ocr.fills import find_fills
from plansheets.extract.readers.ocr.lines import find_lines
from plansheets.extract.readers.ocr.strokes import level_strokes

POINT = 4.0
"""Pixels a point: 288 dots an inch."""
PAPER = 250


def paper(height: int = 1200, width: int = 1600) -> np.ndarray:
    return np.full((height, width), PAPER, np.uint8)


def depth_of(page: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return PAPER - page, np.full_like(page, PAPER)


def table(page: np.ndarray, xs: tuple[int, ...], ys: tuple[int, ...], thick: int = 3) -> np.ndarray:
    for x in xs:
        page[ys[0] : ys[-1] + thick, x : x + thick] = 20
    for y in ys:
        page[y : y + thick, xs[0] : xs[-1] + thick] = 20
    return page


def letters(page: np.ndarray, x0: int, top: int, count: int, size: int = 36) -> None:
    """Squares with a cross in them: as high and wide as kanji."""
    for i in range(count):
        x = x0 + i * 40
        page[top : top + size, x : x + size] = 20
        page[top + 3 : top + size - 3, x + 3 : x + size - 3] = PAPER
        page[top + 16 : top + 19, x : x + size] = 20


@pytest.mark.parametrize("degrees", [-2.5, -0.4, 0.0, 0.3, 1.7])
def test_skew_is_found_to_a_twentieth_of_a_degree(degrees: float) -> None:
    page = table(paper(), (200, 700, 1400), (200, 400, 600, 900))
    askew = deskew.turn(cv2.cvtColor(page, cv2.COLOR_GRAY2RGB), degrees)
    found = deskew.skew(askew[:, :, 0] < 128)
    assert found == pytest.approx(-degrees, abs=0.05)


def test_a_blank_page_is_straight() -> None:
    assert deskew.skew(paper() < 128) == 0.0


def test_uneven_light_becomes_even_and_a_shaded_cell_stays() -> None:
    light = np.linspace(150, 240, 1600)[None, :] * np.ones((1200, 1))
    light[500:700, 200:900] *= 0.8
    flat = ink.flatten(np.repeat(light[:, :, None], 3, 2).astype(np.uint8))[:, :, 0]
    assert np.abs(flat[100:400].astype(int) - 250).max() <= 5
    assert np.median(flat[550:650, 300:800]) == pytest.approx(200, abs=6)


def test_rulings_of_a_table_and_its_cells() -> None:
    page = table(paper(), (200, 700, 1400), (200, 400, 900))
    ruled = rulings.find_rulings(*depth_of(page), POINT)
    assert sorted(round(float(b[1])) for b in ruled.level) == [200, 400, 900]
    assert sorted(round(float(b[0])) for b in ruled.upright) == [200, 700, 1400]
    labels = rulings.cells(ruled, np.zeros(page.shape, bool), POINT)
    inside = [labels[300, 300], labels[300, 1000], labels[600, 300], labels[600, 1000], labels[50, 50]]
    assert len(set(inside)) == 5
    assert 0 not in inside


def test_a_ruling_broken_by_a_hair_still_parts_cells() -> None:
    page = table(paper(), (200, 700, 1400), (200, 900))
    page[500:504, 695:708] = PAPER
    labels = rulings.cells(rulings.find_rulings(*depth_of(page), POINT), np.zeros(page.shape, bool), POINT)
    assert labels[300, 300] != labels[300, 1000]


def test_a_ruling_that_steps_and_changes_its_width_is_seen_whole() -> None:
    page = paper()
    page[300:303, 200:800] = 20
    page[301:307, 800:1400] = 20
    found = level_strokes(*depth_of(page), POINT, 20)
    assert found[:, 0].min() == pytest.approx(200, abs=2)
    assert found[:, 2].max() == pytest.approx(1400, abs=2)


@pytest.mark.parametrize(("dash", "gap"), [(2, 3), (8, 8), (24, 12)])
def test_dotted_and_dashed_rulings(dash: int, gap: int) -> None:
    page = table(paper(), (200, 1400), (200, 900))
    for x in range(200, 1400, dash + gap):
        page[500:503, x : x + dash] = 20
    ruled = rulings.find_rulings(*depth_of(page), POINT)
    rows = {round(float(box[1])): float(box[4]) for box in ruled.level}
    assert rows == {200: 0.0, 500: 1.0, 900: 0.0}


def test_a_row_of_letters_is_no_ruling() -> None:
    page = paper()
    letters(page, 200, 300, 20)
    ruled = rulings.find_rulings(*depth_of(page), POINT)
    assert len(ruled.level) == 0
    assert len(ruled.upright) == 0


def test_leaders_that_meet_nothing_are_no_ruling() -> None:
    page = paper()
    for x in range(300, 1200, 16):
        page[500:506, x : x + 6] = 20
    assert len(rulings.find_rulings(*depth_of(page), POINT).level) == 0


def test_a_dark_bar_gives_its_text_dark_on_white() -> None:
    page = paper()
    page[200:280, 200:1000] = 60
    page[220:260, 300:306] = 245
    page[220:226, 300:340] = 245
    surfaces = dark.dark_surfaces(page, POINT)
    assert surfaces[240, 303]
    assert not surfaces[100, 303]
    turned = dark.inverted(page, surfaces, POINT)
    assert turned[240, 303] < 60
    assert turned[240, 600] > 240
    assert turned[100, 600] == PAPER


def test_a_grey_bar_keeps_its_dark_text() -> None:
    page = paper()
    page[200:280, 200:1000] = 150
    page[220:260, 300:306] = 10
    page[240:246, 300:360] = 10
    turned = dark.inverted(page, dark.dark_surfaces(page, POINT), POINT)
    assert turned[230, 303] < 60
    assert turned[230, 600] > 240


def test_a_frame_with_paper_in_it_is_no_bar() -> None:
    page = table(paper(), (200, 1000), (200, 400), thick=16)
    assert not dark.dark_surfaces(page, POINT)[300, 600]


def test_fills_have_their_box_and_colour_and_an_arrow_its_outline() -> None:
    page = np.full((1200, 1600, 3), PAPER, np.uint8)
    page[200:280, 200:1000] = (20, 50, 90)
    page[400:480, 200:1000] = (210, 230, 240)
    arrow = np.array([[200, 600], [500, 600], [560, 640], [500, 680], [200, 680]])
    cv2.fillPoly(page, [arrow], (20, 90, 30))
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    surfaces = dark.dark_surfaces(grey, POINT)
    labels = rulings.cells(rulings.find_rulings(*depth_of(grey), POINT), surfaces, POINT)
    found = find_fills(page, surfaces, labels, POINT)
    by_colour = dict(zip(found.colors.tolist(), found.boxes.tolist(), strict=True))
    assert by_colour[0x14325A] == pytest.approx([200, 200, 1000, 280], abs=6)
    assert by_colour[0xD2E6F0] == pytest.approx([200, 400, 1000, 480], abs=6)
    assert found.shape_colors.tolist() == [0x145A1E]
    assert found.shapes[0][:, 0].max() == pytest.approx(560, abs=12)


def test_lines_cell_by_cell_with_little_white_between_them() -> None:
    page = table(paper(), (200, 700, 1400), (200, 900))
    for top in (240, 280, 320):
        letters(page, 230, top, 8)
    letters(page, 760, 262, 10)
    seen = rulings.find_rulings(*depth_of(page), POINT)
    text = textink.text_ink(page < 128, seen, POINT)
    found = find_lines(text, rulings.cells(seen, np.zeros(page.shape, bool), POINT), 40.0)
    assert sorted(line.box for line in found) == [
        (230, 240, 546, 276),
        (230, 280, 546, 316),
        (230, 320, 546, 356),
        (760, 262, 1156, 298),
    ]


def test_characters_below_each_other_in_a_narrow_cell_are_one_line() -> None:
    page = table(paper(), (200, 270, 1400), (200, 900))
    for top in (300, 345, 390, 435):
        letters(page, 217, top, 1)
    seen = rulings.find_rulings(*depth_of(page), POINT)
    text = textink.text_ink(page < 128, seen, POINT)
    (found,) = find_lines(text, rulings.cells(seen, np.zeros(page.shape, bool), POINT), 40.0)
    assert found.stack == tuple((217, top, 253, top + 36) for top in (300, 345, 390, 435))


def test_a_speck_is_no_line_but_a_dash_is() -> None:
    page = paper()
    page[300:303, 300:303] = 20
    page[500:504, 300:316] = 20
    found = find_lines(page < 128, np.ones(page.shape, np.int32), 40.0)
    assert [line.box for line in found] == [(300, 500, 316, 504)]


def square(size: int = 36, fill: int | None = None) -> np.ndarray:
    shape = np.ones((size, size), bool)
    shape[3:-3, 3:-3] = fill is not None
    return shape


def ring(width: int = 3, inner: int | None = None) -> np.ndarray:
    shape = np.zeros((60, 60), np.uint8)
    cv2.circle(shape, (30, 30), 18, 1, width)
    if inner:
        cv2.circle(shape, (30, 30), inner, 1, width)
    inked = np.flatnonzero(shape.any(axis=0))
    return shape[inked[0] : inked[-1] + 1, inked[0] : inked[-1] + 1] > 0


def mouth() -> np.ndarray:
    """口 of a sans serif face: its last stroke stands a little above its legs' ends."""
    shape = square().copy()
    shape[-3:, 3:-3] = False
    shape[-7:-4, :] = True
    return shape


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (square(), "□"),
        (square(fill=1), "■"),
        (ring(), "○"),
        (ring(width=-1), "●"),
        (ring(inner=9), "◎"),
        (mouth(), None),
        (square()[:, :24], None),
    ],
)
def test_marks_by_their_shape(shape: np.ndarray, expected: str | None) -> None:
    assert marks.shape_of(shape, shape) == expected


def test_a_tick_box_has_room_before_it() -> None:
    part = np.zeros((40, 400), bool)
    part[2:38, 2:38] = square()
    part[2:38, 60:64] = True
    part[2:38, 66:102] = square()
    assert [mark.box for mark in marks.find_marks(part, np.where(part, 20, PAPER).astype(np.uint8), 40.0)] == [
        (2, 2, 38, 38)
    ]


def test_a_kanji_that_ran_together_is_no_filled_square() -> None:
    part = np.zeros((40, 40), bool)
    part[2:38, 2:38] = square(fill=1)
    grey = np.where(part, 40, PAPER).astype(np.uint8)
    assert [mark.char for mark in marks.find_marks(part, grey, 40.0)] == ["■"]
    grey[4:36:4, 4:36] = 140
    assert marks.find_marks(part, grey, 40.0) == []


def test_the_reference_mark() -> None:
    shape = np.zeros((41, 41), np.uint8)
    cv2.line(shape, (0, 0), (40, 40), 1, 3)
    cv2.line(shape, (40, 0), (0, 40), 1, 3)
    assert not marks.is_reference_mark(shape > 0)
    for x, y in ((20, 4), (20, 36), (4, 20), (36, 20)):
        cv2.circle(shape, (x, y), 4, 1, cv2.FILLED)
    assert marks.is_reference_mark(shape > 0)


def test_a_circle_with_a_gap_is_still_one() -> None:
    shape = ring().copy()
    shape[17:19, -4:] = False
    assert marks.shape_of(shape, shape) == "○"


@pytest.mark.parametrize(("top", "expected"), [(0, False), (14, True)])
def test_the_square_metre_has_its_two_above_the_m(top: int, expected: bool) -> None:
    shape = np.zeros((40, 36), bool)
    for x in (0, 12, 24):
        shape[top:, x : x + 4] = True
    shape[top : top + 4, :28] = True
    shape[0:10, 29:36] = True
    assert settle.is_squared(shape) is expected


def test_a_huge_page_is_made_smaller() -> None:
    image = np.full((9000, 9000, 3), 255, np.uint8)
    assert straight.scaled(image, 9000).size <= 3 * 20_100_000
