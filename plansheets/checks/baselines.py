"""same-baseline: the baseline of one indicator that several sheets print."""

from collections.abc import Iterator, Sequence

from plansheets.checks.check import Check, Line, Rows, Values, lines_of, number, numbers, shown, single_year
from plansheets.normalize import match_key


def baselines(rows: Rows) -> Iterator[Check]:
    """Baselines of the same indicator, unit and fiscal year on several sheets."""
    titles = {row["sheet_id"]: match_key(row["title"] or "") for row in rows.get("sheets", ())}
    groups: dict[tuple[str, str | None, int], list[tuple[Line, Values]]] = {}
    for line in lines_of(rows):
        cells = [row for row in line.cells.values() if row["value_type"] == "baseline"]
        if len(cells) != 1 or line.sheet_id is None or number(cells[0]) is None:
            continue
        year = single_year(cells[0])
        if year is not None:
            groups.setdefault((match_key(line.name), cells[0]["unit"], year), []).append((line, cells[0]))
    for found in groups.values():
        same = [found[0], *(one for one in found[1:] if _is_same_item(found[0][0], one[0], titles))]
        if len({line.sheet_id for line, _ in same}) > 1:
            yield _check([cell for _, cell in same])


def _is_same_item(first: Line, other: Line, titles: dict[str | None, str]) -> bool:
    """Two sheets of one item: by their title, or by another number (not 0) that both lines print.

    A name alone does not say so: 参加者数 of two projects are two indicators.
    """
    title = titles.get(first.sheet_id)
    if title and title == titles.get(other.sheet_id):
        return True
    shared = first.cells.keys() & other.cells.keys()
    pairs = [(number(first.cells[column]), number(other.cells[column])) for column in shared]
    return any(a == b for a, b in pairs if a)


def _check(cells: Sequence[Values]) -> Check:
    values = [value for cell in cells if (value := number(cell)) is not None]
    others = list(dict.fromkeys(shown(value) for value in values[1:]))
    return Check("same-baseline", len(set(values)) == 1, shown(values[0]), ", ".join(others), numbers(*cells))
