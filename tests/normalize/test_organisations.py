"""Office names: separators, wraps, leads, departments, words for many offices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.organisations import parse_organisations

NAMES = [
    ("生涯学習・スポーツ振興課・関係課", ["生涯学習・スポーツ振興課"]),
    ("子ども・子育て\n支援課", ["子ども・子育て支援課"]),
    ("子ども・若者支援\n課", ["子ども・若者支援課"]),
    ("協働推進課\n地域交流セン\nター", ["協働推進課", "地域交流センター"]),
    ("農業委員会\n事務局", ["農業委員会事務局"]),
    ("学校・地域連携課", ["学校・地域連携課"]),
    ("公園・みどり課", ["公園・みどり課"]),
    ("小学校・中学校", ["小学校", "中学校"]),
    ("文化・スポーツ課・健康・福祉部", ["文化・スポーツ課", "健康・福祉部"]),
    ("総務課及び企画課", ["総務課", "企画課"]),
    ("総務課／企画課", ["総務課", "企画課"]),
    ("総 務 課", ["総務課"]),
    ("ﾎﾞﾗﾝﾃｨｱｾﾝﾀｰ", ["ボランティアセンター"]),
    ("北部保健センター", ["北部保健センター"]),
    ("各支所・市民活動課", ["市民活動課"]),
    ("各保健センター・健康増進課", ["健康増進課"]),
    ("各小・中学校", []),
    ("（仮称）ふれあい\n国際館", ["ふれあい国際館"]),
    ("市立病院・保健所", ["市立病院", "保健所"]),
    ("①総務課②企画課", ["総務課", "企画課"]),
    ("未 定", []),
    ("内部監査室", ["内部監査室"]),
    ("資産課税係", ["資産課税係"]),
    ("関係人口推進課", ["関係人口推進課"]),
    ("各務原市企画課", ["各務原市企画課"]),
    ("企画課　※令和6年度から", ["企画課"]),
    ("企画課（令和6年度から総務課）", ["企画課"]),
    ("該当なし", []),
    ("－", []),
    ("　", []),
]
DETAILS = [
    ("（仮称）こども家庭センター", [{"name": "こども家庭センター", "provisional": True}]),
    ("総務部総務課人事係", [{"name": "総務課", "parent": "総務部", "unit": "人事係"}]),
    ("総務課（人事係）", [{"name": "総務課", "unit": "人事係"}]),
    ("総務部 総務課・人事課", [{"name": "総務課", "parent": "総務部"}, {"name": "人事課", "parent": "総務部"}]),
    ("教育委員会事務局生涯学習課", [{"name": "生涯学習課", "parent": "教育委員会事務局"}]),
    ("消防本部\n中央公民館", [{"name": "消防本部"}, {"name": "中央公民館"}]),
    ("総務部　企画部", [{"name": "総務部"}, {"name": "企画部"}]),
    ("市民課（旧戸籍課）", [{"name": "市民課", "former": "戸籍課"}]),
    ("戸籍課（現：市民課）", [{"name": "市民課", "former": "戸籍課"}]),
    ("市民協働課●\n中央公民館", [{"name": "市民協働課", "lead": True}, {"name": "中央公民館", "lead": False}]),
    ("企画課◎総務課○", [{"name": "企画課", "lead": True}, {"name": "総務課", "lead": False}]),
    ("企画課 ◎、総務課", [{"name": "企画課", "lead": True}, {"name": "総務課", "lead": False}]),
    ("主管課：企画課　関係課：総務課", [{"name": "企画課", "lead": True}, {"name": "総務課", "lead": False}]),
    ("○企画課\n○総務課", [{"name": "企画課"}, {"name": "総務課"}]),
]
SCOPES = [
    ("各地域交流センター", "each", False),
    ("各課・室", "each", False),
    ("庁内各課", "each", False),
    ("全部局", "all", False),
    ("市役所全課", "all", False),
    ("総務課ほか全課", "all", True),
    ("各関係課", "related", False),
    ("教育委員会各課", "each", False),
    ("すべての課", "all", False),
    ("関係部局", "related", False),
    ("企画課ほか関係課", "related", True),
    ("企画課 他関係課", "related", True),
    ("協働推進課\n関係各課", "related", False),
    ("企画課外２課", None, True),
    ("企画課など", None, True),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names(text: str, names: list[str]) -> None:
    assert [org.name for org in parse_organisations(text).orgs if not org.is_collective] == names


@pytest.mark.parametrize(("text", "orgs"), DETAILS)
def test_details(text: str, orgs: list[dict[str, object]]) -> None:
    assert parse_organisations(text).as_dict()["orgs"] == orgs


@pytest.mark.parametrize(("text", "scope", "others"), SCOPES)
def test_words_for_many_offices(text: str, scope: str | None, others: bool) -> None:
    found = parse_organisations(text)
    assert (found.scope, found.others) == (scope, others)


def test_collectives_stay_in_the_order_of_the_text() -> None:
    text = "協働推進課・関係課・(仮称)地域活性化センター"
    orgs = parse_organisations(text).orgs
    assert [(org.name, org.is_collective) for org in orgs] == [
        ("協働推進課", False),
        ("関係課", True),
        ("地域活性化センター", False),
    ]
    assert [text[org.start : org.end] for org in orgs] == [org.name for org in orgs]


@given(
    st.text(alphabet=st.sampled_from("総務課部局係・、（）()●◎○ \n各関係全他ほか旧仮称と及び→：企ﾞｶ委員会"), max_size=24)
    | st.text(max_size=30)
)
def test_places(text: str) -> None:
    for org in parse_organisations(text).orgs:
        assert 0 <= org.start < org.end <= len(text)
        assert org.name
