"""The sheets of niigata.py as grids: a page a sheet, group labels set downwards, two heads over the years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from niigata import STAGES, VERTICAL
from niigata_data import Sheet

from pdf.model import Block, Break, Cell, Row, Table

WIDTHS = (16, 78, 62, 54, 24, 30, 54, 30, 24, 66)
"""Group, label, present state; plan and actual of two years, each with a sub-cell for a mark; what comes after."""
SPANS = (1, 1, 2, 1, 2, 1)
LABEL, YEAR, MARK = 7.5, 7.5, 9.0


def blocks_of(sheets: Sequence[Sheet]) -> list[Block]:
    """Every sheet on a page of its own."""
    blocks: list[Block] = []
    for sheet in sheets:
        if blocks:
            blocks.append(Break())
        rows = [
            *_head(sheet),
            *_overview(sheet),
            *_indicators(sheet),
            *_progress(sheet),
            *_yearly(sheet),
            *_closing(sheet),
        ]
        blocks.append(Table(WIDTHS, rows, split="rows", size=7))
    return blocks


def _head(sheet: Sheet) -> Iterator[Row]:
    """Headings with the sheet's number beside them; name and office."""
    item, labels = sheet.item, sheet.labels
    number, title = item["level1"]
    yield [Cell(f"{labels['level1']}{number}　{title}", cols=9, bold=True, size=9), Cell("No.", centred=True)]
    number, title = item["level2"]
    yield [_label(labels["level2"], 2), Cell(f"{number}　{title}", cols=7, size=8),
           Cell(item["number"], rows=2, centred=True, bold=True, size=14)]  # fmt: skip
    number, title = item["level3"]
    yield [_label(labels["level3"], 2), Cell(f"{number}　{title}", cols=7, size=8)]
    yield [_label(labels["title"], 2), Cell(item["title"], cols=5, bold=True, size=8),
           _label(labels["offices"], 1), Cell("\n".join(item["offices"]), cols=2)]  # fmt: skip


def _label(text: str, cols: int = 1, rows: int = 1) -> Cell:
    return Cell(text, cols=cols, rows=rows, centred=True, size=LABEL)


def _group(word: str, rows: int) -> Cell:
    return Cell(word, rows=rows, vertical=True, size=LABEL)


def _said(lines: Sequence[str], cols: int = 1, rows: int = 1, *, dotted: bool = False) -> Cell:
    return Cell("\n".join(lines), cols=cols, rows=rows, dotted=dotted)


def _overview(sheet: Sheet) -> Iterator[Row]:
    """The three fields, and what is done in each year."""
    labels = sheet.labels
    yield [_group(VERTICAL["overview"], 6), _label(labels["background"]), _said(sheet.say("background", sheet.set), 8)]
    purpose = [line for i, group in enumerate(sheet.purpose) for line in ([""] * bool(i) + group)]
    yield [_label(labels["purpose"]), _said(purpose, 8)]
    yield [_label(labels["content"]), _said(sheet.say("content", sheet.set), 8)]
    years = [Cell(f"{year}年度", cols=3, centred=True, size=YEAR) for year in sheet.years]
    after = Cell(f"{STAGES[sheet.stage][0]}／\n{sheet.after}", rows=2, centred=True, size=YEAR)
    present = Cell(f"現状\n（{sheet.base}年度）", rows=2, centred=True, size=YEAR)
    yield [_label(labels["steps"], rows=3), present, *years, after]
    marks = [
        Cell(mark, cols=cols, centred=True, size=YEAR)
        for mark, cols in zip(("計画", "実績") * 2, SPANS[1:5], strict=True)
    ]
    yield marks
    yield [_said(cell, cols) for cell, cols in zip(sheet.cells, SPANS, strict=True)]


def _indicators(sheet: Sheet) -> Iterator[Row]:
    for n, indicator in enumerate(sheet.indicators):
        group = [_group(VERTICAL["ind"], len(sheet.indicators))] if n == 0 else []
        values = [Cell(indicator.printed(i) or "", cols=cols, centred=True) for i, cols in enumerate(SPANS)]
        yield [*group, Cell(indicator.name, size=LABEL), *values]


def _progress(sheet: Sheet) -> Iterator[Row]:
    """What was reached by the half of each year, with a mark where it is late."""
    yield [
        _group(VERTICAL["progress"], 2),
        _label(f"（{sheet.labels['progress_when']}）"),
        *_years(sheet),
        Cell(sheet.note, rows=2),
    ]
    late = ["進捗に\n遅れあり" if i + 1 in sheet.delayed else "" for i in range(2)]
    texts = [sheet.yearly("progress", i) for i in range(2)]
    yield [_label(sheet.labels["progress"]), *_noted(texts, late)]


def _years(sheet: Sheet) -> list[Cell]:
    """A head over present state and first year, and one over the second year."""
    first, second = sheet.years
    return [
        Cell(f"{first}年度", cols=3, centred=True, size=YEAR),
        Cell(f"{second}年度", cols=4, centred=True, size=YEAR),
    ]


def _noted(texts: Sequence[list[str]], marks: Sequence[str]) -> list[Cell]:
    """A note of each year; a mark stands in a sub-cell behind a dotted line."""
    cells: list[Cell] = []
    for text, mark, cols in zip(texts, marks, (3, 4), strict=True):
        if mark:
            small = len(mark) > 1
            cells += [
                _said(text, cols - 1),
                Cell(mark, centred=True, bold=True, dotted=True, size=5.5 if small else MARK),
            ]
        else:
            cells.append(_said(text, cols))
    return cells


def _yearly(sheet: Sheet) -> Iterator[Row]:
    """Result and issues of each year, with a grade."""
    yield [_group(VERTICAL["yearly"], 3), _label(f"（{sheet.labels['yearly_when']}）"), *_years(sheet), Cell(rows=3)]
    grades = [*sheet.grades, "", ""][:2]
    yield [_label(sheet.labels["result"]), *_noted([sheet.yearly("result", i) for i in range(2)], grades)]
    yield [_label(sheet.labels["issue"]), *_noted([sheet.yearly("issue", i) for i in range(2)], ["", ""])]


def _closing(sheet: Sheet) -> Iterator[Row]:
    """The evaluation of the plan period, and the policy for what follows."""
    word, head = STAGES[sheet.stage][1:]
    when = f"（{sheet.when}）" if sheet.when else ""
    after = Cell(sheet.after_period, centred=True, size=YEAR)
    yield [_group(word, 3), _label(when), Cell(head, cols=7, centred=True, size=YEAR), after]
    result, policy = sheet.closing("final_result"), _said(sheet.closing("policy"), rows=2)
    grade = [Cell(sheet.final_grade, centred=True, bold=True, dotted=True, size=MARK)] if sheet.final_grade else []
    yield [_label(sheet.labels["result_final"]), _said(result, 7 - len(grade)), *grade, policy]
    yield [_label(sheet.labels["issue"]), _said(sheet.closing("final_issue"), 7)]
