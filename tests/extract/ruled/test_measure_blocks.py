"""A block for each 施策: a line with its number, name and office, its indicators by years, a grade and comments."""

from collections.abc import Sequence

import pytest

from .forms import Form
from .grids import ruled
from .pages import rows_on

SHEETS = (("1-1", "子育ての支援", "こども課"), ("1-2", "学校の充実", "学校課"), ("2-1", "健康づくり", "健康課"))
GRADE = "\n#評価 | A | #理由 | よく進んだ。 | < | < | <"
WIDTHS = "2 1 1 1 1 1 1"
GOALS = {"1": "元気なまち", "2": "育つまち"}
HEADS = "【基本目標１】　元気なまち", "【基本目標２】　育つまち"


def blocks(head: str, body: str, heads: Sequence[str] = HEADS) -> Form:
    form = Form(1, 600, 1200).head("進捗管理シート（令和６年度末現在）")
    for number, name, office in SHEETS:
        if number.endswith("1"):
            form.head(heads[int(number[0]) - 1], 11)
        said = head.replace("NO", number).replace("NAME", name).replace("OFFICE", office)
        ruled(form, f"{said}\n{body}{GRADE}", WIDTHS)
        form.at += 10
    return form


KINDS = ("#指標名 | #基準値/R2 | #区分 | #実績 | < | < | #目標/R7\n^ | ^ | ^ | #R3 | #R4 | #R5 | ^\n"
         "利用者数 | 100 | #目標 | 10 | 20 | 30 | 200\n^ | ^ | #実績 | 11 | 21 | _ | ^")  # fmt: skip
PLAIN = "#指標名 | #単位 | #当初値 | #R3 | #R4 | #R5 | #目標値\n利用者数 | 人 | 100 | 10 | 20 | 30 | 200"


@pytest.mark.parametrize(("head", "has_number"), [
    ("#施策 | NO | NAME | < | < | #主管課 | OFFICE", True), ("#施策名 | NAME | < | < | < | #主管課 | OFFICE", False),
    ("#施策NO　NAME | < | < | < | < | #主管課 | OFFICE", True),
])  # fmt: skip
@pytest.mark.parametrize("heads", [
    HEADS, ("■基本目標1　元気なまち", "■基本目標2　育つまち"), ("＜基本目標１＞元気なまち", "＜基本目標２＞育つまち"),
    ("◆基本目標（１）　元気なまち", "◆基本目標（２）　育つまち"),
])  # fmt: skip
@pytest.mark.parametrize("body", [KINDS, PLAIN])
def test_a_heading_names_the_blocks(head: str, has_number: bool, heads: Sequence[str], body: str) -> None:
    form = blocks(head, body, heads)
    assert rows_on("sheets", "number title level1_label level1_number level1_title level2_title", form) == [
        (number if has_number else None, name, "基本目標", number[0], GOALS[number[0]], None)
        for number, name, _ in SHEETS
    ]
    assert rows_on("offices", "sheet office", form) == [(k, office) for k, (_, _, office) in enumerate(SHEETS, 1)]
    assert rows_on("assessments", "sheet aspect grade", form) == [(k, "評価", "A") for k in (1, 2, 3)]
    assert rows_on("fields", "sheet label text", form) == [(k, "理由", "よく進んだ。") for k in (1, 2, 3)]
    assert rows_on("schedule", "text", form) == []


@pytest.mark.parametrize("body", [
    KINDS,
    "#指標名 | #基準値/R2 | #目標値/R7 | #区分 | #R3 | #R4 | #R5\n利用者数 | 100 | 200 | 目標 | 10 | 20 | 30\n"
    "^ | ^ | ^ | 実績 | 11 | 21 | _",
])  # fmt: skip
def test_kinds_of_value_between_the_baseline_and_the_years(body: str) -> None:
    form = blocks("#施策 | NO | NAME | < | < | #主管課 | OFFICE", body)
    found = [
        row[1:] for row in rows_on("indicators", "sheet indicator fiscal_year value_type value", form) if row[0] == 2
    ]
    assert sorted(found, key=str) == sorted([
        ("利用者数", 2020, "baseline", 100.0), ("利用者数", 2025, "target", 200.0),
        ("利用者数", 2021, "target", 10.0), ("利用者数", 2022, "target", 20.0), ("利用者数", 2023, "target", 30.0),
        ("利用者数", 2021, "actual", 11.0), ("利用者数", 2022, "actual", 21.0), ("利用者数", 2023, "actual", None),
    ], key=str)  # fmt: skip
