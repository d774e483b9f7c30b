"""What the OCR reader makes of the recogniser's answer, without the recogniser and without OpenCV."""

import numpy as np
import pytest

from plansheets.extract.readers.ocr.advance import placed
from plansheets.extract.readers.ocr.characters import weights
from plansheets.extract.readers.ocr.context import in_context
from plansheets.extract.readers.ocr.decode import Reading, decode
from plansheets.extract.readers.ocr.letter import Letter
from plansheets.extract.readers.ocr.twins import twins_settled
from plansheets.extract.readers.ocr.widths import widened

KNOWN = ("", "市", "民", "单", "單", "単", "ー", "一", "ク", "は", "つ", "夕", "タ", "覧", " ")
EM = 20


def answer(*columns: dict[str, float]) -> np.ndarray:
    """What the recogniser says, one dict of class to likelihood a column; the rest is "nothing"."""
    said = np.zeros((len(columns), len(KNOWN)), np.float32)
    for column, likely in enumerate(columns):
        for char, share in likely.items():
            said[column, KNOWN.index(char)] = share
        said[column, 0] = 1 - sum(likely.values())
    return said


def read(*columns: dict[str, float], em: float = 0.2) -> Reading:
    return decode(answer(*columns), KNOWN, 1 / len(columns), em)


def line(text: str, gaps: dict[int, float] | None = None, top: int = 0, left: int = 0) -> list[Letter]:
    """Letters half an em wide with 0.1 em between them, or as `gaps` has it behind a letter."""
    letters, x = [], float(left)
    for index, char in enumerate(text):
        ink = (round(x), top, round(x + EM / 2), top + EM)
        letters.append(Letter(char, (ink[0], ink[1], ink[2], ink[3]), ink, EM, top + EM, 1.0))
        x += EM / 2 + EM * (gaps or {}).get(index, 0.1)
    return letters


def text_of(letters: list[Letter]) -> str:
    return "".join(letter.char for letter in letters)


def test_a_character_that_holds_on_for_two_columns_is_one_in_their_middle() -> None:
    found = read({}, {"市": 0.9}, {"市": 0.8}, {}, {"民": 1.0}, {})
    assert found.text == "市民"
    assert found.places.tolist() == pytest.approx([2 / 6, 4.5 / 6])
    assert found.confidence.tolist() == pytest.approx([0.9, 1.0])


def test_the_same_character_twice_is_parted_by_nothing() -> None:
    assert read({"市": 1.0}, {}, {"市": 1.0}, em=0.3).text == "市市"


def test_no_simplified_chinese_and_hardly_old_forms() -> None:
    assert read({"单": 0.9, "単": 0.1}).text == "単"
    assert read({"單": 0.9, "単": 0.05}).text == "単"
    assert read({"單": 0.999}).text == "單"


def test_weights_of_scripts() -> None:
    known = ("", "あ", "ア", "漢", "Ⅰ", "①", "☑", "€", "Ж", "值", "國", "髙")
    assert weights(known).tolist() == pytest.approx([1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0.02, 1])


def test_of_two_characters_in_one_place_the_surer_stays() -> None:
    assert read({"市": 0.6}, {"民": 0.95}, {}, {}, {}, {}, {}, {}, em=0.5).text == "民"
    assert read({"市": 0.95}, {}, {}, {}, {"民": 0.95}, {}, {}, {}, em=0.5).text == "市民"


@pytest.mark.parametrize(
    ("before", "likely", "after", "expected"),
    [
        ("ク", {"一": 0.7, "ー": 0.29}, "は", "ー"),
        ("は", {"一": 0.7, "ー": 0.29}, "市", "一"),
        ("市", {"ー": 0.7, "一": 0.29}, "民", "一"),
        ("ク", {"一": 0.999, "ー": 0.001}, "は", "一"),
        ("ク", {"一": 0.95, "ー": 0.05}, "民", "ー"),
        ("ク", {"一": 0.95, "ー": 0.05}, "覧", "一"),
    ],
)
def test_twins_by_the_script_beside_them(before: str, likely: dict[str, float], after: str, expected: str) -> None:
    said = answer({before: 1.0}, likely, {after: 1.0})
    chars = [before, max(likely, key=lambda char: likely[char]), after]
    assert twins_settled(chars, list(said), KNOWN)[1] == expected


def test_two_twins_side_by_side() -> None:
    said = answer({"ク": 1.0}, {"一": 0.97, "ー": 0.02}, {"夕": 0.5, "タ": 0.4}, {"一": 0.9, "ー": 0.1}, {"民": 1.0})
    assert "".join(twins_settled(list("ク一夕一民"), list(said), KNOWN)) == "クーター民"


def test_a_word_broken_between_two_lines_of_a_cell_is_seen_whole() -> None:
    above, below = in_context([line("センタ"), line("一は市", top=EM + 4)])
    assert text_of(above) + text_of(below) == "センターは市"


def test_lines_far_apart_are_not_joined() -> None:
    _, below = in_context([line("センタ"), line("一は市", top=5 * EM)])
    assert text_of(below) == "一は市"


def test_comma_and_point_by_their_height_and_what_follows() -> None:
    figure = line("1.234")
    x0, _, x1, bottom = figure[1].ink
    hanging = Letter(".", figure[1].box, (x0, bottom - 5, x1 - 6, bottom + 3), EM, figure[1].base, 1.0)
    square = Letter(".", figure[1].box, (x0, bottom - 4, x0 + 4, bottom), EM, figure[1].base, 1.0)
    assert text_of(in_context([[figure[0], hanging, *figure[2:]]])[0]) == "1,234"
    assert text_of(in_context([[figure[0], square, *figure[2:]]])[0]) == "1.234"


def test_a_comma_takes_a_whole_em_and_a_space_stays() -> None:
    letters = [
        Letter("市", (0, 0, 0, 20), (1, 0, 19, 20), EM, 20, 1.0),
        Letter("、", (0, 0, 0, 20), (21, 14, 26, 19), EM, 20, 1.0),
        Letter("民", (0, 0, 0, 20), (41, 0, 59, 20), EM, 20, 1.0),
        Letter("（", (0, 0, 0, 20), (93, 0, 99, 20), EM, 20, 1.0),
        Letter("市", (0, 0, 0, 20), (101, 0, 119, 20), EM, 20, 1.0),
    ]
    assert [letter.box[0::2] for letter in placed(letters)] == [
        pytest.approx(place, abs=1.3) for place in ((0, 20), (20, 40), (40, 60), (80, 100), (100, 120))
    ]


@pytest.mark.parametrize(
    ("text", "gaps", "expected"),
    [
        ("市(民)は", {0: 0.5, 3: 0.5}, "市（民）は"),
        ("市（民）は", {}, "市(民)は"),
        ("(民)", {}, "（民）"),
        ("(12)", {}, "(12)"),
        ("市(民", {0: 0.5}, "市（民"),
        ("市:民", {0: 0.4, 1: 0.4}, "市：民"),
        ("12:30", {}, "12:30"),
    ],
)
def test_brackets_and_colons_are_as_wide_as_the_white_around_them(
    text: str, gaps: dict[int, float], expected: str
) -> None:
    assert text_of(widened([line(text, gaps)])[0]) == expected


def test_brackets_at_a_lines_edges_follow_the_page() -> None:
    narrow = line("市(民)は")
    assert text_of(widened([narrow, line("(民)")])[1]) == "(民)"


def test_a_bracket_taken_for_kana() -> None:
    assert text_of(in_context([line("く民>")])[0]) == "＜民＞"
    assert text_of(in_context([line("く民")])[0]) == "く民"
