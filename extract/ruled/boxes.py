"""A box with its label outside of it (No. [73], 所管局 [環境政策局], 備考 over a large box): a form of two cells."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import regex

from plansheets.extract.blocks import Cell, Grid, Line
from plansheets.extract.span import Span, join
from plansheets.rules import Lexicon

NEAR: Final = 14.0
"""Em between a label and the box right of it, at most."""
UNDER: Final = 1.6
"""Em between a label and the box below it, at most."""
WIDE: Final = regex.compile(r"(?:.*\s{2,})?(?P<label>\S.{0,14})", regex.DOTALL)
"""The last piece of a line: a box may stand behind a title that is printed on its line."""
LABEL_SHADE: Final = 1
"""What the label's cell is shaded with: nearly black, as no printed label is but one in white on black."""
Box = tuple[float, float, float, float]


def labelled_boxes(
    items: Sequence[Line | Grid], lexicon: Lexicon, is_heading: Callable[[str], bool]
) -> list[Line | Grid]:
    """The items, in which a known label and the box beside or below it have become a grid of two cells.

    A box that holds a heading is the value of no label.
    """
    frames: dict[tuple[int, int], list[int]] = {}
    for i, item in enumerate(items):
        if isinstance(item, Line) and item.in_frame and not is_heading(item.raw):
            frames.setdefault((item.page, item.column), []).append(i)
    if not frames:
        return list(items)
    boxes = {key: _box(join(items[i].span for i in lines)) for key, lines in frames.items()}
    gone: set[int] = set()
    made: dict[int, list[Line | Grid]] = {}
    for i, item in enumerate(items):
        if not isinstance(item, Line) or item.in_frame:
            continue
        label = _label(item, lexicon)
        key = (
            _beside(label, item.page, {k: b for k, b in boxes.items() if not gone.intersection(frames[k])})
            if label
            else None
        )
        if label is None or key is None:
            continue
        lines = frames[key]
        value = join(items[k].span for k in lines)
        cells = (Cell(0, 0, label, shade=LABEL_SHADE), Cell(0, 1, value))
        gone |= {i, *lines}
        rest = item.span.part(0, len(item.raw) - len(label.raw)).strip()
        kept: list[Line | Grid] = []
        if rest:
            kept.append(Line(rest, item.number, item.x0, item.x1, item.page, item.blanks, item.column, item.edge))
        made[min(i, *lines)] = [*kept, Grid((cells,), "rulings", (), item.page)]
    done: list[Line | Grid] = []
    for i, item in enumerate(items):
        done += made.get(i, [])
        if i not in gone:
            done.append(item)
    return done


def _label(line: Line, lexicon: Lexicon) -> Span | None:
    """The line, or its last piece, where the lexicon knows it as a label."""
    found = WIDE.fullmatch(line.raw)
    if found is None or lexicon.lookup(found["label"]) is None:
        return None
    return line.span.part(*found.span("label")).strip()


def _box(span: Span) -> Box:
    glyphs = span.source.glyphs
    at = np.concatenate([np.arange(a, b) for a, b in span.ranges])
    return (float(glyphs.x0[at].min()), float(glyphs.top[at].min()),
            float(glyphs.x1[at].max()), float(glyphs.bottom[at].max()))  # fmt: skip


def _beside(label: Span, page: int, boxes: dict[tuple[int, int], Box]) -> tuple[int, int] | None:
    """The box right of a label on its height, else right below it; the nearest."""
    x0, top, x1, bottom = _box(label)
    size = float(label.source.glyphs.size[label.start])
    best: tuple[float, tuple[int, int]] | None = None
    for key, (a, b, c, d) in boxes.items():
        if key[0] != page:
            continue
        level = min(bottom, d) - max(top, b) >= 0.4 * min(bottom - top, d - b)
        distance = (a - x1) / size
        if level and -0.5 <= distance <= NEAR:
            best = min(best or (1e9, key), (distance, key))
        elif min(x1, c) > max(x0, a) and -0.5 <= (b - bottom) / size <= UNDER:
            best = min(best or (1e9, key), (NEAR + (b - bottom) / size, key))
    return best[1] if best else None
