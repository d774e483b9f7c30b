"""The text of a cell: markup taken out, wraps undone, one line a paragraph or bullet."""

import regex

from plansheets.normalize.chars import DASHES
from plansheets.normalize.clean import clean_text
from plansheets.normalize.markup import strip_markup
from plansheets.normalize.remember import remembered
from plansheets.normalize.unwrap import unwrap

INLINE_ITEM = regex.compile(r"(?<=[。）)」』])[ \u3000]+(?=[○●◎・■□◇◆※①-⑳])")
"""Where a print set items one after another: a blank between a sentence's end and a bullet."""
DASH = regex.compile(f"[{DASHES}]+")


def cell_text(raw: str) -> str | None:
    """What a cell says, or None where it says nothing: it is empty, or holds only a dash."""
    text = INLINE_ITEM.sub("\n", strip_markup(raw))
    lines = (clean_text(line) for line in unwrap(text, is_list=True).split("\n"))
    joined = "\n".join(line for line in lines if line)
    return None if not joined or DASH.fullmatch(joined) else joined


@remembered
def line_text(raw: str) -> str | None:
    """What a cell of one name, title or event says, however many lines it is printed on. None as in cell_text."""
    text = clean_text(unwrap(strip_markup(raw), is_list=False).replace("\n", " "))
    return None if not text or DASH.fullmatch(text) else text
