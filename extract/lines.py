"""The printed lines of a text, how far apart they stand, and how wide they were set."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import regex

from plansheets.extract.blocks import Line
from plansheets.extract.quantile import quantile
from plansheets.extract.source import Source
from plansheets.extract.span import Span

LINE_END = regex.compile(r"\r\n|[\n\r\f\v\u2028\u2029]")
PAGE_NUMBER = regex.compile(
    r"[-‐‑–—―−－─ー~～〔\[(（<＜]*\s*(?:p\.?|P\.?|Ｐ|頁|ページ)?\s*[0-9０-９]{1,4}\s*"
    r"(?:[/／]\s*[0-9０-９]{1,4})?\s*(?:ページ|頁|p\.?)?\s*[-‐‑–—―−－─ー~～〕\])）>＞]*"
)
SHORT_OF = 0.15
"""Share by which a full line may fall short of its measure: characters that must not begin or end a line pull others
along, and proportional fonts set kana narrower than ideographs."""
KINSOKU = 6
"""Columns by which it may fall short however narrow the measure is."""


def lines_of(source: Source) -> list[Line]:
    """The printed lines of a text source, in order."""
    text, left, right = source.text, source.left, source.right
    found: list[Line] = []
    start, number, last = 0, 0, -1
    ends = [*LINE_END.finditer(text)]
    for stop, after in [*((m.start(), m.end()) for m in ends), (len(text), len(text))]:
        span = Span(source, ((start, stop),)).strip() if start < stop else None
        if span:
            ((a, b),) = span.ranges
            found.append(
                Line(span, number, float(left[a]), float(right[b - 1]), int(source.glyphs.page[a]), number - last - 1)
            )
            last = number
        start, number = after, number + 1
    return found


def is_page_number(line: Line) -> bool:
    """A number alone on its line, perhaps between dashes: 3, - 3 -, 3ページ, 3/12."""
    return PAGE_NUMBER.fullmatch(line.raw.strip()) is not None


def pitch(lines: Sequence[Line]) -> int:
    """Blank lines that stand between two lines of one paragraph: 1 where a text is set with double spacing, else 0.

    Double spacing shows in long lines that end in the middle of a sentence, with one blank line after them.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if b.blanks == 1]
    if not pairs or len(pairs) <= 0.6 * (len(lines) - 1):
        return 0
    long = 0.6 * quantile((line.x1 for line in lines), 0.95)
    broken = sum(
        a.x1 >= long and a.raw[-1] not in SENTENCE_ENDS and b.raw[0].isalpha() and not PROSE.isdisjoint(a.raw)
        for a, b in pairs
    )
    return 1 if broken > 0.03 * len(pairs) else 0


PROSE = frozenset("、。，．")
"""What a line of a sentence holds and a heading does not."""
SENTENCE_ENDS = frozenset("。！？!?）)」』】］：:")
PUNCTUATION = frozenset("、。，．・「」『』（）()【】〔〕［］：；！？")
"""Set at half their width where a line needs room, so a full line may hold more characters than its neighbours."""
WINDOW = 10
"""Lines before and after in which the measure is looked for: it changes from paper to paper."""
APART = 4
"""Blank lines, beyond those between all lines, that part what is set to different measures."""


class Measure:
    """How wide a text is set around each of its lines: the right edge that full lines reach."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._width: dict[int, float] = {}
        usual = pitch(lines)
        for column in dict.fromkeys(line.column for line in lines):
            self._measure([line for line in lines if line.column == column], usual)

    def _measure(self, lines: Sequence[Line], usual: int) -> None:
        """The width around each line of one column."""
        edges = np.array([_edge(line) for line in lines], np.float32)
        everywhere = quantile(edges, 0.95)
        cuts = [0, *(i for i, line in enumerate(lines) if i and line.blanks >= usual + APART), len(lines)]
        for start, stop in pairwise(cuts):
            for at in range(start, stop):
                near = np.sort(edges[max(start, at - WINDOW) : min(stop, at + WINDOW + 1)])
                measured = max(float(near[-2:][0]), 0.75 * everywhere)
                known = lines[at].edge
                self._width[lines[at].number] = measured if known is None else max(known, measured)

    def is_full(self, line: Line, *, strictly: bool = False) -> bool:
        """Does the line reach the edge, so that the next may go on with its sentence? `strictly`: but for one mark."""
        edge = _edge(line)
        width = self._width.get(line.number)
        return width is not None and edge >= width - (KINSOKU if strictly else max(KINSOKU, SHORT_OF * width))


def _edge(line: Line) -> float:
    """The right edge, with punctuation at half its width."""
    return line.x1 - sum(char in PUNCTUATION for char in line.raw)
