"""The command `review`. Like cli.py: a thin shell that imports when the command runs."""

from collections.abc import Sequence
from typing import Any

import click

NAMED = 3
"""Documents that a message names; of more it gives the number."""


@click.command()
@click.argument("out", type=click.Path())
@click.option(
    "-o", "--out", "target", type=click.Path(), help="A file (.html) that holds all, or a folder. [default: OUT/review]"
)
@click.option(
    "--sources", multiple=True, type=click.Path(), help="A folder with the files that were converted; may be repeated."
)
@click.option("--document", help="Show only this document: its id, or its source.")
@click.option("--no-images", is_flag=True, help="Leave the images of the pages out: smaller, and made faster.")
@click.option("--password", help="Opens encrypted PDFs.")
@click.option("--lang", type=click.Choice(["auto", "ja", "en"]), default="auto", show_default=True,
              help="The language that the page begins with; auto: the browser's.")  # fmt: skip
def review(
    out: str, target: str | None, sources: Sequence[str], document: str | None, no_images: bool, password: str | None,
    lang: Any,
) -> None:  # fmt: skip
    """Write pages that show each document beside its tables, what needs a look first.

    OUT is what `convert` wrote. The pages are static files: open them in a browser, no server is needed.
    """
    from plansheets.reviewer.write import review as write

    made = write(out, target, sources=sources, document=document, images=not no_images, password=password, lang=lang)
    click.echo(f"{made.path}: {made.documents} document{'s' * (made.documents != 1)}; open it in a browser")
    _tell(made.missing, "not found; name the folder that was converted with --sources")
    _tell(made.changed, "changed since they were read; convert them again")


def _tell(names: Sequence[str], why: str) -> None:
    """Which documents are shown without their pages, on standard error."""
    if not names:
        return
    shown = ["".join(c if c.isprintable() else "\ufffd" for c in name) for name in names[:NAMED]]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    click.echo(f"shown without pages: {', '.join(shown)}{more}: {why}", err=True)


__all__: Sequence[str] = ["review"]
