"""One document from its source: recognise the family, arrange the blocks, hand each to its reader."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import cast

import numpy as np

from plansheets.errors import ClaimError
from plansheets.extract.actor_matrix import ActorMatrix, claim_actor_matrix, find_actor_matrix
from plansheets.extract.apart import apart
from plansheets.extract.arrange import arrange
from plansheets.extract.arranged import Arranged, arranged_text
from plansheets.extract.blocks import Block, Grid, Line, Paragraph
from plansheets.extract.card_items import Cards
from plansheets.extract.claims import Claim, Ledger
from plansheets.extract.dump import read_dump
from plansheets.extract.events import EventReader, chronology_rows
from plansheets.extract.form import FormReader
from plansheets.extract.formed import formed
from plansheets.extract.furniture import between_grids, split_furniture
from plansheets.extract.headings import headings_of, is_numbered_label
from plansheets.extract.heads import is_period_head
from plansheets.extract.layout.frames import open_frames
from plansheets.extract.layout.join import join_over_pages
from plansheets.extract.legend import roles
from plansheets.extract.line_parts import parted, says_when
from plansheets.extract.lines import Measure, pitch
from plansheets.extract.matrix import find_matrices
from plansheets.extract.matrix_rows import claim_matrix
from plansheets.extract.meta import read_meta
from plansheets.extract.misfit import misfit
from plansheets.extract.outline import Outline
from plansheets.extract.programme import Box, claim_box, find_boxes, is_boxed
from plansheets.extract.reading import Reading, SheetHead, era_of
from plansheets.extract.recognise import family_of, has_general_forms
from plansheets.extract.ruled import RuledReader
from plansheets.extract.ruled.boxes import labelled_boxes
from plansheets.extract.ruled.chapters import merged, without
from plansheets.extract.ruled.claim import NOTE, claim_pair
from plansheets.extract.ruled.headed import headed_texts
from plansheets.extract.ruled.labelled_line import is_labelled
from plansheets.extract.ruled.line_forms import KIND, line_forms
from plansheets.extract.ruled.text_lists import TextLists
from plansheets.extract.ruled.units import caption_of, captioned, captions_of, lines_above
from plansheets.extract.source import Source
from plansheets.extract.textgrid import is_piped, is_tabbed
from plansheets.extract.toc import Contents, is_contents_head
from plansheets.extract.trail import Trail
from plansheets.rules import Family, Lexicon


def read_document(given: Source | Arranged, lexicon: Lexicon, families: Sequence[Family]) -> Reading:
    """Everything that a document says, as claims and rows.

    A document that its family's rule does not fit is read as one without a family, and `problems` says why.
    """
    arranged = given if isinstance(given, Arranged) else arranged_text(given)
    family = family_of(arranged.source, families)
    reading = _reading(arranged, lexicon, family)
    if family and (why := misfit(reading)):
        reading = _reading(arranged, lexicon, None)
        reading.ledger.doubt(
            "family-misfit",
            f"the rule of family {family.id} does not fit this document: {why}. It was read as one without a family; "
            "bring the rule up to date (plansheets rules try), or recognise such documents by more signs",
        )
    reading.recognised = family
    return reading


def _reading(arranged: Arranged, lexicon: Lexicon, family: Family | None) -> Reading:
    """The document by one rule, or none. A bug that reads a character twice costs the value, not the document."""
    try:
        return _read(arranged, lexicon, family, is_strict=True)
    except ClaimError:
        return _read(arranged, lexicon, family, is_strict=False)


def _read(arranged: Arranged, lexicon: Lexicon, family: Family | None, *, is_strict: bool) -> Reading:
    source = arranged.source
    reading = Reading(
        Ledger(source, is_strict=is_strict),
        family.lexicon(lexicon) if family else lexicon,
        family,
        era=era_of(source.text),
    )
    if family and family.layout == "dump" and not any(isinstance(item, Grid) for item in arranged.items):
        read_dump(reading, arranged.lines)
    else:
        Blocks(reading, arranged.items).read()
    for sheet in reading.sheets:
        reading.ledger.row("sheets", sheet.number, sheet.cells, **sheet.facts)
    read_meta(reading)
    return reading


class Blocks:
    """Reads the blocks of a document in order."""

    def __init__(self, reading: Reading, items: Sequence[Line | Grid]) -> None:
        self.reading = reading
        is_general = has_general_forms(reading.family)
        if is_general and any(isinstance(item, Grid) and item.kind == "rulings" for item in items):
            items = labelled_boxes(items, reading.lexicon, self._is_heading)
        if reading.family is None:
            items = line_forms(items, reading.lexicon, self._is_heading)
        if is_general or (reading.family and reading.family.layout == "outline"):
            is_label = self._holds_label if is_general else None
            items, drawn = open_frames(items, reading.source, is_label)
            for span in drawn:
                reading.ledger.claim(span, "furniture", f"{reading.rule}/drawing")
        if is_general and reading.family is None and not reading.source.has_offsets:
            items = parted(items, self._is_own)
        ruled = is_general and any(isinstance(item, Grid) and item.kind == "rulings" for item in items)
        if ruled and reading.family is None:
            reading.found_headings = headings_of((i.raw for i in items if isinstance(i, Line)), reading.lexicon)
        lines = [item for item in items if isinstance(item, Line)]
        self.lines, furniture = split_furniture(lines, between_grids(items) if ruled else ())
        furniture = [line for line in furniture if not self._is_caption(line)]
        gone = {id(line) for line in furniture}
        self.lines = [item for item in items if isinstance(item, Line) and id(item) not in gone]
        kept = [item for item in items if id(item) not in gone]
        self.items = join_over_pages(kept, reading.ledger, reading.rule)
        reading.in_cell = np.zeros(len(reading.source.text), bool)
        for line in furniture:
            reading.ledger.claim(line.span, "furniture", f"{reading.rule}/page")
        self.trail = Trail()
        prose = [line for line in self.lines if not (is_tabbed(line) or is_piped(line))]
        self.outline = Outline(reading, Measure(prose), pitch(prose), self.trail)
        self.contents = Contents(reading, self.outline)
        self.form = FormReader(reading, self.trail)
        grids = [item for item in self.items if isinstance(item, Grid) and item.kind in ("rulings", KIND)]
        is_general = is_general or (reading.family is not None and reading.family.layout == "dump")
        above = lines_above(self.items)
        self.ruled = RuledReader(reading, self.trail, grids, above, self.items) if grids and is_general else None
        if self.ruled and reading.family is None:
            self.ruled.count_labels(self.lines)
            numbered = self.ruled.chapters()
            known = without(reading.found_headings, self.ruled.sheet_lines.values())
            reading.found_headings = merged(known, numbered, [line.raw for line in self.lines])
        has_forms = reading.family is not None or (self.ruled is not None and self.ruled.has_keyed_forms)
        self.cards = Cards(reading, self.items, has_forms=has_forms)
        self.items = self.cards.items
        self.captions = captions_of(self.items)
        self.events = EventReader(reading)
        self.actors: list[ActorMatrix] = []
        self.text_lists: TextLists | None = None

    def read(self) -> None:
        """Claim everything that is understood."""
        reading = self.reading
        blocks: list[Block] = []
        for is_grid, run in groupby(self.items, key=lambda item: isinstance(item, Grid)):
            if is_grid:
                blocks += cast(Iterator[Grid], run)
                continue
            runs = self.cards.runs(list(cast(Iterator[Line], run)))
            for is_timetable, lines in (part for each in runs for part in self._parts(each)):
                arranged, marks = arrange(lines, self._is_label, is_period_head) if not is_timetable else (
                    [Paragraph(tuple(lines))], [])  # fmt: skip
                blocks += arranged
                for mark in marks:
                    reading.ledger.claim(mark, "furniture", f"{reading.rule}/rules")
        if not self.cards:
            before = blocks, self.ruled, self.captions
            blocks, self.ruled, self.captions = formed(reading, self.trail, before, self._is_label)
        pending: list[Line] = []
        is_tabular = any(isinstance(b, Grid) for b in (blocks if reading.source.has_offsets else self.items))
        boxes = [] if self.cards else find_boxes(reading, self.lines, in_frames=is_tabular)
        if boxes:
            self._programme(boxes)
            return
        self._find_text_lists(blocks)
        above: list[str] = []
        for block in blocks:
            if isinstance(block, Grid):
                above += [line.raw for line in pending]
                self._text(pending, block)
                pending = []
                self._mark(block)
                self._grid(block, caption_of(above))
                above += [caption.raw] if (caption := captioned(block)) else []
                self.outline.interrupt()
            elif self.cards.begins(block.lines[0]):
                self._text(pending)
                pending = []
                self.cards.claim(block.lines[0], self.trail, self.outline)
            else:
                pending += block.lines
        self._text(pending)
        legend = roles(reading, reading.source.text) if self.actors else {}
        for matrix in self.actors:
            claim_actor_matrix(reading, matrix, legend)

    def _find_text_lists(self, blocks: Sequence[Block]) -> None:
        """Lists that no rulings show; the headings above them carry down to their sheets."""
        if self.reading.family is not None:
            return
        known = self.ruled.names.titles if self.ruled else ()
        found = TextLists(self.reading, self.trail, blocks, known)
        if not found:
            return
        self.text_lists = found
        if not self.reading.found_headings:
            self.reading.found_headings = headings_of((line.raw for line in self.lines), self.reading.lexicon)

    def _mark(self, grid: Grid) -> None:
        """Note what stands in cells whose borders are printed."""
        if self.reading.in_cell is not None and grid.kind not in ("columns", KIND):
            for cell in grid.cells():
                for start, stop in cell.span.ranges:
                    self.reading.in_cell[start:stop] = True

    def _parts(self, lines: Sequence[Line]) -> Iterator[tuple[bool, Sequence[Line]]]:
        """Runs of lines, timetables and the like apart; in a text, only blanks part the columns of a chronology."""
        has_offsets = self.reading.source.has_offsets
        return iter([(False, lines)]) if has_offsets else apart(lines, self.events, self._is_apart)

    def _is_apart(self, line: Line) -> bool:
        """Is a line a box, a heading, or what names a sheet?"""
        is_title = self.ruled is not None and (self.ruled.is_title(line) or self.ruled.is_labelled(line))
        return is_title or is_boxed(line) or self.outline.is_family_heading(line.raw)

    def _is_heading(self, raw: str) -> bool:
        """A heading of the family, or what looks like one where there is none."""
        if self.reading.family is None:
            return bool(headings_of([raw], self.reading.lexicon))
        return any(rule.pattern.fullmatch(raw) for rule in self.reading.family.headings)

    def _holds_label(self, raw: str) -> bool:
        """Is a cell's text a label, or a label and its value (担当課：土木課)?"""
        return self.reading.lexicon.lookup(raw) is not None or is_labelled(raw, self.reading.lexicon)

    def _is_own(self, raw: str) -> bool:
        """Is a part of a line a heading, or a label with its value?"""
        lexicon = self.reading.lexicon
        return is_numbered_label(raw, lexicon) or is_labelled(raw, lexicon) or says_when(raw)

    def _is_caption(self, line: Line) -> bool:
        """The name of a table, however often it stands at the top of a page (指標)."""
        entry = self.reading.lexicon.lookup(line.raw)
        return entry is not None and not entry.weak and entry.type in ("indicator", "schedule")

    def _is_label(self, text: str) -> bool:
        """A label of the lexicon, or what opens a sheet of the family (事業 1)."""
        family = self.reading.family
        start = family.sheet.start.pattern if family and family.sheet.start else None
        return self.reading.lexicon.lookup(text) is not None or bool(start and start.fullmatch(text))

    def _programme(self, boxes: Sequence[Box]) -> None:
        """The document as one sheet: a yearly programme with prose around it."""
        sheet = SheetHead(1)
        self.reading.sheets.append(sheet)
        inside = {i: box for box in boxes for i in (*box.lines, *box.body)}
        number = {id(line): i for i, line in enumerate(self.lines)}
        pending: list[Line] = []
        for item in self.items:
            i = number.get(id(item), -1)
            if isinstance(item, Grid):
                self._text(pending)
                pending = []
                self._grid(item)
                self.outline.interrupt()
            elif i not in inside:
                pending.append(item)
            elif i == inside[i].lines.start:
                self._text(pending)
                pending = []
                claim_box(self.reading, inside[i], self.lines, sheet)
        self._text(pending)
        title = self._first_heading()
        if title:
            sheet.cells["title"] = title

    def _first_heading(self) -> Claim | None:
        return next(
            (row.cells["text"] for row in self.reading.ledger.table("sections") if row.facts["kind"] == "heading"), None
        )

    def _sheet_of_plan(self) -> SheetHead:
        """A yearly plan outside of any form belongs to the sheet before it; without one, the document is the sheet."""
        if not self.reading.sheets:
            title = self._first_heading()
            self.reading.sheets.append(SheetHead(1, {"title": title} if title else {}))
        return self.reading.sheets[-1]

    def _text(self, lines: Sequence[Line], grid: Grid | None = None) -> None:
        """A run of lines between two grids; what is labelled, or under known headings, on a form's page is the form's.

        `grid` is the one behind the lines.
        """
        done = 0
        for at, line in enumerate(lines):
            if self.ruled and id(line) in self.ruled.sheet_lines:
                self._of_sheet(lines[done:at], None)
                self._prose([line])
                self.ruled.begin_at(line)
                done = at + 1
        self._of_sheet(lines[done:], grid)

    def _of_sheet(self, lines: Sequence[Line], grid: Grid | None) -> None:
        """Lines of one sheet, or between sheets."""
        gone = self.ruled.labelled(lines, grid) if self.ruled and self.reading.family is None else ()
        if gone:
            lines = [line for at, line in enumerate(lines) if at not in gone]
        at = 0
        for headed in headed_texts(self.reading.lexicon, lines) if self.ruled and self.ruled.form_page else ():
            if self.ruled and self.ruled.goes_on(lines[headed.start]):
                self._prose(lines[at : headed.start])
                claim_pair(self.reading, headed.pair, self.reading.sheets[-1])
                at = headed.stop
        self._prose(lines[at:])

    def _prose(self, lines: Sequence[Line]) -> None:
        """Lines that stand in no form."""
        at = 0
        while at < len(lines):
            if self.contents.is_open:
                at += self.contents.lines(lines[at:])
                if at == len(lines):
                    return
            stop = at
            while stop < len(lines):
                if is_contents_head(lines[stop].raw):
                    self.outline.add(lines[at:stop])
                    self.outline.heading(lines[stop])
                    self.contents.begin()
                    at = stop = stop + 1
                    break
                taken = self._timetable(lines, at, stop)
                if taken:
                    at = stop = stop + taken
                    continue
                stop += 1
            else:
                self.outline.add(lines[at:])
                return

    def _timetable(self, lines: Sequence[Line], at: int, start: int) -> int:
        """Lines of a timetable from `start` on; the lines before it become outline first."""
        events, taken = self.events.find(lines, start)
        if taken:
            self.outline.add(lines[at:start])
            self.events.claim(events, self.outline.context())
            self.outline.interrupt()
        return taken

    def _notes(self, grid: Grid) -> None:
        """Notes in a row of their own in a list (※ 金額は見込みを含む。)."""
        for cell in grid.cells():
            if NOTE.match(cell.raw) and self.reading.ledger.is_free(cell.span):
                self.outline.table_row([cell.span])

    def _grid(self, grid: Grid, above: str = "") -> None:
        reading = self.reading
        if self.contents.is_open and self.contents.grid(grid):
            return
        if self.text_lists is not None and self.text_lists.read(grid, above):
            self._unread(grid)
            return
        if self.ruled is not None and self.ruled.is_index(grid):
            self._unread(grid)
            return
        is_list = self.ruled is not None and self.ruled.is_list(grid)
        actors = None if is_list else find_actor_matrix(reading, grid)
        if actors:
            self.actors.append(actors)
            return
        if self.ruled and self.ruled.read(grid, self.captions.get(id(grid), "")):
            self._notes(grid)
            if self.ruled.names_forms(grid):
                self._unread(grid)
            return
        if (caption := captioned(grid)) is not None:
            self.outline.caption(caption)
            return
        if self.form.read(grid):
            return
        loose = None if reading.sheets else self.ruled  # tables of figures in a document without sheets
        caption_raw = self.captions.get(id(grid), "")
        is_read = loose is not None and loose.read_tables(grid, caption_raw, self.outline.trail_here())
        matrices = [] if is_read else find_matrices(reading, grid)
        for matrix in matrices:
            sheet = self._sheet_of_plan() if matrix.kind == "schedule" else None
            claim_matrix(reading, matrix, sheet, self.outline.trail_here() if reading.family is None else self.trail)
        is_read = is_read or bool(matrices)
        dated = None if is_read else chronology_rows(reading, grid)
        if dated:
            self.events.from_rows(dated, self.outline.context())
            return
        self._unread(grid)

    def _unread(self, grid: Grid) -> None:
        """Rows of a grid that no other table holds."""
        for row in grid.rows:
            free = [c.span for c in row if c and self.reading.ledger.is_free(c.span)]
            if free:
                self.outline.table_row(free)
