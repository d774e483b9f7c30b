"""Overviews of a document's forms: no sheets of their own, before or behind the forms."""

from typing import Any

import pytest

from .drawn import pick, read
from .forms import Form
from .grids import ruled

PARTS = [
    ("1", "見守り活動事業", "福祉課"),
    ("2", "公園の改修事業", "都市整備課"),
    ("3", "図書の購入事業", "生涯学習課"),
]
NAMED = [("1", "見守り活動事業"), ("2", "公園の改修事業"), ("3", "図書の購入事業")]


def forms(page: int, *, in_line: bool = False) -> Form:
    form = Form(page, 600, 900)
    for number, title, office in PARTS:
        form.at += 20
        if in_line:
            form.head(f"{number} {title}")
        else:
            form.rows(["#番号", number, "#事業名", (title, 3)])
        form.rows(["#担当課", office, "#事業費", f"{number}20千円"], ["#事業の概要", ("改める。", 3)],
                  ["#現状と課題", ("暗い。", 3)])  # fmt: skip
    return form


def overview(page: int, text: str, widths: str) -> Form:
    return ruled(Form(page, 600, 900).head("事業一覧"), text, widths)


def sheets(*boards: Form) -> list[tuple[Any, ...]]:
    rows = read(*boards)
    assert [r for r in rows["residue"] if r["kind"] == "unread"] == []
    assert {office for (office,) in pick(rows, "offices", "office")} <= {*(p[2] for p in PARTS), "土木課"}
    return pick(rows, "sheets", "number", "title")


OVERVIEWS = [
    ("#番号|#事業名|#担当課|#頁\n1|見守り活動事業|福祉課|2\n2|公園の改修事業|都市整備課|2\n"
     "3|図書の購入事業|生涯学習課|3", "1 4 3 1"),
    ("#施策|#番号|#事業名|#担当課|#令和6年度|#令和7年度\n福祉の充実|1|見守り活動事業|福祉課|120|130\n"
     "^|2|公園の改修事業|都市整備課|100|110\n学び|3|図書の購入事業|生涯学習課|3|4", "3 1 4 3 2 2"),
    ("#No.|#事業|#ページ\n1|見守り活動|2\n2|公園の改修|2\n3|図書の購入|3", "1 4 3"),
    ("#番号|#事業名|#頁|#番号|#事業名|#頁\n"
     "1|見守り活動事業|2|3|図書の購入事業|3\n2|公園の改修事業|2|4|橋の点検事業|3", "1 4 1 1 4 1"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "widths"), OVERVIEWS)
def test_forms_are_the_sheets_and_not_the_rows_that_name_them(text: str, widths: str) -> None:
    assert sheets(overview(1, text, widths), forms(2)) == NAMED
    assert sheets(forms(1), overview(2, text, widths)) == NAMED


def test_forms_that_a_line_names_are_named_by_an_overview_too() -> None:
    assert sheets(overview(1, *OVERVIEWS[0]), forms(2, in_line=True)) == NAMED


def test_the_text_of_an_overview_is_kept() -> None:
    rows = read(overview(1, *OVERVIEWS[0]), forms(2))
    assert ("table", "2\t公園の改修事業\t都市整備課\t2") in pick(rows, "sections", "kind", "text")
    assert pick(rows, "sheets", "page_from") == [(2,), (2,), (2,)]


def test_rows_that_name_no_form_keep_their_sheets() -> None:
    others = "\n".join(
        f"{n}|{name}|土木課|_" for n, name in enumerate(("橋の点検", "道の舗装", "雪の除去", "水の検査"), 4)
    )
    own = [("4", "橋の点検"), ("5", "道の舗装"), ("6", "雪の除去"), ("7", "水の検査")]
    assert sheets(forms(1), overview(2, f"#番号|#事業名|#担当課|#備考\n{others}", "1 4 3 3")) == [*NAMED, *own]
    mixed = "1|見守り活動事業|福祉課|個票\n2|公園の改修事業|都市整備課|個票"
    assert sheets(forms(1), overview(2, f"#番号|#事業名|#担当課|#備考\n{mixed}\n{others}", "1 4 3 3")) == [*NAMED, *own]
