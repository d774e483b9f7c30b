"""Wrapped cell lines joined: a paragraph or list item becomes one line, as it was typed before it was printed."""

import unicodedata
from functools import lru_cache
from itertools import pairwise

import regex

from plansheets.normalize.line import BLANKS, NEWLINE, Line, read_lines

UPRIGHT_FORMS = str.maketrans(
    "︐︑︒︓︔︕︖︗︘︙︰︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈｜|",
    "，、。：；！？〖〗…‥ー–（）｛｝〔〕【】《》〈〉「」『』［］ーー",
)
"""Vertical presentation forms to upright ones; an upright bar in vertical text is the long vowel mark."""
LETTER = r"[\p{L}\p{Nd}ー々〆ヶ]"
SPREAD = regex.compile(rf"[(（]?{LETTER}[)）]?(?:[ \u3000\xa0]+[(（]?{LETTER}[)）]?)+")
SPREAD_GAP = regex.compile(r"[ \u3000\xa0]+")
CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー]")
LATIN = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Nd}]")
LATIN_END = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Nd}.,;:!?)\]%\"'’”]\Z")
LATIN_START = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Nd}]|[(\[\"'‘“&+#$](?=[\p{Latin}\p{Nd}])")
URL_END = regex.compile(r"(?:https?:/|www\.)[!-~]*\Z")
MAIL_END = regex.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]*\Z|[@.][A-Za-z0-9]*-\Z")
HYPHEN_END = regex.compile(r"[\p{Latin}\p{Nd}][-‐‑]\Z")
HYPHEN_START = regex.compile(r"[-‐‑/][\p{Latin}\p{Nd}]")
NUMBER_END = regex.compile(r"[0-9０-９][,.:/，．：／]\Z")
NUMBER_START = regex.compile(r"[,.，．][0-9０-９]")
DIGIT = regex.compile(r"[0-9０-９]")
SHORT = 96
"""Characters of a text that is remembered."""


def unwrap(text: str, *, is_list: bool | None = None) -> str:
    """The cell with its wraps undone; what is left of newlines separates items and paragraphs.

    `is_list` says whether lines that start with a marker are items (None: the lines themselves decide). In a list a
    line break after a sentence's end is kept too where the line stopped short of the wrap width, and one after any line
    less than half as wide as the widest.
    """
    return _short(text, is_list) if len(text) <= SHORT else _unwrapped(text, is_list)


@lru_cache(maxsize=1 << 13)
def _short(text: str, is_list: bool | None) -> str:
    """Remembered: the same labels, heads and figures come on every sheet."""
    return _unwrapped(text, is_list)


def _unwrapped(text: str, is_list: bool | None) -> str:
    if text.isprintable() or not NEWLINE.search(text):  # nothing that breaks a line is printable
        return _close_up(text.strip(BLANKS))
    lines = read_lines(text)
    if not lines:
        return ""
    if len(lines) > 1 and _is_vertical(lines):
        return "".join(line.text for line in lines).translate(UPRIGHT_FORMS)
    lines = [line.with_text(_close_up(line.text)) for line in lines]
    if is_list is None:
        is_list = _looks_like_list(lines)
    return "\n".join(_paragraphs(lines, is_list=is_list))


def _is_vertical(lines: list[Line]) -> bool:
    """One character a line (two digits may share one, 縦中横), with letters among them."""
    singles = sum(len(line.text) == 1 for line in lines)
    others = all(len(line.text) == 1 or (len(line.text) == 2 and line.text.isdecimal()) for line in lines)
    letters = any(line.text.isalpha() or CJK.match(line.text) for line in lines)
    return others and letters and singles * 2 > len(lines)


def _close_up(text: str) -> str:
    """Letter-spaced single characters closed up (市 民 税); Latin letters and figures alone keep their spaces."""
    if (" " in text or "\u3000" in text or "\xa0" in text) and SPREAD.fullmatch(text) and CJK.search(text):
        return SPREAD_GAP.sub("", text)
    return text


def _looks_like_list(lines: list[Line]) -> bool:
    """The first line has a marker, two lines have, or one has after a line that ends a sentence or announces a list."""
    if lines[0].has_marker or any(line.is_head or line.is_note for line in lines):
        return True
    marked = [index for index, line in enumerate(lines) if line.has_marker]
    return len(marked) >= 2 or any(lines[index - 1].ends_sentence or lines[index - 1].announces for index in marked)


def _paragraphs(lines: list[Line], *, is_list: bool) -> list[str]:
    """The lines joined into paragraphs: a new one starts where `_starts_anew` says so."""
    widest = max(line.width for line in lines)
    # Where the print is double-spaced a blank line says nothing.
    after_blank = [line.after_blank for line in lines[1:]]
    is_spaced = len(lines) > 2 and all(after_blank) and not all(line.ends_sentence for line in lines[:-1])
    lines = [line.closed_up() for line in lines] if is_spaced else lines
    paragraphs = [lines[0].text]
    first = lines[0]
    for before, line in pairwise(lines):
        if is_list and _starts_anew(before, line, paragraphs[-1], first, widest):
            paragraphs.append(line.text)
            first = line
        else:
            paragraphs[-1] = join(paragraphs[-1], line.text)
    return paragraphs


def _starts_anew(before: Line, line: Line, so_far: str, first: Line, widest: int) -> bool:
    """Whether `line` starts an item or paragraph. `so_far` is what it would continue, `first` its first line."""
    if line.cannot_start or _is_open(so_far):
        return False
    if line.has_marker or line.is_note or line.opens_head or before.is_head:
        return True
    if line.after_blank and (before.ends_sentence or (not first.has_marker and _stopped_short(before, line, widest))):
        return True
    is_paragraph = line.is_indented and not before.is_indented and not first.has_marker
    # A full line without a sentence's end runs on under a hanging indent.
    if is_paragraph and (before.ends_sentence or _stopped_short(before, line, widest)):
        return True
    # A line not half as wide as the widest was ended by its writer, whatever it ends with.
    return (before.ends_sentence or before.width * 2 < widest) and _stopped_short(before, line, widest)


def _stopped_short(before: Line, line: Line, widest: int) -> bool:
    """Whether the line ended before the wrap width: clearly, and with room for the next line's first word."""
    room = widest - before.width
    return room > max(4, widest // 8) and room > line.first_word_width


def _is_open(text: str) -> bool:
    """Whether a bracket opened near the end of `text` is not closed yet: no item starts inside brackets."""
    tail = text[-60:]
    return any(
        opening in tail and tail.rfind(opening) > tail.rfind(closing)
        for opening, closing in ("（）", "()", "「」", "『』")
    )


def join(left: str, right: str) -> str:
    """Two lines of one paragraph joined: a space between Latin words, nothing where Japanese is on a side."""
    if not left or not right:
        return left + right
    if left.endswith("\xad"):
        return left[:-1] + right
    if right[0] in "゛゜ﾞﾟ\u3099\u309a":
        mark = {"゛": "\u3099", "ﾞ": "ﾞ", "゜": "\u309a", "ﾟ": "ﾟ"}.get(right[0], right[0])
        return unicodedata.normalize("NFC", left[-1] + mark).join((left[:-1], right[1:]))
    return f"{left} {right}" if _takes_space(left, right) else left + right


def _takes_space(left: str, right: str) -> bool:
    """Whether a Latin word or figure ends `left` and another starts `right`, with nothing running across the break."""
    if not (LATIN_END.match(left[-1]) and LATIN_START.match(right)):
        return False
    if URL_END.search(left) or MAIL_END.search(left) or HYPHEN_END.search(left) or HYPHEN_START.match(right):
        return False
    figures = DIGIT.match(right) is not None
    if (figures and NUMBER_END.search(left)) or NUMBER_START.match(right):
        return False
    # A figure broken inside a Japanese line (令和1 / 0年度); two stacked figures stay apart.
    return not (figures and DIGIT.match(left[-1]) and CJK.search(left) and CJK.search(right))
