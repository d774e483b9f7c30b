"""Patterns compile when they are read, and stop in time."""

import pickle
import time

import pytest

from plansheets.errors import RuleError
from plansheets.rules.patterns import Located, Pattern


def test_it_finds_what_regex_finds() -> None:
    pattern = Pattern(r"(?P<number>\d+)年度")
    found = pattern.search("平成27年度 平成28年度")
    assert found is not None and found["number"] == "27"
    assert [each["number"] for each in pattern.finditer("平成27年度 平成28年度")] == ["27", "28"]
    assert pattern.fullmatch("27年度") and not pattern.fullmatch("平成27年度") and not pattern.match("平成27年度")
    assert pattern.groups == {"number"}


def test_a_pattern_that_does_not_compile() -> None:
    with pytest.raises(ValueError, match=r"pattern '\(a' does not compile: missing \) at position 2"):
        Pattern("(a")


@pytest.mark.parametrize("source", [r"(a|aa)+$", r"(?:(?:a|b|ab)+c?)+$", r"(a+)+$"])
@pytest.mark.parametrize("method", ["search", "match", "fullmatch", "finditer"])
def test_a_pattern_that_blows_up_stops_within_its_timeout(source: str, method: str) -> None:
    """`regex` sees through the last one at the text's beginning, and answers at once; all else must stop."""
    before = time.process_time()
    try:
        answer = getattr(Pattern(source), method)("a" * 5000 + "!")
        assert answer is None and source == r"(a+)+$"
    except RuleError as error:
        assert repr(source) in str(error)
    assert time.process_time() - before < 2


def test_the_message_names_place_pattern_and_remedy() -> None:
    pattern = Pattern(r"(a|aa)+$", "families/x.yaml:7")
    with pytest.raises(RuleError) as caught:
        pattern.search("a" * 100 + "!", timeout=0.05)
    assert str(caught.value) == (
        "families/x.yaml:7: pattern '(a|aa)+$': took longer than 0.05 s; "
        "anchor it, or take out a repeat inside a repeat such as (a+)+"
    )


def test_patterns_are_values() -> None:
    pattern = Pattern("a", "x.yaml:1")
    assert pattern == Pattern("a", "y.yaml:2") and len({pattern, Pattern("a")}) == 1
    again = pickle.loads(pickle.dumps(pattern))
    assert again == pattern and again.where == "x.yaml:1" and again.search("cat")
    assert Located("a", "x.yaml:1") == "a"
