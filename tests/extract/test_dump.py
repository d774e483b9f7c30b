"""Sheets out of raw dumps: whole tables of invented dumps, each broken in another way."""

import pytest

from plansheets.extract.reading import Reading

from .dump_park import CELLS, HEAD, REVIEW, WHOLE, YEARS, dump, read, table, unread, words

NUMBERS = """\
数
値

木かげの数 12（見込み） 15 14 20 18 増やす

来園者数（累計）

3,000（見込み） 4,100 4,050 5,200 5,310 続ける
"""
SCHEDULE = [
    (2020, "baseline", "いま（令和2年度）", words(CELLS[0])),
    (2021, "plan", "令和3年度", words(CELLS[1])),
    (2021, "actual", "令和3年度", words(CELLS[2])),
    (2022, "plan", "令和4年度", words(CELLS[3])),
    (2022, "actual", "令和4年度", words(CELLS[4])),
    (2023, "target", "ゆくゆくは／5年度以降", words(CELLS[5])),
]
YEAR_COLUMNS = ["いま（令和2年度）", "令和3年度", "令和3年度", "令和4年度", "令和4年度", "ゆくゆくは／5年度以降"]
INDICATORS = [
    (1, name, period, value)
    for name, values in {
        "木かげの数": ["12（見込み）", "15", "14", "20", "18", "増やす"],
        "来園者数（累計）": ["3,000（見込み）", "4,100", "4,050", "5,200", "5,310", "続ける"],
    }.items()
    for period, value in zip(YEAR_COLUMNS, values, strict=True)
]
ASSESSMENTS = [
    ("yearly", 2021, "できたこと", "・説明の会を三度ひらき、百人をこえる人が来てくれた。", "A", None),
    ("yearly", 2022, "できたこと", "・雨が続き、遊具の取りかえは来年の春に持ちこした。", "B", "おくれあり"),
    (
        "final",
        None,
        "まとめ",
        "・木かげの広場は夏のあいだよく使われ、となりの学校の遠足の行き先にもなった。",
        None,
        None,
    ),
]
ROWS = NUMBERS.split("\n\n")
TORN = dump(
    "5,310 続ける", "数\n値", "木かげの数 12（見込み） 15 14 20 18 増やす", ROWS[2], "3,000（見込み） 4,100 4,050 5,200"
)
TAILS = dump(
    "18 増やす",
    "来園者数（累計）",
    "3,000（見込み） 4,100 4,050 5,200",
    "5,310 続ける",
    "数\n値",
    "木かげの数 12（見込み） 15 14 20",
)
COLUMNS = dump(
    "数\n値",
    "木かげの数",
    "来園者数（累計）",
    "12（見込み）",
    "3,000（見込み）",
    "15 14",
    "4,100 4,050",
    "20 18",
    "5,200 5,310",
    "増やす",
    "続ける",
)
LATE_HEAD = """\
みどりの柱２　歩いて行ける緑をふやす

31

園番号

ひだまり公園の作りかえ

公園のなまえ

みどり課●
道路管理課

世話役

だれでも休める木かげを作り、けがの多い遊具を新しいものに取り
かえることで、朝から夕方まで人の絶えない公園にする。

ねらい
"""
LATE_REVIEW = """\
・説明の会を三度ひらき、百人
をこえる人が来てくれた。

・雨が続き、遊具の取りかえは
来年の春に持ちこした。

おくれあり

A B

できたこと

（年度末に記入） 令和3年度 令和4年度

毎
年
の
ふ
り
返
り
"""
LATE_WHOLE = """\
・木かげの広場は夏のあいだよく使われ、となりの学校の遠足の行き
先にもなった。

まとめ

全
体
の
ふ
り
返
り
"""

DUMPS = {
    "row by row": dump(HEAD, "歩み", YEARS, *CELLS, NUMBERS, REVIEW, WHOLE),
    "header after the cells": dump(HEAD, "歩み", *CELLS, YEARS, NUMBERS, REVIEW, WHOLE),
    "cells before their label": dump(HEAD, *CELLS, "歩み", YEARS, NUMBERS, REVIEW, WHOLE),
    "a torn row": dump(HEAD, "歩み", YEARS, *CELLS, TORN, REVIEW, WHOLE),
    "two torn rows, tails first": dump(HEAD, "歩み", YEARS, *CELLS, TAILS, REVIEW, WHOLE),
    "numbers column by column": dump(HEAD, "歩み", YEARS, *CELLS, COLUMNS, REVIEW, WHOLE),
    "from the foot to the head": dump(WHOLE, REVIEW, NUMBERS, "歩み", YEARS, *CELLS, HEAD),
    "labels after their values": dump(LATE_HEAD, *CELLS, YEARS, "歩み", NUMBERS, LATE_REVIEW, LATE_WHOLE),
    "a cell in two parts": dump(
        HEAD, "歩み", YEARS, CELLS[0].replace("\n", "\n\n"), *CELLS[1:], NUMBERS, REVIEW, WHOLE
    ),
    "marks at the head": dump(
        HEAD, "おくれあり", "A B", "歩み", YEARS, *CELLS, NUMBERS, REVIEW.split("おくれあり")[0], WHOLE
    ),
    "stacked label torn and glued": dump(
        HEAD, "歩み", YEARS, *CELLS, NUMBERS, "毎\n年\nの", "ふ\nり\n返\nり\n" + REVIEW.split("り\n\n", 1)[1], WHOLE
    ),
}


def check(reading: Reading, *, delayed: bool = True) -> None:
    """Is everything read as it stands on the sheet, and nothing left?"""
    assert unread(reading) == []
    (sheet,) = reading.sheets
    assert {column: words(claim.span.raw) for column, claim in sheet.cells.items()} == {
        "number": "31",
        "title": "ひだまり公園の作りかえ",
        "level1_label": "みどりの柱",
        "level1_number": "２",
        "level1_title": "歩いて行ける緑をふやす",
    }
    assert table(reading, "offices", "office", "is_lead") == [("みどり課", True), ("道路管理課", False)]
    purpose = (
        "だれでも休める木かげを作り、けがの多い遊具を新しいものに取りかえることで、"
        "朝から夕方まで人の絶えない公園にする。"
    )
    assert table(reading, "fields", "label", "field", "text") == [("ねらい", "purpose", purpose)]
    assert table(reading, "schedule", "fiscal_year", "value_type", "period", "text") == SCHEDULE
    assert sorted(table(reading, "indicators", "table_no", "indicator", "period", "value_text")) == sorted(INDICATORS)
    columns = ("stage", "fiscal_year", "aspect", "text", "grade", "is_delayed")
    found = table(reading, "assessments", *columns)
    assert [row[:5] for row in found] == [row[:5] for row in ASSESSMENTS]
    assert [row[5] for row in found if row[5] not in (None, False)] == ["おくれあり"] * delayed


@pytest.mark.parametrize("name", [name for name in DUMPS if name != "marks at the head"])
def test_every_order_gives_the_same_tables(name: str) -> None:
    check(read(DUMPS[name]))


def test_a_lone_mark_far_from_its_text_is_a_doubt() -> None:
    reading = read(DUMPS["marks at the head"])
    check(reading)
    assert any("おくれあり" in doubt.message for doubt in reading.ledger.doubts)


def test_a_torn_row_is_a_problem_and_not_certain() -> None:
    reading = read(DUMPS["a torn row"])
    confidence = {
        row.cells["value_text"].span.raw: row.cells["value_text"].confidence
        for row in reading.ledger.table("indicators")
    }
    assert confidence["5,310"] < 1 and confidence["続ける"] < 1
    assert confidence["18"] == 1
    (doubt,) = [doubt for doubt in reading.ledger.doubts if "5,310" in doubt.message]
    assert doubt.code == "ambiguous-cell" and doubt.sheet == 1 and "来園者数" in doubt.message


def test_a_missing_result_is_a_blank_cell() -> None:
    numbers = "数\n値\n\n木かげの数 12 15 14 20 増やす\n\n来園者数（累計） 3,000 4,100 4,050 5,200 続ける"
    reading = read(dump(HEAD, "歩み", YEARS, *CELLS[:4], CELLS[5], numbers, REVIEW, WHOLE))
    assert [row[3] for row in table(reading, "schedule", "fiscal_year", "value_type", "period", "text")] == [
        *(row[3] for row in SCHEDULE[:4]),
        None,
        SCHEDULE[5][3],
    ]
    values = table(reading, "indicators", "value_text")
    assert values == [
        ("12",),
        ("15",),
        ("14",),
        ("20",),
        (None,),
        ("増やす",),
        ("3,000",),
        ("4,100",),
        ("4,050",),
        ("5,200",),
        (None,),
        ("続ける",),
    ]


def test_an_open_end_with_the_wrong_era_follows_the_last_year() -> None:
    years = YEARS.replace("5年度以降", "平成5年度以降")
    reading = read(dump(HEAD, "歩み", years, *CELLS, NUMBERS, REVIEW, WHOLE))
    last = list(reading.ledger.table("schedule"))[-1]
    assert (last.facts["fiscal_year"], last.facts["fiscal_year_to"], last.facts["is_open_ended"]) == (2023, None, True)
    assert [doubt.code for doubt in reading.ledger.doubts if doubt.code == "period-out-of-order"] == [
        "period-out-of-order"
    ]


def test_two_sheets_of_one_item() -> None:
    second = dump(
        HEAD,
        "歩み",
        YEARS.replace("3年", "5年").replace("4年", "6年").replace("5年度以", "7年度以"),
        *CELLS,
        "22 増やす",
        "来園者数（累計）",
        "3,000（見込み） 6,000 6,100 7,000",
        "7,200 続ける",
        "木かげの数 12（見込み） 21 19 24",
        WHOLE,
    )
    reading = read(dump(HEAD, "歩み", YEARS, *CELLS, NUMBERS, REVIEW, WHOLE) + "\n\n" + second)
    assert [sheet.number for sheet in reading.sheets] == [1, 2]
    rows = [row for row in reading.ledger.table("indicators") if row.sheet == 2]
    assert [row.cells["value_text"].span.raw for row in rows] == [
        "12（見込み）",
        "21",
        "19",
        "24",
        "22",
        "増やす",
        "3,000（見込み）",
        "6,000",
        "6,100",
        "7,000",
        "7,200",
        "続ける",
    ]
    assert {row.facts["table_no"] for row in rows} == {2}
    assert [row.facts["fiscal_year"] for row in rows[:6]] == [2020, 2023, 2023, 2024, 2024, 2025]


def test_without_a_shape_nothing_is_claimed() -> None:
    reading = read("", None)  # type: ignore[arg-type]
    assert reading.sheets == [] and reading.ledger.used() == 0
