"""Pages whose content lies on its side, or upside down, without saying so: given as if they had been turned upright."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.page import HIDDEN, Drawn, PageContent
from plansheets.extract.source import ink_of
from plansheets.extract.turning import turned_boxes, turned_points

NEAR: Final = 10.0
"""Degrees by which text may lie askew of a quarter turn."""
MOST: Final = 0.5
"""Share of a page's inked glyphs that lie on one side where the page does."""
ONE_LINE: Final = 0.3
"""Em by which glyphs of one line may stand off each other, across it."""


def upright(page: PageContent) -> tuple[PageContent, int]:
    """The page with most of its text upright, and how many quarters clockwise it was turned for that (0 to 3)."""
    quarters = quarters_to_upright(page)
    return (turned(page, quarters), quarters) if quarters else (page, 0)


def quarters_to_upright(page: PageContent) -> int:
    """Quarter turns clockwise after which most of a page's seen and inked glyphs are upright."""
    seen = np.flatnonzero(((page.flags & HIDDEN) == 0) & ink_of(page.codes))
    angle = page.glyphs.angle[seen]
    lies = np.round(angle / 90)
    straight = np.abs(angle - 90 * lies) <= NEAR
    counts = np.bincount(lies[straight].astype(np.intp) % 4, minlength=4)
    most = int(counts.argmax())
    if not most or counts[most] <= MOST * len(seen):
        return 0
    mine = seen[straight & (lies.astype(np.intp) % 4 == most)]
    return 0 if _stands_below(page, mine) or _is_set_upright(page, mine) else 4 - most


def _stands_below(page: PageContent, at: NDArray[np.intp]) -> bool:
    """Do most glyphs stand below the one before them, seen along their own line: signs turned one by one?"""
    g = page.glyphs
    radians = np.radians(g.angle[at[:-1]])
    right, down = np.diff(g.x[at]), np.diff(g.y[at])
    along = (right * np.cos(radians) + down * np.sin(radians)) / g.size[at[:-1]]
    across = (down * np.cos(radians) - right * np.sin(radians)) / g.size[at[:-1]]
    on = (np.abs(across) <= ONE_LINE) & (along > 0) & (along <= 2)
    below = (np.abs(along) <= ONE_LINE) & (np.abs(across) > ONE_LINE) & (np.abs(across) <= 2)
    return bool(below.sum() > on.sum())


def _is_set_upright(page: PageContent, at: NDArray[np.intp]) -> bool:
    """Are most glyphs of a font whose signs lie on their side, so that turned they stand (@ＭＳ 明朝)?"""
    lying = np.array(["@" in name for name in page.fonts] or [False])
    return bool(lying[page.glyphs.font[at]].mean() > MOST)


def turned(page: PageContent, quarters: int) -> PageContent:
    """The page turned clockwise, with all that is on it."""
    width, height = page.width, page.height
    if quarters % 2:
        width, height = height, width
    g = page.glyphs
    x0, top, x1, bottom = turned_boxes(
        np.stack([g.x0, g.top, g.x1, g.bottom], axis=1), quarters, page.width, page.height
    ).T
    x, y = turned_points(np.stack([g.x, g.y], axis=1), quarters, page.width, page.height).T
    angle = (g.angle + 90 * quarters + 180) % 360 - 180
    angle = np.where(angle == -180, 180, angle).astype(g.angle.dtype)
    glyphs = replace(g, x0=x0, top=top, x1=x1, bottom=bottom, x=x, y=y, angle=angle)
    drawn = _turned_drawing(page.drawn, quarters, page.width, page.height)
    return replace(page, width=width, height=height, glyphs=glyphs, drawn=drawn)


def _turned_drawing(drawn: Drawn, quarters: int, width: float, height: float) -> Drawn:
    ends = turned_points(drawn.lines.reshape(-1, 2), quarters, width, height)
    return replace(
        drawn,
        lines=ends.reshape(-1, 4),
        fills=turned_boxes(drawn.fills, quarters, width, height),
        shapes=tuple(turned_points(shape, quarters, width, height) for shape in drawn.shapes),
        images=turned_boxes(drawn.images, quarters, width, height),
    )
