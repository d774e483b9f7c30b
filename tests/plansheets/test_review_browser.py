"""The review page in a real browser: what a person points at, types and sees. Places come from table provenance."""

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import plansheets
from tests.browser import Tab, chromium
from tests.plansheets.reviews import HOSTILE, hostile, long_pdf

SAMPLES = Path(__file__).parents[2] / "samples"
USED = ("tama-poster/tama-poster.pdf", "ichinoseki-plan/ichinoseki-plan.txt",
        "yamaguchi-form/yamaguchi-form.txt",
        "layouts/kenkoshihyo-nagisa/kenkoshihyo-nagisa.pdf")  # fmt: skip
OPEN = "[data-view=tables]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


class Review:
    """An output with its review in a folder."""

    def __init__(self, folder: Path) -> None:
        sources = folder / "sources"
        sources.mkdir()
        for name in USED:
            shutil.copy(SAMPLES / name, sources)
        hostile(sources)
        long_pdf(sources)
        self.out = folder / "out"
        plansheets.convert(sources, self.out)
        self.sources = sources
        self.index = plansheets.review(self.out, sources=[sources]).path
        self.tables = plansheets.load(self.out)
        documents = self.tables["documents"]
        self.ids = dict(zip(documents["source"], documents["document_id"], strict=True))

    def page(self, source: str) -> Path:
        return self.index.parent / "documents" / f"{self.ids[source]}.html"

    def places(self, source: str, table: str, column: str) -> pd.DataFrame:
        """The places of a column, in the order of the document."""
        rows = self.tables["provenance"]
        mine = (rows["document_id"] == self.ids[source]) & (rows["table"] == table) & (rows["column"] == column)
        return rows[mine].sort_values(["page", "char_from", "top", "x0"]).reset_index(drop=True)


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return Review(tmp_path_factory.mktemp("review"))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def box_on_page(node: Locator) -> tuple[float, ...]:
    """Where a box stands on its page, as shares of the page's width and height."""
    edges: list[float] = node.evaluate("""node => {
        const box = node.getBoundingClientRect(), page = node.closest('.page').getBoundingClientRect();
        return [(box.left - page.left) / page.width, (box.top - page.top) / page.height,
                (box.right - page.left) / page.width, (box.bottom - page.top) / page.height]; }""")
    return tuple(edges)


def test_pointing_at_a_value_shows_its_box(review: Review, browser: Browser) -> None:
    place = review.places("kenkoshihyo-nagisa.pdf", "indicators", "value").iloc[-1]
    assert (place["raw"], place["page"]) == ("80%", 2)
    with Tab(browser, review.page("kenkoshihyo-nagisa.pdf")) as page:
        press(page, "2")
        page.locator(".tables").evaluate("node => node.scrollTop = node.scrollHeight")
        value = page.locator(".line td.num").last
        value.hover()
        lit = page.locator("rect.hot")
        expect(lit).to_be_in_viewport()
        width, height = 595.3, 841.9
        wanted = place["x0"] / width, place["top"] / height, place["x1"] / width, place["bottom"] / height
        assert box_on_page(lit) == pytest.approx(wanted, abs=0.004)
        expect(page.locator(".page[data-n='2'] img")).to_have_js_property("complete", True)
        page.mouse.move(1, 1)
        expect(lit).to_have_count(0)


def test_pointing_at_a_box_shows_its_value(review: Review, browser: Browser) -> None:
    with Tab(browser, review.page("kenkoshihyo-nagisa.pdf")) as page:
        press(page, "2")
        place = review.places("kenkoshihyo-nagisa.pdf", "indicators", "value").iloc[4]
        box = page.locator(f"rect[data-p]:nth-match(.page[data-n='{place['page']}'] rect, 1)").first
        at = page.evaluate("""([page, x, y, w, h]) => { const box = document.querySelector(`.page[data-n='${page}']`)
            .getBoundingClientRect(); return [box.left + box.width * x / w, box.top + box.height * y / h]; }""",
            [int(place["page"]), (place["x0"] + place["x1"]) / 2, (place["top"] + place["bottom"]) / 2, 595.3, 841.9],
        )  # fmt: skip
        expect(box).to_be_attached()
        page.mouse.move(*at)
        expect(page.locator(".tip")).to_contain_text(place["raw"].rstrip("%"))
        lit = page.locator("td.hot.num")
        expect(lit).to_have_text(place["raw"].rstrip("%"))
        expect(lit).to_be_in_viewport()
        page.mouse.click(*at)
        expect(page.locator(".details .now")).to_contain_text(place["raw"])
        press(page, "Escape")
        expect(page.locator(".details")).to_be_hidden()


def test_a_value_in_several_places_lights_all_of_them(review: Review, browser: Browser) -> None:
    places = review.places("ichinoseki-plan.txt", "documents", "title")
    assert places["part"].tolist() == [1, 2]
    with Tab(browser, review.page("ichinoseki-plan.txt")) as page:
        press(page, "2")
        page.locator(".tables").get_by_text("霧咲市共助推進計画(第2次)").click()
        assert page.locator(".run.sel").all_inner_texts() == places["raw"].tolist()


def test_offsets_are_those_of_the_text(review: Review, browser: Browser) -> None:
    """𠮷 counts as two characters in a browser and as one in the tables."""
    source = next(name for name in review.ids if name.startswith("<img"))
    places = review.places(source, "schedule", "text")
    with Tab(browser, review.page(source)) as page:
        press(page, "2")
        cells = page.locator("table.t-schedule td").filter(has_text="実施")
        cells.first.hover()
        assert page.locator(".run.hot").all_inner_texts() == [places["raw"].iloc[-1]] == ["実施"]


def test_what_needs_a_look_comes_first_and_keys_go_through_it(review: Review, browser: Browser) -> None:
    with Tab(browser, review.page("tama-poster.pdf")) as page:
        badges = page.locator(".item .badge").all_inner_texts()
        assert badges[0] == "検算不一致"
        assert [badge.split()[0] for badge in badges[1:]] == ["確度が低い"] * 4
        press(page, "j")
        expect(page.locator(".item.now")).to_contain_text("2020-2026")
        expect(page.locator("rect.sel").first).to_be_in_viewport()
        press(page, "ArrowDown")
        expect(page.locator(".item.now")).to_contain_text("2020年度")
        expect(page.locator(".details .now .mark")).to_have_text("0.50")
        press(page, "k", "x")
        expect(page.locator(".item.now")).to_have_class("item k-check looked now")
        expect(page.locator(".view .toolbar")).to_contain_text("5 件中 1 件確認済み")
        page.locator(".view select").select_option("0.5")
        expect(page.locator(".item")).to_have_count(1)
        press(page, "n")
        expect(page.locator(".number")).to_have_value("2")
        press(page, "p")
        expect(page.locator(".number")).to_have_value("1")
        press(page, "?")
        expect(page.locator("dialog")).to_contain_text("次・前の項目")
        press(page, "Escape")
        expect(page.locator("dialog")).to_have_count(0)
        press(page, "l")
        expect(page.locator(".tabs")).to_contain_text("To check")
        press(page, "b")
        expect(page.locator(".paper")).to_have_class("paper by_confidence")


def test_sheets_are_found_by_number_title_and_office(review: Review, browser: Browser) -> None:
    sheets = review.tables["sheets"]
    mine = sheets[sheets["document_id"] == review.ids["yamaguchi-form.txt"]].set_index("sheet_id")
    offices = review.tables["offices"]
    office = offices[offices["sheet_id"].isin(mine.index)].iloc[0]
    title = mine.loc[office["sheet_id"], "title"]
    with Tab(browser, review.page("yamaguchi-form.txt")) as page:
        for query in (mine.loc[office["sheet_id"], "number"], title, office["office"]):
            press(page, "/")
            page.keyboard.type(query)
            expect(page.locator(".items .item.k-sheet").filter(has_text=title)).to_have_count(1)
            press(page, "Enter")
            expect(page.locator(".item.now .badge")).to_have_text("個票")
            press(page, "/", "Escape")
        press(page, "/")
        page.keyboard.type("そんな語はない")
        expect(page.locator(".hint")).to_have_text("見つかりません。")


def test_nothing_of_a_document_is_run(review: Review, browser: Browser) -> None:
    source = next(name for name in review.ids if name.startswith("<img"))
    for file in (review.page(source), review.index):
        tab = Tab(browser, file)
        with tab as page:
            press(page, "1", "2", "3", "4", "l")
            assert page.locator("img, iframe, object, script[src]:not([src*='assets/review-'])").count() == 0
            assets = (review.index.parent / "assets").as_uri()
            assert {url for url in tab.requests if not url.startswith(("data:", assets))} == {file.as_uri()}
            if file != review.index:
                assert HOSTILE[0] in page.locator(".pages").inner_text()
                press(page, "2")
                expect(page.locator(".tables")).to_contain_text(HOSTILE[2])
            expect(page.locator("#app")).to_contain_text(source)


def test_images_of_a_long_document_are_loaded_when_they_are_seen(review: Review, browser: Browser) -> None:
    tab = Tab(browser, review.page("long.pdf"))
    with tab as page:
        expect(page.locator(".page")).to_have_count(200)
        expect(page.locator(".page[data-n='1'] img")).to_have_js_property("naturalWidth", 367)
        images = [url for url in tab.requests if url.endswith(".png")]
        assert 0 < len(images) < 20
        press(page, "/")
        page.keyboard.type("第150の事業")
        press(page, "Enter")
        expect(page.locator("rect.sel")).to_be_in_viewport()
        expect(page.locator(".page[data-n='150'] img")).to_have_js_property("complete", True)
        expect(page.locator(".page[data-n='1'] img")).to_have_count(0)
        assert len([url for url in tab.requests if url.endswith(".png")]) < 40


def test_corrections_are_kept_and_downloaded(review: Review, browser: Browser) -> None:
    tab = Tab(browser, review.page("kenkoshihyo-nagisa.pdf"))
    with tab as page:
        press(page, "2")
        page.locator(".line td.num").first.click()
        press(page, "e")
        right, who, why = (page.locator(f"dialog [name={name}]") for name in ("right", "who", "why"))
        expect(right).to_have_value("63.4")
        right.fill("六十")
        press(page, "Enter")
        expect(page.locator(".bad")).to_contain_text("数値")
        right.fill("－63．５")
        who.fill('山田, "花子"')
        why.fill("紙では\u20286.5")
        press(page, "Enter")
        expect(page.locator(".details ins")).to_have_text("-63.5")
        page.reload()
        press(page, "4")
        expect(page.locator(".items .item ins")).to_have_text("-63.5")
        with page.expect_download() as waiting:
            page.get_by_text("corrections.csv をダウンロード").click()
        assert waiting.value.suggested_filename == "corrections.csv"
        data = Path(waiting.value.path()).read_bytes()
        assert data.startswith(b"\xef\xbb\xbfdocument,table,row,column,right_value,who,why,printed\r\n")
        assert data.endswith(b"\r\n")
        [row] = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        assert row == {"document": review.ids["kenkoshihyo-nagisa.pdf"], "table": "indicators", "row": "1/1/1",
                       "column": "value", "right_value": "-63.5", "who": '山田, "花子"',
                       "why": "紙では\u20286.5", "printed": "63.4%"}  # fmt: skip
        page.goto(review.index.as_uri())
        expect(page.locator(".archive .toolbar button")).to_contain_text("(1)")
        page.goto(review.page("kenkoshihyo-nagisa.pdf").as_uri())
        press(page, "4")
        page.locator(".items .item").click()
        press(page, "e")
        page.get_by_text("取り消す").click()
        expect(page.locator(".view .hint")).to_be_visible()


def test_the_index_is_in_order_of_need_and_is_searched(review: Review, browser: Browser) -> None:
    with Tab(browser, review.index) as page:
        lines = page.locator(".index tbody tr")
        expect(lines).to_have_count(6)
        needs = [int(text) for text in page.locator(".need").all_inner_texts() if text.isdigit()]
        assert needs == sorted(needs, reverse=True)
        expect(lines.first).to_contain_text("tama-poster.pdf")
        press(page, "/")
        page.keyboard.type("共助はじめて講座")
        expect(lines).to_have_count(1)
        press(page, "Enter")
        page.wait_for_url("**/documents/*.html#q=*")
        expect(page.locator(".item.k-sheet")).to_contain_text("共助はじめて講座の開催")
        page.locator(".back").click()
        expect(lines).to_have_count(6)


def test_charts_show_plan_against_actual(review: Review, browser: Browser) -> None:
    with Tab(browser, review.page("kenkoshihyo-nagisa.pdf")) as page:
        press(page, "3")
        card = page.locator(".card").first
        years: dict[str, Any] = {}
        for kind in ("baseline", "actual", "target"):
            dot = card.locator(f".dot.s-{kind}")
            years[kind] = dot.locator("title").text_content()
        assert years == {"baseline": "ベースライン（H30） 現状: 63.4%", "actual": "中間評価（R4） 実績: 61.8%",
                         "target": "目標（R10） 目標: 70%"}  # fmt: skip
        heights = {kind: card.locator(f".dot.s-{kind}").bounding_box() for kind in years}
        tops = {kind: box["y"] + box["height"] / 2 for kind, box in heights.items() if box}
        assert (tops["baseline"] - tops["target"]) / (tops["actual"] - tops["target"]) == pytest.approx(
            (70 - 63.4) / (70 - 61.8), abs=0.03
        )
        card.locator(".dot.s-actual").hover()
        expect(page.locator("rect.hot")).to_have_count(1)


def test_a_link_names_a_value_and_the_language_changes_around_it(review: Review, browser: Browser) -> None:
    with Tab(browser, review.page("kenkoshihyo-nagisa.pdf"), "#at=indicators|3/2/3|value") as page:
        expect(page.locator(".details .now")).to_contain_text("13.0以下")
        expect(page.locator("rect.sel")).to_be_in_viewport()
        press(page, "l")
        expect(page.locator(".tabs [aria-selected=true]")).to_have_text("Tables")
        expect(page.locator(".details .now")).to_contain_text("as printed")
        page.locator(".line td.num").first.click()
        assert page.evaluate("decodeURIComponent(location.hash)") == "#at=indicators|1/1/1|value"


def test_checks_show_what_they_compare(review: Review, browser: Browser) -> None:
    checks = review.tables["checks"]
    mine = checks[checks["document_id"] == review.ids["tama-poster.pdf"]]
    with Tab(browser, review.page("tama-poster.pdf")) as page:
        press(page, "2")
        lines = page.locator("tr[data-check]")
        expect(lines).to_have_count(len(mine))
        expect(lines.first.locator(".verdict")).to_have_text("✗")
        lines.first.click()
        assert page.locator("rect.sel").count() == len(mine.iloc[0]["where"].split(", "))
        expect(page.locator(".legend")).to_contain_text("年次計画")
        press(page, "b")
        expect(page.locator(".legend .swatch").first).to_have_text("0.95–1")


def test_one_file_holds_several_documents(review: Review, browser: Browser, tmp_path: Path) -> None:
    made = plansheets.review(review.out, tmp_path / "all.html", sources=[review.sources])
    tab = Tab(browser, made.path)
    with tab as page:
        page.get_by_text("第3次渚ヶ丘市健康増進計画").click()
        expect(page.locator(".page[data-n='1'] img")).to_have_js_property("naturalHeight", 1543)
        page.locator(".back").click()
        expect(page.locator(".index tbody tr")).to_have_count(6)
        assert [url for url in tab.requests if not url.startswith(("data:", made.path.as_uri()))] == []


def test_a_missing_source_is_said_and_its_texts_are_shown(review: Review, browser: Browser, tmp_path: Path) -> None:
    out = shutil.copytree(review.out, tmp_path / "out", ignore=shutil.ignore_patterns("ledger*"))
    made = plansheets.review(out, tmp_path / "one.html", sources=[tmp_path], document="tama-poster.pdf")
    assert made.missing == ["tama-poster.pdf"]
    with Tab(browser, made.path) as page:
        expect(page.locator(".notices")).to_contain_text("--sources")
        expect(page.locator(".page svg text").filter(has_text="語り部ボランティア")).not_to_have_count(0)
        press(page, "j")
        expect(page.locator("rect.sel").first).to_be_in_viewport()


def test_fingers_and_the_tab_key_point_too(review: Review, browser: Browser) -> None:
    phone = {"viewport": {"width": 400, "height": 800}, "has_touch": True, "is_mobile": True}
    with Tab(browser, review.page("kenkoshihyo-nagisa.pdf"), **phone) as page:
        page.locator(OPEN).tap()
        page.locator(".line td.num").first.tap()
        expect(page.locator("rect.sel")).to_have_count(1)
        press(page, "Escape", "Tab")
        expect(page.locator("rect.sel")).to_have_count(1)
        page.locator("rect[data-p]").first.tap()
        expect(page.locator(".details .now")).to_contain_text("第3次渚ヶ丘市健康増進計画")
