"""Marks that stand by a text of the form (grades, the note of a delay): to which text each of them belongs."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from plansheets.extract.dump.lanes import Lane
from plansheets.extract.dump.pieces import Piece
from plansheets.extract.span import Span

SURE, APART, DOUBTFUL = 1.0, 0.9, 0.7
Cell = tuple[str, int]
"""A lane's name and the cell in it."""
Run = tuple[int, list[Span]]
"""The place of a piece, and the marks in it."""
Option = tuple[float, tuple[Cell, ...]]
"""What it costs to give a run these cells."""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A mark, the cell it belongs to, and how sure that is."""

    span: Span
    cell: Cell
    confidence: float


def place_grades(pieces: Sequence[Piece], lanes: Sequence[Lane], texts: dict[Cell, list[int]]) -> list[Mark]:
    """Grades to cells of the lanes that have them. `texts`: the pieces of each cell's text."""
    runs = [(piece.at, piece.spans("grade")) for piece in pieces if piece.kind == "grades"]
    return _place(runs, [lane for lane in lanes if lane.slot and lane.slot.has_grade], texts)


def place_delays(pieces: Sequence[Piece], lanes: Sequence[Lane], texts: dict[Cell, list[int]]) -> list[Mark]:
    """Notes of a delay to cells of the lanes that have them."""
    runs = [(piece.at, [piece.span]) for piece in pieces if piece.kind == "delay"]
    return _place(runs, [lane for lane in lanes if lane.slot and lane.slot.has_delay], texts)


def _place(runs: Sequence[Run], lanes: Sequence[Lane], texts: dict[Cell, list[int]]) -> list[Mark]:
    """The cheapest way to give each run of marks cells: a run fills cells of one lane, from left to right."""
    options = [_options(run, lanes, texts) for run in runs]
    best: list[Option] = []
    lowest = float("inf")

    def go(number: int, picked: list[Option], cost: float) -> None:
        nonlocal best, lowest
        if cost >= lowest:
            return
        if number == len(runs):
            best, lowest = list(picked), cost
            return
        used = {cell: at for at, (_, cells) in enumerate(picked) for cell in cells}
        for price, cells in options[number]:
            if not any(cell in used for cell in cells):
                turned = sum(0.5 for cell in cells for other in used if other[0] == cell[0] and other[1] > cell[1])
                go(number + 1, [*picked, (price, cells)], cost + price + turned)
        go(number + 1, [*picked, (20.0, ())], cost + 20.0)

    go(0, [], 0.0)
    used = {cell for _, cells in best for cell in cells}
    full = {lane.name for lane in lanes if all((lane.name, cell) in used for cell in range(lane.size))}
    marks = []
    for (at, spans), (_, cells) in zip(runs, best, strict=True):
        for span, cell in zip(spans, cells, strict=False):
            # where every cell of a lane has its mark, there is no other place for it
            sure = SURE if _beside(at, texts.get(cell, ())) else APART if cell[0] in full else DOUBTFUL
            marks.append(Mark(span, cell, sure))
    return marks


def _options(run: Run, lanes: Sequence[Lane], texts: dict[Cell, list[int]]) -> list[Option]:
    """The cells that a run of marks may fill, each with its cost, the cheapest first."""
    at, spans = run
    found = []
    for order, lane in enumerate(lanes):
        for picked in combinations(range(lane.size), min(len(spans), lane.size)):
            cells = tuple((lane.name, cell) for cell in picked)
            far = min((_distance(at, texts[cell]) for cell in cells if cell in texts), default=8.0)
            cost = min(far, 8.0) * 0.3 + 2.0 * sum(cell not in texts for cell in cells)
            # as many marks as cells: C C for two years, C for the one evaluation of the period
            cost += 1.0 * abs(lane.size - len(spans)) + 0.05 * order
            found.append((cost, cells))
    return sorted(found)


def _distance(at: int, places: Sequence[int]) -> float:
    """Pieces between a mark and a text; a mark comes after its text more often than before it."""
    return min((at - place - 1 if at > place else place - at - 0.5) for place in places)


def _beside(at: int, places: Sequence[int]) -> bool:
    return any(abs(at - place) == 1 for place in places)
