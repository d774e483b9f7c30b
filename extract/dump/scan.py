"""From lines to pieces: every line of a dump goes into exactly one piece."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from plansheets.extract.blocks import Line
from plansheets.extract.dump.pieces import Part, Piece, chunks_of, piece
from plansheets.extract.dump.values import BULLETS, split_values
from plansheets.extract.dump.words import Words
from plansheets.extract.span import join

DASHED_PAGE = regex.compile(
    r"[-‐‑–—―−－─]\s*[0-9０-９]{1,4}\s*[-‐‑–—―−－─]|[0-9０-９]{1,4}\s*(?:ページ|頁)|[pPｐＰ]\.?\s*[0-9０-９]{1,4}"
)
SENTENCE = regex.compile(r"[。！？]")
MAX_NAME_LINES = 4


def read_pieces(words: Words, lines: Sequence[Line]) -> list[Piece]:
    """The pieces of a dump, in its order."""
    scan = _Scan(words, lines)
    return [replace(found, at=at) for at, found in enumerate(scan.run())]


class _Scan:
    def __init__(self, words: Words, lines: Sequence[Line]) -> None:
        self.words = words
        self.lines = lines
        self.chunks = chunks_of(lines)
        self.pieces: list[Piece] = []
        self.text: list[Line] = []

    def run(self) -> list[Piece]:
        at = 0
        while at < len(self.lines):
            if self.text and self.chunks[at] != self.chunks[at - 1]:
                self.flush(at)
            found = self.stacked(at) or self.known(at) or self.row(at)
            if found:
                self.flush(at)
                self.pieces += found[1]
                at += found[0]
            else:
                self.text.append(self.lines[at])
                at += 1
        self.flush(at)
        return self.pieces

    def flush(self, at: int) -> None:
        """End the text that runs before line `at`."""
        if self.text:
            kind = "note" if self.words.is_remark(self.text[0].raw) else "text"
            self.pieces.append(piece(kind, self.text, self.chunks[at - 1]))  # type: ignore[arg-type]
            self.text = []

    def rest(self, at: int) -> list[Line]:
        """Line `at` and those after it in its chunk."""
        stop = at
        while stop < len(self.lines) and self.chunks[stop] == self.chunks[at]:
            stop += 1
        return list(self.lines[at:stop])

    def stacked(self, at: int) -> tuple[int, list[Piece]] | None:
        """A stacked label, which may be torn over chunks."""
        found = self.words.stack(self.lines[at : at + 12])
        if found:
            count, name = found
            return count, [piece("group", self.lines[at : at + count], self.chunks[at], names=(name,))]
        line = self.lines[at]
        if not self.text and self.words.is_stack_piece(line):
            return 1, [piece("group", [line], self.chunks[at])]
        return None

    def known(self, at: int) -> tuple[int, list[Piece]] | None:
        """What the shape's words say of line `at`, perhaps together with the next ones."""
        rest, chunk, line = self.rest(at), self.chunks[at], self.lines[at]
        words, goes_on = self.words, bool(self.text)
        if not goes_on and DASHED_PAGE.fullmatch(line.raw):
            return 1, [piece("furniture", [line], chunk)]
        if heading := self.heading(rest, chunk):
            return heading
        count, names = words.label_lines(rest, not goes_on)
        if count:
            return count, [piece("label", rest[:count], chunk, names=names)]
        for count in range(min(3, len(rest)), 0, -1):
            if words.is_delay(join(each.span for each in rest[:count]).raw):
                return count, [piece("delay", rest[:count], chunk)]
        if not goes_on or SENTENCE.search(self.text[-1].raw[-1]):
            if grades := words.grades(line.span):
                return 1, [piece("grades", [line], chunk, parts=grades)]
            if group := words.group(line.raw):
                # the words of a group's label, set on one line, are a head where the group has such a head
                parts = words.heads.read(line.span)
                if not parts:
                    return 1, [piece("group", [line], chunk, names=(group,))]
        if words.is_note(line.raw):
            return 1, [piece("label", [line], chunk)]
        return self.head_or_inline(rest, chunk)

    def heading(self, rest: Sequence[Line], chunk: int) -> tuple[int, list[Piece]] | None:
        """A heading and the lines over which its title is wrapped."""
        found = self.words.heading(rest[0].span)
        if not found:
            return None
        count = 1
        while count < len(rest) and not self.is_special(rest[count:]):
            count += 1
        level, parts = self.words.heading(join(line.span for line in rest[:count])) or found
        return count, [piece("heading", rest[:count], chunk, names=(level,), parts=parts)]

    def is_special(self, rest: Sequence[Line]) -> bool:
        """Does something else than a title's next line begin here?"""
        words, line = self.words, rest[0]
        return bool(
            words.heading(line.span)
            or words.label_lines(rest, True)[0]
            or words.stack(rest)
            or words.label_before(line)
            or split_values(line.span)
            or words.heads.read(line.span)
            or line.raw[0] in BULLETS
        )

    def head_or_inline(self, rest: Sequence[Line], chunk: int) -> tuple[int, list[Piece]] | None:
        goes_on = bool(self.text)
        count, parts = self.words.heads.longest([line.span for line in rest])
        if count and not (goes_on and (count < len(rest) or len(parts) < 2)):
            return count, [piece("head", rest[:count], chunk, parts=parts)]
        inline = None if goes_on else self.words.label_before(rest[0])
        if not inline:
            return None
        label, value, names = inline
        found = [piece("label", rest[:1], chunk, span=label, names=names)]
        if cells := split_values(value):
            found.append(piece("values", rest[:1], chunk, span=value, parts=[Part("cell", each) for each in cells[1]]))
            return 1, found
        count = 1
        while count < len(rest) and not self.is_special(rest[count:]):
            count += 1
        body = join([value, *(line.span for line in rest[1:count])])
        return count, [*found, piece("text", rest[:count], chunk, span=body)]

    def row(self, at: int) -> tuple[int, list[Piece]] | None:
        """A row of values; a name that is wrapped over the lines before it belongs to it."""
        line = self.lines[at]
        found = split_values(line.span)
        if not found:
            return None
        name, cells = found
        taken: list[Line] = []
        if self.text:
            is_name = (
                len(self.text) <= MAX_NAME_LINES
                and self.text[0].raw[0] not in BULLETS
                and not any(SENTENCE.search(each.raw) for each in self.text)
            )
            if not is_name:
                return None
            if name is not None or len(cells) > 1:
                taken, self.text = self.text, []
        spans = [each.span for each in taken] + ([name] if name is not None else [])
        parts = [Part("name", join(spans))] if spans else []
        parts += [Part("cell", each) for each in cells]
        return 1, [piece("values", [*taken, line], self.chunks[at], parts=parts)]
