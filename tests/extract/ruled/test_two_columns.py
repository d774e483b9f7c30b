"""A form in two columns of tables on one page, its number at the end of the title's line; kinds beside the names."""

from .forms import Form
from .grids import ruled
from .pages import rows_on as table


def pages() -> list[Form]:
    """Two pages of such a form."""
    found = []
    for number, name in (("1-03-02", "橋の点検"), ("2-01-05", "道の整備")):
        form = Form(len(found) + 1)
        form.text(30, 50, "事務事業評価表", 16).text(490, 50, f"整理番号　{number}", 9)
        for x, y, said in ((30, 70, ("#事業名", name)), (30, 90, ("#担当課", "土木課")), (30, 130, ("#目的", "守る。")),
                           (310, 80, ("#対象", "市民")), (310, 130, ("#今後の方向性", "続ける"))):  # fmt: skip
            form.cell(x, y, x + 80, y + 20, said[0])
            form.cell(x + 80, y, x + 260, y + 20, said[1])
        found.append(form)
    return found


def test_each_column_is_read_to_its_end_and_the_number_belongs_to_the_sheet() -> None:
    assert table("sheets", "number title", *pages()) == [("1-03-02", "橋の点検"), ("2-01-05", "道の整備")]
    assert table("fields", "sheet label text", *pages()) == [
        (1, "目的", "守る。"), (1, "対象", "市民"), (2, "目的", "守る。"), (2, "対象", "市民"),
    ]  # fmt: skip


def test_a_kind_before_an_indicator_is_not_its_name() -> None:
    form = Form().rows(["#事業名", ("橋の点検", 5)])
    ruled(form, """
        #指標名 | < | #単位 | #区分 | #R5 | #R6
        活動 | 点検した橋 | 橋 | 目標 | 3 | 4
        ^ | ^ | ^ | 実績 | 2 | 5
        成果 | 直した橋 | 橋 | 目標 | 1 | 1
        ^ | ^ | ^ | 実績 | 1 | 0
    """)  # fmt: skip
    assert table("indicators", "indicator unit fiscal_year value_type value", form) == [
        ("点検した橋", "橋", 2023, "target", 3.0), ("点検した橋", "橋", 2024, "target", 4.0),
        ("点検した橋", "橋", 2023, "actual", 2.0), ("点検した橋", "橋", 2024, "actual", 5.0),
        ("直した橋", "橋", 2023, "target", 1.0), ("直した橋", "橋", 2024, "target", 1.0),
        ("直した橋", "橋", 2023, "actual", 1.0), ("直した橋", "橋", 2024, "actual", 0.0),
    ]  # fmt: skip
