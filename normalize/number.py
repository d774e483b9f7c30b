"""A number cell to one value: 1,234千円, 約300名, 5～10, 10→15, ▲1,577, 930（見込み）, 8区11館, 未定, —.

Values are in base units (1,234千円 is 1234000 円); percent is not divided. A dash is never 0. Text that is no number
gives value None and status None. Rules: ../shared/normalize/CASES.md, number.
"""

import re

from plansheets.normalize.number_cell import HAS_NUMBER, Cell, find_status, fold, open_cell
from plansheets.normalize.number_combine import combined, single, unique
from plansheets.normalize.number_types import Number, Part
from plansheets.normalize.quantity import Quantity, exact_product
from plansheets.normalize.quantity_scan import scan_quantity
from plansheets.normalize.units import NO_UNIT, Unit, heading_unit, plain_unit

__all__ = ["Number", "Part", "parse_number"]
MAX_LENGTH = 200
MAX_QUANTITIES = 40
PLAIN = re.compile(
    r"(?P<approx>約 ?)?(?P<sign>[▲△-]?) ?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?P<decimals>\.[0-9]{1,9})?"
    r" ?(?P<unit>[^0-9.,]{0,5})"
)
JOINER = re.compile(
    r"\s*(?:(?P<arrow>→|[-=]{1,2}>|>|▶|►|▷)|(?P<range>～|から|より|ないし|乃至)|(?P<hyphen>--?(?![ ▲△-])|ー(?=[0-9]))"
    r"|(?P<of>[、,\s]*の?(?:うち|内))|(?P<comma>[,、])(?=[0-9〇一二三四五六七八九])|(?P<slash>/)"
    r"|(?P<list>[、,;・×+&]|及び|および|並びに|と|(?<!\s)中|, ))\s*|(?P<space>\s+)"
)
MARKS = frozenset("〇万億兆")
FIRST_YEAR = 1868


def parse_number(
    text: str,
    *,
    unit: str | None = None,
    paren_negative: bool = False,
    column: str | None = None,
    expect: str | None = None,
) -> Number:
    """Read one cell. `unit`: the heading's (千円), for figures that print none; `paren_negative`: (5) is −5.

    `column` and `expect` are accepted for symmetry with the other parsers: a number is always looked for. Never raises.
    """
    folded = fold(text)
    heading = heading_unit(fold(unit)) if unit else NO_UNIT
    if (match := PLAIN.fullmatch(folded)) and (plain := _plain(match, heading)) is not None:
        return plain
    if found := find_status(folded):
        return Number(status=found[0], unit=found[1])
    if len(folded) > MAX_LENGTH or folded in MARKS:
        return Number()
    cell = open_cell(folded, paren_negative)
    if not HAS_NUMBER.search(cell.text):
        found = find_status(cell.text)
        if found is None or found[0] == "blank":
            return Number()
        return Number(status=found[0], unit=found[1], note=cell.note, qualifiers=unique(cell.qualifiers))
    sequence = _quantities(cell.text)
    return combined(sequence, cell, heading) if sequence else Number()


def _plain(match: re.Match[str], heading: Unit) -> Number | None:
    """The commonest cells, digits and at most one listed unit, without the grammar."""
    printed = match["unit"]
    unit = plain_unit(printed)
    scale: float = 1
    if unit is None:
        scaled = heading_unit(printed)
        if scaled.scale == 1 or scaled.per is not None:
            return None
        unit, scale = scaled.name, scaled.scale
    digits, decimals = match["digits"].replace(",", ""), match["decimals"]
    value: float = float(digits + decimals) if decimals else int(digits)
    if unit == "年" and value >= FIRST_YEAR:
        return None
    value = int(value) if value == int(value) else value
    value = -value if match["sign"] else value
    qualifiers = ("approx",) if match["approx"] else ()
    if unit:
        total = exact_product(value, scale)
        return Number(
            value=total, unit=unit, qualifiers=qualifiers, printed_value=value, printed_unit=printed, scale=scale
        )
    return single(Quantity(value, value, qualifiers=list(qualifiers)), Cell(""), heading)


def _quantities(text: str) -> list[tuple[str, Quantity]]:
    """(joiner, quantity) from left to right; empty when some of the text is neither: then the cell is prose."""
    result: list[tuple[str, Quantity]] = []
    joiner, pos = "", 0
    if text.startswith("～"):
        joiner, pos = "range", 1
    while pos < len(text):
        found = scan_quantity(text, pos)
        if found is None or (bool(result) and found[0].denominator == 0) or len(result) >= MAX_QUANTITIES:
            return []
        quantity, end = found
        if joiner in {"", "slash"} and result and result[-1][1].unit is None and not result[-1][1].qualifiers:
            return []
        if result and result[-1][1].denominator == 0:
            return []
        result.append((joiner, quantity))
        match = JOINER.match(text, end)
        joiner = (match.lastgroup or "") if match else ""
        pos = match.end() if match else end
    if joiner == "range":
        result[-1][1].qualifiers.append("at_least")
        joiner = ""
    return result if joiner in {"", "space"} else []
