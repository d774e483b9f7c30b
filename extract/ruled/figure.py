"""A label and one amount of money for a year that its labels name: 令和7年度の方向性 / 予算案 663,000.

The year stands in a label, or a label counts it from the document's own (前年度予算額), or it is that of the amount
on the same form that the others are the parts of (予算額 31,200 / 国庫支出金 15,600).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from plansheets.extract.claims import Claim
from plansheets.extract.heads import NO_HEAD, period_in, read_heads
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.kpi_line import dated_values
from plansheets.extract.ruled.pairs import Pair
from plansheets.extract.ruled.relative import offset_in, rest_start
from plansheets.extract.ruled.units import unit_in
from plansheets.extract.ruled.years import first_year
from plansheets.extract.span import Span
from plansheets.extract.values import claim_value, guess_kind
from plansheets.normalize import clean_text, unwrap

FIGURE = regex.compile(
    r"(?P<a>[▲△\-－]?\s*[0-9０-９][0-9０-９,，.．]*)\s*(?:[(（](?P<b>[▲△\-－]?[0-9０-９,，.．]+)[)）])?\s*(?:\S{0,3})"
)
NIL = regex.compile(r"[-－―ー—–─]|皆増|皆減|未定|なし")
"""What stands in place of an amount."""
NAMES = regex.compile(r"(?P<a>[^\s()（）、]{1,12})[(（](?P<b>[^\s()（）0-9]{1,8})[)）]")
"""Names of an amount and of the part of it that is given in brackets: 経費（一財）."""
INDICATORS = {"indicator", "money"}
PLAN = regex.compile(r"予算|計画|見込|要求")
KIND = regex.compile(r"予\s*算|計\s*画|見\s*込|要\s*求|決\s*算|実\s*績")


ACCOUNTS = {"budget", "settlement"}
"""Fields of amounts that are one year's by what they are: of the document's own, where no label names another."""
SOURCES = {"national_funds", "prefectural_funds", "bonds", "own_revenue", "other_funds", "general_funds"}
"""Fields of where such an amount comes from, which may stand in a table of their own."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one form says of all its amounts: their unit, their year and kind where a label names the year.

    `is_given`: the year is the document's, and holds for accounts and their sources alone.
    """

    unit: str | None = None
    year: int | None = None
    value_type: str = "actual"
    is_given: bool = False

    def holds_for(self, pair: Pair) -> bool:
        """Is the year that of a pair without one?"""
        field = pair.entry.field if pair.entry else ""
        return not self.is_given or field in ACCOUNTS or field in SOURCES

    def after(self, before: "Amounts") -> "Amounts":
        """What holds in a further table of the same sheet."""
        if self.year is not None or before.year is None:
            return self
        return Amounts(self.unit or before.unit, before.year, before.value_type, is_given=True)


NO_AMOUNTS = Amounts()


def amounts_of(reading: Reading, pairs: Sequence[Pair], caption: str) -> Amounts:
    """Year and kind of the form's amount of this year, and the unit that a note or the caption gives."""
    unit = next((u for p in pairs if p.label is not None and not p.values and (u := unit_in(p.label.raw))), None)
    unit = unit or unit_in(caption)
    for pair in pairs:
        if pair.label is None or not _is_money(pair) or offset_in(pair.label.raw) not in (0, None):
            continue
        year, _ = _year(reading, pair, NO_AMOUNTS)
        if year is not None and any(FIGURE.fullmatch(v.raw.strip()) for v in pair.values):
            return Amounts(unit, year, _value_type(pair.label.raw))
    accounts = [p.label.raw for p in pairs if p.label is not None and p.entry is not None and p.entry.field in ACCOUNTS
                and any(FIGURE.fullmatch(v.raw.strip()) for v in p.values)]  # fmt: skip
    if accounts and reading.year is not None:
        kinds = {_value_type(raw) for raw in accounts}
        return Amounts(unit, reading.year, "actual" if "actual" in kinds else "plan", is_given=True)
    return Amounts(unit)


def claim_figure(
    reading: Reading, pair: Pair, label: Claim, value: Span, sheet: SheetHead, amounts: Amounts = NO_AMOUNTS
) -> bool:
    """Claim the value as indicators of the year that a label names. False where it is none or has no year."""
    raw = label.span.raw
    unit = unit_in(raw)
    text = value.raw.strip()
    found = FIGURE.fullmatch(text)
    if found is None and _claim_years(reading, pair, label, sheet, unit or amounts.unit):
        return True
    year, relative = _year(reading, pair, amounts)
    if found is None and _is_money(pair) and _claim_dated(reading, label, value, sheet, amounts):
        return True
    if year is None or not (_is_money(pair) or unit) or not (found or NIL.fullmatch(text)):
        return False
    names = NAMES.search(raw) if found and found["b"] else None
    own = next((_value_type(text) for text in (raw, *(c.raw for c in pair.groups)) if KIND.search(text)), None)
    value_type = own or (amounts.value_type if year == amounts.year else "actual")
    table_no = reading.ledger.next_table_no()
    name, period = _named(label, pair, relative)
    for number, part in enumerate(("a", "b") if names else ("a",), 1):
        if names:
            name = Claim(label.span.part(*names.span(part)).strip(), "label", label.rule)
        amount = value.part(*found.span(part)).strip() if found and found["b"] else value
        row = reading.ledger.row(
            "indicators", sheet.number,
            {"indicator": name, "period": period, "value_text": claim_value(reading, amount, "value", 0.9)},
            table_no=table_no, indicator_no=number, ordinal=1, unit=unit or (None if _has_unit(text) else amounts.unit),
            fiscal_year=year, fiscal_year_to=year, is_open_ended=False, value_type=value_type,
        )  # fmt: skip
        guess_kind(row, own or _says_kind(reading, label.span.raw))
    reading.ledger.rest(value, "value", f"{reading.rule}/brackets")
    return True


def _claim_years(reading: Reading, pair: Pair, label: Claim, sheet: SheetHead, unit: str | None) -> bool:
    """A label's amounts in cells behind their years (職員数（人） | 令和5年度 | 0.5 | 令和6年度 | 0.6)."""
    periods, values = pair.values[0::2], pair.values[1::2]
    is_kind = unit_in(label.span.raw) is not None or (pair.entry is not None and pair.entry.type in INDICATORS)
    if not is_kind or not periods or len(periods) != len(values):
        return False
    if not all(period_in(p.raw) for p in periods) or not all(_is_amount(v.raw) for v in values):
        return False
    heads = read_heads(reading, [p.raw for p in periods])
    table_no = reading.ledger.next_table_no()
    for ordinal, (period, value, found) in enumerate(zip(periods, values, heads, strict=True), 1):
        head = found or NO_HEAD
        row = reading.ledger.row(
            "indicators", sheet.number,
            {"indicator": label, "period": reading.ledger.claim(period, "label", f"{reading.rule}/value-period"),
             "value_text": claim_value(reading, value, "value", 0.9)},
            table_no=table_no, indicator_no=1, ordinal=ordinal, unit=None if _has_unit(value.raw) else unit,
            fiscal_year=head.fiscal_year, fiscal_year_to=head.fiscal_year_to, is_open_ended=head.is_open_ended,
            value_type=head.value_type or _value_type(label.span.raw),
        )  # fmt: skip
        guess_kind(row, head.value_type or _says_kind(reading, label.span.raw))
    return True


def _is_amount(raw: str) -> bool:
    text = raw.strip()
    return FIGURE.fullmatch(text) is not None or NIL.fullmatch(text) is not None


def _claim_dated(reading: Reading, label: Claim, value: Span, sheet: SheetHead, amounts: Amounts) -> bool:
    """Amounts that print their years themselves (予算額 | 令和7年度：1,200千円); nothing else may stand beside them."""
    tokens = dated_values(value.raw, reading.lexicon)
    if not tokens:
        return False
    table_no = reading.ledger.next_table_no()
    for ordinal, token in enumerate(tokens, 1):
        period = reading.ledger.claim(value.part(*token.period).strip(), "label", f"{reading.rule}/value-period")
        amount = claim_value(reading, value.part(*token.value).strip(), "value", 0.9)
        year = reading.period(clean_text(period.span.raw)).first_fiscal_year
        row = reading.ledger.row(
            "indicators", sheet.number, {"indicator": label, "period": period, "value_text": amount},
            table_no=table_no, indicator_no=1, ordinal=ordinal,
            unit=None if _has_unit(amount.span.raw) else amounts.unit,
            fiscal_year=year, fiscal_year_to=year, is_open_ended=False,
            value_type=token.value_type or _value_type(label.span.raw),
        )  # fmt: skip
        guess_kind(row, token.value_type or _says_kind(reading, label.span.raw))
    reading.ledger.rest(value, "label", f"{reading.rule}/brackets")
    return True


def _is_money(pair: Pair) -> bool:
    return pair.entry is not None and pair.entry.type == "money"


def _value_type(raw: str) -> str:
    return "plan" if PLAN.search(clean_text(unwrap(raw))) else "actual"


def _says_kind(reading: Reading, raw: str) -> bool:
    text = clean_text(unwrap(raw))
    return PLAN.search(text) is not None or reading.lexicon.value_type_in(text) is not None


def _has_unit(text: str) -> bool:
    return regex.search(r"[0-9０-９]\s*[^\s0-9０-９,，.．()（）]", text) is not None


def _year(reading: Reading, pair: Pair, amounts: Amounts) -> tuple[int | None, bool]:
    """The year of an amount, and whether its label counts it from the document's own."""
    texts = [pair.label.raw if pair.label else "", *(c.raw for c in pair.groups)]
    year = first_year(reading, texts)
    if year is not None:
        return year, False
    offset = next((o for text in texts if (o := offset_in(text)) is not None), None)
    if offset is not None:
        return (reading.year + offset if reading.year is not None else None), True
    return (amounts.year if amounts.holds_for(pair) else None), False


def _named(label: Claim, pair: Pair, relative: bool) -> tuple[Claim, Claim]:
    """Name and period of an amount: of 前年度予算額, 予算額 and 前年度; of 前年度 alone, the name is its group's."""
    raw = label.span.raw
    at = rest_start(raw) if relative else 0
    if not at:
        return label, label
    period = Claim(label.span.part(0, at).strip(), "label", label.rule)
    rest = label.span.part(at).strip()
    if rest:
        return Claim(rest, "label", label.rule), period
    group = next((c.span for c in pair.groups if offset_in(c.raw) is None), None)
    return (Claim(group, "label", label.rule) if group else label), period
