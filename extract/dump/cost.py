"""What it costs to read a text as a slot's: its width, its wording, its place, and what the sister sheet says there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Literal

from rapidfuzz import fuzz

from plansheets.extract.dump.lanes import Lane, Text
from plansheets.extract.dump.pieces import Piece
from plansheets.rules.dump_shape import DumpShape

Side = Literal["after", "before"]
"""On which side of its label a text stands."""
SIDES: tuple[Side, ...] = ("after", "before")
FREE = ("name", "goal", "none")
"""Uses of a text that no lane counts: an indicator's name, a text in the goal's column, none at all."""
SPREAD, SPREAD_LEARNT = 0.17, 0.11
"""Spread of the logarithm of widths in one column: as the form says, and once the document's own widths are known."""
AWAY, NOT_PRINTED, NO_ZONE = 0.9, 1.6, 0.45
MAX_WIDTH_COST = 6.0


@dataclass(slots=True)
class Evidence:
    """What the document says beside the shape: widths by lane, and the texts of the sister sheet by lane."""

    widths: Mapping[str, float] = field(default_factory=dict)
    sister: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Costs:
    """Costs of one sheet, with its texts on one side of their labels."""

    def __init__(
        self, shape: DumpShape, pieces: Sequence[Piece], lanes: Sequence[Lane], side: Side, evidence: Evidence
    ) -> None:
        self.shape = shape
        self.side = side
        self.evidence = evidence
        self.by_label = {lane.label_at: lane for lane in lanes if lane.label_at is not None}
        self.pieces = {piece.at: piece for piece in pieces}
        self.zones = self._zones(pieces)
        self.sizes = {at: sum(zone == at for zone in self.zones.values()) for at in set(self.zones.values())}

    def _zones(self, pieces: Sequence[Piece]) -> dict[int, int | None]:
        """The label to which each text stands nearest on its side: the last one before it, or the first after it."""
        zones: dict[int, int | None] = {}
        label: int | None = None
        for piece in pieces if self.side == "after" else reversed(pieces):
            if piece.at in self.by_label:
                label = piece.at
            elif piece.kind == "text":
                zones[piece.at] = label
        return zones

    def of(self, text: Text, lane: Lane, cell: int) -> float:
        """The cost of a text in one cell of a lane."""
        looks = self._width(text, lane) + self._wording(text, lane, cell)
        return looks + self._place(text, lane) + self._sister(text, lane)

    def _width(self, text: Text, lane: Lane) -> float:
        if lane.slot is None:
            return 0.0 if text.is_short else 3.0
        learnt = self.evidence.widths.get(lane.name)
        width, spread = (learnt, SPREAD_LEARNT) if learnt else (lane.slot.width, SPREAD)
        if text.is_wrapped and lane.slot.table != "offices":
            return min(MAX_WIDTH_COST, (log(text.width / width) / spread) ** 2 / 2)
        over = log(text.widest / (width + 1))
        # a short text may stand in a wide cell, but most texts there are longer than a line
        return min(MAX_WIDTH_COST, (over / spread) ** 2 / 2) if over > 0 else 0.25 * -over

    def _place(self, text: Text, lane: Lane) -> float:
        bound = self._bound(text)
        if bound is not None:
            return -1.5 if bound == lane.name else 1.0
        if lane.label_at is None:
            return NOT_PRINTED
        zone = self.zones.get(text.piece.at)
        if zone is None:
            return NO_ZONE
        # a zone with more texts than its label has cells says little: the labels stand together, apart from their texts
        weight = min(1.0, (self.by_label[zone].size + 0.5) / max(self.sizes[zone], 1))
        return 0.0 if zone == lane.label_at else AWAY * weight

    def _bound(self, text: Text) -> str | None:
        """The lane whose label stands in the text's own chunk, right before it."""
        before = self.pieces.get(text.piece.at - 1)
        if before is not None and before.chunk == text.piece.chunk and before.at in self.by_label:
            return self.by_label[before.at].name
        return None

    def _wording(self, text: Text, lane: Lane, cell: int) -> float:
        slot = lane.slot
        if slot is None:
            return 0.0 if text.piece.raw[0].isdigit() else 1.0
        if slot.table == "offices":
            # one office a line: each of them must look like one
            return 2.5 * any(slot.says is not None and not slot.says.search(line.strip()) for line in text.lines)
        cost = 0.5 * (slot.says is not None and not slot.says.search(text.raw))
        if slot.shuns and slot.shuns.search(text.raw):
            cost += 0.8
        if slot.table == "title":
            return cost + (0.0 if text.is_short else 4.0)
        kind = lane.kinds[cell]
        if kind in ("baseline", "plan", "target"):
            # plans are noun phrases, results are sentences
            return cost + (1.2 if text.has_stop else 0.0)
        if slot.table == "assessments" or kind == "actual":
            return cost + (0.0 if text.has_stop else 0.9)
        return cost + (1.2 if text.is_short else 0.0)

    def _sister(self, text: Text, lane: Lane) -> float:
        texts = self.evidence.sister.get(lane.name, ())
        likeness = max((fuzz.ratio(_plain(text.piece.raw), other) for other in texts), default=0.0)
        return -0.9 * max(0.0, (likeness - 60) / 40)

    def free(self, text: Text, use: str) -> float:
        """The cost of a use outside the lanes."""
        shape = self.shape.indicators
        if use == "none":
            return 4.5 if text.is_short else 7.0
        if shape is None or not text.is_short:
            return 9.0
        far = 0.0 if self._next_to_values(text.piece) else 0.3
        far += 1.5 if self._bound(text) else 0.0
        if use == "name":
            likely = shape.name.search(text.piece.raw) is not None
            return (0.2 if likely else 1.6) + far + (2.0 if text.widest > 24 else 0.0)
        likely = shape.target.search(text.piece.raw) is not None and len(text.lines) == 1
        return (0.1 if likely and len(text.piece.raw) <= 12 else 2.2) + far

    def _next_to_values(self, piece: Piece) -> bool:
        near = [self.pieces.get(piece.at - 1), self.pieces.get(piece.at + 1)]
        return any(each is not None and each.kind == "values" for each in near)

    def merge(self, before: Text, text: Text, lane: Lane, cell: int) -> float:
        """The cost of reading a text as the rest of the one before it, in one cell."""
        if lane.slot is None or lane.slot.table == "title":
            return 4.0
        gap = sum(
            self.pieces[at].kind in ("label", "group")
            for at in range(before.piece.at + 1, text.piece.at)
            if at in self.pieces
        )
        cost = 1.5 + 0.8 * gap + 0.8 * (before.has_stop != text.has_stop)
        if before.ends_open and not text.begins:
            cost -= 1.0
        if lane.slot.table == "fields" and text.piece.at == before.piece.at + 1:
            # a field of the whole width is long, and is printed with blank lines between its parts
            cost -= 0.9
        # a part of a cell has the cell's width and wording; its place is that of the part before it
        return cost + self._width(text, lane) + self._wording(text, lane, cell)

    def blank(self, lane: Lane, cell: int) -> float:
        """The cost of an empty cell: the last result is often still to come."""
        if lane.slot is None or lane.label_at is None:
            return 0.4
        kind = lane.kinds[cell]
        if kind == "actual":
            later = "actual" in lane.kinds[cell + 1 :]
            return 0.9 if later else 0.5
        if kind == "year":
            return 1.0 if cell + 1 < lane.size else 0.7
        return 0.7 if kind in ("period", "open") else 1.1


def _plain(raw: str) -> str:
    return "".join(raw.split())
