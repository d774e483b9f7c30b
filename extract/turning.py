"""Points and boxes of a page that is turned by quarters, clockwise; x from the left, y down from the top."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


def turned_points(points: Floats, quarters: int, width: float, height: float) -> Floats:
    """Points (n, 2) of a page of this size, before it is turned."""
    x, y = points[:, 0], points[:, 1]
    across, down = ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[quarters % 4]
    return np.stack([across, down], axis=1).astype(points.dtype)


def turned_boxes(boxes: Floats, quarters: int, width: float, height: float) -> Floats:
    """Boxes (n, 4) as x0, top, x1, bottom."""
    one = turned_points(boxes[:, :2], quarters, width, height)
    other = turned_points(boxes[:, 2:], quarters, width, height)
    return np.concatenate([np.minimum(one, other), np.maximum(one, other)], axis=1)
