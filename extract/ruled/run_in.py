"""Labels inside a cell: several labels and values in one text (＜目的＞ … ＜内容＞ …; 担当課：… （単位：千円）)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

from plansheets.extract.span import Span
from plansheets.rules import Entry, Lexicon

BRACKETS: Final = "【＜〈《≪[［〔<"
LINE_LABEL: Final = regex.compile(
    r"(?:【[^【】\n]{1,16}】|＜[^＜＞\n]{1,16}＞|〈[^〈〉\n]{1,16}〉|《[^《》\n]{1,16}》|≪[^≪≫\n]{1,16}≫|\[[^\[\]\n]{1,16}\]"
    r"|［[^［］\n]{1,16}］|〔[^〔〕\n]{1,16}〕|<[^<>\n]{1,16}>)"
)
"""A line's beginning in brackets: a label where the cell's own first words are one, known or not."""
MARKERS: Final = "■◆◇●▼▶"
MARKED_LABEL: Final = regex.compile(rf"(?P<marker>[{MARKERS}])\s*[^\s{MARKERS}□☐☑。、]{{1,16}}\s*$")
"""A line that is nothing but a marker and a short text."""
GAP: Final = regex.compile(r"[ \t]{3,}|[\u3000\t][\s\u3000]+")
"""A blank within a line that parts two entries."""
UNIT_NOTE: Final = regex.compile(
    r"[（(]?\s*単位\s*[:：・は]?\s*[^\s()（）、。,]{1,6}\s*[）)]?|[（(]\s*(?:百万|千|万|億)?円\s*[）)]"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A label (None for a text before the first one) and what it labels; an empty value for a label alone."""

    label: Span | None
    entry: Entry | None
    value: Span


def pieces_of(span: Span, lexicon: Lexicon) -> list[Piece]:
    """The labelled pieces of a cell's text, in order; empty where the text has no more than one label."""
    raw = span.raw
    starts = _starts(raw, lexicon)
    if not starts or (len(starts) == 1 and starts[0][0] == 0):
        return []
    found: list[Piece] = []
    if starts[0][0]:
        found.append(Piece(None, None, span.part(0, starts[0][0]).strip()))
    stops = [at for at, _, _ in starts[1:]] + [len(raw)]
    for (at, value, entry), stop in zip(starts, stops, strict=True):
        found.append(Piece(span.part(at, value).strip(), entry, span.part(value, stop).strip()))
    return found


def _starts(raw: str, lexicon: Lexicon) -> list[tuple[int, int, Entry | None]]:
    """Where a label begins, where its value begins, and what it is."""
    found: list[tuple[int, int, Entry | None]] = []
    first = raw.lstrip()[:1]
    split = lexicon.split_label(raw) if first else None
    is_bracketed = split is not None and first in BRACKETS
    marker = first if split is not None and first in MARKERS and "□" not in raw else ""
    is_coloned = split is not None and not (is_bracketed or marker) and not raw[split.end : split.value].isspace()
    for at, text, in_line in _entries(raw):
        note = UNIT_NOTE.fullmatch(text.rstrip())
        if note:
            found.append((at, at + len(text.rstrip()), None))
            continue
        if in_line and not is_coloned:
            found += [(at, at + split.value, split.entry) for split in (lexicon.split_label(text),) if split
                      and not split.entry.weak and ":" in text[split.end : split.value].replace("：", ":")]  # fmt: skip
            continue
        line = LINE_LABEL.match(text) if is_bracketed else MARKED_LABEL.match(text) if marker == text[:1] else None
        here = lexicon.split_label(text) if (line or is_coloned or at == 0) else None
        if here is not None and (line or at == 0 or not text[here.end : here.value].isspace()):
            found.append((at, at + here.value, here.entry))
        elif line is not None:
            found.append((at, at + line.end(), None))
    return found


def _entries(raw: str) -> Iterator[tuple[int, str, bool]]:
    """What may begin with a label: each line, and within a line what stands behind a wide blank."""
    at = 0
    for line in raw.split("\n"):
        start = at + len(line) - len(line.lstrip())
        for gap in GAP.finditer(line):
            if at + gap.start() > start:
                yield start, raw[start : at + gap.start()], start > at + len(line) - len(line.lstrip())
                start = at + gap.end()
        if start < at + len(line):
            yield start, raw[start : at + len(line)], start > at + len(line) - len(line.lstrip())
        at += len(line) + 1
