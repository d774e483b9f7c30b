"""clean_text: encoding repaired, meaning kept (siblings of the cases; the cases themselves run elsewhere)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.clean import clean_text

REPAIRED = [
    ("⽂化財の保護", "文化財の保護"),
    ("⿊部市", "黒部市"),
    ("⾧野県", "長野県"),
    ("⻘⻨", "青麦"),
    ("福\ufa1b", "福\u798f"),
    ("辻󠄁", "辻"),
    ("市\u200b民", "市民"),
    ("\ufeff計画", "計画"),
    ("ｺﾞﾐ減量", "ゴミ減量"),
    ("ｳﾞｨﾗ", "ヴィラ"),
    ("ﾋﾞｰﾙ､ﾜｲﾝ｡", "ビール、ワイン。"),
    ("｢ﾏｲ･ﾊﾞｯｸﾞ｣", "「マイ・バッグ」"),
    ("Ａ３判", "A3判"),
    ("５０％", "50%"),
    ("１．５倍", "1.5倍"),
    ("１０：３０", "10:30"),
    ("Ｒ６－Ｒ８", "R6－R8"),
    ("２７―２９年度", "27-29年度"),
    ("サ－ビス", "サービス"),
    ("メニュ−", "メニュー"),
    ("ス─パ─", "スーパー"),
    ("6∼8月", "6～8月"),
    ("﹁案﹂", "「案」"),
    ("Ⅰ\u2003総論", "Ⅰ 総論"),
]
KEPT = [
    "髙橋",
    "宮﨑",
    "①Ⅱ㎡℃½²㈱㍻㋿‰",
    "（案）：！",
    "約～程度",
    "ASCII ~ tilde",
    "タワー36階",
    "第１条".replace("１", "1"),
    "A－1",
    "甲：乙",
]
ANY = st.text() | st.text(alphabet="アカデータｶﾞﾟ゛ー－-―─１２ 　～．，\n\u3099\u309a⺠⼾\uf0fe\ufa19\ufe00%A")


@pytest.mark.parametrize(("raw", "clean"), REPAIRED)
def test_repairs_the_encoding(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@pytest.mark.parametrize("text", KEPT)
def test_keeps_the_meaning(text: str) -> None:
    assert clean_text(text) == text


def test_symbol_fonts() -> None:
    assert clean_text("\uf06f実施", "Wingdings") == "□実施"
    assert clean_text("\uf0e0", "ABCDEF+Wingdings-Regular") == "→"
    assert clean_text("\uf052", "Wingdings 2") == "☑"


def test_newlines_stay() -> None:
    assert clean_text("市民\n協働") == "市民\n協働"


@given(ANY)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(ANY, st.sampled_from(["Wingdings", "Wingdings 2", "Symbol", "MS Gothic", ""]))
def test_never_raises(text: str, font: str) -> None:
    assert isinstance(clean_text(text, font), str)
