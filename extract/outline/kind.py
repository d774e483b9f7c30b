"""What an entry is: heading, article, item, paragraph or caption; by its marker, its length and what comes after it."""

from dataclasses import dataclass

from plansheets.extract.legend import BRACKETED, legend_in
from plansheets.extract.outline.entries import PAPER, Entry
from plansheets.extract.outline.place import is_indented, is_smaller
from plansheets.extract.outline.stack import SUPPLEMENT, Stack
from plansheets.normalize import unwrap

HEADING_LENGTH = 45
"""Characters up to which a numbered line without a full stop is a heading."""
PLAIN_LENGTH = 50
"""The same for a line without a number."""
BOX_LENGTH = 25
"""Characters up to which a line right above a list of bullets is its heading."""
BY_STYLE = {"vertical": "heading", "hash": "heading", "caption": "caption", "-": "item", "bullet": "item"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an entry: the open headings, the kind of the entry before, has the text begun at all."""

    stack: Stack
    last_kind: str
    has_begun: bool


def kind_of(entry: Entry, after: Entry | None, around: Surroundings) -> str:
    """The kind of an entry; `after` is the one that follows, None where a table or the end does."""
    style = entry.style.split(maxsplit=1)[0] if entry.style else ""
    if "条" in entry.style:
        return "article"
    if style in BY_STYLE:
        return BY_STYLE[style]
    if style == "bracket":
        return "heading" if after is not None else "caption"
    raw = unwrap(entry.raw)
    return _numbered(entry, raw, after, around) if style else _plain(entry, raw, after, around)


def _numbered(entry: Entry, raw: str, after: Entry | None, around: Surroundings) -> str:
    if len(raw) > HEADING_LENGTH or entry.is_closed or entry.prefix or around.stack.has_articles():
        return "item"
    if around.stack.is_in_item(entry):
        return "item"
    if not entry.style.startswith(("circled", "katakana")):
        return "heading"
    # ① and ア number headings as well as items: it is a heading when something else than its next sibling follows.
    siblings = after is not None and after.style == entry.style
    return "item" if siblings or after is None or (after.number == 1 and not after.style) else "heading"


def _plain(entry: Entry, raw: str, after: Entry | None, around: Surroundings) -> str:
    if SUPPLEMENT.fullmatch(raw.strip()):
        return "heading"
    if entry.is_closed or len(raw) > PLAIN_LENGTH or raw.endswith(("、", "，")):
        return "paragraph"
    if legend_in(raw):
        return "caption" if raw[0] in "（([［注凡※" or not BRACKETED.search(raw) else "heading"
    numbers_open = after is not None and after.number is not None and around.stack.has(after.style)
    restarts = after is not None and after.number == 1 and not after.prefix
    if restarts and numbers_open:
        return "heading"
    if around.last_kind == "heading" and (not entry.gap or around.stack.is_upright()):
        return "paragraph"
    if PAPER.fullmatch(raw) or (around.last_kind != "heading" and numbers_open and not restarts):
        return "caption"
    if raw[0] in "「『" or (after is not None and is_smaller(entry.lines[0], after.lines[0])):
        return "paragraph"
    if not around.has_begun:
        return "heading"
    if after is None:
        return "paragraph" if not entry.gap else "caption" if around.stack.nodes else "heading"
    return "heading" if _heads(entry, raw, after, restarts=restarts) else "paragraph"


def _heads(entry: Entry, raw: str, after: Entry, *, restarts: bool) -> bool:
    """Does a short line without a number head what comes after it?"""
    if len(raw) <= BOX_LENGTH and after.style.startswith("bullet"):
        return not is_indented(entry.lines[0], after.lines[0])
    if restarts and not after.style.startswith("bullet"):
        return True
    return entry.gap and after.gap
