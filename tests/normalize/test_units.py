"""Units: one spelling for each, scale words of headings, and what is no unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.units import (
    NOT_A_QUANTITY,
    Unit,
    canonical_unit,
    heading_unit,
    is_unit,
    plain_unit,
    scan_unit,
)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("㎡", "m2"),
        ("m²", "m2"),
        ("平方メートル", "m2"),
        ("k㎡", "km2"),
        ("㎢", "km2"),
        ("か所", "箇所"),
        ("ヶ所", "箇所"),
        ("ヵ所", "箇所"),
        ("ポイント", "pt"),
        ("%ポイント", "pt"),
        ("㌫", "%"),
        ("パーセント", "%"),
        ("㌧", "t"),
        ("㎾", "kW"),
        ("人", "人"),
        ("未知", "未知"),
    ],
)
def test_canonical(printed: str, name: str) -> None:
    assert canonical_unit(printed) == name


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("千円", Unit("円", 1000)),
        ("（単位：百万円）", Unit("円", 10**6)),
        ("単位:千円", Unit("円", 1000)),
        ("百万円（税込）", Unit("円", 10**6)),
        ("十億円", Unit("円", 10**9)),
        ("千㎡", Unit("m2", 1000)),
        ("割", Unit("%", 10)),
        ("人/年", Unit("人", 1, "年")),
        ("kg/10a", Unit("kg", 1, "10a")),
        ("%", Unit("%")),
        ("千円・%", Unit("千円・%")),
        ("千人率", Unit("千人率")),
        ("", Unit(None)),
    ],
)
def test_heading(heading: str, unit: Unit) -> None:
    assert heading_unit(heading) == unit


@pytest.mark.parametrize(
    ("text", "end"), [("人以上", 1), ("か所", 2), ("km2", 3), ("kmx", 0), ("時間30分", 2), ("㎡", 1), ("以上", 0)]
)
def test_scan_takes_the_longest(text: str, end: int) -> None:
    assert scan_unit(text, 0) == end


def test_names_and_dates_are_no_plain_units() -> None:
    assert [word for word in NOT_A_QUANTITY if plain_unit(word) is not None] == []


@pytest.mark.parametrize(("text", "yes"), [("件", True), ("千円", True), ("35人", False), ("▲5%", False), ("", False)])
def test_is_unit(text: str, yes: bool) -> None:
    assert is_unit(text) is yes


@given(st.text(max_size=30))
def test_never_raises(text: str) -> None:
    heading_unit(text)
    is_unit(text)
    assert 0 <= scan_unit(text, 0) <= len(text)
