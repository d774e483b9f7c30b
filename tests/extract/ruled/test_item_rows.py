"""Lists whose sheets have a row for the steps of a year and others for its money, under years and their sum."""

import pytest

from .forms import Form
from .grids import ruled
from .pages import rows_on as table

FIGURES = "sheet indicator unit fiscal_year value_type value value_status"
STEPS = "sheet fiscal_year value_type text is_continued"


@pytest.mark.parametrize("head", ["項目", "区分", "年次計画等"])
def test_steps_over_money(head: str) -> None:
    form = ruled(Form().head("第２期実施計画").head("（単位：千円）", 8.0), f"""
        #事業番号 | #事業名 | #担当課 | #事業の概要 | #{head} | #令和7年度 | #令和8年度 | #２か年計
        11 | 橋の点検 | 土木課 | 点検する。 | #年次計画 | ２橋 | → | _
        ^ | ^ | ^ | ^ | #事業費 | 8,250 | 未定 | 8,250
        12 | 道の整備 | 土木課/管理課 | 直す。 | #年次計画 | 設計 | 工事 | _
        ^ | ^ | ^ | ^ | #事業費 | 0 | － | 0
    """, "4 6 6 8 5 6 6 6")  # fmt: skip
    assert table("sheets", "number title", form) == [("11", "橋の点検"), ("12", "道の整備")]
    assert table("offices", "sheet office", form) == [(1, "土木課"), (2, "土木課"), (2, "管理課")]
    assert table("fields", "sheet label text", form) == [(1, "事業の概要", "点検する。"), (2, "事業の概要", "直す。")]
    assert table("schedule", STEPS, form) == [
        (1, 2025, "plan", "2橋", False), (1, 2026, "plan", "2橋", True),
        (2, 2025, "plan", "設計", False), (2, 2026, "plan", "工事", False),
    ]  # fmt: skip
    assert table("indicators", FIGURES, form) == [
        (1, "事業費", "千円", 2025, "plan", 8250.0, "number"),
        (1, "事業費", "千円", 2026, "plan", None, "undetermined"),
        (1, "事業費", "千円", None, "plan", 8250.0, "number"), (2, "事業費", "千円", 2025, "plan", 0.0, "number"),
        (2, "事業費", "千円", 2026, "plan", None, "nil"), (2, "事業費", "千円", None, "plan", 0.0, "number"),
    ]  # fmt: skip


def test_what_pays_for_it_and_a_count_of_things() -> None:
    form = ruled(Form().head("実施計画").head("（単位：千円）", 8.0), """
        #事業名 | #担当課 | #項目 | < | #令和7年度 | #令和8年度 | #計
        橋の点検 | 土木課 | #事業内容 | < | 点検 | → | _
        ^ | ^ | #活動指標 | < | ２橋 | ３橋 | ５橋
        ^ | ^ | #事業費 | < | 900 | 800 | 1,700
        ^ | ^ | #財源内訳 | #国庫支出金 | 300 | 200 | 500
        ^ | ^ | ^ | #一般財源 | 600 | 600 | 1,200
        道の整備 | 道路課 | #事業内容 | < | 設計 | 工事 | _
        ^ | ^ | #活動指標 | < | － | １路線 | _
        ^ | ^ | #事業費 | < | 100 | 900 | 1,000
        ^ | ^ | #財源内訳 | #国庫支出金 | 0 | 500 | 500
        ^ | ^ | ^ | #一般財源 | 100 | 400 | 500
    """, "6 5 4 5 6 6 6")  # fmt: skip
    assert table("sheets", "title", form) == [("橋の点検",), ("道の整備",)]
    assert table("fields", "label text", form) == []
    assert table("schedule", STEPS, form) == [
        (1, 2025, "plan", "点検", False), (1, 2026, "plan", "点検", True),
        (2, 2025, "plan", "設計", False), (2, 2026, "plan", "工事", False),
    ]  # fmt: skip
    first = [row[1:-1] for row in table("indicators", FIGURES, form) if row[0] == 1 and row[3] is not None]
    assert first == [
        ("活動指標", "橋", 2025, "plan", 2.0), ("活動指標", "橋", 2026, "plan", 3.0),
        ("事業費", "千円", 2025, "plan", 900.0), ("事業費", "千円", 2026, "plan", 800.0),
        ("国庫支出金", "千円", 2025, "plan", 300.0), ("国庫支出金", "千円", 2026, "plan", 200.0),
        ("一般財源", "千円", 2025, "plan", 600.0), ("一般財源", "千円", 2026, "plan", 600.0),
    ]  # fmt: skip


def test_years_and_their_sum_below_a_head_of_their_own() -> None:
    form = ruled(Form().head("実施計画"), """
        #No. | #事業名 | #所管課 | #年次計画（事業費の単位：千円） | < | < | <
        ^ | ^ | ^ | #区分 | #令和7年度 | #令和8年度 | #３か年計
        1 | 橋の点検 | 土木課 | 計画内容 | 設計 | 工事 | _
        ^ | ^ | ^ | 事業費 | 900 | 800 | 1,700
        2 | 道の整備 | 道路課 | 計画内容 | 調査 | → | _
        ^ | ^ | ^ | 事業費 | 10 | 20 | 30
    """, "3 6 5 6 6 6 6")  # fmt: skip
    assert table("sheets", "number title", form) == [("1", "橋の点検"), ("2", "道の整備")]
    assert [row[3] for row in table("schedule", STEPS, form)] == ["設計", "工事", "調査", "調査"]
    assert [row[1:6] for row in table("indicators", FIGURES, form)] == [
        ("事業費", "千円", 2025, "plan", 900.0), ("事業費", "千円", 2026, "plan", 800.0),
        ("事業費", "千円", None, "plan", 1700.0), ("事業費", "千円", 2025, "plan", 10.0),
        ("事業費", "千円", 2026, "plan", 20.0), ("事業費", "千円", None, "plan", 30.0),
    ]  # fmt: skip


def test_numbered_headings_over_lists_carry_down_to_their_sheets() -> None:
    head = "#事業名 | #担当課 | #項目 | #令和7年度 | #令和8年度"
    form = Form().head("実施計画", 14.0)
    for chapter, section, name in (
        ("第１章　安全なまち", "第１節　道と橋", "橋の点検"), ("", "第２節　消防", "水利の整備"),
        ("第２章　健やかなまち", "第１節　医療", "医師の確保"),
    ):  # fmt: skip
        form = form.head(chapter, 12.0) if chapter else form
        form = ruled(form.head(section, 10.0), f"""
            {head}
            {name} | 土木課 | 年次計画 | 調査 | 工事
            ^ | ^ | 事業費 | 10 | 20
        """)  # fmt: skip
        form.at += 20
    assert table("sheets", "title level1_number level1_title level2_number level2_title", form) == [
        ("橋の点検", "1", "安全なまち", "1", "道と橋"), ("水利の整備", "1", "安全なまち", "2", "消防"),
        ("医師の確保", "2", "健やかなまち", "1", "医療"),
    ]  # fmt: skip


def test_planned_and_taken_and_a_sum_of_each_kind_of_money() -> None:
    form = ruled(Form().head("進捗管理表"), """
        #事業名 | #担当課 | #項目 | #令和5年度 | #令和6年度
        橋の点検 | 土木課 | 計画 | 調査 | 工事
        ^ | ^ | 実績 | 調査した。 | _
        ^ | ^ | 事業費（千円） | 10 | －
        道の整備 | 道路課 | 計画 | 設計 | →
        ^ | ^ | 実績 | _ | _
        ^ | ^ | 事業費（千円） | 0 | 20
        合計 | < | 事業費（千円） | 10 | 20
    """)  # fmt: skip
    assert table("sheets", "title", form) == [("橋の点検",), ("道の整備",)]
    assert table("schedule", STEPS, form) == [
        (1, 2023, "plan", "調査", False), (1, 2024, "plan", "工事", False),
        (1, 2023, "actual", "調査した。", False), (1, 2024, "actual", None, False),
        (2, 2023, "plan", "設計", False), (2, 2024, "plan", "設計", True),
        (2, 2023, "actual", None, False), (2, 2024, "actual", None, False),
    ]  # fmt: skip
    assert [row[:4] + row[5:6] for row in table("indicators", FIGURES, form)] == [
        (1, "事業費（千円）", "千円", 2023, 10.0), (1, "事業費（千円）", "千円", 2024, None),
        (2, "事業費（千円）", "千円", 2023, 0.0), (2, "事業費（千円）", "千円", 2024, 20.0),
        (None, "合計事業費（千円）", "千円", 2023, 10.0), (None, "合計事業費（千円）", "千円", 2024, 20.0),
    ]  # fmt: skip
