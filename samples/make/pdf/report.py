"""The reports of setagaya.py as blocks: prose with markers, opinions under a legend, a timetable, a page of boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from setagaya import Entry, Part, parts_of

from pdf.cells import wrapped
from pdf.fonts import font
from pdf.model import Block, Board, Box, Break, Cell, Flow, Look, Row, Table, Text

GUTTER, SIZE = 34.0, 8.5


def blocks_of(document: dict[str, Any], look: Look, boxes: Sequence[int] = (), *, table: bool = False) -> list[Block]:
    """The report and its papers. Those numbered in `boxes` (from 0) are boxes; `table` rules the timetable."""
    blocks: list[Block] = [Text(document["date"][0], "right"), Text(document["office"], "right")]
    blocks += [Text(line, "title") for line in document["title"]]
    for i, part in enumerate(parts_of(document)):
        if i:
            blocks.append(Break(landscape=i in boxes))
        blocks += _boxed(part, look) if i in boxes else list(_prose(part, table=table))
    return blocks


def _prose(part: Part, *, table: bool) -> Iterator[Block]:
    if tag := part.values.get("tag"):
        yield Text(tag, "right")
    yield from _titled(part)
    for entry in _entries(part):
        yield Text(entry.printed, _kind(entry))
    if part.events:
        yield from [_ruled(part)] if table else list(_listed(part))


def _titled(part: Part) -> Iterator[Block]:
    """The title with the legend of the signs, or the legend on a line of its own."""
    if title := part.values.get("title"):
        legend = part.legend_line()
        own = part.values.get("legend_at") == "line"
        yield Text(title if own else f"{title} {legend}".strip(), "title")
        if own:
            yield Text(legend, "right")


def _entries(part: Part) -> list[Entry]:
    return part.entries[1 if "title" in part.values else 0 :]


def _kind(entry: Entry) -> Any:
    if entry.depth:
        return "h2" if entry.depth == 1 else "h3"
    return "item" if entry.kind != "paragraph" else "body"


def _listed(part: Part) -> Iterator[Block]:
    for event in part.events:
        yield Text(f"{event.printed_date}　{event.event}" if event.printed_date else f"　　{event.event}", "item")
        yield from (Text(line, "item") for line in event.brackets)


def _ruled(part: Part) -> Table:
    """Two columns; a date stands once for the events under it."""
    rows: list[Row] = []
    for i, event in enumerate(part.events):
        later = part.events[i + 1 :]
        same = next((n for n, other in enumerate(later) if other.printed_date), len(later))
        date = [Cell(event.printed_date, rows=1 + same, role="label")] if event.printed_date else []
        rows.append([*date, Cell("\n".join([event.event, *event.brackets]))])
    return Table([110, 300], rows, split="rows", size=10)


def _boxed(part: Part, look: Look) -> Iterator[Block]:
    """A box for each heading of the first depth, side by side, an arrow from each to the next."""
    yield from _titled(part)
    groups: list[list[Entry]] = []
    for entry in _entries(part):
        if entry.depth == 1:
            groups.append([])
        groups[-1].append(entry)
    room = look.wide[0] - 2 * look.margin - 8
    width = (room - GUTTER * (len(groups) - 1)) / len(groups)
    lines = [[entry.printed for entry in group[1:]] for group in groups]
    name = font("IPAexGothic")
    high = max(sum(len(wrapped(line, width - 14, name, SIZE)) for line in group) for group in lines)
    height = high * SIZE * 1.55 + 34
    items: list[Box | Flow] = []
    for i, (group, texts) in enumerate(zip(groups, lines, strict=True)):
        x = i * (width + GUTTER)
        items.append(
            Box(x, 0, width, height, texts, title=group[0].printed, color=("#1f4e79", "#c55a11", "#538135")[i % 3])
        )
        if i:
            items.append(Flow(x - GUTTER + 3, height / 2, x - 3, height / 2, block=True))
    yield Board(room, height, items, size=SIZE)
    if tag := part.values.get("tag"):
        yield Text(tag, "right")
