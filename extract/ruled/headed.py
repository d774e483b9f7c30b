"""Prose under a known heading on a form's page (１ 施策の目的 / 市民が…): a label and its value, set without a box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plansheets.extract.blocks import Cell, Line
from plansheets.extract.ruled.pairs import Pair
from plansheets.extract.ruled.units import unit_in
from plansheets.extract.span import join
from plansheets.normalize import parse_enumerator
from plansheets.rules import Entry, Lexicon

TYPES: Final = {"text", "assessment", "direction"}
"""What a heading may be a label of; the names of tables and levels stay headings."""
LARGER: Final = 0.5
"""Points by which a line is set larger than the prose it does not belong to."""


@dataclass(frozen=True)
class Headed:
    """Lines `start` to `stop`: a heading and the prose under it as a pair."""

    start: int
    stop: int
    pair: Pair


def headed_texts(lexicon: Lexicon, lines: Sequence[Line]) -> list[Headed]:
    """The known headings among the lines that have prose under them, in order."""
    found: list[Headed] = []
    at = 0
    while at < len(lines) - 1:
        stop = _stop(lexicon, lines, at)
        if stop > at + 1:
            label = lines[at].span
            cell = Cell(0, 0, label)
            value = join(line.span for line in lines[at + 1 : stop])
            found.append(Headed(at, stop, Pair(cell, label, lexicon.lookup(label.raw), [value], confidence=0.9)))
        at = stop
    return found


def _stop(lexicon: Lexicon, lines: Sequence[Line], at: int) -> int:
    """The line behind the prose under a heading; the next one where the line is no such heading."""
    head, body = lines[at], lines[at + 1]
    if not _is_heading(lexicon, head) or _ends(lexicon, head, body, body):
        return at + 1
    stop = at + 2
    while stop < len(lines) and not _ends(lexicon, head, body, lines[stop]):
        stop += 1
    is_prose = any("。" in line.raw for line in lines[at + 1 : stop])
    is_set_off = _style(head) != _style(body) or _marker(head) is not None
    return stop if is_prose or is_set_off else at + 1


def _is_heading(lexicon: Lexicon, line: Line) -> bool:
    entry = _entry(lexicon, line)
    return entry is not None and entry.type in TYPES and not line.in_frame


def _entry(lexicon: Lexicon, line: Line) -> Entry | None:
    entry = lexicon.lookup(line.raw) if "。" not in line.raw else None
    return entry if entry is not None and not entry.weak else None


def _ends(lexicon: Lexicon, head: Line, body: Line, line: Line) -> bool:
    """Does a line begin something else: another heading, a box, a table's unit, a line set larger than the prose?"""
    if line.in_frame != head.in_frame or line.page > head.page + 1 or _entry(lexicon, line) is not None:
        return True
    if unit_in(line.raw) and len(line.raw) <= len("（単位：百万円）") + 2:
        return True
    style, usual, heads = _style(line), _style(body), _style(head)
    if style[0] > usual[0] + LARGER or (style == heads != usual):
        return True
    return (mark := _marker(line)) is not None and mark == _marker(head)


def _style(line: Line) -> tuple[float, int]:
    """Size and weight of the line's first glyph."""
    glyphs, at = line.span.source.glyphs, line.span.start
    return round(float(glyphs.size[at]), 1), int(glyphs.weight[at])


def _marker(line: Line) -> str | None:
    """The style of the number that a line begins with; None for none, or a bullet."""
    mark = parse_enumerator(line.raw)
    return mark.style if mark.style and mark.style != "bullet" and mark.rest_start else None
