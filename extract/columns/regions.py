"""Where the tables are: runs of lines that share inner columns, or hold labels with values."""

from collections.abc import Sequence

from plansheets.extract.columns.pieces import REACH, Parted, Test, edges_of

SHORT = 10
"""Characters of a label that no lexicon knows, alone on its line."""
FAR = 12
"""Lines in which the rows beside a line are looked for, to learn where their values begin."""
MAX_BLANKS = 3
"""Blank lines that may part the rows of one table."""


class Regions:
    """Runs of lines that form tables."""

    def __init__(self, lines: Sequence[Parted], is_label: Test) -> None:
        self.lines, self.is_label = lines, is_label
        self.sure = self._evidence()

    def find(self) -> list[tuple[int, int]]:
        """First line and end of every table, in order."""
        found: list[list[int]] = []
        for i in (i for i, sure in enumerate(self.sure) if sure):
            if (
                found
                and self.lines[i].line.blanks <= MAX_BLANKS
                and all(self._fits(k, found[-1][1] - 1, i) for k in range(found[-1][1], i))
            ):
                found[-1][1] = i + 1
            else:
                found.append([i, i + 1])
        ends = [*(start for start, _ in found[1:]), len(self.lines)]
        for n, region in enumerate(found):
            self._grow(region, found[n - 1][1] if n else 0, ends[n])
        return [(start, stop) for start, stop in found]

    def _evidence(self) -> list[bool]:
        """Lines that must be rows: a label and its value, or an inner column that a line nearby has too."""
        lines = self.lines
        sure = [any(self.is_label(p.text) for p in line.pieces[:-1]) for line in lines]
        inner = [edges_of(line.pieces[1:]) for line in lines]
        for i, edges in enumerate(inner):
            for j in range(i + 1, min(i + 1 + REACH, len(lines)) if edges else 0):
                if edges & inner[j]:
                    sure[i] = sure[j] = True
        return sure

    def _grow(self, region: list[int], low: int, high: int) -> None:
        """Take in the lines above and below a region that belong to its first and last rows."""
        first, last = region[0], region[1] - 1
        while region[0] > low and not self._is_apart(region[0]) and self._fits(region[0] - 1, None, first):
            region[0] -= 1
        while region[1] < high and not self._is_apart(region[1]) and self._fits(region[1], last, None):
            region[1] += 1

    def _fits(self, k: int, above: int | None, below: int | None) -> bool:
        """Does line k belong to the sure row above it, or below it? One of them is None at a region's edge."""
        line = self.lines[k]
        near = [*self._sure_rows(above, -1), *self._sure_rows(below, 1)]
        left = min(row.x0 for row in near)
        inner = min(row.pieces[1].x0 if row.x0 <= left + 3 and len(row.pieces) > 1 else row.x0 for row in near)
        inside = above is not None and below is not None
        if inside and not line.is_apart and line.x0 >= left + 4 and self._is_indented(k):
            return True
        if line.x0 >= inner - 1:
            is_lone = len(line.pieces) == 1 and not inside
            return not (is_lone or (line.is_apart and self._is_apart(k + 1))) or self._is_indented(k)
        if len(line.pieces) > 1:
            return not line.is_apart or not self._is_apart(k + 1)
        if self._is_between(k, inner, left):
            return True
        return above is not None and below is not None and line.x0 <= left + 1 and self._crosses(k, above, below)

    def _sure_rows(self, at: int | None, step: int) -> list[Parted]:
        """The sure row at a line, and those next to it on the far side."""
        if at is None:
            return []
        beside = range(at, max(min(at + FAR * step, len(self.lines)), -1), step)
        return [self.lines[i] for i in beside if self.sure[i]]

    def _is_apart(self, k: int) -> bool:
        return k >= len(self.lines) or self.lines[k].is_apart

    def _is_indented(self, k: int) -> bool:
        """Does a piece on another line near begin in the same column?"""
        near = [*self.lines[max(k - REACH, 0) : k], *self.lines[k + 1 : k + REACH + 1]]
        return any(abs(p.x0 - self.lines[k].x0) <= 0.5 for line in near for p in line.pieces)

    def _is_between(self, k: int, inner: float, left: float) -> bool:
        """Is it a label alone on its line, with its value on the lines around it?"""
        text = self.lines[k].pieces[0].text
        above = k > 0 and self.lines[k - 1].x0 >= inner - 1
        below = k + 1 < len(self.lines) and self.lines[k + 1].x0 >= inner - 1
        if self.is_label(text):
            return (above and not self.lines[k].is_apart) or (below and not self._is_apart(k + 1))
        return above and below and len(text) <= SHORT and self.lines[k].x0 >= left - 1

    def _crosses(self, k: int, above: int, below: int) -> bool:
        """Is it a heading within a list: the rows above and below share columns, and no blank line parts it?"""
        if self.lines[k].is_apart or self._is_apart(k + 1) or self.is_label(self.lines[below].pieces[0].text):
            return False
        over, under = (
            edges_of(p for row in self.lines[i : i + 3] for p in row.pieces[1:]) for i in (max(above - 2, 0), below)
        )
        return len(over & under) > 2
