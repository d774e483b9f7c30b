"""Grids in a text: tabs and pipes part cells; a cell's column is its count of separators."""

import pytest

from plansheets.extract.lines import lines_of
from plansheets.extract.readers.text import text_source
from plansheets.extract.textgrid import is_piped, is_tabbed, pipe_grid, tab_grid

from .test_document import pick

Cells = list[list[tuple[int, str]]]


def tabs(text: str) -> Cells:
    """(column, text) of every filled cell, by row."""
    grid = tab_grid(lines_of(text_source(text, "a.txt")))
    return [[(c.column, c.raw) for c in row if c] for row in grid.rows]


def pipes(text: str) -> tuple[Cells, list[str]]:
    grid, marks = pipe_grid(lines_of(text_source(text, "a.txt")))
    return [[(c.column, c.raw) for c in row if c] for row in grid.rows], [m.raw for m in marks]


@pytest.mark.parametrize(("text", "cells"), [
    ("目的\t場をつくる\n", [[(0, "目的"), (1, "場をつくる")]]),
    ("\t検討\t→\n", [[(1, "検討"), (2, "→")]]),
    ("年次\tR6\t\tR8\t\n", [[(0, "年次"), (1, "R6"), (3, "R8")]]),
    ("目 的\t 場を つくる \n", [[(0, "目 的"), (1, "場を つくる")]]),
    ("　\t検討\n", [[(1, "検討")]]),
    ("A\tB\nC\t\tD\n", [[(0, "A"), (1, "B")], [(0, "C"), (2, "D")]]),
    ("A\tB\r\nC\tD\r\n", [[(0, "A"), (1, "B")], [(0, "C"), (1, "D")]]),
    ("A\tB", [[(0, "A"), (1, "B")]]),
])  # fmt: skip
def test_tabbed_cells(text: str, cells: Cells) -> None:
    assert tabs(text) == cells


@pytest.mark.parametrize(("text", "cells"), [
    ("| 目的 | 場をつくる |\n", [[(0, "目的"), (1, "場をつくる")]]),
    ("|目的|場をつくる\n", [[(0, "目的"), (1, "場をつくる")]]),
    ("| | 検討 | → |\n", [[(1, "検討"), (2, "→")]]),
    ("|A|B|\n|---|:--:|\n|C|D|\n", [[(0, "A"), (1, "B")], [(0, "C"), (1, "D")]]),
    ("│A│B│\n", [[(0, "A"), (1, "B")]]),
    ("｜A｜B｜\n", [[(0, "A"), (1, "B")]]),
    ("|A \\| B|C|\n", [[(0, "A \\| B"), (1, "C")]]),
])  # fmt: skip
def test_piped_cells(text: str, cells: Cells) -> None:
    assert pipes(text)[0] == cells


def test_pipes_and_rules_are_marks() -> None:
    assert pipes("|A|B|\n|---|---|\n")[1] == ["|", "|", "|", "|---|---|"]


@pytest.mark.parametrize(("text", "tabbed", "piped"), [
    ("A\tB", True, False), ("A\t", True, False), ("\tA", True, False), ("A  B", False, False), ("|A|", False, True),
    ("|A", False, False), ("A|B|C", False, False), ("| A\tB |", True, True),
])  # fmt: skip
def test_what_makes_a_line_of_cells(text: str, tabbed: bool, piped: bool) -> None:
    (line,) = lines_of(text_source(text, "a.txt"))
    assert (is_tabbed(line), is_piped(line)) == (tabbed, piped)


TABLE = [
    ["指標", "単位", "現状(令和4年度)", "目標(令和10年度)"],
    ["参加者数", "人", "41", "61"],
    ["認知度", "%", "-", "90"],
]


def as_columns(rows: list[list[str]]) -> str:
    """Columns set with blanks, as pdftotext -layout does; full-width characters take two."""
    widths = (14, 8, 20, 20)
    return "\n".join(
        "".join(c + " " * (w - sum(1 + (ord(x) > 255) for x in c)) for c, w in zip(r, widths, strict=True)).rstrip()
        for r in rows
    )


@pytest.mark.parametrize("text", [
    "\n".join("\t".join(row) for row in TABLE),
    "\n".join("|" + "|".join(row) + "|" for row in TABLE),
    "\n".join(["| " + " | ".join(TABLE[0]) + " |", "|---|---|---|---|",
               *("| " + " | ".join(r) + " |" for r in TABLE[1:])]),
    as_columns(TABLE),
], ids=["tabs", "pipes", "markdown", "columns"])  # fmt: skip
def test_the_same_table_in_any_setting(text: str) -> None:
    assert pick(text + "\n", "indicators", "indicator", "unit", "fiscal_year", "value_type", "value",
                "value_status") == [
        ("参加者数", "人", 2022, "baseline", 41.0, "number"), ("参加者数", "人", 2028, "target", 61.0, "number"),
        ("認知度", "%", 2022, "baseline", None, "nil"), ("認知度", "%", 2028, "target", 90.0, "number"),
    ]  # fmt: skip


def test_a_blank_line_parts_two_tables() -> None:
    text = "指標\tR6\tR7\n参加者数\t1人\t2人\n\n指標\tR6\tR7\n講座数\t3回\t4回\n"
    assert pick(text, "indicators", "table_no", "indicator", "value") == [
        (1, "参加者数", 1, ), (1, "参加者数", 2), (2, "講座数", 3), (2, "講座数", 4),
    ]  # fmt: skip
