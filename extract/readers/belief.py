"""Is the text layer of a page to be believed?"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.page import HIDDEN, INVISIBLE, UNMAPPED, PageContent

REMEDY: Final = "install plansheets[ocr] (pip install 'plansheets[ocr]') and convert again with --ocr auto"
STRANGE: Final = 0.2
"""Share of code points that no Japanese sheet holds from which on a text layer is not believed."""
COVERED: Final = 0.3
"""Share of the page that images cover from which on a page without text is a scan."""
FEW: Final = 20
"""Glyphs of a text layer up to which a page that an image covers is still a scan: a stamp, a page number."""
JAPANESE: Final = (
    (0x20, 0x24F), (0x370, 0x45F), (0x2000, 0x2BFF), (0x2E80, 0x33FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x1F000, 0x1FAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Blocks of Unicode that Japanese sheets draw on: Latin, Greek, Cyrillic, signs, kana, ideographs, forms."""
EDGES: Final = np.array([edge for low, high in JAPANESE for edge in (low, high + 1)], np.uint32)
"""Where blocks begin and end, in turn."""


@dataclass(frozen=True)
class LayerDoubt:
    """Why a text layer is not believed; `is_unreadable` where it holds nothing to fall back on."""

    code: str
    says: str
    is_unreadable: bool


def is_installed() -> bool:
    """Can pages be recognised as images?"""
    from plansheets.extract.readers.ocr import is_installed as installed

    return installed()


def doubt_of(page: PageContent) -> LayerDoubt | None:
    """What speaks against a page's text layer; None where it can be believed, or the page is blank."""
    seen = (page.flags & HIDDEN) == 0
    ink = seen & (page.codes > 0x20) & (page.codes != 0x3000)
    count = int(ink.sum())
    covered = _covered(page)
    unseen = int(((page.flags & INVISIBLE) > 0).sum())
    if count <= FEW and covered >= COVERED:
        if unseen > FEW:
            return LayerDoubt("hidden-text-layer", "a scan whose text is laid under the image, unseen", False)
        return LayerDoubt("no-text-layer", "only images, no text", count == 0)
    if not count:
        return None
    unmapped = int((ink & ((page.flags & UNMAPPED) > 0)).sum())
    strange = int(_strange(page.codes[ink]).sum())
    if unmapped > STRANGE * count or strange > STRANGE * count:
        says = f"{max(unmapped, strange)} of {count} characters have no Unicode value that a Japanese sheet holds"
        return LayerDoubt("no-unicode-text", says, True)
    return None


def _covered(page: PageContent) -> float:
    """Share of the page that its largest image covers."""
    boxes = page.drawn.images
    if not len(boxes):
        return 0.0
    sides = np.maximum(np.minimum(boxes[:, 2:], (page.width, page.height)) - np.maximum(boxes[:, :2], 0), 0)
    return float((sides[:, 0] * sides[:, 1]).max() / max(page.width * page.height, 1))


def _strange(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Code points of private use, of scripts that no Japanese sheet holds, or none at all."""
    inside = np.searchsorted(EDGES, codes, "right") % 2 == 1
    return ~inside | (codes == 0xFFFD)
