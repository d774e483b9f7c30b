"""Moves: from a value of one year to a value of another."""

import pytest

from plansheets.extract.moves import move_in
from plansheets.normalize import match_key
from plansheets.rules.lexicon import load_lexicon

LEXICON = load_lexicon(match_key)
Told = tuple[str | None, list[tuple[str, str | None, str | None]]]


def told(text: str) -> Told | None:
    """The name; value, year and kind of each step."""
    move = move_in(text, LEXICON)
    if move is None:
        return None
    part = lambda at: text[slice(*at)] if at else None  # noqa: E731
    return part(move.name), [(text[slice(*s.value)], part(s.year), part(s.word)) for s in move.steps]


@pytest.mark.parametrize(("text", "found"), [
    ("１８人（R5）     →     ３０人（R11）", (None, [("１８人", "R5", None), ("３０人", "R11", None)])),
    ("12.3％(R5年度) ⇒ 15％(R11年度)", (None, [("12.3％", "R5年度", None), ("15％", "R11年度", None)])),
    ("R5：12.3 → R11：15.0", (None, [("12.3", "R5", None), ("15.0", "R11", None)])),
    ("基準値 12.3％（R5）→ 目標値 15.0％（R11）", (None, [("12.3％", "R5", "基準値"), ("15.0％", "R11", "目標値")])),
    ("現状値（R5）45.2% → 目標値（R11）50%", (None, [("45.2%", "R5", "現状値"), ("50%", "R11", "目標値")])),
    ("▲214人（令和5年度）→▲100人（2029年度）", (None, [("▲214人", "令和5年度", None), ("▲100人", "2029年度", None)])),
    ("－（R5） → 200人（R11）", (None, [("－", "R5", None), ("200人", "R11", None)])),
    ("1,240千人（令和5年 →1,500千人（令和11年",
     (None, [("1,240千人", "令和5年", None), ("1,500千人", "令和11年", None)])),
    ("・申請の割合　現状 12.4%（R5）　→　目標 60%（R10）",
     ("申請の割合", [("12.4%", "R5", "現状"), ("60%", "R10", "目標")])),
    ("60歳で24本以上の人の割合 72.2%（H30）→80%（R10）",
     ("60歳で24本以上の人の割合", [("72.2%", "H30", None), ("80%", "R10", None)])),
    ("待機児童数　7人（R5）→ 3人（R8）→ 0人（R11）",
     ("待機児童数", [("7人", "R5", None), ("3人", "R8", None), ("0人", "R11", None)])),
])  # fmt: skip
def test_moves(text: str, found: Told) -> None:
    assert told(text) == found


@pytest.mark.parametrize("text", [
    "申請→受理→審査", "利用者数 100人 → 200人", "令和5年度 → 令和6年度", "基準値　→　目標値", "検討（R5）→実施（R6）",
    "12.3%（R5）", "会議を5回（R5）開き、→ 6回（R6）",
])  # fmt: skip
def test_other_arrows_are_no_moves(text: str) -> None:
    assert told(text) is None
