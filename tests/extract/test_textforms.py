"""Forms in a text, parted by blanks: read as ruled forms are, without a family."""

from typing import Any

from plansheets.conversion import Rules, convert_bytes, load_rules

FORM = """\
                     事務事業評価シート

 事業番号      02-014                事務事業名    散歩道の案内事業
 担当課        健康増進課            評価責任者    課長　沢井
 政策          ２ 健やかに暮らせるまち

【事業の概要】
   目的          歩く人を増やす。
   内容          案内の看板を立て、休む場所を設けるとともに、散歩の会を
                 開く。

【事業費の推移】                                        （単位：千円）
   区分                       R4決算       R5決算       R6予算
   事業費                     18,204       19,011       20,457
     一般財源                 16,094       16,926       18,217

【指標】
   指標名                    単位    区分           R4       R5
   歩く人の割合              ％      目標         40.0     42.0
                                     実績         38.1     39.5
   看板の数                  本      目標           12       13
                                     実績           11       －

【評価】
   視点          評価    評価の理由
   妥当性         Ａ     市が行うべきである。
   有効性         Ｂ     目標に届いていない。

   今後の方向性  改善して継続
"""


def pick(text: str, table: str, columns: str) -> list[tuple[Any, ...]]:
    rows = convert_bytes(text.encode(), "a.txt", Rules(load_rules().lexicon, ())).rows.get(table, [])
    return [tuple(row[c] for c in columns.split()) for row in rows]


def test_a_form_of_labels_levels_and_offices() -> None:
    assert pick(FORM, "sheets", "number title level1_label level1_number level1_title") == [
        ("02-014", "散歩道の案内事業", "政策", "2", "健やかに暮らせるまち"),
    ]  # fmt: skip
    assert pick(FORM, "offices", "office") == [("健康増進課",)]
    assert pick(FORM, "fields", "label text") == [
        ("評価責任者", "課長 沢井"), ("目的", "歩く人を増やす。"),
        ("内容", "案内の看板を立て、休む場所を設けるとともに、散歩の会を開く。"),
    ]  # fmt: skip


def test_a_unit_above_a_table_and_names_that_go_on_over_two_rows() -> None:
    found = pick(FORM, "indicators", "indicator unit fiscal_year value_type value")
    assert found[:3] == [
        ("事業費", "千円", 2022, "actual", 18204.0), ("事業費", "千円", 2023, "actual", 19011.0),
        ("事業費", "千円", 2024, "plan", 20457.0),
    ]  # fmt: skip
    assert found[6:] == [
        ("歩く人の割合", "%", 2022, "target", 40.0), ("歩く人の割合", "%", 2023, "target", 42.0),
        ("歩く人の割合", "%", 2022, "actual", 38.1), ("歩く人の割合", "%", 2023, "actual", 39.5),
        ("看板の数", "本", 2022, "target", 12.0), ("看板の数", "本", 2023, "target", 13.0),
        ("看板の数", "本", 2022, "actual", 11.0), ("看板の数", "本", 2023, "actual", None),
    ]  # fmt: skip


def test_grades_under_a_head_that_no_lexicon_knows() -> None:
    assert pick(FORM, "assessments", "aspect grade text") == [
        ("妥当性", "A", "市が行うべきである。"), ("有効性", "B", "目標に届いていない。"),
        ("今後の方向性", None, "改善して継続"),
    ]  # fmt: skip


def test_every_sheet_of_a_file_and_nothing_left() -> None:
    two = FORM + "\f" + FORM.replace("02-014", "02-015").replace("散歩道の案内", "道の清掃")
    assert pick(two, "sheets", "sheet_no title") == [(1, "散歩道の案内事業"), (2, "道の清掃事業")]
    assert all(kind == "furniture" for kind, _ in pick(two, "residue", "kind raw"))


def test_a_plain_table_without_a_name_of_a_sheet_is_read_as_before() -> None:
    assert pick("区分      例\n見守り    声かけ\n", "sheets", "title") == []
