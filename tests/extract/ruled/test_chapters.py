"""Lines above forms that no label explains: which one names each, which are headings over several."""

from .forms import Form
from .pages import rows_on as table

BODY = ["#担当課", ("土木課", 5)], ["#事業目的", ("道を直す。", 5)]
COLUMNS = "sheet_no page_from number title level1_number level1_title level2_number level2_title"


def test_the_chapter_above_the_first_card_is_not_its_name() -> None:
    one = Form(1).head("第６次総合計画　主要事業", 15).head("１　安全なまち", 13).head("（１）橋の点検").rows(*BODY)
    one.head("（２）道の整備").rows(*BODY)
    two = Form(2).head("（３）水の管理").rows(*BODY)
    two.head("２　学びのまち", 13).head("（１）図書の充実").rows(*BODY)
    assert table("sheets", COLUMNS, one, two) == [
        (1, 1, "（1）", "橋の点検", "1", "安全なまち", None, None),
        (2, 1, "（2）", "道の整備", "1", "安全なまち", None, None),
        (3, 2, "（3）", "水の管理", "1", "安全なまち", None, None),
        (4, 2, "（1）", "図書の充実", "2", "学びのまち", None, None),
    ]  # fmt: skip


def test_chapters_and_sections() -> None:
    form = Form().head("第１章　暮らし", 14).head("第１節　道と橋", 13).head("橋の点検", 12).rows(*BODY)
    form.head("道の整備", 12).rows(*BODY)
    form.head("第２節　水道", 13).head("水の管理", 12).rows(*BODY)
    assert table("sheets", "title level1_number level1_title level2_number level2_title", form) == [
        ("橋の点検", "1", "暮らし", "1", "道と橋"), ("道の整備", "1", "暮らし", "1", "道と橋"),
        ("水の管理", "1", "暮らし", "2", "水道"),
    ]  # fmt: skip


def test_the_same_words_above_every_form_are_no_heading_over_it() -> None:
    form = Form()
    for name in ("橋の点検", "道の整備", "水の管理"):
        form.head("１　事業のあらまし").rows(["#事業名", (name, 5)], *BODY)
    assert table("sheets", "title level1_title", form) == [
        ("橋の点検", None), ("道の整備", None), ("水の管理", None),
    ]  # fmt: skip


def test_headings_over_forms_with_names_of_their_own() -> None:
    form = Form().head("Ⅰ　暮らしを守る").rows(["#事業名", ("橋の点検", 5)], *BODY)
    form.rows(["#事業名", ("道の整備", 5)], *BODY, gap=20)
    form.head("Ⅱ　学びを支える").rows(["#事業名", ("図書の充実", 5)], *BODY)
    assert table("sheets", "title level1_number level1_title", form) == [
        ("橋の点検", "Ⅰ", "暮らしを守る"), ("道の整備", "Ⅰ", "暮らしを守る"), ("図書の充実", "Ⅱ", "学びを支える"),
    ]  # fmt: skip


def test_a_line_that_explains_marks_is_no_heading() -> None:
    form = Form().head("１　安全なまち", 12).head("（１）指標の状況", 11)
    form.rows(["#指標名", "#単位", "#令和5年度", "#令和6年度"], ["点検数", "件", "3", "5"], ["講座数", "回", "2", "－"])
    form.head("評価の区分　◎：達成した　○：改善した　×：悪化した", 9).head("２　今後", 12).head("道を直す。", 9)
    assert ("caption", "評価の区分 ◎：達成した ○：改善した ×：悪化した") in table("sections", "kind text", form)
    assert table("indicators", "indicator fiscal_year value value_status level1_title", form) == [
        ("点検数", 2023, 3.0, "number", "安全なまち"), ("点検数", 2024, 5.0, "number", "安全なまち"),
        ("講座数", 2023, 2.0, "number", "安全なまち"), ("講座数", 2024, None, "nil", "安全なまち"),
    ]  # fmt: skip
