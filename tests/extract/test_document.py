"""A whole text without a family: every block goes to its reader, wraps are undone, nothing is left over."""

from typing import Any

import pytest

from plansheets.conversion import Converted, Rules, convert_bytes, load_rules

PROSE = [
    "地域の課題を解決するため、市民と市が協力して取り組む仕組みを整え、活動の拠点を順に増やしていきます。",
    "担い手の高齢化が進み、若い世代が参加しやすい場をつくることが、どの地区でも共通の課題となっています。",
    "講座を終えた人が活動を始めるまでの間、相談に応じる職員を置き、必要な情報をまとめて届けていきます。",
    "集会所の空いている時間を調べ、使いたい団体が一目でわかるよう、毎月の予定を広報紙に載せていきます。",
]
"""Lines of the full width, so that the headings between them are seen to be short."""


def read(text: str) -> Converted:
    """A text as the general reader sees it."""
    return convert_bytes(text.encode(), "a.txt", Rules(load_rules().lexicon, ()))


def pick(text: str, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of one table of a text."""
    return [tuple(row[c] for c in columns) for row in read(text).rows.get(table, [])]


def texts(text: str) -> list[str]:
    """The texts of the outline."""
    return [row[0] for row in pick(text, "sections", "text")]


def test_prose_and_tables_in_one_text() -> None:
    done = read(
        f"１ 主旨\n\n{PROSE[0]}\n\n２ 指標\n\n指標\t単位\t令和4年度実績\t令和10年度目標\n参加者数\t人\t41\t61\n\n"
        f"３ 日程\n\n令和6年4月 素案の作成\n6月 意見の募集\n9月 公表\n\n{PROSE[1]}\n"
    )
    assert [(r["value"], r["value_type"]) for r in done.rows["indicators"]] == [(41, "actual"), (61, "target")]
    assert [r["event"] for r in done.rows["events"]] == ["素案の作成", "意見の募集", "公表"]
    assert [r["text"] for r in done.rows["sections"]] == ["主旨", PROSE[0], "指標", "日程", PROSE[1]]
    assert done.rows["residue"] == []


def test_what_no_table_waits_for_stays_a_row_of_the_outline() -> None:
    assert pick("区分\t例\n見守り\t声かけ\n", "sections", "kind", "text") == \
        [("table", "区分\t例"), ("table", "見守り\t声かけ")]  # fmt: skip


@pytest.mark.parametrize(("text", "joined"), [
    pytest.param(f"{PROSE[0][:-2]}\nます。\n", [PROSE[0][:-2] + "ます。"], id="single spacing"),
    pytest.param(f"{PROSE[0][:-1]}\n\n整備も進めます。\n\n{PROSE[1][:-1]}\n\n課題です。\n",
                 [PROSE[0][:-1] + "整備も進めます。", PROSE[1][:-1] + "課題です。"], id="double spacing"),
    pytest.param(f"{PROSE[0][:-1]}\n\n3\n\n\f整備も進めます。\n\n{PROSE[1]}\n",
                 [PROSE[0][:-1] + "整備も進めます。", PROSE[1]], id="page break with a number"),
    pytest.param(f"{PROSE[0]}\n{PROSE[1]}\n\n{PROSE[2]}\n", [PROSE[0] + PROSE[1], PROSE[2]], id="full lines"),
    pytest.param(f"（仮称）まちの\n広場条例（区民\nの参加）\n\n{PROSE[0]}\n",
                 ["（仮称）まちの広場条例（区民の参加）", PROSE[0]], id="open bracket"),
    pytest.param(f"{PROSE[0]}\n\n・研修を開く。\n・人を育てる。\n", [PROSE[0], "研修を開く。", "人を育てる。"],
                 id="items end lines"),
])  # fmt: skip
def test_wraps_are_undone(text: str, joined: list[str]) -> None:
    assert texts(text) == joined


def test_contents_are_items_and_no_headings() -> None:
    text = (f"目 次\n\n第1章 背景\n\n1 目的\t1\n2 期間\t2\n\n第2章 取組\n\n1 方針\t3\n\n"
            f"第1章 背景\n\n1 目的\n\n{PROSE[0]}\n\n2 期間\n\n{PROSE[1]}\n\n"
            f"第2章 取組\n\n1 方針\n\n{PROSE[2]}\n")  # fmt: skip
    found = pick(text, "sections", "kind", "text")
    headings = [t for kind, t in found if kind == "heading"]
    assert headings == ["目次", "背景", "目的", "期間", "取組", "方針"]
    assert [t for kind, t in found if kind == "item"] == ["背景", "目的", "期間", "取組", "方針"]


@pytest.mark.parametrize("text", ["", "\n", "年", "1", "\f\f", "目的", "|", "||", "・", "（", "→", "□"])
def test_a_crumb_of_a_text(text: str) -> None:
    document = read(text).rows["documents"][0]
    assert document["characters_used"] + document["characters_left"] == document["characters"]
