"""parse_period_sequence: rows of year heads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.period_sequence import parse_period_sequence

ROWS = [
    (["30年度", "元年度", "2年度"], "令和", [2018, 2019, 2020], {}),
    (["30年度", "元年度", "2年度"], None, [2018, 2019, 2020], {"unresolved": False}),
    (["63年度", "元年度"], None, [1988, 1989], {}),
    (["28年度", "29年度", "平成30年度"], None, [2016, 2017, 2018], {}),
    (["30年度", "令和元年度", "2年度"], None, [2018, 2019, 2020], {}),
    (
        ["平成29年度", "30年度", "31年度", "32年度以降"],
        None,
        [2017, 2018, 2019, 2020],
        {"era_overflow": True, "last_open": True},
    ),
    (["平成31年度", "平成32年度"], None, [2019, 2020], {"era_overflow": True}),
    (["2021", "22", "23"], None, [2021, 2022, 2023], {}),
    (["1998年度", "99年度", "00年度"], None, [1998, 1999, 2000], {}),
    (["Ｒ６年度", "Ｒ７年度", "Ｒ８年度～"], None, [2024, 2025, 2026], {"last_open": True}),
    (["項目", "6年度", "備考"], "令和", [2024], {}),
    (["6年度", "5年度", "4年度"], "令和", [2024, 2023, 2022], {}),
    (["令和2年度", "元年度", "30年度"], None, [2020, 2019, 2018], {}),
    (["28年度", "28年度", "29年度"], "平成", [2016, 2016, 2017], {}),
    (["令和\n4年度", "5年度\n計画"], None, [2022, 2023], {}),
    (["2021年度\n（令和3年度）", "2022年度\n（令和4年度）"], None, [2021, 2022], {}),
    (["令和5年度(2022年度)", "令和6年度"], None, [2024], {"conflict": True}),
    (["5年度", "6年度"], None, [], {"unresolved": True}),
    (["6", "7", "8以降"], "令和", [2024, 2025, 2026], {"last_open": True}),
    (["二十九年度", "三十年度", "元年度"], "平成", [2017, 2018, 2019], {}),
    (["H28", "29", "30", "R元", "2"], None, [2016, 2017, 2018, 2019, 2020], {}),
    ([], None, [], {}),
]


@pytest.mark.parametrize(("cells", "era", "years", "flags"), ROWS)
def test_rows(cells: list[str], era: str | None, years: list[int], flags: dict[str, bool]) -> None:
    found = parse_period_sequence(cells, era=era, basis="fiscal").as_dict()
    assert found["fiscal_years"] == years
    expected = {"last_open": False, "era_overflow": False, "conflict": False, "unresolved": False} | flags
    assert {key: found[key] for key in expected} == expected


def test_one_entry_a_cell() -> None:
    assert parse_period_sequence(["項目", "6年度", "備考", "7年度"], era="令和").by_cell == (None, 2024, None, 2025)


@given(st.integers(1990, 2035), st.integers(2, 7))
def test_bare_numbers_of_a_rising_row(first: int, length: int) -> None:
    """A row that begins in an era, its numbers alone, is read as that run of years."""
    years = range(first, first + length)
    cells = [f"{y - 2018 if y >= 2020 else '元' if y == 2019 else y - 1988}年度" for y in years]
    found = parse_period_sequence(cells, era="令和" if first >= 2019 else "平成")
    assert found.fiscal_years == tuple(years) and not found.era_overflow


CELLS = st.text(max_size=12) | st.sampled_from(["元", "30年度", "R", "2021", "以降", "平成　年度"])


@given(st.lists(CELLS, max_size=6), st.sampled_from([None, "令和", "平成", "?"]))
def test_never_raises(cells: list[str], era: str | None) -> None:
    found = parse_period_sequence(cells, era=era)
    assert len(found.by_cell) == len(cells)
