"""A label and one amount of money for a year that its labels name: 令和7年度の方向性 / 予算案 663,000."""

import regex

from plansheets.extract.claims import Claim
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.pairs import Pair
from plansheets.extract.ruled.units import unit_in
from plansheets.extract.ruled.years import year_in
from plansheets.extract.span import Span
from plansheets.extract.values import claim_value
from plansheets.normalize import clean_text, unwrap

FIGURE = regex.compile(
    r"(?P<a>[▲△\-－]?[0-9０-９][0-9０-９,，.．]*)\s*(?:[(（](?P<b>[▲△\-－]?[0-9０-９,，.．]+)[)）])?\s*(?:\S{0,3})"
)
NAMES = regex.compile(r"(?P<a>[^\s()（）、]{1,12})[(（](?P<b>[^\s()（）0-9]{1,8})[)）]")
"""Names of an amount and of the part of it that is given in brackets: 経費（一財）."""
PLAN = regex.compile(r"予算|計画|見込|要求")


def claim_figure(reading: Reading, pair: Pair, label: Claim, value: Span, sheet: SheetHead) -> bool:
    """Claim the value as indicators of the year that a label names. False where it is none or has no year."""
    raw = label.span.raw
    unit = unit_in(raw)
    is_money = pair.entry is not None and pair.entry.type == "money"
    found = FIGURE.fullmatch(value.raw.strip())
    year = next((y for text in (raw, *(c.raw for c in pair.groups)) if (y := year_in(reading, text))), None)
    if found is None or year is None or not (is_money or unit):
        return False
    names = NAMES.search(raw) if found["b"] else None
    value_type = "plan" if PLAN.search(clean_text(unwrap(raw))) else "actual"
    table_no = reading.ledger.next_table_no()
    for number, part in enumerate(("a", "b") if names else ("a",), 1):
        name = Claim(label.span.part(*names.span(part)).strip(), "label", label.rule) if names else label
        reading.ledger.row(
            "indicators", sheet.number,
            {"indicator": name, "period": label,
             "value_text": claim_value(reading, value.part(*found.span(part)).strip(), "value", 0.9)},
            table_no=table_no, indicator_no=number, ordinal=1, unit=unit, fiscal_year=year, fiscal_year_to=year,
            is_open_ended=False, value_type=value_type,
        )  # fmt: skip
    reading.ledger.rest(value, "value", f"{reading.rule}/brackets")
    return True
