"""HTML and Markdown left in a text dump, taken out: tags to lines, check boxes to ☑ and ☐, entities to characters."""

import html

import regex

REST = r"""(?:[\s/](?:[^<>"']|"[^"]*"|'[^']*')*+)?"""
"""What may follow a tag's name: attributes, a closing slash."""
BLOCKS = (
    "address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    "|head|header|hr|html|legend|li|main|nav|ol|option|p|pre|section|select|summary|table|tbody|tfoot|thead|title|tr|ul"
)
INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|col|colgroup|data|del|dfn|em|font|i|img|ins|kbd|label|mark|nobr|q|rb|ruby|s|samp"
    "|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
FLAGS = regex.IGNORECASE | regex.VERSION1

UNSEEN = regex.compile(
    rf"<!--.*?-->|<(script|style|rt|rp){REST}>.*?</\1\s*>|</?(?:script|style|rt|rp){REST}>", FLAGS | regex.DOTALL
)
BREAK = regex.compile(rf"[ \t]*+</?br{REST}>[ \t]*+\n?", FLAGS)
BLOCK = regex.compile(rf"[ \t\r\n]*+(?:</?(?:{BLOCKS}){REST}>[ \t\r\n]*+)++", FLAGS)
CELL = regex.compile(rf"[ \t]*+(?:</?(?:td|th){REST}>[ \t]*+)++", FLAGS)
RAISED = regex.compile(r"<(sup|sub)>\s*+([0-9+\-]++)\s*+</\1>", FLAGS)
INLINE_TAG = regex.compile(rf"<(/?)({INLINE})({REST})>", FLAGS)
BOX = regex.compile(rf"<input{REST}>", FLAGS)
TICKABLE = regex.compile(r"""(?<![-\w])type\s*=\s*["']?(?:checkbox|radio)(?!\w)""", FLAGS)
TICKED = regex.compile(r"""(?<![-\w])checked(?![-\w])(?!\s*=\s*["']?(?:false|0))""", FLAGS)
BARE_LIST_ITEM = regex.compile(r"[ \t]+(?=[・○●◎◇◆□■※①-⑳])")
HAS_LIST = regex.compile(r"<[uo]l[\s>]", FLAGS)
HAS_ITEM = regex.compile(r"<li[\s>]", FLAGS)

STRONG = regex.compile(r"(?<![\\*])(\*{2,3})(?=[^\s*])([^*\n]*[^\s*\\])\1(?!\*)")
STRUCK = regex.compile(r"(?<![\\~])~~(?=[^\s~])([^~\n]*[^\s~\\])~~(?!~)")
LINK = regex.compile(r"!?(?<!\\)\[([^\[\]\n]*)\]\((?:https?:|mailto:|[./#])[^()\s]*\)")
HEAD = regex.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$", regex.MULTILINE)
ESCAPE = regex.compile(r"\\([\\`*_{}\[\]()#+\-.!~|<>])")
ENTITY = regex.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
RAISED_DIGITS = {
    "sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
SIGNS = frozenset("<&\\*#~[")


def strip_markup(text: str) -> str:
    """The text without its markup: what a reader of the rendered page sees, one line a block or list item.

    Angle brackets that hold no HTML name (`<登録>`, `＜現状・課題＞`) and a bullet dash at a line's start stay.
    """
    if SIGNS.isdisjoint(text):
        return text
    text = _without_tags(text) if "<" in text else text
    text = LINK.sub(r"\1", text)
    text = STRUCK.sub(r"\1", STRONG.sub(r"\2", text))
    text = ESCAPE.sub(r"\1", HEAD.sub(r"\1", text))
    # Last, so that an escaped `&lt;b&gt;` stays the text it stands for.
    return ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def _without_tags(text: str) -> str:
    """HTML tags replaced by what they show: a box, a line break, a raised digit, or nothing."""
    if HAS_LIST.search(text) and not HAS_ITEM.search(text):
        # A list whose item tags were lost: its own bullets, set one after another, are the items.
        text = BARE_LIST_ITEM.sub("\n", text)
    text = BOX.sub(lambda tag: _box(tag[0]), UNSEEN.sub("", text))
    text = RAISED.sub(lambda tag: tag[2].translate(RAISED_DIGITS[tag[1].lower()]), text)
    text = INLINE_TAG.sub(lambda tag: tag[0] if _is_letter(tag, text) else "", text)
    text = CELL.sub(" ", BREAK.sub("\n", text))
    return _blocks_to_lines(text)


def _box(tag: str) -> str:
    """A check box or radio button as the glyph it shows; other form fields show nothing."""
    if not TICKABLE.search(tag):
        return ""
    return "☑" if TICKED.search(tag) else "☐"


def _is_letter(tag: regex.Match[str], text: str) -> bool:
    """Whether `<A>` is a letter in angle brackets: a bare one-letter name without its closing tag."""
    name = tag[2]
    return len(name) == 1 and not tag[3] and not tag[1] and f"</{name}>".lower() not in text.lower()


def _blocks_to_lines(text: str) -> str:
    """Block tags as one newline between blocks, none before the first or after the last."""
    pieces = BLOCK.split(text)
    return "\n".join(piece for piece in pieces if piece) if len(pieces) > 1 else text
