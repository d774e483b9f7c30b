"""Cards: frames side by side and below each other, each a sheet with its title on top (施策カード)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from plansheets.extract.blocks import Cell, Grid, Line
from plansheets.extract.claims import Claim
from plansheets.extract.moves import ARROW, TAIL, Move, claim_move, move_in
from plansheets.extract.outline import Outline
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.claim import claim_pair
from plansheets.extract.ruled.pairs import Pair
from plansheets.extract.span import Span, join
from plansheets.extract.trail import Trail
from plansheets.extract.values import claim_label, claim_value
from plansheets.normalize import parse_enumerator
from plansheets.rules import Entry, Lexicon

ONE_HEIGHT: Final = 4.0
"""Points by which the titles of cards side by side may differ in height."""
FEWEST: Final = 2
"""Cards of a document, at least."""
SHARE: Final = 0.6
"""Share of the frames that are cards, at least."""
LONGEST: Final = 45
"""Characters of a card's title."""
LARGER: Final = 0.5
"""Points by which a title without a number is set larger than what stands below it."""
CAPTIONS: Final = {"indicator", "goal"}
"""Labels that only name what follows: types, and fields."""


def find_cards(items: Sequence[Line | Grid], lexicon: Lexicon) -> list[list[Line]]:
    """The lines of each card of a document, in order; none where its frames are something else."""
    frames: list[list[Line]] = []
    last: Line | Grid | None = None
    for item in items:
        if isinstance(item, Line) and item.in_frame:
            if isinstance(last, Line) and last.in_frame and (last.column, last.page) == (item.column, item.page):
                frames[-1].append(item)
            else:
                frames.append([item])
        last = item
    cards = [frame for frame in frames if _is_card(frame, lexicon)]
    return cards if len(cards) >= FEWEST and len(cards) >= SHARE * len(frames) else []


def in_rows(cards: Sequence[list[Line]]) -> list[list[Line]]:
    """Cards of one page that follow each other, row by row where their upper edges are on one height, unless their
    numbers rise the other way.
    """
    places = [_place(card) for card in cards]
    rows: list[list[int]] = []
    for k in sorted(range(len(cards)), key=lambda k: places[k][1]):
        if rows and places[k][1] - places[rows[-1][0]][1] <= ONE_HEIGHT:
            rows[-1].append(k)
        else:
            rows.append([k])
    found = [k for row in rows for k in sorted(row, key=lambda k: places[k][0])]
    numbers = [parse_enumerator(card[0].raw).number for card in cards]
    if _falls(numbers) < _falls([numbers[k] for k in found]):
        return list(cards)
    return [cards[k] for k in found]


def _falls(numbers: Sequence[int | None]) -> int:
    """How often a number is not larger than the one before it."""
    return sum(a is not None and b is not None and b <= a for a, b in pairwise(numbers))


def _place(card: Sequence[Line]) -> tuple[float, float]:
    """Left and upper edge of a card's first line, in points."""
    glyphs, at = card[0].span.source.glyphs, card[0].span.start
    return float(glyphs.x0[at]), float(glyphs.y[at])


def _is_card(lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """A title above lines of which at least one is a known label with its value, or a move."""
    title, rest = lines[0], lines[1:]
    if not rest or len(title.raw) > LONGEST or "。" in title.raw or lexicon.lookup(title.raw) or _split(title, lexicon):
        return False
    if _number(title) is None and title.size <= median(line.size for line in rest) + LARGER:
        return False
    return any(_label(line, lexicon) or _split(line, lexicon) or move_in(line.raw, lexicon) for line in rest)


def _number(line: Line) -> int | None:
    """How many characters of a title are its number; None for a title without one."""
    mark = parse_enumerator(line.raw)
    return mark.rest_start if mark.style and mark.style != "bullet" and mark.rest_start and mark.rest else None


def _label(line: Line, lexicon: Lexicon) -> Entry | None:
    entry = lexicon.lookup(line.raw)
    return entry if entry is not None and not entry.weak else None


def _split(line: Line, lexicon: Lexicon) -> tuple[Entry, int] | None:
    """The known label that a line begins with, and where its value begins."""
    split = lexicon.split_label(line.raw)
    return (split.entry, split.value) if split and not split.entry.weak and line.raw[split.value :].strip() else None


def _are_heads(text: str, lexicon: Lexicon) -> bool:
    """Kinds of values with an arrow between them: 基準値 → 目標値."""
    parts = [part.strip() for part in ARROW.split(text)]
    return len(parts) > 1 and all(part and lexicon.value_type_of(part) for part in parts)


@dataclass
class _Open:
    """A label and the lines below it so far."""

    label: Span
    entry: Entry
    values: list[Span] = field(default_factory=list)


class CardReader:
    """Claims the cards of one document."""

    def __init__(self, reading: Reading, trail: Trail, outline: Outline) -> None:
        self.reading = reading
        self.trail = trail
        self.outline = outline
        self._open: _Open | None = None
        self._loose: list[Line] = []
        self._numbers = (0, 0)

    def claim(self, lines: Sequence[Line]) -> None:
        """One card as a sheet."""
        reading = self.reading
        self.sheet = SheetHead(len(reading.sheets) + 1, self.trail.cells(), dict(self.trail.labels()))
        reading.sheets.append(self.sheet)
        self._title(lines[0])
        self._open, self._loose, self._numbers = None, [], (0, 0)
        for line in lines[1:]:
            self._line(line)
        self._close()
        self.outline.add(self._loose)

    def _title(self, line: Line) -> None:
        number = _number(line)
        span = line.span
        if number is not None:
            self.sheet.cells["number"] = claim_value(self.reading, span.part(0, number).strip(), "card-title", 0.9)
            span = span.part(number).strip()
        self.sheet.cells["title"] = claim_value(self.reading, span, "card-title", 0.9)

    def _line(self, line: Line) -> None:
        reading, lexicon = self.reading, self.reading.lexicon
        move = move_in(line.raw, lexicon)
        entry, split = _label(line, lexicon), _split(line, lexicon)
        if move is not None:
            self._move(line, move)
        elif self._numbers[1] and TAIL.fullmatch(line.raw):
            claim_label(reading, line.span, "move")
        elif _are_heads(line.raw, lexicon):
            claim_label(reading, line.span, "head")
        elif entry is not None:
            self._close()
            self._open = _Open(line.span, entry)
        elif split is not None:
            self._close()
            self._open = _Open(line.span.part(0, split[1]).strip(), split[0])
            value = line.span.part(split[1]).strip()
            if _are_heads(value.raw, lexicon):
                claim_label(reading, value, "head")
            else:
                self._open.values.append(value)
        elif self._open is not None:
            self._open.values.append(line.span)
        else:
            self._loose.append(line)

    def _move(self, line: Line, move: Move) -> None:
        """An indicator; its name stands before its values, or on the lines above them."""
        name: Claim | None = None
        if move.name is None:
            above = self._open.values if self._open else [self._loose.pop().span] if self._loose else []
            if above:
                name = claim_value(self.reading, join(above), "indicator")
                above.clear()
            elif self._open is not None:
                name = claim_label(self.reading, self._open.label, "label")
                self._open = None
        table_no = self._numbers[0] or self.reading.ledger.next_table_no()
        self._numbers = (table_no, self._numbers[1] + 1)
        if not claim_move(self.reading, line.span, move, name, self.sheet.number, self._numbers):
            message = "values of two years without a name; they stay in residue"
            self.reading.ledger.doubt("unnamed-indicator", message, sheet=self.sheet.number, span=line.span)

    def _close(self) -> None:
        """Claim the open label with its lines."""
        opened, self._open = self._open, None
        if opened is None:
            return
        is_caption = opened.entry.type in CAPTIONS or opened.entry.field in CAPTIONS
        if is_caption and not opened.values:
            claim_label(self.reading, opened.label, "caption")
            return
        cell = Cell(0, 0, opened.label)
        claim_pair(self.reading, Pair(cell, opened.label, opened.entry, opened.values, confidence=0.9), self.sheet)
