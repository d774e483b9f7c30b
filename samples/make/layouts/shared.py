"""What the makers of the layout samples share: their data, the truth of a document, numbers as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from common import Row, write_truth

WIDE = {code: code + 0xFEE0 for code in map(ord, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
STATUS: dict[str, Any] = {
    "": "blank",
    "－": "nil",
    "未定": "undetermined",
    "未集計": {"any_of": ["unavailable", "pending", "undetermined", "text"]},
}
"""What a cell without a number says of its value."""
Number = float | str | None


def load(name: str) -> Any:
    """The invented data of data/<name>.yaml."""
    return yaml.safe_load((Path(__file__).with_name("data") / f"{name}.yaml").read_text(encoding="utf-8"))


def wide(text: object) -> str:
    """Digits and capitals in full width."""
    return str(text).translate(WIDE)


def printed(value: Number, minus: str = "▲") -> str:
    """A number with commas, its minus as a sign of its own; words as they are, nothing for nothing."""
    if value is None or isinstance(value, str):
        return value or ""
    return f"{minus if value < 0 else ''}{abs(value):,}"


def judged(value: Number, unit: str | None = None) -> Row:
    """The cells of an indicator that a printed number or word fills; the unit stands for numbers only."""
    text = printed(value, minus="-")
    if text in STATUS:
        return {"value": None, "value_status": STATUS[text]}
    return ({"unit": unit} if unit else {}) | {"value": float(text.replace(",", ""))}


def any_of(*values: Any) -> Row:
    """A cell for which the source leaves a choice."""
    return {"any_of": list(values)}


def contains(text: str) -> Row:
    """A cell that may say more around it."""
    return {"contains": text}


def bare_or_full(name: str) -> Any:
    """A name with or without its （addition）."""
    bare = name.partition("（")[0]
    return name if bare == name else any_of(name, bare)


@dataclass
class Truth:
    """The true tables of a document. Tables in `complete` hold every row that it gives."""

    family: str
    complete: Sequence[str] = ("sheets", "offices", "actors", "events")
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> None:
        self.tables.setdefault(table, []).append(row)

    def offices(self, sheet: int, names: Sequence[str]) -> None:
        """Offices of which none is marked as leading."""
        for ordinal, name in enumerate(names, 1):
            self.add("offices", sheet_no=sheet, ordinal=ordinal, office=name, is_lead=None, is_provisional=False)

    def plan(self, sheet: int, years: Sequence[int], texts: Sequence[str]) -> None:
        """What is planned for each year; an arrow goes on with the text before it."""
        last = ""
        for year, text in zip(years, texts, strict=True):
            last = last if text == "→" else text
            if text:
                cells = {"fiscal_year": year, "value_type": "plan", "text": last, "is_continued": text == "→"}
                self.add("schedule", sheet_no=sheet, **cells)

    def save(self, document: Path) -> None:
        """Write truth.json beside the document."""
        write_truth(document.with_name("truth.json"), document.name, self.tables, self.complete, family=self.family)
