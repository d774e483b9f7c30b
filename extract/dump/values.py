"""The cells of a row of numbers as a dump prints them, parted by spaces: 37（見込み） 42 43 50 48 継続して拡充."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from plansheets.extract.span import Span
from plansheets.normalize import clean_text

TOKEN = regex.compile(r"[^\s\u3000]+(?:[ \u3000]*[（(][^（）()\s]{1,10}[）)])?")
NUMBER = regex.compile(
    r"(?:約|延べ|およそ|概ね)?(?P<sign>[▲△+-]?)(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>[^\s0-9()（）。、・]{0,6}?)"
    r"(?:以上|以下|未満|程度|超)?\s*(?:[（(][^（）()]{1,10}[）)])?"
)
RANGE = regex.compile(r"[0-9][0-9,.]*[^\s0-9。、・]{0,4}[～~-][0-9][0-9,.]*[^\s0-9。、・]{0,4}")
BLANKISH = regex.compile(r"[-‐‑–—―−－ー…*＊]+|未定|該当なし|なし|調査中|集計中|未集計|皆増|皆減|〃|同上|[xX]")
"""Statuses that a printed table sets in place of a number."""
BULLETS = "・･○●◎■□◇◆※≪《【"
MAX_NAME = 70
MAX_TEXT_CELL = 16


@dataclass(frozen=True)
class ValueCell:
    """One cell of a row: its span and what can be said of it without knowing the row."""

    span: Span

    @cached_property
    def text(self) -> str:
        return clean_text(self.span.raw)

    @cached_property
    def number(self) -> float | None:
        """The number printed, for comparing magnitudes only."""
        found = NUMBER.fullmatch(self.text)
        if not found:
            return None
        return float(found["digits"].replace(",", "")) * (-1 if found["sign"] in ("▲", "△", "-") else 1)

    @cached_property
    def unit(self) -> str:
        found = NUMBER.fullmatch(self.text)
        return found["unit"] if found else ""

    @cached_property
    def decimals(self) -> int:
        found = NUMBER.fullmatch(self.text)
        return len(found["digits"].partition(".")[2]) if found else 0

    @cached_property
    def is_text(self) -> bool:
        """Neither a number nor what stands for one."""
        return not is_value(self.text)


def is_value(text: str) -> bool:
    """Is the text a number, a range, or what a table sets in place of a number?"""
    plain = clean_text(text)
    return any(pattern.fullmatch(plain) for pattern in (NUMBER, RANGE, BLANKISH))


def split_values(span: Span) -> tuple[Span | None, list[Span]] | None:
    """A line as a row's name and cells, (None, cells) without a name; None where it is no row.

    After the first value all must be values, but the last may be a short text. A name alone with one value is no row.
    """
    raw = span.raw
    tokens = list(TOKEN.finditer(raw))
    first = next((at for at, token in enumerate(tokens) if is_value(token[0])), None)
    if first is None or raw[0] in BULLETS or "。" in raw:
        return None
    cells = tokens[first:]
    words = [token for token in cells if not is_value(token[0])]
    if len(words) > 1 or (words and (words[0] is not cells[-1] or len(words[0][0]) > MAX_TEXT_CELL)):
        return None
    if first and (len(cells) < 2 or tokens[first - 1].end() > MAX_NAME):
        return None
    name = span.part(0, tokens[first - 1].end()).strip() if first else None
    return name, [span.part(*token.span()) for token in cells]


def cells_of(spans: Sequence[Span]) -> tuple[ValueCell, ...]:
    """Value cells of spans."""
    return tuple(ValueCell(span) for span in spans)
