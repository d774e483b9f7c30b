"""The cards among a document's lines: one item each while the rest is arranged, then read as sheets."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from plansheets.extract.blocks import Grid, Line
from plansheets.extract.cards import CardReader, find_cards, in_rows
from plansheets.extract.headings import headings_of
from plansheets.extract.outline import Outline
from plansheets.extract.reading import Reading
from plansheets.extract.trail import Trail


class Cards:
    """`items` are those given, of each card its first line only; the headings above the cards carry down to them."""

    def __init__(self, reading: Reading, items: Sequence[Line | Grid], *, has_forms: bool) -> None:
        self.reading = reading
        cards = [] if has_forms else find_cards(items, reading.lexicon)
        self._cards = {id(card[0]): card for card in cards}
        self.items = list(items)
        if not cards:
            return
        lines = [item.raw for item in items if isinstance(item, Line)]
        reading.found_headings = headings_of(lines, reading.lexicon)
        gone = {id(line) for card in cards for line in card[1:]}
        kept = [item for item in items if id(item) not in gone]
        self.items = []
        for is_card, run in groupby(kept, key=lambda item: id(item) in self._cards and item.page):
            part = list(run)
            together = [self._cards[id(item)] for item in part] if is_card else []
            self.items += [card[0] for card in in_rows(together)] if together else part

    def __bool__(self) -> bool:
        return bool(self._cards)

    def runs(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """Lines between cards, and the first line of each card alone."""
        for _, run in groupby(lines, key=lambda line: id(line) if id(line) in self._cards else 0):
            yield list(run)

    def begins(self, line: Line) -> bool:
        """Is the line the first one of a card?"""
        return id(line) in self._cards

    def claim(self, line: Line, trail: Trail, outline: Outline) -> None:
        """Read the card that a line begins."""
        CardReader(self.reading, trail, outline).claim(self._cards[id(line)])
        outline.interrupt()
