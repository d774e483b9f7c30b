"""Legends: what a document says of its own marks, and how that reaches the items and the actors."""

import pytest

from plansheets.extract.claims import Ledger
from plansheets.extract.legend import legend_in, roles
from plansheets.extract.readers.text import text_source
from plansheets.extract.reading import Reading
from plansheets.rules import load_lexicon

from .test_document import PROSE, pick


@pytest.mark.parametrize(("text", "legend"), [
    ("主な意見（○第１回 ●第２回 □第３回）", {"○": "第1回", "●": "第2回", "□": "第3回"}),
    ("注：◎は先導的に取り組む主体、○は、参加、協力する主体", {"◎": "先導的に取り組む主体", "○": "参加、協力する主体"}),
    ("凡例 ◎：主担当 ○：関係課", {"◎": "主担当", "○": "関係課"}),
    ("※ ◎＝実施 △＝検討", {"◎": "実施", "△": "検討"}),
    ("凡例 ◎主担当 〇協力", {"◎": "主担当", "○": "協力"}),
    ("（◯第１回 ●第２回）", {"○": "第1回", "●": "第2回"}),
    ("○かかわりをもつことが大切である。", {}),
    ("（○第１回）", {}),
    ("◎ ○ ◎", {}),
    ("", {}),
])  # fmt: skip
def test_what_a_text_explains(text: str, legend: dict[str, str]) -> None:
    assert legend_in(text) == legend


@pytest.mark.parametrize(("text", "codes"), [
    ("表\n注：◎は先導的に取り組む主体、○は参加する主体\n", {"◎": "lead", "○": "partner"}),
    ("凡例 ◎：主担当 ○：関係課\n", {"○": "partner"}),
    ("凡例 ●：中心となる課 △：協力する課\n", {"●": "lead", "△": "partner"}),
    ("（○第１回 ●第２回）\n", {}),
    ("表のみ\n", {}),
])  # fmt: skip
def test_roles(text: str, codes: dict[str, str]) -> None:
    assert roles(Reading(Ledger(text_source(text, "a.txt")), load_lexicon(), None), text) == codes


def test_items_carry_the_legend_of_the_heading_above() -> None:
    text = (
        f"{PROSE[0]}\n\n主な意見（○第１回 ●第２回）\n\n１ しくみについて\n\n○かかわりをもつことが大切である。\n"
        "●参加の機会を増やすとよい。\n\n２ 場所について\n\n●拠点を増やすとよい。\n・その他の声もある。\n"
    )
    assert [found for found in pick(text, "sections", "marker", "legend", "text") if found[0] in ("○", "●", "・")] == [
        ("○", "第1回", "かかわりをもつことが大切である。"), ("●", "第2回", "参加の機会を増やすとよい。"),
        ("●", "第2回", "拠点を増やすとよい。"), ("・", None, "その他の声もある。"),
    ]  # fmt: skip


def test_without_a_legend_a_mark_means_nothing() -> None:
    text = f"１ 意見\n\n{PROSE[0]}\n\n○かかわりをもつ。\n●機会を増やす。\n"
    assert {found for (found,) in pick(text, "sections", "legend")} == {None}
