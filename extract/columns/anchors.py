"""Which lines begin or centre the rows of a table."""

from collections.abc import Sequence
from itertools import accumulate

from plansheets.extract.columns.heads import VALUE, HeadLines
from plansheets.extract.columns.pieces import Parted, Piece, Test
from plansheets.extract.columns.strips import Head, heads_of_pages


class Anchors(HeadLines):
    """Which lines begin or centre a row: those with something in the first columns, and rows of a list.

    `heads` has the head of each list by its line, `list_of` the head's line for each row of a list, `head_of` the
    columns of its page, `closed` the rows of one line (headings across a list), `floating` the lines of groups' names,
    with the rows they cover on each side.
    """

    def __init__(self, lines: Sequence[Parted], is_label: Test, is_period: Test) -> None:
        super().__init__(lines, is_label, is_period)
        self.at: list[int] = []
        self.heads: dict[int, Head] = {}
        self.list_of: dict[int, int] = {}
        self.head_of: dict[int, Head] = {}
        self.closed: set[int] = set()
        self.floating: dict[int, int] = {}
        self._scan()

    def _scan(self) -> None:
        head: int | None = None
        lines = self.lines
        for i, line in enumerate(lines):
            if (head is None or head != i - 1 or not self.ends(head, line)) and self.is_head(i):
                head = i
                self.at.append(i)
                continue
            stub = self.has_stub(line)
            if stub and head is not None and not self.goes_on(head, line):
                head = None
            if stub or (head is not None and self.is_body(head, i)):
                self.at.append(i)
                if head is not None:
                    self.list_of[i] = head
        self._match()
        self.closed = {
            i
            for i, head in self.head_of.items()
            if len(lines[i].pieces) == 1 and len({*head.columns(lines[i].pieces[0])}) == 2
        }
        self._float()
        self.at = self.at or [0]

    def _match(self) -> None:
        """The heads of all lists, and for each row the columns that it is set to."""
        page = [*accumulate(line.after_break for line in self.lines)]
        rows: dict[int, dict[int, list[int]]] = {}
        for i, at in self.list_of.items():
            rows.setdefault(at, {}).setdefault(page[i], []).append(i)
        anchored = {*self.at}
        for at, pages in rows.items():
            tops = self.tops(at, anchored)
            bodies = [[p for i in page for p in self._columned(i)] for page in pages.values()]
            for head, page_rows in zip(heads_of_pages(tops, bodies), pages.values(), strict=True):
                self.heads.setdefault(at, head)
                self.head_of.update(dict.fromkeys(page_rows, head))

    def _columned(self, i: int) -> Sequence[Piece]:
        return self.lines[i].pieces if len(self.lines[i].pieces) > 1 else ()

    def _float(self) -> None:
        """Names of groups that stand in the middle of their rows, on lines of their own, anchor nothing."""
        taken = 0
        for i in [i for i in self.list_of if i not in self.closed and self._is_group(i)]:
            size = min(self._bare_rows(i, -1, taken), self._bare_rows(i, 1, len(self.lines) - 1))
            if size:
                self.floating[i] = size
                self.at.remove(i)
                taken = i + size + 1

    def _is_group(self, i: int) -> bool:
        line = self.lines[i]
        return self.has_stub(line) and not any(VALUE.fullmatch(p.text) for p in line.pieces[1:])

    def _bare_rows(self, i: int, step: int, last: int) -> int:
        """How many rows of the list with values, but nothing in the first columns, follow a line on one side."""
        rows = range(i + step, last + step, step)
        return next(
            (
                n
                for n, at in enumerate(rows)
                if self.list_of.get(at) != self.list_of[i]
                or self.has_stub(self.lines[at])
                or len(self.lines[at].pieces) < 2
            ),
            len(rows),
        )
