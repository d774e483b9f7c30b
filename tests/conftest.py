"""Shared fixtures: a small sheet of an invented city, and where the real documents are."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no error: what is slow is measured in bench/.
settings.register_profile("plansheets", deadline=None)
settings.load_profile("plansheets")

# Starting workers for each of some hundred small calls would take minutes; tests/plansheets/batch starts them.
os.environ.setdefault("PLANSHEETS_WORKERS", "0")

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

SHEET = """\
基本方針 I 話し合いの場をひらきます

基本施策 (1) 集いの場づくり

整理番号\tI - (1) - ①\t種 別\t新規\t担当課\t窓口改善課・(仮称)つどいの館
推進項目\t① つどいの館の開設\t\t\t\t
対象主体\t■市民 □事業者 ■行政\t\t\t\t
目 的\tだれでも立ち寄れる場をつくります。\t\t\t\t
完了の目安\t-\t\t\t\t
年次計画\tR6\tR7\tR8\t\t
\t検討\t→\t実施\t\t
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """One sheet as a text file."""
    path = tmp_path / "in" / "sheet.txt"
    path.parent.mkdir()
    path.write_text(SHEET, encoding="utf-8")
    return path


def shared(*parts: str) -> Path:
    """A file or folder of ../shared; skips the test where it is missing (outside CI)."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{path} is missing, and CI has it")
        pytest.skip(f"needs ../shared/{'/'.join(parts)}, which is not beside this clone")
    return path
