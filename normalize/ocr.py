"""OCR text repaired for what was expected in the cell: a figure, a year, a tick, or running text."""

from collections.abc import Iterable

import regex

from plansheets.normalize.clean import clean_text
from plansheets.normalize.lookalike import repair_lookalikes

LOOKS_LIKE = {
    "0": "OoОоΟοQDＯ",
    "1": "lI|Ii｜Іі!",
    "2": "ZzＺ",
    "3": "ЗзӠ",
    "4": "Ч",
    "5": "SsＳЅ",
    "6": "бGb",
    "8": "BВ",
    "9": "gq",
}
"""Letters of three scripts, printed like a digit."""
DIGIT_FOR = str.maketrans(
    {letter: digit for digit, letters in LOOKS_LIKE.items() for letter in letters} | {"〇": "0", "○": "0"}
)
CONFUSED = "".join(LOOKS_LIKE.values())
FIGURE = regex.compile(rf"(?<![A-Za-z])[0-9{CONFUSED}][0-9{CONFUSED}.,、·･ ]*(?![A-Za-z])")
SEPARATOR = regex.compile(r"(?<=[0-9]) ?[,、] ?(?=[0-9]{3}(?![0-9]))|(?<=[0-9]), (?=[0-9])")
GROUP_GAP = regex.compile(r"(?<=(?<![0-9.,])[0-9]{1,3}) (?=[0-9]{3}(?![0-9]))")
PERCENT = regex.compile(r"(?<=[0-9OoОIl])\s?[oO][/／][oO](?=[\s）)]|\Z)")
POINT = regex.compile(r"(?<=[0-9]) ?[·・･] ?(?=[0-9])|(?<=[0-9]) ?\. (?=[0-9])|(?<=[0-9]) \.(?=[0-9])")
UNIT_LETTERS = regex.compile(r"(?<=[0-9OoОIl])\s?(?:[GMTKk]?[Bb]|[kmMG]?g|G)\Z")
COUNTED = regex.compile(r"[人件回箇か円千万億名社校歳]")
"""What is counted behind a figure: a letter before it stands for a digit and is no unit."""
LONE = regex.compile(r"(?:[OoОоlI|｜][OoОоlI|｜0-9,.]*)(?=\Z|[人件回箇か円千万億%％個名社校箱台日年月歳])")
UNITS = (
    (regex.compile(r"(?<=[0-9])干(?=円|人|件|株|部|\Z)"), "千"),
    (regex.compile(r"(?<=[0-9])方(?=円|人|件|株|\Z)"), "万"),
    (regex.compile(r"(?<=[0-9])[入](?=[）)、\s]|\Z)"), "人"),
    (regex.compile(r"(?<=[0-9千万億])[囗冂](?=\Z|[）)、\s])"), "円"),
)

YEAR_SIGN = rf"(?=\s*(?:[0-9０-９元兀一二三四五六七八九十{CONFUSED}〇○]|年))"
ERAS = (
    (regex.compile(rf"(?:[令今合冷命含][和租秋禾知相利](?:口)?|令口|[令今合]禾口){YEAR_SIGN}"), "令和"),
    (regex.compile(rf"[平乎半干][成戌戍威咸]{YEAR_SIGN}"), "平成"),
    (regex.compile(rf"[昭照招沼][和租秋禾知相](?:口)?{YEAR_SIGN}"), "昭和"),
    (regex.compile(rf"大[正止疋]{YEAR_SIGN}"), "大正"),
)
FIRST_YEAR = regex.compile(r"(?<=令和|平成|昭和|大正)\s*[兀无]\s*(?=年)")
YEAR_WORD = regex.compile(
    r"(?<=[0-9元])\s*(?:[牛午]\s*[度庋渡廋]|年\s*[庋渡廋慶虔])|(?<=[0-9元])\s*[牛午](?=\s*\Z|[0-9]{1,2}月)"
)
YEAR_FIGURE = regex.compile(
    rf"(?<=令和|平成|昭和|大正|[RHSＲＨＳ]|[年月度~～\-－/])\s*[0-9{CONFUSED}〇○]+(?=\s*(?:[年月日度/~～\-－]|\Z))"
    rf"|(?<![A-Za-z0-9])[0-9{CONFUSED}〇○]{{1,4}}(?=\s*[年月日])"
)

BOX = "口ロ囗▢⬜⼝ロ"
WORD_BEFORE_MOUTH = "人窓入出河戸間糸火悪無利辛甘"
BOXED_LABEL = regex.compile(rf"(?:(?<=\A|\s|[（(、/／・|｜:：]))[{BOX}](?=\s?[^\s{BOX}座頭径])")
NEXT_BOX = regex.compile(rf"(?<![{WORD_BEFORE_MOUTH}ァ-ヺー])[{BOX}](?=[^\s座頭径コ])")
TRAILING_BOX = regex.compile(rf"(?<=[^\s{WORD_BEFORE_MOUTH}])[口囗](?=\s|\Z)")
FILLED = regex.compile(r"(?:(?<=\A|\s))[図凶囚](?=\s?[^\s書面表る])")
TICK_LETTER = regex.compile(r"(?:(?<=\A|\s))(?:[VvＶレ√])(?=\s?[\p{Han}\p{Hiragana}])")
ANY_BOX = regex.compile("[□■☐☑☒✓✔]")


def repair_ocr(text: str, *, type: str = "text", lexicon: Iterable[str] = ()) -> str:
    """The text as it was printed, as far as its neighbours and the expected `type` tell.

    `type` is what the cell should hold: `number`, `period`, `checkbox`; any other is read as running text, in which
    words of `lexicon` are restored as spelled there. The parser of that type reads the result.
    """
    text = clean_text(text)
    if type == "number":
        return _number(text)
    if type == "period":
        return _period(text)
    if type == "checkbox":
        return _checkbox(text)
    # An era's name is as rare a word in another sense as its misreading is common.
    return repair_lookalikes(_eras(text), lexicon)


def _digits(text: str) -> str:
    """Letters that stand for digits, as digits."""
    return text.translate(DIGIT_FOR)


def _number(text: str) -> str:
    """Figures made of digits alone; a figure needs one real digit, or to be the whole of what precedes the unit."""
    if lone := LONE.match(text):
        text = _digits(lone[0]) + text[lone.end() :]
    text = FIGURE.sub(_figure, PERCENT.sub("%", text))
    text = GROUP_GAP.sub("", POINT.sub(".", SEPARATOR.sub(",", text)))
    for pattern, unit in UNITS:
        text = pattern.sub(unit, text)
    return text


def _figure(found: regex.Match[str]) -> str:
    """One figure repaired; letters at its end that make a unit (5g, 10GB) stay."""
    figure = found[0]
    if not any(character.isdecimal() for character in figure):
        return figure
    unit = None if COUNTED.match(found.string, found.end()) else UNIT_LETTERS.search(figure)
    return _digits(figure[: unit.start()]) + unit[0] if unit else _digits(figure)


def _eras(text: str) -> str:
    """Era names misread in front of a year, put right."""
    for pattern, era in ERAS:
        text = pattern.sub(era, text)
    return text


def _period(text: str) -> str:
    """A period with its era name, its figures and 年度 put right."""
    text = FIRST_YEAR.sub("元", _eras(text))
    text = YEAR_FIGURE.sub(lambda found: _digits(found[0]), text)
    text = YEAR_WORD.sub(lambda found: "年度" if len(found[0].strip()) > 1 else "年", text)
    return YEAR_FIGURE.sub(lambda found: _digits(found[0]), text)


def _checkbox(text: str) -> str:
    """Boxes read as 口, ticked boxes read as 図 or V, put back in front of their labels."""
    boxed = BOXED_LABEL.sub("□", text)
    if boxed.startswith("□") or ANY_BOX.search(boxed):
        boxed = NEXT_BOX.sub("□", boxed)
        boxed = TRAILING_BOX.sub("□", boxed) if boxed[-1] in "■☑口囗" else boxed
    if ANY_BOX.search(boxed):
        boxed = FILLED.sub("☑", TICK_LETTER.sub("☑", boxed))
    return boxed if ANY_BOX.search(boxed) else text.translate({ord(box): "□" for box in BOX} if text in BOX else {})
