"""What a reform sheet says: an invented project in a part of the plan's years, with its indicators."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from common import Row, load

DATA = load("niigata")
# The ways in which the values of an indicator may be cut into chunks: piece → which of the six values it holds.
CUTS = {
    "row": slice(0, 6), "short": slice(0, 4), "values": slice(0, 4), "tail": slice(4, 6), "cells": slice(0, 6),
    "base": slice(0, 1), "first": slice(1, 3), "second": slice(3, 5), "target": slice(5, 6),
}  # fmt: skip
NAMED = {"row", "short"}
ERAS = {"平成": 1988, "令和": 2018}
NUMBER = re.compile(r"[\d,]+(\.\d+)?")
Chunk = list[str]


def gregorian(era_year: str) -> int:
    """Fiscal year of 平成30, 令和元, 令和2."""
    start, year = ERAS[era_year[:2]], era_year[2:]
    return start + (1 if year == "元" else int(year))


def any_of(*values: str | None) -> Any:
    """A judged cell where the source leaves a choice; a single value stands for itself."""
    distinct = list(dict.fromkeys(values))
    return distinct[0] if len(distinct) == 1 else {"any_of": distinct}


@dataclass
class Indicator:
    """An indicator: five numbers (baseline, then plan and actual of two years; None is blank) and an open target."""

    name: str
    values: list[float | None]
    target: str | float
    unit: str | None = None
    unit_at: str = "cell"
    decimals: int = 0
    estimate: list[int] = field(default_factory=list)
    cumulative: bool = False

    def printed(self, i: int) -> str | None:
        """The cell of column `i` as printed; None when it is blank."""
        value = [*self.values, self.target][i]
        if value is None or isinstance(value, str):
            return value
        unit = self.unit if self.unit and self.unit_at == "cell" else ""
        return f"{value:,.{self.decimals}f}{unit}" + ("（見込み）" if i in self.estimate else "")

    def piece(self, cut: str) -> Chunk:
        """The values of one piece, on one line."""
        cells = [cell for i in range(6)[CUTS[cut]] if (cell := self.printed(i))]
        return [" ".join([self.name, *cells] if cut in NAMED else cells)] if cells else []

    def truth(self, i: int) -> Row:
        """Columns of the value in column `i`."""
        text = self.printed(i)
        found = NUMBER.match(text) if text else None
        return {
            "indicator": any_of(self.name, re.sub(r"（[^）]*）$", "", self.name)),
            "unit": self.unit if found else any_of(self.unit, None),
            "is_cumulative": self.cumulative,
            "value": float(found[0].replace(",", "")) if found else None,
            "value_text": text,
            "value_status": "number" if found else "text" if text else "blank",
            "qualifiers": self.qualifiers(i),
        }

    def qualifiers(self, i: int) -> Any:
        """Codes that the cell must have; those that its name brings may be there too."""
        own = ["estimate"] if i in self.estimate else []
        named = ["cumulative"] if self.cumulative else ["gross"] if "延べ" in self.name else []
        options = [own, *([[*own, *named], [*named, *own]] if named else [])]
        return any_of(*[" ".join(option) or None for option in options])


@dataclass
class Sheet:
    """One sheet: a project in a part of the plan's years, and the recipe by which its chunks are dumped."""

    no: int
    labels: dict[str, str]
    project: str
    recipe: str
    base: str
    years: list[str]
    after: str
    stage: str
    numbers: list[int]
    indicators: list[Indicator]
    when: str = ""
    number_at: str = "own"
    note: str = ""
    set: int = 0
    turn: int = 0
    grades: list[str] = field(default_factory=list)
    final_grade: str = ""
    delayed: list[int] = field(default_factory=list)
    unfinished: bool = False

    @cached_property
    def item(self) -> dict[str, Any]:
        """The project's own data."""
        found: dict[str, Any] = DATA["projects"][self.project]
        return found

    def say(self, phrase: str, index: int, **numbers: int) -> list[str]:
        """Paragraphs of the phrase's variant `index`, filled with the project's words."""
        options = DATA["phrases"][phrase]
        words = {k: self.item[k] for k in "scpgd"} | numbers
        return [line.format(**words) for line in options[index % len(options)]]

    @cached_property
    def purpose(self) -> list[list[str]]:
        """Groups of paragraphs; a blank line stands between groups."""
        groups = DATA["phrases"]["purpose"]
        return [[line.format(**self.item) for line in group] for group in groups[self.set % len(groups)]]

    @cached_property
    def cells(self) -> list[list[str]]:
        """The six cells of 取組工程, as paragraphs; empty when blank."""
        found = [self.say("base", self.set)]
        for i in range(2):
            a, b = self.numbers[2 * i : 2 * i + 2]
            found += [self.say("plan", self.set + (i and self.turn)), self.say("actual", self.turn + i, a=a, b=b)]
        if self.unfinished:
            found[4] = []
        return [*found, self.say("target", self.set)]

    def yearly(self, phrase: str, i: int) -> list[str]:
        """A note of year `i`; empty when the year is not over."""
        if self.unfinished and i == 1 and phrase != "progress":
            return []
        return self.say(phrase, self.set + self.turn + i, a=self.numbers[2 * i], b=self.numbers[2 * i + 1])

    def closing(self, phrase: str) -> list[str]:
        """A note on the plan period; empty when it is not over."""
        return [] if self.unfinished else self.say(phrase, self.set + self.turn)

    @property
    def after_year(self) -> int:
        """The first fiscal year of the open last column."""
        return gregorian(self.years[1]) + 1

    @property
    def after_period(self) -> str:
        """平成29年度以降: the open period with its era, as the head of the policy column prints it."""
        return self.after if self.after[:2] in ERAS else self.years[1][:2] + self.after
