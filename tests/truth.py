"""How far tables agree with true ones: facts that are found, wrong and too many, as in the format of samples/make."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

IDENTITY = {
    "sheets": ("sheet_no",), "fields": ("sheet_no", "label"), "offices": ("sheet_no", "office"),
    "actors": ("sheet_no", "actor"), "schedule": ("sheet_no", "fiscal_year", "value_type", "period"),
    "indicators": ("sheet_no", "indicator", "fiscal_year", "value_type"),
    "assessments": ("sheet_no", "stage", "aspect", "fiscal_year"), "sections": ("text",),
    "events": ("date_from", "event"),
}  # fmt: skip
"""What tells the rows of a table apart."""
FOLD = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("〜∼～", "~") | dict.fromkeys("〇◯", "○"))


def plain(value: Any) -> Any:
    """A cell for comparing: widths folded, blanks dropped; dates as ISO text; a dash in a text is nothing."""
    if isinstance(value, str):
        text = "".join(unicodedata.normalize("NFKC", value).translate(FOLD).split())
        return None if text in ("", "-") else text
    return value.isoformat() if hasattr(value, "isoformat") else value


def agrees(true: Any, found: Any) -> bool:
    """Is the found cell the true one? A true cell may list what is right, or what it must contain."""
    if isinstance(true, Mapping):
        if "any_of" in true:
            return any(agrees(one, found) for one in true["any_of"])
        return found is not None and plain(true["contains"]) in (plain(found) or "")
    return bool(plain(true) == plain(found))


def errors(table: str, true: Sequence[Row], found: Sequence[Row], *, is_complete: bool) -> Iterator[str]:
    """Each true row that is missing, each cell that is wrong, each row too many."""
    free = list(found)
    for row in true:
        identity = [c for c in IDENTITY.get(table, ()) if c in row]
        fitting = [r for r in free if all(agrees(row[c], r.get(c)) for c in identity)]
        if not fitting:
            yield f"{table}: missing {dict(row)}"
            continue
        best = max(fitting, key=lambda r: sum(agrees(value, r.get(c)) for c, value in row.items()))
        free.remove(best)
        yield from (f"{table}: {c} is {best.get(c)!r}, not {value!r}, in {[best.get(i) for i in identity]}"
                    for c, value in row.items() if not agrees(value, best.get(c)))  # fmt: skip
    if is_complete:
        yield from (f"{table}: too many {[row.get(c) for c in IDENTITY.get(table, ())]}" for row in free)


def facts(tables: Mapping[str, Sequence[Row]]) -> int:
    """How many cells a truth judges."""
    return sum(len(row) for rows in tables.values() for row in rows)
