"""Tables with a year a row: amounts and steps under heads of one row or two, sums, kinds of value, verdicts."""

from .forms import Form
from .grids import named, ruled
from .pages import rows_on as table

FIGURES = "indicator unit fiscal_year value_type value value_status"


def test_steps_amounts_and_where_the_money_comes_from() -> None:
    form = ruled(named(Form()), """
        #年度 | #事業内容 | #事業費/(千円) | #財源内訳 | <
        ^ | ^ | ^ | #国県支出金 | #一般財源
        令和7年度 | 設計 | 900 | 300 | 600
        令和8年度 | 工事/検査 | 2,000 | － | 2,000
        計 | _ | 2,900 | 300 | 2,600
    """)  # fmt: skip
    assert table("schedule", "sheet fiscal_year value_type text is_continued", form) == [
        (1, 2025, "plan", "設計", False), (1, 2026, "plan", "工事検査", False),
    ]  # fmt: skip
    assert table("indicators", FIGURES, form) == [
        ("事業費(千円)", "千円", 2025, "plan", 900.0, "number"),
        ("事業費(千円)", "千円", 2026, "plan", 2000.0, "number"),
        ("事業費(千円)", "千円", None, "plan", 2900.0, "number"),
        ("国県支出金", "千円", 2025, "plan", 300.0, "number"), ("国県支出金", "千円", 2026, "plan", None, "nil"),
        ("国県支出金", "千円", None, "plan", 300.0, "number"),
        ("一般財源", "千円", 2025, "plan", 600.0, "number"), ("一般財源", "千円", 2026, "plan", 2000.0, "number"),
        ("一般財源", "千円", None, "plan", 2600.0, "number"),
    ]  # fmt: skip


def test_planned_and_actual_of_a_year_and_a_verdict() -> None:
    form = ruled(named(Form()), """
        #年度 | #区分 | #事業費（千円） | #評価 | #備考
        令和5年度 | 予算 | 900 | A | 春に始めた
        ^ | 決算 | 850 | ^ | ^
        令和6年度 | 予算 | 700 | B | _
        ^ | 決算 | 690 | ^ | ^
    """)  # fmt: skip
    assert table("indicators", "indicator fiscal_year value_type value", form) == [
        ("事業費（千円）", 2023, "plan", 900.0), ("事業費（千円）", 2023, "actual", 850.0),
        ("事業費（千円）", 2024, "plan", 700.0), ("事業費（千円）", 2024, "actual", 690.0),
    ]  # fmt: skip
    assert table("assessments", "aspect fiscal_year grade", form) == [("評価", 2023, "A"), ("評価", 2024, "B")]
    assert table("fields", "label text", form) == [("備考", "春に始めた")]


def test_kinds_of_value_left_of_the_years() -> None:
    form = ruled(named(Form()), """
        #区分 | #年度 | #事業費（千円）
        実績 | 令和5年度 | 10
        ^ | 令和6年度 | 20
        計画 | 令和7年度 | 30
    """)  # fmt: skip
    assert table("indicators", "fiscal_year value_type value", form) == [
        (2023, "actual", 10.0), (2024, "actual", 20.0), (2025, "plan", 30.0),
    ]  # fmt: skip
    assert table("residue", "raw", form) == []


def test_a_step_over_several_years_and_other_labels_below() -> None:
    form = ruled(named(Form()), """
        #年度 | #取組内容 | #事業費（千円）
        令和7年度 | 見回る | 10
        令和8年度 | ^ | 20
        #備考 | 毎年見直す | <
    """)  # fmt: skip
    assert table("schedule", "fiscal_year text", form) == [(2025, "見回る"), (2026, "見回る")]
    assert table("indicators", "fiscal_year value", form) == [(2025, 10.0), (2026, 20.0)]
    assert table("fields", "label text", form) == [("備考", "毎年見直す")]


def test_a_list_of_projects_by_year_stays_a_list() -> None:
    form = ruled(Form(), """
        #年度 | #事業名 | #事業内容 | #担当課
        令和7年度 | 橋の点検 | 点検する。 | 土木課
        令和8年度 | 道の整備 | 直す。 | 道路課
    """)  # fmt: skip
    assert table("sheets", "title", form) == [("橋の点検",), ("道の整備",)]


def test_kinds_of_value_below_a_group_and_a_sum_over_the_texts() -> None:
    form = ruled(named(Form()), """
        #年度 | #計画 | #実績 | #効果額（千円） | < | #評価
        ^ | ^ | ^ | #目標 | #実績 | ^
        令和5年度 | 調べる | 調べた。 | 10 | 8 | A
        令和6年度 | 改める | _ | 20 | _ | _
        計 | < | < | 30 | 8 | _
    """)  # fmt: skip
    assert table("indicators", FIGURES, form) == [
        ("効果額（千円）", "千円", 2023, "target", 10.0, "number"),
        ("効果額（千円）", "千円", 2024, "target", 20.0, "number"),
        ("効果額（千円）", "千円", None, "target", 30.0, "number"),
        ("効果額（千円）", "千円", 2023, "actual", 8.0, "number"),
        ("効果額（千円）", "千円", 2024, "actual", None, "blank"),
        ("効果額（千円）", "千円", None, "actual", 8.0, "number"),
    ]  # fmt: skip
    assert table("schedule", "fiscal_year value_type text", form) == [
        (2023, "plan", "調べる"), (2024, "plan", "改める"), (2023, "actual", "調べた。"), (2024, "actual", None),
    ]  # fmt: skip
    assert table("assessments", "aspect fiscal_year grade", form) == [("評価", 2023, "A")]
    assert table("fields", "label text", form) == []
