"""Forms that begin with a row of labels over their values, and go on with a label at the left of each row."""

import pytest

from .forms import Form
from .grids import ruled
from .pages import rows_on

SHEETS = (("1-1", "橋の点検", "土木課"), ("1-2", "道の整備", "道路課"), ("1-3", "茶の販売", "農政課"))
HEAD = "#施策 | #番号 | #取組名 | #担当課\n1 安全なまち | NO | TITLE | OFFICE\n"


def pages(text: str, count: int = 3) -> list[Form]:
    """A page a sheet."""
    found = []
    for page, (number, title, office) in enumerate(SHEETS[:count], 1):
        said = text.replace("NO", number).replace("TITLE", title).replace("OFFICE", office)
        found.append(ruled(Form(page).head("実施計画 個票"), said, "1 1 3 1"))
    return found


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("below", [
    "#目的 | 長く使う。 | < | <\n#取組内容 | 調べる。 | < | <",
    "#目的 | < | < | <\n長く使う。 | < | < | <\n#取組内容 | < | < | <\n調べる。 | < | < | <",
    "#目的 | 長く使う。 | < | <\n#取組内容 | < | < | <\n調べる。 | < | < | <",
])  # fmt: skip
@pytest.mark.parametrize("is_shaded", [True, False])
def test_labels_at_the_left_below_a_row_of_labels(count: int, below: str, is_shaded: bool) -> None:
    text = HEAD + below if is_shaded else (HEAD + below).replace("#", "")
    found = pages(text, count)
    assert rows_on("sheets", "number title level1_number level1_title", *found) == [
        (number, title, "1", "安全なまち") for number, title, _ in SHEETS[:count]
    ]
    assert rows_on("offices", "sheet office", *found) == [
        (k, office) for k, (_, _, office) in enumerate(SHEETS[:count], 1)
    ]
    assert rows_on("fields", "sheet label text", *found) == [
        (k, label, text)
        for k in range(1, count + 1)
        for label, text in (("目的", "長く使う。"), ("取組内容", "調べる。"))
    ]


def test_a_list_of_sheets_goes_on_under_its_repeated_head_and_band() -> None:
    """Bands that come again on the next page are cut unlike the head, but no labels of a form."""
    head = "#番号 | #事業名 | #事業内容 | #担当課\n#基本目標１ 安全なまち | < | < | <\n#施策１ 道と橋 | < | < | <\n"
    first = ruled(Form(1), head + "1 | 橋の点検 | 調べる。 | 土木課\n2 | 道の整備 | 直す。 | 道路課", "1 2 3 1")
    second = ruled(Form(2), head + "3 | 川の点検 | 調べる。 | 河川課\n4 | 溝の整備 | 直す。 | 道路課", "1 2 3 1")
    assert rows_on("sheets", "number title level1_title level2_title", first, second) == [
        (number, title, "安全なまち", "道と橋")
        for number, title in (("1", "橋の点検"), ("2", "道の整備"), ("3", "川の点検"), ("4", "溝の整備"))
    ]


YEARS = "区分 | 令和5年度 | 令和6年度 | 令和7年度\n"


def test_captions_between_the_tables_of_each_page_are_no_running_heads() -> None:
    found = []
    for page in pages(HEAD + "#目的 | 長く使う。 | < | <"):
        ruled(page.head("１　歩み"), YEARS + "計画 | 調べる。 | 直す。 | →\n実績 | ３橋を調べた | 2橋を直した | _")
        ruled(page.head("２　浮いた額（単位：千円）"), YEARS + "目標 | 10 | 20 | 30\n実績 | 12 | 18 | _")
        found.append(page)
    assert rows_on("indicators", "sheet indicator unit fiscal_year value_type value", *found) == [
        (sheet, "浮いた額", "千円", year, kind, value)
        for sheet in (1, 2, 3)
        for kind, values in (("target", (10, 20, 30)), ("actual", (12, 18, None)))
        for year, value in zip((2023, 2024, 2025), values, strict=True)
    ]
    assert rows_on("schedule", "sheet fiscal_year value_type text is_continued", *found)[:6] == [
        (1, 2023, "plan", "調べる。", False), (1, 2024, "plan", "直す。", False), (1, 2025, "plan", "直す。", True),
        (1, 2023, "actual", "3橋を調べた", False), (1, 2024, "actual", "2橋を直した", False),
        (1, 2025, "actual", None, False),
    ]  # fmt: skip
