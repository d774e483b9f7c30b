"""The words that a dump's shape knows: what a line, or several together, are by their wording alone."""

from collections.abc import Iterator, Sequence

import regex

from plansheets.extract.blocks import Line
from plansheets.extract.dump.heads import HeadWords, spelled
from plansheets.extract.dump.pieces import Part
from plansheets.extract.reading import Reading
from plansheets.extract.span import Span, join
from plansheets.rules.dump_shape import DumpShape

NOTES = regex.compile(r"\s*(?:[（(\[［【〔][^（）()\[\]［］【】〔〕]*[）)\]］】〕]\s*)+$")
MARKER = (
    r"(?:[0-9０-９]{1,3}(?:[-－.．][0-9０-９]{1,3})*|[Ⅰ-Ⅻⅰ-ⅻ]+|[IVX]{1,4}|[①-⑳]|[（(][0-9０-９]{1,3}[）)]"
    r"|第?[0-9０-９一二三四五六七八九十]{1,3}[章節項]?)[.．、]?"
)
LABEL_LINES = 3
"""Lines over which a label may be wrapped."""
MIN_LABEL = 3
"""Characters that a label must have to be seen in the midst of a text."""


class Words:
    """What the shape and the lexicon know. `slot:n` names the shape's slot n, `number` the sheet's number."""

    def __init__(self, reading: Reading, shape: DumpShape) -> None:
        self.shape = shape
        self.heads = HeadWords(shape)
        self.key = reading.lexicon.key
        self._lexicon = reading.lexicon
        self._fields = {slot.field: f"slot:{at}" for at, slot in enumerate(shape.slots) if slot.field}
        self._labels: dict[str, list[str]] = {}
        self._bare: dict[str, list[str]] = {}
        self._notes: set[str] = set()
        for name, text in self._spellings():
            self._labels.setdefault(self.key(text), []).append(name)
            self._bare.setdefault(self._bare_key(text), []).append(name)
            if note := NOTES.search(text):
                self._notes.add(self.key(note[0]))
        self._delay = {self.key(text) for text in shape.delay}
        self._groups = {self.key(text): group.name for group in shape.groups for text in group.label}
        self._levels = [
            (
                heading.level,
                regex.compile(
                    rf"(?P<label>{spelled(heading.label)})\s*(?:(?P<number>{MARKER})(?=[\s\u3000]|$))?(?:[\s\u3000]+(?P<title>\S.*))?",
                    flags=regex.DOTALL,
                ),
            )
            for heading in shape.headings
        ]
        grade = f"[{regex.escape(shape.grades + self._wide(shape.grades))}]" if shape.grades else r"(?!)"
        self._grades = regex.compile(rf"{grade}(?:\s+{grade})*")

    @staticmethod
    def _wide(text: str) -> str:
        return "".join(chr(ord(char) + 0xFEE0) for char in text if "!" <= char <= "~")

    def _spellings(self) -> Iterator[tuple[str, str]]:
        yield from (("number", text) for text in self.shape.number)
        for at, slot in enumerate(self.shape.slots):
            yield from ((f"slot:{at}", text) for text in slot.label)
        for heading in self.shape.headings:
            yield from ((f"level:{heading.level}", text) for text in heading.label)

    def _bare_key(self, text: str) -> str:
        return self.key(NOTES.sub("", text)) or self.key(text)

    def label(self, text: str, *, is_first: bool = True) -> tuple[str, ...]:
        """What a text labels, the exact spelling first; () where it is no label. `is_first`: it opens its chunk."""
        key = self.key(text)
        exact = self._labels.get(key, [])
        if exact or (is_first and NOTES.search(text)):
            bare = self._bare.get(key if exact else self._bare_key(text), [])
            return tuple(dict.fromkeys([*exact, *bare]))
        if key in self._bare:
            return tuple(self._bare[key])
        entry = self._lexicon.lookup(text) if is_first and len(key) <= 30 and "。" not in text else None
        name = self._fields.get(entry.field) if entry and not entry.weak else None
        return (name,) if name else ()

    def label_lines(self, lines: Sequence[Line], is_first: bool) -> tuple[int, tuple[str, ...]]:
        """How many of these lines, from the first, are a label together, and what they label."""
        for count in range(min(LABEL_LINES, len(lines)), 0, -1):
            text = join(line.span for line in lines[:count]).raw
            if not is_first and len(self.key(text)) < MIN_LABEL:
                continue
            if names := self.label(text, is_first=(is_first and count == 1) or NOTES.search(text) is not None):
                return count, names
        return 0, ()

    def label_before(self, line: Line) -> tuple[Span, Span, tuple[str, ...]] | None:
        """A label and, on the same line, what it labels: 担当課　市民協働課 or No.28."""
        raw = line.raw
        for space in list(regex.finditer(r"[\s\u3000：:]+", raw))[:2]:
            key = self.key(raw[: space.start()])
            if key in self._labels and space.end() < len(raw):
                return line.span.part(0, space.start()), line.span.part(space.end()), tuple(self._labels[key])
        glued = regex.fullmatch(rf"(?P<label>{spelled(self.shape.number)})(?P<value>[0-9０-９]{{1,4}})", raw)
        if not glued:
            return None
        return line.span.part(*glued.span("label")), line.span.part(*glued.span("value")), ("number",)

    def heading(self, span: Span) -> tuple[str, list[Part]] | None:
        """A heading of a level: its label, number and title. One without number and title is only a label."""
        for level, pattern in self._levels:
            found = pattern.fullmatch(span.raw)
            if found and (found["number"] or found["title"]):
                names = [name for name in ("label", "number", "title") if found[name]]
                parts = [Part(name, span.part(*found.span(name)).strip()) for name in names]
                return f"level:{level}", parts
        return None

    def is_note(self, text: str) -> bool:
        """The note of a label that stands away from it: （これまでの取組み）."""
        return self.key(text) in self._notes

    def is_delay(self, text: str) -> bool:
        return self.key(text) in self._delay

    def is_remark(self, text: str) -> bool:
        return self.shape.note is not None and self.shape.note.search(text) is not None

    def grades(self, span: Span) -> list[Part]:
        """Grades and nothing else: C C."""
        if not self._grades.fullmatch(span.raw):
            return []
        return [Part("grade", span.part(*m.span())) for m in regex.finditer(r"\S", span.raw)]

    def group(self, text: str) -> str | None:
        """The group whose label this is."""
        return self._groups.get(self.key(text))

    def stack(self, lines: Sequence[Line]) -> tuple[int, str] | None:
        """A group's label set one character a line, the longest that these lines begin with."""
        text = ""
        best: tuple[int, str] | None = None
        for count, line in enumerate(lines, 1):
            if len(self.key(line.raw)) != 1:
                break
            text += line.raw
            if count > 1 and (name := self._groups.get(self.key(text))):
                best = (count, name)
        return best

    def is_stack_piece(self, line: Line) -> bool:
        """One character of a stacked label, alone."""
        key = self.key(line.raw)
        return len(key) == 1 and not key.isascii() and any(key in label for label in self._groups)
