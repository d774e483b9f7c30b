"""Whatever stands in a ruled table, and however its cells are merged: no glyph is claimed twice, and none is lost."""

import random

import pytest

from plansheets.conversion import _converted, load_rules

from ..layout.board import arranged
from .forms import Form
from .grids import ruled

WORDS = """
    #指標 #指標名 #単位 #区分 #項目 #令和5年度 #令和6年度 #令和7年度 令和6年度評価 #現状（令和5年度） #目標（令和9年度）
    計画 実績 達成率 #評価 #備考 #年次計画 #取組内容 #事業費（千円） #No. #担当課 #事業名 前期 後期 #取組項目 #目的
    計 合計 1,200 12人 100 200 326,800（0） － 未定 → ○ A B ２橋 実施 完了 財政課 道の整備を進める。 国庫支出金 一般財源
    経費（一財） _ _ _ ^ ^ ^ ^ < < <
"""
STUBS = ["#区分", "#項目", "#指標名", "#取組項目", "#No.", "#担当課", "#部位"]
KINDS = ["計画", "実績", "前期", "後期", "達成率", "評価"]


def grid(pick: random.Random) -> str:
    """A table with years in its head, mostly, and any words in any merged cells below."""
    height, width = pick.randint(2, 8), pick.randint(2, 7)
    rows = [[pick.choice(WORDS.split()) for _ in range(width)] for _ in range(height)]
    if pick.random() < 0.8:
        stub = pick.randint(0, min(3, width - 1))
        rows[0] = [pick.choice(STUBS) for _ in range(stub)] + [f"#令和{5 + i}年度" for i in range(width - stub)]
        if pick.random() < 0.4 and height > 2:
            rows[1] = ["^"] * stub + [pick.choice(KINDS) for _ in range(width - stub)]
            rows[0] = [w if j <= stub or pick.random() < 0.4 else "<" for j, w in enumerate(rows[0])]
    for i, row in enumerate(rows):
        for j, word in enumerate(row):
            above = rows[i - 1] if i else [""] * width
            is_odd = word == "^" and (not i or "<" in (above[j], *above[j + 1 : j + 2], *row[j + 1 : j + 2]))
            if is_odd or (word == "<" and (not j or row[j - 1] == "^")):
                row[j] = "_"
    return "\n".join(" | ".join(row) for row in rows)


@pytest.mark.parametrize("seed", range(120))
def test_any_table(seed: int) -> None:
    pick = random.Random(seed)
    form = Form(1).head(pick.choice(["見守り計画", "進捗管理シート　令和6年度", "（単位：千円）"]))
    if pick.random() < 0.6:
        form.rows(["#事業名", "見守り", "#担当課", "福祉課"])
    for _ in range(pick.randint(1, 2)):
        ruled(form, grid(pick), gap=pick.choice([4.0, 20.0]))
    rows = _converted(arranged(form), b"a", "a.pdf", load_rules(()), ()).rows
    (document,) = rows["documents"]
    assert document["characters_used"] + document["characters_left"] == document["characters"]
    assert not [problem for problem in rows.get("problems", []) if problem["code"] == "double-claim"]
