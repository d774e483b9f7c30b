"""Spans and claims: nothing is claimed twice, nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.errors import ClaimError
from plansheets.extract.claims import Ledger
from plansheets.extract.readers.text import text_source
from plansheets.extract.span import Span, join, whole


def ledger_of(text: str) -> Ledger:
    return Ledger(text_source(text, "a.txt"))


def test_a_glyph_is_claimed_once() -> None:
    ledger = ledger_of("担当課 協働推進課")
    ledger.claim(Span(ledger.source, ((0, 3),)), "label", "t")
    with pytest.raises(ClaimError, match=r"glyph 2 '課' is claimed twice"):
        ledger.claim(Span(ledger.source, ((2, 6),)), "value", "t")


def test_blanks_may_lie_in_two_claims() -> None:
    ledger = ledger_of("A B")
    ledger.claim(Span(ledger.source, ((0, 2),)), "label", "t")
    ledger.claim(Span(ledger.source, ((1, 3),)), "value", "t")
    assert ledger.used() == 2


def test_furniture_and_the_rest_are_residue() -> None:
    ledger = ledger_of("12\n目的 残り\n")
    ledger.claim(Span(ledger.source, ((0, 2),)), "furniture", "t")
    ledger.claim(Span(ledger.source, ((3, 5),)), "label", "t")
    assert [(kind, span.raw) for kind, span in ledger.residue()] == [("furniture", "12"), ("unread", "残り")]
    assert ledger.used() == 2


def test_residue_of_places_far_apart_is_told_apart() -> None:
    ledger = ledger_of("あ\n\n\nい\nう")
    assert [span.raw for _, span in ledger.residue()] == ["あ", "い\nう"]


def test_parts_of_a_span_of_several_ranges() -> None:
    source = text_source("abc--def", "a.txt")
    span = Span(source, ((0, 3), (5, 8)))
    assert span.raw == "abc\ndef"
    assert span.part(1, 5).ranges == ((1, 3), (5, 6))
    assert span.part(4).ranges == ((5, 8),)
    assert join([span.part(0, 1), span.part(4, 5)]).raw == "a\nd"


def test_strip_keeps_the_ink_of_every_range() -> None:
    source = text_source("  a b \n   \n c", "a.txt")
    assert Span(source, ((0, 7), (7, 11), (11, 13))).strip().ranges == ((2, 5), (12, 13))


@given(st.text(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["value", "furniture"]))))
def test_used_and_left_make_the_whole(text: str, claims: list[tuple[int, int, str]]) -> None:
    ledger = ledger_of(text)
    for start, stop, kind in claims:
        span = whole(ledger.source).part(min(start, stop), max(start, stop))
        if span and ledger.is_free(span):
            ledger.claim(span, kind, "t")  # type: ignore[arg-type]
    left = sum(int(ledger.source.printed[a:b].sum()) for _, span in ledger.residue() for a, b in span.ranges)
    assert ledger.used() + left == ledger.source.characters


def test_a_ledger_that_is_not_strict_notes_what_is_claimed_twice_and_doubts_it() -> None:
    source = text_source("担当課 公園課", "a.txt")
    ledger = Ledger(source, is_strict=False)
    ledger.claim(Span(source, ((0, 3),)), "label", "generic/label")
    twice = ledger.claim(Span(source, ((2, 7),)), "value", "generic/offices")
    assert twice.confidence == 0.3
    assert [(doubt.code, doubt.severity) for doubt in ledger.doubts] == [("double-claim", "warning")]
    assert "glyph 2 '課' is claimed twice; the second time by generic/offices" in ledger.doubts[0].message
    assert ledger.used() == source.characters == 6
