"""match_key: equal for spellings of one label, different for different wordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.key import match_key

SAME = [
    ("㈱まちづくり", "(株)まちづくり"),
    ("面積㎡", "面積m2"),
    ("Ⅱ期", "II期"),
    ("（案）", "(案)"),
    ("【重点】", "[重点]"),
    ("計 画", "計\u3000画"),
    ("ＮＰＯ", "NPO"),
    ("A－1", "A-1"),
    ("5〜10", "5～10"),
    ("セン夕ー", "センター"),
    ("⾭少年", "青少年"),
    ("３．５", "3.5"),
    ("R6ー8", "R6-8"),
]
DIFFERENT = [
    ("①", "②"),
    ("½", "1/2"),
    ("m²", "m2"),
    ("コミュニティー", "コミュニティ"),
    ("取組", "取り組み"),
    ("髙橋", "高橋"),
    ("口", "ロ"),
    ("○", "◎"),
    ("1.5", "15"),
    ("-5", "5"),
    ("二次", "ニ次"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_same(a: str, b: str) -> None:
    assert match_key(a) == match_key(b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_different(a: str, b: str) -> None:
    assert match_key(a) != match_key(b)


@given(st.text())
def test_has_no_white_space(text: str) -> None:
    assert not any(character.isspace() for character in match_key(text))
