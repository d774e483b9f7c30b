"""The outline: which style of marker stands under which, in the order of official texts, some of them left out."""

from itertools import combinations

import pytest

from .test_document import PROSE, pick

MARKERS = {
    "chapter": ("第1章 ", "第2章 "),
    "roman": ("Ⅰ ", "Ⅱ "),
    "arabic": ("１ ", "２ "),
    "bracketed": ("(1) ", "(2) "),
    "circled": ("①", "②"),
    "kana": ("ア ", "イ "),
}
"""In the usual order of official texts."""


def outline(text: str) -> list[tuple[int, str, str | None, str]]:
    """(depth, kind, marker, text), prose left out."""
    found = pick(text, "sections", "depth", "kind", "marker", "text")
    return [(d, k, m, t) for d, k, m, t in found if t not in PROSE]


@pytest.mark.parametrize("order", list(combinations(MARKERS, 3)), ids="-".join)
def test_any_three_styles_in_the_usual_order_nest(order: tuple[str, str, str]) -> None:
    """A A.B A.B.C A.B.C2 A.B2 A.B2.C A2 A2.B: what opens later stands deeper; the next of a style closes the last."""
    (a1, a2), (b1, b2), (c1, c2) = (MARKERS[style] for style in order)
    tree = [(0, a1, "甲の柱"), (1, b1, "乙の柱"), (2, c1, "丙の柱"), (2, c2, "丁の柱"), (1, b2, "戊の柱"),
            (2, c1, "己の柱"),
            (0, a2, "庚の柱"), (1, b1, "辛の柱")]  # fmt: skip
    text = "".join(f"{marker}{title}\n\n{PROSE[i % 4]}\n\n" for i, (_, marker, title) in enumerate(tree))
    assert [(d, t) for d, k, _, t in outline(text) if k == "heading"] == [(d, t) for d, _, t in tree]


def test_numbers_and_markers_are_kept() -> None:
    text = f"第２章 取組\n\n{PROSE[0]}\n\n３ 方針\n\n{PROSE[1]}\n\n（４）場所\n\n{PROSE[2]}\n"
    assert pick(text, "sections", "kind", "marker", "number", "text")[::2] == [
        ("heading", "第2章", 2, "取組"), ("heading", "3", 3, "方針"), ("heading", "（4）", 4, "場所"),
    ]  # fmt: skip


def test_prose_belongs_to_the_heading_above_it() -> None:
    text = f"１ 主旨\n\n{PROSE[0]}\n\n（１）場所\n\n{PROSE[1]}\n\n２ 日程\n\n{PROSE[2]}\n"
    found = pick(text, "sections", "ordinal", "parent", "kind")
    assert found == [(1, None, "heading"), (2, 1, "paragraph"), (3, 1, "heading"), (4, 3, "paragraph"),
                     (5, None, "heading"), (6, 5, "paragraph")]  # fmt: skip


def test_items_under_items() -> None:
    text = f"１ 取組\n\n{PROSE[0]}\n\n・研修\n○講座\n※令和6年度から\n・広報\n\n２ 日程\n\n{PROSE[1]}\n"
    assert outline(text) == [
        (0, "heading", "1", "取組"), (1, "item", "・", "研修"), (2, "item", "○", "講座"),
        (3, "item", "※", "令和6年度から"),
        (1, "item", "・", "広報"), (0, "heading", "2", "日程"),
    ]  # fmt: skip


def test_a_numbered_sentence_is_an_item() -> None:
    text = f"１ 考え方\n\n（１）項目\n\n①区民に示す。\n\n②区民が加わる。\n\n２ 日程\n\n{PROSE[0]}\n"
    assert [(d, k, t) for d, k, _, t in outline(text)] == [
        (0, "heading", "考え方"), (1, "heading", "項目"), (2, "item", "区民に示す。"), (2, "item", "区民が加わる。"),
        (0, "heading", "日程"),
    ]  # fmt: skip


def test_articles_with_their_captions_and_the_supplement() -> None:
    text = ("会議要綱\n\n(趣旨)\n\n第1条 この要綱は、必要な事項を定める。\n\n(委員)\n\n"
            "第2条 委員は、次の者とする。\n\n(1) 学識経験者\n(2) 公募市民\n\n"
            "附 則\n\nこの要綱は、公布の日から施行する。\n")  # fmt: skip
    assert outline(text) == [
        (0, "heading", None, "会議要綱"), (1, "caption", None, "(趣旨)"),
        (1, "article", "第1条", "この要綱は、必要な事項を定める。"),
        (1, "caption", None, "(委員)"), (1, "article", "第2条", "委員は、次の者とする。"),
        (2, "item", "(1)", "学識経験者"),
        (2, "item", "(2)", "公募市民"), (1, "heading", None, "附則"),
        (2, "paragraph", None, "この要綱は、公布の日から施行する。"),
    ]  # fmt: skip


def test_a_count_is_no_marker() -> None:
    sentence = "第３回の委員会を開き、第２次計画の案をまとめたので、その内容をここに報告し、今後の予定を示します。"
    text = f"１ 経過\n\n{sentence}\n\n{PROSE[0]}\n"
    assert [m for _, _, m, _ in outline(text)] == ["1", None]


def test_upright_years_are_headings_with_their_year() -> None:
    text = f"{PROSE[0]}\n\n2\n0\n2\n4\n年\n度\n\n案をまとめる。\n\n2\n0\n2\n5\n年\n度\n\n公表する。\n"
    assert pick(text, "sections", "kind", "text", "fiscal_year")[1:] == [
        ("heading", "2024年度", 2024), ("paragraph", "案をまとめる。", 2024), ("heading", "2025年度", 2025),
        ("paragraph", "公表する。", 2025),
    ]  # fmt: skip


def test_a_bracket_line_is_a_heading() -> None:
    text = f"１ 現状\n\n{PROSE[0]}\n\n＜課題＞\n○担い手が少ない。\n＜視点＞\n○場を増やす。\n"
    assert outline(text) == [
        (0, "heading", "1", "現状"), (1, "heading", None, "＜課題＞"), (2, "item", "○", "担い手が少ない。"),
        (1, "heading", None, "＜視点＞"), (2, "item", "○", "場を増やす。"),
    ]  # fmt: skip
