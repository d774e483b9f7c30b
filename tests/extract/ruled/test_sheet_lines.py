"""Sheets that begin at a heading: prose under sub-headings, a table of indicators, a form without a title."""

import pytest

from plansheets.extract.ruled.labelled_line import is_labelled
from plansheets.normalize import match_key
from plansheets.rules.lexicon import load_lexicon

from .forms import Form
from .grids import ruled
from .pages import rows_on as table


def report(form: Form, head: str, office: str, name: str, *, grade: str = "A") -> Form:
    """What is said of one heading; the name of its indicator is `name`."""
    form = form.head(head, 13.0).head(f"担当：{office}", 8.0) if office else form.head(head, 13.0)
    form = form.head("(1) 施策の目的", 9.0).head(f"{name}を高める。", 9.0).head("(2) 成果指標の推移", 9.0)
    form = ruled(form, f"""
        #指標 | #実績 | < | #目標
        ^ | #令和5年度 | #令和6年度 | #令和9年度
        {name} | 81.4％ | 1,013件 | －
    """)  # fmt: skip
    form.at += 14
    form = ruled(form.head("(3) 評価", 9.0), f"""
        #総合評価 | {grade}
        #今後の方向 | {name}を見直す。
    """)  # fmt: skip
    form.at += 14
    return form


MARKS = [("施策１　", "施策２　", "施策３　"), ("１　", "２　", "３　"), ("1-1 ", "1-2 ", "2-1 ")]


@pytest.mark.parametrize("marks", MARKS)
def test_everything_below_a_heading_is_of_its_sheet(marks: tuple[str, ...]) -> None:
    first = report(Form(1).head("点検・評価報告書", 16.0), f"{marks[0]}学力の定着", "学校教育課", "学力")
    first = first.head(f"{marks[1]}読書の推進", 13.0).head("担当：生涯学習課・図書館", 8.0)
    second = ruled(Form(2).head("(2) 成果指標の推移", 9.0), """
        #指標 | #実績 | < | #目標
        ^ | #令和5年度 | #令和6年度 | #令和9年度
        貸出冊数 | 10冊 | 12冊 | 15冊
    """)  # fmt: skip
    second.at += 14
    second = ruled(
        second.head("(3) 評価", 9.0),
        """
        #総合評価 | B
        #今後の方向 | 続ける。
    """,
    )
    second.at += 14
    pages = first, report(second, f"{marks[2]}校舎の改修", "教育総務課", "改修率", grade="C")
    numbers = [mark.strip().strip("施策").translate(str.maketrans("１２３", "123")) for mark in marks]
    assert table("sheets", "number title", *pages) == [
        (numbers[0], "学力の定着"), (numbers[1], "読書の推進"), (numbers[2], "校舎の改修"),
    ]  # fmt: skip
    assert table("offices", "sheet office", *pages) == [
        (1, "学校教育課"), (2, "生涯学習課"), (2, "図書館"), (3, "教育総務課"),
    ]  # fmt: skip
    assert table("indicators", "sheet indicator unit fiscal_year value_type value", *pages) == [
        (1, "学力", "%", 2023, "actual", 81.4), (1, "学力", "件", 2024, "actual", 1013.0),
        (1, "学力", None, 2027, "target", None), (2, "貸出冊数", "冊", 2023, "actual", 10.0),
        (2, "貸出冊数", "冊", 2024, "actual", 12.0), (2, "貸出冊数", "冊", 2027, "target", 15.0),
        (3, "改修率", "%", 2023, "actual", 81.4), (3, "改修率", "件", 2024, "actual", 1013.0),
        (3, "改修率", None, 2027, "target", None),
    ]  # fmt: skip
    assert table("fields", "sheet field text", *pages) == [
        (1, "purpose", "学力を高める。"), (3, "purpose", "改修率を高める。"),
    ]  # fmt: skip
    assert table("assessments", "sheet grade text", *pages) == [
        (1, "A", None), (1, None, "学力を見直す。"), (2, "B", None), (2, None, "続ける。"), (3, "C", None),
        (3, None, "改修率を見直す。"),
    ]  # fmt: skip


def test_weak_labels_name_offices_and_no_persons() -> None:
    lexicon = load_lexicon(match_key)
    said = ("担当：学校教育課・教育センター", "担当: 総務部 財政課", "担当：山田", "担当 学校教育課", "担当：調整中")
    assert [is_labelled(text, lexicon) for text in said] == [True, True, False, False, False]
