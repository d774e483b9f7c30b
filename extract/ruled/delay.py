"""The mark that a family's sheets put behind a report where it is late."""

import regex

from plansheets.extract.claims import Claim
from plansheets.extract.reading import Reading
from plansheets.extract.span import Span
from plansheets.extract.values import claim_value


def without_delay(reading: Reading, span: Span, found: dict[str, Claim | None], facts: dict[str, object]) -> Span:
    """The text without the family's mark for a delay at its end."""
    dump = reading.family.dump if reading.family else None
    for mark in dump.delay if dump else ():
        pattern = r"\s*".join(regex.escape(char) for char in mark)
        hit = regex.search(pattern, span.raw)
        if hit:
            found["is_delayed"] = claim_value(reading, span.part(*hit.span()).strip(), "delay")
            facts["is_delayed"] = True
            parts = [span.part(0, hit.start()).strip(), span.part(hit.end()).strip()]
            kept = tuple(r for part in parts for r in part.ranges)
            return Span(span.source, kept)
    return span
