"""Corrections into the rows of a document: values before the checks, their record when all else is written.

Pure functions over the rows of one document; which lines there are, and in what order, makes no difference.
"""

from collections import defaultdict
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from plansheets.columnar import ColumnRows
from plansheets.corrections.derive import derived
from plansheets.corrections.file import short_row
from plansheets.corrections.line import Correction
from plansheets.problems import problem
from plansheets.provenance import COLUMNS, PLACE, row_key

Values = dict[str, Any]
Where = tuple[str, str, str]
"""Table, row key and column, as in provenance."""


@dataclass
class Applied:
    """What `apply_values` did: of each value set the correction; and what a person must hear of."""

    values: dict[Where, Correction] = field(default_factory=dict)
    told: list["Told"] = field(default_factory=list)


class Told(NamedTuple):
    """A row of problems on the way. `where` and `sheet_id` are those of the value that it is about."""

    code: str
    where: Where
    message: str
    severity: str
    sheet_id: str | None


def apply_values(rows: Mapping[str, Sequence[Values]], corrections: Sequence[Correction]) -> Applied:
    """Sets the right values in the rows, and what follows from them; says which corrections do not fit.

    `rows` has the tables of one document, `provenance` as ColumnRows; changed in place.
    """
    done = Applied()
    if not corrections:
        return done
    found = {(name, short_row(row_key(name, row))): row for name in {c.table for c in corrections}
             for row in rows.get(name, ())}  # fmt: skip
    printed = _printed(rows.get("provenance"))
    by_place: dict[tuple[str, str, str], list[Correction]] = defaultdict(list)
    for one in sorted(corrections):
        by_place[one.place].append(one)
    right: dict[tuple[str, str], list[Correction]] = defaultdict(list)
    for (name, key, column), lines in sorted(by_place.items()):
        row = found.get((name, key))
        if row is None:
            missing = (name, key, column)
            _tell(done, "warning", "correction-unmatched", lines[0], "there is no such row, look again", missing)
            continue
        where = (name, row_key(name, row), column)
        fresh = [line for line in lines if not _is_stale(done, line, printed.get(where), where, row)]
        if len({_comparable(line.value) for line in fresh}) > 1:
            wishes = " or ".join(sorted({f"{line.right_value!r} ({line.who or 'nobody named'})" for line in fresh}))
            nobody = replace(fresh[0], who="", why="")
            _tell(done, "warning", "correction-conflict", nobody, f"is corrected to {wishes}; keep one", where, row)
        elif fresh:
            right[name, key].append(fresh[0])
    for (name, key), lines in sorted(right.items()):
        _set(done, name, found[name, key], lines)
    return done


def record(rows: MutableMapping[str, Sequence[Values]], applied: Applied, document_id: str, source: str) -> None:
    """Writes what was corrected into `provenance` (rule and confidence; raw stays as printed) and into `problems`.

    The last step of a conversion: no sign, and no check, says more of a value than the person who looked.
    """
    if not applied.told:
        return
    places = rows.get("provenance")
    if not isinstance(places, ColumnRows):
        places = rows["provenance"] = ColumnRows(COLUMNS)
    columns = places.columns
    first: dict[tuple[str, str], int] = {}
    seen: set[Where] = set()
    for at, where in enumerate(zip(columns["table"], columns["row_key"], columns["column"], strict=True)):
        first.setdefault((where[0], where[1]), at)
        if where in applied.values:
            columns["rule"][at], columns["confidence"][at] = applied.values[where].rule, 1.0
            seen.add(where)
    for where in sorted(applied.values.keys() - seen):
        places.append(_place(places, first.get(where[:2]), document_id, where, applied.values[where]))
    problems, printed = list(rows.get("problems", ())), _printed(places)
    for told in sorted(applied.told, key=lambda told: told[:3]):
        row = problem(source, document_id, told.severity, told.code, told.message)
        row |= {"ordinal": len(problems) + 1, "sheet_id": told.sheet_id, "raw": printed.get(told.where) or None}
        if (of_row := told.where[:2]) in first:
            row["page"] = columns["page"][first[of_row]]
        problems.append(row)
    rows["problems"] = problems


def _set(done: Applied, name: str, row: Values, lines: Sequence[Correction]) -> None:
    """Sets the values of one row, and those that follow from them."""
    key, before = row_key(name, row), dict(row)
    row |= {line.column: line.value for line in lines}
    following = derived(name, row, {line.column for line in lines})
    row |= following
    for line in lines:
        where = (name, key, line.column)
        done.values[where] = line
        old, new = before[line.column], row[line.column]
        is_new = _comparable(old) != _comparable(new)
        says = f"{_shown(old)} → {_shown(new)}" if is_new else f"{_shown(new)}, as it was read"
        if line is lines[0] and following:
            also = (f"{column} {_shown(before[column])} → {_shown(value)}" for column, value in following.items())
            says += f", with it {', '.join(also)}"
        _tell(done, "note", "corrected", line, says, where, row)
    for column in following:
        done.values[name, key, column] = lines[0]


def _is_stale(done: Applied, line: Correction, raw: str | None, where: Where, row: Values) -> bool:
    """Was something else printed there when the correction was written? Blanks and line ends do not count."""
    if line.printed is None or "".join(line.printed.split()) == "".join((raw or "").split()):
        return False
    says = f"was written where {line.printed!r} was printed, now {raw!r} stands there; look at it again"
    _tell(done, "warning", "correction-stale", line, says, where, row)
    return True


def _tell(
    done: Applied, severity: str, code: str, line: Correction, says: str, where: Where, row: Values | None = None
) -> None:
    by = f"{line.who}: " if line.who else ""
    why = f" ({line.why})" if line.why else ""
    sheet_id = row.get("sheet_id") if row else None
    done.told.append(Told(code, where, f"{by}{line.named}: {says}{why}", severity, sheet_id))


def _printed(places: Sequence[Values] | None) -> dict[Where, str]:
    """What is printed for each value, all parts of it."""
    texts: dict[Where, str] = defaultdict(str)
    if isinstance(places, ColumnRows):
        columns = places.columns
        for *where, raw in zip(columns["table"], columns["row_key"], columns["column"], columns["raw"], strict=True):
            texts[where[0], where[1], where[2]] += raw
    return dict(texts)


def _place(places: ColumnRows, at: int | None, document_id: str, where: Where, line: Correction) -> Values:
    """A row of provenance for a value that nothing printed gave: it stands where the first of its row does."""
    near = dict.fromkeys(PLACE) if at is None else {name: places.columns[name][at] for name in PLACE}
    near |= {"raw": "", "char_to": near["char_from"]}
    name, key, column = where
    return near | {"document_id": document_id, "table": name, "row_key": key, "column": column, "part": 1,
                   "rule": line.rule, "confidence": 1.0}  # fmt: skip


def _shown(value: Any) -> str:
    return "nothing" if value is None else repr(value) if isinstance(value, str) else str(value)


def _comparable(value: Any) -> Any:
    """A value that no other type equals: 1 is not true."""
    return type(value).__name__, value
