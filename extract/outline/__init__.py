"""The outline: headings and the text under them, nested by the order in which styles of markers open."""

from collections.abc import Sequence

import regex

from plansheets.extract.blocks import Line
from plansheets.extract.claims import Claim
from plansheets.extract.heads import find_period, period_in
from plansheets.extract.legend import legend_in
from plansheets.extract.lines import Measure
from plansheets.extract.outline.entries import Entry, entries_of, with_next
from plansheets.extract.outline.kind import HEADING_LENGTH, Surroundings, kind_of
from plansheets.extract.outline.place import size_of
from plansheets.extract.outline.stack import PLAIN, Node, Stack
from plansheets.extract.reading import Reading
from plansheets.extract.span import Span
from plansheets.extract.trail import Heading, Trail
from plansheets.normalize import clean_text, unwrap

CAPTION = regex.compile(r"指標|数値目標|目標値|ＫＰＩ|KPI|一覧")
"""What the heading of a table of figures says."""


class Outline:
    """Adds rows to table sections, in reading order."""

    def __init__(self, reading: Reading, measure: Measure, pitch: int, trail: Trail) -> None:
        self.reading = reading
        self.measure = measure
        self.pitch = pitch
        self.trail = trail
        self.stack = Stack(trail)
        self.last, self.last_kind = "", ""
        self._count = 0
        self._has_begun = False

    def add(self, lines: Sequence[Line]) -> None:
        """A run of lines that nothing else claims."""
        entries = entries_of(lines, self.measure, self.pitch, self.is_family_heading)
        for entry, after in with_next(entries):
            if not self._family_heading(entry):
                self._place(entry, self._kind(entry, after), after)

    def heading(self, line: Line) -> None:
        """A line that is known to be a heading without a number."""
        self._place(entries_of([line], self.measure, self.pitch)[0], "heading", None)

    def context(self) -> str:
        """What stands above what comes next: the open headings, and the last line where it is short."""
        last = [self.last] if len(self.last) <= HEADING_LENGTH else []
        return " ".join([*(node.text for node in self.stack.nodes if node.kind != "item"), *last])

    def heading_claims(self) -> tuple[Claim | None, Claim] | None:
        """Number and text of the innermost numbered heading that is open; None where there is none.

        A heading of the table itself (成果指標, 環境指標の状況) is none that the table belongs to.
        """
        nodes = [n for n in self.stack.nodes if n.kind == "heading" and n.style != PLAIN]
        node = next((n for n in reversed(nodes) if not CAPTION.search(n.text)), None)
        rows = self.reading.ledger.table("sections") if node else ()
        row = next((row for row in rows if node and row.facts["ordinal"] == node.ordinal), None)
        return (row.cells.get("marker"), row.cells["text"]) if row else None

    def trail_here(self) -> Trail:
        """What a table takes from above: the headings that carry down, else the nearest numbered one of the outline."""
        heading = None if self.trail.get(1) or self.reading.sheets else self.heading_claims()
        if heading is None:
            return self.trail
        trail = Trail()
        trail.add(Heading(1, None, *heading))
        return trail

    def interrupt(self) -> None:
        """Something else stood here: the next line is not what the last heading is about."""
        self.last, self.last_kind = "", ""

    def row(
        self, kind: str, text: Claim, *, marker: Claim | None = None, number: int | None = None,
        parent: Node | None = None, legend: str | None = None, fiscal_year: int | None = None,
    ) -> int:  # fmt: skip
        """Add a row of sections; gives its ordinal."""
        self._count += 1
        self._has_begun = self._has_begun or kind != "caption"
        nodes = self.stack.nodes
        self.reading.ledger.row(
            "sections", None, {"text": text, "marker": marker}, ordinal=self._count, kind=kind, number=number,
            depth=nodes.index(parent) + 1 if parent in nodes else 0, parent=parent.ordinal if parent else None,
            legend=legend, fiscal_year=fiscal_year,
            page=None if self.reading.source.has_offsets else text.span.page,
        )  # fmt: skip
        return self._count

    def table_row(self, spans: Sequence[Span]) -> None:
        """A row of a table that no other table of the contract holds."""
        joined = Span(self.reading.source, tuple(r for s in spans for r in s.ranges))
        claim = self.reading.ledger.claim(joined, "value", f"{self.reading.rule}/table")
        self.row("table", claim, parent=self.stack.heading())

    def caption(self, span: Span) -> None:
        """The name of a table and the unit of its figures, on one line."""
        self.row("caption", self.reading.ledger.claim(span, "value", f"{self.reading.rule}/caption"),
                 parent=self.stack.heading())  # fmt: skip
        self.last, self.last_kind = span.raw, "caption"

    # --- placing

    def _place(self, entry: Entry, kind: str, after: Entry | None) -> None:
        ledger, rule = self.reading.ledger, f"{self.reading.rule}/outline"
        is_heading = kind in ("heading", "article")
        if entry.prefix:
            ledger.claim(entry.prefix, "label", rule)
        marker = ledger.claim(entry.marker, "label", rule) if entry.marker else None
        text = ledger.claim(entry.text, "heading" if is_heading else "value", rule)
        style = self._style(entry) or (PLAIN if is_heading else "")
        parent = self._open(style, entry, kind, after)
        legend = self._legend(entry) if entry.style.startswith("bullet") else None
        year = (self._year(entry.raw) if kind == "heading" else None) or (parent.fiscal_year if parent else None)
        ordinal = self.row(
            kind, text, marker=marker, number=entry.number, parent=parent, legend=legend, fiscal_year=year
        )
        self.last, self.last_kind = entry.raw, kind
        explained = legend_in(entry.raw) or None
        if kind == "caption" and parent and explained:
            parent.legend = explained
        if style and (is_heading or kind == "item"):
            size = size_of(entry.lines[0].span)
            self.stack.push(Node(style, ordinal, kind, entry.raw, entry.number, None, year, explained, size))

    def _legend(self, entry: Entry) -> str | None:
        """What the nearest legend above says of a bullet's mark, or the family where none is printed."""
        known = self.reading.family.legend_of("sections.legend") if self.reading.family else {}
        return self.stack.legend_of(_mark(entry)) or known.get(_mark(entry))

    def _style(self, entry: Entry) -> str:
        """The entry's style; the marks of one legend are one style, and so are the three circles."""
        if entry.style == "vertical" and period_in(entry.raw):
            return "vertical year"
        if entry.marker is None or not entry.style.startswith("bullet"):
            return entry.style
        mark = _mark(entry)
        return "bullet legend" if any(mark in (n.legend or {}) for n in self.stack.nodes) else f"bullet {mark}"

    def _open(self, style: str, entry: Entry, kind: str, after: Entry | None) -> Node | None:
        """Close what the entry ends; gives its parent."""
        if kind == "caption" and after is not None and self._kind(after, None) == "article":
            return next((n for n in reversed(self.stack.nodes) if n.kind == "heading"), None)
        if not style or kind in ("paragraph", "caption"):
            return self.stack.heading()
        if style == PLAIN:
            self.stack.open_plain(entry, after)
        else:
            self.stack.open_numbered(style, entry, kind)
        return self.stack.top()

    def _kind(self, entry: Entry, after: Entry | None) -> str:
        return kind_of(entry, after, Surroundings(self.stack, self.last_kind, self._has_begun))

    def _year(self, raw: str) -> int | None:
        found = find_period(clean_text(unwrap(raw)))
        return self.reading.period(found[0]).first_fiscal_year if found else None

    # --- headings that a family knows

    def is_family_heading(self, raw: str) -> bool:
        """Is it a heading that names its level (推進方針 I …)? One that does not is known by what it stands under."""
        headings = self.reading.headings
        return any("label" in h.pattern.groups and h.pattern.fullmatch(raw) for h in headings)

    def _family_heading(self, entry: Entry) -> bool:
        """Claim the entry as a heading of the family, and carry it down. False where it is none."""
        whole = Span(self.reading.source, tuple(r for line in entry.lines for r in line.span.ranges))
        for rule in self.reading.headings:
            found = rule.pattern.fullmatch(whole.raw)
            names_level = rule.level == 1 or "label" in rule.pattern.groups
            if found and (names_level or self.trail.get(rule.level - 1) is not None):
                self._claim_heading(rule.level, whole, found, rule.label)
                return True
        return False

    def _claim_heading(self, level: int, span: Span, found: "regex.Match[str]", called: str | None) -> None:
        ledger, rule = self.reading.ledger, f"{self.reading.rule}/heading-{level}"
        given = {name: text for name, text in found.groupdict().items() if text}
        parts = {name: ledger.claim(span.part(*found.span(name)).strip(), "heading", rule) for name in given}
        self.stack.open_level(level)
        ledger.rest(span, "label", rule)
        first = len(span.raw) - len(span.raw.lstrip("#"))  # of Markdown, which the print would not show
        marker = Claim(span.part(first, found.start("title")).strip(), "heading", rule) if "number" in parts else None
        number = int(given["number"]) if given.get("number", "").isdecimal() else None
        parent = self.stack.top()
        year = parent.fiscal_year if parent else None
        ordinal = self.row("heading", parts["title"], marker=marker, number=number, parent=parent, fiscal_year=year)
        self.stack.push(Node(f"family {level}", ordinal, "heading", given["title"], number, level, year))
        self.trail.add(Heading(level, parts.get("label"), parts.get("number"), parts["title"], called))


def _mark(entry: Entry) -> str:
    """A bullet's mark; ○ for each of the three circles that a print mixes."""
    mark = clean_text(entry.marker.raw) if entry.marker else ""
    return "○" if mark in ("〇", "◯") else mark
