"""Columns that judge what the first one names: grades, points, marks, words for high and low."""

from collections.abc import Sequence
from typing import Final

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.ruled.claim import GRADE
from plansheets.extract.ruled.roles import Roles
from plansheets.extract.ruled.totals import is_total

FEWEST: Final = 2
"""Rows that are judged."""
SCORE: Final = regex.compile(
    r"[0-9０-９]{1,3}(?:[.．][0-9０-９])?\s*点?(?:\s*[/／]\s*[0-9０-９]{1,3}\s*点?)?|[IVXⅠ-Ⅵ]{1,3}|[◎○〇◯●△▲×✕☆★-]+"
    r"|(?:極めて|非常に|とても|やや|概ね|おおむね|ある程度|あまり)?(?:高い?|低い?|中|普通|標準|大きい|小さい|ある|ない|有り?|無し?|あり|なし"
    r"|良好?|可|不可|不良|適切|不適切|妥当|十分|不十分|健全|劣化|達成|未達成|順調|遅れ|該当|非該当|要検討|要改善|要観察|要補修|要更新|異常なし)"
    r"(?:である|している|していない|でない)?"
)
"""What a judgement may say; a letter is a grade."""
JUDGED: Final = regex.compile(
    r".*(?:点数|評点|得点|採点|スコア|ランク|評価点|配点|評価|判定|判断|診断|健全度|劣化度|状態|結果|レベル|段階)(?:区分|結果|値)?"
)
"""What heads a column of judgements."""
NAMED: Final = regex.compile(
    r".*(?:観点|視点|評価項目|項目|部位|部材|区分|設備|指標|要素|基準|着眼点|チェック(?:項目)?|内容)(?:[(（].*[)）])?|.*[(（](?:部位|部材|項目|観点|視点)[)）]"
)
"""What heads the column that names the aspects."""


REASON: Final = regex.compile(r".*(?:理由|コメント|所見|根拠|説明|意見|特記事項|備考|課題)等?")
LONGEST: Final = 12
"""Characters of a head."""


def heads_judgements(cell: Cell) -> bool:
    """Does a cell read like the head of such a table, where nothing else shows that it is one?"""
    text = cell.plain.replace(" ", "")
    return len(text) <= LONGEST and any(words.fullmatch(text) for words in (JUDGED, NAMED, REASON))


def judged(roles: Roles, heads: Sequence[Cell], rows: Sequence[Sequence[Cell | None]]) -> int | None:
    """The column that judges the rows; None where none does. Two heads alone must both say so."""
    body = [row for row in rows if not (row[0] and is_total(row[0].raw))]
    for k in range(1, len(heads)):
        texts = [c.plain for row in body if (c := row[k])]
        if len(texts) < FEWEST or len(texts) < len(body) - 1:
            continue
        is_headed = _is_judgement(roles, heads[k])
        if all(GRADE.fullmatch(t) for t in texts) and (len(heads) > 2 or is_headed):
            return k
        if is_headed and all(SCORE.fullmatch(t) for t in texts) and _names_aspects(roles, heads[0], body):
            return k
    return None


def _is_judgement(roles: Roles, head: Cell) -> bool:
    entry = roles.entry(head)
    return (entry is not None and entry.type in ("grade", "assessment")) or JUDGED.fullmatch(head.plain) is not None


def _names_aspects(roles: Roles, head: Cell, body: Sequence[Sequence[Cell | None]]) -> bool:
    """Does the first column name aspects, by its head or by what it says (必要性, 有効性)?"""
    if NAMED.fullmatch(head.plain):
        return True
    entries = [roles.entry(row[0]) for row in body if row[0]]
    return sum(e is not None and e.type == "assessment" for e in entries) * 2 > len(entries)
