"""Setting rows of a table as text: tabs, Markdown pipes, or columns as `pdftotext -layout` leaves them; and pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

NO_LINE_START = "、。，．）)」』】〉》・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ？！％%"


@dataclass(frozen=True)
class Cell:
    """A cell set in columns: `text` from display column `start`, wrapped to `width` columns."""

    start: int
    width: int
    text: str
    centred: bool = False


@dataclass(frozen=True)
class Pages:
    """How a text is cut into pages. With `anywhere` false a block of lines is never broken."""

    lines: int
    head: str = ""
    foot: str = "{page}"
    form_feed: bool = True
    anywhere: bool = True


def display_width(text: str) -> int:
    """Columns that `text` takes; ambiguous characters (○ → ①) take two, as in a Japanese font."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` columns (closing marks hang); "\\n" breaks too."""
    return [line for part in text.split("\n") for line in _wrap_line(part, width)]


def _wrap_line(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in _words(text):
        if line and display_width(line + word) > width and word[0] not in NO_LINE_START:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    return [*lines, line.rstrip()]


def _words(text: str) -> list[str]:
    """Units that stay together: runs of ASCII letters and digits, else single characters."""
    words: list[str] = []
    for char in text:
        if words and _is_latin(char) and _is_latin(words[-1][-1]):
            words[-1] += char
        else:
            words.append(char)
    return words


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in ",.%-/")


def columns(cells: Sequence[Cell]) -> list[str]:
    """Lines of one row of cells. A centred cell stands in the middle of the row's height.

    A centred single line beside an even number of lines stands on a line of its own between them.
    """
    blocks = [(cell, wrap(cell.text, cell.width)) for cell in cells]
    height = max(len(lines) for _, lines in blocks)
    placed: list[tuple[float, int, str]] = []
    for cell, lines in blocks:
        top = (height - len(lines)) / 2 if cell.centred else 0
        if len(lines) > 1:
            top = top // 1
        placed += [(top + i, cell.start, line) for i, line in enumerate(lines)]
    rows = sorted({at for at, _, _ in placed})
    return [_fill(sorted((start, line) for at, start, line in placed if at == row)) for row in rows]


def _fill(pieces: Sequence[tuple[int, str]]) -> str:
    line = ""
    for start, text in pieces:
        if text:
            gap = start - display_width(line)
            line += " " * (max(gap, 1) if line else start) + text
    return line


def tab_row(cells: Sequence[str], size: int = 0) -> str:
    """Cells with tabs between them, padded to `size` cells."""
    return "\t".join([*cells, *[""] * (size - len(cells))])


def pipe_row(cells: Sequence[str], size: int = 0) -> str:
    """A row of a Markdown table, padded to `size` cells."""
    padded = [*cells, *[""] * (size - len(cells))]
    return "|" + "|".join(f" {cell} " if cell else " " for cell in padded) + "|"


def pipe_table(rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table whose first row is the heading row."""
    size = max(len(row) for row in rows)
    lines = [pipe_row([cell.replace("\n", "<br>") for cell in row], size) for row in rows]
    return [lines[0], "|" + " --- |" * size, *lines[1:]]


def paginate(blocks: Sequence[Sequence[str]], pages: Pages | None) -> str:
    """The text of all blocks of lines, cut into pages."""
    if pages is None:
        return "\n".join(line for block in blocks for line in block) + "\n"
    sheets = _pages(blocks, pages)
    text = []
    for number, lines in enumerate(sheets, 1):
        head = [pages.head, ""] if pages.head else []
        text.append("\n".join([*head, *lines, "", pages.foot.format(page=number, pages=len(sheets))]))
    return ("\n\f" if pages.form_feed else "\n\n").join(text) + "\n"


def _pages(blocks: Sequence[Sequence[str]], pages: Pages) -> list[list[str]]:
    units = [[line] for block in blocks for line in block] if pages.anywhere else [list(block) for block in blocks]
    done: list[list[str]] = [[]]
    for unit in units:
        if done[-1] and len(done[-1]) + len(unit) > pages.lines:
            done.append([])
        done[-1] += unit
    return [page for page in done if any(page)]
