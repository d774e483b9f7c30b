"""Boxes with rounded corners as boxes: a card's border, a label's background. Curves come as short strokes."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.page import Drawn
from plansheets.extract.source import Floats

SAME: Final = 0.1
"""Points by which one stroke may miss the end of the one before it, and a side the edge of its box."""
SIDE: Final = 0.25
"""Share of each side of the box that is straight, at least: of a circle or a bubble it is less."""
SMALLEST: Final = 7.0
"""Points that such a box measures at least."""
FEWEST: Final = 8
"""Strokes: four sides and a chord at each corner."""


def squared(drawn: Drawn) -> Drawn:
    """What is drawn, with four straight strokes for each rounded outline, and a fill for each rounded area."""
    return _areas(_outlines(drawn))


def _outlines(drawn: Drawn) -> Drawn:
    """Closed chains of strokes that run along the four sides of their box."""
    lines = drawn.lines
    slanted = np.abs(lines[:, [2, 3]] - lines[:, [0, 1]]).min(1, initial=np.inf) > 1e-3
    if len(lines) < FEWEST or slanted.sum() < 4:
        return drawn
    follows = np.abs(lines[:-1, 2:] - lines[1:, :2]).max(1) <= SAME
    starts = np.concatenate(([0], np.flatnonzero(~follows) + 1))
    stops = np.concatenate((starts[1:], [len(lines)]))
    closed = np.abs(lines[starts, :2] - lines[stops - 1, 2:]).max(1) <= SAME
    boxes, share = _boxes_of(lines, starts)
    hit = closed & (stops - starts >= FEWEST) & _is_box(boxes, share)
    if not hit.any():
        return drawn
    gone = np.repeat(hit, stops - starts)
    first = np.repeat(starts[hit], 4)
    a, b, c, d = boxes[hit].T
    sides = np.stack([a, b, c, b, a, d, c, d, a, b, a, d, c, b, c, d], 1).reshape(-1, 4).astype(np.float32)
    return replace(
        drawn,
        lines=np.concatenate((lines[~gone], sides)),
        widths=np.concatenate((drawn.widths[~gone], drawn.widths[first])),
        dashed=np.concatenate((drawn.dashed[~gone], drawn.dashed[first])),
        line_colors=np.concatenate((drawn.line_colors[~gone], drawn.line_colors[first])),
    )


def _areas(drawn: Drawn) -> Drawn:
    """Filled outlines that run along the four sides of their box; what lies under other fills comes first."""
    at = [k for k, shape in enumerate(drawn.shapes) if len(shape) >= FEWEST]
    if not at:
        return drawn
    rings = [np.concatenate((drawn.shapes[k], drawn.shapes[k][:1])) for k in at]
    lines = np.concatenate([np.concatenate((ring[:-1], ring[1:]), 1) for ring in rings])
    starts = np.cumsum([0, *(len(ring) - 1 for ring in rings[:-1])])
    boxes, share = _boxes_of(lines, starts)
    hit = _is_box(boxes, share)
    if not hit.any():
        return drawn
    boxes, colors = boxes[hit].astype(np.float32), drawn.shape_colors[np.array(at)[hit]]
    x, y = (drawn.fills[:, 0] + drawn.fills[:, 2]) / 2, (drawn.fills[:, 1] + drawn.fills[:, 3]) / 2
    a, b, c, d = (side[:, None] for side in boxes.T)
    under = ((x >= a) & (x <= c) & (y >= b) & (y <= d)).any(1)
    gone = {at[k] for k in np.flatnonzero(hit).tolist()}
    kept = [k for k in range(len(drawn.shapes)) if k not in gone]
    return replace(
        drawn,
        fills=np.concatenate((boxes[under], drawn.fills, boxes[~under])),
        fill_colors=np.concatenate((colors[under], drawn.fill_colors, colors[~under])),
        shapes=tuple(drawn.shapes[k] for k in kept),
        shape_colors=drawn.shape_colors[kept],
    )


def _boxes_of(lines: Floats, starts: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """The box (n, 4) around each chain of strokes; what share of its left, upper, right, lower side is straight."""
    low, high = np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])
    boxes = np.concatenate((np.minimum.reduceat(low, starts), np.maximum.reduceat(high, starts)), 1)
    of = np.repeat(boxes, np.diff(np.concatenate((starts, [len(lines)]))), 0)
    size = high - low
    on = [(np.abs(low[:, k % 2] - of[:, k]) <= SAME) & (np.abs(high[:, k % 2] - of[:, k]) <= SAME) for k in range(4)]
    length = np.stack([np.add.reduceat(np.where(on[k], size[:, 1 - k % 2], 0), starts) for k in range(4)], 1)
    return boxes, length / np.maximum((boxes[:, 2:] - boxes[:, :2])[:, [1, 0, 1, 0]], 1e-6)


def _is_box(boxes: Floats, share: Floats) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = ((boxes[:, 2:] - boxes[:, :2]).min(1) >= SMALLEST) & (share.min(1) >= SIDE)
    return found
