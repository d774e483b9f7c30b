"""Eras: arithmetic against the lengths of the eras, flags at their borders."""

from datetime import date, timedelta

import pytest

from plansheets.normalize.era import ERAS, era_named, is_before_start, is_overflow, last_day_of, next_era

STARTS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}


@pytest.mark.parametrize("era", ERAS, ids=lambda era: era.name)
def test_first_year_is_the_year_of_the_start(era) -> None:
    assert era.year(1) == STARTS[era.name] == era.start.year


@pytest.mark.parametrize("era", ERAS, ids=lambda era: era.name)
def test_names_find_the_era(era) -> None:
    for name in (era.name, era.letter, era.letter.lower(), era.symbol, era.name[0], f" {era.name} "):
        assert era_named(name) is era


@pytest.mark.parametrize("name", [None, "", "慶応", "X", "令"[:0]])
def test_no_era(name: str | None) -> None:
    assert era_named(name) is None


def test_an_era_ends_on_the_day_before_the_next() -> None:
    for era in ERAS:
        after = next_era(era)
        last = last_day_of(era)
        if after is None or last is None:
            assert era.name == "令和" and after is None and last is None
            continue
        assert last + timedelta(days=1) == after.start
        assert is_overflow(era, after.start) and not is_overflow(era, last)
        assert is_before_start(after, last) and not is_before_start(after, after.start)
    assert not is_overflow(ERAS[-1], date(9999, 12, 31))
