"""Lines that are to be arranged by themselves: a wide blank in or beside a timetable or a heading parts no columns."""

from collections.abc import Callable, Iterator, Sequence

from plansheets.extract.blocks import Line
from plansheets.extract.events import EventReader


def apart(
    lines: Sequence[Line], events: EventReader, is_apart: Callable[[Line], bool]
) -> Iterator[tuple[bool, Sequence[Line]]]:
    """Runs of lines; timetables, boxes and headings apart, with True."""
    at = start = 0
    while at < len(lines):
        _, taken = events.find(lines, at)
        taken = taken or int(is_apart(lines[at]))
        if taken:
            if at > start:
                yield False, lines[start:at]
            yield True, lines[at : at + taken]
            start = at + taken
        at += max(taken, 1)
    if start < len(lines):
        yield False, lines[start:]
