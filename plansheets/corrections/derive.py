"""What follows from a corrected value in its row: the same functions make it that made it when the row was read."""

from collections.abc import Collection
from typing import Any

from plansheets.normalize import parse_number, parse_period
from plansheets.number_columns import number_columns

Values = dict[str, Any]


def derived(table: str, row: Values, corrected: Collection[str]) -> Values:
    """The columns of the row that follow from those corrected, and their values; none that was corrected itself."""
    found: Values = {}
    if table == "indicators":
        if "value_text" in corrected:
            found |= number_columns(row["value_text"] or "", row["unit"])
        elif {"value", "unit"} & set(corrected):
            found |= _of_value(row, is_new="value" in corrected)
        if {"indicator", "value_text", "qualifiers"} & set(corrected):
            qualifiers = (
                found.get("qualifiers", row["qualifiers"]) if "qualifiers" not in corrected else row["qualifiers"]
            )
            found["is_cumulative"] = "累計" in row["indicator"] or "cumulative" in (qualifiers or "")
    if "period" in corrected and "period" in row and row["period"]:
        found |= _of_period(row["period"], row)
    return {name: value for name, value in found.items() if name not in corrected and value != row[name]}


def _of_value(row: Values, *, is_new: bool) -> Values:
    """What a number that was corrected, or that got another unit, makes of the columns beside it."""
    value, qualifiers = row["value"], (row["qualifiers"] or "").split()
    if value is None:
        status = "text" if row["value_text"] is not None else "blank"
        return {"base_value": None, "base_unit": None} | ({"value_status": status} if is_new else {})
    number = parse_number(repr(value), unit=row["unit"])
    found: Values = {"base_value": value * number.scale, "base_unit": number.unit}
    if is_new:
        found |= {
            "value_status": "number",
            "value_low": value if "at_least" in qualifiers else None,
            "value_high": value if {"at_most", "less_than"} & set(qualifiers) else None,
        }
    return found


def _of_period(text: str, row: Values) -> Values:
    """The years of a period that names its era; else they stay."""
    period = parse_period(text, basis="fiscal")
    if period.first_fiscal_year is None:
        return {}
    years = {"fiscal_year": period.first_fiscal_year, "fiscal_year_to": period.last_fiscal_year,
             "is_open_ended": period.is_open_ended}  # fmt: skip
    return {name: value for name, value in years.items() if name in row}
