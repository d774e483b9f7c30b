"""Samples in layouts that no family describes, against true tables made from the data that they were set from."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.test_measuring_set import rows_of
from tests.truth import errors

LAYOUTS = Path(__file__).parents[2] / "samples" / "layouts"
TRUTHS = sorted(LAYOUTS.glob("*/truth.json"))
UNREAD_SHARE = 0.02
"""Characters that may be in no table; page numbers, running heads and repeated heads of tables do not count."""

each_sample = pytest.mark.parametrize("file", TRUTHS, ids=lambda file: file.parent.name)


@cache
def read(file: Path) -> tuple[Any, dict[str, list[dict[str, Any]]]]:
    """A truth, and what is read from its document."""
    truth = json.loads(file.read_text(encoding="utf-8"))
    return truth, rows_of((file.parent / truth["file"]).read_bytes(), truth["file"])


def test_every_layout_has_a_document_and_its_truth() -> None:
    folders = sorted(folder for folder in LAYOUTS.iterdir() if folder.is_dir())
    assert len(folders) == 9
    assert [file.parent for file in TRUTHS] == folders
    for file in TRUTHS:
        assert sorted(f.name for f in file.parent.iterdir()) == sorted([read(file)[0]["file"], "truth.json"])


@each_sample
def test_no_family_describes_it(file: Path) -> None:
    (row,) = read(file)[1]["documents"]
    assert row["family"] == "generic"


@each_sample
def test_a_layout_gives_its_true_tables(file: Path) -> None:
    truth, found = read(file)
    wrong: list[str] = []
    for table in sorted({*truth["tables"], *truth["complete"]}):
        true, is_complete = truth["tables"].get(table, []), table in truth["complete"]
        wrong += errors(table, true, found.get(table, []), is_complete=is_complete)
    assert wrong == []


@each_sample
def test_nothing_printed_is_lost_and_hardly_anything_unread(file: Path) -> None:
    found = read(file)[1]
    (row,) = found["documents"]
    assert row["characters_used"] + row["characters_left"] == row["characters"] > 0
    unread = ["".join(one["raw"].split()) for one in found.get("residue", []) if one["kind"] == "unread"]
    assert sum(map(len, unread)) <= UNREAD_SHARE * row["characters"], unread
