"""Lanes of a sheet: rows of slots that texts fill from left to right; and what can be seen of a text by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import regex

from plansheets.extract.dump.pieces import Piece
from plansheets.extract.dump.years import SheetYears
from plansheets.extract.source import display_width
from plansheets.rules.dump_shape import DumpShape, DumpSlot

NEW_PARAGRAPH = regex.compile(r"[\s\u3000]|[・･○●◎■□◇◆※≪《【<＜①-⑳]|[(（][0-9０-９]{1,2}[)）]")
BULLET = regex.compile(r"[・･○●◎■□◇◆※≪《【①-⑳]")
STOP = regex.compile(r"[。！？]")
USUAL_COLUMNS, USUAL_YEARS = 6, 2
"""Cells of a row where the sheet's heads are lost: baseline, plan and actual of two years, goal."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A slot of the shape, or a heading's level, with its cells on one sheet. `label_at`: piece of its label."""

    name: str
    slot: DumpSlot | None
    kinds: tuple[str, ...]
    label_at: int | None

    @property
    def size(self) -> int:
        return len(self.kinds)


def lanes_of(shape: DumpShape, years: SheetYears, labels: dict[int, str], found_levels: Sequence[str]) -> list[Lane]:
    """The lanes of a sheet, in the form's order. `labels`: piece.at → name; `found_levels`: headings read already."""
    places = {name: at for at, name in sorted(labels.items(), reverse=True)}
    lanes = []
    for heading in shape.headings:
        name = f"level:{heading.level}"
        if name in places and name not in found_levels:
            lanes.append(Lane(name, None, ("level",), places[name]))
    for number, slot in enumerate(shape.slots):
        kinds: tuple[str, ...] = (slot.per,)
        if slot.per == "column":
            kinds = tuple(kind for _, kind in years.columns) or ("column",) * USUAL_COLUMNS
        elif slot.per == "year":
            kinds = ("year",) * (len(years.years.get(slot.group or "", years.plain)) or USUAL_YEARS)
        at = years.after_at if slot.per == "open" and not slot.label else places.get(f"slot:{number}")
        lanes.append(Lane(f"slot:{number}", slot, kinds, at))
    return lanes


@dataclass(frozen=True)
class Text:
    """A text piece and its looks: how wide it was set, whether it holds sentences, bullets, or is just some words."""

    piece: Piece

    @cached_property
    def lines(self) -> list[str]:
        return self.piece.raw.split("\n")

    @cached_property
    def is_wrapped(self) -> bool:
        """Does a line go on in the next one, so that its width shows that of its cell?"""
        return any(not NEW_PARAGRAPH.match(after) for after in self.lines[1:])

    @cached_property
    def width(self) -> float:
        """Of its widest line that is wrapped (of its widest, where none is), in full-width characters."""
        wrapped = [line for line, after in pairwise(self.lines) if not NEW_PARAGRAPH.match(after)]
        return max(sum(map(display_width, line.rstrip())) for line in wrapped or self.lines) / 2

    @cached_property
    def widest(self) -> float:
        return max(sum(map(display_width, line.strip())) for line in self.lines) / 2

    @cached_property
    def has_stop(self) -> bool:
        return STOP.search(self.piece.raw) is not None

    @cached_property
    def ends_open(self) -> bool:
        """Does it break off in the midst of a sentence or list?"""
        return self.has_stop and not STOP.search(self.piece.raw.rstrip()[-1])

    @cached_property
    def begins(self) -> bool:
        """Does it begin as a new paragraph does?"""
        return self.is_indented or BULLET.match(self.piece.raw) is not None

    @cached_property
    def is_indented(self) -> bool:
        span = self.piece.span
        return span.start > 0 and span.source.text[span.start - 1] in " \u3000"

    @cached_property
    def is_short(self) -> bool:
        """Some words: no sentence, no list."""
        return not self.has_stop and not BULLET.match(self.piece.raw) and len(self.piece.raw) <= 70

    @cached_property
    def raw(self) -> str:
        """As printed, with the blank that opens its first paragraph."""
        return ("\u3000" if self.is_indented else "") + self.piece.raw
