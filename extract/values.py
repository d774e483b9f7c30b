"""Claiming a cell as what its label says it is: offices, actors, a title, a number, a text."""

import regex

from plansheets.extract.claims import Claim, Kind, Row
from plansheets.extract.reading import Reading
from plansheets.extract.span import Span, join
from plansheets.normalize import match_key, parse_enumerator, parse_glyph, parse_organisations

TAG = regex.compile(r"</?(?:p|br|ul|ol|li|div|span|b|i|u|strong|em|td|tr|th|sup|sub)\b[^<>]*>", regex.IGNORECASE)
SHARED = 0.6
"""Confidence of a value that is read from text which another value is read from too."""
MARKER = regex.compile(
    r"(?P<mark>[①-⑳㉑-㊿❶-❿]|[（(]\s*[0-9０-９]{1,3}\s*[)）]|[0-9０-９]{1,3}(?=[\s.．、]))[\s.．、]*"
)
"""What may stand before a title and repeat the sheet's number."""
BULLET = regex.compile(r"\s*[・･○●◯◎◇◆■▪•](?![・･○●◯◎◇◆■▪•])\s*(?=\S{2})")
"""A mark before one name; two of them stand for a name (○○の数)."""


def without_tags(raw: str) -> str:
    """The text with HTML tags blanked: same length, so that offsets stay; a tag breaks the line."""
    return TAG.sub(lambda m: "\n".ljust(len(m[0])), raw)


def claim_label(reading: Reading, span: Span, rule: str) -> Claim:
    """A label as printed."""
    return reading.ledger.claim(span, "label", f"{reading.rule}/{rule}")


def claim_value(reading: Reading, span: Span, rule: str, confidence: float = 1.0) -> Claim:
    """A value as printed."""
    return reading.ledger.claim(span, "value", f"{reading.rule}/{rule}", confidence)


def claim_or_share(reading: Reading, span: Span, rule: str, kind: Kind = "value") -> Claim:
    """A text as printed; a doubtful share in it where another row or table has claimed it (a cell over rows)."""
    if reading.ledger.is_free(span):
        return reading.ledger.claim(span, kind, f"{reading.rule}/{rule}")
    return Claim(span, kind, f"{reading.rule}/{rule}", SHARED)


def guess_kind(row: Row, said: object) -> None:
    """Mark a row's kind of value as guessed where nothing printed says it: no head, no label, no caption."""
    if not said:
        row.guessed |= {"value_type"}


def claim_offices(reading: Reading, sheet: int, span: Span) -> None:
    """A cell of offices in charge: one row an office; the marks and separators between are part of the cell."""
    rule = "offices"
    parsed = parse_organisations(without_tags(span.raw))
    marked = any(org.lead for org in parsed.orgs)
    for org in parsed.orgs:
        name = span.part(org.start, org.end).strip()
        if not name or not reading.ledger.is_free(name):
            continue
        claim = claim_value(reading, name, rule)
        reading.ledger.row(
            "offices",
            sheet,
            {"office": claim},
            name=org.name,
            is_lead=bool(org.lead) if marked else None,
            is_provisional=bool(org.provisional),
            is_collective=org.is_collective,
        )
    reading.ledger.rest(span, "value", f"{reading.rule}/{rule}")


def claim_actors(reading: Reading, sheet: int, span: Span) -> bool:
    """A cell of options (■市民 □行政): one row an option. False where the cell holds no marks."""
    options = parse_glyph(span.raw, column="options").options or ()
    if not options:
        return False
    for option in options:
        box = claim_value(reading, span.part(option.box_start, option.box_end), "actors")
        name = claim_value(reading, span.part(option.label_start, option.label_end).strip(), "actors")
        reading.ledger.row("actors", sheet, {"actor": name, "is_marked": box}, is_marked=option.checked)
    reading.ledger.rest(span, "value", f"{reading.rule}/actors")
    return True


def claim_title(reading: Reading, cells: dict[str, Claim], span: Span) -> None:
    """A sheet's title; a marker in front of it that only repeats the sheet's number is no part of it."""
    front = MARKER.match(span.raw)
    if front and span.raw[front.end() :].strip() and _repeats(cells.get("number"), front["mark"]):
        claim = reading.ledger.claim(span.part(*front.span("mark")), "label", f"{reading.rule}/title-marker")
        cells.setdefault("number", Claim(claim.span, "value", claim.rule, 0.9))
        span = span.part(front.end()).strip()
    cells["title"] = claim_value(reading, span, "title")


def _repeats(number: Claim | None, marker: str) -> bool:
    plain = parse_enumerator(marker).style in ("circled", "negative_circled", "parenthesised")
    return plain if number is None else match_key(number.span.raw).endswith(match_key(marker))


def joined(name: Claim, more: Span) -> Claim:
    """A name and what else names the value; both are claimed where they stand."""
    return Claim(join([name.span, more]), name.kind, name.rule, name.confidence)


def claim_named(reading: Reading, span: Span) -> Claim:
    """Claim an indicator's name without the bullet before it (・住宅の耐震化率)."""
    mark = BULLET.match(span.raw)
    if mark is None:
        return claim_value(reading, span, "indicator")
    claim_label(reading, span.part(0, mark.end()).strip(), "bullet")
    return claim_value(reading, span.part(mark.end()).strip(), "indicator")
