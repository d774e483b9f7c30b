"""A project's yearly plan: what stands in the cells of its years, and the true rows of `schedule`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from common import Row

ARROW, DITTO = ">", "="
PLANS = (
    ("実施", ARROW),
    ("検討", "実施", ARROW),
    ("検討・実施", ARROW),
    ("調査", "", "実施", ARROW),
    ("実施", ARROW, "見直し", ARROW),
    ("", "準備", "実施", ARROW),
    ("設計", "工事", "一部実施", "実施", ARROW),
    ("実施", "", "", "実施"),
    ("準備", ARROW, ARROW, "実施"),
)
DITTO_PLANS = (("実施", DITTO), ("検討", DITTO, "実施", DITTO), ("実施", ARROW, "縮小", DITTO))


def plan_of(no: int, years: int, *, ditto: bool = False) -> list[str]:
    """The cells of project `no`; a plan that ends in an arrow goes on to the last year."""
    plans = PLANS + DITTO_PLANS if ditto else PLANS
    plan = list(plans[no * 5 % len(plans)])[:years]
    last = plan[-1] if plan[-1] in (ARROW, DITTO) else ""
    return plan + [last] * (years - len(plan))


def printed(plan: Sequence[str], arrow: str) -> list[str]:
    """The cells as they are printed."""
    return [{ARROW: arrow, DITTO: "〃"}.get(cell, cell) for cell in plan]


def schedule_rows(
    sheet_no: int, years: Sequence[tuple[str, int]], plan: Sequence[str], *, open_ended: bool = False
) -> Iterator[Row]:
    """The true rows of `schedule`. The value type of an open last year (10年度以降) is not judged."""
    text: str | None = None
    for i, ((period, year), cell) in enumerate(zip(years, plan, strict=True), 1):
        carried = cell in (ARROW, DITTO)
        text = text if carried else cell or None
        is_open = open_ended and i == len(years)
        row: Row = {"sheet_no": sheet_no, "fiscal_year": year, "fiscal_year_to": None if is_open else year}
        row |= {} if is_open else {"value_type": "plan"}
        row |= {"is_open_ended": is_open, "period": period, "text": text}
        yield row | {"is_continued": {"any_of": [True, False]} if cell == DITTO else carried}
