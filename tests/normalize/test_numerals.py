"""scan_numeral against values worked out by hand, and against kanjize for kanji numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kanjize import kanji2number, number2kanji

from plansheets.normalize.numerals import scan_numeral

EXACT = [
    ("1,234", 1234),
    ("1, 234", 1234),
    ("12,345,678", 12345678),
    ("1,234.5", 1234.5),
    (".5", 0.5),
    ("0012", 12),
    ("二十八", 28),
    ("二八", 28),
    ("二〇二四", 2024),
    ("百五", 105),
    ("千五百", 1500),
    ("二五、〇〇〇", 25000),
    ("一、二三四、五六七", 1234567),
    ("二・五", 2.5),
    ("壱百", 100),
    ("3億5千万", 350000000),
    ("3億8598万7000", 385987000),
    ("2億3,400万", 234000000),
    ("1兆2,000億", 1200000000000),
    ("35百万", 35000000),
    ("2.3億", 230000000),
    ("1.1億", 110000000),
    ("18.8万", 188000),
    ("1.005百万", 1005000),
    ("零", 0),
]


@pytest.mark.parametrize(("text", "value"), EXACT)
def test_value(text: str, value: float) -> None:
    numeral = scan_numeral(text)
    assert numeral is not None
    assert (numeral.value, numeral.end) == (value, len(text))


@pytest.mark.parametrize(
    ("text", "printed", "scale"),
    [("1,234千円", 1234, "千"), ("35百万円", 35, "百万"), ("3億5千万円", 350000000, ""), ("二千人", 2000, "")],
)
def test_printed_form(text: str, printed: float, scale: str) -> None:
    numeral = scan_numeral(text)
    assert numeral is not None
    assert (numeral.printed, numeral.scale) == (printed, scale)


@pytest.mark.parametrize(("text", "end"), [("12,34", 2), ("1,2345", 1), ("1.2.3", 3), ("5、10", 1), ("10²", 2)])
def test_stops_at_damage(text: str, end: int) -> None:
    numeral = scan_numeral(text)
    assert numeral is not None
    assert numeral.end == end


@pytest.mark.parametrize("text", ["", "-", "ー", "人", "○", "①", "²", "٣", "5万3億", "9" * 31])
def test_no_numeral(text: str) -> None:
    assert scan_numeral(text) is None


@given(st.integers(1, 10**16 - 1))
def test_agrees_with_kanjize(number: int) -> None:
    text = number2kanji(number)
    numeral = scan_numeral(text)
    assert numeral is not None
    assert (numeral.value, numeral.end) == (kanji2number(text), len(text))


@given(st.integers(0, 10**15), st.integers(0, 9))
def test_grouped_digits_round_trip(whole: int, tenth: int) -> None:
    numeral = scan_numeral(f"{whole:,}.{tenth}")
    assert numeral is not None
    assert numeral.value == float(f"{whole}.{tenth}")


@given(st.text(max_size=40), st.integers(0, 10))
def test_never_raises_and_moves_on(text: str, pos: int) -> None:
    numeral = scan_numeral(text, pos)
    assert numeral is None or pos < numeral.end <= len(text)
