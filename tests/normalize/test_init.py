"""The package's names: loaded when first asked for, an unknown one refused."""

import subprocess
import sys

import pytest

from plansheets import normalize


def loaded_after(code: str) -> str:
    """What a fresh interpreter prints: names already loaded here must not count."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_import_loads_no_parser() -> None:
    code = "import sys, plansheets.normalize as n; print([m for m in sys.modules if m.startswith(n.__name__ + '.')])"
    assert loaded_after(code) == "['plansheets.normalize.line', 'plansheets.normalize.unwrap']"


@pytest.mark.parametrize("first", ["cell", "unwrap", "clean"])
def test_unwrap_is_the_function_whatever_was_imported_first(first: str) -> None:
    code = f"import plansheets.normalize.{first}; from plansheets.normalize import unwrap; print(unwrap('a'))"
    assert loaded_after(code) == "a"


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'parse_dates'"):
        getattr(normalize, "parse_dates")  # noqa: B009


@pytest.mark.parametrize("name", normalize.__all__)
def test_every_name_is_there(name: str) -> None:
    assert callable(getattr(normalize, name))
