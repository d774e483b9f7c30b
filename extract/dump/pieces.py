"""Pieces of a dump: the smallest runs of lines that are surely one thing (a label, a head, values, a text)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from plansheets.extract.blocks import Line
from plansheets.extract.lines import pitch
from plansheets.extract.span import Span, join

Kind = Literal["label", "group", "heading", "head", "values", "grades", "delay", "note", "text", "furniture"]


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things that a piece holds: a word of a head, a cell of a row, a grade, a heading's title."""

    kind: str
    span: Span

    @property
    def raw(self) -> str:
        return self.span.raw


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One thing of a dump. `at` counts pieces from 0, `chunk` the runs of lines between blank lines.

    `names`: what it may be: "slot:3" and the like for a label, "level:2" for a heading, a group's name for a group.
    """

    kind: Kind
    lines: tuple[Line, ...]
    span: Span
    chunk: int
    at: int = -1
    names: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def raw(self) -> str:
        return self.span.raw

    def spans(self, kind: str) -> list[Span]:
        """Its parts of one kind."""
        return [part.span for part in self.parts if part.kind == kind]


def piece(
    kind: Kind,
    lines: Sequence[Line],
    chunk: int,
    *,
    span: Span | None = None,
    names: tuple[str, ...] = (),
    parts: Sequence[Part] = (),
) -> Piece:
    """A piece of whole lines, or of the span of them that is given."""
    return Piece(kind, tuple(lines), span or join(line.span for line in lines), chunk, names=names, parts=tuple(parts))


def chunks_of(lines: Sequence[Line]) -> list[int]:
    """The chunk of each line: a wider gap or a new page begins one."""
    gap = pitch(lines)
    found: list[int] = []
    for at, line in enumerate(lines):
        begins = at > 0 and (line.blanks > gap or line.page != lines[at - 1].page)
        found.append(found[-1] + begins if found else 0)
    return found
