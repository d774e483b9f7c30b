"""The name of a table's one indicator, where rows say only 目標 and 実績: over it, in its corner, above the grid."""

from collections.abc import Iterable, Sequence
from typing import Final

import regex

from plansheets.extract.blocks import Cell, Line
from plansheets.extract.heads import period_in, plain_head, value_type
from plansheets.extract.reading import Reading
from plansheets.extract.ruled.period_table import PeriodTable
from plansheets.extract.ruled.row_words import is_rate, kind_word
from plansheets.extract.ruled.view import end
from plansheets.extract.span import Span
from plansheets.rules import Entry
from plansheets.rules.labels import markers_end

LONGEST: Final = 60
FRONT: Final = regex.compile(
    r"\s*(?:[■□◆◇●○◎▼▽・]\s*)?(?:[【\[〔]?\s*(?:\p{Han}{0,4}指標名?|指標名|[KＫ][PＰ][IＩ])\s*[（(]?(?:[①-⑳]|[0-9０-９]{1,2})?[)）]?\s*[】\]〕]?"
    r"(?:[\s　:：.．、]+|(?<=[①-⑳】\]〕])))"
)
"""What a name stands behind: 成果指標①　…, 【指標】…, KPI 2：…."""
UNIT: Final = regex.compile(r"\s*[（(\[［【]?\s*単位\s*[:：・は]?\s*[^\s()（）\[\]［］【】]{1,8}\s*[)）\]］】]?\s*$")
BRACKETED: Final = regex.compile(r"\s*[【\[〔＜〈《](?P<name>[^【】\[\]〔〕＜＞]+)[】\]〕＞〉》]\s*")
VAGUE: Final = regex.compile(
    r"区分|項目|年度|年次|内容|種別|名称|単位|期間|(?:数値|年度別?|年次)?(?:目標|計画|実績)?(?:の?推移|一覧表?|値|表)?"
    r"|.{0,6}指標(?:の?(?:推移|状況|一覧|達成状況|進捗状況))?|(?:目標|計画)(?:値|額)?(?:と|・|及び|／|/)実績(?:値|額)?.{0,4}"
)
"""What stands over tables of any indicator."""
NAMES: Final = {"indicator", "money", "unit"}
"""Types of labels whose values such a table can hold; any other label says of what else it is."""


def name_table(reading: Reading, table: PeriodTable, above: Sequence[Line]) -> list[Cell]:
    """Find the name of a table with rows that need one; gives the cells that it takes. `above`: the lines over it."""
    if not any(is_bare(reading, row.stub) for row in table.rows):
        return []
    corner = next((c for c in table.stub_heads if _name_in(reading, c.span, is_alone=False)), None)
    if corner is not None:
        table.name = _cell_in(reading, corner.span, is_alone=False)
        table.named_by = [corner]
        return []
    over = [c for c in table.view.row(table.top - 1, table.left, table.stop) if c]
    if over and not any(_is_taken(table, c) for c in over):
        found = _over(reading, table, over)
        if found:
            table.named_by = found
            return found
    if table.top == 0 or not any(c for r in range(table.top) for c in table.view.row(r)):
        if not all(is_bare(reading, row.stub) for row in table.rows):
            return []  # a line over a table of several items says what they have in common
        lines = [line for line in above if not UNIT.fullmatch(line.raw)]
        table.name = _cell_in(reading, lines[-1].span, is_alone=True) if lines else None
    return []


def is_bare(reading: Reading, stub: Iterable[Cell]) -> bool:
    """Do the cells left of a row say nothing but its kind of value or its measure?"""
    return all(kind_word(reading.lexicon, c.raw) or is_rate(c.raw) for c in stub if c)


def _is_taken(table: PeriodTable, cell: Cell) -> bool:
    return cell.row + cell.row_span > table.top


def _over(reading: Reading, table: PeriodTable, over: list[Cell]) -> list[Cell]:
    """A cell as wide as the table, or a label and the name beside it; a unit may stand behind."""
    if len(over) == 1 and over[0].column <= table.start and end(over[0]) >= table.stop:
        table.name = _cell_in(reading, over[0].span, is_alone=False)
        return over if table.name else []
    entries = [reading.lexicon.lookup(c.raw) for c in over]
    named = [(a, b) for a, b, e in zip(over, over[1:], entries, strict=False) if e and e.type == "indicator"]
    if len(named) != 1 or len(over) > 4:
        return []
    label, name = named[0]
    table.name = _cell_in(reading, name.span, is_alone=False)
    if table.name is None:
        return []
    for a, b, entry in zip(over, over[1:], entries, strict=False):
        if entry and entry.type == "unit" and a is not name:
            table.unit = b
            return [label, name, a, b]
    return [label, name]


def _cell_in(reading: Reading, span: Span, *, is_alone: bool) -> Cell | None:
    """The name as a cell left of all others."""
    name = _name_in(reading, span, is_alone=is_alone)
    return Cell(-1, -1, name) if name else None


def _name_in(reading: Reading, span: Span, *, is_alone: bool) -> Span | None:
    """The name in a text, without the label before it and the unit behind it; None where it is none.

    `is_alone`: a line, which may be a heading of several tables.
    """
    raw = span.raw
    if not 2 <= len(raw) <= LONGEST or "。" in raw or period_in(raw):
        return None
    front = FRONT.match(raw)
    start = front.end() if front and raw[front.end() :].strip() else 0
    tail = UNIT.search(raw, start)
    name = span.part(start, tail.start() if tail and tail.start() > start else len(raw)).strip()
    if not front:
        name = name.part(markers_end(name.raw)).strip()
    bracketed = BRACKETED.fullmatch(name.raw)
    name = name.part(*bracketed.span("name")).strip() if bracketed else name
    plain = plain_head(name.raw).strip("■□◆◇●○・ ")
    if len(plain) < 2 or VAGUE.fullmatch(plain) or not any(map(str.isalpha, plain)):
        return None
    if kind_word(reading.lexicon, plain) or is_rate(plain):
        return None
    entry: Entry | None = reading.lexicon.lookup(plain)
    if entry is not None and entry.type not in NAMES:
        return None
    is_kind = value_type(reading, plain) is not None and (is_alone or entry is None) and not front and len(plain) < 8
    return None if is_kind else name
