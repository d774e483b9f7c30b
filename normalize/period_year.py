"""PointReader: the points of a period among its words, each year with the other name that brackets give it."""

from string import ascii_letters

from plansheets.normalize.era import Era
from plansheets.normalize.period_month import MANY, MonthReader
from plansheets.normalize.period_point import CALENDAR, FISCAL, Point
from plansheets.normalize.period_tokens import era_of_token

COUNTED = frozenset(
    "円千百万億兆人件回個箇か所ヶヵカ本台棟%％点冊枚m㎡㎥kKt戸世帯名校園社団体局日時分秒号番丁地館床歳才度位割倍字"
)
"""A bare four-digit number before one of these is a count, not a year."""
AGES = ("築", "築後", "満", "第", "勤続", "創業", "創立", "創設", "設立", "在籍", "在職", "生後", "没後", "戦後",
        "開設", "採用")  # fmt: skip
LATIN = frozenset(ascii_letters)
RELATIVE = {"前々": -2, "一昨": -2, "前": -1, "昨": -1, "本": 0, "当": 0, "今": 0, "現": 0, "次": 1, "翌": 1, "来": 1,
            "次々": 2, "翌々": 2, "同": 0}  # fmt: skip


class PointReader(MonthReader):
    """Reads points: a year with what follows it, or a month or day alone."""

    def point(self, i: int, *, before: Point | None = None) -> tuple[Point, int] | None:
        """The point that begins at word i. After another point (`before`) a number may stand alone (27～29年度)."""
        kinds, point = self.kinds, Point()
        kind = kinds[i]
        at: int | None = None
        if kind == "era":
            at = self._era_year(point, i)
        elif kind == "fy" and kinds[i + 1] == "num":
            at = self._named(point, i + 1, FISCAL)
        elif kind == "num":
            at = self._number_year(point, i, before)
        elif kind == "rel":
            at = self._relative(point, i)
        elif kind == "nen" and kinds[i + 1] == "month" and (not i or kinds[i - 1] != "num"):
            point.is_blank, point.unit, at = True, CALENDAR, i + 1
        if at is not None:
            return self._rest(point, at, before)
        if kind in ("num", "quarter", "half", "weak", "month"):
            after = self._months(point, i, before, alone=True)
            return (point, self._edge(point, after)) if after is not None else None
        is_bare = kind in ("nendo", "nen") and (not i or kinds[i - 1] in ("open", "word"))
        if is_bare and kinds[i + 1] in ("end", "begin", "within"):
            # 年度末, 年度内: of the document's year
            point.relative, point.unit = 0, FISCAL if kind == "nendo" else CALENDAR
            return point, self._edge(point, i + 1)
        return None

    def _rest(self, point: Point, i: int, before: Point | None) -> tuple[Point, int] | None:
        """What follows the number of a year: another name, its unit, months, an edge."""
        i = self._unit(point, self._alias(point, i))
        i = self._unit(point, self._alias(point, i)) if self.kinds[i] == "open" else i
        if not point.unit and point.names and point.names[0][0] is None and not self._may_end(point, i):
            return None
        if not point.unit:
            after = self._dotted(point, i)
        else:
            # 平成31年度の4～9月
            is_of = self.kinds[i] == "word" and self.tokens[i].text == "の"
            after = self._months(point, i + is_of, before, alone=False)
            if after is None and self.kinds[i] == "open":
                after = self._bracketed(point, i, before)
        return point, self._edge(point, i if after is None else after)

    def _may_end(self, point: Point, i: int) -> bool:
        """May a bare Gregorian year end here? Not before a word that counts things."""
        kind = self.kinds[i]
        if kind == "word":
            return self.tokens[i].text[0] not in COUNTED
        return kind not in ("nyear", "dury", "durm", "other", "day", "month", "quarter", "num")

    def _era_year(self, point: Point, i: int) -> int | None:
        era = era_of_token(self.tokens[i])
        if era is None:
            return None
        kind = self.kinds[i + 1]
        if kind == "num" and self.tokens[i + 1].value >= 0 and not self._is_placeholder(i + 1):
            is_letter = self.tokens[i].text[0] in "MTSHRhrs"
            last = {"明治": 45, "大正": 15}.get(era.name, 99) if is_letter else 9999
            if self.tokens[i + 1].value > last or (is_letter and self._glued(i + 2)):
                return None
            point.names.append((era, self.tokens[i + 1].value))
            return i + 2
        empty = i + 2 if self._is_placeholder(i + 1) else i + 1
        if kind == "open" and self.kinds[i + 2] == "close":
            empty = i + 3
        if self.kinds[empty] in ("nendo", "nen"):
            point.is_blank = True
            return empty
        return None

    def _glued(self, i: int) -> bool:
        """Does a Latin letter follow (R2D2)?"""
        return self.kinds[i] in ("word", "era") and self.tokens[i].text[:1] in LATIN

    def _named(self, point: Point, i: int, unit: str) -> int | None:
        token = self.tokens[i]
        if len(token.text) == 4 and token.text.isascii():
            point.names.append((None, token.value))
        elif len(token.text) == 2 and token.text.isascii():
            point.names.append((None, 2000 + token.value))
        else:
            return None
        point.unit = unit
        return i + 1

    def _number_year(self, point: Point, i: int, before: Point | None) -> int | None:
        """A number that is a year: four digits, or one before 年, 年度; alone only after another year."""
        token, kind = self.tokens[i], self.kinds[i + 1]
        if token.value < 0 or self._is_age(i):
            return None
        if 1800 <= token.value <= 2199 and len(token.text) == 4:
            point.names.append((None, token.value))
            return i + 1
        if len(token.text) == 8 and token.text.isascii() and 18 <= token.value // 1000000 <= 21:
            point.names.append((None, token.value // 10000))
            point.unit, point.month, point.day = CALENDAR, token.value // 100 % 100, token.value % 100
            return i + 1
        if token.value > 99 or (kind == "nen" and self.kinds[i + 2 : i + 4] == ["num", "durm"]):
            return None
        named = kind in ("nendo", "nen", "decade") or (kind == "open" and self._names_year(i + 1))
        lone = before is not None and before.has_year and not before.is_fine and not before.unit and self._ends(i + 1)
        lone = lone or (before is not None and before.has_year and not before.is_fine and self._runs_to_unit(i + 1))
        first = before is None and (self._runs_to_unit(i + 1) or self._is_expected(i) or self._three_dotted(i))
        if not (named or lone or first):
            return None
        point.bare, point.digits = token.value, len(token.text)
        return i + 1

    def _is_age(self, i: int) -> bool:
        """Does a word before the number make it an age or ordinal (築30年, 第5年度)?"""
        return i > 0 and self.kinds[i - 1] == "word" and self.tokens[i - 1].text.endswith(AGES)

    def _is_expected(self, i: int) -> bool:
        """Is the text nothing but this number, and a year is looked for?"""
        return bool(self.expects) and i == 0 and (self._ends(1) or (self.expects == "date" and self.kinds[1] == "dot"))

    def _three_dotted(self, i: int) -> bool:
        """Is it the first of three numbers with dots (6.4.1)?"""
        return self.kinds[i + 1 : i + 5] == ["dot", "num", "dot", "num"] and i == 0

    def _runs_to_unit(self, i: int) -> bool:
        """Do only numbers and marks part it from 年度 or 年 (27～29年度, 2・3年度)?"""
        count = 0
        while count < MANY and self.kinds[i] in ("range", "sep", "gap", "dot") and self.kinds[i + 1] == "num":
            i, count = i + 2, count + 1
            i = self._skip_brackets(i)
        return count > 0 and self.kinds[i] in ("nendo", "nen")

    def _skip_brackets(self, i: int) -> int:
        return i + 3 if self.kinds[i : i + 3] == ["open", "num", "close"] else i

    def _names_year(self, i: int) -> bool:
        """Do brackets hold a year, and does 年 follow them or stand in them?"""
        inner = self._alias(Point(), i)
        return inner > i and (self.kinds[inner] in ("nendo", "nen") or self.kinds[inner - 2] in ("nendo", "nen"))

    def _relative(self, point: Point, i: int) -> int:
        text = self.tokens[i].text
        stem = text.removesuffix("度").removesuffix("年").removesuffix("該")
        point.relative, point.follows = RELATIVE[stem], stem in ("翌", "翌々", "同")
        point.unit = FISCAL if text.endswith("度") else CALENDAR
        return i + 1

    def _alias(self, point: Point, i: int) -> int:
        """Another name of the year in brackets; place after it, or i where there is none."""
        if self.kinds[i] != "open":
            return i
        other, inner = Point(), self._other_name(i + 1)
        while inner is not None:
            names, at = inner
            other.names += names
            at = self._unit(other, at)
            if self.kinds[at] == "close":
                point.names += other.names
                point.unit = point.unit or other.unit
                return at + 1
            # 2019（平成31・令和元）年度
            inner = self._other_name(at + 1) if self.kinds[at] == "sep" else None
        return i

    def _other_name(self, i: int) -> tuple[list[tuple[Era | None, int]], int] | None:
        """An era year or a Gregorian year of four digits, and the place after it."""
        point = Point()
        if self.kinds[i] == "era" and self.kinds[i + 1] == "num":
            at = self._era_year(point, i)
            return None if at is None else (point.names, at)
        if self.kinds[i] == "num" and len(self.tokens[i].text) == 4 and 1800 <= self.tokens[i].value <= 2199:
            return [(None, self.tokens[i].value)], i + 1
        return None

    def _unit(self, point: Point, i: int) -> int:
        kind = self.kinds[i]
        if kind == "nendo":
            point.unit = FISCAL
        elif kind == "nen":
            point.unit = CALENDAR
        elif kind == "decade" and (point.names or point.bare is not None):
            point.unit, point.is_decade = CALENDAR, True
        elif kind in ("nyear", "dury") and point.names:
            point.unit = CALENDAR
        elif kind == "word" and self.tokens[i].text == "度" and point.unit == CALENDAR:
            # 令和6年(2024年)度
            point.unit = FISCAL
        elif kind == "fy" and point.names:
            point.unit = FISCAL
        else:
            return i
        return i + 1
