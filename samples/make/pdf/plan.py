"""The plans of ichinoseki.py as blocks: prose in chapters, contents with leaders, matrix, project forms, indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from common import load
from ichinoseki import Measure, Plan, Policy, Project, policies_of
from ichinoseki_tables import events_of
from outline import circled, full_width
from plans import ARROW, printed

from pdf.model import Block, Break, Cell, Row, Table, Text


class Pages:
    """The blocks of one plan, in the order in which outline_of walks it; `drawn` draws the arrows of the years."""

    def __init__(self, plan: Plan, *, drawn: bool = False, matrix_size: float = 0) -> None:
        self.plan, self.drawn, self.matrix_size = plan, drawn, matrix_size
        self.policies = policies_of(plan)
        self.chapters = load("ichinoseki")["chapters"]
        self.items = 0

    def blocks(self) -> list[Block]:
        return list(self._all())

    def _all(self) -> Iterator[Block]:
        yield from self._cover()
        yield from self._contents()
        for number, chapter in enumerate(self.chapters, 1):
            yield Break()
            yield Text(f"{self._chapter(number)}　{self.plan.fill(chapter['title'])}", "title")
            for part_number, part in enumerate(chapter["parts"], 1):
                self.items = 0
                yield Text(f"{self._part(part_number)}　{self.plan.fill(part['title'])}", "h2")
                for block in part["blocks"]:
                    yield from self._block(block)

    def _chapter(self, number: int) -> str:
        return full_width(f"第{number}章") if self.plan.wide else f"第{number}章"

    def _part(self, number: int) -> str:
        return full_width(str(number)) if self.plan.wide else str(number)

    def _mark(self, number: int) -> str:
        return full_width(f"({number})") if self.plan.wide else f"({number})"

    def _cover(self) -> Iterator[Block]:
        plan = self.plan
        yield Text("(案)", "right")
        for line in (plan.title, plan.edition, "～".join(plan.period[:2])):
            if line:
                yield Text(line, "title")
        yield Text(plan.issued, "centre")
        yield Text("　".join(plan.city), "centre")
        yield Break()

    def _contents(self) -> Iterator[Block]:
        yield Text("目　次", "title")
        page = 1
        for number, chapter in enumerate(self.chapters, 1):
            yield Text(f"{self._chapter(number)}　{self.plan.fill(chapter['title'])}", "h3")
            for part_number, part in enumerate(chapter["parts"], 1):
                yield Text(f"{self._part(part_number)}　{self.plan.fill(part['title'])}\t{page}", "leader")
                page += part_number % 3

    def _block(self, block: dict[str, Any]) -> Iterator[Block]:
        ((kind, value),) = [(k, v) for k, v in block.items() if k != "blocks"]
        fill = self.plan.fill
        match kind:
            case "p":
                yield Text(fill(value))
            case "item":
                self.items += 1
                yield Text(f"({self.items})　{fill(value)}", "item")
            case "sub":
                self.items += 1
                yield Text(f"{self._mark(self.items)}　{fill(value)}", "h3")
                for inner in block["blocks"]:
                    yield from self._block(inner)
            case "note" | "caption":
                yield Text(fill(value), "note" if kind == "note" else "centre")
            case "policies":
                yield from (Text(f"基本方針{p.no}　{p.title}", "h3") for p in self.policies)
            case "chronology":
                yield self._chronology()
            case "overall":
                yield self._indicators([row | {"name": fill(row["name"])} for row in load("ichinoseki")["overall"]])
            case "matrix":
                yield Text(f"{self.plan.title}体系図", "centre")
                yield self._matrix()
                yield Text(self.plan.legend, "note")
            case "projects":
                for policy in self.policies:
                    yield from self._policy(policy)

    def _policy(self, policy: Policy) -> Iterator[Block]:
        yield Text(f"基本方針{policy.no}　{policy.title}", "h1")
        for number, measure in enumerate(policy.measures, 1):
            yield from self._measure(number, measure)
        yield Text("指標", "centre")
        yield self._indicators(policy.indicators)

    def _measure(self, number: int, measure: Measure) -> Iterator[Block]:
        yield Text(f"{self._mark(number)}　{measure.title}", "h3")
        for i, aim in enumerate(measure.aims, 1):
            yield Text(f"{circled(i)}　{aim}", "item")
        for project in measure.projects:
            yield self._project(project)

    def _project(self, project: Project) -> Table:
        """Number, title and kind; content, and beside it the years."""
        years = self.plan.years
        unit = 175 / len(years)
        texts = printed(project.plan, self.plan.arrow)
        cells = [self._year(project.plan, i, text) for i, text in enumerate(texts)]
        rows: list[Row] = [
            [Cell(self.plan.project.format(project.no), role="band", centred=True, bold=True),
             Cell(project.title, cols=len(years), role="band", bold=True),
             Cell(project.kind, role="band", centred=True)],
            [Cell("内容", rows=3, role="label", centred=True), Cell("\n".join(project.content), rows=3),
             Cell("実施年度", cols=len(years), role="head", centred=True)],
            [Cell(head, role="head", centred=True) for head, _ in years],
            cells,
        ]  # fmt: skip
        return Table([40, 185, *[unit] * len(years)], rows)

    def _year(self, plan: Sequence[str], i: int, text: str) -> Cell:
        if not (self.drawn and plan[i] == ARROW):
            return Cell(text, centred=True)
        end = next((j for j in range(i, len(plan)) if plan[j] != ARROW), len(plan))
        return Cell(arrow=end - i if plan[i - 1] != ARROW else 0)

    def _chronology(self) -> Table:
        rows: list[Row] = [[Cell("年度", role="head", centred=True), Cell("できごと", role="head", centred=True)]]
        rows += [
            [Cell(heading, role="label"), Cell("\n".join(events))] for heading, _, _, _, events in events_of(self.plan)
        ]
        return Table([100, 300], rows, heads=1, split="rows")

    def _indicators(self, found: Sequence[dict[str, Any]]) -> Table:
        plan = self.plan
        head = [Cell("指標", cols=2, role="head", centred=True)]
        head += [] if plan.unit_in_name else [Cell("単位", role="head", centred=True)]
        head += [Cell(period, role="head", centred=True) for period, *_ in plan.measured]
        rows: list[Row] = [head]
        for number, row in enumerate(found, 1):
            name = f"{row['name']}（{row['unit']}）" if plan.unit_in_name else row["name"]
            unit = [] if plan.unit_in_name else [Cell(row["unit"], centred=True)]
            values = [Cell(row["values"][at], centred=True) for *_, at in plan.measured]
            rows.append([Cell(str(number), centred=True), Cell(name), *unit, *values])
        widths = [20, 180, *([] if plan.unit_in_name else [40]), *[75] * len(plan.measured)]
        return Table(widths, rows)

    def _matrix(self) -> Table:
        """Who does what; two head rows, repeated on the next page."""
        plan = self.plan
        who = len(plan.actors)
        rows: list[Row] = [
            [
                Cell("基本方針", cols=3, role="head", centred=True),
                Cell("取組主体", cols=who, role="head", centred=True),
            ],
            [Cell(text, role="head", centred=True) for text in ("No.", "施策", "具体的な取組", *plan.actors)],
        ]
        for policy in self.policies:
            rows.append([Cell(f"基本方針{policy.no}　{policy.title}", cols=3 + who, role="label")])
            for number, measure in enumerate(policy.measures, 1):
                rows += self._listed(number, measure)
        return Table([24, 110, 170, *[110 / who] * who], rows, heads=2, split="rows", size=self.matrix_size, tall=20)

    def _listed(self, number: int, measure: Measure) -> Iterator[Row]:
        listed = [project for project in measure.projects if project.no not in self.plan.unlisted]
        for i, project in enumerate(listed):
            first = [Cell(str(number), rows=len(listed), centred=True), Cell(measure.title, rows=len(listed))]
            marks = [Cell(mark, centred=True) for mark in project.marks]
            yield [*(first if i == 0 else []), Cell(f"{circled(project.no)}{project.legend}"), *marks]
