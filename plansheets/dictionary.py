"""The data dictionary, rendered from tables.yaml: as text for the terminal and as Markdown for docs/tables.md.

`python -m plansheets.dictionary > docs/tables.md` writes the reference page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Literal

from rich.cells import cell_len

from plansheets.tables import Code, CodeList, Column, Table, Text, contract, table, tables

Lang = Literal["en", "ja"]
WIDTH = 110
"""Terminal columns that a line may take; a full-width character takes two."""

WORDS: dict[Lang, dict[str, str]] = {
    "en": {
        "tables": "The tables of plansheets, schema version",
        "table": "table",
        "column": "column",
        "type": "type",
        "null": "null",
        "yes": "yes",
        "no": "no",
        "name": "name",
        "meaning": "meaning",
        "key": "Key",
        "points": "Points to",
        "codes": "Codes",
        "many": "joined by a space",
        "open": "others may occur",
        "more": "`plansheets tables NAME` shows the columns of a table.",
    },
    "ja": {
        "tables": "plansheets の表、スキーマ版",
        "table": "表",
        "column": "列",
        "type": "型",
        "null": "空",
        "yes": "可",
        "no": "不可",
        "name": "名称",
        "meaning": "意味",
        "key": "キー",
        "points": "参照先",
        "codes": "コード",
        "many": "空白区切りで複数",
        "open": "他の値もあり得る",
        "more": "`plansheets tables 表名 --lang ja` で列を表示する。",
    },
}


def render_text(name: str | None = None, lang: Lang = "en") -> str:
    """One table with its columns and codes, or all tables in short. UsageError for an unknown table."""
    lines = _overview(lang) if name is None else _one_table(table(name), lang)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def render_markdown() -> str:
    """The reference page, both languages side by side."""
    lines = [
        "<!-- Made from plansheets/tables.yaml: python -m plansheets.dictionary > docs/tables.md -->",
        "# The tables · 表の一覧",
        "",
        f"Schema version {contract().schema_version}. Each table is one Parquet file of that name.",
        "",
        *_markdown_table(
            ("table", "名称", "rows"),
            [
                (f"[{_code(t.name)}](#{t.name})", t.ja, _both(t.description, t.description_ja))
                for t in tables().values()
            ],
        ),
        "## Conventions · 決まり",
        "",
    ]
    for rule in contract().conventions:
        lines += [f"**{rule.title}** · **{rule.ja}**: {_both(rule.description, rule.description_ja)}", ""]
    for spec in tables().values():
        lines += _markdown_section(spec)
    lines += ["## Codes · コード", ""]
    for codes in contract().codes.values():
        others = " Other values may occur. 他の値もあり得る。" if codes.is_open else ""
        lines += [f"### codes: {codes.name}", "", f"{codes.title} · {codes.ja}.{others}", ""]
        rows = [(_code(code.value), _escape(code.en), _escape(code.ja)) for code in codes.codes]
        lines += _markdown_table(("code", "meaning", "意味"), rows)
    return "\n".join(lines).rstrip("\n") + "\n"


def _overview(lang: Lang) -> Iterator[str]:
    words = WORDS[lang]
    yield f"{words['tables']} {contract().schema_version}"
    yield ""
    rows = [(spec.name, _name(spec, lang), _meaning(spec, lang)) for spec in tables().values()]
    yield from _aligned([(words["table"], words["name"], words["meaning"]), *rows])
    for rule in contract().conventions:
        yield ""
        yield _name(rule, lang)
        yield from _wrapped(_meaning(rule, lang), WIDTH)
    yield ""
    yield words["more"]


def _one_table(spec: Table, lang: Lang) -> Iterator[str]:
    words = WORDS[lang]
    yield f"{spec.name}: {_name(spec, lang)}"
    yield from _wrapped(_meaning(spec, lang), WIDTH)
    yield ""
    yield f"{words['key']}: {', '.join(spec.key)}"
    if spec.foreign_keys:
        yield f"{words['points']}: {', '.join(f'{column.name} → {column.references}' for column in spec.foreign_keys)}"
    yield ""
    rows = [(c.name, c.type, words["no" if c.required else "yes"], c.ja, _meaning(c, lang)) for c in spec.columns]
    yield from _aligned([tuple(words[word] for word in ("column", "type", "null", "name", "meaning")), *rows])
    for column in spec.columns:
        if column.codes:
            yield ""
            yield _codes_heading(column, column.codes, lang)
            yield from _aligned([("  " + code.value, _code_meaning(code, lang)) for code in column.codes.codes])


def _codes_heading(column: Column, codes: CodeList, lang: Lang) -> str:
    words = WORDS[lang]
    notes = [words[word] for word, holds in (("many", column.many), ("open", codes.is_open)) if holds]
    return f"{words['codes']}: {column.name}" + (f" ({', '.join(notes)})" if notes else "")


def _name(item: Table | Text, lang: Lang) -> str:
    return item.ja if lang == "ja" else item.title


def _meaning(item: Table | Text | Column, lang: Lang) -> str:
    return item.description_ja if lang == "ja" else item.description


def _code_meaning(code: Code, lang: Lang) -> str:
    return code.ja if lang == "ja" else code.en


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The rows in columns two spaces apart, by the width on the screen; the last column is wrapped."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)][:-1]
    indent = sum(widths) + 2 * len(widths)
    for row in rows:
        head = "".join(cell + " " * (width + 2 - cell_len(cell)) for cell, width in zip(row, widths, strict=False))
        for line in _wrapped(row[-1], WIDTH - indent):
            yield head + line
            head = " " * indent


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width` columns; breaks between words and between Japanese characters, not before 、。）."""
    line = ""
    for word in re.findall(r"\s+|[!-~]+(?<!\()[、。）」～]*|[（「(]*[^\s!-~][、。）」～)]*|.", text):
        if line and cell_len(line + word.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += word if line else word.lstrip()
    yield line.rstrip()


def _markdown_section(spec: Table) -> Iterator[str]:
    yield from (f"## {spec.name}", "", f"{spec.title} · {spec.ja}. {_both(spec.description, spec.description_ja)}", "")
    yield f"Key · キー: {', '.join(map(_code, spec.key))}"
    yield ""
    for column in spec.foreign_keys:
        null = "" if column.required else " (or null · 空も可)"
        yield f"- {_code(column.name)} → [{_code(str(column.references))}](#{column.references}){null}"
    if spec.foreign_keys:
        yield ""
    yield from _markdown_table(
        ("column", "type", "null", "名称", "meaning · 意味"), [_markdown_column(column) for column in spec.columns]
    )


def _markdown_column(column: Column) -> tuple[str, ...]:
    codes = ""
    if column.codes:
        many = ", joined by a space" if column.many else ""
        codes = f" ([codes: {column.codes.name}](#codes-{column.codes.name}){many})"
    meaning = _both(column.description, column.description_ja) + codes
    return _code(column.name), _code(column.type), "no" if column.required else "yes", column.ja, meaning


def _markdown_table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(row)} |"
    yield ""


def _both(en: str, ja: str) -> str:
    return f"{_escape(en)}<br>{_escape(ja)}"


def _code(text: str) -> str:
    return f"`{text}`"


def _escape(text: str) -> str:
    """Text that Markdown shows as it is, also in a table; code in backticks stays code."""
    text = text.replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([|*\[\]])", r"\\\1", text)


if __name__ == "__main__":
    sys.stdout.buffer.write(render_markdown().encode())
