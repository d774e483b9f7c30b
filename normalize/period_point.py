"""Point: what is written of one point of a period, before it is known which days that means (period_days)."""

from dataclasses import dataclass, field

from plansheets.normalize.era import Era

FISCAL, CALENDAR = "fiscal", "calendar"


@dataclass(slots=True)
class Point:
    """What is written of one point. `names` are its years as written: (era, n), or (None, Gregorian year).

    `bare` is a year number without an era; `relative` counts years from the document's or from the point before (翌年);
    `halves` are (first, last) month of a quarter or half as counted from April; `edge` is "end" or "begin".
    """

    names: list[tuple[Era | None, int]] = field(default_factory=list)
    bare: int | None = None
    digits: int = 0
    unit: str = ""
    month: int | None = None
    day: int | None = None
    halves: tuple[int, int] | None = None
    third: int | None = None
    edge: str = ""
    relative: int | None = None
    follows: bool = False
    is_blank: bool = False
    blank_to: str = ""
    is_decade: bool = False
    is_dotted: bool = False

    @property
    def has_year(self) -> bool:
        """Is a year written, if only as an empty form?"""
        is_form = self.is_blank and bool(self.unit)
        return is_form or bool(self.names) or self.bare is not None or self.relative is not None

    @property
    def is_fine(self) -> bool:
        """Is it finer than a year?"""
        return self.month is not None or self.halves is not None or self.day is not None or bool(self.blank_to)
