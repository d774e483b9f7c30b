"""The open headings and items of an outline, and what a new one closes."""

from dataclasses import dataclass

import regex

from plansheets.extract.outline.entries import SENTENCE_END, Entry
from plansheets.extract.outline.place import LARGE, size_of
from plansheets.extract.trail import Trail

SUPPLEMENT = regex.compile(r"附\s*則|付\s*則")
RANKS = {
    "ordinal": 1, "roman": 2, "plain": 3, "dotted": 3, "parenthesised": 4, "parenthesised_kanji": 4, "circled": 5,
    "negative_circled": 5, "katakana": 6, "bullet": 7, "-": 7,
}  # fmt: skip
"""The usual order of numbers in Japanese official texts: 第１, Ⅰ, １, (1), ①, ア, ・."""
PLAIN = "plain-heading"
"""Style of a heading without a number."""


@dataclass
class Node:
    """An open heading or item: its style, the ordinal of its row, what it hands down.

    `level` is that of a family's heading, `legend` what the heading says of the marks under it, `size` the font size
    in points where the source has one.
    """

    style: str
    ordinal: int
    kind: str
    text: str
    number: int | None = None
    level: int | None = None
    fiscal_year: int | None = None
    legend: dict[str, str] | None = None
    size: float | None = None


class Stack:
    """Open nodes from the outermost to the innermost. A style that is open already closes down to itself."""

    def __init__(self, trail: Trail) -> None:
        self.trail = trail
        self.nodes: list[Node] = []

    def push(self, node: Node) -> None:
        self.nodes.append(node)

    def close_from(self, at: int) -> None:
        """Close the nodes from this depth on; a family's heading stops being carried down."""
        for node in self.nodes[at:]:
            if node.level:
                self.trail.end(node.level)
        del self.nodes[at:]

    def top(self) -> Node | None:
        """The innermost node."""
        return self.nodes[-1] if self.nodes else None

    def heading(self) -> Node | None:
        """The innermost heading or article."""
        return next((n for n in reversed(self.nodes) if n.kind != "item"), None)

    def has(self, style: str) -> bool:
        return any(n.style == style for n in self.nodes)

    def has_articles(self) -> bool:
        return any(n.kind == "article" for n in self.nodes)

    def is_upright(self) -> bool:
        """Is the innermost node a label set from top to bottom, at the left of what it is about?"""
        return bool(self.nodes) and self.nodes[-1].style.startswith("vertical")

    def is_in_item(self, entry: Entry) -> bool:
        """Do the numbers stand under a bullet that announces them, or go on with items that do?"""
        open_ = [i for i, node in enumerate(self.nodes) if node.style == entry.style]
        if any(self.nodes[i].kind == "item" and self.nodes[i].number == (entry.number or 0) - 1 for i in open_):
            return True
        top = self.top()
        return bool(open_) and top is not None and top.style.startswith("bullet") and self._is_nested(min(open_), entry)

    def legend_of(self, mark: str) -> str | None:
        """What the nearest legend says of a mark."""
        return next((n.legend.get(mark) for n in reversed(self.nodes) if n.legend), None)

    def open_numbered(self, style: str, entry: Entry, kind: str) -> None:
        """Close what an entry with a marker ends."""
        open_ = [i for i, node in enumerate(self.nodes) if node.style == style]
        before = [
            i for i in open_ if self.nodes[i].number is not None and self.nodes[i].number == (entry.number or 0) - 1
        ]
        at = max(before) if before else min(open_, default=None)
        if at is None:
            self._close_bullets(kind)
        elif not self._is_nested(at, entry):
            self.close_from(at - self._begins_anew(at, entry))

    def open_plain(self, entry: Entry, after: Entry | None) -> None:
        """Close what a heading without a number ends: it stands beside the last of its kind, or above numbers that
        begin anew after it."""
        self._close_smaller(entry)
        styles = [node.style for node in self.nodes]
        restarts = after is not None and after.number == 1
        if SUPPLEMENT.fullmatch(entry.raw.strip()):
            self.close_from(next((i for i, node in enumerate(self.nodes) if node.kind == "article"), len(styles)))
        elif after is not None and restarts and after.style in styles:
            at = styles.index(after.style)
            self.close_from(0 if at <= 1 else at)
        elif after is not None and after.style == "caption":
            self.close_from(0)
        else:
            if after is not None and restarts:
                self._close_lower(after.style)
            while self.nodes and self.nodes[-1].kind == "item":
                self.close_from(len(self.nodes) - 1)
            if self.nodes and self.nodes[-1].style == PLAIN:
                self.close_from(len(self.nodes) - 1)

    def open_level(self, level: int) -> None:
        """Close a family's headings of this level and below."""
        at = next((i for i, node in enumerate(self.nodes) if node.level and node.level >= level), len(self.nodes))
        self.close_from(at)

    def _close_smaller(self, entry: Entry) -> None:
        """Close the headings that are set smaller than the new one, and those without a number of its own size."""
        size = size_of(entry.lines[0].span)
        if size is None:
            return
        for at, node in enumerate(self.nodes):
            if node.size is not None and node.kind != "item" and (
                node.size * LARGE < size or (node.style == PLAIN and node.size < size * LARGE)
            ):  # fmt: skip
                self.close_from(at)
                return

    def _close_lower(self, style: str) -> None:
        """Close what stands under numbers that the usual order puts below those of this style."""
        rank = _rank(style)
        lower = (i for i, node in enumerate(self.nodes) if rank is not None and (_rank(node.style) or 0) > rank)
        self.close_from(next(lower, len(self.nodes)))

    def _close_bullets(self, kind: str) -> None:
        """A heading does not stand under a bullet."""
        while kind == "heading" and self.nodes and self.nodes[-1].style.startswith(("bullet", "-")):
            self.close_from(len(self.nodes) - 1)

    def _is_nested(self, at: int, entry: Entry) -> bool:
        """Do the numbers begin anew under a bullet that announces them (◇今後の課題 (1) … (2) …)?"""
        top = self.nodes[-1]
        announces = top.kind == "item" and top.number is None and not SENTENCE_END.search(top.text)
        return entry.number == 1 and at < len(self.nodes) - 1 and announces

    def _begins_anew(self, at: int, entry: Entry) -> bool:
        """Do the numbers begin anew, so that they belong no longer under the title above them?"""
        had = self.nodes[at].number or 0
        return at > 0 and entry.number == 1 and had > 1 and self.nodes[at - 1].style == PLAIN


def _rank(style: str) -> int | None:
    return RANKS.get(style.split(maxsplit=1)[0]) if style else None
