"""Page furniture: numbers and running heads go, rows of tables and first prints stay."""

import pytest

from plansheets.extract.furniture import split_furniture
from plansheets.extract.lines import is_page_number, lines_of
from plansheets.extract.readers.text import text_source

from .test_document import PROSE, read


def split(text: str) -> tuple[list[str], list[str]]:
    """(kept, furniture)"""
    kept, gone = split_furniture(lines_of(text_source(text, "a.txt")))
    return [line.raw for line in kept], [line.raw for line in gone]


@pytest.mark.parametrize(("raw", "is_one"), [
    ("3", True), ("- 3 -", True), ("－３－", True), ("3ページ", True), ("3/12", True), ("P. 4", True), ("(5)", True),
    ("12頁", True),
    ("3 計画", False), ("3.5", False), ("12345", False), ("①", False), ("R6", False), ("3人", False),
])  # fmt: skip
def test_a_page_number_alone_on_its_line(raw: str, is_one: bool) -> None:
    (line,) = lines_of(text_source(raw, "a.txt"))
    assert is_page_number(line) is is_one


def test_numbers_between_blank_lines_and_at_breaks_go() -> None:
    assert split(f"{PROSE[0]}\n\n1\n\n\f{PROSE[1]}\n\n- 2 -\n\n\f{PROSE[2]}\n") == \
        ([PROSE[0], PROSE[1], PROSE[2]], ["1", "- 2 -"])  # fmt: skip


def test_numbers_that_do_not_rise_are_values() -> None:
    kept, gone = split("参加者\n\n41\n\n講座\n\n12\n\n相談\n\n30\n")
    assert gone == []
    assert kept == ["参加者", "41", "講座", "12", "相談", "30"]


def test_a_number_within_its_lines_stays() -> None:
    assert split("参加者\n41\n人\n")[1] == []


def test_a_running_head_stays_where_it_is_printed_first() -> None:
    text = f"霧咲市計画\n\n{PROSE[0]}\n\n1\n\n\f霧咲市計画\n\n{PROSE[1]}\n\n2\n\n\f霧咲市計画\n\n{PROSE[2]}\n\n3\n"
    kept, gone = split(text)
    assert kept == ["霧咲市計画", *PROSE[:3]]
    assert gone == ["1", "霧咲市計画", "2", "霧咲市計画", "3"]


def test_a_running_head_with_a_counter() -> None:
    text = f"計画 第1部\n\n{PROSE[0]}\n\n\f計画 第2部\n\n{PROSE[1]}\n\n\f計画 第3部\n\n{PROSE[2]}\n"
    assert split(text)[1] == ["計画 第2部", "計画 第3部"]


@pytest.mark.parametrize(
    "row", ["研修        →     →     →", "研修\t実施\t→", "| 研修 | 実施 |", "→", "研修　　実施　　→"]
)
def test_a_row_of_a_table_is_no_running_head(row: str) -> None:
    text = f"{PROSE[0]}\n\n{row}\n\n\f{row}\n\n{PROSE[1]}\n\n\f{row}\n\n{PROSE[2]}\n"
    assert split(text)[1] == []


def test_equal_rows_at_every_page_break_are_all_read() -> None:
    rows = "参加者数\t人\t41\t61\n講座数\t回\t1\t2\n"
    done = read("指標\t単位\t現状(令和4年度)\t目標(令和10年度)\n" + "\f".join([rows] * 3))
    assert [r["value"] for r in done.rows["indicators"]] == [41, 61, 1, 2] * 3
    assert done.rows["residue"] == []


def test_furniture_is_residue_of_its_kind() -> None:
    done = read(f"{PROSE[0]}\n\n1\n\n\f{PROSE[1]}\n\n2\n\n\f{PROSE[2]}\n")
    assert [(r["kind"], r["raw"]) for r in done.rows["residue"]] == [("furniture", "1"), ("furniture", "2")]
    assert done.rows["documents"][0]["characters_left"] == 2


def test_nothing_is_furniture_in_a_text_of_one_page() -> None:
    assert split(f"{PROSE[0]}\n{PROSE[1]}\n{PROSE[0]}\n")[1] == []
