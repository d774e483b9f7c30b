"""Forms without a table: lines that begin with a label and a colon (事業名：…), numbered labels with prose under them.

They become grids of two columns, label and value, so that the reader of ruled forms reads them, and the tables between
them belong to their sheets.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from plansheets.extract.blocks import Cell, Grid, Line
from plansheets.extract.ruled.boxes import LABEL_SHADE
from plansheets.extract.ruled.sheets import KEYS
from plansheets.extract.ruled.units import unit_in
from plansheets.extract.span import Span, join
from plansheets.normalize import match_key, parse_enumerator
from plansheets.rules import Entry, Lexicon

KIND: Final = "lines"
"""`Grid.kind` of a form that was lines."""
COLON: Final = regex.compile(r"\s*[：:]\s*|[】＞〉》≫\]］〕]\s*")
"""What stands between a label and its value on one line. A blank alone parts the columns of a table as well."""
PROSE: Final = frozenset({"text", "assessment", "direction"})
"""Types of labels that have paragraphs for values; of others, the value is one line and what hangs under it."""
TABLES: Final = frozenset({"schedule", "indicator", "money"})
"""Types of labels that name the table below them, and have no prose."""
LEAST_LABELS: Final = 3
"""Different labels that a form has, where it is the only one of its document."""
LONGEST_LABEL: Final = 16
"""Characters of a label that the lexicon does not know."""
BLANKS: Final = 3
"""Blank lines that end a value."""

Item = Line | Grid


@dataclass
class _Field:
    """A label, and the lines of its value; `first` is the part of the label's own line that belongs to it."""

    line: Line
    label: Span
    entry: Entry | None
    first: Span | None
    style: str | None
    below: list[Line] = field(default_factory=list)

    @property
    def is_prose(self) -> bool:
        return self.entry is None or self.entry.type in PROSE


def line_forms(items: Sequence[Item], lexicon: Lexicon, is_heading: Callable[[str], bool]) -> list[Item]:
    """The items, in which lines that are a form have become grids; the same items where there is no form."""
    fields = {id(line): found for line in items if isinstance(line, Line) and (found := _field(line, lexicon))}
    if not _is_form(fields.values()):
        return list(items)
    styles = {found.style for found in fields.values() if found.style and found.first is None}
    opening = _opening(items, fields)
    done: list[Item] = []
    run: list[_Field] = []
    for at, item in enumerate(items):
        found = fields.get(id(item)) if isinstance(item, Line) else None
        if run and found is None and opening and _names(items, at, fields, opening):
            done += _grids(run)
            run = []
        if isinstance(item, Line) and found is None and run and not is_heading(item.raw):
            found = _unknown(item, styles)
        if found is not None and not (found.entry and found.entry.type in TABLES and found.first is None):
            run.append(found)
            continue
        if isinstance(item, Line) and run and found is None and _goes_on(run[-1], item, is_heading):
            run[-1].below.append(item)
            continue
        done += _grids(run)
        run = []
        done.append(item)
    return [*done, *_grids(run)]


def _field(line: Line, lexicon: Lexicon) -> _Field | None:
    """A line as a label with a value behind it, or as a label alone."""
    raw = line.raw
    if line.in_frame or "\t" in raw or raw.lstrip().startswith("|"):
        return None
    split = lexicon.split_label(raw)
    if split is not None and COLON.fullmatch(raw[split.end : split.value]):
        value = line.span.part(split.value).strip()
        if value and "。" not in raw[: split.value]:
            return _Field(line, line.span.part(split.start, split.end).strip(), split.entry, value, _style(raw))
    entry = lexicon.lookup(raw) if "。" not in raw else None
    style = _style(raw)
    is_colon = raw.rstrip().endswith(("：", ":"))
    if entry is None or entry.weak or not (style or is_colon):
        return None
    return _Field(line, line.span, entry, None, style)


def _style(raw: str) -> str | None:
    """What a label alone on its line begins with: the style of its number, its bracket or its bullet; None for none."""
    mark = parse_enumerator(raw)
    if mark.style and mark.rest_start:
        return mark.style if mark.style != "bullet" else f"bullet {raw.lstrip()[:1]}"
    return raw.lstrip()[:1] if raw.lstrip()[:1] in "【＜〈《≪[［〔■□◆◇●○▼▽" else None


def _is_form(found: Collection[_Field]) -> bool:
    """Do the labels of a document make forms: one that names the sheet, or several that come again and again?"""
    counts = Counter((match_key(each.label.raw), each.entry.type) for each in found if each.first and each.entry)
    named = [n for (_, kind), n in counts.items() if kind in KEYS]
    others = {match_key(each.label.raw) for each in found}
    if named:
        return max(named) > 1 or len(others) >= LEAST_LABELS
    again = {key for key, n in Counter(match_key(each.label.raw) for each in found).items() if n > 1}
    return any(kind == "offices" and n > 1 for (_, kind), n in counts.items()) and len(again) > 1


def _opening(items: Sequence[Item], fields: Mapping[int, _Field]) -> str | None:
    """The label that each form begins with, where no label names the sheet and a line above may; None else."""
    found = [fields[id(item)] for item in items if id(item) in fields]
    if any(each.entry and each.entry.type in KEYS and each.first is not None for each in found):
        return None
    return match_key(found[0].label.raw)


def _names(items: Sequence[Item], at: int, fields: Mapping[int, _Field], opening: str) -> bool:
    """Is an item the line right above a form: its title, and no part of the form before it?"""
    after = fields.get(id(items[at + 1])) if at + 1 < len(items) else None
    return isinstance(items[at], Line) and after is not None and match_key(after.label.raw) == opening


def _unknown(line: Line, styles: set[str]) -> _Field | None:
    """A label that the lexicon does not know, set as the known ones of the document are."""
    raw = line.raw.strip()
    style = _style(raw)
    if style is None or style not in styles or len(raw) > LONGEST_LABEL or "。" in raw or line.in_frame:
        return None
    return _Field(line, line.span, None, None, style)


def _goes_on(field: _Field, line: Line, is_heading: Callable[[str], bool]) -> bool:
    """Does a line go on with the value of the label above it?"""
    last = (field.below or [field.line])[-1]
    if line.in_frame or line.column != last.column or line.blanks >= BLANKS or line.page > last.page + 1:
        return False
    if is_heading(line.raw) or (unit_in(line.raw) and not field.is_prose):
        return False
    if field.first is None:
        return not (unit_in(line.raw) and not field.below)
    hangs = line.x0 >= float(line.span.source.left[field.first.start]) - 1
    return line.blanks == 0 and (hangs or (field.is_prose and last.raw[-1] not in "。．）)"))


def _grids(run: Sequence[_Field]) -> list[Item]:
    """A run of labels as one grid; labels without a value stay lines, in their place."""
    items: list[Item] = []
    rows: list[tuple[Cell, ...]] = []

    def close() -> None:
        if rows:
            page = rows[0][0].span.page
            items.append(Grid(tuple(rows), KIND, (), page))
            rows.clear()

    for each in run:
        parts = [span for span in (each.first, *(line.span for line in each.below)) if span is not None]
        if not parts:
            close()
            items.append(each.line)
            continue
        # The number and the colon beside a label are part of its cell.
        end = len(each.line.raw) if each.first is None else each.first.start - each.line.span.start
        label = each.line.span.part(0, end).strip()
        rows.append((Cell(len(rows), 0, label, shade=LABEL_SHADE), Cell(len(rows), 1, join(parts))))
    close()
    return items
