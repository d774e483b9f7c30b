"""Codes, names and names within texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.municipality import check_digit, find_municipality
from plansheets.normalize.municipality_text import municipalities_in

FOUND = [
    ("13104", "131041"),
    (1100, "011002"),
    (12025, "012025"),
    ("１３１０４１", "131041"),
    ("13104-1", "131041"),
    ("47", "470007"),
    ("北海道", "010006"),
    ("東京都府中市", "132063"),
    ("府中市（広島県）", "342084"),
    ("北海道中川郡池田町", "016446"),
    ("鎌ヶ谷市", "122246"),
    ("茅ケ崎市", "142077"),
    ("塩釜市", "042030"),
    ("鹿嶋市", "082228"),
    ("鹿島市", "412074"),
    ("大和郡山市", "292036"),
    ("141011", "141011"),
    ("桧原村", "133078"),
    ("飛驒市", "212172"),
    ("塩竃市", "042030"),
    ("⻲岡市", "262064"),
]
IN_TEXT = [
    ("東京都世田谷区の計画", ["世田谷区"]),
    ("一関市協働推進計画", ["一関市"]),
    ("第３次一関市協働推進計画", ["一関市"]),
    ("令和6年度一関市", ["一関市"]),
    ("一関市と平泉町、下関市", ["一関市", "平泉町", "下関市"]),
    ("岩手県一関市平泉町", ["一関市", "平泉町"]),
    ("四日市市・廿日市市", ["四日市市", "廿日市市"]),
    ("東京都西多摩郡瑞穂町", ["瑞穂町"]),
    ("札幌市北区", ["札幌市"]),
    ("東京都北区", ["北区"]),
    ("北区と中央区", []),
    ("会津市", []),
    ("東京都市部", []),
    ("市民と市町村の区民", []),
    ("大津市民", []),
]


@pytest.mark.parametrize(("said", "code6"), FOUND)
def test_found(said: str | int, code6: str) -> None:
    found = find_municipality(said)
    assert (found.code6, found.code5, found.valid) == (code6, code6[:5], True)


@pytest.mark.parametrize("said", ["131040", "480002", "139999", "", "札幌", 0, -5, "1234567", "北海市"])
def test_not_in_the_table(said: str | int) -> None:
    assert not find_municipality(said).valid


def test_the_prefecture_decides() -> None:
    assert find_municipality("森町", prefecture="静岡").code6 == "224618"
    assert not find_municipality("札幌市", prefecture="東京都").valid
    assert find_municipality("森町").candidates == ("013455", "224618")


@pytest.mark.parametrize(("text", "names"), IN_TEXT)
def test_in_text(text: str, names: list[str]) -> None:
    assert [found.name for found in municipalities_in(text)] == names


def test_shared_names_in_a_text() -> None:
    assert municipalities_in("府中市")[0].ambiguous
    assert municipalities_in("東京都府中市")[0].code6 == "132063"


def test_offsets_with_variation_selector() -> None:
    text = "奈良県葛\U000e0100城市と"
    (found,) = municipalities_in(text)
    assert (found.code6, text[found.start : found.end]) == ("292117", "葛\U000e0100城市")


@given(st.text(max_size=30) | st.integers() | st.from_regex(r"[0-9０-９]{1,7}", fullmatch=True))
def test_never_raises(said: str | int) -> None:
    found = find_municipality(said)
    assert found.code6 is None or (found.valid and check_digit(found.code6[:5]) == found.code6[5])


@given(st.text(alphabet=st.sampled_from("一関市区町村東京都北府中森県郡四日大津民 、\U000e0100"), max_size=20))
def test_places(text: str) -> None:
    at = 0
    for found in municipalities_in(text):
        assert found.start is not None and found.end is not None
        assert at <= found.start < found.end <= len(text)
        at = found.end
