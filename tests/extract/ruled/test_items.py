"""Lists with several items a sheet, each planned and actual, and a grade over all rows of the sheet."""

import pytest

from .forms import Form
from .grids import ruled
from .pages import rows_on as table

LIST = """
    #No. | #取組項目 | #担当課 | #項目 | #区分 | #令和5年度 | #令和6年度 | #令和7年度 | #令和6年/度評価
    1    | 教室の開催 | 福祉課 | 取組内容 | 計画 | 準備 | 開催 | → | B
    ^    | ^ | ^ | ^ | 実績 | 準備した。 | ３回開催 | _ | ^
    ^    | ^ | ^ | 参加者数/（人） | 計画 | 1,800 | 2,200 | 未定 | ^
    ^    | ^ | ^ | ^ | 実績 | 1,652 | － | _ | ^
    ^    | ^ | ^ | ^ | 達成率 | 91.8% | － | _ | ^
    2    | 見守り | 福祉課/地域課 | 取組内容 | 計画 | 協定 | → | → | A
    ^    | ^ | ^ | ^ | 実績 | 締結した。 | _ | _ | ^
    ^    | ^ | ^ | 事業所数 | 計画 | 40 | 45 | 50 | ^
    ^    | ^ | ^ | ^ | 実績 | 41 | 44 | _ | ^
    ^    | ^ | ^ | ^ | 達成率 | 102.5% | 97.8% | _ | ^
"""


def page() -> Form:
    return ruled(Form(1).head("進捗管理シート"), LIST, "3 6 6 8 5 8 8 6 6")


def test_a_sheet_an_entry_and_its_grade() -> None:
    assert table("sheets", "number title kind", page()) == [("1", "教室の開催", None), ("2", "見守り", None)]
    assert table("assessments", "sheet stage aspect fiscal_year grade text", page()) == [
        (1, "yearly", "令和6年度評価", 2024, "B", None), (2, "yearly", "令和6年度評価", 2024, "A", None),
    ]  # fmt: skip


def test_texts_of_an_item_are_steps_planned_and_taken() -> None:
    assert table("schedule", "sheet fiscal_year value_type text is_continued", page())[:8] == [
        (1, 2023, "plan", "準備", False), (1, 2024, "plan", "開催", False), (1, 2025, "plan", "開催", True),
        (1, 2023, "actual", "準備した。", False), (1, 2024, "actual", "3回開催", False),
        (1, 2025, "actual", None, False),
        (2, 2023, "plan", "協定", False), (2, 2024, "plan", "協定", True),
    ]  # fmt: skip


def test_numbers_of_an_item_are_its_values_in_the_unit_of_its_name() -> None:
    found = table("indicators", "sheet indicator unit fiscal_year value_type value value_status", page())
    assert [row for row in found if row[-1] != "blank"] == [
        (1, "参加者数（人）", "人", 2023, "plan", 1800, "number"),
        (1, "参加者数（人）", "人", 2024, "plan", 2200, "number"),
        (1, "参加者数（人）", "人", 2025, "plan", None, "undetermined"),
        (1, "参加者数（人）", "人", 2023, "actual", 1652, "number"),
        (1, "参加者数（人）", "人", 2024, "actual", None, "nil"),
        (1, "参加者数（人）達成率", "%", 2023, "actual", 91.8, "number"),
        (1, "参加者数（人）達成率", None, 2024, "actual", None, "nil"),
        (2, "事業所数", None, 2023, "plan", 40, "number"), (2, "事業所数", None, 2024, "plan", 45, "number"),
        (2, "事業所数", None, 2025, "plan", 50, "number"), (2, "事業所数", None, 2023, "actual", 41, "number"),
        (2, "事業所数", None, 2024, "actual", 44, "number"),
        (2, "事業所数達成率", "%", 2023, "actual", 102.5, "number"),
        (2, "事業所数達成率", "%", 2024, "actual", 97.8, "number"),
    ]  # fmt: skip


def test_nothing_is_left_over() -> None:
    assert [row for row in table("residue", "raw kind", page()) if row[1] == "unread"] == []


@pytest.mark.parametrize(("name", "rest"), [("参加者の/満足した割", "合（％）"), ("満足した割合（％）", "_")])
def test_an_item_goes_on_over_the_page(name: str, rest: str) -> None:
    head = "#No. | #取組項目 | #担当課 | #項目 | #区分 | #令和5年度 | #令和6年度 | #令和6年/度評価"
    first = f"""{head}
        1 | 教室の開催 | 福祉課 | 取組内容 | 計画 | 準備 | 開催 | B
        ^ | ^ | ^ | ^ | 実績 | 準備した。 | 開催した。 | ^
        ^ | ^ | ^ | {name} | 計画 | 5.0 | 15.0 | ^"""
    second = f"""{head}
        _ | _ | _ | {rest} | 実績 | 4.2 | 12.8 | _
        2 | 見守り | 地域課 | 取組内容 | 計画 | 協定 | → | A
        ^ | ^ | ^ | ^ | 実績 | 締結した。 | _ | ^"""
    pages = ruled(Form(1).head("管理シート"), first), ruled(Form(2), second)
    name = ("".join(name.split("/")) + rest.strip("_")).replace("％", "%")
    assert table("sheets", "number title", *pages) == [("1", "教室の開催"), ("2", "見守り")]
    assert table("indicators", "sheet indicator unit fiscal_year value_type value", *pages) == [
        (1, name, "%", 2023, "plan", 5), (1, name, "%", 2024, "plan", 15),
        (1, name, "%", 2023, "actual", 4.2), (1, name, "%", 2024, "actual", 12.8),
    ]  # fmt: skip
