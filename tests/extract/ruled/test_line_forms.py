"""Forms that are nothing but lines: labels with colons, numbered labels with prose under them."""

from typing import Any

import pytest

from plansheets.conversion import Converted, Rules, convert_bytes, load_rules


def read(text: str) -> Converted:
    """A text as the general reader sees it."""
    return convert_bytes(text.encode(), "a.txt", Rules(load_rules().lexicon, ()))


def pick(done: Converted, table: str, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[c] for c in columns) for row in done.rows.get(table, [])]


COLONS = """\
みほん市実施計画

事業名：あずまやの修繕
担 当：公園課、みどりの課
区 分：新規
１．目的
　雨の日にも憩える場所を残す。
２．内容
　三か所のあずまやの屋根を葺き替え、
あわせて腰掛けを直す。

事業名：井戸の再生
担 当：防災課
区 分：継続
１．目的
　断水に備える。
２．内容
　町内の井戸十五か所の水質を調べる。
"""


def test_labels_with_colons_and_numbered_labels_make_sheets() -> None:
    done = read(COLONS)
    assert pick(done, "sheets", "sheet_no", "title", "kind") == [
        (1, "あずまやの修繕", "新規"),
        (2, "井戸の再生", "継続"),
    ]
    assert pick(done, "offices", "office") == [("公園課",), ("みどりの課",), ("防災課",)]
    assert pick(done, "fields", "field", "text") == [
        ("purpose", "雨の日にも憩える場所を残す。"),
        ("content", "三か所のあずまやの屋根を葺き替え、あわせて腰掛けを直す。"),
        ("purpose", "断水に備える。"),
        ("content", "町内の井戸十五か所の水質を調べる。"),
    ]
    assert pick(done, "residue", "raw") == []


@pytest.mark.parametrize("head", ["【{}】", "■{}", "（１）{}", "○ {}"])
def test_other_heads_over_prose(head: str) -> None:
    """The office comes again, and the purpose: two forms, whose titles stand above them."""
    sheet = (
        "\n{title}\n\n担当課：{office}\n"
        + head.format("目的")
        + "\n{text}\n"
        + head.format("めざす姿とその時期")
        + "\nいつか。\n"
    )
    done = read(
        sheet.format(title="あずまやの修繕", office="公園課", text="憩える場所を残す。")
        + sheet.format(title="井戸の再生", office="防災課", text="断水に備える。")
    )
    assert pick(done, "sheets", "title") == [("あずまやの修繕",), ("井戸の再生",)]
    assert pick(done, "offices", "office") == [("公園課",), ("防災課",)]
    assert pick(done, "fields", "field", "text") == [
        ("purpose", "憩える場所を残す。"), (None, "いつか。"), ("purpose", "断水に備える。"), (None, "いつか。"),
    ]  # fmt: skip


def test_a_label_in_prose_makes_no_form() -> None:
    prose = "公園の利用について調べた。目的：憩える場所を残すこと。\n目的：次のとおりとする。\n公園の数は十五である。\n"
    done = read(f"１ 主旨\n\n{prose}")
    assert pick(done, "sheets", "title") == []
    assert "".join(text for (text,) in pick(done, "sections", "text")).count("目的：") == 2


def test_one_form_alone_needs_its_title_and_other_labels() -> None:
    done = read("事業名：井戸の再生\n担当課：防災課\n目的：断水に備える。\n")
    assert pick(done, "sheets", "title") == [("井戸の再生",)]
    assert pick(done, "fields", "label", "text") == [("目的", "断水に備える。")]
    assert pick(read("事業名：井戸の再生\n井戸は町内に十五か所ある。\n"), "sheets", "title") == []
