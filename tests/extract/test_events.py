"""Timetables and chronologies: dates with and without a year, brackets, planned or past."""

from datetime import date

import pytest

from plansheets.extract.events import date_head

from .test_document import pick


@pytest.mark.parametrize(("raw", "when"), [
    ("令和６年４月 素案", "令和６年４月"), ("4月 会議", "4月"), ("10月上旬 公表", "10月上旬"),
    ("平成30年度 策定", "平成30年度"),
    ("R6.4 施行", None), ("2024年12月：意見の募集", "2024年12月"), ("５月～７月 講座", "５月～７月"),
    ("4月1日 開始", "4月1日"),
    ("令和６年４月に開始した。", None), ("第3回 会議", None), ("10 会議", None), ("会議 4月", None),
])  # fmt: skip
def test_a_date_at_the_start_of_a_line(raw: str, when: str | None) -> None:
    found = date_head(raw)
    assert (found["date"].strip() if found else None) == when


def months(text: str) -> list[tuple[date, str]]:
    return pick(text, "events", "date_from", "event")


def test_a_date_without_a_year_takes_the_one_above_and_rolls_over_at_the_new_year() -> None:
    text = "予定\n\n令和６年10月 素案の作成\n12月 意見の募集\n２月 議案の提出\n４月 施行\n11月 検証\n"
    assert months(text) == [
        (date(2024, 10, 1), "素案の作成"), (date(2024, 12, 1), "意見の募集"), (date(2025, 2, 1), "議案の提出"),
        (date(2025, 4, 1), "施行"), (date(2025, 11, 1), "検証"),
    ]  # fmt: skip


def test_a_bracket_on_the_next_line_belongs_to_the_event_above() -> None:
    text = "予定\n\n令和６年10月 委員会\n（骨子案の報告）\n12月 意見の募集\n２月 議案の提出\n"
    assert [event for _, event in months(text)] == ["委員会（骨子案の報告）", "意見の募集", "議案の提出"]


def test_a_line_without_a_date_is_an_event_of_the_date_above() -> None:
    text = "予定\n\n令和６年10月 委員会\n住民説明会\n12月 意見の募集\n２月 議案の提出\n"
    assert months(text)[:2] == [(date(2024, 10, 1), "委員会"), (date(2024, 10, 1), "住民説明会")]


@pytest.mark.parametrize(("head", "planned"), [
    ("今後の予定", True), ("これまでの経過", False), ("検討の経緯", False), ("日程", None), ("経過と今後の予定", True),
])  # fmt: skip
def test_planned_past_or_unsaid(head: str, planned: bool | None) -> None:
    text = f"{head}\n\n令和５年４月１日 検討開始\n５月10日 会議\n６月上旬 報告\n"
    assert pick(text, "events", "is_planned") == [(planned,)] * 3


def test_an_event_that_says_so_is_planned() -> None:
    text = "日程\n\n令和５年４月 検討開始\n５月 会議\n６月 条例施行予定\n"
    assert pick(text, "events", "is_planned") == [(None,), (None,), (True,)]


def test_how_exactly_a_date_is_printed() -> None:
    text = "日程\n\n令和５年４月１日 検討開始\n５月 会議\n６月上旬 報告\n"
    found = pick(text, "events", "precision", "date_from", "date_to")
    assert found[:2] == [("day", date(2023, 4, 1), date(2023, 4, 1)), ("month", date(2023, 5, 1), date(2023, 5, 31))]
    assert found[2][1:] == (date(2023, 6, 1), date(2023, 6, 10))


def test_several_events_in_one_cell() -> None:
    text = "経過\n\n平成 30 年度\t計画 (第 2 次) 策定 職員の配置\n令和元年度\t条例の制定 (R2.4 施行) 制度の見直し\n"
    assert pick(text, "events", "date_from", "date_to", "precision", "event") == [
        (date(2018, 4, 1), date(2019, 3, 31), "fiscal_year", "計画 (第 2 次) 策定"),
        (date(2018, 4, 1), date(2019, 3, 31), "fiscal_year", "職員の配置"),
        (date(2019, 4, 1), date(2020, 3, 31), "fiscal_year", "条例の制定 (R2.4 施行)"),
        (date(2019, 4, 1), date(2020, 3, 31), "fiscal_year", "制度の見直し"),
    ]  # fmt: skip


def test_two_dated_lines_are_prose() -> None:
    assert months("日程\n\n令和５年４月 検討開始\n５月 会議\n") == []
