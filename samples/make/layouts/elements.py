"""What the makers that write HTML share: elements, and a word processor as the printer."""

from __future__ import annotations

from html import escape
from pathlib import Path

from pdf import odf, paperwork


def tag(name: str, *texts: str, **attributes: object) -> str:
    """An element with texts that are HTML already; `class_` is the attribute class."""
    given = "".join(f' {key.rstrip("_")}="{value}"' for key, value in attributes.items())
    return f"<{name}{given}>{''.join(texts)}</{name}>"


def lines(*texts: str) -> str:
    """Plain texts, each on a line of its own."""
    return "<br>".join(map(escape, texts))


def print_text(path: Path, css: str, *parts: str) -> None:
    """Print HTML as a word processor does that opens it as a text."""
    head = tag("head", '<meta charset="utf-8">', tag("style", css))
    odf.convert(path, tag("html", head, tag("body", *parts)), "html", "--infilter=HTML (StarWriter)")
    paperwork.shrink(path)
