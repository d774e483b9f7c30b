"""Points of time inside a printed period: a year label with what follows it (月, 日, 四半期, 末)."""

from dataclasses import dataclass

from plansheets.normalize.era import ERAS, Era, era_named
from plansheets.normalize.period_tokens import tokenize

FISCAL, CALENDAR = "fiscal", "calendar"
RELATIVE = {"一昨": -2, "前々": -2, "昨": -1, "前": -1, "翌々": 2, "再来": 2, "翌": 1, "次": 1, "来": 1}
FREE_AFTER_NUMBER = frozenset({"", "SEP", "TILDE", "RP", "END", "SINCE", "BEFORE", "MADE", "KARA", "PART", "LP"})
"""What may follow a bare number that still is to be a year."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows: the era of bare numbers, the fiscal year of bare months, how a bare year is meant."""

    era: Era | None = None
    fiscal_year: int | None = None
    basis: str | None = None
    expect: str | None = None


@dataclass(slots=True)
class Point:
    """A year label (era and n, or a Gregorian year) and what narrows it; years are those printed, not yet checked."""

    era: Era | None = None
    n: int | None = None
    year: int | None = None
    unit: str | None = None  # fiscal (年度), calendar (年) or None
    month: int | None = None
    day: int | None = None
    months: tuple[int, int] | None = None  # a quarter or half
    edge: str | None = None  # "end", "start"
    is_empty: bool = False  # 平成　年度: a form nobody filled in
    is_weak: bool = False  # a bare number: a year only by what stands around it
    has_conflict: bool = False
    is_year_given: bool = False  # written as a Gregorian year

    @property
    def has_year(self) -> bool:
        return self.n is not None or self.year is not None or self.is_empty


class PointReader:
    """Reads points out of the words of one text."""

    def __init__(self, text: str, hints: Hints) -> None:
        self.kinds, self.texts = tokenize(text)
        self.hints = hints

    def point(self, i: int) -> tuple[Point, int] | None:
        """The point that begins at word i and the place after it; None where none begins."""
        point = Point()
        j = self._within(point, self._year(point, i))
        if j == i or (point.is_weak and self.kinds[j] not in FREE_AFTER_NUMBER):
            return None
        return point, j

    def _year(self, point: Point, i: int) -> int:
        kinds, j = self.kinds, i
        if kinds[j] == "REL":
            return self._relative(point, j)
        is_fy = kinds[j] == "FY" and self.texts[j].upper() == "FY"
        j += kinds[j] == "FY"
        if kinds[j] == "ERA":
            point.era = era_named(self.texts[j])
            j += 1
        if kinds[j] != "N":
            return self._empty_form(point, i, j)
        if j == i and (kinds[j + 1] == "M" or self._is_month_list(j)):
            return i
        if not self._number(point, self.texts[j], is_fy=is_fy):
            return i
        return self._unit(point, i, j + 1, is_fy=is_fy)

    def _relative(self, point: Point, i: int) -> int:
        word = self.texts[i]
        shift = RELATIVE.get(word.removesuffix("度").removesuffix("年"), 0)
        point.unit = FISCAL if word.endswith("度") else CALENDAR
        if self.hints.fiscal_year is None:
            point.is_empty = True
        else:
            point.year = self.hints.fiscal_year + shift
        return i + 1

    def _empty_form(self, point: Point, i: int, j: int) -> int:
        kinds = self.kinds
        is_bare_end = kinds[j] in ("YD", "Y") and kinds[j + 1] in ("END", "START")
        is_alone = i == 0 and kinds[j] == "YD" and kinds[j + 1] == ""
        is_date = kinds[j] == "Y" and kinds[j + 1] == "M"
        if kinds[j] not in ("YD", "Y") or not (point.era or is_bare_end or is_alone or is_date):
            if point.era and i == 0 and kinds[j] == "":  # the era and nothing else
                point.is_empty = True
                return j
            point.era = None
            return i
        point.unit = FISCAL if kinds[j] == "YD" else CALENDAR
        if is_bare_end and point.era is None and self.hints.fiscal_year is not None:
            point.year = self.hints.fiscal_year
        else:
            point.is_empty = True
        return j + 1

    def _number(self, point: Point, digits: str, *, is_fy: bool) -> bool:
        if digits == "元":
            point.n = 1
        elif len(digits) <= 2:
            point.n = int(digits)
            if is_fy and point.era is None:
                point.n, point.year = None, 2000 + point.n
        elif len(digits) == 4 and point.era is None and 1600 <= int(digits) < 2200:
            point.year, point.is_year_given = int(digits), True
        elif len(digits) == 8 and point.era is None and 1600 <= int(digits[:4]) < 2200:
            point.year, point.is_year_given = int(digits[:4]), True
            point.month, point.day, point.unit = int(digits[4:6]), int(digits[6:]), CALENDAR
        else:
            return False
        return True

    def _unit(self, point: Point, i: int, j: int, *, is_fy: bool) -> int:
        kinds = self.kinds
        is_bare = point.era is None and point.year is None
        j = self._alternative(point, j)
        kind = kinds[j]
        if kind in ("YD", "Y"):
            if is_bare and kind == "Y" and not self._is_bare_year(i, j):
                point.n = None
                return i
            point.unit = FISCAL if kind == "YD" else CALENDAR
            j = self._alternative(point, j + 1)
        elif kind in ("YX", "YSPAN", "MSPAN", "DSPAN"):
            if is_bare or kind in ("MSPAN", "DSPAN"):
                point.n = point.year = point.era = None
                return i
            point.unit, j = CALENDAR, j + 1
        elif kind == "FY":
            point.unit, j = FISCAL, j + 1
        elif is_fy:
            point.unit = FISCAL
        elif is_bare:
            point.is_weak = not point.unit
        if kinds[j] == "TXT" and self.texts[j] == "度":  # 平成31年（令和元年）度
            point.unit, j = FISCAL, j + 1
        return j

    def _is_bare_year(self, i: int, j: int) -> bool:
        """5年 in a place where it can be a year: no 築5年, no 1年6か月."""
        is_spelled = self.kinds[j + 1] == "N" and self.kinds[j + 2] == "MSPAN"
        return not is_spelled and not (i and self.kinds[i - 1] == "NOT") and self.texts[i] != "0"

    def _alternative(self, point: Point, j: int) -> int:
        """The same year in another calendar in brackets: 52(2040), 2020年(平成32年)."""
        kinds = self.kinds
        if kinds[j] != "LP":
            return j
        other, k = Point(), j + 1
        k += kinds[k] == "FY"
        if kinds[k] == "ERA":
            other.era, k = era_named(self.texts[k]), k + 1
        if kinds[k] != "N" or not self._number(other, self.texts[k], is_fy=False) or other.month:
            return j
        k += 1
        unit = {"YD": FISCAL, "Y": CALENDAR}.get(kinds[k])
        k += unit is not None
        if kinds[k] != "RP" or (other.era is None and other.year is None):
            return j
        self._agree(point, other, unit)
        return k + 1

    @staticmethod
    def _agree(point: Point, other: Point, unit: str | None) -> None:
        """Both labels must be the same year; a bare number takes the label in brackets."""
        labels = [p.year if p.year is not None else p.era.year(p.n or 0) if p.era else None for p in (point, other)]
        if labels[0] is None:
            eras = [era for era in ERAS if era.year(point.n or 0) == labels[1]]
            point.era = eras[-1] if eras else None
            point.has_conflict |= not eras
            point.is_weak = False
        elif labels[0] != labels[1]:
            point.has_conflict = True
        if point.era is None:
            # The era's year says whether a plan was written before the change: 2020年(平成32年).
            point.era, point.n = other.era, other.n if other.era else point.n
        point.unit = point.unit or unit

    def _within(self, point: Point, i: int) -> int:
        kinds, j = self.kinds, i
        if point.has_year and not point.unit:
            j = self._numeric(point, j)
        if point.is_empty and kinds[j] == "M":
            point.month = 0
            j += 1
            if kinds[j] == "D":
                point.day, j = 0, j + 1
        elif kinds[j] == "N" and kinds[j + 1] == "M":
            point.month, point.is_weak = int(self.texts[j].replace("元", "0")), False
            j = self._day(point, j + 2)
        elif self._is_month_list(j) and (point.unit or not point.has_year):
            point.month, j = int(self.texts[j].replace("元", "0")), j + 1
        elif kinds[j] == "N" and kinds[j + 1] == "D" and j == i and not point.has_year:
            point.day, point.is_weak, j = int(self.texts[j].replace("元", "0")), True, j + 2
        elif kinds[j] in ("QTR", "HALF") or (kinds[j] == "STAGE" and (point.has_year or kinds[j + 1] in ("", "LP"))):
            j = self._part_of_year(point, j)
        elif kinds[j] == "START" or (kinds[j] == "END" and (point.unit or point.month or self.hints.basis)):
            if point.has_year:
                point.edge, j = kinds[j].lower(), j + 1
        return j

    def _is_month_list(self, j: int) -> bool:
        """4～9月, 7・8月: the 月 of the second number holds for the first."""
        kinds = self.kinds
        if kinds[j] != "N" or kinds[j + 1] not in ("TILDE", "SEP") or kinds[j + 2] != "N" or kinds[j + 3] != "M":
            return False
        return self.texts[j + 1] not in "/,、と" and len(self.texts[j]) <= 2

    def _numeric(self, point: Point, j: int) -> int:
        """R6.4.1, 2024/4/1, 2024-04, R6.3末: numbers with one separator throughout."""
        kinds, texts = self.kinds, self.texts
        sep = texts[j]
        if sep not in (".", "/", "-") or kinds[j + 1] != "N" or len(texts[j + 1]) > 2 or texts[j + 1] == "元":
            return j
        month = int(texts[j + 1])
        if texts[j + 2] == sep and kinds[j + 3] == "N" and len(texts[j + 3]) <= 2 and texts[j + 3] != "元":
            if point.is_weak and not (self.hints.era or self.hints.expect == "date"):
                return j
            point.month, point.day, point.is_weak, point.unit = month, int(texts[j + 3]), False, CALENDAR
            return j + 4
        is_month = sep == "." or (point.is_year_given and 1 <= month <= 12 and len(texts[j + 1]) + (sep == "/") >= 2)
        if not is_month or kinds[j + 2] in ("YD", "Y", "TXT", "DOT") or point.is_weak:
            return j
        point.month, point.unit = month, CALENDAR
        return self._day(point, j + 2 + (kinds[j + 2] == "M"))

    def _day(self, point: Point, j: int) -> int:
        kinds = self.kinds
        if kinds[j] == "N" and kinds[j + 1] == "D":
            point.day = int(self.texts[j].replace("元", "0"))
            return j + 2
        if kinds[j : j + 4] == ["N", "TILDE", "N", "D"]:
            point.day = int(self.texts[j].replace("元", "0"))
            return j + 1
        if kinds[j] == "END":
            point.edge = "end"
            return j + 1
        return j

    def _part_of_year(self, point: Point, j: int) -> int:
        word = self.texts[j]
        if self.kinds[j] == "QTR":
            quarters = [int(char) for char in word if char.isdecimal()]
            first, last = quarters[0], quarters[-1]
            point.months = ((first * 3 + 1, last * 3 + 3))
        else:
            point.months = (4, 9) if word[0] in "上前" else (10, 15)
        point.months = ((point.months[0] - 1) % 12 + 1, (point.months[1] - 1) % 12 + 1)
        return self._months_in_brackets(point, j + 1)

    def _months_in_brackets(self, point: Point, j: int) -> int:
        """上半期（4～9月）, 上半期（4月～9月）: what is printed holds."""
        kinds = self.kinds
        if kinds[j] != "LP" or kinds[j + 1] != "N":
            return j
        k = j + 2 + (kinds[j + 2] == "M")
        if kinds[k : k + 4] != ["TILDE", "N", "M", "RP"]:
            return j
        first, last = self.texts[j + 1], self.texts[k + 1]
        if first.isdecimal() and last.isdecimal() and 1 <= int(first) <= 12 and 1 <= int(last) <= 12:
            point.months = (int(first), int(last))
        return k + 4
