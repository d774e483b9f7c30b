"""Folding and finding single characters: what `str.translate` and a set of characters say is the right answer."""

from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.chars import text_table
from plansheets.normalize.fold import Fold, any_of
from plansheets.normalize.municipality import VARIANTS
from plansheets.normalize.symbols import private_use

TABLE = text_table() | private_use(None)
FOLD = Fold(TABLE)
MIXED = st.text(st.one_of(st.characters(), st.sampled_from([chr(code) for code in TABLE])))


@given(MIXED)
def test_folding_is_translating(text: str) -> None:
    assert FOLD(text) == text.translate(TABLE)


def test_a_table_of_code_points_and_characters_above_the_first_plane() -> None:
    assert Fold(VARIANTS)("髙濱市") == "高浜市"
    assert FOLD("葛\U000e0100城㈱\ufe00") == "葛城㈱"
    assert Fold({ord("a"): "b", ord("b"): "a", ord("𠮷"): "吉"})("ab𠮷") == "ba吉"


def test_signs_that_mean_something_in_a_pattern_are_signs() -> None:
    pattern = any_of("]^-\\[a0123")
    assert pattern.findall("x]y^z-\\[a2b5") == ["]", "^", "-", "\\", "[", "a", "2"]
