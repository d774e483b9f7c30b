"""From lines to entries: the lines of one paragraph, item or heading joined, its marker told apart."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from plansheets.extract.blocks import Line
from plansheets.extract.legend import legend_in
from plansheets.extract.lines import Measure
from plansheets.extract.outline.place import falls_short, hangs_under, is_apart, is_set_off, is_stacked
from plansheets.extract.span import Span, join
from plansheets.normalize import Enumerator, parse_enumerator

LIST_DASH = regex.compile(r"(?:[-*+]\s+|#{1,6}\s+)")
"""What Markdown sets before an item or a heading."""
BRACKET_HEAD = regex.compile(r"[＜<≪《【〔\[［]\s*[^＜＞<>≪≫《》【】〔〕\[\]]{1,30}\s*[＞>≫》】〕\]］]")
CAPTION = regex.compile(r"[（(][^（）()。]{1,20}[）)]")
NOTE = regex.compile(r"[※＊](?=\s*[^\s])")
BULLET = regex.compile(r"[・･○〇◯●◎□■◇◆△▲▽▼☆★◦•‣▪▫➢➤✓✔☑☐⇒→←*＊◉]")
DATE_START = regex.compile(
    r"(?:(?:明治|大正|昭和|平成|令和|[HRＨＲ])\s*[0-9０-９元]{1,2}\s*年|[0-9０-９]{4}\s*年|[0-9０-９]{1,2}\s*月)"
)
OPEN_END = regex.compile(
    r"(?:[のをにがはでとへもやか、，・「『（(]|による|に関する|に係る|における|に対する|に伴う|に基づく|及び|並びに|または|又は)$"
)
NEW_SENTENCE = regex.compile(
    r"[\s　]*(?:また|さらに|なお|一方|しかし|そこで|そのため|このため|このような|こうした|今後|その後"
    r"|加えて|ただし|以上|特に|次に|まず)"
)
SENTENCE_END = regex.compile(r"[。！？!?]\s*[）)」』]?\s*$")
BRACKETS = {"（": "）", "(": ")", "「": "」", "『": "』", "【": "】", "＜": "＞", "《": "》"}
PAPER = regex.compile(
    r"[【\[（(]?\s*(?:参考)?資\s*料\s*[0-9０-９A-Za-z一二三四五六七八九十①-⑳－-]{0,4}\s*[】\])）]?|別\s*[紙添表]\s*[0-9０-９]{0,2}|参\s*考"
)
"""The tag in the corner of a committee's paper."""
PARTS = frozenset("編部章節款目条項号")
"""What 第1 may count when it opens a part of a text."""
PLAIN_STYLES = {"plain", "dotted"}
MAX_BRACKETED = 400
WIDOW = 2
"""Characters of a line that can only be the rest of the one before."""
ORDINAL = regex.compile(r"[（(]\s*[0-9０-９一二三四五六七八九十ア-ンa-zA-Z]{1,3}\s*[）)]")
COUNT = regex.compile(r"[0-9０-９]+|[①-⑳㉑-㊿]|[一二三四五六七八九十]+|[ア-ン]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]+")


@dataclass
class Entry:
    """One paragraph, item or heading. `style`: kind of its marker (empty: none); `prefix`: a Markdown dash."""

    lines: list[Line]
    style: str = ""
    marker: Span | None = None
    number: int | None = None
    rest: Span | None = None
    prefix: Span | None = None
    gap: bool = False

    @property
    def text(self) -> Span:
        """Its text without marker and prefix."""
        head = [self.rest] if self.rest is not None else []
        return join([*head, *(line.span for line in self.lines[1:])])

    @property
    def raw(self) -> str:
        return self.text.raw

    @property
    def is_closed(self) -> bool:
        return SENTENCE_END.search(self.lines[-1].raw) is not None


def entries_of(
    lines: Sequence[Line], measure: Measure, pitch: int, is_heading: Callable[[str], bool] = lambda raw: False
) -> list[Entry]:
    """The entries of a run of lines. A line of which `is_heading` holds stands alone."""
    found: list[Entry] = []
    numbers: dict[str, int] = {}
    for line in lines:
        for at, piece in enumerate(_pieces(line, found[-1] if found else None)):
            entry = _open(piece)
            if is_heading(piece.raw):
                entry = Entry([piece], "family", rest=piece.span)
            entry.gap = is_apart(found[-1].lines[-1] if found else None, piece, pitch)
            follows = entry.number is not None and entry.number == numbers.get(entry.style, -1) + 1
            if (
                found
                and (at > 0 or not follows)
                and not (at > 0 and entry.style)
                and _joins(found[-1], piece, entry, measure)
            ):
                found[-1].lines.append(piece)
                if _is_upright(piece) and all(map(_is_upright, found[-1].lines)):
                    found[-1].style = "vertical"
                continue
            if is_stacked(piece):
                entry.style = "vertical"
            found.append(entry)
            if entry.number is not None:
                numbers[entry.style] = entry.number
    return found


def _pieces(line: Line, before: Entry | None) -> Iterator[Line]:
    """A line of several items (・A ・B) as one line an item; so one that begins with the rest of an item."""
    raw = line.raw
    mark = BULLET.match(raw)
    sign = mark[0] if mark else before.style[7:] if before and before.style.startswith("bullet ") else ""
    cuts = [m.end() for m in _before(sign).finditer(raw)] if sign else []
    if not cuts:
        yield line
        return
    for a, b in zip([0, *cuts], [*cuts, len(raw)], strict=True):
        span = line.span.part(a, b).strip()
        ((start, stop),) = span.ranges
        edges = float(span.source.left[start]), float(span.source.right[stop - 1])
        yield replace(line, span=span, x0=edges[0], x1=edges[1], blanks=line.blanks if a == 0 else 0)


@lru_cache(maxsize=256)
def _before(sign: str) -> regex.Pattern[str]:
    """Blanks inside a line, before a sign."""
    return regex.compile(rf"(?<=\S)\s+(?={regex.escape(sign)})")


def _open(line: Line) -> Entry:
    """A line as the first of an entry: its marker, if it has one."""
    span, raw = line.span, line.raw
    entry = Entry([line], rest=span)
    dash = LIST_DASH.match(raw)
    if dash and dash.end() < len(raw):
        entry.prefix = span.part(0, dash.end()).strip()
        entry.style = f"hash {len(dash[0].strip())}" if dash[0][0] == "#" else "-"
        span = span.part(dash.end()).strip()
        raw = span.raw
        entry.rest = span
    for style, pattern in (("bracket", BRACKET_HEAD), ("caption", CAPTION)):
        if pattern.fullmatch(raw.strip()) and not _is_ordinal(raw):
            entry.style = style
            return entry
    if mark := _numbered(raw):
        style = entry.style
        _set_marker(entry, span, mark)
        entry.style = style if style.startswith("hash") else entry.style
    elif (found := NOTE.match(raw) or BULLET.match(raw)) and raw[found.end() :].strip():
        entry.style = f"bullet {found[0]}"
        entry.marker = span.part(0, found.end())
        entry.rest = span.part(found.end()).strip()
    return entry


def _numbered(raw: str) -> Enumerator | None:
    """The number a line begins with, where it opens a part of the text; 第３回の委員会を… only begins with a count."""
    mark = parse_enumerator(raw)
    if not mark.style or mark.style == "bullet" or not mark.rest_start or not raw[mark.rest_start :].strip():
        return None
    opens = mark.counter is None or mark.counter in PARTS or raw[mark.rest_start - 1].isspace()
    return mark if opens else None


def begins_entry(raw: str) -> bool:
    """Does a line begin with a marker or a bullet?"""
    return any((_numbered(raw), BULLET.match(raw), BRACKET_HEAD.fullmatch(raw.strip())))


def begins_numbers(raw: str) -> bool:
    """Is a line the first of its numbers (１ 主旨, 第１章, ①)?"""
    return begins_entry(raw) and parse_enumerator(raw).number == 1


def _is_ordinal(raw: str) -> bool:
    return bool(ORDINAL.fullmatch(raw.strip()))


def _set_marker(entry: Entry, span: Span, mark: Enumerator) -> None:
    entry.style = " ".join(filter(None, (mark.style, mark.counter, _shape(mark.marker or ""))))
    entry.marker = span.part(0, mark.rest_start).strip()
    entry.number = mark.number
    entry.rest = span.part(mark.rest_start).strip()


def _shape(marker: str) -> str:
    """What tells (1) from 1) and 1-1 from 1: the marker with its number left out, width folded."""
    plain = marker.translate(str.maketrans("（）．［］", "().[]"))
    return COUNT.sub("n", plain).replace(" ", "")


def _joins(before: Entry, line: Line, entry: Entry, measure: Measure) -> bool:
    """Does the line go on with the entry before it?"""
    last = before.lines[-1]
    if is_set_off(last, line):
        return False
    if (
        _is_upright(last)
        and _is_upright(line)
        and line.blanks == 0
        and len(before.lines) == sum(map(_is_upright, before.lines))
    ):
        return True
    open_bracket = _is_open(before)
    reaches = measure.is_full(last) and not falls_short(before.lines[0], last)
    goes_on = reaches and not before.is_closed and not legend_in(last.raw)
    if before.marker is not None and not entry.gap and hangs_under(before.rest, last, line):
        goes_on = goes_on or (before.is_closed and measure.is_full(last, strictly=True))
        if open_bracket or (goes_on and not entry.style):
            return True
    if entry.style:
        plausible = not (goes_on or open_bracket) or entry.style.split()[0] not in PLAIN_STYLES
        if plausible or before.style in ("bracket", "caption", "family"):
            return False
    if before.style in ("bracket", "caption", "family") or (DATE_START.match(line.raw) and not goes_on):
        return False
    if before.style.startswith("vertical"):
        return _is_upright(line) and line.blanks == 0
    if entry.gap and not (goes_on and over_page(last, line)):
        return False
    if open_bracket or goes_on or _is_rest(before, line):
        return True
    if entry.gap:
        return False
    if before.is_closed:
        return (
            measure.is_full(last, strictly=True)
            and line.x0 < last.x0 + 2
            and bool(before.style or not NEW_SENTENCE.match(line.raw))
        )
    return OPEN_END.search(last.raw) is not None


def _is_rest(before: Entry, line: Line) -> bool:
    """The last letters of a line that was a little too long; or the rest of an item, with the next one behind it."""
    sign = before.style[7:] if before.style.startswith("bullet ") else ""
    if before.is_closed or len(line.raw) <= WIDOW or not sign:
        return not before.is_closed and len(line.raw) <= WIDOW
    return line.span.source.text[line.span.ranges[-1][1] :].lstrip(" \u3000").startswith(sign)


def _is_upright(line: Line) -> bool:
    """One character on its line, or all below each other: upright text, set from top to bottom."""
    return len(line.raw) == 1 or is_stacked(line)


def over_page(before: Line, line: Line) -> bool:
    """Does a page end between two lines? Its number and running heads are taken out already."""
    return line.page > before.page or line.number - before.number - 1 > line.blanks


def _is_open(entry: Entry) -> bool:
    """Is a bracket open at the entry's end? Only in short ones: a lost bracket must not eat the text after it."""
    raw = "".join(line.raw for line in entry.lines)
    if len(raw) > MAX_BRACKETED or "。" in raw[-1:]:
        return False
    return any(a in raw and raw.count(a) > raw.count(b) and raw.rfind(a) > raw.rfind(b) for a, b in BRACKETS.items())


def with_next(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    """Each entry with the one after it; a legend on a line of its own is passed over."""
    for at, entry in enumerate(entries):
        yield (
            entry,
            next((e for e in entries[at + 1 : at + 3] if not legend_in(e.raw) or e.style not in ("", "caption")), None),
        )
