"""A sheet of a dump while it is read: what its pieces are, before anything is claimed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import regex
from rapidfuzz import fuzz

from plansheets.extract.dump.cost import SIDES, Costs, Evidence, Side
from plansheets.extract.dump.fit import Fit, fit
from plansheets.extract.dump.labels import resolve_labels
from plansheets.extract.dump.lanes import Lane, Text, lanes_of
from plansheets.extract.dump.pieces import Piece
from plansheets.extract.dump.years import SheetYears, read_years
from plansheets.extract.reading import Reading
from plansheets.extract.span import Span, join
from plansheets.rules.dump_shape import DumpShape

BARE_NUMBER = regex.compile(r"[0-9０-９]{1,4}")
SAME_TITLE = 90
"""Likeness of two sheets' titles from which on they are sheets of one item."""


@dataclass(slots=True)
class Draft:
    """`labels`: piece.at → name. `fit`: what each text is. `number`: the sheet's number, beside its label."""

    pieces: list[Piece]
    labels: dict[int, str]
    years: SheetYears
    lanes: list[Lane]
    texts: list[Text]
    fit: Fit
    side: Side
    number: Piece | None = None
    sisters: list["Draft"] = field(default_factory=list)

    def cells(self) -> dict[tuple[str, int], list[int]]:
        """(lane, cell) → places of its texts in `texts`."""
        found: dict[tuple[str, int], list[int]] = {}
        for place, choice in enumerate(self.fit.choices):
            found.setdefault(choice, []).append(place)
        return found

    def span(self, places: Sequence[int]) -> Span:
        return join(self.texts[place].piece.span for place in places)

    @property
    def title(self) -> str:
        """What names the item: the title, or all headings where it has none."""
        named = [lane.name for lane in self.lanes if lane.slot and lane.slot.table == "title"]
        places = [place for (name, _), found in self.cells().items() if name in named for place in found]
        headings = [piece.raw for piece in self.pieces if piece.kind == "heading"]
        return "".join((self.span(places).raw if places else "".join(headings)).split())


def draft(
    reading: Reading, shape: DumpShape, pieces: Sequence[Piece], evidence: Evidence, side: Side | None = None
) -> Draft:
    """The cheapest reading of one sheet's pieces. `side`: where its texts stand to their labels, when that is known."""
    labels = resolve_labels(shape, pieces)
    years = read_years(reading, shape, pieces)
    levels = [name for piece in pieces if piece.kind == "heading" for name in piece.names]
    lanes = lanes_of(shape, years, labels, levels)
    texts = [Text(piece) for piece in pieces if piece.kind == "text"]
    fits = [
        (fit(texts, lanes, Costs(shape, pieces, lanes, each, evidence)), each) for each in ([side] if side else SIDES)
    ]
    best, own = min(fits, key=lambda each: each[0].cost)
    return Draft(list(pieces), labels, years, lanes, texts, best, own, _number(pieces, labels))


def redraft(reading: Reading, shape: DumpShape, first: Sequence[Draft]) -> list[Draft]:
    """Read all sheets again, now that the document's own widths and the sheets of the same item are known."""
    widths = _widths(first)
    again = []
    for sheet in first:
        sisters = [other for other in first if other is not sheet and _is_sister(sheet, other)]
        texts: dict[str, list[str]] = {}
        for other in sisters:
            for key, text in _texts(other).items():
                texts.setdefault(key, []).append(text)
        again.append(draft(reading, shape, sheet.pieces, Evidence(widths, texts), sheet.side))
    for sheet in again:
        sheet.sisters = [other for other in again if other is not sheet and _is_sister(sheet, other)]
    return again


def _is_sister(one: Draft, two: Draft) -> bool:
    return bool(one.title) and fuzz.ratio(one.title, two.title) >= SAME_TITLE


def _widths(drafts: Sequence[Draft]) -> Mapping[str, float]:
    """Width of each lane: the form's where little was seen, that of the texts read there otherwise."""
    seen: dict[str, list[float]] = {}
    form = {
        lane.name: lane.slot.width
        for sheet in drafts
        for lane in sheet.lanes
        if lane.slot and lane.slot.table not in ("title", "offices")
    }
    for sheet in drafts:
        for place, (name, _) in enumerate(sheet.fit.choices):
            text = sheet.texts[place]
            if name in form and text.is_wrapped:
                seen.setdefault(name, []).append(text.width)
    return {name: median([form[name], *found, *found]) for name, found in seen.items() if len(found) > 1}


def _texts(sheet: Draft) -> dict[str, str]:
    """lane/kind → its text without spaces."""
    kinds = {lane.name: lane.kinds for lane in sheet.lanes}
    return {
        f"{name}/{kinds[name][cell]}": "".join(sheet.span(places).raw.split())
        for (name, cell), places in sheet.cells().items()
        if name in kinds
    }


def _number(pieces: Sequence[Piece], labels: Mapping[int, str]) -> Piece | None:
    """The bare number right after the number's label, or else right before it."""
    by_place = {piece.at: piece for piece in pieces}
    for side in (1, -1):
        for at, name in labels.items():
            piece = by_place.get(at + side)
            if name == "number" and piece and piece.kind == "values" and BARE_NUMBER.fullmatch(piece.raw.strip()):
                return piece
    return None
