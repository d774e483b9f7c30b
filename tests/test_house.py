"""The house rules that a reader of the code relies on: imports run one way, modules stay small, no city in the code."""

import ast
import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = {
    "plansheets": {"extract", "rules", "normalize"},
    "extract": {"rules", "normalize"},
    "rules": set(),
    "normalize": set(),
}
MODULES = sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))
LONGEST = 400


def imported_rooms(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else \
            [alias.name for alias in node.names] if isinstance(node, ast.Import) else []  # fmt: skip
        for name in names:
            if name.startswith("plansheets") and name != "plansheets.errors":
                part = [*name.split("."), ""][1]
                yield part if part in ROOMS else "plansheets"


@pytest.mark.parametrize("module", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_run_one_way(module: Path) -> None:
    room = module.relative_to(ROOT).parts[0]
    assert set(imported_rooms(module)) <= ROOMS[room] | {room}


@pytest.mark.parametrize("module", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_modules_stay_small(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_general_code_names_no_municipality() -> None:
    with (ROOT / "normalize" / "municipalities.csv").open(encoding="utf-8") as file:
        cities = {row["city"] for row in csv.DictReader(file) if len(row["city"]) > 2}
    for module in (ROOT / "extract").rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert not [city for city in cities if city in text], module.name
