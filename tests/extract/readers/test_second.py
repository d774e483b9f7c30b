"""The other library as a witness: it reads the same, something else, or nothing."""

from pathlib import Path

import numpy as np
import pytest

from plansheets.conversion import convert_bytes, load_rules
from plansheets.extract.readers.options import Engine, ReadOptions
from plansheets.extract.readers.second import SecondReader

SAMPLES = Path(__file__).parents[3] / "samples"
PDFS = sorted(path for path in SAMPLES.glob("*/*.pdf") if "scan" not in path.name)


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_it_reads_what_stands_in_the_boxes_of_our_samples(path: Path, reader: Engine) -> None:
    done = convert_bytes(
        path.read_bytes(), path.name, load_rules(), options=ReadOptions(reader=reader, second_reader=True)
    )
    assert [row["message"] for row in done.rows["problems"] if row["code"] == "readers-disagree"] == []


def test_it_says_so_where_a_box_holds_another_text() -> None:
    path = SAMPLES / "yamaguchi-drawn" / "yamaguchi-drawn.pdf"
    row = next(
        row for row in convert_bytes(path.read_bytes(), path.name, load_rules()).rows["provenance"]
        if row["table"] == "sheets" and row["column"] == "title"
    )  # fmt: skip
    box = row["x0"], row["top"], row["x1"], row["bottom"]
    with SecondReader(path.read_bytes(), path.name, ReadOptions()) as second:
        assert second.agrees(row["page"], box, row["raw"]) is True
        assert second.agrees(row["page"], box, f"{row['raw']}の") is False
        assert second.agrees(row["page"], (0.0, 0.0, 1.0, 1.0), row["raw"]) is False
        assert second.agrees(99, box, row["raw"]) is None


def test_it_says_nothing_of_a_scan() -> None:
    path = SAMPLES / "yamaguchi-scan" / "yamaguchi-scan.pdf"
    with SecondReader(path.read_bytes(), path.name, ReadOptions()) as second:
        assert second.agrees(1, (0.0, 0.0, 600.0, 800.0), "検討") is None


def test_a_value_that_it_reads_otherwise_is_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    path = SAMPLES / "tama-poster" / "tama-poster.pdf"
    options = ReadOptions(second_reader=True)
    plain = convert_bytes(path.read_bytes(), path.name, load_rules()).rows["provenance"]
    monkeypatch.setattr(SecondReader, "agrees", lambda self, page, box, raw: False)
    done = convert_bytes(path.read_bytes(), path.name, load_rules(), options=options)
    given = np.array([row["confidence"] for row in plain])
    left = np.array([row["confidence"] for row in done.rows["provenance"]])
    assert np.allclose(left, given / 2)
    messages = [row["message"] for row in done.rows["problems"] if row["code"] == "readers-disagree"]
    assert messages[0].startswith("the second reader reads otherwise what stands in the box of: ")
