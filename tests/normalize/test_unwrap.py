"""unwrap: wraps undone, items and paragraphs kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.unwrap import unwrap

JOINED = [
    ("進\n捗\n管\n理", "進捗管理"),
    ("セ\nン\nタ\n｜", "センター"),
    ("平\n成\n27\n年\n度", "平成27年度"),
    ("︻\n重\n点\n︼", "【重点】"),
    ("P\nD\nC\nA", "PDCA"),
    ("I\nC\nT\n活\n用", "ICT活用"),
    ("コ\nミ\nュ\nニ\nテ\nィ\nー", "コミュニティー"),
    ("子ども・子育\nて支援課", "子ども・子育て支援課"),
    ("データ\nベース", "データベース"),
    ("Web\nサイト", "Webサイト"),
    ("City\nOffice", "City Office"),
    ("https://www.city.\nexample.lg.jp/", "https://www.city.example.lg.jp/"),
    ("https://example.jp/a/\nb.html", "https://example.jp/a/b.html"),
    (
        "詳細は https://www.city.example.jp/kikaku/\nindex.html を参照",
        "詳細は https://www.city.example.jp/kikaku/index.html を参照",
    ),
    ("e-\nラーニング", "e-ラーニング"),
    ("inter-\nnational", "inter-national"),
    ("Wi\n-Fi", "Wi-Fi"),
    ("3,\n000人", "3,000人"),
    ("1\n,234", "1,234"),
    ("12.\n5%", "12.5%"),
    ("第3\n次計画", "第3次計画"),
    ("10\n人", "10人"),
    ("５０\n％", "５０％"),
    ("平成2\n7年度", "平成27年度"),
    ("（仮\n称）", "（仮称）"),
    ("・A\n・B", "・A\n・B"),
    ("①あ\nい\n②う\nえ", "①あい\n②うえ"),
    ("(1)調査\n(2)検討\nする", "(1)調査\n(2)検討する"),
    ("ア\u3000計画の策\n定\nイ\u3000実施", "ア\u3000計画の策定\nイ\u3000実施"),
    ("■新規\n□継続", "■新規\n□継続"),
    ("1．調査の実\n施\n2．分析", "1．調査の実施\n2．分析"),
    ("○研修会の\n開催\n○啓発", "○研修会の開催\n○啓発"),
    ("歳 入 合 計", "歳入合計"),
    ("総\u3000務\u3000費", "総務費"),
    ("合\u3000計", "合計"),
    ("N P O", "N P O"),
    ("A B C", "A B C"),
    ("科\u3000\u3000\u3000目", "科目"),
    ("Plan Do\nCheck", "Plan Do Check"),
    ("Wi-Fi\n環境", "Wi-Fi環境"),
    ("ＮＰＯ\n法人", "ＮＰＯ法人"),
    ("AI\n・IoTの活用", "AI・IoTの活用"),
    ("10\n～\n20", "10～20"),
    ("総務部\n総務課", "総務部総務課"),
    ("市民協働課\r\nの事業", "市民協働課の事業"),
    ("", ""),
    ("\n\n", ""),
    (" 実施 ", "実施"),
    ("実施\n※27年度から", "実施\n※27年度から"),
    ("延べ\n1,000人", "延べ1,000人"),
    ("アンケ\nート調査", "アンケート調査"),
    ("ｶﾞ", "ｶﾞ"),
    ("ﾃ\nﾞ", "ﾃﾞ"),
    ("カ\n゛イド", "ガイド"),
    ("Society 5.0の\n推進", "Society 5.0の推進"),
    ("Microsoft\nOffice 365", "Microsoft Office 365"),
    ("info@city.\nexample.jp", "info@city.example.jp"),
    ("子育て\n支援\n課", "子育て支援課"),
    ("目\u3000標\n値", "目標値"),
    ("市 民 協 働\n推 進 課", "市民協働推進課"),
    ("第 1 章", "第1章"),
    ("R6\n年度", "R6年度"),
    ("100\n200", "100 200"),
    ("東京都\n023-\n456", "東京都023-456"),
    ("（1）調査\n（2）実施", "（1）調査\n（2）実施"),
    ("－ 調査\n－ 実施", "－ 調査\n－ 実施"),
    ("・調査\n\u3000の実施\n・評価", "・調査の実施\n・評価"),
    ("ア 調査\nイ 実施", "ア 調査\nイ 実施"),
    ("Ⅰ 総論\nⅡ 各論", "Ⅰ 総論\nⅡ 各論"),
    ("コミュニティ\n・センター", "コミュニティ・センター"),
    ("道路整備（第1期\n①工区）", "道路整備（第1期①工区）"),
    ("3 人", "3人"),
    ("市\n\n民", "市民"),
    ("地域活動\n①", "地域活動①"),
    ("実施、\n検討", "実施、検討"),
    ("co-\noperation", "co-operation"),
    ("2024/\n25", "2024/25"),
    ("a,\nb", "a, b"),
    ("〇研修\n〇視察", "〇研修\n〇視察"),
    ("令和６\n年度", "令和６年度"),
    ("②\n", "②"),
    ("①\n研修\n②\n啓発", "①研修\n②啓発"),
    ("・\n研修\n・\n視察", "・研修\n・視察"),
    ("R\n6\n年\n度", "R6年度"),
    ("１\n０\n年", "１０年"),
]
SENTENCE = "地域のつなぎ役を育成している。"
LONG = "地域事情に精通し、情報収集や課題の把握、解決に向けた助言等を行うことができる人材の発掘・育成を目指して"


@pytest.mark.parametrize(("raw", "joined"), JOINED)
def test_joins(raw: str, joined: str) -> None:
    assert unwrap(raw) == joined


def test_short_sentence_line_ends_a_paragraph_in_a_list() -> None:
    assert unwrap(f"{SENTENCE}\n{LONG}\nいる。", is_list=True) == f"{SENTENCE}\n{LONG}いる。"


def test_full_sentence_line_goes_on() -> None:
    full = LONG[:-3] + "た。"
    assert unwrap(f"{full}\n{LONG}\nいる。", is_list=True) == f"{full}{LONG}いる。"


def test_heads_stand_alone() -> None:
    raw = "≪計画期間の目標≫\n・地域と連携した人材育\n成を図る。\n\n≪最終目標≫\n・自主的な地域づくり"
    assert (
        unwrap(raw, is_list=True)
        == "≪計画期間の目標≫\n・地域と連携した人材育成を図る。\n≪最終目標≫\n・自主的な地域づくり"
    )


def test_leading_space_starts_a_paragraph() -> None:
    raw = f"現状と課題\n\u3000{LONG}\nいる。\n\u3000次に述べる。"
    assert unwrap(raw, is_list=True) == f"現状と課題\n{LONG}いる。\n次に述べる。"


def test_hanging_indent_runs_on() -> None:
    assert unwrap(f"{LONG}\n\n\u3000いる。", is_list=True) == f"{LONG}いる。"


def test_double_spaced_print_is_one_paragraph() -> None:
    assert unwrap(f"{LONG}\n\n{LONG}\n\nいる。", is_list=True) == f"{LONG}{LONG}いる。"


def test_blank_line_after_a_sentence_parts_paragraphs() -> None:
    assert unwrap(f"{LONG}いる。\n\n{SENTENCE}", is_list=True) == f"{LONG}いる。\n{SENTENCE}"


def test_no_list_joins_marked_lines() -> None:
    assert unwrap("子ども\n・子育て支援課", is_list=False) == "子ども・子育て支援課"


@given(
    st.text() | st.text(alphabet="市民A1・①（）()-/.,。 \u3000\n゛ﾞ\u3099カー※【】"),
    st.sampled_from([None, True, False]),
)
def test_nothing_but_white_space_is_lost(text: str, is_list: bool | None) -> None:
    joined = unwrap(text, is_list=is_list)
    assert isinstance(joined, str)
    if text.isascii() and not any(ord(c) < 32 and c not in "\n\t" for c in text):
        assert "".join(joined.split()) == "".join(text.split())
