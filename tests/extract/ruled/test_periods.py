"""Tables with years in the head: kinds of value by row, by head, by caption and by year; parts of years; dashes."""

import pytest

from .forms import Form
from .grids import named, ruled
from .pages import rows_on as table

VALUES = "indicator fiscal_year value_type value"


def sheet(text: str, caption: str = "", title: str = "見守り計画", widths: str = "") -> Form:
    """A form with the head of a sheet, a caption and one table."""
    form = named(Form(1).head(title))
    return ruled(form.head(caption, 9.0) if caption else form, text, widths)


def test_rows_of_an_item_are_planned_and_actual_as_numbers_and_as_texts() -> None:
    page = sheet("""
        #項目           | #区分  | #令和5年度 | #令和6年度 | #令和7年度
        取組内容        | 計画   | 準備       | 開設       | →
        ^               | 実績   | 準備した。 | ２か所開設 | _
        参加者数/（人） | 計画   | 1,800      | 2,200      | 2,400
        ^               | 実績   | 1,652      | －         | _
        ^               | 達成率 | 91.8%      | －         | _
    """)
    assert table("schedule", "fiscal_year value_type text is_continued", page) == [
        (2023, "plan", "準備", False), (2024, "plan", "開設", False), (2025, "plan", "開設", True),
        (2023, "actual", "準備した。", False), (2024, "actual", "2か所開設", False), (2025, "actual", None, False),
    ]  # fmt: skip
    assert table("indicators", "indicator unit fiscal_year value_type value value_status", page) == [
        ("参加者数（人）", "人", 2023, "plan", 1800, "number"),
        ("参加者数（人）", "人", 2024, "plan", 2200, "number"),
        ("参加者数（人）", "人", 2025, "plan", 2400, "number"),
        ("参加者数（人）", "人", 2023, "actual", 1652, "number"),
        ("参加者数（人）", "人", 2024, "actual", None, "nil"),
        ("参加者数（人）", "人", 2025, "actual", None, "blank"),
        ("参加者数（人）達成率", "%", 2023, "actual", 91.8, "number"),
        ("参加者数（人）達成率", None, 2024, "actual", None, "nil"),
        ("参加者数（人）達成率", None, 2025, "actual", None, "blank"),
    ]  # fmt: skip


def test_two_levels_of_heads_with_a_rate_and_groups_at_the_left() -> None:
    page = sheet("""
        #区分     | #指標名    | #単位 | #令和5年度 | <     | <       | #令和6年度
        ^         | ^          | ^     | #計画      | #実績 | #達成率 | #計画
        活動/指標 | 講座の回数 | 回    | 20         | 18    | 90.0%   | 24
        ^         | 相談の件数 | 件    | 60         | －    | －      | 未定
        成果/指標 | 利用者数   | 人    | 300        | 310   | 103.3%  | 320
    """)
    assert table("indicators", "indicator unit fiscal_year value_type value value_status", page)[:8] == [
        ("講座の回数", "回", 2023, "plan", 20, "number"), ("講座の回数", "回", 2023, "actual", 18, "number"),
        ("講座の回数達成率", "%", 2023, "actual", 90, "number"), ("講座の回数", "回", 2024, "plan", 24, "number"),
        ("相談の件数", "件", 2023, "plan", 60, "number"), ("相談の件数", "件", 2023, "actual", None, "nil"),
        ("相談の件数達成率", None, 2023, "actual", None, "nil"),
        ("相談の件数", "件", 2024, "plan", None, "undetermined"),
    ]  # fmt: skip


def test_a_row_of_dashes_is_a_row_and_a_row_has_its_own_unit() -> None:
    page = sheet("""
        #区　分        | #令和4年度/決算 | #令和5年度/予算
        国庫支出金     | 350             | 360
        地方債         | －              | －
        職員数（人）   | 0.80            | 0.85
        総事業費       | 10,465          | 未定
    """, "２　事業費の推移　　（単位：千円）")  # fmt: skip
    assert table("indicators", "indicator unit value value_status", page) == [
        ("国庫支出金", "千円", 350, "number"), ("国庫支出金", "千円", 360, "number"),
        ("地方債", "千円", None, "nil"), ("地方債", "千円", None, "nil"),
        ("職員数（人）", "人", 0.8, "number"), ("職員数（人）", "人", 0.85, "number"),
        ("総事業費", "千円", 10465, "number"), ("総事業費", "千円", None, "undetermined"),
    ]  # fmt: skip


@pytest.mark.parametrize("parts", [
    ("前期", "後期"), ("上半期", "下半期"), ("4～9月", "10～3月"), ("第1四半期", "2Q"),
])  # fmt: skip
def test_parts_of_a_year_belong_to_the_head(parts: tuple[str, str]) -> None:
    page = sheet(f"""
        #取組工程  | #令和7年度 | < | #令和8年度 | <
        ^          | #{parts[0]} | #{parts[1]} | #{parts[0]} | #{parts[1]}
        基準の策定 | 調査       | 案の作成 | 条例改正   | →
        周知       | －         | _        | 説明会     | 未定
    """)
    assert table("schedule", "fiscal_year period value_type text is_continued", page) == [
        (2025, f"令和7年度{parts[0]}", "plan", "調査", False),
        (2025, f"令和7年度{parts[1]}", "plan", "案の作成", False),
        (2026, f"令和8年度{parts[0]}", "plan", "条例改正", False),
        (2026, f"令和8年度{parts[1]}", "plan", "条例改正", True),
        (2025, f"令和7年度{parts[0]}", "plan", None, False), (2025, f"令和7年度{parts[1]}", "plan", None, False),
        (2026, f"令和8年度{parts[0]}", "plan", "説明会", False),
        (2026, f"令和8年度{parts[1]}", "plan", "未定", False),
    ]  # fmt: skip


def test_years_after_the_baseline_are_aims() -> None:
    page = sheet("""
        #指標    | #単位 | #現状/（令和6年度） | #7年度 | #8年度
        負担割合 | %     | 18.4                | 18.5   | 22.0
    """)
    assert table("indicators", VALUES, page) == [
        ("負担割合", 2024, "baseline", 18.4), ("負担割合", 2025, "target", 18.5), ("負担割合", 2026, "target", 22),
    ]  # fmt: skip


@pytest.mark.parametrize(("title", "caption", "kind"), [
    ("見守り計画", "３　効果見込額（千円）", "outlook"), ("見守り計画", "■目標指標", "target"),
    ("見守り計画", "■実績値", "actual"), ("見守り計画", "推移", "actual"),
    ("令和7年3月策定", "効果額", "plan"), ("計画期間　令和7年度～令和9年度", "効果額", "plan"),
    ("令和9年5月20日", "効果額", "actual"),
])  # fmt: skip
def test_what_years_without_a_word_hold(title: str, caption: str, kind: str) -> None:
    page = sheet("#区分 | #令和7年度 | #令和8年度\n収入 | 4,200 | 5,100\n支出 | 300 | 280", caption, title)
    assert {row[2] for row in table("indicators", VALUES, page)} == {kind}


def test_the_names_of_rows_say_their_kind_and_their_group() -> None:
    page = sheet("""
        #区　分 | <            | #令和7年度 | #令和8年度
        ０歳    | 量の見込み① | 98         | 101
        ^       | 確保方策②   | 90         | 96
        ^       | 差②－①     | ▲8        | ▲5
        １歳    | 量の見込み① | 187        | 190
        ^       | 確保方策②   | 180        | 184
        ^       | 差②－①     | ▲7        | ▲6
    """, "（単位：人）", "令和7年3月")  # fmt: skip
    assert table("indicators", "indicator unit fiscal_year value_type value", page)[::2] == [
        ("0歳量の見込み①", "人", 2025, "outlook", 98), ("0歳確保方策②", "人", 2025, "plan", 90),
        ("0歳差②－①", "人", 2025, "plan", -8), ("1歳量の見込み①", "人", 2025, "outlook", 187),
        ("1歳確保方策②", "人", 2025, "plan", 180), ("1歳差②－①", "人", 2025, "plan", -7),
    ]  # fmt: skip


def test_counts_among_the_steps_of_a_plan_are_steps() -> None:
    page = sheet("""
        #取組       | #令和7年度 | #令和8年度 | #令和9年度
        耐震補強    | ２橋       | ６橋       | 完了
        止水弁      | －         | １か所     | ３か所
        無線の更新  | 設計       | 工事       | 運用
    """)
    assert [row[1] for row in table("schedule", "fiscal_year text", page)] == [
        "2橋", "6橋", "完了", None, "1か所", "3か所", "設計", "工事", "運用",
    ]  # fmt: skip
    assert table("indicators", VALUES, page) == []


def test_a_grade_beside_the_periods_is_an_evaluation() -> None:
    page = sheet("""
        #指標    | #区分 | #令和5年度 | #令和6年度 | #令和6年度/評価
        参加者数 | 計画  | 20         | 24         | B
        ^        | 実績  | 18         | 21         | ^
        利用者数 | 計画  | 300        | 310        | A
        ^        | 実績  | 305        | 311        | ^
    """)
    assert table("assessments", "stage aspect fiscal_year grade", page) == [
        ("yearly", "令和6年度評価", 2024, "B"), ("yearly", "令和6年度評価", 2024, "A"),
    ]  # fmt: skip
    assert table("indicators", VALUES, page)[1:3] == [("参加者数", 2024, "plan", 24), ("参加者数", 2023, "actual", 18)]


def test_a_letter_behind_a_name_is_no_unit() -> None:
    page = sheet(
        "#区分 | #令和5年度/決算 | #令和6年度/予算\n人件費（A） | 20 | 24\n総額（A＋B） | 30 | 40", "（単位：千円）"
    )
    assert {row[1] for row in table("indicators", "indicator unit", page)} == {"千円"}


def test_tables_without_a_sheet_belong_to_the_heading_above_them() -> None:
    page = Form(1).head("第５章　量の見込みと確保方策").head("第３期計画（令和7年度～令和 9 年度）の見込みです。", 9)
    page = page.head("(1) １号認定", 10).head("（単位：人）", 9)
    page = ruled(
        page, "#区分 | #令和7年度 | #令和8年度\n量の見込み① | 412 | 398\n確保方策② | 480 | 470\n差②－① | 68 | 72"
    )
    columns = "sheet level1_title indicator unit fiscal_year value_type value"
    assert table("indicators", columns, page)[::2] == [
        (None, "1号認定", "量の見込み①", "人", 2025, "outlook", 412),
        (None, "1号認定", "確保方策②", "人", 2025, "plan", 480),
        (None, "1号認定", "差②－①", "人", 2025, "plan", 68),
    ]  # fmt: skip
