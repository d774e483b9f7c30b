"""The kind of value under a head that does not say it: by the table's caption, else by what its years can hold."""

from collections.abc import Iterable, Sequence

import regex

from plansheets.extract.heads import Head, period_in, value_type
from plansheets.extract.reading import BARE_RANGE, PLAN_PERIOD, Reading
from plansheets.extract.ruled.leaves import Leaf
from plansheets.extract.ruled.row_words import kind_at_end
from plansheets.normalize import clean_text, unwrap
from plansheets.rules import Lexicon
from plansheets.rules.labels import markers_end, without_notes_and_year

DATED = regex.compile(
    r"^\s*(?P<date>(?:令和|平成|20)\s*[0-9０-９元]{1,2}\s*年\s*[0-9０-９]{1,2}\s*月(?:\s*[0-9０-９]{1,2}\s*日)?)"
    r"\s*(?:末)?\s*(?:現在|時点|作成|策定|公表|改定|改訂)?\s*$"
    r"|(?:^|[ \t\u3000]{2,})[（(]?(?P<date>(?:令和|平成)\s*[0-9０-９元]{1,2}\s*年度)\s*末\s*(?:現在|時点)[)）]?\s*$",
    regex.MULTILINE,
)
"""A date alone on a line: when the document was made."""
REPORTS = regex.compile(r"実績|決算|進捗|評価|検証|推移|報告|点検|結果")
"""Words of a document that looks back."""
TAIL = regex.compile(r"の?(?:推移|一覧表?|内訳|状況|設定)$")
JOINTS = regex.compile(r"(?:と|及び|並びに|[・、,/／　\s]|(?<=.)の(?=.))")
AIMED = regex.compile(r"(?:年度別|数値)?目標(?:指標|数値|値|年次)?|目標(?:とする)?指標")
BLANKS = regex.compile(r"[^\S\n]+")
TOP = 300
"""Characters of a document in which it says what it is."""


def kind_of_caption(lexicon: Lexicon, caption: str) -> str | None:
    """The kind of value that the line above a table says of all of it: 目標指標, ３ 効果見込額（千円）.

    A line that names several kinds (計画と実績), or is a sentence, says nothing.
    """
    lines = [clean_text(line) for line in caption.split("\n")]
    line = next((line for line in reversed(lines) if line and "単位" not in line), "")
    if not line or "。" in line or len(line) > 24:
        return None
    plain = TAIL.sub("", without_notes_and_year(line[markers_end(line) :].strip("【】[]■□◆◇●○▼ ")))
    found = {kind for part in JOINTS.split(plain) if (kind := _kind(lexicon, part))}
    return found.pop() if len(found) == 1 else None


def _kind(lexicon: Lexicon, part: str) -> str | None:
    return "target" if AIMED.fullmatch(part) else kind_at_end(lexicon, part)


def looks_back(reading: Reading) -> bool:
    """Does the document say at its top that it tells how things went?"""
    return REPORTS.search(reading.source.text[:TOP]) is not None


def last_known(reading: Reading, tables: Sequence[Sequence[Leaf]]) -> int | None:
    """The last fiscal year of which the document can know what happened; None where it shows none.

    By its date, by the years that heads call actual; else, unless it looks back, the year of its baselines or the one
    before its plan.
    """
    text = reading.source.text
    years = []
    for found in DATED.finditer(text):
        first = reading.period(found["date"]).first_fiscal_year
        if first is not None:
            years.append(first)
    years += [head.fiscal_year for leaves in tables for leaf in leaves if (head := leaf.head) is not None
              and head.fiscal_year is not None and leaf.value_type == "actual" and len(leaf.heads) == 1]  # fmt: skip
    if years or looks_back(reading):
        return max(years, default=None)
    years = [year for leaves in tables if (year := after_baseline(leaves)) is not None]
    begins = _plan_from(reading)
    return max([*years, *([] if begins is None else [begins - 1])], default=None)


def _plan_from(reading: Reading) -> int | None:
    """The first fiscal year of the document's plan; its years may be set with blanks between (令和 11 年度)."""
    for text in (reading.source.text, BLANKS.sub("", reading.source.text)):
        plan = PLAN_PERIOD.search(text) or BARE_RANGE.search(text)
        if plan is not None:
            return reading.period(plan["a"]).first_fiscal_year
    return None


def after_baseline(leaves: Sequence[Leaf]) -> int | None:
    """The year of a table's baseline where only heads of years without a word follow: those are aims."""
    kinds = {leaf.value_type for leaf in leaves}
    if "baseline" not in kinds or kinds & {"actual", "target"}:
        return None
    return max((leaf.head.fiscal_year for leaf in leaves if leaf.value_type == "baseline" and leaf.head
                and leaf.head.fiscal_year is not None), default=None)  # fmt: skip


def says_of_group(reading: Reading, texts: Iterable[str]) -> str | None:
    """The kind of value that labels above all heads say: 年度別目標 over the years."""
    found = {kind for text in texts if (kind := value_type(reading, clean_text(unwrap(text)))) and not period_in(text)}
    return found.pop() if len(found) == 1 else None


def by_year(head: Head, known: int | None, baseline: int | None, *, is_plan: bool) -> str:
    """The kind of value of a year that nothing else tells: what lies ahead is planned."""
    if head.is_open_ended:
        return "outlook"
    year = head.fiscal_year
    if year is not None and baseline is not None and year > baseline:
        return "target"
    return "plan" if is_plan or (year is not None and known is not None and year > known) else "actual"
