"""The columns of a list: what each holds, by its head and, where the head leaves it open, by its cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.heads import Head, period_in
from plansheets.extract.reading import Reading
from plansheets.extract.ruled.item_words import name_items
from plansheets.extract.ruled.row_words import NUMBER, name_kinds
from plansheets.extract.ruled.totals import is_total
from plansheets.extract.ruled.units import unit_in
from plansheets.extract.ruled.view import View, end
from plansheets.normalize import clean_text
from plansheets.rules import Entry

Kind = Literal[
    "heading", "number", "title", "kind", "offices", "actors", "indicator", "unit", "period", "text", "assessment",
    "value_type", "actor", "office", "item",
]  # fmt: skip
COUNTER: Final = regex.compile(
    r"[(（]?\s*(?:[0-9０-９]{1,3}|[①-⑳]|[ア-ン])(?:\s*[-－‐]\s*[0-9０-９]{1,3}){0,2}\s*[)）.．]?"
)
MARKS: Final = frozenset("◎○〇◯●■□☑☐✓✔レ△▲×✕-－—―─")
MEASURES: Final = regex.compile(
    r".*(?:取組み?|取り組み|事業|施策|活動|業務|工事|講座|メニュー|名称|件名|テーマ|プロジェクト|プログラム|項目|事項)(?:名称?|等|事項|項目)?"
)
"""What heads the names of a list's sheets where no label of the lexicon does."""
LONGEST_NAME: Final = 50
DISTINCT: Final = 0.8
"""Share of its names that differ."""
FEWEST: Final = 2
"""Cells of a column from which on they show what it holds."""
ACTOR: Final = regex.compile(
    r"(?:市民|住民|区民|町民|村民|県民|地域|家庭|個人|自治会|町内会|事業者|事業所|企業|団体|市民団体|民間|学校|行政|市|町|村|区|県|都|道|府|国"
    r"|自助|共助|公助|互助|関係機関|関係団体|社協|社会福祉協議会|大学|NPO(?:法人)?|その他)(?:等)?"
)
"""Who may act, where no label stands over the columns."""


@dataclass
class ListColumn:
    """One column: where it stands, its heads from top to bottom, what it holds."""

    start: int
    stop: int
    heads: tuple[Cell, ...]
    kind: Kind
    entry: Entry | None
    head: Head | None = None
    value_type: str | None = None

    @property
    def label(self) -> Cell:
        """The head that names the column: the lowest."""
        return self.heads[-1]

    @property
    def period(self) -> Cell:
        """The head that names the period; the lowest where none does."""
        return next((c for c in self.heads if period_in(c.raw)), self.heads[-1])


def find_totals(columns: Sequence[ListColumn]) -> None:
    """A column 計 among those of years is one of them, without a year: under their head, or right behind them."""
    for at, column in enumerate(columns):
        if column.kind == "period" or not is_total(column.label.raw):
            continue
        over = {id(c) for c in column.heads[:-1]}
        beside = [columns[k] for k in (at - 1, at + 1) if 0 <= k < len(columns)]
        years = [c for c in columns if c.kind == "period" and c.head is not None]
        if any(over & {id(c) for c in year.heads} for year in years) or (
            len(years) > 1 and not over and any(c in years and len(c.heads) == 1 for c in beside)
        ):
            column.kind, column.entry = "period", None


def find_contents(reading: Reading, view: View, columns: Sequence[ListColumn], body: int) -> None:
    """What columns hold, by their cells: running numbers, kinds (新規, 継続), kinds of value (目標, 実績), marks."""
    has_kind = any(column.kind == "kind" for column in columns)
    for column in columns:
        texts = _texts(view, column, body)
        if _is_under_actors(column) and all(t.strip() in MARKS for t in texts):
            column.kind = "actor"
        if column.kind == "offices" and len(column.heads) > 1 and all(t.strip() in MARKS for t in texts):
            column.kind = "office"
        if len(texts) < FEWEST:
            continue
        may_count = column.kind in ("title", "heading") or (column.kind == "text" and not _is_counted(column))
        if column.kind == "indicator" and all(NUMBER.fullmatch(clean_text(t)) for t in texts):
            column.kind = "text"  # a measure of the thing listed (延床面積), and no name of what was measured
        if may_count and all(COUNTER.fullmatch(clean_text(t)) for t in texts):
            column.kind = "number"
        elif column.kind in ("text", "assessment", "kind", "indicator") and name_kinds(reading.lexicon, texts):
            column.kind = "value_type"
        elif column.kind in ("text", "title", "heading", "kind") and _may_be_items(columns, column):
            column.kind = "item" if name_items(reading.lexicon, texts) else column.kind
        elif not has_kind and column.kind in ("text", "assessment") and all(map(reading.lexicon.is_kind, texts)):
            column.kind, has_kind = "kind", True
    named = [c for c in columns if c.kind == "text" and ACTOR.fullmatch(c.label.plain.replace(" ", ""))]
    marked = [c for c in named if all(t.strip() in MARKS for t in _texts(view, c, body))]
    if len(marked) >= FEWEST:
        for column in marked:
            column.kind = "actor"


def _may_be_items(columns: Sequence[ListColumn], column: ListColumn) -> bool:
    """Does a column stand between what names the sheets and the years?"""
    first = next((c.start for c in columns if c.kind == "period" and c.head is not None), 0)
    return columns[0] is not column and column.stop <= first


def _is_counted(column: ListColumn) -> bool:
    """Does its head say that a column's numbers are amounts (事業費, 延べ人数（人）)?"""
    return (column.entry is not None and column.entry.type == "money") or unit_in(column.label.raw) is not None


def _texts(view: View, column: ListColumn, body: int) -> list[str]:
    """What stands in a column alone, rows of sums left out."""
    cells = {id(c): c for r in range(body, view.height) for c in view.row(r, column.start, column.stop) if c}
    own = [c.raw for c in cells.values() if c.column >= column.start and end(c) <= column.stop]
    return [t for t in own if not is_total(t)]


def names_measures(view: View, column: ListColumn, body: int) -> bool:
    """Does a text column name what the list lists: by its head, and by short texts that differ?"""
    if column.kind != "text" or not MEASURES.fullmatch(column.label.plain.replace(" ", "")):
        return False
    texts = _texts(view, column, body)
    short = all("。" not in t and len(t) <= LONGEST_NAME for t in texts)
    return len(texts) >= FEWEST and short and len(set(texts)) >= DISTINCT * len(texts)


def _is_under_actors(column: ListColumn) -> bool:
    """Does a column have a head of its own under a label of actors (取組主体 over 市民)?"""
    return column.kind == "actors" and len(column.heads) > 1
