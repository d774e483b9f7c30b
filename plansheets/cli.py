"""The command line: a thin shell over the API. Imports what a command needs when the command runs."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from plansheets import __version__
from plansheets.cli_outputs import diff, export
from plansheets.cli_review import review
from plansheets.errors import PlanSheetsError, StrictError

EXIT_CODES = """\b
Exit codes: 0 done · 1 samples or outputs differ · 2 wrong call · 3 nothing could be read · 4 output cannot be
written, holds other tables or is in use · 5 broken rule file · 6, 7, 9 a bug of plansheets (please report)
8 --strict: problems · 130 stopped by Ctrl-C or SIGTERM: the tables of what was done are written"""

RULES = click.option(
    "--rules",
    "rules",
    multiple=True,
    type=click.Path(exists=True, file_okay=False),
    help="A folder with families (YAML) of your own; a family with the id of a built-in one replaces it.",
)


def reading(command: Any) -> Any:
    """The options that say how PDFs are read."""
    options = (
        click.option("--password", help="Opens encrypted PDFs."),
        click.option(
            "--reader",
            type=click.Choice(["pdfium", "pdfplumber"]),
            default="pdfium",
            show_default=True,
            help="What reads the text layer of a PDF.",
        ),
        click.option(
            "--ocr",
            type=click.Choice(["auto", "never", "always"]),
            default="auto",
            show_default=True,
            help="Which pages are recognised as images; auto: those without a text layer that can be believed.",
        ),
        click.option(
            "--second-reader",
            is_flag=True,
            help="Read PDFs with the other library too, four times slower: values that it reads otherwise are doubted.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


class Command(click.Group):
    """Turns plansheets' errors into a message and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except PlanSheetsError as error:
            click.echo(f"plansheets: {error}", err=True)
            sys.exit(error.exit_code)


@click.group(cls=Command, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="plansheets")
def main() -> None:
    """Read the plan sheets of Japanese municipalities into tidy Parquet tables."""


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--out", default="out", show_default=True, help="The folder for the tables.")
@click.option("--overwrite", is_flag=True, help="Replace tables in the folder that were made from other inputs.")
@click.option("--fresh", is_flag=True, help="Forget what was done before: convert everything anew.")
@click.option(
    "--workers", type=click.IntRange(0), help="Processes that convert; 0: this one, unprotected.  [default: the cores]"
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=120.0,
    show_default=True,
    help="Seconds a document may take; its pages add 2 each, those recognised as images 60.",
)
@click.option("--memory", default="3G", show_default=True, help="What a worker may take, such as 800M.")
@click.option("--retry-failed", is_flag=True, help="Try again what took too long or too much, or crashed.")
@click.option("--log-json", is_flag=True, help="Say what happens in lines of JSON on standard error.")
@click.option(
    "--corrections",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="A CSV of values that a person corrected, applied after reading; may be given again.",
)
@click.option("--strict", is_flag=True, help="Exit with 8 when a problem is an error or a warning.")
@reading
@RULES
def convert(
    paths: Sequence[str], out: str, memory: str, log_json: bool, strict: bool, rules: Sequence[str], **options: Any
) -> None:
    """Convert files, folders, globs, zip archives and URLs into Parquet tables.

    What was done before is not done again: the same call goes on where the last one ended.
    """
    from plansheets.batch import Interrupted
    from plansheets.batch import convert as run
    from plansheets.batch.limits import parse_size
    from plansheets.corrections import Corrections
    from plansheets.progress import progress
    from plansheets.terminal import report

    for mistake in Corrections.of_files(options["corrections"]).mistakes:
        click.echo(f"plansheets: {mistake}; not applied", err=True)
    try:
        with progress(is_log=log_json) as watch:
            summary = run(paths, out, rules=rules, memory=parse_size(memory), watch=watch, **options)
    except Interrupted as stopped:
        report(stopped.summary, out)
        click.echo(f"plansheets: {stopped}", err=True)
        sys.exit(130)
    except KeyboardInterrupt:
        click.echo("plansheets: stopped before the tables were written; the same call goes on", err=True)
        sys.exit(130)
    report(summary, out)
    if strict and (summary.errors or summary.warnings):
        raise StrictError(
            f"--strict: {summary.errors} errors and {summary.warnings} warnings; see {out}/problems.parquet"
        )
    if summary.failed and summary.failed >= summary.files:
        sys.exit(3)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--sheet", type=int, help="Show only the sheet with this number (its position in the document).")
@click.option("--page", type=int, default=1, show_default=True, help="The page that --png draws.")
@click.option("--png", type=click.Path(dir_okay=False), help="Draw what is read from a page of a PDF into this file.")
@reading
@RULES
def inspect(file: str, sheet: int | None, page: int, png: str | None, rules: Sequence[str], **options: Any) -> None:
    """Show what is read from a file: its family, sheets, values and what is left over.

    With --png: the page as an image with the rulings, cells, labels and values that were seen; residue in red.
    """
    from plansheets.api import read
    from plansheets.terminal import show_document

    document = read(file, rules=rules, **options)
    if png:
        from plansheets.picture import draw_page

        draw_page(document, Path(file), page, Path(png), password=options["password"])
        click.echo(f"{png}: page {page} of {file}")
        return
    show_document(document, sheet)


@main.command()
@click.argument("name", required=False)
@click.option("--lang", type=click.Choice(["en", "ja"]), default="en", show_default=True)
def tables(name: str | None, lang: Any) -> None:
    """The data dictionary: all tables, or the columns of one."""
    from plansheets.dictionary import render_text

    click.echo(render_text(name, lang), nl=False)


@main.group()
def rules() -> None:
    """The families: rules for known sheets."""


@rules.command("list")
@RULES
def rules_list(rules: Sequence[str]) -> None:
    """List the families that are known."""
    from plansheets.rules.families import load_families

    for family in load_families([Path(r) for r in rules]):
        title = family.title if isinstance(family.title, str) else (family.title or {}).get("ja", "")
        click.echo(f"{family.id:<28} {family.layout:<8} {title}")


@rules.command("check")
@click.argument("files", nargs=-1, type=click.Path())
@RULES
def rules_check(files: Sequence[str], rules: Sequence[str]) -> None:
    """Check rule files (all known ones when none is named): every error with its file, line and key."""
    from plansheets.errors import RuleError
    from plansheets.rules.lint import check_all

    checked, errors = check_all([Path(f) for f in files], [Path(r) for r in rules])
    for error in errors:
        click.echo(error)
    if errors:
        raise RuleError(f"{len(errors)} errors in {checked} rule files")
    click.echo(f"{checked} rule files are right")


@rules.command("draft")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("-o", "--out", type=click.Path(dir_okay=False), help="The YAML file; its stem becomes the family's id.")
@click.option("--overwrite", is_flag=True, help="Replace the file that stands there.")
@reading
@RULES
def rules_draft(file: str, out: str | None, overwrite: bool, rules: Sequence[str], **options: Any) -> None:
    """Write the family that the general reader found in a file, with comments on what it was unsure of."""
    from plansheets.conversion import load_rules
    from plansheets.draft import draft, write_draft
    from plansheets.extract.readers.options import ReadOptions

    known, how = load_rules(tuple(map(Path, rules))), ReadOptions(**options)
    if out is None:
        click.echo(draft(Path(file), known, options=how), nl=False)
        return
    write_draft(Path(file), Path(out), known, how, overwrite=overwrite)
    click.echo(f"{out}: drafted from {file}; edit it, then: plansheets rules try {out} {file}")


@rules.command("try")
@click.argument("family", type=click.Path(dir_okay=False))
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False))
@reading
@RULES
def rules_try(family: str, files: Sequence[str], rules: Sequence[str], **options: Any) -> None:
    """Show what a family changes in files against the general reading, table by table."""
    from plansheets.conversion import load_rules
    from plansheets.extract.readers.options import ReadOptions
    from plansheets.trial import load_family, try_family

    known = load_rules(tuple(map(Path, rules)))
    tried = load_family(Path(family), known)
    for file in files:
        for line in try_family(tried, Path(file), known, ReadOptions(**options)):
            click.echo(line)


@main.group()
def samples() -> None:
    """The samples: documents with the tables that they must give."""


@samples.command("check")
@click.argument("folder", default="samples", type=click.Path(exists=True, file_okay=False))
@click.option("--update", is_flag=True, help="Write what is read now as what is expected.")
def samples_check(folder: str, update: bool) -> None:
    """Convert the samples and compare every table with the expected one."""
    from plansheets.errors import SamplesError
    from plansheets.samples import check

    result = check(Path(folder), update=update)
    for line in result.lines:
        click.echo(line)
    if result.differences and not update:
        raise SamplesError(
            f"{result.differences} cells differ in {result.samples} samples; "
            "--update takes them over, once you have read them"
        )
    click.echo(f"{result.samples} samples, {result.tables} tables: {'written' if update else 'as expected'}")


main.add_command(diff)
main.add_command(export)
main.add_command(review)
