"""Which lines are heads of lists, and which lines below them belong to the list."""

from collections.abc import Sequence, Set

import regex

from plansheets.extract.columns.pieces import Parted, Piece, Test, crossing, nearest, overlap
from plansheets.extract.columns.rows import period_at

BULLETS = frozenset("○●◎・･■□☑☐◆◇※▪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
VALUE = regex.compile(
    r"[△▲約]?[-－+]?[0-9０-９][0-9０-９,，.．]*\s*[\p{L}%％/㎡]{0,4}|[―—－ー\-…※]+|[◎○〇◯●△▲×■□☑☐✓✔レ]|[⇒→➡⇨➔▶►━─＝=＞>～〜↓\s]+"
)
"""What only a cell of a table's body holds: a number with its unit, a dash, a mark, an arrow."""
TAIL = regex.compile(r"年?度|\p{L}{0,3}[)）]")
"""The rest of a head that broke over two lines: 度, 年), 実績)."""
TEXT = 8
"""Characters from which on the first piece of an indented line is a value, not a label set in the middle."""


class HeadLines:
    """The lines of one table, by what stands in their first columns and whether they are heads.

    `left` is the table's left edge, `value_at` the column from which on values stand.
    """

    def __init__(self, lines: Sequence[Parted], is_label: Test, is_period: Test) -> None:
        self.lines, self.is_label, self.is_period = lines, is_label, is_period
        self.left = left = min(line.x0 for line in lines)
        values = [ln.pieces[1].x0 for ln in lines if len(ln.pieces) > 1 and ln.x0 <= left + 3]
        texts = [
            ln.x0
            for ln in lines
            if ln.x0 > left + 3 and len(ln.pieces[0].text) >= TEXT and not is_label(ln.pieces[0].text)
        ]
        self.value_at = min([*values, *texts], default=left + 1)

    def has_stub(self, line: Parted) -> bool:
        """Does something stand in the first columns? No label's second line, no single letter of an upright label."""
        first = line.pieces[0]
        if first.x0 >= self.value_at:
            return False
        if self.left + 3 < first.x0 >= self.value_at - 2 and not self.is_label(first.text):
            return False
        upright = len(first.text) == 1 and first.text.isalpha()
        return self.is_label(first.text) or not (upright or first.text[0] in "（(")

    def period_at(self, line: Parted) -> int | None:
        return period_at(line, self.is_label, self.is_period)

    def is_head(self, i: int) -> bool:
        line = self.lines[i]
        texts = [p.text for p in line.pieces]
        first = self.period_at(line)
        if first == 0 and not self.has_stub(line):
            return self._heads_stubs(i)
        if len(texts) < 2 or not self.has_stub(line) or not all(map(_is_head_like, texts)) or self._is_inner(i):
            return False
        if first is not None:
            return True
        known = sum(self.is_label(t) or self.is_period(t) for t in texts)
        below = self.lines[i + 1 : i + 7]
        if not known or len(texts) < 3 or any(self.is_label(ln.pieces[0].text) for ln in below):
            return False
        under = [ln.pieces for ln in below[:4] if len(ln.pieces) > 1]
        return sum(any(crossing(p, row) for row in under) for p in line.pieces) >= 2

    def _heads_stubs(self, i: int) -> bool:
        """Periods alone on their line: the head of the rows below, if those are labelled and stand under them."""
        if i + 1 == len(self.lines) or not self.has_stub(self.lines[i + 1]):
            return False
        under = self.lines[i + 1].pieces
        return sum(bool(crossing(top, under)) for top in self.lines[i].pieces) >= 2

    def _is_inner(self, i: int) -> bool:
        """Is its second piece a middle line of a text that began on the line above?"""
        line = self.lines[i]
        label, text = line.pieces[:2]
        if not i or line.is_apart or self.is_label(text.text) or self.is_period(text.text):
            return False
        above = self.lines[i - 1].pieces[0]
        return (
            self.is_label(label.text)
            and above.x0 >= self.value_at
            and not self.is_label(above.text)
            and abs(above.x0 - text.x0) <= 2
        )

    def goes_on(self, head: int, line: Parted) -> bool:
        """Is a line that begins with a label a row of the list? Its values are numbers, or stand below the heads."""
        if not self.is_label(line.pieces[0].text):
            return True
        tops = self.lines[head].pieces[1:]
        under = [crossing(p, tops)[:1] for p in line.pieces[1:]]
        if under and all(under) and len({id(top) for (top,) in under}) == len(under):
            return not any(self.is_label(p.text) for p in line.pieces[1:])
        return bool(under) and all(VALUE.fullmatch(p.text) for p in line.pieces[1:])

    def is_body(self, head: int, i: int) -> bool:
        """A row with nothing in its first columns: values below a head. Not the head's own second line."""
        line = self.lines[i]
        if i == head + 1:
            return not self.ends(head, line)
        values = any(VALUE.fullmatch(p.text) for p in line.pieces)
        return len(line.pieces) > 1 and values and not any(self.is_period(p.text) for p in line.pieces)

    def tops(self, head: int, rows: Set[int]) -> list[Piece]:
        """The pieces of a head's line; where it holds periods alone, also the labels that stand beside them, above."""
        tops = list(self.lines[head].pieces)
        if self.period_at(self.lines[head]) != 0:
            return tops
        for i in range(head - 1, max(head - 3, -1), -1):
            if self.lines[i + 1].is_apart or i in rows:
                break
            tops += [
                p
                for p in self.lines[i].pieces
                if self.is_label(p.text) and p.x1 < self.lines[head].x0 and all(overlap(p, top) <= 0 for top in tops)
            ]
        return sorted(tops, key=lambda p: p.x0)

    def ends(self, head: int, line: Parted) -> bool:
        """Is it the second line of a head: (令和3年度), 度), or what an open bracket lacks?"""
        tops = self.lines[head].pieces
        return all(
            self.is_period(p.text)
            or p.text[0] in "（("
            or is_open(nearest(p, tops).text)
            or TAIL.fullmatch(p.text) is not None
            for p in line.pieces
        )


def _is_head_like(text: str) -> bool:
    return (
        len(text) <= 20
        and text[0] not in BULLETS
        and not VALUE.fullmatch(text)
        and "。" not in text
        and "、" not in text
    )


def is_open(text: str) -> bool:
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")
