"""The paper of a scan made even and white, its ink made dark; all lengths in pixels unless said otherwise."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from plansheets.extract.source import Mask

Grey = NDArray[np.uint8]

WHITE: Final = 250.0
"""What the paper's grey becomes."""
BLOCK: Final = 24
"""Blocks a page's side, of which each tells how bright the paper is there."""
CONTRAST: Final = 0.33
"""Share of the paper's brightness by which a text's ink is darker."""
FAINT: Final = 0.14
"""The same for rulings: their length speaks for them."""


def flatten(image: Grey) -> Grey:
    """The image (h, w, 3) with its paper at an even WHITE, whatever the light was. Shaded cells stay shaded."""
    paper = _paper(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.uint8))
    gain = WHITE / np.maximum(paper, 1.0)
    flat = np.empty_like(image)
    for channel in range(3):
        flat[:, :, channel] = cv2.multiply(image[:, :, channel], gain, dtype=cv2.CV_8U)
    return flat


def _paper(grey: Grey) -> NDArray[np.float32]:
    """Brightness of the paper (h, w): a smooth surface through the bright blocks; shaded ones fall out."""
    height, width = grey.shape
    small = cv2.resize(grey, (BLOCK * 8, BLOCK * 8), interpolation=cv2.INTER_AREA).astype(np.float32)
    blocks = small.reshape(BLOCK, 8, BLOCK, 8).transpose(0, 2, 1, 3).reshape(BLOCK * BLOCK, 64)
    bright = np.percentile(blocks, 85, axis=1)
    y, x = (a.ravel() for a in np.mgrid[0:BLOCK, 0:BLOCK] / (BLOCK - 1) * 2 - 1)
    terms = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], 1)
    kept = bright > np.median(bright) * 0.8
    for _ in range(6):
        weights, *_rest = np.linalg.lstsq(terms[kept], bright[kept], rcond=None)
        off = bright - terms @ weights
        spread = max(2.0, 1.5 * float(np.std(off[kept])))
        again = (off > -spread) & (off < 2 * spread)
        if again.sum() < len(terms) // 8 or (again == kept).all():
            break
        kept = again
    surface = (terms @ weights).reshape(BLOCK, BLOCK).astype(np.float32)
    full: NDArray[np.float32] = cv2.resize(surface, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    return full


def ground(grey: Grey, size: int) -> Grey:
    """The brightness behind the ink (h, w): all that is narrower than `size` is taken away."""
    kernel = np.ones((size, size), np.uint8)
    closed: Grey = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, kernel).astype(np.uint8)
    return closed


def calm(grey: Grey) -> Grey:
    """Without the grain of the scan; edges stay."""
    smooth: Grey = cv2.medianBlur(grey, 3).astype(np.uint8)
    return smooth


def darker(grey: Grey, behind: Grey, share: float) -> Mask:
    """Where the image is darker than what is behind by `share` of its brightness."""
    mask: Mask = grey < behind * (1.0 - share)
    return mask


def spans(profile: NDArray[np.bool_], gap: int = 1) -> list[tuple[int, int]]:
    """Runs of True, as from and to; runs fewer than `gap` apart are one."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], profile.astype(np.int8), [0])))).reshape(-1, 2)
    runs: list[tuple[int, int]] = []
    for start, stop in edges.tolist():
        if runs and start - runs[-1][1] < gap:
            runs[-1] = (runs[-1][0], stop)
        else:
            runs.append((start, stop))
    return runs
