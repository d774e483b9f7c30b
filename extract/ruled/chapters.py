"""The lines above the sheets that no label explains: which one names each sheet, which are headings over several."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

import regex

from plansheets.extract.blocks import Line
from plansheets.extract.ruled.labelled_line import is_labelled
from plansheets.extract.ruled.title_line import LABELLED
from plansheets.normalize import match_key, parse_enumerator
from plansheets.rules import Heading, Lexicon

LONGEST: Final = 60
"""Characters of a heading."""
LARGER: Final = 0.5
"""Points by which a heading may be smaller than the title under it."""
VALUE: Final = regex.compile(
    r"[0-9０-９]+(?:\s*[-－‐.．]\s*[0-9０-９]+)*|[IVX]+|[Ⅰ-Ⅻ]|[①-⑳]|[一二三四五六七八九十]+|[ア-ン]|[A-ZＡ-Ｚ]"
)
"""The value of a marker: of 第１章, １."""
MARKERS: Final = {"ordinal", "roman", "plain", "dotted", "parenthesised", "parenthesised_kanji", "kanji", "circled"}
COUNTERS: Final = {"", "章", "節", "編", "部", "款", "項", "目", "柱"}
"""What headings are counted by; 第６次 counts plans."""
FEW: Final = 2
"""Sheets that such a head in small type must stand over, and more."""
USUAL: Final = 0.8
"""Share of the sheets with the most usual style that another one must have to be its equal."""
Lines = Mapping[int, Sequence[Line]]


def title_lines(above: Lines, *, only_usual: bool = False) -> dict[int, Line]:
    """The line that names each sheet, of the lines above it: of the style that most sheets have, else the largest.

    `only_usual`: none where most sheets have no such line.
    """
    seen = Counter(match_key(line.raw) for each in above.values() for line in each)
    own = {
        key: [line for line in each if len(above) == 1 or seen[match_key(line.raw)] == 1] for key, each in above.items()
    }
    counts = Counter(style for each in own.values() for style in {_style(line) for line in each})
    most = max([len(above) / 2, *(USUAL * count for count in counts.values())])
    usual = [style for style, count in counts.items() if count > most and len(above) > 1]
    sizes = {style: min(x.size for each in own.values() for x in each if _style(x) == style) for style in usual}
    best = max(usual, key=lambda style: (sizes[style], counts[style]), default=None)
    found: dict[int, Line] = {}
    if only_usual and best is None:
        return found
    for key, each in own.items():
        mine = [line for line in each if best is not None and _style(line) == best]
        if mine:
            found[key] = mine[-1]
        elif each:
            found[key] = max(each, key=lambda line: (line.size, -line.number))
    return found


def chapters(above: Lines, titles: Mapping[int, Line], lexicon: Lexicon, *, lists: bool = False) -> list[Heading]:
    """A rule for each style of numbered headings over several sheets (１　安全なまち over （１）…), outermost first.

    Its level counts from 1. Such a heading stands above some of the sheets, or its words come again. Where each of
    `above` is a list of sheets, it heads several of them in any case; two lists show that there is more than one.
    """
    by_style: dict[str, dict[int, Line]] = {}
    small: dict[str, dict[int, Line]] = {}
    for key, each in above.items():
        title = titles.get(key)
        for line in each:
            if line is title:
                break
            style = marker_of(line.raw)
            if style and _may_head(line, title, lexicon):
                by_style.setdefault(style, {})[key] = line
            elif style and _may_head(line, None, lexicon) and line is each[0]:
                small.setdefault(style, {})[key] = line
    found = []
    for style, lines in small.items():
        if style not in by_style and len(above) > FEW and _head_pages(lines, above):
            by_style = {style: lines, **by_style}
    title_styles = {marker_of(line.raw) for line in titles.values()}
    for style, lines in by_style.items():
        texts = {match_key(line.raw) for line in lines.values()}
        over_several = len(texts) > 1 if lists else len(lines) < len(above) or 1 < len(texts) < len(lines)
        if over_several and style not in title_styles:
            found.append([*{match_key(line.raw): line for line in lines.values()}.values()])
    return [_rule(level, lines) for level, lines in enumerate(found[:3], 1)]


def _head_pages(lines: Mapping[int, Line], above: Lines) -> bool:
    """Are lines in small type the heads of pages, each for some sheets that follow each other?

    They begin with the first sheet; where one comes again, it may be known as furniture, and be missing.
    """
    keys = [match_key(line.raw) for line in lines.values()]
    changes = sum(a != b for a, b in pairwise(keys))
    few = changes == len(set(keys)) - 1 and 1 < len(set(keys)) < len(above)
    return few and 2 * len(lines) > len(above) and next(iter(above)) in lines


def _may_head(line: Line, title: Line | None, lexicon: Lexicon) -> bool:
    mark = parse_enumerator(line.raw)
    rest = mark.rest.strip()
    is_known = is_labelled(line.raw, lexicon) or lexicon.lookup(rest) is not None
    is_large = title is None or line.size >= title.size - LARGER
    return len(line.raw) <= LONGEST and len(rest) > 1 and "。" not in rest and not is_known and is_large


def marker_of(raw: str) -> str | None:
    """The style of the number that a heading begins with, and what it counts (第１章); None for any other line."""
    mark = parse_enumerator(raw)
    is_heading = mark.style in MARKERS and bool(mark.rest.strip()) and (mark.counter or "") in COUNTERS
    return f"{mark.style}{mark.counter or ''}" if is_heading else None


def _style(line: Line) -> tuple[str, float]:
    """What the lines of one rank have in common: label and marker, else the size."""
    found = LABELLED.fullmatch(line.raw)
    marker = f"{found['label']}#" if found else marker_of(line.raw)
    return (marker, 0.0) if marker else ("", round(2 * line.size) / 2)


def merged(labelled: Sequence[Heading], numbered: Sequence[Heading], lines: Sequence[str]) -> tuple[Heading, ...]:
    """Both kinds of headings, their levels by where each first stands."""

    def first(rule: Heading) -> int:
        return next((i for i, text in enumerate(lines) if rule.pattern.fullmatch(text)), len(lines))

    ranked = sorted((*labelled, *numbered), key=first)
    return tuple(rule.model_copy(update={"level": level}) for level, rule in enumerate(ranked[:3], 1))


def without(rules: Sequence[Heading], lines: Iterable[Line]) -> list[Heading]:
    """The rules of headings by which none of these lines is one."""
    texts = [line.raw for line in lines]
    return [rule for rule in rules if not any(rule.pattern.fullmatch(text) for text in texts)]


def _rule(level: int, lines: Sequence[Line]) -> Heading:
    """These very lines as headings of a level; their text is looked for, for the same marker heads other things too.

    The empty label says that such a line is known to be a heading by itself, as one that names its level is.
    """
    literal: Callable[[str], str] = regex.escape
    patterns = []
    for line in lines:
        raw = line.raw
        mark = parse_enumerator(raw)
        found = VALUE.search(raw, 0, mark.rest_start)
        if found is None:
            continue
        before, between = literal(raw[: found.start()]), literal(raw[found.end() : mark.rest_start])
        title = literal(raw[mark.rest_start :].strip())
        patterns.append(f"(?P<label>){before}(?P<number>{literal(found[0])}){between}(?P<title>{title})")
    return Heading.model_validate({"level": level, "pattern": "|".join(patterns)})
