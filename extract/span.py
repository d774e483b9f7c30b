"""Some glyphs of a source, in reading order: what all stages hand on in place of strings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plansheets.extract.source import Source


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """Half-open ranges of glyph indices, in reading order. The joint of two ranges reads as a line break."""

    source: Source
    ranges: tuple[tuple[int, int], ...]

    @property
    def raw(self) -> str:
        """The text as it stands in the source; ranges joined by a line break."""
        text = self.source.text
        if len(self.ranges) == 1:
            ((start, stop),) = self.ranges
            return text[start:stop]
        return "\n".join(text[a:b] for a, b in self.ranges)

    @property
    def start(self) -> int:
        """Index of the first glyph; -1 for an empty span."""
        return self.ranges[0][0] if self.ranges else -1

    @property
    def page(self) -> int:
        """Page of the first glyph, from 1."""
        return int(self.source.glyphs.page[self.start]) if self.ranges else 1

    def __bool__(self) -> bool:
        """Is anything printed in it?"""
        following = self.source.next_printed
        if len(self.ranges) == 1:  # nearly always
            ((start, stop),) = self.ranges
            return following[start] < stop
        return any(following[a] < b for a, b in self.ranges)

    def strip(self) -> "Span":
        """Without the unprinted glyphs at both ends of every range; ranges without ink are dropped."""
        source, kept = self.source, []
        for start, stop in self.ranges:
            first = source.next_printed[start]
            if first < stop:
                kept.append((first, source.last_printed[stop - 1] + 1))
        return Span(self.source, tuple(kept))

    def part(self, start: int, stop: int | None = None) -> "Span":
        """The glyphs that stand at raw[start:stop]."""
        at, kept = 0, []
        stop = len(self.raw) if stop is None else stop
        for a, b in self.ranges:
            low, high = max(start - at, 0), min(stop - at, b - a)
            if low < high:
                kept.append((a + low, a + high))
            at += b - a + 1
        return Span(self.source, tuple(kept))

    def lines(self) -> Iterator["Span"]:
        """Its printed lines, stripped."""
        at = 0
        for line in self.raw.split("\n"):
            piece = self.part(at, at + len(line)).strip()
            if piece:
                yield piece
            at += len(line) + 1

    def __add__(self, other: "Span") -> "Span":
        return join([self, other])


def join(spans: Iterable[Span]) -> Span:
    """One span of several of one source, in the order given. There must be at least one."""
    spans = list(spans)
    return Span(spans[0].source, tuple(r for s in spans for r in s.ranges))


def whole(source: Source) -> Span:
    """Every glyph of a source."""
    return Span(source, ((0, len(source.text)),) if source.text else ())
