"""Cards: several small forms on a page, rows of labels with their values below, several labels in one cell."""

from .forms import Form
from .pages import rows_on as table

HEAD = ["#区分", ("#事業名", 3), "#予算科目"]
OFFICE = "担当課：{}　　　　　　（単位：千円）"


def card(form: Form, kind: str, title: str, office: str, now: str, before: str, change: str, gap: float = 20) -> Form:
    form.rows(HEAD, [kind, (title, 3), "２款１項"], [OFFICE.format(office)],
              ["#本年度予算額", "#前年度予算額", "#増減額"], [now, before, change], gap=gap)  # fmt: skip
    form.beside("#財源\n内訳", ["#国庫支出金", "#市債", "#一般財源"], ["100", "0", "-"])
    return form.rows(
        ["＜事業の目的＞\n　道を直す。\n＜事業の内容＞\n　・橋の点検\n【財源の説明】　国の補助は２分の１である。"]
    )


def pages() -> list[Form]:
    one = Form(1).head("令和７年度　予算の概要")
    card(one, "新規", "橋の点検事業", "土木課", "300", "－", "皆増")
    card(one, "継続", "公園の整備事業", "公園課", "200", "250", "▲50")
    two = Form(2).head("令和７年度　予算の概要")
    card(two, "拡充", "図書の充実事業", "図書館", "1,200", "1,000", "200", gap=0)
    return [one, two]


def test_each_card_is_a_sheet_also_at_the_top_of_a_page() -> None:
    assert table("sheets", "sheet_no page_from page_to title kind", *pages()) == [
        (1, 1, 1, "橋の点検事業", "新規"), (2, 1, 1, "公園の整備事業", "継続"), (3, 2, 2, "図書の充実事業", "拡充"),
    ]  # fmt: skip


def test_a_note_of_the_unit_beside_an_office_is_no_part_of_it() -> None:
    assert table("offices", "sheet office", *pages()) == [(1, "土木課"), (2, "公園課"), (3, "図書館")]


def test_labels_within_a_text_begin_fields_of_their_own() -> None:
    found = [row for row in table("fields", "sheet field label text", *pages()) if row[0] == 1]
    assert found == [
        (1, "account", "予算科目", "2款1項"), (1, "purpose", "＜事業の目的＞", "道を直す。"),
        (1, "content", "＜事業の内容＞", "・橋の点検"), (1, None, "【財源の説明】", "国の補助は2分の1である。"),
    ]  # fmt: skip


def test_amounts_are_of_the_year_that_their_labels_count_from_the_title() -> None:
    columns = "sheet indicator period fiscal_year value_type value value_status unit"
    found = table("indicators", columns, *pages())
    assert [row for row in found if row[0] == 2] == [
        (2, "予算額", "本年度", 2025, "plan", 200.0, "number", "千円"),
        (2, "予算額", "前年度", 2024, "plan", 250.0, "number", "千円"),
        (2, "増減額", "増減額", 2025, "plan", -50.0, "number", "千円"),
        (2, "国庫支出金", "国庫支出金", 2025, "plan", 100.0, "number", "千円"),
        (2, "市債", "市債", 2025, "plan", 0.0, "number", "千円"),
        (2, "一般財源", "一般財源", 2025, "plan", None, "nil", "千円"),
    ]
    assert [row[6] for row in found if row[0] == 1][:3] == ["number", "nil", "new"]


def test_without_a_year_in_the_title_amounts_stay_fields() -> None:
    form = card(Form(), "新規", "橋の点検事業", "土木課", "300", "－", "皆増")
    assert table("indicators", "indicator", form) == []
    assert ("本年度予算額", "300") in table("fields", "label text", form)


def test_a_list_of_one_row_stays_a_list() -> None:
    form = Form().rows(["#番号", "#事業名", "#担当課"], ["1", "橋の点検事業", "土木課"])
    assert table("sheets", "number title", form) == [("1", "橋の点検事業")]
    assert table("offices", "office", form) == [("土木課",)]


def test_several_values_below_each_label_of_a_row() -> None:
    form = Form().rows(["#事業名", ("橋の点検事業", 5)], ["#主な取組", "#実施場所"], ["点検", "東"], ["補修", "西"],
                       ["#備考", ("なし", 5)])  # fmt: skip
    assert table("fields", "label text", form) == [
        ("主な取組", "点検"), ("主な取組", "補修"), ("実施場所", "東"), ("実施場所", "西"), ("備考", "なし"),
    ]  # fmt: skip


def test_one_cell_with_two_labels() -> None:
    form = Form().rows(
        ["#事業名", ("橋の点検事業", 5)],
        ["担当課：土木課　　　　　　事業期間：令和７年度"],
        ["#目的", ("道を直す。", 5)],
    )
    assert table("offices", "office", form) == [("土木課",)]
    assert table("fields", "label text", form) == [("事業期間", "令和7年度"), ("目的", "道を直す。")]


def test_label_over_value_over_label() -> None:
    form = Form().rows(["#事業名"], ["橋の点検事業"], ["#目的"], ["道を直す。"], ["#担当課"], ["土木課"])
    assert table("sheets", "title", form) == [("橋の点検事業",)]
    assert table("fields", "label text", form) == [("目的", "道を直す。")]
    assert table("offices", "office", form) == [("土木課",)]
