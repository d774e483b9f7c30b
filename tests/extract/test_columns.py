"""Tables that only blanks part: grids worked out by hand, and nothing lost for any text."""

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plansheets.extract.blocks import Grid, Paragraph
from plansheets.extract.columns import column_blocks
from plansheets.extract.lines import lines_of
from plansheets.extract.readers.text import text_source

LABELS = {
    "整理番号",
    "種別",
    "担当課",
    "推進項目",
    "対象主体",
    "目的",
    "推進内容",
    "完了の目安",
    "年次計画",
    "内容",
    "実施年度",
    "事業名",
    "指標",
    "単位",
    "現状",
    "目標",
    "No.",
    "施策",
    "取組主体",
    "基本方針",
    "事業費",
    "事業1",
    "事業2",
}


def is_label(text: str) -> bool:
    return "".join(text.split()) in LABELS


def is_period(text: str) -> bool:
    plain = "".join(text.split()).translate(str.maketrans("０１２３４５６７８９ＲＨ（）", "0123456789RH()"))
    for word in ("令和", "平成", "年度", "現状", "目標", "R", "H", "(", ")"):
        plain = plain.replace(word, "")
    return plain.isdecimal() and len(plain) <= 2 and not text.strip().isdecimal()


def blocks(text: str) -> list[Grid | Paragraph]:
    return column_blocks(lines_of(text_source(text.strip("\n") + "\n", "t.txt")), is_label, is_period)


def rows(grid: Grid | Paragraph) -> list[list[tuple[int, str]]]:
    """Column and text of every cell; / stands for the joint of two lines."""
    assert isinstance(grid, Grid)
    return [[(c.column, c.raw.replace("\n", "/")) for c in row] for row in grid.rows]


def texts(grid: Grid | Paragraph) -> list[list[str]]:
    return [[text for _, text in row] for row in rows(grid)]


CENTRED = """
                                                                危機管理課
 整理番号       I - (1) - ①        種 別     継続    担当課
                                                                福祉総務課
 推進項目       ① 潮音浜防災ひろばの開設
 対象主体       ■市民 ■自主防災会  □学校  □行政
                公募の委員20人以内で会議を置き、年5回集まります。会議のまとめは毎年2月に市長
 推進内容
                へ手渡し、市は3月末までに文書で答えます。
                空き店舗の一角を借り受け、週3回の開放日を設けます。運営は地元の有志と市が半
 完了の目安     分ずつ受け持ち、利用のきまりは年度ごとに見直します。また、開放日の様子を写真
                入りの便りにまとめ、回覧板で各戸に届けます。
 年次計画              Ｒ６               Ｒ７               Ｒ８               Ｒ９
                       実施                                 見直し               ⇒
"""


def test_labels_in_the_middle_of_their_values() -> None:
    (grid,) = blocks(CENTRED)
    assert texts(grid)[:5] == [
        ["整理番号", "I - (1) - ①", "種 別", "継続", "担当課", "危機管理課/福祉総務課"],
        ["推進項目", "① 潮音浜防災ひろばの開設"],
        ["対象主体", "■市民 ■自主防災会  □学校  □行政"],
        [
            "推進内容",
            "公募の委員20人以内で会議を置き、年5回集まります。会議のまとめは毎年2月に市長"
            "/へ手渡し、市は3月末までに文書で答えます。",
        ],
        [
            "完了の目安",
            "空き店舗の一角を借り受け、週3回の開放日を設けます。運営は地元の有志と市が半"
            "/分ずつ受け持ち、利用のきまりは年度ごとに見直します。また、開放日の様子を写真"
            "/入りの便りにまとめ、回覧板で各戸に届けます。",
        ],
    ]


def test_values_stand_in_the_column_of_their_year() -> None:
    (grid,) = blocks(CENTRED)
    head, body = rows(grid)[-2:]
    assert [text for _, text in head] == ["年次計画", "Ｒ６", "Ｒ７", "Ｒ８", "Ｒ９"]
    column = {text: at for at, text in head}
    assert body == [(column["Ｒ６"], "実施"), (column["Ｒ８"], "見直し"), (column["Ｒ９"], "⇒")]


def test_labels_at_the_top_of_their_values() -> None:
    (grid,) = blocks("""
 推進項目       ① 若者防災会議の設置
 推進内容       公募の委員20人以内で会議を置き、年5回集まります。会議のまとめは毎年2月に市長
                へ手渡し、市は3月末までに文書で答えます。
 完了の目安     会議の提案が予算に反映される流れが定着したときに完了とします。
 目 的          声を施策に
""")
    assert texts(grid) == [
        ["推進項目", "① 若者防災会議の設置"],
        [
            "推進内容",
            "公募の委員20人以内で会議を置き、年5回集まります。会議のまとめは毎年2月に市長"
            "/へ手渡し、市は3月末までに文書で答えます。",
        ],
        ["完了の目安", "会議の提案が予算に反映される流れが定着したときに完了とします。"],
        ["目 的", "声を施策に"],
    ]


def test_label_between_years_and_values() -> None:
    (grid,) = blocks("""
 目 的     市民活動団体等が活動・参加しやすい環境づくりを進めます。

          H25        H26        H27
年次計画
          実施                  →
""")
    assert isinstance(grid, Grid)
    _, head, body = grid.rows
    assert [(c.raw, c.row_span) for c in head] == [("年次計画", 2), ("H25", 1), ("H26", 1), ("H27", 1)]
    assert [(c.raw, c.column) for c in body] == [("実施", head[1].column), ("→", head[3].column)]


NESTED = """
 事業 1     広報誌の連載と動画の配信                                           新規
         ○市の広報誌に毎月1ページの連載を設け、                  実施年度
         自主防災会の活動を写真とともに紹介します。 5年度    6年度    7年度    8年度
 内容
         ○3分程度の動画を年12本つくり、駅と病院    検討・実  →      一部実施 実施
         の待合室で流します。                       施
"""


def test_table_of_years_beside_a_text() -> None:
    (grid,) = blocks(NESTED)
    assert isinstance(grid, Grid)
    assert texts(grid) == [
        ["事業 1", "広報誌の連載と動画の配信", "新規"],
        [
            "内容",
            "○市の広報誌に毎月1ページの連載を設け、/自主防災会の活動を写真とともに紹介します。"
            "/○3分程度の動画を年12本つくり、駅と病院/の待合室で流します。",
            "実施年度",
        ],
        ["5年度", "6年度", "7年度", "8年度"],
        ["検討・実/施", "→", "一部実施", "実施"],
    ]
    _, top, years, values = grid.rows
    assert [c.row_span for c in top] == [3, 3, 1]
    assert [c.column for c in years] == [c.column for c in values] == [*top[2].columns]
    assert max(top[1].columns) < years[0].column


def test_pdftotext_counts_a_wide_character_as_one_column() -> None:
    (grid,) = blocks("""
整理番号        Ⅰ-(2)-①   種 別       継続    担当課       協働推進課・地域交流センター

推進項目    ① 自治会等自治振興交付金による支援

        自治会等の財政基盤は脆弱であることから、地域活動にかかる経費について交付金によ
推進内容    る支援を行い、最も基礎的な住民組織である自治会（町内会）の活動の活発化を図りま
        す。また、自治会活動に関する手引により交付金制度の周知に努めます。

完了の目安   各自治会等が十分な財源を確保したときに完了とします。
""")
    assert [row[0] for row in texts(grid)] == ["整理番号", "推進項目", "推進内容", "完了の目安"]
    assert texts(grid)[2][1].count("/") == 2


INDICATORS = """
  指標                                              単位      現状              目標
                                                              (令和3年度)       (令和8年度)
  1   防災協働の活動に1年以内に加わった市民の割     ％        31.5              42.0
      合
  2   動画の再生回数                                回        ―                約12,000
"""


def test_heads_and_names_of_two_lines() -> None:
    (grid,) = blocks(INDICATORS)
    assert texts(grid) == [
        ["指標", "単位", "現状/(令和3年度)", "目標/(令和8年度)"],
        ["1", "防災協働の活動に1年以内に加わった市民の割/合", "％", "31.5", "42.0"],
        ["2", "動画の再生回数", "回", "―", "約12,000"],
    ]
    head, *body = rows(grid)
    assert [at for at, _ in head] == [0, 2, 3, 4]
    assert [[at for at, _ in row] for row in body] == [[0, 1, 2, 3, 4]] * 2


ACTORS = """
 基本方針                                                                 取組主体
 No.  施策                      具体的な取組                                住民      自主防災会     消防団         町
 基本方針1 防災協働を担う人づくり
 1    関心の芽を育てる          ①防災協働はじめて講座                       ○           ○                        ◎
                                ②広報誌の連載と動画の配信                   ○                        ○           ◎
 2    学びを深める              ③世話役養成塾の開講                         ◎           ○           ○
 基本方針2 防災協働を支える環境づくり
 1    集まる場所をつくる        ④空き家を使った集いの場の整備               ○           ◎                        ○
"""


def test_marks_under_actors() -> None:
    (grid,) = blocks(ACTORS)
    assert isinstance(grid, Grid)
    top, head, *body = rows(grid)
    column = {text: at for at, text in head}
    assert column["具体的な取組"] < {text: at for at, text in top}["取組主体"] <= column["住民"]
    assert body[0] == [(column["No."], "基本方針1 防災協働を担う人づくり")]
    assert body[2] == [
        (column["具体的な取組"], "②広報誌の連載と動画の配信"),
        (column["住民"], "○"),
        (column["消防団"], "○"),
        (column["町"], "◎"),
    ]
    assert [len(row) for row in body] == [1, 6, 4, 6, 1, 6]


def test_names_of_groups_between_their_rows() -> None:
    (grid,) = blocks("""
No.            施策           具体的な取組              市民等   協働体      市
                       ③ 学習機会の提供                       ○      ○      ◎
 2    地域の人材育成
                       ④ 市政への参画                        ◎      ○      ○
                       ⑤ 職員研修の実施                                     ◎
 3    市職員の意識高揚
                       ⑥ 職員意識調査の実施                                   ◎
""")
    assert isinstance(grid, Grid)
    assert [[(c.raw, c.row_span) for c in row][:3] for row in grid.rows[1:]] == [
        [("2", 2), ("地域の人材育成", 2), ("③ 学習機会の提供", 1)],
        [("④ 市政への参画", 1), ("◎", 1), ("○", 1)],
        [("3", 2), ("市職員の意識高揚", 2), ("⑤ 職員研修の実施", 1)],
        [("⑥ 職員意識調査の実施", 1), ("◎", 1)],
    ]


def test_single_space_where_the_line_above_shows_the_border() -> None:
    (grid,) = blocks("""
事業 1     相談所の機能強化                                 継続
        ○相談所に専任の相談員を                  実施年度
        2人置きます。                 5 年度   6 年度   7 年度
内容
        ○相談の記録を会と分かち合い、同じ困りご  検討・実      →      実施
        とを抱える組織どうしを引き合わせていきます 施
""")
    assert texts(grid) == [
        ["事業 1", "相談所の機能強化", "継続"],
        [
            "内容",
            "○相談所に専任の相談員を/2人置きます。/○相談の記録を会と分かち合い、同じ困りご"
            "/とを抱える組織どうしを引き合わせていきます",
            "実施年度",
        ],
        ["5 年度", "6 年度", "7 年度"],
        ["検討・実/施", "→", "実施"],
    ]


def test_single_space_in_a_text_parts_nothing() -> None:
    (grid,) = blocks("""
内容    ○相談の記録を会と分かち合い、同じ困りご    新規
        とを抱える組織どうしを引き合わせ ていく。
目的    ○相談の記録を会と分かち合い、同じ困りごと  継続
""")
    assert texts(grid)[0][1].endswith("引き合わせ ていく。")


def test_list_set_to_other_columns_behind_a_page_break() -> None:
    (grid,) = blocks(
        INDICATORS
        + "\f\n"
        + """
  3   活動に加わった職員の割合                           %          8.4               20以上
"""
    )
    _, *body = rows(grid)
    assert [text for _, text in body[-1]] == ["3", "活動に加わった職員の割合", "%", "8.4", "20以上"]
    assert [[at for at, _ in row] for row in body] == [[0, 1, 2, 3, 4]] * 3


def test_values_that_slipped_from_their_years_keep_their_order() -> None:
    (grid,) = blocks("""
 目 的       だれもが気軽に立ち寄れる場所を藤棚につくります。
               H30      H31      R2      R3
年次計画
                                準備           実施     ━━━━━━━▶
""")
    head, body = rows(grid)[1:]
    column = {text: at for at, text in head}
    assert body == [(column["H31"], "準備"), (column["R2"], "実施"), (column["R3"], "━━━━━━━▶")]


def test_value_that_slipped_sideways_below_its_label() -> None:
    (grid,) = blocks("""
整理番号     I - (2) - ①       種 別     継続    担当課    国際課
推進項目     ① 国際交流だよりの発行

                                                                国際課、学校教育課、（仮称）ふれあい
整理番号     I - (2) - ②       種 別     継続    担当課
                                            国際館、関係課
推進項目     ② 桟橋通り地区における移動相談所の試行
""")
    offices = "国際課、学校教育課、（仮称）ふれあい/国際館、関係課"
    assert texts(grid)[2] == ["整理番号", "I - (2) - ②", "種 別", "継続", "担当課", offices]


def test_long_value_at_the_end() -> None:
    value = "公募の委員20人以内で会議を置き、年5回集まります。会議のまとめは毎年2月に市長"
    (grid,) = blocks(" 目 的          声を施策に\n 推進内容       " + ("\n" + " " * 16).join([value] * 30))
    assert texts(grid)[1] == ["推進内容", "/".join([value] * 30)]


def test_row_over_a_page_break_goes_on() -> None:
    text = CENTRED.replace(" 完了の目安     分ず", "\f\n\n 完了の目安     分ず")
    (grid,) = blocks(text)
    assert texts(grid)[4][1].count("/") == 2


@pytest.mark.parametrize("label", ["目　的", "種 別", "事    業    名", "第 2 次"])
def test_spaced_letters_stay_together(label: str) -> None:
    (grid,) = blocks(f"""
{label}          若者防災会議の設置
推進内容        公募の委員で会議を置きます。
""")
    assert texts(grid)[0] == [label, "若者防災会議の設置"]


def test_full_width_blanks_part_too() -> None:
    (grid,) = blocks("目的　　若者防災会議の設置\n推進内容　会議を置きます。\n")
    assert texts(grid) == [["目的", "若者防災会議の設置"], ["推進内容", "会議を置きます。"]]


PROSE = [
    "　市は、会議を置きます。  委員は20人以内とします。\n会議のまとめは毎年2月に市長へ手渡します。\n",
    "  (1) 互いの都合を尊び、できるときに、できる分だけ加わること。\n"
    "  (2) うまくいかなかったことも隠さず、次に生かすこと。\n      そのために記録を残すこと。\n",
    "第１条　会議は、次に掲げる事項について話し合う。\n第２条　委員は、町長が依頼する。\n",
    "                    潮 音 町\n\n          令和5年2月\n",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_stays_prose(text: str) -> None:
    assert all(isinstance(block, Paragraph) for block in blocks(text))


def test_headings_part_tables() -> None:
    kinds = [type(block) for block in blocks(f"推進施策 (1) 拠点づくり\n{CENTRED}\n推進施策 (2) 支援\n{CENTRED}")]
    assert kinds == [Paragraph, Grid, Paragraph, Grid]


def used(found: list[Grid | Paragraph]) -> Counter[int]:
    """How often each glyph stands in a cell or paragraph."""
    spans = [s for b in found for s in ([c.span for c in b.cells()] if isinstance(b, Grid) else [b.span])]
    return Counter(i for span in spans for a, b in span.ranges for i in range(a, b))


WORDS = st.sampled_from(
    [
        *sorted(LABELS),
        "5年度",
        "R6",
        "(令和3年度)",
        "実施",
        "→",
        "○",
        "■市民",
        "□行政",
        "1,050",
        "―",
        "①",
        "内",
        "容",
        "委員20人で会議を置き、まとめを",
        "手渡します。",
        "（仮称）",
        "・",
        "実施 見直し",
    ]
)
GAPS = st.sampled_from(["", " ", "  ", "     ", "　", "　　", "                ", "\u00a0", "\u200b "])
ROWS = st.lists(st.tuples(GAPS, WORDS), min_size=0, max_size=6).map(lambda row: "".join(g + w for g, w in row))
ANY = st.text(st.sampled_from(" 　 \n\n\f\r\u2028ab1年度（)。○■→目的あ・が゙"), max_size=120)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(ROWS, max_size=14).map("\n".join), ANY))
def test_every_printed_glyph_is_in_one_place(text: str) -> None:
    source = text_source(text, "t.txt")
    found = column_blocks(lines_of(source), is_label, is_period)
    counts = used(found)
    assert all(counts[i] == 1 for i in source.printed.nonzero()[0])
    for block in found:
        if isinstance(block, Grid):
            for row in block.rows:
                assert all(list(c.span.ranges) == sorted(c.span.ranges) for c in row)
                assert [c.column for c in row] == sorted(c.column for c in row)
        else:
            assert list(block.span.ranges) == sorted(block.span.ranges)
    starts = [block.span.start for block in found]
    assert starts == sorted(starts)


WIDE = [
    "  ".join(f"{i:>6}" for i in range(60)) + "\n",
    "項目    " + "  ".join(f"R{i:<6}" for i in range(1, 61)) + "\n"
    + ("名前    " + "  ".join(f"{i:<7}" for i in range(1, 61)) + "\n") * 49,
    "  ".join(f"令和{i % 9 + 1}年度" for i in range(40)) + "\n" + "  ".join(["実施 実施"] * 40) + "\n",
    "目的  " + "担当課  値  " * 30 + "\n" + " 値   " * 40 + "\n",
]  # fmt: skip


@pytest.mark.parametrize("text", WIDE, ids=["numbers", "years", "years-and-values", "labels"])
def test_time_grows_with_the_cells_of_wide_rows(text: str) -> None:
    lines = lines_of(text_source(text * (2000 // text.count("\n")), "t.txt"))
    start = time.process_time()
    column_blocks(lines, is_label, is_period)
    assert time.process_time() - start < 8  # about 2 s where nothing else runs


@pytest.mark.parametrize(
    "text",
    [
        CENTRED,
        NESTED,
        INDICATORS,
        ACTORS,
        "      あ  い\n",
        "  値  値  値\n",
        "目的\n" + "        あ\n" * 20,
        "あ   い  " * 4 + "\n",
        "年 度 " * 40 + " R6  R7\n",
        "目的  " + "年度 " * 9 + "\n",
    ],
)
def test_five_thousand_lines_take_little_time(text: str) -> None:
    text = text * (5000 // text.count("\n"))
    lines = lines_of(text_source(text, "t.txt"))
    start = time.process_time()
    column_blocks(lines, is_label, is_period)
    assert time.process_time() - start < 4  # about 1 s where nothing else runs
