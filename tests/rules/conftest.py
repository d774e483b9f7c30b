"""What the rules' tests share: the built-in lexicon, and a family file that is right."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plansheets.rules.lexicon import Lexicon, load_lexicon

RIGHT = """\
id: right
municipality: '131016'
recognise:
  all: [実施計画]
headings:
  - {level: 1, label: 基本方針, pattern: '^基本方針(?P<number>[0-9]+) (?P<title>.+)$'}
labels:
  completion: [できあがり]
"""


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """write(name, text) → the path of a new rule file."""

    def made(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return made


@pytest.fixture
def right() -> str:
    return RIGHT
