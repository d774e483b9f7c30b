"""The offices a cell names: which lead, what department they belong to, and words for many offices (関係課)."""

from dataclasses import dataclass, replace
from typing import Any

import regex

from plansheets.normalize.clean import clean_text
from plansheets.normalize.organisation_pieces import LEAD_SIGNS, OTHERS, SIGNS, Piece, Text, bare, folded, pieces
from plansheets.normalize.organisation_words import (
    BOARD_OFFICE,
    COMMON_NOUN,
    COMPLETE,
    COMPLETE_BODY,
    PARENT,
    UNIT,
    rank,
    scope_of,
)

LEAD_WORD = r"主(?:管|担当|務|体)?(?:課|部署)?|代表|幹事課?|取りまとめ課?|とりまとめ課?|リーダー|[●◎★]"
ASIDE_WORD = r"副|従|協力?|関係課?|関連課?|連携?課?|支援|[○〇]"
NOTHING = regex.compile(r"未定|なし|無し?|該当なし|調整中|検討中|未設置|[-－ー―—–‐…]*|[/／]|同上|〃|不明")
HEAD = regex.compile(
    rf"\s*(?:[{SIGNS}](?![○〇◯])|[・■□◆◇▪•▶※*-]|[①-⑳❶-❿]|\(?\d{{1,2}}[).．]"
    rf"|(?P<lead>{LEAD_WORD})[:：]|(?P<aside>{ASIDE_WORD})[:：]"
    rf"|(?:担当|所管|実施|事業)?(?:課|部署|部|主体|担当|所管|所属)名?[:：])\s*"
)
NOTE = regex.compile(r"[（(\[［【〔][^（()）\[\]［］【】〔〕]*[）)\]］】〕]")
FORMER = regex.compile(r"(?P<when>旧|元|前|現)(?:名称?|組織|称)?\s*[:：・]?\s*(?P<name>.+)")
KNOWN_NOTE = regex.compile(rf"仮称?|{LEAD_WORD}|{ASIDE_WORD}|旧.*|案")


@dataclass(frozen=True, slots=True)
class Organisation:
    """One office. `start`, `end` are the offsets of its name in the input; `lead` is None where no name is marked."""

    name: str
    start: int
    end: int
    lead: bool | None = None
    parent: str | None = None
    unit: str | None = None
    provisional: bool | None = None
    former: str | None = None
    is_collective: bool = False

    def as_dict(self) -> dict[str, object]:
        """The keys of the normalize cases; a key without a value is left out."""
        pairs = {key: getattr(self, key) for key in ("name", "lead", "parent", "unit", "provisional", "former")}
        return {key: value for key, value in pairs.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Organisations:
    """All offices in the order of the text, collective words among them; `scope` is each, all or related."""

    orgs: tuple[Organisation, ...] = ()
    scope: str | None = None
    others: bool = False

    def as_dict(self) -> dict[str, object]:
        """The keys of the normalize cases: `orgs` holds single offices only."""
        single = [org.as_dict() for org in self.orgs if not org.is_collective]
        return {"orgs": single, "scope": self.scope, "others": self.others}


@dataclass(frozen=True, slots=True)
class Found:
    """An office as read from its piece, with the separator before it and its sign (lead, aside, bullet or None)."""

    org: Organisation
    before: str
    sign: str | None


def parse_organisations(text: str) -> Organisations:
    """Read a cell of office names; separators, wraps, marks, brackets, departments as CASES.md (orgs) has them."""
    whole = folded(text)
    if not whole.chars.strip() or NOTHING.fullmatch(whole.chars.strip()):
        return Organisations()
    if regex.fullmatch(r"\s*\S(?:[ \u3000]\S){2,}\s*", whole.chars) and not set(whole.chars) & set(SIGNS):
        whole = whole.closed()
    others = False
    found: list[Found] = []
    for piece in pieces(whole):
        named, more = _read(piece)
        others |= more
        found.extend(named)
    found = _ranked(found)
    orgs = tuple(_ending(one.org, text) for one in _led(found))
    scopes = [scope for scope in (scope_of(org.name) for org in orgs if org.is_collective) if scope]
    return Organisations(orgs, scopes[0] if scopes else None, others)


def _ending(org: Organisation, text: str) -> Organisation:
    """Half-width kana: the voicing mark behind the last letter belongs to the name."""
    return replace(org, end=org.end + 1) if text[org.end : org.end + 1] in ("ﾞ", "ﾟ") else org


def _read(piece: Piece) -> tuple[list[Found], bool]:
    """The offices one piece names, and whether it says that there are others."""
    text, sign = _signed(piece.text.cut(0, len(piece.text.chars)))
    rest, notes = _notes(text)
    tail = OTHERS.search(rest.chars)
    others = bool(tail and (not tail.start() or COMPLETE_BODY.search(rest.chars[: tail.start()].strip())))
    if tail and others:
        rest = rest.cut(0, tail.start())
    known: dict[str, Any] = {}
    inner: list[Text] = []
    for note in notes:
        said = note.chars.strip()
        former = FORMER.fullmatch(said)
        if regex.fullmatch(LEAD_WORD, said) or regex.fullmatch(ASIDE_WORD, said):
            sign = "lead" if regex.fullmatch(LEAD_WORD, said) else "aside"
        elif regex.fullmatch(r"仮称?", said):
            known["provisional"] = True
        elif former and former["when"] == "現":
            known["former"], rest = clean_text(rest.chars), note.cut(former.start("name"), former.end("name"))
        elif former:
            known["former"] = clean_text(former["name"])
        elif OTHERS.fullmatch(said):
            others = True
        elif COMPLETE.search(bare(said)) and not said.startswith(("旧", "元")):
            inner.append(note)
    if not rest.chars or NOTHING.fullmatch(rest.chars):
        return [found for note in inner for found in _read(Piece(note, piece.before))[0]], others
    org = _office(rest, known)
    found, more = _within(Found(org, piece.before, sign), inner)
    return found, others or more


def _signed(text: Text) -> tuple[Text, str | None]:
    """A piece without bullet, number, label and sign, and what the sign says."""
    sign = None
    while True:
        head = HEAD.match(text.chars)
        if not head or head.end() == len(text.chars):
            break
        mark = head[0].strip()
        if mark in LEAD_SIGNS:
            sign = "bullet" if mark in "●★" else "lead"
        elif mark in SIGNS:
            sign = "aside"
        elif head["lead"]:
            sign = "lead"
        elif head["aside"]:
            sign = "aside"
        text = text.cut(head.end(), len(text.chars))
    while len(text.chars) > 1 and text.chars[-1] in SIGNS:
        sign = "lead" if text.chars[-1] in LEAD_SIGNS else "aside"
        text = text.cut(0, len(text.chars) - 1)
    return text, sign


def _notes(text: Text) -> tuple[Text, list[Text]]:
    """The name without its brackets, and what stands in them; an unknown bracket inside a name stays."""
    notes, kept, last = [], Text("", ()), 0
    for found in NOTE.finditer(text.chars):
        inside = text.cut(found.start() + 1, found.end() - 1)
        between = found.start() > 0 and found.end() < len(text.chars.rstrip(SIGNS))
        if between and not KNOWN_NOTE.fullmatch(inside.chars) and not COMPLETE.search(text.chars[: found.start()]):
            continue
        notes.append(inside)
        kept = kept.joined(text.cut(last, found.start()))
        last = found.end()
    rest = kept.joined(text.cut(last, len(text.chars)))
    return rest.cut(0, len(rest.chars.rstrip(SIGNS + " "))), notes


def _office(text: Text, known: dict[str, Any]) -> Organisation:
    """One name cut into department, office and unit: 総務部総務課人事係."""
    if scope_of(bare(text.chars)):
        return Organisation(clean_text(text.chars), text.at[0], text.at[-1] + 1, is_collective=True, **known)
    parent = unit = None
    while cut := BOARD_OFFICE.fullmatch(text.chars) or PARENT.fullmatch(text.chars):
        parent = clean_text(cut["parent"])
        text = text.cut(cut.start("name"), cut.end("name"))
    if (cut := UNIT.fullmatch(text.chars)) and not COMMON_NOUN.fullmatch(cut["name"]):
        unit = clean_text(cut["unit"])
        text = text.cut(0, cut.end("name"))
    return Organisation(clean_text(text.chars), text.at[0], text.at[-1] + 1, parent=parent, unit=unit, **known)


def _within(outer: Found, inner: list[Text]) -> tuple[list[Found], bool]:
    """The offices a bracket lists: sections of the department before it, or units of the section before it."""
    found, others = [], False
    for note in inner:
        for piece in pieces(note):
            named, more = _read(piece)
            found += named
            others |= more
    level = rank(outer.org.name)
    if not found or all(one.org.is_collective for one in found):
        return [outer, *found], others
    below = []
    for one in found:
        if level in (0, 1) or level is None or rank(one.org.name) == 0:
            org = replace(outer.org, unit=one.org.name)
        else:
            org = replace(one.org, parent=one.org.parent or outer.org.name)
        below.append(Found(org, outer.before, one.sign or outer.sign))
    return below, others


def _ranked(found: list[Found]) -> list[Found]:
    """Set departments that stand before their section after a blank as its parent, and units behind as its unit."""
    kept: list[Found] = []
    carried = None
    for one in found:
        last = kept[-1] if kept else None
        relation = _relation(last, one) if last else None
        if last and relation == "former":
            kept[-1] = replace(one, org=replace(one.org, former=last.org.name), before=last.before)
        elif last and relation == "parent":
            carried = last.org.name
            kept[-1] = Found(replace(one.org, parent=one.org.parent or carried), last.before, one.sign or last.sign)
        elif last and relation == "unit":
            kept[-1] = replace(last, org=replace(last.org, unit=one.org.name))
        else:
            carried = carried if one.before in ("・", "･") and rank(one.org.name) == 1 and not one.org.parent else None
            kept.append(replace(one, org=replace(one.org, parent=carried)) if carried else one)
    return kept


def _relation(last: Found, one: Found) -> str | None:
    """How an office stands to the one before it: its former name, its department, the section it is a unit of."""
    if one.before in ("→", "⇒"):
        return "former"
    soft = bool(one.before) and (one.before.isspace() or one.before in (">", "＞"))
    upper, lower = rank(last.org.name), rank(one.org.name)
    if not soft or upper is None or lower is None or last.org.unit or last.org.is_collective or one.org.is_collective:
        return None
    if last.sign and one.sign:
        return None
    if lower == 0 and upper > 0:
        return "unit"
    listed = "\n" in one.before and not regex.search(r"[課室]$", one.org.name)
    return "parent" if upper > max(lower, 1) and not listed else None


def _led(found: list[Found]) -> list[Found]:
    """Say who leads where a sign says it. ● before each of several names is a bullet."""
    signs = [one.sign for one in found]
    if len(found) > 1 and all(sign == "bullet" for sign in signs):
        return found
    if not any(sign in ("lead", "bullet") for sign in signs):
        return found
    return [replace(one, org=replace(one.org, lead=one.sign in ("lead", "bullet"))) for one in found]
