"""Claiming the cells of a drafted sheet: what stands in each, how sure that is, and what else it might be."""

from plansheets.extract.claims import Claim
from plansheets.extract.dump.draft import Draft
from plansheets.extract.dump.lanes import Lane
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.span import Span
from plansheets.extract.values import claim_label, claim_value
from plansheets.rules.dump_shape import DumpShape

NARROW, CLEAR = 1.0, 4.0
"""Margins of a reading: below the first it is a choice between two, above the second there is none."""


class CellClaims:
    """Claims the cells of one sheet, each once."""

    def __init__(self, reading: Reading, shape: DumpShape, draft: Draft, sheet: SheetHead) -> None:
        self.reading = reading
        self.shape = shape
        self.draft = draft
        self.sheet = sheet
        self.cells = draft.cells()
        self.by_at = {piece.at: piece for piece in draft.pieces}
        self._claims: dict[tuple[tuple[int, int], ...], Claim] = {}
        self.labels = {name: self.by_at[at] for at, name in draft.labels.items()}

    def label(self, span: Span) -> Claim:
        """The claim of a label or head; one that serves several rows is made once."""
        if span.ranges not in self._claims:
            self._claims[span.ranges] = claim_label(self.reading, span, "dump-label")
        return self._claims[span.ranges]

    def text(self, lane: Lane, cell: int) -> Span | None:
        """What stands in a cell."""
        places = self.cells.get((lane.name, cell))
        return self.draft.span(places) if places else None

    def value(self, lane: Lane, cell: int, rule: str) -> Claim | None:
        """Claim what stands in a cell; with less confidence, and a doubt, where another reading is near."""
        places = self.cells.get((lane.name, cell))
        if not places:
            return None
        span = self.draft.span(places)
        margin = min(self.draft.fit.margins[place] for place in places)
        confidence = 0.6 if margin < NARROW else 0.9 if margin < CLEAR or len(places) > 1 else 0.97
        if margin < NARROW:
            place = min(places, key=lambda place: self.draft.fit.margins[place])
            other = self.draft.fit.seconds[place]
            self.doubt(
                f"this text was read as {self.describe(lane.name, cell)}, but may be "
                f"{self.describe(*other) if other else 'something else'}; look at the print",
                span,
            )
        return claim_value(self.reading, span, rule, confidence)

    def describe(self, name: str, cell: int) -> str:
        """A slot in words, for messages."""
        lane = next((lane for lane in self.draft.lanes if lane.name == name), None)
        if lane is None:
            return {"name": "an indicator's name", "goal": "an indicator's goal"}.get(name, "no part of the form")
        label = (lane.slot.label or (lane.slot.per,)) if lane.slot else (name,)
        return f"{label[0]}" + (f", cell {cell + 1} ({lane.kinds[cell]})" if lane.size > 1 else "")

    def doubt(self, message: str, span: Span | None, *, is_clear: bool = False) -> None:
        """Note a choice. `is_clear`: the other reading is far off."""
        self.reading.ledger.doubt(
            "ambiguous-cell", message, severity="note" if is_clear else "warning", sheet=self.sheet.number, span=span
        )
