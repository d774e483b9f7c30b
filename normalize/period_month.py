"""Months, quarters and days of a point: what follows its year or stands alone (3月末, 第1四半期, R6.4.1)."""

from plansheets.normalize.period_point import CALENDAR, Point
from plansheets.normalize.period_tokens import Token

MANY = 12
"""Numbers in a row of years or months (2・3・4年度), at most."""
UNKNOWN = frozenset("〇●_?？xX*＊…‥.・△□■")
"""Signs that stand for a number not yet known."""
QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "一": 1, "二": 2, "三": 3, "四": 4}


class MonthReader:
    """Reads what is finer than a year. Each method gives the place after what it read, or None."""

    def __init__(self, tokens: list[Token], *, expects: str = "") -> None:
        self.tokens = tokens
        self.kinds = [token.kind for token in tokens] + ["stop"] * 8
        self.expects = expects

    def _bracketed(self, point: Point, i: int, before: Point | None) -> int | None:
        """令和6年度（第1四半期）; the first month of 令和6年度（4～9月）. None where they say something else."""
        inner = Point()
        after = self._months(inner, i + 1, before, alone=False)
        if after is None or self.kinds[after] not in ("close", "range", "sep"):
            return None
        point.month, point.day, point.halves, point.third = inner.month, inner.day, inner.halves, inner.third
        point.is_blank, point.blank_to = point.is_blank or inner.is_blank, inner.blank_to
        return after + (self.kinds[after] == "close")

    def _is_placeholder(self, i: int) -> bool:
        """Does a sign stand for a number not yet known (令和○年度)?"""
        return self.kinds[i] in ("num", "word", "dot", "sep") and UNKNOWN.issuperset(self.tokens[i].text)

    def _ends(self, i: int) -> bool:
        """Does nothing follow that would make the number before a count?"""
        return self.kinds[i] in ("stop", "close", "sep", "gap", "range", "since", "before", "until", "open", "dot")

    def _dotted(self, point: Point, i: int) -> int | None:
        """The month and day of R6.4.1, 2024/4/1. With a dash or slash, two parts are a month only where they can."""
        kinds, tokens = self.kinds, self.tokens
        mark = tokens[i].text if kinds[i] in ("dot", "sep", "range") else ""
        if mark not in (".", "/", "-") or kinds[i + 1] != "num" or not (point.names or point.bare is not None):
            return None
        second = tokens[i + 1]
        if kinds[i + 2] in ("dot", "sep", "range") and tokens[i + 2].text == mark and kinds[i + 3] == "num":
            third = tokens[i + 3]
            if kinds[i + 4] not in ("nendo", "nen", "month") and len(third.text) <= 2:
                point.unit, point.month, point.day, point.is_dotted = CALENDAR, second.value, third.value, True
                return i + 4
            return None
        if kinds[i + 2] in ("nendo", "nen") or len(second.text) > 2 or point.bare is not None:
            return None
        is_gregorian = point.names[0][0] is None
        if mark == "-" and not (is_gregorian and len(second.text) == 2 and 1 <= second.value <= 12):
            return None
        if mark == "/" and not 1 <= second.value <= 12:
            return None
        point.unit, point.month, point.is_dotted = CALENDAR, second.value, True
        after = i + 3 if kinds[i + 2] == "month" else i + 2
        return self._days(point, after) if kinds[after] == "third" else after

    def _months(self, point: Point, i: int, before: Point | None, *, alone: bool) -> int | None:
        """The month, quarter or half that begins at word i; `alone` where no year stands before it."""
        kind = self.kinds[i]
        if kind == "month" and (not alone or self.kinds[i + 1] == "day"):
            point.is_blank, point.blank_to = True, "month"
            return self._days(point, i + 1)
        if kind == "month" and alone:
            return None
        if kind in ("quarter", "half", "weak"):
            return self._part(point, i, alone=alone)
        if kind in ("num", "word") and self.kinds[i + 1] == "month" and not alone and self._is_placeholder(i):
            point.is_blank, point.blank_to = True, "month"
            return self._days(point, i + 2)
        if kind != "num" or self.tokens[i].value < 0:
            return None
        value = self.tokens[i].value
        if self.kinds[i + 1] == "month":
            point.month = value
            return self._days(point, i + 2)
        if self.kinds[i + 1] in ("range", "sep") and self._runs_to_month(i + 1):
            point.month = value
            return i + 1
        if before is not None and before.day is not None and self.kinds[i + 1] == "day":
            point.day = value
            return i + 2
        if before is not None and before.month is not None and before.is_dotted:
            return self._shortened(point, i, before)
        return None

    def _shortened(self, point: Point, i: int, before: Point) -> int | None:
        """R6.4.1～9.30, R6.4～9: a bare month, or month and day, after a dotted one."""
        if before.day is not None and self.kinds[i + 1] == "dot" and self.kinds[i + 2] == "num" and self._ends(i + 3):
            point.month, point.day = self.tokens[i].value, self.tokens[i + 2].value
            return i + 3
        if before.day is None and self._ends(i + 1):
            point.month = self.tokens[i].value
            return i + 1
        return None

    def _runs_to_month(self, i: int) -> bool:
        """Do only numbers and marks part it from 月 (4～9月)?"""
        for at in range(i, i + 2 * MANY, 2):
            if self.kinds[at] not in ("range", "sep") or self.kinds[at + 1] != "num":
                return False
            if self.kinds[at + 2] == "month":
                return True
        return False

    def _part(self, point: Point, i: int, *, alone: bool) -> int | None:
        text = self.tokens[i].text
        if self.kinds[i] == "quarter":
            numbers = [QUARTERS[c] for c in text.replace("四半", "").replace("4半", "") if c in QUARTERS]
            point.halves = (3 * min(numbers) - 2, 3 * max(numbers))
        elif self.kinds[i] == "weak" and alone and (i or self.kinds[i + 1] not in ("stop", "open")):
            return None
        else:
            point.halves = (1, 6) if text[0] in "上前" else (7, 12)
        # 上半期（4～9月）: the months in the brackets say the same
        if self.kinds[i + 1] == "open" and "month" in self.kinds[i + 2 : i + 7]:
            at = i + 2
            while self.kinds[at] in ("num", "month", "range", "sep", "rel"):
                at += 1
            if self.kinds[at] == "close":
                return at + 1
        return i + 1

    def _days(self, point: Point, i: int) -> int:
        at = i + 1 if self.kinds[i + 1] == "day" and self._is_placeholder(i) else i
        kind = self.kinds[i]
        if self.kinds[at] == "day":
            point.is_blank, point.blank_to = True, "day"
            return at + 1
        if kind == "third":
            point.third = "上中下".find(self.tokens[i].text[0].replace("初", "上"))
            return i + 1
        if kind != "num" or self.tokens[i].value < 0:
            return i
        goes_on = self.kinds[i + 1] in ("range", "sep") and self.kinds[i + 2 : i + 4] == ["num", "day"]
        if goes_on or self.kinds[i + 1] == "day":
            point.day = self.tokens[i].value
            return i + 2 if self.kinds[i + 1] == "day" else i + 1
        return i

    def _edge(self, point: Point, i: int) -> int:
        kind = self.kinds[i]
        if kind in ("end", "begin") and (point.unit or point.month is not None) and point.day is None:
            point.edge = kind
            return i + 1
        return i
