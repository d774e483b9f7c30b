"""What one page paints, through nested form XObjects: paths, images, and where each text object stands among them."""

from dataclasses import dataclass, field
from itertools import repeat
from typing import Final

import numpy as np

from plansheets.extract.readers import pdfium_calls as pdfium
from plansheets.extract.readers.drawing import Box, Canvas, Matrix, bounds
from plansheets.extract.readers.pdfium_calls import Doubles, rows
from plansheets.extract.readers.pdfium_level import Clips, matrices, read_paths
from plansheets.extract.readers.pdfium_outlines import draw
from plansheets.extract.readers.pdfium_slots import handles

DEEPEST_FORM: Final = 40
MOST_OBJECTS: Final = 1_000_000
"""Forms that hold one another many times over multiply; after so many objects the rest of a page is not walked."""


@dataclass
class Painted:
    """What the walk found: the canvas, and per text object (by address) its place in painting order, its clip and the
    matrix from the space it is drawn in to the page as shown.

    `text_clip` holds those only that are clipped by more than the page.
    """

    canvas: Canvas = field(default_factory=Canvas)
    text_order: dict[int, float] = field(default_factory=dict)
    text_clip: dict[int, Box] = field(default_factory=dict)
    text_space: dict[int, Matrix] = field(default_factory=dict)
    objects: int = 0


def painted(page: int, to_page: Matrix, shown: Box) -> Painted:
    """What one page paints; `shown` is the page's own box (0, 0, width, height), nothing outside of it is kept."""
    found = Painted()
    count = max(pdfium.count_objects(page), 0)
    items = list(map(pdfium.page_object, repeat(pdfium.handle(page)), range(count)))
    _level(found, items, to_page, shown, (0.0, 1.0), 0)
    return found


def _level(
    found: Painted, items: list[int], to_page: Matrix, shown: Box, span: tuple[float, float], depth: int
) -> None:
    """One page's or one form's objects. `span` is the stretch of painting order that they share."""
    found.objects += len(items)
    if not items or found.objects > MOST_OBJECTS:
        return
    kinds = np.fromiter(map(pdfium.object_type, items), np.int32, len(items))
    order = np.linspace(*span, len(items), endpoint=False)
    clips = Clips(to_page, shown)
    for kind in np.unique(kinds).tolist():
        places = np.flatnonzero(kinds == kind)
        chosen = items if len(places) == len(items) else [items[i] for i in places.tolist()]
        if kind == pdfium.PATH:
            draw(read_paths(chosen, order[places], to_page, clips), found.canvas)
        elif kind == pdfium.TEXT:
            found.text_order.update(zip(chosen, order[places].tolist(), strict=True))
            found.text_space.update(dict.fromkeys(chosen, to_page))
            boxes = zip(chosen, clips.boxes(chosen), strict=True)
            found.text_clip.update((item, box) for item, box in boxes if box is not shown)
        elif kind == pdfium.FORM:
            if depth < DEEPEST_FORM:
                _forms(found, chosen, to_page, clips, order[places], (span[1] - span[0]) / len(items), depth)
        else:
            _pictures(found, chosen, to_page, clips, order[places])


def _forms(
    found: Painted, forms: list[int], to_page: Matrix, clips: Clips, order: Doubles, step: float, depth: int
) -> None:
    inner = matrices(forms, to_page).tolist()
    boxes = clips.boxes(forms)
    for form, matrix, box, start in zip(forms, inner, boxes, order.tolist(), strict=True):
        count = max(pdfium.form_count(form), 0)
        items = list(map(pdfium.form_object, repeat(form, count), range(count)))
        _level(found, items, tuple(matrix), box, (start, start + step), depth + 1)


def _pictures(found: Painted, items: list[int], to_page: Matrix, clips: Clips, order: Doubles) -> None:
    """Images and shadings: their boxes."""
    sides = np.zeros(4, np.float32)
    at = handles(rows(sides))
    a, b, c, d, e, f = to_page
    for item, clip, place in zip(items, clips.boxes(items), order.tolist(), strict=True):
        if pdfium.object_bounds(pdfium.handle(item), *at):
            left, bottom, right, top = sides.tolist()
            corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
            box = bounds([(a * x + c * y + e, b * x + d * y + f) for x, y in corners])
            found.canvas.image(box, clip, place)
