"""What a family says takes effect: table shapes, labels of levels, legends."""

from pathlib import Path
from typing import Any

import plansheets

FAMILY = """\
id: mihon-plan
municipality: '131016'
recognise: {all: [成果の物差し]}
headings:
  - {level: 1, label: 柱, pattern: '^柱の(?P<number>\\d+)\\s+(?P<title>\\S.*)$'}
sheet: {start: {field: number}}
labels: {purpose: [ねらいどころ]}
legends:
  - {marks: {◇: 市民の声}, column: sections.legend}
tables:
  - name: 成果
    table: indicators
    head: [成果の物差し]
    unit: 件
    value_type: actual
    columns: [{head: [見立て], value_type: target}]
  - {name: ふりかえり, table: assessments, head: [ふりかえり], stage: interim}
"""
SHEET = """\
柱の2 集いをひらく

◇ もっと話したい。
◇ 港区、千代田区、港区の例もある。

整理番号\t7\t担当課\tつどい課
ねらいどころ\tだれもが集う。\t\t
成果の物差し\t令和5年度\t令和6年度\t令和8年度見立て
相談の数\t12\t15\t40
ふりかえり\t令和5年度\t令和6年度\t
進み具合\t順調。\tやや遅れ。\t
"""


def tables_of(tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "mihon-plan.yaml").write_text(FAMILY, encoding="utf-8")
    (tmp_path / "sheet.txt").write_text(SHEET, encoding="utf-8")
    document = plansheets.read(tmp_path / "sheet.txt", rules=[tmp_path / "rules"])
    assert document.family == "mihon-plan"
    assert document.row["characters_left"] == 0
    names = ("documents", "sheets", "fields", "indicators", "assessments", "sections")
    return {name: document.arrow(name).to_pylist() for name in names}


def test_what_a_family_says_takes_effect(tmp_path: Path) -> None:
    tables = tables_of(tmp_path)
    sheet = tables["sheets"][0]
    assert (sheet["number"], sheet["level1_label"], sheet["level1_number"], sheet["level1_title"]) == (
        "7", "柱", "2", "集いをひらく")  # fmt: skip
    assert [(r["field"], r["text"]) for r in tables["fields"]] == [("purpose", "だれもが集う。")]
    columns = ("indicator", "fiscal_year", "value_type", "value", "unit")
    assert [tuple(r[c] for c in columns) for r in tables["indicators"]] == [
        ("相談の数", 2023, "actual", 12.0, "件"), ("相談の数", 2024, "actual", 15.0, "件"),
        ("相談の数", 2026, "target", 40.0, "件"),
    ]  # fmt: skip
    assert [(r["stage"], r["aspect"], r["fiscal_year"], r["text"]) for r in tables["assessments"]] == [
        ("interim", "進み具合", 2023, "順調。"), ("interim", "進み具合", 2024, "やや遅れ。"),
    ]  # fmt: skip
    assert (
        tables["documents"][0]["municipality_code"] == "131016"
    )  # though the text names 千代田区 less often than 港区
    assert [(r["marker"], r["legend"]) for r in tables["sections"] if r["kind"] == "item"] == [("◇", "市民の声")] * 2
