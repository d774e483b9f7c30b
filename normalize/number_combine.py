"""The quantities of a number cell put together: one value, a range, a change, shares of ten, or several counts."""

from plansheets.normalize.number_cell import Cell, settle_unit
from plansheets.normalize.number_types import Number, Part
from plansheets.normalize.quantity import Quantity
from plansheets.normalize.units import PER_WORDS, TIME_UNITS, Unit, heading_unit

CLOCK = {"時間", "分", "秒"}
CALENDAR = {"日", "週", "週間", "か月"}
LOWER = {"at_least", "more_than"}
UPPER = {"at_most", "less_than"}


def combined(sequence: list[tuple[str, Quantity]], cell: Cell, heading: Unit) -> Number:
    """The number that the quantities of a cell make, by what joins them; an empty one where they make none."""
    quantities = [quantity for _, quantity in sequence]
    settle_unit(cell, quantities[-1].printed_unit if quantities[-1].unit else None)
    joiners = [joiner for joiner, _ in sequence[1:]]
    if len(quantities) == 1:
        if sequence[0][0] == "range":
            quantities[0].qualifiers.append("at_most")
        return single(quantities[0], cell, heading)
    if len(quantities) == 2:
        return _pair(quantities[0], quantities[1], joiners[0], cell, heading)
    if len(quantities) == 3 and [q.printed_unit for q in quantities] == ["割", "分", "厘"]:
        return _tenths(quantities, cell, heading)
    if all(joiner == "arrow" for joiner in joiners):
        return _change(quantities, cell, heading)
    return _several(quantities, cell, heading) if not {"range", "hyphen", "comma", "arrow"} & set(joiners) else Number()


def _pair(first: Quantity, second: Quantity, joiner: str, cell: Cell, heading: Unit) -> Number:
    """Two quantities: a change, a range, a main figure with its part, a rate, or two counts."""
    if joiner == "arrow" or (joiner == "range" and second.target_mark):
        return _change([first, second], cell, heading)
    if joiner == "hyphen" and first.value >= second.value:
        return Number()  # 5-3 is a branch number, not a range
    bounded = set(first.qualifiers) & LOWER and set(second.qualifiers) & UPPER
    if joiner in {"range", "hyphen"} or (bounded and joiner in {"", "list", "comma", "space"}):
        return _range(first, second, cell, heading)
    if joiner == "comma":
        # 2、3件 and 2,3人 mean two or three; any other tight comma is a damaged number, not a list.
        follows = second.printed - first.printed == 1 and 0 < first.printed < 9 and first.bare
        if follows:
            return _range(first, second, cell, heading)
        return _several([first, second], cell, heading) if first.unit else Number()
    if joiner == "of":
        cell.paren = second
        cell.notes += ["うち" + second.label] if second.label else []
        return single(first, cell, heading)
    if (first.printed_unit, second.printed_unit) in {("割", "分"), ("分", "厘")} and joiner == "":
        return _tenths([first, second], cell, heading)
    if joiner == "" and first.printed == 1 and first.unit is not None and _is_period_of(first.unit, second.unit):
        second.per = PER_WORDS.get(first.unit, first.unit)
        second.qualifiers += first.qualifiers
        return single(second, cell, heading)
    return _several([first, second], cell, heading)


def _is_period_of(first: str, second: str | None) -> bool:
    """Whether 1 of the first unit is a period for the second: 1日3回, 1日8時間, but 1時間30分 and 1年3か月 are sums."""
    if second in CLOCK:
        return first in CALENDAR
    return first in TIME_UNITS and second is not None and second not in TIME_UNITS


def _tenths(quantities: list[Quantity], cell: Cell, heading: Unit) -> Number:
    """3割5分 → 35 %, 2分5厘 → 2.5 %: 分 is a hundredth only beside 割 or 厘."""
    value = round(sum(quantity.value for quantity in quantities), 9)
    whole = Quantity(int(value) if value == int(value) else value, value, "%", "%", quantities[-1].qualifiers)
    whole.qualifiers = quantities[0].qualifiers + whole.qualifiers
    return single(whole, cell, heading)


def _share(quantities: list[Quantity], cell: Cell, heading: Unit) -> tuple[str | None, str | None]:
    """Give bare figures the unit that applies to all (the last one's, a bracket's, the heading's); unit and per."""
    last = quantities[-1]
    printed = last.printed_unit
    shared = heading if printed is None else heading_unit(printed)
    if cell.unit is not None and last.unit is None:
        shared = heading_unit(cell.unit)
    cell.shared_scale = shared.scale
    for quantity in quantities:
        if quantity.bare:
            quantity.multiply(shared.scale)
            quantity.unit = shared.name or None
        elif quantity.unit is None and quantity.numerator is None:
            quantity.unit = (heading.name if shared.name == printed else shared.name) or heading.name
    per = next((quantity.per for quantity in quantities if quantity.per), None) or cell.per
    return last.unit or quantities[0].unit, per or (shared.per if last.printed_unit is None else None)


def _paren(cell: Cell) -> float | None:
    """The bracketed figure, in the main figure's scale when it prints none of its own."""
    if cell.paren is None:
        return None
    if cell.paren.bare:
        cell.paren.multiply(cell.shared_scale)
        cell.paren.scaled = True
    return cell.paren.signed_value


def single(quantity: Quantity, cell: Cell, heading: Unit) -> Number:
    """One quantity as the cell's value."""
    printed_unit = quantity.printed_unit or cell.unit
    unit, per = _share([quantity], cell, heading)
    notes = [quantity.label] if quantity.label else []
    notes += [*cell.notes, quantity.note] if quantity.note else cell.notes
    if quantity.down and quantity.value > 0:
        quantity.negate()
    value: float | None = quantity.value
    low = high = None
    if cell.negative:
        value = -abs(quantity.value)
    if quantity.denominator == 0:
        value = None
    if quantity.plus_minus and quantity.value:
        low, high, value = -abs(quantity.value), abs(quantity.value), None
        quantity.qualifiers = [name for name in quantity.qualifiers if name != "at_most"]
    return Number(
        value=value,
        unit=unit,
        qualifiers=unique(quantity.qualifiers + cell.qualifiers),
        low=low,
        high=high,
        per=per,
        numerator=quantity.numerator,
        denominator=quantity.denominator,
        paren_value=_paren(cell),
        note="; ".join(notes) or None,
        printed_value=-abs(quantity.printed) if cell.negative else quantity.printed if value is not None else None,
        printed_unit=printed_unit,
        scale=cell.shared_scale,
    )


def _range(first: Quantity, second: Quantity, cell: Cell, heading: Unit) -> Number:
    """Two bounds."""
    names = [*first.qualifiers, *second.qualifiers, *cell.qualifiers]
    if second.down and first.value > 0 and second.value > 0:
        first.negate()
        second.negate()
    printed_unit = second.printed_unit or cell.unit
    second.borrow_unit(first)
    unit, per = _share([first, second], cell, heading)
    low, high = sorted((first.value, second.value))
    return Number(
        unit=unit,
        qualifiers=unique([name for name in names if name not in LOWER | UPPER]),
        low=low,
        high=high,
        low_exclusive="more_than" in first.qualifiers,
        high_exclusive="less_than" in second.qualifiers,
        per=per,
        paren_value=_paren(cell),
        note="; ".join([*cell.notes, *filter(None, [first.label, second.note])]) or None,
        printed_unit=printed_unit or first.printed_unit,
        scale=cell.shared_scale,
    )


def _change(quantities: list[Quantity], cell: Cell, heading: Unit) -> Number:
    """10→15: from the first figure to the last; stages between stay in `parts`."""
    quantities[-1].borrow_unit(quantities[0])
    unit, per = _share(quantities, cell, heading)
    names = [name for quantity in quantities for name in quantity.qualifiers]
    return Number(
        unit=unit,
        qualifiers=unique(names + cell.qualifiers),
        parts=_parts(quantities) if len(quantities) > 2 else None,
        per=per,
        from_=quantities[0].value,
        to=quantities[-1].value,
        paren_value=_paren(cell),
        note=cell.note,
        printed_unit=quantities[-1].printed_unit,
        scale=cell.shared_scale,
    )


def _several(quantities: list[Quantity], cell: Cell, heading: Unit) -> Number:
    """Several counts, none of them the cell's value."""
    _, per = _share(quantities[-1:], cell, heading)
    for quantity in quantities[:-1]:
        _share([quantity], cell, heading)
    names = [name for quantity in quantities for name in quantity.qualifiers]
    return Number(
        qualifiers=unique(names + cell.qualifiers),
        parts=_parts(quantities),
        per=per,
        paren_value=_paren(cell),
        note=cell.note,
    )


def _parts(quantities: list[Quantity]) -> tuple[Part, ...]:
    """The quantities as parts."""
    return tuple(Part(q.signed_value, q.unit, q.label, q.printed, q.printed_unit) for q in quantities)


def unique(names: list[str]) -> tuple[str, ...]:
    """The names in their order, each once."""
    return tuple(dict.fromkeys(names))
