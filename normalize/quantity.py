"""A quantity while it is being read: value, unit, words around it; and multiplication without binary noise."""

from dataclasses import dataclass, field
from fractions import Fraction

from plansheets.normalize.numerals import as_number
from plansheets.normalize.units import heading_unit


@dataclass(slots=True)
class Quantity:
    """One quantity while it is being read; `value` in base units, `printed` and `printed_unit` as they stand."""

    value: float
    printed: float
    unit: str | None = None
    printed_unit: str | None = None
    qualifiers: list[str] = field(default_factory=list)
    label: str | None = None
    per: str | None = None
    note: str | None = None
    numerator: float | None = None
    denominator: float | None = None
    scaled: bool = False
    plus_minus: bool = False
    target_mark: bool = False
    down: bool = False

    @property
    def bare(self) -> bool:
        """Neither unit nor scale word of its own: a heading's unit, or the next number's, applies."""
        return self.unit is None and not self.scaled and self.numerator is None

    @property
    def signed_value(self) -> float:
        """The value, below zero when a word behind it says so (5%減)."""
        return -self.value if self.down and self.value > 0 else self.value

    def multiply(self, factor: float) -> None:
        """Scale the value by a heading's or a neighbour's scale word; exact for decimals such as 2.3 × 10**8."""
        self.value = exact_product(self.value, factor)

    def borrow_unit(self, other: "Quantity") -> None:
        """A bare figure takes the unit and scale word of the one in front of it (5千円～10)."""
        if self.bare and other.printed_unit is not None and other.unit is not None:
            self.multiply(heading_unit(other.printed_unit).scale)
            self.unit, self.printed_unit = other.unit, other.printed_unit

    def negate(self) -> None:
        """Turn the sign of the value, the printed number and the numerator."""
        self.value, self.printed = -self.value, -self.printed
        if self.numerator is not None:
            self.numerator = -self.numerator


def exact_product(value: float, factor: float) -> float:
    """value × factor rounded once from the decimal the value was printed as."""
    if factor == 1:
        return value
    return as_number(Fraction(repr(value)) * Fraction(repr(factor)))
