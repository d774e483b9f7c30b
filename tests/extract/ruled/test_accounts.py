"""Reports on a year's accounts: labels over one row of values, amounts of the title's year, their sources."""

from .forms import Form
from .grids import ruled
from .pages import rows_on as table


def report() -> Form:
    """Two sheets of several tables each."""
    form = Form()
    form.text(30, 40, "令和6年度 主要な施策の成果", 16)
    form.at = 60
    for name, office, settled in (("橋の点検", "土木課", "850"), ("道の整備", "道路課", "640")):
        ruled(form, f"""
            #款 | #項 | #目 | #事業名 | #担当課
            8 土木費 | 2 道路費 | 1 総務費 | {name} | {office}
        """, gap=12)  # fmt: skip
        form.text(500, form.at + 4, "（単位：円）", 8)
        ruled(form, f"""
            #予算現額 | #決算額 | #翌年度繰越額 | #不用額
            900 | {settled} | 0 | 50
        """, gap=16)  # fmt: skip
        ruled(form, f"""
            #決算額の財源内訳 | <
            #国庫支出金 | #一般財源
            600 | {int(settled) - 600}
        """, gap=12)  # fmt: skip
        ruled(form, """
            #項目 | #単位 | #令和6年度 | #令和5年度 | #増減
            点検した橋 | 橋 | 12 | 10 | 2
            直した橋 | 橋 | 3 | 4 | △1
        """, gap=12)  # fmt: skip
    return form


def test_labels_over_one_row_of_values_head_a_sheet() -> None:
    assert table("sheets", "title", report()) == [("橋の点検",), ("道の整備",)]
    assert table("offices", "sheet office", report()) == [(1, "土木課"), (2, "道路課")]


def test_accounts_and_their_sources_are_of_the_year_of_the_title() -> None:
    found = table("indicators", "sheet indicator unit fiscal_year value_type value", report())
    assert found[:6] == [
        (1, "予算現額", "円", 2024, "plan", 900.0), (1, "決算額", "円", 2024, "actual", 850.0),
        (1, "翌年度繰越額", "円", 2024, "actual", 0.0), (1, "不用額", "円", 2024, "actual", 50.0),
        (1, "国庫支出金", "円", 2024, "actual", 600.0), (1, "一般財源", "円", 2024, "actual", 250.0),
    ]  # fmt: skip
    assert [row for row in found if row[1] == "直した橋"] == [
        (1, "直した橋", "橋", 2024, "actual", 3.0), (1, "直した橋", "橋", 2023, "actual", 4.0),
        (2, "直した橋", "橋", 2024, "actual", 3.0), (2, "直した橋", "橋", 2023, "actual", 4.0),
    ]  # fmt: skip


def test_without_a_year_in_the_title_amounts_are_fields() -> None:
    form = Form().rows([("#事業名"), ("橋の点検", 3)], ["#決算額", "850", "#総事業費", "900"])
    assert table("indicators", "indicator", form) == []
    assert table("fields", "label text", form) == [("決算額", "850"), ("総事業費", "900")]


def test_a_list_of_one_row_among_lists_of_more_stays_a_list() -> None:
    form = Form()
    for names in (("橋の点検", "道の整備"), ("見守りの事業",)):
        rows = "\n".join(f"{k} | {name} | {name}を行う。 | 土木課" for k, name in enumerate(names, 1))
        ruled(form, f"#番号 | #事業名 | #事業内容 | #担当課\n{rows}", gap=20)
    assert table("sheets", "title", form) == [("橋の点検",), ("道の整備",), ("見守りの事業",)]
