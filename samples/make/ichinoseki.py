"""A plan in the manner of a 協働推進計画: chapters of prose, a matrix of who does what, one small sheet per project.

`python samples/make/ichinoseki.py [FOLDER]` writes the committed sample, and the measuring set into FOLDER.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from common import Document, Row, load, publish
from ichinoseki_tables import chronology, indicators, matrix, project_table
from ichinoseki_truth import COMPLETE, tables_of
from outline import Outline
from paper import pdftotext
from plans import plan_of
from typeset import Pages, paginate


@dataclass(frozen=True)
class Project:
    """One project (事業) as the document prints it; `legend` is its title in the matrix."""

    no: int
    title: str
    legend: str
    kind: str
    content: list[str]
    marks: list[str]
    plan: list[str]
    html: str


@dataclass(frozen=True)
class Measure:
    title: str
    aims: list[str]
    projects: list[Project]


@dataclass(frozen=True)
class Policy:
    no: int
    title: str
    measures: list[Measure]
    indicators: list[dict[str, Any]]


@dataclass(frozen=True)
class Plan:
    """One document: who publishes it, what it prints, and how."""

    name: str
    city: str
    subject: str
    theme: str
    body: str
    org: str
    edition: str
    period: tuple[str, str, int, int]
    issued: str
    years: list[tuple[str, int]]
    actors: list[str]
    legend: str
    measured: list[tuple[str, int, str, int]]
    chronology: str
    projects: int = 0
    rounds: int = 1
    first: int = 1
    skipped: list[int] = field(default_factory=list)
    unlisted: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=lambda: ["拡充", "新規", "継続"])
    html: list[str] = field(default_factory=lambda: ["plain"])
    project: str = "事業 {}"
    arrow: str = "→"
    wide: bool = False
    unit_in_name: bool = False
    table: str = "tabs"
    contents: str = "tabs"
    year_width: int = 9
    content_width: int = 40
    through_pdf: bool = False
    newline: str = "\n"
    pages: dict[str, Any] | None = None

    def fill(self, text: str) -> str:
        """`text` with this document's names put in."""
        return text.format(
            city=self.city,
            t=self.theme,
            body=self.body,
            org=self.org,
            plan=self.title,
            period="から".join(self.period[:2]),
        )

    @property
    def title(self) -> str:
        return self.city + self.subject


def policies_of(plan: Plan) -> list[Policy]:
    """The plan's policies with their projects, numbered through the document."""
    numbers = (n for n in range(plan.first, 100) if n not in plan.skipped)
    left = plan.projects or 1000
    policies = []
    for no, policy in enumerate(load("ichinoseki")["policies"], 1):
        measures = []
        for measure in policy["measures"]:
            chosen = _chosen(plan, measure["projects"])[:left]
            left -= len(chosen)
            projects = [_project(plan, next(numbers), project) for project in chosen]
            if projects:
                aims = [plan.fill(aim) for aim in measure["aims"]]
                measures.append(Measure(plan.fill(measure["title"]), aims, projects))
        if measures:
            rows = [row | {"name": plan.fill(row["name"])} for row in policy["indicators"]]
            policies.append(Policy(no, plan.fill(policy["title"]), measures, rows))
    return policies


def _chosen(plan: Plan, projects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if plan.projects:
        return projects[:1]
    parts = ["", "（東部）", "（西部）"][: plan.rounds]
    return [project | {"title": project["title"] + part} for part in parts for project in projects]


def _project(plan: Plan, no: int, project: dict[str, Any]) -> Project:
    return Project(
        no=no,
        title=plan.fill(project["title"]),
        legend=plan.fill(project.get("legend", project["title"])),
        kind=plan.kinds[no * 5 % len(plan.kinds)],
        content=[plan.fill(text) for text in project["content"]],
        marks=_marks(no, len(plan.actors)),
        plan=plan_of(no, len(plan.years)),
        html=plan.html[no % len(plan.html)],
    )


def _marks(no: int, actors: int) -> list[str]:
    """One actor leads (◎), some take part (○), some do not (blank)."""
    leader = no % 4 // 3 * (no % (actors - 1)) if no % 4 == 3 else actors - 1
    return ["◎" if i == leader else "○" if (no + i) % 3 else "" for i in range(actors)]


# --- the text, and the outline that goes with it ---


def outline_of(plan: Plan) -> Outline:
    """The whole document, block by block."""
    data, policies = load("ichinoseki"), policies_of(plan)
    outline = Outline(layout=plan.table == "layout", wide=plan.wide)
    _cover(plan, outline)
    _contents(plan, outline, data["chapters"])
    for number, chapter in enumerate(data["chapters"], 1):
        outline.chapter(number, plan.fill(chapter["title"]))
        for part_number, part in enumerate(chapter["parts"], 1):
            outline.part(part_number, plan.fill(part["title"]))
            for block in part["blocks"]:
                _block(plan, outline, block, policies)
    return outline


def _cover(plan: Plan, outline: Outline) -> None:
    years = "～".join(plan.period[:2])
    for line in ["", "(案)", plan.title, plan.edition, years, plan.issued, " ".join(plan.city)]:
        if line:
            outline.lines([line])


def _contents(plan: Plan, outline: Outline, chapters: list[dict[str, Any]]) -> None:
    outline.lines(["目 次"])
    page = 1
    for number, chapter in enumerate(chapters, 1):
        outline.lines([f"{outline.chapter_mark(number)} {plan.fill(chapter['title'])}"])
        lines = []
        for part_number, part in enumerate(chapter["parts"], 1):
            gap = "\t" if plan.contents == "tabs" else " " + "…" * 12 + " "
            lines.append(f"{outline.part_mark(part_number)}{plan.fill(part['title'])}{gap}{page}")
            page += part_number % 3
        outline.lines(lines)


def _block(plan: Plan, outline: Outline, block: dict[str, Any], policies: list[Policy]) -> None:
    ((kind, value),) = [(k, v) for k, v in block.items() if k != "blocks"]
    match kind:
        case "p":
            outline.paragraph(plan.fill(value))
        case "item":
            outline.item(plan.fill(value))
        case "sub":
            outline.sub(plan.fill(value))
            for inner in block["blocks"]:
                _block(plan, outline, inner, policies)
        case "note" | "caption":
            outline.caption(plan.fill(value))
        case "policies":
            for policy in policies:
                outline.policy(policy.no, policy.title)
        case "chronology":
            outline.lines(chronology(plan))
        case "overall":
            rows = [row | {"name": plan.fill(row["name"])} for row in load("ichinoseki")["overall"]]
            outline.lines(indicators(plan, rows))
        case "matrix":
            outline.caption(f"{plan.title}体系図")
            outline.lines(matrix(plan, policies))
            outline.caption(plan.legend)
        case "projects":
            _projects(plan, outline, policies)


def _projects(plan: Plan, outline: Outline, policies: list[Policy]) -> None:
    for policy in policies:
        outline.policy(policy.no, policy.title)
        for number, measure in enumerate(policy.measures, 1):
            outline.measure(number, measure.title)
            outline.aims(measure.aims)
            for project in measure.projects:
                outline.lines(project_table(plan, project))
        outline.caption("指標")
        outline.lines(indicators(plan, policy.indicators))


def main() -> None:
    for values in load("ichinoseki_plans"):
        plan = Plan(**values)
        outline = outline_of(plan)
        text = paginate(outline.blocks, Pages(**plan.pages) if plan.pages else None)
        if plan.through_pdf:
            text = pdftotext(text)
        tables: dict[str, list[Row]] = tables_of(plan, policies_of(plan), outline.rows)
        publish(Document(plan.name, "ichinoseki", text, tables, COMPLETE, plan.newline), "ichinoseki-plan")


if __name__ == "__main__":
    main()
