"""Changes for a person: by document and row, old value and new, and where both are printed."""

import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.text import Text

from plansheets.compare.changes import KINDS, Change, Place
from plansheets.compare.outputs import Counts

LONG = 100
SIGNS = {"row-added": ("+", "green"), "row-removed": ("-", "red")}
DOCUMENTS = {"document-added": "only in NEW", "document-removed": "only in OLD"}
WORDS = {
    "document-added": ("document added", "documents added"),
    "document-removed": ("document removed", "documents removed"),
    "document-content": ("file with other content", "files with other content"),
    "row-added": ("row added", "rows added"),
    "row-removed": ("row removed", "rows removed"),
    "value": ("value changed", "values changed"),
    "place": ("place moved", "places moved"),
    "confidence": ("confidence changed", "confidences changed"),
}


def show(changes: Iterable[Change], limit: int | None = None) -> None:
    """Prints the changes; all are taken, that they are counted, no more than `limit` shown."""
    console = Console(soft_wrap=True, highlight=False, file=sys.stdout)
    document: tuple[str | None, ...] | None = None
    row: tuple[str | None, ...] | None = None
    hidden = 0
    for n, change in enumerate(changes):
        if limit is not None and n >= limit:
            hidden += 1
            continue
        here = (change.source, change.document_old, change.document_new)
        if here != document:
            console.print(Text(("" if document is None else "\n") + visible(change.source), "bold"), end="")
            console.print(Text(f"  {_id(change)}", "dim"))
            document, row = here, None
        if change.table is None:
            if change.kind in DOCUMENTS:
                console.print(Text(f"  {DOCUMENTS[change.kind]}", "yellow"))
            continue
        if change.kind in SIGNS:
            _print_row(console, change)
            row = None
            continue
        this = (change.table, change.row_old, change.row_new)
        if this != row:
            console.print(Text("  ") + _named(change))
            row = this
        _print_value(console, change)
    if hidden:
        console.print(Text(f"\n… {hidden} more; --limit shows as many as you like", "dim"))


def summary(counts: Counts) -> str:
    """One line: what was compared, what was found."""
    found = [f"{n} {WORDS[kind][n != 1]}" for kind in KINDS if (n := counts.kinds[kind])]
    tables = ", ".join(f"{name} {n}" for name, n in counts.tables.most_common())
    documents = f"{counts.documents} document{'' if counts.documents == 1 else 's'} compared"
    return f"{documents}: {', '.join(found) or 'no change'}" + (f" ({tables})" if tables else "")


def _print_row(console: Console, change: Change) -> None:
    sign, style = SIGNS[change.kind]
    said, place = (change.new, change.place_new) if sign == "+" else (change.old, change.place_old)
    line = Text(f"  {sign} ", style) + _named(change)
    console.print(line + Text(_where(place), "dim"))
    about = ", ".join(f"{column} {_value(value)}" for column, value in said.items())
    console.print(Text(f"      {about}", style))


def _print_value(console: Console, change: Change) -> None:
    line = Text(f"    {change.column}")
    if change.kind == "place":
        line += Text(" moved", "dim")
    else:
        line += Text(" confidence" if change.kind == "confidence" else "", "dim") + Text(" ")
        line += Text(_value(change.old), "red") + Text(" → ") + Text(_value(change.new), "green")
    before, after = _where(change.place_old), _where(change.place_new)
    console.print(line + Text(before if before == after else f"{before} →{after}", "dim"))


def _named(change: Change) -> Text:
    names = [change.sheet] if change.table == "sheets" else [change.sheet, change.about]
    names = [] if change.table == "documents" else names
    parts = [change.table or "", *(visible(name) for name in names if name)]
    key = change.row_new or change.row_old or ""
    return Text(" · ".join(parts)) + Text(f"  {visible(key)}", "dim")


def _id(change: Change) -> str:
    old, new = change.document_old, change.document_new
    return f"{old} → {new} (other content)" if old and new and old != new else new or old or ""


def _where(place: Place) -> str:
    """`  p.3 [56.7 120.1 98.0 132.4] "1,200"`, in a text file `  @120-125 "1,200"`."""
    parts = []
    if place.page is not None:
        parts.append(f"p.{place.page}")
    if place.box:
        parts.append("[" + " ".join(f"{x:.1f}" for x in place.box) + "]")
    if place.chars:
        parts.append(f"@{place.chars[0]}-{place.chars[1]}")
    if place.raw is not None:
        parts.append(f"“{_short(visible(place.raw))}”")
    return "  " + " ".join(parts) if parts else ""


def _value(value: Any) -> str:
    return "null" if value is None else _short(visible(str(value)))


def _short(text: str) -> str:
    return text if len(text) <= LONG else text[: LONG - 1] + "…"


def visible(text: str) -> str:
    """A text that cannot move the cursor: line ends as ⏎, other control and direction marks by their number."""
    text = text.replace("\r\n", "\n").replace("\n", " ⏎ ")
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\u{ord(c):04x}" for c in text)
