"""The words of a dump's heads: years, kinds of value, goals, notes in brackets, names of evaluations."""

from collections.abc import Iterable, Sequence

import regex

from plansheets.extract.dump.pieces import Part
from plansheets.extract.span import Span
from plansheets.rules.dump_shape import DumpShape

ERA = r"(?:明治|大正|昭和|平成|令和|[MTSHRＭＴＳＨＲ㍾㍽㍼㍻㋿])"
YEAR = rf"(?:{ERA}\s*)?(?:元|[0-9０-９]{{1,2}}|(?<![0-9０-９])[0-9０-９]{{4}})\s*年度?"
OPEN = rf"{YEAR}\s*(?:以降|以後|～)"
NOTE = r"[（(][^（）()]{2,24}[）)]"


def spelled(words: Iterable[str]) -> str:
    """A pattern for these words, with spaces and line breaks anywhere in them; the longest first."""

    def one(word: str) -> str:
        return r"\s*".join(_bracket(char) for char in word if not char.isspace())

    return "|".join(one(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _bracket(char: str) -> str:
    pairs = {"（": "[（(]", "）": "[）)]", "～": "[～〜~-]", "、": "[、，,]", "・": "[・･]"}
    return pairs.get(char) or regex.escape(char)


class HeadWords:
    """Reads a text as words of a head, when it holds nothing else."""

    def __init__(self, shape: DumpShape) -> None:
        heads = shape.heads
        stages = [word for group in shape.groups for words in group.heads.values() for word in words]
        goal = spelled(heads.target)
        self._token = regex.compile(
            rf"\s*(?:(?P<goal>(?:{goal})\s*[／/・]?(?:\s*{OPEN})?)|(?P<stage>{spelled(stages)})|(?P<open>{OPEN})|(?P<year>{YEAR})"
            rf"|(?P<baseline>{spelled(heads.baseline)})|(?P<plan>{spelled(heads.plan)})|(?P<actual>{spelled(heads.actual)})"
            rf"|(?P<note>{NOTE}))\s*[／/・]?\s*"
        )
        self._notes = [group.note for group in shape.groups if group.note]
        self._dated = regex.compile(rf"[（(]\s*{YEAR}\s*[)）]")

    def read(self, span: Span) -> list[Part]:
        """The words of a head; empty where the text holds anything else, or only a note that no head has."""
        raw, at = span.raw, 0
        found: list[Part] = []
        while at < len(raw):
            match = self._token.match(raw, at)
            if not match or not match.lastgroup or match.end() == at:
                return []
            found.append(Part(match.lastgroup, span.part(*match.span(match.lastgroup)).strip()))
            at = match.end()
        if all(part.kind == "note" for part in found) and not any(self._is_note(part.raw) for part in found):
            return []
        return found

    def _is_note(self, raw: str) -> bool:
        inner = "".join(raw.split())[1:-1]
        return self._dated.fullmatch(raw) is not None or any(note.fullmatch(inner) for note in self._notes)

    def longest(self, spans: Sequence[Span]) -> tuple[int, list[Part]]:
        """How many of these lines, from the first, are a head together, and its words."""
        for stop in range(len(spans), 0, -1):
            parts = self.read(Span(spans[0].source, tuple(r for s in spans[:stop] for r in s.ranges)))
            if parts:
                return stop, parts
        return 0, []
