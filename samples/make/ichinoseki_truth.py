"""The true tables of ichinoseki.py, from the same invented data as its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from common import Row, load
from ichinoseki_tables import events_of
from plans import schedule_rows

if TYPE_CHECKING:
    from ichinoseki import Plan, Policy, Project

COMPLETE = ["sheets", "actors", "schedule", "indicators", "events", "offices", "assessments"]
ROLES = {"◎": "lead", "○": "partner", "": None}


def tables_of(plan: Plan, policies: Sequence[Policy], sections: list[Row]) -> dict[str, list[Row]]:
    """Every table of the truth."""
    projects = [project for policy in policies for measure in policy.measures for project in measure.projects]
    numbered = list(enumerate(projects, 1))
    return {
        "documents": [_document(plan, len(projects))],
        "sheets": list(_sheets(policies)),
        "fields": [
            {"sheet_no": no, "label": "内容", "field": "content", "text": "\n".join(project.content)}
            for no, project in numbered
        ],
        "actors": [row for no, project in numbered for row in _actors(plan, no, project)],
        "schedule": [row for no, project in numbered for row in schedule_rows(no, plan.years, project.plan)],
        "indicators": list(_indicators(plan, policies)),
        "events": list(_events(plan)),
        "offices": [],
        "assessments": [],
        "sections": sections,
    }


def _document(plan: Plan, count: int) -> Row:
    return {
        "title": {"contains": plan.title},
        "plan_from": plan.period[2],
        "plan_to": plan.period[3],
        "municipality": None,
        "sheet_count": count,
    }


def _sheets(policies: Sequence[Policy]) -> Iterator[Row]:
    no = 0
    for policy in policies:
        for number, measure in enumerate(policy.measures, 1):
            for project in measure.projects:
                no += 1
                row: Row = {"sheet_no": no, "number": str(project.no), "title": project.title, "kind": project.kind}
                row |= {"level1_label": "基本方針", "level1_number": str(policy.no), "level1_title": policy.title}
                yield row | {"level2_number": str(number), "level2_title": measure.title}


def _actors(plan: Plan, no: int, project: Project) -> Iterator[Row]:
    if project.no not in plan.unlisted:
        for actor, mark in zip(plan.actors, project.marks, strict=True):
            yield {"sheet_no": no, "actor": actor, "is_marked": bool(mark), "role": ROLES[mark]}


def _indicators(plan: Plan, policies: Sequence[Policy]) -> Iterator[Row]:
    for row in load("ichinoseki")["overall"]:
        yield from _values(plan, row | {"name": plan.fill(row["name"])}, {})
    for policy in policies:
        for row in policy.indicators:
            yield from _values(plan, row, {"level1_number": str(policy.no), "level1_title": policy.title})


def _values(plan: Plan, row: dict[str, Any], level: Row) -> Iterator[Row]:
    for period, year, value_type, at in plan.measured:
        yield {
            "sheet_no": None,
            "indicator": {"any_of": _names(row)},
            "unit": row["unit"],
            "fiscal_year": year,
            "value_type": value_type,
            "period": period.replace("\n", ""),
            "is_cumulative": row.get("cumulative", False),
            **_value(row["values"][at]),
            **level,
        }


def _names(row: dict[str, Any]) -> list[str]:
    bare = row["name"].removesuffix("（累計）")
    forms = dict.fromkeys([row["name"], bare])
    return [form + unit for form in forms for unit in ("", f"（{row['unit']}）")]


def _value(text: str) -> Row:
    """The value of a cell as printed: a number, a dash, an approximate number, a lower bound."""
    number = text.replace(",", "").removeprefix("約").removesuffix("以上")
    if number in ("―", "—"):
        return {"value": None, "value_text": {"any_of": [text, None]}}
    if text.endswith("以上"):
        return {"value_low": float(number), "value_text": text, "qualifiers": "at_least"}
    return {"value": float(number), "value_text": text}


def _events(plan: Plan) -> Iterator[Row]:
    for heading, first, last, precision, events in events_of(plan):
        for event in events:
            yield {
                "date_from": first,
                "date_to": last,
                "precision": precision,
                "date_text": heading,
                "event": event,
            }
