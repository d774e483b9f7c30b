"""The forms of yamaguchi.py as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plans import ARROW, printed
from yamaguchi import Form, Sheet, sheets_of

from pdf.model import Block, Break, Cell, Row, Table, Text
from pdf.symbols import ARROW as RIGHT
from pdf.symbols import EMPTY, TICKED


@dataclass(frozen=True)
class Setting:
    """What a print may do otherwise: arrows, ticks and dashes drawn in place of characters; breaks; order of fields."""

    drawn_arrows: bool = False
    from_text: bool = False
    drawn_ticks: bool = False
    hatched: bool = False
    symbols: bool = False
    split: str = "whole"
    per_page: int = 0
    wide: tuple[int, ...] = ()
    checks: tuple[str, str] | None = None
    gap: str = "　"


def blocks_of(form: Form, setting: Setting) -> list[Block]:
    """The document, form by form."""
    blocks: list[Block] = [Text(line, "title") for line in [*form.preface, form.title]]
    before: Sheet | None = None
    for at, sheet in enumerate(sheets_of(form)):
        if setting.per_page and at and at % setting.per_page == 0:
            blocks.append(Break(landscape=1 + at // setting.per_page in setting.wide))
        if before is None or before.policy != sheet.policy:
            blocks.append(Text(f"{form.levels[0]}{sheet.policy[0]}　{sheet.policy[1]}", "h1"))
        if before is None or (before.policy, before.measure) != (sheet.policy, sheet.measure):
            blocks.append(Text(f"{form.levels[1]}{sheet.measure[0]}　{sheet.measure[1]}", "h2"))
        blocks.append(_table(form, sheet, setting))
        before = sheet
    return blocks


def _table(form: Form, sheet: Sheet, setting: Setting) -> Table:
    """Columns: label, then four for each year, so that the first row can be cut otherwise than the years."""
    years = len(form.years)
    units = 4 * years
    rows = [row for row in (_head(form, sheet, units),) if row]
    rows += _body(form, sheet, units, setting)
    label = Cell(form.label("years"), rows=2, role="label", centred=True)
    rows.append([label, *(Cell(head, cols=4, role="head", centred=True) for head, _ in form.years)])
    rows.append(_plan(form, sheet, setting))
    widths = [70, *[430 / units] * units]
    return Table(widths, rows, split=setting.split)  # type: ignore[arg-type]


def _head(form: Form, sheet: Sheet, units: int) -> Row:
    """Number, kind and office, each with its label."""
    number = form.number.format(policy=sheet.policy[0], measure=sheet.measure[0], item=sheet.item)
    offices = "\n".join(sheet.offices) if form.office_gap == "<br>" else form.office_gap.join(sheet.offices)
    values = {"number": number, "kind": sheet.kind, "office": offices}
    shown = [key for key in values if key not in sheet.absent]
    shares = {"number": 4, "kind": 2, "office": 8}
    labels = sum(2 for key in shown if key != shown[0]) if shown else 0
    free = units - labels
    cells: list[Cell] = []
    left = free
    for i, key in enumerate(shown):
        last = i == len(shown) - 1
        width = left if last else max(2, round(free * shares[key] / sum(shares[k] for k in shown)))
        left -= width
        cells.append(Cell(form.label(key), role="label", centred=True, cols=1 if i == 0 else 2))
        text = "" if key in sheet.empty else values[key]
        cells.append(Cell(text, cols=width, centred=key != "office"))
    return cells


def _body(form: Form, sheet: Sheet, units: int, setting: Setting) -> list[Row]:
    """Title, actors and the fields of prose."""
    values = {"title": Cell(f"{sheet.item}　{sheet.title}", cols=units), "actors": _actors(form, sheet, units, setting)}
    for key, text in sheet.prose.items():
        struck = setting.hatched and text in ("-", "―")
        values[key] = Cell("", cols=units, hatched=True) if struck else Cell(text, cols=units)
    rows: list[Row] = []
    for key, cell in values.items():
        if key not in sheet.absent:
            value = Cell("", cols=units) if key in sheet.empty else cell
            rows.append([Cell(form.label(key), role="label", centred=True), value])
    return rows


def _actors(form: Form, sheet: Sheet, units: int, setting: Setting) -> Cell:
    pairs = list(zip(sheet.marked, form.actors, strict=True))
    if setting.drawn_ticks:
        return Cell(cols=units, options=tuple(pairs))
    on, off = (TICKED, EMPTY) if setting.symbols else setting.checks or form.checks
    if on.startswith("<input"):
        on, off = "☑", "☐"
    return Cell(setting.gap.join(f"{on if marked else off}{actor}" for marked, actor in pairs), cols=units)


def _plan(form: Form, sheet: Sheet, setting: Setting) -> Row:
    """The cells of the years; a run of arrows may be drawn, and then starts in its first cell or in the text's."""
    texts = printed(sheet.plan, RIGHT if setting.symbols else form.arrow)
    cells: list[Cell] = []
    for i, cell in enumerate(sheet.plan):
        if cell == ARROW and setting.drawn_arrows:
            starts = sheet.plan[i - 1] != ARROW
            cells.append(Cell(cols=4, arrow=_run(sheet.plan, i) if starts and not setting.from_text else 0))
        elif cell == "" and setting.hatched:
            cells.append(Cell(cols=4, hatched=True))
        else:
            drawn = setting.from_text and setting.drawn_arrows and sheet.plan[i + 1 : i + 2] == [ARROW]
            run = 1 + _run(sheet.plan, i + 1) if drawn else 0
            cells.append(Cell(texts[i], cols=4, centred=True, arrow=-run))
    return cells


def _run(plan: Sequence[str], start: int) -> int:
    """How many arrows stand side by side from `start`."""
    end = next((j for j in range(start, len(plan)) if plan[j] != ARROW), len(plan))
    return end - start
