"""Tables of sheets against actors: marks, blanks, roles, rows joined to their sheets."""

import pytest

from plansheets.extract.actor_matrix import claim_actor_matrix, find_actor_matrix
from plansheets.extract.blocks import Grid
from plansheets.extract.claims import Ledger
from plansheets.extract.lines import lines_of
from plansheets.extract.readers.text import text_source
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.span import Span
from plansheets.extract.textgrid import tab_grid
from plansheets.normalize import match_key
from plansheets.rules import load_lexicon

HEAD = "基本方針\t\t\t取組主体\t\t\nNo.\t施策\t取組\t市民\t団体\t市\n"
BODY = "1\t啓発\t①情報の発信\t○\t\t◎\n\t\t②報告会の開催\t◎\t○\t\n"
SHEETS = "事業1 情報の発信\n事業2 報告会の開催\n"


def read(table: str, sheets: str = SHEETS) -> tuple[Reading, Grid]:
    """A reading of a table, and of the lines under it as sheets: 事業n and a title."""
    source = text_source(table + "\n" + sheets, "a.txt")
    reading = Reading(Ledger(source), load_lexicon(match_key), None)
    lines = lines_of(source)
    height = table.count("\n")
    for at, line in enumerate(lines[height:], 1):
        number, title = (reading.ledger.claim(Span(source, ((a, b),)), "value", "t") for a, b in _parts(line.span))
        reading.sheets.append(SheetHead(at, {"number": number, "title": title}))
    return reading, tab_grid(lines[:height])


def _parts(span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where the digits of 事業n and its title stand."""
    ((start, stop),) = span.ranges
    cut = start + span.raw.index(" ")
    return (start + 2, cut), (cut + 1, stop)


def actors(table: str, sheets: str = SHEETS, roles: dict[str, str] | None = None) -> list[tuple[object, ...]]:
    """(sheet, actor, is_marked, role) of every row."""
    reading, grid = read(table, sheets)
    matrix = find_actor_matrix(reading, grid)
    assert matrix is not None
    claim_actor_matrix(reading, matrix, roles or {})
    return [(row.sheet, row.cells["actor"].span.raw, row.facts["is_marked"], row.facts["role"])
            for row in reading.ledger.table("actors")]  # fmt: skip


def test_marks_and_blanks_with_their_roles() -> None:
    assert actors(HEAD + BODY, roles={"◎": "lead", "○": "partner"}) == [
        (1, "市民", True, "partner"), (1, "団体", False, None), (1, "市", True, "lead"),
        (2, "市民", True, "lead"), (2, "団体", True, "partner"), (2, "市", False, None),
    ]  # fmt: skip


def test_without_a_legend_a_mark_has_no_role() -> None:
    assert {role for *_, role in actors(HEAD + BODY)} == {None}


@pytest.mark.parametrize(("mark", "marked"), [
    ("◎", True), ("○", True), ("〇", True), ("●", True), ("■", True), ("☑", True), ("✓", True), ("□", False),
    ("☐", False),
    ("×", False), ("－", False), ("-", False), ("―", False),
])  # fmt: skip
def test_what_counts_as_marked(mark: str, marked: bool) -> None:
    found = actors(HEAD + f"1\t啓発\t①情報の発信\t{mark}\t\t○\n")
    assert found[0][2] is marked


def test_a_title_finds_the_sheet_where_the_row_has_no_number() -> None:
    table = HEAD + "\t\t報告会の 開催\t◎\t\t\n\t\t情報の発信\t\t\t◎\n"
    assert [sheet for sheet, *_ in actors(table)] == [2, 2, 2, 1, 1, 1]


def test_group_rows_name_no_sheet_and_are_no_doubt() -> None:
    table = HEAD + "基本方針1 人づくり\t\t\t\t\t\n" + BODY
    reading, grid = read(table)
    matrix = find_actor_matrix(reading, grid)
    assert matrix is not None
    claim_actor_matrix(reading, matrix, {})
    assert reading.ledger.doubts == []
    unread = [span.raw for kind, span in reading.ledger.residue() if kind == "unread"]
    assert unread == ["事業", "事業"]  # of the lines that stand for the sheets


def test_a_row_of_no_sheet_is_a_doubt() -> None:
    reading, grid = read(HEAD + "9\t啓発\t⑨別の事業\t○\t\t◎\n")
    matrix = find_actor_matrix(reading, grid)
    assert matrix is not None
    claim_actor_matrix(reading, matrix, {})
    assert [d.code for d in reading.ledger.doubts] == ["row-without-sheet"]
    assert list(reading.ledger.table("actors")) == []


@pytest.mark.parametrize("table", [
    "区分\t例\n見守り\t声かけ\n",
    "取組主体\t市民\n目的\t見守り\n",
    HEAD + "1\t啓発\t①情報の発信\t広報紙\t回覧板\t職員\n",
    HEAD,
], ids=["no label", "one name", "texts for marks", "no rows"])  # fmt: skip
def test_other_tables_are_left_alone(table: str) -> None:
    reading, grid = read(table)
    assert find_actor_matrix(reading, grid) is None
