"""The outline: headings and the text under them, nested by the order in which styles of markers open."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from plansheets.extract.blocks import Line
from plansheets.extract.claims import Claim
from plansheets.extract.entries import PAPER, SENTENCE_END, Entry, entries_of, pairwise
from plansheets.extract.heads import PERIOD, period_in
from plansheets.extract.legend import legend_in
from plansheets.extract.lines import Measure
from plansheets.extract.reading import Reading
from plansheets.extract.span import Span
from plansheets.extract.trail import Heading, Trail
from plansheets.normalize import clean_text, unwrap

HEADING_LENGTH = 45
"""Characters up to which a numbered line without a full stop is a heading."""
PLAIN_LENGTH = 50
BOX_LENGTH = 25
"""Characters up to which a line right above a list of bullets is its heading."""
SUPPLEMENT = regex.compile(r"附\s*則|付\s*則")


@dataclass
class Node:
    """An open heading or item: its style, the ordinal of its row, what it hands down."""

    style: str
    ordinal: int
    kind: str
    text: str
    number: int | None = None
    level: int | None = None
    fiscal_year: int | None = None
    legend: dict[str, str] | None = None


class Outline:
    """Adds rows to table sections, in reading order."""

    def __init__(self, reading: Reading, measure: Measure, pitch: int, trail: Trail) -> None:
        self.reading = reading
        self.measure = measure
        self.pitch = pitch
        self.trail = trail
        self.stack: list[Node] = []
        self.count = 0
        self.last, self.last_kind = "", ""

    def add(self, lines: Sequence[Line]) -> None:
        """A run of lines that nothing else claims."""
        entries = entries_of(lines, self.measure, self.pitch, self._is_family_heading)
        for entry, after in pairwise(entries):
            heading = self._family_heading(entry)
            if heading is None:
                self._place(entry, self._kind(entry, after), after)

    def heading(self, line: Line) -> None:
        """A line that is known to be a heading without a number."""
        self._place(entries_of([line], self.measure, self.pitch)[0], "heading", None)

    def context(self) -> str:
        """What stands above what comes next: the open headings, and the last line where it is short."""
        last = [self.last] if len(self.last) <= HEADING_LENGTH else []
        return " ".join([*(node.text for node in self.stack if node.kind != "item"), *last])

    def interrupt(self) -> None:
        """Something else stood here: the next line is not what the last heading is about."""
        self.last, self.last_kind = "", ""

    # --- rows

    def row(
        self,
        kind: str,
        text: Claim,
        *,
        marker: Claim | None = None,
        number: int | None = None,
        parent: Node | None = None,
        legend: str | None = None,
        fiscal_year: int | None = None,
    ) -> int:
        """Add a row of sections; gives its ordinal."""
        self.count += 1
        depth = self.stack.index(parent) + 1 if parent in self.stack else 0
        self.reading.ledger.row(
            "sections",
            None,
            {"text": text, "marker": marker},
            ordinal=self.count,
            kind=kind,
            depth=depth,
            number=number,
            parent=parent.ordinal if parent else None,
            legend=legend,
            fiscal_year=fiscal_year,
            page=text.span.page if not self.reading.source.has_offsets else None,
        )
        return self.count

    def table_row(self, spans: Sequence[Span]) -> None:
        """A row of a table that no other table of the contract holds."""
        ledger = self.reading.ledger
        joined = Span(self.reading.source, tuple(r for s in spans for r in s.ranges))
        self.row("table", ledger.claim(joined, "value", f"{self.reading.rule}/table"), parent=self.innermost())

    # --- placing

    def _place(self, entry: Entry, kind: str, after: Entry | None) -> None:
        ledger, rule = self.reading.ledger, f"{self.reading.rule}/outline"
        if entry.prefix:
            ledger.claim(entry.prefix, "label", rule)
        is_heading = kind in ("heading", "article")
        claim_kind = "heading" if is_heading else "value"
        marker = ledger.claim(entry.marker, "label", rule) if entry.marker else None
        text = ledger.claim(entry.text, "heading" if claim_kind == "heading" else "value", rule)
        style = self._style(entry) or ("plain-heading" if is_heading else "")
        parent = self._open(style, entry, kind, after)
        year = self._year(entry.raw) if kind == "heading" else None
        inherited = parent.fiscal_year if parent else None
        legend = self._legend(entry, parent)
        ordinal = self.row(
            kind, text, marker=marker, number=entry.number, parent=parent, legend=legend, fiscal_year=year or inherited
        )
        self.last, self.last_kind = entry.raw, kind
        if kind == "caption" and parent and (found := legend_in(entry.raw)):
            parent.legend = found
        if style and kind in ("heading", "article", "item"):
            self.stack.append(
                Node(
                    style, ordinal, kind, entry.raw, entry.number, None, year or inherited, legend_in(entry.raw) or None
                )
            )

    def _style(self, entry: Entry) -> str:
        """The entry's style; the marks of one legend are one style, and so are the three circles."""
        if entry.style == "vertical" and period_in(entry.raw):
            return "vertical year"
        if entry.marker is None or not entry.style.startswith("bullet"):
            return entry.style
        mark = _mark(entry)
        return "bullet legend" if any(mark in (n.legend or {}) for n in self.stack) else f"bullet {mark}"

    def _open(self, style: str, entry: Entry, kind: str, after: Entry | None) -> Node | None:
        """Close what the entry ends; gives its parent."""
        if kind == "caption" and after is not None and self._kind(after, None) == "article":
            return next((n for n in reversed(self.stack) if n.kind == "heading"), None)
        if not style or kind in ("paragraph", "caption"):
            return self.innermost()
        if style == "plain-heading":
            self._close_for_plain(entry, after)
            return self.stack[-1] if self.stack else None
        at = next((i for i, node in enumerate(self.stack) if node.style == style), None)
        if at is None:
            self._close_bullets(kind)
            if kind in ("heading", "article"):
                self._close_lower(style)
        elif not self._is_nested(at, entry):
            self.close_from(at - self._begins_anew(at, entry))
        return self.stack[-1] if self.stack else None

    def _close_lower(self, style: str) -> None:
        """Close what stands under numbers that the usual order puts below those of this style."""
        rank = _rank(style)
        lower = (i for i, node in enumerate(self.stack) if rank is not None and (_rank(node.style) or 0) > rank)
        self.close_from(next(lower, len(self.stack)))

    def _close_bullets(self, kind: str) -> None:
        """A heading does not stand under a bullet."""
        while kind == "heading" and self.stack and self.stack[-1].style.startswith(("bullet", "-")):
            self.close_from(len(self.stack) - 1)

    def _is_nested(self, at: int, entry: Entry) -> bool:
        """Do the numbers begin anew under a bullet that announces them (◇今後の課題 (1) … (2) …)?"""
        top = self.stack[-1]
        announces = top.kind == "item" and top.number is None and not SENTENCE_END.search(top.text)
        return entry.number == 1 and at < len(self.stack) - 1 and announces

    def _begins_anew(self, at: int, entry: Entry) -> bool:
        """Do the numbers begin anew, so that they belong no longer under the title above them?"""
        node = self.stack[at]
        return bool(at and entry.number == 1 and (node.number or 0) > 1 and self.stack[at - 1].style == "plain-heading")

    def _close_for_plain(self, entry: Entry, after: Entry | None) -> None:
        """A heading without a number: beside the last of its kind, or above the numbers that begin anew after it."""
        styles = [node.style for node in self.stack]
        if SUPPLEMENT.fullmatch(entry.raw.strip()):
            self.close_from(next((i for i, node in enumerate(self.stack) if node.kind == "article"), len(styles)))
        elif after is not None and after.number == 1 and after.style in styles:
            at = styles.index(after.style)
            self.close_from(0 if at <= 1 else at)
        elif after is not None and after.style == "caption":
            self.close_from(0)
        else:
            if after is not None and after.number == 1:
                self._close_lower(after.style)
            while self.stack and self.stack[-1].kind == "item":
                self.close_from(len(self.stack) - 1)
            if self.stack and self.stack[-1].style == "plain-heading":
                self.close_from(len(self.stack) - 1)

    def close_from(self, at: int) -> None:
        """Close the open headings and items from this depth on."""
        for node in self.stack[at:]:
            if node.level:
                self.trail.end(node.level)
        del self.stack[at:]

    def innermost(self) -> Node | None:
        """The innermost open heading or article."""
        return next((n for n in reversed(self.stack) if n.kind != "item"), None)

    # --- deciding

    def _kind(self, entry: Entry, after: Entry | None) -> str:
        raw = unwrap(entry.raw)
        short = len(raw) <= HEADING_LENGTH and not entry.is_closed
        first = entry.style.split()[0] if entry.style else ""
        if "条" in entry.style:
            return "article"
        if first == "vertical":
            return "heading"
        if first == "bracket":
            return "heading" if after is not None else "caption"
        if first == "caption":
            return "caption"
        if first in ("-", "bullet"):
            return "item"
        if first:
            return self._numbered(entry, short, after)
        return self._unnumbered(entry, raw, after)

    def _numbered(self, entry: Entry, short: bool, after: Entry | None) -> str:
        if not short or entry.prefix or any(n.kind == "article" for n in self.stack):
            return "item"
        if entry.style.startswith(("circled", "katakana")):
            siblings = after is not None and after.style == entry.style
            return "item" if siblings or after is None or (after.number == 1 and not after.style) else "heading"
        return "heading"

    def _unnumbered(self, entry: Entry, raw: str, after: Entry | None) -> str:
        if SUPPLEMENT.fullmatch(raw.strip()):
            return "heading"
        if entry.is_closed or len(raw) > PLAIN_LENGTH or raw.endswith(("、", "，")):
            return "paragraph"
        if legend_in(raw):
            return "caption" if raw[0] in "（([［注凡※" else "heading"
        if (
            after is not None
            and after.number == 1
            and any(n.style == after.style for n in self.stack)
            and not after.prefix
        ):
            return "heading"
        if self.last_kind == "heading" and not entry.gap:
            return "paragraph"
        if PAPER.fullmatch(raw) or (
            self.last_kind != "heading"
            and after is not None
            and after.number not in (None, 1)
            and any(n.style == after.style for n in self.stack)
        ):
            return "caption"
        if raw[0] in "「『":
            return "paragraph"
        if not any(row.facts["kind"] != "caption" for row in self.reading.ledger.table("sections")):
            return "heading"
        if after is None:
            return "heading" if entry.gap and not self.stack else "caption" if entry.gap else "paragraph"
        if len(raw) <= BOX_LENGTH and after.style.startswith("bullet"):
            return "heading"
        restarts = after.number == 1 and not after.style.startswith("bullet")
        if restarts and not after.prefix:
            return "heading"
        if not (entry.gap or not self.count):
            return "paragraph"
        if not after.gap and self.pitch:
            return "paragraph"
        return "heading" if after.gap or restarts else "paragraph"

    def _is_family_heading(self, raw: str) -> bool:
        family = self.reading.family
        return family is not None and any(
            "label" in rule.pattern.groups and rule.pattern.fullmatch(raw) for rule in family.headings
        )

    def _family_heading(self, entry: Entry) -> Heading | None:
        """The entry as a heading that its family knows: pushed, and carried down."""
        family = self.reading.family
        raw = entry.lines[0].raw if len(entry.lines) == 1 else "\n".join(line.raw for line in entry.lines)
        whole = Span(self.reading.source, tuple(r for line in entry.lines for r in line.span.ranges))
        for rule in family.headings if family else ():
            found = rule.pattern.fullmatch(raw.strip())
            if not found or (
                rule.level > 1 and "label" not in rule.pattern.groups and self.trail.get(rule.level - 1) is None
            ):
                continue
            return self._claim_heading(rule.level, whole, found)
        return None

    def _claim_heading(self, level: int, span: Span, found: "regex.Match[str]") -> Heading:
        ledger, rule = self.reading.ledger, f"{self.reading.rule}/heading-{level}"
        groups = found.groupdict()
        parts = {
            name: ledger.claim(span.part(*found.span(name)).strip(), "heading", rule)
            for name in ("label", "number", "title")
            if groups.get(name)
        }
        style = f"family {level}"
        at = next(
            (i for i, n in enumerate(self.stack) if n.style.startswith("family") and int(n.style[7:]) >= level), None
        )
        if at is not None:
            self.close_from(at)
        marker = None
        if "number" in parts:
            marker = Claim(span.part(0, found.span("title")[0]).strip(), "heading", rule)
        ledger.rest(span, "label", rule)
        parent = self.stack[-1] if self.stack else None
        number = int(groups["number"]) if (groups.get("number") or "").isdecimal() else None
        ordinal = self.row(
            "heading",
            parts["title"],
            marker=marker,
            number=number,
            parent=parent,
            fiscal_year=parent.fiscal_year if parent else None,
        )
        self.stack.append(Node(style, ordinal, "heading", parts["title"].span.raw, None, level))
        heading = Heading(level, parts.get("label"), parts.get("number"), parts["title"])
        self.trail.add(heading)
        return heading

    def _legend(self, entry: Entry, parent: Node | None) -> str | None:
        """What the nearest legend above says of the entry's marker."""
        if entry.marker is None or not entry.style.startswith("bullet"):
            return None
        return next((node.legend.get(_mark(entry)) for node in reversed(self.stack) if node.legend), None)

    def _year(self, raw: str) -> int | None:
        found = PERIOD.search(clean_text(unwrap(raw)))
        return self.reading.period(found[0]).first_fiscal_year if found else None


RANKS = {"ordinal": 1, "roman": 2, "plain": 3, "dotted": 3, "parenthesised": 4, "parenthesised_kanji": 4, "circled": 5,
         "negative_circled": 5, "katakana": 6, "bullet": 7, "-": 7}  # fmt: skip
"""The usual order of numbers in Japanese official texts: 第１, Ⅰ, １, (1), ①, ア, ・."""


def _rank(style: str) -> int | None:
    return RANKS.get(style.split(maxsplit=1)[0]) if style else None


def _mark(entry: Entry) -> str:
    """A bullet's mark; ○ for each of the three circles that a print mixes."""
    mark = clean_text(entry.marker.raw) if entry.marker else ""
    return "○" if mark in ("〇", "◯") else mark
