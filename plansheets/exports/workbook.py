"""The tables as one Excel workbook: a sheet a table, then the data dictionary, the codes, and what to know of it.

Written row by row, so that memory does not grow with it; the same tables give the same bytes.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import regex
from rich.cells import cell_len
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from plansheets import __version__
from plansheets.dictionary import Lang
from plansheets.exports.batches import rows
from plansheets.exports.heads import heads
from plansheets.harmless import STARTS
from plansheets.stored import Stored
from plansheets.tables import contract, table, tables

MOST_ROWS: Final = 1_048_576
MOST_UNITS: Final = 32_767
"""Excel's limits: rows of a sheet, UTF-16 units of a cell."""
FIRST_DAY: Final = date(1900, 3, 1)
"""Excel counts a 29 February 1900: it knows no days before, or wrong ones."""
MEASURED: Final = 300
"""Rows that a column's width is taken from."""
WIDEST: Final = 60
A3: Final = 8
NO_XML: Final = regex.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What must be written as _xHHHH_: characters that XML forbids, and what looks like such an escape."""
WORDS: Final[dict[Lang, dict[str, str]]] = {
    "en": {"dictionary": "dictionary", "codes": "codes", "about": "about"},
    "ja": {"dictionary": "データ辞書", "codes": "コード", "about": "このファイルについて"},
}


class _Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that writes any text as it is."""

    def _escape_control_characters(self, string: Any) -> Any:
        if not isinstance(string, str):
            return string
        return NO_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", string)

    def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:
        """A text that looks like XlsxWriter's own markup (<r>…</r>) is a text."""
        self._xml_inline_string(string, False, attributes)


def write_workbook(stored: Stored, path: Path, names: Sequence[str], lang: Lang | None) -> list[str]:
    """Writes the tables named; returns what Excel could not hold as it is, in words. OSError."""
    book = Workbook(str(path), {"constant_memory": True})
    book.use_zip64()
    about = {"title": "plansheets", "comments": f"plansheets {__version__}", "created": datetime(1980, 1, 1)}
    book.set_properties(about)
    writer = _Writer(book)
    for name in names:
        writer.table(stored, name, table(name).ja if lang == "ja" else name, heads(name, lang))
    words = WORDS[lang or "en"]
    writer.lines(words["dictionary"], _dictionary(names))
    writer.lines(words["codes"], _codes(names))
    writer.lines(words["about"], _about(stored, names, writer.notes))
    book.close()
    return writer.notes


class _Writer:
    """One workbook on the way."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.notes: list[str] = []
        top = {"valign": "top"}
        self.head = book.add_format({"bold": True, "bg_color": "#E7EDF3", "bottom": 1, **top})
        self.plain = book.add_format(top)
        # Excel shows booleans whatever the format; LibreOffice would show 1 and 0.
        self.truth = book.add_format({"num_format": '"TRUE";"TRUE";"FALSE"', **top})
        self.text = book.add_format({"text_wrap": True, **top})
        self.quoted = book.add_format({"text_wrap": True, "quote_prefix": True, **top})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", **top})

    def table(self, stored: Stored, name: str, title: str, head: Sequence[str]) -> None:
        """A table, over as many sheets as its rows need."""
        left, part = stored.row_count(name), 1
        found = rows(stored, name)
        while True:
            count = min(left, MOST_ROWS - 1)
            self._sheet(title if part == 1 else f"{title} ({part})", head, found, count, name)
            left, part = left - count, part + 1
            if not left:
                break
        if part > 2:
            self.notes.append(f"{name}: has more rows than a sheet of Excel; it goes on in {title} (2) to ({part - 1})")

    def lines(self, title: str, lines: Sequence[Sequence[Any]]) -> None:
        """A sheet of texts; the first line is the head."""
        self._sheet(title, lines[0], iter(lines[1:]), len(lines) - 1)  # type: ignore[arg-type]

    def _sheet(
        self, title: str, head: Sequence[str], found: Iterator[tuple[Any, ...]], count: int, name: str | None = None
    ) -> None:
        sheet = self.book.add_worksheet(title, _Sheet)
        sheet.freeze_panes(1, 0)
        sheet.set_paper(A3)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        widths = [cell_len(word) + 4 for word in head]  # 4: the button of the filter
        for at, word in enumerate(head):
            sheet.write_string(0, at, word, self.head)
        for line, row in enumerate((next(found) for _ in range(count)), 1):
            for at, cell in enumerate(row):
                if cell is not None:
                    self._cell(sheet, line, at, cell, f"{name}, row {line}, {head[at]}" if name else title)
                    if line <= MEASURED:
                        text = str(cell)[: 2 * WIDEST]
                        widths[at] = max(widths[at], *(cell_len(piece) + 1 for piece in text.split("\n")))
        for at, width in enumerate(widths):
            sheet.set_column(at, at, min(width, WIDEST))
        sheet.autofilter(0, 0, count, len(head) - 1)

    def _cell(self, sheet: Worksheet, line: int, at: int, cell: Any, where: str) -> None:
        if isinstance(cell, bool):
            sheet.write_boolean(line, at, cell, self.truth)
        elif isinstance(cell, int | float):
            sheet.write_number(line, at, cell, self.plain)
        elif isinstance(cell, date) and cell >= FIRST_DAY:
            sheet.write_datetime(line, at, datetime(cell.year, cell.month, cell.day), self.day)
        else:
            text = json.dumps(cell, ensure_ascii=False) if isinstance(cell, list) else str(cell)
            self._text(sheet, line, at, text, where)

    def _text(self, sheet: Worksheet, line: int, at: int, text: str, where: str) -> None:
        if 2 * len(text) > MOST_UNITS and (units := len(text.encode("utf-16-le")) // 2) > MOST_UNITS:
            self.notes.append(f"{where}: {units} characters, cut after {MOST_UNITS - 1}; Excel holds no more in a cell")
            text = text.encode("utf-16-le")[: 2 * (MOST_UNITS - 1)].decode("utf-16-le", "ignore") + "…"
        sheet.write_string(line, at, text, self.quoted if text.startswith(STARTS) else self.text)


def _dictionary(names: Sequence[str]) -> list[tuple[Any, ...]]:
    """A line a column of every table, in both languages."""
    lines: list[tuple[Any, ...]] = [
        ("table", "表", "column", "列", "type", "null", "key", "codes", "meaning", "意味"),
    ]
    for name in names:
        spec = tables()[name]
        lines.append((name, spec.ja, None, None, None, None, None, None, spec.description, spec.description_ja))
        for column in spec.columns:
            key = spec.key.index(column.name) + 1 if column.name in spec.key else None
            lines.append((name, spec.ja, column.name, column.ja, column.type, not column.required, key,
                          column.codes.name if column.codes else None, column.description,
                          column.description_ja))  # fmt: skip
    return lines


def _codes(names: Sequence[str]) -> list[tuple[Any, ...]]:
    """A line a code of the lists that the tables use."""
    used = {column.codes.name for name in names for column in tables()[name].columns if column.codes}
    lines: list[tuple[Any, ...]] = [("codes", "一覧", "code", "meaning", "意味")]
    for codes in contract().codes.values():
        if codes.name in used:
            lines += [(codes.name, codes.ja, code.value, code.en, code.ja) for code in codes.codes]
    return lines


def _about(stored: Stored, names: Sequence[str], notes: Sequence[str]) -> list[tuple[Any, ...]]:
    """The version, how many rows each table has, what holds for all, and what Excel could not hold."""
    lines: list[tuple[Any, ...]] = [("about", "value", "値")]
    lines += [("plansheets", __version__, None), ("schema version", contract().schema_version, None)]
    lines += [(f"rows of {name}", stored.row_count(name), tables()[name].ja) for name in names]
    lines += [(rule.title, rule.description, rule.description_ja) for rule in contract().conventions]
    lines += [("note", note, None) for note in notes]
    return lines
