"""Where the two PDF readers disagree: `python -P tests/readers_agree.py FILE_OR_FOLDER ...` lists it, kind by kind.

docs/readers.md says what each kind is. What a reader of the paper does not see (flags) is left out, and spaces are.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers.page import HIDDEN, PageContent
from plansheets.extract.readers.pdfium import PdfiumFile
from plansheets.extract.readers.plumber import PlumberFile
from plansheets.extract.source import Floats, is_printed

REACH: Final = 0.35
"""Ems between origins up to which two glyphs of one code point are the same glyph."""
PLACE, EDGE, LEVEL, SIZE = 0.02, 0.1, 0.25, 0.02
"""Ems that origins, the edges along the line, and those across it may differ by; and the part that sizes may."""
RULING: Final = 0.5
"""Points between two lines, or between two fills, up to which they are the same."""
THIN: Final = 3.0
"""Points. A fill not wider is a ruling."""


@dataclass
class Comparison:
    """Of one page or of many: how many glyphs both readers see, and the disagreements by kind, with places."""

    glyphs: int = 0
    rulings: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, places: Sequence[str], count: int | None = None) -> None:
        """Some disagreements of one kind."""
        if places:
            self.kinds[kind] += len(places) if count is None else count
            self.places.setdefault(kind, []).extend(places)

    def take(self, other: "Comparison") -> None:
        """The disagreements of another page."""
        self.glyphs += other.glyphs
        self.rulings += other.rulings
        for kind, places in other.places.items():
            self.add(kind, places, other.kinds[kind])


@dataclass(frozen=True, eq=False)
class Seen:
    """The visible printed glyphs of one page: code points (n,), origins (n, 2), boxes (n, 4), sizes (n,)."""

    page: PageContent
    which: NDArray[np.intp]

    @property
    def codes(self) -> NDArray[np.uint32]:
        return self.page.codes[self.which]

    def column(self, name: str) -> Floats:
        return getattr(self.page.glyphs, name)[self.which]

    @property
    def origins(self) -> Floats:
        return np.stack([self.column("x"), self.column("y")], axis=1)

    def nearest(self, among: NDArray[np.intp], place: Floats, taken: Sequence[int]) -> tuple[int, float] | None:
        """The one of some glyphs that stands nearest to a place, and how far."""
        free = np.setdiff1d(among, taken)
        if not len(free):
            return None
        gap = np.hypot(*(self.origins[free] - place).T)
        return int(free[gap.argmin()]), float(gap.min())

    def name(self, index: int) -> str:
        """One glyph, for the list."""
        x, y = self.origins[index]
        return f"p{self.page.number} U+{int(self.codes[index]):04X} at {x:.1f},{y:.1f}"


def seen(page: PageContent) -> Seen:
    """What a reader of the paper sees."""
    ink = {code: is_printed(chr(code)) for code in set(page.codes.tolist())}
    shown = (page.flags & HIDDEN) == 0
    return Seen(page, np.flatnonzero(shown & np.array([ink[c] for c in page.codes.tolist()], np.bool_)))


def compare(one: PageContent, other: PageContent) -> Comparison:
    """Two readings of one page."""
    found = Comparison()
    if abs(one.width - other.width) > 0.1 or abs(one.height - other.height) > 0.1 or one.rotation != other.rotation:
        found.add("page", [f"p{one.number} {one.width} x {one.height}, {other.width} x {other.height}"])
    left, right = seen(one), seen(other)
    pairs = matched(left, right)
    found.glyphs = len(pairs)
    _unmatched(found, left, right, pairs)
    _measures(found, left, right, pairs)
    _drawn(found, one, other)
    return found


def matched(left: Seen, right: Seen) -> NDArray[np.intp]:
    """Glyphs of one code point that are each other's nearest, no farther than REACH; shape (pairs, 2)."""
    pairs = []
    by_code = {code: np.flatnonzero(right.codes == code) for code in np.unique(right.codes).tolist()}
    origins, others, size = left.origins, right.origins, left.column("size")
    for code in np.unique(left.codes).tolist():
        here, there = np.flatnonzero(left.codes == code), by_code.get(code)
        if there is None:
            continue
        gap = np.hypot(*(origins[here][:, None] - others[there][None]).transpose(2, 0, 1))
        nearest, back = gap.argmin(axis=1), gap.argmin(axis=0)
        rows = np.flatnonzero((back[nearest] == np.arange(len(here))) & (gap.min(axis=1) <= REACH * size[here]))
        pairs.append(np.stack([here[rows], there[nearest[rows]]], axis=1))
    return np.concatenate(pairs) if pairs else np.empty((0, 2), np.intp)


def _unmatched(found: Comparison, left: Seen, right: Seen, pairs: NDArray[np.intp]) -> None:
    """`code` where both see a glyph and read it differently, else `only` in one reader; see `_alone`."""
    alone = np.setdiff1d(np.arange(len(left.codes)), pairs[:, 0])
    others = np.setdiff1d(np.arange(len(right.codes)), pairs[:, 1])
    taken: list[int] = []
    for index in alone.tolist():
        near = right.nearest(others, left.origins[index], taken)
        if near is None or near[1] > REACH * left.column("size")[index]:
            _alone(found, left, index, right)
            continue
        taken.append(near[0])
        found.add("code", [f"{left.name(index)}, by {right.page.reader} U+{int(right.codes[near[0]]):04X}"])
    for index in np.setdiff1d(others, taken).tolist():
        _alone(found, right, index, left)


def _alone(found: Comparison, one: Seen, index: int, other: Seen) -> None:
    """A glyph that one reader sees: `hidden` where the other has it and says why it is not seen, else `only`."""
    page = other.page
    place = one.origins[index]
    gap = np.hypot(page.glyphs.x - place[0], page.glyphs.y - place[1])
    there = np.flatnonzero((page.codes == one.codes[index]) & (gap <= REACH * one.column("size")[index]))
    if len(there):
        flag = int(page.flags[there[gap[there].argmin()]])
        found.add(f"hidden by {page.reader}", [f"{one.name(index)}, flag {flag}"])
    else:
        found.add(f"only {one.page.reader}", [one.name(index)])


def _measures(found: Comparison, left: Seen, right: Seen, pairs: NDArray[np.intp]) -> None:
    """Origin, box, size, angle and weight of glyphs that both see."""
    here, there = pairs[:, 0], pairs[:, 1]
    size = np.maximum(left.column("size")[here], 0.1)

    def gap(name: str) -> Floats:
        return np.abs(left.column(name)[here] - right.column(name)[there])

    level = np.abs(np.sin(np.radians(left.column("angle")[here]))) < 0.1
    along = np.where(level, np.maximum(gap("x0"), gap("x1")), np.maximum(gap("top"), gap("bottom")))
    across = np.where(level, np.maximum(gap("top"), gap("bottom")), np.maximum(gap("x0"), gap("x1")))
    differs = {
        "place": np.maximum(gap("x"), gap("y")) > PLACE * size,
        "advance": along > EDGE * size,
        "height": across > LEVEL * size,
        "size": gap("size") > SIZE * size,
        "angle": gap("angle") > 1,
        "weight": gap("weight") > 0,
    }
    named = np.array([bool(name) for name in left.page.fonts] or [False])[left.column("font")[here]]
    differs["unnamed weight"] = differs["weight"] & ~named
    differs["weight"] &= named
    for kind, column in differs.items():
        found.add(kind, [f"{left.name(here[i])} / {right.name(there[i])}" for i in np.flatnonzero(column).tolist()])


def _drawn(found: Comparison, one: PageContent, other: PageContent) -> None:
    """Rulings by their covered length, wider fills, shapes and images by their number."""
    here, there = rulings(one), rulings(other)
    found.rulings = sum(length(lines) for lines in here)
    for axis, lines, others in zip("xy", here, there, strict=True):
        missing = max(uncovered(lines, others), uncovered(others, lines))
        if missing > 1:
            found.add("ruling", [f"p{one.number} {axis}: {missing:.1f} points"], round(missing))
    for kind, count, number in (
        ("fill", len(areas(one)), len(areas(other))),
        ("shape", len(one.drawn.shapes), len(other.drawn.shapes)),
        ("image", len(one.drawn.images), len(other.drawn.images)),
    ):
        if count != number:
            found.add(kind, [f"p{one.number} {count} / {number}"], abs(count - number))


def areas(page: PageContent) -> Floats:
    """Fills too wide for a ruling, each once."""
    fills = page.drawn.fills
    wide = fills[(fills[:, 2] - fills[:, 0] > THIN) & (fills[:, 3] - fills[:, 1] > THIN)]
    return np.unique(np.round(wide / RULING), axis=0)


def rulings(page: PageContent) -> tuple[Floats, Floats]:
    """Lines and thin fills along x and along y, as (m, 3): place across, start, end."""
    drawn = page.drawn
    lines, fills = drawn.lines, drawn.fills
    x0, y0, x1, y1 = lines.T
    level, upright = np.abs(y0 - y1) < 0.5, np.abs(x0 - x1) < 0.5
    flat, tall = fills[:, 3] - fills[:, 1] <= THIN, fills[:, 2] - fills[:, 0] <= THIN
    f0, g0, f1, g1 = fills.T
    along = [
        np.stack([(y0 + y1) / 2, np.minimum(x0, x1), np.maximum(x0, x1)], axis=1)[level & ~upright],
        np.stack([(g0 + g1) / 2, f0, f1], axis=1)[flat & ~tall],
    ]
    across = [
        np.stack([(x0 + x1) / 2, np.minimum(y0, y1), np.maximum(y0, y1)], axis=1)[upright & ~level],
        np.stack([(f0 + f1) / 2, g0, g1], axis=1)[tall & ~flat],
    ]
    return np.concatenate(along), np.concatenate(across)


def length(lines: Floats) -> float:
    """Points that lines cover; what several cover counts once for each."""
    return float((lines[:, 2] - lines[:, 1]).sum())


def uncovered(lines: Floats, others: Floats) -> float:
    """Points of `lines` that no other line lies on."""
    missing = 0.0
    for place, start, end in lines.tolist():
        near = others[(np.abs(others[:, 0] - place) <= RULING) & (others[:, 1] < end) & (others[:, 2] > start)]
        at = start
        for _, begin, stop in near[np.argsort(near[:, 1])].tolist():
            missing += max(0.0, begin - RULING - at)
            at = max(at, stop + RULING)
        missing += max(0.0, end - at)
    return missing


def pages(path: Path) -> Iterator[tuple[PageContent, PageContent]]:
    """Each page by pdfium and by pdfplumber."""
    data = path.read_bytes()
    one, other = PdfiumFile(data, path.name), PlumberFile(data, path.name)
    try:
        if one.page_count != other.page_count:
            raise ValueError(f"{path}: {one.page_count} pages by pdfium, {other.page_count} by pdfplumber")
        for number in range(1, one.page_count + 1):
            yield one.page(number), other.page(number)
    finally:
        one.close()
        other.close()


def compare_file(path: Path) -> Comparison:
    """All pages of a PDF."""
    found = Comparison()
    for one, other in pages(path):
        found.take(compare(one, other))
    return found


def main(arguments: Sequence[str]) -> None:
    """Lists the disagreements of each file, and their sums."""
    named = [Path(argument) for argument in arguments]
    files = chain.from_iterable(sorted(p.rglob("*.pdf")) if p.is_dir() else [p] for p in named)
    whole = Comparison()
    for path in files:
        found = compare_file(path)
        print(f"{path.name}: {found.glyphs} glyphs, {found.rulings:.0f} points of rulings, {dict(found.kinds)}")
        for kind, places in sorted(found.places.items()):
            print(f"  {kind}: {'; '.join(places[:3])}")
        whole.take(found)
    print(f"all: {whole.glyphs} glyphs, {whole.rulings:.0f} points of rulings, {dict(whole.kinds)}")


if __name__ == "__main__":
    main(sys.argv[1:])
