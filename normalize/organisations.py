"""The offices a cell names: which lead, what department they belong to, and words for many offices (関係課)."""

from dataclasses import replace
from typing import Any

import regex

from plansheets.normalize.chars import DASHES
from plansheets.normalize.clean import clean_text
from plansheets.normalize.organisation_pieces import (
    CLOSE,
    LEAD_SIGNS,
    OPEN,
    OTHERS,
    SIGNS,
    Piece,
    Text,
    bare,
    folded,
    pieces,
)
from plansheets.normalize.organisation_relations import led, ranked
from plansheets.normalize.organisation_types import Found, Organisation, Organisations
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

__all__ = ["Organisation", "Organisations", "parse_organisations"]

LEAD_WORD = r"主(?:管|担当|務|体)?(?:課|部署)?|代表|幹事課?|取りまとめ課?|とりまとめ課?|リーダー|[●◎★]"
ASIDE_WORD = r"副|従|協力?|関係課?|関連課?|連携?課?|支援|[○〇]"
NOTHING = regex.compile(rf"未定|なし|無し?|該当なし|調整中|検討中|未設置|[{DASHES}…]*|[/／]|同上|〃|不明")
HEAD = regex.compile(
    rf"\s*(?:[{SIGNS}](?![○〇◯])|[・■□◆◇▪•▶※*-]|[①-⑳❶-❿]|\(?\d{{1,2}}[).．]"
    rf"|(?P<lead>{LEAD_WORD})[:：]|(?P<aside>{ASIDE_WORD})[:：]"
    rf"|(?:担当|所管|実施|事業)?(?:課|部署|部|主体|担当|所管|所属)名?[:：])\s*"
)
NOTE = regex.compile(r"[（(\[［【〔][^（()）\[\]［］【】〔〕]*[）)\]］】〕]")
FORMER = regex.compile(r"(?P<when>旧|元|前|現)(?:名称?|組織|称)?\s*[:：・]?\s*(?P<name>.+)")
OTHERS_AHEAD = regex.compile(r"(?:その他|ほか|他)の?(?=関係|関連|各|全)")
DATED = regex.compile(r"年|から|まで|以降|^[旧元]")
KNOWN_NOTE = regex.compile(rf"仮称?|{LEAD_WORD}|{ASIDE_WORD}|旧.*|案")
SPREAD = regex.compile(r"\s*\S(?:[ \u3000]\S){2,}\s*")


def parse_organisations(text: str) -> Organisations:
    """Read a cell of office names; separators, wraps, marks, brackets, departments as CASES.md (orgs) has them."""
    whole = folded(text)
    if NOTHING.fullmatch(whole.closed().chars):
        return Organisations()
    if SPREAD.fullmatch(whole.chars) and not set(whole.chars) & set(SIGNS):
        whole = whole.closed()
    others = False
    found: list[Found] = []
    for piece in pieces(whole):
        named, more = _read(piece)
        others |= more
        found.extend(named)
    found = ranked(found)
    orgs = tuple(_ending(one.org, text) for one in led(found))
    scopes = [scope for scope in (scope_of(org.name) for org in orgs if org.is_collective) if scope]
    return Organisations(orgs, scopes[0] if scopes else None, others)


def _ending(org: Organisation, text: str) -> Organisation:
    """Half-width kana: the voicing mark behind the last letter belongs to the name."""
    return replace(org, end=org.end + 1) if text[org.end : org.end + 1] in ("ﾞ", "ﾟ") else org


def _read(piece: Piece) -> tuple[list[Found], bool]:
    """The offices one piece names, and whether it says that there are others."""
    text, sign = _signed(piece.text.cut(0, len(piece.text.chars)))
    if piece.text.chars.lstrip().startswith("※"):
        return [], False
    rest, notes = _notes(text)
    rest = rest.cut(len(rest.chars) - len(rest.chars.lstrip(CLOSE)), len(rest.chars.rstrip(OPEN)))
    tail = OTHERS.search(rest.chars)
    others = more = piece.before.startswith(("ほか", "他", "その他"))
    others |= bool(tail and (not tail.start() or COMPLETE_BODY.search(rest.chars[: tail.start()].strip())))
    if tail and others and not more:
        rest = rest.cut(0, tail.start())
    if ahead := OTHERS_AHEAD.match(rest.chars):
        rest, others = rest.cut(ahead.end(), len(rest.chars)), True
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
        elif COMPLETE.search(bare(said)) and not DATED.search(said):
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
    many = scope_of(text.chars) is not None
    return Organisation(
        clean_text(text.chars), text.at[0], text.at[-1] + 1, parent=parent, unit=unit, is_collective=many, **known
    )


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
