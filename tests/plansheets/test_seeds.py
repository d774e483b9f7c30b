"""The five real documents: what was counted in them by hand, and the scores against the true tables."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

import plansheets
from plansheets.conversion import convert_bytes, load_rules
from plansheets.normalize import match_key

from ..conftest import shared
from ..fuzz.promises import check_places

SEEDS = {
    "yamaguchi": "yamaguchi-yearly-plan.txt",
    "niigata": "niigata-reform-sheets.txt",
    "ichinoseki": "ichinoseki-kyodo-plan.txt",
    "setagaya": "setagaya-regional-administration.txt",
    "tama": "tama-human-resources.txt",
}
Rows = list[dict[str, Any]]


@lru_cache
def _read(path: Path) -> plansheets.Document:
    return plansheets.read(path)


def rows(seed: str, table: str) -> Rows:
    """The rows of one table of one seed; skips where the seed is missing."""
    found: Rows = _read(shared("seeds", SEEDS[seed])).arrow(table).to_pylist()
    return found


def by_sheet(found: Rows) -> Rows:
    return [row | {"sheet_no": int(row["sheet_id"][-4:])} for row in found]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_and_hardly_anything_unread(seed: str) -> None:
    (document,) = rows(seed, "documents")
    unread = sum(len("".join(r["raw"].split())) for r in rows(seed, "residue") if r["kind"] == "unread")
    assert document["characters_used"] + document["characters_left"] == document["characters"]
    assert unread <= 0.01 * document["characters"]
    assert document["status"] == "ok"


@pytest.mark.parametrize("seed", SEEDS)
def test_every_place_is_right(seed: str) -> None:
    path = shared("seeds", SEEDS[seed])
    check_places(convert_bytes(path.read_bytes(), path.name, load_rules()), path.read_bytes().decode("utf-8"))


@pytest.mark.parametrize(("seed", "title", "municipality", "sheets"), [
    ("yamaguchi", "年度別実行計画", "山口市", 46), ("niigata", None, None, 2),
    ("ichinoseki", "一関市協働推進計画(第3次)", "一関市", 18),
    ("setagaya", "（仮称）地域行政推進条例の制定および（仮称）地域行政推進計画の策定の考え方について", "世田谷区", 0),
    ("tama", "多摩区における地域人材育成の取組", "川崎市", 1),
])  # fmt: skip
def test_what_the_document_is(seed: str, title: str | None, municipality: str | None, sheets: int) -> None:
    (document,) = rows(seed, "documents")
    assert (document["title"], document["municipality"], document["sheet_count"]) == (title, municipality, sheets)


# --- yamaguchi


def test_yamaguchi_has_46_sheets_of_six_options_and_five_years() -> None:
    assert len(rows("yamaguchi", "sheets")) == 46
    actors = rows("yamaguchi", "actors")
    assert len(actors) == 276
    assert set(Counter(r["sheet_id"] for r in actors).values()) == {6}
    assert sum(r["is_marked"] for r in actors) == 94 + 8  # ■, and the boxes of HTML that are checked
    assert set(Counter(r["sheet_id"] for r in rows("yamaguchi", "schedule")).values()) == {5}


def test_yamaguchi_has_one_empty_year() -> None:
    schedule = rows("yamaguchi", "schedule")
    empty = [r for r in schedule if r["text"] is None]
    assert [r["fiscal_year"] for r in empty] == [2015]
    (sheet,) = [s for s in rows("yamaguchi", "sheets") if s["sheet_id"] == empty[0]["sheet_id"]]
    years = [(r["text"], r["is_continued"]) for r in schedule if r["sheet_id"] == sheet["sheet_id"]]
    assert years == [("検討", False), ("実施", False), (None, False), ("検討", False), ("実施", False)]
    assert sum(r["is_continued"] for r in schedule) == 175
    assert {r["fiscal_year"] for r in schedule} == {2013, 2014, 2015, 2016, 2017}


def test_yamaguchi_offices() -> None:
    offices = rows("yamaguchi", "offices")
    assert len(offices) == 83
    assert Counter(r["office"] for r in offices if r["is_provisional"]) == {"地域活性化センター": 8}
    collective = Counter(r["office"] for r in offices if r["is_collective"])
    assert collective == {"関係課": 8, "全所属": 2, "各課": 1, "各地域交流センター": 1}
    assert Counter(r["office"] for r in offices)["生涯学習・スポーツ振興課"] == 2
    assert {r["is_lead"] for r in offices} == {None}


# --- niigata

VALUES = {
    1: [[37, 42, 43, 50, 48, None], [930, 1090, 1152, 1250, 1345, None]],
    2: [[37, 58, 54, 66, 55, None], [930, 1410, 1454, 1570, 1671, None]],
}
TYPES = ["baseline", "plan", "actual", "plan", "actual", "target"]


def test_niigata_indicators() -> None:
    found = by_sheet(rows("niigata", "indicators"))
    assert len(found) == 24
    for sheet, tables in VALUES.items():
        for number, values in enumerate(tables, 1):
            mine = [r for r in found if (r["sheet_no"], r["indicator_no"]) == (sheet, number)]
            assert [r["value"] for r in mine] == values
            assert [r["value_type"] for r in mine] == TYPES
            assert [r["value_status"] for r in mine] == ["number"] * 5 + ["text"]
            assert [r["qualifiers"] for r in mine] == ["estimate", *[None] * 5]
            assert {r["is_cumulative"] for r in mine} == {number == 2}
            assert mine[-1]["is_open_ended"]
    assert [r["fiscal_year"] for r in found if (r["sheet_no"], r["indicator_no"]) == (1, 1)] == \
        [2014, 2015, 2015, 2016, 2016, 2017]  # fmt: skip


def test_niigata_grades_and_delays_stand_on_the_second_sheet() -> None:
    found = by_sheet(rows("niigata", "assessments"))
    assert [(r["sheet_no"], r["stage"], r["fiscal_year"]) for r in found if r["grade"]] == \
        [(2, "yearly", 2017), (2, "yearly", 2018), (2, "final", None)]  # fmt: skip
    assert {r["grade"] for r in found} == {None, "C"}
    assert [(r["sheet_no"], r["fiscal_year"]) for r in found if r["is_delayed"]] == [(2, 2017), (2, 2018)]
    assert Counter((r["sheet_no"], r["stage"]) for r in found) == {
        (1, "progress"): 2, (1, "yearly"): 4, (1, "interim"): 3, (2, "progress"): 2, (2, "yearly"): 4, (2, "final"): 3,
    }  # fmt: skip


def test_niigata_sheets() -> None:
    sheets = rows("niigata", "sheets")
    assert [(s["number"], s["level1_number"], s["level2_number"], s["level3_number"]) for s in sheets] == \
        [("28", "Ⅱ", "1", "3")] * 2  # fmt: skip
    assert {s["title"] for s in sheets} == {
        "地域活動の担い手を育む仕組みづくり（住民自治を担う人材の育成、ノウハウ蓄積）"
    }
    assert [(o["office"], o["is_lead"]) for o in rows("niigata", "offices")] == \
        [("市民協働課", True), ("中央公民館", False)] * 2  # fmt: skip


# --- ichinoseki


def test_ichinoseki_sheets_and_their_actors() -> None:
    assert [s["number"] for s in rows("ichinoseki", "sheets")] == [str(n) for n in range(1, 19)]
    actors = by_sheet(rows("ichinoseki", "actors"))
    assert len(actors) == 54
    assert Counter(r["role"] for r in actors) == {"lead": 18, "partner": 27, None: 9}
    assert [(r["actor"], r["is_marked"], r["role"]) for r in actors if r["sheet_no"] == 9] == \
        [("市民等", True, "lead"), ("協働体", False, None), ("市", True, "partner")]  # fmt: skip
    assert [r["is_marked"] for r in actors if r["sheet_no"] in (5, 6)] == [False, False, True] * 2


def test_ichinoseki_indicators_stand_in_four_tables() -> None:
    found = rows("ichinoseki", "indicators")
    assert Counter(r["table_no"] for r in found) == {1: 2, 2: 6, 3: 4, 4: 6}
    assert {(r["fiscal_year"], r["value_type"]) for r in found} == {(2022, "baseline"), (2028, "target")}
    values = [(r["value"], r["unit"]) for r in found if r["table_no"] == 2]
    assert values == [(7033, "件"), (10000, "件"), (41, "人"), (61, "人"), (None, "%"), (90, "%")]
    assert [r["value_status"] for r in found if r["value"] is None] == ["nil"]
    assert {r["table_no"]: r["level1_title"] for r in found if r["table_no"] > 1} == {
        2: "協働のための人づくり", 3: "協働のための環境づくり", 4: "協働のための仕組みづくり",
    }  # fmt: skip


def test_ichinoseki_events() -> None:
    events = rows("ichinoseki", "events")
    years = [22, 25, 25, 25, 26, 26, 26, 27, 27, 27, 28, 29, 30, 30, 33, 33, 34, 35]  # of Heisei
    assert [r["date_from"] for r in events] == [date(1988 + year, 4, 1) for year in years]
    assert {r["precision"] for r in events} == {"fiscal_year"}
    assert events[15]["event"].startswith("第 2 次一関市協働基本計画策定")
    assert not any(r["is_planned"] for r in events)


def test_ichinoseki_contents_are_no_headings() -> None:
    headings = Counter(r["text"] for r in rows("ichinoseki", "sections") if r["kind"] == "heading")
    for text in ("第3次一関市協働推進計画の基本的事項", "計画の位置付け", "協働の考え方", "計画の推進体制"):
        assert headings[text] == 1
    assert not headings["資料編"]


# --- setagaya


def test_setagaya_opinions_name_their_meeting() -> None:
    sections = rows("setagaya", "sections")
    opinions = Counter(r["legend"] for r in sections if r["legend"])
    assert opinions == {"第1回": 28, "第2回": 24, "第3回": 13}
    assert sum(opinions.values()) == 65
    assert {r["marker"] for r in sections if r["legend"] == "第3回"} == {"□"}


def test_setagaya_timetable() -> None:
    events = rows("setagaya", "events")
    months = [(2020, 10), (2020, 11), (2021, 2), (2021, 2), (2021, 5), (2021, 9), (2021, 9), (2021, 9), (2021, 10),
              (2022, 2), (2022, 4)]  # fmt: skip
    assert [(r["date_from"].year, r["date_from"].month) for r in events] == months
    assert all(r["is_planned"] for r in events)
    assert (
        events[1]["event"]
        == "地方分権・本庁舎整備対策等特別委員会（地域行政検討委員会、シンポジウム・ワークショップ等報告）"
    )


def test_setagaya_is_dated_and_free_of_page_marks() -> None:
    (document,) = rows("setagaya", "documents")
    assert document["issued_on"] == date(2020, 9, 3)
    texts = [r["text"] for r in rows("setagaya", "sections")]
    assert not [text for text in texts if "\f" in text or text.strip() == "3"]
    assert any("充実を図ることが求められている。" in text for text in texts)  # a page number stands inside the word
    assert [(r["kind"], r["raw"]) for r in rows("setagaya", "residue")] == [("furniture", "3")]


# --- tama


def test_tama_issues_and_articles() -> None:
    sections = rows("tama", "sections")
    (head,) = [r["ordinal"] for r in sections if r["text"] == "多摩区における現状と課題"]
    issues = [r for r in sections if r["parent"] == head and r["marker"] and r["ordinal"] <= head + 4]
    assert [(r["marker"], r["kind"]) for r in issues] == [(f"({n})", "item") for n in range(1, 5)]
    articles = [(r["marker"], r["number"]) for r in sections if r["kind"] == "article"]
    assert articles == [(f"第{n}条", n) for n in range(1, 6)]


def test_tama_years() -> None:
    years = [(r["fiscal_year"], r["fiscal_year_to"]) for r in rows("tama", "schedule")]
    assert years == [(2013, 2013), (2014, 2014), (2015, 2015), (2016, 2016), (2017, 2019)]
    upright = [(r["text"], r["fiscal_year"]) for r in rows("tama", "sections")
               if r["kind"] == "heading" and r["fiscal_year"]]  # fmt: skip
    assert upright == [("2014年度", 2014), ("2015年度", 2015)]


# --- against the truth


def test_scores(tmp_path: Path) -> None:
    score, truth, seeds = shared("score", "score.py"), shared("score", "truth", "seeds"), shared("seeds")
    plansheets.convert(seeds, tmp_path / "out")
    call = [sys.executable, score, "--out", tmp_path / "out", "--truth", truth, "--json", tmp_path / "score.json"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "score.json").read_text(encoding="utf-8"))
    for name in ("yamaguchi-yearly-plan.txt", "ichinoseki-kyodo-plan.txt"):
        assert found["documents"][name]["total"]["f1"] >= 0.99, done.stdout
    assert found["documents"]["yamaguchi-yearly-plan.txt"]["sheets_exact"] == 46


@pytest.mark.parametrize(("seed", "share"), [("setagaya", 0.94), ("tama", 0.95)])
def test_a_print_says_what_its_text_says_in_its_order(seed: str, share: float) -> None:
    """The rest are diagrams, whose order on the page is none, and pages without breaks in the text."""
    path = shared("pdf", SEEDS[seed].replace(".txt", ".pdf"))
    text, print_ = (
        [match_key(row["text"]) for row in document.arrow("sections").to_pylist()]
        for document in (_read(shared("seeds", SEEDS[seed])), _read(path))
    )
    same = SequenceMatcher(None, text, print_, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in same) >= share * len(text)
