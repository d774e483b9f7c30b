"""The commands that work on what a run wrote. Like cli.py: a thin shell that imports when a command runs."""

import sys
from pathlib import Path
from typing import Any

import click

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
TABLE = click.option("--table", "tables", multiple=True, metavar="NAME", help="Only this table; may be given again.")


@click.command()
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@TABLE
@click.option("--places", is_flag=True, help="Show values, too, that only stand elsewhere on their page.")
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    metavar="SIZE",
    help="Show values, too, whose confidence changed by SIZE or more; 0 for any change.",
)
@click.option("--limit", type=click.IntRange(0), metavar="N", help="Show no more than N changes; all are counted.")
@click.option("--to", type=click.Choice(["csv", "jsonl"]), help="Write the changes for a program, one a line.")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file for --to; else printed.")
def diff(old: Path, new: Path, limit: int | None, to: Any, out: Path | None, **wanted: Any) -> None:
    """Show what changed between two outputs, value by value, with page and box.

    Rows are compared by what they say: one that was inserted does not shift the others. Exits with 1 when anything
    changed, with 0 when nothing did.
    """
    from plansheets.compare import Counts, compare
    from plansheets.compare.report import show, summary
    from plansheets.compare.write import write
    from plansheets.errors import UsageError

    if out and not to:
        raise UsageError("-o names a file for the changes; add --to csv or --to jsonl")
    counts = Counts()
    changes = compare(old, new, counts, **wanted)
    if to:
        write(changes, to, out, limit)
    else:
        show(changes, limit)
    click.echo(summary(counts), err=bool(to and not out))
    if counts.kinds.total():
        sys.exit(1)


@click.command()
@click.argument("out", type=FOLDER)
@click.option("--to", type=click.Choice(["xlsx", "csv", "jsonl"]), required=True, help="What to write.")
@click.option("-o", "--out", "path", type=click.Path(path_type=Path),
              help="The workbook (default OUT/plansheets.xlsx) or the folder (OUT/csv, OUT/jsonl).")  # fmt: skip
@TABLE
@click.option("--lang", type=click.Choice(["en", "ja"]), help="ja: heads of xlsx and csv in Japanese.")
@click.option("--overwrite", is_flag=True, help="Replace what stands there.")
def export(out: Path, to: Any, path: Path | None, **how: Any) -> None:
    """Write what a run wrote as an Excel workbook, CSV files or JSON lines.

    The workbook has a sheet a table and the data dictionary. CSV is for Excel: with BOM; text that a spreadsheet would
    run as a formula begins with an apostrophe.
    """
    from plansheets.exports import export as run

    done = run(out, to, path, **how)
    for note in done.notes:
        click.echo(f"plansheets: {note}", err=True)
    where = done.paths[0] if len(done.paths) == 1 else done.paths[0].parent
    click.echo(f"{where}: {done.tables} table{'s' * (done.tables > 1)}, {done.rows} row{'s' * (done.rows != 1)}")
