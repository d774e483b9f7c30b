"""Claiming a drafted sheet: its head, offices, fields, year table, evaluations; and all words around them."""

import regex

from plansheets.extract.claims import Claim
from plansheets.extract.dump_draft import Draft
from plansheets.extract.dump_lanes import Lane
from plansheets.extract.dump_marks import Mark, place_delays, place_grades
from plansheets.extract.dump_pieces import Piece
from plansheets.extract.dump_years import Year
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.span import Span
from plansheets.extract.values import claim_label, claim_offices, claim_value
from plansheets.rules.dump_shape import DumpShape

TAIL = regex.compile(r"(?<=\S)[\s\u3000]+(?P<number>[0-9０-９]{1,4})$")
"""A sheet's number that the dump has set at the end of a heading."""
NARROW, CLEAR = 1.0, 4.0
"""Margins of a reading: below the first it is a choice between two, above the second there is none."""


class SheetClaims:
    """Claims one sheet."""

    def __init__(self, reading: Reading, shape: DumpShape, draft: Draft, sheet: SheetHead) -> None:
        self.reading = reading
        self.shape = shape
        self.draft = draft
        self.sheet = sheet
        self.cells = draft.cells()
        self.by_at = {piece.at: piece for piece in draft.pieces}
        self._claims: dict[tuple[tuple[int, int], ...], Claim] = {}
        self.labels = {name: self.by_at[at] for at, name in draft.labels.items()}

    def run(self) -> None:
        """Claim head, offices, fields, schedule and evaluations, in the order of the form."""
        self._head()
        for lane in self.draft.lanes:
            table = lane.slot.table if lane.slot else "level"
            if table == "offices" and (span := self.text(lane, 0)):
                claim_offices(self.reading, self.sheet.number, span)
            elif table == "fields":
                self._field(lane)
            elif table == "schedule":
                self._schedule(lane)
        self._assessments()

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

    def _head(self) -> None:
        cells = self.sheet.cells
        if self.draft.number is not None:
            cells["number"] = claim_value(self.reading, self.draft.number.span, "number")
        for piece in self.draft.pieces:
            if piece.kind == "heading":
                self._heading(piece)
        for lane in self.draft.lanes:
            span = self.text(lane, 0)
            if span is None:
                continue
            if lane.slot is None:
                self._level(lane, span)
            elif lane.slot.table == "title":
                claim = self.value(lane, 0, "title")
                if claim:
                    cells["title"] = claim

    def _heading(self, piece: Piece) -> None:
        level = piece.names[0][6:]
        for part in piece.parts:
            column = f"level{level}_{part.kind}"
            if column in self.sheet.cells:
                continue
            span = part.span
            if part.kind == "title":
                span = self._without_tail(span)
            claim = (
                self.label(span)
                if part.kind == "label"
                else self.reading.ledger.claim(span, "heading", f"{self.reading.rule}/heading")
            )
            self.sheet.cells[column] = claim

    def _without_tail(self, span: Span) -> Span:
        """A heading's title; a number at its end is the sheet's, where no other is or it is the same."""
        found = TAIL.search(span.raw)
        own = self.sheet.cells.get("number")
        if not found or (own is not None and own.span.raw.strip() != found["number"]):
            return span
        number = span.part(*found.span("number"))
        if own is None:
            self.sheet.cells["number"] = claim_value(self.reading, number, "number", 0.9)
        else:
            claim_label(self.reading, number, "number-again")
        return span.part(0, found.start()).strip()

    def _level(self, lane: Lane, span: Span) -> None:
        """A heading whose label stands away from it."""
        level = lane.name[6:]
        label = self.by_at.get(lane.label_at if lane.label_at is not None else -1)
        if label is not None:
            self.sheet.cells[f"level{level}_label"] = self.label(label.span)
        found = regex.match(r"(?P<number>\S{1,5})[\s\u3000]+(?P<title>\S.*)", span.raw, flags=regex.DOTALL)
        names = ("number", "title")
        parts = {name: span.part(*found.span(name)) for name in names} if found else {"title": span}
        for name, part in parts.items():
            kept = self._without_tail(part.strip()) if name == "title" else part
            self.sheet.cells[f"level{level}_{name}"] = self.reading.ledger.claim(
                kept, "heading", f"{self.reading.rule}/heading", 0.9
            )

    def own_label(self, lane: Lane) -> Claim | None:
        """The claim of a lane's label."""
        piece = self.labels.get(lane.name)
        return self.label(piece.span) if piece else None

    def _field(self, lane: Lane) -> None:
        label, slot = self.own_label(lane), lane.slot
        if slot is None or label is None:
            return
        text = self.value(lane, 0, slot.field or "field")
        self.reading.ledger.row("fields", self.sheet.number, {"label": label, "text": text}, field=slot.field)

    def _schedule(self, lane: Lane) -> None:
        for cell, (year, kind) in enumerate(self.draft.years.columns):
            if year.span is not None:
                self.reading.ledger.row(
                    "schedule",
                    self.sheet.number,
                    {"period": self.period(year), "text": self.value(lane, cell, "schedule")},
                    fiscal_year=year.fiscal_year,
                    fiscal_year_to=None if year.is_open else year.fiscal_year,
                    is_open_ended=year.is_open,
                    value_type=kind,
                    is_continued=False,
                )

    def period(self, year: Year) -> Claim | None:
        """The claim of a period's head; its doubt is told once."""
        if year.span is None:
            return None
        if year.doubt and year.span.ranges not in self._claims:
            self.reading.ledger.doubt("period-out-of-order", year.doubt, sheet=self.sheet.number, span=year.span)
        return self.label(year.span)

    def _assessments(self) -> None:
        at = {
            (name, cell): [self.draft.texts[place].piece.at for place in places]
            for (name, cell), places in self.cells.items()
        }
        grades = {mark.cell: mark for mark in place_grades(self.draft.pieces, self.draft.lanes, at)}
        delays = {mark.cell: mark for mark in place_delays(self.draft.pieces, self.draft.lanes, at)}
        for lane in self.draft.lanes:
            if lane.slot and lane.slot.table == "assessments":
                for cell in range(lane.size):
                    self._assessment(lane, cell, grades.get((lane.name, cell)), delays.get((lane.name, cell)))

    def _assessment(self, lane: Lane, cell: int, grade: Mark | None, delay: Mark | None) -> None:
        slot, years = lane.slot, self.draft.years
        if slot is None or (self.text(lane, cell) is None and grade is None and delay is None):
            return
        if slot.per == "year":
            own = years.years.get(slot.group or "") or years.plain
            year = own[cell] if cell < len(own) else Year(None, None)
        elif slot.per == "open":
            year = years.after or Year(None, None, True)
        else:
            year = Year(years.head, years.held)
        period = self.period(year)
        aspect = self.own_label(lane) or (period if slot.per == "open" else None) or self._group_label(slot.group)
        if aspect is None:
            self.doubt("an evaluation whose label is not printed; it stays in residue", self.text(lane, cell))
            return
        cells = {
            "aspect": aspect,
            "period": period or self._group_label(slot.group),
            "text": self.value(lane, cell, "assessment"),
            "grade": self._mark(grade, "grade"),
            "is_delayed": self._mark(delay, "delay"),
        }
        self.reading.ledger.row(
            "assessments",
            self.sheet.number,
            cells,
            stage=slot.stage or years.stage or "interim",
            fiscal_year=year.fiscal_year,
            is_open_ended=year.is_open,
            is_delayed=(delay is not None) if slot.has_delay else None,
        )

    def _mark(self, mark: Mark | None, rule: str) -> Claim | None:
        if mark is None:
            return None
        if mark.confidence < 0.9:
            where = self.describe(*mark.cell)
            self.doubt(f"{mark.span.raw!r} stands away from its text; read as that of {where}", mark.span)
        return claim_value(self.reading, mark.span, rule, mark.confidence)

    def _group_label(self, name: str | None) -> Claim | None:
        pieces = [piece for piece in self.draft.pieces if piece.kind == "group" and name in piece.names]
        return self.label(pieces[0].span) if pieces else None

    def leftovers(self) -> None:
        """Claim what is no value: labels, heads, page numbers; remarks as fields of the label before them."""
        label: Claim | None = None
        for piece in self.draft.pieces:
            if piece.kind == "furniture":
                self.reading.ledger.claim(piece.span, "furniture", f"{self.reading.rule}/page")
            elif piece.kind in ("label", "group"):
                label = self.label(piece.span)
            elif piece.kind == "note":
                self._remark(piece, label)
            elif piece.kind in ("head", "heading"):
                self.reading.ledger.rest(piece.span, "label", f"{self.reading.rule}/dump-label")

    def _remark(self, piece: Piece, label: Claim | None) -> None:
        if label is None:
            self.doubt("a remark before any label; it stays in residue", piece.span)
            return
        text = claim_value(self.reading, piece.span, "remark", 0.7)
        self.reading.ledger.row("fields", self.sheet.number, {"label": label, "text": text}, field=None)

    def unread(self) -> None:
        """Say what could not be read."""
        for piece in self.draft.pieces:
            for span in self.reading.ledger.unclaimed(piece.span) if piece.kind != "furniture" else ():
                self.doubt("fits no place of the form; it stays in residue", span)
