"""An outline as it is written: the blocks of lines, and with them the true rows of `sections`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from common import Row
from typeset import wrap

CIRCLED = [chr(c) for block in ((0x2460, 20), (0x3251, 15), (0x32B1, 15)) for c in range(block[0], sum(block))]
LINE = 88


def circled(number: int) -> str:
    """① to ㊿."""
    return CIRCLED[number - 1]


def full_width(text: str) -> str:
    """ASCII digits and brackets as full-width ones."""
    return text.translate({c: c + 0xFEE0 for c in map(ord, "0123456789()")})


@dataclass
class Outline:
    """Chapters (第1章), parts (1), points ((1)) and what stands under them.

    `layout` wraps paragraphs and takes no list dashes; `wide` prints markers full-width.
    """

    layout: bool = False
    wide: bool = False
    blocks: list[list[str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    _above: dict[str, Any] = field(default_factory=dict)
    _items: int = 0

    def lines(self, lines: list[str]) -> None:
        """Lines that no row of `sections` is asked for."""
        self.blocks.append(["", *lines])

    def chapter_mark(self, number: int) -> str:
        return full_width(f"第{number}章") if self.wide else f"第{number}章"

    def part_mark(self, number: int) -> str:
        return full_width(str(number)) + "　" if self.wide else f"{number} "

    def chapter(self, number: int, title: str) -> None:
        self._above = {}
        self._heading("chapter", self.chapter_mark(number), number, title, f"{self.chapter_mark(number)} {title}")

    def part(self, number: int, title: str) -> None:
        self._above = {"chapter": self._above["chapter"]}
        mark = self.part_mark(number)
        self._heading("part", mark.strip("　 "), number, title, mark + title)
        self._items = 0

    def sub(self, title: str) -> None:
        """A point (1), (2), ... of its own line, with text under it."""
        self._items += 1
        self._above.pop("sub", None)
        self._point(self._items, title, self._parent())

    def measure(self, number: int, title: str) -> None:
        """A point (1), (2), ... under a policy."""
        self._above.pop("sub", None)
        self._point(number, title, self._parent())

    def policy(self, number: int, title: str) -> None:
        """The heading 基本方針1 …."""
        self._above.pop("sub", None)
        text = {"any_of": [title, f"基本方針{number} {title}", f"{number} {title}"]}
        self.lines([f"基本方針{number} {title}"])
        self.rows.append({"text": text, "kind": "heading"})
        self._above["policy"] = text

    def paragraph(self, text: str) -> None:
        self.lines(wrap("　" + text, LINE) if self.layout else [text])
        self.rows.append({"text": text, "kind": "paragraph", "marker": None, "parent_text": self._parent()})

    def item(self, text: str) -> None:
        """One line of a list (1), (2), ...."""
        self._items += 1
        mark = f"({self._items})"
        self._bullets([(mark, text)], self._items == 1)
        self.rows.append(self._row("item", mark, self._items, text, self._parent()))

    def aims(self, texts: list[str]) -> None:
        """A list ①, ②, ... under a measure."""
        marks = [(circled(number), text) for number, text in enumerate(texts, 1)]
        self._bullets(marks, True)
        self.rows += [self._row("item", m, n, text, self._parent()) for n, (m, text) in enumerate(marks, 1)]

    def caption(self, text: str) -> None:
        """A line that is found in some row, of whatever kind."""
        self.lines([text])
        bare = text.strip("()（）【】")
        self.rows.append({"text": {"any_of": [text, bare, bare.removeprefix("※1").strip(), text.lstrip("※注：: ")]}})

    def _bullets(self, marks: list[tuple[str, str]], first: bool) -> None:
        if self.layout:
            lines = [line for mark, text in marks for line in wrap(f"  {mark} {text}", LINE)]
        else:
            lines = [f"- {mark} {text}" for mark, text in marks]
        self.blocks.append(["", *lines] if first else lines)

    def _point(self, number: int, title: str, parent: Any) -> None:
        mark = f"({number})"
        self.lines([f"{full_width(mark) if self.wide else mark} {title}"])
        row = self._row("heading", mark, number, title, parent)
        self.rows.append(row | {"kind": {"any_of": ["heading", "item"]}})
        self._above["sub"] = title

    def _heading(self, level: str, mark: str, number: int, title: str, line: str) -> None:
        parent = self._parent()
        self.lines([line])
        self.rows.append(self._row("heading", mark, number, title, parent))
        self._above[level] = title

    def _parent(self) -> Any:
        levels = [self._above[level] for level in ("chapter", "part", "policy", "sub") if level in self._above]
        return levels[-1] if levels else None

    @staticmethod
    def _row(kind: str, mark: str, number: int, text: str, parent: Any) -> Row:
        return {"text": text, "kind": kind, "marker": mark, "number": number, "parent_text": parent}
