"""Tables of one indicator whose rows say only 目標 and 実績: its name is over them, in the corner, above the grid."""

import pytest

from .forms import Form
from .grids import named, ruled
from .pages import rows_on as table

VALUES = "indicator unit fiscal_year value_type value"
WANTED = [
    ("農園の区画数", "区画", 2023, "target", 195), ("農園の区画数", "区画", 2024, "target", 210),
    ("農園の区画数", "区画", 2023, "actual", 188), ("農園の区画数", "区画", 2024, "actual", 214),
    ("農園の区画数達成率", "%", 2023, "actual", 96.4), ("農園の区画数達成率", "%", 2024, "actual", 101.9),
]  # fmt: skip
ROWS = """
    目標   | 195   | 210
    実績   | 188   | 214
    達成率 | 96.4% | 101.9%
"""


def sheet(text: str, caption: str = "") -> Form:
    form = named(Form(1).head("進行管理シート"))
    return ruled(form.head(caption, 9.0) if caption else form, text)


@pytest.mark.parametrize("head", [
    "#成果指標①　農園の区画数（単位：区画） | < | <\n_ | #R5 | #R6",
    "#【指標】農園の区画数（単位：区画） | < | <\n_ | #R5 | #R6",
    "#①農園の区画数（単位：区画） | < | <\n_ | #R5 | #R6",
    "#ＫＰＩ２：農園の区画数［単位：区画］ | < | <\n#区分 | #R5 | #R6",
    "#農園の区画数/（単位：区画） | #R5 | #R6",
])  # fmt: skip
def test_a_name_over_the_table_or_in_its_corner(head: str) -> None:
    assert table("indicators", VALUES, sheet(head + ROWS)) == WANTED


@pytest.mark.parametrize("caption", ["■ 農園の区画数（単位：区画）", "指標１　農園の区画数（単位：区画）"])
def test_a_name_above_the_grid(caption: str) -> None:
    assert table("indicators", VALUES, sheet("#区分 | #R5 | #R6" + ROWS, caption)) == WANTED


def test_a_label_its_name_and_its_unit_over_the_table() -> None:
    page = sheet("""
        #指標名 | 農園の区画数 | #単位 | 区画
        #区分 | #R5 | #R6 | #R7
        目標 | 195 | 210 | 220
        実績 | 188 | 214 | _
    """)
    assert table("indicators", VALUES, page)[:5] == [
        *WANTED[:2], ("農園の区画数", "区画", 2025, "target", 220), *WANTED[2:4],
    ]  # fmt: skip


def test_a_heading_of_several_tables_names_none() -> None:
    page = sheet("#区分 | #R5 | #R6\n目標 | 195 | 210\n実績 | 188 | 214", "■ 成果指標の推移")
    assert {row[0] for row in table("indicators", VALUES, page)} == {"目標", "実績"}


def test_a_difference_is_in_the_unit_of_its_item_and_a_rate_is_not() -> None:
    page = sheet("""
        #サービス名 | #単位 | #区分  | #R5 | #R6
        生活介護    | 回 | 見込量 | 154 | 156
        ^           | ^     | 実績   | 151 | 150
        ^           | ^     | 差     | △3 | △6
        ^           | ^     | 達成率 | 98.1 | －
    """)
    assert table("indicators", VALUES, page) == [
        ("生活介護", "回", 2023, "plan", 154), ("生活介護", "回", 2024, "plan", 156),
        ("生活介護", "回", 2023, "actual", 151), ("生活介護", "回", 2024, "actual", 150),
        ("生活介護差", "回", 2023, "actual", -3), ("生活介護差", "回", 2024, "actual", -6),
        ("生活介護達成率", None, 2023, "actual", 98.1), ("生活介護達成率", None, 2024, "actual", None),
    ]  # fmt: skip


def sheets_of_two_pages(*titles: tuple[str, str]) -> list[Form]:
    pages = []
    for number, (mark, title) in enumerate(titles, 1):
        form = ruled(Form(number), f"""
            #{mark} | {title} | < | <
            #政策 | １　産業が元気なまち | < | <
            #主管課 | 農政課 | #関係課 | 商工課
            #めざす姿 | 担い手が育っている。 | < | <
        """, "1 2 1 2")  # fmt: skip
        form.head("")
        pages.append(ruled(form, "#取組状況\n農園を開設した。\n#今後の方向性\n面積を増やす。"))
    return pages


@pytest.mark.parametrize(("marks", "numbers"), [
    (("施策２－１", "施策２－２"), ("2-1", "2-2")), (("Ⅰ－１", "Ⅰ－２"), ("Ⅰ－1", "Ⅰ－2")),
    (("No.3", "No.4"), ("No.3", "No.4")),
])  # fmt: skip
def test_a_number_and_a_name_at_the_top_are_the_sheets(marks: tuple[str, str], numbers: tuple[str, str]) -> None:
    pages = sheets_of_two_pages((marks[0], "農業の振興"), (marks[1], "商工業の活性化"))
    assert table("sheets", "number title level1_number level1_title", *pages) == [
        (numbers[0], "農業の振興", "1", "産業が元気なまち"), (numbers[1], "商工業の活性化", "1", "産業が元気なまち"),
    ]  # fmt: skip


def test_a_form_of_several_tables_begins_anew_on_each_page() -> None:
    pages = sheets_of_two_pages(("施策１", "農業の振興"), ("施策２", "商工業の活性化"))
    assert table("fields", "sheet field text", *pages)[0] == (1, "vision", "担い手が育っている。")
    assert [row[0] for row in table("assessments", "sheet aspect text", *pages)] == [1, 1, 2, 2]
