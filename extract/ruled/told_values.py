"""An indicator told by labels and values: 指標名 | 点検数 | 単位 | 件 | 現状値（R5） | 3 | 目標値（R9） | 10."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

import regex

from plansheets.extract.heads import NO_HEAD
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.figure import FIGURE, NIL
from plansheets.extract.ruled.own_year import is_value_with_year, valued
from plansheets.extract.ruled.pairs import Pair
from plansheets.extract.ruled.years import first_year
from plansheets.extract.span import join
from plansheets.extract.values import claim_label, claim_value, guess_kind
from plansheets.normalize import clean_text, unwrap

NAMES: Final = {"indicator", "outcome_indicator", "activity_indicator", "efficiency_indicator"}
LONGEST: Final = 60
VAGUE: Final = regex.compile(r"約|以上|以下|未満|程度")


@dataclass
class ToldIndicator:
    """The pair of its name, of its unit, and those of its values."""

    name: Pair
    unit: Pair | None = None
    values: list[Pair] = field(default_factory=list)

    @property
    def pairs(self) -> list[Pair]:
        return [self.name, *([self.unit] if self.unit else []), *self.values]


def told_indicators(reading: Reading, pairs: Sequence[Pair]) -> list[ToldIndicator]:
    """The names among the pairs that values follow, up to the first pair that is neither a value nor a unit."""
    found: list[ToldIndicator] = []
    open_: ToldIndicator | None = None
    for pair in pairs:
        if _is_name(pair):
            open_ = ToldIndicator(pair)
        elif open_ and open_.unit is None and pair.entry and pair.entry.type == "unit" and pair.values:
            open_.unit = pair
        elif open_ and _value_type(reading, pair) is not None and _is_value(pair):
            open_.values.append(pair)
            if len(open_.values) == 1:
                found.append(open_)
        else:
            open_ = None
    return found


def claim_told(reading: Reading, told: ToldIndicator, sheet: SheetHead) -> None:
    """Claim name, unit and values as one indicator."""
    for pair in (told.name, told.unit):
        if pair and pair.label:
            claim_label(reading, pair.label, "label")
    name = claim_value(reading, join(told.name.values), "indicator", 0.9)
    unit = claim_value(reading, join(told.unit.values), "unit", 0.9) if told.unit else None
    table_no = reading.ledger.next_table_no()
    for ordinal, pair in enumerate(told.values, 1):
        if pair.label is None:
            continue
        label = claim_label(reading, pair.label, "head")
        year = first_year(reading, (pair.label.raw, *(c.raw for c in pair.groups)))
        span, head = join(pair.values), replace(NO_HEAD, fiscal_year=year, fiscal_year_to=year)
        period, value, head = valued(reading, span, partial(claim_value, reading, span, "value", 0.9), head)
        row = reading.ledger.row(
            "indicators", sheet.number,
            {"indicator": name, "unit": unit, "period": period or label, "value_text": value},
            table_no=table_no, indicator_no=1, ordinal=ordinal, fiscal_year=head.fiscal_year,
            fiscal_year_to=head.fiscal_year_to,
            is_open_ended=False, value_type=_value_type(reading, pair) or "actual",
        )  # fmt: skip
        guess_kind(row, _value_type(reading, pair))


def _is_name(pair: Pair) -> bool:
    if pair.label is None or pair.entry is None or pair.entry.field not in NAMES or len(pair.values) != 1:
        return False
    raw = pair.values[0].raw.strip()
    return 0 < len(raw) <= LONGEST and "。" not in raw and FIGURE.fullmatch(raw) is None and NIL.fullmatch(raw) is None


def _value_type(reading: Reading, pair: Pair) -> str | None:
    return reading.lexicon.value_type_in(clean_text(unwrap(pair.label.raw))) if pair.label else None


def _is_value(pair: Pair) -> bool:
    raw = VAGUE.sub("", pair.values[0].raw.strip()) if len(pair.values) == 1 else ""
    return FIGURE.fullmatch(raw) is not None or NIL.fullmatch(raw) is not None or is_value_with_year(raw)
