"""A yearly programme set as boxes: a year alone in its chunk, what is planned for it in the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plansheets.extract.blocks import Line
from plansheets.extract.heads import Head, period_in, read_heads
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
    """Runs of lines that no blank line parts."""
    starts = [i for i, line in enumerate(lines) if i == 0 or line.blanks > 0]
    return [range(a, b) for a, b in pairwise([*starts, len(lines)])]


def find_boxes(reading: Reading, lines: Sequence[Line]) -> list[Box]:
    """The boxes of a yearly programme; empty where fewer than three of them rise."""
    chunks = chunks_of(lines)
    heads: list[tuple[int, Span, Head]] = []
    for at, chunk in enumerate(chunks[:-1]):
        span = join(lines[i].span for i in chunk)
        text = clean_text(unwrap(span.raw))
        if len(text) <= HEAD_LENGTH and period_in(text) and "年度" in text:
            head = read_heads(reading, [text])[0]
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
