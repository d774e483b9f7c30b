"""`make demo`: a walk through a fresh output, table by table, down to the place that one number was read from."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from plansheets.api import Tables, load

if TYPE_CHECKING:
    import pandas as pd

ROWS = 6
WIDTH = 100
"""Columns of the page where no terminal says how many it has."""
NARROW, GAP = 18, 3
"""A column as wide as this is never cut; what stands between two columns."""
NEXT = """\
The tables are {out}/*.parquet; {out}/datapackage.json describes them. Next:
  .venv/bin/plansheets inspect samples/yamaguchi-form/yamaguchi-form.txt --sheet 1   # one sheet as it is read
  .venv/bin/plansheets tables indicators --lang ja                                   # what each column means
  .venv/bin/plansheets convert YOUR-FOLDER -o YOUR-TABLES                            # your own sheets"""


def main(out: Path) -> None:
    """Show a few rows of each of the tables that an analyst would open first. Raises InputError without an output."""
    tables = load(out)
    console = Console(highlight=False)
    console.width = console.width if console.is_terminal else WIDTH
    sheets, numbers = tables["sheets"], telling(tables["indicators"])
    show(console, "What was read", "documents: a row a file; characters_left stand in residue", tables["documents"],
         ["source", "family", "sheet_count", "characters_left", "status"])  # fmt: skip
    show(console, "The plan sheets", "sheets: number, title and kind, under the headings above them",
         sheets[sheets["number"].notna()], ["number", "title", "kind", "level1_title"])  # fmt: skip
    show(console, "Who does it", "offices: one a row; is_lead where the sheet marks who leads",
         tables["offices"], ["office", "is_lead", "is_provisional", "is_collective"])  # fmt: skip
    show(console, "When", "schedule of one sheet: Gregorian fiscal years; is_continued where an arrow stands",
         years_of_a_sheet(tables["schedule"]), ["period", "fiscal_year", "text", "is_continued"])  # fmt: skip
    show(console, "How much", "indicators: what is printed (value_text), and the number that it is",
         numbers, ["indicator", "value_type", "fiscal_year", "value_text", "value", "unit", "qualifiers"])  # fmt: skip
    if len(numbers):
        trace(console, tables, numbers.iloc[0])
    show(console, "What to check", "problems: every doubt, with the text concerned",
         tables["problems"], ["source", "severity", "code", "message"])  # fmt: skip
    console.print(NEXT.format(out=out), markup=False, soft_wrap=True)


def show(console: Console, title: str, about: str, data: "pd.DataFrame", columns: Sequence[str]) -> None:
    """The first rows of a table, a row a line; what does not fit is cut off."""
    rows = [[cell(value) for value in row] for row in data[list(columns)].head(ROWS).itertuples(index=False)]
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column, width in zip(columns, widths([columns, *rows], console.width), strict=True):
        shown.add_column(column, no_wrap=True, width=width)
    for row in rows:
        shown.add_row(*map(escape, row))
    console.print(f"[bold]{title}[/bold] · {about}", soft_wrap=True)
    console.print(shown if rows else "(no rows)")
    console.print(f"… and {len(data) - ROWS} more\n" if len(data) > ROWS else "")


def widths(rows: Sequence[Sequence[str]], page: int) -> list[int]:
    """Widths of columns in a page: narrow ones get what they need, the others share what is left."""
    given = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    wide = sorted((at for at, width in enumerate(given) if width > NARROW), key=lambda at: given[at])
    left = page - GAP * (len(given) - 1) - sum(width for width in given if width <= NARROW)
    for taken, at in enumerate(wide):
        given[at] = min(given[at], max(left // (len(wide) - taken), NARROW))
        left -= given[at]
    return given


def cell(value: Any) -> str:
    """A value on one line; nothing for a null."""
    return "" if is_null(value) else str(value).replace("\n", " ")


def is_null(value: Any) -> bool:
    """pandas' null, None or not a number."""
    import pandas as pd

    return bool(pd.isna(value))


def years_of_a_sheet(schedule: "pd.DataFrame") -> "pd.DataFrame":
    """The years of the first sheet that continues one with an arrow."""
    continued = schedule[schedule["is_continued"].fillna(False)]
    return schedule[schedule["sheet_id"] == continued["sheet_id"].iloc[0]] if len(continued) else schedule


def telling(indicators: "pd.DataFrame") -> "pd.DataFrame":
    """Indicators, those first whose number says more than its digits (約12,000, 20以上)."""
    return indicators.sort_values("qualifiers", na_position="last", kind="stable")


def trace(console: Console, tables: Tables, number: "pd.Series[Any]") -> None:
    """From a number in a table back to the characters in the file."""
    key = f"{number['table_no']}/{number['indicator_no']}/{number['ordinal']}"
    sources = tables["documents"].set_index("document_id")["source"]
    places = tables["provenance"]
    here = (places["document_id"] == number["document_id"]) & (places["table"] == "indicators")
    for place in places[here & (places["row_key"] == key) & (places["column"] == "value")].to_dict("records"):
        where = (
            f"page {place['page']}" if is_null(place["char_from"])
            else f"characters {place['char_from']} to {place['char_to']}"
        )  # fmt: skip
        console.print(
            f"[bold]Where it stands[/bold] · provenance: {number['value']:g} is '{escape(place['raw'])}' at "
            f"{where} of {sources[number['document_id']]}; rule {place['rule']}, confidence {place['confidence']:g}\n",
            soft_wrap=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
