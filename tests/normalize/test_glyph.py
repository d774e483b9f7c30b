"""Ticks, marks and option rows; boxes and labels keep their places in the input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.glyph import parse_glyph

CHECKED = [
    *((sign, True) for sign in ("☒", "🗹", "◼", "レ", "★", "◎", "⭕", "[x]", "（○）", "☑️", ":selected:", "\uf052")),
    *((sign, False) for sign in ("⬜", "×", "✕", "[ ]", "（　）", "\uf06f", ":unselected:", "", "　", "－", "ー")),
    *((text, None) for text in ("○○", "協働推進課", "有", "△")),
]
MARK = [
    ("☆", "star"),
    ("★", "filled_star"),
    ("▲", "filled_triangle"),
    ("✕", "cross"),
    ("⚫", "filled_circle"),
    ("(△)", "triangle"),
    ("", None),
    ("－", None),
    ("済", None),
]
OPTIONS = [
    ("■市民 □行政", [("市民", True), ("行政", False)]),
    ("☑ 市民　☐ 行政", [("市民", True), ("行政", False)]),
    ("[x] 市民 [ ] 行政", [("市民", True), ("行政", False)]),
    ('<input type="checkbox"/> 市民 <input checked="" type="checkbox"/> 行政', [("市民", False), ("行政", True)]),
    (
        "<INPUT CHECKED TYPE=checkbox>市民<br><input type='checkbox' name='checked'>行政",
        [("市民", True), ("行政", False)],
    ),
    ("レ市民", [("市民", True)]),
    (
        "\uf0fe市民 \uf0a8NPO・ボランティア団体 \uf06f行政",
        [("市民", True), ("NPO・ボランティア団体", False), ("行政", False)],
    ),
    ("□ NPO・\nボランティア団体\n■ 行政", [("NPO・ボランティア団体", False), ("行政", True)]),
    ("直営（○）　委託（　）", [("直営", True), ("委託", False)]),
    ("（■）直営（□）委託", [("直営", True), ("委託", False)]),
    ("実施主体：□市民 ■行政", [("市民", False), ("行政", True)]),
    ("■有□無", [("有", True), ("無", False)]),
    ("□その他（　　　）", [("その他", False)]),
    ("○市民 ●行政", [("市民", False), ("行政", True)]),
    ("- [x] 市民\n- [ ] 行政", [("市民", True), ("行政", False)]),
    ("□レクリエーション", [("レクリエーション", False)]),
    ("○市民 ○行政", []),
    ("レクリエーション", []),
    ("協働推進課", []),
    ("平成（　）年（　）月", []),
    ("■事業の目的\n協働を進める。", []),
]


@pytest.mark.parametrize(("text", "checked"), CHECKED)
def test_checked(text: str, checked: bool | None) -> None:
    found = parse_glyph(text)
    assert (found.checked, found.options) == (checked, ())


@pytest.mark.parametrize(("text", "mark"), MARK)
def test_mark(text: str, mark: str | None) -> None:
    found = parse_glyph(text, column="mark")
    assert (found.mark, found.checked) == (mark, None)


@pytest.mark.parametrize(
    ("text", "font", "checked"), [("þ", "Wingdings", True), ("R", "Wingdings 2", True), ("o", "Wingdings", False)]
)
def test_letters_of_a_symbol_font(text: str, font: str, checked: bool) -> None:
    assert parse_glyph(text, font=font).checked is checked


@pytest.mark.parametrize(("text", "options"), OPTIONS)
def test_options(text: str, options: list[tuple[str, bool]]) -> None:
    found = parse_glyph(text)
    assert [(option.label, option.checked) for option in found.options] == options
    assert found.checked is None


@given(
    st.text(alphabet=st.sampled_from("■□☑☐[x] レ（○）　●市民・<input type=checkbox checked>\n:/"), max_size=40)
    | st.text(max_size=30)
)
def test_places(text: str) -> None:
    at = 0
    for option in parse_glyph(text).options:
        assert 0 <= option.box_start < option.box_end <= len(text)
        assert option.label_start < option.label_end
        assert option.box_start >= at or option.label_start >= at
        at = min(option.box_start, option.label_start)
