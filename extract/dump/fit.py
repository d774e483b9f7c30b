"""Which text stands in which slot: the cheapest reading of a whole sheet, found by dynamic programming over its texts.

Lanes are filled as the texts come, each in its own time, for a dump may take a sheet row by row, column by column or
backwards; within a row from left to right, unless a text stands out of line.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plansheets.extract.dump.cost import FREE, Costs
from plansheets.extract.dump.lanes import Lane, Text

TURN = 1.3
"""Cost of a cell that comes after one to the right of it."""
INVERSION = 0.22
"""Cost of a text that comes after one whose label comes after its own."""
MARGIN = 6.0
"""Partial readings, and uses of one text, that cost so much more than the cheapest are dropped."""
MAX_STATES, WORK = 60, 2_000
"""Partial readings that are kept, fewer where there are many texts: a sheet has some twenty."""
INFINITE = float("inf")

State = tuple[tuple[int, ...], tuple[int, int]]
"""Which cells of each lane are filled (bits), and (lane, cell) of the last text; lane -1 where it is in no lane."""
Choice = tuple[str, int]
"""(a lane's name and its cell), or (a free use, -1)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A reading of a sheet: what each text is, by the text's place in the list; its cost; the doubt about each text.

    `margin`: by how much the cheapest reading in which this text is something else costs more.
    """

    choices: tuple[Choice, ...]
    cost: float
    margins: tuple[float, ...]
    seconds: tuple[Choice | None, ...]


class _Step(NamedTuple):
    before: State
    after: State
    choice: Choice
    cost: float


class _Prices:
    """What each use of one text costs; those far above the cheapest are left out."""

    def __init__(self, text: Text, before: Text | None, lanes: Sequence[Lane], costs: Costs) -> None:
        cells = [[costs.of(text, lane, cell) for cell in range(lane.size)] for lane in lanes]
        free = [(use, costs.free(text, use)) for use in FREE]
        limit = min([price for row in cells for price in row] + [price for _, price in free]) + MARGIN
        self.cells = [(number, row) for number, row in enumerate(cells) if row and min(row) <= limit]
        self.free = [(use, price) for use, price in free if price <= limit or use == "none"]
        self.joins: dict[int, list[float]] = {}
        if before is not None:
            for number, lane in enumerate(lanes):
                self.joins[number] = [costs.merge(before, text, lane, cell) for cell in range(lane.size)]


def fit(texts: Sequence[Text], lanes: Sequence[Lane], costs: Costs) -> Fit:
    """The cheapest reading, as long as no more partial readings than are kept lie within MARGIN of the best one."""
    start: State = ((0,) * len(lanes), (-1, -1))
    layers: list[list[_Step]] = []
    forward: list[dict[State, float]] = [{start: 0.0}]
    for number, text in enumerate(texts):
        before = texts[number - 1] if number else None
        prices = _Prices(text, before, lanes, costs)
        steps = [step for state in forward[-1] for step in _steps(state, prices, lanes)]
        reached: dict[State, float] = {}
        for step in steps:
            cost = forward[-1][step.before] + step.cost
            if cost < reached.get(step.after, INFINITE):
                reached[step.after] = cost
        kept = _prune(reached, min(MAX_STATES, WORK // len(texts) + 1))
        layers.append([step for step in steps if step.after in kept])
        forward.append(kept)
    backward = _backward(layers, {state: _end(state, lanes, costs) for state in forward[-1]})
    return _best(layers, forward, backward)


def _steps(state: State, prices: _Prices, lanes: Sequence[Lane]) -> list[_Step]:
    """Every way to go on from a partial reading with the next text."""
    filled, (last_lane, last_cell) = state
    labels = sorted(
        lane.label_at for mask, lane in zip(filled, lanes, strict=True) if mask and lane.label_at is not None
    )
    steps = []
    for number, row in prices.cells:
        lane, mask = lanes[number], filled[number]
        later = 0 if lane.label_at is None else len(labels) - bisect_right(labels, lane.label_at)
        for cell, price in enumerate(row):
            if not mask >> cell & 1:
                after = (*filled[:number], mask | 1 << cell, *filled[number + 1 :])
                cost = price + INVERSION * later + TURN * (mask >> cell > 0)
                steps.append(_Step(state, (after, (number, cell)), (lane.name, cell), cost))
    if last_lane in prices.joins:
        cost = prices.joins[last_lane][last_cell]
        steps.append(_Step(state, state, (lanes[last_lane].name, last_cell), cost))
    outside = (filled, (-1, -1))
    return steps + [_Step(state, outside, (use, -1), cost) for use, cost in prices.free]


def _prune(reached: dict[State, float], most: int) -> dict[State, float]:
    lowest = min(reached.values())
    kept = sorted((cost, state) for state, cost in reached.items() if cost <= lowest + MARGIN)[:most]
    return {state: cost for cost, state in kept}


def _end(state: State, lanes: Sequence[Lane], costs: Costs) -> float:
    return sum(
        costs.blank(lane, cell)
        for mask, lane in zip(state[0], lanes, strict=True)
        for cell in range(lane.size)
        if not mask >> cell & 1
    )


def _backward(layers: Sequence[Sequence[_Step]], last: dict[State, float]) -> list[dict[State, float]]:
    found = [last]
    for steps in reversed(layers):
        costs: dict[State, float] = {}
        for step in steps:
            cost = step.cost + found[-1].get(step.after, INFINITE)
            if cost < costs.get(step.before, INFINITE):
                costs[step.before] = cost
        found.append(costs)
    return found[::-1]


def _best(
    layers: Sequence[Sequence[_Step]], forward: Sequence[dict[State, float]], backward: Sequence[dict[State, float]]
) -> Fit:
    state = min(forward[0])
    total = backward[0].get(state, 0.0)
    choices: list[Choice] = []
    margins: list[float] = []
    seconds: list[Choice | None] = []
    for number, steps in enumerate(layers):
        whole: dict[Choice, float] = {}
        for step in steps:
            cost = forward[number][step.before] + step.cost + backward[number + 1].get(step.after, INFINITE)
            whole[step.choice] = min(cost, whole.get(step.choice, INFINITE))
        own = min(
            (step for step in steps if step.before == state),
            key=lambda step: (step.cost + backward[number + 1].get(step.after, INFINITE), step.choice),
        )
        others = {choice: cost for choice, cost in whole.items() if choice != own.choice}
        second = min(others, key=lambda choice: (others[choice], choice)) if others else None
        choices.append(own.choice)
        margins.append(others[second] - total if second else MARGIN)
        seconds.append(second)
        state = own.after
    return Fit(tuple(choices), total, tuple(margins), tuple(seconds))
