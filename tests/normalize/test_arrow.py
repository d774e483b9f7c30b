"""Arrows in schedule cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.arrow import parse_arrow

KINDS = [
    *(
        (text, "continues")
        for text in (
            "→→→",
            "→ →",
            "▶",
            "↔",
            "←→",
            "====>",
            "－→",
            "────",
            "（→）",
            "\uf0e0",
            "à",
            "↓",
            "…→",
            "・・・→",
            "・・・▶",
        )
    ),
    *((text, "ditto") for text in ("〃", "同上", "同左", "左に同じ", "″")),
    *((text, "dash") for text in ("－", "-", "―", "ー", "──"[:1], "---")),
    *((text, "blank") for text in ("", "　", "\n")),
    *((text, "text") for text in ("継続", "10-20", "A-B", "令和6～8年度", "▶実施")),
]
STAGES = [
    ("検討→実施", ("検討", "実施"), False, False),
    ("検討 → 試行 ⇒ 実施", ("検討", "試行", "実施"), False, False),
    ("検討\n↓\n実施", ("検討", "実施"), False, False),
    ("センター→公民館", ("センター", "公民館"), False, False),
    ("検討->実施→", ("検討", "実施"), False, True),
]
TEXTS = [
    ("━━実施━━▶", "実施", True, True),
    ("実施 \uf0e0", "実施", False, True),
    ("⇒見直し", "見直し", True, False),
    ("検討・調査 ---->", "検討・調査", False, True),
    ("データー→", "データー", False, True),
    ("実施・・・→", "実施", False, True),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: str) -> None:
    assert parse_arrow(text).kind == kind


@pytest.mark.parametrize(("text", "stages", "before", "after"), STAGES)
def test_stages(text: str, stages: tuple[str, ...], before: bool, after: bool) -> None:
    found = parse_arrow(text)
    assert (found.kind, found.stages) == ("stages", stages)
    assert (found.continues_before, found.continues_after) == (before, after)


@pytest.mark.parametrize(("text", "said", "before", "after"), TEXTS)
def test_text(text: str, said: str, before: bool, after: bool) -> None:
    found = parse_arrow(text)
    assert (found.kind, found.text, text[found.text_start : found.text_end]) == ("text", said, said)
    assert (found.continues_before, found.continues_after) == (before, after)


@given(st.text(alphabet=st.sampled_from("→⇒-ー━▶>実施 　\n↓←〃センター"), max_size=20) | st.text(max_size=30))
def test_offsets(text: str) -> None:
    found = parse_arrow(text)
    assert 0 <= found.text_start <= found.text_end <= len(text)
    assert (found.text is not None) == (found.kind == "text")
