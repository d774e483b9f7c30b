"""The years of a sheet: its columns, and the heads that announce them, out of all words of heads that a sheet holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from plansheets.extract.dump.heads import YEAR
from plansheets.extract.dump.pieces import Part, Piece
from plansheets.extract.reading import ERA_YEAR, Reading
from plansheets.extract.span import Span, join
from plansheets.normalize import clean_text, unwrap
from plansheets.normalize.era import ERAS
from plansheets.rules.dump_shape import DumpGroup, DumpShape

PLAIN_YEAR = regex.compile(YEAR)


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """A period as a head names it. `doubt` says why its year is not simply the one printed."""

    span: Span | None
    fiscal_year: int | None
    is_open: bool = False
    doubt: str = ""


@dataclass(slots=True, eq=False)
class SheetYears:
    """What the heads of one sheet say.

    `columns`: (period, value type) of the year table from left to right. `years`: the periods of each group's own head.
    `stage`, `head`: of the evaluation of the period; `held`: when it is held; `after`: what comes after the period.
    """

    columns: list[tuple[Year, str]] = field(default_factory=list)
    years: dict[str, list[Year]] = field(default_factory=dict)
    stage: str | None = None
    head: Span | None = None
    held: int | None = None
    after: Year | None = None
    after_at: int | None = None

    @property
    def plain(self) -> list[Year]:
        """The single years of the table."""
        found: list[Year] = []
        for year, kind in self.columns:
            if kind in ("plan", "actual") and (not found or found[-1] is not year):
                found.append(year)
        return found


def read_years(reading: Reading, shape: DumpShape, pieces: Sequence[Piece]) -> SheetYears:
    """The periods of a sheet."""
    heads = [piece for piece in pieces if piece.kind == "head"]
    table = [piece for piece in heads if any(p.kind in ("goal", "baseline", "plan", "actual") for p in piece.parts)]
    found = SheetYears()
    others = [piece for piece in heads if piece not in table]
    years = [Year(p.span, _year(reading, p.raw)) for piece in table for p in piece.parts if p.kind == "year"]
    if not years:
        # the table's head lost its years: those of the first head that has some, which serves both
        donor = next((piece for piece in others if any(p.kind == "year" for p in piece.parts)), None)
        years = [Year(p.span, _year(reading, p.raw)) for p in donor.parts if p.kind == "year"] if donor else []
    parts = [part for piece in table for part in piece.parts]
    _columns(reading, found, parts, years)
    for piece in others:
        _other(reading, shape, found, piece, years)
    _stage_of_group(shape, found, pieces)
    return found


def _columns(reading: Reading, found: SheetYears, parts: Sequence[Part], years: Sequence[Year]) -> None:
    """The columns of the year table: baseline, each year by kind of value, goal."""
    last = _last(years)
    baseline = [p.span for p in parts if p.kind == "baseline"]
    dated = [p.span for p in parts if p.kind == "note" and _year(reading, p.raw)]
    if baseline or dated:
        span = join([*baseline, *dated])
        found.columns.append((Year(span, _year(reading, dated[0].raw) if dated else None), "baseline"))
    kinds = [p.kind for p in parts if p.kind in ("plan", "actual")]
    each = list(dict.fromkeys(kinds)) or ["plan", "actual"]
    for year in years:
        found.columns += [(year, kind) for kind in each]
    goal = [p.span for p in parts if p.kind in ("goal", "open")]
    if goal:
        found.columns.append((_open_year(reading, join(goal), last), "target"))


def _last(years: Sequence[Year]) -> int | None:
    return max((year.fiscal_year for year in years if year.fiscal_year), default=None)


def _other(reading: Reading, shape: DumpShape, found: SheetYears, piece: Piece, table: Sequence[Year]) -> None:
    """A head that is not the table's: of a group's years, or of the evaluation of the period."""
    group = _group_of(shape, piece)
    for part in piece.parts:
        if part.kind == "stage":
            found.head = found.head or part.span
            found.stage = found.stage or _stage(shape, part.raw)
        elif part.kind == "open" and found.after is None:
            found.after = _open_year(reading, part.span, _last(table))
            found.after_at = piece.at
        elif part.kind == "note" and (group is None or group.heads):
            found.held = found.held or _year(reading, part.raw)
    years = [Year(p.span, _year(reading, p.raw)) for p in piece.parts if p.kind == "year"]
    if years and not any(year.span is y.span for year in years for y in table):
        names = [g.name for g in shape.groups if g.note is not None and not g.heads and g.name not in found.years]
        name = group.name if group else (names[0] if names else "")
        found.years.setdefault(name, years)


def _group_of(shape: DumpShape, piece: Piece) -> DumpGroup | None:
    """The group whose note a head holds."""
    for part in piece.parts:
        inner = "".join(part.raw.split())[1:-1]
        for group in shape.groups:
            if part.kind == "note" and group.note and group.note.fullmatch(inner):
                return group
    return None


def _stage(shape: DumpShape, raw: str) -> str | None:
    word = "".join(raw.split())
    return next((stage for group in shape.groups for stage, words in group.heads.items() if word in words), None)


def _stage_of_group(shape: DumpShape, found: SheetYears, pieces: Sequence[Piece]) -> None:
    """Where the head of the evaluation is missing, the group's label says its stage."""
    with_heads = {group.name: group for group in shape.groups if group.heads}
    for piece in pieces:
        if found.stage is None and piece.kind == "group" and piece.names and piece.names[0] in with_heads:
            text = "".join(piece.raw.split())
            for stage, words in with_heads[piece.names[0]].heads.items():
                if any(word == text or text.endswith(word) for word in words):
                    found.stage = stage


def _year(reading: Reading, raw: str) -> int | None:
    found = PLAIN_YEAR.search(clean_text(unwrap(raw)))
    return reading.period(found[0]).first_fiscal_year if found else None


def _open_year(reading: Reading, span: Span, last: int | None) -> Year:
    """An open end comes right after the last year. A year without its era, or with a wrong one, is read so."""
    raw = clean_text(unwrap(span.raw))
    number = regex.search(r"(?:元|[0-9]+)(?=\s*年)", raw)
    if number is None:
        return Year(span, last + 1 if last else None, True)
    start = ERA_YEAR.search(raw)
    printed = _year(reading, raw[start.start() if start else number.start() :])
    if last is None or printed == last + 1:
        return Year(span, printed, True)
    count = 1 if number[0] == "元" else int(number[0])
    fits = any(era.year(count) == last + 1 for era in ERAS)
    if not fits:
        return Year(span, printed, True, f"the open end should follow {last}, but {printed} is printed, and is kept")
    why = f"{raw} cannot follow {last}; read as {last + 1}" if start else ""
    return Year(span, last + 1, True, why)
