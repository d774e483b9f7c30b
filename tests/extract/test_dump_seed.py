"""The real dump: two sheets whose reading order is broken, read with the family's own form."""

import os
from pathlib import Path

import pytest

from plansheets.extract.document import read_document
from plansheets.extract.readers.text import read_text
from plansheets.extract.reading import Reading
from plansheets.normalize import match_key
from plansheets.rules import load_families, load_lexicon

from .dump_park import table, unread

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "niigata-reform-sheets.txt"
CENTRES = [
    ["37（見込み）", "42", "43", "50", "48", "継続して拡充"],
    ["37（見込み）", "58", "54", "66", "55", "継続して拡充"],
]
LEARNERS = [
    ["930（見込み）", "1,090", "1,152", "1,250", "1,345", "継続実施"],
    ["930（見込み）", "1,410", "1,454", "1,570", "1,671", "継続実施"],
]


@pytest.fixture(scope="module")
def seed() -> Reading:
    if not SEED.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{SEED} is missing, and CI has it")
        pytest.skip("needs ../shared/seeds/niigata-reform-sheets.txt, which is not beside this clone")
    return read_document(read_text(SEED.read_bytes(), SEED.name), load_lexicon(key=match_key), load_families())


def test_nothing_is_unread(seed: Reading) -> None:
    assert unread(seed) == []


def test_heads(seed: Reading) -> None:
    for sheet in seed.sheets:
        assert sheet.cells["number"].span.raw == "28"
        assert sheet.cells["level1_number"].span.raw == "Ⅱ"
        assert sheet.cells["level3_title"].span.raw == "地域活動を支える担い手を創出するための場の積極的な提供"
    assert table(seed, "offices", "office", "is_lead") == [("市民協働課", True), ("中央公民館", False)] * 2


def test_rows_of_numbers_are_put_together(seed: Reading) -> None:
    rows = list(seed.ledger.table("indicators"))
    values = [
        [row.cells["value_text"].span.raw for row in rows if (row.sheet, row.facts["indicator_no"]) == (sheet, number)]
        for number in (1, 2)
        for sheet in (1, 2)
    ]
    assert values == [*CENTRES, *LEARNERS]
    years = [row.facts["fiscal_year"] for row in seed.ledger.table("indicators")]
    assert years == [2014, 2015, 2015, 2016, 2016, 2017] * 2 + [2014, 2017, 2017, 2018, 2018, 2019] * 2


def test_a_cell_torn_by_a_blank_line(seed: Reading) -> None:
    texts = table(seed, "schedule", "fiscal_year", "value_type", "text")
    assert len(texts) == 12
    assert texts[8][:2] == (2017, "actual")
    assert texts[8][2] == (
        "・地域の実情を踏まえ、全市的に6箇所のまちづくりセンターを整備。"
        "・全区でコミュニティ・コーディネーター育成講座を開催。"
    )


def test_evaluations(seed: Reading) -> None:
    found = table(seed, "assessments", "stage", "fiscal_year", "grade", "is_delayed")
    assert found[:9] == [
        ("progress", 2015, None, False),
        ("progress", 2016, None, False),
        ("yearly", 2015, None, None),
        ("yearly", 2016, None, None),
        ("yearly", 2015, None, None),
        ("yearly", 2016, None, None),
        ("interim", 2017, None, None),
        ("interim", 2017, None, None),
        ("interim", 2017, None, None),
    ]
    assert found[9:] == [
        ("progress", 2017, None, "進捗に遅れあり"),
        ("progress", 2018, None, "進捗に遅れあり"),
        ("yearly", 2017, "C", None),
        ("yearly", 2018, "C", None),
        ("yearly", 2017, None, None),
        ("yearly", 2018, None, None),
        ("final", None, "C", None),
        ("final", None, None, None),
        ("final", 2019, None, None),
    ]


def test_cells_away_from_their_row_are_doubted(seed: Reading) -> None:
    messages = [doubt.message for doubt in seed.ledger.doubts if doubt.code == "ambiguous-cell"]
    for moved in ("1,345", "1,671", "55"):
        assert any(moved in message for message in messages)
    moved_cells = [
        row.cells["value_text"]
        for row in seed.ledger.table("indicators")
        if row.cells["value_text"].span.raw in ("1,345", "1,671", "55")
    ]
    assert len(moved_cells) == 3 and all(cell.confidence < 1 for cell in moved_cells)
