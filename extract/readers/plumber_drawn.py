"""The second reader's paths and images on the canvas that all readers share."""

from pdfminer.utils import Point, Rect

from plansheets.extract.readers.drawing import Box, Canvas, Subpath, curve, intersect
from plansheets.extract.readers.plumber_device import Path, Recorded

SEEN_ALPHA = 0.05
"""Paint below it is not seen."""
FARTHEST = 1e9


def canvas(recorded: Recorded, shown: Rect) -> Canvas:
    """All that is drawn besides text, in the order of the file; nothing outside of what is shown is kept."""
    found = Canvas()
    page: Box = (0.0, 0.0, shown[2] - shown[0], shown[3] - shown[1])
    for path in recorded.paths:
        outlines = _outlines(path, shown)
        clip = intersect(page, as_shown(path.clip, shown))
        if path.fill and path.fill_alpha >= SEEN_ALPHA:
            found.fill(outlines, path.fill_color, clip, path.order, even_odd=path.even_odd)
        if path.stroke and path.stroke_alpha >= SEEN_ALPHA:
            found.stroke(outlines, path.stroke_color, path.width, path.dashed, clip)
    for box, clip_box, order in recorded.images:
        found.image(as_shown(box, shown), intersect(page, as_shown(clip_box, shown)), order)
    return found


def as_shown(box: Rect, shown: Rect) -> Box:
    """A box of y upwards as x0, top, x1, bottom from the left and top of what is shown; infinity becomes far away."""
    x0, y0, x1, y1 = (max(-FARTHEST, min(FARTHEST, value)) for value in box)
    return x0 - shown[0], shown[3] - y1, x1 - shown[0], shown[3] - y0


def _outlines(path: Path, shown: Rect) -> list[Subpath]:
    """The subpaths, flipped and moved to the page as shown, curves flattened."""
    found: list[Subpath] = []
    left, upper = shown[0], shown[3]
    for command, given in path.segments:
        points = [(x - left, upper - y) for x, y in given]
        if command == "m":
            found.append((points, False))
        elif not found:
            continue
        elif command == "h":
            found[-1] = (found[-1][0], True)
        else:
            found[-1][0].extend(_segment(command, found[-1][0][-1], points))
    return [outline for outline in found if len(outline[0]) > 1]


def _segment(command: str, start: Point, points: list[Point]) -> list[Point]:
    """The corners that one segment adds: `l` a side, `c` `v` `y` a Bézier curve."""
    match command, points:
        case "c", [first, second, end]:
            return curve(start, first, second, end)
        case "v", [second, end]:
            return curve(start, start, second, end)
        case "y", [first, end]:
            return curve(start, first, end, end)
        case _:
            return points
