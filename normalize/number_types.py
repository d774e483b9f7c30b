"""What parse_number gives back: Number, and Part for a cell with several counts."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Part:
    """One of several counts in a cell; `value` in base units, `label` the name in front of it (小学校5校)."""

    value: float
    unit: str | None = None
    label: str | None = None
    printed_value: float | None = None
    printed_unit: str | None = None

    def as_dict(self) -> dict[str, object]:
        """value, and unit when there is one."""
        return {"value": self.value} if self.unit is None else {"value": self.value, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Number:
    """What a number cell says. One of value, low/high, parts, from_/to, status is the content; with none it is text.

    value, low, high, from_, to, paren_value are in base units of `unit`; printed_value and printed_unit are as printed
    (1,234千円: 1234 and 千円) and `scale` is base units per printed one (1000). One bound in words keeps `value` and
    stands in `qualifiers`. status: nil, undetermined, new, gone, pending, unavailable, suppressed, ditto, vague, blank.
    """

    value: float | None = None
    unit: str | None = None
    qualifiers: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    low_exclusive: bool = False
    high_exclusive: bool = False
    parts: tuple[Part, ...] | None = None
    per: str | None = None
    numerator: float | None = None
    denominator: float | None = None
    from_: float | None = None
    to: float | None = None
    paren_value: float | None = None
    note: str | None = None
    status: str | None = None
    printed_value: float | None = None
    printed_unit: str | None = None
    scale: float = 1

    def as_dict(self) -> dict[str, object]:
        """All keys of the number cases; `from_` as "from", parts as dicts, qualifiers as a list."""
        result: dict[str, object] = {name.rstrip("_"): getattr(self, name) for name in _FIELDS}
        result["qualifiers"] = list(self.qualifiers)
        if self.parts is not None:
            result["parts"] = [part.as_dict() for part in self.parts]
        return result


_FIELDS = tuple(item.name for item in fields(Number))
