"""Variants of labels and values in ruled forms: groups, notes, options, grades, amounts, names without a label."""

from collections.abc import Callable

from .forms import Form
from .pages import rows_on as table


def two(draw: Callable[[Form, str, str], object]) -> Form:
    """Two forms of the same kind on one page."""
    form = Form()
    for name, office in (("橋の点検", "土木課"), ("道の整備", "道路課")):
        form.at += 20
        draw(form, name, office)
    return form


def test_a_label_of_labels_is_no_field() -> None:
    def draw(form: Form, name: str, office: str) -> None:
        form.rows(["#事業名", (name, 5)])
        form.beside("#事業の概要", ["#目的", "道を直す。"], ["#内容", "点検をする。"])
        form.rows(["#所管", "#部", ("建設部", 2), "#課", (office, 1)])

    assert table("fields", "sheet field label text", two(draw)) == [
        (1, "purpose", "目的", "道を直す。"), (1, "content", "内容", "点検をする。"),
        (2, "purpose", "目的", "道を直す。"), (2, "content", "内容", "点検をする。"),
    ]  # fmt: skip
    assert table("offices", "sheet office", two(draw)) == [(1, "建設部"), (1, "土木課"), (2, "建設部"), (2, "道路課")]


def test_a_note_under_a_label_and_values_on_a_line_of_their_own() -> None:
    form = Form().rows(
        [("事業名\n橋の点検", 3), ("担当課\n土木課", 2)], ["#事業の目的\n※簡潔に記入", ("道を直す。", 4)]
    )
    assert table("sheets", "title", form) == [("橋の点検",)]
    assert table("fields", "field text", form) == [("purpose", "道を直す。")]
    assert table("offices", "office", form) == [("土木課",)]


def test_options_and_grades() -> None:
    form = Form().rows(
        ["#事業名", ("橋の点検", 5)], ["#事業区分", ("☑新規　□継続　□拡充", 5)], ["#対象", ("A 地区の市民", 5)],
        ["#必要性", "A", ("必要である。", 4)], ["#総合評価", ("B　概ね順調である。", 5)],
    )  # fmt: skip
    assert table("sheets", "kind", form) == [("新規",)]
    assert table("assessments", "aspect grade", form) == [("必要性", "A"), ("総合評価", "B")]
    assert table("fields", "label text", form) == [("対象", "A 地区の市民")]


def test_amounts_with_their_years() -> None:
    form = Form().rows(
        ["#事業名", ("橋の点検", 5)], ["#予算額", ("令和7年度：1,200千円", 5)],
        ["#令和5年度決算額", "#令和6年度決算額"],
        ["900千円", "1,000千円"], ["#事業費", ("12,000千円（令和7年度～令和9年度）", 5)], ["#目的", ("道を直す。", 5)],
    )  # fmt: skip
    assert table("indicators", "indicator fiscal_year value_type value unit", form) == [
        ("予算額", 2025, "plan", 1200.0, "千円"), ("令和5年度決算額", 2023, "actual", 900.0, "千円"),
        ("令和6年度決算額", 2024, "actual", 1000.0, "千円"),
    ]  # fmt: skip
    assert ("事業費", "12,000千円（令和7年度～令和9年度）") in table("fields", "label text", form)


BODY = ["#目的", ("道を直す。", 5)], ["#事業内容", ("点検をする。", 5)]


def test_a_name_over_the_whole_width() -> None:
    form = two(lambda form, name, office: form.rows([f"#12　{name}　　　　　担当課：{office}"], *BODY))
    assert table("sheets", "sheet_no number title", form) == [(1, "12", "橋の点検"), (2, "12", "道の整備")]
    assert table("offices", "sheet office", form) == [(1, "土木課"), (2, "道路課")]


def test_a_name_over_the_whole_width_of_forms_that_touch() -> None:
    form = Form()
    for name in ("橋の点検", "道の整備"):
        form.rows([name], *BODY)
    assert table("sheets", "title", form) == [("橋の点検",), ("道の整備",)]
    assert table("fields", "sheet label", form) == [(1, "目的"), (1, "事業内容"), (2, "目的"), (2, "事業内容")]


def test_what_stands_over_every_form_is_no_name() -> None:
    form = Form().head("橋の点検").rows(["#事業のあらまし"], *BODY).head("道の整備").rows(["#事業のあらまし"], *BODY)
    assert table("sheets", "title", form) == [("橋の点検",), ("道の整備",)]


def test_the_name_of_a_form_is_no_project() -> None:
    form = Form().rows(["#事務事業点検シート"], *BODY)
    assert table("sheets", "title", form) == [(None,)]


def test_a_letter_of_a_sum_is_no_unit() -> None:
    form = Form().rows(["#事業名", ("橋の点検", 3)], ["#区分（千円）", "#令和5年度", "#令和6年度"],
                       ["直接事業費(A)", "900", "950"], ["#目的", ("道を直す。", 3)])  # fmt: skip
    assert table("indicators", "indicator value unit", form) == [
        ("直接事業費(A)", 900.0, "千円"), ("直接事業費(A)", 950.0, "千円"),
    ]  # fmt: skip


def test_a_grade_for_each_part() -> None:
    form = Form().rows(["#施設名", ("東公民館", 3)], ["#部位", "#判定", "#部位", "#判定"], ["屋根", "A", "内部", "C"],
                       ["外壁", "B", "電気設備", "D"], ["#備考", ("なし", 3)])  # fmt: skip
    assert sorted(table("assessments", "aspect grade", form)) == [
        ("内部", "C"), ("外壁", "B"), ("屋根", "A"), ("電気設備", "D"),
    ]  # fmt: skip
    assert table("fields", "label text", form) == [("備考", "なし")]


def test_grades_below_their_parts() -> None:
    form = Form().rows(["#施設名", ("東公民館", 3)], ["#部位", "#屋根", "#外壁", "#内部"], ["#判定", "A", "B", "C"],
                       ["#備考", ("なし", 3)])  # fmt: skip
    assert table("assessments", "aspect grade", form) == [("屋根", "A"), ("外壁", "B"), ("内部", "C")]


def test_amounts_in_cells_behind_their_years() -> None:
    form = Form().rows(["#事業名", ("橋の点検", 5)], ["#職員数（人）", "#令和5年度", "0.5", "#令和6年度", "－"],
                       ["#目的", ("道を直す。", 5)])  # fmt: skip
    assert table("indicators", "indicator period fiscal_year value_type value value_status unit", form) == [
        ("職員数（人）", "令和5年度", 2023, "actual", 0.5, "number", "人"),
        ("職員数（人）", "令和6年度", 2024, "actual", None, "nil", "人"),
    ]  # fmt: skip
    assert table("fields", "label", form) == [("目的",)]


def test_name_and_office_in_lines_with_a_blank_between() -> None:
    form = Form()
    for name, office in (("橋の点検", "土木課"), ("道の整備", "道路課")):
        form.head(f"事業名　{name}", 13).head(f"担当課　{office}", 9).rows(*BODY)
    assert table("sheets", "title", form) == [("橋の点検",), ("道の整備",)]
    assert table("offices", "sheet office", form) == [(1, "土木課"), (2, "道路課")]


def test_an_indicator_told_by_labels_and_values() -> None:
    form = Form().rows(
        ["#事業名", ("橋の点検", 5)], ["#指標名", ("点検した橋の数", 3), "#単位", "橋"],
        ["#現状値（R5）", ("3", 2), "#目標値（R9）", ("－", 2)],
        ["#成果指標", ("満足度", 5)],
        ["#令和6年度実績", ("80%", 2), "#令和9年度目標", ("90%", 2)], ["#目標", ("道を直す。", 5)],
    )  # fmt: skip
    assert table("indicators", "table_no indicator fiscal_year value_type value unit", form) == [
        (1, "点検した橋の数", 2023, "baseline", 3.0, "橋"), (1, "点検した橋の数", 2027, "target", None, "橋"),
        (2, "満足度", 2024, "actual", 80.0, "%"), (2, "満足度", 2027, "target", 90.0, "%"),
    ]  # fmt: skip
    assert table("fields", "label text", form) == [("目標", "道を直す。")]


def test_number_and_kind_in_cells_of_their_own() -> None:
    form = Form().rows(["#基本目標", ("1", 1), ("安全なまち", 4)], ["#事業名", ("12-3", 1), ("橋の点検", 3), "新規"],
                       ["#担当課", ("土木課", 5)], ["#目的", ("道を直す。", 5)])  # fmt: skip
    assert table("sheets", "number title kind level1_number level1_title", form) == [
        ("12-3", "橋の点検", "新規", "1", "安全なまち")
    ]


def test_cells_of_one_column_with_a_colon_behind_their_labels() -> None:
    form = two(lambda form, name, office: form.rows([f"事業名：{name}"], [f"担当課：{office}"], ["目　的：道を直す。"]))
    assert table("sheets", "title", form) == [("橋の点検",), ("道の整備",)]
    assert table("offices", "sheet office", form) == [(1, "土木課"), (2, "道路課")]
    assert table("fields", "sheet field text", form) == [(1, "purpose", "道を直す。"), (2, "purpose", "道を直す。")]
