"""The PDF samples against true tables made from the data that they were set from, never from a program's output."""

import json
from pathlib import Path

import pytest

from plansheets.conversion import convert_bytes, load_rules
from plansheets.extract.readers.ocr import is_installed
from tests.test_measuring_set import rows_of
from tests.truth import errors, facts

SAMPLES = Path(__file__).parents[2] / "samples"
TRUTHS = sorted(SAMPLES.glob("*/truth.json"))
SCAN_SHARE = 0.95
"""Facts of a scan that must be right; of a print with a text layer all must."""


def test_there_are_pdf_samples() -> None:
    assert len(TRUTHS) == 10


@pytest.mark.parametrize("file", TRUTHS, ids=lambda file: file.parent.name)
def test_a_sample_gives_its_true_tables(file: Path) -> None:
    truth = json.loads(file.read_text(encoding="utf-8"))
    is_scan = "scan" in file.parent.name
    if is_scan and not is_installed():
        pytest.skip("plansheets[ocr] is not installed: a scan cannot be read")
    found = rows_of((file.parent / truth["file"]).read_bytes(), truth["file"])
    wrong: list[str] = []
    for table in sorted({*truth["tables"], *truth["complete"]}):
        is_complete = table in truth["complete"] and not truth.get("tolerated", {}).get(table)
        wrong += errors(table, truth["tables"].get(table, []), found.get(table, []), is_complete=is_complete)
    allowed = (1 - SCAN_SHARE) * facts(truth["tables"]) if is_scan else 0
    assert len(wrong) <= allowed, "\n".join(wrong[:20])


@pytest.mark.parametrize("file", TRUTHS, ids=lambda file: file.parent.name)
def test_nothing_printed_is_lost(file: Path) -> None:
    name = json.loads(file.read_text(encoding="utf-8"))["file"]
    if "scan" in name and not is_installed():
        pytest.skip("plansheets[ocr] is not installed: a scan cannot be read")
    (row,) = convert_bytes((file.parent / name).read_bytes(), name, load_rules()).rows["documents"]
    assert row["characters"] > 0
    assert row["characters_used"] + row["characters_left"] == row["characters"]
