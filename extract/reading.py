"""What every reader of a document shares: its ledger, the lexicon, the family that matched, the era of bare years."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import regex
from numpy.typing import NDArray

from plansheets.extract.claims import Claim, Ledger
from plansheets.extract.source import Source
from plansheets.normalize import Period, match_key, parse_period
from plansheets.rules import Family, Heading, Lexicon

ERA_YEAR = regex.compile(
    r"(?P<era>明治|大正|昭和|平成|令和|[HRＨＲ](?=\s*[0-9０-９元]))\s*(?P<year>元|[0-9０-９]{1,2})\s*(?:年|[.．](?=[0-9０-９])|(?![0-9０-９A-Za-z]))"
)
ERA_NAME = {"H": "平成", "R": "令和", "Ｈ": "平成", "Ｒ": "令和"}
PLAN_PERIOD = regex.compile(
    r"(?:(?:計画|実施|対象|推進|取組)の?期間|期間).{0,12}?(?P<a>[^\s、。（(:：]{2,12}年度?)\s*(?:から|[～〜~\-－―])\s*(?P<b>[^\s、。（(]{1,12}年度)"
)
BARE_RANGE = regex.compile(r"(?P<a>(?:平成|令和|20)\s*\S{1,3}\s*年度)\s*(?:から|[～〜~\-－―])\s*(?P<b>\S{1,6}\s*年度)")


@dataclass
class Reading:
    """One document while it is read."""

    ledger: Ledger
    lexicon: Lexicon
    family: Family | None
    """The family whose rule reads it."""
    sheets: list["SheetHead"] = field(default_factory=list)
    era: str | None = None
    in_cell: NDArray[np.bool_] | None = None
    """Which glyphs stand in cells that rulings bound, or a text's tabs and pipes; None where nobody looked."""
    found_headings: tuple[Heading, ...] = ()
    """Headings that the document shows where no family names them."""
    recognised: Family | None = None
    """The family that it was recognised as, though its rule may not have fitted."""
    year: int | None = None
    """The fiscal year that the document is about, where its title names one: 本年度 counts from it."""

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings that carry down to the sheets under them."""
        return self.family.headings if self.family else self.found_headings

    @property
    def source(self) -> Source:
        return self.ledger.source

    @property
    def rule(self) -> str:
        """Name of the rule in provenance."""
        return self.family.id if self.family else "generic"

    def period(self, text: str) -> Period:
        """A printed period; a bare year is read in the era of the document."""
        return parse_period(text, era=self.era, basis="fiscal")


@dataclass
class SheetHead:
    """What is known of a sheet while its rows are read: the claims of table sheets, and its number for joins."""

    number: int
    cells: dict[str, Claim] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)

    def key(self, column: str) -> str:
        return match_key(self.cells[column].span.raw) if column in self.cells else ""


def era_of(text: str) -> str | None:
    """The era in which a document writes its bare years (6年度): that of most of its era years. None without any."""
    eras = Counter(ERA_NAME.get(m["era"], m["era"]) for m in ERA_YEAR.finditer(text))
    if not eras:
        return None
    plan = PLAN_PERIOD.search(text) or BARE_RANGE.search(text)
    if plan:
        head = ERA_YEAR.search(plan["a"])
        if head:
            return ERA_NAME.get(head["era"], head["era"])
    return eras.most_common(1)[0][0]
