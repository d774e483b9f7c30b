"""Markers, ordinals, paths and inline lists; offsets point into the input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.enumerator import parse_enumerator

MARKERS = [
    ("（１）目的", "parenthesised", 1, "（１）", "目的"),
    ("1) 目的", "parenthesised", 1, "1)", "目的"),
    ("１．目的", "dotted", 1, "１．", "目的"),
    ("１、目的", "dotted", 1, "１、", "目的"),
    ("⒈目的", "dotted", 1, "⒈", "目的"),
    ("㉜広報", "circled", 32, "㉜", "広報"),
    ("⓫広報", "negative_circled", 11, "⓫", "広報"),
    ("➊広報", "negative_circled", 1, "➊", "広報"),
    ("⑮", "circled", 15, "⑮", ""),
    ("1⃝目的", "circled", 1, "1⃝", "目的"),
    ("㊂目的", "circled", 3, "㊂", "目的"),
    ("（三） 目的", "parenthesised_kanji", 3, "（三）", "目的"),
    ("ア）相談", "katakana", 1, "ア）", "相談"),
    ("イ　実施", "katakana", 2, "イ", "実施"),
    ("(イ) 相談", "katakana", 2, "(イ)", "相談"),
    ("ｶ 相談", "katakana", 6, "ｶ", "相談"),
    ("㋑相談", "katakana", 2, "㋑", "相談"),
    ("一　目的", "plain", 1, "一", "目的"),
    ("１ 主旨", "plain", 1, "１", "主旨"),
    ("２ 「協働」とは", "plain", 2, "２", "「協働」とは"),
    ("１ 人権の尊重", "plain", 1, "１", "人権の尊重"),
    ("1 ICT活用", "plain", 1, "1", "ICT活用"),
    ("Ⅳ．目的", "roman", 4, "Ⅳ．", "目的"),
    ("XII 目的", "roman", 12, "XII", "目的"),
    ("ⅩⅢ 目的", "roman", 13, "ⅩⅢ", "目的"),
    ("A. 目的", "latin", 1, "A.", "目的"),
    ("- 市民", "bullet", None, "-", "市民"),
    ("※ 市民", "bullet", None, "※", "市民"),
    ("第１ 基本", "ordinal", 1, "第１", "基本"),
    ("第１条　目的", "ordinal", 1, "第１条", "目的"),
    ("第十二章", "ordinal", 12, "第十二章", ""),
    ("3番目", "ordinal", 3, "3番目", ""),
]

NO_MARKER = [
    *("１１月 地方", "2014年度 (1年次)", "3年間の実施状況", "5地域区民説明会", "10 か所", "28地区", "１つの鍵"),
    *("1,345 継続実施", "37（見込み）", "（案）", "(仮称)センター", "（第3次）", "１", "12", "A棟", "アンケート"),
    *(
        "一関市",
        "一部実施",
        "二次",
        "4月1日",
        "2024-04-01",
        "1.5 倍",
        "3 回実施",
        "36 継続して拡充",
        "第三者",
        "第三セクター",
    ),
    *(
        "第4条の規定により",
        "○○課",
        "○年○月",
        "・・・",
        "-5",
        "-->",
        "IT活用",
        "X線",
        "ア",
        "ア ン ケ ー ト",
        "27-29年度",
    ),
    *("03-1234-5678", "37(2)", "10：00～", "（金）", "10-20人", "ノ、資金", "", "　"),
]

PATHS = [
    ("3-1 協働の考え方", (3, 1), "協働の考え方"),
    ("１－１　協働", (1, 1), "協働"),
    ("1.2.3 協働", (1, 2, 3), "協働"),
    ("1-(2)-ア 事業", (1, 2, 1), "事業"),
    ("2(1)① 相談", (2, 1, 1), "相談"),
    ("①－２ 事業", (1, 2), "事業"),
    ("(1-1) 事業", (1, 1), "事業"),
]

LISTS = [
    ("①周知　②募集", [(1, "周知"), (2, "募集")]),
    ("(1)周知、(2)募集", [(1, "周知"), (2, "募集")]),
    ("1)周知2)募集", [(1, "周知"), (2, "募集")]),
    ("１．周知　２．募集", [(1, "周知"), (2, "募集")]),
    ("ア 周知 イ 募集", [(1, "周知"), (2, "募集")]),
    ("取組：①周知 ②募集", [(1, "周知"), (2, "募集")]),
    ("・周知 ・募集", [(None, "周知"), (None, "募集")]),
    ("周知、募集", []),
]


@pytest.mark.parametrize(("text", "style", "number", "marker", "rest"), MARKERS)
def test_marker(text: str, style: str, number: int | None, marker: str, rest: str) -> None:
    found = parse_enumerator(text)
    assert (found.style, found.number, found.marker, found.rest) == (style, number, marker, rest)
    assert text[found.rest_start :] == rest


@pytest.mark.parametrize("text", NO_MARKER)
def test_no_marker(text: str) -> None:
    found = parse_enumerator(text)
    assert (found.style, found.marker, found.rest, found.rest_start) == (None, None, text, 0)


@pytest.mark.parametrize(("text", "path", "rest"), PATHS)
def test_path(text: str, path: tuple[int, ...], rest: str) -> None:
    found = parse_enumerator(text)
    assert (found.path, found.rest) == (path, rest)


@pytest.mark.parametrize(("text", "items"), LISTS)
def test_inline_list(text: str, items: list[tuple[int | None, str]]) -> None:
    found = parse_enumerator(text, split=True).items
    assert [(item.number, item.text) for item in found] == items
    assert all(text[item.start : item.end] == item.text for item in found)


@given(
    st.text(alphabet=st.sampled_from("1２一アⅡⅠ①⑵(（)）.．、-－ 第条章\n・○■年a目的月十"), max_size=14)
    | st.text(max_size=30),
    st.booleans(),
)
def test_marker_and_rest_are_parts_of_the_input(text: str, split: bool) -> None:
    found = parse_enumerator(text, split=split)
    if found.marker is None:
        assert found.rest == text
    else:
        assert text.find(found.marker) < max(found.rest_start, 1)
        assert text[found.rest_start :].rstrip() == found.rest
        assert (
            text[: found.rest_start].replace(found.marker, "", 1).strip(" \n\t\u3000\u200b\u200c\u200d\u2060\ufeff")
            == ""
            or not text.isprintable()
        )
    assert all(text[item.start : item.end] == item.text for item in found.items)


@pytest.mark.parametrize("rest", [
    "日中活動系サービス", "市中心部のにぎわい", "時間外勤務の縮減", "市強靱化計画", "年目標の管理",
    "人中心のまちづくり",
])  # fmt: skip
def test_a_heading_whose_first_letters_also_count(rest: str) -> None:
    found = parse_enumerator(f"２　{rest}")
    assert (found.style, found.number, found.rest) == ("plain", 2, rest)


@pytest.mark.parametrize("text", ["3 件中2件", "10 校中 5 校で実施", "5 日間の研修", "3 年目", "12 人 増"])
def test_a_count_is_no_heading(text: str) -> None:
    assert parse_enumerator(text).style is None
