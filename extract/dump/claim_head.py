"""Claiming the head of a drafted sheet: its number, the headings above it, its title."""

import regex

from plansheets.extract.dump.cells import CellClaims
from plansheets.extract.dump.lanes import Lane
from plansheets.extract.dump.pieces import Piece
from plansheets.extract.span import Span
from plansheets.extract.values import claim_label, claim_value

TAIL = regex.compile(r"(?<=\S)[\s\u3000]+(?P<number>[0-9０-９]{1,4})$")
"""A sheet's number that the dump has set at the end of a heading."""


def claim_head(claims: CellClaims) -> None:
    """Number, headings and title of a sheet."""
    cells = claims.sheet.cells
    if claims.draft.number is not None:
        cells["number"] = claim_value(claims.reading, claims.draft.number.span, "number")
    for piece in claims.draft.pieces:
        if piece.kind == "heading":
            _heading(claims, piece)
    for lane in claims.draft.lanes:
        span = claims.text(lane, 0)
        if span is None:
            continue
        if lane.slot is None:
            _level(claims, lane, span)
        elif lane.slot.table == "title":
            claim = claims.value(lane, 0, "title")
            if claim:
                cells["title"] = claim


def _heading(claims: CellClaims, piece: Piece) -> None:
    level = piece.names[0][6:]
    for part in piece.parts:
        column = f"level{level}_{part.kind}"
        if column in claims.sheet.cells:
            continue
        span = part.span
        if part.kind == "title":
            span = _without_tail(claims, span)
        claim = (
            claims.label(span)
            if part.kind == "label"
            else claims.reading.ledger.claim(span, "heading", f"{claims.reading.rule}/heading")
        )
        claims.sheet.cells[column] = claim


def _without_tail(claims: CellClaims, span: Span) -> Span:
    """A heading's title; a number at its end is the sheet's, where no other is or it is the same."""
    found = TAIL.search(span.raw)
    own = claims.sheet.cells.get("number")
    if not found or (own is not None and own.span.raw.strip() != found["number"]):
        return span
    number = span.part(*found.span("number"))
    if own is None:
        claims.sheet.cells["number"] = claim_value(claims.reading, number, "number", 0.9)
    else:
        claim_label(claims.reading, number, "number-again")
    return span.part(0, found.start()).strip()


def _level(claims: CellClaims, lane: Lane, span: Span) -> None:
    """A heading whose label stands away from it."""
    level = lane.name[6:]
    label = claims.by_at.get(lane.label_at if lane.label_at is not None else -1)
    if label is not None:
        claims.sheet.cells[f"level{level}_label"] = claims.label(label.span)
    found = regex.match(r"(?P<number>\S{1,5})[\s\u3000]+(?P<title>\S.*)", span.raw, flags=regex.DOTALL)
    names = ("number", "title")
    parts = {name: span.part(*found.span(name)) for name in names} if found else {"title": span}
    for name, part in parts.items():
        kept = _without_tail(claims, part.strip()) if name == "title" else part
        claims.sheet.cells[f"level{level}_{name}"] = claims.reading.ledger.claim(
            kept, "heading", f"{claims.reading.rule}/heading", 0.9
        )
