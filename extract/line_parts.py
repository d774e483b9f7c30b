"""Lines that say two things, wide blanks between: a running head and a heading, a title and its office."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import regex

from plansheets.extract.blocks import Grid, Line

GAP: Final = regex.compile(r"[ \t]{4,}|[ \t]*\u3000[ \t]*\u3000[ \t]*\u3000[\s\u3000]*")

WHEN: Final = regex.compile(
    r"[（(]?(?:令和|平成|[RH]|20)\s*[0-9０-９元]{1,2}\s*年(?:度\s*末?|\s*[0-9０-９]{1,2}\s*月(?:\s*[0-9０-９]{1,2}\s*日)?\s*末?)"
    r"\s*(?:現在|時点|作成|更新)[)）]?"
)
"""Of what day a page speaks: 令和６年度末現在."""


def says_when(raw: str) -> bool:
    """Does a part of a line say nothing but of what day the page speaks?"""
    return WHEN.fullmatch(raw.strip()) is not None


def parted(items: Sequence[Line | Grid], is_own: Callable[[str], bool]) -> list[Line | Grid]:
    """The items; lines with a part that is something of its own (`is_own`) as a line for each part."""
    found: list[Line | Grid] = []
    for item in items:
        if isinstance(item, Grid):
            found.append(item)
            continue
        parts = list(_parts(item)) if GAP.search(item.raw) else []
        if len(parts) > 1 and any(is_own(item.raw[a:b]) for a, b in parts):
            found += [_line(item, a, b) for a, b in parts]
        else:
            found.append(item)
    return found


def _parts(line: Line) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in GAP.finditer(line.raw):
        if gap.start() > at:
            yield at, gap.start()
        at = gap.end()
    if at < len(line.raw):
        yield at, len(line.raw)


def _line(line: Line, start: int, stop: int) -> Line:
    span = line.span.part(start, stop).strip()
    source = span.source
    left, right = float(source.left[span.start]), float(source.right[span.ranges[-1][1] - 1])
    return Line(span, line.number, left, right, line.page, line.blanks, line.column, line.edge, line.in_frame)
