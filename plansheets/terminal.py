"""What a person sees in the terminal: the closing summary, a document at a glance."""

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from plansheets.tables import tables

if TYPE_CHECKING:
    from plansheets.api import Document
    from plansheets.batch import Summary

HIDDEN = {"document_id", "sheet_id", "ordinal", "sheet_no"}
"""Columns that say nothing beside the sheet that they stand under."""
SHEET_TABLES = ("offices", "actors", "fields", "schedule", "indicators", "assessments")
LONG = 60


def report(summary: "Summary", out: str) -> None:
    """The closing summary of a run."""
    failed = f" ({summary.failed} could not be read)" if summary.failed else ""
    same = summary.files - summary.documents - summary.left
    twins = f", {same} of them the same as another" if same > 0 and not summary.failed else ""
    before = summary.documents - summary.converted
    kept = f", {before} of them done before" if before > 0 else ""
    print(
        f"{_count(summary.files, 'file')}{failed}{twins}{kept} · {_count(summary.sheets, 'sheet')} · "
        f"{_count(summary.values, 'value')} · {summary.share_read:.2%} of the characters read"
    )
    print(
        f"{_count(summary.errors, 'error')}, {_count(summary.warnings, 'warning')}, {_count(summary.notes, 'note')}"
        f"{' in ' + out + '/problems.parquet' if summary.errors + summary.warnings + summary.notes else ''}"
    )
    print(f"tables in {out}: {', '.join(tables())}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def show_document(document: "Document", sheet_no: int | None) -> None:
    """Family, sheets with their values, sections, residue and problems."""
    console = Console(soft_wrap=False)
    row = document.row
    console.print(f"{row['source']} · family {row['family']} · {row['reader']} · {row['status']}", style="bold")
    console.print(
        f"{row['title'] or '(no title)'} · {row['municipality'] or '(no municipality)'} · "
        f"{row['characters_used']} of {row['characters']} characters used"
    )
    for sheet in document.sheets:
        if sheet_no in (None, sheet.sheet_no):
            _show_sheet(console, document, sheet.row)
    if sheet_no is None:
        for name in ("indicators", "events", "sections", "residue", "problems"):
            rows = [r for r in document.arrow(name).to_pylist() if r.get("sheet_id") is None]
            _show_rows(console, name, rows)


def _show_sheet(console: Console, document: "Document", sheet: dict[str, Any]) -> None:
    above = " › ".join(
        " ".join(filter(None, (sheet[f"level{n}_label"], sheet[f"level{n}_number"], sheet[f"level{n}_title"])))
        for n in (1, 2, 3)
        if sheet[f"level{n}_title"]
    )
    console.print(
        f"\nsheet {sheet['sheet_no']} · {sheet['number'] or ''} {sheet['title'] or ''} · {sheet['kind'] or ''}",
        style="bold green",
    )
    if above:
        console.print(f"  {above}", style="green")
    for name in SHEET_TABLES:
        _show_rows(console, name, [r for r in document.arrow(name).to_pylist() if r["sheet_id"] == sheet["sheet_id"]])


def _show_rows(console: Console, name: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    columns = [c for c in rows[0] if c not in HIDDEN and any(r[c] not in (None, False) for r in rows)]
    shown = Table(title=name, title_justify="left", show_edge=False, pad_edge=False)
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*(_short(row[c]) for c in columns))
    console.print(shown)


def _short(value: Any) -> str:
    text = "" if value is None else str(value).replace("\n", " ⏎ ")
    return text if len(text) <= LONG else text[: LONG - 1] + "…"
