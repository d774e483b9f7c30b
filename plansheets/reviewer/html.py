"""The page as one HTML text: style, program, wording and data in it; nothing is loaded from elsewhere.

What a document says reaches the page as JSON only. The program, assets/*.js, sets it as text and never as HTML.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib import resources
from typing import Any

import yaml

from plansheets.tables import contract, tables

GENERATOR = "plansheets review"
CUT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What must not stand in a script element as it is: `</script>`, `<!--` and ends of lines."""
SCRIPTS = ("dom", "words", "model", "viewer", "tables", "charts", "list", "inspector", "corrections", "keys",
           "document", "archive", "main")  # fmt: skip
"""The parts of the program, in the order in which they stand."""


ASSETS = "assets"
"""The folder of what all pages of a review share."""


def page(
    title: str, blocks: Iterable[str], lang: str, index: str | None = None, up: str | None = None
) -> Iterator[str]:
    """The HTML in pieces; `blocks` are what `json_block` and `image_block` give, `index` is the way back.

    `up` leads to the folder with the shared assets; without it style and program stand in the page.
    """
    if up is None:
        style, program = _style(), _program()
        policy = f"style-src '{_digest(style)}'; script-src '{_digest(program)}'"
        style, program = f"<style>{style}</style>", f"<script>{program}</script>"
    else:
        css, js = (f"{up}{ASSETS}/{name}" for name in shared())
        policy = "style-src 'self' file:; script-src 'self' file:"
        style, program = f'<link rel="stylesheet" href="{css}">', f'<script src="{js}"></script>'
    back = f' data-index="{escape(index)}"' if index else ""
    yield (
        f'<!doctype html>\n<html lang="{"en" if lang == "en" else "ja"}" data-lang="{escape(lang)}"{back}>\n'
        '<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="'
        f"default-src 'none'; img-src 'self' data: file:; {policy}; base-uri 'none'; form-action 'none'\">\n"
        f'<meta name="generator" content="{GENERATOR}">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<link rel="icon" href="data:,">\n'
        f"<title>{escape(title)}</title>\n{style}\n</head>\n<body>\n"
        "<noscript>This page needs JavaScript. このページの表示には JavaScript が必要です。</noscript>\n"
        '<div id="app"></div>\n'
    )
    yield from blocks
    yield f"{program}\n</body>\n</html>\n"


def shared() -> dict[str, str]:
    """Style and program as files: their names, which tell their content, and their texts."""
    texts = {"css": _style(), "js": _program()}
    return {f"review-{hashlib.sha256(text.encode()).hexdigest()[:12]}.{kind}": text for kind, text in texts.items()}


def json_block(name: str, data: Any) -> str:
    """Data as an element that no browser runs."""
    return f'<script type="application/json" id="{escape(name)}">{_json(data)}</script>\n'


def _json(data: Any) -> str:
    """JSON that is safe in a script element, and is JavaScript too."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, cut in CUT.items():
        text = text.replace(character, cut)
    return text


def image_block(name: str, image: bytes, suffix: str) -> str:
    """An image as an element that costs nothing until it is looked at."""
    url = f"data:image/{suffix};base64,{b64encode(image).decode()}"
    return f'<script type="text/plain" id="{escape(name)}">{url}</script>\n'


@cache
def words() -> dict[str, Any]:
    """The wording of the page, of the tables, their columns and codes: [English, Japanese] each."""
    own = yaml.safe_load(_asset("words.yaml"))
    named = {
        name: {
            "title": [spec.title, spec.ja],
            "key": list(spec.key),
            "columns": {
                column.name: {
                    "title": [column.name.replace("_", " "), column.ja],
                    "about": [column.description, column.description_ja],
                    "type": column.type,
                    "codes": column.codes.name if column.codes else None,
                    "required": column.required,
                }
                for column in spec.columns
            },
        }
        for name, spec in tables().items()
    }
    codes = {
        name: {"open": each.is_open, "codes": {code.value: [code.en, code.ja] for code in each.codes}}
        for name, each in contract().codes.items()
    }
    return {"words": own, "tables": named, "codes": codes}


@cache
def _program() -> str:
    parts = "\n".join(_asset(f"{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\nconst KNOWN = {_json(words())};\n{parts}\n}})();\n'


@cache
def _style() -> str:
    return _asset("review.css")


@cache
def _asset(name: str) -> str:
    return resources.files("plansheets.reviewer").joinpath("assets", name).read_text("utf-8")


@cache
def _digest(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
