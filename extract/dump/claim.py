"""Claiming a drafted sheet: head, offices, fields, year table, evaluations; and all words around them."""

from plansheets.extract.claims import Claim
from plansheets.extract.dump.cells import CellClaims
from plansheets.extract.dump.claim_head import claim_head
from plansheets.extract.dump.lanes import Lane
from plansheets.extract.dump.marks import Mark, place_delays, place_grades
from plansheets.extract.dump.pieces import Piece
from plansheets.extract.dump.years import Year
from plansheets.extract.values import claim_offices, claim_value


class SheetClaims(CellClaims):
    """Claims one sheet."""

    def run(self) -> None:
        """Claim head, offices, fields, schedule and evaluations, in the order of the form."""
        claim_head(self)
        for lane in self.draft.lanes:
            table = lane.slot.table if lane.slot else "level"
            if table == "offices" and (span := self.text(lane, 0)):
                claim_offices(self.reading, self.sheet.number, span)
            elif table == "fields":
                self._field(lane)
            elif table == "schedule":
                self._schedule(lane)
        self._assessments()

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
