"""Lists that are parts of forms: their rows are no sheets, and name none."""

import pytest

from .forms import Form
from .grids import ruled
from .pages import rows_on

SHEETS = (("1-1", "子育ての支援", "こども課"), ("1-2", "学校の充実", "学校課"))


def pages(text: str, count: int = 2) -> list[Form]:
    found = []
    for page, (number, title, office) in enumerate(SHEETS[:count], 1):
        form = Form(page).head("実施計画 個票")
        form.rows(["#番号", number, "#事業名", (title, 3)], ["#担当課", (office, 2), "#区分", ("継続", 2)])
        found.append(ruled(form, text, gap=8))
    return found


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("text", [
    "#No. | #取組 | #内容 | #実施年度\n1 | 講座 | 開く。 | R6～R8\n2 | 相談 | 乗る。 | R7",
    "#No. | #事業名 | #内容 | #予算額（千円）\n1 | 講座 | 開く。 | 120\n2 | 相談 | 乗る。 | 80",
    "#No. | #事業名 | #区分 | #内容\n1 | 講座 | 新規 | 開く。",
])  # fmt: skip
def test_rows_of_a_list_in_a_form_are_no_sheets(count: int, text: str) -> None:
    found = pages(text, count)
    assert rows_on("sheets", "number title kind", *found) == [(n, t, "継続") for n, t, _ in SHEETS[:count]]
    said = rows_on("fields", "sheet label text", *found)
    assert (1, "内容", "開く。") in said
    assert {sheet for sheet, _, _ in said} == set(range(1, count + 1))


def test_years_in_a_list_in_a_form() -> None:
    found = pages("#事業名 | #担当課 | #R6（千円） | #R7（千円）\n講座 | 福祉課 | 10 | 20\n相談 | 健康課 | 11 | 21")
    assert rows_on("sheets", "number title", *found) == [(n, t) for n, t, _ in SHEETS]
    assert rows_on("indicators", "sheet indicator fiscal_year value", *found) == [
        (sheet, name, year, value)
        for sheet in (1, 2)
        for name, values in (("講座", (10, 20)), ("相談", (11, 21)))
        for year, value in zip((2024, 2025), values, strict=True)
    ]
