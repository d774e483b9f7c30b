"""What a cell of a table of indicators fills: the number as printed, its base value, its status and qualifiers."""

from typing import Any

from plansheets.normalize import cell_text, clean_text, parse_number

QUALIFIERS = frozenset({"approx", "estimate", "at_least", "at_most", "less_than", "more_than", "gross", "cumulative",
                        "provisional", "planned"})  # fmt: skip
"""The qualifiers of the contract; what a number says of being target or actual is the row's value_type."""


def _double(value: float | None) -> float | None:
    return None if value is None else float(value)


NUMBER_COLUMNS = (
    "unit",
    "value",
    "value_low",
    "value_high",
    "base_value",
    "base_unit",
    "value_text",
    "value_status",
    "qualifiers",
)


def number_columns(raw: str, unit: str | None) -> dict[str, Any]:
    """The columns of table indicators that a cell fills, in the unit of its row, its column or its own."""
    text = cell_text(raw) if raw.strip() else None
    printed = text or (clean_text(raw) or None)
    number = parse_number(printed or "", unit=unit)
    has_number = number.value is not None
    is_range = not has_number and (number.low is not None or number.high is not None)
    status = "number" if has_number else "range" if is_range else number.status or ("text" if printed else "blank")
    codes = [q for q in number.qualifiers if q in QUALIFIERS]
    low, high = number.low, number.high
    if has_number and "at_least" in codes:
        low = number.value
    if has_number and {"at_most", "less_than"} & set(codes):
        high = number.value
    return {
        "unit": unit or (number.printed_unit if has_number or is_range else None),
        "value": _double(number.printed_value) if has_number else None,
        "value_low": _double(low / number.scale) if low is not None else None,
        "value_high": _double(high / number.scale) if high is not None else None,
        "base_value": _double(number.value),
        "base_unit": number.unit if has_number or is_range else None,
        "value_text": printed, "value_status": status,
        "qualifiers": " ".join(codes) or None,
    }  # fmt: skip
