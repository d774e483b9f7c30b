"""The cells of a printed row of numbers."""

import pytest

from plansheets.extract.dump.values import ValueCell, is_value, split_values
from plansheets.extract.readers.text import text_source
from plansheets.extract.span import Span, whole


def span_of(text: str) -> Span:
    return whole(text_source(text, "a.txt"))


@pytest.mark.parametrize(
    ("text", "name", "cells"),
    [
        ("木かげの数 12（見込み） 15 14 続ける", "木かげの数", ["12（見込み）", "15", "14", "続ける"]),
        ("1,345 続ける", None, ["1,345", "続ける"]),
        ("12 （見込み） 15", None, ["12 （見込み）", "15"]),
        ("利用率　8.5％　―　未定　10％", "利用率", ["8.5％", "―", "未定", "10％"]),
        ("ベンチ 数（基） 3基 4基", "ベンチ 数（基）", ["3基", "4基"]),
        ("▲3 5～10", None, ["▲3", "5～10"]),
        ("31", None, ["31"]),
    ],
)
def test_a_row(text: str, name: str | None, cells: list[str]) -> None:
    found = split_values(span_of(text))
    assert found is not None
    assert (found[0].raw if found[0] else None) == name
    assert [cell.raw for cell in found[1]] == cells


@pytest.mark.parametrize(
    "text", ["・木を 12 本 植えた", "第2回の会を 3回 ひらいた。", "みどり課", "木かげの数 12", "12 本 の 木"]
)
def test_no_row(text: str) -> None:
    assert split_values(span_of(text)) is None


@pytest.mark.parametrize(
    ("text", "number", "unit", "decimals"),
    [
        ("1,345人", 1345, "人", 0),
        ("８.５％", 8.5, "%", 1),
        ("▲3", -3, "", 0),
        ("37（見込み）", 37, "", 0),
        ("未定", None, "", 0),
    ],
)
def test_a_cell(text: str, number: float | None, unit: str, decimals: int) -> None:
    cell = ValueCell(span_of(text))
    assert (cell.number, cell.unit, cell.decimals) == (number, unit, decimals)


@pytest.mark.parametrize("text", ["続ける", "令和", "増やす"])
def test_words_are_no_value(text: str) -> None:
    assert not is_value(text)
