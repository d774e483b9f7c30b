"""Lists in a text: Markdown, tabs, columns of blanks; read as those in a ruled table are."""

from typing import Any

import pytest

from tests.extract.test_document import pick, read

ROWS = [
    ["基本目標", "No.", "施策名", "内容", "担当課", "区分", "R7", "R8"],
    ["１ 働く", "1", "就農支援", "機械の購入を補助する。", "農政課", "継続", "実施", "→"],
    ["", "2", "創業支援", "講座を開く。", "企画課・商工課", "新規", "準備", "実施"],
    ["２ 住む", "3", "空き家", "登録を進める。", "建設課", "拡充", "実施", "→"],
]


def markdown(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    rule = "|" + "|".join([":-:"] * len(rows[0])) + "|"
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def tabs(rows: list[list[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


@pytest.mark.parametrize("text", [markdown(ROWS), tabs(ROWS)], ids=["pipes", "tabs"])
def test_a_list_in_a_text(text: str) -> None:
    text = "# 総合戦略 施策一覧\n\n" + text + "\n計画の期間は令和７年度から令和８年度までとする。\n"
    assert pick(text, "sheets", "number", "title", "kind", "level1_number", "level1_title") == [
        ("1", "就農支援", "継続", "1", "働く"), ("2", "創業支援", "新規", "1", "働く"),
        ("3", "空き家", "拡充", "2", "住む"),
    ]  # fmt: skip
    assert [r[0] for r in pick(text, "offices", "office")] == ["農政課", "企画課", "商工課", "建設課"]
    assert pick(text, "schedule", "fiscal_year", "text", "is_continued") == [
        (2025, "実施", False), (2026, "実施", True), (2025, "準備", False), (2026, "実施", False),
        (2025, "実施", False), (2026, "実施", True),
    ]  # fmt: skip
    assert [r[0] for r in pick(text, "fields", "text")] == ["機械の購入を補助する。", "講座を開く。", "登録を進める。"]
    assert "table" not in [r[0] for r in pick(text, "sections", "kind")]
    assert [r for r in read(text).rows["residue"] if r["kind"] == "unread"] == []


def amounts(text: str) -> list[tuple[Any, ...]]:
    return pick(text, "indicators", "indicator", "unit", "fiscal_year", "value_type", "value")


def test_heads_on_two_rows_and_sums() -> None:
    text = "実施計画\n\n" + tabs([
        ["事業名", "担当課", "事業費（千円）", "", ""],
        ["", "", "R7", "R8", "計"],
        ["第1章 福祉", "", "", "", ""],
        ["見守り事業", "福祉課", "10", "20", "30"],
        ["相談事業", "福祉課", "1", "－", "1"],
        ["章計", "", "11", "20", "31"],
    ])  # fmt: skip
    assert pick(text, "sheets", "title", "level1_number", "level1_title") == [
        ("見守り事業", "第1章", "福祉"), ("相談事業", "第1章", "福祉"),
    ]  # fmt: skip
    assert amounts(text) == [
        ("事業費（千円）", "千円", 2025, "plan", 10), ("事業費（千円）", "千円", 2026, "plan", 20),
        ("事業費（千円）", "千円", None, "plan", 30), ("事業費（千円）", "千円", 2025, "plan", 1),
        ("事業費（千円）", "千円", 2026, "plan", None), ("事業費（千円）", "千円", None, "plan", 1),
        ("章計", "千円", 2025, "plan", 11), ("章計", "千円", 2026, "plan", 20), ("章計", "千円", None, "plan", 31),
    ]  # fmt: skip


def test_a_table_of_indicators_is_no_list() -> None:
    text = markdown([["No.", "指標名", "単位", "基準値（R5）", "目標値（R9）"], ["1", "就農者数", "人", "6", "30"],
                     ["2", "移住者数", "人", "31", "60"]])  # fmt: skip
    assert pick(text, "sheets", "title") == []
    assert [(r[0], r[2]) for r in amounts(text)] == \
        [("就農者数", 2023), ("就農者数", 2027), ("移住者数", 2023), ("移住者数", 2027)]  # fmt: skip


def test_a_list_of_sheets_that_follow_as_forms_opens_none() -> None:
    form = "事業名\t{}\n担当課\t福祉課\n目的\t{}\n\n"
    text = form.format("見守り事業", "声をかける。") + form.format("相談事業", "話を聞く。")
    text += tabs([
        ["番号", "事業名", "担当課", "区分"],
        ["1", "見守り事業", "福祉課", "新規"],
        ["2", "相談事業", "福祉課", "継続"],
    ])  # fmt: skip
    assert [r[0] for r in pick(text, "sheets", "title")] == ["見守り事業", "相談事業"]


def test_a_note_below_the_list() -> None:
    text = markdown([*ROWS, ["※ 再掲を含む。", "", "", "", "", "", "", ""]])
    assert len(pick(text, "sheets", "title")) == 3
    assert "再掲を含む。" in "".join(r[0] for r in pick(text, "sections", "text"))


def test_columns_of_blanks() -> None:
    text = (
        "事業名          事業内容            担当課    R7      R8\n"
        "見守り事業      名簿を作る。        福祉課    検討    実施\n"
        "備蓄事業        倉庫を置く。        防災課    設計    整備\n"
        "図書事業        本を買う。          学習課    購入    →\n"
    )
    assert [r[0] for r in pick(text, "sheets", "title")] == ["見守り事業", "備蓄事業", "図書事業"]
    assert [r[0] for r in pick(text, "offices", "office")] == ["福祉課", "防災課", "学習課"]


def test_headings_above_the_lists_carry_down() -> None:
    body = [row[1:] for row in ROWS]
    text = f"# 計画\n\n## 基本目標１ 働く\n\n{markdown(body[:3])}\n## 基本目標２ 住む\n\n{markdown([body[0], body[3]])}"
    assert pick(text, "sheets", "title", "level1_label", "level1_number", "level1_title") == [
        ("就農支援", "基本目標", "1", "働く"),
        ("創業支援", "基本目標", "1", "働く"),
        ("空き家", "基本目標", "2", "住む"),
    ]  # fmt: skip
    assert pick(text, "sections", "kind", "text")[1:] == [("heading", "働く"), ("heading", "住む")]
