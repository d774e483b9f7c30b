"""Tables that judge several aspects of one sheet, a row each: an assessment a row."""

from .drawn import page, pick, read

HEAD = [
    ["事業名", "公民館の改修", "<", "<"],
    ["担当課", "生涯学習課", "<", "<"],
]
WIDTHS = [100.0, 60.0, 100.0, 160.0]
GREY = 0xDDDDDD
Rows = list[list[str]]


def assessments(body: Rows) -> list[tuple[str, str | None, str | None]]:
    return pick(read(page([*HEAD, *body], WIDTHS)), "assessments", "aspect", "grade", "text")


def test_parts_and_their_grades() -> None:
    assert assessments([
        ["部位", "判定", "<", "<"], ["屋根", "C", "<", "<"], ["外壁", "B", "<", "<"], ["電気設備", "D", "<", "<"],
    ]) == [("屋根", "C", None), ("外壁", "B", None), ("電気設備", "D", None)]  # fmt: skip


def test_aspects_with_grade_and_comment() -> None:
    assert assessments([
        ["観点", "評価", "コメント", "<"],
        ["必要性", "A", "市が担うべき事業である。", "<"],
        ["効率性", "B", "委託の範囲を広げる余地がある。", "<"],
    ]) == [("必要性", "A", "市が担うべき事業である。"), ("効率性", "B", "委託の範囲を広げる余地がある。")]  # fmt: skip


def test_points_stand_beside_the_reason() -> None:
    body = [
        ["観点", "点数", "評価の理由", "<"],
        ["妥当性", "5点", "法に基づく事業である。", "<"],
        ["有効性", "4点", "利用は増えている。", "<"],
        ["合計", "9点", "", "<"],
    ]
    assert assessments(body) == [("妥当性", None, "法に基づく事業である。"), ("有効性", None, "利用は増えている。")]
    rows = read(page([*HEAD, *body], WIDTHS))
    assert pick(rows, "fields", "label", "text") == [("妥当性", "5点"), ("有効性", "4点"), ("合計", "9点")]
    assert [r["title"] for r in rows["sheets"]] == ["公民館の改修"]


def test_marks_and_words_are_what_the_assessment_says() -> None:
    assert assessments([
        ["評価項目", "判定", "<", "<"], ["必要性", "高い", "<", "<"], ["公平性", "低い", "<", "<"],
    ]) == [("必要性", None, "高い"), ("公平性", None, "低い")]  # fmt: skip


def test_two_tables_side_by_side() -> None:
    found = assessments(
        [
            ["部位", "判定", "部位", "判定"],
            ["屋根", "C", "電気設備", "A"],
            ["外壁", "B", "機械設備", "D"],
        ]
    )
    assert sorted(found, key=str) == [
        ("外壁", "B", None), ("屋根", "C", None), ("機械設備", "D", None), ("電気設備", "A", None),
    ]  # fmt: skip
