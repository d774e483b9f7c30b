"""A yearly programme set as boxes: a year alone in its chunk, what is planned for it in the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plansheets.extract.blocks import Line
from plansheets.extract.heads import Head, period_in, read_heads
from plansheets.extract.outline.place import same_size
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.span import Span, join
from plansheets.extract.values import claim_label, claim_value
from plansheets.normalize import clean_text, unwrap

HEAD_LENGTH = 24
MIN_BOXES = 3


@dataclass(frozen=True)
class Box:
    """A year and its lines, as indices into the lines of the document."""

    period: Span
    head: Head
    lines: range
    body: range


def chunks_of(lines: Sequence[Line]) -> list[range]:
    """Runs of lines that no blank line parts; what stands in one drawn box is one run, but for a year at its top."""
    starts = [i for i, line in enumerate(lines) if i == 0 or _parts(lines, i)]
    return [range(a, b) for a, b in pairwise([*starts, len(lines)])]


def _parts(lines: Sequence[Line], i: int) -> bool:
    """Does the line begin a run?"""
    line, before = lines[i], lines[i - 1]
    if line.column != before.column:
        return True
    if not is_boxed(line):
        return line.blanks > 0
    is_first = i == 1 or lines[i - 2].column != before.column
    return is_first and _is_year(before.raw) and (line.blanks > 0 or not same_size(before, line))


def _is_year(raw: str) -> bool:
    text = clean_text(unwrap(raw))
    return len(text) <= HEAD_LENGTH and "年度" in text and period_in(text) is not None


def is_boxed(line: Line) -> bool:
    """Does it stand in a drawn box?"""
    return line.column < 0 or line.edge is not None


def find_boxes(reading: Reading, lines: Sequence[Line], *, in_frames: bool = False) -> list[Box]:
    """The boxes of a yearly programme; empty where fewer than three of them rise. `in_frames`: drawn boxes only."""
    chunks = [chunk for chunk in chunks_of(lines) if not in_frames or is_boxed(lines[chunk.start])]
    heads: list[tuple[int, Span, Head]] = []
    for at, chunk in enumerate(chunks[:-1]):
        span = join(lines[i].span for i in chunk)
        if _is_year(span.raw):
            head = read_heads(reading, [clean_text(unwrap(span.raw))])[0]
            if head and head.fiscal_year:
                heads.append((at, span, head))
    taken = {at for at, _, _ in heads}
    boxes = [Box(span, head, chunks[at], chunks[at + 1]) for at, span, head in heads if at + 1 not in taken]
    boxes = _rising(boxes)
    return boxes if len(boxes) >= MIN_BOXES else []


def _rising(boxes: Sequence[Box]) -> list[Box]:
    """The first run of boxes whose years rise: years that begin anew belong to something else on the page."""
    run: list[Box] = []
    best: list[Box] = []
    for box in boxes:
        if run and (box.head.fiscal_year or 0) <= (run[-1].head.fiscal_year or 0):
            run = []
        run.append(box)
        best = run if len(run) > len(best) else best
    return best


def claim_box(reading: Reading, box: Box, lines: Sequence[Line], sheet: SheetHead) -> None:
    """One row of the schedule."""
    period = claim_label(reading, box.period, "programme")
    body = claim_value(reading, join(lines[i].span for i in box.body), "programme")
    reading.ledger.row(
        "schedule",
        sheet.number,
        {"period": period, "text": body},
        fiscal_year=box.head.fiscal_year,
        fiscal_year_to=box.head.fiscal_year_to,
        is_open_ended=box.head.is_open_ended,
        value_type=box.head.value_type or "plan",
        is_continued=False,
    )
