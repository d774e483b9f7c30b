"""Which cells of a document's ruled grids are labels: several signs, none of which must hold."""

from collections import Counter
from collections.abc import Iterable

import regex

from plansheets.extract.blocks import Cell
from plansheets.extract.heads import YEAR, is_period_head
from plansheets.extract.reading import Reading
from plansheets.extract.ruled.boxes import LABEL_SHADE
from plansheets.extract.ruled.relative import RELATIVE
from plansheets.extract.ruled.view import View
from plansheets.normalize import match_key
from plansheets.rules import Entry

LONGEST = 34
"""Characters of a label; notes in brackets included."""
FIGURE = regex.compile(
    r"[▲△\-－+±約]?\s*[0-9０-９][0-9０-９,，.．]*\s*\S{0,4}|[-－―ー—–~～○◯〇◎●■□☑☐△▲×✓レ→⇒⇨]+|[A-EＡ-ＥSＳ]"
)
"""A number, a mark, a grade: what a value can be and a label is not."""
LEADING = regex.compile(rf"[(（]?\s*{YEAR}(?:\s*(?:以降|以後|末))?\s*[)）]?\s*(?:における|の|に係る|分)?\s*(?:事業の)?")
NOTE = regex.compile(r"\n\s*(?:※|＊|\*|注[)）:：])")
"""What a label's note begins with, on a line of its own below it."""
KNOWN_SHARE = 0.3
"""Share of a colour's cells that the lexicon knows as labels from which on the colour means label."""
SURE = 1.5
"""Signs that make a label."""
MANY_SHEETS = 3
"""Grids of one shape from which on the same text at the same place means label."""


class Roles:
    """Weighs the signs of a label over all grids of a document."""

    def __init__(self, reading: Reading, views: Iterable[View]) -> None:
        self.reading = reading
        views = list(views)
        self._entries: dict[str, Entry | None] = {}
        self._colours = self._label_colours(views)
        self._weights = self._label_weights(views)
        self._repeated = _repeated(views)
        self._known: dict[int, float] = {}
        self.last_known: int | None = None
        """The last fiscal year of which the document can know what happened; set once its tables are found."""
        self._neighbours = {id(cell): view for view in views for cell in view.cells}

    @property
    def knows_colours(self) -> bool:
        """Do the document's labels have a colour of their own?"""
        return bool(self._colours)

    def entry(self, cell: Cell) -> Entry | None:
        """What the lexicon says of the cell's text; of a year before a label, what it says of the label."""
        if not cell or len(cell.raw) > 2 * LONGEST:
            return None
        if cell.raw not in self._entries:
            found = self.reading.lexicon.lookup(cell.raw)
            if found is None and (note := NOTE.search(cell.raw)):
                found = self.reading.lexicon.lookup(cell.raw[: note.start()])
            if found is None and (plain := without_period(cell.plain)):
                found = self.reading.lexicon.lookup(plain)
            self._entries[cell.raw] = found
        return self._entries[cell.raw]

    def is_label(self, cell: Cell) -> bool:
        """Is the cell a label?"""
        return bool(cell) and self.score(cell) >= SURE

    def is_bare_label(self, cell: Cell) -> bool:
        """A shaded, short text that stands beside or over an empty cell: a label, whatever it says."""
        view = self._neighbours.get(id(cell))
        if view is None or not cell.shade or len(cell.raw) > LONGEST or "。" in cell.raw:
            return False
        return any(not c for c in (*view.right(cell), *view.below(cell)))

    def score(self, cell: Cell) -> float:
        """Signs for a label less signs against it."""
        if id(cell) not in self._known:
            self._known[id(cell)] = self._score(cell)
        return self._known[id(cell)]

    def _score(self, cell: Cell) -> float:
        text = cell.plain
        entry = self.entry(cell)
        if cell.shade == LABEL_SHADE and entry:
            return 3.0
        if not text or "。" in text or (entry is None and FIGURE.fullmatch(text)):
            return -3.0
        score = 0.0
        if entry:
            score += 1.6 if entry.weak else 3.0
        if len(text) > LONGEST:
            score -= 3.0
        if self._colours:
            score += 2.0 if cell.shade in self._colours else -1.2
        if self._weights:
            score += 0.7 if _weight(cell) in self._weights else -0.4
        if self._repeated:
            score += 1.0 if _place(cell) in self._repeated else -1.0
        if not entry and self.reading.lexicon.is_kind(cell.raw):
            score -= 2.0
        if _is_upright(cell):
            score += 1.0
        if not entry and is_period_head(cell.raw):
            score -= 1.0
        return score

    def _label_colours(self, views: Iterable[View]) -> set[int]:
        """Colours that mean label: enough of their cells are known ones, and cells of other colours hold the rest."""
        cells = Counter[int]()
        known = Counter[int]()
        said: set[int] = set()  # colours of cells that hold a sentence or a figure, as labels never do
        for view in views:
            for cell in view.filled():
                cells[cell.shade] += 1
                if len(cell.plain) > LONGEST or "。" in cell.plain or FIGURE.fullmatch(cell.plain):
                    said.add(cell.shade)
                entry = self.entry(cell)
                known[cell.shade] += entry is not None and not entry.weak
        labels = {
            c
            for c in cells
            if c and known[c] >= (1 if cells[c] > 1 and c not in said else max(1, KNOWN_SHARE * cells[c]))
        }
        plain = sum(n for c, n in known.items() if c not in labels)
        return labels if sum(known[c] for c in labels) > plain else set()

    def _label_weights(self, views: Iterable[View]) -> set[int]:
        """The font weight of labels, where it is another than that of most values."""
        known, other = Counter[int](), Counter[int]()
        for view in views:
            for cell in view.filled():
                entry = self.entry(cell)
                (known if entry and not entry.weak else other)[_weight(cell)] += 1
        if not known or not other:
            return set()
        (usual, count), (rest, _) = known.most_common(1)[0], other.most_common(1)[0]
        return {usual} if usual != rest and count >= 0.8 * sum(known.values()) else set()


def without_period(text: str) -> str | None:
    """A cleaned label without the period in front of it; None where there is none, or nothing behind it."""
    found = LEADING.match(text) or RELATIVE.match(text)
    return text[found.end() :].strip() or None if found and found.end() else None


def _weight(cell: Cell) -> int:
    (start, *_), *_ = cell.span.ranges
    return int(cell.span.source.glyphs.weight[start])


def _is_upright(cell: Cell) -> bool:
    """Text set from top to bottom in a tall cell."""
    return cell.row_span > 1 and cell.is_upright


def _place(cell: Cell) -> tuple[int, int, str]:
    return cell.row, cell.column, match_key(cell.raw)


def _repeated(views: Iterable[View]) -> set[tuple[int, int, str]]:
    """Texts that stand at the same place in most grids of one shape; empty where no shape comes often enough."""
    shapes: dict[tuple[int, int], list[View]] = {}
    for view in views:
        shapes.setdefault((view.height, view.width), []).append(view)
    same = [group for group in shapes.values() if len(group) >= MANY_SHEETS]
    total = sum(len(group) for group in shapes.values())
    if sum(map(len, same)) < 0.7 * total:
        return set()
    found = set()
    for group in same:
        counts = Counter(_place(cell) for view in group for cell in view.filled())
        found |= {place for place, n in counts.items() if n >= 0.8 * len(group)}
    return found
