"""What surrounds the figures of a number cell: folding, status words, brackets, footnote marks, a leading year."""

import re
from dataclasses import dataclass, field

from plansheets.normalize import number_words as words
from plansheets.normalize.chars import HYPHENS
from plansheets.normalize.clean import clean_text
from plansheets.normalize.fold import Fold
from plansheets.normalize.quantity import Quantity
from plansheets.normalize.quantity_scan import scan_quantity
from plansheets.normalize.units import PER_WORDS, canonical_unit, heading_unit, is_unit, scan_unit

FOLD = Fold(
    str.maketrans(
        dict.fromkeys(HYPHENS, "-")
        | dict.fromkeys("（［【〔〈〖[{｛", "(")
        | dict.fromkeys("）］】〕〉〗]}｝", ")")
        | dict(zip("，．／：＋；＊＃＝＞＜￥＄∼〜~＠＂＇", ",./:+;*#=><¥$～～～@\"'", strict=True))
        | dict.fromkeys("➡⇒⇨➔⟶➜", "→")
        | {"\n": " ", "∆": "△"}
    )
)
HAS_NUMBER = re.compile(r"[0-9½⅓⅔¼¾⅕-⅞〇零一二三四五六七八九十百千万億壱弐参拾]")
SPACED = re.compile(r"[^\s](?: [^\s]){2,}")
ZERO = re.compile(r"^ゼロ(?![ァ-ヺー])")
GROUP = re.compile(r"\s*\(([^()]*)\)\s*")
SPLIT = re.compile(r"[・、,/\s]+")
EDGE_ARROW = re.compile(r"^→(?=[^→]+$)|(?<=\S)(?<!→)→$")
STATUS_WITH_UNIT = re.compile(r"(\*{2,3}|[xX]|…|[-ー])(?=[^0-9])(.+)")
NOTE_ONLY = frozenset({"年", "日", "か月", "歳"})
BOUNDS = frozenset({"at_least", "more_than", "at_most", "less_than"})
LONGEST_STATUS = 24


@dataclass(slots=True)
class Cell:
    """The figures (`text`) and what stood around them. `negative`: the figure itself was in accounting brackets."""

    text: str
    qualifiers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    paren: Quantity | None = None
    per: str | None = None
    unit: str | None = None
    negative: bool = False
    shared_scale: float = 1

    @property
    def note(self) -> str | None:
        """All notes in one string."""
        return "; ".join(self.notes) or None


def fold(text: str) -> str:
    """clean_text, then brackets to ( ), dashes to -, arrows to →, punctuation to ASCII; letter-spacing closed up."""
    text = FOLD(clean_text(text)).strip(" 。、;")
    if SPACED.fullmatch(text) and not text.replace(" ", "").isdecimal():
        text = text.replace(" ", "")
    return ZERO.sub("0", text) if text.startswith("ゼロ") else text


def find_status(text: str) -> tuple[str, str | None] | None:
    """(status, unit) when the folded text stands instead of a number: 未定, - 件, 数十人; None when it does not."""
    compact = text.replace(" ", "")
    if not compact:
        return "blank", None
    if len(compact) > LONGEST_STATUS:
        return None
    if (name := words.STATUSES.get(compact)) is not None:
        return name, None
    if words.NIL_DASH.fullmatch(compact):
        return "nil", None
    if compact[0] == "(" and compact[-1] == ")" and "(" not in compact[1:]:
        return find_status(compact[1:-1]) if len(compact) > 2 and not is_unit(compact[1:-1]) else None
    if match := words.VAGUE.match(compact):
        rest = compact[match.end() :]
        end = scan_unit(rest, 0)
        if not rest or (end and (end == len(rest) or words.TRAILING.fullmatch(rest[end:]))):
            return "vague", canonical_unit(rest[:end]) or None
    if compact.endswith("程度"):
        return find_status(compact[:-2]) if compact[:-2] in words.STATUSES else None
    if (pair := STATUS_WITH_UNIT.fullmatch(compact)) and is_unit(pair[2]):
        return words.STATUSES.get(pair[1], "nil"), heading_unit(pair[2]).name
    return None


def open_cell(text: str, paren_negative: bool) -> Cell:
    """Take bracketed groups, a footnote mark and a leading year off the figures and sort out what they say."""
    cell = Cell(text)
    groups: list[str] = GROUP.findall(text) if "(" in text else []
    outer = GROUP.sub(" ", text).strip() if groups else text
    if match := words.FOOTNOTE.search(outer) or EDGE_ARROW.search(outer):
        cell.notes.append(match[0].strip())
        outer = (outer[: match.start()] + outer[match.end() :]).strip()
    if groups and not HAS_NUMBER.search(outer) and find_status(outer) in {None, ("blank", None)}:
        main = next((index for index, group in enumerate(groups) if _is_quantity(group)), None)
        if main is not None:
            cell.negative = paren_negative
            outer = f"{outer} {groups.pop(main)}".strip()
    if (match := words.PERIOD_NOTE.match(outer)) and HAS_NUMBER.search(outer, match.end()):
        cell.notes.append(match[0].strip(" :、"))
        outer = outer[match.end() :]
    cell.text = outer
    for group in groups:
        _read_group(group.strip(), cell)
    return cell


def _is_quantity(text: str) -> bool:
    """Whether a whole text is one quantity."""
    found = scan_quantity(text, 0, labels=False)
    return found is not None and found[1] == len(text) and not is_unit(text)


def _read_group(text: str, cell: Cell) -> None:
    """One bracket: qualifier words, a unit or a period, a number of its own (2(1)), or else a note."""
    tokens = [token for token in SPLIT.split(text) if token]
    names = [_qualifier(token) for token in tokens]
    if any(names):
        cell.qualifiers += [name for name, _ in filter(None, names)]
        rest = [token if name is None else name[1] for token, name in zip(tokens, names, strict=True)]
        cell.notes += [note for note in rest if note]
    elif cell.unit is None and (is_unit(text) or text.lstrip("/") in PER_WORDS):
        cell.unit = text
    elif cell.paren is None and (quantity := _own_number(text)) is not None:
        cell.paren = quantity
        if not text[0].isdecimal() and text[0] not in "▲△-+":
            cell.notes.append(text)
    elif text:
        cell.notes.append(text)


def _qualifier(token: str) -> tuple[str, str] | None:
    """(qualifier, year) of one bracketed word: 見込み → estimate and "", R5実績 → actual and R5."""
    if name := words.QUALIFIERS.get(token):
        return name, ""
    if (name := words.SUFFIXES.get(token)) and name not in {"up", "down"}:
        return name, ""
    if (match := words.DATED_WORD.fullmatch(token)) and (name := words.QUALIFIERS.get(match[2])):
        return name, match[1]
    return None


def _own_number(text: str) -> Quantity | None:
    """The bracket's figure; None for a year, an age or a bound, which describe the figure outside."""
    found = scan_quantity(text, 0)
    if found is None or found[1] != len(text) or found[0].denominator == 0:
        return None
    quantity = found[0]
    return None if quantity.unit in NOTE_ONLY or BOUNDS & set(quantity.qualifiers) else quantity


def settle_unit(cell: Cell, printed: str | None) -> None:
    """Decide what a bracketed unit word was, once it is known whether the figure has a unit of its own."""
    if cell.unit is None:
        return
    word = cell.unit.lstrip("/")
    if word in PER_WORDS and (printed is not None or word not in {"年", "月", "日", "週"}):
        cell.per, cell.unit = PER_WORDS[word], None
    elif printed is not None:
        cell.notes.append(cell.unit)
        cell.unit = None
