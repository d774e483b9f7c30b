"""A family whose rule does not fit any more hands the document to the general reader, and says so."""

from pathlib import Path

import pytest

from plansheets.conversion import Converted, convert_bytes, load_rules

FAMILY = """\
id: mihon-plan
recognise:
  all: [実施計画, 整理番号]
layout: form
headings:
  - {level: 1, pattern: '^柱(?P<number>[0-9]+) (?P<title>.+)$'}
labels:
  completion: [できあがりの姿]
  target_group: [だれのため]
sheet:
  start: {field: number}
"""
FITS = """\
実施計画

柱1 集いの場をひらく

整理番号\t1\t担当課\t公園課
事業名\tあずまやの修繕
できあがりの姿\t三か所のあずまやが使える
だれのため\t公園を使う市民
"""
NEW_LAYOUT = """\
実施計画（整理番号は巻末）

事業名\tあずまやの修繕
担当課\t公園課
"""
OTHER_LABELS = """\
実施計画

整理番号\t1\t担当課\t公園課
事業名\tあずまやの修繕
めざす状態\t三か所のあずまやが使える
"""


def read(text: str, tmp_path: Path) -> Converted:
    (tmp_path / "mihon-plan.yaml").write_text(FAMILY, encoding="utf-8")
    return convert_bytes(text.encode(), "a.txt", load_rules((tmp_path,)))


def misfits(done: Converted) -> list[str]:
    return [row["message"] for row in done.rows["problems"] if row["code"] == "family-misfit"]


def test_a_rule_that_fits_is_kept(tmp_path: Path) -> None:
    done = read(FITS, tmp_path)
    assert done.rows["documents"][0]["family"] == "mihon-plan"
    assert misfits(done) == []


@pytest.mark.parametrize(("text", "why"), [
    pytest.param(NEW_LAYOUT, "no sheet of it was found", id="no sheets"),
    pytest.param(
        OTHER_LABELS,
        "of 5 things that it expects 3 are missing: label of completion, label of target_group, headings of level 1",
        id="labels and headings are missing"),
])  # fmt: skip
def test_a_rule_that_does_not_fit_hands_over(text: str, why: str, tmp_path: Path) -> None:
    done = read(text, tmp_path)
    assert done.rows["documents"][0]["family"] == "generic"
    (message,) = misfits(done)
    assert message.startswith(f"the rule of family mihon-plan does not fit this document: {why}")
    assert [row["title"] for row in done.rows["sheets"]] == ["あずまやの修繕"]
    assert [row["office"] for row in done.rows["offices"]] == ["公園課"]


def test_tables_without_numbers_hand_over(tmp_path: Path) -> None:
    head, words = "指標\t令和4年度実績\t令和5年度実績\t令和6年度実績\n", "開催\t準備\t検討\n"
    rows = [f"{name}\t{words}" for name in "甲乙丙"]
    (message,) = misfits(read(FITS + head + "".join(rows), tmp_path))
    assert "of 9 cells of its tables 9 hold no year or number where one must stand" in message
    numbers = [f"{name}\t1\t2\t3\n" for name in "甲乙丙"]
    assert misfits(read(FITS + head + "".join(numbers), tmp_path)) == []
