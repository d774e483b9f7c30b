"""Chronologies and timetables: dated lines, or rows of a date and a text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import regex

from plansheets.extract.blocks import Grid, Line
from plansheets.extract.claims import Claim
from plansheets.extract.legend import legend_in
from plansheets.extract.outline.entries import PAPER, begins_entry, begins_numbers
from plansheets.extract.reading import Reading
from plansheets.extract.span import Span, join
from plansheets.extract.values import claim_value, without_tags
from plansheets.normalize import Period, clean_text

NUMBER = r"[0-9０-９]{1,2}"
YEAR = rf"(?:(?:明治|大正|昭和|平成|令和|[HRＨＲ])\s*(?:元|{NUMBER})|[0-9０-９]{{4}})\s*[.．年]"
DATE = regex.compile(
    rf"(?P<date>(?P<year>{YEAR}\s*度?)?\s*(?:(?P<month>{NUMBER})\s*月)?\s*(?:{NUMBER}\s*日)?\s*(?:[上中下]旬|初旬|末|頃|ごろ)?"
    rf"(?:\s*[～〜~－–―-]\s*(?:{YEAR}\s*度?)?\s*(?:{NUMBER}\s*月)?\s*(?:{NUMBER}\s*日)?\s*(?:[上中下]旬|初旬|末|頃)?)?)"
    r"(?:\s*[:：]|(?=[\s　])|$)"
)
DATE_STARTS = frozenset("明大昭平令HRＨＲ0123456789０１２３４５６７８９")
"""What a year or a month begins with."""
JAPANESE = r"[\p{Han}\p{Hiragana}\p{Katakana}「『]"
SPLIT = regex.compile(
    rf"(?<=[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}ー」』])\s+(?={JAPANESE})"
    rf"|(?<=(?:施行|公布|適用|開始|廃止|改正|改定|実施|完了|開催|認定)\s?[)）])\s+(?={JAPANESE})"
)
"""Where a cell holds several events in a row: a blank between two Japanese characters, or after a bracket that ends an
event (条例の制定 (R4.1 施行) ...); other brackets belong to the name they stand in ((第 2 次) 策定)."""
PLANNED = regex.compile(r"予定|見込")
PAST = regex.compile(r"経過|経緯|沿革|これまで|あゆみ|歩み")
BRACKET = regex.compile(r"[（(「『【※]")
MIN_LINES = 3
WINDOW = 8
"""Lines in which a timetable shows itself by its dates."""


@dataclass
class Dated:
    """One dated line: its date as printed and read, and the spans of its text."""

    when: Span
    period: Period
    first: date
    last: date
    texts: list[Span] = field(default_factory=list)


def date_head(raw: str) -> "regex.Match[str] | None":
    """A date at the start of a line, followed by a blank or a colon."""
    if raw[:1] not in DATE_STARTS and not raw[:1].isspace():
        return None
    found = DATE.match(raw)
    return found if found and found["date"].strip() and (found["year"] or found["month"]) else None


def chronology_rows(reading: Reading, grid: Grid) -> list[tuple[Span, list[Span]]] | None:
    """A grid of two columns, dates and texts: (date, texts) a row. None where it is something else."""
    rows = [[c for c in row if c] for row in grid.rows]
    rows = [row for row in rows if row]
    dated = [row for row in rows if len(row) >= 2 and _is_date(row[0].raw)]
    if len(dated) < 2 or len(dated) < 0.7 * len(rows) or any(len(row) > 2 for row in dated):
        return None
    found: list[tuple[Span, list[Span]]] = []
    for row in rows:
        if len(row) >= 2 and _is_date(row[0].raw):
            found.append((row[0].span, [row[1].span]))
        elif found:
            found[-1][1].extend(c.span for c in row)
    return found


def _is_date(raw: str) -> bool:
    text = clean_text(raw)
    found = date_head(text + " ")
    return found is not None and len(found["date"].strip()) >= len(text.rstrip(":： ")) - 1


class EventReader:
    """Adds rows to table events."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def from_rows(self, rows: Sequence[tuple[Span, list[Span]]], context: str) -> None:
        """Rows of a chronology. Several events in one cell are parted where a blank or a line break parts them."""
        last: Period | None = None
        for when, texts in rows:
            parsed = self._dated(when, last)
            if parsed is None:
                continue
            last = parsed.period
            for text in texts:
                parsed.texts += _pieces(text)
            self._claim(parsed, context)

    def find(self, lines: Sequence[Line], start: int) -> tuple[list[Dated], int]:
        """A timetable that begins at the line `start`: its dates, and how many lines it takes. Else none."""
        if date_head(lines[start].raw) is None:
            return [], 0
        if sum(date_head(line.raw) is not None for line in lines[start : start + WINDOW]) < MIN_LINES:
            return [], 0
        events, used = self._collect(lines[start:])
        return (events, used) if len(events) >= MIN_LINES else ([], 0)

    def claim(self, events: Sequence[Dated], context: str) -> None:
        """Rows of a timetable. `context` is what stands above it: planned, or past."""
        for event in events:
            self._claim(event, context)

    def _collect(self, lines: Sequence[Line]) -> tuple[list[Dated], int]:
        events: list[Dated] = []
        used = 0
        for i, line in enumerate(lines):
            found = date_head(line.raw)
            if found and not line.raw[found.end() :].strip() and not events:
                return [], 0
            if found:
                event = self._dated(line.span.part(*found.span("date")).strip(), events[-1].period if events else None)
                if event is None:
                    break
                rest = line.span.part(found.end()).strip()
                event.texts = [rest] if rest else []
                events.append(event)
            elif not events or not self._goes_on(line, lines[i - 1], lines[i + 1] if i + 1 < len(lines) else None):
                break
            elif BRACKET.match(line.raw) and events[-1].texts:
                events[-1].texts[-1] = join([events[-1].texts[-1], line.span])
            else:
                events[-1].texts.append(line.span)
            used = i + 1
        return events, used

    def _goes_on(self, line: Line, before: Line, after: Line | None) -> bool:
        """A line without a date belongs to the one above where no gap parts them: no heading, item or prose."""
        if line.blanks > max(before.blanks, 1) or line.raw.endswith("。") or line.page > before.page + 1:
            return False
        if BRACKET.match(line.raw):
            return True
        is_title = after is not None and date_head(after.raw) is None and begins_numbers(after.raw)
        return not (begins_entry(line.raw) or is_title or legend_in(line.raw) or PAPER.fullmatch(line.raw))

    def _dated(self, when: Span, last: Period | None) -> Dated | None:
        """A date; one without a year takes that of the date above, the next year where the months fall."""
        period = self.reading.period(when.raw)
        if period.first_day is None and last is not None and last.first_day is not None:
            month = regex.search(rf"({NUMBER})\s*月", clean_text(when.raw))
            if month:
                year = last.first_day.year + (int(month[1]) < last.first_day.month)
                period = self.reading.period(f"{year}年{clean_text(when.raw)}")
        if period.first_day is None or period.last_day is None:
            return None
        return Dated(when, period, period.first_day, period.last_day)

    def _claim(self, event: Dated, context: str) -> None:
        when = claim_value(self.reading, event.when, "events")
        past = bool(PAST.search(context)) and not PLANNED.search(context)
        for text in event.texts:
            claim: Claim = claim_value(self.reading, text, "events")
            planned = True if PLANNED.search(text.raw) or PLANNED.search(context) else False if past else None
            self.reading.ledger.row(
                "events",
                None,
                {"date_text": when, "event": claim},
                date_from=event.first,
                date_to=event.last,
                precision=precision(event.period),
                is_planned=planned,
            )


def precision(period: Period) -> str:
    """day, month, year or fiscal_year: how exactly a date is printed."""
    kind = period.type
    if kind.startswith("date"):
        return "day"
    if kind.startswith("month"):
        return "month"
    return "fiscal_year" if kind.startswith("fiscal") else "year"


def _pieces(span: Span) -> list[Span]:
    raw = without_tags(span.raw)
    cuts = [0, *(m.end() for m in SPLIT.finditer(raw)), len(raw)]
    pieces: list[Span] = []
    for piece in (piece for a, b in pairwise(cuts) for piece in span.part(a, b).lines() if piece):
        if pieces and BRACKET.match(piece.raw) and piece.raw[0] in "（(※":
            pieces[-1] = join([pieces[-1], piece])
        else:
            pieces.append(piece)
    return pieces
