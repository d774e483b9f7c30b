"""Lists under groups: cells over several sheets, 同上, marked actors, several indicators a sheet, weak heads."""

from .drawn import page, pick, read

Row = list[str]


def test_ditto_takes_over_the_heading_and_the_office() -> None:
    rows = read(page([
        ["番号", "施策の方向", "事業名", "区分", "担当課"],
        ["1", "意識を高める", "講座の開催", "新規", "人権課"],
        ["2", "〃", "冊子の配布", "〃", "〃"],
        ["3", "相談に応じる", "窓口の設置", "継続", "福祉課"],
        ["4", "同上", "電話の設置", "同上", "同上"],
    ], [40, 120, 120, 60, 80]))  # fmt: skip
    assert pick(rows, "sheets", "number", "title", "kind", "level1_title") == [
        ("1", "講座の開催", "新規", "意識を高める"), ("2", "冊子の配布", "新規", "意識を高める"),
        ("3", "窓口の設置", "継続", "相談に応じる"), ("4", "電話の設置", "継続", "相談に応じる"),
    ]  # fmt: skip
    assert pick(rows, "offices", "sheet", "office") == [(1, "人権課"), (2, "人権課"), (3, "福祉課"), (4, "福祉課")]


def test_a_cell_over_several_sheets_says_the_same_of_each() -> None:
    rows = read(page([
        ["基本目標", "番号", "事業名", "事業内容", "担当課"],
        ["１ 働く", "1", "創業塾", "講座を開く。", "商工課"],
        ["^", "2", "空き店舗", "改装費を補助する。", "^"],
        ["２ 住む", "3", "空き家", "登録を進める。", "建設課"],
    ], [100, 40, 100, 160, 80]))  # fmt: skip
    assert pick(rows, "sheets", "number", "title", "level1_number", "level1_title") == [
        ("1", "創業塾", "1", "働く"), ("2", "空き店舗", "1", "働く"), ("3", "空き家", "2", "住む"),
    ]  # fmt: skip
    assert pick(rows, "offices", "sheet", "office") == [(1, "商工課"), (2, "商工課"), (3, "建設課")]


def test_columns_of_marks_under_a_label_are_actors() -> None:
    rows = read(page([
        ["No.", "取組名", "取組内容", "実施主体", "<", "<", "担当課"],
        ["^", "^", "^", "市民", "事業者", "行政", "^"],
        ["1", "名簿づくり", "名簿を作る。", "○", "", "●", "福祉課"],
        ["2", "見守り", "声をかける。", "●", "○", "", "福祉課"],
    ], [40, 100, 140, 50, 50, 50, 80], title="取組一覧 ●：中心となる主体 ○：協力する主体"))  # fmt: skip
    assert pick(rows, "actors", "sheet", "actor", "is_marked") == [
        (1, "市民", True), (1, "事業者", False), (1, "行政", True),
        (2, "市民", True), (2, "事業者", True), (2, "行政", False),
    ]  # fmt: skip
    assert [r["title"] for r in rows["sheets"]] == ["名簿づくり", "見守り"]
    assert [r["label"] for r in rows["fields"]] == ["取組内容", "取組内容"]


def test_actors_without_a_label_over_them() -> None:
    rows = read(page([
        ["No.", "取組名", "内容", "市民", "事業者", "市", "所管課"],
        ["1", "名簿づくり", "名簿を作る。", "○", "", "◎", "福祉課"],
        ["2", "見守り", "声をかける。", "◎", "○", "○", "福祉課"],
    ], [40, 100, 140, 50, 50, 50, 80]))  # fmt: skip
    assert pick(rows, "actors", "sheet", "actor", "is_marked")[:3] == [
        (1, "市民", True), (1, "事業者", False), (1, "市", True),
    ]  # fmt: skip


def test_several_indicators_of_one_sheet() -> None:
    rows = read(page([
        ["事業名", "担当課", "指標", "単位", "R5", "<", "事業費（千円）", "<"],
        ["^", "^", "^", "^", "目標", "実績", "R5", "R6"],
        ["創業塾", "商工課", "受講者数", "人", "20", "18", "500", "600"],
        ["^", "^", "創業者数", "人", "5", "4", "^", "^"],
        ["空き家", "建設課", "登録数", "件", "9", "8", "70", "80"],
    ], [100, 80, 100, 40, 50, 50, 60, 60]))  # fmt: skip
    assert [r["title"] for r in rows["sheets"]] == ["創業塾", "空き家"]
    assert pick(rows, "indicators", "sheet", "indicator", "unit", "fiscal_year", "value_type", "value") == [
        (1, "受講者数", "人", 2023, "target", 20), (1, "受講者数", "人", 2023, "actual", 18),
        (1, "事業費（千円）", "千円", 2023, "actual", 500), (1, "事業費（千円）", "千円", 2024, "actual", 600),
        (1, "創業者数", "人", 2023, "target", 5), (1, "創業者数", "人", 2023, "actual", 4),
        (2, "登録数", "件", 2023, "target", 9), (2, "登録数", "件", 2023, "actual", 8),
        (2, "事業費（千円）", "千円", 2023, "actual", 70), (2, "事業費（千円）", "千円", 2024, "actual", 80),
    ]  # fmt: skip


def test_rows_of_goal_and_result() -> None:
    rows = read(page([
        ["事業名", "担当課", "指標", "区分", "R5", "R6"],
        ["創業塾", "商工課", "受講者数", "目標", "20", "25"],
        ["^", "^", "^", "実績", "18", "26"],
        ["空き家", "建設課", "登録数", "目標", "9", "10"],
        ["^", "^", "^", "実績", "8", "－"],
    ], [100, 80, 100, 50, 50, 50]))  # fmt: skip
    assert pick(rows, "indicators", "sheet", "indicator", "fiscal_year", "value_type", "value") == [
        (1, "受講者数", 2023, "target", 20), (1, "受講者数", 2024, "target", 25),
        (1, "受講者数", 2023, "actual", 18), (1, "受講者数", 2024, "actual", 26),
        (2, "登録数", 2023, "target", 9), (2, "登録数", 2024, "target", 10),
        (2, "登録数", 2023, "actual", 8), (2, "登録数", 2024, "actual", None),
    ]  # fmt: skip


def test_the_office_before_the_title_and_no_numbers() -> None:
    rows = read(page([
        ["担当課", "事業名", "区分", "事業内容", "R7", "R8"],
        ["福祉課", "見守り事業", "新規", "名簿を作る。", "検討", "実施"],
        ["^", "相談事業（再掲）", "継続", "窓口を置く。", "実施", "→"],
        ["防災課", "備蓄事業", "拡充", "倉庫を置く。", "設計", "整備"],
    ], [80, 120, 50, 160, 60, 60]))  # fmt: skip
    assert pick(rows, "sheets", "title", "kind", "level1_title") == [
        ("見守り事業", "新規", None), ("相談事業（再掲）", "継続", None), ("備蓄事業", "拡充", None),
    ]  # fmt: skip
    assert pick(rows, "offices", "sheet", "office") == [(1, "福祉課"), (2, "福祉課"), (3, "防災課")]
    assert pick(rows, "schedule", "sheet", "fiscal_year", "text", "is_continued") == [
        (1, 2025, "検討", False), (1, 2026, "実施", False), (2, 2025, "実施", False), (2, 2026, "実施", True),
        (3, 2025, "設計", False), (3, 2026, "整備", False),
    ]  # fmt: skip


def test_funds_under_a_year_are_an_indicator_each() -> None:
    rows = read(page([
        ["番号", "事業名", "担当課", "令和7年度予算（千円）", "<", "<"],
        ["^", "^", "^", "国庫支出金", "一般財源", "計"],
        ["1", "見守り事業", "福祉課", "10", "20", "30"],
        ["2", "備蓄事業", "防災課", "－", "5", "5"],
    ], [40, 120, 80, 70, 70, 60]))  # fmt: skip
    found = pick(rows, "indicators", "sheet", "indicator", "unit", "fiscal_year", "value_type", "value")
    assert found[:2] == [
        (1, "国庫支出金", "千円", 2025, "plan", 10), (1, "一般財源", "千円", 2025, "plan", 20),
    ]  # fmt: skip
    assert found[2][2:] == ("千円", 2025, "plan", 30)


def test_a_column_that_nobody_knows_is_a_field() -> None:
    rows = read(page([
        ["番号", "事業名", "担当課", "事業内容", "区分", "ねらいどころ"],
        ["1", "見守り事業", "福祉課", "名簿を作る。", "新規", "担い手を増やす"],
        ["2", "備蓄事業", "防災課", "倉庫を置く。", "継続", "備えを進める"],
    ], [40, 120, 80, 140, 50, 120]))  # fmt: skip
    assert pick(rows, "fields", "sheet", "field", "label", "text") == [
        (1, "content", "事業内容", "名簿を作る。"), (1, None, "ねらいどころ", "担い手を増やす"),
        (2, "content", "事業内容", "倉庫を置く。"), (2, None, "ねらいどころ", "備えを進める"),
    ]  # fmt: skip


def test_evaluations_of_a_year() -> None:
    rows = read(page([
        ["番号", "事業名", "担当課", "令和6年度", "<", "<"],
        ["^", "^", "^", "取組内容", "評価", "今後の方向性"],
        ["1", "見守り事業", "福祉課", "名簿を作った。", "A", "続けて取り組む。"],
        ["2", "備蓄事業", "防災課", "倉庫を置いた。", "B", "数を増やす。"],
    ], [40, 120, 80, 140, 50, 140]))  # fmt: skip
    assert pick(rows, "assessments", "sheet", "aspect", "fiscal_year", "grade", "text") == [
        (1, "評価", 2024, "A", None), (1, "今後の方向性", 2024, None, "続けて取り組む。"),
        (2, "評価", 2024, "B", None), (2, "今後の方向性", 2024, None, "数を増やす。"),
    ]  # fmt: skip


def test_measures_without_a_known_head_for_their_names() -> None:
    rows = read(page([
        ["取 組", "具体的内容", "実施主体", "<", "指標", "現状値\n（令和6年度）", "目標値\n（令和17年度）"],
        ["^", "^", "地域", "行政", "^", "^", "^"],
        ["■ 乳幼児期", "<", "<", "<", "<", "<", "<"],
        ["むし歯の予防", "磨き方を伝える。", "○", "", "むし歯のない児の割合", "91.2％", "95.0％"],
        ["予防接種", "通知する。", "", "○", "接種率", "93.7％", "95.0％以上"],
        ["^", "^", "^", "^", "通知の実施", "－", "毎年実施"],
        ["■ 高齢期", "<", "<", "<", "<", "<", "<"],
        ["体操の集い", "集いを開く。", "○", "○", "参加者数", "120人", "150人"],
    ], [100, 140, 50, 50, 120, 80, 80]))  # fmt: skip
    assert pick(rows, "sheets", "title", "level1_title") == [
        ("むし歯の予防", "乳幼児期"), ("予防接種", "乳幼児期"), ("体操の集い", "高齢期"),
    ]  # fmt: skip
    assert pick(rows, "actors", "sheet", "actor", "is_marked") == [
        (1, "地域", True), (1, "行政", False), (2, "地域", False), (2, "行政", True), (3, "地域", True),
        (3, "行政", True),
    ]  # fmt: skip
    assert pick(rows, "indicators", "sheet", "indicator", "fiscal_year", "value_type", "value_text")[2:6] == [
        (2, "接種率", 2024, "baseline", "93.7%"), (2, "接種率", 2035, "target", "95.0%以上"),
        (2, "通知の実施", 2024, "baseline", "－"), (2, "通知の実施", 2035, "target", "毎年実施"),
    ]  # fmt: skip


def test_offices_as_columns_of_marks() -> None:
    rows = read(page([
        ["番号", "取組", "内容", "担当課", "<", "<"],
        ["^", "^", "^", "福祉課", "防災課", "教育課"],
        ["1", "見守り", "声をかける。", "◎", "○", ""],
        ["2", "備蓄", "倉庫を置く。", "", "◎", ""],
    ], [40, 100, 140, 60, 60, 60]))  # fmt: skip
    assert pick(rows, "offices", "sheet", "office", "is_lead") == [
        (1, "福祉課", True), (1, "防災課", False), (2, "防災課", True),
    ]  # fmt: skip


def test_a_plan_beside_an_indicator_and_its_goal() -> None:
    rows = read(page([
        ["柱", "No.", "取組", "担当課", "年次計画", "<", "数値目標", "<"],
        ["^", "^", "^", "^", "R7", "R8", "指標", "R8目標"],
        ["意識", "1", "講座", "人権課", "検討", "実施", "受講者数", "100人"],
        ["^", "^", "^", "^", "^", "^", "満足度", "90％"],
        ["^", "2", "冊子", "人権課", "作成", "→", "発行部数", "500部"],
    ], [40, 40, 100, 80, 60, 60, 100, 70]))  # fmt: skip
    assert pick(rows, "schedule", "sheet", "fiscal_year", "text", "is_continued") == [
        (1, 2025, "検討", False), (1, 2026, "実施", False), (2, 2025, "作成", False), (2, 2026, "作成", True),
    ]  # fmt: skip
    assert pick(rows, "indicators", "sheet", "indicator", "unit", "fiscal_year", "value_type", "value") == [
        (1, "受講者数", "人", 2026, "target", 100), (1, "満足度", "%", 2026, "target", 90),
        (2, "発行部数", "部", 2026, "target", 500),
    ]  # fmt: skip


def test_sums_over_merged_cells_among_the_first_rows() -> None:
    rows = read(page([
        ["施策", "事業名", "担当課", "R7", "R8"],
        ["１ 福祉", "見守り事業", "福祉課", "10", "20"],
        ["小計", "<", "<", "10", "20"],
        ["２ 防災", "備蓄事業", "防災課", "1", "2"],
        ["小計", "<", "<", "1", "2"],
    ], [100, 150, 80, 60, 60], title="実施計画 事業費一覧（単位：千円）"))  # fmt: skip
    assert pick(rows, "sheets", "title", "level1_number") == [("見守り事業", "1"), ("備蓄事業", "2")]
    assert pick(rows, "indicators", "sheet", "fiscal_year", "value_type", "value") == [
        (1, 2025, "plan", 10), (1, 2026, "plan", 20), (None, 2025, "plan", 10), (None, 2026, "plan", 20),
        (2, 2025, "plan", 1), (2, 2026, "plan", 2), (None, 2025, "plan", 1), (None, 2026, "plan", 2),
    ]  # fmt: skip


def test_small_amounts_are_no_running_numbers() -> None:
    rows = read(page([
        ["番号", "事業名", "新規", "継続", "担当課", "事業費（千円）"],
        ["1", "見守り", "○", "", "福祉課", "10"],
        ["2", "備蓄", "", "○", "防災課", "5"],
    ], [40, 100, 40, 40, 60, 80], title="令和7年度 主要事業の計画"))  # fmt: skip
    assert pick(rows, "sheets", "number", "title", "kind") == [("1", "見守り", "新規"), ("2", "備蓄", "継続")]
    assert pick(rows, "indicators", "sheet", "unit", "fiscal_year", "value_type", "value") == [
        (1, "千円", 2025, "plan", 10), (2, "千円", 2025, "plan", 5),
    ]  # fmt: skip
