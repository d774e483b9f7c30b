"""parse_period: siblings of the visible cases, worked out by hand; promises over all years; never raises."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plansheets.normalize.period import Period, parse_period

LENGTHS = {"明治": (1867, 45), "大正": (1911, 15), "昭和": (1925, 64), "平成": (1988, 31), "令和": (2018, 60)}
LETTERS = dict(zip("MTSHR", LENGTHS, strict=True))
FY, CY, RANGE = "fiscal_year", "calendar_year", "fiscal_year_range"


def fy(year: int | None, **more: object) -> dict[str, object]:
    return {"type": FY, "fiscal_year": year} | more


def span(start: object, end: object, kind: str = RANGE, **more: object) -> dict[str, object]:
    return {"type": kind, "start": start, "end": end} | more


def day(text: str | None, **more: object) -> dict[str, object]:
    return {"type": "date", "date": text} | more


YEARS = [
    ("令 和 6 年 度", fy(2024)),
    ("昭和64年度", fy(1989, era_overflow=True)),
    ("㍼63年度", fy(1988)),
    ("㍽15年", {"type": CY, "year": 1926}),
    ("平30年度", fy(2018)),
    ("R06年度", fy(2024)),
    ("平成３ ０年度", fy(2018)),
    ("2 0 2 4 年度", fy(2024)),
    ("二〇二四年度", fy(2024)),
    ("令和弐年度", fy(2020)),
    ("令和6(2024)年度", fy(2024)),
    ("2024年度(令和6年度)", fy(2024)),
    ("平成30年(2018年)度", fy(2018)),
    ("2019（平成31・令和元）年度", fy(2019, era_overflow=False)),
    ("令和5年度（平成35年度）", fy(2023, era_overflow=True)),
    ("6(2024)年度", fy(2024)),
    ("現状(令和4年度)", fy(2022)),
    ("目標年度：令和10年度", fy(2028)),
    ("令和6年度中に実施", fy(2024)),
    ("2024FY", fy(2024)),
    ("FY’24", fy(2024)),
    ("2024実績", {"type": "year", "year": 2024}),
    ("昭和50年代", span(1975, 1984, "calendar_year_range")),
    ("H31/R1", {"type": "year", "year": 2019}),
    ("令和○年度", fy(None, unresolved=True)),
    ("令和（　）年度", fy(None, unresolved=True)),
    ("　　年度", fy(None, unresolved=True)),
    ("令和0年度", {"type": "invalid"}),
    ("H29（2018）", {"conflict": True, "year": None}),
    ("2023年度（令和4年度）", {"conflict": True, "fiscal_year": None}),
]
RANGES = [
    ("2017～19年度", span(2017, 2019)),
    ("1998～02年度", span(1998, 2002)),
    ("2021-25年度", span(2021, 2025)),
    ("R5-7年度", span(2023, 2025)),
    ("平成30～2年度", span(2018, 2020)),
    ("平成 29(2017)～33(2021)年度", span(2017, 2021, era_overflow=True)),
    ("令和3年度から5年間", span(2021, 2025)),
    ("令和6年度（予定）～令和8年度（予定）", span(2024, 2026)),
    ("令和6年度から10年度まで", span(2024, 2028)),
    ("平成27年度－29年度", span(2015, 2017)),
    ("前期基本計画（令和3～7年度）", span(2021, 2025)),
    ("FY2021-2025", span(2021, 2025)),
    ("令和6年度～", span(2024, None)),
    ("令和6年度～（継続）", span(2024, None)),
    ("～令和6年度", span(None, 2024)),
    ("令和6年度までに", span(None, 2024)),
    ("令和6年度～令和　年度", span(2024, None, unresolved=True)),
    ("平成　年度～", span(None, None, unresolved=True)),
    ("令和6年度～平成30年度", {"type": "invalid"}),
    ("R5-R9", span(2023, 2027, "year_range")),
    ("令和5年～令和9年", span(2023, 2027, "calendar_year_range")),
    ("令和2、3、4年度", {"type": "fiscal_years", "fiscal_years": [2020, 2021, 2022]}),
    ("平成28年度 平成30年度", {"type": "fiscal_years", "fiscal_years": [2016, 2018]}),
    ("昭和63・平成元年度", {"type": "fiscal_years", "fiscal_years": [1988, 1989]}),
    ("令和6・7年", {"type": "calendar_years", "calendar_years": [2024, 2025]}),
    ("H22/H21", {"type": "none"}),
    ("令和5年度、令和7年度～令和9年度", {"type": "fiscal_years", "fiscal_years": [2023, 2025, 2026, 2027]}),
    ("令和3～5・7年度", {"type": "fiscal_years", "fiscal_years": [2021, 2022, 2023, 2025]}),
    ("令和6年度より前", span(None, 2023)),
]
DAYS = [
    ("2024-04-01", day("2024-04-01", fiscal_year=2024)),
    ("20240401", day("2024-04-01")),
    ("令4.4.1", day("2022-04-01")),
    ("R6/4/1", day("2024-04-01")),
    ("令和6年4月1日(月)現在", day("2024-04-01")),
    ("令和元年4月1日", day("2019-04-01", before_era_start=True, fiscal_year=2019)),
    ("平成31年5月1日", day("2019-05-01", era_overflow=True)),
    ("平成31年（令和元年）5月1日", day("2019-05-01", era_overflow=False, before_era_start=False)),
    ("昭和64年1月8日", day("1989-01-08", era_overflow=True)),
    ("令和6年末", day("2024-12-31", fiscal_year=2024)),
    ("令和　年　月　日", day(None, unresolved=True)),
    ("令和6年4月31日", {"type": "invalid"}),
    ("H29.13", {"type": "invalid"}),
    ("2月30日", {"type": "invalid"}),
    ("平成27年4月1日から平成29年3月31日まで", span("2015-04-01", "2017-03-31", "date_range", fiscal_year=None)),
    ("令和6年4月1日から9月30日まで", span("2024-04-01", "2024-09-30", "date_range", fiscal_year=2024)),
    ("令和6年4月1日（月）～3日（水）", span("2024-04-01", "2024-04-03", "date_range")),
    ("R6.4.1～9.30", span("2024-04-01", "2024-09-30", "date_range")),
    ("自 令和6年4月1日 至 令和7年3月31日", span("2024-04-01", "2025-03-31", "date_range", fiscal_year=2024)),
    ("4月1日～9月30日", span(None, None, "date_range", unresolved=True)),
    ("令和6年4月1日以降", span("2024-04-01", None, "date_range")),
    ("令和2年10月上旬～11月中旬", span("2020-10-01", "2020-11-20", "date_range")),
    ("令和5年1月下旬", span("2023-01-21", "2023-01-31", "date_range", fiscal_year=2022)),
    ("R4.3", {"type": "month", "month": "2022-03", "fiscal_year": 2021}),
    ("令和３年 ２月", {"type": "month", "month": "2021-02", "fiscal_year": 2020}),
    ("2024/4", {"type": "month", "month": "2024-04"}),
    ("令和6年度3月", {"type": "month", "month": "2025-03", "fiscal_year": 2024}),
    ("11月（令和5年度）", {"type": "month", "month": "2023-11"}),
    ("平成28年1～2月", span("2016-01", "2016-02", "month_range", fiscal_year=2015)),
    ("令和6年10月～3月", span("2024-10", "2025-03", "month_range", fiscal_year=2024)),
    ("令和6年4月～翌年3月", span("2024-04", "2025-03", "month_range", fiscal_year=2024)),
    ("令和6年度下半期", span("2024-10", "2025-03", "month_range", fiscal_year=2024)),
    ("令和6年度第1四半期～第3四半期", span("2024-04", "2024-12", "month_range", fiscal_year=2024)),
    ("※平成31年度の4～9月", span("2019-04", "2019-09", "month_range", fiscal_year=2019)),
    ("平成31年度(4～9月)", span("2019-04", "2019-09", "month_range", fiscal_year=2019)),
    ("FY2024 Q3", span("2024-10", "2024-12", "month_range")),
    ("R6.4～9", span("2024-04", "2024-09", "month_range")),
    ("4月～翌年3月", {"type": "month_of_year_range", "start_month": 4, "end_month": 3}),
    ("第2四半期", {"type": "month_of_year_range", "start_month": 7, "end_month": 9}),
    ("１１月", {"type": "month", "month": None, "unresolved": True, "start_month": 11}),
    ("令和6年5月、11月", span("2024-05", "2024-11", "month_range", is_list=True)),
]
NO_PERIOD = ["3年に1回", "6年生", "3年目", "3年次", "築後40年", "創業100年", "2000円",
             "1900人", "毎年度", "年度", "－", "第2次", "令和", "平成生まれ", "", " ", "12件", "通年"]  # fmt: skip
LASTING = [
    ("5年間", 5, None),
    ("10か年計画", 10, None),
    ("三か年", 3, None),
    ("約5年", 5, None),
    ("十年間", 10, None),
    ("6ヶ月間", None, 6),
    ("1年半", None, 18),
    ("1年6か月", None, 18),
    ("半年", None, 6),
]
IN_CONTEXT = [
    ("6年度", {"era": "令和"}, fy(2024)),
    ("6年度", {}, fy(None, unresolved=True)),
    ("6年度", {"fiscal_year": 2023}, fy(2024)),
    ("32年度", {"era": "平成"}, fy(2020, era_overflow=True)),
    ("27～29年度", {"era": "H"}, span(2015, 2017)),
    ("63～元年度", {"era": "昭和"}, span(1988, 1989)),
    ("6.4.1", {"era": "令和"}, day("2024-04-01")),
    ("H25～", {"basis": "fiscal"}, span(2013, None)),
    ("29", {"basis": "fiscal", "era": "平成"}, fy(2017)),
    ("H29・H30", {"basis": "fiscal"}, {"type": "fiscal_years", "fiscal_years": [2017, 2018]}),
    ("H29・H30", {}, {"type": "year_list", "year_list": [2017, 2018]}),
    ("3月31日", {"fiscal_year": 2024}, day("2025-03-31")),
    ("10～3月", {"fiscal_year": 2024}, span("2024-10", "2025-03", "month_range", fiscal_year=2024)),
    ("4月1日～翌3月31日", {"fiscal_year": 2024}, span("2024-04-01", "2025-03-31", "date_range")),
    ("第2～3四半期", {"fiscal_year": 2024}, span("2024-07", "2024-12", "month_range")),
    ("2月29日", {"fiscal_year": 2024}, {"type": "invalid"}),
    ("年度末", {"fiscal_year": 2024}, day("2025-03-31", fiscal_year=2024)),
    ("次年度以降", {"fiscal_year": 2024}, span(2025, None)),
    ("前々年度", {"fiscal_year": 2024}, fy(2022)),
    ("前年度", {}, fy(None, unresolved=True)),
    ("5年", {"expect": "duration"}, {"type": "duration", "years": 5}),
    ("5年間", {"era": "令和"}, {"type": "duration", "years": 5}),
]


def check(period: Period, expected: dict[str, object]) -> None:
    found = period.as_dict()
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(("text", "expected"), YEARS + RANGES + DAYS)
def test_printed_periods(text: str, expected: dict[str, object]) -> None:
    check(parse_period(text), expected)


@pytest.mark.parametrize(("text", "context", "expected"), IN_CONTEXT)
def test_periods_in_context(text: str, context: dict[str, object], expected: dict[str, object]) -> None:
    check(parse_period(text, **context), expected)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", NO_PERIOD)
def test_no_period(text: str) -> None:
    assert parse_period(text, era="令和").type == "none"


@pytest.mark.parametrize(("text", "years", "months"), LASTING)
def test_durations(text: str, years: int | None, months: int | None) -> None:
    check(parse_period(text, era="令和"), {"type": "duration", "years": years, "months": months})


def test_days_of_a_period() -> None:
    period = parse_period("令和2年度～令和5年度")
    assert (period.first_day, period.last_day) == (date(2020, 4, 1), date(2024, 3, 31))
    assert (period.first_fiscal_year, period.last_fiscal_year, period.is_open_ended) == (2020, 2023, False)
    period = parse_period("29年度以降", era="平成")
    assert (period.first_day, period.last_day) == (date(2017, 4, 1), None)
    assert (period.first_fiscal_year, period.last_fiscal_year, period.is_open_ended) == (2017, None, True)
    period = parse_period("令和6年2月")
    assert (period.first_day, period.last_day) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (period.first_fiscal_year, period.last_fiscal_year) == (2023, 2023)


@pytest.mark.parametrize("era", LENGTHS)
def test_every_year_of_every_era(era: str) -> None:
    base, length = LENGTHS[era]
    letter = next(key for key, name in LETTERS.items() if name == era)
    for n in range(1, length + 1):
        number = "元" if n == 1 else str(n)
        for text in (
            f"{era}{number}年",
            f"{letter}{number}年",
            f"{era}{n}年",
            f"{base + n}年",
            f"{era}{number}（{base + n}）年",
        ):
            check(parse_period(text), {"type": CY, "year": base + n, "conflict": False, "era_overflow": False})
        overflows = (era, n) in {("昭和", 64)}
        check(parse_period(f"{era}{number}年度"), fy(base + n, era_overflow=overflows))
        check(parse_period(f"{number}年度", era=era), fy(base + n, era_overflow=overflows))
        check(parse_period(f"{era}{n}年度（{base + n + 1}年度）"), {"conflict": True})


@given(st.dates(date(1927, 1, 1), date(2099, 12, 31)))
def test_dates_by_arithmetic(when: date) -> None:
    iso, year = when.isoformat(), when.year if when.month >= 4 else when.year - 1
    for text in (
        f"{when.year}年{when.month}月{when.day}日",
        iso,
        f"{when.year}.{when.month}.{when.day}",
        f"{when.year}/{when.month}/{when.day}",
    ):
        check(parse_period(text), day(iso, fiscal_year=year))
    month = parse_period(f"{when.year}年{when.month}月")
    assert month.last_day == date(when.year, when.month, monthrange(when.year, when.month)[1])
    era = "令和" if iso >= "2019-05-01" else "平成" if iso >= "1989-01-08" else "昭和"
    n = when.year - LENGTHS[era][0]
    check(parse_period(f"{era}{n}年{when.month}月{when.day}日"), day(iso, era_overflow=False, before_era_start=False))
    check(parse_period(f"{era}{n}.{when.month}.{when.day}"), day(iso))


@given(st.integers(1950, 2100), st.integers(0, 40), st.sampled_from("～〜~－-―→"))
def test_ranges_by_arithmetic(start: int, length: int, mark: str) -> None:
    period = parse_period(f"{start}年度{mark}{start + length}年度")
    check(period, span(start, start + length))
    assert (period.first_day, period.last_day) == (date(start, 4, 1), date(start + length + 1, 3, 31))


WORDS = [
    "令和",
    "平成",
    "昭和",
    "R",
    "H",
    "S",
    "㍻",
    "㋿",
    "FY",
    "2024",
    "年度",
    "か年",
    "年間",
    "以降",
    "まで",
    "から",
    "か月",
]
WORDS += ["四半期", "上旬", "99999999999"]
PIECES = st.sampled_from([*"0123456789元一二三十百〇年月日度末～-・、./()（）　 \n第半期○築翌自至", *WORDS])


@given(st.text() | st.lists(PIECES, max_size=14).map("".join), st.sampled_from([None, "令和", "平成", "X"]),
       st.sampled_from([None, 2024, 1]), st.sampled_from([None, "fiscal", "duration", "date", "month"]))  # fmt: skip
@example("9999年度", None, None, None)
@example("令和9年99月99日～9日", None, None, None)
def test_never_raises(text: str, era: str | None, fiscal_year: int | None, expect: str | None) -> None:
    period = parse_period(text, era=era, fiscal_year=fiscal_year, expect=expect, basis=expect)
    assert period.type in period.as_dict().values()
    first, last = period.first_fiscal_year, period.last_fiscal_year
    assert first is None or last is None or first <= last
    assert period.first_day is None or period.last_day is None or period.first_day <= period.last_day
