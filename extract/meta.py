"""What a document says of itself: title, municipality, plan years, date of issue."""

from collections import Counter

import regex

from plansheets.extract.claims import Claim
from plansheets.extract.reading import BARE_RANGE, PLAN_PERIOD, Reading
from plansheets.extract.span import Span, whole
from plansheets.normalize import clean_text, municipalities_in, unwrap

TOP = 25
"""Lines from the top in which title and date of issue stand."""
NO_TITLE = regex.compile(r"[（(].*[）)]|.*[年月日]\s*$|[*\s]*資料.{0,4}|目\s*次|.{1,3}")
OFFICE = regex.compile(r".{1,12}(?:[部課局室係]|市|町|村|区|委員会)")
EDITION = regex.compile(r"[（(]\s*第.{1,4}[次期版回]\s*[）)]|[（(]改訂版[）)]")


def read_meta(reading: Reading) -> None:
    """Add the row of table documents; its values point to text that other rows claim too."""
    source = reading.source
    cells: dict[str, Claim] = {}
    facts: dict[str, object] = {}
    title = _title(reading)
    if title:
        cells["title"] = title
    everything = whole(source)
    _municipality(reading, everything, cells, facts)
    _plan(reading, everything, cells, facts)
    _issued(reading, everything, cells, facts)
    reading.ledger.row("documents", None, cells, **facts)


def _view(reading: Reading, span: Span, what: str, confidence: float = 1.0) -> Claim:
    rule = f"{reading.rule}/{what}"
    reading.ledger.rest(span, "value", rule)
    return Claim(span.strip(), "value", rule, confidence)


def _title(reading: Reading) -> Claim | None:
    rows = [r for r in reading.ledger.table("sections") if r.facts["kind"] in ("heading", "paragraph", "caption")]
    for row, after in zip(rows[:8], [*rows[1:9], None], strict=False):
        claim = row.cells["text"]
        text = clean_text(unwrap(claim.span.raw))
        if "marker" in row.cells or NO_TITLE.fullmatch(text) or OFFICE.fullmatch(text) or "。" in text:
            continue
        if after and EDITION.fullmatch(clean_text(after.cells["text"].span.raw)):
            return Claim(claim.span + after.cells["text"].span, "value", f"{reading.rule}/title")
        return Claim(claim.span, "value", f"{reading.rule}/title")
    return None


def _municipality(reading: Reading, everything: Span, cells: dict[str, Claim], facts: dict[str, object]) -> None:
    """The family's where the text names it, else the one that the text names most often. Never one not printed."""
    named = [
        (p, everything.part(p.start, p.end)) for p in municipalities_in(reading.source.text) if p.start is not None
    ]
    known = [(p, s) for p, s in named if p.code6 and not p.ambiguous and not reading.ledger.is_furniture(s)]
    if not known:
        return
    counts = Counter(place.code6 for place, _ in known)
    own = reading.family.municipality if reading.family else None
    code, count = (own, len(known)) if own in counts else counts.most_common(1)[0]  # of equals, the first in print
    best, span = next((p, s) for p, s in known if p.code6 == code)
    claim = _view(reading, span, "municipality", 1.0 if count * 2 > len(known) else 0.7)
    cells |= {"municipality": claim, "municipality_code": claim}
    facts |= {"municipality": best.name, "municipality_code": best.code6}


def _plan(reading: Reading, everything: Span, cells: dict[str, Claim], facts: dict[str, object]) -> None:
    text = reading.source.text
    found = next((m for pattern in (PLAN_PERIOD, BARE_RANGE) for m in pattern.finditer(text)
                  if not reading.ledger.is_furniture(everything.part(*m.span()))), None)  # fmt: skip
    if not found:
        return
    for group, column in (("a", "plan_from"), ("b", "plan_to")):
        year = reading.period(found[group]).first_fiscal_year
        if year is not None:
            facts[column] = year
            cells[column] = _view(reading, everything.part(*found.span(group)), "plan-period")


def _issued(reading: Reading, everything: Span, cells: dict[str, Claim], facts: dict[str, object]) -> None:
    """A date alone on a line near the top."""
    at = 0
    for line in reading.source.text.split("\n")[: TOP * 2]:
        plain = clean_text(line)
        if plain and len(plain) <= 24 and plain.endswith(("日", "作成", "現在", "策定", "公表")):
            period = reading.period(regex.sub(r"\s*(?:作成|現在|策定|公表)$", "", plain))
            span = everything.part(at, at + len(line))
            if period.type == "date" and period.first_day is not None and not reading.ledger.is_furniture(span):
                facts["issued_on"] = period.first_day
                cells["issued_on"] = _view(reading, span, "issued")
                return
        at += len(line) + 1
