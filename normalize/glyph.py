"""Ticks, rating marks and rows of options: ☑, ◎, ■市民 □行政, （○）直営 （　）委託, [x] 市民."""

from dataclasses import dataclass

import regex

from plansheets.normalize.chars import DASHES, INVISIBLE
from plansheets.normalize.clean import clean_text

MARKS = {
    "circle": "○◯〇⚪⭕⭘❍🔾O",
    "double_circle": "◎◉⦿⊚⌾⦾",
    "filled_circle": "●⚫⬤🔴\uf06c",
    "triangle": "△▵",
    "filled_triangle": "▲▴🔺",
    "cross": "×✕✖✗✘╳☓❌❎⨯🗙🗴☒Xx\uf0fb\uf04f",
    "star": "☆✩✰",
    "filled_star": "★⭐✭✮",
}
MARK_OF = {sign: mark for mark, signs in MARKS.items() for sign in signs}

# Word's boxes come as private use: Wingdings 0x6F 0x71 0x72 0xA8 / 0x6E 0xFC 0xFD 0xFE, Wingdings 2 0xA3 / 0x50-0x54.
EMPTY_BOXES = "□☐◻◽⬜▢❏❐❑❒⎕🔲▫\uf0a8\uf06f\uf070\uf071\uf072\uf0a3"
FILLED_BOXES = "■☑☒◼◾⬛▣✅🗹🗷🗵🗳🔳▪\uf0fe\uf0fd\uf06e\uf052\uf053\uf054\uf051\uf0a7"
TICKS = "✓✔🗸√レㇾﾚ\uf0fc\uf050"
YES = FILLED_BOXES + TICKS + MARKS["circle"] + MARKS["double_circle"] + MARKS["filled_circle"] + "★◆Xx"
NO = EMPTY_BOXES + "×✕✖✗✘╳☓❌❎⨯🗙🗴\uf0fb\uf04f◇"
FILLED_RADIO, EMPTY_RADIO = "●◉⦿🔘⚫", "○◯〇⚪"
FOLD = INVISIBLE | {ord("Ｘ"): "X", ord("ｘ"): "x", ord("Ｏ"): "O", ord("ｖ"): "v", ord("Ｖ"): "V"}

HTML_BOX = (
    r"(?P<html><input\b(?=[^<>]*\btype\s*=\s*[\"']?(?:checkbox|radio)\b)"
    r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>(?:\s*</input>)?)"
)
WORD_BOX = r"(?P<word>:(?:un)?selected:)"
SQUARE_BOX = rf"(?P<square>\\?[\[［][ \u3000]{{0,3}}[xXｘＸ{TICKS}○〇◯●×]?[ \u3000]{{0,3}}\\?[\]］])"
SIGN_BOX = (
    rf"(?P<sign>[□☐◻]\s?(?:[✓✔]|レ(?![ァ-ヶー点]))|[{EMPTY_BOXES}{FILLED_BOXES}✓✔🗸\uf0fc\uf050]"
    rf"|(?<![^\s、,/／・])[レㇾﾚ](?=\s*(?:\p{{Han}}|NPO))(?!\s*点))[\ufe0e\ufe0f]?"
)
BOX = regex.compile("|".join((HTML_BOX, WORD_BOX, SQUARE_BOX, SIGN_BOX)), regex.IGNORECASE)
ROUND_BOX = regex.compile(rf"(?P<round>[（(][ \u3000]*[xX{TICKS}○〇◯●◎×✕{EMPTY_BOXES}{FILLED_BOXES}]?[ \u3000]*[）)])")
RADIO = regex.compile(
    rf"(?<![^\s、,/／・])(?P<radio>[{FILLED_RADIO}{EMPTY_RADIO}×✕])(?![{EMPTY_RADIO}])[\ufe0e\ufe0f]?"
)
CHECKED_ATTRIBUTE = regex.compile(r"""\bchecked\b(?!\s*=\s*["']?(?:false|off|0)\b)""", regex.IGNORECASE)
QUOTED_OTHER = regex.compile(r"""\b(?!checked\b)[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*')""", regex.IGNORECASE)

EDGE = r"(?:\s|[、,，/／・;；|｜]|</?\w[^<>]*>|&nbsp;)"
LABEL_HEAD = regex.compile(rf"{EDGE}*[:：]?{EDGE}*")
LABEL_TAIL = regex.compile(rf"(?:{EDGE}|\s[-*]|[（(][ \u3000_＿]*[)）])*$")
"""Also the brackets left empty for writing: □その他（　　）."""
HEADING_MARKS = "■▪\uf06e\uf0a7"
"""Filled squares that also stand before headings; alone they are a box only before a short label."""
LONGEST_ALONE = 20


@dataclass(frozen=True, slots=True)
class Option:
    """One box and its label; the four numbers are offsets in the input."""

    label: str
    checked: bool
    box_start: int
    box_end: int
    label_start: int
    label_end: int


@dataclass(frozen=True, slots=True)
class Glyph:
    """What signs say: `checked` in a checkbox column, `mark` in a rating column, `options` in a row of boxes.

    `checked` and `mark` are None where the text is not one sign; `note` is what stands in brackets behind the sign.
    """

    checked: bool | None = None
    mark: str | None = None
    options: tuple[Option, ...] = ()
    note: str | None = None

    def as_dict(self) -> dict[str, object]:
        """The keys of the normalize cases."""
        return {
            "checked": self.checked,
            "mark": self.mark,
            "options": [{"label": option.label, "checked": option.checked} for option in self.options],
            "note": self.note,
        }


UNTICKED = regex.compile(f"[{DASHES}]*")
"""An empty cell, or the dash that is written instead of leaving it empty: as （　）, not ticked."""
NOTED = regex.compile(r"(\X)\s*[（(]([^（）()]+)[）)]")


def parse_glyph(text: str, *, column: str = "checkbox", font: str | None = None) -> Glyph:
    """Read a tick, a rating mark (`column="mark"`) or a row of options; `font` names the font of private-use signs."""
    said = text.translate(FOLD).strip()
    whole = BOX.fullmatch(said) or ROUND_BOX.fullmatch(said)
    if whole:
        return Glyph(_checked(whole, said) if column == "checkbox" else None, _mark(said, font))
    if column == "checkbox" and UNTICKED.fullmatch(said):
        return Glyph(checked=False)
    # Word also sets a box as a plain letter of a symbol font: þ in Wingdings, R in Wingdings 2.
    if font is not None and (said not in YES + NO or said.isascii()):
        said = clean_text(said, font)
    if column == "mark" and (mark := _mark(said, font)):
        return Glyph(mark=mark)
    noted = NOTED.fullmatch(said)
    sign = noted[1] if noted and noted[1] in MARK_OF else said
    if len(sign) == 1:
        checked = True if sign in YES or sign in "vV" else False if sign in NO else None
        if checked is not None or sign in MARK_OF:
            note = clean_text(noted[2]) if noted else None
            return Glyph(checked if column == "checkbox" else None, _mark(sign, font), note=note)
    return Glyph(options=_options(text))


def _mark(said: str, font: str | None) -> str | None:
    """The rating mark a sign is, bare or within brackets. In Wingdings 2 U+F06C.. are other signs than in Wingdings."""
    sign = regex.sub(r"[（()）\[\]［］\s]", "", said)
    other_font = font is not None and font.replace(" ", "").lower() not in ("wingdings", "")
    return None if other_font and "\ue000" <= sign[:1] <= "\uf8ff" else MARK_OF.get(sign)


def _checked(box: regex.Match[str], text: str) -> bool:
    """Whether a box found by BOX, ROUND_BOX or RADIO is ticked."""
    kind, sign = box.lastgroup, box[0]
    if kind == "html":
        return bool(CHECKED_ATTRIBUTE.search(QUOTED_OTHER.sub(" ", sign)))
    if kind == "word":
        return sign.lower() == ":selected:"
    if kind == "radio":
        hollow_means_no = any(filled in text for filled in FILLED_RADIO)
        return sign[0] in FILLED_RADIO or (sign[0] in EMPTY_RADIO and not hollow_means_no)
    inner = sign.strip("[]［］()（）\\ \u3000\ufe0e\ufe0f")
    if kind == "sign":
        return any(part in FILLED_BOXES + TICKS for part in inner)
    return bool(inner) and inner not in "×✕" + EMPTY_BOXES


def _boxes(text: str) -> list[regex.Match[str]]:
    """The boxes of an option row: drawn boxes, else bracketed marks, else a row that mixes ● and ○ (or ○ and ×)."""
    rounds = list(ROUND_BOX.finditer(text))
    inside = {place for box in rounds for place in range(*box.span())}
    boxes = [box for box in BOX.finditer(text) if box.start() not in inside]
    if boxes:
        first = boxes[0][0]
        alone = len(boxes) == 1 or all(box[0] in HEADING_MARKS for box in boxes)
        if alone and first in HEADING_MARKS and (len(text) > LONGEST_ALONE * len(boxes) or "。" in text):
            return []
        return boxes
    if len(rounds) >= 2 or any(box[0].strip("()（） \u3000") for box in rounds):
        return rounds
    radios = list(RADIO.finditer(text))
    signs = {"yes" if box[1] in FILLED_RADIO else "no" if box[1] in EMPTY_RADIO else "cross" for box in radios}
    return radios if len(signs) >= 2 else []


def _options(text: str) -> tuple[Option, ...]:
    """The options of a row, each with its label; labels stand behind the boxes, or before when the row ends in one."""
    boxes = _boxes(text)
    if not boxes:
        return ()
    before = bool(LABEL_HEAD.sub("", text[: boxes[0].start()], count=1)) and not LABEL_TAIL.sub(
        "", text[boxes[-1].end() :]
    )
    options = []
    for index, box in enumerate(boxes):
        if before:
            start, end = boxes[index - 1].end() if index else 0, box.start()
        else:
            start, end = box.end(), boxes[index + 1].start() if index + 1 < len(boxes) else len(text)
        head = LABEL_HEAD.match(text, start, end)
        start = head.end() if head else start
        tail = LABEL_TAIL.search(text[start:end])
        end = start + (tail.start() if tail else end - start)
        if text[start:end].endswith(("）", ")")) and not regex.search("[（(]", text[start:end]):
            end = start + len(text[start : end - 1].rstrip())
        label = _label(text[start:end])
        if label and not regex.fullmatch(r"[年月日]", label):
            options.append(Option(label, _checked(box, text), box.start(), box.end(), start, end))
    return tuple(options)


def _label(raw: str) -> str:
    """A label as it is read: tags out, wraps closed, spelling cleaned."""
    return clean_text(regex.sub(r"\s*\n\s*", "", regex.sub(r"<[^<>]*>|&nbsp;", " ", raw)))
