"""The table of contents: its entries are items under their heading, not headings of the text."""

from collections.abc import Sequence

import regex

from plansheets.extract.blocks import Grid, Line
from plansheets.extract.outline import Outline
from plansheets.extract.reading import Reading
from plansheets.extract.span import Span
from plansheets.normalize import match_key, parse_enumerator

HEAD = regex.compile(r"(?:[-#*\s]*)(?:目\s*次|も\s*く\s*じ|内\s*容\s*目\s*次)[\s:：]*")
LEADER = regex.compile(
    r"(?P<text>.*?\S)\s*(?:[.．…‥・･·。_＿\-―─]{2,}|\s{2,}|\t)[\s.．…‥・･·\-―─]*(?P<page>[0-9０-９]{1,4})\s*"
)


def is_contents_head(raw: str) -> bool:
    """Is the line the heading of a table of contents?"""
    return HEAD.fullmatch(raw) is not None


class Contents:
    """Reads entries until the text begins: until an entry comes again, or something that is no entry."""

    def __init__(self, reading: Reading, outline: Outline) -> None:
        self.reading = reading
        self.outline = outline
        self.is_open = False
        self._seen: set[str] = set()

    def begin(self) -> None:
        """The heading has just been placed."""
        self.is_open = True

    def lines(self, lines: Sequence[Line]) -> int:
        """Take entries from the front of a run of lines; gives how many."""
        for taken, line in enumerate(lines):
            if not self._take(line.span, line.raw):
                return taken
        return len(lines)

    def grid(self, grid: Grid) -> bool:
        """Take a grid whose rows end with a page number. False where it is something else."""
        rows = [[c for c in row if c and not set(c.raw) <= set("-─ ")] for row in grid.rows]
        numbered = [row for row in rows if len(row) >= 2 and row[-1].raw.strip().isdecimal()]
        if not numbered or len(numbered) < 0.7 * sum(bool(row) for row in rows):
            self._end()
            return False
        for row, cells in zip(rows, grid.rows, strict=True):
            if row:
                pages = row[-1:] if row[-1].raw.strip().isdecimal() and len(row) > 1 else []
                texts = row[: len(row) - len(pages)]
                self._entry(texts[0].span, [c.span for c in [*texts[1:], *pages]])
            for cell in cells:
                if cell and cell not in row:
                    self.reading.ledger.claim(cell.span, "furniture", f"{self.reading.rule}/contents")
        return True

    def _end(self) -> None:
        self.is_open = False
        self.outline.stack.close_from(0)

    def _take(self, span: Span, raw: str) -> bool:
        found = LEADER.fullmatch(raw)
        text = span.part(*found.span("text")) if found else span
        if match_key(text.raw) in self._seen or raw.endswith("。") or len(raw) > 90:
            self._end()
            return False
        rest = span.part(found.end("text")).strip() if found else None
        self._entry(text.strip(), [rest] if rest else [])
        return True

    def _entry(self, span: Span, rest: Sequence[Span]) -> None:
        ledger, rule = self.reading.ledger, f"{self.reading.rule}/contents"
        self._seen.add(match_key(span.raw))
        mark = parse_enumerator(span.raw)
        marker = None
        text = span
        if mark.style and mark.marker and mark.rest_start and span.raw[mark.rest_start :].strip():
            marker = ledger.claim(span.part(0, mark.rest_start).strip(), "label", rule)
            text = span.part(mark.rest_start).strip()
        self.outline.row(
            "item",
            ledger.claim(text, "value", rule),
            marker=marker,
            number=mark.number if marker else None,
            parent=self.outline.stack.heading(),
        )
        for piece in rest:
            ledger.claim(piece, "furniture", rule)
